//! What the program is made of: `deny.toml` is the policy, Cargo.lock and what cargo says of it are held to it. The checks of
//! cargo-deny that need no network, without the three hundred crates that tool is made of.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

fn file(path: &str) -> String {
    std::fs::read_to_string(common::root().join(path)).unwrap()
}

/// The strings of a list of deny.toml.
fn policy(section: &str, key: &str) -> BTreeSet<String> {
    let text = file("deny.toml");
    let lines = text.lines().map(str::trim).filter(|l| !l.starts_with('#'));
    let mut list = lines
        .skip_while(|l| *l != format!("[{section}]"))
        .skip(1)
        .take_while(|l| !l.starts_with('['))
        .skip_while(|l| *l != format!("{key} = ["))
        .skip(1)
        .take_while(|l| *l != "]")
        .peekable();
    assert!(list.peek().is_some(), "deny.toml: no {key} in [{section}]");
    list.map(|l| l.trim_end_matches(',').trim_matches('"').to_owned()).collect()
}

/// A package of a lock file by its keys.
type Locked = BTreeMap<String, String>;

fn locked(path: &str) -> Vec<Locked> {
    let text = file(path);
    let package = |part: &str| {
        part.lines()
            .filter_map(|l| l.split_once(" = \""))
            .map(|(k, v)| (k.to_owned(), v.trim_end_matches('"').to_owned()))
            .collect()
    };
    text.split("[[package]]").skip(1).map(package).collect()
}

/// What cargo says of every package: of all platforms where their crates have been fetched, else of this one.
fn packages() -> Vec<Value> {
    let ask = |more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(common::root()).args(["metadata", "--format-version=1", "--offline", "--locked"]).args(more);
        let answer = cargo.output().unwrap();
        answer.status.success().then(|| serde_json::from_slice::<Value>(&answer.stdout).unwrap())
    };
    let host = Command::new(env!("CARGO")).args(["-vV"]).output().unwrap().stdout;
    let host = String::from_utf8(host).unwrap();
    let host = host.lines().find_map(|l| l.strip_prefix("host: ")).unwrap().to_owned();
    let all = ask(&["--all-features"]).or_else(|| ask(&["--all-features", "--filter-platform", &host]));
    all.unwrap()["packages"].as_array().unwrap().clone()
}

fn text<'v>(package: &'v Value, key: &str) -> &'v str {
    package[key].as_str().unwrap_or("")
}

fn others() -> Vec<Value> {
    let all: Vec<Value> = packages().into_iter().filter(|p| text(p, "name") != "quyche").collect();
    assert!(all.len() > 50, "cargo knows {} packages", all.len());
    all
}

/// Whether a licence expression (SPDX, or the older `A/B`) can be met by licences of the list.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let all = any(&words, &mut at, allowed);
    all && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut holds = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(words, at, allowed);
    }
    holds
}

fn both(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut holds = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at, allowed);
    }
    holds
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let holds = any(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return holds && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let excepted = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
        return allowed.contains(&excepted);
    }
    allowed.contains(*word)
}

#[test]
fn an_expression_is_met_as_its_words_say() {
    let allowed: BTreeSet<String> = ["MIT", "ISC", "Unicode-3.0"].into_iter().map(str::to_owned).collect();
    for yes in ["MIT", "GPL-3.0 OR MIT", "MIT/Apache-2.0", "(MIT OR X) AND Unicode-3.0", "X AND MIT OR ISC", "(ISC)"] {
        assert!(met(yes, &allowed), "{yes}");
    }
    for no in
        ["", "GPL-3.0", "MIT AND GPL-3.0", "MIT WITH LLVM-exception", "(MIT OR X) AND Y", "MIT )", "(MIT", "MIT ISC"]
    {
        assert!(!met(no, &allowed), "{no}");
    }
}

#[test]
fn every_licence_is_one_the_policy_allows() {
    let allowed = policy("licenses", "allow");
    for package in others() {
        let licence = text(&package, "license");
        assert!(met(licence, &allowed), "{} {}: {licence:?}", text(&package, "name"), text(&package, "version"));
    }
}

/// A licence nobody needs would let in what nobody asked for.
#[test]
fn every_allowed_licence_is_needed() {
    let allowed = policy("licenses", "allow");
    let all = others();
    // On one platform alone less is needed than on all.
    let whole = all.iter().any(|p| text(p, "name") == "windows-sys");
    for licence in allowed.iter().filter(|_| whole) {
        let without: BTreeSet<String> = allowed.iter().filter(|l| *l != licence).cloned().collect();
        let needed = all.iter().any(|p| !met(text(p, "license"), &without));
        // These two are what nearly everybody offers together, so neither is needed alone.
        assert!(needed || ["MIT", "Apache-2.0"].contains(&licence.as_str()), "{licence}");
    }
}

#[test]
fn every_package_comes_from_the_public_registry_and_is_pinned() {
    for path in ["Cargo.lock", "fuzz/Cargo.lock"] {
        for package in locked(path).iter().filter(|p| !p["name"].starts_with("quyche")) {
            let source = package.get("source").map_or("", String::as_str);
            assert!(source.starts_with("registry+") && source.ends_with("/crates.io-index"), "{path}: {package:?}");
            assert_eq!(package.get("checksum").map_or(0, String::len), 64, "{path}: {package:?}");
        }
    }
}

/// What is fuzzed is what is shipped.
#[test]
fn the_fuzzed_tree_has_the_versions_of_the_shipped_one() {
    let ours: BTreeSet<(String, String)> =
        locked("Cargo.lock").iter().map(|p| (p["name"].clone(), p["version"].clone())).collect();
    let names: BTreeSet<&String> = ours.iter().map(|(name, _)| name).collect();
    for package in locked("fuzz/Cargo.lock").iter().filter(|p| names.contains(&p["name"])) {
        assert!(ours.contains(&(package["name"].clone(), package["version"].clone())), "{package:?}");
    }
}

#[test]
fn no_crate_stands_twice_and_none_that_is_banned() {
    let (skip, deny) = (policy("bans", "skip"), policy("bans", "deny"));
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in locked("Cargo.lock") {
        versions.entry(package["name"].clone()).or_default().push(package["version"].clone());
    }
    for (name, versions) in &versions {
        assert!(!deny.contains(name), "{name} is banned");
        assert!(versions.len() == 1 || skip.contains(name), "{name} stands twice: {versions:?}");
    }
    for name in &skip {
        assert!(
            versions.get(name).is_some_and(|v| v.len() > 1),
            "{name} no longer stands twice: take it out of `skip`"
        );
    }
}

#[test]
fn code_that_runs_while_compiling_is_known() {
    let known = policy("bans.build", "allow-build-scripts");
    for package in others() {
        let targets = package["targets"].as_array().unwrap();
        let script = targets.iter().any(|t| t["kind"].as_array().unwrap().iter().any(|k| k == "custom-build"));
        let name = text(&package, "name");
        assert!(!script || known.contains(name), "{name} runs a build script and is not in deny.toml");
    }
}

#[test]
fn every_dependency_of_ours_names_a_version() {
    let all = packages();
    let ours = all.iter().find(|p| text(p, "name") == "quyche").unwrap();
    let dependencies = ours["dependencies"].as_array().unwrap();
    assert!(dependencies.len() > 10);
    for dependency in dependencies {
        let version = text(dependency, "req");
        assert!(version.starts_with('^') && dependency["path"].is_null(), "{dependency}");
    }
}
