//! F14–F18: one text however it was saved, and bytes that are no text.

use std::fs;

use unicode_normalization::UnicodeNormalization;

use crate::common;
use crate::run::Desk;

fn gives_the_same_site(change: impl Fn(&str) -> Vec<u8>) -> String {
    let desk = Desk::new();
    let before = desk.published();
    common::save_each(&desk.root(), change);
    let said = desk.run(&["build", "-v"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let after = desk.published();
    // The manifest names the texts a site was made from, and a missing line end is another text.
    let differ: Vec<_> = before.keys().filter(|k| before.get(*k) != after.get(*k) && !k.starts_with('.')).collect();
    assert!(differ.is_empty() && before.len() == after.len(), "{differ:?}");
    said.stderr
}

#[test]
fn f14_bom_crlf_no_final_newline() {
    gives_the_same_site(|t| [b"\xEF\xBB\xBF", t.as_bytes()].concat());
    gives_the_same_site(|t| t.replace('\n', "\r\n").into_bytes());
    gives_the_same_site(|t| t.trim_end().as_bytes().to_vec());
}

/// The pages are the same: how the files were saved is told the clerk and no reader.
#[test]
fn f15_utf16() {
    let desk = Desk::new();
    let before = desk.published();
    common::save_each(&desk.root(), |t| {
        [0xFEFF].into_iter().chain(t.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    });
    for (lang, words) in [("vi", "lưu dạng UTF-16"), ("en", "is saved as UTF-16")] {
        let said = desk.run(&["check", "--lang", lang]);
        assert!(said.code == 0 && said.stderr.contains(words), "{}", said.stderr);
        assert!(said.stderr.contains("quyche.yaml:1:1") && said.stderr.contains("UTF-8"), "{}", said.stderr);
    }
    assert_eq!(desk.run(&["build"]).code, 0);
    let after = desk.published();
    let differ: Vec<_> = before.keys().filter(|k| before[*k] != after[*k] && !k.starts_with('.')).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn f16_bytes_of_an_old_font() {
    let desk = Desk::new();
    desk.write("content/pages/cu.md", b"---\ntitle: \"Cu\"\n---\n\nPh\xdfng T\xd6\n");
    let said = desk.refused(1, Some("f16"), &["content/pages/cu.md:5:3", "file-encoding", "byte 23"]);
    assert!(said.stderr.contains("TCVN3/VNI"), "{}", said.stderr);
}

#[test]
fn f17_nfd_names_and_ids() {
    gives_the_same_site(|t| t.nfd().collect::<String>().into_bytes());
    // A file name as macOS and Windows give it is one name.
    let site = |name: String| {
        let desk = Desk::new();
        let folder = desk.root().join("content/regulation");
        fs::rename(folder.join("2025-01-01.md"), folder.join(name)).unwrap();
        let said = desk.run(&["build"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        desk.published()
    };
    assert!(site("quy-chế.md".into()) == site("quy-chế.md".nfd().collect()));
    // An id with a mark is refused alike in both forms.
    let told = |id: String| {
        let desk = Desk::new();
        desk.replace("content/roles.yaml", "{id: cap-tren", &format!("{{id: {id}"));
        desk.refused(1, None, &["bad-id"]).stderr
    };
    assert_eq!(told("cấp-trên".into()), told("cấp-trên".nfd().collect()));
}

#[test]
fn f18_nul_and_control_characters() {
    for (n, c) in ['\0', '\u{1B}', '\u{9B}', '\u{202E}', '\u{FFFE}', '\u{1FFFF}'].into_iter().enumerate() {
        let desk = Desk::new();
        desk.write("content/pages/a.md", format!("---\ntitle: a\n---\n\nắ{c}b\n"));
        let golden = (n == 0).then_some("f18");
        let said = desk.refused(1, golden, &["content/pages/a.md:5:2", "control-character"]);
        assert!(!said.stderr.contains(c), "U+{:04X} reaches the terminal", u32::from(c));
    }
    // Written as an escape, in a value and in a key.
    let desk = Desk::new();
    desk.replace("content/units.yaml", "name: \"Phòng Xe\"", "\"n\\e]0;x\\ame\": \"Phòng Xe\"");
    let said = desk.refused(1, None, &["unknown-key"]);
    assert!(!said.stderr.contains(['\u{1B}', '\u{7}']), "{:?}", said.stderr);
}
