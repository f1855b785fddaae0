//! The handover: from each old bearer to the new ones, duty by duty, under the rule of handover the office has named.

use serde::Serialize;

use super::changes::{actor_on, cite_in, text_of};
use super::planner::Planner;
use super::view::{Cite, Link};
use crate::change::Difference;
use crate::model::{Actor, Provision, ProvisionId, UnitId, Version};

/// Everything that passes on.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandoverView {
    /// The words of the regulation by which work is handed over, when quyche.yaml names them.
    pub rule: Option<RuleOfHandover>,
    /// By the old bearer.
    pub tables: Vec<HandoverTable>,
    /// Units that ended without a duty of their own: the unit and those after it.
    pub bare: Vec<(Link, Vec<Link>)>,
    /// How many lines.
    pub count: usize,
}

/// Words and where they stand.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct RuleOfHandover {
    /// The words.
    pub quote: String,
    /// Where they stand.
    pub cite: Cite,
}

/// What one bearer hands over.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandoverTable {
    /// Who had it.
    pub from: Link,
    /// In the order of the text.
    pub lines: Vec<HandoverRow>,
}

/// One duty.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct HandoverRow {
    /// The provision.
    pub cite: Cite,
    /// Whether it is cited by a number that is another provision's today.
    pub former: bool,
    /// The relation's key.
    pub relation: &'static str,
    /// The words that give it.
    pub quote: String,
    /// Who has it now; none when it ended.
    pub to: Vec<Link>,
    /// Whether the old bearer has it still, with them.
    pub kept: bool,
    /// Why it ended, in the words of the decision; empty when it did not.
    pub why: String,
    /// Who takes over the unit, where the text gives the duty to nobody any more and the unit is no more either.
    pub heirs: Vec<Link>,
}

/// What passes on between the two days; `None` when nothing does.
pub(super) fn view(planner: &Planner<'_>, difference: &Difference) -> Option<HandoverView> {
    let (old, new) = (text_of(planner, difference.from), text_of(planner, difference.to));
    let units = |ids: &[UnitId]| -> Vec<Link> {
        ids.iter().map(|id| actor_on(planner, &Actor::Unit(id.clone()), difference.to)).collect()
    };
    let heirs = |from: &Actor| {
        let (Actor::Unit(unit) | Actor::RoleAt(_, unit)) = from else { return Vec::new() };
        difference.units.iter().filter(|u| u.unit == *unit).find_map(|u| u.kind.heirs()).map(units).unwrap_or_default()
    };
    let mut tables: Vec<(&Actor, HandoverTable)> = Vec::new();
    let mut last: Option<(&Actor, &ProvisionId, bool, &str, &str)> = None;
    for line in &difference.handover {
        let row = &line.row;
        let key = (&line.from, &row.provision, line.gone, row.relation.as_str(), row.quote.as_str());
        if tables.last().is_none_or(|(from, _)| *from != &line.from) {
            let from = actor_on(planner, &line.from, difference.from);
            tables.push((&line.from, HandoverTable { from, lines: Vec::new() }));
        }
        let Some((_, table)) = tables.last_mut() else { continue };
        let to = line.to.as_ref().map(|a| actor_on(planner, a, difference.to));
        match table.lines.last_mut().filter(|_| last == Some(key)) {
            Some(row) => row.to.extend(to.filter(|l| !row.to.contains(l))),
            None => table.lines.push(HandoverRow {
                cite: cite_in(planner, if line.gone { old } else { new }, &line.row.provision),
                former: line.gone && difference.is_reused(&line.row.provision),
                relation: line.row.said_as(),
                quote: line.row.quote.to_string(),
                to: to.into_iter().collect(),
                kept: line.kept,
                why: line.why.clone().unwrap_or_default(),
                heirs: if line.to.is_none() && line.why.is_none() { heirs(&line.from) } else { Vec::new() },
            }),
        }
        last = Some(key);
    }
    let named = |unit| tables.iter().any(|(from, _)| from.unit() == Some(unit));
    let bare: Vec<(Link, Vec<Link>)> = difference
        .units
        .iter()
        .filter(|u| !named(&u.unit))
        .filter_map(|u| {
            let was = actor_on(planner, &Actor::Unit(u.unit.clone()), difference.from);
            Some((was, units(u.kind.heirs()?)))
        })
        .collect();
    let tables: Vec<HandoverTable> = tables.into_iter().map(|(_, table)| table).collect();
    (!tables.is_empty() || !bare.is_empty()).then(|| HandoverView {
        rule: rule(planner, new),
        count: tables.iter().map(|t| t.lines.len()).sum(),
        tables,
        bare,
    })
}

/// The words by which work is handed over, where they stand in the text of the day: the decision falls under that one.
fn rule(planner: &Planner<'_>, version: &Version) -> Option<RuleOfHandover> {
    let proof = planner.s.model.office.handover.as_ref()?;
    let holds = |p: &&Provision| p.text.as_str().contains(proof.quote.as_str());
    let place = version.provision(&proof.cite).filter(holds).or_else(|| version.provisions.iter().find(holds))?;
    Some(RuleOfHandover { quote: proof.quote.clone(), cite: cite_in(planner, version, &place.id) })
}
