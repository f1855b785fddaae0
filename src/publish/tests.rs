//! The promises, each on a real folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::guard::Place;
use super::*;
use crate::site::Output;

pub(super) fn site(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    for (path, text) in files {
        output.add(*path, *text).unwrap();
    }
    output
}

/// Every file below a folder with its bytes, the manifest left out.
pub(super) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found.remove(MANIFEST);
    found
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

pub(super) fn project() -> (TempDir, PathBuf, Guard) {
    let dir = TempDir::new().unwrap();
    let root = dir.path().to_path_buf();
    fs::create_dir_all(root.join("content/pages")).unwrap();
    let guard = Guard { around: vec![root.clone()], inputs: vec![root.join("content")] };
    let target = root.join("output");
    (dir, target, guard)
}

fn place_of(target: &Path, guard: &Guard) -> Place {
    guard.place(target).unwrap()
}

#[test]
fn the_folder_equals_the_site_and_nothing_of_ours_is_left_beside_it() {
    let (dir, target, guard) = project();
    let summary = write(&site(&[("index.html", "1"), ("a/b.html", "old")]), &target, &guard).unwrap();
    assert_eq!((summary.files, summary.bytes), (2, 4));
    let second = site(&[("index.html", "2"), ("c/d/e.html", "new")]);
    let summary = write(&second, &target, &guard).unwrap();
    assert_eq!(summary.removed, ["a/b.html"]);
    assert_eq!((summary.kept.len(), summary.set_aside.len()), (0, 0));
    let expected: BTreeMap<_, _> = second.iter().map(|(p, b)| (p.to_owned(), b.to_vec())).collect();
    assert_eq!(tree(&target), expected);
    assert_eq!(names(dir.path()), ["content", "output"]);
    assert!(!target.join("a").exists());
}

#[test]
fn files_of_others_stay() {
    let (_dir, target, guard) = project();
    write(&site(&[("index.html", "1"), ("lich/2026.html", "x")]), &target, &guard).unwrap();
    fs::write(target.join("CNAME"), "noi-bo").unwrap();
    fs::write(target.join("lich/ghi chú.txt"), "của Lan").unwrap();
    fs::create_dir_all(target.join(".git/objects")).unwrap();
    fs::write(target.join(".git/objects/ab"), [0, 255]).unwrap();
    for run in 0..3 {
        let summary = write(&site(&[("index.html", &run.to_string())]), &target, &guard).unwrap();
        assert_eq!(summary.kept, [".git/objects/ab", "CNAME", "lich/ghi chú.txt"]);
        assert_eq!(fs::read(target.join(".git/objects/ab")).unwrap(), [0, 255]);
        assert_eq!(fs::read_to_string(target.join("lich/ghi chú.txt")).unwrap(), "của Lan");
    }
}

#[test]
#[cfg(unix)]
fn a_link_of_others_stays_a_link_and_is_not_followed() {
    let (dir, target, guard) = project();
    write(&site(&[("index.html", "1")]), &target, &guard).unwrap();
    std::os::unix::fs::symlink(dir.path().join("content"), target.join("tai-lieu")).unwrap();
    std::os::unix::fs::symlink("khong-co", target.join("cut")).unwrap();
    write(&site(&[("index.html", "2")]), &target, &guard).unwrap();
    assert_eq!(fs::read_link(target.join("tai-lieu")).unwrap(), dir.path().join("content"));
    assert_eq!(fs::read_link(target.join("cut")).unwrap(), Path::new("khong-co"));
    assert!(dir.path().join("content/pages").is_dir());
}

#[test]
fn a_page_edited_by_hand_is_set_aside_and_reported() {
    let (_dir, target, guard) = project();
    write(&site(&[("index.html", "ours"), ("gone.html", "ours")]), &target, &guard).unwrap();
    fs::write(target.join("index.html"), "by hand").unwrap();
    fs::write(target.join("gone.html"), "by hand too").unwrap();
    let summary = write(&site(&[("index.html", "new")]), &target, &guard).unwrap();
    let pair = |from: &str, to: &str| SetAside { from: from.to_owned(), to: to.to_owned(), why: Why::Edited };
    assert_eq!(
        summary.set_aside,
        [pair("gone.html", "gone.html.sua-tay-1"), pair("index.html", "index.html.sua-tay-1")]
    );
    fs::write(target.join("index.html"), "again").unwrap();
    let summary = write(&site(&[("index.html", "newer")]), &target, &guard).unwrap();
    assert_eq!(summary.set_aside, [pair("index.html", "index.html.sua-tay-2")]);
    let found = tree(&target);
    let text = |path: &str| String::from_utf8(found[path].clone()).unwrap();
    assert_eq!(text("index.html"), "newer");
    assert_eq!(text("index.html.sua-tay-1"), "by hand");
    assert_eq!(text("index.html.sua-tay-2"), "again");
    assert_eq!(text("gone.html.sua-tay-1"), "by hand too");
    assert!(!target.join("gone.html").exists());
}

#[test]
fn a_new_page_never_replaces_a_file_of_others() {
    let (_dir, target, guard) = project();
    write(&site(&[("index.html", "1")]), &target, &guard).unwrap();
    fs::write(target.join("lich"), "a file where a folder is needed").unwrap();
    fs::write(target.join("tim.html"), "a page of others").unwrap();
    fs::create_dir(target.join("404.html")).unwrap();
    fs::write(target.join("404.html/x"), "a folder where a page is needed").unwrap();
    let new = [("index.html", "2"), ("lich/2026.html", "l"), ("tim.html", "t"), ("404.html", "4")];
    let summary = write(&site(&new), &target, &guard).unwrap();
    assert_eq!(summary.set_aside.len(), 3);
    let found = tree(&target);
    for (path, text) in new {
        assert_eq!(found[path], text.as_bytes(), "{path}");
    }
    assert_eq!(found["lich.sua-tay-1"], b"a file where a folder is needed");
    assert_eq!(found["tim.html.sua-tay-1"], b"a page of others");
    assert_eq!(found["404.html.sua-tay-1/x"], b"a folder where a page is needed");
}

#[test]
fn a_folder_of_others_is_refused_and_not_touched() {
    let (dir, target, guard) = project();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("luận văn.doc"), "x").unwrap();
    let before = (names(dir.path()), tree(&target));
    let error = write(&site(&[("index.html", "1")]), &target, &guard).unwrap_err();
    assert_eq!(error.fault, Fault::Refused);
    assert_eq!((names(dir.path()), tree(&target)), before);

    fs::write(target.join(MANIFEST), "{}").unwrap();
    assert_eq!(write(&site(&[("index.html", "1")]), &target, &guard).unwrap_err().fault, Fault::Refused);
    assert_eq!(tree(&target), before.1);
}

#[test]
fn an_empty_folder_and_a_new_one_below_missing_parents_are_taken() {
    let (dir, target, guard) = project();
    fs::create_dir(&target).unwrap();
    write(&site(&[("index.html", "1")]), &target, &guard).unwrap();
    write(&site(&[("index.html", "1")]), &dir.path().join("a/b/c"), &guard).unwrap();
    assert!(dir.path().join("a/b/c/index.html").is_file());
}

#[test]
fn root_home_content_and_whatever_contains_them_are_refused() {
    let (dir, target, mut guard) = project();
    let home = TempDir::new().unwrap();
    guard.around.push(home.path().join("lan"));
    fs::create_dir(home.path().join("lan")).unwrap();
    fs::write(dir.path().join("f"), "").unwrap();
    let root = dir.path();
    let before = names(root);
    let bad = [
        PathBuf::from("/"),
        root.to_path_buf(),
        root.join("content"),
        root.join("content/pages"),
        root.join("content/new/deep"),
        root.join("content/pages/../../content"),
        root.join("content/.."),
        root.parent().unwrap().to_path_buf(),
        home.path().to_path_buf(),
        home.path().join("lan"),
        root.join(".quyche-staging-output"),
        root.join("f"),
    ];
    for path in bad {
        let error = write(&site(&[("index.html", "1")]), &path, &guard).unwrap_err();
        assert_eq!(error.fault, Fault::Refused, "{}: {error:?}", path.display());
        assert!(!error.message.vi.is_empty() && !error.help.en.is_empty());
    }
    assert_eq!(names(root), before);
    assert!(write(&site(&[("index.html", "1")]), &home.path().join("lan/site"), &guard).is_ok());
    assert!(write(&site(&[("index.html", "1")]), &target, &guard).is_ok());
}

#[test]
#[cfg(unix)]
fn a_link_counts_as_what_it_leads_to() {
    let (dir, _, guard) = project();
    let link = |to: &Path, name: &str| {
        std::os::unix::fs::symlink(to, dir.path().join(name)).unwrap();
        dir.path().join(name)
    };
    let output = site(&[("index.html", "1")]);
    let bad = link(&dir.path().join("content"), "to-content");
    assert_eq!(write(&output, &bad, &guard).unwrap_err().fault, Fault::Refused);
    assert!(write(&output, &link(Path::new("nowhere/at/all"), "dangling"), &guard).is_err());
    let served = TempDir::new().unwrap();
    fs::create_dir(served.path().join("www")).unwrap();
    let good = link(&served.path().join("www"), "to-www");
    write(&output, &good, &guard).unwrap();
    assert!(good.is_symlink() && served.path().join("www/index.html").is_file());
}

#[test]
fn any_failure_before_the_swap_leaves_the_old_site_byte_identical() {
    let (dir, target, guard) = project();
    write(&site(&[("index.html", "1"), ("a.html", "1")]), &target, &guard).unwrap();
    fs::write(target.join("của người khác"), "x").unwrap();
    let before = tree(&target);
    let new = site(&[("index.html", "2")]);

    // A file stands where the staging folder belongs.
    let staging = place_of(&target, &guard).staging();
    fs::write(&staging, "").unwrap();
    assert_eq!(write(&new, &target, &guard).unwrap_err().fault, Fault::Environment);
    assert_eq!(tree(&target), before);
    fs::remove_file(&staging).unwrap();

    // The site itself cannot be written: a page is wanted where another page's folder is.
    let impossible = site(&[("a", "page"), ("a/b.html", "page below a page")]);
    assert_eq!(write(&impossible, &target, &guard).unwrap_err().fault, Fault::Environment);
    assert_eq!(tree(&target), before);
    assert_eq!(names(dir.path()), ["content", "output"]);

    write(&new, &target, &guard).unwrap();
    assert_eq!(fs::read(target.join("index.html")).unwrap(), b"2");
}

#[test]
fn f30_a_second_writer_is_told_so_and_the_lock_ends_with_its_holder() {
    let (dir, target, guard) = project();
    let output = site(&[("index.html", "1")]);
    let held = lock::take(&place_of(&target, &guard)).unwrap();
    let error = write(&output, &target, &guard).unwrap_err();
    assert_eq!(error.fault, Fault::Environment);
    assert!(!target.exists());
    drop(held);
    write(&output, &target, &guard).unwrap();

    // A lock file that a killed run left behind is only a file.
    File::create(place_of(&target, &guard).lock()).unwrap();
    write(&output, &target, &guard).unwrap();
    assert_eq!(names(dir.path()), ["content", "output"]);
}

#[test]
fn f30_writers_at_once_leave_one_whole_site() {
    let (_dir, target, guard) = project();
    let results: Vec<_> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|n| {
                let (target, guard) = (&target, &guard);
                scope.spawn(move || {
                    let text = n.to_string();
                    write(&site(&[("a.html", &text), ("b.html", &text)]), target, guard)
                })
            })
            .collect();
        writers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    assert!(results.iter().any(Result::is_ok));
    assert!(results.iter().filter_map(|r| r.as_ref().err()).all(|e| e.fault == Fault::Environment));
    let found = tree(&target);
    assert_eq!(found["a.html"], found["b.html"]);
}

#[test]
fn whatever_moment_a_run_was_killed_the_next_one_finds_a_whole_site() {
    let (dir, target, guard) = project();
    let place = place_of(&target, &guard);
    let old = site(&[("index.html", "old"), ("a.html", "old")]);
    write(&old, &target, &guard).unwrap();
    fs::write(target.join("ghi-chu.txt"), "x").unwrap();

    // While staging.
    let killed = || fs::write(place.lock(), "quyche\n").unwrap();
    killed();
    fs::create_dir(place.staging()).unwrap();
    fs::write(place.staging().join("half.html"), "ha").unwrap();
    write(&old, &target, &guard).unwrap();
    assert_eq!(names(dir.path()), ["content", "output"]);

    // Between the two renames.
    killed();
    fs::rename(&target, place.old()).unwrap();
    fs::create_dir(place.staging()).unwrap();
    let summary = write(&old, &target, &guard).unwrap();
    assert_eq!(summary.kept, ["ghi-chu.txt"]);
    assert_eq!(names(dir.path()), ["content", "output"]);
    assert_eq!(tree(&target)["a.html"], b"old");
}

#[test]
fn a_folder_of_somebody_else_that_bears_a_name_of_ours_is_left_alone() {
    let (dir, target, guard) = project();
    let place = place_of(&target, &guard);
    write(&site(&[("index.html", "1")]), &target, &guard).unwrap();
    for foreign in [place.staging(), place.old()] {
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("mine.txt"), "mine").unwrap();
        // Not the second time either.
        for _ in 0..2 {
            let error = write(&site(&[("index.html", "2")]), &target, &guard).unwrap_err();
            assert_eq!(error.fault, Fault::Refused);
            assert_eq!(fs::read(foreign.join("mine.txt")).unwrap(), b"mine");
            assert_eq!(tree(&target)["index.html"], b"1");
        }
        fs::remove_dir_all(&foreign).unwrap();
    }
    write(&site(&[("index.html", "2")]), &target, &guard).unwrap();
    assert_eq!(names(dir.path()), ["content", "output"]);
}

#[test]
#[cfg(unix)]
fn the_rights_of_the_folder_stay() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, target, guard) = project();
    write(&site(&[("index.html", "1")]), &target, &guard).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o750)).unwrap();
    write(&site(&[("index.html", "2")]), &target, &guard).unwrap();
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o750);
}

#[test]
fn a_build_that_changes_nothing_writes_nothing_and_a_small_change_writes_little() {
    let (dir, target, guard) = project();
    let one = site(&[("index.html", "1"), ("a/b.html", "b"), ("c.css", "c")]);
    assert_eq!(write(&one, &target, &guard).unwrap().written, 3);
    let seen = |folder: &Path| folder.metadata().unwrap().modified().unwrap();
    let before = (seen(dir.path()), seen(&target));
    assert_eq!(write(&one, &target, &guard).unwrap().written, 0);
    assert_eq!((seen(dir.path()), seen(&target)), before);

    let two = site(&[("index.html", "2"), ("a/b.html", "b"), ("c.css", "c")]);
    assert_eq!(write(&two, &target, &guard).unwrap().written, 1);
    // Sharing a file with the folder that goes must leave no second name behind.
    #[cfg(unix)]
    for path in ["a/b.html", "c.css", "index.html"] {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(fs::metadata(target.join(path)).unwrap().nlink(), 1, "{path}");
    }
    // A page edited to other bytes of the same length is written anew.
    fs::write(target.join("c.css"), "X").unwrap();
    let summary = write(&two, &target, &guard).unwrap();
    assert_eq!((summary.set_aside.len(), fs::read(target.join("c.css")).unwrap()), (1, b"c".to_vec()));
}
