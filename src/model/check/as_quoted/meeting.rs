//! After which meeting, or before which: "sau họp giao ban", and `after: hoi-y-lanh-dao`.

use super::{Difference, Key};
use crate::model::{Model, OccurrenceKind, ProvisionId, Rule, RuleId, When};
use crate::say;
use crate::text::{Case, fold, is_of_word, stands_whole};

/// Words every meeting is called by.
const GENERAL: [&str; 6] = ["cuộc họp", "buổi họp", "phiên họp", "hội nghị", "họp", "cuộc"];

/// What may stand between these and the meeting.
const BETWEEN: [&str; 6] = ["các", "khi", "ngày", "mỗi", "kết thúc", "có"];

/// The meetings of a calendar by the first two words they are called by.
pub(super) struct Meetings<'m> {
    model: &'m Model,
    called: Vec<(String, &'m Rule)>,
}

impl<'m> Meetings<'m> {
    pub fn of(model: &'m Model) -> Self {
        let all = model.rules.iter().filter(|rule| rule.kind == OccurrenceKind::Meeting);
        Self { model, called: all.filter_map(|rule| Some((first_words(&key(&rule.title))?, rule))).collect() }
    }

    /// The meeting the words of a rule name, where the one it goes by bears that name nowhere.
    pub fn another(&self, rule: &Rule) -> Option<Difference> {
        // Of the other side of it a sentence may name another meeting.
        let (base, side) = match &rule.when {
            When::After { rule, .. } => (rule, "sau"),
            When::Before { rule, .. } => (rule, "trước"),
            When::At { rule } => (rule, "tại"),
            _ => return None,
        };
        let said: Vec<String> =
            rule.own_quotes().flat_map(|(_, quote)| named_behind(&key(quote.as_str()), side)).collect();
        let names = said.iter().map(|name| (name, self.called.iter().filter(move |(called, _)| called == name)));
        let (name, other) = names
            .filter_map(|(name, all)| {
                // Of several of one name the one beside the rule is meant.
                let beside = |other: &RuleId, cite: &ProvisionId| {
                    (other != base).then(|| common(cite.as_str(), rule.cite.as_str()))
                };
                let best = all.filter_map(|(_, other)| Some((beside(&other.id, &other.cite)?, other)));
                Some((name, best.reduce(|best, next| if next.0 > best.0 { next } else { best })?.1))
            })
            .next()?;
        // One name is doubt enough: whatever is said of the meeting it goes by may call it so.
        let own = said.iter().any(|name| self.is_called(base, name));
        let (id, written) = (&other.id, base);
        (!own).then(|| (say!("«{name}» ({id})", "`{name}` ({id})"), say!("{written}", "{written}"), Key::Meeting))
    }

    /// Whether somewhere a meeting is called by a name: its title, its id, what it quotes and the clause that sets it.
    fn is_called(&self, id: &RuleId, name: &str) -> bool {
        let has = |text: &str| stands_whole(&key(text), name, Case::Exact);
        let clause = |cite: &ProvisionId| {
            self.model.versions.iter().any(|v| v.provision(cite).is_some_and(|p| has(p.text.as_str())))
        };
        let by_id = fold(id.as_str()).replace('-', " ").contains(&fold(name));
        by_id
            || self.model.rules.iter().filter(|rule| rule.id == *id).any(|rule| {
                let short = rule.short.iter().any(|short| has(short));
                short || has(&rule.title) || rule.quotes().any(|(cite, quote)| has(quote.as_str()) || clause(cite))
            })
    }
}

/// What a sentence calls meetings behind "sau", "trước" or "tại", each by its first two words.
fn named_behind(key: &str, side: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let behind = words.iter().enumerate().filter(|(_, word)| **word == side);
    behind
        .filter_map(|(n, _)| {
            let mut rest = words.get(n + 1..)?.join(" ");
            while let Some(left) = BETWEEN.iter().find_map(|word| strip(&rest, word)) {
                rest = left.to_owned();
            }
            first_words(&rest)
        })
        .collect()
}

/// The first two words a meeting is called by, without those every meeting is.
fn first_words(key: &str) -> Option<String> {
    let mut rest = key;
    while let Some(left) = GENERAL.iter().find_map(|word| strip(rest, word)) {
        rest = left;
    }
    let mut words = rest.split(' ');
    Some(format!("{} {}", words.next().filter(|w| !w.is_empty())?, words.next()?))
}

/// The words of a text, without what parts them.
fn key(text: &str) -> String {
    let words = text.split(|c| !is_of_word(c)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn strip<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word)?.strip_prefix(' ')
}

/// How many letters two names begin with alike.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}
