//! The tree of an ordinary file, from the parser's events.
//!
//! The deserializer of the YAML crate goes through a dozen calls for each node to tell where it stands; of a large office that was
//! half of what is read. So it is asked only where it matters: which words are numbers, yes or no, or nothing; and for a whole file
//! where something is rare or wrong (tags, aliases, merged keys, several documents, faults, bounds), because it explains those. The
//! trap avoided: a second reading of YAML with a truth of its own. A law holds both to one tree, over files and random slips.

use rayon::prelude::*;
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle};

use super::yaml::{Node, Value, plain_value};
use crate::diagnostic::{FileId, Span};
use crate::text::nfc;

/// Nothing an office writes is nested deeper.
const DEPTH: usize = 64;

/// Bytes of a long list that are parsed by themselves.
const PART: usize = 128 * 1024;

/// The tree of `text`, which begins at byte `start` of a file, or nothing where the deserializer must look at it.
pub(super) fn tree(file: FileId, start: usize, text: &str, most_nodes: usize) -> Option<Node> {
    let (node, nodes) =
        in_parts(file, start, text, most_nodes, PART).or_else(|| part(file, start, text, most_nodes))?;
    Some(node).filter(|_| nodes <= most_nodes)
}

/// The same of a file that is one long list under one key, its items parsed side by side; nothing where it is not. How many nodes it
/// has is told too.
fn in_parts(file: FileId, start: usize, text: &str, most_nodes: usize, size: usize) -> Option<(Node, usize)> {
    let mut cuts = cuts(text, size)?;
    cuts.push(text.len());
    let (first, _) = cuts.split_first()?;
    let head = || part(file, start, &text[..*first], most_nodes);
    let rest = || {
        let parts: Vec<(usize, usize)> = cuts.windows(2).map(|two| (two[0], two[1])).collect();
        let one = |(from, to): (usize, usize)| part(file, start + from, &text[from..to], most_nodes);
        parts.into_par_iter().with_max_len(1).map(one).collect::<Option<Vec<_>>>()
    };
    let (head, rest) = rayon::join(head, rest);
    let ((mut root, mut nodes), rest) = (head?, rest?);
    let Value::Map(entries) = &mut root.value else { return None };
    let [(_, list)] = &mut entries[..] else { return None };
    let Value::List(items) = &mut list.value else { return None };
    for (node, more) in rest {
        let Value::List(more_items) = node.value else { return None };
        items.extend(more_items);
        list.span.end = list.span.end.max(node.span.end);
        // The list itself is counted once.
        nodes += more - 1;
    }
    root.span.end = root.span.end.max(list.span.end);
    Some((root, nodes))
}

/// Where the items begin at which a file that is one list under one key is cut into parts of at least `size` bytes. Within a list
/// a line that is indented like its items begins one: what belongs to an item is indented further. A bracket or a quotation mark
/// that is left open leaves a part that is no YAML.
fn cuts(text: &str, size: usize) -> Option<Vec<usize>> {
    let (mut key, mut depth) = (false, None);
    let (mut cuts, mut last, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let begin = at;
        at += line.len();
        let said = line.trim_start_matches(' ');
        if said.trim_end().is_empty() || said.starts_with('#') {
            continue;
        }
        let indent = line.len() - said.len();
        match depth {
            // What parts documents, and directives, are for the deserializer.
            _ if ["---", "...", "%"].iter().any(|mark| line.starts_with(mark)) => return None,
            None if !key => {
                let (name, rest) = line.split_once(':')?;
                let word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                let nothing =
                    rest.trim().is_empty() || rest.trim_start_matches(' ').starts_with('#') && rest.starts_with(' ');
                key = word && nothing;
                if !key {
                    return None;
                }
            }
            None if said.starts_with("- ") => depth = Some(indent),
            Some(depth) if indent > depth => {}
            Some(depth) if indent == depth && said.starts_with("- ") => {
                if begin - last >= size {
                    cuts.push(begin);
                    last = begin;
                }
            }
            _ => return None,
        }
    }
    Some(cuts).filter(|cuts| !cuts.is_empty())
}

/// The tree of a text parsed from its beginning to its end, and how many nodes it has.
fn part(file: FileId, start: usize, text: &str, most_nodes: usize) -> Option<(Node, usize)> {
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let mut nodes = 0;
    for event in Parser::new_from_str(text) {
        let (event, place) = event.ok()?;
        let span = || Some(Span::new(file, start + place.start.byte_offset()?, start + place.end.byte_offset()?));
        let node = match event {
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
            Event::DocumentStart(..) if root.is_none() && open.is_empty() => continue,
            Event::SequenceStart(_, 0, None) | Event::MappingStart(_, 0, None) => {
                let list = matches!(event, Event::SequenceStart(..));
                open.push(Open { list, span: span()?, nodes: Vec::new() });
                if open.len() > DEPTH {
                    return None;
                }
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop()?.closed()?,
            Event::Scalar(words, style, 0, None) => {
                let value = if style == ScalarStyle::Plain { plain(&words)? } else { Value::Text(nfc(words)) };
                Node::around(span()?, value)
            }
            _ => return None,
        };
        nodes += 1;
        if nodes > most_nodes {
            return None;
        }
        match open.last_mut() {
            Some(around) => around.nodes.push(node),
            None if root.is_none() => root = Some(node),
            None => return None,
        }
    }
    root.map(|root| (root, nodes))
}

/// A list or map that has begun; of a map keys and values in turn.
struct Open {
    list: bool,
    span: Span,
    nodes: Vec<Node>,
}

impl Open {
    fn closed(self) -> Option<Node> {
        if self.list {
            return Some(Node::around(self.span, Value::List(self.nodes)));
        }
        let mut entries = Vec::with_capacity(self.nodes.len() / 2);
        let mut nodes = self.nodes.into_iter();
        while let (Some(key), Some(value)) = (nodes.next(), nodes.next()) {
            // What `<<` takes in is for the deserializer, and so is a key of several values.
            match &key.value {
                Value::Text(words) if words == "<<" => return None,
                Value::List(_) | Value::Map(_) => return None,
                _ => entries.push((key, value)),
            }
        }
        Some(Node::around(self.span, Value::Map(entries)))
    }
}

/// What words without quotation marks mean. Only the deserializer says which are no words; most cannot be anything else.
fn plain(words: &str) -> Option<Value> {
    const NAMED: [&str; 12] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];
    let first = words.chars().next();
    let sure = match first {
        None => false,
        Some(c) if c.is_ascii_alphabetic() => !NAMED.iter().any(|named| words.eq_ignore_ascii_case(named)),
        // Read once more, a word of several lines would be folded once more.
        Some(c) if c.is_ascii() => words.contains(|c: char| !c.is_ascii_graphic()),
        Some(_) => true,
    };
    // Alone these would part documents.
    let alone = !words.starts_with("---") && !words.starts_with("...");
    if sure { Some(Value::Text(nfc(words))) } else { plain_value(words).filter(|_| alone) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::yaml::deserialized;
    use super::super::{Limits, Sources, load};
    use super::*;

    /// Whether the events gave a tree; where they did, the deserializer gives the same, and so do its parts wherever it is cut.
    fn agrees(text: &str) -> bool {
        let file = Sources::default().files.add("a.yaml", text);
        let limits = Limits::default();
        if let Some(parts) = in_parts(file, 7, text, 20 * limits.entries, 1) {
            assert_eq!(Some(parts), part(file, 7, text, 20 * limits.entries), "{text}");
        }
        let Some(tree) = tree(file, 7, text, 20 * limits.entries) else { return false };
        match deserialized(file, 7, text, limits) {
            Ok(told) => assert_eq!(tree, told, "{text}"),
            Err(error) => panic!("{error}: {text}"),
        }
        true
    }

    /// The lists of a project.
    fn yaml_files(project: &str) -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
        let (sources, _) = load(&root, &root.join("content"), Limits::default());
        let lists = sources.content.iter().filter(|s| s.path.ends_with(".yaml"));
        lists.map(|s| sources.files.text(s.file).to_owned()).collect()
    }

    #[test]
    fn the_files_of_an_office_are_ordinary() {
        let files = [yaml_files(""), yaml_files("tests/example")].concat();
        assert!(files.len() > 9);
        for text in files {
            assert!(agrees(&text), "{text}");
        }
    }

    #[test]
    fn a_list_is_cut_at_its_items_and_nowhere_else() {
        let cut = |text: &str| cuts(text, 1).map_or(0, |cuts| cuts.len());
        assert_eq!(cut("# x\na: # y\n\n  - b\n  - c: |\n      - d\n# z\n    e: f\n  - g\n"), 2);
        assert_eq!(cut("a:\n- b\n-\n  c: d\n"), 0, "nothing after the dash is rare");
        for other in [
            "a: b\n  - c\n  - d\n",
            "a: |\n  - c\n  - d\n",
            "a:\n  - b\n  - c\nd: e\n",
            "- b\n- c\n",
            "a:\n- b\n- c\nd:\n- e\n",
        ] {
            assert_eq!(cut(other), 0, "{other}");
        }
        let long: String = std::iter::once("duties:\n".to_owned())
            .chain((0..99).map(|i| format!("  - {{a: {i}, b: \"c\"}}\n")))
            .collect();
        assert!(agrees(&long) && cut(&long) == 98);
        assert_eq!(cuts(&long, 500).unwrap().len(), 3);
        for open in ["a:\n  - \"b\n  - c\"\n  - d\n", "a:\n  - [b,\n  - c]\n  - d\n"] {
            assert!(cut(open) > 0);
            agrees(open);
        }
        // The bound is one of all parts together.
        assert!(tree(Sources::default().files.add("a.yaml", &long), 0, &long, 300).is_none());
    }

    #[test]
    fn words_mean_what_the_deserializer_says() {
        for words in [
            "",
            "~",
            "null",
            "Null",
            "nULL",
            "NULL",
            "true",
            "True",
            "tRue",
            "TRUE",
            "false",
            "yes",
            "No",
            "on",
            "OFF",
            "y",
            "N",
            "0",
            "00",
            "07",
            "-0",
            "+1",
            "-12",
            "1_000",
            "1,000",
            "0x1F",
            "0o17",
            "0b11",
            "017",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "1.",
            ".5",
            "3.10",
            "-.5",
            "+.5",
            "1e3",
            "1E-3",
            "1e",
            "e1",
            ".inf",
            "-.inf",
            "+.INF",
            ".Inf",
            ".nan",
            ".NaN",
            "nan",
            "inf",
            "-inf",
            "Infinity",
            "infinity",
            "-infinity",
            "2026-01-05",
            "12:30",
            "1:2:3",
            "5 ngày",
            "1 2",
            "đ",
            "Điều 1",
            "...",
            "....",
            "--- a",
            "---",
            "-a",
            "-",
            "?a",
            ":a",
            "=",
            "<<",
            "<",
            "!",
            "a b",
            "null a",
            "a: b",
            "1st",
            "0.0.1",
            "0x",
            "0xg",
            "_1",
            "1_",
            "+",
            "+-1",
            "١",
            "½",
            "１２",
        ] {
            for text in [
                format!("a: {words}\n"),
                format!("- {words}\n"),
                format!("{words}: a\n"),
                format!("[{words}, b]\n"),
                words.to_owned(),
            ] {
                agrees(&text);
            }
        }
        for text in [
            "note: 5.1\n\n  5.2\n",
            "a: 12\n\n  ...\n",
            "a: 1\n  2\n",
            "a: ~\n\n  - b\n",
            "a: true\n\n  b\n",
            "- 0x1\n\n\n  F\n",
        ] {
            agrees(text);
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_file_both_give_one_tree(
            lines in prop::collection::vec((0..4_usize, 0..12_usize, "[-+.~0-9a-fxoNnTtruelsy_:#'\"\\[\\]{}&*!|>%@` đă,]{0,7}"), 0..9),
        ) {
            let shapes = ["a: ", "- ", "b:", "-", "- c: ", "? ", "<<: ", "e: |", "f: >-", "\"g\": ", "", "# "];
            let text: String =
                lines.iter().map(|(depth, shape, words)| format!("{}{}{words}\n", "  ".repeat(*depth), shapes[*shape])).collect();
            agrees(&text);
        }

        #[test]
        fn whatever_stands_in_a_list_its_parts_are_the_list(
            lines in prop::collection::vec((0..4_usize, 0..9_usize, "[-+.~0-9a-fxoNnTtruelsy_:#'\"\\[\\]{}&*!|>%@` đă,]{0,7}"), 0..9),
            depth in 0..3_usize,
        ) {
            let shapes = ["- a: ", "- ", "b: ", "- - ", "c: |", "d: >-", "", "# ", "e: \""];
            let line = |(more, shape, words): &(usize, usize, String)| format!("{}{}{words}\n", "  ".repeat(depth + more), shapes[*shape]);
            agrees(&format!("list:\n{}", lines.iter().map(line).collect::<String>()));
        }

        #[test]
        fn a_slip_in_a_file_of_the_office_is_read_alike(
            which in 0..100_usize, at in 0.0..1.0_f64, cut in 0..9_usize, put in "[-: \n#'\"\\[\\]{}&*!|>0a]{0,4}",
        ) {
            let files = yaml_files("");
            let text: Vec<char> = files[which % files.len()].chars().take(4_000).collect();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in it")]
            let at = (at * text.len() as f64) as usize;
            let end = (at + cut).min(text.len());
            agrees(&text[..at].iter().copied().chain(put.chars()).chain(text[end..].iter().copied()).collect::<String>());
        }

        #[test]
        fn a_word_alone_is_one_thing_to_both(words in "[-+.~0-9a-fA-FxXoObB_nNuUlLtTrReEsSyYiIfaA]{0,6}") {
            agrees(&format!("a: {words}\n"));
            agrees(&format!("{words}: a\n"));
        }
    }
}
