//! `glossary.yaml`: terms, terms that have expired, entries taken out, print errors.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::keys;
use crate::model::{FormerTerm, ObsoleteTerm, PrintNote, Term};
use crate::say;
use crate::source::{Fields, Node};
use crate::text::name_key;

/// Entries of each list: every one is looked for in the whole text.
const TERMS: usize = 2000;

/// The four lists of the file: terms, terms that have expired, entries taken out, print errors.
type Lists = (Vec<Term>, Vec<ObsoleteTerm>, Vec<FormerTerm>, Vec<PrintNote>);

/// What the file says.
pub(super) fn read(tree: &Node, context: &Context<'_>, report: &mut Report) -> Lists {
    let Some(mut f) = Fields::open(tree, &keys::GLOSSARY, report) else {
        return Lists::default();
    };
    let terms: Vec<Term> = f.few("terms", TERMS, report).into_iter().filter_map(|n| term(n, context, report)).collect();
    twice(&terms, report);
    let obsolete = f.few("obsolete", TERMS, report).into_iter().filter_map(|n| obsolete_term(n, report)).collect();
    let former = f.few("former", TERMS, report).into_iter().filter_map(|n| former_term(n, report)).collect();
    let notes =
        f.few("print_notes", TERMS, report).into_iter().filter_map(|n| print_note(n, context, report)).collect();
    f.finish(report);
    (terms, obsolete, former, notes)
}

/// A term with two meanings: the reader would be shown one of them.
fn twice(terms: &[Term], report: &mut Report) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for term in terms {
        match seen.entry(name_key(&term.term)) {
            Entry::Vacant(free) => drop(free.insert(term.span)),
            Entry::Occupied(first) => {
                let name = &term.term;
                report.push(
                    Diagnostic::new(
                        Code::DuplicateId,
                        term.span,
                        say!("«{name}» đã được giải thích", "`{name}` is explained already"),
                    )
                    .related(*first.get(), say!("lần thứ nhất ở đây", "first here"))
                    .help(say!(
                        "giữ một mục; cả hai nghĩa thì ghi chung vào «meaning»",
                        "keep one; of two meanings write both in one `meaning`"
                    )),
                );
            }
        }
    }
}

fn term(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Term> {
    let mut f = Fields::open(node, &keys::TERM, report)?;
    let term = f.required_text("term", report);
    let meaning = f.required_text("meaning", report);
    let cite = context.cite(&mut f, report);
    let defined = f.flag("defined", report);
    let abbreviation = f.flag("abbreviation", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    let term = term?;
    Some(Term { term: term.value, meaning: meaning?.value, cite, defined, abbreviation, note, span: term.span })
}

fn obsolete_term(node: &Node, report: &mut Report) -> Option<ObsoleteTerm> {
    let mut f = Fields::open(node, &keys::OBSOLETE, report)?;
    let term = f.required_text("term", report);
    let since = f.required_date("since", report);
    let reason = f.required_text("reason", report);
    f.finish(report);
    let term = term?;
    Some(ObsoleteTerm { term: term.value, since: since?.value, reason: reason?.value, span: term.span })
}

fn former_term(node: &Node, report: &mut Report) -> Option<FormerTerm> {
    let mut f = Fields::open(node, &keys::FORMER, report)?;
    let term = f.required_text("term", report);
    let note = f.text("note", report).map(|s| s.value);
    f.finish(report);
    Some(FormerTerm { term: term?.value, note })
}

fn print_note(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<PrintNote> {
    let mut f = Fields::open(node, &keys::PRINT_NOTE, report)?;
    let proof = context.proof(&mut f, report);
    let note = f.required_text("note", report);
    let span = f.span();
    f.finish(report);
    let proof = proof?;
    Some(PrintNote { cite: proof.cite, quote: proof.quote, note: note?.value, span })
}
