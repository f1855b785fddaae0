//! The way of each provision from the text it was published in to the text in force (design 2 and 4).
//!
//! An address of an earlier day still answers: whatever stood under an anchor of an earlier text has a [`Fate`] today. Only
//! what did not simply stay is kept, so that two hundred texts cost no more than what changed between them. The trap
//! avoided: a number read as a provision. After a renumbering the same number may be another provision.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::changes;
use super::view::Link;
use crate::history::{self, How, Lineage, Lineages, Snapshot, Touch};
use crate::model::{Decision, DecisionId, ProvisionId, Version};

/// The texts up to the day and the ways between them.
pub(super) struct Trace<'m> {
    /// The texts, oldest first; the last is the one in force.
    pub texts: &'m [Version],
    /// From each text to the next.
    steps: Vec<Step<'m>>,
    /// For each text but the last, what did not stay under its number.
    fates: Vec<BTreeMap<ProvisionId, Fate<'m>>>,
}

/// From one text to the next.
struct Step<'m> {
    lineage: Lineage,
    /// Old numbers by new ones.
    origins: BTreeMap<ProvisionId, ProvisionId>,
    deciding: Vec<&'m Decision>,
    /// Who did what to a provision of the new text; known apart only where several decided.
    touched: BTreeMap<ProvisionId, Vec<Touch>>,
    from: Date,
}

/// What became of a provision of an earlier text, when it did not stay under its number.
#[derive(Clone)]
pub(super) enum Fate<'m> {
    /// It has another number; `since` is the day it left this one, `by` all who gave it others since.
    Moved { to: ProvisionId, since: Date, by: Vec<&'m Decision> },
    /// It was repealed, or a new text left it out.
    Ended {
        /// The text in which it stood last, and under which number.
        last: usize,
        was: ProvisionId,
        /// The day it left this number, by its end or before.
        since: Date,
        /// The day it ended.
        ended: Date,
        by: Vec<&'m Decision>,
        /// Where the text in force prints that it was repealed.
        stub: Option<ProvisionId>,
    },
}

/// One thing that happened to a provision of the text in force.
pub(super) struct Event<'m> {
    /// The text it led to.
    pub text: usize,
    /// The decisions that did it; none for the first text, which names its own.
    pub by: Vec<&'m Decision>,
    /// The number before; `None` when it began with it.
    pub was: Option<ProvisionId>,
    /// The number after.
    pub is: ProvisionId,
}

impl<'m> Trace<'m> {
    /// The ways to the text in force on the day of a snapshot.
    pub fn new(s: &Snapshot<'m>, lineages: &Lineages) -> Self {
        let model = s.model;
        let here = model.versions.iter().position(|v| v.effective_from == s.version.effective_from).unwrap_or(0);
        let texts = model.versions.get(..=here).unwrap_or_default();
        let step = |(pair, lineage): (&'m [Version], Lineage)| {
            let deciding = history::decisions(model, &pair[0], &pair[1]);
            let touched = if deciding.len() > 1 {
                history::amended(&pair[0], &deciding, Some(&pair[1])).0.touched
            } else {
                BTreeMap::new()
            };
            let origins = lineage.moved().map(|(old, new)| (new.clone(), old.clone())).collect();
            Step { lineage, origins, deciding, touched, from: pair[1].effective_from }
        };
        let steps: Vec<Step<'m>> = texts.windows(2).zip(lineages.iter().cloned()).map(step).collect();
        let mut fates: Vec<BTreeMap<ProvisionId, Fate<'m>>> = vec![BTreeMap::new(); steps.len()];
        for at in (0..steps.len()).rev() {
            let later = fates.get(at + 1).cloned().unwrap_or_default();
            fates[at] = through(&steps[at], at, &texts[at], &texts[at + 1], &later);
        }
        Self { texts, steps, fates }
    }

    /// What became of a provision of text number `text`; `None` when it stands under its number.
    pub fn fate(&self, text: usize, id: &ProvisionId) -> Option<&Fate<'m>> {
        self.fates.get(text)?.get(id)
    }

    /// What happened to a provision of the text in force, the latest first and how it began last.
    pub fn events(&self, id: &ProvisionId) -> Vec<Event<'m>> {
        let mut found = Vec::new();
        let mut at = id.clone();
        for (i, step) in self.steps.iter().enumerate().rev() {
            let old = &self.texts[i];
            let stub = matches!(step.lineage.fate(&at), history::Fate::Ends(_)) && self.is_stub(i + 1, &at);
            let was = match step.origins.get(&at) {
                Some(origin) => Some(origin.clone()),
                None if stub => Some(at.clone()),
                None if step.lineage.is_inserted(&at) => None,
                None => Some(at.clone()),
            };
            let was = was.filter(|id| old.provision(id).is_some());
            let Some(was) = was else {
                found.push(Event { text: i + 1, by: step.by(&at, &[How::Inserted]), was: None, is: at });
                return found;
            };
            let (before, after) = (old.provision(&was), self.texts[i + 1].provision(&at));
            let same = before.zip(after).is_some_and(|(b, a)| b.text == a.text && b.label == a.label && b.id == a.id);
            if !same {
                found.push(Event { text: i + 1, by: step.by(&at, &[]), was: Some(was.clone()), is: at.clone() });
            }
            at = was;
        }
        found.push(Event { text: 0, by: Vec::new(), was: None, is: at });
        found
    }

    /// Whether a text prints of a provision no more than that it was repealed.
    pub fn is_stub(&self, text: usize, id: &ProvisionId) -> bool {
        self.texts.get(text).and_then(|v| v.provision(id)).is_some_and(crate::model::Provision::is_repealed)
    }

    /// The text that was issued as a whole and amended since: the first, or the last that replaced all.
    pub fn issued(&self) -> usize {
        let replaces = |s: &Step<'_>| s.deciding.iter().any(|d| d.replaces_all());
        self.steps.iter().rposition(replaces).map_or(0, |at| at + 1)
    }
}

impl<'m> Step<'m> {
    /// Those who did something to a provision of the new text; all who changed that text where it cannot be told apart.
    fn by(&self, id: &ProvisionId, how: &[How]) -> Vec<&'m Decision> {
        let did = |d: &&&Decision| {
            let touches = self.touched.get(id).into_iter().flatten();
            touches.filter(|t| how.is_empty() || how.contains(&t.how)).any(|t| t.decision == d.id)
        };
        let found: Vec<_> = self.deciding.iter().filter(did).copied().collect();
        if found.is_empty() { self.deciding.clone() } else { found }
    }

    fn only(&self, id: &DecisionId) -> Vec<&'m Decision> {
        self.deciding.iter().filter(|d| d.id == *id).copied().collect()
    }
}

/// The fates of the provisions of one text, given those of the next.
fn through<'m>(
    step: &Step<'m>,
    at: usize,
    old: &Version,
    new: &Version,
    later: &BTreeMap<ProvisionId, Fate<'m>>,
) -> BTreeMap<ProvisionId, Fate<'m>> {
    let mut fates = BTreeMap::new();
    for p in &old.provisions {
        let fate = match step.lineage.fate(&p.id) {
            history::Fate::Ends(by) => {
                let repealed = new.provision(&p.id).is_some_and(crate::model::Provision::is_repealed);
                let stub = repealed.then(|| match later.get(&p.id) {
                    None => Some(p.id.clone()),
                    Some(Fate::Moved { to, .. }) => Some(to.clone()),
                    Some(Fate::Ended { stub, .. }) => stub.clone(),
                });
                let by = step.only(&by);
                Fate::Ended {
                    last: at,
                    was: p.id.clone(),
                    since: step.from,
                    ended: step.from,
                    by,
                    stub: stub.flatten(),
                }
            }
            history::Fate::Goes(next) => {
                let stays = next == p.id;
                let here = || step.by(&next, &[How::Renumbered]);
                match later.get(&next) {
                    Some(Fate::Moved { to, .. }) if *to == p.id => continue,
                    None if stays => continue,
                    Some(fate) if stays => fate.clone(),
                    None => Fate::Moved { since: step.from, by: here(), to: next },
                    Some(Fate::Moved { to, by, .. }) => {
                        let mut all = here();
                        all.extend(by.iter().filter(|d| step.deciding.iter().all(|known| known.id != d.id)));
                        Fate::Moved { to: to.clone(), since: step.from, by: all }
                    }
                    Some(Fate::Ended { last, was, ended, by, stub, .. }) => Fate::Ended {
                        last: *last,
                        was: was.clone(),
                        since: step.from,
                        ended: *ended,
                        by: by.clone(),
                        stub: stub.clone(),
                    },
                }
            }
        };
        fates.insert(p.id.clone(), fate);
    }
    fates
}

/// Decisions as links, by their numbers.
pub(super) fn links(decisions: &[&Decision]) -> Vec<Link> {
    decisions.iter().map(|d| changes::link(d)).collect()
}
