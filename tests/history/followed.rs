//! A rule that followed another under its id: whoever tells of a date tells of the rule that held on it, wherever the two stand
//! in the file.

use std::process::Command;

use crate::pages::site;
use crate::scene::Scene;

/// The small office with pairs of rules of one id, the later one first.
fn scene() -> Scene {
    let pair = |id: &str, title: &str, change: &str, later: &str, earlier: &str| {
        let clause = "cite: B.II.1.a, quote: \"Trung tâm họp giao ban\"";
        let one = |word: &str, rest: &str| format!("\\n  - {{id: {id}, title: \"{title} {word}\", {clause}, {rest}}}");
        let later = one("sau", &format!("{later}, valid_from: {change}"));
        later + &one("trước", &format!("{earlier}, valid_to: {change}"))
    };
    let weekly = "kind: report, when: {every: week, weekday: wed}, who: cac-phong";
    let ended = pair("tuan", "Báo cáo tuần", "2026-03-01", &format!("{weekly}, valid_to: 2026-06-01"), weekly);
    let monthly = |chair: &str| format!("kind: meeting, when: {{every: month, day: 31}}, chair: {chair}");
    let chaired = pair("hop", "Họp tháng", "2026-07-01", &monthly("pho-giam-doc"), &monthly("giam-doc"));
    let quota = "kind: meeting, when: {every: month, times: 1}, who: giam-doc";
    let quota = pair("hoi-y", "Hội ý", "2027-01-01", quota, quota);
    let last = "    who: cac-phong\\n    to: [p-tong-hop]";
    Scene::small(&format!("calendar.yaml\t{last}\t{last}{ended}{chaired}{quota}\n"), &[])
}

#[test]
fn pages_tell_of_the_rule_of_the_day() {
    let scene = scene();
    let page = site(&scene, "2026-02-02");
    let undated = page("lich/khong-ngay.html");
    for (title, other) in [("Báo cáo tuần trước", "Báo cáo tuần sau"), ("Hội ý trước", "Hội ý sau")]
    {
        assert!(undated.contains(title) && !undated.contains(other), "{title}");
    }
    let page = site(&scene, "2026-08-03");
    let undated = page("lich/khong-ngay.html");
    assert!(undated.contains("Báo cáo tuần sau") && !undated.contains("Báo cáo tuần trước"), "the last that held");
    let gone = page("lich/2026-06.html");
    let gone = gone.split("<li ").find(|li| li.contains("Báo cáo tuần") && li.contains("01/06/2026")).unwrap();
    assert!(gone.contains("Báo cáo tuần sau"), "{gone}");
    let year = |year: i16| page(&format!("lich/{year}.html")).contains("Hội ý sau");
    assert!(!year(2026) && year(2027), "what is still to be set");
}

#[test]
fn the_list_names_the_chair_of_the_day() {
    let scene = scene();
    let list = |from: &str, to: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
        command.arg("-C").arg(scene.root()).args(["calendar", "--date", "2026-02-02", "--from", from, "--to", to]);
        let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
        text.lines().find(|l| l.contains("(hop/")).unwrap().to_owned()
    };
    // Both are a Sunday or a Saturday, and wait for whoever chairs.
    let (may, october) = (list("2026-05-01", "2026-06-02"), list("2026-10-01", "2026-11-03"));
    assert!(may.contains("Họp tháng trước") && may.contains("chờ Giám đốc quyết định"), "{may}");
    assert!(october.contains("Họp tháng sau") && october.contains("chờ Phó Giám đốc quyết định"), "{october}");
}

#[test]
fn the_weeks_the_readings_part_in_are_those_of_the_days_of_each_rule() {
    let end = "    limit: exact\\n    who: giam-doc\\n    chair: giam-doc\\n    attendees: [truong-phong]";
    let differing = |edits: &str| {
        let scene = Scene::small(edits, &[]);
        let page = site(&scene, "2026-09-01")("lich/cach-tinh.html");
        let from = page.find("id=\"khac-nhau\"").unwrap_or_else(|| panic!("nowhere"));
        page[from..].split("<h2").next().unwrap().to_owned()
    };
    let plain = differing("");
    let days = |page: &str| page.matches("<b><time").count();
    assert!(plain.contains("/01/2026") && plain.matches("<h4>").count() == 1, "{plain}");
    let later = "  - {id: giao-ban, title: \"Họp giao ban\", kind: meeting, cite: B.II.1.a, quote: \"vào thứ Sáu của tuần thứ hai và tuần thứ tư của tháng\", when: {every: month, week: [2, 4], weekday: fri}, limit: exact, chair: giam-doc, valid_from: 2026-07-01}";
    let two = differing(&format!("calendar.yaml\t{end}\t    valid_to: 2026-07-01\\n{end}\\n\\n{later}\n"));
    assert_eq!(days(&two), days(&plain), "{two}");
    assert_eq!(two, plain, "one entry, each week once");
}
