//! Whom rules name against whom their words name, and after which meeting.

use super::{common, fs, office};
use jiff::civil::date;
use quyche::diagnostic::Code;
use quyche::model;

/// Words of a clause, the people of a rule that quotes them, and whom the words name instead.
const SLIPS: [(&str, &str, &str); 15] = [
    ("Phòng Kho gửi báo cáo tồn kho", "who: p-xe", "«Phòng Kho» (p-kho), quy tắc ghi «who: p-xe»"),
    ("Các Phòng Kho có trách nhiệm báo cáo với Giám đốc", "who: giam-doc", "«who: giam-doc»"),
    ("Phòng Kho và Phòng Xe lập kế hoạch", "who: giam-doc", "«who: giam-doc»"),
    ("Sau khi họp, trong vòng 3 ngày làm việc, Phòng Kho tham mưu thông báo", "who: p-xe", "«who: p-xe»"),
    ("Hằng tháng, quý, Phòng Kho rà soát việc xuất nhập", "who: p-xe", "«who: p-xe»"),
    ("Khi Giám đốc yêu cầu, Phòng Kho báo cáo", "who: p-xe", "«who: p-xe»"),
    ("Giám đốc tổ chức sơ kết", "who: p-xe", "«Giám đốc» (giam-doc)"),
    ("phải gửi đề xuất về Phòng Kho", "who: giam-doc, to: p-xe", "«Phòng Kho» (p-kho), quy tắc ghi «to: p-xe»"),
    ("gửi Phòng Kho để tổng hợp", "who: giam-doc, to: p-xe", "«to: p-xe»"),
    ("Phòng Kho báo cáo kịp thời với Giám đốc", "who: p-kho, to: p-xe", "«to: p-xe»"),
    ("trình Giám đốc ký", "who: p-kho, to: p-xe", "«to: p-xe»"),
    ("gửi Phòng Kho, Giám đốc", "who: p-kho, to: [p-kho, p-xe]", "«Giám đốc» (giam-doc), quy tắc ghi «to: p-xe»"),
    ("họp do Giám đốc chủ trì", "chair: p-xe", "«Giám đốc» (giam-doc), quy tắc ghi «chair: p-xe»"),
    ("Giám đốc chủ trì họp giao ban", "chair: truong-phong", "«chair: truong-phong»"),
    ("Giám đốc trực tiếp chủ trì họp với các phòng", "chair: p-xe", "«chair: p-xe»"),
];

/// The same where the words leave it open, or say what the rule says in other words.
const HONEST: [(&str, &str); 22] = [
    ("Phòng Kho gửi báo cáo tồn kho", "who: p-kho, to: giam-doc"),
    ("Phòng Kho gửi báo cáo tồn kho", "who: truong-phong"),
    ("Trưởng phòng gửi báo cáo", "who: cac-phong"),
    ("Trưởng phòng gửi báo cáo", "who: p-xe"),
    ("các phòng gửi báo cáo", "who: [p-kho, p-xe]"),
    ("gửi báo cáo", "who: p-xe, to: giam-doc"),
    ("Phòng Kho gửi báo cáo để Phòng Xe tổng hợp", "who: p-xe"),
    ("Phòng Kho gửi báo cáo cho Phòng Xe để tổng hợp", "who: p-xe"),
    ("Phòng Kho phối hợp với Phòng Xe kiểm kê", "who: p-xe, with: p-kho"),
    ("Phòng Kho báo cáo theo yêu cầu của Giám đốc", "who: giam-doc"),
    ("theo đề nghị của Phòng Kho, báo cáo được gửi đi", "who: p-xe"),
    ("Theo đề nghị của Giám đốc, Phòng Kho, việc ấy được thực hiện", "who: p-xe"),
    ("Giấy mời gửi cấp trên, Phòng Kho dự họp", "who: p-xe"),
    ("tổng hợp báo cáo Phòng Kho", "who: p-xe, to: giam-doc"),
    ("báo cáo về Phòng Kho", "who: giam-doc, to: p-xe"),
    ("gửi dự thảo về tờ trình Phòng Kho", "who: giam-doc, to: p-xe"),
    ("gửi các phòng", "who: giam-doc, to: p-xe"),
    ("gửi Trưởng phòng", "who: giam-doc, to: p-xe"),
    ("Phòng Kho gửi báo cáo cho Giám đốc", "who: p-kho, to: cap-tren"),
    ("họp do Giám đốc hoặc Trưởng phòng chủ trì", "chair: truong-phong"),
    ("họp do Trưởng phòng chủ trì", "chair: truong-phong@p-xe"),
    ("Giám đốc chủ trì hoặc ủy quyền cho Trưởng phòng", "chair: truong-phong"),
];

/// What is told of each rule of people.
fn told(rows: &[(String, &str)]) -> Vec<String> {
    let rules: Vec<String> = rows.iter().map(|(_, people)| format!("when: on_demand, {people}")).collect();
    let rows: Vec<_> =
        rows.iter().zip(&rules).map(|((quote, _), rule)| (quote.as_str(), vec![rule.as_str()])).collect();
    let (folder, lines) = office(&rows, "report");
    let calendar = folder.path().join("content/calendar.yaml");
    let written = fs::read_to_string(&calendar).unwrap().replace("who: giam-doc, cite", "cite");
    fs::write(calendar, written).unwrap();
    let (sources, model, found) = common::project(folder.path());
    assert_eq!(model.rules.len(), lines.len(), "{found:#?}");
    let found = model::check(&model, &sources.files, date(2025, 6, 1));
    let mut told = vec![String::new(); lines.len()];
    for finding in found.iter().filter(|d| d.code == Code::RuleNotAsQuoted) {
        let span = finding.span.unwrap();
        let line = sources.files.position(span.file, span.start).line;
        told[lines.iter().position(|at| at + 1 == line).unwrap()] += &finding.message.vi;
    }
    told
}

#[test]
fn another_than_the_words_name_is_told() {
    let rows: Vec<_> = SLIPS.iter().map(|(quote, people, _)| ((*quote).to_owned(), *people)).collect();
    let told = told(&rows);
    let silent: Vec<_> =
        SLIPS.iter().zip(&told).filter(|((_, _, words), told)| told.is_empty() || !told.contains(words)).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn whom_words_leave_open_a_rule_may_say() {
    let rows: Vec<_> = HONEST.iter().map(|(quote, people)| ((*quote).to_owned(), *people)).collect();
    let told = told(&rows);
    let alarms: Vec<_> = HONEST.iter().zip(&told).filter(|(_, told)| !told.is_empty()).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

/// Two meetings and what follows one of them.
#[test]
fn the_meeting_words_name_is_the_one_a_rule_goes_by() {
    let rows = |follows: &[(&'static str, &'static str)]| -> Vec<String> {
        let meetings = [
            ("họp giao ban vào ngày 10 hằng tháng", "when: {every: month, day: 10}, short: Giao ban"),
            ("hội nghị sơ kết vào ngày 20 hằng tháng", "when: {every: month, day: 20}, short: Sơ kết"),
        ];
        let rows: Vec<_> = meetings.iter().chain(follows).map(|(quote, rule)| (*quote, vec![*rule])).collect();
        let (folder, lines) = office(&rows, "meeting");
        let calendar = folder.path().join("content/calendar.yaml");
        let written = fs::read_to_string(&calendar).unwrap();
        let written = written
            .replace("title: Việc 1 0", "title: Họp giao ban tháng")
            .replace("title: Việc 2 0", "title: Hội nghị sơ kết công tác");
        fs::write(calendar, written).unwrap();
        let (sources, model, found) = common::project(folder.path());
        assert_eq!(model.rules.len(), lines.len(), "{found:#?}");
        let found = model::check(&model, &sources.files, date(2025, 6, 1));
        found.iter().filter(|d| d.code == Code::RuleNotAsQuoted).map(|d| d.message.vi.clone()).collect()
    };
    let slips = [
        ("Sau họp giao ban, trong 03 ngày làm việc gửi kết luận", "when: {after: r1-0, working_days: 3}"),
        ("gửi tài liệu trước khi họp giao ban 03 ngày", "when: {before: r1-0, days: 3}"),
        ("báo cáo tại các cuộc họp giao ban", "when: {at: r1-0}"),
        ("Sau hội nghị sơ kết 03 ngày gửi kết luận", "when: {after: r0-0, days: 3}"),
    ];
    let told = rows(&slips);
    assert_eq!(told.len(), slips.len(), "{told:#?}");
    assert!(told[0].contains("«giao ban» (r0-0)") && told[3].contains("«sơ kết» (r1-0)"), "{told:#?}");
    let honest = [
        ("Sau họp giao ban, trong 03 ngày làm việc gửi kết luận", "when: {after: r0-0, working_days: 3}"),
        ("Sau cuộc họp, trong 03 ngày làm việc gửi kết luận", "when: {after: r1-0, working_days: 3}"),
        ("Sau họp sơ kết, trước họp giao ban, gửi kết luận trong 03 ngày", "when: {after: r1-0, days: 3}"),
        ("báo cáo tại họp giao ban, gửi tài liệu trước hội nghị 03 ngày", "when: {before: r1-0, days: 3}"),
        ("gửi sau khi sơ kết 03 ngày", "when: {after: r1-0, days: 3}"),
    ];
    assert_eq!(rows(&honest), Vec::<String>::new());
}
