//! What is announced is what the office wrote since the last publication: not what every day changes.

use std::fs;

use super::{Command, Desk};

/// Publishes on a day and gives what is to be announced.
fn announced(desk: &Desk, day: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    command.current_dir(desk.dir.path()).args(["-C", "p", "--date", day, "publish", "www", "--yes"]);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{day}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_day_alone_is_no_news_and_a_moved_meeting_is_told_by_name_and_day() {
    let desk = Desk::new();
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    assert!(announced(&desk, "2026-07-15").contains("THÔNG BÁO"), "the first is announced");
    // 24/07 is past by the second day: every page that says when the next report is due says another day.
    for day in ["2026-07-16", "2026-07-27"] {
        assert_eq!(announced(&desk, day), "", "{day}");
    }
    let log = desk.path("p/content/overrides.yaml");
    let entry = |slot: &str, rest: &str| format!("  - {{occurrence: giao-ban/{slot}, {rest}, issued: 2026-07-28}}\n");
    let moved = entry("2026-08-w2", "action: move, to: 2026-08-17, at: morning, ref: \"Thông báo 12/TB-TTM\"");
    fs::write(&log, format!("overrides:\n{moved}")).unwrap();
    let told = announced(&desk, "2026-07-28");
    let line = "- Họp giao ban (thứ Sáu, 14/08/2026): dời sang thứ Hai, 17/08/2026, sáng (Thông báo 12/TB-TTM).\n\
                - Gửi thông báo kết luận họp giao ban (thứ Tư, 19/08/2026): theo đó chuyển sang thứ Năm, 20/08/2026 (Thông báo 12/TB-TTM).\n";
    assert!(told.contains(line), "with what is counted from it: {told}");
    assert!(!told.contains("Các trang"), "nothing was written but the decision: {told}");
    assert_eq!(announced(&desk, "2026-07-29"), "", "told once");
    let later = moved.replace("at: morning", "at: \"14:00\"");
    fs::write(&log, format!("overrides:\n{later}")).unwrap();
    let told = announced(&desk, "2026-07-30");
    assert!(told.contains("dời sang thứ Hai, 17/08/2026, 14 giờ 00"), "another hour is news: {told}");
    let moved = later;
    let cancelled = entry("2026-08-w4", "action: cancel, ref: \"Thông báo 13/TB-TTM\"");
    fs::write(&log, format!("overrides:\n{moved}{cancelled}")).unwrap();
    let about = desk.path("p/content/pages/gioi-thieu.md");
    fs::write(&about, fs::read_to_string(&about).unwrap() + "\nThêm một câu.\n").unwrap();
    let told = announced(&desk, "2026-08-03");
    assert!(told.contains("- Họp giao ban (thứ Sáu, 28/08/2026): hủy (Thông báo 13/TB-TTM)."), "{told}");
    assert!(told.contains("họp giao ban (thứ Hai, 07/09/2026): hủy theo (Thông báo 13/TB-TTM)."), "{told}");
    assert!(!told.contains("12/TB-TTM") && told.contains("Các trang"), "{told}");
    assert_eq!(told.lines().filter(|l| l.starts_with("- ")).count(), 3, "the dates and the page: {told}");
}

#[test]
fn a_decision_is_announced_when_it_comes_and_when_it_holds_and_hides_no_moved_meeting() {
    let desk = Desk::new();
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    announced(&desk, "2026-07-15");
    let decision = "number: \"02/QĐ-TTM\"\nsigned: 2026-07-10\neffective_from: 2026-08-03\nissuer: \"Trung tâm Mẫu\"\n\
                    summary: \"Đổi tên\"\noperations:\n  - {op: rename, unit: p-nghiep-vu, name: \"Phòng Chuyên môn\"}\n";
    fs::write(desk.path("p/content/decisions/02-2026.yaml"), decision).unwrap();
    let told = announced(&desk, "2026-07-16");
    assert!(told.contains("có hiệu lực từ ngày 03/08/2026"), "{told}");
    let cancelled = "overrides:\n  - {occurrence: giao-ban/2026-08-w4, action: cancel, ref: \"Thông báo 13\", issued: 2026-07-28}\n";
    fs::write(desk.path("p/content/overrides.yaml"), cancelled).unwrap();
    let page = "---\ntitle: \"Hướng dẫn mới\"\n---\n\nMột câu.\n";
    fs::write(desk.path("p/content/pages/huong-dan-moi.md"), page).unwrap();
    let told = announced(&desk, "2026-08-03");
    assert!(told.contains("\n- Hướng dẫn mới"), "and no page that was written: {told}");
    assert!(told.contains("Về việc thực hiện Quyết định số 02/QĐ-TTM"), "{told}");
    assert!(told.contains("- Họp giao ban (thứ Sáu, 28/08/2026): hủy (Thông báo 13)."), "{told}");
}

#[test]
fn a_notice_of_days_off_names_the_dates_it_moves_and_itself() {
    let desk = Desk::new();
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    announced(&desk, "2026-07-15");
    let file = desk.path("p/content/holidays/vn.yaml");
    let before = fs::read_to_string(&file).unwrap();
    let day = |date: &str, kind: &str, source: &str| {
        format!("  - {{date: {date}, kind: {kind}, name: \"Hoán đổi\", source: \"{source}\", status: official}}\n")
    };
    let notice = "Thông báo 99/TB-BNV";
    let swapped = day("2026-08-14", "swap_off", notice) + &day("2026-08-29", "swap_work", notice);
    // Another document, that moves nothing.
    let others = day("2026-10-20", "swap_off", "Thông báo 98");
    fs::write(&file, before.clone() + &swapped + &others).unwrap();
    let told = announced(&desk, "2026-07-30");
    let lines = "Thay đổi về lịch:\n\
                 - Họp giao ban (thứ Sáu, 14/08/2026): chuyển sang thứ Hai, 17/08/2026 (Thông báo 99/TB-BNV).\n\
                 - Gửi thông báo kết luận họp giao ban (thứ Tư, 19/08/2026): chuyển sang thứ Năm, 20/08/2026 (Thông báo 99/TB-BNV).\n\
                 - Gửi thông báo kết luận họp giao ban (thứ Hai, 07/09/2026): chuyển sang thứ Sáu, 04/09/2026 (Thông báo 99/TB-BNV).\n\n";
    assert!(told.contains(lines), "with what is counted from it, and over the Saturday that is worked: {told}");
    assert!(!told.contains("Các trang"), "nothing else was written: {told}");
    assert_eq!(announced(&desk, "2026-07-31"), "", "told once");
    // Taken back, it is named as well; what moves no date is a page of the calendar, as any other.
    fs::write(&file, before.clone() + &others).unwrap();
    let told = announced(&desk, "2026-08-03");
    let back = "- Họp giao ban (thứ Hai, 17/08/2026): chuyển sang thứ Sáu, 14/08/2026 (Thông báo 99/TB-BNV).";
    assert!(told.contains(back), "{told}");
    fs::write(&file, before).unwrap();
    let told = announced(&desk, "2026-08-04");
    assert!(told.contains("Các trang") && !told.contains("Thay đổi về lịch"), "{told}");
}

/// What readers ask of a corrected rule is the day, and none of forty changed pages says it.
#[test]
fn a_corrected_rule_is_told_by_its_days_and_a_text_once() {
    let desk = Desk::new();
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    announced(&desk, "2026-07-15");
    for (file, old, new) in [
        ("p/content/calendar.yaml", "    when: {every: month, day: 25}", "    when: {every: month, day: 22}"),
        ("p/content/calendar.yaml", "quote: \"trước ngày 25 hằng tháng\"", "quote: \"trước ngày 22 hằng tháng\""),
        ("p/content/regulation/2026-01-05.md", "trước ngày 25 hằng tháng", "trước ngày 22 hằng tháng"),
    ] {
        let path = desk.path(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file}: {old}");
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }
    let told = announced(&desk, "2026-07-16");
    let line = "- Báo cáo tháng (thứ Sáu, 24/07/2026): sửa thành thứ Ba, 21/07/2026, và ";
    assert!(told.contains("Thay đổi về lịch:") && told.contains(line), "{told}");
    assert_eq!(told.lines().filter(|l| l.starts_with("- Toàn văn")).count(), 1, "{told}");
    assert_eq!(announced(&desk, "2026-07-17"), "", "told once");
}

/// Its own announcement tells which dates a decision moves; none of them is a correction.
#[test]
fn what_a_decision_moves_is_no_correction() {
    let desk = Desk::new();
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    announced(&desk, "2026-07-15");
    let read = |file: &str| fs::read_to_string(desk.path(file)).unwrap();
    let decision = "number: \"02/QĐ-TTM\"\nsigned: 2026-07-16\neffective_from: 2026-09-01\nissuer: \"Trung tâm Mẫu\"\n\
                    summary: \"Sửa đổi\"\noperations:\n  - {op: amend, provision: B.II.2, old: \"ngày 25\", new: \"ngày 22\"}\n";
    fs::write(desk.path("p/content/decisions/02-2026.yaml"), decision).unwrap();
    let text = read("p/content/regulation/2026-01-05.md");
    let text = text.replace("effective_from: 2026-01-05", "effective_from: 2026-09-01").replace("01-2026", "02-2026");
    fs::write(desk.path("p/content/regulation/2026-09-01.md"), text.replace("trước ngày 25", "trước ngày 22")).unwrap();
    let calendar = read("p/content/calendar.yaml");
    let rule =
        &calendar[calendar.find("  - id: bao-cao-thang").unwrap()..calendar.find("\n#  - id: bao-cao-quy").unwrap()];
    let later = rule.replace("25", "22").replace("    who:", "    valid_from: 2026-09-01\n    who:");
    let both = rule.replace("    who:", "    valid_to: 2026-09-01\n    who:") + "\n" + &later;
    let decided = calendar.replace(rule, &both);
    fs::write(desk.path("p/content/calendar.yaml"), &decided).unwrap();
    let told = announced(&desk, "2026-07-20");
    assert!(told.contains("- Báo cáo tháng (đổi ngày): kỳ gần nhất từ 24/09/2026 chuyển sang 21/09/2026."), "{told}");
    assert!(!told.contains("sửa thành") && !told.contains("Cập nhật trang"), "{told}");
    assert_eq!(announced(&desk, "2026-09-01").matches("THÔNG BÁO").count(), 1, "when it holds, it alone is told");
    // What was decided, written down wrongly, is corrected.
    let corrected = decided.replace("day: 22}\n", "day: 22}\n    roll: following\n");
    fs::write(desk.path("p/content/calendar.yaml"), corrected).unwrap();
    let told = announced(&desk, "2026-09-02");
    assert!(told.contains("- Báo cáo tháng (thứ Sáu, 20/11/2026): sửa thành thứ Hai, 23/11/2026"), "{told}");
}

/// A corrected rule and a notice at once: in brackets stands the day that was published, and none that only the new words would have had.
#[test]
fn the_days_told_are_those_readers_have() {
    let desk = Desk::new();
    let made = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(desk.dir.path()).args(["init", "p"]).output();
    assert!(made.unwrap().status.success());
    announced(&desk, "2026-07-15");
    for file in ["p/content/calendar.yaml", "p/content/regulation/2026-01-05.md"] {
        let text = fs::read_to_string(desk.path(file)).unwrap();
        let text = text.replace("trước ngày 25 hằng tháng", "trước ngày 15 hằng tháng");
        fs::write(desk.path(file), text.replace("{every: month, day: 25}", "{every: month, day: 15}")).unwrap();
    }
    let holidays = desk.path("p/content/holidays/vn.yaml");
    let day = |date: &str, kind: &str| {
        format!("  - {{date: {date}, kind: {kind}, name: \"Hoán đổi\", source: \"Thông báo 99\", status: official}}\n")
    };
    let before = fs::read_to_string(&holidays).unwrap();
    fs::write(&holidays, before + &day("2026-08-14", "swap_off") + &day("2026-08-29", "swap_work")).unwrap();
    let told = announced(&desk, "2026-07-16");
    for line in [
        "- Báo cáo tháng (thứ Hai, 24/08/2026): chuyển sang thứ Năm, 13/08/2026 (Thông báo 99).",
        "- Báo cáo tháng (thứ Sáu, 24/07/2026): sửa thành thứ Ba, 14/07/2026, và ",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}
