//! Names the program by what it is made of, so that a site is known to be made by this program and no other: a site that
//! stands as the same content, day and program would make it need not be made again.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "themes"] {
        println!("cargo:rerun-if-changed={folder}");
        list(Path::new(folder), &mut files);
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rerun-if-changed=build.rs");
    files.sort();
    // FNV-1a, as in src/text/hash.rs, which cannot be called from here.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |bytes: &[u8]| {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        take(file.to_string_lossy().replace('\\', "/").as_bytes());
        take(&fs::read(&file).unwrap_or_default());
    }
    println!("cargo:rustc-env=QUYCHE_MADE_OF={hash:016x}");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}
