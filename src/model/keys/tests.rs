//! What is declared is what is read: no key without a reader, no reader of another key.

use std::fs;

use super::{FILES, file_named};
use crate::diagnostic::Lang;
use crate::model::decode;
use crate::source::{Entity, Key, Limits, Shape, asked, load};

/// An entry as YAML, each key with its example or with the entry below it; `all` keys, or those no entry is without.
fn sample(keys: &[Key], all: bool, by: &str) -> String {
    let mut pairs: Vec<String> = Vec::new();
    for key in keys.iter().filter(|k| all || k.required) {
        let value = match key.shape {
            _ if key.name == "op" => by.to_owned(),
            Shape::Entry(entity) | Shape::Short(_, entity) | Shape::Or(_, entity) => {
                let items: Vec<String> = [true, false].map(|all| sample(entity.keys, all, "")).into();
                if key.many { format!("[{}]", items.join(", ")) } else { items[0].clone() }
            }
            Shape::Cases(entity, _, cases) => {
                let every = cases().into_iter().flat_map(|(word, case)| {
                    let own = |all| {
                        let (own, more) = (sample(entity.keys, true, word), sample(case.keys, all, ""));
                        format!("{}, {}", &own[..own.len() - 1], &more[1..])
                    };
                    [own(true), own(false)]
                });
                format!("[{}]", every.collect::<Vec<_>>().join(", "))
            }
            _ if key.example.is_empty() => "true".to_owned(),
            _ => key.example.to_owned(),
        };
        pairs.push(format!("{}: {value}", key.name));
    }
    format!("{{{}}}", pairs.join(", "))
}

/// The provisions the examples cite.
const TEXT: &str =
    "# A. TỔ CHỨC\n\n1\\. Lời.\n\n# B. HOẠT ĐỘNG\n\n## I. MỘT\n\n1\\. Lời.\n\n## II. HAI\n\n1\\. Lời:\n\na) Lời.\n";

/// Every entity below one, itself included.
fn entities(entity: &'static Entity, found: &mut Vec<&'static Entity>) {
    found.push(entity);
    for key in entity.keys {
        match key.shape {
            Shape::Entry(below) | Shape::Short(_, below) | Shape::Or(_, below) => entities(below, found),
            Shape::Cases(below, _, cases) => {
                entities(below, found);
                cases().into_iter().for_each(|(_, case)| entities(case, found));
            }
            _ => {}
        }
    }
}

/// Each file in two forms: with all its keys, and with those it needs.
fn read_all() {
    for all in [true, false] {
        let project = tempfile::tempdir().unwrap();
        for file in &FILES {
            let text = sample(file.entity.keys, all, "");
            let text = if file.name.ends_with(".md") {
                format!("---\n{}\n---\n{TEXT}", text[1..text.len() - 1].replace(", ", "\n"))
            } else {
                text + "\n"
            };
            let place = file.name.replace('*', "mau");
            let path =
                if file.is_at_top { project.path().join(place) } else { project.path().join("content").join(place) };
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (sources, _) = load(project.path(), &project.path().join("content"), Limits::default());
        let (_, report) = decode(&sources);
        let strange: Vec<_> = report.iter().filter(|d| d.code == crate::diagnostic::Code::UnknownKey).collect();
        assert!(strange.is_empty(), "{strange:#?}");
    }
}

#[test]
fn every_declared_key_is_read() {
    read_all();
    let mut all = Vec::new();
    FILES.iter().for_each(|file| entities(file.entity, &mut all));
    for entity in all {
        for key in entity.keys {
            assert!(asked::has(entity, key.name), "«{}» of {} is declared and nobody reads it", key.name, entity.en);
        }
    }
}

#[test]
fn every_key_says_what_it_means() {
    let mut all = Vec::new();
    FILES.iter().for_each(|file| entities(file.entity, &mut all));
    for entity in all {
        for (at, key) in entity.keys.iter().enumerate() {
            assert!(!entity.keys[..at].iter().any(|k| k.name == key.name), "{} twice in {}", key.name, entity.en);
            for lang in [Lang::Vi, Lang::En] {
                let about = key.about(lang);
                assert!(!about.is_empty() && !about.ends_with('.'), "{}: {about}", key.name);
            }
        }
    }
}

#[test]
fn a_file_is_found_by_its_name_its_stem_and_its_path() {
    for (said, name) in [
        ("units.yaml", "units.yaml"),
        ("units", "units.yaml"),
        ("content/units.yaml", "units.yaml"),
        ("quyche.yaml", "quyche.yaml"),
        ("decisions", "decisions/*.yaml"),
        ("content/decisions/15-2027.yaml", "decisions/*.yaml"),
        ("pages/gioi-thieu.md", "pages/*.md"),
    ] {
        assert_eq!(file_named(said).map(|f| f.name), Some(name), "{said}");
    }
    for said in ["unit", "quote-not-found", "decisionsx", ""] {
        assert!(file_named(said).is_none(), "{said}");
    }
}
