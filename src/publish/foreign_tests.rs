//! What is not ours outlives a publication as it is (design 7, promise 2): links, empty folders, rights, names that are no
//! UTF-8, what we may not open.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use super::publication_tests::{WAYS, put};
use super::tests::{project, site};
use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn empty_folders_rights_of_folders_and_links_stay() {
    for way in WAYS.map(Some).into_iter().chain([None]) {
        let (dir, target, guard) = project();
        let publish = |text: &str| {
            let files = [("index.html", text), ("lich/a.html", text)];
            match way {
                Some(way) => drop(put(&files, &target, &guard, way).unwrap()),
                None => drop(write(&site(&files), &target, &guard).unwrap()),
            }
        };
        publish("1");
        fs::create_dir_all(target.join("anh/2026/rong")).unwrap();
        fs::create_dir(target.join("lich/rong")).unwrap();
        fs::create_dir(target.join("index.html.d")).unwrap();
        fs::write(target.join("anh/x.jpg"), "x").unwrap();
        symlink("../elsewhere", target.join("anh/link")).unwrap();
        for (path, mode) in
            [("anh", 0o2751), ("anh/2026/rong", 0o1770), ("lich", 0o2775), ("lich/rong", 0o700), ("", 0o2750)]
        {
            set_mode(&target.join(path), mode);
        }
        // Whoever may give a folder another group does: the group of the tests' own is the least that shows nothing.
        let group = fs::metadata("/proc/self").is_ok_and(|m| m.uid() == 0).then_some(12_345);
        for path in ["", "anh", "lich", "lich/rong"] {
            std::os::unix::fs::chown(target.join(path), None, group).unwrap();
            set_mode(&target.join(path), mode(&target.join(path)) | 0o2000);
        }
        let seen = || {
            ["", "anh", "anh/2026", "anh/2026/rong", "lich", "lich/rong", "index.html.d"].map(|p| {
                fs::metadata(target.join(p))
                    .map(|m| (m.mode(), m.gid(), m.uid()))
                    .unwrap_or_else(|e| panic!("{way:?} {p}: {e}"))
            })
        };
        let before = seen();
        for text in ["2", "3"] {
            publish(text);
            assert_eq!(seen(), before, "{way:?}");
            assert_eq!(fs::read_link(target.join("anh/link")).unwrap(), Path::new("../elsewhere"));
        }
        let releases = dir.path().join(".quyche-releases-output/0001-2026-01-05/site");
        assert!(way.is_none() || releases.join("lich/a.html").exists() && !releases.join("anh").exists());
        assert!(!releases.join("lich/rong").exists(), "a release holds what is ours");
    }
}

#[test]
fn a_folder_of_others_in_the_place_of_a_page_is_set_aside_once_with_all_it_holds() {
    for way in WAYS {
        let (_dir, target, guard) = project();
        put(&[("index.html", "1"), ("lich/a.html", "1")], &target, &guard, way).unwrap();
        fs::create_dir_all(target.join("tim.html/rong")).unwrap();
        fs::create_dir_all(target.join("tim.html/sau/day")).unwrap();
        fs::write(target.join("tim.html/sau/day/x"), "x").unwrap();
        fs::create_dir(target.join("tim.html.sua-tay-1")).unwrap();
        let done = put(&[("index.html", "2"), ("lich/a.html", "1"), ("tim.html", "t")], &target, &guard, way).unwrap();
        let one = SetAside { from: "tim.html".into(), to: "tim.html.sua-tay-2".into(), why: Why::InTheWay };
        assert_eq!(done.set_aside, [one], "{way:?}");
        let aside = target.join("tim.html.sua-tay-2");
        assert!(aside.join("rong").is_dir() && aside.join("sau/day/x").is_file() && target.join("tim.html").is_file());
        assert!(fs::read_dir(target.join("tim.html.sua-tay-1")).unwrap().next().is_none());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_no_utf8_stays_to_the_byte() {
    let names: [&[u8]; 3] = [b"B\xe1o c\xe1o.doc", b"th\xb6 m\xf4c/x\xff.txt", b"r\xe7ng"];
    for way in WAYS.map(Some).into_iter().chain([None]) {
        let (_dir, target, guard) = project();
        let publish = |text: &str| match way {
            Some(way) => drop(put(&[("index.html", text)], &target, &guard, way).unwrap()),
            None => drop(write(&site(&[("index.html", text)]), &target, &guard).unwrap()),
        };
        publish("1");
        let path = |n: usize| target.join(OsStr::from_bytes(names[n]));
        fs::write(path(0), "0").unwrap();
        fs::create_dir(path(1).parent().unwrap()).unwrap();
        symlink("nowhere", path(1)).unwrap();
        fs::create_dir(path(2)).unwrap();
        for text in ["2", "3"] {
            publish(text);
            assert_eq!(fs::read(path(0)).unwrap(), b"0", "{way:?}");
            assert_eq!(fs::read_link(path(1)).unwrap(), Path::new("nowhere"));
            assert!(path(2).is_dir());
            assert_eq!(fs::read(target.join("index.html")).unwrap(), text.as_bytes());
        }
    }
}

#[test]
fn a_socket_that_somebody_listens_at_stays() {
    for way in WAYS {
        let (_dir, target, guard) = project();
        put(&[("index.html", "1")], &target, &guard, way).unwrap();
        let socket = target.join("anh/s");
        fs::create_dir(target.join("anh")).unwrap();
        let _listens = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let before = fs::symlink_metadata(&socket).unwrap().ino();
        put(&[("index.html", "2")], &target, &guard, way).unwrap();
        assert_eq!(fs::symlink_metadata(&socket).unwrap().ino(), before);
    }
}
