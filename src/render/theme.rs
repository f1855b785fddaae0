//! The theme: templates, strings and assets that come with the program, and what an office puts over them.
//!
//! An office overrides per block: its `role.html` says `{% extends "default/role.html" %}` and replaces the blocks it
//! wants to; everything else keeps following the program. (Whole-file overrides, as elsewhere, must be merged by hand
//! after every release.) Assets of the same name are replaced, new ones added, strings merged key by key.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tera::{Context, Tera};

use super::assets::{assets, is_asset};
use super::embedded::FILES;
use super::language;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::text::content_hash_of;

/// A file of the office's own theme folder, named from that folder with `/`: `role.html`, `assets/logo.svg`.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A theme ready to render.
#[derive(Clone, Debug)]
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Vec<u8>>,
    word: u64,
}

/// The prefix under which an override finds what it extends.
const BASE: &str = "default/";

/// The table that has every key.
const VIETNAMESE: &str = "strings/vi.json";

/// The table of words of a language.
pub(super) fn table(english: bool) -> &'static str {
    if english { "strings/en.json" } else { VIETNAMESE }
}

impl Theme {
    /// The theme that comes with the program, with the office's files over it, in a language of the interface. When an
    /// override is faulty the fault is reported and the theme is the program's own.
    #[must_use]
    pub fn new(language: &str, overrides: &[ThemeFile]) -> (Self, Report) {
        let mut report = Report::default();
        match Self::build(language, overrides) {
            Ok(theme) => (theme, report),
            Err(fault) => {
                report.push(theme_fault(&fault));
                let own = Self::build(language, &[]).unwrap_or_else(|fault| {
                    report.push(theme_fault(&fault));
                    Self { tera: Tera::default(), assets: BTreeMap::new(), word: 0 }
                });
                (own, report)
            }
        }
    }

    /// One word for a language and the office's files: the same word, the same theme of this program.
    #[must_use]
    pub fn word_of(language: &str, overrides: &[ThemeFile]) -> u64 {
        let files = overrides.iter().flat_map(|f| [f.name.as_bytes(), f.bytes.as_slice()]);
        content_hash_of([language.as_bytes()].into_iter().chain(files))
    }

    /// The word of what it was made from.
    #[must_use]
    pub fn word(&self) -> u64 {
        self.word
    }

    /// What a template makes of a context, at the end of what is there.
    pub(super) fn render(&self, template: &str, context: &Context, html: &mut Vec<u8>) -> Result<(), String> {
        self.tera.render_to(template, context, html).map_err(|e| e.to_string())
    }

    /// Scripts, styles and pictures, by path from the root of the site.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    fn build(language: &str, overrides: &[ThemeFile]) -> Result<Self, String> {
        let mut tera = Tera::default();
        // An empty suffix ends every name: no template, whatever it is called, goes unescaped.
        tera.autoescape_on([""]);
        tera.set_fallback_prefixes([BASE]).map_err(|e| e.to_string())?;
        let mut templates: Vec<(String, String)> = Vec::new();
        let mut tables = Vec::new();
        let table = table(language::is_english(language));
        let own = FILES.iter().map(|(name, bytes)| (BASE, *name, *bytes));
        let over = overrides.iter().map(|f| ("", f.name.as_str(), f.bytes.as_slice()));
        for (prefix, name, bytes) in own.chain(over) {
            if is_asset(name) {
                continue;
            }
            let text = || std::str::from_utf8(bytes).map_err(|e| format!("{name}: {e}"));
            if name == table || (name == VIETNAMESE && prefix == BASE) {
                // Notepad puts a byte order mark before what it saves.
                let read =
                    serde_json::from_str(text()?.trim_start_matches('\u{FEFF}')).map_err(|e| format!("{name}: {e}"))?;
                // Vietnamese lies below every other language, so that a string nobody translated is still there; what
                // the office writes lies on top.
                tables.push(((prefix != BASE, name != VIETNAMESE), read));
            } else if name.ends_with(".html") {
                // An office's own stay as they are, for faults are told in their lines and columns.
                let text = text()?;
                let read = if prefix == BASE { language::settled(text, language) } else { text.to_owned() };
                templates.push((format!("{prefix}{name}"), read));
            }
        }
        language::register(&mut tera, language);
        tables.sort_by_key(|(rank, _)| *rank);
        let mut strings = Json::Null;
        for ((own, _), over) in tables {
            merge(&mut strings, over, "").map_err(|key| {
                let file = if own { table } else { VIETNAMESE };
                format!("{file}: «{key}» không cùng kiểu với giao diện mặc định (bảng {{…}}, danh sách […] hay chữ) · not of the kind of the default theme (table, list or words)")
            })?;
        }
        tera.global_context().insert("t", &strings);
        tera.add_raw_templates(templates).map_err(|e| e.to_string())?;
        Ok(Self { tera, assets: assets(overrides), word: Self::word_of(language, overrides) })
    }
}

fn theme_fault(fault: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeFault, None, say!("giao diện có lỗi:\n{fault}", "the theme is faulty:\n{fault}")).help(
        say!(
            "sửa tệp trong themes/, hoặc xóa tệp ấy để dùng giao diện mặc định",
            "mend the file in themes/, or delete it to use the default"
        ),
    )
}

/// What a template goes into, and how; words and figures are all alike.
fn shape(value: &Json) -> (bool, bool) {
    (value.is_object(), value.is_array())
}

/// Puts the keys of `over` over those of `base`, tables within tables; the key at which one has a table and the other none is given
/// back: every page would lack all words of that table.
fn merge(base: &mut Json, over: Json, at: &str) -> Result<(), String> {
    match (base, over) {
        (Json::Object(base), Json::Object(over)) => {
            for (key, value) in over {
                let within = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                merge(base.entry(key).or_insert(Json::Null), value, &within)?;
            }
            Ok(())
        }
        (base, over) if !base.is_null() && shape(base) != shape(&over) => Err(at.to_owned()),
        (base, over) => {
            *base = over;
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn words_in_the_place_of_a_table_are_told_with_their_key_and_a_byte_order_mark_is_none_of_them() {
        let of = |text: &str| {
            let file = ThemeFile { name: "strings/vi.json".to_owned(), bytes: text.as_bytes().to_vec() };
            Theme::build("vi", &[file]).map(|_| ())
        };
        assert!(of("\u{FEFF}{\"nav\": {}}").is_ok());
        assert!(of("{\"nav\": \"abc\"}").is_err_and(|fault| fault.contains("«nav»")));
    }

    fn table(name: &str) -> Json {
        let (_, bytes) = FILES.iter().find(|(file, _)| *file == name).unwrap();
        serde_json::from_slice(bytes).unwrap()
    }

    /// Every string by its key: `nav.law`, `calendar.weekdays.0`.
    fn leaves(value: &Json, key: &str, found: &mut BTreeMap<String, String>) {
        let within = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
        match value {
            Json::Object(map) => map.iter().for_each(|(name, v)| leaves(v, &within(name), found)),
            Json::Array(list) => list.iter().enumerate().for_each(|(i, v)| leaves(v, &within(&i.to_string()), found)),
            other => {
                found.insert(key.to_owned(), other.as_str().unwrap().to_owned());
            }
        }
    }

    fn strings(name: &str) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        leaves(&table(name), "", &mut found);
        found
    }

    fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
        let html = FILES.iter().filter(|(name, _)| name.ends_with(".html"));
        html.map(|(name, bytes)| (*name, std::str::from_utf8(bytes).unwrap()))
    }

    /// `t.a.b` as it stands in a template, and whether what follows in brackets is computed.
    fn keys_used() -> BTreeSet<(&'static str, String, bool)> {
        let mut keys = BTreeSet::new();
        for (name, text) in templates() {
            for (at, _) in text.match_indices("t.") {
                let before = text[..at].chars().next_back().unwrap_or(' ');
                if before.is_alphanumeric() || before == '_' || before == '.' {
                    continue;
                }
                let rest = &text[at + 2..];
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap();
                keys.insert((name, rest[..end].trim_end_matches('.').to_owned(), rest[end..].starts_with('[')));
            }
        }
        keys
    }

    /// What a string leaves open: `{count}`, and whether it has a form for one.
    fn slots(text: &str) -> BTreeSet<&str> {
        text.match_indices('{').filter_map(|(at, _)| text[at..].split_inclusive('}').next()).collect()
    }

    /// Letters Vietnamese has and English has not.
    fn vietnamese(text: &str) -> bool {
        text.to_lowercase()
            .chars()
            .any(|c| matches!(c, 'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' | 'ạ'..='ỹ') && c != '÷')
    }

    #[test]
    fn both_tables_have_the_same_keys_and_leave_the_same_open() {
        let (vi, en) = (strings("strings/vi.json"), strings("strings/en.json"));
        assert_eq!(vi.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for (key, text) in &vi {
            assert_eq!(slots(text), slots(&en[key]), "{key}");
            assert!(!text.trim().is_empty() && !en[key].trim().is_empty(), "{key} is empty");
        }
    }

    #[test]
    fn the_english_table_is_english() {
        for (key, text) in strings("strings/en.json") {
            assert!(!vietnamese(&text), "{key}: {text}");
        }
    }

    #[test]
    fn every_string_a_template_uses_is_in_the_table() {
        let table = table("strings/vi.json");
        for (template, key, _) in keys_used() {
            let pointer = format!("/{}", key.replace('.', "/"));
            assert!(table.pointer(&pointer).is_some(), "{template}: t.{key}");
        }
    }

    /// Scripts take their words from attributes that templates fill, so a template uses those as well.
    #[test]
    fn every_string_of_the_table_is_used() {
        let code = sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let used = keys_used();
        for key in strings("strings/vi.json").into_keys() {
            let uses = used.iter().any(|(_, at, computed)| {
                let Some(rest) = key.strip_prefix(at.as_str()) else { return false };
                let within = rest.is_empty() || rest.starts_with('.');
                // A key that is computed is one the program or a template writes down.
                let known = |leaf: &str| code.contains(&format!("\"{leaf}\"")) || written_in_templates(leaf);
                let number = |part: &str| part.parse::<u8>().is_ok();
                let listed = rest.split('.').nth(1).is_some_and(number);
                within && (rest.is_empty() || listed || *computed && known(rest.trim_start_matches('.')))
            });
            assert!(uses, "nothing uses {key}");
        }
    }

    fn written_in_templates(word: &str) -> bool {
        templates().any(|(_, text)| text.contains(&format!("\"{word}\"")))
    }

    /// The program itself, as one text.
    fn sources(folder: &std::path::Path) -> String {
        let mut all = String::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                all += &sources(&path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                all += &std::fs::read_to_string(path).unwrap();
            }
        }
        all
    }

    /// Words of the interface stand in the tables, or one language would have them in the other's.
    #[test]
    fn no_word_is_hard_wired_in_a_template() {
        for (name, text) in templates() {
            // The class of a page stands between two marks of the template, and is no word.
            let mut text = text.replace("{% block wall %} wall{% endblock %}", "");
            for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
                while let Some(at) = text.find(open) {
                    let end = at + text[at..].find(close).unwrap() + 2;
                    text.replace_range(at..end, "");
                }
            }
            for read_out in ["aria-label", "placeholder", "alt", "title"] {
                for (at, _) in text.match_indices(&format!(" {read_out}=\"")) {
                    let value = text[at..].split('"').nth(1).unwrap();
                    assert!(!value.contains(char::is_alphabetic), "{name}: {read_out}=\"{value}\"");
                }
            }
            while let Some(at) = text.find('<') {
                let end = at + text[at..].find('>').unwrap() + 1;
                text.replace_range(at..end, " ");
            }
            let words: Vec<&str> = text.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).collect();
            assert!(words.is_empty(), "{name}: {words:?}");
        }
    }

    #[test]
    fn every_key_the_view_model_computes_is_in_the_table() {
        use crate::calendar::Status;
        use crate::duty::Block;
        use crate::model::Relation;
        let table = table("strings/vi.json");
        let has = |path: &str| assert!(table.pointer(path).is_some_and(Json::is_string), "{path}");
        Relation::ALL
            .iter()
            .filter(|r| **r != Relation::Mentioned)
            .for_each(|r| has(&format!("/relation/{}", r.as_str())));
        Block::ALL.iter().for_each(|b| has(&format!("/block/{}", b.as_str())));
        for s in [Status::Firm, Status::DependsOnNotice, Status::AwaitsDecision, Status::Cancelled] {
            has(&format!("/date_status/{}", s.as_str()));
        }
    }

    #[test]
    fn an_office_overrides_one_block_and_one_string() {
        let files = [
            ThemeFile {
                name: "404.html".into(),
                bytes: br#"{% extends "default/404.html" %}{% block content %}X{{ "<b>" }}{% endblock %}"#.to_vec(),
            },
            ThemeFile { name: "assets/logo.svg".into(), bytes: b"<svg/>".to_vec() },
            // What goes out as it is is no template.
            ThemeFile { name: "assets/help.html".into(), bytes: b"{{ {% \xff".to_vec() },
        ];
        let (theme, report) = Theme::new("vi", &files);
        assert!(report.is_empty(), "{report:?}");
        assert!(theme.assets().any(|(name, _)| name == "assets/logo.svg"));
    }

    #[test]
    fn a_faulty_override_is_reported_with_its_place_and_the_default_stays() {
        let files = [ThemeFile { name: "role.html".into(), bytes: b"{% if %}".to_vec() }];
        let (theme, report) = Theme::new("vi", &files);
        let message = &report.iter().next().unwrap().message.vi;
        assert!(message.contains("role.html:1:"), "{message}");
        assert!(theme.assets().count() > 0);
    }
}
