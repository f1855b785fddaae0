//! A site that is built again: what did not change is not written, and nothing changes without a cause. A clerk who
//! mends one clause and copies the site to a server copies, and has to answer for, what that clause changed and no more.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Output};

/// Words that stand nowhere else.
const ADDED: &str = "trong ngày thử nghiệm";

fn run(project: &Path, more: &[&str]) -> Output {
    let mut quyche = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let usual = ["build", "--date", "2026-11-23", "--lang", "en"];
    quyche.current_dir(project).args(usual).args(more).output().unwrap()
}

fn build(project: &Path) -> String {
    let output = run(project, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

/// The real office in a folder of its own.
fn office() -> tempfile::TempDir {
    let office = tempfile::tempdir().unwrap();
    common::copy_folder(&common::root().join("content"), &office.path().join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), office.path().join("quyche.yaml")).unwrap();
    office
}

/// Where each file lies on the disk: a file that was written lies elsewhere than before.
fn places(site: &Path) -> BTreeSet<(String, u64)> {
    let place = |name: &String| (name.clone(), std::fs::metadata(site.join(name)).unwrap().ino());
    common::files(site).keys().map(place).collect()
}

#[test]
fn one_clause_changed_writes_the_pages_that_show_it_and_the_index() {
    let office = office();
    let project = office.path();
    build(project);
    let site = project.join("output");
    let (before, lay) = (common::files(&site), places(&site));

    assert!(build(project).contains("nothing written"));
    assert_eq!(places(&site), lay);

    // The end of a clause: what duties quote of it stays as it is.
    let text = project.join("content/regulation/2021-11-19.md");
    let old = std::fs::read_to_string(&text).unwrap();
    let clause = old.lines().find(|l| l.starts_with("1.6. ")).unwrap();
    let new = format!("{clause} Làm {ADDED}.");
    std::fs::write(&text, old.replacen(clause, &new, 1)).unwrap();
    build(project);

    let after = common::files(&site);
    let shows = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(ADDED);
    let mut pages = 0;
    for (name, bytes) in after.iter().filter(|(name, _)| !name.starts_with("assets/search-") && !name.starts_with('.'))
    {
        let (changed, shown) = (before.get(name) != Some(bytes), shows(bytes));
        assert_eq!(changed, shown, "{name}: changed {changed}, shows the clause {shown}");
        let written = !lay.contains(&(name.clone(), std::fs::metadata(site.join(name)).unwrap().ino()));
        assert_eq!(written, changed, "{name}: written {written}, changed {changed}");
        pages += usize::from(changed);
    }
    assert!((2..20).contains(&pages), "{pages} pages show one clause of {}", after.len());
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    assert!(gone.into_iter().all(|name| name.starts_with("assets/search-")));

    // What stood and was not made again is what would have been made, and so is what is remembered of it.
    let output = run(project, &["--output", "anew"]);
    assert!(output.status.success());
    assert!(common::files(&project.join("anew")) == after, "made again it is another site");
}

#[test]
fn a_site_that_stands_is_told_as_when_it_was_made() {
    let office = office();
    let project = office.path();
    // Warnings are told with `-v`; of a first build the last line is another, and a slow machine tells of its steps.
    let findings = |output: Output| {
        assert!(output.status.success());
        let said = String::from_utf8(output.stderr).unwrap();
        let end = |line: &&str| line.contains("nothing written") || line.contains("wrote ") || line.ends_with('…');
        let told: Vec<String> = said.lines().filter(|line| !end(line)).map(str::to_owned).collect();
        (output.stdout, told, said)
    };
    for more in [&["-v"] as &[_], &["-v", "--json"]] {
        let _ = std::fs::remove_dir_all(project.join("output"));
        let (data, told, _) = findings(run(project, more));
        let (data_again, told_again, again) = findings(run(project, more));
        assert!(told.len() > 100, "{told:?}");
        assert_eq!(told, told_again);
        if more.contains(&"--json") {
            let [first, second] =
                [data, data_again].map(|data| serde_json::from_slice::<serde_json::Value>(&data).unwrap());
            assert!(first["files"] == second["files"] && first["written"] == first["files"], "{first}");
            assert_eq!(second["written"], 0, "{second}");
        } else {
            assert!(again.contains("nothing written") && data.is_empty(), "{again}");
        }
    }
    // What was only open stops the site now, whatever stands there.
    let strict = run(project, &["--strict"]);
    assert_eq!(strict.status.code(), Some(1), "{}", String::from_utf8_lossy(&strict.stderr));
}

#[test]
fn a_record_somebody_wrote_in_is_not_believed() {
    let office = office();
    let project = office.path();
    build(project);
    let manifest = project.join("output/.quyche-manifest.json");
    let as_made = std::fs::read_to_string(&manifest).unwrap();
    let line = as_made.lines().find(|l| l.trim_start().starts_with("\"findings\"")).unwrap();
    for wrong in ["  \"findings\": [[]],", "  \"findings\": 7,", ""] {
        std::fs::write(&manifest, as_made.replace(line, wrong)).unwrap();
        assert!(!build(project).contains("nothing written"), "{wrong}");
        assert_eq!(std::fs::read_to_string(&manifest).unwrap(), as_made, "{wrong}");
    }
}

#[test]
fn a_file_of_the_theme_in_the_place_of_one_of_ours_is_told() {
    let office = office();
    let project = office.path();
    let config = project.join("quyche.yaml");
    let text = std::fs::read_to_string(&config).unwrap();
    assert!(text.contains("theme: default"));
    std::fs::write(&config, text.replace("theme: default", "theme: cua-toi")).unwrap();
    let assets = project.join("themes/cua-toi/assets");
    std::fs::create_dir_all(&assets).unwrap();
    std::fs::write(assets.join("search-index.js"), "1").unwrap();
    let output = run(project, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("two files have the address assets/search-index.js"), "{said}");
    assert!(!project.join("output").exists());
}

#[test]
fn bounds_are_part_of_what_a_site_is_made_from() {
    let office = office();
    let project = office.path();
    let list: Vec<String> = (0..60_000).map(|n| format!("tu{n}")).collect();
    let synonyms = format!("synonyms:\n  - {{text: Văn phòng, typed: [{}]}}\n", list.join(", "));
    std::fs::write(project.join("content/synonyms.yaml"), synonyms).unwrap();
    let large = run(project, &["--file-limit", "8"]);
    assert!(large.status.success(), "{}", String::from_utf8_lossy(&large.stderr));
    let usual = run(project, &[]);
    assert_eq!(usual.status.code(), Some(1), "{}", String::from_utf8_lossy(&usual.stderr));
}

#[test]
fn a_first_build_counts_no_more_new_files_than_there_are() {
    let office = office();
    let said = build(office.path());
    let line = said.lines().find(|l| l.starts_with("wrote ")).unwrap();
    let numbers: Vec<usize> = line.split(' ').filter_map(|w| w.parse().ok()).collect();
    let (all, new) = (numbers[0], *numbers.last().unwrap());
    assert_eq!(all, new, "{line}");
}
