//! What is killed and starved: a publication, a rollback, in one step and file by file.

use super::*;
use crate::theirs::{self, Theirs};

/// One of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    pub back: bool,
    pub by_file: bool,
}

pub const PUBLISH: Act = Act { back: false, by_file: false };
pub const ACTS: [Act; 4] = [
    PUBLISH,
    Act { back: false, by_file: true },
    Act { back: true, by_file: false },
    Act { back: true, by_file: true },
];

/// A desk whose folder holds one of two sites, and what people have there.
pub struct Scene {
    pub desk: Desk,
    pub act: Act,
    sites: [BTreeMap<String, Vec<u8>>; 2],
    pages: [Vec<u8>; 2],
    turn: usize,
}

impl Scene {
    pub fn new(act: Act) -> Self {
        let desk = Desk::new();
        let way: &[&str] = if act.by_file { &["--file-by-file"] } else { &[] };
        let mut pages = Vec::new();
        let sites = [ONE, TWO].map(|project| {
            desk.publish(project, way);
            pages.push(theirs::page(&desk));
            ours(&desk)
        });
        assert_ne!(sites[0], sites[1]);
        Self { desk, act, sites, pages: [pages[0].clone(), pages[1].clone()], turn: 0 }
    }

    /// Which of the two stands.
    pub fn live(&self) -> Option<usize> {
        let site = ours(&self.desk);
        self.sites.iter().position(|s| *s == site)
    }

    /// People at work again.
    pub fn plant(&mut self) -> Theirs {
        self.turn += 1;
        Theirs::plant(&self.desk, self.turn)
    }

    /// The run that brings the other site.
    pub fn command(&self) -> Command {
        let live = self.live().unwrap();
        let mut args =
            if self.act.back { vec!["rollback", "-o", "out/www"] } else { vec!["publish", "out/www", "--yes"] };
        args.push("--quiet");
        if self.act.by_file {
            args.push("--file-by-file");
        }
        self.desk.command([TWO, ONE][live], &args)
    }

    /// A whole site stands and all that people had is there.
    pub fn is_whole(&self, theirs: &Theirs, when: &str) {
        assert!(self.live().is_some(), "{when}: neither old nor new");
        let pages: Vec<&[u8]> = self.pages.iter().map(Vec::as_slice).collect();
        theirs.are_there(&self.desk, when);
        // A release keeps a page as it was edited, so a rollback may bring an earlier edit back.
        if !self.act.back {
            theirs.page_is(&self.desk, &pages, when);
        }
    }

    /// What holds at every moment, and what the next run makes of it.
    pub fn survives(&self, theirs: &Theirs, when: &str) {
        if self.act.by_file {
            theirs.are_there(&self.desk, when);
        } else {
            self.is_whole(theirs, when);
        }
        self.desk.next_run();
        self.is_whole(theirs, when);
        assert!(self.desk.is_tidy(), "{when}: {:?}", self.desk.beside());
    }
}

/// The live site without what is theirs.
fn ours(desk: &Desk) -> BTreeMap<String, Vec<u8>> {
    let mut site = desk.site();
    site.retain(|path, _| !theirs::is_theirs(path));
    site
}

/// Runs a command under strace with more arguments; the lines of the trace and what it said.
pub fn traced(scene: &Desk, plain: &Command, more: &[&str]) -> (Vec<String>, Output) {
    traced_alone(scene, plain, &[&["-f"], more].concat())
}

/// The same of the first thread alone. What is done to the nth call is done to the nth of every thread that is traced, and those that
/// read have more of them than the one that writes.
pub fn traced_alone(scene: &Desk, plain: &Command, more: &[&str]) -> (Vec<String>, Output) {
    let trace = scene.path("trace");
    let mut command = Command::new("strace");
    command.args(["-qq", "-s", "0", "-e", "signal=none", "-o"]).arg(&trace).args(more);
    command.arg(plain.get_program()).args(plain.get_args()).current_dir(scene.dir.path());
    command.env("SOURCE_DATE_EPOCH", "1767578400").env("RAYON_NUM_THREADS", "1");
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    let lines = fs::read_to_string(&trace).unwrap_or_default().lines().map(str::to_owned).collect();
    (lines, output)
}

/// A system call of the first thread, which is the one that writes.
pub struct Call {
    pub name: String,
    /// Counted among those of its name, as strace counts.
    pub n: usize,
    pub line: String,
}

/// The calls of a trace.
pub fn calls(lines: &[String]) -> Vec<Call> {
    let first = lines.first().and_then(|l| l.split(' ').next()).unwrap_or_default();
    let mut counted = BTreeMap::new();
    let call = |line: &String| {
        let (thread, call) = line.split_once(' ')?;
        let (name, _) = call.trim_start().split_once('(')?;
        // The second half of a call that another thread came between begins with `<`.
        if thread != first || name.starts_with(['<', '+', '-']) {
            return None;
        }
        let n: &mut usize = counted.entry(name.to_owned()).or_default();
        *n += 1;
        Some(Call { name: name.to_owned(), n: *n, line: line.clone() })
    };
    lines.iter().filter_map(call).collect()
}

/// Whether system calls can be made to fail here. Where everything was asked for, not being able to look is a failure.
pub fn strace() -> bool {
    let works =
        Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output().is_ok_and(|o| o.status.success());
    assert!(
        works || asked("QUYCHE_SWEEP").is_none(),
        "QUYCHE_SWEEP asks for strace, which is not installed or not allowed"
    );
    if !works {
        eprintln!("not tried: strace is not installed or not allowed");
    }
    works
}

pub fn asked(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// How many steps of a kind are tried where `usual` are in a common run.
pub fn tries(usual: usize) -> usize {
    if asked("QUYCHE_SWEEP").is_some() { 6 * usual } else { usual }
}

/// Numbers that differ from run to run, so that many runs try many moments (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Self(since.as_nanos() as u64 | 1)
    }

    /// From 0 to 1.
    pub fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.part() * limit as f64) as usize
    }
}
