//! What readers are told of what `check` finds: what speaks of the published text, and nothing of the clerk's files.

use std::path::Path;

use quyche::diagnostic::{Audience, Code};

use super::{DAY, build, common, page, quyche, words};

fn text_of(output: std::process::Output) -> String {
    String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
}

/// The real office with slips in files readers never see.
fn careless(name: &str) -> std::path::PathBuf {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&project);
    common::copy_folder(&common::root().join("content"), &project.join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), project.join("quyche.yaml")).unwrap();
    let content = project.join("content");
    let page = "---\ntitle: \"Hỏi đáp\"\n---\n\nHỏi chị Lan, máy 0905 123 456.\n\n![sơ đồ phòng](so-do.png)\n";
    std::fs::write(content.join("pages/hoi-dap.md"), page).unwrap();
    std::fs::write(content.join("ghichu.txt"), "việc riêng").unwrap();
    let synonyms = "synonyms:\n  - {text: \"chữ không đâu có\", typed: \"abc\"}\n";
    std::fs::write(content.join("synonyms.yaml"), synonyms).unwrap();
    std::fs::write(
        content.join("decisions/1-2022.yaml"),
        "number: \"1/QĐ-VPUBND\"\nsigned: 2022-05-05\neffective_from: 2022-05-01\nissuer: \"Văn phòng\"\nsummary: \"Việc khác\"\n",
    )
    .unwrap();
    project
}

#[test]
fn slips_in_the_clerks_files_are_told_on_the_console_and_to_no_reader() {
    let project = careless("careless");
    let checked = text_of(quyche(&["-C", project.to_str().unwrap(), "--date", DAY, "check"]));
    let codes = ["unknown-file", "personal-data", "page-picture", "synonym-unknown", "decision-before-signing"];
    for code in codes {
        assert!(checked.contains(&format!("[{code}]")), "{code}: {checked}");
    }
    let target = project.join("output");
    build(&project, &target);
    for (path, bytes) in common::files(&target) {
        let text = String::from_utf8_lossy(&bytes);
        // The page with the number is the clerk's own; the search shows what stands on pages.
        let own = path == "hoi-dap.html" || path.starts_with("assets/");
        assert!(own || !text.contains("0905 123 456"), "{path} repeats the number");
        assert!(!text.contains("ghichu"), "{path} tells of a file nobody publishes");
        // The search knows the synonyms, that is what they are for.
        assert!(path.starts_with("assets/") || !text.contains("chữ không đâu có"), "{path} tells of a synonym");
    }
    let open = std::fs::read_to_string(target.join("diem-chua-ro.html")).unwrap();
    assert!(!codes.iter().any(|code| open.contains(code)), "{open}");
    // They add nothing to what the page and the home page count.
    assert_eq!(count(&open), count(&page("diem-chua-ro.html")));
}

/// The number after the title.
fn count(html: &str) -> usize {
    let title = html.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    words(title).split_whitespace().next_back().unwrap().parse().unwrap()
}

/// The number after a heading of the page.
fn counted(html: &str, id: &str) -> usize {
    let section = html.split(&format!("id=\"{id}\">")).nth(1).unwrap();
    let number = section.split("class=\"count\">").nth(1).unwrap();
    number.split('<').next().unwrap().parse().unwrap()
}

#[test]
fn what_check_and_the_page_both_count_is_the_same() {
    let root = common::root().to_str().unwrap();
    let checked = text_of(quyche(&["-C", root, "--date", DAY, "check"]));
    let open = page("diem-chua-ro.html");
    for (code, id) in [
        ("unit-never-named", "o-units"),
        ("undated", "o-undated"),
        ("collective-without-basis", "o-groups"),
        ("print-error", "o-print"),
    ] {
        assert_eq!(checked.matches(&format!("[{code}]")).count(), counted(&open, id), "{code}");
    }
    // What the shipped words stand for stands in the text, a comma within or not.
    assert!(!checked.contains("[synonym-unknown]"), "{checked}");
    // The console counts its warnings, and does not call them points of the text: the page counts those.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("counted-site");
    let target = target.to_str().unwrap();
    let built = text_of(quyche(&["-C", root, "--date", DAY, "-o", target, "build"]));
    let warnings = checked.matches("cảnh báo[").count();
    assert!(built.contains(&format!("{warnings} cảnh báo")) && !built.contains("chưa rõ"), "{built}");
}

#[test]
fn every_code_that_reaches_readers_has_a_title_in_both_languages_and_no_other() {
    let told: Vec<&str> =
        Code::ALL.iter().filter(|c| c.audience() == Audience::Readers).map(|code| code.as_str()).collect();
    for language in ["vi", "en"] {
        let file = common::root().join(format!("themes/default/strings/{language}.json"));
        let strings: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let titles: Vec<&str> = strings["open"]["codes"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut told = told.clone();
        let mut titles = titles.clone();
        told.sort_unstable();
        titles.sort_unstable();
        assert_eq!(told, titles, "{language}");
    }
}
