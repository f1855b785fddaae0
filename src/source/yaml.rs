//! YAML as a tree with spans. This file and `yaml_events.rs` alone name the YAML crate.
//!
//! serde alone stops at the first fault of a file and knows no places; so YAML is read to a tree here, duplicate keys
//! and all, and [`Fields`](super::Fields) decodes the tree with every problem reported. The parser's own budgets bound
//! aliases, depth and size (alias bombs, a hundred thousand brackets).

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Options, Spanned, options::DuplicateKeyPolicy};

use super::{Limits, Sources, yaml_events, yaml_explain, yaml_traps};
use crate::diagnostic::{Code, Diagnostic, FileId, Report, Span};
use crate::say;
use crate::text::nfc;

/// A node: what it is and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub value: Value,
    /// How a number or a yes/no is written: `3.10` is a number of a document, not 3.1.
    pub written: Option<String>,
}

impl Node {
    /// A value where the parser saw it begin: the span of a list or map is widened over its items.
    pub(super) fn around(own: Span, value: Value) -> Self {
        let last = match &value {
            Value::List(items) => items.last(),
            Value::Map(entries) => entries.last().map(|(_, value)| value),
            _ => None,
        };
        let end = last.map_or(own.end, |n| n.span.end).max(own.end);
        Self { span: Span { end, ..own }, value, written: None }
    }
}

/// A value as YAML 1.2 reads it (`yes` and `no` are words).
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without a point.
    Int(i64),
    /// A number with a point or exponent.
    Float(f64),
    /// Words.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file; a key can stand twice, which is a fault for the decoder to report.
    Map(Vec<(Node, Node)>),
}

/// Parses bytes `start..end` of a file; `None` with a finding when the YAML is not well formed.
#[must_use]
pub fn parse(sources: &Sources, file: FileId, start: usize, end: usize) -> (Option<Arc<Node>>, Report) {
    let text = &sources.files.text(file)[start..end];
    let parsed = || {
        let (node, report) = tree(sources, file, start, text);
        (node.map(Arc::new), report)
    };
    match &sources.kept {
        Some(kept) => kept.tree((file, start), text, sources.limits, parsed),
        None => parsed(),
    }
}

fn tree(sources: &Sources, file: FileId, start: usize, text: &str) -> (Option<Node>, Report) {
    let mut report = Report::default();
    let (files, most) = (&sources.files, sources.limits.entries);
    if let Some(fault) = yaml_traps::before_parsing(file, start, text) {
        report.push(fault);
        return (None, report);
    }
    // A row has about twenty nodes. The size of the file is bounded where it is read.
    let ordinary = yaml_events::tree(file, start, text, 20 * most);
    match ordinary.map_or_else(|| deserialized(file, start, text, sources.limits), Ok) {
        Ok(mut node) => {
            if let Some(beyond) = crowded(&node, most) {
                let message = say!("danh sách có quá {most} mục", "the list has more than {most} entries");
                let help = say!(
                    "kiểm tra có phải tệp do quyche dùng không; danh sách thật sự dài như vậy thì chạy với --file-limit lớn hơn",
                    "make sure that it is a file for quyche; if the list really is that long, run with a larger --file-limit"
                );
                report.push(Diagnostic::new(Code::TooMany, beyond, message).help(help));
                return (None, report);
            }
            yaml_traps::after_parsing(files, &mut node, &mut report);
            (Some(node), report)
        }
        Err(error) => {
            // An error has a line and a column, but no byte.
            let at = error.location().map_or(0, |l| yaml_explain::byte_at(text, l.line(), l.column()));
            if over_budget(&error) {
                let message = say!(
                    "bí danh (&, *) hoặc ngoặc lồng nhau bung ra quá lớn",
                    "aliases (&, *) or brackets unfold to too much"
                );
                let help = say!(
                    "viết thẳng giá trị ở mỗi chỗ, không dùng & và *",
                    "write the value at each place, without & and *"
                );
                let span = Span::new(file, start + at, start + at);
                report.push(Diagnostic::new(Code::TooMany, span, message).help(help));
                return (None, report);
            }
            let slip = yaml_explain::explain(text, at, &error.to_string());
            let span = Span::new(file, start + slip.start, start + slip.end);
            report.push(Diagnostic::new(Code::YamlSyntax, span, slip.message).help(slip.help));
            (None, report)
        }
    }
}

/// Where words stand in a YAML text, keys and values alike, in the order of the file: all that is no comment, no mark and no space.
/// Nothing of one that is not well formed.
#[must_use]
pub fn scalars(file: FileId, text: &str) -> Vec<Span> {
    let ordinary = yaml_events::tree(file, 0, text, usize::MAX);
    let root = ordinary.or_else(|| deserialized(file, 0, text, Limits::default()).ok());
    let (mut found, mut open) = (Vec::new(), Vec::from_iter(root.as_ref()));
    while let Some(node) = open.pop() {
        match &node.value {
            Value::List(items) => open.extend(items.iter().rev()),
            Value::Map(entries) => open.extend(entries.iter().rev().flat_map(|(key, value)| [value, key])),
            _ => found.push(node.span),
        }
    }
    found
}

/// The tree as the deserializer reads it, whatever stands in the file.
pub(super) fn deserialized(file: FileId, start: usize, text: &str, limits: Limits) -> Result<Node, serde_yaml::Error> {
    let mut options = options();
    if let Some(budget) = &mut options.budget {
        (budget.max_nodes, budget.max_events) = (20 * limits.entries, 60 * limits.entries);
        let bytes = usize::try_from(limits.file_bytes).unwrap_or(usize::MAX);
        budget.max_total_scalar_bytes = budget.max_total_scalar_bytes.max(bytes);
    }
    // Content has no use for aliases; a few are let pass, a bomb of them is not unfolded.
    options.alias_limits.max_total_replayed_events = 10_000;
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    serde_yaml::from_str_with_options::<Raw>(text, options).map(|raw| raw.place(file, start))
}

/// What words without quotation marks mean where they stand alone.
pub(super) fn plain_value(words: &str) -> Option<Value> {
    match serde_yaml::from_str_with_options::<RawValue>(words, options()).ok()? {
        RawValue::Leaf(value) => Some(value),
        RawValue::List(_) | RawValue::Map(_) => None,
    }
}

fn options() -> Options {
    let mut options = Options::default();
    options.strict_booleans = true;
    options.with_snippet = false;
    options
}

/// Whether the parser stopped at one of its bounds and not at a slip.
fn over_budget(error: &serde_yaml::Error) -> bool {
    use serde_yaml::Error;
    // A bound met while an alias unfolds is told as a fault of the alias.
    if let Error::AliasError { error, .. } | Error::WithSnippet { error, .. } = error {
        return over_budget(error);
    }
    matches!(
        error,
        Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. }
            | Error::AliasReplayCounterOverflow { .. }
            | Error::Budget { .. }
    )
}

/// The first entry too many of a list or map, wherever in the tree: each could be a finding of its own.
fn crowded(node: &Node, most: usize) -> Option<Span> {
    match &node.value {
        Value::List(items) => items.get(most).map(|n| n.span).or_else(|| items.iter().find_map(|n| crowded(n, most))),
        Value::Map(entries) => {
            entries.get(most).map(|(k, _)| k.span).or_else(|| entries.iter().find_map(|(_, v)| crowded(v, most)))
        }
        _ => None,
    }
}

fn span_of(file: FileId, start: usize, location: &serde_yaml::Location) -> Option<Span> {
    let at = start + usize::try_from(location.span().byte_offset()?).ok()?;
    let len = usize::try_from(location.span().byte_len().unwrap_or(0)).unwrap_or(0);
    Some(Span::new(file, at, at + len))
}

/// The tree as the parser hands it over, before the file is known.
struct Raw {
    location: serde_yaml::Location,
    value: RawValue,
}

enum RawValue {
    Leaf(Value),
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl Raw {
    /// Gives every node its span.
    fn place(self, file: FileId, start: usize) -> Node {
        let own = span_of(file, start, &self.location).unwrap_or(Span::new(file, start, start));
        let value = match self.value {
            RawValue::Leaf(value) => value,
            RawValue::List(items) => Value::List(items.into_iter().map(|n| n.place(file, start)).collect()),
            RawValue::Map(entries) => {
                Value::Map(entries.into_iter().map(|(k, v)| (k.place(file, start), v.place(file, start))).collect())
            }
        };
        Node::around(own, value)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<RawValue>::deserialize(deserializer)?;
        Ok(Self { location: spanned.referenced, value: spanned.value })
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Leaf(Value::Null))
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Leaf(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<RawValue, E> {
        Ok(RawValue::Leaf(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<RawValue, E> {
        Ok(RawValue::Leaf(Value::Int(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<RawValue, E> {
        let leaf = i64::try_from(value).map_or_else(|_| Value::Text(value.to_string()), Value::Int);
        Ok(RawValue::Leaf(leaf))
    }

    fn visit_f64<E>(self, value: f64) -> Result<RawValue, E> {
        Ok(RawValue::Leaf(Value::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<RawValue, E> {
        Ok(RawValue::Leaf(Value::Text(nfc(value))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<RawValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(RawValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<RawValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(RawValue::Map(entries))
    }
}
