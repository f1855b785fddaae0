//! The site as the program makes it: verbatim, linked, closed to the outside, the same bytes twice, never half written.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

mod common;
#[path = "site/handbook.rs"]
mod handbook;
#[path = "site/open.rs"]
mod open;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

const DAY: &str = "2026-11-23";

fn quyche(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quyche")).args(args).output().unwrap()
}

/// Builds a project into a folder; panics with the messages when it fails.
fn build(project: &Path, target: &Path) {
    let done = quyche(&["-C", project.to_str().unwrap(), "-o", target.to_str().unwrap(), "--date", DAY, "build"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// The words a reader sees, block by block: tags dropped, entities resolved, spaces folded.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |i| at + i + 1);
        let tag = rest[at + 1..end].trim_start_matches('/');
        let inline = ["a ", "a>", "span", "mark", "abbr", "strong", "em", "q", "time", "b>", "cite"];
        if !inline.iter().any(|i| tag.starts_with(i)) {
            text.push('\n');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
    let text = text.replace("&#39;", "'").replace("&#x2F;", "/").replace("&amp;", "&");
    let lines = text.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The real site, built once for all tests of this file.
fn real() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: std::sync::OnceLock<BTreeMap<String, Vec<u8>>> = std::sync::OnceLock::new();
    SITE.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real-site");
        build(common::root(), &target);
        common::files(&target)
    })
}

fn page(path: &str) -> String {
    String::from_utf8(real()[path].clone()).unwrap()
}

fn pages() -> impl Iterator<Item = (&'static String, String)> {
    real().iter().filter(|(p, _)| p.ends_with(".html")).map(|(p, b)| (p, String::from_utf8(b.clone()).unwrap()))
}

/// Of each month as many dates of each period as its page has anchors of it: the search leads to all of them and to no other.
#[test]
fn the_search_knows_what_the_page_of_each_month_shows() {
    let named = |path: &&String| path.strip_prefix("assets/search-").is_some_and(|p| p.len() == 16 + ".js".len());
    let index = page(real().keys().find(|path| named(path)).unwrap());
    let call = |begin: &str| index.lines().find_map(|line| line.strip_prefix(begin)?.strip_suffix(");"));
    let entry: serde_json::Value = serde_json::from_str(call("quycheIndex(").unwrap()).unwrap();
    let months: Vec<String> = serde_json::from_str(call("quycheShard(\"o0\",").unwrap()).unwrap();
    let first = usize::try_from(entry["months"][0].as_u64().unwrap()).unwrap();
    let mut dates = 0;
    for (at, line) in (first..).zip(&months) {
        let month = format!("{:04}-{:02}", at / 12, at % 12 + 1);
        let html = page(&format!("lich/{month}.html"));
        let anchors = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.split_once('.'));
        let mut shown: BTreeMap<String, usize> = BTreeMap::new();
        anchors.for_each(|(_, period)| *shown.entry(period.to_owned()).or_default() += 1);
        // Two numbers a date; a digit of 32 or more, from `w` on, says that another belongs to the same number.
        let numbers = |packed: &str| packed.chars().filter(|c| matches!(c, '0'..='9' | 'a'..='v')).count();
        let periods = line.split(',').filter_map(|p| p.split_once(' '));
        let known = periods.map(|(period, packed)| (period.replace('~', &month), numbers(packed) / 2)).collect();
        assert_eq!(shown, known, "{month}");
        dates += shown.values().sum::<usize>();
    }
    assert!(dates > 100, "{dates}");
}

#[test]
fn the_whole_text_holds_every_provision_to_the_letter() {
    let (_, model, _) = common::project(common::root());
    for path in ["quy-che/toan-van.html", "quy-che/2021-11-19/toan-van.html"] {
        let text = words(&page(path));
        for provision in &model.versions[0].provisions {
            assert!(text.contains(provision.text.as_str()), "{path} lacks {}:\n{}", provision.id, provision.text);
            assert!(
                page(path).contains(&format!("id=\"{}\"", provision.id.anchor())),
                "{path} #{}",
                provision.id.anchor()
            );
        }
    }
}

#[test]
fn no_page_reaches_outside_or_runs_what_the_policy_forbids() {
    for (path, html) in pages() {
        assert!(
            html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self';"),
            "{path}"
        );
        for banned in [
            " style=\"",
            " onclick",
            " onload",
            " onerror",
            "<style",
            "javascript:",
            "type=\"module\"",
            "src=\"http",
            "src=\"//",
        ] {
            assert!(!html.contains(banned), "{path}: {banned}");
        }
        for script in html.match_indices("<script").map(|(i, _)| &html[i..]) {
            let tag = &script[..script.find("</script>").unwrap()];
            assert!(tag.contains(" src=\"") && tag.ends_with('>'), "{path}: inline script {tag}");
        }
    }
}

#[test]
fn every_page_has_one_heading_of_the_first_order_a_language_and_its_own_title() {
    let mut titles = BTreeMap::new();
    for (path, html) in pages() {
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(html.contains("<html lang=\"vi\""), "{path}");
        let title = html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
        // The dated version is the same text at another address.
        if !path.starts_with("quy-che/2021-11-19/")
            && let Some(other) = titles.insert(title.clone(), path)
        {
            panic!("{path} and {other} are both titled {title}");
        }
    }
}

#[test]
fn every_feed_is_well_formed_and_no_event_stands_twice() {
    let feeds: Vec<_> = real().iter().filter(|(p, _)| p.ends_with(".ics")).collect();
    assert!(feeds.len() > 20);
    for (path, bytes) in feeds {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{path}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
        assert!(text.split("\r\n").all(|l| l.len() <= 75), "{path}: a line over 75 octets");
        let unfolded = text.replace("\r\n ", "");
        let uids: Vec<&str> = unfolded.split("\r\n").filter_map(|l| l.strip_prefix("UID:")).collect();
        assert_eq!(uids.len(), uids.iter().collect::<BTreeSet<_>>().len(), "{path}");
        assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), uids.len(), "{path}");
    }
}

#[test]
fn two_builds_are_the_same_bytes_whatever_the_surroundings() {
    let temp = tempfile::tempdir().unwrap();
    let other = temp.path().join("elsewhere/site");
    std::fs::create_dir_all(other.parent().unwrap()).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(["-C", common::root().to_str().unwrap(), "-o", other.to_str().unwrap(), "--date", DAY, "build"])
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "C")
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(temp.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(common::files(&other) == *real(), "the two sites differ");
}

#[test]
fn a_failed_build_leaves_the_old_site_as_it_was() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let target = project.join("output");
    build(&project, &target);
    let before = common::files(&target);
    let duties = project.join("content/duties.yaml");
    let text = std::fs::read_to_string(&duties).unwrap();
    let at = text.rfind("quote: ").unwrap();
    std::fs::write(&duties, format!("{}qoute: {}", &text[..at], &text[at + 7..])).unwrap();
    let done = quyche(&["-C", project.to_str().unwrap(), "--date", DAY, "build"]);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(common::files(&target) == before);
    assert!(
        std::fs::read_dir(&project).unwrap().all(|e| !e
            .unwrap()
            .file_name()
            .to_str()
            .unwrap()
            .starts_with(".quyche-staging"))
    );
}

#[test]
fn hostile_words_stay_words() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let hostile = "---\ntitle: \"<script>alert(1)</script> {{ 77*1313 }}\"\n---\n\n<script>alert(2)</script>\n\n[a](javascript:alert(3)) \
                   [b](data:text/html,x) <img src=x onerror=alert(4)>\n\n{{ 77*1313 }} {% include \"x\" %}\n";
    std::fs::write(project.join("content/pages/la.md"), hostile).unwrap();
    let target = project.join("output");
    build(&project, &target);
    let html = String::from_utf8(common::files(&target)["la.html"].clone()).unwrap();
    for banned in ["<script>", "<img src=x", "href=\"javascript", "href=\"data:"] {
        assert!(!html.contains(banned), "{banned}");
    }
    let text = words(&html);
    assert!(text.split_whitespace().all(|w| w != "101101"), "content was taken for a template");
    for kept in ["<script>alert(2)</script>", "{{ 77*1313 }}", "{% include \"x\" %}"] {
        assert!(text.contains(kept), "{kept} is lost:\n{text}");
    }
}

#[test]
fn the_site_of_another_office_has_no_word_of_the_shipped_one() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("office");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    build(&project, &temp.path().join("out"));
    let site = common::files(&temp.path().join("out"));
    let ours = ["Văn phòng", "công chức", "viên chức", "UBND", "quy chế tổ chức", "Quy chế tổ chức"];
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        for word in ours {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    // What stands there instead is what the office calls itself.
    let page = |path: &str| words(&String::from_utf8_lossy(&site[path]));
    assert!(page("index.html").contains("Tra cứu Quy chế làm việc: mỗi nhiệm vụ"));
    assert!(page("don-vi/index.html").contains("\nLãnh đạo Trung tâm\n"));
    assert!(words(&self::page("don-vi/index.html")).contains("\nLãnh đạo Văn phòng\n"));
    assert!(words(&self::page("ai-lam-gi.html")).contains("Gồm: Toàn Văn phòng UBND tỉnh."));
}

#[test]
fn what_was_called_off_is_struck_and_said_to_be_off_wherever_it_stands() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let target = project.join("output");
    build(&project, &target);
    let before = String::from_utf8(common::files(&target)["lich/2026-12.html"].clone()).unwrap();
    let slot =
        before.split("<li class=\"entry k-meeting\" id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let title = before.split(&format!("<a href=\"#{slot}\"")).nth(1).unwrap().split("</a>").next().unwrap();
    let title = title.rsplit("</span>").next().unwrap().to_owned();
    let occurrence = slot.replacen('.', "/", 1);
    let log =
        format!("overrides:\n  - {{occurrence: {occurrence}, action: cancel, ref: \"TB 1\", issued: 2026-11-20}}\n");
    std::fs::write(project.join("content/overrides.yaml"), log).unwrap();
    build(&project, &target);
    let after = common::files(&target);
    for (path, from) in
        [("lich/2026-12.html", "<table"), ("lich/2026-12.html", "<ul class=\"entries\""), ("lich/2026.html", "<main")]
    {
        let html = String::from_utf8(after[path].clone()).unwrap();
        let part = &html[html.find(from).unwrap()..];
        let told = part
            .split(&format!("<s>{title}</s> <span class=\"flag\">"))
            .nth(1)
            .unwrap_or_else(|| panic!("{path} {from}"));
        assert!(told.split("</span>").next().unwrap().contains("hủy"), "{path} {from}");
    }
}

#[test]
fn a_month_says_that_what_was_moved_out_of_it_was_cancelled() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let log = "overrides:\n  - {occurrence: giao-ban/2026-12-w4, action: move, to: 2027-01-05, ref: \"TB 1\", issued: 2026-11-18}\n  - {occurrence: giao-ban/2026-12-w4, action: cancel, ref: \"TB 2\", issued: 2026-11-20}\n";
    std::fs::write(project.join("content/overrides.yaml"), log).unwrap();
    let target = project.join("output");
    build(&project, &target);
    let month = String::from_utf8(common::files(&target)["lich/2026-12.html"].clone()).unwrap();
    // What follows the meeting is off with it.
    for slot in ["giao-ban.2026-12-w4", "thong-bao-ket-luan.2026-12-w4"] {
        let note = month.split(&format!("<li id=\"{slot}\">")).nth(1).unwrap().split("</li>").next().unwrap();
        assert!(words(note).contains("/01/2027, sau đó hủy"), "{note}");
    }
}

#[test]
fn an_article_that_is_its_heading_alone_stands_among_the_others_and_one_of_an_annex_is_cited_with_it() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let write = |file: &str, text: &str| std::fs::write(project.join("content").join(file), text).unwrap();
    let rules = "## Điều 1. Họp\n\n1. Họp giao ban.\n\n## Điều 2. Giám đốc thi hành Điều 1.\n\n";
    let head = "---\ntitle: \"Quy chế làm việc\"\ndecision: 01-2026\neffective_from: 2026-01-05\n---\n\n";
    write(
        "regulation/2026-01-05.md",
        &format!("{head}# Chương I. CHUNG\n\n{rules}# Phụ lục I. TIẾP KHÁCH.\n\n{rules}"),
    );
    let ids = ["c1.dieu-1.1", "c1.dieu-2", "c2.dieu-1.1", "c2.dieu-2"];
    let general = |id: &str| format!("  - {{provision: {id}, general: true, reason: \"Không giao cho ai.\"}}\n");
    write("duties.yaml", &format!("duties:\n{}", ids.map(general).concat()));
    write("units.yaml", "units: []\n");
    write("roles.yaml", "roles:\n  - {id: gd, name: \"Giám đốc\"}\n");
    write("calendar.yaml", "rules: []\n");
    write("glossary.yaml", "terms: []\n");
    std::fs::remove_file(project.join("content/synonyms.yaml")).unwrap();
    let target = project.join("output");
    build(&project, &target);
    let site = common::files(&target);
    let page = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let listed = words(&page("quy-che/index.html"));
    assert_eq!(listed.matches("Điều 2. Giám đốc thi hành Điều 1.").count(), 2, "{listed}");
    let chapter = page("quy-che/chuong-i.html");
    assert!(chapter.contains("<h2>Điều 2. Giám đốc thi hành <a href=\"#c1.dieu-1\">Điều 1</a>.</h2>"), "{chapter}");
    assert!(words(&chapter).contains("Không giao cho ai."));
    let annex = page("quy-che/phu-luc-i.html");
    assert!(annex.contains("data-document=\"Phụ lục I\" data-title=\"Phụ lục I Quy chế làm việc ban hành kèm theo \""));
    assert!(annex.contains("data-cite=\"Điều 2\""), "{annex}");
    let whole = page("quy-che/toan-van.html");
    assert!(whole.contains("data-cite=\"\" data-document=\"Phụ lục I\""), "{whole}");
}

#[test]
fn a_reference_leads_to_its_provision_and_one_to_nowhere_is_an_open_point() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let text = project.join("content/regulation/2026-01-05.md");
    let before = std::fs::read_to_string(&text).unwrap();
    let added = "Việc ấy nêu tại điểm a khoản 1 mục II phần B Quy chế này, khoản 3 mục này và Điều 5 Luật Tiếp công dân. Xem thêm khoản 9 mục này.";
    let after = before.replacen(
        "và chịu trách nhiệm trước Giám đốc.",
        &format!("và chịu trách nhiệm trước Giám đốc. {added}"),
        1,
    );
    assert_ne!(before, after);
    std::fs::write(&text, after).unwrap();
    let target = project.join("output");
    build(&project, &target);
    let site = common::files(&target);
    let page = |path: &str| String::from_utf8(site[path].clone()).unwrap();
    let html = page("quy-che/b-i.html");
    assert!(words(&html).contains(added), "the words stay as they are");
    assert!(html.contains("<a href=\"b-ii.html#b.ii.1.a\">điểm a khoản 1 mục II phần B</a> Quy chế này, "));
    assert!(
        html.contains("<a href=\"#b.i.3\">khoản 3 mục này</a> và Điều 5 Luật Tiếp công dân. Xem thêm khoản 9 mục này.")
    );
    assert!(
        words(&page("diem-chua-ro.html"))
            .contains("khoản 2 mục I phần B dẫn «khoản 9 mục này», mà mục I phần B không có khoản 9")
    );
}

#[test]
fn the_last_day_of_december_is_explained_where_january_shows_it() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let folder = project.join("content");
    let edit = |file: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        std::fs::write(folder.join(file), text.replace(from, to)).unwrap();
    };
    let (before, on) = ("trước ngày 25 hằng tháng", "chậm nhất vào ngày 01 hằng tháng");
    for file in ["regulation/2026-01-05.md", "calendar.yaml"] {
        edit(file, before, on);
    }
    edit("calendar.yaml", "day: 25}\n    limit: before", "day: 1}\n    limit: on_or_before");
    // 01/01/2027 is off, and of 2026 there is no page.
    let settings = std::fs::read_to_string(project.join("quyche.yaml")).unwrap();
    let settings: String =
        settings.lines().filter(|l| !l.starts_with("first_year:")).map(|l| format!("{l}\n")).collect();
    std::fs::write(project.join("quyche.yaml"), settings).unwrap();
    let target = temp.path().join("out");
    let args = ["-C", project.to_str().unwrap(), "-o", target.to_str().unwrap(), "--date", "2027-01-02", "build"];
    let done = quyche(&args);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let site = common::files(&target);
    let week = String::from_utf8(site["lich/tuan-nay.html"].clone()).unwrap();
    let entry = week.split("id=\"bao-cao-thang.2027-01\"").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(entry.contains("2026-12-31") && entry.contains("<details>"), "{entry}");
    let home = String::from_utf8(site["index.html"].clone()).unwrap();
    assert!(home.contains("href=\"lich/tuan-nay.html#bao-cao-thang.2027-01\""));
    assert!(!site.contains_key("lich/2026-12.html"));
}

/// The words of the sample's site; `QUYCHE_GOLDEN=write cargo test --test site` writes them anew, to be read in the diff.
#[test]
fn a_meeting_says_who_chairs_otherwise_and_who_else_comes() {
    let month = words(&page("lich/2026-02.html"));
    for said in [
        "Chánh Văn phòng; khi Chánh Văn phòng vắng mặt, Phó Chánh Văn phòng được ủy quyền sẽ chủ trì",
        "; các thành phần khác do chủ trì mời (nếu cần thiết)",
    ] {
        assert!(month.replace('\n', " ").contains(said), "{said}: {month}");
    }
}

#[test]
fn a_clause_says_why_somebody_it_does_not_name_bears_it() {
    let of = |section: &str, clause: &str| {
        let page = page(section);
        let clause = page.split("<div class=\"prov").find(|part| part.contains(&format!("id=\"{clause}\""))).unwrap();
        words(clause).replace('\n', " ")
    };
    let heading = of("quy-che/b-i.html", "b.i.1.1");
    assert!(!heading.contains("theo đề mục"), "it stands under that heading: {heading}");
    let implied = of("quy-che/b-ii.html", "b.ii.1.2.b");
    assert!(implied.contains("(hiểu theo văn cảnh)"), "{implied}");
}

#[test]
fn the_sample_site_says_what_it_said() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    build(&project, &project.join("output"));
    let mut said = String::new();
    for (path, bytes) in common::files(&project.join("output")).into_iter().filter(|(p, _)| p.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let main = html.split("<main").nth(1).map_or(html.as_str(), |m| m.split("</main>").next().unwrap());
        said.push_str(&format!("== {path}\n{}\n\n", words(&format!("<main{main}"))));
    }
    let golden = common::root().join("tests/golden/sample.txt");
    if std::env::var("QUYCHE_GOLDEN").is_ok_and(|v| v == "write") {
        std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
        std::fs::write(&golden, &said).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    for (now, then) in said.lines().zip(expected.lines()) {
        assert_eq!(now, then);
    }
    assert_eq!(said.lines().count(), expected.lines().count());
}

/// A group that no clause names borrows the clause of none of its units, and nobody is taken for the leaders of the office.
#[test]
fn a_group_the_office_made_out_for_itself_says_so() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let target = project.join("output");
    let page = |path: &str| {
        build(&project, &target);
        std::fs::read_to_string(target.join(path)).unwrap()
    };
    let heading = |html: &str| {
        let (_, rest) = html.split_once("<h3>các phòng").unwrap();
        rest.split_once("<ul").unwrap().0.to_owned()
    };
    let units = page("don-vi/index.html");
    assert!(heading(&units).contains("khoản 2") && !heading(&units).contains("suy luận"), "{}", heading(&units));
    assert!(units.contains("Lãnh đạo ở trên cùng"));
    let roles = project.join("content/roles.yaml");
    let text = std::fs::read_to_string(&roles).unwrap();
    let printed = "    cite: A.2\n    quote: \"Các phòng thuộc Trung tâm: Phòng Tổng hợp, Phòng Nghiệp vụ\"\n";
    let text = text.replace(printed, "    inferred: true\n    note: \"Quy chế không định nghĩa.\"\n");
    std::fs::write(&roles, text.replace("name: \"lãnh đạo Trung tâm\"", "name: \"Hội đồng Trung tâm\"")).unwrap();
    let units = page("don-vi/index.html");
    assert!(heading(&units).contains("suy luận") && !heading(&units).contains("phần A"), "{}", heading(&units));
    assert!(!units.contains("Lãnh đạo ở trên cùng") && !units.contains("o-leader"));
    let unit = page("don-vi/p-tong-hop.html");
    let (_, group) = unit.split_once("Thuộc nhóm").unwrap();
    assert!(group.split_once("</div>").unwrap().0.contains("suy luận"));
}

#[test]
fn readers_are_not_told_that_a_key_is_missing() {
    let temp = tempfile::tempdir().unwrap();
    let project = temp.path().join("co-quan");
    assert!(quyche(&["init", project.to_str().unwrap()]).status.success());
    let config = project.join("quyche.yaml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace("report_to: \"Phòng Tổng hợp\"\n", "")).unwrap();
    let target = project.join("output");
    build(&project, &target);
    for (path, bytes) in common::files(&target) {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!path.ends_with(".html") || !page.contains("Thấy sai?"), "{path}");
    }
}
