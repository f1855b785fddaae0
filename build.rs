//! Names the program by what it is made of, so that a site is known to be made by this program and no other: a site that
//! stands as the same content, day and program would make it need not be made again.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/text/hash.rs"]
#[allow(dead_code, reason = "the program asks it for more")]
mod hash;

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "themes"] {
        println!("cargo:rerun-if-changed={folder}");
        list(Path::new(folder), &mut files);
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rerun-if-changed=build.rs");
    files.sort();
    let named = |file: &PathBuf| {
        let name = file.to_string_lossy().replace('\\', "/").into_bytes();
        [name, fs::read(file).unwrap_or_default()]
    };
    let pieces: Vec<Vec<u8>> = files.iter().flat_map(named).collect();
    let hash = hash::fnv1a_of(pieces.iter().map(Vec::as_slice));
    println!("cargo:rustc-env=QUYCHE_MADE_OF={hash:016x}");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
