//! Times that the words name and no rule has: of "tuần thứ hai và tuần thứ tư" a rule with `week: 2` loses half the meetings, and a
//! rule without a date the date.
//!
//! Several rules may quote one sentence, each for its own date: what another rule of the clause has is not left out.

use crate::diagnostic::{Code, Diagnostic, Say};
use crate::model::{DayChoice, Every, ProvisionId, Rule, When};
use crate::say;
use crate::text::{LAST_WEEK, Lookup, Moments, Named, Stated, limits, stated, weekday_english, weekday_words};

/// The rules by the clauses they quote.
pub(super) struct Clauses<'m> {
    by_clause: Lookup<&'m ProvisionId, Vec<&'m Rule>>,
}

impl<'m> Clauses<'m> {
    pub(super) fn of(rules: &'m [Rule]) -> Self {
        let mut by_clause: Lookup<&ProvisionId, Vec<&Rule>> = Lookup::default();
        for rule in rules {
            clauses(rule).for_each(|id| by_clause.at(id).push(rule));
        }
        Self { by_clause }
    }

    /// One finding for the times named together of which some are left out.
    pub(super) fn left_out(&self, rule: &Rule, said: &Stated) -> Option<Diagnostic> {
        let others = || clauses(rule).filter_map(|id| self.by_clause.get(&id)).flatten().filter(|r| r.meets(rule));
        let left = |moments: &Moments| -> Vec<Named> {
            let all = moments.all.iter().map(|moment| moment.named);
            all.filter(|named| !takes(rule, *named) && !others().any(|other| takes(other, *named))).collect()
        };
        let due = |moments: &&Moments| {
            !moments.either
                && (moments.all.iter().any(|moment| takes(rule, moment.named)) || lacks(rule, said, moments))
        };
        let one_of = |named: Named| {
            let mut either = said.moments.iter().filter(|moments| moments.either);
            either.any(|moments| moments.all.iter().any(|moment| moment.named == named))
        };
        let mut each_limit = of_limits(rule);
        let is_said = |named: Named| said.moments.iter().flat_map(|moments| &moments.all).any(|m| m.named == named);
        each_limit.retain(|moments| moments.all.iter().all(|moment| is_said(moment.named) && !one_of(moment.named)));
        let found = said.moments.iter().filter(due).chain(&each_limit).map(left).find(|left| !left.is_empty())?;
        let list = |word: fn(Named) -> Say, lang: fn(Say) -> String| {
            found.iter().map(|named| lang(word(*named))).collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (list(words, |say| say.vi), list(words, |say| say.en));
        let message = say!(
            "câu trích nói {vi}, và không quy tắc nào của điều khoản này tính ngày ấy",
            "the words quoted say {en}, and no rule of this clause has that day"
        );
        let help = say!(
            "ghi thêm vào «when» của quy tắc này, hoặc lập thêm một quy tắc cho ngày ấy; nếu câu ấy nói việc khác thì trích đúng đoạn nói việc này",
            "add it to `when` of this rule, or write another rule for that day; if the words are about something else, quote those about this"
        );
        Some(Diagnostic::new(Code::RuleNotAsQuoted, rule.span, message).help(help))
    }
}

/// Whether a rule falls at a time that words name.
pub(super) fn takes(rule: &Rule, named: Named) -> bool {
    let in_month = |month: i64| super::rhythm::months(rule).is_none_or(|months| months.contains(&month));
    match (&rule.when, named) {
        (When::DayOfMonth { day, .. }, Named::Day(named, month)) => {
            let same = match day {
                DayChoice::Number(day) => i64::from(*day) == named,
                DayChoice::Last => named >= 28,
                DayChoice::LastWorking | DayChoice::Working(_) => false,
            };
            same && month.is_none_or(in_month)
        }
        (
            When::DayOfMonth { day: DayChoice::Working(nth), .. } | When::WorkingDayOfWeek { nth },
            Named::Working(named),
        ) => i64::from(*nth) == named,
        (When::DayOfMonth { day: DayChoice::LastWorking, .. }, Named::Working(named)) => named < 0,
        (
            When::DayOfMonth { .. } | When::WeekOfMonth { .. } | When::NthWeekday { .. } | When::Times { .. },
            Named::Month(month),
        ) => in_month(month),
        (_, Named::Month(month)) if !rule.recurs.months.is_empty() => {
            rule.recurs.months.iter().any(|own| i64::from(*own) == month)
        }
        (When::WeekOfMonth { weeks, .. }, Named::Week(week)) => weeks.iter().any(|w| super::as_number(*w) == week),
        (
            When::WeekOfMonth { weekday, .. } | When::NthWeekday { weekday, .. } | When::DayOfWeek { weekday },
            Named::Weekday(named),
        ) => *weekday == named,
        (
            When::WeekOfMonth { weekday, weeks: which, .. } | When::NthWeekday { weekday, nths: which, .. },
            Named::NthWeekday(named, nth),
        ) => *weekday == named && which.iter().any(|n| super::as_number(*n) == nth),
        (When::NthWeekday { nths, .. }, Named::Week(week)) => nths.iter().any(|n| super::as_number(*n) == week),
        _ => false,
    }
}

/// What each limit in the words of a dated rule names of the kind the rule is of: "trước ngày 10/6 và … trước ngày 10/12" are two.
fn of_limits(rule: &Rule) -> Vec<Moments> {
    let of_kind = |moments: &Moments| {
        moments.all.iter().any(|moment| {
            matches!(
                (moment.named, &rule.when),
                (Named::Day(..), When::DayOfMonth { .. })
                    | (Named::Weekday(_), When::DayOfWeek { .. })
                    | (Named::Weekday(_) | Named::NthWeekday(..), When::WeekOfMonth { .. } | When::NthWeekday { .. })
            )
        })
    };
    let said = rule.own_quotes().flat_map(|(_, quote)| {
        let text = quote.as_str();
        limits(text).into_iter().flat_map(move |range| stated(&text[range]).moments)
    });
    said.filter(|moments| !moments.either && of_kind(moments)).collect()
}

fn clauses(rule: &Rule) -> impl Iterator<Item = &ProvisionId> {
    rule.own_quotes().map(|(cite, _)| cite)
}

/// Whether a rule has no date of this kind at all, and would have it if it were about what the words say.
fn lacks(rule: &Rule, said: &Stated, moments: &Moments) -> bool {
    let Some(named) = moments.all.first().map(|moment| moment.named) else { return false };
    // No key says a week without its day.
    if matches!(named, Named::Week(_)) && said.weekdays.is_empty() {
        return false;
    }
    match &rule.when {
        When::DayOfWeek { .. } => matches!(named, Named::Week(_)),
        When::DayOfMonth { .. } => {
            let has_day = !said.days.is_empty() || said.last_day || said.last_working_day;
            !has_day && matches!(named, Named::Week(_) | Named::Weekday(_) | Named::NthWeekday(..))
        }
        // No key says a day of the week in any week of the month.
        When::Times { every, months, .. } => match named {
            Named::Day(..) | Named::Week(_) | Named::Working(_) | Named::NthWeekday(..) => true,
            Named::Month(_) => months.is_none(),
            Named::Weekday(_) => *every == Every::Week,
        },
        // The day of a period, not the period: without the first of them none can be computed from either.
        When::Undated { .. } if rule.recurs.lacks_first() => false,
        When::Undated { .. } | When::Continuous | When::OnDemand | When::Event { .. } => true,
        _ => false,
    }
}

fn words(named: Named) -> Say {
    match named {
        Named::Day(day, Some(month)) => say!("ngày {day}/{month}", "day {day}/{month}"),
        Named::Day(day, None) => say!("ngày {day}", "day {day}"),
        Named::Working(nth) => super::nth_words(nth),
        Named::Month(month) => say!("tháng {month}", "month {month}"),
        Named::NthWeekday(day, nth) => super::nth_weekday_words(day, nth),
        Named::Week(LAST_WEEK) => say!("tuần cuối", "the last week"),
        Named::Week(week) => say!("tuần thứ {week}", "week {week}"),
        Named::Weekday(day) => {
            let (vi, en) = (weekday_words(day), weekday_english(day));
            say!("{vi}", "{en}")
        }
    }
}
