//! A site that is built again: what did not change is not written, and nothing changes without a cause. A clerk who
//! mends one clause and copies the site to a server copies, and has to answer for, what that clause changed and no more.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

/// Words that stand nowhere else.
const ADDED: &str = "trong ngày thử nghiệm";

fn build(project: &Path) -> String {
    let mut quyche = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let output = quyche.current_dir(project).args(["build", "--date", "2026-11-23", "--lang", "en"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

/// Where each file lies on the disk: a file that was written lies elsewhere than before.
fn places(site: &Path) -> BTreeSet<(String, u64)> {
    let place = |name: &String| (name.clone(), std::fs::metadata(site.join(name)).unwrap().ino());
    common::files(site).keys().map(place).collect()
}

#[test]
fn one_clause_changed_writes_the_pages_that_show_it_and_the_index() {
    let office = tempfile::tempdir().unwrap();
    let project = office.path();
    common::copy_folder(&common::root().join("content"), &project.join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), project.join("quyche.yaml")).unwrap();
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
}
