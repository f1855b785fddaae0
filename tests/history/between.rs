//! What differs between two days, worked out from the two offices: a small office, as `quyche init` makes it, by decisions
//! each of which once told a duty as ended that had passed, as passed that nobody had, or under another clause's number.

use std::fs;
use std::process::Command;

use jiff::civil::{Date, date};
use quyche::change::{Difference, HandoverLine, Item, ProvisionChangeKind, compare};
use quyche::model::Actor;

use crate::pages::site;
use crate::scene::Scene;

/// The words of the clause on files, whose bearer the cases are about, and of one on the seal.
const FILES: &str = "Phòng Nghiệp vụ quản lý hồ sơ, tài liệu";
const SEAL: &str = "Phòng Tổng hợp quản lý con dấu của Trung tâm";

/// The decisions take effect on these days.
const JUNE: Date = date(2026, 6, 1);
const FEBRUARY: Date = date(2027, 2, 1);

const ABSORB: &str = "  - {op: absorb, units: [p-nghiep-vu], into: p-tong-hop}\n";

/// The clause on files becomes khoản 5, one on the seal comes before it.
const MAKE_ROOM: &str = "  - {op: renumber, provision: B.I.4, label: \"5.\"}\n  - {op: insert, after: B.I.3, text: \"4. Phòng Tổng hợp quản lý con dấu của Trung tâm.\"}\n";

/// The small office, to be changed.
struct Small(tempfile::TempDir);

impl Small {
    fn new() -> Self {
        let small = Self(tempfile::tempdir().unwrap());
        small.quyche(&["init", "."]);
        small
    }

    fn quyche(&self, args: &[&str]) {
        let output = Command::new(env!("CARGO_BIN_EXE_quyche")).current_dir(&self.0).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn edit(self, file: &str, change: impl Fn(&str) -> String) -> Self {
        let path = self.0.path().join("content").join(file);
        let words = fs::read_to_string(&path).unwrap();
        let changed = change(&words);
        assert_ne!(words, changed, "{file}");
        fs::write(path, changed).unwrap();
        self
    }

    /// A row of a clause, from a day on.
    fn row(self, provision: &str, from: &str, who: &str, quote: &str) -> Self {
        let from = if from.is_empty() { String::new() } else { format!("    from: {from}\n") };
        let bearers = format!("    bearers:\n      - {{who: {who}, relation: owner, quote: \"{quote}\"}}\n");
        self.edit("duties.yaml", |words| format!("{words}\n  - provision: {provision}\n{from}{bearers}"))
    }

    /// A decision of these operations on the text, which is the one the program drafts, and of these on the office.
    fn decide(self, day: Date, text: &str, office: &str) -> Self {
        let id = if day == JUNE { "02-2026" } else { "03-2027" };
        let head = format!("number: \"{}/QĐ-TTM\"\nsigned: {day}\neffective_from: {day}\n", &id[..2]);
        let head = format!("{head}issuer: \"Trung tâm Mẫu\"\nsummary: \"Thử\"\noperations:\n");
        let path = self.0.path().join(format!("content/decisions/{id}.yaml"));
        if !text.is_empty() {
            fs::write(&path, format!("{head}{text}")).unwrap();
            self.quyche(&["draft", id, "--write"]);
        }
        fs::write(&path, format!("{head}{text}{office}")).unwrap();
        self
    }

    fn scene(self) -> Scene {
        let scene = Scene::read(self.0);
        assert!(scene.errors().is_empty(), "{:#?}", scene.errors());
        scene
    }
}

fn between(scene: &Scene, from: Date, to: Date) -> Difference {
    compare(&scene.model, &scene.on(from), &scene.on(to))
}

/// What the decision of June did.
fn june(scene: &Scene) -> Difference {
    between(scene, JUNE.yesterday().unwrap(), JUNE)
}

/// The handover as `provision from → to`, with the giver who keeps it, the number that is no more, and the reason.
fn handed(difference: &Difference) -> Vec<String> {
    let line = |l: &HandoverLine| {
        let to = l.to.as_ref().map_or_else(|| "–".to_owned(), Actor::id);
        let (kept, gone) = (if l.kept { " kept" } else { "" }, if l.gone { " gone" } else { "" });
        let why = l.why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
        format!("{} {} → {to}{kept}{gone}{why}", l.row.provision, l.from.id())
    };
    difference.handover.iter().map(line).collect()
}

/// What one unit gained and lost, as provisions.
fn came_and_went(difference: &Difference, unit: &str) -> [Vec<String>; 2] {
    let change = difference.bearers.iter().find(|b| b.bearer.id() == unit).unwrap();
    let places = |items: &[Item]| items.iter().map(|i| i.row.provision.to_string()).collect();
    [places(&change.gained), places(&change.lost)]
}

/// The lines of the announcement of the decision of June.
fn announced(scene: &Scene) -> Vec<String> {
    let page = site(scene, "2026-07-01")("thay-doi/02-2026.html");
    page.lines().filter(|l| l.starts_with("- ")).map(str::to_owned).collect()
}

fn dissolve(unit: &str, provision: &str, why: &str, rest: &str) -> String {
    format!(
        "  - op: dissolve\n    unit: {unit}\n    duties:\n      - {{provision: {provision}, ended: {why}}}\n    rest: {rest}\n"
    )
}

fn create(id: &str) -> String {
    format!("  - {{op: create, unit: {{id: {id}, name: \"Phòng Mới\", group: cac-phong, head: truong-phong}}}}\n")
}

fn transfer(from: &str, to: &str) -> String {
    format!("  - {{op: transfer_duty, provision: B.I.4, from: {from}, to: {to}}}\n")
}

#[test]
fn a_duty_put_in_other_words_on_the_day_its_unit_ends_passes_on() {
    let words = "Phòng Tổng hợp quản lý hồ sơ, tài liệu";
    let amend = format!("  - {{op: amend, provision: B.I.4, old: \"{FILES}\", new: \"{words}\"}}\n");
    let taken = |who: &str| {
        let until = |words: &str| words.replace(&format!("{FILES}\""), &format!("{FILES}\", until: 2026-06-01"));
        let small = Small::new().edit("duties.yaml", until).row("B.I.4", "2026-06-01", who, words);
        small.decide(JUNE, &amend, ABSORB).scene()
    };
    let scene = taken("p-tong-hop");
    let difference = june(&scene);
    assert_eq!(handed(&difference), ["B.I.4 p-nghiep-vu → p-tong-hop"]);
    assert_eq!(difference.handover[0].row.quote.as_str(), words);
    let told = announced(&scene);
    assert!(told.iter().all(|l| !l.contains("kết thúc")), "{told:#?}");
    // The words may give it to somebody who did not come after the unit.
    assert_eq!(handed(&june(&taken("giam-doc"))), ["B.I.4 p-nghiep-vu → giam-doc"]);
}

#[test]
fn a_duty_that_ends_is_cited_by_the_number_it_has_then_with_its_reason() {
    let small = Small::new().row("B.I.4", "2026-06-01", "p-tong-hop", SEAL);
    let dissolve = dissolve("p-nghiep-vu", "B.I.5", "đã nộp lưu trữ", "p-tong-hop");
    let scene = small.decide(JUNE, MAKE_ROOM, &dissolve).scene();
    assert_eq!(handed(&june(&scene)), ["B.I.5 p-nghiep-vu → – (đã nộp lưu trữ)"]);
    let told = announced(&scene);
    let line = "- Phòng Nghiệp vụ: nhiệm vụ tại khoản 5 mục I phần B kết thúc (đã nộp lưu trữ).";
    assert!(told.iter().any(|l| l == line), "{told:#?}");
}

#[test]
fn the_reason_is_that_of_the_unit_or_of_the_one_its_duty_had_passed_to() {
    let ended = |d: &Difference| handed(d).into_iter().filter(|l| l.contains('–')).collect::<Vec<_>>();
    let both = dissolve("p-nghiep-vu", "B.I.4", "một", "p-moi") + &dissolve("p-tong-hop", "B.I.4", "hai", "p-moi");
    let small = Small::new().row("B.I.4", "", "p-tong-hop", "hồ sơ, tài liệu");
    let one_clause = |words: &str| {
        let (start, more) = words.rsplit_once("\n  - provision: B.I.4\n    bearers:\n").unwrap();
        start.replace(&format!("{FILES}\"}}\n"), &format!("{FILES}\"}}\n{more}"))
    };
    let scene = small.edit("duties.yaml", one_clause).decide(JUNE, "", &(create("p-moi") + &both)).scene();
    assert_eq!(ended(&june(&scene)), ["B.I.4 p-nghiep-vu → – (một)", "B.I.4 p-tong-hop → – (hai)"]);
    let passed = "  - {op: absorb, units: [p-nghiep-vu], into: p-moi}\n".to_owned();
    let passed = create("p-moi") + &passed + &dissolve("p-moi", "B.I.4", "ba", "p-tong-hop");
    let scene = Small::new().decide(JUNE, "", &passed).scene();
    assert_eq!(ended(&june(&scene)), ["B.I.4 p-nghiep-vu → – (ba)"]);
}

#[test]
fn a_split_tells_what_it_ends_and_why() {
    let split = "  - op: split\n    unit: p-nghiep-vu\n    into: [{id: p-luu-tru, name: \"Phòng Lưu trữ\"}]\n    duties:\n      - {provision: B.I.4, ended: \"đã nộp lưu trữ\"}\n      - {provision: A.2, to: [p-nghiep-vu, p-luu-tru]}\n    rest: p-nghiep-vu\n";
    let scene = Small::new().decide(JUNE, "", split).scene();
    assert_eq!(handed(&june(&scene)), ["B.I.4 p-nghiep-vu → – (đã nộp lưu trữ)"]);
    let page = site(&scene, "2026-07-01")("thay-doi/02-2026.html");
    assert!(page.contains("<em>kết thúc, không có bên nhận</em>: đã nộp lưu trữ"), "{page}");
}

#[test]
fn whoever_had_a_duty_for_no_day_hands_nothing_over() {
    let chain = create("p-moi") + &transfer("p-nghiep-vu", "p-tong-hop") + &transfer("p-tong-hop", "p-moi");
    let scene = Small::new().decide(JUNE, "", &chain).scene();
    assert_eq!(handed(&june(&scene)), ["B.I.4 p-nghiep-vu → p-moi"]);
    let through = create("p-moi") + "  - {op: absorb, units: [p-nghiep-vu], into: p-moi}\n";
    let scene =
        Small::new().decide(JUNE, "", &(through + "  - {op: absorb, units: [p-moi], into: p-tong-hop}\n")).scene();
    assert_eq!(handed(&june(&scene)), ["B.I.4 p-nghiep-vu → p-tong-hop"]);
}

#[test]
fn whoever_takes_part_in_a_duty_takes_it_from_nobody() {
    let shared = create("p-moi") + &transfer("p-nghiep-vu", "[p-nghiep-vu, p-moi]");
    let scene = Small::new().decide(JUNE, "", &shared).scene();
    assert_eq!(handed(&june(&scene)), ["B.I.4 p-nghiep-vu → p-moi kept"]);
    let told = announced(&scene);
    let line = "- Phòng Mới cùng Phòng Nghiệp vụ thực hiện: 1 nhiệm vụ (khoản 4 mục I phần B).";
    assert!(told.iter().any(|l| l == line) && told.iter().all(|l| !l.contains("bàn giao")), "{told:#?}");
}

#[test]
fn two_days_between_which_a_duty_went_and_came_back_are_the_same() {
    let small = Small::new().decide(JUNE, "", &transfer("p-nghiep-vu", "p-tong-hop"));
    let scene = small.decide(FEBRUARY, "", &transfer("p-tong-hop", "p-nghiep-vu")).scene();
    let difference = between(&scene, date(2026, 5, 1), FEBRUARY);
    assert!(difference.is_empty() && difference.handover.is_empty(), "{difference:#?}");
    assert_eq!(handed(&june(&scene)), ["B.I.4 p-nghiep-vu → p-tong-hop"]);
}

#[test]
fn a_clause_that_took_a_number_and_was_repealed_is_not_the_one_that_had_it() {
    let small = Small::new().row("B.I.4", "2026-06-01", "p-tong-hop", SEAL);
    let scene = small.decide(JUNE, MAKE_ROOM, "").decide(FEBRUARY, "  - {op: repeal, provision: B.I.4}\n", "").scene();
    let told = |from: Date| {
        let difference = between(&scene, from, FEBRUARY);
        let id = |p: &Option<quyche::model::Provision>| p.as_ref().map_or_else(String::new, |p| p.id.to_string());
        let change = |c: &quyche::change::ProvisionChange| (c.kind, id(&c.before), id(&c.after));
        difference.provisions.iter().map(change).collect::<Vec<_>>()
    };
    let kind = |kind, was: &str, is: &str| (kind, was.to_owned(), is.to_owned());
    let repealed = |was| kind(ProvisionChangeKind::Repealed, was, "B.I.4");
    let renumbered = kind(ProvisionChangeKind::Renumbered, "B.I.4", "B.I.5");
    assert_eq!(told(date(2026, 5, 1)), [repealed(""), renumbered]);
    assert_eq!(told(JUNE), [repealed("B.I.4")]);
}

#[test]
fn a_number_used_again_is_another_duty() {
    let clause = format!("4\\. {FILES} của Trung tâm.");
    let anew = |words: &str| words.replace(&format!("{clause}\n\n5\\. "), "4\\. ").replace("01-2026", "02-2026");
    let small = Small::new()
        .edit("regulation/2026-01-05.md", |words| words.replace(&clause, &format!("{clause}\n\n5\\. {SEAL}.")))
        .row("B.I.5", "", "p-tong-hop", SEAL);
    let texts = small.0.path().join("content/regulation");
    let text = fs::read_to_string(texts.join("2026-01-05.md")).unwrap();
    fs::write(texts.join("2026-06-01.md"), anew(&text).replace("2026-01-05", "2026-06-01")).unwrap();
    // The headings above are not named: what stands below them goes on by its own line alone.
    let same = ["A", "A.1", "A.2", "B.I.1", "B.I.2", "B.I.3", "B.II"].map(|id| format!("{{old: {id}, new: {id}}}"));
    let table = format!("[{}, {{old: B.I.5, new: B.I.4}}]", same.join(", "));
    let operations = format!("  - {{op: replace_all, table: {table}}}\n{}", transfer("p-tong-hop", "p-nghiep-vu"));
    let scene = small.decide(JUNE, "", &operations).scene();
    let difference = june(&scene);
    let places = |all: &[&str]| all.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    assert_eq!(came_and_went(&difference, "p-nghiep-vu"), [places(&["B.I.4"]), places(&["B.I.4"])]);
    assert_eq!(came_and_went(&difference, "p-tong-hop"), [places(&[]), places(&["B.I.5"])]);
    let told = announced(&scene);
    for line in [
        "- Phòng Nghiệp vụ: thêm 1 nhiệm vụ (khoản 4 mục I phần B); thôi thực hiện 1 nhiệm vụ (khoản 4 mục I phần B, số cũ).",
        "- Phòng Tổng hợp: thôi thực hiện 1 nhiệm vụ (khoản 4 mục I phần B).",
    ] {
        assert!(told.iter().any(|l| l == line), "{line}: {told:#?}");
    }
    let page = site(&scene, "2026-07-01")("thay-doi/02-2026.html");
    assert!(page.contains("khoản 4 mục I phần B</a> (số cũ)"), "{page}");
}
