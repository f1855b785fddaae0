//! What the commands say, word for word, and what they touch.

use super::*;
use snapbox::{Assert, Data};

/// Everything a run says, the folder of the test as DIR.
fn said(desk: &Desk, project: &str, args: &[&str]) -> String {
    let output = desk.run(project, args);
    let dir = desk.dir.path().canonicalize().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap().replace(dir.to_str().unwrap(), "DIR");
    let code = output.status.code().unwrap();
    // How long a run takes decides whether it says what it is doing.
    let steps = ["đọc nội dung…", "dựng trang…", "ghi trang…", "công bố…"];
    let steps =
        [&steps[..], &["reading the content…", "building the pages…", "writing the site…", "publishing…"]].concat();
    let errors = text(output.stderr);
    let errors: String = errors.lines().filter(|l| !steps.contains(l)).map(|l| format!("{l}\n")).collect();
    format!("$ quyche {}\n[{code}]\n--- stdout\n{}--- stderr\n{errors}\n", args.join(" "), text(output.stdout))
}

fn golden(name: &str, said: &str) {
    let expected = Data::read_from(&common::root().join(format!("tests/publish/{name}.txt")), None);
    Assert::new().action_env("SNAPSHOTS").normalize_paths(false).eq(said.to_owned(), expected);
}

#[test]
fn a_clerks_walk_in_both_languages() {
    for lang in ["vi", "en"] {
        let desk = Desk::new();
        let mut text = String::new();
        let mut step = |project: &str, args: &[&str]| {
            text += &said(&desk, project, &[args, &["--lang", lang]].concat());
        };
        step(ONE, &["publish"]);
        step(ONE, &["publish", "out/www", "--dry-run"]);
        step(ONE, &["publish", "out/www", "--yes"]);
        step(ONE, &["publish", "out/www", "--yes"]);
        fs::write(desk.target().join("tim.html"), "by hand").unwrap();
        fs::write(desk.target().join("CNAME"), "x").unwrap();
        step(TWO, &["publish", "out/www"]);
        step(TWO, &["publish", "out/www", "--yes"]);
        step(TWO, &["build", "-o", "out/www"]);
        step(TWO, &["rollback", "-o", "out/www", "--list"]);
        step(TWO, &["rollback", "-o", "out/www"]);
        step(TWO, &["rollback", "-o", "out/www", "7"]);
        golden(&format!("walk-{lang}"), &text);
    }
}

#[test]
fn a_lost_page_is_refused_with_the_list_and_what_to_do() {
    for lang in ["vi", "en"] {
        let desk = Desk::new();
        desk.publish(ONE, &[]);
        let before = (desk.beside(), common::files(&desk.target()));
        fs::remove_file(desk.path("one/content/pages/gioi-thieu.md")).unwrap();
        let mut text = said(&desk, ONE, &["publish", "out/www", "--yes", "--lang", lang]);
        assert!(text.contains("\n[1]\n"));
        assert_eq!((desk.beside(), common::files(&desk.target())), before);
        text += &said(&desk, ONE, &["publish", "out/www", "--yes", "--allow-lost", "  ", "--lang", lang]);
        golden(&format!("lost-{lang}"), &text);
        desk.publish(ONE, &["--allow-lost", "đã chuyển sang cổng thông tin"]);
        assert!(!desk.target().join("gioi-thieu.html").exists());
        let log = fs::read_to_string(desk.path("out/.quyche-releases-www/log.jsonl")).unwrap();
        assert!(log.contains("đã chuyển sang cổng thông tin") && log.contains("gioi-thieu.html"));
    }
}

/// At New Year the calendar of the year before was published: a project begun with `init` keeps it with nothing edited, and the
/// clerk of one that does not say its first year is told what to write, and it is enough.
#[test]
fn a_new_year_takes_no_page_away() {
    let desk = Desk::new();
    let on = |day: &str, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
        command.current_dir(desk.dir.path()).args(["--date", day]).args(args).output().unwrap()
    };
    assert!(on("2026-12-30", &["init", "p"]).status.success());
    let publish = ["-C", "p", "publish", "www", "--yes"];
    for day in ["2026-12-30", "2027-01-04", "2028-01-04"] {
        let done = on(day, &publish);
        assert!(done.status.success(), "{day}: {}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(desk.path("www/lich/2026-01.html").exists());
    case::replace(&desk.path("p/quyche.yaml"), "first_year: 2026", "");
    let refused = on("2028-01-04", &publish);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("first_year: 2026") && said.contains("quyche.yaml"), "{said}");
    assert!(!said.contains("khôi phục điều khoản"), "{said}");
    case::replace(&desk.path("p/quyche.yaml"), "theme: default", "theme: default\nfirst_year: 2026");
    let done = on("2028-01-05", &publish);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A term taken out of the glossary was cited: the clerk is told what to write, and it is enough.
#[test]
fn a_term_taken_out_keeps_its_place_once_it_is_named() {
    let desk = Desk::new();
    desk.publish(ONE, &[]);
    let glossary = desk.path("one/content/glossary.yaml");
    case::replace(&glossary, "hằng tháng", "mỗi tháng");
    let before = (desk.beside(), common::files(&desk.target()));
    for lang in ["vi", "en"] {
        let said = said(&desk, ONE, &["publish", "out/www", "--yes", "--lang", lang]);
        assert!(said.contains("\n[1]\n") && said.contains("thuat-ngu.html: #hang-thang"), "{said}");
        assert!(said.contains("former") && said.contains("content/glossary.yaml"), "{said}");
        assert_eq!((desk.beside(), common::files(&desk.target())), before);
    }
    case::replace(&glossary, "obsolete:", "former: [{term: \"hằng tháng\", note: \"nay là mỗi tháng\"}]\nobsolete:");
    desk.publish(ONE, &[]);
    let page = || fs::read_to_string(desk.target().join("thuat-ngu.html")).unwrap();
    assert!(page().contains("<div id=\"hang-thang\">") && page().contains("nay là mỗi tháng"));
    // A word that has lost its object keeps its place as well, and so does one that is listed again.
    let expired = "obsolete: [{term: \"mỗi tháng\", since: 2025-06-01, reason: \"Không dùng nữa\"}]";
    let text = fs::read_to_string(&glossary).unwrap();
    let entry = text.lines().find(|l| l.contains("mỗi tháng một lần")).unwrap();
    fs::write(&glossary, text.replace(entry, "").replace("terms:", "terms: []").replace("obsolete: []", expired))
        .unwrap();
    desk.publish(ONE, &[]);
    assert!(page().contains("<div id=\"moi-thang\">") && page().contains("Không dùng nữa"));
    let again = "terms: [{term: \"hằng tháng\", meaning: \"mỗi tháng một lần\", defined: false}]";
    case::replace(&glossary, "terms: []", again);
    desk.publish(ONE, &[]);
    assert_eq!(page().matches("id=\"hang-thang").count(), 1);
}

#[test]
fn a_dry_run_touches_nothing() {
    let desk = Desk::new();
    let listed = || common::files(desk.dir.path());
    let before = listed();
    assert_eq!(desk.run(ONE, &["publish", "out/www", "--dry-run"]).status.code(), Some(0));
    assert_eq!(listed(), before);
    assert!(!desk.path("out").exists());
    desk.publish(ONE, &[]);
    let (before, seen) = (listed(), fs::metadata(desk.path("out")).unwrap().modified().unwrap());
    assert_eq!(desk.run(TWO, &["cong-bo", "out/www", "--dry-run", "--json"]).status.code(), Some(0));
    assert_eq!((listed(), fs::metadata(desk.path("out")).unwrap().modified().unwrap()), (before, seen));
}

#[test]
fn the_keys_of_the_json_are_those_the_manual_names() {
    let desk = Desk::new();
    let read = |project: &str, args: &[&str]| -> serde_json::Value {
        serde_json::from_slice(&desk.run(project, &[args, &["--json"]].concat()).stdout).unwrap()
    };
    let first = read(ONE, &["publish", "out/www", "--yes"]);
    assert_eq!((first["published"].as_bool(), first["publication"].as_u64()), (Some(true), Some(1)));
    let dry = read(TWO, &["publish", "out/www", "--dry-run"]);
    assert_eq!((dry["published"].as_bool(), dry["replaced"].as_u64()), (Some(false), Some(1)));
    assert!(dry["pages"]["changed"].as_array().unwrap().iter().any(|p| p == "don-vi/p-xe.html"));
    desk.publish(TWO, &[]);
    let list = read(TWO, &["rollback", "-o", "out/www", "--list"]);
    let back = read(TWO, &["quay-lai", "-o", "out/www"]);
    assert_eq!((list["live"]["number"].as_u64(), back["live"]["number"].as_u64()), (Some(2), Some(1)));
    let manual = fs::read_to_string(common::root().join("README.md")).unwrap();
    for (value, lead) in
        [(&first, "`publish --json`"), (&back, "`rollback --json`"), (&list, "`rollback --list --json`")]
    {
        let line = manual.split(lead).nth(1).unwrap_or_else(|| panic!("README.md tells the keys of {lead}"));
        let line = line.split(" ·\n").next().unwrap();
        for key in value.as_object().unwrap().keys() {
            assert!(line.contains(&format!("`{key}`")), "{lead} lacks `{key}`");
        }
    }
}

#[test]
fn the_folder_may_stand_in_the_configuration_and_content_with_errors_is_not_published() {
    let desk = Desk::new();
    let config = desk.path("one/quyche.yaml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("{text}\npublish_to: ../out/www\n")).unwrap();
    assert!(desk.run(ONE, &["publish", "--yes"]).status.success());
    assert!(desk.target().join("index.html").exists());
    desk.publish(TWO, &[]);
    case::replace(&desk.path("one/content/units.yaml"), "name: \"Phòng Xe\"", "nmae: \"Phòng Xe\"");
    let before = common::files(&desk.target());
    assert_eq!(desk.run(ONE, &["publish", "--yes"]).status.code(), Some(1));
    assert_eq!(common::files(&desk.target()), before);
    // A faulty content is when a rollback is wanted.
    assert_eq!(desk.run(ONE, &["rollback"]).status.code(), Some(0));
    fs::write(&config, format!("{text}\npublish_to: https://noi-bo.example\n")).unwrap();
    assert_eq!(desk.run(ONE, &["publish", "--yes"]).status.code(), Some(1));
}

#[test]
fn what_took_effect_since_the_last_publication_is_announced() {
    let dir = TempDir::new().unwrap();
    let project = common::root().join("tests/example");
    let run = |date: &str, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
        let output =
            command.arg("-C").arg(&project).args(["--date", date, "publish"]).arg(dir.path().join("www")).args(args);
        String::from_utf8(output.output().unwrap().stdout).unwrap()
    };
    let first = run("2026-12-01", &["--yes"]);
    assert!(!first.contains("Quyết định có hiệu lực"), "{first}");
    let second: serde_json::Value = serde_json::from_str(&run("2027-03-01", &["--yes", "--json"])).unwrap();
    let decisions = second["decisions"]["in_effect"].as_array().unwrap();
    let said = second["announcement"].as_str().unwrap();
    assert!(!decisions.is_empty());
    assert_eq!(said.matches("Quyết định có hiệu lực từ ngày").count(), decisions.len(), "{said}");
}

#[test]
fn a_terminal_is_asked_and_only_yes_is_yes() {
    if Command::new("script").arg("--version").output().is_err() {
        eprintln!("not tried: this machine has no `script` to make a terminal");
        return;
    }
    let desk = Desk::new();
    for (answer, published) in [("", false), ("khong", false), ("co", true)] {
        let line = format!("{} -C one --date 2026-01-05 publish out/www", env!("CARGO_BIN_EXE_quyche"));
        let mut child = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .current_dir(desk.dir.path())
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        use std::io::Write;
        child.stdin.take().unwrap().write_all(format!("{answer}\n").as_bytes()).unwrap();
        child.wait().unwrap();
        assert_eq!(desk.target().exists(), published, "{answer:?}");
    }
}
