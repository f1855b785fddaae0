//! One run of the program over a project that may be hostile: bounded in memory and processor time, so that a case which
//! goes off fails instead of taking the machine with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

use snapbox::{Assert, Data};

use crate::{case, common};

/// The day of every case.
pub const DAY: &str = "2026-01-05";

/// The design's bound on memory (design 7), asserted of what a run had resident at most, as the kernel counted it.
const RESIDENT_KB: u64 = 300_000;
/// What stops a run that goes off before it takes the machine with it: address space, which is more than what is resident by
/// the program itself, its threads' stacks and what the allocator keeps in reserve.
const KIB: u32 = 400 << 10;
/// The design's bound on time, asserted of processor time: how long a run takes on a shared machine says nothing of it. A
/// build for tests is not optimized and checks its arithmetic, so it is only stopped; one with `cargo test --release` is held
/// to the design's five seconds.
const SECONDS: u32 = if cfg!(debug_assertions) { 30 } else { 5 };

/// What a run left.
pub struct Said {
    pub code: i32,
    pub stderr: String,
}

/// A sound project, its site, and the folder both lie in.
pub struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    /// The small project, with its site built.
    pub fn new() -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        case::copy(&case::folder().join("base"), &desk.root());
        let said = desk.run(&["build"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        desk
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().join("project")
    }

    pub fn site(&self) -> PathBuf {
        self.dir.path().join("site")
    }

    /// Every file of the site with its bytes.
    pub fn published(&self) -> BTreeMap<String, Vec<u8>> {
        common::files(&self.site())
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn replace(&self, path: &str, old: &str, new: &str) {
        case::replace(&self.root().join(path), old, new);
    }

    /// The program over this project, into this site.
    pub fn run(&self, args: &[&str]) -> Said {
        let (root, site) = (self.root(), self.site());
        let shared = ["--date", DAY, "-C", root.to_str().unwrap(), "-o", site.to_str().unwrap()];
        run(&[args, &shared].concat(), &[])
    }

    /// What is said, without the name of the folder.
    fn shown(&self, text: &str) -> String {
        text.replace(self.dir.path().to_str().unwrap(), "[FOLDER]")
    }

    /// Builds, without the notes that only a slow run prints, in both languages: the exit code, both messages to the letter where a name is given, the site untouched, and
    /// nothing left by the run that follows once the project is sound again.
    pub fn refused(&self, code: i32, golden: Option<&str>, told: &[&str]) -> Said {
        let before = self.published();
        let said = |lang: &str| {
            let said = self.run(&["build", "--quiet", "--lang", lang]);
            assert_eq!(said.code, code, "{}", said.stderr);
            for words in told {
                assert!(said.stderr.contains(words), "{words}:\n{}", said.stderr);
            }
            let hint = if lang == "vi" { "cách sửa: " } else { "help: " };
            assert!(code != 1 || said.stderr.contains(hint), "no hint: {}", said.stderr);
            if let Some(name) = golden {
                let path = common::root().join(format!("tests/cases/{name}-{lang}.txt"));
                let text = self.shown(&said.stderr);
                Assert::new().action_env("SNAPSHOTS").normalize_paths(false).eq(text, Data::read_from(&path, None));
            }
            said
        };
        let vi = said("vi");
        // The variants of a case are looked at in one language; the case itself, whose message is kept, in both.
        if golden.is_some() {
            said("en");
        }
        assert!(self.published() == before, "the site has changed");
        fs::remove_dir_all(self.root()).unwrap();
        case::copy(&case::folder().join("base"), &self.root());
        assert_eq!(self.run(&["build"]).code, 0);
        assert!(self.published() == before, "the sound project gives the site it gave");
        let mut names: Vec<_> = fs::read_dir(self.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["project", "site"], "something is left beside the site");
        vi
    }

    /// As [`Desk::refused`], after the slip of a case of tests/faults.
    pub fn slip(&self, name: &str, golden: &str, told: &[&str]) -> Said {
        let case = case::all("cases").into_iter().find(|c| c.name == name).unwrap();
        case.apply(&self.root());
        self.refused(1, Some(golden), told)
    }
}

/// The most that any run had resident, in kB.
static PEAK: AtomicU64 = AtomicU64::new(0);

/// A shell whose peak is written to a file by GNU time, which asks the kernel once the run has ended. Where there is none, the
/// run is bounded and not measured, unless everything was asked for.
fn timed(to: &Path) -> Command {
    const TIME: &str = "/usr/bin/time";
    if !Path::new(TIME).exists() {
        assert!(std::env::var_os("QUYCHE_SWEEP").is_none(), "QUYCHE_SWEEP asks for {TIME}, which is not installed");
        return Command::new("sh");
    }
    let mut command = Command::new(TIME);
    command.args(["-q", "-f", "%M", "-o"]).arg(to).arg("sh");
    command
}

/// The program with these arguments and these variables, within bounds.
pub fn run(args: &[&str], variables: &[(&str, &str)]) -> Said {
    let measured = tempfile::NamedTempFile::new().unwrap();
    let output = timed(measured.path())
        .args(["-c", &format!("ulimit -v {KIB}; ulimit -t {SECONDS}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_quyche")])
        .args(args)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("MALLOC_ARENA_MAX", "1")
        .env("RAYON_NUM_THREADS", "2")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let said = Said { code: output.status.code().unwrap_or(-1), stderr: text(output.stderr) };
    assert!((0..=3).contains(&said.code), "ended by a signal or a panic ({}): {}", output.status, said.stderr);
    assert!(!said.stderr.contains("panicked"), "{}", said.stderr);
    let peak = fs::read_to_string(measured.path()).unwrap();
    if let Some(peak) = peak.lines().last() {
        let kb: u64 = peak.parse().unwrap();
        assert!(kb <= RESIDENT_KB, "{kb} kB resident: {args:?}");
        PEAK.fetch_max(kb, Ordering::Relaxed);
        eprintln!("{kb} kB resident at most, {} in all runs: {args:?}", PEAK.load(Ordering::Relaxed));
    }
    assert!(said.stderr.len() < 4 << 20, "{} bytes of messages", said.stderr.len());
    said
}

/// The first words of each site's tree that differ, for a message that can be read.
pub fn same(a: &Path, b: &Path, what: &str) {
    let (a, b) = (common::files(a), common::files(b));
    let names = |t: &BTreeMap<String, Vec<u8>>| t.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b), "{what}");
    for (name, bytes) in &a {
        assert!(b[name] == *bytes, "{what}: {name} differs");
    }
}
