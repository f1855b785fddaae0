//! The theme: templates, strings and assets that come with the program, and what an office puts over them.
//!
//! An office overrides per block: its `role.html` says `{% extends "default/role.html" %}` and replaces the blocks it
//! wants to; everything else keeps following the program. (Whole-file overrides, as elsewhere, must be merged by hand
//! after every release.) Assets of the same name are replaced, new ones added, strings merged key by key.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tera::{Context, Tera};

use super::bundle::bundle;
use super::embedded::FILES;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;

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
}

/// The prefix under which an override finds what it extends.
const BASE: &str = "default/";

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
                    Self { tera: Tera::default(), assets: BTreeMap::new() }
                });
                (own, report)
            }
        }
    }

    /// One page.
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<String, String> {
        self.tera.render(template, context).map_err(|e| e.to_string())
    }

    /// Style sheets, scripts and pictures, by address.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    fn build(language: &str, overrides: &[ThemeFile]) -> Result<Self, String> {
        let mut tera = Tera::default();
        // An empty suffix ends every name: no template, whatever it is called, goes unescaped.
        tera.autoescape_on([""]);
        tera.set_fallback_prefixes([BASE]).map_err(|e| e.to_string())?;
        let mut templates: Vec<(String, String)> = Vec::new();
        let mut assets = BTreeMap::new();
        let mut strings = Json::Null;
        let table = format!("strings/{}.json", if language.starts_with("en") { "en" } else { "vi" });
        let own = FILES.iter().map(|(name, bytes)| (BASE, *name, *bytes));
        let over = overrides.iter().map(|f| ("", f.name.as_str(), f.bytes.as_slice()));
        for (prefix, name, bytes) in own.chain(over) {
            let text = || std::str::from_utf8(bytes).map_err(|e| format!("{name}: {e}"));
            if name.starts_with("assets/") {
                assets.insert(name.to_owned(), bytes.to_vec());
            } else if name == table || (name == "strings/vi.json" && prefix == BASE) {
                // Vietnamese lies below every other language, so that a string nobody translated is still there.
                merge(&mut strings, serde_json::from_str(text()?).map_err(|e| format!("{name}: {e}"))?);
            } else if name.ends_with(".html") {
                templates.push((format!("{prefix}{name}"), text()?.to_owned()));
            }
        }
        join_search(&mut assets);
        tera.global_context().insert("t", &strings);
        tera.add_raw_templates(templates).map_err(|e| e.to_string())?;
        Ok(Self { tera, assets })
    }
}

/// The search is written as two scripts, engine and box, and read as one.
fn join_search(assets: &mut BTreeMap<String, Vec<u8>>) {
    let (engine, ui) = (assets.remove("assets/search.js"), assets.remove("assets/search-ui.js"));
    let parts: Vec<Vec<u8>> = engine.into_iter().chain(ui).collect();
    let texts: Vec<String> = parts.iter().map(|p| String::from_utf8_lossy(p).into_owned()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    if !texts.is_empty() {
        assets.insert("assets/search.js".to_owned(), bundle(&texts).into_bytes());
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

/// Puts the keys of `over` over those of `base`, tables within tables.
fn merge(base: &mut Json, over: Json) {
    match (base, over) {
        (Json::Object(base), Json::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Json::Null), value);
            }
        }
        (base, over) => *base = over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn table() -> Json {
        let (_, bytes) = FILES.iter().find(|(name, _)| *name == "strings/vi.json").unwrap();
        serde_json::from_slice(bytes).unwrap()
    }

    /// `t.a.b` as it stands in a template; a part in brackets is computed, so only what stands before it is fixed.
    fn keys_used() -> BTreeSet<(String, String)> {
        let mut keys = BTreeSet::new();
        for (name, bytes) in FILES.iter().filter(|(name, _)| name.ends_with(".html")) {
            let text = std::str::from_utf8(bytes).unwrap();
            for (at, _) in text.match_indices("t.") {
                let before = text[..at].chars().next_back().unwrap_or(' ');
                if before.is_alphanumeric() || before == '_' || before == '.' {
                    continue;
                }
                let key = text[at + 2..]
                    .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
                    .next()
                    .unwrap();
                keys.insert(((*name).to_owned(), key.trim_end_matches('.').to_owned()));
            }
        }
        keys
    }

    #[test]
    fn every_string_a_template_uses_is_in_the_table() {
        let table = table();
        for (template, key) in keys_used() {
            let pointer = format!("/{}", key.replace('.', "/"));
            assert!(table.pointer(&pointer).is_some(), "{template}: t.{key}");
        }
    }

    #[test]
    fn every_key_the_view_model_computes_is_in_the_table() {
        use crate::calendar::Status;
        use crate::duty::Block;
        use crate::model::Relation;
        let table = table();
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
