//! Dates that go to another month, or are counted anew, after they were published: nobody who corrects the calendar as he was told to
//! is stopped, and the anchor leads to a word about the date.

use std::fs;
use std::path::Path;

use super::{Command, Desk, case};

/// A project of `init` whose report is due every week on a Wednesday, published on a day.
fn office(desk: &Desk) {
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    let at = |path: &str| desk.path("p").join(path);
    let text = at("content/regulation/2026-01-05.md");
    case::replace(&text, "Báo cáo tháng của các phòng", "Báo cáo tuần của các phòng");
    case::replace(&text, "trước ngày 25 hằng tháng", "chậm nhất thứ Tư hằng tuần");
    case::replace(&at("content/duties.yaml"), "Báo cáo tháng của các phòng", "Báo cáo tuần của các phòng");
    let calendar = at("content/calendar.yaml");
    case::replace(&calendar, "trước ngày 25 hằng tháng", "chậm nhất thứ Tư hằng tuần");
    case::replace(&calendar, "when: {every: month, day: 25}\n    limit: before", WEDNESDAY);
    fs::write(at("quyche.yaml"), fs::read_to_string(at("quyche.yaml")).unwrap().replace("first_year", "# first_year"))
        .unwrap();
    case::replace(&at("quyche.yaml"), "theme: default", "theme: default\nfirst_year: 2026");
}

const WEDNESDAY: &str = "when: {every: week, weekday: wed}\n    limit: on_or_before";

/// Publishes and gives a page of the calendar.
fn published(desk: &Desk, day: &str, month: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.current_dir(desk.dir.path()).args(["-C", "p", "--date", day, "publish", "www", "--yes"]);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{day}: {}", String::from_utf8_lossy(&done.stderr));
    fs::read_to_string(desk.path("www/lich").join(month)).unwrap()
}

/// What the page says of an anchor in its list of dates it once had.
fn note<'p>(page: &'p str, anchor: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("<li id=\"{anchor}\">")).unwrap_or_else(|| panic!("no {anchor}"));
    rest.split_once("</li>").map_or(rest, |(note, _)| note)
}

/// The rule of an id in the calendar: ended on a day, and another with the same id from then on.
fn followed(calendar: &Path, id: &str, from: &str, changes: [&str; 2]) {
    let text = fs::read_to_string(calendar).unwrap();
    let at = text.find(&format!("  - id: {id}\n")).unwrap();
    let end = text[at..].find("\n\n").map_or(text.len(), |n| at + n);
    let rule = text[at..end].trim_end();
    let next = rule.replace(changes[0], changes[1]);
    assert_ne!(next, rule);
    let both = format!("{rule}\n    valid_to: {from}\n\n{next}\n    valid_from: {from}\n");
    fs::write(calendar, [&text[..at], &both, &text[end..]].concat()).unwrap();
}

#[test]
fn a_rule_that_goes_on_in_other_words_keeps_the_anchors_of_its_dates() {
    let desk = Desk::new();
    office(&desk);
    let before = published(&desk, "2026-06-01", "2027-09.html");
    assert!(before.contains("id=\"bao-cao-thang.2027-w39\""));
    // Wednesday 29/09/2027 becomes Friday 01/10/2027: the same week, another month.
    let calendar = desk.path("p/content/calendar.yaml");
    followed(&calendar, "bao-cao-thang", "2026-07-01", ["weekday: wed", "weekday: fri"]);
    // Week 2 and 4 of a month become every week: the dates are others, and so are those that follow the meeting.
    followed(&calendar, "giao-ban", "2027-01-01", ["every: month, week: [2, 4]", "every: week"]);
    let after = published(&desk, "2026-06-15", "2027-09.html");
    let moved = note(&after, "bao-cao-thang.2027-w39");
    assert!(moved.contains("29/09/2027") && moved.contains("dời sang") && moved.contains("01/10/2027"), "{moved}");
    let ended = note(&after, "giao-ban.2027-09-w2");
    assert!(ended.contains("10/09/2027") && ended.contains("01/01/2027"), "{ended}");
    let follows = note(&after, "thong-bao-ket-luan.2027-09-w2");
    assert!(follows.contains("15/09/2027") && follows.contains("01/01/2027"), "{follows}");
}

#[test]
fn a_notice_of_holidays_may_take_a_date_to_another_month_and_back() {
    let desk = Desk::new();
    office(&desk);
    let before = published(&desk, "2027-03-01", "2027-09.html");
    assert!(before.contains("id=\"bao-cao-thang.2027-w35\""));
    let holidays = desk.path("p/content/holidays/vn.yaml");
    let text = fs::read_to_string(&holidays).unwrap();
    let line = text.lines().find(|l| l.contains("date: 2027-09-03")).unwrap();
    let official = line.replace("2027-09-03", "2027-09-01").replace("projected", "official");
    fs::write(&holidays, text.replace(line, &official)).unwrap();
    let after = published(&desk, "2027-03-02", "2027-09.html");
    let moved = note(&after, "bao-cao-thang.2027-w35");
    assert!(moved.contains("01/09/2027") && moved.contains("31/08/2027"), "{moved}");
    // The notice is corrected: the date is on the page of its month again, and that it was on another is no reason to stop.
    fs::write(&holidays, text.replace("projected", "official")).unwrap();
    let again = published(&desk, "2027-03-03", "2027-09.html");
    assert!(again.contains("id=\"bao-cao-thang.2027-w35\"") && !again.contains("<li id=\"bao-cao-thang.2027-w35\">"));
}

#[test]
fn a_rule_corrected_into_another_month_is_told_of_and_stops_nobody() {
    let desk = Desk::new();
    office(&desk);
    let calendar = desk.path("p/content/calendar.yaml");
    published(&desk, "2026-06-01", "2026-07.html");
    // What the page of July had of Wednesdays is on the page of August, as the Monday or the other way round.
    case::replace(&calendar, WEDNESDAY, &WEDNESDAY.replace("wed", "mon"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.current_dir(desk.dir.path()).args(["-C", "p", "--date", "2026-06-01", "publish", "www", "--yes"]);
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(
        said.contains("nay ở trang của tháng khác") && said.contains("lich/2026-07.html #bao-cao-thang.2026-w27"),
        "{said}"
    );
}

/// Writes what was decided about single dates.
fn decided(desk: &Desk, entries: &[&str]) {
    let line = |(i, entry): (usize, &&str)| format!("  - {{{entry}, ref: \"TB {i}\", issued: 2026-09-02}}\n");
    let log: String = entries.iter().enumerate().map(line).collect();
    fs::write(desk.path("p/content/overrides.yaml"), format!("overrides:\n{log}")).unwrap();
}

#[test]
fn a_decision_leaves_a_word_in_every_month_a_date_stood_on_and_with_the_day_it_had_there() {
    let desk = Desk::new();
    office(&desk);
    let calendar = desk.path("p/content/calendar.yaml");
    // 31/10/2026 is a Saturday; what is due before 01/12 is due on Monday, 30/11.
    let rule = |id: &str, when: &str| {
        format!(
            "\n  - id: {id}\n    title: \"{id}\"\n    kind: meeting\n    cite: B.II.1.a\n    quote: \"Trung tâm họp giao ban\"\n    \
             when: {when}\n    who: giam-doc\n"
        )
    };
    let text = fs::read_to_string(&calendar).unwrap();
    let rolled = rule("lan-luot", "{every: year, month: 10, day: 31}\n    limit: exact\n    roll: following");
    let before = rule("truoc", "{every: year, month: 12, day: 1}\n    limit: before");
    fs::write(&calendar, text + &rolled + &before).unwrap();
    let shown = published(&desk, "2026-09-01", "2026-11.html");
    for anchor in ["lan-luot.2026", "truoc.2026"] {
        assert!(shown.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    let first = [
        "occurrence: lan-luot/2026, action: move, to: 2026-12-03",
        "occurrence: truoc/2026, action: move, to: 2026-12-02",
    ];
    // The meeting goes from 27/11 to 23/11, and what is counted from it from 02/12 to 27/11: back over the end of the month.
    let all = [first[0], first[1], "occurrence: giao-ban/2026-11-w4, action: move, to: 2026-11-23"];
    decided(&desk, &all);
    let november = published(&desk, "2026-09-03", "2026-11.html");
    for (anchor, was, now) in
        [("lan-luot.2026", "02/11/2026", "03/12/2026"), ("truoc.2026", "30/11/2026", "02/12/2026")]
    {
        let moved = note(&november, anchor);
        assert!(moved.contains(was) && moved.contains(now), "{moved}");
    }
    let page = |month: &str| fs::read_to_string(desk.path("www/lich").join(month)).unwrap();
    assert!(!page("2026-10.html").contains("lan-luot.2026"), "it never stood there");
    let december = page("2026-12.html");
    let follows = note(&december, "thong-bao-ket-luan.2026-11-w4");
    assert!(follows.contains("02/12/2026") && follows.contains("27/11/2026"), "{follows}");
    // Moved again: the anchor of each month stays.
    decided(&desk, &[&all[..], &["occurrence: lan-luot/2026, action: move, to: 2027-01-06"]].concat());
    let december = published(&desk, "2026-09-04", "2026-12.html");
    for (page, was) in [(&december, "03/12/2026"), (&page("2026-11.html"), "02/11/2026")] {
        let moved = note(page, "lan-luot.2026");
        assert!(moved.contains(was) && moved.contains("06/01/2027"), "{moved}");
    }
}
