//! From a save to the new page: `cargo bench --bench serve [-- of=DIR runs=15]`, the real office unless said otherwise, in a copy.
//!
//! `quyche serve` runs as its users run it; one clause of the regulation is saved with other words, and the page of its section, which
//! somebody looks at, is asked for until it shows them; then the whole text, which comes with the rest of the site. Prints minimum and
//! median of each. What an editor and a browser add is not counted.
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
    let shown = |path: &str, n: usize| {
        while !page(&address, path).contains(&format!("Lần lưu {n}.")) {
            // Who asks without a pause takes half of this machine from the build.
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    let (mut looked_at, mut times) = (String::new(), [const { Vec::new() }; 2]);
    for n in 0..=runs {
        let begun = Instant::now();
        fs::write(&text, saved(n)).unwrap();
        if n > 0 {
            shown(&looked_at, n);
            times[0].push(begun.elapsed());
        }
        shown(WHOLE, n);
        if n > 0 {
            times[1].push(begun.elapsed());
        } else {
            // Nothing was kept for the first, of which the whole text was looked at: the rest comes later.
            while looked_at.is_empty() {
                looked_at = section(&address, "Lần lưu 0.");
            }
        }
        page(&address, &looked_at);
        // A clerk does not save twice in a breath.
        std::thread::sleep(Duration::from_millis(200));
    }
    server.kill().unwrap();
    server.wait().unwrap();
    for (what, times) in ["the page looked at", "all of the site"].iter().zip(&mut times) {
        times.sort();
        println!("from a save to {what}: minimum {:.2?}, median {:.2?} of {runs}", times[0], times[runs / 2]);
    }
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

const WHOLE: &str = "quy-che/toan-van.html";

/// The page of the last section that has these words; none while none has.
fn section(address: &str, words: &str) -> String {
    let table = page(address, "quy-che/index.html");
    let linked = table.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    let sections: Vec<&str> = linked.filter(|href| !href.contains(['/', ':']) && href.ends_with(".html")).collect();
    let of = |href: &&str| format!("quy-che/{href}");
    sections.iter().rev().map(of).find(|path| path != WHOLE && page(address, path).contains(words)).unwrap_or_default()
}

/// A page as it is served now.
fn page(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The text in force last.
fn text(folder: &Path) -> PathBuf {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).max().unwrap()
}
