//! What is no slip of a word: encodings, sizes, links, bombs (design 7, F14–F24). The program ends with its exit code and
//! says where; it never panics, and reads nothing outside the project.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use unicode_normalization::UnicodeNormalization;

use crate::{case, common};

/// A copy of the base, to be broken.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&case::folder().join("base"), dir.path());
    dir
}

fn run(root: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(args)
        .args(["--date", "2026-01-05", "-C"])
        .arg(root)
        .output()
        .unwrap()
}

/// The exit code of `check` and the codes it finds, with line and column.
fn check(root: &Path) -> (i32, Vec<(String, u64, u64)>) {
    let output = run(root, &["check", "--json"]);
    let code = output.status.code().expect("not ended by a signal");
    assert!(code < 100, "a panic: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let found = text.lines().map(|line| {
        let d: serde_json::Value = serde_json::from_str(line).unwrap();
        let number = |key: &str| d["at"][key].as_u64().unwrap_or(0);
        (d["code"].as_str().unwrap().to_owned(), number("line"), number("column"))
    });
    (code, found.collect())
}

fn found(root: &Path) -> (i32, Vec<String>) {
    let (code, found) = check(root);
    (code, found.into_iter().map(|f| f.0).collect())
}

/// Everything the program says about a project as data.
fn said(root: &Path) -> Vec<u8> {
    let outputs = [&["outline", "--json"][..], &["who", "--json"], &["calendar", "--json"], &["check"]];
    outputs
        .into_iter()
        .flat_map(|args| {
            let output = run(root, args);
            assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        })
        .collect()
}

#[test]
fn one_project_however_it_was_saved() {
    let plain = said(project().path());
    type Way = (&'static str, fn(&str) -> Vec<u8>);
    let ways: [Way; 6] = [
        ("BOM", |t| [b"\xEF\xBB\xBF", t.as_bytes()].concat()),
        ("CRLF", |t| t.replace('\n', "\r\n").into_bytes()),
        ("CR", |t| t.replace('\n', "\r").into_bytes()),
        ("no line end at the end", |t| t.trim_end().as_bytes().to_vec()),
        ("NFD", |t| t.nfd().collect::<String>().into_bytes()),
        ("BOM, CRLF and NFD", |t| {
            format!("\u{FEFF}{}", t.replace('\n', "\r\n")).nfd().collect::<String>().into_bytes()
        }),
    ];
    for (way, change) in ways {
        let dir = project();
        common::save_each(dir.path(), change);
        assert_eq!(said(dir.path()), plain, "{way}");
    }
}

#[test]
fn utf16_is_read_and_warned_about() {
    let dir = project();
    let plain = said(dir.path());
    common::save_each(dir.path(), |t| {
        [0xFEFF].into_iter().chain(t.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    });
    assert_eq!(said(dir.path()), plain);
    let (code, codes) = found(dir.path());
    assert_eq!(code, 0);
    assert!(codes.len() == 10 && codes.iter().all(|c| c == "file-utf16"), "{codes:?}");
}

#[test]
fn a_file_name_in_nfd_is_the_same_name() {
    let outputs = ["bản-một.md", &"bản-một.md".nfd().collect::<String>()].map(|name| {
        let dir = project();
        let folder = dir.path().join("content/regulation");
        fs::rename(folder.join("2025-01-01.md"), folder.join(name)).unwrap();
        fs::write(dir.path().join("content/pages/liên.md".nfd().collect::<String>()), "---\ntitle: a\n---\n").unwrap();
        let output = run(dir.path(), &["check", "--json"]);
        assert_eq!(output.status.code(), Some(1), "a page's file name is its address: ASCII only");
        output.stdout
    });
    assert_eq!(outputs[0], outputs[1]);
}

#[test]
fn bytes_of_an_old_font_are_told_at_their_line() {
    let dir = project();
    fs::write(dir.path().join("content/pages/cu.md"), b"---\ntitle: \"Cu\"\n---\n\nPh\xdfng T\xd6\n").unwrap();
    assert_eq!(check(dir.path()), (1, vec![("file-encoding".into(), 5, 3)]));
}

#[test]
fn control_characters_are_refused() {
    for c in ['\0', '\u{7}', '\u{1B}', '\u{7F}', '\u{85}', '\u{202E}', '\u{2066}'] {
        let dir = project();
        fs::write(dir.path().join("content/pages/a.md"), format!("---\ntitle: a\n---\n\nắ{c}b\n")).unwrap();
        assert_eq!(check(dir.path()), (1, vec![("control-character".into(), 5, 2)]), "U+{:04X}", u32::from(c));
    }
}

#[test]
fn ids_and_file_names_that_leave_the_folder_are_refused() {
    for name in [
        "CON.md",
        "a..md",
        "A.md",
        "-a.md",
        "a--b.md",
        "tên.md",
        "lpt1.md",
        "a b.md",
        &format!("{}.md", "a".repeat(200)),
    ] {
        let dir = project();
        fs::write(dir.path().join("content/pages").join(name), "---\ntitle: a\n---\n").unwrap();
        assert_eq!(found(dir.path()), (1, vec!["bad-id".into()]), "{name}");
    }
    for id in ["../../etc/x", "/abs", "'C:\\x'", "CON", "a.", &"a".repeat(300)] {
        let dir = project();
        case::replace(&dir.path().join("content/roles.yaml"), "{id: cap-tren", &format!("{{id: {id}"));
        assert_eq!(found(dir.path()), (1, vec!["bad-id".into()]), "{id}");
    }
}

#[test]
fn what_is_too_large_is_not_read() {
    for (name, size) in [("anh.md", 50 << 20), ("lon.yaml", 1 << 30)] {
        let dir = project();
        let file = fs::File::create(dir.path().join("content/pages").join(name)).unwrap();
        file.set_len(size).unwrap();
        assert_eq!(found(dir.path()), (1, vec!["file-too-large".into()]), "{name}");
    }
    let dir = project();
    fs::OpenOptions::new().write(true).open(dir.path().join("quyche.yaml")).unwrap().set_len(1 << 30).unwrap();
    assert_eq!(found(dir.path()), (1, vec!["file-too-large".into()]));
}

#[test]
fn a_picture_named_yaml_is_no_text() {
    let dir = project();
    fs::write(dir.path().join("content/glossary.yaml"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0").unwrap();
    assert_eq!(check(dir.path()), (1, vec![("file-encoding".into(), 1, 1)]));
}

#[test]
fn bombs_do_not_go_off() {
    let aliases: String = (0..20)
        .map(|n| match n {
            0 => "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(),
            n => format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")),
        })
        .collect();
    let bombs = [
        aliases,
        "[".repeat(100_000),
        "{".repeat(100_000),
        format!("terms: {}", "[".repeat(100_000)),
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        "a: &a [*a]\n".to_owned(),
        "!".repeat(100_000),
        (0..2000).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        format!("terms: \"{}\"", "\\\"".repeat(1_000_000)),
        "terms:\n".to_owned() + &"- {}\n".repeat(100_000),
        "a: b\n".repeat(20_000),
    ];
    for bomb in bombs {
        let dir = project();
        fs::write(dir.path().join("content/glossary.yaml"), &bomb).unwrap();
        let start: String = bomb.chars().take(30).collect();
        let (code, codes) = found(dir.path());
        assert_eq!(code, 1, "{start}");
        assert!(!codes.is_empty(), "{start}");
        let page = dir.path().join("content/pages/bom.md");
        fs::write(dir.path().join("content/glossary.yaml"), "terms: []\n").unwrap();
        fs::write(page, format!("---\n{bomb}\n---\n")).unwrap();
        assert_eq!(found(dir.path()).0, 1, "in a head: {start}");
    }
}

#[test]
fn links_are_followed_within_the_project_only() {
    use std::os::unix::fs::symlink;
    for (name, target, code) in [
        ("a.md", "a.md", "file-unreadable"),
        ("a.md", "khong-co.md", "file-unreadable"),
        ("a.md", "/etc/passwd", "link-outside"),
        ("a.md", "../../../../../../../../etc/passwd", "link-outside"),
        ("a", "/etc", "link-outside"),
        ("a", "..", "file-unreadable"),
        ("a", ".", "file-unreadable"),
    ] {
        let dir = project();
        symlink(target, dir.path().join("content/pages").join(name)).unwrap();
        assert_eq!(found(dir.path()), (1, vec![code.into()]), "{name} → {target}");
    }
    let dir = project();
    symlink("gioi-thieu.md", dir.path().join("content/pages/ban-sao.md")).unwrap();
    assert_eq!(found(dir.path()), (0, vec![]));
    let output = run(dir.path(), &["check"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("root:"));
}

#[test]
fn a_configuration_that_leads_outside_is_not_read() {
    let dir = project();
    fs::remove_file(dir.path().join("quyche.yaml")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", dir.path().join("quyche.yaml")).unwrap();
    let output = run(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("link-outside") && !said.contains("root:"), "{said}");
}

#[test]
fn folders_nested_too_deep_and_too_many_files_are_told() {
    let dir = project();
    let mut deep = dir.path().join("content/pages");
    (0..70).for_each(|_| deep.push("a"));
    fs::create_dir_all(&deep).unwrap();
    assert_eq!(found(dir.path()), (1, vec!["too-many".into()]));

    let dir = project();
    let limits = quyche::source::Limits { files: 3, ..Default::default() };
    let (_, report) = quyche::source::load(dir.path(), &dir.path().join("content"), limits);
    assert_eq!(report.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["too-many"]);
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for name in [
        "units.yaml",
        "roles.yaml",
        "duties.yaml",
        "calendar.yaml",
        "glossary.yaml",
        "holidays/vn.yaml",
        "decisions/01-2025.yaml",
        "pages/gioi-thieu.md",
        "regulation/2025-01-01.md",
        "../quyche.yaml",
    ] {
        for text in ["", "\n", "# chỉ có chú thích\n", "---\n---\n", "~\n", "[]\n", "a\n"] {
            let dir = project();
            fs::write(dir.path().join("content").join(name), text).unwrap();
            assert_eq!(found(dir.path()).0, 1, "{name} {text:?}");
        }
    }
}

#[test]
fn yaml_words_for_yes_are_words() {
    let dir = project();
    case::replace(&dir.path().join("content/duties.yaml"), "general: true", "general: True");
    assert_eq!(found(dir.path()), (0, vec![]));
}
