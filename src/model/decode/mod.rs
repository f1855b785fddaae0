//! Files to model: each file decoded, every reference resolved, every problem of every file in one run.
//!
//! Two passes: first the ids that actors declare, then everything that refers to them; so that the order of files does
//! not matter and an entry that failed is not reported again by each reference to it.

mod about;
mod actors;
mod calendar;
mod components;
mod context;
mod decided;
mod decision;
mod duties;
mod glossary;
mod holidays;
mod label;
mod ledger;
mod look;
mod no_decision;
mod office;
mod operation;
mod outline;
mod overrides;
mod pages;
mod regulation;
mod strange_files;
mod synonyms;
mod term;
mod trees;
mod unlike;
mod when;
mod which;

pub use actors::same_posts;
pub(super) use label::pieces;
pub use no_decision::no_decision;
pub use outline::read_text;
pub use unlike::{help as unlike, unseen};

use context::Context;
use trees::Trees;

use super::{Model, Office};
use crate::diagnostic::{Code, Report};
use crate::source::{Source, Sources};

/// Reads the model. It holds whatever could be read, and is fit for use only when the report has no error.
#[must_use]
pub fn decode(sources: &Sources) -> (Model, Report) {
    let mut report = Report::default();
    let mut model = Model::default();
    let mut handover = None;
    if let Some(file) = sources.config {
        (model.office, handover) = office::read(sources, file, &mut report);
    }
    let (mut trees, versions) = rayon::join(|| Trees::new(sources), || regulation::read(sources));
    model.versions = report.take(versions);
    let units = trees.at("units.yaml", &mut report);
    let roles = trees.at("roles.yaml", &mut report);
    let decisions = decision::trees(sources, &mut trees, &mut report);
    let unread = sources.unreadable.iter().any(|path| path.starts_with("decisions/"));
    let all_read = !unread && decisions.len() == trees::decisions(sources).count();
    let declaring = [units.as_deref(), roles.as_deref()];
    let context = Context::new(&model.versions, declaring, &decisions, all_read, &mut report);
    model.office.handover = handover.and_then(|node| office::handover(&node, &context, &mut report));
    if let Some(node) = &units {
        model.units = actors::units(node, &context, &mut report);
    }
    let mut posts = Vec::new();
    if let Some(node) = &roles {
        (posts, model.collectives, model.parties) = actors::roles(node, &context, &mut report);
    }
    model.decisions = decision::read(&decisions, &context, &mut model.units, &mut report).into();
    model.roles = decided::roles(posts, &model.decisions, all_read, &mut report);
    if let Some(node) = trees.at("duties.yaml", &mut report) {
        (model.assignments, model.general) = duties::read(&node, &context, &mut report);
        // Of a large office this is most of what was read, and to give it back takes a while.
        rayon::spawn(move || drop(node));
    }
    if let Some(node) = trees.at("calendar.yaml", &mut report) {
        (model.rules, model.not_limits) = calendar::read(&node, &context, &mut report);
    }
    if let Some(node) = trees.at("overrides.yaml", &mut report) {
        model.overrides = overrides::read(&node, &mut report);
    }
    if let Some(node) = trees.at("calendar.ledger.yaml", &mut report) {
        model.ledger = ledger::read(&node, &mut report);
    }
    if let Some(node) = trees.at("glossary.yaml", &mut report) {
        (model.terms, model.obsolete, model.former_terms, model.print_notes) =
            glossary::read(&node, &context, &mut report);
    }
    if let Some(node) = trees.at("synonyms.yaml", &mut report) {
        model.synonyms = synonyms::read(&node, &mut report);
    }
    model.holidays = holidays::read(sources, &mut trees, &mut report);
    model.pages = pages::read(sources, &mut report);
    components::name(&mut model);
    regulation::check_decisions(sources, &model, &mut report);
    regulation::check_days(sources, &model, &mut report);
    strange_files::check(sources, &mut report);
    strange_files::beside(sources, &mut report);
    let repeated = [Code::UnknownActor, Code::UnknownProvision, Code::UnknownDecision, Code::UnknownRule];
    (model, report.gathered(&repeated))
}

/// What `quyche.yaml` alone says of the office, as [`decode`] reads it. Whoever needs no more need not read the rest.
#[must_use]
pub fn office(sources: &Sources) -> Office {
    let mut unsaid = Report::default();
    sources.config.map(|file| office::read(sources, file, &mut unsaid).0).unwrap_or_default()
}

/// The files of one folder of the content, with the name of each without folder and extension.
fn folder<'s>(
    sources: &'s Sources,
    folder: &'s str,
    extension: &'s [&'s str],
) -> impl Iterator<Item = (&'s str, &'s Source)> {
    sources.content.iter().filter_map(move |s| {
        let name = s.path.strip_prefix(folder)?.strip_prefix('/')?;
        let (stem, ext) = name.rsplit_once('.')?;
        (!stem.contains('/') && extension.contains(&ext)).then_some((stem, s))
    })
}
