//! Killed at any moment, failed at any step: the old site or the new one (design 7, promise 5; F28, F29).

use super::*;
use std::time::{Duration, Instant};

const WAYS: [&[&str]; 2] = [&[], &["--file-by-file"]];

fn asked(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// The sites of the two contents, as published.
fn sites(desk: &Desk, way: &[&str]) -> [BTreeMap<String, Vec<u8>>; 2] {
    [ONE, TWO].map(|project| {
        desk.publish(project, way);
        desk.site()
    })
}

/// Numbers that differ from run to run, so that many runs try many moments (xorshift).
struct Random(u64);

impl Random {
    fn new() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Self(since.as_nanos() as u64 | 1)
    }

    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        limit.mul_f64((self.0 >> 11) as f64 / (1u64 << 53) as f64)
    }
}

#[test]
fn killed_at_any_moment_the_old_site_or_the_new_one_stands() {
    let kills = asked("QUYCHE_KILLS").unwrap_or(40);
    let mut random = Random::new();
    for way in WAYS {
        let desk = Desk::new();
        let sites = sites(&desk, way);
        let lock = desk.path("out/.quyche-lock-www");
        let (mut whole, mut writing) = (Duration::ZERO, Duration::ZERO);
        let (mut at_work, mut new) = (0, 0);
        for n in 0..kills.div_ceil(WAYS.len()) + 2 {
            let live = sites.iter().position(|site| *site == desk.site()).unwrap();
            let args = [&["publish", "out/www", "--yes", "--quiet"], way].concat();
            let mut command = desk.command([TWO, ONE][live], &args);
            let begun = Instant::now();
            let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
            let locked = || {
                while !lock.exists() && begun.elapsed() < Duration::from_secs(20) {
                    std::hint::spin_loop();
                }
                Instant::now()
            };
            if n < 2 {
                // Not killed, but measured: the moments are spread over as long as it takes.
                let since = locked();
                assert!(child.wait().unwrap().success());
                (whole, writing) = (whole.max(begun.elapsed()), writing.max(since.elapsed()));
                continue;
            }
            // One in five at any moment, the others while it writes.
            let wait = if n % 5 == 0 {
                random.below(whole)
            } else {
                locked();
                random.below(writing)
            };
            std::thread::sleep(wait);
            child.kill().unwrap();
            child.wait().unwrap();
            at_work += usize::from(!desk.is_tidy());
            if way.is_empty() {
                assert!(sites.contains(&desk.site()), "kill {n} after {wait:?}");
            }
            desk.next_run();
            assert!(sites.contains(&desk.site()), "kill {n} after {wait:?}: neither old nor new");
            assert!(desk.is_tidy(), "kill {n}: {:?}", desk.beside());
            new += usize::from(desk.site() != sites[live]);
            // The releases that are there are whole.
            let back = desk.run(ONE, &["rollback", "-o", "out/www", "--quiet"]);
            assert!(back.status.success(), "{}", String::from_utf8_lossy(&back.stderr));
            assert!(sites.contains(&desk.site()));
        }
        eprintln!(
            "{way:?}: {kills} kills in two ways, {at_work} of these while it wrote, {new} after the new site stood"
        );
        assert!(at_work * 10 >= kills.div_ceil(2), "only {at_work} kills met a run that wrote");
    }
}

/// Publishes under strace with the n-th call of some system calls failing. The line of the call that failed and the run; no
/// line when there are fewer calls.
fn failing(desk: &Desk, project: &str, way: &[&str], calls: &str, error: &str, n: usize) -> (Option<String>, Output) {
    let trace = desk.path("trace");
    let plain = desk.command(project, &[&["publish", "out/www", "--yes", "--quiet"], way].concat());
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", "signal=none", "-o"]).arg(&trace);
    command.args(["-e", &format!("trace={calls}"), "-e", &format!("inject={calls}:error={error}:when={n}")]);
    command.arg(plain.get_program()).args(plain.get_args()).current_dir(desk.dir.path());
    command.env("SOURCE_DATE_EPOCH", "1767578400").env("RAYON_NUM_THREADS", "1");
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    let line = fs::read_to_string(&trace).unwrap().lines().find(|l| l.contains("(INJECTED)")).map(str::to_owned);
    (line, output)
}

/// Fails the calls one after the other, `stride` apart: exit code 3 and the old site, or, once the new one stands, 0.
fn sweep(way: &[&str], calls: &str, error: &str, stride: usize) {
    let desk = Desk::new();
    let sites = sites(&desk, way);
    let (mut n, mut old, mut new) = (1, 0, 0);
    loop {
        let live = sites.iter().position(|site| *site == desk.site()).unwrap();
        let before = (common::files(&desk.target()), desk.beside());
        let (line, output) = failing(&desk, [TWO, ONE][live], way, calls, error, n);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let Some(line) = line else { break };
        n += stride;
        let printing = line.contains("write(1,") || line.contains("write(2,");
        match output.status.code() {
            Some(3) => {
                assert!((common::files(&desk.target()), desk.beside()) == before, "{line}\n{said}{:?}", desk.beside());
                old += 1;
            }
            Some(0) => {
                assert!(desk.site() == sites[1 - live], "{line}\n{said}");
                new += usize::from(!printing);
            }
            code => panic!("{code:?} {line}\n{said}"),
        }
        assert!(!said.contains("panicked"), "{said}");
        if !desk.is_tidy() {
            desk.next_run();
            assert!(desk.is_tidy(), "{line}: {:?}", desk.beside());
        }
    }
    eprintln!("{way:?} {calls} {error}: {old} failed before the new site stood, {new} after");
    assert!(old > 0);
}

/// Whether system calls can be made to fail here.
pub fn strace() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|s| s.success());
    if !works {
        eprintln!("not tried: strace is not installed or not allowed");
    }
    works
}

#[test]
fn a_disk_that_is_full_at_any_write_leaves_the_old_site() {
    if strace() {
        let every = asked("QUYCHE_SWEEP").is_some();
        sweep(WAYS[0], "write", "ENOSPC", if every { 1 } else { 9 });
        sweep(WAYS[1], "write", "ENOSPC", if every { 1 } else { 19 });
    }
}

#[test]
fn any_other_step_that_fails_leaves_the_old_site_or_the_new_one() {
    if strace() {
        let stride = if asked("QUYCHE_SWEEP").is_some() { 3 } else { 13 };
        for way in WAYS {
            // Few in one step, and each another promise: prepared, in place, kept.
            sweep(way, "rename,renameat,renameat2", "EIO", if way.is_empty() { 1 } else { stride });
            sweep(way, "mkdir,mkdirat", "ENOSPC", stride.min(5));
            sweep(way, "fsync", "EIO", stride * 4);
        }
    }
}

#[test]
fn where_folders_cannot_swap_files_go_one_by_one() {
    if !strace() {
        return;
    }
    for error in ["EINVAL", "ENOSYS", "EOPNOTSUPP"] {
        let desk = Desk::new();
        let sites = sites(&desk, &[]);
        fs::write(desk.target().join("la.txt"), "of somebody").unwrap();
        let (line, output) = failing(&desk, ONE, &[], "renameat2", error, 1);
        assert!(line.is_some() && output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read(desk.target().join("la.txt")).unwrap(), b"of somebody");
        fs::remove_file(desk.target().join("la.txt")).unwrap();
        assert!(desk.site() == sites[0] && desk.is_tidy(), "{error}: {:?}", desk.beside());
    }
}

#[test]
fn an_output_that_may_not_be_written_is_a_fault_of_the_environment() {
    let desk = Desk::new();
    desk.publish(ONE, &[]);
    let before = (common::files(&desk.target()), desk.beside());
    Command::new("chmod").args(["-R", "a+rX,a-w"]).arg(desk.dir.path()).status().unwrap();
    let plain = desk.command(TWO, &["publish", "out/www", "--yes"]);
    // Root may write everywhere.
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(plain.get_program());
    let output = command.args(plain.get_args()).current_dir(desk.dir.path()).output();
    let output = match output {
        Ok(output) if output.status.code() == Some(127) || output.status.code() == Some(126) => None,
        Ok(output) => Some(output),
        Err(_) => None,
    };
    Command::new("chmod").args(["-R", "u+w"]).arg(desk.dir.path()).status().unwrap();
    let Some(output) = output else {
        eprintln!("not tried: setpriv is not installed or not allowed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!((common::files(&desk.target()), desk.beside()) == before, "{said}");
}
