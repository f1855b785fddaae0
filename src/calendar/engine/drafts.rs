//! What the rules of each kind give: the dates of every slot, before anybody decided anything about it.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::super::dates::{Counted, Dates, Draft, Missing, Skipped, last_allowed, might_fall};
use super::super::occurrence::DateRange;
use super::super::slot::{self, Name, Period};
use super::super::week::{self, Reading};
use super::super::workday::{Count, MissingYear, day, roll, step};
use super::{Asked, Engine};
use crate::model::{DayChoice, DayCount, Days, OccurrenceKind, Roll, Rule, RuleId, WeekRule, When};

impl Engine<'_> {
    /// Every slot of a rule in these years, whether it holds then or not, and before any decision about it.
    pub(super) fn unbounded(&self, rule: &Rule, years: (i16, i16), asked: &Asked<'_>) -> Vec<Draft> {
        // Nothing is looked for long before the rule: it has no slots there.
        let first = years.0.max(self.valid_from(rule).year().saturating_sub(1));
        let each_year = first..=years.1;
        match &rule.when {
            When::DayOfMonth { every, month, day } => {
                let months = slot::months(*every, month.as_ref());
                let dates = each_year.flat_map(|y| months.iter().map(move |(m, name)| (y, *m, *name)));
                dates
                    .filter(|(y, m, _)| takes_month(rule, *y, *m))
                    .filter_map(|(y, m, name)| self.in_month(rule, y, m, *day, name))
                    .collect()
            }
            When::WeekOfMonth { weekday, .. } | When::NthWeekday { weekday, .. } => {
                each_year.flat_map(|y| self.numbered_weeks(rule, y, *weekday)).collect()
            }
            When::DayOfWeek { weekday } => {
                let weeks = each_year.flat_map(|y| slot::weeks(y).into_iter().map(move |(week, name)| (y, week, name)));
                let after = Span::new().days(weekday.to_monday_zero_offset());
                let draft = |(y, week, name): (i16, DateRange, Name)| {
                    let period = Period::new(y, name, week.start, rule.slots_of());
                    self.on_day(rule, period, week.start.checked_add(after).ok()?)
                };
                weeks.filter(|(_, week, _)| slot::takes(rule, week.start)).filter_map(draft).collect()
            }
            When::WorkingDayOfWeek { nth } => {
                let weeks = each_year.flat_map(|y| slot::weeks(y).into_iter().map(move |(week, name)| (y, week, name)));
                let draft = |(y, week, name): (i16, DateRange, Name)| {
                    self.working_day(rule, Period::new(y, name, week.start, rule.slots_of()), week, *nth)
                };
                weeks.filter(|(_, week, _)| slot::takes(rule, week.start)).filter_map(draft).collect()
            }
            When::After { rule: base, term } | When::Before { rule: base, term } => {
                let count = Count { term: *term, forward: matches!(rule.when, When::After { .. }) };
                let years = if count.forward {
                    (years.0.saturating_sub(count.years()), years.1)
                } else {
                    (years.0, years.1.saturating_add(count.years()))
                };
                let base = self.of_base(base, years, asked).into_iter();
                base.filter_map(|(base, d)| self.counted(rule, base, count, d)).collect()
            }
            When::At { rule: base } => {
                self.of_base(base, years, asked).into_iter().filter_map(|(base, d)| self.at(rule, base, d)).collect()
            }
            When::Times { every, months, times } => {
                let taken = |(window, _): &(DateRange, Name)| slot::takes(rule, window.start);
                let windows = |y| slot::windows(*every, months.as_ref(), y).into_iter().filter(taken).collect();
                each_year.flat_map(|y| self.times(rule, y, windows(y), *times)).collect()
            }
            When::Undated { .. } | When::Event { .. } | When::OnDemand | When::Continuous => Vec::new(),
        }
    }

    /// In a month that does not have the day, the last one, which is also the last before that day.
    fn in_month(&self, rule: &Rule, year: i16, month: i8, day: DayChoice, name: Name) -> Option<Draft> {
        let nominal = day_of_month(year, month, day)?;
        if let DayChoice::Working(nth) = day {
            let month = DateRange { start: nominal.first_of_month(), end: nominal.last_of_month() };
            return self.working_day(rule, Period::new(year, name, nominal, rule.slots_of()), month, nth);
        }
        if day == DayChoice::LastWorking {
            let period = Period::new(year, name, nominal, rule.slots_of());
            return match roll(self.holidays, nominal, Roll::Preceding) {
                Ok(back) => self.on_day(rule, period, back.map_or(nominal, |back| back.to)),
                Err(year) => {
                    let hull = might_fall(Roll::Preceding, nominal, last_allowed(rule, nominal)?);
                    Some(Draft { period, turn: 0, outcome: Err(Missing::new(year, hull)) })
                }
            };
        }
        if day == DayChoice::Last || day == DayChoice::Number(nominal.day()) {
            return self.on_day(rule, Period::new(year, name, nominal, rule.slots_of()), nominal);
        }
        Some(self.settle(rule, Period::new(year, name, nominal, rule.slots_of()), nominal, nominal))
    }

    /// The working day of a number within a span. Where the span has not so many there is none that time, and the slot stays, to
    /// say so: a notice of holidays may have taken the day from a date that is published.
    fn working_day(&self, rule: &Rule, period: Period, span: DateRange, nth: i8) -> Option<Draft> {
        let forward = nth > 0;
        let term = DayCount { count: nth.unsigned_abs().into(), days: Days::Working };
        let from = if forward { span.start.yesterday() } else { span.end.tomorrow() }.ok()?;
        match (Count { term, forward }).end(self.holidays, from) {
            Ok(day) if day < span.start || day > span.end => {
                let at = if forward { span.end } else { span.start };
                let none = Dates { skipped: Some(Skipped::NoSuchDay), ..Dates::on(DateRange::day(at), at) };
                Some(Draft { period, turn: 0, outcome: Ok(none) })
            }
            Ok(day) => self.on_day(rule, period, day),
            Err(year) => Some(Draft { period, turn: 0, outcome: Err(Missing::new(year, span)) }),
        }
    }

    fn on_day(&self, rule: &Rule, period: Period, nominal: Date) -> Option<Draft> {
        let last = last_allowed(rule, nominal)?;
        Some(self.settle(rule, period, nominal, last))
    }

    fn numbered_weeks(&self, rule: &Rule, year: i16, weekday: Weekday) -> Vec<Draft> {
        let draft = |(month, week, name)| {
            let counted = matches!(rule.when, When::NthWeekday { .. });
            let nominal = match self.week_rule {
                _ if counted => week::date_of(WeekRule::NthWeekday, year, month, week, weekday)?,
                Some(reading) => week::date_of(reading, year, month, week, weekday)?,
                None => agreed(&week::readings(rule, year, month, week))?,
            };
            let first = Date::new(year, month, 1).ok()?;
            let period = Period::new(year, name, first, rule.slots_of());
            let mut draft = self.on_day(rule, period, nominal)?;
            if let (Ok(dates), false) = (&mut draft.outcome, counted) {
                dates.numbered_week = Some((first, week));
            }
            Some(draft)
        };
        let weeks = slot::numbered_weeks(&rule.when).into_iter();
        weeks.filter(|(month, ..)| takes_month(rule, year, *month)).filter_map(draft).collect()
    }

    /// What a rule follows, each slot with the rule that has it.
    fn of_base(&self, id: &RuleId, years: (i16, i16), asked: &Asked<'_>) -> Vec<(&Rule, Draft)> {
        // A circle of after/at is an error of its own (`bad-rule`); here it only must not run for ever, nor branch into
        // every way through the rules of its ids.
        if asked.is_asked(id) { Vec::new() } else { self.of_id(id, years, Some(asked)) }
    }

    fn counted(&self, rule: &Rule, base: &Rule, count: Count, draft: Draft) -> Option<Draft> {
        let between = |a: Date, b: Date| DateRange { start: a.min(b), end: a.max(b) };
        let before = match draft.outcome {
            Err(missing) => {
                let DateRange { start, end } = missing.hull;
                let led = |from| count.plain(from).unwrap_or(from);
                let hull = if count.forward {
                    DateRange { start, end: led(end) }
                } else {
                    DateRange { start: led(start).saturating_sub(days_off_passed(count)), end }
                };
                let ahead = missing.ahead || !count.forward;
                return Some(Draft { outcome: Err(Missing { hull, ahead, ..missing }), ..draft });
            }
            // Nobody knows yet on which day of the window it will be, so nothing can be counted from it.
            Ok(dates) if dates.undecided() => return None,
            Ok(dates) => dates,
        };
        let from = before.actual.start;
        let nominal = count.plain(from).ok()?;
        let end = match count.end(self.holidays, from) {
            Ok(end) => end,
            Err(year) => {
                // Counting has left the loaded years: the day, whichever it is, lies beyond.
                let near = if count.forward { Date::new(year.0, 1, 1) } else { Date::new(year.0, 12, 31) };
                let near = near.map_or(nominal, |near| if count.forward { near.max(from) } else { near.min(from) });
                return Some(Draft { outcome: Err(Missing::new(year, between(near, nominal))), ..draft });
            }
        };
        let mut settled = self.settle(rule, draft.period, nominal, last_allowed(rule, end)?);
        if let Ok(dates) = &mut settled.outcome {
            let special = match count.term.days {
                Days::All => Vec::new(),
                Days::Working if count.forward => self.special_days(from.tomorrow().ok()?, nominal.max(end)),
                Days::Working => self.special_days(nominal.min(end), from.yesterday().ok()?),
            };
            dates.counted = Some(Counted { from, count, end, special });
            dates.follow(base, &before, |from| {
                let (nominal, end) = (count.plain(from).ok()?, count.end(self.holidays, from).ok()?);
                self.settle(rule, draft.period, nominal, last_allowed(rule, end)?).outcome.ok()?.day()
            });
        }
        Some(Draft { turn: draft.turn, ..settled })
    }

    fn at(&self, rule: &Rule, base: &Rule, draft: Draft) -> Option<Draft> {
        let Draft { period, turn, outcome } = draft;
        let before = match outcome {
            Ok(dates) => dates,
            Err(missing) => return Some(Draft { period, turn, outcome: Err(missing) }),
        };
        let mut settled = if before.undecided() {
            let window = Dates {
                window: true,
                computed: before.computed,
                actual: before.computed,
                ..Dates::on(before.nominal, before.last_allowed)
            };
            Draft { period, turn, outcome: Ok(window) }
        } else {
            let nominal = before.actual.start;
            self.settle(rule, period, nominal, last_allowed(rule, nominal)?)
        };
        if let Ok(own) = &mut settled.outcome {
            own.follow(base, &before, |nominal| {
                self.settle(rule, period, nominal, last_allowed(rule, nominal)?).outcome.ok()?.day()
            });
        }
        Some(Draft { turn, ..settled })
    }

    fn times(&self, rule: &Rule, year: i16, windows: Vec<(DateRange, Name)>, times: u16) -> Vec<Draft> {
        let turns = if times > 1 { 1..=times } else { 0..=0 };
        let draft = |(window, name): (DateRange, Name)| {
            let outcome = || self.window(window).map_err(|year| Missing::new(year, window));
            let period = Period::new(year, name, window.start, rule.slots_of());
            turns.clone().map(move |turn| Draft { period, turn, outcome: outcome() }).collect::<Vec<_>>()
        };
        windows.into_iter().flat_map(draft).collect()
    }

    /// Leaves of a window the days on which words hold.
    pub(super) fn shorten(&self, draft: &mut Draft, nominal: DateRange) {
        let Ok(dates) = &mut draft.outcome else { return };
        match self.window(nominal) {
            Ok(Dates { nominal, last_allowed, computed, actual, .. }) => {
                (dates.nominal, dates.last_allowed) = (nominal, last_allowed);
                (dates.computed, dates.actual) = (computed, actual);
            }
            Err(year) => draft.outcome = Err(Missing::new(year, nominal)),
        }
    }

    fn window(&self, nominal: DateRange) -> Result<Dates, MissingYear> {
        let (mut first, mut last, mut at) = (None, None, nominal.start);
        loop {
            if !day(self.holidays, at)?.off {
                first = first.or(Some(at));
                last = Some(at);
            }
            if at >= nominal.end {
                break;
            }
            at = step(at, true)?;
        }
        let actual = DateRange { start: first.unwrap_or(nominal.start), end: last.unwrap_or(nominal.end) };
        Ok(Dates { computed: actual, actual, window: true, ..Dates::on(nominal, nominal.end) })
    }

    /// The roll, and with it the end of the way from a named day to a day of work.
    fn settle(&self, rule: &Rule, period: Period, nominal: Date, last_allowed: Date) -> Draft {
        // Nothing is owed before the words that ask for it: a roll that would lead there goes the other way.
        let first = self.valid_from(rule);
        // What is held with another falls on its day, off or not.
        let with_base = matches!(rule.when, When::At { .. }) && nominal == last_allowed;
        let way = if with_base { Roll::None } else { rule.roll };
        let too_early = |to: Date| to < first && first <= last_allowed;
        let forth = || roll(self.holidays, last_allowed, Roll::Following);
        let rolled = roll(self.holidays, last_allowed, way).and_then(|rolled| match rolled {
            Some(back) if too_early(back.to) => Ok((forth()?, true)),
            other => Ok((other, false)),
        });
        let outcome = match rolled {
            Ok((rolled, held_back)) => {
                let actual = DateRange::day(rolled.as_ref().map_or(last_allowed, |r| r.to));
                // Where the text does not say, whoever convenes the meeting does.
                let awaits = rule.kind == OccurrenceKind::Meeting && rolled.is_some() && rule.roll_said.is_none();
                let is_off = way == Roll::Skip && day(self.holidays, last_allowed).is_ok_and(|day| day.off);
                Ok(Dates {
                    computed: actual,
                    actual,
                    awaits,
                    rolled,
                    held_back,
                    skipped: is_off.then_some(Skipped::DayOff),
                    ..Dates::on(DateRange::day(nominal), last_allowed)
                })
            }
            Err(year) => Err(Missing::new(year, might_fall(way, nominal, last_allowed))),
        };
        Draft { period, turn: 0, outcome }
    }

    fn special_days(&self, first: Date, last: Date) -> Vec<Date> {
        let days = first.series(Span::new().days(1)).take_while(|d| *d <= last);
        days.filter(|d| day(self.holidays, *d).is_ok_and(|d| d.differs_from_plain_week())).collect()
    }
}

/// How much farther back than on a plain week a term may reach from a year that is not loaded: over New Year, and a long one
/// over Tết.
fn days_off_passed(count: Count) -> Span {
    Span::new().days(if count.term.count > 10 { 14 } else { 4 })
}

/// Whether the month is in one of the periods a rule takes.
fn takes_month(rule: &Rule, year: i16, month: i8) -> bool {
    Date::new(year, month, 1).is_ok_and(|first| slot::takes(rule, first))
}

fn agreed(readings: &[Reading]) -> Option<Date> {
    week::agree(readings).then(|| readings.first().and_then(|r| r.date)).flatten()
}

/// A day of a month, worked or not; in a month that does not have it, the last one (Bộ luật Dân sự 2015, Điều 148 khoản 3: where the
/// month has no such day the period ends on its last day).
fn day_of_month(year: i16, month: i8, day: DayChoice) -> Option<Date> {
    let last = Date::new(year, month, 1).ok()?.days_in_month();
    let day = match day {
        DayChoice::Number(day) => day.min(last),
        DayChoice::Last | DayChoice::LastWorking | DayChoice::Working(_) => last,
    };
    Date::new(year, month, day).ok()
}
