//! The floors of ARCHITECTURE.md, proved: imports point down, and third-party crates stay in their rooms.
//!
//! Read from the document: lines ` floor N   room · room   words`, `Same floor: a → b, …`, and the rows of the table
//! `| crate | room |`. So the document cannot lie; a room or an import that it does not know fails here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What the document says.
#[derive(Default)]
struct House {
    floors: BTreeMap<String, u32>,
    same_floor: BTreeSet<(String, String)>,
    crates: BTreeMap<String, BTreeSet<String>>,
}

fn house() -> House {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md holds the table of floors");
    let mut house = House::default();
    let names = |list: &str| list.split([',', '·']).map(|n| n.trim().to_owned()).collect::<Vec<_>>();
    for line in text.lines().map(|l| l.trim().trim_start_matches(['*', '`', ' '])) {
        if let Some((number, rest)) = line.strip_prefix("floor ").and_then(|l| l.trim().split_once(' ')) {
            let number = number.parse().expect("floor N");
            let rooms = rest.trim().split("  ").next().unwrap_or("");
            house.floors.extend(names(rooms).into_iter().map(|room| (room, number)));
        } else if let Some(pairs) = line.strip_prefix("Same floor:") {
            for pair in pairs.trim_end_matches(['.', '`']).split(',') {
                let (from, to) = pair.split_once('→').expect("a → b");
                house.same_floor.insert((from.trim().to_owned(), to.trim().to_owned()));
            }
        } else if let Some((crates, rooms)) =
            line.strip_prefix('|').and_then(|l| l.trim_end_matches('|').split_once('|'))
        {
            for name in names(crates).into_iter().filter(|n| !n.contains('-') && n != "crate") {
                house.crates.entry(name).or_default().extend(names(rooms));
            }
        }
    }
    house
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of a room: the room, the file, and its code without comments.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let below = path.strip_prefix(root().join("src")).unwrap();
                let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
                let room = first.trim_end_matches(".rs").to_owned();
                if !matches!(room.as_str(), "lib" | "main") {
                    found.push((room, path.clone(), code(&fs::read_to_string(&path).unwrap())));
                }
            }
        }
    }
    found.sort();
    found
}

fn code(text: &str) -> String {
    let lines =
        text.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l.split(" // ").next().unwrap() });
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms named by `crate::room` and `use crate::{a, b::c}`; by `super::…` too where it climbs out of the room.
fn rooms_named(code: &str, depth: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let supers = "super::".repeat(depth);
    for prefix in ["crate::", supers.as_str()] {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') || code[..at].ends_with("super::") {
                continue;
            }
            let rest = &code[at + prefix.len()..];
            match rest.strip_prefix('{') {
                None => drop(found.insert(word(rest))),
                Some(list) => {
                    let mut open = 1;
                    let mut item = String::new();
                    for c in list.chars() {
                        match c {
                            '{' => open += 1,
                            '}' => open -= 1,
                            _ => {}
                        }
                        if open == 0 || (open == 1 && c == ',') {
                            found.insert(word(item.trim()));
                            item.clear();
                        } else {
                            item.push(c);
                        }
                        if open == 0 {
                            break;
                        }
                    }
                }
            }
        }
    }
    found.remove("");
    found
}

/// How many modules deep a file is: `src/a/mod.rs` 1, `src/a/b.rs` 2.
fn depth(path: &Path) -> usize {
    let below = path.strip_prefix(root().join("src")).unwrap();
    below.components().count() - usize::from(below.ends_with("mod.rs"))
}

#[test]
fn the_table_and_the_folder_know_the_same_rooms() {
    let told: BTreeSet<String> = house().floors.into_keys().collect();
    let there: BTreeSet<String> = sources().into_iter().map(|(room, ..)| room).collect();
    assert_eq!(told, there, "left: ARCHITECTURE.md, right: src/");
}

#[test]
fn imports_point_down() {
    let house = house();
    let mut wrong = Vec::new();
    let macros = ["say"];
    for (room, path, code) in sources() {
        let Some(floor) = house.floors.get(&room) else { continue };
        // Within `mod tests` one more `super::` is needed to climb out.
        let (product, tests) = code.split_once("\nmod tests {").unwrap_or((&code, ""));
        let mut named = rooms_named(product, depth(&path));
        named.extend(rooms_named(tests, depth(&path) + 1));
        for other in named.iter().filter(|o| **o != room && !macros.contains(&o.as_str())) {
            let Some(target) = house.floors.get(other) else {
                wrong.push(format!("{}: crate::{other} is no room of ARCHITECTURE.md", path.display()));
                continue;
            };
            let allowed = target < floor || house.same_floor.contains(&(room.clone(), other.clone()));
            if !allowed {
                wrong.push(format!("{}: {room} (floor {floor}) names {other} (floor {target})", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn same_floor_imports_are_on_one_floor_and_in_use() {
    let house = house();
    for (from, to) in &house.same_floor {
        assert_eq!(house.floors.get(from), house.floors.get(to), "{from} → {to}");
        let used = sources().iter().any(|(r, p, code)| r == from && rooms_named(code, depth(p)).contains(to));
        assert!(used, "{from} → {to} is allowed and not used: take it out of ARCHITECTURE.md");
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    let house = house();
    assert!(!house.crates.is_empty(), "ARCHITECTURE.md has a table `| crate | room |`");
    let mut wrong = Vec::new();
    for (room, path, code) in sources() {
        let product = code.split("#[cfg(test)]").next().unwrap_or("");
        for (name, rooms) in house.crates.iter().filter(|(_, rooms)| !rooms.contains(&room)) {
            let named = product
                .match_indices(&format!("{name}::"))
                .any(|(at, _)| !product[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':')));
            if named {
                wrong.push(format!("{}: names {name}, which belongs in {rooms:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    let seen = |code: &str| rooms_named(code, 2).into_iter().collect::<Vec<_>>();
    assert_eq!(seen("use crate::model::{A, B};"), ["model"]);
    assert_eq!(seen("use crate::{calendar, text::{x, y}, model};"), ["calendar", "model", "text"]);
    assert_eq!(seen("fn f(x: crate::site::Page) {}"), ["site"]);
    assert_eq!(seen("use super::super::duty::Duty;"), ["duty"]);
    assert!(seen("use super::duty::Duty; mycrate::x(); $crate::y!()").is_empty());
}
