//! Killed at any moment: the old site or the new one, and everything people had (design 7, promises 2 and 5).

use super::act::{ACTS, Act, Call, Random, Scene, asked, calls, strace, traced};
use super::*;
use std::os::unix::process::ExitStatusExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Where it had come to when it was killed.
#[derive(PartialEq, Eq)]
enum Met {
    /// Nothing was written yet.
    Before,
    AtWork,
    /// It had ended.
    After,
}

/// Starts the run and waits for the lock, which is taken before the first byte is written.
fn locked(scene: &Scene) -> std::process::Child {
    let lock = scene.desk.path("out/.quyche-lock-www");
    let mut child = scene.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while !lock.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    child
}

/// Kills, and says where the run had come to.
fn kill(scene: &Scene, mut child: std::process::Child) -> Met {
    let ended = child.try_wait().unwrap().is_some();
    let begun = scene.desk.path("out/.quyche-lock-www").exists() || !scene.desk.is_tidy();
    child.kill().unwrap();
    child.wait().unwrap();
    match (ended, begun) {
        (true, _) => Met::After,
        (false, true) => Met::AtWork,
        (false, false) => Met::Before,
    }
}

/// Kills until so many runs were met at work. The moments are spread over as long as a run writes, and how long that is is
/// learned on the way: a machine may become busier or less so at any time.
fn killed(act: Act, kills: usize, random: &mut Random) {
    let mut scene = Scene::new(act);
    let begun = Instant::now();
    let mut child = locked(&scene);
    let since = Instant::now();
    assert!(child.wait().unwrap().success());
    let (whole, mut span) = (begun.elapsed(), since.elapsed().max(Duration::from_millis(1)));
    let (mut at_work, mut all, mut new) = (0, 0, 0);
    while at_work < kills {
        let theirs = scene.plant();
        let was = scene.live().unwrap();
        // One in five at any moment, from the start of the process.
        let met = if all % 5 == 4 {
            let child = scene.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(whole.mul_f64(random.part()));
            kill(&scene, child)
        } else {
            let child = locked(&scene);
            std::thread::sleep(span.mul_f64(random.part()));
            let met = kill(&scene, child);
            span = span.mul_f64(if met == Met::After { 0.8 } else { 1.05 }).min(whole * 4);
            met
        };
        at_work += usize::from(met == Met::AtWork);
        all += 1;
        let when = format!("{act:?}, kill {all}");
        scene.survives(&theirs, &when);
        new += usize::from(scene.live() != Some(was));
        // The releases that are there are whole.
        let back = scene.desk.run(ONE, &["rollback", "-o", "out/www", "--quiet"]);
        assert!(back.status.success() && scene.live().is_some(), "{when}: {}", String::from_utf8_lossy(&back.stderr));
        assert!(all < 20 * kills + 50, "{act:?}: only {at_work} of {all} kills met a run that wrote");
    }
    eprintln!("{act:?}: {all} kills, {at_work} of these while it wrote, {new} after the new site stood");
}

/// A test for each act, so that they run beside one another.
fn at_any_moment(act: usize) {
    let kills = asked("QUYCHE_KILLS").unwrap_or(16);
    killed(ACTS[act], kills.div_ceil(ACTS.len()), &mut Random::new());
}

#[test]
fn killed_at_any_moment_of_a_publication_the_old_site_or_the_new_one_stands() {
    at_any_moment(0);
}

#[test]
fn killed_at_any_moment_of_a_publication_by_file_the_old_site_or_the_new_one_stands() {
    at_any_moment(1);
}

#[test]
fn killed_at_any_moment_of_a_rollback_the_old_site_or_the_new_one_stands() {
    at_any_moment(2);
}

#[test]
fn killed_at_any_moment_of_a_rollback_by_file_the_old_site_or_the_new_one_stands() {
    at_any_moment(3);
}

/// What changes names, folders and rights, and what asks the disk to keep it: between two of these nothing on the disk can
/// differ but the length of a file that is still being written.
const CHANGES: &str = "rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,rmdir,mkdir,mkdirat,fsync,\
                       chmod,fchmod,fchmodat,chown,fchown,fchownat,lchown,copy_file_range,flock";

/// Moments no clock finds: the kill comes on entering a system call, counted.
#[test]
fn killed_at_any_change_of_the_disk_the_old_site_or_the_new_one_stands() {
    if !strace() {
        return;
    }
    let kills = asked("QUYCHE_KILLS").unwrap_or(16).div_ceil(ACTS.len());
    let mut random = Random::new();
    for act in ACTS {
        let mut scene = Scene::new(act);
        let trace = format!("trace={CHANGES}");
        scene.plant();
        let (lines, output) = traced(&scene.desk, &scene.command(), &["-e", &trace]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let steps = calls(&lines);
        let mut seen = 0;
        for kill in 0..kills {
            let theirs = scene.plant();
            // Most calls flush a file of the new tree; what comes at the end is rarer and counts for more.
            let from = if kill % 2 == 0 { steps.len().saturating_sub(40) } else { 0 };
            let Call { name, n, line } = &steps[from + random.below(steps.len() - from)];
            let inject = format!("inject={name}:signal=KILL:when={n}");
            let (_, output) = traced(&scene.desk, &scene.command(), &["-e", &trace, "-e", &inject]);
            seen += usize::from(output.status.signal().is_some() || output.status.code() == Some(128 + 9));
            scene.survives(&theirs, &format!("{act:?}, kill at call {n} of {name}: {line}"));
        }
        let steps = steps.len();
        eprintln!("{act:?}: {seen} of {kills} kills at one of {steps} changes of the disk");
        assert!(seen * 2 > kills, "the runs differ: {seen} of {kills} kills met one of {steps} calls");
    }
}
