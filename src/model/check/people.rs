//! Rules of the calendar whose words name another than the rule: "Phòng Hành chính gửi đề xuất", and `who: p-noi-chinh`.
//!
//! A rule may say who does a thing where its words do not, so only words that name somebody at the place itself are held against it,
//! and only if the one entered is named at none. What the words leave open the rows of the same clause tell.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::named::Named;
use super::places::{Place, Places};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::{
    Actor, Assignment, Basis, Certainty, Model, OccurrenceKind, Provision, ProvisionId, Relation, RoleId, Rule, Unit,
    is_within,
};
use crate::say;

/// The part somebody has in a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Who,
    To,
    Chair,
}

impl Part {
    const ALL: [Self; 3] = [Self::Who, Self::To, Self::Chair];

    const fn key(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::To => "to",
            Self::Chair => "chair",
        }
    }

    fn of(self, rule: &Rule) -> &[Actor] {
        match self {
            Self::Who => &rule.who,
            Self::To => &rule.to,
            Self::Chair => &rule.chair,
        }
    }

    /// Those whom the words name in this part.
    fn named<'p, 'n>(self, places: &'p Places<'_, 'n>) -> Vec<&'p Place<'n>> {
        match self {
            Self::Who => places.does().into_iter().collect(),
            Self::To => places.receive().collect(),
            Self::Chair => places.chairs().collect(),
        }
    }

    /// Those whom a row names in this part.
    fn in_row(self, row: &Assignment) -> &[Actor] {
        match (self, row.relation) {
            (Self::Who, Relation::Owner | Relation::ReportsTo) | (Self::Chair, Relation::Chair) => {
                std::slice::from_ref(&row.who)
            }
            (Self::To, Relation::Owner | Relation::ReportsTo) => &row.to,
            (Self::To, Relation::Receives) => std::slice::from_ref(&row.who),
            _ => &[],
        }
    }
}

pub(super) fn check(model: &Model, named: &Named<'_>, day: Date, report: &mut Report) {
    let mut rows: BTreeMap<&ProvisionId, Vec<&Assignment>> =
        model.rules.iter().map(|rule| (&rule.cite, Vec::new())).collect();
    for row in model.assignments.iter().filter(|row| is_within(day, row.from, row.until)) {
        if let Some(rows) = rows.get_mut(&row.provision) {
            rows.push(row);
        }
    }
    for rule in &model.rules {
        let quotes: Vec<Places<'_, '_>> =
            rule.own_quotes().map(|(_, quote)| Places::of(quote.as_str(), named)).collect();
        // A number may be that of another clause in another text.
        let here = |clause: &Provision| clause.text.as_str().contains(rule.quote.as_str());
        let text = model.version_on(day).filter(|_| rule.holds_on(day));
        let read = text.and_then(|text| text.provision(&rule.cite)).is_some_and(here);
        let rows = rows.get(&rule.cite).filter(|_| read).map(Vec::as_slice).unwrap_or_default();
        let asked = Asked { model, named, rule, quotes: &quotes, rows };
        for part in Part::ALL.into_iter().filter(|part| !part.of(rule).is_empty()) {
            if let Some(finding) = asked.another(part).or_else(|| asked.not_in_rows(part)) {
                report.push(finding);
            }
        }
    }
}

/// A rule with all that is said of whom it is about.
struct Asked<'a, 'm> {
    model: &'m Model,
    named: &'a Named<'m>,
    rule: &'m Rule,
    quotes: &'a [Places<'m, 'a>],
    rows: &'a [&'m Assignment],
}

impl Asked<'_, '_> {
    /// Whom the words name in a part, and the rule does not, while one whom it does is named nowhere.
    fn another(&self, part: Part) -> Option<Diagnostic> {
        let found: Vec<_> = self.quotes.iter().map(|quote| (quote, part.named(quote))).collect();
        let all = || found.iter().flat_map(|(quote, places)| places.iter().map(move |place| (*quote, *place)));
        let names = || all().flat_map(|(quote, place)| place.names.iter().map(move |name| (quote, name)));
        let entered = part.of(self.rule);
        // Most name whom the rule has.
        if names().all(|(_, (actors, _))| actors.iter().any(|actor| entered.contains(actor))) {
            return None;
        }
        let stranger = self.stranger(part)?;
        let takes_part = || entered.iter().chain(self.rule.bearers().filter(|_| part == Part::Who));
        let (quote, (actors, at)) = names().find(|(_, (actors, _))| {
            actors.iter().all(|actor| {
                matches!(actor, Actor::Unit(_) | Actor::Role(_)) && !takes_part().any(|own| self.are_kin(own, actor))
            })
        })?;
        // Who else gets a thing another sentence of the clause may say.
        if part == Part::To && self.clause_names(stranger) {
            return None;
        }
        let (name, other) = (quote.words(at), actors.first()?.id());
        Some(self.finding(
            part,
            stranger,
            &say!("câu trích nói «{name}» ({other})", "the words quoted say `{name}` ({other})"),
        ))
    }

    /// One whom the rule has in a part, and its words do not have at all.
    fn stranger(&self, part: Part) -> Option<&Actor> {
        let is_named = |own: &Actor| {
            self.quotes.iter().any(|quote| {
                let there = part.named(quote);
                // Whoever only gets a thing does not hand it in.
                let gets = |place: &Place<'_>| part == Part::Who && quote.receives(place) && !quote.goes_on(place);
                let is_there = |actor: &&Actor| self.are_kin(own, actor);
                let elsewhere = |actor: &&Actor| self.is_meant_by(own, actor);
                there.iter().any(|place| place.actors().any(|actor| is_there(&actor)))
                    || quote.all().any(|place| !gets(place) && place.actors().any(|actor| elsewhere(&actor)))
            })
        };
        part.of(self.rule).iter().find(|own| !matches!(own, Actor::Party(_)) && !is_named(own))
    }

    /// Whom the rows of the clause have in a part, where the words quoted have nobody and the clause does not know the one entered.
    fn not_in_rows(&self, part: Part) -> Option<Diagnostic> {
        if self.quotes.iter().any(|quote| !part.named(quote).is_empty())
            || part == Part::Who && self.rule.kind == OccurrenceKind::Meeting
        {
            return None;
        }
        let sure =
            |row: &&&Assignment| row.certainty == Certainty::Sure && row.basis == Basis::Named && row.passed.is_empty();
        let rows = || self.rows.iter().filter(sure);
        let other = rows().flat_map(|row| part.in_row(row)).next()?;
        let in_row = |own: &Actor| {
            self.rows.iter().any(|row| {
                let mut all = std::iter::once(&row.who).chain(&row.to);
                part.in_row(row).iter().any(|a| self.are_kin(own, a)) || all.any(|a| self.is_meant_by(own, a))
            })
        };
        let entered = part.of(self.rule);
        let stranger = entered.iter().find(|own| !matches!(own, Actor::Party(_)))?;
        if entered.iter().any(|own| in_row(own) || self.clause_names(own)) {
            return None;
        }
        let (clause, other) = (&self.rule.cite, other.id());
        Some(self.finding(
            part,
            stranger,
            &say!("duties.yaml ghi {other} ở {clause}", "duties.yaml has {other} at {clause}"),
        ))
    }

    /// Whether the clause of the rule, in any text, or what stands above it names somebody.
    fn clause_names(&self, own: &Actor) -> bool {
        let names = |text: &str| self.named.by(text).iter().any(|(actor, _)| self.is_meant_by(own, actor));
        self.model.versions.iter().any(|version| {
            version.provision(&self.rule.cite).is_some_and(|clause| {
                names(clause.text.as_str()) || version.ancestors(clause).iter().any(|above| names(above.text.as_str()))
            })
        })
    }

    /// Whether words that name another anywhere may mean somebody. "Các phòng" and "Trưởng phòng" speak of no unit in particular.
    fn is_meant_by(&self, own: &Actor, other: &Actor) -> bool {
        let of_many = |role: &RoleId| {
            let posts = |unit: &&Unit| unit.head.role == *role || unit.deputy.as_ref().is_some_and(|d| d.role == *role);
            self.model.units.iter().filter(posts).nth(1).is_some()
        };
        let general = match (own, other) {
            (_, Actor::Collective(_)) => true,
            (Actor::Unit(_), Actor::Role(role)) => of_many(role),
            _ => false,
        };
        own == other || !general && self.are_kin(own, other)
    }

    /// Whether one name may stand for both: whoever is in a group, holds a post of a unit, or had what another had before a decision.
    fn are_kin(&self, own: &Actor, other: &Actor) -> bool {
        let bound = own.unit().zip(other.unit()).is_some_and(|(own, other)| self.named.bound_by_decision(own, other));
        own == other || bound || self.named.kin(own).is_none_or(|kin| kin.contains(other))
    }

    fn finding(&self, part: Part, stranger: &Actor, said: &crate::diagnostic::Say) -> Diagnostic {
        let (key, who) = (part.key(), stranger.id());
        let (vi, en) = (&said.vi, &said.en);
        let message = say!("{vi}, quy tắc ghi «{key}: {who}»", "{en}, the rule says `{key}: {who}`");
        let help = say!(
            "sửa «{key}»; nếu đúng là {who} thì trích câu nêu tên (ở «quote» hoặc «also»)",
            "correct `{key}`; if it is {who}, quote the words that name it (in `quote` or `also`)"
        );
        Diagnostic::new(Code::RuleNotAsQuoted, self.rule.span, message).help(help)
    }
}
