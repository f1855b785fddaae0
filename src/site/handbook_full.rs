//! The full edition of a handbook: paper has no link to follow, so it holds every clause the page relies on.

use std::collections::BTreeSet;

use super::handbook::{HandbookPage, InFull};
use super::handbook_clauses::{annex, blocks, in_full};
use super::planner::Planner;
use super::terms_used::TermsUsed;
use super::view::{Cite, Clause};
use crate::model::ProvisionId;

/// Puts each clause where it is first needed, and what is only cited into the annex.
pub(super) fn with_clauses(planner: &Planner<'_>, mut page: HandbookPage, terms: &TermsUsed) -> HandbookPage {
    let blocks = blocks(planner, page.blocks.clone());
    let mut cited = cited(planner, &page);
    // A term rests on the clause that defines it, whose words may need further terms.
    let (annex, terms) = loop {
        let annex = annex(planner, &cited, &in_full(&blocks));
        let shown = in_full(&blocks).into_iter().chain(annex.iter().map(|c| c.cite.id.as_str()));
        let terms = terms.in_any(planner, shown);
        let defined = terms.iter().filter_map(|t| t.cite.as_ref()).map(|c| c.id.clone());
        let more: Vec<String> = defined.filter(|id| !cited.contains(id)).collect();
        if more.is_empty() {
            break (annex, terms);
        }
        cited.extend(more);
    };
    page.full = Some(InFull { blocks, annex, terms });
    page
}

/// Every provision the page cites outside the duties themselves, whose clauses stand with them: of the role's own section and
/// of what establishes the unit all that stands below it. What only the words shown need, terms, comes with them.
fn cited(planner: &Planner<'_>, page: &HandbookPage) -> BTreeSet<String> {
    let facts = page.reports_to.iter().map(|s| &s.fact).chain(&page.inherits).chain(&page.counts_as);
    let facts = facts.filter_map(|f| f.cite.as_ref());
    let rules = page.deadlines.iter().chain(&page.incoming).chain(&page.meetings);
    let flows = page.given.iter().chain(&page.received).flat_map(|f| &f.items);
    let flows = flows.flat_map(|i| [&i.cite].into_iter().chain(&i.quote_from));
    let tasks = page.unit.tasks.iter().flat_map(|t| [&t.cite].into_iter().chain(&t.quote_from));
    let place = page.structure.iter().flat_map(|c| [&c.cite].into_iter().chain(quoted_from(c)));
    let ways = page.blocks.iter().flat_map(|b| &b.ways);
    let why = ways.clone().flat_map(|w| &w.why).filter_map(|y| y.cite.as_ref());
    let elsewhere = ways.flat_map(|w| &w.clauses).flat_map(quoted_from);
    let version = planner.s.version;
    let below = |c: &Cite| version.with_below(&ProvisionId::new(c.id.as_str())).iter().map(|p| p.id.to_string());
    let sections = page.section.iter().chain(&page.unit.cite).flat_map(below);
    facts
        // A rule to come may cite the text it begins with, which this page does not show.
        .chain(
            rules.map(|r| &r.rule.cite).filter(|c| c.href == planner.provision_href(&ProvisionId::new(c.id.as_str()))),
        )
        .chain(flows)
        .chain(why)
        .chain(elsewhere)
        .chain(place)
        .chain(tasks)
        .map(|c| c.id.clone())
        .chain(sections)
        .collect()
}

/// Where words of a clause's duties stand that are not its own.
fn quoted_from(clause: &Clause) -> impl Iterator<Item = &Cite> {
    clause.duties.iter().filter_map(|d| d.quote_from.as_ref())
}
