//! The program from outside: whole stdout and stderr, and the exit code (0 ok, 1 content, 2 usage).
//!
//! `SNAPSHOTS=overwrite cargo test --test cli` writes the golden files of tests/cli anew.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

#[path = "faults/case.rs"]
#[allow(dead_code, reason = "the edits are used here, the goldens in tests/faults.rs")]
mod case;
mod common;

use std::path::Path;
use std::process::Command;

use snapbox::{Assert, Data};

/// Runs the program in `folder` and compares everything it says with a golden file.
fn golden(name: &str, folder: &Path, args: &[&str]) {
    let expected = Data::read_from(&common::root().join(format!("tests/cli/{name}.txt")), None);
    Assert::new().action_env("SNAPSHOTS").normalize_paths(false).eq(said(folder, args), expected);
}

fn said(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(args)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    format!(
        "$ quyche {}\n[{code}]\n--- stdout\n{}--- stderr\n{}",
        args.join(" "),
        text(output.stdout),
        text(output.stderr)
    )
}

fn base() -> std::path::PathBuf {
    case::folder().join("base")
}

const DAY: [&str; 2] = ["--date", "2026-01-05"];

#[test]
fn help() {
    golden("help", &base(), &["--help"]);
}

#[test]
fn explanations() {
    golden("explain", &base(), &["explain", "quote-not-found"]);
    golden("explain-unknown", &base(), &["explain", "quote-notfound"]);
    golden("explain-unknown-en", &base(), &["explain", "zzz", "--lang", "en"]);
}

/// Each verb and flag is there, and each other name of a verb; and a shell does with the script what it is for.
#[test]
fn completions_are_of_every_name() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&base(), &["completions", shell]);
        for word in ["[0]", "holidays", "ngay-nghi", "kiem-tra", "strict", "allow-lost"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let typed = |words: &str, place: usize| {
        let program = env!("CARGO_BIN_EXE_quyche");
        let shell = format!(
            "eval \"$('{program}' goi-y bash)\"; COMP_WORDS=({words}); COMP_CWORD={place}; \
             _quyche quyche \"${{COMP_WORDS[{place}]}}\" \"${{COMP_WORDS[{place} - 1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let output = Command::new("bash").args(["-c", &shell]).output().unwrap();
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    };
    assert_eq!(typed("quyche kie", 1), "kiem-tra");
    assert_eq!(typed("quyche check --st", 2), "--strict");
    assert_eq!(typed("quyche cong-bo --allow", 2), "--allow-lost");
    assert_eq!(typed("quyche --lang ", 2), "vi en");
}

/// A day that has passed is nobody's next one; and who helps with a piece of work is told its day, as on the page.
#[test]
fn who_gives_the_next_day() {
    let who = |actor| said(common::root(), &["who", actor, "--date", "2026-11-28"]);
    let head = who("truong-phong");
    assert!(!head.contains("27/11/2026") && head.contains("29/11/2027"), "{head}");
    assert!(who("p-kinh-te").contains("24/12/2026"));
}

/// What a program reads: stdout is JSON and nothing else, whatever is found on the way.
#[test]
fn every_verb_gives_programs_an_object() {
    let data = |folder: &Path, args: &[&str]| {
        let said = said(folder, args);
        said.split("--- stdout\n").nth(1).unwrap().split("--- stderr\n").next().unwrap().to_owned()
    };
    let json = |folder: &Path, args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&data(folder, args)).unwrap_or_else(|e| panic!("{args:?}: {e}"))
    };
    let explained = json(&base(), &["explain", "quote-not-found", "--json"]);
    assert_eq!((&explained["code"], &explained["severity"]), (&"quote-not-found".into(), &"error".into()));
    assert!(explained["example"].as_str().unwrap().contains("[quote-not-found]"), "{explained}");
    assert!(json(&base(), &["explain", "--json"]).as_array().unwrap().len() > 50);
    let keys = json(&base(), &["explain", "units.yaml", "--json"]);
    assert!(keys["keys"][0]["key"] == "units" && keys["keys"][0]["keys"].as_array().unwrap().len() > 3, "{keys}");
    let dir = tempfile::tempdir().unwrap();
    let new = dir.path().join("mới");
    let began = json(dir.path(), &["init", new.to_str().unwrap(), "--json"]);
    assert!(began["written"].as_array().unwrap().len() > 8, "{began}");
    let decision = json(&new, &["init", "decision", "2-2026", "--json", "--date", "2026-01-05"]);
    assert!(decision["written"][0].as_str().unwrap().ends_with("2-2026.yaml"), "{decision}");
    std::fs::remove_file(new.join("content/decisions/2-2026.yaml")).unwrap();
    let file = json(&new, &["holidays", "2031", "--write", "--json"]);
    assert!(file["written"][0].as_str().unwrap().ends_with("2031.yaml"), "{file}");
    assert!(said(&new, &["holidays", "2031", "--write"]).contains("không ghi đè"));
    let holidays = new.join("content/holidays");
    std::fs::rename(holidays.join("2031.yaml"), holidays.join("le-tet.yaml")).unwrap();
    let twice = said(&new, &["holidays", "2031", "--write"]);
    assert!(twice.contains("[2]") && twice.contains("le-tet.yaml:") && twice.contains("đã có năm 2031"), "{twice}");
    assert!(!holidays.join("2031.yaml").exists());
    let completions = json(&new, &["completions", "fish", "--json"]);
    assert!(completions["shell"] == "fish" && completions["script"].as_str().unwrap().contains("kiem-tra"));
    // The second finds what the first wrote, and there is nothing to add to it.
    for _ in 0..2 {
        let schemas = json(&new, &["schema", "--write", "--json"]);
        assert!(
            schemas["written"][0].as_str().unwrap().ends_with("schema") && schemas["settings"].is_null(),
            "{schemas}"
        );
    }
    let built = json(&new, &["build", "--json", "--date", "2026-01-05", "-q"]);
    assert!(built["files"].as_u64() > Some(50) && built["written"] == built["files"], "{built}");
    assert_eq!(json(&new, &["build", "--json", "--date", "2026-01-05"])["written"], 0);
    // A year that is not loaded is told on the way, and is no part of the object.
    assert!(json(&new, &["build", "--json", "--date", "2030-06-05"])["files"].as_u64() > Some(50));
    // Findings are one object a line, and `--quiet` keeps back messages alone.
    std::fs::write(new.join("content/ghichu.txt"), "").unwrap();
    for quiet in [&[][..], &["-q"]] {
        let lines = data(&new, &[&["check", "--json", "--date", "2026-01-05"], quiet].concat());
        let all: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert!(matches!(&all[..], [one] if one["code"] == "unknown-file"), "{quiet:?}: {lines}");
    }
}

#[test]
fn a_sound_project() {
    golden("check", &base(), &["check", DAY[0], DAY[1]]);
    golden("check-en", &base(), &["check", DAY[0], DAY[1], "--lang", "en"]);
    golden("outline", &base(), &["outline", DAY[0], DAY[1]]);
    golden("calendar", &base(), &["calendar", "--from", "2026-01-01", "--to", "2026-03-31", DAY[0], DAY[1]]);
    golden("calendar-en", &base(), &["calendar", "--month", "2026-01", DAY[0], DAY[1], "--lang", "en"]);
    golden("who", &base(), &["who", "truong-phong", DAY[0], DAY[1]]);
    golden("who-en", &base(), &["who", "truong-phong", DAY[0], DAY[1], "--lang", "en"]);
}

/// A meeting that is not held, in a list and explained: every word of the program in the language asked for.
#[test]
fn a_cancelled_meeting_is_told_in_either_language() {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&base(), dir.path());
    let log = "overrides:\n  - {occurrence: giao-ban/2026-03-w4, action: cancel, ref: \"TB 15\", issued: 2026-03-12}\n";
    std::fs::write(dir.path().join("content/overrides.yaml"), log).unwrap();
    let days = ["calendar", "--from", "2026-03-27", "--to", "2026-03-31", "--date", "2026-03-20"];
    let explained = ["calendar", "--explain", "giao-ban/2026-03-w4", "--date", "2026-03-20"];
    for (name, lang) in [("cancelled", "vi"), ("cancelled-en", "en")] {
        golden(name, dir.path(), &[&days[..], &["--lang", lang]].concat());
        golden(&format!("{name}-explained"), dir.path(), &[&explained[..], &["--lang", lang]].concat());
    }
    let unknown = said(dir.path(), &["calendar", "--explain", "zzz", "--lang", "en"]);
    assert!(unknown.contains("`quyche calendar` lists them"), "{unknown}");
}

#[test]
fn a_broken_project() {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&base(), dir.path());
    case::replace(&dir.path().join("content/units.yaml"), "name: \"Phòng Xe\"", "nmae: \"Phòng Xe\"");
    case::replace(&dir.path().join("content/duties.yaml"), "\"Phòng Xe gửi báo cáo\"", "\"Phòng Xe nộp báo cáo\"");
    golden("broken", dir.path(), &["check", DAY[0], DAY[1]]);
    golden("broken-en", dir.path(), &["check", DAY[0], DAY[1], "--lang", "en"]);
    golden("broken-who", dir.path(), &["who", "giam-doc", DAY[0], DAY[1], "--quiet"]);
}

/// Of many findings the last lines are what is seen, and say where the first one is.
#[test]
fn where_there_are_many_findings_the_last_line_says_where_to_begin() {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&base(), dir.path());
    let file = dir.path().join("content/duties.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("who:", "whom:").replace("quote:", "quot:")).unwrap();
    let check = || said(dir.path(), &["check", DAY[0], DAY[1], "--lang", "en"]);
    let (all, place) = (check(), |text: &str| text.split("╭▸ ").nth(1).unwrap().lines().next().unwrap().to_owned());
    assert!(all.ends_with(&format!("beginning at {}, and run again\n", place(&all))), "{all}");
    std::fs::write(&file, text.replacen("who:", "whom:", 1)).unwrap();
    assert!(!check().contains("beginning at"), "of a few nothing need be said");
}

#[test]
fn who_does_not_guess() {
    golden("who-unknown", &base(), &["who", "giamdoc", DAY[0], DAY[1]]);
    golden("who-nobody", &base(), &["who", "bo-truong", DAY[0], DAY[1], "--lang", "en"]);
}

#[test]
fn a_day_that_nobody_has_set_is_no_date() {
    let table = said(common::root(), &["who", "cvp", "--date", "2026-01-20", "--quiet"]);
    let line = table.lines().find(|l| l.contains("chủ trì hội ý lãnh đạo")).unwrap();
    assert!(line.ends_with("» → văn bản không ấn định ngày"), "{line}");
}

#[test]
fn a_name_or_short_form_does_for_an_id() {
    let by_id = said(&base(), &["who", "p-xe", DAY[0], DAY[1]]);
    for word in ["Phòng Xe", "phòng xe", "Đội Xe"] {
        let by_name = said(&base(), &["who", word, DAY[0], DAY[1]]);
        assert_eq!(by_name.split_once('\n').unwrap().1, by_id.split_once('\n').unwrap().1, "{word}");
    }
}

#[test]
fn the_verbs_have_vietnamese_names() {
    let verbs: [(&str, &str, &[&str]); 5] = [
        ("check", "kiem-tra", &DAY),
        ("outline", "muc-luc", &DAY),
        ("who", "ai", &["p-kho", "--date", "2026-01-05"]),
        ("calendar", "lich", &DAY),
        ("explain", "giai-thich", &["bad-date"]),
    ];
    for (english, vietnamese, args) in verbs {
        let run = |verb| said(&base(), &[&[verb], args].concat());
        assert_eq!(
            run(english).split_once('\n').unwrap().1,
            run(vietnamese).split_once('\n').unwrap().1,
            "{english} {vietnamese}"
        );
    }
}

#[test]
fn a_day_that_is_none_is_a_fault_of_the_call() {
    for (n, args) in [
        ["check", "--date", "30/02"],
        ["check", "--date", "2026-02-30"],
        ["calendar", "--from", "hôm nay"],
        ["calendar", "--to", "2026-1-5"],
    ]
    .iter()
    .enumerate()
    {
        golden(&format!("bad-day-{n}"), &base(), args);
    }
    for (n, limit) in ["3", "257", "nhiều"].iter().enumerate() {
        golden(&format!("bad-file-limit-{n}"), &base(), &["check", "--file-limit", limit]);
    }
    golden("days-swapped", &base(), &["calendar", "--from", "2026-03-01", "--to", "2026-02-01", DAY[0], DAY[1]]);
}

#[test]
fn no_project_is_a_fault_of_the_call_with_the_next_step() {
    let dir = tempfile::tempdir().unwrap();
    golden("no-project", dir.path(), &["check"]);
    golden("no-folder", dir.path(), &["check", "-C", "khong-co", "--lang", "en"]);
    std::fs::create_dir(dir.path().join("quyche.yaml")).unwrap();
    golden("config-is-a-folder", dir.path(), &["check"]);
    std::fs::remove_dir(dir.path().join("quyche.yaml")).unwrap();
    std::fs::copy(base().join("quyche.yaml"), dir.path().join("quyche.yaml")).unwrap();
    golden("no-content", dir.path(), &["check"]);
    std::fs::write(dir.path().join("content"), "x").unwrap();
    golden("content-is-a-file", dir.path(), &["check"]);
    std::fs::remove_file(dir.path().join("content")).unwrap();
    std::fs::create_dir(dir.path().join("content")).unwrap();
    golden("content-is-empty", dir.path(), &["check"]);
}

#[test]
fn strict_makes_a_warning_an_error() {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&base(), dir.path());
    std::fs::write(dir.path().join("content/ghi-chu.txt"), "x").unwrap();
    golden("warning", dir.path(), &["check", DAY[0], DAY[1]]);
    golden("strict", dir.path(), &["check", DAY[0], DAY[1], "--strict"]);
    // No less is looked for: a link to nowhere is found beside the warning.
    std::fs::create_dir_all(dir.path().join("content/pages")).unwrap();
    std::fs::write(dir.path().join("content/pages/lien-he.md"), "---\ntitle: \"Liên hệ\"\n---\n\n[a](b.html)\n")
        .unwrap();
    let strict = said(dir.path(), &["check", DAY[0], DAY[1], "--strict"]);
    assert!(strict.contains("dead-link") && strict.contains("[1]"), "{strict}");
}

#[test]
fn a_unit_is_not_said_to_bear_nothing_while_an_entry_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&base(), dir.path());
    let entry = "  - provision: B.II.c\n    bearers:\n      - {who: p-kho, relation: reports_to, to: [giam-doc], quote: \"Phòng Kho gửi báo cáo tồn kho\"}\n";
    case::replace(&dir.path().join("content/duties.yaml"), entry, "");
    let told = said(dir.path(), &["check", DAY[0], DAY[1]]);
    assert!(told.contains("provision-without-bearer") && !told.contains("unit-never-named"), "{told}");
}

#[test]
fn a_list_of_days_has_no_date_that_stands_on_none_of_them() {
    let dir = tempfile::tempdir().unwrap();
    case::copy(&base(), dir.path());
    let entry = |to: &str, issued: &str| {
        format!("  - {{occurrence: giao-ban/2026-03-w4, action: move, to: {to}, ref: \"TB\", issued: {issued}}}\n")
    };
    let log = format!("overrides:\n{}{}", entry("2026-04-02", "2026-03-12"), entry("2026-03-30", "2026-03-13"));
    std::fs::write(dir.path().join("content/overrides.yaml"), log).unwrap();
    let on = |day: &str, more: &[&str]| {
        let days = ["calendar", "--from", day, "--to", day, "--date", "2026-03-20"];
        said(dir.path(), &[&days[..], more].concat()).contains("giao-ban/2026-03-w4")
    };
    assert!(on("2026-03-27", &[]) && on("2026-03-30", &[]) && !on("2026-04-02", &[]) && !on("2026-04-02", &["--json"]));
}
