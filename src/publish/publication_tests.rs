//! The promises of a published folder (design 7: 1–5, 9), each on a real folder and in both ways of replacing it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::tests::{names, project, site, tree};
use super::*;

pub(super) const WAYS: [Way; 2] = [Way::OneStep, Way::FileByFile];

pub(super) fn terms(way: Way) -> Terms {
    Terms { day: "2026-01-05".into(), at: "2026-01-05T08:00:00+07:00".into(), way, ..Terms::default() }
}

pub(super) fn put(files: &[(&str, &str)], target: &Path, guard: &Guard, way: Way) -> Result<Published, PublishError> {
    let output = site(files);
    settle(target, guard)?;
    let shown = compare(&output, target, guard)?;
    publish(&output, guard, &shown, &terms(way))
}

/// The tree with its manifest: what a rollback must give back to the byte.
fn whole(target: &Path) -> (std::collections::BTreeMap<String, Vec<u8>>, Vec<u8>) {
    (tree(target), fs::read(target.join(MANIFEST)).unwrap())
}

fn store(target: &Path) -> PathBuf {
    target.parent().unwrap().join(".quyche-releases-output")
}

fn kept(target: &Path, guard: &Guard) -> Vec<String> {
    releases(target, guard).unwrap().1.into_iter().map(|r| r.name).collect()
}

#[test]
fn a_comparison_touches_nothing() {
    let (dir, target, guard) = project();
    let output = site(&[("index.html", "1")]);
    assert!(compare(&output, &target, &guard).unwrap().first);
    assert_eq!(names(dir.path()), ["content"]);
    put(&[("index.html", "1"), ("a.css", "1")], &target, &guard, Way::OneStep).unwrap();
    let before = (names(dir.path()), whole(&target));
    let c = compare(&site(&[("index.html", "2"), ("b.html", "n")]), &target, &guard).unwrap();
    assert_eq!(
        (c.new.as_slice(), c.changed.as_slice(), c.others),
        (["b.html".to_owned()].as_slice(), ["index.html".to_owned()].as_slice(), 1)
    );
    assert_eq!((names(dir.path()), whole(&target)), before);
}

#[test]
fn a_page_whose_frame_alone_changes_is_told_apart() {
    let (_dir, target, guard) = project();
    put(&[("a.html", "<h1>1<main>x</main>day 1"), ("b.html", "<main>x</main>")], &target, &guard, Way::OneStep)
        .unwrap();
    let c = compare(&site(&[("a.html", "<h1>1<main>x</main>day 2"), ("b.html", "<main>y</main>")]), &target, &guard)
        .unwrap();
    assert_eq!(
        (c.frame.as_slice(), c.changed.as_slice()),
        (["a.html".to_owned()].as_slice(), ["b.html".to_owned()].as_slice())
    );
}

#[test]
fn files_of_others_stay_and_edited_pages_are_set_aside() {
    for way in WAYS {
        let (_dir, target, guard) = project();
        put(&[("index.html", "1"), ("gone.html", "1"), ("lich/a.html", "1")], &target, &guard, way).unwrap();
        fs::write(target.join("CNAME"), "noi-bo").unwrap();
        fs::create_dir_all(target.join("anh/2026")).unwrap();
        fs::write(target.join("anh/2026/x.jpg"), [0, 255]).unwrap();
        fs::write(target.join("moi.html"), "of somebody").unwrap();
        fs::create_dir(target.join("tim.html")).unwrap();
        fs::write(target.join("tim.html/y"), "y").unwrap();
        fs::write(target.join("index.html"), "by hand").unwrap();
        let allow = Terms { allow_lost: Some("thử".into()), ..terms(way) };
        let output = site(&[("index.html", "2"), ("lich/a.html", "1"), ("moi.html", "ours"), ("tim.html", "t")]);
        let shown = compare(&output, &target, &guard).unwrap();
        assert_eq!(shown.edited, ["index.html"]);
        let done = publish(&output, &guard, &shown, &allow).unwrap();
        assert_eq!(done.by_file, way == Way::FileByFile);
        let found = tree(&target);
        let text = |p: &str| String::from_utf8_lossy(&found[p]).into_owned();
        assert_eq!((text("index.html"), text("index.html.sua-tay-1")), ("2".into(), "by hand".into()), "{way:?}");
        assert_eq!((text("moi.html"), text("moi.html.sua-tay-1")), ("ours".into(), "of somebody".into()));
        assert_eq!((text("tim.html"), text("tim.html.sua-tay-1/y")), ("t".into(), "y".into()));
        assert_eq!((text("CNAME"), found["anh/2026/x.jpg"].clone()), ("noi-bo".into(), vec![0, 255]));
        assert!(!found.contains_key("gone.html"));
        // The release holds what was live of ours, the edit included, and nothing of others.
        let release = tree(&store(&target).join("0001-2026-01-05/site"));
        assert_eq!(release.keys().collect::<Vec<_>>(), ["gone.html", "index.html", "lich/a.html"]);
        assert_eq!(release["index.html"], b"by hand");
    }
}

#[test]
fn a_lost_address_is_refused_with_its_place_and_allowed_with_a_reason() {
    let (dir, target, guard) = project();
    let page = r#"<input id="q"><main id="m"><p id="b.1"></p><p id="b.2"></p></main>"#;
    put(
        &[("index.html", "1"), ("quy-che/b.html", page), ("lich/x.ics", "x"), ("a.css", "1")],
        &target,
        &guard,
        Way::OneStep,
    )
    .unwrap();
    let before = (names(dir.path()), whole(&target));
    let less = site(&[("index.html", "1"), ("quy-che/b.html", r#"<main id="m"><p id="b.2"></p></main>"#)]);
    let shown = compare(&less, &target, &guard).unwrap();
    let lost = |path: &str, anchors: &[&str], whole| Lost {
        path: path.into(),
        anchors: anchors.iter().map(|a| (*a).to_owned()).collect(),
        whole,
    };
    assert_eq!(shown.lost, [lost("lich/x.ics", &[], true), lost("quy-che/b.html", &["b.1"], false)]);
    assert_eq!(publish(&less, &guard, &shown, &terms(Way::OneStep)).unwrap_err().fault, Fault::Refused);
    assert_eq!((names(dir.path()), whole(&target)), before);

    let allow = Terms { allow_lost: Some("tách sang trang khác".into()), ..terms(Way::OneStep) };
    publish(&less, &guard, &shown, &allow).unwrap();
    let log = fs::read_to_string(store(&target).join("log.jsonl")).unwrap();
    assert!(log.contains("tách sang trang khác") && log.contains("b.1"), "{log}");
}

#[test]
fn the_anchors_of_a_folder_built_before_they_were_recorded_are_read_from_its_pages() {
    let (_dir, target, guard) = project();
    write(&site(&[("a.html", r#"<main><p id="x"></p></main>"#)]), &target, &guard).unwrap();
    let text = fs::read_to_string(target.join(MANIFEST)).unwrap();
    let bare = text.replace(r#""anchors":["x"],"#, "");
    assert_ne!(bare, text);
    fs::write(target.join(MANIFEST), bare).unwrap();
    let c = compare(&site(&[("a.html", "<main></main>")]), &target, &guard).unwrap();
    assert_eq!(c.lost[0].anchors, ["x"]);
}

#[test]
fn five_releases_are_kept_and_what_is_not_ours_beside_them_is_left_alone() {
    for way in WAYS {
        let (_dir, target, guard) = project();
        for n in 1..=8 {
            put(&[("index.html", &n.to_string())], &target, &guard, way).unwrap();
            fs::create_dir_all(store(&target).join("ghi-chu")).unwrap();
        }
        let want: Vec<String> = (3..=7).rev().map(|n| format!("{n:04}-2026-01-05")).collect();
        assert_eq!(kept(&target, &guard), want);
        assert_eq!(names(&store(&target)).len(), 5 + 2, "{:?}", names(&store(&target)));
        for n in 3..=7 {
            let old = fs::read_to_string(store(&target).join(format!("{n:04}-2026-01-05/site/index.html"))).unwrap();
            assert_eq!(old, n.to_string());
        }
    }
}

#[test]
fn an_edit_of_a_live_page_does_not_reach_a_release() {
    for way in WAYS {
        let (_dir, target, guard) = project();
        put(&[("index.html", "1"), ("same.html", "s")], &target, &guard, way).unwrap();
        fs::write(target.join("la.txt"), "1").unwrap();
        fs::write(target.join("index.html"), "by hand").unwrap();
        put(&[("index.html", "2"), ("same.html", "s")], &target, &guard, way).unwrap();
        for path in ["same.html", "index.html", "index.html.sua-tay-1", "la.txt", MANIFEST] {
            let mut text = fs::read(target.join(path)).unwrap();
            text.push(b'x');
            // In place, as an editor that truncates does it.
            fs::write(target.join(path), text).unwrap();
        }
        let release = tree(&store(&target).join("0001-2026-01-05/site"));
        assert_eq!(
            (release["same.html"].as_slice(), release["index.html"].as_slice()),
            (b"s".as_slice(), b"by hand".as_slice())
        );
        assert_eq!(release.len(), 2);
    }
}

#[test]
fn a_rollback_gives_the_former_site_back_to_the_byte_and_again_forward() {
    for way in WAYS {
        let (_dir, target, guard) = project();
        put(&[("index.html", "1"), ("old.html", "o")], &target, &guard, way).unwrap();
        let first = whole(&target);
        put(&[("index.html", "2"), ("old.html", "o"), ("new/x.html", "<main><p id=\"y\">")], &target, &guard, way)
            .unwrap();
        let second = whole(&target);
        let (done, withdrawn) = rollback(&target, &guard, None, &terms(way)).unwrap();
        assert_eq!(whole(&target), first, "{way:?}");
        assert_eq!((done.publication.unwrap().number, withdrawn.len()), (1, 1));
        assert_eq!(kept(&target, &guard), ["0002-2026-01-05"]);
        rollback(&target, &guard, None, &terms(way)).unwrap();
        assert_eq!(whole(&target), second);
        // Numbers are never used twice, whatever was rolled back; a release is named by its number or its name.
        rollback(&target, &guard, Some("1"), &terms(way)).unwrap();
        let third = put(&[("index.html", "3"), ("old.html", "o")], &target, &guard, way).unwrap();
        assert_eq!(third.publication.unwrap().number, 3);
        rollback(&target, &guard, Some("0002-2026-01-05"), &terms(way)).unwrap();
        assert_eq!(whole(&target), second);
        assert_eq!(rollback(&target, &guard, Some("9"), &terms(way)).unwrap_err().fault, Fault::Refused);
        assert_eq!(whole(&target), second);
    }
}

#[test]
fn a_damaged_release_is_refused_and_the_live_site_stands() {
    let (_dir, target, guard) = project();
    put(&[("index.html", "1")], &target, &guard, Way::OneStep).unwrap();
    put(&[("index.html", "2")], &target, &guard, Way::OneStep).unwrap();
    let live = whole(&target);
    fs::write(store(&target).join("0001-2026-01-05/site/index.html"), "bad").unwrap();
    assert_eq!(rollback(&target, &guard, None, &terms(Way::OneStep)).unwrap_err().fault, Fault::Refused);
    assert_eq!(whole(&target), live);
}

#[test]
fn a_built_folder_becomes_a_release_and_build_does_not_write_over_a_published_one() {
    let (_dir, target, guard) = project();
    write(&site(&[("index.html", "built")]), &target, &guard).unwrap();
    let built = whole(&target);
    put(&[("index.html", "1")], &target, &guard, Way::OneStep).unwrap();
    let live = whole(&target);
    assert_eq!(write(&site(&[("index.html", "x")]), &target, &guard).unwrap_err().fault, Fault::Refused);
    assert_eq!(whole(&target), live);
    assert_eq!(kept(&target, &guard), ["0000"]);
    rollback(&target, &guard, None, &terms(Way::OneStep)).unwrap();
    assert_eq!(whole(&target), built);
}

#[test]
fn a_site_that_changed_since_it_was_shown_is_not_replaced() {
    let (_dir, target, guard) = project();
    put(&[("index.html", "1")], &target, &guard, Way::OneStep).unwrap();
    let output = site(&[("index.html", "2")]);
    let shown = compare(&output, &target, &guard).unwrap();
    fs::write(target.join("index.html"), "by hand").unwrap();
    assert_eq!(publish(&output, &guard, &shown, &terms(Way::OneStep)).unwrap_err().fault, Fault::Environment);
    assert_eq!(fs::read(target.join("index.html")).unwrap(), b"by hand");
    assert!(kept(&target, &guard).is_empty() && !store(&target).join(".preparing").exists());
}

#[test]
fn f30_publishers_at_once_never_mix() {
    let dir = TempDir::new().unwrap();
    let guard = Guard::default();
    for round in 0..16 {
        let target = dir.path().join(format!("www-{}", round % 2));
        let way = WAYS[round % 2];
        let barrier = std::sync::Barrier::new(4);
        let results: Vec<_> = std::thread::scope(|scope| {
            let (target, guard, barrier) = (&target, &guard, &barrier);
            let one = |n: usize| {
                let text = format!("{round}-{n}");
                let files: Vec<(String, String)> = (0..12).map(|i| (format!("p{i}.html"), text.clone())).collect();
                let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
                let output = site(&files);
                let shown = compare(&output, target, guard);
                barrier.wait();
                let done = shown.and_then(|shown| publish(&output, guard, &shown, &terms(way)));
                done.map(|_| text)
            };
            let writers: Vec<_> = (0..4).map(|n| scope.spawn(move || one(n))).collect();
            writers.into_iter().map(|w| w.join().unwrap()).collect()
        });
        let winners: Vec<&String> = results.iter().filter_map(|r| r.as_ref().ok()).collect();
        assert_eq!(winners.len(), 1, "the others saw a site that is no more, or the lock: {results:?}");
        assert!(results.iter().filter_map(|r| r.as_ref().err()).all(|e| e.fault == Fault::Environment));
        let found = tree(&target);
        assert!(found.len() == 12 && found.values().all(|bytes| bytes == winners[0].as_bytes()), "{round}");
    }
}
