//! `quyche explain`: every code has an example, and the example is what the program says to the planted slip of that code.
//! `SNAPSHOTS=overwrite cargo test --test faults` writes src/diagnostic/examples anew.

use std::path::Path;
use std::process::Command;

use quyche::diagnostic::{Code, Format, Lang, Report, show};
use snapbox::{Assert, Data};

use crate::{case, common};

#[test]
fn every_example_gives_its_code_in_both_languages() {
    let golden = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
    let (slips, above) = (case::all("cases"), case::all("above"));
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let name = code.as_str();
        let named = slips.iter().find(|c| c.name == name).or_else(|| slips.iter().find(|c| c.code == name));
        let (case, program) = match named {
            Some(case) => (case, false),
            None => (above.iter().find(|c| c.code == name).unwrap_or_else(|| panic!("no case of {name}")), true),
        };
        let dir = tempfile::tempdir().unwrap();
        case::copy(&case::folder().join("base"), dir.path());
        case.apply(dir.path());
        let said = if program {
            [Lang::Vi, Lang::En].map(|l| by_program(dir.path(), name, l))
        } else {
            found(dir.path(), *code)
        };
        let text = format!("--- vi\n{}--- en\n{}", said[0], said[1]);
        // What to do stands with the finding, or, where nothing in the project is wrong, with the explanation.
        for (lang, said, words) in
            [(Lang::Vi, &said[0], ["cách sửa: ", "Việc cần làm: "]), (Lang::En, &said[1], ["help: ", "What to do: "])]
        {
            if !said.contains(name) || !(said.contains(words[0]) || code.explanation(lang).contains(words[1])) {
                wrong.push(format!("{name}: no finding with what to do:\n{said}"));
            }
        }
        let path = common::root().join(format!("src/diagnostic/examples/{name}.txt"));
        if let Err(e) = golden.try_eq(Some(&name), text.into(), Data::read_from(&path, None)) {
            wrong.push(e.to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The first finding of the code.
fn found(root: &Path, code: Code) -> [String; 2] {
    let (sources, report) = case::check(root);
    let mut one = Report::default();
    report.iter().filter(|d| d.code == code).take(1).for_each(|d| one.push(d.clone()));
    [Lang::Vi, Lang::En]
        .map(|lang| show(&one, &sources.files, lang, Format::Picture { color: false }).trim_end().to_owned() + "\n")
}

/// The same from outside, of what is only found where pages are made.
fn by_program(root: &Path, code: &str, lang: Lang) -> String {
    let lang = if lang == Lang::Vi { "vi" } else { "en" };
    let run = Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(["check", "--date", "2026-01-05", "--lang", lang, "-C"])
        .arg(root)
        .output()
        .unwrap();
    let text = String::from_utf8(run.stderr).unwrap();
    let finding = text.split("\n\n").find(|block| block.contains(&format!("[{code}]"))).unwrap_or_default();
    format!("{}\n", finding.trim_end())
}

#[test]
fn every_code_is_explained_in_the_language_asked_for() {
    for code in Code::ALL {
        for (lang, word) in [("vi", "Ví dụ"), ("en", "An example")] {
            let run = Command::new(env!("CARGO_BIN_EXE_quyche"))
                .args(["explain", code.as_str(), "--lang", lang])
                .output()
                .unwrap();
            let text = String::from_utf8(run.stdout).unwrap();
            assert!(
                run.status.success() && text.contains(word) && text.lines().count() > 6,
                "{}: {text}",
                code.as_str()
            );
        }
    }
}
