//! The edition of a handbook for the screen: what fits a page of 60 kB with its sheets and scripts (design 6).
//!
//! Whoever opens it wants the words of every duty before notes on any. So first every block is quoted, nearest to the reader
//! first; then, as far as there is room left, blocks get what else is known of them (the heading above, towards whom, notes);
//! what is handed in and received, which the duties say too, comes last. The full edition has what is left out.

use std::collections::BTreeSet;

use super::duties;
use super::handbook::{HandbookPage, Undated};
use super::view::{BlockView, Clause, Flow, Link, RuleBrief, Way};

/// Bytes of what the page has room for beside its frame, its sheets and its scripts.
const ROOM: usize = 29_400;
/// Bytes of the tags around a clause that is named, a quotation, a date of the calendar, a link, a flag or note.
const NAME: usize = 62;
const QUOTE: usize = 62;
const DATED: usize = 150;
const LINK: usize = 48;
const NOTE: usize = 90;

/// How a date came to be is one click away, and what has no date is listed by what is known of it.
pub(super) fn for_screen(mut page: HandbookPage) -> HandbookPage {
    let (coming, undated): (Vec<_>, Vec<_>) = page.deadlines.into_iter().partition(|d| !d.rule.next.is_empty());
    page.deadlines = coming;
    page.undated = by_class(undated.into_iter().map(|d| d.rule));
    let rules = [&mut page.deadlines, &mut page.incoming, &mut page.meetings];
    rules.into_iter().flatten().for_each(|d| d.way = None);

    // The words come first: what is handed in as others hand it in, and collected from them, stands among what is handed in.
    if room(&page) < page.blocks.iter().map(quotes).sum() {
        let undated = page.undated.iter().flat_map(|u| &u.rules);
        let own: BTreeSet<String> =
            page.deadlines.iter().map(|d| &d.rule).chain(undated).map(|rule| rule.id.clone()).collect();
        page.incoming.retain(|d| !own.contains(&d.rule.id));
    }
    let mut room = room(&page);
    let mut fits = |bytes: usize| {
        let left = room.checked_sub(bytes);
        room = left.unwrap_or(room);
        left.is_some()
    };
    for block in &mut page.blocks {
        block.apart = format!("{}#{}", page.in_full, block.key);
        block.brief = fits(quotes(block));
    }
    for block in page.blocks.iter_mut().filter(|b| b.brief) {
        if fits(beside(block)) {
            block.apart.clear();
        }
    }
    let mut apart = |flows: &[Flow], anchor: &str| {
        let shown = fits(flows.iter().flat_map(|f| &f.items).map(|i| i.quote.len() + QUOTE).sum());
        if shown { String::new() } else { format!("{}#{anchor}", page.in_full) }
    };
    page.given_apart = apart(&page.given, "nop");
    page.received_apart = apart(&page.received, "nhan");
    duties::quoted_once(page.blocks.iter_mut().filter(|b| b.brief));
    page
}

/// Bytes left for quotations beside what every form of the page says.
fn room(page: &HandbookPage) -> usize {
    let dates: usize = page.deadlines.iter().map(|d| dated(&d.rule, &d.rule.to)).sum::<usize>()
        + page.incoming.iter().map(|d| dated(&d.rule, &d.rule.who)).sum::<usize>()
        + page.meetings.iter().map(|d| dated(&d.rule, &[])).sum::<usize>();
    let undated: usize = page.undated.iter().flat_map(|u| &u.rules).map(rule).sum();
    let named = clauses(&page.blocks).count();
    let parties: usize = [&page.given, &page.received].into_iter().flatten().map(named_flow).sum();
    let ways: usize = page.blocks.iter().flat_map(|b| &b.ways).map(named_way).sum();
    ROOM.saturating_sub(dates + undated + named * NAME + parties + ways + before(page))
}

/// Rules by class, the classes in the order in which they first come.
fn by_class(rules: impl Iterator<Item = RuleBrief>) -> Vec<Undated> {
    let mut found: Vec<Undated> = Vec::new();
    for rule in rules {
        match found.iter_mut().find(|u| u.timing == rule.timing) {
            Some(class) => class.rules.push(rule),
            None => found.push(Undated { timing: rule.timing, rules: vec![rule] }),
        }
    }
    found
}

/// A rule of the calendar with its clause and under which condition.
fn rule(rule: &RuleBrief) -> usize {
    LINK + NAME + NAME + rule.title.len() + rule.conditional.len()
}

/// The same with its next dates and whom it passes between.
fn dated(brief: &RuleBrief, others: &[Link]) -> usize {
    rule(brief) + DATED + links(others)
}

fn links(list: &[Link]) -> usize {
    list.iter().map(|l| LINK + l.text.len()).sum()
}

fn clauses<'b>(blocks: impl IntoIterator<Item = &'b BlockView>) -> impl Iterator<Item = &'b Clause> {
    blocks.into_iter().flat_map(|b| &b.ways).flat_map(|w| &w.clauses)
}

/// How a block's duties arrive, which every form of it says.
fn named_way(way: &Way) -> usize {
    let frame = if way.via.is_empty() { 0 } else { NOTE };
    frame + links(&way.via) + way.why.iter().map(|y| NOTE + y.words.len()).sum::<usize>()
}

/// What stands before the dates and differs from page to page: whom one reports to, where one stands, what the unit does.
fn before(page: &HandbookPage) -> usize {
    let facts = page.reports_to.iter().map(|s| &s.fact).chain(&page.inherits).chain(&page.counts_as);
    let facts: usize = facts.map(|f| 2 * LINK + NAME + f.quote.len() + f.note.len()).sum();
    let structure = page.structure.iter().flat_map(|c| &c.duties).map(|d| LINK + NAME + QUOTE + d.quote.len());
    let tasks = page.unit.tasks.iter().map(|t| NAME + QUOTE + t.quote.len());
    facts
        + structure.sum::<usize>()
        + tasks.sum::<usize>()
        + page.unit.people.len() * LINK
        + page.changes.len() * 4 * LINK
}

/// A side with the clauses that tell of it.
fn named_flow(flow: &Flow) -> usize {
    links(&flow.others) + flow.former.len() * 2 * LINK + flow.clauses.len() * NAME
}

/// The quotations of a block with the relation each proves.
fn quotes(block: &BlockView) -> usize {
    clauses([block]).flat_map(|c| &c.duties).map(|d| d.quote.len() + QUOTE).sum()
}

/// What the whole form of a block has beside the quotations.
fn beside(block: &BlockView) -> usize {
    let of = |c: &Clause| {
        let duties = c.duties.iter().map(|d| {
            links(&d.to) + d.former.len() * 2 * LINK + if d.note.is_empty() { 0 } else { NOTE / 2 + d.note.len() }
        });
        NAME / 2 + c.heading.len() + c.rules.len() * (NOTE + LINK) + duties.sum::<usize>()
    };
    clauses([block]).map(of).sum()
}
