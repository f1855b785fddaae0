//! `.quyche-manifest.json`: which files of a folder we made, how they were when we made them, and what people may have kept
//! of them: the anchors of each page, so that a later publication need not read the pages again (design 7, promises 2 and 9).
//!
//! The hash is XXH3 of 64 bits beside the size; manifests of earlier versions have FNV-1a (RFC 9923). It answers "has somebody
//! edited this page?", where nobody is an adversary: whoever may write the page may write the manifest. So no cryptographic crate.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::addresses;
use crate::site::Output;
use crate::text::{content_hash, fnv1a};

/// The manifest's name within the site. No page can have it: no address of a site begins with a dot.
pub const MANIFEST: &str = ".quyche-manifest.json";

/// The form of the file. A file of another form is nobody's, so nothing is deleted on its word.
const FORMAT: u64 = 1;

/// One publication, as its manifest remembers it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Publication {
    /// Its number: one more than every earlier one of the same folder.
    pub number: u64,
    /// The day its site was built for, ISO.
    pub day: String,
    /// When it was published, ISO.
    pub at: String,
    /// The decisions in effect on its day, by id.
    pub decisions: Vec<String>,
    /// What was decided about single dates by then, a word each; none of a publication of an earlier version.
    #[serde(default)]
    pub rulings: Option<Vec<String>>,
    /// The days off its dates were computed with, a word each; none of a publication of an earlier version.
    #[serde(default)]
    pub days_off: Option<Vec<String>>,
}

/// What a site was built from, so that it need not be built again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// All it was made from as one word: the same word, the same site.
    pub from: String,
    /// What was found in the texts, to be said again whenever the site is found standing:
    /// [`Report::to_record`](crate::diagnostic::Report::to_record).
    pub findings: Value,
}

/// What we made, by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The publication; none for a folder `build` wrote.
    pub publication: Option<Publication>,
    /// What the site was built from; nothing for a published one, which is never found standing.
    pub made: Option<Made>,
    files: BTreeMap<String, Entry>,
}

/// How a file was when we made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    size: u64,
    hash: Hash,
    /// The anchors of a page; none for what is no page, and for pages written before anchors were recorded.
    anchors: Option<Arc<[String]>>,
    /// The word for what a page of `build` was made of.
    made_of: Option<u64>,
}

/// What tells bytes of one size from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Xxh3(u64),
    /// Of a manifest of an earlier version.
    Fnv1a(u64),
}

impl Hash {
    fn is_of(self, bytes: &[u8]) -> bool {
        match self {
            Self::Xxh3(hash) => hash == content_hash(bytes),
            Self::Fnv1a(hash) => hash == fnv1a(bytes),
        }
    }

    /// As it is written: without the name of the algorithm where it is that of the file.
    fn word(self) -> String {
        match self {
            Self::Xxh3(hash) => format!("{hash:016x}"),
            Self::Fnv1a(hash) => format!("{FNV1A}:{hash:016x}"),
        }
    }

    /// From a word in a file of `algorithm`.
    fn from_word(word: &str, algorithm: &str) -> Option<Self> {
        let (algorithm, hex) = word.split_once(':').unwrap_or((algorithm, word));
        let hash = hash_of(hex)?;
        match algorithm {
            XXH3 => Some(Self::Xxh3(hash)),
            FNV1A => Some(Self::Fnv1a(hash)),
            _ => None,
        }
    }
}

/// A hash as we write it: sixteen digits.
fn hash_of(hex: &str) -> Option<u64> {
    let digits = hex.len() == 16 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    digits.then(|| u64::from_str_radix(hex, 16).ok()).flatten()
}

/// The names of the algorithms.
const XXH3: &str = "xxh3_64";
const FNV1A: &str = "fnv1a64";

impl Entry {
    /// How these bytes are.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        Self { anchors: addresses::anchors(path, bytes).map(Arc::from), ..Self::bare(bytes) }
    }

    /// The same, of a page that was made of what has this word.
    pub fn of_page(path: &str, bytes: &[u8], made_of: Option<u64>) -> Self {
        Self { made_of, ..Self::of(path, bytes) }
    }

    /// Whether it is a page that was made of what has this word.
    pub fn is_made_of(&self, word: u64) -> bool {
        self.made_of == Some(word)
    }

    /// Whether another file had the same bytes, as far as is known.
    pub fn has_bytes_of(&self, other: &Self) -> bool {
        (self.size, self.hash) == (other.size, other.hash)
    }

    /// Whether these bytes are as it was.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.size == bytes.len() as u64 && self.hash.is_of(bytes)
    }

    fn bare(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, hash: Hash::Xxh3(content_hash(bytes)), anchors: None, made_of: None }
    }
}

impl Manifest {
    /// The manifest of a site.
    pub fn of(output: &Output) -> Self {
        let files: Vec<_> = output.iter().collect();
        let files = files.into_par_iter().map(|(path, bytes)| (path.to_owned(), Entry::of(path, bytes))).collect();
        Self { publication: None, made: None, files }
    }

    /// The manifest of a site whose files are known by what they are.
    pub fn of_entries(made: Option<Made>, files: Vec<(String, Entry)>) -> Self {
        Self { publication: None, made, files: files.into_iter().collect() }
    }

    /// How many bytes all files have together.
    pub fn bytes(&self) -> u64 {
        self.files.values().map(|entry| entry.size).sum()
    }

    /// A record of files as they are found.
    pub fn found(publication: Option<Publication>, files: impl Iterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files.map(|(path, bytes)| (path, Entry::bare(&bytes))).collect();
        Self { publication, made: None, files }
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// The addresses.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The anchors recorded for a page.
    pub fn anchors(&self, path: &str) -> Option<&[String]> {
        self.files.get(path)?.anchors.as_deref()
    }

    /// Whether the file at `path` is ours and still as we made it.
    pub fn is_ours(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|entry| entry.is(bytes))
    }

    /// How the file at `path` was when we made it.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.files.get(path)
    }

    /// Whether we made a file at `path`, whatever has become of it.
    pub fn names(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// As text, one file a line, so that two manifests can be compared by eye.
    pub fn to_json(&self) -> String {
        let line = |(path, e): (&String, &Entry)| {
            let anchors =
                e.anchors.as_ref().map_or_else(String::new, |anchors| format!("\"anchors\":{},", list(anchors)));
            let made_of = e.made_of.map_or_else(String::new, |word| format!("\"made_of\":\"{word:016x}\","));
            format!("    {}: {{{anchors}\"hash\":\"{}\",{made_of}\"size\":{}}}", json!(path), e.hash.word(), e.size)
        };
        let lines: Vec<String> = self.files.par_iter().map(line).collect();
        let publication = self.publication.as_ref().map_or_else(String::new, |p| {
            let mut value = json!({"number": p.number, "day": p.day, "at": p.at, "decisions": p.decisions});
            if let Some(rulings) = &p.rulings {
                value["rulings"] = json!(rulings);
            }
            if let Some(days_off) = &p.days_off {
                value["days_off"] = json!(days_off);
            }
            format!("  \"publication\": {value},\n")
        });
        let made = self.made.as_ref().map_or_else(String::new, |made| {
            format!("  \"made_from\": {},\n  \"findings\": {},\n", json!(made.from), made.findings)
        });
        format!(
            "{{\n  \"format\": {FORMAT},\n  \"hash\": \"{XXH3}\",\n{made}{publication}  \"files\": {{\n{}\n  }}\n}}\n",
            lines.join(",\n")
        )
    }

    /// From text; `None` unless every part is as we write it.
    pub fn from_json(text: &str) -> Option<Self> {
        // What derives its reading would take a list for a map.
        if !text.trim_start().starts_with('{') {
            return None;
        }
        let Written { format, hash, publication, made_from, findings, files } = serde_json::from_str(text).ok()?;
        if format != FORMAT || ![XXH3, FNV1A].contains(&hash.as_str()) {
            return None;
        }
        let made = made_from.zip(findings).map(|(from, findings)| Made { from, findings });
        let entry = |(path, entry): (String, WrittenEntry)| {
            // What is deleted and moved on the word of this file lies in the site, whoever wrote the file.
            crate::site::RelPath::new(path.as_str()).ok()?;
            let WrittenEntry { size, hash: word, anchors, made_of } = entry;
            let hash = Hash::from_word(&word, &hash)?;
            let made_of = match made_of {
                None => None,
                Some(word) => Some(hash_of(&word)?),
            };
            Some((path, Entry { size, hash, anchors: anchors.map(Arc::from), made_of }))
        };
        let files = files.into_iter().map(entry).collect::<Option<_>>()?;
        Some(Self { publication, made, files })
    }
}

/// Texts as a list in JSON. Of a large site there are a hundred thousand, nearly all of letters that stand for themselves.
fn list(texts: &[String]) -> String {
    let plain = |c: u8| (b' '..=b'~').contains(&c) && c != b'"' && c != b'\\';
    let one = |text: &String| if text.bytes().all(plain) { format!("\"{text}\"") } else { json!(text).to_string() };
    format!("[{}]", texts.iter().map(one).collect::<Vec<_>>().join(","))
}

/// The file as it is written.
#[derive(Deserialize)]
struct Written {
    format: u64,
    hash: String,
    publication: Option<Publication>,
    made_from: Option<String>,
    findings: Option<Value>,
    files: BTreeMap<String, WrittenEntry>,
}

#[derive(Deserialize)]
struct WrittenEntry {
    size: u64,
    hash: String,
    anchors: Option<Vec<String>>,
    made_of: Option<String>,
}

/// A list of texts.
pub(super) fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|v| v.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_manifest_comes_back_as_it_was_written() {
        let mut output = Output::default();
        output.add("a/b.html", "<main><p id=\"x.1\"></p></main>").unwrap();
        output.add("c.css", "").unwrap();
        let mut manifest = Manifest::of(&output);
        assert_eq!(Manifest::from_json(&manifest.to_json()).as_ref(), Some(&manifest));
        assert_eq!(manifest.anchors("a/b.html"), Some(["x.1".to_owned()].as_slice()));
        let (day, at) = ("2026-01-05".to_owned(), "2026-01-05T08:00:00+07:00".to_owned());
        manifest.made = Some(Made { from: "0f".to_owned(), findings: json!([["code", null]]) });
        manifest.publication = Some(Publication {
            number: 7,
            day,
            at,
            decisions: vec!["01-2025".to_owned()],
            rulings: Some(vec!["giao-ban/2026-02-w2 cancel".to_owned()]),
            days_off: Some(vec!["2026-02-16\tholiday\tstatute\tTết\tBLLĐ 2019 Đ.112".to_owned()]),
        });
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest));
        let page = Entry::of_page("d.html", b"", Some(0x0f));
        let manifest = Manifest::of_entries(None, vec![("d.html".to_owned(), page)]);
        assert_eq!(Manifest::from_json(&manifest.to_json()).as_ref(), Some(&manifest));
        let made_of = |path: &str, word| manifest.entry(path).filter(|entry| entry.is_made_of(word));
        assert!(made_of("d.html", 0x0f).is_some_and(|page| page.is(b"")));
        assert_eq!((made_of("d.html", 0xf0), made_of("e.html", 0x0f)), (None, None));
        assert_eq!(Manifest::from_json(&Manifest::default().to_json()), Some(Manifest::default()));
    }

    #[test]
    fn a_line_has_its_keys_in_their_order() {
        let manifest =
            Manifest::of_entries(None, vec![("a.html".to_owned(), Entry::of_page("a.html", b"<p id=\"x\">", Some(1)))]);
        let line = "    \"a.html\": {\"anchors\":[\"x\"],\"hash\":\"";
        let text = manifest.to_json();
        assert!(text.contains(line) && text.contains("\",\"made_of\":\"0000000000000001\",\"size\":10}\n"), "{text}");
    }

    proptest! {
        #[test]
        fn a_list_is_written_as_json_is(texts in proptest::collection::vec("[a-z.\"\\\\\u{0}-\u{7f}đ]{0,6}|\\PC{0,4}", 0..4)) {
            prop_assert_eq!(list(&texts), json!(texts).to_string());
        }
    }

    #[test]
    fn a_manifest_of_an_earlier_version_knows_its_files() {
        let text = r#"{"format":1,"hash":"fnv1a64","files":{"a.html":{"hash":"85944171f73967e8","size":6}}}"#;
        let manifest = Manifest::from_json(text).unwrap();
        assert!(manifest.is_ours("a.html", b"foobar") && !manifest.is_ours("a.html", b"foobaz"));
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest));
    }

    #[test]
    fn what_is_not_ours_to_the_letter_is_nobodys() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"format":2,"hash":"fnv1a64","files":{}}"#,
            r#"{"format":1,"hash":"fnv1a64","files":{"a":1}}"#,
            r#"{"format":1,"hash":"fnv1a64","files":{"../a":{"hash":"0","size":1}}}"#,
            r#"{"format":1,"hash":"fnv1a64","publication":{},"files":{}}"#,
            r#"[1,"xxh3_64",null,null,null,{}]"#,
            r#"{"format":1,"hash":"xxh3_64","files":{"a":{"hash":"+000000000000001","size":1}}}"#,
            r#"{"format":1,"hash":"crc32","files":{}}"#,
            r#"{"format":1,"hash":"xxh3_64","files":{"a":{"hash":"zz","size":1}}}"#,
        ] {
            assert_eq!(Manifest::from_json(text), None, "{text}");
        }
    }
}
