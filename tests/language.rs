//! The interface in English over Vietnamese content (issue 5.5; WCAG 2.2, 3.1.1 and 3.1.2): no word of the interface is
//! left in Vietnamese, no word of the content goes unmarked, and an office's own theme keeps its word in both languages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const COMING: &str = r#"number: "40/QĐ-VPUBND"
type: "Quyết định"
signed: 2026-10-10
effective_from: 2027-01-01
issuer: "Văn phòng UBND tỉnh"
summary: "Chuyển nhiệm vụ tổng hợp báo cáo"
operations:
  - {op: transfer_duty, provision: B.II.1.1.a, from: p-tong-hop, to: p-noi-chinh}
  - {op: change_members, collective: lanh-dao-phong, add: [cong-chuc, pcvp], remove: [pho-giam-doc-hcc]}
"#;

/// The real office with a merger behind it and a transfer to come, its interface in a language.
fn project(name: &str, language: &str, theme: Option<&str>) -> PathBuf {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&project);
    common::copy_folder(&common::root().join("content"), &project.join("content"));
    let mut office = std::fs::read_to_string(common::root().join("quyche.yaml")).unwrap();
    office = office.replace("\nlanguage: vi\n", &format!("\nlanguage: {language}\n"));
    assert!(office.contains(&format!("language: {language}")));
    if let Some(theme) = theme {
        office = office.replace("\ntheme: default\n", &format!("\ntheme: {theme}\n"));
        common::copy_folder(&common::root().join("tests/themes").join(theme), &project.join("themes").join(theme));
    }
    std::fs::write(project.join("quyche.yaml"), office).unwrap();
    let merger = common::root().join("tests/addresses/801-2026.yaml");
    std::fs::copy(merger, project.join("content/decisions/801-2026.yaml")).unwrap();
    std::fs::write(project.join("content/decisions/40-2026.yaml"), COMING).unwrap();
    project
}

/// Its site, by address.
fn build(project: &Path) -> BTreeMap<String, String> {
    let done = Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(["-C", project.to_str().unwrap(), "--date", "2026-11-23", "build"])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = common::files(&project.join("output")).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn english() -> &'static BTreeMap<String, String> {
    static SITE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    SITE.get_or_init(|| build(&project("english", "en", None)))
}

fn pages(site: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    site.iter().filter(|(path, _)| path.ends_with(".html"))
}

/// Letters Vietnamese has and English has not.
fn vietnamese(text: &str) -> bool {
    text.to_lowercase()
        .chars()
        .any(|c| matches!(c, 'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | 'ạ'..='ỹ') && c != '÷')
}

/// A piece of a page as it is read: the words, the language they are in, and the elements around them.
struct Read<'h> {
    words: &'h str,
    language: &'h str,
    within: String,
}

/// The text of a page and the labels read out, each in the language of the nearest `lang`. Scripts and `<title>` aside: a
/// title is one string and cannot change its language halfway.
fn read(html: &str) -> Vec<Read<'_>> {
    const VOID: [&str; 9] = ["!doctype", "meta", "link", "input", "br", "hr", "img", "path", "rect"];
    let mut found = Vec::new();
    let mut open: Vec<(&str, &str)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (words, tail) = rest.split_at(at);
        let within = || open.iter().map(|(tag, _)| *tag).collect::<Vec<_>>().join(">");
        let language = open.last().map_or("", |(_, l)| l);
        if !words.trim().is_empty() && !open.iter().any(|(tag, _)| matches!(*tag, "script" | "title")) {
            found.push(Read { words: words.trim(), language, within: within() });
        }
        let end = tail.find('>').unwrap();
        let tag = &tail[1..end];
        rest = &tail[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().map(|(tag, _)| tag), Some(name), "{html}");
            continue;
        }
        let name = tag.split_whitespace().next().unwrap();
        let attribute = |name: &str| {
            let (_, value) = tag.split_once(&format!(" {name}=\""))?;
            value.split('"').next()
        };
        let language = attribute("lang").unwrap_or(language);
        for label in ["aria-label", "placeholder", "alt"] {
            found.extend(attribute(label).map(|words| Read {
                words,
                language,
                within: format!("{}>{name}", within()),
            }));
        }
        if !VOID.contains(&name.to_lowercase().as_str()) && !tag.ends_with('/') {
            open.push((name, language));
        }
    }
    found
}

/// Every string of a table, forms of a number apart.
fn strings(table: &str) -> BTreeSet<String> {
    fn walk(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(map) => map.values().for_each(|v| walk(v, found)),
            serde_json::Value::Array(list) => list.iter().for_each(|v| walk(v, found)),
            serde_json::Value::String(text) => found.extend(text.split('|').map(str::to_owned)),
            _ => {}
        }
    }
    let path = common::root().join("themes/default/strings").join(table);
    let mut found = BTreeSet::new();
    walk(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap(), &mut found);
    found
}

#[test]
fn every_page_says_its_language() {
    for (path, html) in pages(english()) {
        assert!(html.contains("<html lang=\"en\" "), "{path}");
    }
}

#[test]
fn nothing_vietnamese_is_read_as_english() {
    let mut wrong = Vec::new();
    for (path, html) in pages(english()) {
        for r in read(html).into_iter().filter(|r| r.language != "vi" && vietnamese(r.words)) {
            wrong.push(format!("{path}: {} in {}", r.words, r.within));
        }
    }
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_of_the_interface_is_read_as_vietnamese() {
    // A word that both languages have, such as a mark, is no proof.
    let english_words: BTreeSet<String> = strings("en.json").difference(&strings("vi.json")).cloned().collect();
    let mut wrong = Vec::new();
    for (path, html) in pages(english()) {
        for r in read(html).into_iter().filter(|r| r.language == "vi") {
            if english_words.contains(r.words.trim_end_matches(':')) {
                wrong.push(format!("{path}: {} in {}", r.words, r.within));
            }
        }
    }
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_text_of_the_law_is_the_same_in_both() {
    let (_, model, _) = common::project(common::root());
    let whole = &english()["quy-che/toan-van.html"];
    let law: BTreeSet<&str> = read(whole).into_iter().filter(|r| r.language == "vi").map(|r| r.words).collect();
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    for p in &model.versions[0].provisions {
        let text = escaped(p.text.as_str()).replace('\'', "&#39;");
        assert!(law.contains(text.as_str()) || whole.contains(&text), "{}", p.id);
    }
}

#[test]
fn dates_name_the_month_and_the_announcement_stays_as_it_was() {
    let site = english();
    let month = &site["lich/2026-11.html"];
    assert!(month.contains("November 2026") && month.contains("Friday"), "{month}");
    let decision = &site["thay-doi/801-2026.html"];
    assert!(decision.contains("1 Jul 2026") && decision.contains("Merges "));
    let announcement = |site: &BTreeMap<String, String>| {
        let html = &site["thay-doi/801-2026.html"];
        let pre = html.split("<pre").nth(1).unwrap().split("</pre>").next().unwrap();
        pre.split_once('>').unwrap().1.to_owned()
    };
    assert_eq!(announcement(site), announcement(&build(&project("vietnamese", "vi", None))));
}

/// Two join, one leaves.
#[test]
fn a_verb_agrees_with_whoever_it_is_about() {
    let page = &english()["thay-doi/40-2026.html"];
    let words = read(page).iter().map(|piece| piece.words).collect::<Vec<_>>().join(" ");
    assert!(words.contains(" join, ") && words.contains(" leaves."), "{words}");
    assert!(!words.contains(" joins"), "{words}");
}

#[test]
fn the_feeds_speak_as_the_pages_do() {
    let feed = english()["lich/tat-ca.ics"].replace("\r\n ", "");
    assert!(feed.contains("PRODID:-//quyche//quyche//EN") && feed.contains("X-WR-CALNAME:General calendar – "));
    for line in feed.lines().filter_map(|l| l.strip_prefix("SUMMARY:")) {
        assert!(line.starts_with("Due: ") || line.starts_with("Meeting: "), "{line}");
    }
    let atom = &english()["thay-doi/atom.xml"];
    assert!(atom.contains("In force from 1 Jul 2026.") && !atom.contains("Hiệu lực từ"), "{atom}");
}

/// tests/themes/so-van-hoa: a block, a string in each language, a logo and a colour of its own.
#[test]
fn an_office_puts_its_own_theme_over_the_default_in_both_languages() {
    for (language, said) in [("vi", "Phòng Tổng hợp giải đáp"), ("en", "The General Affairs Unit answers")] {
        let site = build(&project(&format!("theme-{language}"), language, Some("so-van-hoa")));
        let home = &site["index.html"];
        assert!(home.contains(said), "{language}");
        assert!(home.contains("assets/logo.svg") && site.contains_key("assets/logo.svg"), "{language}");
        assert!(home.contains("assets/mau.css") && site["assets/mau.css"].contains("--"), "{language}");
        // What the theme does not name follows the program: the other words, the other blocks, the brand within its own.
        let default = if language == "vi" { "Bạn là ai?" } else { "Who are you?" };
        assert!(home.contains(default) && home.contains("class=\"office\"") && home.contains("class=\"menu\""));
        assert!(!home.contains("Thấy sai?") && !home.contains("Something wrong?"), "{language}");
    }
}
