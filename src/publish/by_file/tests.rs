//! What people do to the folder while files take their places is not lost: not on the way forward, not after a kill, not on
//! the way back.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::publish::aside::Why;
use crate::publish::manifest::Manifest;
use crate::publish::tests::{project, site as files, tree};
use crate::publish::{Known, Terms, compare, publish as publish_whole};

const OLD: [(&str, &str); 6] =
    [("a.html", "1"), ("b/c.html", "1"), ("gone.html", "1"), ("gone2.html", "1"), ("same.html", "1"), ("x.css", "1")];
const NEW: [(&str, &str); 8] = [
    ("a.html", "2"),
    ("b/c.html", "2"),
    ("same.html", "1"),
    ("x.css", "2"),
    ("new/d.html", "2"),
    ("z/index.html", "2"),
    ("e.html", "2"),
    ("f.html", "2"),
];

/// A published site, and the next one prepared and planned.
struct Case {
    _dir: TempDir,
    target: PathBuf,
    preparing: PathBuf,
    plan: Plan,
}

impl Case {
    fn new() -> Self {
        let (dir, target, guard) = project();
        let shown = compare(&files(&OLD), &target, &guard).unwrap();
        publish_whole(&files(&OLD), &guard, &shown, &Terms::default()).unwrap();
        fs::write(target.join("la.txt"), "of somebody").unwrap();
        // Edited before the plan: it has its copy by the plan.
        fs::write(target.join("b/c.html"), "early").unwrap();
        let live = Live::read(&target, Known::of(&guard.place(&target).unwrap()).unwrap()).unwrap();
        let (preparing, output) = (dir.path().join("preparing"), files(&NEW));
        fs::create_dir_all(site(&preparing)).unwrap();
        // A release keeps a page as somebody had edited it, and its manifest does not know.
        let manifest = Manifest::of(&files(&OLD)).to_json();
        stage::tree(&output, &manifest, &site(&preparing)).unwrap();
        let plan = prepare(&target, &preparing, &live, &output).unwrap();
        Self { _dir: dir, target, preparing, plan }
    }

    /// What somebody does in the meantime, by what it is where.
    fn meanwhile(&self) -> [(&'static str, &'static str); 6] {
        let write = |path: &str, text: &str| {
            let file = self.target.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("a.html", "late edit");
        write("b/c.html", "later edit");
        write("gone.html", "late edit of a page that goes");
        write("new/d.html", "late file where a page goes");
        write("z", "late file where a folder goes");
        write("e.html/inner", "late folder where a page goes");
        [
            ("a.html", "late edit"),
            ("b/c.html", "later edit"),
            ("gone.html", "late edit of a page that goes"),
            ("new/d.html", "late file where a page goes"),
            ("z", "late file where a folder goes"),
            ("e.html/inner", "late folder where a page goes"),
        ]
    }

    fn found(&self) -> BTreeMap<String, String> {
        tree(&self.target).into_iter().map(|(p, b)| (p, String::from_utf8(b).unwrap())).collect()
    }

    /// The new site stands, and beside it all that people had.
    fn is_new(&self, told: &[SetAside], late: &[(&str, &str)]) {
        let found = self.found();
        for (path, text) in NEW {
            assert_eq!(found.get(path).map(String::as_str), Some(text), "{path}: {found:#?}");
        }
        for (path, text) in [&[("la.txt", "of somebody"), ("b/c.html", "early")], late].concat() {
            let kept = found.iter().find(|(_, t)| *t == text);
            let (at, _) = kept.unwrap_or_else(|| panic!("{path} is lost: {found:#?}"));
            let of = |a: &SetAside| *at == a.to || at.starts_with(&format!("{}/", a.to));
            assert!(at == "la.txt" || told.iter().any(of), "{at} is not told: {told:?}");
        }
        assert!(!found.contains_key("gone.html") && !found.contains_key("gone2.html"));
    }
}

#[test]
fn an_edit_or_a_new_file_that_came_after_the_plan_is_set_aside_and_told() {
    let case = Case::new();
    let late = case.meanwhile();
    let mut steps = Steps::forward(&case.target, &case.preparing, &case.plan);
    steps.carry_out().unwrap();
    let told = all(&case.plan, steps);
    case.is_new(&told, &late);
    let why = |from: &str| told.iter().find(|a| a.from == from).map(|a| a.why);
    assert_eq!((why("a.html"), why("gone.html")), (Some(Why::Edited), Some(Why::Edited)));
    assert_eq!(
        (why("z"), why("e.html"), why("new/d.html")),
        (Some(Why::InTheWay), Some(Why::InTheWay), Some(Why::InTheWay))
    );
    // A second name would let an edit of the copy reach the page.
    fs::write(case.target.join("a.html.sua-tay-1"), "further").unwrap();
    assert_eq!(fs::read_to_string(case.target.join("a.html")).unwrap(), "2");
}

#[test]
fn the_same_after_a_kill_at_any_step() {
    let steps = Case::new().plan.put.len();
    for done in 0..=steps {
        let case = Case::new();
        // As far as a run came that was killed.
        for path in &case.plan.aside {
            fs::copy(case.target.join(&path.from), case.target.join(&path.to)).unwrap();
        }
        for path in case.plan.put.iter().take(done) {
            let goal = case.target.join(path);
            fs::create_dir_all(goal.parent().unwrap()).unwrap();
            fs::rename(site(&case.preparing).join(path), goal).unwrap();
        }
        // What it had put in place is the new site by now: an edit of that stays, and is seen by the next comparison.
        let waits = |path: &str| case.plan.stale.iter().any(|p| p == path) || site(&case.preparing).join(path).exists();
        let mut late = Vec::new();
        for (path, text) in
            [("a.html", "late a"), ("gone.html", "late gone"), ("f.html", "late f"), ("x.css", "late x")]
        {
            if waits(path) {
                fs::write(case.target.join(path), text).unwrap();
                late.push((path, text));
            }
        }
        let (stands, told) = resume(&case.target, &case.preparing).unwrap();
        assert!(stands);
        case.is_new(&told, &late);
        // Killed once more, when all was done.
        let (stands, again) = resume(&case.target, &case.preparing).unwrap();
        assert!(stands && again == told, "{again:?}");
        case.is_new(&again, &late);
    }
}

#[test]
fn a_fault_at_the_last_step_gives_back_the_site_as_people_left_it() {
    for meanwhile in [false, true] {
        let case = Case::new();
        let late = if meanwhile { case.meanwhile().to_vec() } else { Vec::new() };
        let (before, manifest) = (case.found(), fs::read(case.target.join(MANIFEST)).unwrap());
        // No folder can take the place of a file: every page is in its place by then.
        let last = site(&case.preparing).join(MANIFEST);
        fs::remove_file(&last).unwrap();
        fs::create_dir(&last).unwrap();
        let mut steps = Steps::forward(&case.target, &case.preparing, &case.plan);
        let error = steps.carry_out().unwrap_err();
        let error = turn_round(&case.target, &case.preparing, &case.plan, error);
        assert!(!is_begun(&case.preparing), "turned round to the end: {error:?}");
        assert!(error.help.en.contains("as it was"), "{error:?}");
        assert_eq!(case.found(), before, "{late:?}");
        assert_eq!(fs::read(case.target.join(MANIFEST)).unwrap(), manifest);
    }
}

#[test]
fn a_page_that_is_edited_while_the_plan_is_turned_round_is_set_aside() {
    let case = Case::new();
    Steps::forward(&case.target, &case.preparing, &case.plan).carry_out().unwrap();
    fs::write(case.target.join("a.html"), "edit of the new page").unwrap();
    fs::write(case.target.join("f.html"), "edit of a page that was not").unwrap();
    let error =
        turn_round(&case.target, &case.preparing, &case.plan, io_error(&case.target, &std::io::Error::other("x")));
    let found = case.found();
    assert_eq!((found["a.html"].as_str(), found["gone.html"].as_str()), ("1", "1"));
    assert_eq!(found["a.html.sua-tay-1"], "edit of the new page");
    assert_eq!(found["f.html"], "edit of a page that was not", "nothing needs its place");
    assert!(error.help.vi.contains("a.html.sua-tay-1") && error.help.en.contains("a.html.sua-tay-1"), "{error:?}");
}

#[test]
fn a_plan_that_cannot_be_completed_is_not_said_to_leave_the_old_site() {
    let case = Case::new();
    let last = site(&case.preparing).join(MANIFEST);
    let manifest = fs::read(&last).unwrap();
    fs::remove_file(&last).unwrap();
    fs::create_dir(&last).unwrap();
    let error = resume(&case.target, &case.preparing).unwrap_err();
    assert!(error.help.vi.contains("lẫn tệp") && error.help.en.contains("completes or undoes"), "{error:?}");
    assert!(!error.help.vi.contains("nguyên;") && !error.help.en.contains("as it was"), "{error:?}");
    // Once the fault is mended, the next run completes it.
    fs::remove_dir(&last).unwrap();
    fs::write(&last, manifest).unwrap();
    let (stands, told) = resume(&case.target, &case.preparing).unwrap();
    assert!(stands);
    case.is_new(&told, &[]);
}
