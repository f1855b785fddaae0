//! An office's own look: a logo and colours by `quyche.yaml`, blocks and assets by a theme of its own (issue 5.2, design 5).
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and runs the program"
)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></svg>";

/// A small project whose `quyche.yaml` says one thing more.
fn project(temp: &Path, more: &str) -> PathBuf {
    let project = temp.join("co-quan");
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).args(["init", project.to_str().unwrap()]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let config = project.join("quyche.yaml");
    let text = std::fs::read_to_string(&config).unwrap() + more;
    std::fs::write(config, text).unwrap();
    project
}

fn run(project: &Path) -> Output {
    let args = ["-C", project.to_str().unwrap(), "--date", "2026-11-23", "--color", "never", "build"];
    Command::new(env!("CARGO_BIN_EXE_quyche")).args(args).output().unwrap()
}

fn built(project: &Path) -> BTreeMap<String, String> {
    let done = run(project);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let files = common::files(&project.join("output")).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn refused(project: &Path) -> String {
    let done = run(project);
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stdout));
    assert!(!project.join("output").exists(), "something was published");
    String::from_utf8(done.stderr).unwrap()
}

#[test]
fn a_logo_and_colours_need_no_theme() {
    let temp = tempfile::tempdir().unwrap();
    let project = project(temp.path(), "\nlogo: huy-hieu.SVG\ncolors: {brand: \"#14532d\", link: \"#0b5160\"}\n");
    std::fs::write(project.join("huy-hieu.SVG"), LOGO).unwrap();
    let site = built(&project);
    assert_eq!(site["assets/office-logo.svg"], LOGO);
    let css = &site["assets/office.css"];
    assert!(css.starts_with(":root{--seal:#14532d;") && css.contains("--link:#0b5160"), "{css}");
    // In the dark a tint of the same: the colours themselves could not be read there.
    let dark = css.split("prefers-color-scheme:dark").nth(1).unwrap();
    assert!(dark.contains("--link:#") && !dark.contains("--link:#0b5160"), "{css}");
    for (path, html) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{path} lacks {what}"));
        assert!(at("assets/quyche.css\"") < at("assets/office.css\""), "{path}: ours must come first");
        assert!(at("<img class=\"logo\" src=\"") < at("class=\"office\""), "{path}");
    }
}

#[test]
fn without_either_the_pages_ask_for_neither() {
    let temp = tempfile::tempdir().unwrap();
    let site = built(&project(temp.path(), ""));
    assert!(!site.keys().any(|path| path.contains("office")));
    assert!(site.values().all(|text| !text.contains("assets/office")));
}

#[test]
fn a_logo_that_is_not_there_or_too_large_is_told_once_and_nothing_is_published() {
    let temp = tempfile::tempdir().unwrap();
    let project = project(temp.path(), "\nlogo: logo.png\n");
    let said = refused(&project);
    assert_eq!(said.matches("lỗi[").count(), 1, "{said}");
    assert!(said.contains("lỗi[file-missing]") && said.contains("quyche.yaml:"), "{said}");
    std::fs::write(project.join("logo.png"), vec![0; 200_000]).unwrap();
    let said = refused(&project);
    assert_eq!(said.matches("lỗi[").count(), 1, "{said}");
    assert!(said.contains("lỗi[file-too-large]"), "{said}");
}

#[test]
#[cfg(unix)]
fn a_logo_is_no_way_out_of_the_project() {
    let temp = tempfile::tempdir().unwrap();
    for named in ["../logo.svg", "/etc/logo.svg", ".logo.svg", "a:b.svg"] {
        let folder = temp.path().join(named.replace(['/', '.', ':'], "_"));
        assert!(refused(&project(&folder, &format!("\nlogo: \"{named}\"\n"))).contains("lỗi[bad-value]"), "{named}");
    }
    let project = project(&temp.path().join("link"), "\nlogo: logo.svg\n");
    std::os::unix::fs::symlink("/etc/hostname", project.join("logo.svg")).unwrap();
    assert!(refused(&project).contains("lỗi[file-missing]"));
}

#[test]
fn a_colour_nobody_can_read_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    let said = refused(&project(temp.path(), "\ncolors: {brand: \"#e8b923\"}\n"));
    assert!(said.contains("lỗi[low-contrast]") && said.contains("#e8b923"), "{said}");
}
