//! The command line answers by the office of the day asked about, and by no other.

use std::process::Command;

use crate::scene::{Scene, base, scene};

/// What a verb prints.
fn said(scene: &Scene, day: &str, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let output = command.arg("-C").arg(scene.root()).args(["--quiet", "--date", day]).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn who_tells_of_nobody_that_there_is_nobody_and_who_came_after() {
    let scene = scene("s2-merge");
    let who = |day: &str, word: &str| said(&scene, day, &["who", word]);
    let (eve, new) = ("2026-06-30", "2026-07-01");
    assert!(who(eve, "truong-phong@p-kinh-te").contains("B.I.3.1"));
    assert_eq!(
        who(new, "truong-phong@p-kinh-te"),
        "Trưởng phòng – Phòng Kinh tế (truong-phong@p-kinh-te)\n  không còn từ 01/07/2026; kế tiếp là: \
         Trưởng phòng – Phòng Kinh tế ngành (truong-phong@p-kinh-te-nganh)\n\n"
    );
    let ended = who(new, "p-kinh-te");
    assert!(ended.contains("không còn từ 01/07/2026; kế tiếp là: Phòng Kinh tế ngành (p-kinh-te-nganh)"), "{ended}");
    let unborn = who(eve, "p-kinh-te-nganh");
    assert!(unborn.contains("chưa có; thành lập từ 01/07/2026") && !unborn.contains('«'), "{unborn}");
    let no_post = who(new, "pho-truong-phong@tt-phuc-vu-hcc");
    assert!(no_post.contains("không có chức danh ấy; có: ") && !no_post.contains('«'), "{no_post}");
    assert_eq!(said(&scene, new, &["who", "truong-phong@p-kinh-te", "--json"]).trim(), "[]");
}

#[test]
fn a_span_of_days_is_asked_of_the_office_of_each() {
    let scene = scene("s2-merge");
    for day in ["2026-06-20", "2026-07-02"] {
        let days = ["--from", "2026-06-20", "--to", "2026-07-31"];
        let of = |unit: &str| said(&scene, day, &[&["calendar", "--for", unit], &days[..]].concat());
        let (old, new) = (of("p-kinh-te"), of("p-kinh-te-nganh"));
        assert!(old.contains("giao-ban/2026-06-w4") && !old.contains("giao-ban/2026-07-w2"), "{day}: {old}");
        assert!(new.contains("giao-ban/2026-07-w2") && !new.contains("giao-ban/2026-06-w4"), "{day}: {new}");
    }
    // A span that has begun and has no day yet is with those who are there.
    assert!(said(&scene, "2026-07-02", &["calendar", "next", "p-kinh-te-nganh"]).contains("hn-cbccvc/2026"));
    assert!(!said(&scene, "2026-07-02", &["calendar", "next", "p-kinh-te"]).contains("hn-cbccvc/2026"));
}

#[test]
fn a_next_date_stands_beside_the_words_that_have_it() {
    let line = |table: &str, words: &str| table.lines().find(|l| l.contains(words)).unwrap().to_owned();
    let (sends, acts) = ("Tổ chức tham mưu thông báo kết luận»", "các phòng căn cứ kết luận tổ chức triển khai");
    let table = said(&base(), "2026-05-20", &["who", "p-hanh-chinh-to-chuc"]);
    assert!(line(&table, sends).ends_with("→ 27/05/2026"), "{table}");
    assert!(line(&table, acts).ends_with('»'), "{table}");
    let both = "B.II.1.1.b     chủ trì";
    assert!(line(&table, both).ends_with("→ 24/12/2026"), "one piece of work: {table}");
    // Where no rule speaks of what the others do, the date is still that of whom the rule names.
    let edits = "regulation/2026-01-05.md\tkết luận đến các phòng.\tkết luận đến các phòng, các phòng căn cứ kết luận thực hiện.\n\
                 duties.yaml\tquote: \"đến các phòng\"}\tquote: \"đến các phòng\"}\\n      - {who: cac-phong, relation: owner, quote: \"các phòng căn cứ kết luận thực hiện\"}\n";
    let small = Scene::small(edits, &[]);
    let table = said(&small, "2026-05-20", &["who", "p-tong-hop"]);
    assert!(line(&table, "«Phòng Tổng hợp gửi thông báo kết luận»").ends_with("→ 27/05/2026"), "{table}");
    assert!(line(&table, "«các phòng căn cứ kết luận thực hiện»").ends_with('»'), "{table}");
    let objects: serde_json::Value =
        serde_json::from_str(&said(&small, "2026-05-20", &["who", "p-tong-hop", "--json"])).unwrap();
    let acts = objects.as_array().unwrap().iter().find(|o| o["quote"] == "các phòng căn cứ kết luận thực hiện");
    assert_eq!(acts.unwrap()["dates"].as_array().unwrap().len(), 0);
}
