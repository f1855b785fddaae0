//! The documents of the real regulation, read from the tables beside this file, as the site hands them to the search.

use std::collections::BTreeMap;

use quyche::render::Theme;
use quyche::search::Vocabulary;
use quyche::site::{Asked, Document, DocumentKind, Named};

const PROVISIONS: &str = include_str!("../data/provisions.csv");
const BEARERS: &str = include_str!("../data/responsibilities.csv");
const TEXT: &str = include_str!("../data/regulation.txt");

/// Clauses that state a date, a term or a number of times.
const DATED: [&str; 8] =
    ["B.II.1.1.b", "B.II.1.2.a", "B.II.1.2.b", "B.II.4.1.b", "B.II.5.1.a", "B.II.5.2", "B.II.5.3", "B.II.7.2"];

/// The clause that counts its days from another's.
const TERM: &str = "B.II.5.1.b";

/// Clauses that say who attends.
const ATTENDED: [&str; 4] = ["B.II.5.1.a", "B.II.5.2", "B.II.6.1", "B.II.6.2"];

const ROLES: [(&str, &str); 9] = [
    ("cvp", "Chánh Văn phòng"),
    ("pcvp", "Phó Chánh Văn phòng"),
    ("pcvp-truong-ban-tcd", "Phó Chánh Văn phòng kiêm Trưởng Ban Tiếp công dân tỉnh"),
    ("pcvp-giam-doc-hcc", "Phó Chánh Văn phòng kiêm Giám đốc Trung tâm Phục vụ hành chính công tỉnh"),
    ("truong-phong", "Trưởng phòng"),
    ("pho-truong-phong", "Phó Trưởng phòng"),
    ("pho-truong-ban-tcd", "Phó Trưởng Ban Tiếp công dân"),
    ("pho-giam-doc-hcc", "Phó Giám đốc Trung tâm Phục vụ hành chính công tỉnh"),
    ("cong-chuc", "Công chức, viên chức, người lao động"),
];

const UNITS: [(&str, &str); 12] = [
    ("p-tong-hop", "Phòng Tổng hợp"),
    ("p-kinh-te", "Phòng Kinh tế"),
    ("p-cong-nghiep", "Phòng Công nghiệp"),
    ("p-nong-nghiep-moi-truong", "Phòng Nông nghiệp - Môi trường"),
    ("p-khoa-giao-van-xa", "Phòng Khoa giáo - Văn xã"),
    ("p-noi-chinh", "Phòng Nội chính"),
    ("p-kiem-soat-tthc", "Phòng Kiểm soát thủ tục hành chính"),
    ("ban-tiep-cong-dan", "Ban Tiếp công dân tỉnh"),
    ("tt-phuc-vu-hcc", "Trung tâm Phục vụ hành chính công tỉnh"),
    ("p-hanh-chinh-to-chuc", "Phòng Hành chính - Tổ chức"),
    ("p-quan-tri-tai-vu", "Phòng Quản trị - Tài vụ"),
    ("tt-cong-nghe-cong-ttdt", "Trung tâm Công nghệ và Cổng Thông tin điện tử tỉnh"),
];

const GROUPS: [(&str, &str); 4] = [
    ("lanh-dao-vp", "Lãnh đạo Văn phòng"),
    ("lanh-dao-vp-phu-trach", "Lãnh đạo Văn phòng phụ trách"),
    ("tap-the-lanh-dao-vp", "Tập thể lãnh đạo Văn phòng"),
    ("cac-phong", "Các phòng"),
];

/// Short forms as a glossary has them.
pub fn vocabulary() -> Vocabulary {
    let pair = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    let acronyms = [
        ("UBND", "Ủy ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("TTHC", "thủ tục hành chính"),
        ("CVP", "Chánh Văn phòng"),
        ("TTĐT", "Thông tin điện tử"),
    ];
    let named = |(name, asked): (&str, Asked)| Named { name: name.to_owned(), asked };
    let duties = [
        ("Chánh Văn phòng", "B.I.1"),
        ("Phó Chánh Văn phòng", "B.I.2"),
        ("Trưởng Ban Tiếp công dân", "B.I.2.3"),
        ("Trưởng phòng", "B.I.3"),
        ("Phó Trưởng Ban Tiếp công dân", "B.I.4.1"),
        ("Phó Trưởng phòng", "B.I.5"),
        ("Công chức, viên chức, người lao động", "B.I.6"),
    ];
    let meanings = [
        ("lãnh đạo Văn phòng", "A.1"),
        ("phòng", "A.2"),
        ("các phòng chuyên môn", "A.2.a"),
        ("phòng chuyên môn", "A.2.a"),
    ];
    let asked = duties.map(|(name, path)| (name, Asked::Duty(path.to_owned()))).into_iter();
    let asked = asked.chain(meanings.map(|(name, path)| (name, Asked::Meaning(path.to_owned()))));
    Vocabulary {
        acronyms: acronyms.iter().map(pair).collect(),
        synonyms: vec![("trả lời phỏng vấn".to_owned(), "kỷ luật phát ngôn".to_owned())],
        labels: Vec::new(),
        names: ["lãnh đạo Văn phòng", "Văn phòng Chính phủ", "Văn phòng Tỉnh ủy"].map(str::to_owned).to_vec(),
        asked: asked.chain([("Văn phòng", Asked::Office)]).map(named).collect(),
        today: None,
    }
}

/// The scripts of the search as a site ships them, by name.
pub fn scripts() -> BTreeMap<String, Vec<u8>> {
    let (theme, report) = Theme::new("vi", &[]);
    assert!(!report.has_errors());
    let scripts = theme.assets().filter(|(name, _)| name.starts_with("assets/search") && name.ends_with(".js"));
    scripts.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect()
}

/// The page of a role or a unit, and whatever else is no provision.
pub fn page(kind: DocumentKind, folder: &str, (id, name): &(&str, &str), text: &str) -> Document {
    Document::new(kind, format!("{folder}/{id}.html"), *name, text)
}

/// Provisions, roles and units.
pub fn documents() -> Vec<Document> {
    let lines: Vec<&str> = TEXT.lines().collect();
    let rows: Vec<Vec<String>> = PROVISIONS.lines().skip(1).map(fields).collect();
    let texts: BTreeMap<&str, &str> =
        rows.iter().map(|r| (r[0].as_str(), clause(lines[number(&r[7])], &r[3]))).collect();
    let parents: BTreeMap<&str, &str> = rows.iter().map(|r| (r[0].as_str(), r[1].as_str())).collect();
    let bearers = bearers();
    let provision = |r: &Vec<String>| Document {
        path: r[0].clone(),
        headings: above(&r[0], &parents).iter().map(|p| texts[p].to_owned()).collect(),
        heading: r[5] == "yes",
        dated: DATED.contains(&r[0].as_str()),
        attended: ATTENDED.contains(&r[0].as_str()),
        term: r[0] == TERM,
        bearers: bearers.get(&r[0]).cloned().unwrap_or_default(),
        ..Document::new(
            DocumentKind::Provision,
            format!("quy-che/{}.html#{}", section(&r[0]), r[0].to_lowercase()),
            r[10].clone(),
            texts[r[0].as_str()],
        )
    };
    let roles = ROLES.iter().map(|r| page(DocumentKind::Role, "viec-toi", r, ""));
    let units = UNITS.iter().map(|u| page(DocumentKind::Unit, "don-vi", u, ""));
    rows.iter().map(provision).chain(roles).chain(units).collect()
}

fn number(text: &str) -> usize {
    text.parse::<usize>().unwrap() - 1
}

fn clause<'a>(line: &'a str, label: &str) -> &'a str {
    line.strip_prefix(label).unwrap_or(line).trim()
}

fn section(path: &str) -> String {
    path.split('.').take(if path.starts_with('B') { 2 } else { 1 }).collect::<Vec<_>>().join("-").to_lowercase()
}

fn above<'a>(path: &str, parents: &BTreeMap<&'a str, &'a str>) -> Vec<&'a str> {
    let mut chain: Vec<&str> = Vec::new();
    let mut at = parents[path];
    while !at.is_empty() {
        chain.insert(0, at);
        at = parents[at];
    }
    chain
}

fn bearers() -> BTreeMap<String, Vec<String>> {
    let names: BTreeMap<&str, &str> = ROLES.iter().chain(&UNITS).chain(&GROUPS).copied().collect();
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in BEARERS.lines().skip(1).map(fields) {
        let own = matches!(row[2].as_str(), "owner" | "chair" | "coordinates" | "assists" | "attends" | "reports-to");
        let id = row[1].split('@').next().unwrap_or_default();
        if let (true, Some(name)) = (own, names.get(id)) {
            out.entry(row[0].clone()).or_default().push((*name).to_owned());
        }
    }
    out
}

/// The fields of one line of comma-separated values; a quoted field may hold commas and doubled quotes.
fn fields(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => out.last_mut().unwrap().push(chars.next().unwrap()),
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().unwrap().push(c),
        }
    }
    out
}
