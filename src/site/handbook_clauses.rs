//! The clauses of a handbook: each in full once, its proving words marked within it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::planner::Planner;
use super::view::{BlockView, Cite, Clause, DutyView, Link, RuleBrief, Why};
use crate::model::ProvisionId;

/// One of the five blocks.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandbookBlock {
    /// `own`, `inherited`, `collective`, `unit_head`, `everybody`.
    pub key: &'static str,
    /// How many clauses, each counted once.
    pub count: usize,
    /// By the way they arrive.
    pub ways: Vec<HandbookWay>,
}

/// The clauses that arrive one way, with the way said once.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandbookWay {
    /// Through whom.
    pub via: Vec<Link>,
    /// On what ground.
    pub why: Vec<Why>,
    /// Whether a step of the way is inferred.
    pub inferred: bool,
    /// In the order of the text.
    pub clauses: Vec<HandbookClause>,
}

/// A clause as a handbook shows it.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandbookClause {
    /// The provision.
    pub cite: Cite,
    /// Its label as printed.
    pub label: String,
    /// The nearest heading above it; empty where the clause before stands under the same.
    pub heading: String,
    /// What it asks; nothing in the annex.
    pub duties: Vec<HandbookDuty>,
    /// Dates computed from it.
    pub rules: Vec<RuleBrief>,
    /// Its words, verbatim, parted where the proving words begin and end; empty where it stands above.
    pub words: Vec<Words>,
}

/// A duty as a handbook shows it.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandbookDuty {
    /// The duty.
    pub duty: DutyView,
    /// Whether the words that prove it are marked in the clause, which stands below it.
    pub marked: bool,
    /// Their first words, where several duties rest on the clause; empty where there is nothing to tell apart.
    pub start: String,
}

/// A run of verbatim words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Whether a duty rests on them.
    pub quoted: bool,
}

/// Number of words that identify a duty within its clause.
const FIRST: usize = 5;

/// The blocks of a page with each clause in full where it first stands.
pub(super) fn blocks(planner: &Planner<'_>, plain: Vec<BlockView>) -> Vec<HandbookBlock> {
    let mut shown = BTreeSet::new();
    let mut clause = |c: Clause| {
        let first = shown.insert(c.cite.id.clone());
        clause(planner, c, first)
    };
    let mut blocks = Vec::new();
    for block in plain {
        let mut ways = Vec::new();
        for w in block.ways {
            let clauses = w.clauses.into_iter().map(&mut clause).collect();
            ways.push(HandbookWay { via: w.via, why: w.why, inferred: w.inferred, clauses });
        }
        blocks.push(HandbookBlock { key: block.key, count: block.count, ways });
    }
    blocks
}

fn clause(planner: &Planner<'_>, c: Clause, first: bool) -> HandbookClause {
    let id = ProvisionId::new(c.cite.id.as_str());
    let text = planner.provision(&id).filter(|_| first).map_or("", |p| p.text.as_str());
    let quotes: Vec<String> = c
        .duties
        .iter()
        .filter(|d| d.quote_from.is_none())
        .map(|d| d.quote.clone())
        .filter(|q| text.contains(q))
        .collect();
    let words = parted(text, &quotes);
    let several = c.duties.len() > 1;
    let duty = |d: DutyView| {
        let marked = d.quote_from.is_none() && quotes.contains(&d.quote);
        let start = if marked && several { first_words(&d.quote, &quotes) } else { String::new() };
        HandbookDuty { duty: d, marked, start }
    };
    let duties = c.duties.into_iter().map(duty).collect();
    HandbookClause { cite: c.cite, label: c.label, heading: c.heading, duties, rules: c.rules, words }
}

/// As many first words of a quote as tell it from the others, with … where it goes on.
fn first_words(quote: &str, others: &[String]) -> String {
    let words: Vec<&str> = quote.split(' ').collect();
    let told = |n: &usize| {
        others.iter().filter(|o| *o != quote).all(|o| o.split(' ').take(*n).ne(words.iter().take(*n).copied()))
    };
    let n = (FIRST..words.len()).find(told).unwrap_or(words.len());
    if n < words.len() {
        format!("{}…", words[..n].join(" ").trim_end_matches([',', ';', ':']))
    } else {
        quote.to_owned()
    }
}

/// The text parted where quotes begin and end; put together again the parts are the text, to the byte.
fn parted(text: &str, quotes: &[String]) -> Vec<Words> {
    let found =
        quotes.iter().filter(|q| !q.is_empty()).filter_map(|q| text.find(q.as_str()).map(|at| (at, at + q.len())));
    let mut spans: Vec<(usize, usize)> = found.collect();
    spans.sort_unstable();
    let mut parts: Vec<Words> = Vec::new();
    let mut add = |text: &str, quoted: bool| {
        if !text.is_empty() {
            parts.push(Words { text: text.to_owned(), quoted });
        }
    };
    let (mut done, mut spans) = (0, spans.into_iter().peekable());
    while let Some((from, mut to)) = spans.next() {
        while let Some((_, end)) = spans.next_if(|(next, _)| *next <= to) {
            to = to.max(end);
        }
        add(&text[done..from], false);
        add(&text[from..to], true);
        done = to;
    }
    add(&text[done..], false);
    parts
}

/// The provisions the blocks show in full.
pub(super) fn in_full(blocks: &[HandbookBlock]) -> BTreeSet<&str> {
    let clauses = blocks.iter().flat_map(|b| &b.ways).flat_map(|w| &w.clauses);
    clauses.filter(|c| !c.words.is_empty()).map(|c| c.cite.id.as_str()).collect()
}

/// The provisions among `cited` that are not `shown`, in full and in the order of the text.
pub(super) fn annex(planner: &Planner<'_>, cited: &BTreeSet<String>, shown: &BTreeSet<&str>) -> Vec<HandbookClause> {
    let version = planner.s.version;
    let wanted = cited.iter().filter(|id| !shown.contains(id.as_str()));
    let places: BTreeSet<usize> =
        wanted.filter_map(|id| version.provisions.place(&ProvisionId::new(id.as_str()))).collect();
    let mut found: Vec<HandbookClause> = places
        .into_iter()
        .filter_map(|at| version.provisions.get(at))
        .map(|p| HandbookClause {
            cite: planner.cite(&p.id),
            label: p.label.clone(),
            heading: version
                .ancestors(p)
                .iter()
                .rev()
                .find(|a| a.heading)
                .map_or_else(String::new, |a| a.text.to_string()),
            duties: Vec::new(),
            rules: Vec::new(),
            words: parted(p.text.as_str(), &[]),
        })
        .collect();
    let mut above = String::new();
    for clause in &mut found {
        if clause.heading == above {
            clause.heading.clear();
        } else {
            above.clone_from(&clause.heading);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_that_touch_or_overlap_are_marked_as_one() {
        let parts = parted("một hai ba bốn năm", &["hai ba".into(), "ba bốn".into()]);
        let marked: Vec<&str> = parts.iter().filter(|w| w.quoted).map(|w| w.text.as_str()).collect();
        assert_eq!(marked, ["hai ba bốn"]);
    }

    #[test]
    fn first_words_tell_quotes_apart() {
        let quotes = ["một hai ba bốn năm sáu, bảy".to_owned(), "một hai ba bốn năm bảy".into(), "một hai".into()];
        let told: Vec<String> = quotes.iter().map(|q| first_words(q, &quotes)).collect();
        assert_eq!(told, ["một hai ba bốn năm sáu…", "một hai ba bốn năm bảy", "một hai"]);
    }

    proptest! {
        #[test]
        fn the_parts_of_a_clause_are_the_clause(text in "[aăâ ,.]{0,40}", a in "[aăâ ,]{0,4}", b in "[aăâ ,]{0,4}") {
            let parts = parted(&text, &[a, b]);
            prop_assert_eq!(parts.iter().map(|p| p.text.as_str()).collect::<String>(), text);
            prop_assert!(parts.windows(2).all(|w| w[0].quoted != w[1].quoted));
        }
    }
}
