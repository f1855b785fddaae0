//! A period that falls between two rules of one id: the earlier rule has ended before its day, the later one began after
//! its own ("trước ngày 15/6" becomes "trước ngày 10/6" from 12/06 on). The words in force ask for a day that was past when
//! they came, and words bind nobody for the days before them; so the day that was known stands, and says why.
//!
//! The trap avoided: a report of that period that nobody is told of, because neither rule holds on its own day.

use jiff::Span;
use jiff::civil::Date;

use super::dates::{Dates, Draft};
use crate::diagnostic::Say;
use crate::model::{ProvisionId, Rule};
use crate::say;
use crate::text::date_both;

/// Words that came into force after the day they give for a period, while the day of those before was still to come.
#[derive(Clone, Debug)]
pub(super) struct Between {
    /// When they came into force.
    from: Date,
    /// The day they give.
    new: Date,
    /// Where they stand.
    pub cite: ProvisionId,
}

impl Between {
    /// Why the day of the words before stands.
    pub fn words(&self, old: Date) -> Say {
        let [(old, old_en), (new, new_en), (from, from_en)] = [old, self.new, self.from].map(date_both);
        say!(
            "kỳ này: ngày cũ {old}, ngày mới {new}; lời mới có hiệu lực từ {from}, khi ngày mới đã qua, nên giữ ngày cũ",
            "this time: the old day {old_en}, the new day {new_en}; the new words are in force from {from_en}, when it was past, so the old day stands"
        )
    }
}

/// Marks the drafts of `rule` that stand though it has ended: those whose slot the next rule gives a day before its first.
/// `drafts_of` gives the drafts of that rule, whether it holds then or not.
pub(super) fn keep(rules: &[Rule], rule: &Rule, drafts: &mut [Draft], drafts_of: impl Fn(&Rule) -> Vec<Draft>) {
    let Some(end) = rule.valid_to else { return };
    // The two days lie in one period, and no period is longer than a year.
    let reach = end.saturating_add(Span::new().days(366));
    let ended = |d: &Dates| !d.window && end <= d.last_allowed && d.last_allowed < reach;
    let ended = |draft: &&mut Draft| draft.outcome.as_ref().is_ok_and(ended);
    let mut late: Vec<&mut Draft> = drafts.iter_mut().filter(ended).collect();
    let next = rules.iter().find(|r| r.id == rule.id && r.valid_from == Some(end));
    let Some(next) = next.filter(|_| !late.is_empty()) else { return };
    for other in drafts_of(next) {
        let Some(new) = other.outcome.as_ref().ok().filter(|new| !new.window && new.last_allowed < end) else {
            continue;
        };
        let same = |d: &&mut &mut Draft| (d.period, d.turn) == (other.period, other.turn);
        if let Some(Ok(dates)) = late.iter_mut().find(same).map(|d| d.outcome.as_mut()) {
            dates.between = Some(Between { from: end, new: new.actual.start, cite: next.cite.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::{Date, date};

    use crate::calendar::{fixture, occurrences};
    use crate::model::{Every, Limit, Model, MonthChoice, Rule, When};

    fn office(old: i8, new: i8, change: Date) -> Model {
        let june = |day| When::DayOfMonth { every: Every::Year, month: Some(MonthChoice::Only(vec![6])), day };
        let old = Rule { valid_to: Some(change), ..fixture::deadline("bc-6-thang", Limit::Before, june(old)) };
        let new = Rule { valid_from: Some(change), ..fixture::deadline("bc-6-thang", Limit::Before, june(new)) };
        fixture::model(vec![old, new])
    }

    fn due(model: &Model, year: i16) -> Vec<(Date, bool)> {
        let state = crate::history::on(model, date(year, 1, 1));
        let Some(snapshot) = state.snapshot() else { panic!("no text") };
        let (found, report) = occurrences(&snapshot, date(year, 1, 1), date(year, 12, 31));
        assert!(report.is_empty(), "{report:?}");
        let told = |o: &crate::calendar::Occurrence| o.reason.vi.contains("giữ ngày cũ");
        found.iter().map(|o| (o.last_allowed, told(o))).collect()
    }

    #[test]
    fn every_period_has_one_day_whenever_the_words_change() {
        for (old, new) in [(15, 10), (10, 15), (15, 15)] {
            for change in date(2026, 6, 1).series(1.day()).take(30) {
                let model = office(old, new, change);
                for year in 2025..=2027 {
                    let found = due(&model, year);
                    assert_eq!(found.len(), 1, "{old} → {new} from {change}: {found:?}");
                }
            }
        }
    }

    #[test]
    fn the_old_day_stands_only_where_the_new_one_was_past() {
        let days = |change| due(&office(15, 10, change), 2026);
        assert_eq!(days(date(2026, 6, 9)), [(date(2026, 6, 9), false)]);
        assert_eq!(days(date(2026, 6, 10)), [(date(2026, 6, 14), true)]);
        assert_eq!(days(date(2026, 6, 14)), [(date(2026, 6, 14), true)]);
        assert_eq!(days(date(2026, 6, 15)), [(date(2026, 6, 14), false)]);
        assert_eq!(due(&office(15, 10, date(2026, 6, 12)), 2027), [(date(2027, 6, 9), false)]);
    }

    #[test]
    fn a_rule_that_ends_for_good_leaves_nothing() {
        let mut model = office(15, 10, date(2026, 6, 12));
        model.rules.truncate(1);
        assert_eq!(due(&model, 2026), []);
    }
}
