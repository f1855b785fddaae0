//! Two publishers at once: one writes, the other is told so, and nothing mixes (design 7, promise 4; F30). Two processes, as
//! on two desks that share a folder.

use super::*;
use std::fs::{File, TryLockError};
use std::time::Duration;

fn spawn(desk: &Desk, project: &str, way: &[&str]) -> std::process::Child {
    let args = [&["publish", "out/www", "--yes", "--quiet"], way].concat();
    let pipe = std::process::Stdio::piped;
    desk.command(project, &args).stdout(pipe()).stderr(pipe()).spawn().unwrap()
}

fn signal(child: &std::process::Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// The sites of the two contents.
fn sites(desk: &Desk, way: &[&str]) -> [BTreeMap<String, Vec<u8>>; 2] {
    [ONE, TWO].map(|project| {
        desk.publish(project, way);
        desk.site()
    })
}

/// The first is stopped in the middle of its work, wherever that is: the second finds the folder taken.
#[test]
fn f30_a_publisher_who_finds_another_at_work_is_told_so() {
    for way in [&[][..], &["--file-by-file"]] {
        let desk = Desk::new();
        let sites = sites(&desk, way);
        let lock = desk.path("out/.quyche-lock-www");
        let mut tries = 0;
        loop {
            tries += 1;
            assert!(tries < 100, "the first was never stopped at work");
            let mut first = spawn(&desk, ONE, way);
            while !lock.exists() && first.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(200));
            }
            if first.try_wait().unwrap().is_none() {
                signal(&first, "-STOP");
            }
            // The file is there a moment before it is locked.
            let is_held = || matches!(File::open(&lock).map(|f| f.try_lock()), Ok(Err(TryLockError::WouldBlock)));
            if !is_held() {
                // It had ended before it was stopped, or had not begun.
                let _ = Command::new("kill").args(["-CONT", &first.id().to_string()]).status();
                first.wait().unwrap();
                desk.publish(TWO, way);
                continue;
            }
            for (lang, words) in
                [("vi", "một lần chạy quyche khác đang ghi"), ("en", "another run of quyche is writing")]
            {
                let second = desk.run(TWO, &[&["publish", "out/www", "--yes", "--lang", lang], way].concat());
                let said = String::from_utf8(second.stderr).unwrap();
                assert_eq!(second.status.code(), Some(3), "{said}");
                assert!(said.contains(words), "{said}");
                let back = desk.run(TWO, &["rollback", "-o", "out/www", "--lang", lang]);
                assert_eq!(back.status.code(), Some(3));
            }
            signal(&first, "-CONT");
            assert!(first.wait().unwrap().success());
            assert!(desk.site() == sites[0] && desk.is_tidy(), "{:?}", desk.beside());
            break;
        }
    }
}

/// Let loose together, round after round.
#[test]
fn f30_two_publishers_at_once_never_mix() {
    for way in [&[][..], &["--file-by-file"]] {
        let desk = Desk::new();
        let sites = sites(&desk, way);
        let (mut both, mut one) = (0, 0);
        for round in 0..act::asked("QUYCHE_KILLS").unwrap_or(24) / 4 {
            let started = [ONE, TWO].map(|project| spawn(&desk, project, way));
            let ended = started.map(|child| child.wait_with_output().unwrap());
            let codes = [0, 1].map(|n| ended[n].status.code());
            let said = String::from_utf8_lossy(&ended[0].stderr) + String::from_utf8_lossy(&ended[1].stderr);
            assert!(codes.iter().all(|c| matches!(c, Some(0 | 3))) && codes.contains(&Some(0)), "{codes:?} {said}");
            let stands = sites.iter().position(|site| *site == desk.site());
            assert!(stands.is_some(), "round {round}, {way:?}: a mixture");
            if codes == [Some(0), Some(0)] {
                // One after the other.
                both += 1;
            } else {
                assert!(said.contains("quyche khác đang ghi") || said.contains("vừa thay đổi"), "{said}");
                one += 1;
            }
            assert!(desk.is_tidy(), "{:?}", desk.beside());
        }
        eprintln!("{way:?}: one of two {one} times, both in turn {both} times");
    }
}
