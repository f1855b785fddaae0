//! Every place where words of the content reach an output, each with a payload of its own (design 7, F25, F26): pages,
//! attributes, addresses, the index in scripts, feeds, Atom, CSV, the terminal. The outputs are read by a strict reader, not
//! searched for strings: an element, attribute or line that no template has is a breach, whatever it says.
//!
//! `tests/hostile/reach.txt` is the table: which place reaches what. A field that is new and not in it fails here.
//! `QUYCHE_HOSTILE=FOLDER cargo test --test hostile` leaves the hostile project there, for tests/hostile/browser.mjs.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and asks the environment"
)]

#[path = "faults/case.rs"]
#[allow(dead_code, reason = "the small project is used here")]
mod case;
mod common;
#[path = "hostile/html.rs"]
mod html;
#[path = "hostile/places.rs"]
mod places;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use places::{PLACES, payload};
use snapbox::{Assert, Data};

struct Built {
    _dir: tempfile::TempDir,
    root: PathBuf,
    site: BTreeMap<String, Vec<u8>>,
}

/// The hostile project and its site, built once.
fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let root = match std::env::var_os("QUYCHE_HOSTILE") {
            Some(folder) => PathBuf::from(folder),
            None => dir.path().join("project"),
        };
        case::copy(&case::folder().join("base"), &root);
        places::write(&root);
        let (code, _, stderr) = run(&root, &["build"]);
        assert_eq!(code, 0, "{stderr}");
        let site = common::files(&root.join("output"));
        Built { _dir: dir, root, site }
    })
}

fn run(root: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_quyche"))
        .args(args)
        .args(["--date", "2026-01-05", "--color", "never", "-C"])
        .arg(root)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn texts(ends: &str) -> impl Iterator<Item = (&str, String)> {
    let files = built().site.iter().filter(move |(path, _)| path.ends_with(ends));
    files.map(|(path, bytes)| (path.as_str(), String::from_utf8(bytes.clone()).unwrap()))
}

/// Elements of the theme. Another one came out of content.
const ELEMENTS: &str = "html head meta title link script body header nav main footer section article aside div span p a ul ol \
    li dl dt dd h1 h2 h3 h4 h5 h6 table caption colgroup col thead tbody tfoot tr th td form input button label select option \
    fieldset legend details summary figure figcaption blockquote q cite code pre em strong b i u s del ins mark small sub sup abbr time hr br \
    svg g path rect line text desc tspan use symbol defs polyline circle template output noscript";

#[test]
fn no_page_has_an_element_or_attribute_that_no_template_has() {
    let elements: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let mut count = 0;
    for (path, text) in texts(".html") {
        for part in html::read(&text).unwrap_or_else(|e| panic!("{path}: {e}")) {
            let html::Part::Open { name, attributes } = part else { continue };
            count += 1;
            assert!(elements.contains(name.as_str()), "{path}: <{name}>");
            for (key, value) in attributes {
                let bad = key.starts_with("on")
                    || ["style", "srcdoc", "formaction", "ping", "xlink:href"].contains(&key.as_str());
                assert!(!bad && !key.contains(['"', '\'', '<']), "{path}: <{name} {key}>");
                if ["href", "src", "action"].contains(&key.as_str()) {
                    let compact: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
                    let scheme = compact[..compact.find(['/', '?', '#']).unwrap_or(compact.len())].split_once(':');
                    let allowed = scheme.is_none_or(|(s, _)| ["http", "https", "mailto", "webcal"].contains(&s));
                    assert!(allowed && !compact.starts_with("//"), "{path}: <{name} {key}={value:?}>");
                }
            }
        }
        assert!(!text.contains("<!--"), "{path} has a comment");
    }
    assert!(count > 1000, "the reader saw {count} elements");
}

/// One script, style or handler within a page would be refused by the page's own policy.
#[test]
fn no_page_has_a_script_of_its_own() {
    for (path, text) in texts(".html") {
        let parts = html::read(&text).unwrap();
        for pair in parts.windows(2) {
            if let [html::Part::Open { name, attributes }, next] = pair
                && name == "script"
            {
                assert!(attributes.iter().any(|(k, _)| k == "src"), "{path}");
                assert!(matches!(next, html::Part::Close(close) if close == "script"), "{path}: {next:?}");
            }
        }
    }
}

const PROPERTIES: &str = "BEGIN END VERSION PRODID CALSCALE METHOD X-WR-CALNAME X-WR-TIMEZONE REFRESH-INTERVAL X-PUBLISHED-TTL \
    TZID DTSTART DTEND TZOFFSETFROM TZOFFSETTO TZNAME UID DTSTAMP LAST-MODIFIED SEQUENCE STATUS SUMMARY DESCRIPTION URL ACTION \
    TRIGGER TRANSP";

#[test]
fn no_feed_has_a_line_that_the_writer_does_not_write() {
    let known: BTreeSet<&str> = PROPERTIES.split_whitespace().collect();
    for (path, text) in texts(".ics") {
        for line in text.replace("\r\n ", "").split_terminator("\r\n") {
            let name = line.split([':', ';']).next().unwrap();
            assert!(known.contains(name), "{path}: {line}");
            assert!(!line.contains(['\n', '\r']), "{path}: {line:?}");
        }
    }
}

#[test]
fn the_atom_feed_has_the_elements_of_a_feed() {
    let known = BTreeSet::from([
        "feed",
        "title",
        "subtitle",
        "id",
        "updated",
        "published",
        "link",
        "author",
        "name",
        "entry",
        "summary",
    ]);
    for (path, text) in texts(".xml") {
        let body = text.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>").unwrap();
        for part in html::read(&body.replace("/>", ">")).unwrap_or_else(|e| panic!("{path}: {e}")) {
            if let html::Part::Open { name, attributes } = part {
                assert!(known.contains(name.as_str()), "{path}: <{name}>");
                let keys = ["xmlns", "xml:lang", "rel", "type", "href"];
                assert!(attributes.iter().all(|(k, _)| keys.contains(&k.as_str())), "{path}: {attributes:?}");
            }
        }
        assert!(!text.contains("<![CDATA["));
    }
}

/// A shard is one call with JSON; nothing else stands in its file but that.
fn calls(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .filter(|l| !l.is_empty())
        .map(|line| {
            let open = line.find('(').unwrap_or_else(|| panic!("no call: {}", &line[..line.len().min(80)]));
            assert!(line[..open].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.'), "{}", &line[..open]);
            let inner = line[open + 1..].strip_suffix(");").or_else(|| line[open + 1..].strip_suffix(')')).unwrap();
            serde_json::from_str(&format!("[{inner}]"))
                .unwrap_or_else(|e| panic!("{e}: {}", &inner[..inner.len().min(80)]))
        })
        .collect()
}

fn index() -> String {
    let scripts = built().site.iter().filter(|(path, _)| {
        path.ends_with(".js")
            && path.starts_with("assets/search-")
            && !["assets/search-engine.js", quyche::site::routes::SEARCH_INDEX].contains(&path.as_str())
    });
    let all: Vec<String> = scripts
        .flat_map(|(_, bytes)| calls(&String::from_utf8(bytes.clone()).unwrap()))
        .map(|json| strings(&json).join("\n"))
        .collect();
    assert!(!all.is_empty(), "no script of the index was found");
    all.join("\n")
}

fn strings(json: &serde_json::Value) -> Vec<String> {
    match json {
        serde_json::Value::String(s) => vec![s.clone()],
        serde_json::Value::Array(all) => all.iter().flat_map(strings).collect(),
        serde_json::Value::Object(all) => {
            all.iter().flat_map(|(k, v)| [vec![k.clone()], strings(v)].concat()).collect()
        }
        _ => Vec::new(),
    }
}

/// RFC 4180: rows of fields.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    rows
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let (code, stdout, stderr) =
        run(&built().root, &["calendar", "--csv", "--from", "2026-01-01", "--to", "2026-12-31"]);
    assert_eq!(code, 0, "{stderr}");
    let rows = table(&stdout);
    assert!(rows.len() > 10 && rows.iter().all(|r| r.len() == rows[0].len()));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']), "{cell}");
    }
    let formulas = rows.iter().flatten().filter(|c| c.starts_with("'=")).count();
    assert!(formulas > 0, "the payload that is a formula did not come here");
}

/// ESC and its like are refused in the content; what a message repeats of names and keys cannot carry them out.
#[test]
fn nothing_that_is_printed_steers_the_terminal() {
    let verbs: [&[&str]; 8] = [
        &["check", "-v"],
        &["outline"],
        &["who"],
        &["who", "giam-doc"],
        &["calendar", "--from", "2026-01-01", "--to", "2026-12-31"],
        &["calendar", "--month", "2026-02"],
        &["calendar", "next"],
        &["diff", "01-2025"],
    ];
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{202A}'..='\u{202E}');
    for args in verbs {
        let (_, stdout, stderr) = run(&built().root, args);
        assert!(!stdout.contains(steers) && !stderr.contains(steers), "{args:?}");
    }
    let dir = tempfile::tempdir().unwrap();
    for (file, old, new) in [
        ("content/units.yaml", "aliases: [\"Đội Xe\"]", "\"\\e[2Jaliases\": [\"Đội Xe\"]"),
        (
            "content/units.yaml",
            "group: cac-phong\n    name: \"Phòng Xe\"",
            "group: \"\\e]0;a\\acac\"\n    name: \"Phòng Xe\"",
        ),
        ("content/calendar.yaml", "kind: report\n    cite: B.II.d", "kind: \"\\e[31mreport\"\n    cite: B.II.d"),
        ("content/decisions/01-2025.yaml", "\nsigned: 2025-01-01", "\nsigned: \"\\u202E2025\""),
        ("content/duties.yaml", "provision: B.II.đ", "provision: \"B.II.\\x9B\""),
    ] {
        let root = dir.path().join(file.replace('/', "-") + &new.len().to_string());
        case::copy(&case::folder().join("base"), &root);
        case::replace(&root.join(file), old, new);
        for format in ["--json", "--verbose"] {
            let (code, stdout, stderr) = run(&root, &["check", format]);
            assert_eq!(code, 1, "{new}");
            assert!(!stdout.contains(steers) && !stderr.contains(steers), "{new}: {stderr:?}");
        }
    }
}

/// Where each payload arrived, whole and as words.
#[test]
fn every_place_is_known() {
    let words = |ends: &str| -> String {
        texts(ends)
            .flat_map(|(_, t)| {
                html::read(&t.replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "").replace("/>", ">")).unwrap()
            })
            .map(|p| p.words())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let attributes: String = texts(".html")
        .flat_map(|(_, t)| html::read(&t).unwrap())
        .map(|p| p.attributes())
        .collect::<Vec<_>>()
        .join("\n");
    let feeds: String = texts(".ics")
        .map(|(_, t)| t.replace("\r\n ", "").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\"))
        .collect();
    let (_, csv, _) = run(&built().root, &["calendar", "--csv", "--from", "2026-01-01", "--to", "2026-12-31"]);
    let csv: String = table(&csv).concat().join("\n");
    let (_, calendar, _) = run(&built().root, &["calendar", "--from", "2026-01-01", "--to", "2026-12-31"]);
    let (_, who, _) = run(&built().root, &["who"]);
    let outputs = [
        ("text", words(".html")),
        ("attribute", attributes),
        ("index", index()),
        ("ics", feeds),
        ("atom", words(".xml")),
        ("csv", csv),
        ("terminal", calendar + &who),
    ];
    let mut reach = String::new();
    for (n, place) in PLACES.iter().enumerate() {
        let payload = payload(n);
        let seen: Vec<&str> =
            outputs.iter().filter(|(_, text)| text.contains(&payload)).map(|(name, _)| *name).collect();
        reach += &format!("{}: {}\n", place.name, if seen.is_empty() { "-".to_owned() } else { seen.join(", ") });
    }
    let path = common::root().join("tests/hostile/reach.txt");
    Assert::new().action_env("SNAPSHOTS").normalize_paths(false).eq(reach, Data::read_from(&path, None));
    let _ = fs::metadata(path);
}
