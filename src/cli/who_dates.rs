//! Which next dates stand beside which duty of somebody: those that its clause sets, that are theirs, and that the words of the duty are
//! about.

use crate::calendar::{Occurrence, Status};
use crate::duty::{Agendas, Bearers, Duty};
use crate::history::Snapshot;
use crate::model::{Actor, Assignment, OccurrenceKind, ProvisionId, Relation, Rule};
use crate::text::Lookup;

/// How close a rule is to a row, the closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// They have words in common.
    Words,
    /// The rule names whom the row names.
    Named,
    /// They stand in one clause.
    None,
}

/// The occurrences of the coming year, by the provisions that set them.
pub(super) struct Dates<'o> {
    s: &'o Snapshot<'o>,
    agendas: Agendas<'o>,
    set_by: Lookup<ProvisionId, Vec<&'o Occurrence>>,
    /// The rules that provisions set, with dates or without.
    rules_of: Lookup<ProvisionId, Vec<&'o Rule>>,
}

impl<'o> Dates<'o> {
    pub fn new(s: &'o Snapshot<'o>, agendas: Agendas<'o>, dates: &'o [Occurrence]) -> Self {
        let mut set_by: Lookup<_, Vec<_>> = Lookup::default();
        // What has passed is not the next one, though its text's day may be to come.
        for o in dates.iter().filter(|o| o.status != Status::Cancelled && o.actual.end >= s.day) {
            let Some(rule) = s.model.rule_on(&o.rule, o.words_of) else { continue };
            s.provisions_of(rule).into_iter().for_each(|id| set_by.at(id).push(o));
        }
        let mut rules_of: Lookup<_, Vec<_>> = Lookup::default();
        for rule in s.model.rules.iter().filter(|rule| rule.holds_past(s.day)) {
            s.provisions_of(rule).into_iter().for_each(|id| rules_of.at(id).push(rule));
        }
        Self { s, agendas, set_by, rules_of }
    }

    /// Those that each of the duties of `bearer` has: its provision sets them, its words are theirs, and the bearer takes part or helps
    /// by the office of their day.
    pub fn of(&self, bearer: &Actor, duties: &[Duty<'_>]) -> impl Fn(&Duty<'_>) -> Vec<&'o Occurrence> {
        let turns = self.agendas.of(bearer);
        move |duty| {
            let mut judged: Vec<(usize, bool)> = Vec::new();
            let mut is_meant = |rule: &Rule| {
                let known = judged.iter().find(|(of, _)| *of == rule.address()).map(|(_, is)| *is);
                known.unwrap_or_else(|| {
                    let is = self.is_meant(rule, duty, duties);
                    judged.push((rule.address(), is));
                    is
                })
            };
            let set = self.set_by.get(&duty.assignment.provision).into_iter().flatten().copied();
            let theirs = set.filter(|o| turns.is_beside(o.actual.start, &o.rule, o.words_of));
            theirs.filter(|o| self.s.model.rule_on(&o.rule, o.words_of).is_some_and(&mut is_meant)).collect()
        }
    }

    /// Whether the dates of a rule are those of a duty of the clause that sets it, beside the bearer's other `duties` there: "Phòng A gửi
    /// thông báo trong 3 ngày, các phòng căn cứ thông báo triển khai" sets A one date and no second.
    fn is_meant(&self, rule: &Rule, duty: &Duty<'_>, duties: &[Duty<'_>]) -> bool {
        let row = duty.assignment;
        let beside = duties.iter().map(|d| d.assignment).filter(|other| other.provision == row.provision);
        match (self.claim(rule, row), beside.map(|other| self.claim(rule, other)).min()) {
            (Claim::Words, _) | (_, None) => true,
            (Claim::Named, Some(Claim::Words)) => {
                let others = || self.rules_of.get(&row.provision).into_iter().flatten();
                !others().any(|other| other.id != rule.id && self.meet(other, row))
            }
            (own, Some(best)) => own == best,
        }
    }

    /// How close a rule is to a row of the clause that sets it.
    fn claim(&self, rule: &Rule, row: &Assignment) -> Claim {
        let named = || {
            let who = Bearers::of(self.s, &row.who);
            // What comes to somebody is not for them to do.
            let does =
                || [&rule.who, &rule.with, &rule.attendees, &rule.chair].into_iter().any(|all| who.are_named(all));
            if row.relation == Relation::Receives { who.are_in(rule) } else { does() }
        };
        match rule.kind {
            _ if self.meet(rule, row) => Claim::Words,
            // Whatever a clause says of a meeting is said of its day.
            OccurrenceKind::Meeting => Claim::Named,
            _ if named() => Claim::Named,
            _ => Claim::None,
        }
    }

    /// Whether the words of a rule and those of a row have some in common.
    fn meet(&self, rule: &Rule, row: &Assignment) -> bool {
        let text = self.s.text_of(rule);
        rule.own_quotes().filter_map(|(cite, quote)| Some((text.provision(cite)?.text.as_str(), quote))).any(
            |(text, quote)| {
                let places = |words: &str| {
                    let length = words.len();
                    text.match_indices(words).map(|(at, _)| at..at + length).collect::<Vec<_>>()
                };
                let (theirs, own) = (places(quote.as_str()), places(row.quote.as_str()));
                theirs.iter().any(|a| own.iter().any(|b| a.start < b.end && b.start < a.end))
            },
        )
    }
}
