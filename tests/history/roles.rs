//! A post that is created, and one that is abolished: on the pages of its own days and no others, told by the decision that did it.

use std::process::Command;

use crate::pages::site;
use crate::scene::Scene;

/// The sample with a secretary, who is no more from 01/07/2026, and a coordinator to come on 01/03/2027.
fn edits(roles: &str, duties: &str) -> String {
    let text = "quản lý hồ sơ, tài liệu của Trung tâm.\\n\\n5\\\\. Thư ký ghi biên bản họp.\\n\\n6\\\\. Điều phối viên giúp Giám đốc theo dõi các dự án.";
    format!(
        "regulation/2026-01-05.md\tquản lý hồ sơ, tài liệu của Trung tâm.\t{text}\n\
         roles.yaml\tcollectives:\\n\t{roles}collectives:\\n\n\
         roles.yaml\tmembers: [giam-doc, pho-giam-doc]\\n    cite: A.1\\n    quote\tmembers: [giam-doc, pho-giam-doc, thu-ky]\\n    cite: A.1\\n    quote\n\
         units.yaml\taliases: [\"Phòng NV\"]\\n    cite: A.2\\n    head: {{role: truong-phong}}\taliases: [\"Phòng NV\"]\\n    cite: A.2\\n    head: {{role: truong-phong}}\\n    deputy: {{role: dieu-phoi}}\n\
         duties.yaml\t  - provision: B.II.1\\n\t{duties}  - provision: B.II.1\\n\n"
    )
}

const ROLES: &str = "  - id: thu-ky\\n    name: \"Thư ký\"\\n    aliases: [\"TKY\"]\\n    until: 2026-07-01\\n    abolished_by: 15-2026\\n    reports_to:\\n      - {who: giam-doc, inferred: true, note: \"ghi biên bản cho Giám đốc\"}\\n\\n  - id: dieu-phoi\\n    name: \"Điều phối viên\"\\n    from: 2027-03-01\\n    created_by: 3-2027\\n    reports_to:\\n      - {who: giam-doc, cite: B.I.6, quote: \"giúp Giám đốc\"}\\n\\n";

const DUTIES: &str = "  - provision: B.I.5\\n    bearers:\\n      - {who: thu-ky, relation: owner, quote: \"Thư ký ghi biên bản họp\", until: 2026-07-01}\\n      - {who: p-tong-hop, relation: owner, quote: \"ghi biên bản họp\", basis: implied, from: 2026-07-01}\\n\\n  - provision: B.I.6\\n    bearers:\\n      - {who: giam-doc, relation: owner, quote: \"theo dõi các dự án\", basis: implied, until: 2027-03-01}\\n      - {who: dieu-phoi, relation: assists, to: [giam-doc], quote: \"Điều phối viên giúp Giám đốc\", from: 2027-03-01}\\n\\n";

const DECISIONS: [(&str, &str, &str); 2] = [("15-2026", "2026-07-01", "  []\n"), ("3-2027", "2027-03-01", "  []\n")];

fn office() -> Scene {
    let scene = Scene::small(&edits(ROLES, DUTIES), &DECISIONS);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    scene
}

fn said(scene: &Scene, day: &str, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let output = command.arg("-C").arg(scene.root()).args(["--quiet", "--date", day]).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The pages that list everybody: home, calendar, who does what, feeds, search.
const LISTS: [&str; 5] = ["index.html", "lich/2026-11.html", "ai-lam-gi.html", "lich/dang-ky.html", "tim.html"];

#[test]
fn a_post_is_listed_on_its_own_days_and_keeps_its_address() {
    let scene = office();
    // What a decision did to it is told beside the lists.
    let listed = |page: &str, role: &str| {
        let told = format!("chức danh <a href=\"viec-toi/{role}.html\">");
        let page = page.replace(&told, "");
        [format!("/{role}."), format!("\"{role}.ics"), format!("value=\"{role}\"")]
            .iter()
            .any(|mark| page.contains(mark))
    };
    let there = |day: &str, role: &str| -> Vec<bool> {
        let page = site(&scene, day);
        LISTS.iter().map(|list| listed(&page(list), role)).collect()
    };
    let exists = |day: &str, file: &str| scene.root().join(format!("site-{day}")).join(file).exists();
    assert_eq!(there("2026-06-30", "thu-ky"), [true; 5]);
    assert_eq!(there("2026-07-01", "thu-ky"), [false; 5]);
    assert_eq!(there("2027-02-28", "dieu-phoi"), [false; 5]);
    assert_eq!(there("2027-03-01", "dieu-phoi"), [true; 5]);
    for file in ["viec-toi/dieu-phoi.html", "viec-toi/dieu-phoi--p-nghiep-vu.html", "lich/dieu-phoi.ics"] {
        assert!(!exists("2027-02-28", file) && exists("2027-03-01", file), "{file}");
    }
    for file in ["viec-toi/thu-ky.html", "viec-toi/thu-ky/nop-nhan.html", "lich/thu-ky.ics"] {
        assert!(exists("2026-06-30", file) && exists("2026-07-01", file), "{file}");
    }
    let page =
        |day: &str, file: &str| std::fs::read_to_string(scene.root().join(format!("site-{day}")).join(file)).unwrap();
    let before = page("2026-06-30", "viec-toi/thu-ky.html");
    assert!(
        before.contains("Không còn chức danh này từ ngày <strong>01/07/2026</strong>")
            && before.contains("Thư ký ghi biên bản họp")
    );
    let after = page("2026-07-01", "viec-toi/thu-ky.html");
    assert!(after.contains("Không còn chức danh này từ ngày") && after.contains("thay-doi/15-2026.html"), "{after}");
    assert!(!after.contains("ghi biên bản họp"), "{after}");
    assert!(page("2027-03-01", "viec-toi/dieu-phoi.html").contains("thay-doi/3-2027.html"));
    assert!(!page("2027-02-28", "don-vi/p-nghiep-vu.html").contains("Điều phối viên</"), "a deputy to come is none");
    assert!(page("2027-03-01", "don-vi/p-nghiep-vu.html").contains("dieu-phoi--p-nghiep-vu.html"));
    // Today's group has today's members.
    assert!(
        page("2026-06-30", "don-vi/index.html").contains("Thư ký")
            && !page("2026-07-01", "don-vi/index.html").contains("Thư ký")
    );
}

#[test]
fn the_decision_of_the_day_tells_what_it_did() {
    let scene = office();
    let page = site(&scene, "2026-06-30");
    let decision = page("thay-doi/15-2026.html");
    assert!(decision.contains("Bỏ chức danh <a") && decision.contains("- Bỏ chức danh Thư ký."), "{decision}");
    assert!(decision.contains("Không còn chức danh này.") && !decision.contains("Đơn vị đã chấm dứt"), "{decision}");
    let coming = page("thay-doi/3-2027.html");
    assert!(
        coming.contains("- Lập chức danh Điều phối viên.") && !coming.contains("viec-toi/dieu-phoi.html"),
        "{coming}"
    );
    assert!(page("thay-doi/index.html").contains("Bỏ chức danh"));
    assert!(page("thay-doi/atom.xml").contains("Lập chức danh Điều phối viên."));
    let diff = said(&scene, "2026-06-30", &["diff", "15-2026"]);
    assert!(diff.contains("CHỨC DANH\n  bỏ chức danh Thư ký, theo Quyết định 15-2026\n"), "{diff}");
    assert!(diff.contains("Thư ký (không còn): 1 nhiệm vụ"), "{diff}");
    let json: serde_json::Value =
        serde_json::from_str(&said(&scene, "2026-06-30", &["diff", "2026-06-30", "2027-03-01", "--json"])).unwrap();
    let told = |at: usize| {
        ["role", "change", "day", "decision"].map(|key| json["roles"][at][key].as_str().unwrap().to_owned())
    };
    assert_eq!(told(0), ["thu-ky", "ended", "2026-07-01", "15-2026"]);
    assert_eq!(told(1), ["dieu-phoi", "began", "2027-03-01", "3-2027"]);
    let led = json["units"].as_array().unwrap().iter().find(|u| u["unit"] == "p-nghiep-vu").unwrap();
    assert_eq!((led["change"].as_str(), led["decision"].as_str()), (Some("led"), Some("3-2027")));
}

#[test]
fn a_post_is_told_in_the_words_of_a_post() {
    let pass = "  - {op: transfer_duty, provision: B.I.4, from: p-nghiep-vu, to: p-tong-hop}\n";
    let back = "  - {op: transfer_duty, provision: B.I.4, from: p-tong-hop, to: p-nghiep-vu}\n";
    let decisions = [("15-2026", "2026-07-01", pass), ("3-2027", "2027-03-01", back)];
    let scene = Scene::small(&edits(ROLES, DUTIES), &decisions);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let page = site(&scene, "2027-03-01");
    let who =
        |page: &str| page.split("id=\"voi-ai\"").nth(1).unwrap().split("id=\"ban-giao\"").next().unwrap().to_owned();
    for (decision, words, told) in [
        (
            "thay-doi/15-2026.html",
            "Không còn chức danh này.",
            "- Thư ký: không còn chức danh này; thôi thực hiện 1 nhiệm vụ (khoản 5 mục I phần B).",
        ),
        (
            "thay-doi/3-2027.html",
            "Chức danh mới.",
            "- Điều phối viên: chức danh mới; có 1 nhiệm vụ (khoản 6 mục I phần B).",
        ),
    ] {
        let html = page(decision);
        assert!(html.contains("id=\"ban-giao\">Bàn giao") && html.contains(told), "{html}");
        let who = who(&html);
        assert!(who.contains(words) && !who.contains("#ban-giao"), "the handover has nothing of the post: {who}");
        assert!(!html.contains(" hoạt động"), "{html}");
    }
    let own = page("viec-toi/dieu-phoi.html");
    assert!(own.contains("<li>chức danh mới</li>") && !own.contains("bắt đầu hoạt động"), "{own}");
}

/// The decision that abolishes the secretary passes his duty on.
const PASS: &str = "  - {op: transfer_duty, provision: [B.I.5], from: thu-ky, to: p-tong-hop}\n";

/// The office where it does, by this operation, and no row says so.
fn passed_on(pass: &str) -> Scene {
    let taken =
        "      - {who: p-tong-hop, relation: owner, quote: \"ghi biên bản họp\", basis: implied, from: 2026-07-01}\\n";
    let duties = DUTIES
        .replace(taken, "")
        .replace("Thư ký ghi biên bản họp\", until: 2026-07-01}", "Thư ký ghi biên bản họp\"}");
    Scene::small(&edits(ROLES, &duties), &[("15-2026", "2026-07-01", pass), DECISIONS[1]])
}

#[test]
fn a_post_that_hands_its_duty_over_leads_to_the_handover() {
    let scene = passed_on(PASS);
    let html = site(&scene, "2026-07-01")("thay-doi/15-2026.html");
    assert!(html.contains("Không còn chức danh này. <a href=\"#ban-giao\">"), "{html}");
}

#[test]
fn who_says_that_there_is_no_such_post() {
    let scene = office();
    let who = |day: &str, word: &str| said(&scene, day, &["who", word]);
    assert!(who("2026-06-30", "thu-ky").contains("B.I.5"));
    for word in ["thu-ky", "TKY"] {
        assert_eq!(who("2026-07-01", word), "Thư ký (thu-ky)\n  không còn chức danh này từ 01/07/2026\n\n");
    }
    assert!(who("2027-02-28", "dieu-phoi").contains("chưa có chức danh này; có từ 01/03/2027"));
    assert!(!said(&scene, "2026-07-01", &["who"]).contains("Thư ký"));
}

#[test]
fn no_address_once_published_is_lost() {
    let scene = office();
    let web = scene.root().join("web");
    for day in ["2026-05-31", "2026-07-01", "2027-02-28", "2027-03-01"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
        command.arg("-C").arg(scene.root()).arg("publish").arg(&web).args(["--yes", "--date", day]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{day}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// The errors of the sample whose roles or duties are otherwise.
fn slips(roles: (&str, &str), duties: (&str, &str), decisions: &[(&str, &str, &str)]) -> Vec<String> {
    for (text, (old, _)) in [(ROLES, roles), (DUTIES, duties)] {
        assert!(text.contains(old), "{old}");
    }
    Scene::small(&edits(&ROLES.replace(roles.0, roles.1), &DUTIES.replace(duties.0, duties.1)), decisions).errors()
}

#[test]
fn what_names_a_post_on_other_days_is_told() {
    let same = ("", "");
    let left = slips(same, (", until: 2026-07-01}", "}"), &DECISIONS);
    assert!(
        left.len() == 1
            && left[0].contains("content/duties.yaml:")
            && left[0].contains("role-not-there: từ 01/07/2026 không còn chức danh Thư ký, mà ở B.I.5 vẫn nêu"),
        "{left:#?}"
    );
    let early = slips(same, (", from: 2027-03-01}", "}"), &DECISIONS);
    assert!(
        early.len() == 1
            && early[0].contains("mục ở B.I.6 bắt đầu từ 05/01/2026, khi chưa có chức danh Điều phối viên"),
        "{early:#?}"
    );
    // What nobody bears any more is an error as elsewhere.
    let nobody = slips(
        same,
        (
            "      - {who: p-tong-hop, relation: owner, quote: \"ghi biên bản họp\", basis: implied, from: 2026-07-01}\\n",
            "",
        ),
        &DECISIONS,
    );
    assert!(nobody.len() == 1 && nobody[0].contains("provision-without-bearer: từ 01/07/2026, B.I.5 "), "{nobody:#?}");
    let answers = slips(
        ("who: giam-doc, cite: B.I.6, quote: \"giúp Giám đốc\"", "who: thu-ky, cite: B.I.6, quote: \"giúp Giám đốc\""),
        same,
        &DECISIONS,
    );
    assert!(answers.len() == 1 && answers[0].starts_with("content/roles.yaml:"), "{answers:#?}");
    // What keeps within its days raises no alarm; what goes on does.
    let within =
        "inherits: [{role: thu-ky, inferred: true, note: \"tạm\", until: 2026-06-01}]\\n    name: \"Phó Giám đốc\"";
    let counts = |how: &str| {
        let edits = format!("{}roles.yaml\tname: \"Phó Giám đốc\"\t{how}\n", edits(ROLES, DUTIES));
        Scene::small(&edits, &DECISIONS).errors()
    };
    assert!(counts(within).is_empty(), "{:#?}", counts(within));
    let beyond = counts(&within.replace("until: 2026-06-01", "until: 2026-08-01"));
    assert!(
        beyond.len() == 1 && beyond[0].contains("từ 01/07/2026 không còn chức danh Thư ký, mà vai trò pho-giam-doc"),
        "{beyond:#?}"
    );
}

#[test]
fn a_duty_may_be_passed_on_by_the_decision_that_abolishes_its_bearer() {
    let scene = passed_on(PASS);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let errors = passed_on(&PASS.replace("to: p-tong-hop", "to: dieu-phoi")).errors();
    assert!(
        errors.len() == 1
            && errors[0].starts_with("content/decisions/15-2026.yaml:7:6 ")
            && errors[0].contains("chưa có chức danh Điều phối viên"),
        "{errors:#?}"
    );
}

#[test]
fn the_decision_is_the_one_named_and_none_is_guessed() {
    let plain = Scene::small(&edits(&ROLES.replace("    abolished_by: 15-2026\\n", ""), DUTIES), &DECISIONS);
    let page = site(&plain, "2026-07-01");
    assert!(!page("thay-doi/15-2026.html").contains("- Bỏ chức danh"));
    assert!(!page("viec-toi/thu-ky.html").contains("thay-doi/1"));
    // It may have taken effect before.
    let said = ROLES.replace("abolished_by: 15-2026", "abolished_by: 16-2026");
    let earlier = [DECISIONS[0], ("16-2026", "2026-06-15", "  []\n"), DECISIONS[1]];
    let scene = Scene::small(&edits(&said, DUTIES), &earlier);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let page = site(&scene, "2026-07-01");
    assert!(page("thay-doi/16-2026.html").contains("- Bỏ chức danh Thư ký từ ngày 01/07/2026."));
    assert!(!page("thay-doi/15-2026.html").contains("- Bỏ chức danh"));
}

#[test]
fn a_name_may_come_back_with_another_post() {
    let again = |from: &str| {
        ROLES.replace(
            "  - id: dieu-phoi\\n",
            &format!("  - id: thu-ky-moi\\n    name: \"Thư ký\"\\n    from: {from}\\n\\n  - id: dieu-phoi\\n"),
        )
    };
    let errors = |from: &str| Scene::small(&edits(&again(from), DUTIES), &DECISIONS).errors();
    assert!(errors("2026-07-01").is_empty(), "{:#?}", errors("2026-07-01"));
    assert!(errors("2026-06-30").iter().any(|e| e.contains("duplicate-id")));
}

/// Nothing need be said of a deputy: it goes with its role, and its handbook says so.
#[test]
fn a_deputy_goes_with_its_role() {
    let head = "cite: A.2\\n    head: {role: truong-phong}";
    let unit = format!("aliases: [\"Phòng TH\"]\\n    {head}");
    let edits = format!("{}units.yaml\t{unit}\t{unit}\\n    deputy: {{role: thu-ky}}\n", edits(ROLES, DUTIES));
    let scene = Scene::small(&edits, &DECISIONS);
    assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
    let handbook = "viec-toi/thu-ky--p-tong-hop.html";
    assert!(site(&scene, "2026-06-30")("don-vi/p-tong-hop.html").contains("thu-ky--p-tong-hop.html"));
    let page = site(&scene, "2026-07-02");
    let said = page(handbook);
    assert!(said.contains("không còn ở đơn vị từ ngày <strong>01/07/2026</strong>, theo"), "{said}");
    assert!(said.contains("thay-doi/15-2026.html") && !said.contains("Nay là"), "{said}");
    assert!(page("thay-doi/15-2026.html").contains("đổi chức danh"));
}
