//! Names the program by what it is made of, so that a site is known to be made by this program and no other: a site that
//! stands as the same content, day and program would make it need not be made again.

use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/text/hash.rs"]
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
        // Where one ends and the next begins counts.
        [name, fs::read(file).unwrap_or_default()]
            .map(|piece| [&(piece.len() as u64).to_le_bytes(), &piece[..]].concat())
            .concat()
    };
    let hash = hash::fnv1a(&files.iter().flat_map(named).collect::<Vec<u8>>());
    println!("cargo:rustc-env=QUYCHE_MADE_OF={hash:016x}");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
