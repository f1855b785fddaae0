//! The search of a large site: `cargo bench --bench search [-- provisions=N out=DIR]`. Figures, not a test: machines are noisy.
//! With `provisions=0` the regulation itself.
//!
//! Makes the documents of an office with so many provisions, builds the index of them, prints what it weighs and took, and
//! with `out` writes it as a site has it, with the documents one a line, so that `tests/search/measure.mjs` can ask it and
//! `tests/search/compare.mjs` can give the same documents to others. The text is half clauses of the real regulation in
//! another order, half words of a vocabulary of our own by Zipf's law: as many syllables as Vietnamese has, as common as
//! they are, and the judged queries find thousands of clauses.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark measures and prints"
)]

#[path = "../tests/search/corpus.rs"]
mod corpus;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use quyche::search::build;
use quyche::site::{Document, DocumentKind};

/// Provisions an article has below it, and articles a chapter has.
const CLAUSES: usize = 14;
const ARTICLES: usize = 20;

fn main() {
    let given = |name: &str| std::env::args().find_map(|a| a.strip_prefix(name).map(str::to_owned));
    let count = given("provisions=").and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let documents = if count == 0 { corpus::documents() } else { documents(count) };
    let before = peak();
    let begun = Instant::now();
    let index = build(&documents, &corpus::vocabulary());
    let took = begun.elapsed();
    let text: usize = documents.iter().map(|d| d.text.len()).sum();
    let whole: usize = index.files.iter().map(|(_, b)| b.len()).sum();
    let entry = index.files.iter().find(|(p, _)| *p == index.entry).map_or(0, |(_, b)| b.len());
    println!("documents {}, text {:.1} MB", documents.len(), text as f64 / 1e6);
    println!("index {:.1} MB in {} files, entry {} kB", whole as f64 / 1e6, index.files.len(), entry / 1000);
    println!("built in {took:.2?}; peak memory {} MB, of which the documents {before} MB", peak());
    if let Some(out) = given("out=") {
        let out = Path::new(&out);
        let put = |path: &str, bytes: &[u8]| {
            let path = out.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        };
        index.files.iter().for_each(|(path, bytes)| put(path, bytes));
        corpus::scripts().iter().for_each(|(path, bytes)| put(path, bytes));
        let mut lines = String::new();
        for d in &documents {
            writeln!(lines, "{}", serde_json::to_string(d).unwrap()).unwrap();
        }
        put("documents.jsonl", lines.as_bytes());
    }
}

/// Chapters of articles of clauses, some with points; every third clause borne by somebody, every fortieth dated.
fn documents(count: usize) -> Vec<Document> {
    let mut random = Random(20_211_119);
    let real = corpus::documents();
    let clauses: Vec<&str> = real.iter().filter(|d| !d.path.is_empty()).map(|d| d.text.as_str()).collect();
    let pieces: Vec<&str> = clauses
        .iter()
        .flat_map(|t| t.split([',', ';', '.', ':']))
        .map(str::trim)
        .filter(|p| p.split(' ').count() > 2)
        .collect();
    let names: Vec<&str> = real.iter().filter(|d| d.path.is_empty()).map(|d| d.title.as_str()).collect();
    let syllables = syllables();
    let lexicon: Vec<String> = (0..12_000)
        .map(|_| format!("{} {}", syllables[random.below(syllables.len())], syllables[random.below(syllables.len())]))
        .collect();
    let sentence = |random: &mut Random, long: usize| {
        let mut text = String::new();
        for n in 0..long {
            if n > 0 {
                text.push_str([", ", "; ", " và ", ". "][random.below(4)]);
            }
            if random.below(2) == 0 {
                text.push_str(pieces[random.below(pieces.len())]);
            } else {
                let words: Vec<&str> =
                    (0..3 + random.below(4)).map(|_| lexicon[random.zipf(12_000)].as_str()).collect();
                text.push_str(&words.join(" "));
            }
        }
        text
    };
    let mut out: Vec<Document> = Vec::new();
    let mut above: Vec<String> = Vec::new();
    let mut clause = 0;
    while out.len() < count {
        let article = out.len() / (CLAUSES + 1) + 1;
        let chapter = article / ARTICLES + 1;
        let place = out.len() % (CLAUSES + 1);
        let heading = place == 0;
        let long = if heading { 1 } else { 2 + random.below(4) };
        let mut text = sentence(&mut random, long);
        let path = if heading {
            clause = 0;
            text = format!("{text} {article}");
            above = vec![format!("Chương {chapter}"), format!("Điều {article}. {text}")];
            format!("dieu-{article}")
        } else if place % 4 == 3 || place.is_multiple_of(4) {
            format!("dieu-{article}.{clause}.{}", ['a', 'b'][(place % 4 + 1) / 4])
        } else {
            clause += 1;
            format!("dieu-{article}.{clause}")
        };
        let bearers = if place % 3 == 1 { vec![names[random.below(names.len())].to_owned()] } else { Vec::new() };
        out.push(Document {
            path: path.clone(),
            headings: if heading { above[..1].to_vec() } else { above.clone() },
            heading,
            dated: place % 40 == 7,
            bearers,
            ..Document::new(
                DocumentKind::Provision,
                format!("quy-che/chuong-{chapter}.html#{path}"),
                path.replace("dieu-", "Điều ").replace('.', ", "),
                text,
            )
        });
    }
    out.extend(real.into_iter().filter(|d| d.path.is_empty()));
    out
}

/// Some 2,500 syllables spelt as Vietnamese spells them.
fn syllables() -> Vec<String> {
    let onsets = [
        "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th",
        "tr", "v", "x",
    ];
    let rimes = [
        "a", "á", "ạ", "ai", "ài", "am", "ám", "an", "án", "ang", "àng", "anh", "ánh", "ao", "áo", "ăng", "ăn", "âm",
        "ấm", "ân", "ận", "ập", "ật", "ay", "ây", "ấy", "e", "em", "ên", "ệnh", "i", "ì", "iêm", "iệm", "iên", "iện",
        "iết", "inh", "ình", "o", "oa", "oàn", "oi", "ói", "on", "ong", "óng", "ô", "ốc", "ội", "ôn", "ông", "ống",
        "ơ", "ời", "ơn", "ợp", "u", "ụ", "uân", "uật", "ui", "ung", "ùng", "uôn", "uyên", "uyền", "ư", "ự", "ưa",
        "ưng", "ươi", "ương", "ường", "ướng", "ược", "y", "ý", "ỹ", "yêu", "èo", "éc", "ích", "óp", "út", "ừng", "ởng",
        "ảng", "ẵn", "ẽ", "ĩa", "ọng", "uốc", "uộc", "uya", "ằm", "ẩm", "ảnh", "ẳng", "ẻ", "ổi", "ỏa", "ủng", "ửi",
        "ữa",
    ];
    onsets.iter().flat_map(|o| rimes.iter().map(move |r| format!("{o}{r}"))).collect()
}

/// Numbers without a seed from outside: the same documents every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap()
    }

    /// A rank below `n`, the first about twice as often as the second.
    fn zipf(&mut self, n: usize) -> usize {
        let share = self.next() as f64 / u64::MAX as f64;
        (((n as f64 + 1.0).powf(share) - 1.0) as usize).min(n - 1)
    }
}

/// The most memory this process has held, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
