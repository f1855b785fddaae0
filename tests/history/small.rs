//! A small office through reorganizations: the sample of `quyche init`, for what the real text has no clause for.

use jiff::civil::{Date, date};

use crate::pages::site;
use crate::scene::{Scene, bearers, rules};

/// The first day of the decisions, and the day before.
const NEW: Date = date(2026, 6, 1);
const OLD: Date = date(2026, 5, 31);

/// A project of the sample without errors.
fn small(edits: &str, decisions: &[(&str, &str, &str)]) -> Scene {
    let scene = Scene::small(edits, decisions);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    scene
}

/// One more clause in B.I, with its duties.
fn clause(text: &str, rows: &[&str]) -> String {
    let duties = rows.iter().map(|row| format!("      - {{{row}}}")).collect::<Vec<_>>().join("\\n");
    let after = "## II. CHẾ ĐỘ HỌP, BÁO CÁO\\n";
    let first = "  - provision: B.II.1\\n";
    format!(
        "regulation/2026-01-05.md\t{after}\t5\\. {text}\\n\\n{after}\nduties.yaml\t{first}\t  - provision: B.I.5\\n    bearers:\\n{duties}\\n{first}\n"
    )
}

#[test]
fn two_things_received_in_one_clause_remain_two_when_their_senders_merge() {
    let two = clause(
        "Phòng Tổng hợp báo cáo Giám đốc về tài sản; Phòng Nghiệp vụ báo cáo Giám đốc về nhân sự.",
        &[
            "who: p-tong-hop, relation: reports_to, to: [giam-doc], quote: \"Phòng Tổng hợp báo cáo Giám đốc về tài sản\"",
            "who: giam-doc, relation: receives, to: [p-tong-hop], quote: \"Giám đốc về tài sản\"",
            "who: p-nghiep-vu, relation: reports_to, to: [giam-doc], quote: \"Phòng Nghiệp vụ báo cáo Giám đốc về nhân sự\"",
            "who: giam-doc, relation: receives, to: [p-nghiep-vu], quote: \"Giám đốc về nhân sự\"",
        ],
    );
    let scene = small(&two, &[("02-2026", "2026-06-01", "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n")]);
    let received = |day| bearers(&scene.on(day), "B.I.5").iter().filter(|b| *b == "giam-doc receives").count();
    assert_eq!((received(OLD), received(NEW)), (2, 2));
}

#[test]
fn two_things_received_from_one_sender_remain_two_when_their_receivers_merge() {
    let two = clause(
        "Phó Giám đốc báo cáo Phòng Tổng hợp về tài sản, báo cáo Phòng Nghiệp vụ về nhân sự.",
        &[
            "who: pho-giam-doc, relation: reports_to, to: [p-tong-hop], quote: \"Phó Giám đốc báo cáo Phòng Tổng hợp về tài sản\"",
            "who: p-tong-hop, relation: receives, to: [pho-giam-doc], quote: \"Phòng Tổng hợp về tài sản\"",
            "who: pho-giam-doc, relation: reports_to, to: [p-nghiep-vu], quote: \"báo cáo Phòng Nghiệp vụ về nhân sự\"",
            "who: p-nghiep-vu, relation: receives, to: [pho-giam-doc], quote: \"Phòng Nghiệp vụ về nhân sự\"",
        ],
    );
    let absorb = [("02-2026", "2026-06-01", "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n")];
    let received =
        |scene: &Scene| bearers(&scene.on(NEW), "B.I.5").iter().filter(|b| *b == "p-tong-hop receives").count();
    assert_eq!(received(&small(&two, &absorb)), 2);
    let one = clause(
        "Phó Giám đốc gửi báo cáo về Phòng Tổng hợp, Phòng Nghiệp vụ để theo dõi.",
        &[
            "who: pho-giam-doc, relation: reports_to, to: [p-tong-hop, p-nghiep-vu], quote: \"Phó Giám đốc gửi báo cáo\"",
            "who: p-tong-hop, relation: receives, to: [pho-giam-doc], quote: \"về Phòng Tổng hợp\"",
            "who: p-nghiep-vu, relation: receives, to: [pho-giam-doc], quote: \"Phòng Nghiệp vụ để theo dõi\"",
        ],
    );
    assert_eq!(received(&small(&one, &absorb)), 1, "one report to both is received once");
}

#[test]
fn a_new_unit_is_headed_as_its_origin_is_on_the_eve() {
    let roles = "roles.yaml\tcollectives:\\n\t  - id: giam-doc-tt\\n    name: \"Giám đốc Trung tâm Nghiệp vụ\"\\n  - id: pho-giam-doc-tt\\n    name: \"Phó Giám đốc Trung tâm Nghiệp vụ\"\\n\\ncollectives:\\n\n";
    let head = "  - {op: change_head, unit: p-nghiep-vu, head: giam-doc-tt, deputy: pho-giam-doc-tt}\n";
    let split = "  - {op: split, unit: p-nghiep-vu, into: [{id: tt-mot, name: \"Trung tâm Một\"}], rest: p-nghiep-vu, duties: [{provision: B.I.4, to: tt-mot}]}\n";
    let posts = |decisions: &[(&str, &str, &str)], unit: &str| {
        let state = small(roles, decisions).on(date(2027, 2, 1));
        let unit = state.model().units.iter().find(|u| u.id.as_str() == unit).unwrap().clone();
        (unit.head.role.to_string(), unit.deputy.map(|d| d.role.to_string()))
    };
    let (old, new) =
        (("truong-phong".to_owned(), None), ("giam-doc-tt".to_owned(), Some("pho-giam-doc-tt".to_owned())));
    let (first, later) = (("02-2026", "2026-06-01", head), ("03-2027", "2027-02-01", split));
    assert_eq!(posts(&[first, later], "tt-mot"), new);
    let back = ("04-2027", "2027-02-01", "  - {op: change_head, unit: p-nghiep-vu, head: truong-phong}\n");
    assert_eq!(posts(&[first, later, back], "tt-mot"), new, "what is changed on the same day was not so on the eve");
    assert_eq!(posts(&[("03-2026", "2026-03-01", split), first], "tt-mot"), old, "it keeps what it began with");
    let own = split.replace("name: \"Trung tâm Một\"", "name: \"Trung tâm Một\", head: truong-phong");
    assert_eq!(posts(&[first, ("03-2027", "2027-02-01", &own)], "tt-mot"), ("truong-phong".to_owned(), new.1.clone()));
    let again = format!(
        "{split}  - {{op: split, unit: tt-mot, into: [{{id: tt-hai, name: \"Trung tâm Hai\"}}], rest: tt-mot, duties: [{{provision: B.I.4, to: tt-hai}}]}}\n"
    );
    assert_eq!(posts(&[first, ("03-2027", "2027-02-01", &again)], "tt-hai"), new, "from one founded on the same day");
}

#[test]
fn one_role_does_not_have_both_posts_of_a_new_unit() {
    let head = "  - {op: change_head, unit: p-nghiep-vu, head: pho-giam-doc}\n";
    let split = "  - {op: split, unit: p-nghiep-vu, into: [{id: tt-mot, name: \"Trung tâm Một\", deputy: pho-giam-doc}], rest: p-nghiep-vu, duties: [{provision: B.I.4, to: tt-mot}]}\n";
    let errors = |decisions: &[(&str, &str, &str)]| {
        Scene::small("", decisions).errors().into_iter().filter(|e| e.contains("head-count")).collect::<Vec<_>>()
    };
    let told = errors(&[("02-2026", "2026-06-01", head), ("03-2027", "2027-02-01", split)]);
    assert!(told.len() == 1 && told[0].contains("03-2027.yaml"), "{told:#?}");
    assert!(errors(&[("03-2027", "2027-02-01", split)]).is_empty(), "the head is another's post");
}

/// What stands on a page of the site between one place and the next of its kind.
fn at<'p>(page: &'p str, anchor: &str) -> &'p str {
    let from = page.find(&format!("id=\"{anchor}\"")).unwrap();
    page[from..].split("<div class=\"prov").next().unwrap()
}

#[test]
fn a_clause_tells_what_a_decision_did_with_its_duty() {
    let split = "  - {op: split, unit: p-nghiep-vu, into: [{id: p-moi, name: \"Phòng Lưu trữ\"}], rest: p-nghiep-vu, duties: [{provision: B.I.4, ended: \"hồ sơ đã nộp lưu trữ lịch sử\"}, {provision: A.2, to: p-moi}]}\n";
    let ended = small("", &[("02-2026", "2026-06-01", split)]);
    assert_eq!(ended.on(NEW).model().ended.len(), 1);
    let page = site(&ended, "2026-06-02")("quy-che/b-i.html");
    let clause = at(&page, "b.i.4");
    for words in [
        "nhiệm vụ tại đây đã kết thúc (từ ngày 01/06/2026)",
        "lý do: hồ sơ đã nộp lưu trữ lịch sử",
        "thay-doi/02-2026.html",
    ] {
        assert!(clause.contains(words), "{words}: {clause}");
    }
    let given = "  - {op: transfer_duty, provision: B.I.4, from: p-nghiep-vu, to: p-tong-hop}\n";
    let again = "  - {op: transfer_duty, provision: B.I.4, from: p-tong-hop, to: pho-giam-doc}\n";
    let passed = small("", &[("02-2026", "2026-06-01", given), ("03-2026", "2026-07-01", again)]);
    let page = site(&passed, "2026-07-02")("quy-che/b-i.html");
    let clause = at(&page, "b.i.4");
    let note = clause.split("</p>").find(|n| n.contains("đã chuyển cho")).unwrap();
    for words in ["Phòng Nghiệp vụ", "Phó Giám đốc", "(từ ngày 01/07/2026)", "02-2026.html", "03-2026.html"]
    {
        assert!(note.contains(words), "{words}: {note}");
    }
    assert!(!note.contains("Phòng Tổng hợp"), "who had it in between is on the pages of the decisions: {note}");
    let absorbed =
        small("", &[("02-2026", "2026-06-01", "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n")]);
    let page = site(&absorbed, "2026-06-02")("quy-che/b-i.html");
    let clause = at(&page, "b.i.4");
    assert!(clause.contains("nay là") && !clause.contains("đã chuyển cho"), "said once: {clause}");
}

#[test]
fn a_unit_is_now_what_it_was_divided_into_and_not_whoever_has_its_duties() {
    let given = "duties: [{provision: B.I.4, to: p-tong-hop}]";
    let divide = format!(
        "  - op: divide\n    unit: p-nghiep-vu\n    into: [{{id: p-mot, name: \"Phòng Một\"}}, {{id: p-hai, name: \"Phòng Hai\"}}]\n    {given}\n    rest: p-mot\n"
    );
    let page = site(&small("", &[("02-2026", "2026-06-01", &divide)]), "2026-06-02")("quy-che/b-i.html");
    let clause = at(&page, "b.i.4");
    let note = |words: &str| clause.split("</p>").find(|n| n.contains(words)).unwrap_or_default().to_owned();
    assert!(note("nay là").contains("Phòng Một") && note("nay là").contains("Phòng Hai"), "{clause}");
    assert!(!note("nay là").contains("Phòng Tổng hợp"), "{clause}");
    assert!(note("đã chuyển cho").contains("Phòng Tổng hợp"), "{clause}");
    let dissolve = format!("  - op: dissolve\n    unit: p-nghiep-vu\n    {given}\n    rest: p-tong-hop\n");
    let dissolved = small("", &[("02-2026", "2026-06-01", &dissolve)]);
    let clause = |day: &str| at(&site(&dissolved, day)("quy-che/b-i.html"), "b.i.4").to_owned();
    assert!(clause("2026-05-31").contains("từ ngày 01/06/2026 giải thể"), "{}", clause("2026-05-31"));
    let after = clause("2026-06-02");
    assert!(after.contains("đã giải thể (từ ngày 01/06/2026)") && !after.contains("nay là"), "{after}");
    assert!(after.contains("đã chuyển cho"), "one heir alone is not the old unit either: {after}");
}

#[test]
fn a_duty_that_ended_is_told_while_the_text_gives_it() {
    let dissolve =
        "  - {op: dissolve, unit: p-nghiep-vu, duties: [{provision: B.I.4, ended: \"thôi\"}], rest: p-tong-hop}\n";
    let renumber = "  - {op: renumber, provision: B.I.4, label: \"3a.\"}\n";
    let amend = "  - {op: amend, provision: B.I.3a, new: \"Phòng Tổng hợp quản lý hồ sơ.\"}\n";
    let scene = Scene::small(
        "",
        &[("02-2026", "2026-06-01", dissolve), ("03-2026", "2026-07-01", renumber), ("04-2026", "2026-08-01", amend)],
    );
    let text = std::fs::read_to_string(scene.root().join("content/regulation/2026-01-05.md")).unwrap();
    let later = |old: &str, new: &str, day: &str, by: &str| {
        let text =
            text.replace(old, new).replace("2026-01-05", day).replace("decision: 01-2026", &format!("decision: {by}"));
        std::fs::write(scene.root().join(format!("content/regulation/{day}.md")), text).unwrap();
    };
    later("4\\. Phòng", "3a. Phòng", "2026-07-01", "03-2026");
    later(
        "4\\. Phòng Nghiệp vụ quản lý hồ sơ, tài liệu của Trung tâm.",
        "3a. Phòng Tổng hợp quản lý hồ sơ.",
        "2026-08-01",
        "04-2026",
    );
    let scene = Scene::read(scene.into_dir());
    let given = |e: &&quyche::model::EndedDuty| e.given;
    let ended = |day| {
        let state = scene.on(day);
        let given = state.model().ended.iter().filter(given);
        given.map(|e| e.row.provision.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ended(NEW), ["B.I.4"]);
    assert_eq!(ended(date(2026, 7, 1)), ["B.I.3a"]);
    assert!(ended(date(2026, 8, 1)).is_empty(), "other words give another duty, or none");
}

#[test]
fn a_name_in_older_words_is_that_of_the_unit_the_clause_is_about() {
    let rename = "  - {op: rename, unit: p-nghiep-vu, name: \"Phòng Chuyên môn\"}\n";
    let taken =
        "  - {op: create, unit: {id: p-moi, name: \"Phòng Nghiệp vụ\", group: cac-phong, head: truong-phong}}\n";
    let scene = small("", &[("02-2026", "2026-06-01", rename), ("03-2026", "2026-07-01", taken)]);
    for day in ["2026-06-02", "2026-07-02"] {
        let page = site(&scene, day)("quy-che/b-i.html");
        let clause = at(&page, "b.i.4");
        assert!(clause.contains("Phòng Nghiệp vụ: nay là") && clause.contains("Phòng Chuyên môn"), "{day}: {clause}");
    }
}

#[test]
fn a_post_no_unit_has_is_told_in_the_decision() {
    let given = "  - {op: transfer_duty, provision: B.I.4, from: p-nghiep-vu, to: pho-giam-doc@p-tong-hop}\n";
    let head = "  - {op: change_head, unit: p-tong-hop, head: pho-giam-doc}\n";
    let errors = Scene::small("", &[("02-2026", "2026-06-01", given)]).errors();
    assert!(errors.len() == 1 && errors[0].starts_with("content/decisions/02-2026.yaml:7:"), "{errors:#?}");
    assert!(errors[0].contains("unknown-actor"), "{errors:#?}");
    small("", &[("02-2026", "2026-06-01", &format!("{given}{head}"))]);
}

/// A meeting whose chair is a unit.
fn meeting() -> String {
    let text = "Phòng Nghiệp vụ chủ trì họp chuyên môn vào ngày 15 hằng tháng.";
    let rule = "  - id: hop-chuyen-mon\\n    title: \"Họp chuyên môn\"\\n    kind: meeting\\n    cite: B.I.5\\n    quote: \"vào ngày 15 hằng tháng\"\\n    when: {every: month, day: 15}\\n    limit: exact\\n    who: p-nghiep-vu\\n    chair: p-nghiep-vu\\n";
    let row = "who: p-nghiep-vu, relation: chair, quote: \"Phòng Nghiệp vụ chủ trì họp chuyên môn\"";
    format!("{}calendar.yaml\trules:\\n\trules:\\n{rule}\\n\n", clause(text, &[row]))
}

#[test]
fn a_meeting_given_to_two_is_chaired_by_both() {
    let divide = "  - op: divide\n    unit: p-nghiep-vu\n    into: [{id: p-mot, name: \"Phòng Một\"}, {id: p-hai, name: \"Phòng Hai\"}]\n    duties:\n      - {provision: B.I.5, to: [p-mot, p-hai]}\n    rest: p-mot\n";
    let scene = small(&meeting(), &[("02-2026", "2026-06-01", divide)]);
    let page = site(&scene, "2026-06-02");
    let month = page("lich/2026-07.html");
    let at = month.find("Chủ trì: ").map(|_| month.match_indices("Chủ trì: ")).unwrap();
    let told: Vec<&str> = at.map(|(at, _)| month[at..].split("</p>").next().unwrap()).collect();
    assert!(told.iter().any(|t| t.contains("Phòng Một") && t.contains("Phòng Hai")), "{told:#?}");
    let printed = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_quyche"));
        command.arg("-C").arg(scene.root()).args(["calendar", "--date", "2026-06-02", "--from", "2026-07-15"]);
        String::from_utf8(command.args(["--to", "2026-07-15"]).args(args).output().unwrap().stdout).unwrap()
    };
    let json: serde_json::Value = serde_json::from_str(&printed(&["--json"])).unwrap();
    let meeting = json.as_array().unwrap().iter().find(|o| o["rule"] == "hop-chuyen-mon").unwrap();
    assert_eq!(meeting["chair"], serde_json::json!(["p-mot", "p-hai"]));
    assert!(printed(&["--csv"]).contains(",p-mot;p-hai,0"), "{}", printed(&["--csv"]));
}

/// What the text gives to nobody any more was the duty of a unit whose work another took over: nobody is told it was left to no one.
#[test]
fn a_clause_repealed_with_its_unit_says_who_takes_over_the_unit() {
    let row = "who: p-nghiep-vu, relation: owner, quote: \"Phòng Nghiệp vụ theo dõi thi đua\"";
    let edits = clause("Phòng Nghiệp vụ theo dõi thi đua.", &[row])
        + "copy\tregulation/2026-01-05.md\tregulation/2026-06-01.md\n"
        + "regulation/2026-06-01.md\tdecision: 01-2026\tdecision: 02-2026\n"
        + "regulation/2026-06-01.md\teffective_from: 2026-01-05\teffective_from: 2026-06-01\n"
        + "regulation/2026-06-01.md\t5\\. Phòng Nghiệp vụ theo dõi thi đua.\t5\\. (được bãi bỏ)\n";
    let both = "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n  - {op: repeal, provision: B.I.5}\n";
    let page = site(&small(&edits, &[("02-2026", "2026-06-01", both)]), "2026-06-02")("thay-doi/02-2026.html");
    assert!(!page.contains("không có bên nhận"));
    let (_, line) = page.split_once("quy chế không còn ghi nhiệm vụ này").unwrap();
    assert!(line.split_once("</td>").unwrap().0.contains("Phòng Tổng hợp"));
    assert!(page.contains("công việc của đơn vị chuyển cho Phòng Tổng hợp."), "the announcement");
}

#[test]
fn a_rule_ends_with_the_duty_of_all_who_bear_it() {
    let dissolve = "  - op: dissolve\n    unit: p-tong-hop\n    duties:\n      - {provision: B.II.1.b, ended: \"kết luận gửi qua phần mềm\"}\n    rest: p-nghiep-vu\n";
    let scene = small("", &[("02-2026", "2026-06-01", dissolve)]);
    let last = |day: Date| {
        let state = scene.on(day);
        let s = state.snapshot().unwrap();
        let (found, report) = quyche::calendar::occurrences(&s, date(2026, 5, 1), date(2026, 12, 31));
        assert!(!report.has_errors(), "{report:?}");
        let of = found.iter().filter(|o| o.rule.as_str() == "thong-bao-ket-luan");
        of.map(|o| o.last_allowed).max().unwrap()
    };
    assert!(last(OLD) < NEW && last(NEW) < NEW, "known before, and told of days gone by");
    let state = scene.on(NEW);
    let s = state.snapshot().unwrap();
    assert!(rules(&s).iter().all(|r| r.id.as_str() != "thong-bao-ket-luan"));
    assert!(rules(&s).iter().any(|r| r.id.as_str() == "bao-cao-thang" && r.to[0].id() == "p-nghiep-vu"));
    let page = site(&scene, "2026-05-20");
    let month = page("lich/2026-06.html");
    assert_eq!(
        month.matches("Gửi thông báo kết luận").count(),
        1,
        "the date that once stood there, as of a rule repealed"
    );
    assert!(month.contains("không còn, quy định hết áp dụng từ ngày 01/06/2026"));
    assert!(page("thay-doi/02-2026.html").contains("Gửi thông báo kết luận"), "the decision page tells what ends");
}

#[test]
fn a_meeting_goes_on_while_somebody_has_a_part_in_it() {
    let two = meeting().replace("who: p-nghiep-vu\\n    chair", "who: [p-nghiep-vu, p-tong-hop]\\n    chair");
    let dissolve =
        "  - {op: dissolve, unit: p-nghiep-vu, duties: [{provision: B.I.5, ended: \"thôi\"}], rest: p-tong-hop}\n";
    let scene = small(&two, &[("02-2026", "2026-06-01", dissolve)]);
    let state = scene.on(NEW);
    let s = state.snapshot().unwrap();
    let rule = rules(&s).into_iter().find(|r| r.id.as_str() == "hop-chuyen-mon").unwrap();
    assert_eq!(rule.who.iter().map(|a| a.id()).collect::<Vec<_>>(), ["p-tong-hop"]);
    assert!(rule.chair.is_empty());
}

#[test]
fn from_a_decision_to_come_on_a_date_is_with_whoever_has_it_then() {
    let transfer = "  - {op: transfer_duty, provision: B.II.1.b, from: p-tong-hop, to: p-nghiep-vu}\n";
    let scene = small("", &[("02-2026", "2026-06-01", transfer)]);
    let page = site(&scene, "2026-05-25");
    // The parts of a unit's page: what it must do, and what comes to it.
    let deadlines = |unit: &str| {
        let text = page(&format!("don-vi/{unit}.html"));
        let part = |id: &str| {
            let rest = text.split(&format!("id=\"{id}\"")).nth(1).unwrap().to_owned();
            rest.split("<section").next().unwrap().to_owned()
        };
        (part("han"), part("nhan"))
    };
    let (one, other) = (deadlines("p-tong-hop"), deadlines("p-nghiep-vu"));
    let (before, after) = ("2026-05-27", "2026-06-17");
    assert!(one.0.contains(before) && !one.0.contains(after), "{}", one.0);
    assert!(other.0.contains(after) && !other.0.contains(before), "{}", other.0);
    // All of them receive it, but for whoever does it.
    assert!(one.1.contains(after) && !one.1.contains(before), "{}", one.1);
    assert!(other.1.contains(before) && !other.1.contains(after), "{}", other.1);
}

#[test]
fn nothing_falls_to_a_unit_after_the_day_on_which_it_will_end() {
    let absorb = "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n";
    let scene = small("", &[("02-2026", "2026-06-01", absorb)]);
    let page = site(&scene, "2026-05-20");
    let days = |unit: &str| -> Vec<String> {
        let feed = page(&format!("lich/{unit}.ics"));
        feed.split("DTSTART;VALUE=DATE:").skip(1).map(|rest| rest[..8].to_owned()).collect()
    };
    let (ending, going_on) = (days("p-nghiep-vu"), days("p-tong-hop"));
    assert!(!ending.is_empty() && ending.iter().all(|day| day.as_str() < "20260601"), "{ending:?}");
    assert!(going_on.iter().any(|day| day.as_str() > "20260601"), "{going_on:?}");
    let all = page("don-vi/p-nghiep-vu.html");
    let next = all.split("id=\"han\"").nth(1).unwrap().split("id=\"thay-doi\"").next().unwrap();
    assert!(next.contains("datetime=\"2026-05-22\"") && !next.contains("datetime=\"2026-06-"), "{next}");
}

#[test]
fn a_decision_to_come_takes_no_date_from_a_page_it_does_not_concern() {
    let rename = "  - {op: rename, unit: p-nghiep-vu, name: \"Phòng Chuyên môn\"}\n";
    let dues = |decisions: &[(&str, &str, &str)]| {
        let scene = small("", decisions);
        let page = site(&scene, "2026-05-20");
        ["don-vi/p-tong-hop.html", "viec-toi/giam-doc.html"].map(|path| page(path).matches("class=\"due\"").count())
    };
    let without = dues(&[]);
    assert!(without.iter().all(|n| *n > 0), "{without:?}");
    assert_eq!(dues(&[("02-2026", "2026-12-01", rename)]), without);
}

#[test]
fn a_limit_asks_for_a_rule_again_when_its_clause_is_somebodys_again() {
    let dissolve = "  - op: dissolve\n    unit: p-tong-hop\n    duties:\n      - {provision: B.II.1.b, ended: \"gửi qua phần mềm\"}\n    rest: p-nghiep-vu\n";
    let old = "{who: p-tong-hop, relation: owner, to: [cac-phong], quote: \"Phòng Tổng hợp gửi thông báo kết luận\"}";
    let again = old.replace("who: p-tong-hop,", "who: p-nghiep-vu, from: 2026-09-01,");
    let edits = format!("duties.yaml\t{old}\t{old}\\n      - {again}\n");
    let errors = |edits: &str| Scene::small(edits, &[("02-2026", "2026-06-01", dissolve)]).errors();
    assert_eq!(errors(""), Vec::<String>::new(), "what is nobody's asks for nothing");
    let found = errors(&edits);
    assert!(found.len() == 1 && found[0].contains("deadline-without-rule"), "{found:#?}");
}

#[test]
fn a_meeting_without_a_day_is_whose_attend_it_where_no_more_is_said() {
    let parts = "calendar.yaml\trules:\\n\trules:\\n  - {id: hop-chung, title: \"Họp chung\", kind: meeting, cite: B.II.1.a, quote: \"Trưởng phòng dự họp\", when: {every: [month, quarter]}, attendees: [truong-phong]}\\n\n";
    let scene = small(parts, &[]);
    let page = site(&scene, "2026-06-01");
    for at in ["diem-chua-ro.html", "lich/khong-ngay.html"] {
        let page = page(at);
        let (_, line) = page.split_once("Họp chung").unwrap();
        let (_, meta) = line.split_once("class=\"meta\">").unwrap();
        let meta = meta.split_once("</p>").unwrap().0;
        assert!(meta.contains("Trưởng phòng") && !meta.contains("·  ·") && !meta.starts_with(" ·"), "{at}: {meta}");
    }
}
