//! A large office of our own making: so many provisions, units and decisions, in Vietnamese that reads like a regulation.
//!
//! The same numbers give the same files. Decisions follow one another over the years: names change, units merge, absorb,
//! begin, duties pass on, clauses are amended, each with its consolidated text, written by the program's own draft.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Clauses that give a duty; headings come on top.
    pub provisions: usize,
    /// Units at the beginning.
    pub units: usize,
    /// Decisions over thirty years.
    pub decisions: usize,
    /// How many of them amend the text.
    pub amending: usize,
    /// Rules of the calendar: so many of the clauses set a day.
    pub rules: usize,
    /// Into what the clauses are cut.
    pub cut: Cut,
}

/// The levels of the text. Each chapter is a page of the site, below parts or without.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// Clauses of an article.
    pub clauses: usize,
    /// Articles of a chapter.
    pub articles: usize,
    /// Chapters of a part; none for a text without parts.
    pub chapters: Option<usize>,
}

impl Cut {
    /// Few and long pages.
    #[allow(dead_code, reason = "each benchmark cuts its own way")]
    pub const LONG: Self = Self { clauses: 25, articles: 20, chapters: None };
    /// As many pages as there can be: an article each.
    #[allow(dead_code, reason = "each benchmark cuts its own way")]
    pub const SHORT: Self = Self { clauses: 11, articles: 1, chapters: Some(100) };
}

const FIRST: Date = date(1995, 1, 1);
const ACTS: [&str; 8] = [
    "chủ trì tham mưu",
    "theo dõi, đôn đốc",
    "tổng hợp, báo cáo",
    "thẩm tra, trình ký",
    "hướng dẫn, kiểm tra",
    "rà soát, kiến nghị",
    "tiếp nhận, xử lý",
    "lưu trữ, quản lý",
];
const MATTERS: [&str; 11] = [
    "hồ sơ đất đai",
    "chương trình công tác",
    "thủ tục hành chính",
    "văn bản quy phạm pháp luật",
    "đơn thư khiếu nại",
    "dự toán ngân sách",
    "kế hoạch đầu tư công",
    "công tác thi đua khen thưởng",
    "chuyển đổi số",
    "an toàn thông tin",
    "bảo vệ môi trường",
];
const PLACES: [&str; 7] = [
    "trên địa bàn tỉnh",
    "của cơ quan",
    "của các sở, ngành",
    "ở cơ sở",
    "của đơn vị trực thuộc",
    "theo phân công",
    "hằng năm",
];

/// Writes the project into `root`.
pub fn write(root: &Path, size: Size) {
    let content = root.join("content");
    for folder in ["regulation", "decisions", "holidays"] {
        fs::create_dir_all(content.join(folder)).unwrap();
    }
    let put = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
    put(
        "quyche.yaml",
        "office: \"Cơ quan Lớn\"\nshort_name: \"CQ Lớn\"\ntitle: \"Quy chế\"\nlanguage: vi\nweek_rule: first_workweek\nuid_domain: lon.example\n",
    );
    let years = include_str!("../../content/holidays/vn.yaml");
    put("content/holidays/vn.yaml", years);
    let mut office = Office::new(size);
    put(&format!("content/regulation/{FIRST}.md"), &office.text("0-1995", FIRST));
    put(
        "content/decisions/0-1995.yaml",
        &format!(
            "number: \"0/QĐ\"\nsigned: {FIRST}\neffective_from: {FIRST}\nissuer: \"Cơ quan Lớn\"\nsummary: \"Ban hành quy chế\"\noperations: []\n"
        ),
    );
    put("content/units.yaml", &office.units());
    put("content/roles.yaml", ROLES);
    put("content/calendar.yaml", &office.calendar());
    let mut day = FIRST;
    let step = (30 * 365 / size.decisions.max(1)) as i64;
    let every = size.decisions / size.amending.max(1);
    for n in 1..=size.decisions {
        day = day.checked_add(step.days()).unwrap();
        let amends = size.amending > 0 && n % every.max(1) == 0;
        let id = format!("{n}-{}", day.year());
        let operations = if amends { office.amend(n, day) } else { office.reorganize(n) };
        put(
            &format!("content/decisions/{id}.yaml"),
            &format!(
                "number: \"{n}/QĐ\"\nsigned: {day}\neffective_from: {day}\nissuer: \"Cơ quan Lớn\"\nsummary: \"Quyết định thứ {n}\"\noperations:\n{operations}"
            ),
        );
        if amends {
            put(&format!("content/regulation/{day}.md"), &office.text(&id, day));
        }
    }
    put("content/duties.yaml", &office.duties());
}

const ROLES: &str = "roles:\n  - id: giam-doc\n    name: \"Giám đốc\"\n    aliases: []\n  - id: truong-phong\n    name: \"Trưởng phòng\"\n    aliases: []\n    carries_unit_duties: {cite: dieu-1.1, quote: \"việc của phòng là việc của Trưởng phòng\"}\ncollectives:\n  - id: cac-phong\n    name: \"Các phòng\"\n    all_units: true\n    inferred: true\n    note: \"nhóm chung\"\n";

struct Clause {
    id: String,
    /// Whether the unit reports to the director by it.
    reports: bool,
    /// The rule of the calendar it sets, if it sets one.
    rule: Option<Day>,
    words: String,
    /// The unit the text names, for ever.
    named: usize,
    /// Who bears it now.
    bearer: String,
    /// Rows of duties.yaml: the words, and from when to when they hold.
    rows: Vec<(String, Option<Date>, Option<Date>)>,
}

/// A day that a clause sets.
#[derive(Clone, Copy)]
struct Day {
    /// The place of its rule among all.
    number: usize,
    day: usize,
    of: Span,
}

#[derive(Clone, Copy)]
enum Span {
    Month,
    /// The last month of each.
    Quarter,
    /// A month of each.
    Year(usize),
}

impl Day {
    fn new(number: usize) -> Self {
        // Most of what an office must do comes once a year.
        let of = match number % 16 {
            0 => Span::Month,
            1 | 9 => Span::Quarter,
            _ => Span::Year(number % 12 + 1),
        };
        Self { number, day: number % 28 + 1, of }
    }

    fn words(self) -> String {
        match self.of {
            Span::Month => format!("chậm nhất vào ngày {} hằng tháng", self.day),
            Span::Quarter => format!("chậm nhất vào ngày {} của tháng cuối quý", self.day),
            Span::Year(month) => format!("chậm nhất vào ngày {} tháng {month} hằng năm", self.day),
        }
    }

    fn when(self) -> String {
        match self.of {
            Span::Month => format!("{{every: month, day: {}}}", self.day),
            Span::Quarter => format!("{{every: quarter, month: last, day: {}}}", self.day),
            Span::Year(month) => format!("{{every: year, month: {month}, day: {}}}", self.day),
        }
    }
}

/// The act by which a unit reports to the director: its place in [`ACTS`].
const REPORTS: usize = 2;

struct Office {
    size: Size,
    clauses: Vec<Clause>,
    living: Vec<String>,
}

impl Cut {
    /// The id of a clause by its place among all.
    fn id(self, i: usize) -> String {
        format!("dieu-{}.{}", i / self.clauses + 2, i % self.clauses + 1)
    }
}

fn unit_id(n: usize) -> String {
    format!("phong-{n}")
}

impl Office {
    fn new(size: Size) -> Self {
        let every = (size.provisions / size.rules.max(1)).max(1);
        let clause = |i: usize| {
            let named = i % size.units;
            let rule = (i.is_multiple_of(every) && i / every < size.rules).then(|| Day::new(i / every));
            let until = rule.map_or_else(String::new, |rule| format!(", {}", rule.words()));
            let (act, matter, place) = (ACTS[i % 8], MATTERS[(i / 3) % 11], PLACES[(i / 5) % 7]);
            Clause {
                id: size.cut.id(i),
                reports: i % 8 == REPORTS,
                rule,
                words: format!("Phòng Nghiệp vụ số {named} {act} {matter} {place}{until}, việc thứ {i}."),
                named,
                bearer: unit_id(named),
                rows: vec![(format!("Phòng Nghiệp vụ số {named} {act} {matter}"), None, None)],
            }
        };
        Self {
            size,
            clauses: (0..size.provisions).map(clause).collect(),
            living: (0..size.units).map(unit_id).collect(),
        }
    }

    fn text(&self, decision: &str, day: Date) -> String {
        let Cut { clauses, articles, chapters } = self.size.cut;
        let of_chapter = clauses * articles;
        let mut text = format!("---\ntitle: \"QUY CHẾ\"\ndecision: {decision}\neffective_from: {day}\n---\n");
        if chapters.is_some() {
            text.push_str("\n# Phần I. QUY ĐỊNH CHUNG\n");
        }
        text.push_str("\n# Chương I. NGUYÊN TẮC\n\n## Điều 1. Nguyên tắc\n\n1\\. Người đứng đầu chịu trách nhiệm chung; việc của phòng là việc của Trưởng phòng.\n");
        for (i, clause) in self.clauses.iter().enumerate() {
            let chapter = i / of_chapter;
            if i % of_chapter == 0 {
                // Chapters restart in a part, which the first, of principles, has to itself.
                let number = match chapters {
                    Some(chapters) => {
                        if chapter % chapters == 0 {
                            let _ = write!(
                                text,
                                "\n# Phần {}. NHÓM {}\n",
                                roman(chapter / chapters + 2),
                                chapter / chapters
                            );
                        }
                        chapter % chapters + 1
                    }
                    None => chapter + 2,
                };
                let _ = write!(text, "\n# Chương {}. NHIỆM VỤ PHẦN {}\n", roman(number), chapter + 1);
            }
            if i % clauses == 0 {
                let _ = write!(text, "\n## Điều {}. Nhóm việc {}\n", i / clauses + 2, i / clauses + 1);
            }
            let _ = write!(text, "\n{}\\. {}\n", i % clauses + 1, clause.words);
        }
        text
    }

    fn units(&self) -> String {
        let mut text = "units:\n".to_owned();
        for n in 0..self.size.units {
            let _ = write!(
                text,
                "  - id: {}\n    group: cac-phong\n    name: \"Phòng Nghiệp vụ số {n}\"\n    aliases: []\n    cite: dieu-1.1\n    head: {{role: truong-phong}}\n",
                unit_id(n)
            );
        }
        text
    }

    fn duties(&self) -> String {
        let mut text =
            "duties:\n  - provision: dieu-1.1\n    general: true\n    reason: \"nguyên tắc chung\"\n".to_owned();
        for clause in &self.clauses {
            let _ = write!(text, "  - provision: {}\n    bearers:\n", clause.id);
            for (quote, from, until) in &clause.rows {
                let _ = write!(
                    text,
                    "      - {{who: {}, {}, modality: duty, quote: \"{quote}\"",
                    unit_id(clause.named),
                    if clause.reports { "relation: reports_to, to: giam-doc" } else { "relation: owner" }
                );
                if let Some(day) = from {
                    let _ = write!(text, ", from: {day}");
                }
                if let Some(day) = until {
                    let _ = write!(text, ", until: {day}");
                }
                text.push_str("}\n");
            }
        }
        text
    }

    fn calendar(&self) -> String {
        let mut text = "rules:\n".to_owned();
        for (clause, rule) in self.clauses.iter().filter_map(|c| Some((c, c.rule?))) {
            let _ = write!(
                text,
                "  - id: han-{}\n    title: \"{}, việc định kỳ {}\"\n    kind: {}\n    cite: {}\n    quote: \"{}\"\n    when: {}\n    limit: on_or_before\n    who: {}\n    to: giam-doc\n",
                rule.number,
                clause.rows[0].0,
                rule.number,
                if clause.reports { "report" } else { "task" },
                clause.id,
                rule.words(),
                rule.when(),
                clause.bearer
            );
        }
        text
    }

    /// A few clauses of it get other words that keep what the rows quote.
    fn amend(&mut self, n: usize, _day: Date) -> String {
        let mut text = String::new();
        for k in 0..4 {
            let at = (n * 37 + k * 101) % self.clauses.len();
            let clause = &mut self.clauses[at];
            let old = format!("việc thứ {at}");
            if text.contains(&format!("provision: {}\n", clause.id)) || clause.words.contains("lần sửa") {
                continue;
            }
            let new = format!("việc thứ {at}, lần sửa {n}");
            clause.words = clause.words.replacen(&format!("{old}."), &format!("{new}."), 1);
            let _ =
                write!(text, "  - op: amend\n    provision: {}\n    old: \"{old}\"\n    new: \"{new}\"\n", clause.id);
        }
        assert!(!text.is_empty(), "an amending decision amends something");
        text
    }

    fn reorganize(&mut self, n: usize) -> String {
        let pick = n % self.living.len();
        let unit = self.living[pick].clone();
        let other = self.living[(pick + 1) % self.living.len()].clone();
        let few = self.living.len() <= self.size.units;
        match n % 5 {
            0 if !few => {
                self.pass(&unit, &other);
                self.living.retain(|u| *u != unit);
                format!("  - op: absorb\n    units: [{unit}]\n    into: {other}\n")
            }
            1 if !few => {
                let new = format!("phong-moi-{n}");
                self.pass(&unit, &new);
                self.pass(&other, &new);
                self.living.retain(|u| *u != unit && *u != other);
                self.living.push(new.clone());
                format!(
                    "  - op: merge\n    units: [{unit}, {other}]\n    into: {{id: {new}, name: \"Phòng Tổng hợp số {n}\"}}\n"
                )
            }
            2 => {
                let new = format!("phong-lap-{n}");
                self.living.push(new.clone());
                format!(
                    "  - op: create\n    unit: {{id: {new}, name: \"Phòng Thành lập số {n}\", group: cac-phong, head: truong-phong}}\n"
                )
            }
            3 => {
                let at = (n * 53) % self.clauses.len();
                let from = self.clauses[at].bearer.clone();
                let to = if from == unit { other } else { unit };
                self.clauses[at].bearer.clone_from(&to);
                format!(
                    "  - op: transfer_duty\n    provision: {}\n    from: {from}\n    to: {to}\n",
                    self.clauses[at].id
                )
            }
            _ => format!("  - op: rename\n    unit: {unit}\n    name: \"Phòng Đổi tên lần {n}\"\n"),
        }
    }

    fn pass(&mut self, from: &str, to: &str) {
        for clause in self.clauses.iter_mut().filter(|c| c.bearer == from) {
            clause.bearer = to.to_owned();
        }
    }
}

fn roman(mut n: usize) -> String {
    let mut text = String::new();
    for (value, letters) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while n >= value {
            text.push_str(letters);
            n -= value;
        }
    }
    text
}
