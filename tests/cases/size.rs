//! F19–F22: what is too large, no text, or made to grow.

use std::fs::File;

use quyche::source::{Limits, load};

use crate::run::Desk;

#[test]
fn f19_fifty_megabytes_and_a_sparse_gigabyte() {
    let desk = Desk::new();
    desk.write("content/pages/lon.md", "chữ và chữ\n".repeat(4_000_000));
    desk.refused(1, Some("f19"), &["content/pages/lon.md", "file-too-large"]);
    let desk = Desk::new();
    File::create(desk.root().join("content/thua.yaml")).unwrap().set_len(1 << 30).unwrap();
    desk.refused(1, Some("f19-sparse"), &["content/thua.yaml", "file-too-large"]);
    // Each within bounds, all together not.
    let desk = Desk::new();
    let page = "---\ntitle: a\n---\n\n".to_owned() + &"chữ ".repeat(600_000);
    (0..24).for_each(|n| desk.write(&format!("content/pages/p{n}.md"), &page));
    desk.refused(1, None, &["too-many", "64 MiB"]);
}

/// What the usual bounds refuse is let in where its owner asks for it, and bounded again where that ends.
#[test]
fn f19_a_larger_office_says_so() {
    let glossary = "terms:\n  - {term: \"hằng tháng\", meaning: \"mỗi tháng một lần\", defined: false}\n";
    let remarks = |mib: usize| format!("{glossary}{}", "# ghi chú\n".repeat((mib << 20) / 10));
    let desk = Desk::new();
    desk.write("content/glossary.yaml", remarks(5));
    let asked = desk.run(&["check", "--file-limit", "6"]);
    assert_eq!(asked.code, 0, "{}", asked.stderr);
    desk.refused(1, None, &["content/glossary.yaml có 5,6 MiB, quá mức 4 MiB", "file-too-large"]);
    desk.write("content/glossary.yaml", remarks(7));
    let asked = desk.run(&["check", "--file-limit", "6"]);
    assert!(asked.code == 1 && asked.stderr.contains("có 7,8 MiB, quá mức 6 MiB"), "{}", asked.stderr);
    // A list of that file grows with it.
    let list = |n: usize| format!("terms:\n{}", "  - a\n".repeat(n));
    let told = |n: usize, limit: &str| {
        desk.write("content/glossary.yaml", list(n));
        desk.run(&["check", "--file-limit", limit]).stderr
    };
    assert!(told(50_001, "4").contains("danh sách có quá 50000 mục"));
    assert!(!told(50_001, "5").contains("danh sách có quá"));
    assert!(told(62_501, "5").contains("danh sách có quá 62500 mục"));
}

/// So do all texts together.
#[test]
fn f19_and_its_texts_together() {
    let desk = Desk::new();
    let page = "---\ntitle: a\n---\n\n".to_owned() + &"chữ ".repeat(600_000);
    (0..20).for_each(|n| desk.write(&format!("content/pages/p{n}.md"), &page));
    let found = |mib: u16| {
        let (root, limits) = (desk.root(), Limits::of_file(mib));
        let (sources, report) = load(&root, &root.join("content"), limits);
        (sources.files.bytes(), report.iter().map(|d| d.code.as_str()).collect::<Vec<_>>())
    };
    let (bytes, codes) = found(4);
    assert!(bytes <= 64 << 20 && codes.contains(&"too-many"), "{bytes} {codes:?}");
    let (bytes, codes) = found(5);
    assert!(bytes > 64 << 20 && codes.is_empty(), "{bytes} {codes:?}");
}

#[test]
fn f20_picture_named_yaml() {
    let desk = Desk::new();
    desk.write("content/glossary.yaml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0");
    desk.refused(1, Some("f20"), &["content/glossary.yaml:1:1", "file-encoding"]);
}

#[test]
fn f21_alias_bomb() {
    let desk = Desk::new();
    let bomb: String = (0..30)
        .map(|n| match n {
            0 => "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(),
            n => format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")),
        })
        .collect();
    desk.write("content/glossary.yaml", bomb);
    desk.refused(1, Some("f21"), &["content/glossary.yaml:", "too-many"]);
    // Thousands of small ones.
    let desk = Desk::new();
    desk.write("content/glossary.yaml", format!("terms: &a [x, y]\nobsolete:\n{}", "  - *a\n".repeat(40_000)));
    desk.refused(1, None, &["content/glossary.yaml:"]);
}

#[test]
fn f22_a_hundred_thousand_brackets() {
    let desk = Desk::new();
    desk.write("content/glossary.yaml", "[".repeat(100_000));
    desk.refused(1, Some("f22"), &["content/glossary.yaml:1:1", "too-many"]);
}

fn rule(id: &str, when: &str) -> String {
    format!(
        "  - {{id: {id}, title: \"T\", cite: B.II.c, quote: \"chậm nhất vào ngày 25 hằng tháng\", when: {when}, who: p-kho}}\n"
    )
}

fn calendar(more: &str) -> Desk {
    let desk = Desk::new();
    let path = desk.root().join("content/calendar.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, text + more).unwrap();
    desk
}

/// Small files that would make days, pages or comparisons without end.
#[test]
fn f21_numbers_that_would_explode() {
    let many = |n: usize, word: &str| vec![word; n].join(", ");
    let calendars = [
        (rule("nhieu", "{every: year, times: 1000000}"), "bad-rule"),
        (rule("xa", "{after: so-ket, working_days: 99999999}"), "bad-rule"),
        (rule("tuan", &format!("{{every: month, week: [{}], weekday: fri}}", many(40_000, "2"))), "bad-rule"),
        (rule("thang", &format!("{{every: year, month: [{}], day: 3}}", many(40_000, "2"))), "bad-rule"),
        ((0..2000).map(|n| rule(&format!("r{n}"), "{every: month, day: 3}")).collect(), "too-many"),
        (
            (0..500)
                .map(|n| match n {
                    0 => rule("c0", "{every: month, day: 3}"),
                    n => rule(&format!("c{n}"), &format!("{{after: c{}, working_days: 1}}", n - 1)),
                })
                .collect(),
            "bad-rule",
        ),
    ];
    for (more, code) in calendars {
        calendar(&more).refused(1, None, &[code, "content/calendar.yaml:"]);
    }
    for (file, text) in [
        ("glossary.yaml", (0..5000).map(|n| format!("  - {{term: t{n}, meaning: m}}\n")).collect::<String>()),
        ("synonyms.yaml", (0..5000).map(|n| format!("  - {{typed: [t{n}], text: Giám đốc}}\n")).collect()),
        (
            "overrides.yaml",
            "  - {occurrence: so-ket/2026-01, action: confirm, ref: T, issued: 2026-01-01}\n".repeat(12_000),
        ),
        ("glossary.yaml", "  - a\n".repeat(60_000)),
    ] {
        let desk = Desk::new();
        let list = if file == "glossary.yaml" { "terms" } else { file.trim_end_matches(".yaml") };
        desk.write(&format!("content/{file}"), format!("{list}:\n{text}"));
        desk.refused(1, None, &["too-many"]);
    }
    let desk = Desk::new();
    desk.replace("content/holidays/vn.yaml", "first: 2025, last: 2027", "first: -32768, last: 32767");
    desk.refused(1, None, &["bad-value", "content/holidays/vn.yaml:1:8"]);
    let desk = Desk::new();
    desk.replace("quyche.yaml", "language: vi", "language: vi\nfirst_year: 1");
    desk.refused(1, None, &["bad-value", "quyche.yaml:5:13"]);
    // Thousands of unknown names, each like thousands of known ones; and as many findings as make no sense to print.
    let desk = Desk::new();
    let rows: String =
        (0..20_000).map(|n| format!("      - {{who: x{n:06}, relation: owner, quote: \"Phòng Kho\"}}\n")).collect();
    desk.write("content/duties.yaml", format!("duties:\n  - provision: A.1\n    bearers:\n{rows}"));
    desk.refused(1, None, &["unknown-actor"]);
}
