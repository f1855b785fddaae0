//! From a save to the new page: `cargo bench --bench serve [-- of=DIR runs=15]`, the real office unless said otherwise, in a copy.
//!
//! `quyche serve` runs as its users run it; one clause of the regulation is saved with other words, and the page that shows it is
//! asked for until it does. Prints minimum and median. What an editor and a browser add is not counted.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    let from = given("of=").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let runs: usize = given("runs=").and_then(|n| n.parse().ok()).unwrap_or(15);
    let copy = tempfile::tempdir().unwrap();
    fs::copy(from.join("quyche.yaml"), copy.path().join("quyche.yaml")).unwrap();
    common::copy_folder(&from.join("content"), &copy.path().join("content"));
    let text = text(&copy.path().join("content/regulation"));
    let words = fs::read_to_string(&text).unwrap();
    // What is added at the end of the last clause touches no quote.
    let saved = |n: usize| format!("{} Lần lưu {n}.\n", words.trim_end());

    let (mut server, address) = serve(copy.path());
    let mut times = Vec::new();
    for n in 0..=runs {
        let begun = Instant::now();
        fs::write(&text, saved(n)).unwrap();
        while !page(&address).contains(&format!("Lần lưu {n}.")) {
            assert!(begun.elapsed() < Duration::from_secs(120), "{}", page(&address));
            // Who asks without a pause takes half of this machine from the build.
            std::thread::sleep(Duration::from_millis(2));
        }
        // The first is the one nothing is kept for.
        times.extend((n > 0).then(|| begun.elapsed()));
        // A clerk does not save twice in a breath.
        std::thread::sleep(Duration::from_millis(200));
    }
    server.kill().unwrap();
    server.wait().unwrap();
    times.sort();
    println!("from a save to the new page: minimum {:.0?}, median {:.0?} of {runs}", times[0], times[runs / 2]);
}

fn serve(project: &Path) -> (Child, String) {
    let mut quyche = Command::new(env!("CARGO_BIN_EXE_quyche"));
    let quyche = quyche.arg("-C").arg(project).args(["--file-limit", "256", "serve", "--port", "0"]);
    let mut child = quyche.stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = said.find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_owned()));
    std::thread::spawn(move || said.for_each(drop));
    (child, address.expect("an address to open"))
}

/// The whole text as it is served now.
fn page(address: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /quy-che/toan-van.html HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The text in force last.
fn text(folder: &Path) -> PathBuf {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).max().unwrap()
}
