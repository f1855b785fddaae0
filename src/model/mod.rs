//! Floor 2 · what the office's documents say, typed and resolved, with no I/O.
//!
//! [`decode`] turns the files of the folder into a [`Model`] and reports every fault of every file in one run. Whatever
//! stands in a `Model` refers only to things that exist: a duty's bearer is declared, its provision is in the text, its
//! quote stands in the provision to the letter.

mod about;
mod actor;
mod assignment;
mod basis;
mod calendar;
mod check;
mod cited;
pub mod colour;
mod component;
mod decision;
mod decode;
mod glossary;
mod holidays;
mod ids;
pub mod keys;
mod office;
mod open;
mod operation;
mod overrides;
mod recurs;
mod regulation;
#[cfg(test)]
mod shipped;

pub use about::About;
pub use actor::{Actor, Collective, DatedName, DatedProof, Membership, Party, Post, PostsOf, Proof, Role, Unit};
pub use assignment::{Assignment, Certainty, EndedDuty, General, Passage, Relation};
pub use basis::Basis;
pub use calendar::{
    DayChoice, DayCount, Days, Every, Limit, MonthChoice, NotLimit, OccurrenceKind, Roll, Rule, TimeOfDay, WeekChoice,
    When,
};
pub use check::{check, check_apart, no_post};
pub use cited::{Cited, Citer, Target};
pub use colour::{Colour, Palette};
pub use component::Component;
pub use decision::Decision;
pub use decode::{decode, no_decision, office, read_text, same_posts, unlike, unseen};
pub use glossary::{FormerTerm, FreePage, ObsoleteTerm, PrintNote, Synonym, Term};
pub use holidays::{Holiday, HolidayKind, HolidayStatus, Holidays};
pub use ids::{CollectiveId, DecisionId, PartyId, ProvisionId, RoleId, RuleId, UnitId};
pub use office::{Logo, Office, WeekRule};
pub use operation::{Act, Handover, HandoverPart, InsertPlace, OfficeAct, Operation, TextAct};
pub use overrides::{Action, LedgerEntry, Override};
pub use recurs::{Interval, Recurs};
pub use regulation::{Level, Provision, Provisions, REPEALED, STOPS, Version};

#[cfg(test)]
pub(crate) use shipped::shipped;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

/// Everything the office's folder says, resolved.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// `quyche.yaml`.
    pub office: Office,
    /// The consolidated texts, by the day they take effect; never empty once decoded without error.
    pub versions: Vec<Version>,
    /// Units in the order of the file (the order of the regulation), ended ones included.
    pub units: Vec<Unit>,
    /// Roles in the order of the file, from the head of the office down.
    pub roles: Vec<Role>,
    /// Groups of roles or units the text speaks of ("lãnh đạo Văn phòng", "các phòng").
    pub collectives: Vec<Collective>,
    /// Parties outside the office that duties point at; they have no page.
    pub parties: Vec<Party>,
    /// Who bears what, in the order of `duties.yaml`; shared by the offices of all days.
    pub assignments: Vec<Arc<Assignment>>,
    /// What decisions ended in so many words by the day; none before decisions are replayed.
    pub ended: Vec<EndedDuty>,
    /// Provisions declared to bind nobody in particular, each with its reason.
    pub general: Vec<General>,
    /// Meetings and deadlines, in the order of `calendar.yaml`.
    pub rules: Vec<Rule>,
    /// Words that look like a limit and are none.
    pub not_limits: Vec<NotLimit>,
    /// Decisions about single occurrences, in the order of their day.
    pub overrides: Vec<Override>,
    /// What was last published of each occurrence, by slot.
    pub ledger: BTreeMap<String, LedgerEntry>,
    /// Days off and working Saturdays.
    pub holidays: Holidays,
    /// Decisions by day of effect; shared by the offices of all days.
    pub decisions: Arc<[Decision]>,
    /// Abbreviations and terms.
    pub terms: Vec<Term>,
    /// Terms that ceased to be valid, to be looked for in the text.
    pub obsolete: Vec<ObsoleteTerm>,
    /// Entries the glossary no longer has.
    pub former_terms: Vec<FormerTerm>,
    /// What readers type for what the text says.
    pub synonyms: Vec<Synonym>,
    /// Print errors of the issued text, noted and never corrected.
    pub print_notes: Vec<PrintNote>,
    /// Free pages of the office.
    pub pages: Vec<FreePage>,
}

impl Model {
    /// The unit with this id.
    #[must_use]
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == *id)
    }

    /// The role with this id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|r| r.id == *id)
    }

    /// The collective with this id.
    #[must_use]
    pub fn collective(&self, id: &CollectiveId) -> Option<&Collective> {
        self.collectives.iter().find(|c| c.id == *id)
    }

    /// The words that prove something of a role or a group, each with its days.
    pub fn dated_proofs(&self) -> impl Iterator<Item = &DatedProof> {
        let facts = self.roles.iter().flat_map(|r| r.inherits.iter().chain(&r.counts_as).chain(&r.reports_to));
        let carried = self.roles.iter().flat_map(|r| &r.carries_unit_duties);
        facts.map(|m| &m.proof).chain(carried).chain(self.collectives.iter().flat_map(|c| &c.proofs))
    }

    /// The rule with this id that holds on `day`: where the text changed, one followed another. Outside all of their days
    /// the one nearest before, else the first.
    #[must_use]
    pub fn rule_on(&self, id: &RuleId, day: Date) -> Option<&Rule> {
        holding(self.rules.iter().filter(|r| r.id == *id), day)
    }

    /// The decision with this id.
    #[must_use]
    pub fn decision(&self, id: &DecisionId) -> Option<&Decision> {
        self.decisions.iter().find(|d| d.id == *id)
    }

    /// The decisions of the days after `from` up to `to`: those that lie between the offices of the two.
    pub fn decisions_between(&self, from: Date, to: Date) -> impl DoubleEndedIterator<Item = &Decision> + Clone {
        self.decisions.iter().filter(move |d| from < d.effective_from && d.effective_from <= to)
    }

    /// The text in force on `day`; the first one when the day lies before it.
    #[must_use]
    pub fn version_on(&self, day: Date) -> Option<&Version> {
        self.versions.iter().rev().find(|v| v.effective_from <= day).or(self.versions.first())
    }

    /// The actor an id names: a role, unit, collective or party, or `role@unit` for the holder of a role in one unit.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<Actor> {
        if let Some((role, unit)) = id.split_once('@') {
            let role = self.roles.iter().find(|r| r.id.as_str() == role)?;
            let unit = self.units.iter().find(|u| u.id.as_str() == unit)?;
            return Some(Actor::RoleAt(role.id.clone(), unit.id.clone()));
        }
        let role = self.roles.iter().find(|r| r.id.as_str() == id).map(|r| Actor::Role(r.id.clone()));
        let unit = || self.units.iter().find(|u| u.id.as_str() == id).map(|u| Actor::Unit(u.id.clone()));
        let group = || self.collectives.iter().find(|c| c.id.as_str() == id).map(|c| Actor::Collective(c.id.clone()));
        let party = || self.parties.iter().find(|p| p.id.as_str() == id).map(|p| Actor::Party(p.id.clone()));
        role.or_else(unit).or_else(group).or_else(party)
    }
}

/// Whether a day lies in what begins on `from` and is no more on `until`; without either it always was, or goes on.
fn is_within(day: Date, from: Option<Date>, until: Option<Date>) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
}

/// Of the rules of one id the one that holds on `day`, as [`Model::rule_on`] gives it.
pub(crate) fn holding<'r>(all: impl Iterator<Item = &'r Rule> + Clone, day: Date) -> Option<&'r Rule> {
    let begun = |r: &&Rule| r.valid_from.is_none_or(|from| from <= day);
    all.clone().filter(begun).max_by_key(|r| r.valid_from).or_else(|| all.min_by_key(|r| r.valid_from))
}
