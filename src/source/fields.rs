//! A map of YAML read key by key, with every problem reported: unknown, missing and doubled keys, wrong kinds.
//!
//! What keys there are is declared by an [`Entity`]; whatever else stands in the map is reported by [`Fields::finish`] with the
//! nearest of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::keys::{Entity, Key};
use super::near::near;
use super::scalar::{Scalar, choice_of, date_of, int_of, plain, text_of};
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::say;
use crate::text::{fold, nearest};

/// The keys of one map, taken out one by one.
pub struct Fields<'n> {
    span: Span,
    entity: &'static Entity,
    entries: &'n [(Node, Node)],
    /// Keys that follow from what one of the entity's own says.
    admitted: Vec<&'static str>,
    /// Required keys that are not there; told at the end, when it is known whether one of them is merely misspelt.
    missing: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a map. `None` with a finding when the node is no map.
    pub fn open(node: &'n Node, entity: &'static Entity, report: &mut Report) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let (vi, en) = (entity.vi, entity.en);
            report.push(
                Diagnostic::new(
                    Code::WrongType,
                    node.span,
                    say!("cần các dòng «khóa: giá trị» của {vi}", "expected `key: value` lines of {en}"),
                )
                .help(say!(
                    "mỗi dòng viết «khóa: giá trị»; mục của danh sách mở đầu bằng dấu gạch «- »",
                    "write `key: value` on each line; an item of a list begins with a dash `- `"
                )),
            );
            return None;
        };
        let doubled = doubled(entries);
        // Two entries run together repeat most of their keys: that is one slip, a lost dash.
        let run_together = doubled.len() > 1 && entries.first().is_some_and(|(k, _)| doubled[0].0.value == k.value);
        for (key, first) in doubled.into_iter().take(if run_together { 1 } else { usize::MAX }) {
            let name = plain(key).unwrap_or_default();
            let help = if run_together {
                say!(
                    "nếu đây là mục mới, đặt dấu gạch «- » trước «{name}»",
                    "if this is a new entry, put a dash `- ` before `{name}`"
                )
            } else {
                say!("xóa một trong hai dòng", "delete one of the two lines")
            };
            report.push(
                Diagnostic::new(
                    Code::YamlDuplicateKey,
                    key.span,
                    say!("khóa «{name}» đã có trong mục này", "the key `{name}` stands in this entry already"),
                )
                .related(first.span, say!("lần thứ nhất ở đây", "first here"))
                .help(help),
            );
        }
        Some(Self { span: node.span, entity, entries, admitted: Vec::new(), missing: Vec::new() })
    }

    /// Where the map stands; where a key is missing, the fault is shown at its first line.
    #[must_use]
    pub fn span(&self) -> Span {
        self.entries.first().map_or(self.span, |(k, _)| k.span)
    }

    /// Knows these keys as well.
    pub fn admit(&mut self, keys: &'static [Key]) {
        self.admitted.extend(keys.iter().map(|k| k.name));
    }

    /// The keys the map may have.
    fn known(&self) -> impl Iterator<Item = &'static str> {
        self.entity.keys.iter().map(|k| k.name).chain(self.admitted.iter().copied())
    }

    /// The keys that stand in the map with a value.
    #[must_use]
    pub fn present(&self) -> Vec<&'static str> {
        let stands = |key: &&'static str| {
            self.entries.iter().any(|(k, v)| plain(k).as_deref() == Some(key) && v.value != Value::Null)
        };
        self.known().filter(stands).collect()
    }

    /// The value of `key`, if present and not null.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        #[cfg(test)]
        asked::note(self.entity, key);
        debug_assert!(self.known().any(|k| k == key), "«{key}» of {} is not declared", self.entity.en);
        // Where a key stands empty and again with a value, the value is meant; the doubling is a finding of its own.
        self.entries.iter().find(|(k, v)| plain(k).as_deref() == Some(key) && v.value != Value::Null).map(|(_, v)| v)
    }

    /// Like [`Fields::node`], but absence is a fault, told by [`Fields::finish`].
    pub fn required(&mut self, key: &'static str) -> Option<&'n Node> {
        let node = self.node(key);
        if node.is_none() {
            self.missing.push(key);
        }
        node
    }

    /// Whether the key stands in the map, with whatever value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.key(key).is_some()
    }

    /// Where the key stands in the map.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(k, _)| plain(k).as_deref() == Some(key)).map(|(k, _)| k.span)
    }

    /// Words under `key`; numbers and dates written without quotes are taken as the words they are.
    pub fn text(&mut self, key: &'static str, report: &mut Report) -> Option<Scalar<String>> {
        self.node(key).and_then(|n| text_of(n, key, report))
    }

    /// Words under `key`, absence and emptiness being faults.
    pub fn required_text(&mut self, key: &'static str, report: &mut Report) -> Option<Scalar<String>> {
        let node = self.required(key)?;
        text_of(node, key, report)
    }

    /// A date under `key`.
    pub fn date(&mut self, key: &'static str, report: &mut Report) -> Option<Scalar<Date>> {
        self.node(key).and_then(|n| date_of(n, report))
    }

    /// A date under `key`, absence being a fault.
    pub fn required_date(&mut self, key: &'static str, report: &mut Report) -> Option<Scalar<Date>> {
        self.required(key).and_then(|n| date_of(n, report))
    }

    /// `true` or `false` under `key`; false when absent.
    pub fn flag(&mut self, key: &'static str, report: &mut Report) -> bool {
        let Some(node) = self.node(key) else { return false };
        if let Value::Bool(b) = node.value {
            return b;
        }
        // Read on as meant: a word for yes is a yes, so that one slip is one finding.
        let word = fold(&plain(node).unwrap_or_default());
        let meant = match word.as_str() {
            "co" | "dung" | "yes" | "y" | "on" | "x" | "1" => Some(true),
            "khong" | "sai" | "no" | "n" | "off" | "0" => Some(false),
            _ => None,
        };
        let help = match meant {
            Some(b) => say!("viết «{key}: {b}»", "write `{key}: {b}`"),
            None => say!("viết true (có) hoặc false (không)", "write true or false"),
        };
        report.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                say!("«{key}» phải là true hoặc false", "`{key}` must be true or false"),
            )
            .help(help),
        );
        meant.unwrap_or(true)
    }

    /// A whole number under `key`.
    pub fn int(&mut self, key: &'static str, report: &mut Report) -> Option<Scalar<i64>> {
        let node = self.node(key)?;
        int_of(node, key, report)
    }

    /// The items under `key`: a list, or a single value standing for a list of one; empty when absent.
    pub fn list(&mut self, key: &'static str) -> Vec<&'n Node> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// Like [`Fields::list`], where an office has at most so many: each of them becomes pages, dates or comparisons with
    /// all the others. What is beyond is reported once and not read.
    pub fn few(&mut self, key: &'static str, most: usize, report: &mut Report) -> Vec<&'n Node> {
        let mut items = self.list(key);
        if let Some(beyond) = items.get(most) {
            report.push(too_many(beyond.span, key, most));
            items.truncate(most);
        }
        items
    }

    /// Words in a list under `key`.
    pub fn texts(&mut self, key: &'static str, report: &mut Report) -> Vec<Scalar<String>> {
        self.list(key).into_iter().filter_map(|n| text_of(n, key, report)).collect()
    }

    /// One of a set of words under `key`; another word is a fault that lists the set.
    pub fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
        report: &mut Report,
    ) -> Option<Scalar<T>> {
        let node = self.node(key)?;
        choice_of(node, key, choices, report)
    }

    /// Ends the map: every key nobody asked for is reported.
    pub fn finish(mut self, report: &mut Report) {
        let (vi, en) = (self.entity.vi, self.entity.en);
        for (key, _) in self.entries {
            let Some(name) = plain(key) else {
                report.push(Diagnostic::new(
                    Code::WrongType,
                    key.span,
                    say!("khóa phải là một từ", "a key must be a word"),
                ));
                continue;
            };
            if self.known().any(|k| k == name) {
                continue;
            }
            // A key that is not there is likelier meant than one that is.
            let lost = nearest(&name, self.missing.iter().copied()).first().copied();
            self.missing.retain(|k| Some(*k) != lost);
            let near = || near(report, &name, || self.known()).first().copied();
            let help = match lost.or_else(near) {
                Some(k) => say!("ý bạn là «{k}»?", "did you mean `{k}`?"),
                None => {
                    let mut all: Vec<&str> = Vec::new();
                    for key in self.known() {
                        if !all.contains(&key) {
                            all.push(key);
                        }
                    }
                    let all = all.join(", ");
                    say!("các khóa dùng được: {all}", "the keys are: {all}")
                }
            };
            report.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    key.span,
                    say!("{vi} không có khóa «{name}»", "{en} has no key `{name}`"),
                )
                .help(help),
            );
        }
        for key in &self.missing {
            // A line that stands there is not to be added: it is to be filled in.
            report.push(match self.key(key) {
                Some(at) => Diagnostic::new(
                    Code::MissingKey,
                    at,
                    say!("khóa «{key}» của {vi} để trống", "the key `{key}` of {en} is empty"),
                )
                .help(say!("ghi giá trị ngay sau «{key}:»", "write the value after `{key}:`")),
                None => Diagnostic::new(
                    Code::MissingKey,
                    self.span(),
                    say!("{vi} thiếu khóa «{key}»", "{en} lacks the key `{key}`"),
                )
                .help(say!("thêm dòng «{key}: …»", "add a line `{key}: …`")),
            });
        }
    }
}

/// The keys that stand again, each with where it stands first.
fn doubled(entries: &[(Node, Node)]) -> Vec<(&Node, &Node)> {
    // Nearly every map is short and has each key once, which is seen without a table of them.
    let mut so_far = entries.iter().enumerate();
    let stands = |(at, (key, _)): (usize, &(Node, Node))| {
        let name = plain(key);
        name.is_some() && entries[..at].iter().any(|(before, _)| plain(before) == name)
    };
    if entries.len() <= 16 && !so_far.any(stands) {
        return Vec::new();
    }
    let mut firsts: BTreeMap<Cow<'_, str>, &Node> = BTreeMap::new();
    let mut doubled = Vec::new();
    for (key, _) in entries {
        let Some(name) = plain(key) else { continue };
        match firsts.get(&name) {
            Some(first) => doubled.push((key, *first)),
            None => drop(firsts.insert(name, key)),
        }
    }
    doubled
}

fn too_many(span: Span, key: &str, most: usize) -> Diagnostic {
    let message = say!(
        "«{key}» có quá {most} mục; từ mục này trở đi không đọc",
        "`{key}` has more than {most} entries; what begins here is not read"
    );
    Diagnostic::new(Code::TooMany, span, message).help(say!(
        "xóa các mục thừa; một cơ quan không có nhiều như vậy",
        "delete what is too much; no office has so many"
    ))
}

/// Which keys were asked for while the tests ran: so none is declared that nobody reads.
#[cfg(test)]
pub(crate) mod asked {
    use std::collections::BTreeSet;
    use std::sync::Mutex;

    use crate::source::Entity;

    static ASKED: Mutex<BTreeSet<(&'static str, &'static str)>> = Mutex::new(BTreeSet::new());

    pub(super) fn note(entity: &'static Entity, key: &'static str) {
        ASKED.lock().unwrap().insert((entity.en, key));
    }

    /// Whether the key was asked for.
    pub(crate) fn has(entity: &'static Entity, key: &'static str) -> bool {
        ASKED.lock().unwrap().contains(&(entity.en, key))
    }
}
