//! Words that change while a period runs: of the rules that follow one another under one id each period has one occurrence,
//! and this says by whose words.
//!
//! Words bind from the day they come into force and not before it (Luật Ban hành văn bản quy phạm pháp luật 2025, chương VI;
//! before it that of 2015, Điều 152 and Điều 156 khoản 1: a text is applied to what happens while it is in force). What the words
//! before them asked for a day on which they were in force was owed by them, and is not owed again. So, of the day by the old
//! words and the day by the new ones, the new words in force from day F on:
//!
//! | old day | new day | what stands |
//! |---|---|---|
//! | before F | before F | the old one: no other words ever held on either |
//! | before F | from F on | the old one, and says why: it was due while the old words held; the new ones are for the next period |
//! | from F on | before F | the old one, and says why: the new words came when their day was past |
//! | from F on | from F on | the new one: the old words had ended before anything was due by them |
//!
//! What the words ask for a span of days (a month, a number of times) is owed until the span ends, so that the last day counts
//! in the table. Where both give spans and the old one was still open at F, somebody may choose a day of either: the slot has the
//! days of both, each day under the words in force on it, and those tell whoever reads them before F or after. A day that was
//! decided is of the words in force on it: what was held under the old words stays held under them.
//!
//! The traps avoided: a report of a period nobody is told of, because neither rule holds on its own day; a deadline in force
//! that a decision to come takes out of the calendar; a meeting that was held and becomes a fault when its clause is amended.

use jiff::civil::Date;

use super::dates::{Dates, Draft};
use super::occurrence::DateRange;
use super::reach::Reach;
use crate::diagnostic::Say;
use crate::model::{ProvisionId, Rule};
use crate::say;
use crate::text::date_both;

/// An old day that stands beside new words.
#[derive(Clone, Debug)]
pub(super) struct Between {
    /// When they came into force.
    pub from: Date,
    /// What the words before gave, and what the new ones give.
    old: DateRange,
    new: DateRange,
    /// Whether the old day came while its words were in force; else the new one was past when its words came.
    pub was_due: bool,
    /// Where the new words stand.
    pub cite: ProvisionId,
}

impl Between {
    /// The day of the new words that gave way to one that was due.
    pub fn passed_over(&self) -> Option<DateRange> {
        self.was_due.then_some(self.new)
    }

    /// Why the day of the words before stands.
    pub fn words(&self) -> Say {
        let (old, new, from) = (self.old.say(), self.new.say(), date_both(self.from));
        let past = if self.was_due { say!("cũ", "old") } else { say!("mới", "new") };
        Say {
            vi: format!(
                "kỳ này: ngày cũ {}, ngày mới {}; lời mới có hiệu lực từ {}, khi ngày {} đã qua, nên giữ ngày cũ",
                old.vi, new.vi, from.0, past.vi
            ),
            en: format!(
                "this time: the old day {}, the new day {}; the new words are in force from {}, when the {} day was past, so the old day stands",
                old.en, new.en, from.1, past.en
            ),
        }
    }
}

/// What a rule gives for a slot, on the way to what stands among the rules of its id.
pub(super) struct Claim<'a> {
    pub rule: &'a Rule,
    pub draft: Draft,
    /// The first day of its words.
    first: Date,
    /// The end of the words it has been held against so far.
    end: Option<Date>,
    /// Whether it stands though its words have ended.
    kept: bool,
    /// Of a span, the days on which these words hold, and others it was joined with.
    parts: Vec<DateRange>,
    other: Option<(ProvisionId, Date)>,
}

/// What has been decided about a slot, as far as it tells whose words it is under.
#[derive(Clone, Copy)]
pub(super) struct Decided {
    /// The first day that was set.
    pub first: Option<Date>,
    /// The day on which its words are read: the one it has been set to, else that of the office.
    pub read: Date,
}

impl<'a> Claim<'a> {
    /// Of a rule whose words hold from `first` on.
    pub fn new(rule: &'a Rule, draft: Draft, first: Date) -> Self {
        let mut claim = Self { rule, draft, first, end: rule.valid_to, kept: false, parts: Vec::new(), other: None };
        claim.parts.extend(claim.own_part());
        claim
    }

    fn dates(&self) -> Option<&Dates> {
        self.draft.outcome.as_ref().ok()
    }

    /// The span the text gives, where it gives one.
    fn span(&self) -> Option<DateRange> {
        self.dates().filter(|d| d.window).map(|d| d.nominal)
    }

    /// Its last day by the text.
    fn last(&self) -> Date {
        self.draft.outcome.as_ref().map_or_else(|missing| missing.hull.end, |d| d.last_allowed)
    }

    /// The days of its span on which its words hold.
    fn own_part(&self) -> Option<DateRange> {
        let span = self.span()?;
        let last = self.rule.valid_to.and_then(|end| end.yesterday().ok());
        let part =
            DateRange { start: span.start.max(self.first), end: last.map_or(span.end, |last| span.end.min(last)) };
        (part.start <= part.end).then_some(part)
    }

    /// What it asks for, for the explanation.
    fn asked(&self) -> Option<DateRange> {
        self.own_part().or_else(|| self.dates().map(|d| d.computed))
    }

    /// Which of two stands, this one or the `next`, whose words came later; see the module.
    pub fn or(mut self, next: Self, decided: Decided) -> Self {
        if self.last() < self.first {
            return next;
        }
        if next.span().is_some() && next.own_part().is_none() {
            return Self { end: next.end, ..self };
        }
        let change = next.first;
        let follows = self.end == Some(change);
        let was_due = self.last() < self.end.unwrap_or(change);
        let is_to_come = change <= next.last();
        if !was_due && is_to_come && !self.parts.is_empty() && next.span().is_some() {
            return self.joined(next, decided.read < change);
        }
        let was_decided = decided.first.is_some_and(|day| day < change);
        // Both are rolled to one day, on which only the words before hold.
        let same = next.dates().is_some_and(|d| d.held_back) && self.dates().is_some_and(|d| d.computed.end < change);
        let stands = was_due || follows && (was_decided || same || !is_to_come);
        if !stands {
            return if is_to_come { next } else { self };
        }
        let asked = self.asked().zip(next.asked()).filter(|_| was_due == is_to_come);
        if let (Some((old, new)), Ok(dates)) = (asked, &mut self.draft.outcome) {
            dates.between = Some(Between { from: change, old, new, was_due, cite: next.rule.cite.clone() });
        }
        Self { kept: true, end: next.end, ..self }
    }

    /// Two spans of which each has days on which its words hold. `earlier`: it is told by the words before the change.
    fn joined(self, next: Self, earlier: bool) -> Self {
        let (change, end) = (next.first, next.end);
        let (mut stands, other) = if earlier { (self, next) } else { (next, self) };
        stands.other = Some((other.rule.cite.clone(), change));
        stands.parts.extend(other.parts);
        stands.parts.sort_unstable();
        stands.end = end;
        stands
    }

    /// What there is of the slot in the end, and of a span the days it then has; nothing where no words hold for it.
    pub fn settled(mut self) -> Option<(&'a Rule, Draft, Option<DateRange>)> {
        let Some(given) = self.span() else {
            let last = self.last();
            let holds = self.first <= last && (self.kept || self.rule.valid_to.is_none_or(|end| last < end));
            return holds.then_some((self.rule, self.draft, None));
        };
        let mut days = self.own_part().filter(|_| !self.kept).or_else(|| {
            let start = given.start.max(self.first);
            (self.kept && start <= given.end).then_some(DateRange { start, end: given.end })
        })?;
        // Days of other words are days of the slot; those that lie apart are another text's span and not this one's.
        let touch = |a: DateRange, b: DateRange| a.touches(b) || a.end.tomorrow().is_ok_and(|next| next == b.start);
        for part in self.parts.iter().chain(self.parts.iter().rev()) {
            if touch(days, *part) || touch(*part, days) {
                days = DateRange { start: days.start.min(part.start), end: days.end.max(part.end) };
            }
        }
        if let Ok(dates) = &mut self.draft.outcome
            && (days != given || self.other.is_some())
        {
            dates.reach = Some(Reach { given, parts: self.parts, other: self.other });
        }
        Some((self.rule, self.draft, (days != given).then_some(days)))
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::{Date, date};

    use crate::calendar::{DateRange, Occurrence, fixture, occurrences};
    use crate::model::{Action, DayChoice, Every, Limit, Model, MonthChoice, Override, Rule, When};

    fn office(old: i8, new: i8, change: Date) -> Model {
        let june = |day| When::DayOfMonth {
            every: Every::Year,
            month: Some(MonthChoice::Only(vec![6])),
            day: DayChoice::Number(day),
        };
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
                // Nothing is put off that was due while its words held, and nothing is due before its words.
                let (day, told) = due(&model, 2026)[0];
                let (was, is) = (date(2026, 6, old - 1), date(2026, 6, new - 1));
                let expected = if was < change || is < change { was } else { is };
                assert_eq!(day, expected, "{old} → {new} from {change}");
                assert_eq!(told, (was < change) != (is < change), "{old} → {new} from {change}");
            }
        }
    }

    #[test]
    fn the_old_day_stands_where_the_new_one_was_past_or_the_old_one_due() {
        let days = |change| due(&office(15, 10, change), 2026);
        assert_eq!(days(date(2026, 6, 9)), [(date(2026, 6, 9), false)]);
        assert_eq!(days(date(2026, 6, 10)), [(date(2026, 6, 14), true)]);
        assert_eq!(days(date(2026, 6, 14)), [(date(2026, 6, 14), true)]);
        assert_eq!(days(date(2026, 6, 15)), [(date(2026, 6, 14), false)]);
        assert_eq!(due(&office(15, 10, date(2026, 6, 12)), 2027), [(date(2027, 6, 9), false)]);
        // A later day does not take away the deadline of the words in force.
        assert_eq!(due(&office(15, 25, date(2026, 6, 18)), 2026), [(date(2026, 6, 14), true)]);
        assert_eq!(due(&office(15, 25, date(2026, 6, 18)), 2027), [(date(2027, 6, 24), false)]);
        assert_eq!(due(&office(15, 25, date(2026, 6, 14)), 2026), [(date(2026, 6, 24), false)]);
    }

    #[test]
    fn a_rule_that_ends_for_good_leaves_nothing() {
        let mut model = office(15, 10, date(2026, 6, 12));
        model.rules.truncate(1);
        assert_eq!(due(&model, 2026), []);
    }

    const CHANGE: Date = date(2026, 7, 15);

    /// Two rules of a meeting, one after the other from 15/07/2026 on.
    fn meeting(old: When, new: When) -> Model {
        let old = Rule { valid_to: Some(CHANGE), title: "cũ".to_owned(), ..fixture::rule("hop", old) };
        let new = Rule { valid_from: Some(CHANGE), title: "mới".to_owned(), ..fixture::rule("hop", new) };
        fixture::model(vec![old, new])
    }

    fn monthly(day: i8) -> When {
        When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(day) }
    }

    fn once(months: Option<&[i8]>) -> When {
        let every = if months.is_some() { Every::Year } else { Every::Month };
        When::Times { every, months: months.map(|m| MonthChoice::Only(m.to_vec())), times: 1 }
    }

    fn decided(action: Action, issued: Date) -> Override {
        let (slot, reference) = ("hop/2026-07".to_owned(), "TB 1".to_owned());
        Override { slot, action, at: None, reference, issued, span: fixture::span() }
    }

    /// Of July 2026, seen on a day: the days, the title by whose words, and whether a step says something.
    fn july(model: &Model, day: Date) -> Vec<(DateRange, String, Vec<String>)> {
        let state = crate::history::on(model, day);
        let snapshot = state.snapshot().unwrap();
        let report = crate::calendar::check(&snapshot, 2026..=2026);
        assert!(report.is_empty(), "{report:?}");
        let (found, _) = occurrences(&snapshot, date(2026, 7, 1), date(2026, 7, 31));
        let title = |o: &Occurrence| model.rule_on(&o.rule, o.words_of).unwrap().title.clone();
        let steps = |o: &Occurrence| o.steps.iter().map(|s| s.say.vi.clone()).collect();
        found.iter().map(|o| (o.actual, title(o), steps(o))).collect()
    }

    fn span(from: i8, to: i8) -> DateRange {
        DateRange { start: date(2026, 7, from), end: date(2026, 7, to) }
    }

    #[test]
    fn a_span_has_the_days_of_both_words_and_is_told_by_those_in_force() {
        let model = meeting(once(None), once(None));
        for (day, title) in [(1, "cũ"), (14, "cũ"), (15, "mới"), (31, "mới")] {
            let found = july(&model, date(2026, 7, day));
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].0, found[0].1.as_str()), (span(1, 31), title), "{day}");
            assert!(found[0].2[1].contains("thay đổi từ 15/07/2026"), "{:?}", found[0].2);
        }
    }

    #[test]
    fn what_was_held_under_the_old_words_stays_held() {
        for new in [once(None), monthly(20)] {
            let mut model = meeting(once(None), new);
            model.overrides = vec![decided(Action::Schedule(date(2026, 7, 6)), date(2026, 6, 29))];
            let found = july(&model, date(2026, 8, 1));
            assert_eq!((found[0].0, found[0].1.as_str()), (span(6, 6), "cũ"));
        }
        let mut model = meeting(once(None), once(None));
        model.overrides = vec![decided(Action::Schedule(date(2026, 7, 20)), date(2026, 6, 29))];
        assert_eq!(july(&model, date(2026, 7, 1))[0].1, "mới");
        // A day the old words gave and somebody moved to before the change.
        let mut model = meeting(monthly(20), once(None));
        model.overrides = vec![decided(Action::Move(date(2026, 7, 6)), date(2026, 6, 29))];
        assert_eq!(july(&model, date(2026, 8, 1))[0].1, "cũ");
    }

    #[test]
    fn a_conference_of_a_year_is_judged_by_the_month_of_its_words() {
        let mut model = meeting(once(Some(&[7])), once(Some(&[9])));
        let set =
            |day| vec![Override { slot: "hop/2026".to_owned(), ..decided(Action::Schedule(day), date(2026, 6, 1)) }];
        let faults = |model: &Model| {
            let state = crate::history::on(model, date(2026, 6, 1));
            crate::calendar::check(&state.snapshot().unwrap(), 2026..=2026).iter().count()
        };
        for (day, expected) in
            [(date(2026, 7, 6), 0), (date(2026, 9, 7), 0), (date(2026, 7, 20), 1), (date(2026, 8, 3), 1)]
        {
            model.overrides = set(day);
            assert_eq!(faults(&model), expected, "{day}");
        }
    }

    #[test]
    fn a_day_that_was_due_stands_before_a_span_and_a_span_before_a_day() {
        let found = july(&meeting(monthly(7), once(None)), date(2026, 7, 1));
        assert_eq!((found.len(), found[0].0, found[0].1.as_str()), (1, span(7, 7), "cũ"));
        assert!(found[0].2.iter().any(|s| s.contains("giữ ngày cũ")), "{:?}", found[0].2);
        // The old words had not come to their day: the rest of the month is left to the new ones, and a step says why.
        let found = july(&meeting(monthly(20), once(None)), date(2026, 7, 1));
        assert_eq!((found.len(), found[0].0, found[0].1.as_str()), (1, span(15, 31), "mới"));
        assert!(found[0].2[0].ends_with("01/07/2026–31/07/2026"), "{:?}", found[0].2);
        assert!(found[0].2[1].contains("chỉ có hiệu lực từ 15/07/2026"), "{:?}", found[0].2);
        // The new words name a day that was past: what was to be done in the month still is.
        let found = july(&meeting(once(None), monthly(10)), date(2026, 7, 1));
        assert_eq!((found.len(), found[0].0), (1, span(1, 31)));
        let found = july(&meeting(once(None), monthly(20)), date(2026, 7, 1));
        assert_eq!((found.len(), found[0].0, found[0].1.as_str()), (1, span(20, 20), "mới"));
    }

    #[test]
    fn words_that_never_held_for_a_slot_take_it_from_nobody() {
        // The first text was not in force on the day of its words.
        let mut model = meeting(monthly(7), monthly(20));
        model.versions[0].effective_from = date(2026, 7, 10);
        assert_eq!(july(&model, date(2026, 7, 20))[0].0, span(20, 20));
        // A rule of two days in July, which gives a span in September.
        let mut model = meeting(once(Some(&[7])), once(Some(&[9])));
        model.rules[1].valid_to = date(2026, 7, 17).into();
        let state = crate::history::on(&model, CHANGE);
        let (found, _) = occurrences(&state.snapshot().unwrap(), date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(found.iter().map(|o| o.actual).collect::<Vec<_>>(), [span(1, 14)]);
    }

    #[test]
    fn a_roll_does_not_lead_to_before_the_words() {
        // 15/08/2026 is a Saturday.
        let on = date(2026, 8, 15);
        let report = |day, from, to| {
            let rule = fixture::deadline("bc", Limit::OnOrBefore, monthly(day));
            Rule { valid_from: from, valid_to: to, ..rule }
        };
        let august = |model: &Model| {
            let state = crate::history::on(model, on);
            let (found, _) = occurrences(&state.snapshot().unwrap(), date(2026, 8, 1), date(2026, 8, 31));
            let told = |o: &Occurrence| o.steps.iter().any(|s| s.say.vi.contains("chưa có hiệu lực"));
            found.iter().map(|o| (o.actual.start.day(), told(o))).collect::<Vec<_>>()
        };
        assert_eq!(august(&fixture::model(vec![report(15, Some(on), None)])), [(17, true)]);
        let mut first = fixture::model(vec![report(15, None, None)]);
        first.versions[0].effective_from = on;
        assert_eq!(august(&first), [(17, true)]);
        // The words before led to the same Friday, while they held.
        let same = |old| fixture::model(vec![report(old, None, Some(on)), report(15, Some(on), None)]);
        assert_eq!(august(&same(15)), [(14, false)]);
        assert_eq!(august(&same(16)), [(14, false)]);
        assert_eq!(august(&same(25)), [(17, true)]);
    }
}
