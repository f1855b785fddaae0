//! `.quyche-manifest.json`: which files of a folder we made, and how they were when we made them.
//!
//! The hash is FNV-1a of 64 bits (RFC 9923) beside the size. It answers "has somebody edited this page?", where nobody is
//! an adversary: whoever may write the page may write the manifest. So no cryptographic crate.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::site::Output;
use crate::text::fnv1a;

/// The manifest's name within the site. No page can have it: no address of a site begins with a dot.
pub const MANIFEST: &str = ".quyche-manifest.json";

/// The form of the file. A file of another form is nobody's, so nothing is deleted on its word.
const FORMAT: u64 = 1;

/// What we made, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<String, Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    size: u64,
    hash: String,
}

impl Entry {
    fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, hash: format!("{:016x}", fnv1a(bytes)) }
    }
}

impl Manifest {
    /// The manifest of a site.
    pub fn of(output: &Output) -> Self {
        Self { files: output.iter().map(|(path, bytes)| (path.to_owned(), Entry::of(bytes))).collect() }
    }

    /// The addresses.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether the file at `path` is ours and still as we made it.
    pub fn is_ours(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|entry| *entry == Entry::of(bytes))
    }

    /// Whether we made a file at `path`, whatever has become of it.
    pub fn names(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// As text, one file a line, so that two manifests can be compared by eye.
    pub fn to_json(&self) -> String {
        let lines: Vec<String> = (self.files.iter())
            .map(|(path, e)| format!("    {}: {}", json!(path), json!({"hash": e.hash, "size": e.size})))
            .collect();
        format!(
            "{{\n  \"format\": {FORMAT},\n  \"hash\": \"fnv1a64\",\n  \"files\": {{\n{}\n  }}\n}}\n",
            lines.join(",\n")
        )
    }

    /// From text; `None` unless every part is as we write it.
    pub fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        if value.get("format")?.as_u64()? != FORMAT || value.get("hash")?.as_str()? != "fnv1a64" {
            return None;
        }
        let files: &Map<String, Value> = value.get("files")?.as_object()?;
        let entry = |(path, e): (&String, &Value)| {
            let (size, hash) = (e.get("size")?.as_u64()?, e.get("hash")?.as_str()?.to_owned());
            Some((path.clone(), Entry { size, hash }))
        };
        Some(Self { files: files.iter().map(entry).collect::<Option<_>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_as_it_was_written() {
        let mut output = Output::default();
        output.add("a/b.html", "x").unwrap();
        output.add("c.css", "").unwrap();
        let manifest = Manifest::of(&output);
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest));
        assert_eq!(Manifest::from_json(&Manifest::default().to_json()), Some(Manifest::default()));
    }

    #[test]
    fn what_is_not_ours_to_the_letter_is_nobodys() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"format":2,"hash":"fnv1a64","files":{}}"#,
            r#"{"format":1,"hash":"fnv1a64","files":{"a":1}}"#,
        ] {
            assert_eq!(Manifest::from_json(text), None, "{text}");
        }
    }
}
