//! The YAML files of the content as trees, each parsed beside the others: of a large office most of what is read is YAML.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::folder;
use super::strange_files::instead_of;
use crate::diagnostic::{Code, Diagnostic, FileId, Report, Span};
use crate::say;
use crate::source::{Node, Source, Sources, Value, parse};

/// The files with a place of their own, and whether an office must have them.
const FIXED: [(&str, bool); 8] = [
    ("units.yaml", true),
    ("roles.yaml", true),
    ("duties.yaml", true),
    ("calendar.yaml", false),
    ("overrides.yaml", false),
    ("calendar.ledger.yaml", false),
    ("glossary.yaml", false),
    ("synonyms.yaml", false),
];

/// Decisions of one regulation: the office is kept as it was before and after each.
pub(super) const DECISIONS: usize = 500;

/// A decision that could be parsed: its id, the beginning of its file, its tree.
pub(super) type Parsed = (String, Span, Arc<Node>);

/// What was parsed and not yet asked for. What is wrong with a file is told where it is asked for, in that order.
pub(super) struct Trees<'s> {
    sources: &'s Sources,
    parsed: BTreeMap<FileId, (Option<Arc<Node>>, Report)>,
}

impl<'s> Trees<'s> {
    /// Parses the files at the places the program knows; others are not read.
    pub(super) fn new(sources: &'s Sources) -> Self {
        let fixed = FIXED.iter().filter_map(|(path, _)| at(sources, path));
        let decisions = decisions(sources).take(DECISIONS).map(|(_, s)| s);
        let files: Vec<FileId> = fixed.chain(decisions).chain(holidays(sources)).map(|s| s.file).collect();
        let one = |file: FileId| (file, parsed_tree(sources, file));
        Self { sources, parsed: files.into_par_iter().with_max_len(1).map(one).collect() }
    }

    /// The tree of a file; `None` when it is not well formed.
    pub(super) fn of(&mut self, file: FileId, report: &mut Report) -> Option<Arc<Node>> {
        let parsed = self.parsed.remove(&file);
        report.take(parsed.unwrap_or_else(|| parsed_tree(self.sources, file)))
    }

    /// The tree of the file at a fixed place; `None` when it is absent or not well formed. Absence of a required file is a
    /// fault, unless the file is there and could not be read, which has been said.
    pub(super) fn at(&mut self, path: &str, report: &mut Report) -> Option<Arc<Node>> {
        if let Some(source) = at(self.sources, path) {
            return self.of(source.file, report);
        }
        if must_be(path) && !self.sources.unreadable.iter().any(|p| p == path) {
            report.push(
                Diagnostic::new(
                    Code::FileMissing,
                    None,
                    say!("thiếu tệp {path} trong thư mục nội dung", "the content folder lacks {path}"),
                )
                .help(match instead_of(self.sources, path) {
                    Some(other) => say!("đổi tên {other} thành {path}", "rename {other} to {path}"),
                    None => say!(
                        "«quyche init» tạo một dự án mẫu có đủ các tệp",
                        "`quyche init` makes an example project with every file"
                    ),
                }),
            );
        }
        None
    }
}

/// Whether an office must have the file at a fixed place.
pub(super) fn must_be(path: &str) -> bool {
    FIXED.iter().any(|(fixed, required)| *fixed == path && *required)
}

fn parsed_tree(sources: &Sources, file: FileId) -> (Option<Arc<Node>>, Report) {
    parse(sources, file, 0, sources.files.text(file).len())
}

/// The decisions, each with its id.
pub(super) fn decisions(sources: &Sources) -> impl Iterator<Item = (&str, &Source)> {
    folder(sources, "decisions", &["yaml", "yml"])
}

/// The lists of holidays.
pub(super) fn holidays(sources: &Sources) -> impl Iterator<Item = &Source> {
    folder(sources, "holidays", &["yaml", "yml"]).map(|(_, source)| source)
}

fn at<'s>(sources: &'s Sources, path: &str) -> Option<&'s Source> {
    sources.content.iter().find(|s| s.path == path)
}

/// The lists of units.yaml and of roles.yaml, the one an office cannot do without first.
pub(super) const LISTS: [&[&str]; 2] = [&["units"], &["roles", "collectives", "parties"]];

/// Whether a file holds its list, and no other key that a list may have been meant by: else what it declares is not known.
pub(super) fn is_whole(tree: &Node, lists: &[&str]) -> bool {
    let Value::Map(entries) = &tree.value else { return false };
    let listed = |key: &Node| matches!(&key.value, Value::Text(key) if lists.contains(&key.as_str()));
    entries.iter().all(|(key, _)| listed(key))
        && lists.first().and_then(|list| child(tree, list)).is_some_and(|list| list.value != Value::Null)
}

/// The entries of the list under `key` of a map, without any check.
pub(super) fn items<'n>(tree: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> {
    let list = child(tree, key).map_or(&[][..], |n| match &n.value {
        Value::List(items) => items,
        _ => &[],
    });
    list.iter()
}

/// The value under a key of a map, without any check.
pub(super) fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find(|(k, _)| k.value == Value::Text(key.to_owned())).map(|(_, v)| v)
}
