//! `duties.yaml`: who bears what, each row with its proving quote.
//!
//! A row holds from the first text that has its provision until a decision ends it; where the words of a row change with
//! the text, the old row says `until` and a new one `from`. Places are those of the first text in which the row holds.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::context::Context;
use super::term;
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::keys;
use crate::model::{Assignment, Basis, Certainty, General, Provision, ProvisionId, Relation};
use crate::say;
use crate::source::{Fields, Node, Scalar, choice_of, near};
use crate::text::{Lookup, Verbatim};

/// The rows, and the provisions that bind nobody in particular. Every clause must be one or the other.
pub(super) fn read(tree: &Node, context: &Context<'_>, report: &mut Report) -> (Vec<Arc<Assignment>>, Vec<General>) {
    let mut rows = Vec::new();
    let mut general = Vec::new();
    let Some(mut f) = Fields::open(tree, &keys::DUTIES, report) else { return (rows, general) };
    // Without its list the file is as one that could not be read: not every provision is without a bearer.
    if f.required("duties").is_none() {
        f.finish(report);
        return (rows, general);
    }
    let nodes = f.list("duties");
    let mut seen = Seen { provisions: Lookup::for_about(nodes.len()), ..Seen::default() };
    // Nearly all entries are sound, and those are read side by side. What is wrong with one is told in its turn: what was found before
    // decides what is said.
    let sound = |node: &&Node| {
        let mut report = Report::unread();
        Some(Entry::read(node, context, &mut report)).filter(|_| report.is_empty())
    };
    let read: Vec<Option<Entry>> = nodes.par_iter().map(sound).collect();
    for (node, entry) in nodes.into_iter().zip(read) {
        let entry = entry.unwrap_or_else(|| seen.read(node, context, report));
        let (more, bindless) = seen.settle(entry, context, report);
        rows.extend(more);
        general.extend(bindless);
    }
    f.finish(report);
    for (place, row) in rows.iter_mut().enumerate() {
        Arc::make_mut(row).place = place;
    }
    general.iter_mut().enumerate().for_each(|(place, general)| general.place = place);
    let unnamed = |p: &&Provision| !p.heading && !p.is_repealed() && seen.provisions.get(&p.id).is_none();
    for provision in context.first_text().filter(unnamed) {
        // A misspelt number was reported; the provision it most likely meant is not reported as missing too.
        let misspelt = !near(report, provision.id.as_str(), || seen.unknown.iter().map(String::as_str)).is_empty();
        if misspelt || seen.elsewhere.iter().any(|quote| provision.text.as_str().contains(quote.as_str())) {
            continue;
        }
        let id = &provision.id;
        report.push(
            Diagnostic::new(
                Code::ProvisionWithoutBearer,
                provision.span,
                say!("{id} chưa có ai chịu trách nhiệm", "{id} has no bearer"),
            )
            .help(say!(
                "thêm mục «provision: {id}» vào duties.yaml, hoặc ghi «general: true» kèm «reason»",
                "add an entry `provision: {id}` to duties.yaml, or say `general: true` with a `reason`"
            )),
        );
    }
    (rows, general)
}

/// The days in which an entry holds.
#[derive(Clone, Copy, Debug, Default)]
struct Term {
    from: Option<Date>,
    until: Option<Date>,
}

impl Term {
    fn read(f: &mut Fields<'_>, around: Self, report: &mut Report) -> Self {
        let (from, until) = term::read(f, ("from", "until"), report);
        Self { from: from.or(around.from), until: until.or(around.until) }
    }

    fn meets(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| matches!((a.until, b.from), (Some(end), Some(begin)) if end <= begin);
        !before(self, other) && !before(other, self)
    }
}

/// One entry, as far as it can be read by itself.
#[derive(Default)]
struct Entry {
    /// Its number as written.
    word: Option<Scalar<String>>,
    provision: Option<ProvisionId>,
    term: Term,
    /// How many are said to bear it, however well it is said.
    bearers: usize,
    rows: Vec<Arc<Assignment>>,
    /// Whether its quotes show that its number is another's.
    misnumbered: bool,
    /// Why it binds nobody in particular, where it says so, and the words that prove it.
    general: Option<(String, Option<Scalar<String>>)>,
}

impl Entry {
    fn read(node: &Node, context: &Context<'_>, report: &mut Report) -> Self {
        let Some(mut f) = Fields::open(node, &keys::DUTY, report) else {
            return Self::default();
        };
        let word = f.required_text("provision", report);
        let provision = word.as_ref().and_then(|w| context.provision(w, report));
        let is_general = f.flag("general", report);
        let reason = if is_general { f.required_text("reason", report) } else { f.text("reason", report) };
        let quote = f.text("quote", report);
        let term = Term::read(&mut f, Term::default(), report);
        let bearers = f.list("bearers");
        let mut rows = Vec::new();
        if let Some(provision) = &provision {
            rows.extend(bearers.iter().filter_map(|n| bearer(n, provision, term, context, report)).map(Arc::new));
        }
        f.finish(report);
        let general = is_general.then(|| (reason.map(|r| r.value).unwrap_or_default(), quote));
        Self { word, provision, term, bearers: bearers.len(), rows, misnumbered: false, general }
    }
}

/// What the entries so far are about.
#[derive(Default)]
struct Seen {
    provisions: Lookup<ProvisionId, Vec<(Term, Span)>>,
    /// Numbers that no provision has.
    unknown: BTreeSet<String>,
    /// Quotes of entries with the number of another: they tell which provision was meant.
    elsewhere: Vec<Verbatim>,
}

impl Seen {
    /// Reads an entry that is not sound. What quotes another provision than the one it has the number of, which has an entry already,
    /// has the wrong number: its quotes are not wrong as well.
    fn read(&mut self, node: &Node, context: &Context<'_>, report: &mut Report) -> Entry {
        let mut entry = Entry::read(node, context, report);
        let Some(provision) = entry.provision.as_ref().filter(|id| self.first(id, entry.term, context).is_some())
        else {
            return entry;
        };
        let misquotes = |row: &&Arc<Assignment>| {
            let holds = |p: &Provision| p.text.as_str().contains(row.quote.as_str());
            row.quote_from == *provision && !context.found(provision).any(holds)
        };
        let elsewhere: Vec<Verbatim> = entry.rows.iter().filter(misquotes).map(|row| row.quote.clone()).collect();
        let follows = |d: &Diagnostic| d.code == Code::QuoteNotFound && d.span.is_some_and(|at| node.span.meets(at));
        *report = std::mem::take(report).without(follows);
        entry.misnumbered = !elsewhere.is_empty();
        self.elsewhere.extend(elsewhere);
        entry
    }

    /// The rows of the next entry, or what it says binds nobody in particular, held against the entries before it.
    fn settle(
        &mut self,
        entry: Entry,
        context: &Context<'_>,
        report: &mut Report,
    ) -> (Vec<Arc<Assignment>>, Option<General>) {
        let Entry { word, provision, term, bearers, rows, misnumbered, general } = entry;
        let Some(word) = word else { return (rows, None) };
        let Some(provision) = provision else {
            self.unknown.insert(word.value);
            return (rows, None);
        };
        let help = if misnumbered {
            say!(
                "câu trích của mục này không có trong {provision}: sửa lại số điều khoản",
                "what this entry quotes is not in {provision}: correct the number of the provision"
            )
        } else {
            say!(
                "gộp hai mục làm một, hoặc ghi «until» và «from» nếu mục này nối tiếp mục kia",
                "make one entry of the two, or write `until` and `from` if one follows the other"
            )
        };
        if let Some(first) = self.first(&provision, term, context) {
            let message = say!("{provision} đã có một mục", "{provision} has an entry already");
            let finding = Diagnostic::new(Code::DuplicateId, word.span, message);
            report.push(finding.related(first, say!("lần thứ nhất ở đây", "first here")).help(help));
        }
        self.provisions.at(provision.clone()).push((term, word.span));
        let Some((reason, quote)) = general else {
            // Where one of them could not be read, it may be that one.
            if rows.len() == bearers && rows.iter().all(|a| a.relation == Relation::Mentioned) {
                report.push(
                    Diagnostic::new(
                        Code::ProvisionWithoutBearer,
                        word.span,
                        say!("{provision} chưa có ai chịu trách nhiệm", "{provision} has no bearer"),
                    )
                    .help(say!(
                        "thêm «bearers», hoặc «general: true» kèm «reason»",
                        "add `bearers`, or `general: true` with a `reason`"
                    )),
                );
            }
            return (rows, None);
        };
        let named = rows.iter().find(|a| a.relation.is_work() && a.certainty == Certainty::Sure);
        if let Some(row) = named {
            report.push(
                Diagnostic::new(
                    Code::BearerAndGeneral,
                    row.span,
                    say!(
                        "{provision} được ghi là điều khoản chung mà vẫn có người chịu trách nhiệm",
                        "{provision} is declared general and has a bearer"
                    ),
                )
                .help(say!("bỏ «general: true», hoặc bỏ người này", "remove `general: true`, or remove the bearer")),
            );
        }
        let quote = quote.map(|q| context.prove(&provision, &q, report));
        let Term { from, until } = term;
        (rows, Some(General { place: 0, provision, reason, quote, from, until, span: word.span }))
    }

    /// Where an entry of the same provision stands that holds on some of these days.
    fn first(&self, provision: &ProvisionId, term: Term, context: &Context<'_>) -> Option<Span> {
        // From the day of a later text the number may be another provision's, the old one having another number by then.
        let anew = |from: Option<Date>| context.later_texts().any(|day| Some(day) == from);
        let apart =
            |other: &Term| !other.meets(&term) || other.from != term.from && (anew(term.from) || anew(other.from));
        self.provisions.get(provision)?.iter().find(|(other, _)| !apart(other)).map(|(_, span)| *span)
    }
}

fn bearer(
    node: &Node,
    provision: &ProvisionId,
    around: Term,
    context: &Context<'_>,
    report: &mut Report,
) -> Option<Assignment> {
    let mut f = Fields::open(node, &keys::BEARER, report)?;
    let word = f.required_text("who", report);
    let who = word.as_ref().and_then(|w| context.actor(w, report));
    let relation =
        f.required("relation").and_then(|n| choice_of(n, "relation", &Relation::ALL.map(|r| (r.as_str(), r)), report));
    let modality = f.text("modality", report).map(|s| s.value);
    let to = context.actors(&mut f, "to", report);
    let quote = f.required_text("quote", report);
    let quote_from = match f.text("quote_from", report) {
        Some(w) => context.provision(&w, report),
        None => Some(provision.clone()),
    };
    let basis = f.text("basis", report).map_or(Some(Basis::Named), |w| basis(&w, context, report));
    let certainty = f
        .choice(
            "certainty",
            &[("sure", Certainty::Sure), ("doubtful", Certainty::Doubtful), ("withheld", Certainty::Withheld)],
            report,
        )
        .map_or(Certainty::Sure, |c| c.value);
    let note = f.text("note", report).map(|s| s.value);
    let term = Term::read(&mut f, around, report);
    f.finish(report);
    let (quote, quote_from) = (quote?, quote_from?);
    let proved = context.prove(&quote_from, &quote, report);
    Some(Assignment {
        place: 0,
        provision: provision.clone(),
        who: who?,
        relation: relation?.value,
        modality,
        to,
        quote: proved,
        quote_from,
        basis: basis?,
        certainty,
        note,
        from: term.from,
        until: term.until,
        passed: Vec::new(),
        span: word?.span,
    })
}

/// `named`, `heading:B.I.1`, `implied`, `cross-ref`.
fn basis(word: &Scalar<String>, context: &Context<'_>, report: &mut Report) -> Option<Basis> {
    match word.value.as_str() {
        "named" => Some(Basis::Named),
        "implied" => Some(Basis::Implied),
        "cross-ref" => Some(Basis::CrossReference),
        other => match other.strip_prefix("heading:") {
            Some(id) => {
                let cited = Scalar { value: id.to_owned(), span: word.span };
                context.provision(&cited, report).map(Basis::Heading)
            }
            None => {
                report.push(
                    Diagnostic::new(
                        Code::BadValue,
                        word.span,
                        say!("«basis» không nhận giá trị «{other}»", "`basis` does not take the value `{other}`"),
                    )
                    .help(say!(
                        "dùng: named, heading:<điều khoản>, implied, cross-ref",
                        "use: named, heading:<provision>, implied, cross-ref"
                    )),
                );
                None
            }
        },
    }
}
