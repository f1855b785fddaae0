//! Rules that say another time than the words they quote: "trước ngày 25", and `day: 28`.
//!
//! The page shows the rule's date as what the text says, so a slip in a figure would be a falsehood with a citation. Only what the
//! words say beyond doubt is held against the rule.

mod amounts;
mod bounds;
mod days;
mod key;
mod left_out;
mod meeting;
mod rhythm;
mod seasons;
mod weeks;

use std::collections::BTreeSet;

use jiff::civil::Weekday;

use self::amounts::{months, off_goes, term, time_of_day, times};
use self::days::{day_of_month, end_of_span, nth_words, nth_working, period_of_edge, working_day};
use self::key::Key;
use self::left_out::{Clauses, takes};
use self::meeting::Meetings;
use self::weeks::{as_number, nth_said, nth_weekday, nth_weekday_words, weeks_of_month};
use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::{DayChoice, Every, Limit, Model, OccurrenceKind, Rule, RuleId, When};
use crate::say;
use crate::text::{
    Afterwards, Case, Moment, Period, Stated, day_of_a_year, limits, stands_whole, weekday_english, weekday_words,
};

/// Every rule against what it quotes.
pub(super) fn check(model: &Model, report: &mut Report) {
    let clauses = Clauses::of(&model.rules);
    let meetings = model.rules.iter().filter(|rule| rule.kind == OccurrenceKind::Meeting).map(|rule| &rule.id);
    let meetings: BTreeSet<&RuleId> = meetings.collect();
    let called = Meetings::of(model);
    for rule in &model.rules {
        let said = rule.stated();
        // Where quyche.yaml chooses no reading of weeks, one of them may part from counting weekdays.
        let weeks_count = |day| model.office.week_rule.is_some_and(|reading| reading.counts(day));
        let mut found = differences(rule, &said, weeks_count);
        found.extend(once(rule));
        let base = rule.when.base();
        found.extend(bounds::side(rule, &said).filter(|_| base.is_some_and(|id| meetings.contains(id))));
        found.extend(called.another(rule));
        if found.is_empty() {
            found.extend(seasons::difference(rule, &said).or_else(|| rhythm::difference(rule, &said)));
        }
        if found.is_empty() {
            unfounded(rule, &said)
                .or_else(|| clauses.left_out(rule, &said))
                .into_iter()
                .for_each(|found| report.push(found));
        }
        for (words, written, key) in found {
            let Say { vi, en } = words;
            let (is_vi, is_en) = (written.vi, written.en);
            let message =
                say!("câu trích nói {vi}, quy tắc ghi {is_vi}", "the words quoted say {en}, the rule says {is_en}");
            report.push(Diagnostic::new(Code::RuleNotAsQuoted, rule.span, message).help(key.help()));
        }
    }
}

/// What a rule gives a day of is words that speak of none: the page would show a date nobody set.
fn unfounded(rule: &Rule, said: &Stated) -> Option<Diagnostic> {
    const DAYS: [&str; 14] =
        ["ngày", "hôm", "thứ", "chủ nhật", "tuần", "đầu", "cuối", "giữa", "mùng", "mồng", "rằm", "hết", "trước", "sau"];
    let dated = matches!(
        rule.when,
        When::DayOfMonth { .. }
            | When::WeekOfMonth { .. }
            | When::NthWeekday { .. }
            | When::DayOfWeek { .. }
            | When::WorkingDayOfWeek { .. }
    );
    // What is to be done within a span is done in time until its last day.
    let by_its_end = matches!(rule.when, When::DayOfMonth { day: DayChoice::Last, .. })
        && rule.limit == Limit::OnOrBefore
        && !said.within.is_empty();
    let names = |quote: &str| {
        let quote = quote.to_lowercase();
        let date = quote
            .split(|c: char| !c.is_ascii_digit() && c != '/')
            .any(|part| part.split('/').filter(|n| !n.is_empty()).count() > 1);
        date || !limits(&quote).is_empty() || DAYS.iter().any(|word| stands_whole(&quote, word, Case::Exact))
    };
    if !dated || by_its_end || rule.own_quotes().any(|(_, quote)| names(quote.as_str())) {
        return None;
    }
    let message = say!(
        "câu trích không nêu ngày nào, quy tắc lại ấn định ngày",
        "the words quoted name no day, and the rule sets one"
    );
    let help = say!(
        "trích câu nêu ngày ấy (ở «quote» hoặc «also»); văn bản chỉ nêu tháng thì ghi {{every: year, month: 6}}, chỉ nêu kỳ thì {{every: quarter, times: 1}}, rồi ấn định từng kỳ trong overrides.yaml",
        "quote the words that name it (in `quote` or `also`); where the text has a month only write {{every: year, month: 6}}, where it has a period only {{every: quarter, times: 1}}, and schedule each occurrence in overrides.yaml"
    );
    Some(Diagnostic::new(Code::RuleNotAsQuoted, rule.span, message).help(help))
}

/// A day of one year, in a rule that comes back every year.
fn once(rule: &Rule) -> Option<Difference> {
    let When::DayOfMonth { every: Every::Year, .. } = rule.when else { return None };
    let text = rule.quote.as_str();
    let last = limits(text).into_iter().filter_map(|limit| day_of_a_year(&text[limit.start..])).max()?;
    let recurs = rule.valid_to.is_none_or(|end| end.year() > last.year() + 1);
    recurs.then(|| {
        let (year, next) = (last.year(), last.tomorrow().unwrap_or(last));
        let written = say!(
            "mọi năm (ghi «valid_to: {next}» thì chỉ có ngày ấy)",
            "every year (with `valid_to: {next}` that day alone)"
        );
        (say!("một ngày của năm {year}", "a day of the year {year}"), written, Key::Named("valid_to"))
    })
}

/// What the words say, what the rule says, and the key that says it.
type Difference = (Say, Say, Key);

fn differences(rule: &Rule, said: &Stated, weeks_count: impl Fn(Weekday) -> bool) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut day_of_week = None;
    match &rule.when {
        When::DayOfMonth { every, month, day } => {
            found.extend(day_of_month(*every, *day, said));
            found.extend(period_of_edge(rule, said));
            found.extend(end_of_span(rule, *day, said));
            found.extend(months(*every, month.as_ref(), said));
            found.extend(time_of_day(rule, said));
        }
        When::Times { every, months: named, times: written } => {
            found.extend(months(*every, named.as_ref(), said));
            found.extend(times(*every, named.as_ref(), *written, said));
            found.extend(afterwards(rule, said));
            return found;
        }
        When::WeekOfMonth { every, month, weeks, weekday } => {
            found.extend(weeks_of_month(weeks, *weekday, said, weeks_count(*weekday)));
            found.extend(period_of_edge(rule, said));
            found.extend(months(*every, month.as_ref(), said));
            day_of_week = Some(*weekday);
            found.extend(time_of_day(rule, said));
        }
        When::NthWeekday { every, month, nths, weekday } => {
            found.extend(nth_weekday(nths, *weekday, said, weeks_count(*weekday)));
            found.extend(period_of_edge(rule, said));
            found.extend(months(*every, month.as_ref(), said));
            day_of_week = Some(*weekday);
            found.extend(time_of_day(rule, said));
        }
        When::DayOfWeek { weekday } => {
            day_of_week = Some(*weekday);
            let (vi, en) = (weekday_words(*weekday), weekday_english(*weekday));
            // "Giao ban các thứ Hai, thứ Hai đầu tiên của quý họp mở rộng" names all of them too.
            let all = said.each.contains(&Period::Week) || own(rule, said).next().is_some();
            let of_month = nth_said(said).filter(|_| !all);
            found.extend(of_month.map(|what| (what, say!("{vi} hằng tuần", "{en} of each week"), Key::NthWeekday)));
            let worked = nth_working(said).filter(|_| said.weekdays.is_empty());
            let written = || (weekday_words(*weekday), weekday_english(*weekday));
            found.extend(worked.map(|what| {
                let (vi, en) = written();
                (what, say!("{vi}", "{en}"), Key::WorkingDay)
            }));
            found.extend(time_of_day(rule, said));
        }
        When::WorkingDayOfWeek { nth } => {
            found.extend(working_day(*nth, said));
            found.extend(period_of_edge(rule, said));
            found.extend(time_of_day(rule, said));
        }
        When::After { term: written, .. } | When::Before { term: written, .. } => found.extend(term(*written, said)),
        _ => return found,
    }
    found.extend(afterwards(rule, said));
    found.extend(off_goes(rule.roll, said));
    if let Some(written) = day_of_week.filter(|day| !said.weekdays.is_empty() && !said.weekdays.contains(day)) {
        let list = |name: fn(jiff::civil::Weekday) -> &'static str| {
            said.weekdays.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (list(weekday_words), list(weekday_english));
        let (is_vi, is_en) = (weekday_words(written), weekday_english(written));
        found.push((say!("{vi}", "{en}"), say!("{is_vi}", "{is_en}"), Key::Named("weekday")));
    }
    found.extend(bounds::limit(rule, said));
    found
}

/// What words say of the times that a rule has.
fn own<'s>(rule: &Rule, said: &'s Stated) -> impl Iterator<Item = &'s Moment> {
    said.moments.iter().flat_map(|moments| &moments.all).filter(|moment| takes(rule, moment.named))
}

/// A day after the period it is about, in a rule that does not say so. What follows another rule has the period of that.
fn afterwards(rule: &Rule, said: &Stated) -> Option<Difference> {
    let mut all = own(rule, said).map(|moment| moment.afterwards);
    let first = all.next()??;
    let unsure = all.any(|other| other != Some(first)) || rule.about.is_some() || rule.when.base().is_some();
    let (vi, en) = match first {
        Afterwards::Week => ("tuần", "week"),
        Afterwards::Month => ("tháng", "month"),
        Afterwards::Quarter => ("quý", "quarter"),
        Afterwards::Year => ("năm", "year"),
    };
    (!unsure).then(|| {
        let said = say!("ngày ở {vi} sau, khi đã hết kỳ", "a day of the next {en}, when the period is over");
        (said, say!("ngày trong kỳ (bỏ trống «about»)", "a day within it (`about` left out)"), Key::About)
    })
}

/// A number that is none of those the words have.
fn number(list: &[i64], written: i64, key: Key, (vi, en): (&str, &str)) -> Option<Difference> {
    let all = numbers(list);
    let other = !list.is_empty() && !list.contains(&written);
    other.then(|| (say!("{vi} {all}", "{en} {all}"), say!("{written}", "{written}"), key))
}

fn numbers(list: &[i64]) -> String {
    list.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
