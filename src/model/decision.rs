//! Decisions: the documents that issue and change the regulation and the office.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{Act, DecisionId, OfficeAct, Operation, TextAct};
use crate::diagnostic::Span;
use crate::text::natural;

/// One decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Its id, the file name: `3232-2021`.
    pub id: DecisionId,
    /// Its number as printed: `3232/QĐ-VPUBND`.
    pub number: String,
    /// Its type: "Quyết định".
    pub kind: String,
    /// The day it was signed.
    pub signed: Date,
    /// The day it takes effect; differs from `signed` as often as not.
    pub effective_from: Date,
    /// Where that day is written.
    pub day_span: Span,
    /// Who issued it.
    pub issuer: String,
    /// Who signed it; `None` where the source does not say, and the site says so.
    pub signer: Option<String>,
    /// What it is about, in its own words.
    pub summary: String,
    /// Where its text was taken from.
    pub source: Option<String>,
    /// A word to the reader, e.g. on what the source leaves open.
    pub note: Option<String>,
    /// The decision that revoked it before it took effect: nothing of it was ever carried out.
    pub revoked_by: Option<DecisionId>,
    /// What it does, in the order it says so; nothing where it was revoked.
    pub operations: Vec<Operation>,
    /// Where it is declared.
    pub span: Span,
}

impl Decision {
    /// What it does to the words of the regulation.
    pub fn text_acts(&self) -> impl Iterator<Item = (&TextAct, Span)> {
        self.operations.iter().filter_map(|o| match &o.act {
            Act::Text(act) => Some((act, o.span)),
            Act::Office(_) => None,
        })
    }

    /// Whether it puts a new text in the place of the whole one.
    #[must_use]
    pub fn replaces_all(&self) -> bool {
        self.text_acts().any(|(act, _)| matches!(act, TextAct::ReplaceAll { .. }))
    }

    /// What it does to the office.
    pub fn office_acts(&self) -> impl Iterator<Item = (&OfficeAct, Span)> {
        self.operations.iter().filter_map(|o| match &o.act {
            Act::Office(act) => Some((act, o.span)),
            Act::Text(_) => None,
        })
    }

    /// Whether it was or will be carried out: it was not revoked before.
    #[must_use]
    pub fn is_carried_out(&self) -> bool {
        self.revoked_by.is_none()
    }

    /// Whether it has been carried out by a day.
    #[must_use]
    pub fn is_in_effect(&self, day: Date) -> bool {
        self.effective_from <= day && self.is_carried_out()
    }

    /// Whether it is to come after a day.
    #[must_use]
    pub fn is_to_come(&self, day: Date) -> bool {
        day < self.effective_from && self.is_carried_out()
    }

    /// Which of two was signed first: of one day the one with the lower number.
    #[must_use]
    pub fn by_signing(&self, other: &Self) -> Ordering {
        let number = || natural(&self.number, &other.number);
        let id = || natural(self.id.as_str(), other.id.as_str());
        self.signed.cmp(&other.signed).then_with(number).then_with(id)
    }

    /// The order in which decisions are carried out: by day of effect, those of one day as they were signed.
    #[must_use]
    pub fn by_effect(&self, other: &Self) -> Ordering {
        self.effective_from.cmp(&other.effective_from).then_with(|| self.by_signing(other))
    }

    /// "Quyết định 3232/QĐ-VPUBND".
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.kind, self.number)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Model, shipped};

    #[test]
    fn of_two_days_the_first_is_not_between_them_and_the_last_is() {
        let of = |day: i8, revoked_by| {
            let (id, effective_from) = (DecisionId::new(day.to_string()), date(2026, 3, day));
            Decision { id, effective_from, revoked_by, ..shipped().decisions[0].clone() }
        };
        let decisions: Vec<_> = vec![of(1, None), of(2, None), of(3, Some(DecisionId::new("1"))), of(4, None)];
        let model = Model { decisions: decisions.into(), ..Model::default() };
        let between = |from, to| -> Vec<&str> {
            model.decisions_between(date(2026, 3, from), date(2026, 3, to)).map(|d| d.id.as_str()).collect()
        };
        assert_eq!((between(1, 3), between(3, 3), between(3, 9)), (vec!["2", "3"], vec![], vec!["4"]));
        let on = |day| -> Vec<_> {
            let day = date(2026, 3, day);
            model.decisions.iter().map(|d| (d.is_in_effect(day), d.is_to_come(day))).collect()
        };
        assert_eq!(on(2), [(true, false), (true, false), (false, false), (false, true)]);
        assert_eq!(on(4), [(true, false), (true, false), (false, false), (true, false)]);
    }
}
