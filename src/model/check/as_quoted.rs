//! Rules that say another time than the words they quote: "trước ngày 25", and `day: 28`.
//!
//! The page shows the rule's date as what the text says, so a slip in a figure would be a falsehood with a citation. Only what the
//! words say beyond doubt is held against the rule.

use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::{Every, Limit, Model, MonthChoice, Rule, When};
use crate::say;
use crate::text::{Stated, stated, weekday_english, weekday_words};

/// What stands for the key that there is not: a rule cannot say the last week.
const LAST_WEEK: &str = "last week";

/// Every rule against what it quotes.
pub(super) fn check(model: &Model, report: &mut Report) {
    for rule in &model.rules {
        let said = quoted(rule);
        for (words, written, key) in differences(rule, &said) {
            let Say { vi, en } = words;
            let (is_vi, is_en) = (written.vi, written.en);
            let message =
                say!("câu trích nói {vi}, quy tắc ghi {is_vi}", "the words quoted say {en}, the rule says {is_en}");
            let help = if key == LAST_WEEK {
                say!(
                    "tháng có bốn hoặc năm tuần, không có khóa nào cho tuần cuối: ghi «when: {{every: month, times: 1}}» rồi ấn định từng kỳ trong overrides.yaml",
                    "a month has four weeks or five, and no key says the last: write `when: {{every: month, times: 1}}` and schedule each occurrence in overrides.yaml"
                )
            } else {
                say!(
                    "sửa «{key}» cho đúng câu trích; nếu quy tắc đúng thì trích câu nói điều ấy",
                    "correct `{key}`; if the rule is right, quote the words that say so"
                )
            };
            report.push(Diagnostic::new(Code::RuleNotAsQuoted, rule.span, message).help(help));
        }
    }
}

/// What all the words of a rule say.
fn quoted(rule: &Rule) -> Stated {
    let quotes = std::iter::once(&rule.quote).chain(rule.also.iter().map(|(_, quote)| quote));
    let mut all = Stated::default();
    let mut bounds = Vec::new();
    for quote in quotes {
        let one = stated(quote.as_str());
        all.days.extend(one.days);
        all.months.extend(one.months);
        all.weeks.extend(one.weeks);
        all.weekdays.extend(one.weekdays);
        all.working_days.extend(one.working_days);
        all.last_week |= one.last_week;
        bounds.extend(one.strict);
    }
    all.strict = bounds.first().copied().filter(|first| bounds.iter().all(|b| b == first));
    all
}

/// What the words say, what the rule says, and the key that says it.
fn differences(rule: &Rule, said: &Stated) -> Vec<(Say, Say, &'static str)> {
    let mut found = Vec::new();
    let numbers = |list: &[i64]| list.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
    let mut number = |list: &[i64], written: i64, key: &'static str, (vi, en): (&str, &str)| {
        if !list.is_empty() && !list.contains(&written) {
            let all = numbers(list);
            found.push((say!("{vi} {all}", "{en} {all}"), say!("{written}", "{written}"), key));
        }
    };
    let mut day_of_week = None;
    match &rule.when {
        When::DayOfMonth { every, month, day } => {
            number(&said.days, i64::from(*day), "day", ("ngày", "day"));
            if let (Every::Year, Some(MonthChoice::Only(months))) = (every, month) {
                months.iter().for_each(|m| number(&said.months, i64::from(*m), "month", ("tháng", "month")));
            }
        }
        When::WeekOfMonth { weeks, weekday } => {
            // Of months with five weeks the fourth is not the last, and those with four have no fifth.
            let mut others = weeks.iter().map(|w| i64::from(*w)).filter(|w| !said.weeks.contains(w));
            match others.next().filter(|_| said.last_week) {
                Some(week) => found.push((
                    say!("tuần cuối của tháng", "the last week of the month"),
                    say!("tuần thứ {week}", "week {week}"),
                    LAST_WEEK,
                )),
                None => weeks.iter().for_each(|w| number(&said.weeks, i64::from(*w), "week", ("tuần thứ", "week"))),
            }
            day_of_week = Some(*weekday);
        }
        When::DayOfWeek { weekday } => day_of_week = Some(*weekday),
        When::After { working_days, .. } => {
            number(
                &said.working_days,
                i64::from(*working_days),
                "working_days",
                ("số ngày làm việc là", "working days:"),
            );
        }
        _ => return found,
    }
    if let Some(written) = day_of_week.filter(|day| !said.weekdays.is_empty() && !said.weekdays.contains(day)) {
        let list = |name: fn(jiff::civil::Weekday) -> &'static str| {
            said.weekdays.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", ")
        };
        let (vi, en) = (list(weekday_words), list(weekday_english));
        let (is_vi, is_en) = (weekday_words(written), weekday_english(written));
        found.push((say!("{vi}", "{en}"), say!("{is_vi}", "{is_en}"), "weekday"));
    }
    // Of a term counted from something "before" and "within" are one.
    let counted = matches!(rule.when, When::After { .. });
    match (said.strict, rule.limit) {
        (Some(true), Limit::OnOrBefore) if !counted => found.push((
            say!("«trước», tức là không kể ngày ấy", "before, that day not included"),
            say!(
                "kể cả ngày ấy (on_or_before, cũng là khi bỏ trống «limit»)",
                "that day included (on_or_before, as when `limit` is left out)"
            ),
            "limit",
        )),
        (Some(false), Limit::Before) if !counted => found.push((
            say!("kể cả ngày ấy («chậm nhất», «trước … giờ»)", "that day included"),
            say!("không kể ngày ấy (before)", "that day not included (before)"),
            "limit",
        )),
        _ => {}
    }
    found
}
