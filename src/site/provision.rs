//! One provision as shown: its words to the letter, who bears it, its dates, its print errors.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::moved::Gone;
use super::name_notes::NameNote;
use super::passed::{self, DutyNote};
use super::planner::{Planner, is_shown};
use super::provision_history::{HistoryEntry, history};
use super::view::{Cite, Link, RuleBrief};
use crate::model::{Assignment, Basis, Certainty, Cited, Provision, ProvisionId, Target, Term, Version};
use crate::text::{Case, whole_places};

/// One provision as shown.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ProvisionView {
    /// Its anchor; empty where it is shown a second time.
    pub anchor: String,
    /// Its label as printed.
    pub label: String,
    /// Its words, verbatim, parted at abbreviations; together they are the text.
    pub words: Vec<Piece>,
    /// In the order of Vietnamese law.
    pub citation: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// Depth below the page's own heading, from 1.
    pub depth: usize,
    /// Who bears it.
    pub bearers: Vec<Bearer>,
    /// Why nobody in particular bears it; empty when somebody does.
    pub general: String,
    /// Dates computed from it.
    pub rules: Vec<RuleBrief>,
    /// Print errors.
    pub notes: Vec<NoteView>,
    /// Names it prints that are no longer theirs, or will not be.
    pub names: Vec<NameNote>,
    /// What decisions did with the duties it gives, where no name tells it.
    pub passed: Vec<DutyNote>,
    /// What happened to it; empty when it never changed.
    pub history: Vec<HistoryEntry>,
    /// What became of what stood after it, or under its number.
    pub gone: Vec<Gone>,
}

/// A run of verbatim words.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// What they stand for, when they are an abbreviation; empty otherwise.
    pub title: String,
    /// The provision they refer to, from the page they stand on; empty when they refer to none.
    pub href: String,
}

impl Piece {
    fn words(text: &str) -> Self {
        Self { text: text.to_owned(), title: String::new(), href: String::new() }
    }
}

/// Who bears a provision, and how.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Bearer {
    /// Who.
    pub who: Link,
    /// The relations' keys.
    pub relations: Vec<&'static str>,
    /// On what ground, where the clause does not name them; empty otherwise.
    pub basis: &'static str,
    /// The provision that shows it.
    pub basis_cite: Option<Cite>,
    /// Whether somebody should confirm the reading.
    pub doubtful: bool,
}

/// A print error.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct NoteView {
    /// The words as printed.
    pub quote: String,
    /// What is odd.
    pub note: String,
}

/// A provision with nothing but its words.
fn plain(version: &Version, p: &Provision) -> ProvisionView {
    ProvisionView {
        anchor: p.id.anchor(),
        label: p.label.clone(),
        words: vec![Piece::words(p.text.as_str())],
        citation: version.cited_within(p).to_owned(),
        heading: p.is_written_as_heading(),
        depth: version.ancestors(p).len() + 1,
        bearers: Vec::new(),
        general: String::new(),
        rules: Vec::new(),
        notes: Vec::new(),
        names: Vec::new(),
        passed: Vec::new(),
        history: Vec::new(),
        gone: Vec::new(),
    }
}

/// A provision with who bears it, its dates and its print errors when it is to be `explained`.
pub(super) fn provision(
    planner: &Planner<'_>,
    version: &Version,
    p: &Provision,
    above: usize,
    explained: bool,
) -> ProvisionView {
    let model = planner.s.model;
    let plain = plain(version, p);
    let depth = plain.depth.saturating_sub(above).max(1);
    if !explained {
        return ProvisionView { depth, ..plain };
    }
    let notes = planner.at.notes(&p.id).iter();
    let names = planner.names.of(planner, p);
    ProvisionView {
        depth,
        // What only heads others is read for what stands below it.
        words: if p.heading { plain.words } else { pieces(p.text.as_str(), &model.terms, references(planner, p)) },
        bearers: bearers(planner, &p.id),
        general: if p.heading { String::new() } else { planner.at.general(&p.id).to_owned() },
        rules: planner.rules_of(&p.id),
        passed: passed::notes(planner, &p.id, &names),
        names,
        history: history(planner, &p.id),
        notes: notes.map(|n| NoteView { quote: n.quote.clone(), note: n.note.clone() }).collect(),
        ..plain
    }
}

/// Who bears a provision, each once, in the order of the rows; withheld readings and mere mentions left out, and who belongs
/// where, unless the provision says nothing else.
fn bearers(planner: &Planner<'_>, id: &ProvisionId) -> Vec<Bearer> {
    let mut found: Vec<Bearer> = Vec::new();
    let shown = |a: &&Assignment| is_shown(a.relation) && a.certainty != Certainty::Withheld;
    let rows: Vec<&Assignment> = planner.at.rows(id).iter().copied().filter(shown).collect();
    let work = rows.iter().any(|a| a.relation.is_work());
    for a in rows.into_iter().filter(|a| !work || a.relation.is_work()) {
        let who = planner.actor(&a.who);
        let doubtful = a.certainty == Certainty::Doubtful;
        let relation = a.said_as();
        let (basis, basis_cite) = match a.basis_in_text() {
            None | Some(Basis::Named) => ("", None),
            // A clause is read beneath its heading; to say so at each would say nothing.
            Some(Basis::Heading(heading)) if planner.s.version.is_within(id, heading) => ("", None),
            Some(Basis::Heading(heading)) => ("heading", Some(planner.cite(heading))),
            Some(Basis::Implied) => ("implied", None),
            Some(Basis::CrossReference) => ("cross_reference", Some(planner.cite(&a.quote_from))),
        };
        let same =
            |b: &&mut Bearer| (&b.who, b.doubtful, b.basis, &b.basis_cite) == (&who, doubtful, basis, &basis_cite);
        match found.iter_mut().find(same) {
            Some(b) if b.relations.contains(&relation) => {}
            Some(b) => b.relations.push(relation),
            None => found.push(Bearer { who, relations: vec![relation], basis, basis_cite, doubtful }),
        }
    }
    found
}

/// What a provision refers to, by its place in the words, with the address from the page it stands on.
fn references(planner: &Planner<'_>, p: &Provision) -> Vec<(Range<usize>, String)> {
    let text = planner.s.version;
    let here = planner.provision_href(&p.id);
    let page = |href: &str| href.split('#').next().map(str::len).unwrap_or_default();
    let address = |to: &Provision| {
        let href = planner.provision_href(&to.id);
        // Short: the pages of the regulation lie in one folder, and most references stay on one of them.
        let known = if href[..page(&href)] == here[..page(&here)] {
            page(&href)
        } else {
            href.rfind('/').map_or(0, |at| at + 1)
        };
        href[known..].to_owned()
    };
    let cited = text.provisions.place(&p.id).map(|at| planner.citer.of(at)).unwrap_or_default();
    let leads =
        |c: Cited| if let Target::At(to) = c.to { Some((c.place, address(text.provisions.get(to)?))) } else { None };
    cited.into_iter().filter_map(leads).collect()
}

/// The text parted at what refers to another provision, with the address of that, and at the first occurrence of each
/// abbreviation, whole words only. Put together again the pieces are the text, to the byte.
fn pieces(text: &str, terms: &[Term], references: Vec<(Range<usize>, String)>) -> Vec<Piece> {
    let mut cuts: BTreeMap<usize, Piece> = BTreeMap::new();
    for term in terms.iter().filter(|t| t.abbreviation) {
        if let Some(at) = whole_places(text, &term.term, Case::Exact).next().map(|place| place.start) {
            let longer = cuts.get(&at).is_none_or(|cut| cut.text.len() < term.term.len());
            if longer {
                cuts.insert(at, Piece { title: term.meaning.clone(), ..Piece::words(&term.term) });
            }
        }
    }
    for (place, href) in references {
        cuts.retain(|at, cut| place.end <= *at || at + cut.text.len() <= place.start);
        cuts.insert(place.start, Piece { href, ..Piece::words(&text[place]) });
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    for (at, cut) in cuts {
        if at < done {
            continue;
        }
        if at > done {
            pieces.push(Piece::words(&text[done..at]));
        }
        done = at + cut.text.len();
        pieces.push(cut);
    }
    if done < text.len() {
        pieces.push(Piece::words(&text[done..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Files, Span};
    use proptest::prelude::*;

    fn term(word: &str) -> Term {
        let span = Span::new(Files::default().add("", ""), 0, 0);
        let (term, meaning) = (word.to_owned(), format!("nghĩa của {word}"));
        Term { term, meaning, cite: None, defined: false, abbreviation: true, note: None, span }
    }

    #[test]
    fn only_whole_words_are_abbreviations() {
        let terms = [term("UBND"), term("VP")];
        let found = pieces("VP thuộc UBND, không phải UBNDT; VPUBND", &terms, Vec::new());
        let marked: Vec<&str> = found.iter().filter(|p| !p.title.is_empty()).map(|p| p.text.as_str()).collect();
        assert_eq!(marked, ["VP", "UBND"]);
    }

    #[test]
    fn a_reference_is_one_piece_whatever_stands_in_it() {
        let text = "Theo khoản 2 VP và VP";
        let at = text.find("khoản").unwrap();
        let found = pieces(text, &[term("VP")], vec![(at..at + "khoản 2 VP".len(), "#a".to_owned())]);
        let told: Vec<(&str, &str)> = found.iter().map(|p| (p.text.as_str(), p.href.as_str())).collect();
        assert_eq!(told, [("Theo ", ""), ("khoản 2 VP", "#a"), (" và VP", "")]);
    }

    proptest! {
        #[test]
        fn the_pieces_of_a_text_are_the_text(text in "(UBND|HĐND|[a-zắđ ,.]|VP){0,30}") {
            let terms = [term("UBND"), term("HĐND"), term("VP"), term("BND")];
            let references = text.find("HĐND").map(|at| (at..at + "HĐND".len(), "#a".to_owned()));
            let found = pieces(&text, &terms, references.into_iter().collect());
            prop_assert_eq!(found.iter().map(|p| p.text.as_str()).collect::<String>(), text);
        }
    }
}
