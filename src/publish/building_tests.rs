//! A site that is written while it is made: what stands, who is overtaken, what people do meanwhile.

use std::fs;
use std::path::Path;

use super::tests::{names, project, site, tree};
use super::*;
use crate::site::{RelPath, Sink};

fn give(building: &Building, files: &[(&str, &str)]) {
    files.iter().for_each(|(path, text)| building.take(RelPath::new(*path).unwrap(), text.as_bytes().to_vec(), None));
}

#[test]
fn a_building_that_is_dropped_leaves_the_site_and_nothing_beside_it() {
    let (dir, target, guard) = project();
    write(&site(&[("index.html", "1"), ("a/b.html", "1")]), &target, &guard).unwrap();
    let (before, around) = (tree(&target), names(dir.path()));
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&building, &[("index.html", "1"), ("a/b.html", "2"), ("c/d.html", "2")]);
    assert_ne!(names(dir.path()), around, "what is new is written beside it");
    drop(building);
    assert_eq!((tree(&target), names(dir.path())), (before, around));
}

#[test]
fn nothing_is_begun_while_all_stands() {
    let (dir, target, guard) = project();
    let files = [("index.html", "1"), ("a/b.html", "1")];
    write(&site(&files), &target, &guard).unwrap();
    let around = names(dir.path());
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&building, &files);
    assert_eq!(names(dir.path()), around);
    let summary = building.finish(None).unwrap();
    assert_eq!((summary.files, summary.bytes, summary.written), (2, 2, 0));
    // One file less is another site, though every file of it stands.
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&building, &files[..1]);
    let summary = building.finish(None).unwrap();
    assert_eq!((summary.files, summary.written, summary.removed), (1, 0, vec!["a/b.html".to_owned()]));
    assert!(!target.join("a").exists());
}

#[test]
fn a_page_that_stands_made_of_the_same_is_taken_and_an_edited_one_is_not() {
    let (_dir, target, guard) = project();
    let page = |name: &str| RelPath::new(name).unwrap();
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    building.take(page("a.html"), "1".into(), Some(1));
    building.take(page("b.html"), "1".into(), Some(2));
    assert!(!building.stands(&page("a.html"), 1), "it does not stand yet");
    building.finish(None).unwrap();
    fs::write(target.join("b.html"), "edited").unwrap();
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    assert!(!building.stands(&page("a.html"), 2), "made of something else");
    assert!(building.stands(&page("a.html"), 1));
    assert!(!building.stands(&page("b.html"), 2) && !building.stands(&page("c.html"), 1));
    assert_eq!(building.last_paths(), ["a.html", "b.html"]);
    assert_eq!(building.last("a.html").as_deref(), Some(b"1".as_slice()));
    assert_eq!((building.last("b.html"), building.last("c.html")), (None, None));
    building.take(page("b.html"), "1".into(), Some(2));
    let summary = building.finish(None).unwrap();
    assert_eq!((summary.files, summary.bytes, summary.set_aside.len()), (2, 2, 1));
    assert_eq!(fs::read_to_string(target.join("b.html")).unwrap(), "1");
    // Taken, it is noted as one that came.
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    assert!(building.stands(&page("a.html"), 1) && building.stands(&page("b.html"), 2));
    assert_eq!(building.finish(None).unwrap().written, 0);
}

#[test]
fn who_is_overtaken_never_puts_anothers_file_into_the_site() {
    let (_dir, target, guard) = project();
    write(&site(&[("a.html", "1"), ("b.html", "1")]), &target, &guard).unwrap();
    let slow = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&slow, &[("a.html", "1")]);
    let other = [("a.html", "2"), ("b.html", "1")];
    write(&site(&other), &target, &guard).unwrap();
    give(&slow, &[("b.html", "3")]);
    assert_eq!(slow.finish(None).unwrap_err().fault, Fault::Environment);
    assert_eq!(fs::read_to_string(target.join("a.html")).unwrap(), "2");
    assert_eq!(fs::read_to_string(target.join("b.html")).unwrap(), "1");
    // Where what stood stands still, nothing is amiss.
    let slow = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&slow, &[("b.html", "1")]);
    write(&site(&[("a.html", "4"), ("b.html", "1")]), &target, &guard).unwrap();
    give(&slow, &[("a.html", "5")]);
    slow.finish(None).unwrap();
    assert_eq!(fs::read_to_string(target.join("a.html")).unwrap(), "5");
}

#[test]
fn what_people_do_to_a_file_that_stood_is_never_passed_for_ours() {
    type Act = fn(&Path);
    let acts: [Act; 3] = [
        |file| fs::write(file, "edited").unwrap(),
        |file| fs::remove_file(file).unwrap(),
        |file| {
            fs::remove_file(file).unwrap();
            std::os::unix::fs::symlink("/etc/hostname", file).unwrap();
        },
    ];
    for act in acts {
        let (_dir, target, guard) = project();
        write(&site(&[("a.html", "1"), ("b.html", "1")]), &target, &guard).unwrap();
        let building = Building::begin(&target, &guard, Known::default()).unwrap();
        give(&building, &[("a.html", "1"), ("b.html", "2")]);
        act(&target.join("a.html"));
        let left = fs::symlink_metadata(target.join("a.html")).ok().map(|m| (m.len(), m.is_symlink()));
        assert_eq!(building.finish(None).unwrap_err().fault, Fault::Environment);
        let stays = fs::symlink_metadata(target.join("a.html")).ok().map(|m| (m.len(), m.is_symlink()));
        assert_eq!(stays, left);
        assert_eq!(fs::read_to_string(target.join("b.html")).unwrap(), "1");
        write(&site(&[("a.html", "1"), ("b.html", "2")]), &target, &guard).unwrap();
        assert_eq!(fs::read_to_string(target.join("a.html")).unwrap(), "1");
    }
}

#[test]
fn the_same_words_written_again_are_no_change() {
    let (_dir, target, guard) = project();
    write(&site(&[("a.html", "1"), ("b.html", "1")]), &target, &guard).unwrap();
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&building, &[("a.html", "1"), ("b.html", "2")]);
    fs::remove_file(target.join("a.html")).unwrap();
    fs::write(target.join("a.html"), "1").unwrap();
    let summary = building.finish(None).unwrap();
    assert_eq!((summary.written, summary.set_aside.len()), (1, 0));
    assert_eq!(fs::read_to_string(target.join("a.html")).unwrap(), "1");
}

#[test]
fn a_folder_that_is_a_link_holds_nothing_of_ours() {
    let (dir, target, guard) = project();
    let files = [("a/b.html", "1"), ("index.html", "1")];
    write(&site(&files), &target, &guard).unwrap();
    let elsewhere = dir.path().join("elsewhere");
    fs::rename(target.join("a"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, target.join("a")).unwrap();
    let building = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&building, &files);
    let summary = building.finish(None).unwrap();
    assert_eq!(summary.set_aside.len(), 1);
    assert!(!target.join("a").is_symlink() && elsewhere.join("b.html").exists());
}

#[test]
fn folders_above_a_site_that_came_to_nothing_go_again() {
    let (dir, _, guard) = project();
    let around = names(dir.path());
    let building = Building::begin(&dir.path().join("x/y/site"), &guard, Known::default()).unwrap();
    give(&building, &[("a.html", "1")]);
    assert_ne!(names(dir.path()), around);
    drop(building);
    assert_eq!(names(dir.path()), around);
}

#[test]
fn one_builds_at_a_time() {
    let (_dir, target, guard) = project();
    let first = Building::begin(&target, &guard, Known::default()).unwrap();
    give(&first, &[("a.html", "1")]);
    let second = Building::begin(&target, &guard, Known::default());
    assert_eq!(second.err().unwrap().fault, Fault::Environment);
    first.finish(None).unwrap();
    assert_eq!(fs::read_to_string(target.join("a.html")).unwrap(), "1");
}
