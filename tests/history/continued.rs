//! A rule that goes on in other words from a day to come: each of its dates is shown with the words and the clause it is by.

use crate::pages::site;
use crate::scene::Scene;

/// The sample, whose monthly report is due by the 20th from July on, as clause B.II.2 says then, or one beside it.
fn office(cite: &str) -> Scene {
    let (old, new) = ("trước ngày 25 hằng tháng", "trước ngày 20 hằng tháng");
    let (operation, text, duty) = if cite == "B.II.2" {
        let amend = format!("  - {{op: amend, provision: B.II.2, old: \"{old}\", new: \"{new}\"}}\n");
        (amend, format!("regulation/2026-07-01.md\t{old}\t{new}\n"), String::new())
    } else {
        let insert = format!(
            "  - {{op: amend, provision: B.II.2, old: \" {old}\", new: \" theo khoản 3 mục này\"}}\n  - {{op: insert, after: B.II.2, text: \"3\\\\. Các phòng báo cáo Phòng Tổng hợp {new}.\"}}\n"
        );
        let duty = "duties.yaml\t  - provision: B.II.2\\n\t  - provision: B.II.3\\n    bearers: [{who: cac-phong, relation: reports_to, to: [p-tong-hop], quote: \"Các phòng báo cáo Phòng Tổng hợp\"}]\\n\\n  - provision: B.II.2\\n\n";
        let text = format!(
            "regulation/2026-07-01.md\t {old}.\t theo khoản 3 mục này.\\n\\n3\\\\. Các phòng báo cáo Phòng Tổng hợp {new}.\n"
        );
        (insert, text, duty.to_owned())
    };
    let rule = "    when: {every: month, day: 25}\\n    limit: before\\n    who: cac-phong\\n    to: [p-tong-hop]\\n";
    let goes_on = format!(
        "{rule}    valid_to: 2026-07-01\\n\\n  - id: bao-cao-thang\\n    title: \"Báo cáo tháng\"\\n    kind: report\\n    cite: {cite}\\n    quote: \"{new}\"\\n{}    valid_from: 2026-07-01\\n",
        rule.replace("day: 25", "day: 20")
    );
    let edits = format!(
        "copy\tregulation/2026-01-05.md\tregulation/2026-07-01.md\n\
         regulation/2026-07-01.md\tdecision: 01-2026\tdecision: 02-2026\n\
         regulation/2026-07-01.md\teffective_from: 2026-01-05\teffective_from: 2026-07-01\n\
         {text}{duty}calendar.yaml\t{rule}\t{goes_on}\n"
    );
    let scene = Scene::small(&edits, &[("02-2026", "2026-07-01", &operation)]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    scene
}

/// The words of a page, without its tags.
fn plain(page: &str) -> String {
    let mut words: String = page.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
    words.retain(|c| c != '\n');
    words
}

/// Pages that show the next date of the report, with what stands right before it.
const PAGES: [&str; 5] = [
    "quy-che/b-ii.html",
    "don-vi/p-nghiep-vu.html",
    "viec-toi/truong-phong.html",
    "viec-toi/truong-phong--p-nghiep-vu.html",
    "viec-toi/ban-in/truong-phong--p-nghiep-vu.html",
];

#[test]
fn a_date_by_words_to_come_says_so() {
    let scene = office("B.II.2");
    let page = site(&scene, "2026-06-28");
    for file in PAGES {
        let words = plain(&page(file));
        let marks = words.matches("theo lời có hiệu lực từ 01/07/2026").count();
        assert!(words.contains("17/07/2026") && marks > 0, "{file}: {marks}");
    }
    let law = plain(&page("quy-che/b-ii.html"));
    assert!(law.contains("thứ Sáu, 17/07/2026 (theo lời có hiệu lực từ 01/07/2026, khoản 2 mục II phần B)"), "{law}");
    let page = site(&scene, "2026-06-10");
    let unit = plain(&page("don-vi/p-nghiep-vu.html"));
    let dates =
        "thứ Tư, 24/06/2026 · 17/07 (theo lời có hiệu lực từ 01/07/2026) · 19/08 (theo lời có hiệu lực từ 01/07/2026)";
    assert!(unit.contains(dates), "{unit}");
    assert!(!plain(&page("quy-che/b-ii.html")).contains("theo lời"), "the date shown is by the words shown");
    let page = site(&scene, "2026-07-02");
    assert!(PAGES.iter().all(|file| !page(file).contains("theo lời")), "they are in force");
}

#[test]
fn a_date_carries_the_clause_of_its_own_rule() {
    let scene = office("B.II.3");
    let page = site(&scene, "2026-06-28");
    let law = plain(&page("quy-che/b-ii.html"));
    assert!(law.contains("thứ Sáu, 17/07/2026 (theo lời có hiệu lực từ 01/07/2026, khoản 3 mục II phần B)"), "{law}");
    let unit = plain(&page("don-vi/p-nghiep-vu.html"));
    assert!(unit.contains("19/08 · 18/09cho Phòng Tổng hợp B.II.3"), "{unit}");
    let unit = plain(&site(&scene, "2026-06-10")("don-vi/p-nghiep-vu.html"));
    assert!(unit.contains("24/06/2026 · 17/07 (theo lời có hiệu lực từ 01/07/2026, khoản 3 mục II phần B)"), "{unit}");
}

/// What a page of the site counts: the figure before some words.
fn count(page: &str, of: &str) -> String {
    let words = plain(page);
    let before = words.split(of).next().unwrap_or_default().trim_end();
    before.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect()
}

#[test]
fn what_is_counted_and_left_open_is_what_holds_on_the_day() {
    let rule = |id: &str, quote: &str, days: &str| {
        format!(
            "  - id: {id}\\n    title: \"Việc {id}\"\\n    kind: task\\n    cite: B.I.4\\n    quote: \"{quote}\"\\n    when: {{every: unspecified}}\\n    who: p-nghiep-vu\\n{days}\\n"
        )
    };
    let (gone, come) = (
        rule("viec-cu", "quản lý hồ sơ", "    valid_to: 2026-06-01\\n"),
        rule("viec-moi", "tài liệu của Trung tâm", "    valid_from: 2026-07-01\\n"),
    );
    let scene = Scene::small(&format!("calendar.yaml\trules:\\n\trules:\\n{gone}{come}\n"), &[]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    for (day, undated, titles) in [
        ("2026-05-31", "1", ["Việc viec-cu", ""]),
        ("2026-06-15", "0", ["", ""]),
        ("2026-07-01", "1", ["", "Việc viec-moi"]),
    ] {
        let page = site(&scene, day);
        assert_eq!(count(&page("index.html"), " việc không nêu ngày"), undated, "{day}");
        let (open, list) = (page("diem-chua-ro.html"), page("lich/khong-ngay.html"));
        for (title, there) in ["Việc viec-cu", "Việc viec-moi"].into_iter().zip(titles) {
            assert_eq!(open.contains(title), !there.is_empty(), "{day}: {title}");
        }
        assert!(list.contains("Việc viec-cu") && list.contains("Việc viec-moi"), "{day}: each keeps its place");
        assert_eq!(list.contains("Việc sắp áp dụng"), day < "2026-07-01", "{day}");
        let told = scene.on(day.parse().unwrap());
        let told: Vec<String> = told.model().undated_rules(told.day()).map(|rule| rule.id.to_string()).collect();
        assert_eq!(told.len().to_string(), undated, "{day}: {told:?}");
    }
}

#[test]
fn who_does_it_now_is_told_of_a_rule_that_goes_on_in_the_same_words() {
    let rule = "    limit: on_or_before\\n    who: p-tong-hop\\n    to: [cac-phong]\\n";
    let goes_on = format!(
        "{rule}    valid_to: 2026-07-01\\n\\n  - id: thong-bao-ket-luan\\n    title: \"Gửi thông báo kết luận họp giao ban\"\\n    kind: task\\n    cite: B.II.1.b\\n    quote: \"Trong vòng 3 ngày làm việc sau họp giao ban\"\\n    when: {{after: giao-ban, working_days: 3}}\\n{}    valid_from: 2026-07-01\\n",
        rule.replace("p-tong-hop", "p-nghiep-vu")
    );
    let transfer = "  - {op: transfer_duty, provision: B.II.1.b, from: p-tong-hop, to: p-nghiep-vu}\n";
    let scene = Scene::small(&format!("calendar.yaml\t{rule}\t{goes_on}\n"), &[("02-2026", "2026-07-01", transfer)]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    for day in ["2026-06-28", "2026-07-02"] {
        let page = site(&scene, day);
        let told = [
            ("don-vi/p-nghiep-vu.html", "1 việc trong lịch nhận từ người khác"),
            ("viec-toi/truong-phong--p-nghiep-vu.html", "1 việc trong lịch nhận từ người khác"),
            ("don-vi/p-tong-hop.html", "1 việc trong lịch chuyển cho người khác"),
            ("thay-doi/index.html", "1 việc trong lịch đổi người, ngày giữ nguyên"),
            (
                "thay-doi/02-2026.html",
                "- Gửi thông báo kết luận họp giao ban (đổi người, ngày giữ nguyên); người thực hiện nay là Phòng Nghiệp vụ, trước là Phòng Tổng hợp.",
            ),
        ];
        for (file, words) in told {
            let found = plain(&page(file));
            assert!(found.contains(words), "{day} {file}: {found}");
            assert!(!found.contains("sửa lời văn"), "{day} {file}: not a word changed");
        }
    }
}

#[test]
fn a_handover_is_named_where_there_is_one() {
    let posts = "roles.yaml\tcollectives:\\n\t  - id: pho-phong\\n    name: \"Phó Trưởng phòng\"\\n    until: 2026-07-01\\n    abolished_by: 02-2026\\n\\ncollectives:\\n\nunits.yaml\taliases: [\"Phòng NV\"]\\n    cite: A.2\\n    head: {role: truong-phong}\taliases: [\"Phòng NV\"]\\n    cite: A.2\\n    head: {role: truong-phong}\\n    deputy: {role: pho-phong}\n";
    let scene = Scene::small(posts, &[("02-2026", "2026-07-01", "  []\n")]);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let gone = site(&scene, "2026-07-02")("viec-toi/pho-phong--p-nghiep-vu.html");
    assert!(gone.contains("02-2026") && !gone.contains("bàn giao"), "{gone}");
    let absorb = "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n";
    let scene = Scene::small("", &[("02-2026", "2026-07-01", absorb)]);
    let page = site(&scene, "2026-07-02");
    for file in ["don-vi/p-nghiep-vu.html", "viec-toi/truong-phong--p-nghiep-vu.html"] {
        assert!(page(file).contains("Bảng bàn giao ở"), "{file}");
    }
}

#[test]
fn the_other_side_is_taken_from_the_other_row_of_the_clause() {
    let without = |row: &str| {
        format!("duties.yaml\t{row}\t{}\n", row.replace(", to: [cac-phong]", "").replace(", to: [p-tong-hop]", ""))
    };
    let edits = without("{who: p-tong-hop, relation: receives, to: [cac-phong], quote: \"gửi Phòng Tổng hợp\"}")
        + &without("{who: cac-phong, relation: receives, to: [p-tong-hop], quote: \"đến các phòng\"}");
    let scene = Scene::small(&edits, &[]);
    let page = site(&scene, "2026-03-02");
    let unit = plain(&page("don-vi/p-tong-hop.html"));
    assert!(unit.contains("từ các phòngBáo cáo tháng của các phòng B.II.2gửi Phòng Tổng hợp B.II.2"), "{unit}");
    let other = plain(&page("don-vi/p-nghiep-vu.html"));
    assert!(other.contains("từ Phòng Tổng hợpđến các phòng B.II.1.b"), "{other}");
    assert!(!unit.contains("Bên kia") && !other.contains("Bên kia"), "{unit}");
}
