//! Rules that say another time than the words they quote: "trước ngày 25", and `day: 28`.
//!
//! The page shows the rule's date as what the text says, so a slip in a figure would be a falsehood with a citation. Only what the
//! words say beyond doubt is held against the rule.

mod key;
mod left_out;
mod rhythm;

use jiff::civil::Weekday;

use self::key::Key;
use self::left_out::{Clauses, takes};
use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::{
    DayChoice, DayCount, Days, Every, Limit, Model, MonthChoice, Roll, Rule, TimeOfDay, WeekChoice, When,
};
use crate::say;
use crate::text::{
    Afterwards, Case, Moment, Part, Period, Shift, Stated, day_of_a_year, limits, stated, weekday_english,
    weekday_words, whole_places,
};

/// Every rule against what it quotes.
pub(super) fn check(model: &Model, report: &mut Report) {
    let clauses = Clauses::of(&model.rules);
    for rule in &model.rules {
        let said = quoted(rule);
        // Where quyche.yaml chooses no reading of weeks, one of them may part from counting weekdays.
        let weeks_count = |day| model.office.week_rule.is_some_and(|reading| reading.counts(day));
        let mut found = differences(rule, &said, weeks_count);
        found.extend(once(rule));
        if found.is_empty() {
            found.extend(rhythm::difference(rule, &said));
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
        date || !limits(&quote).is_empty()
            || DAYS.iter().any(|word| whole_places(&quote, word, Case::Exact).next().is_some())
    };
    if !dated || by_its_end || rule.own_quotes().any(|(_, quote)| names(quote.as_str())) {
        return None;
    }
    let message = say!(
        "câu trích không nêu ngày nào, quy tắc lại ấn định ngày",
        "the words quoted name no day, and the rule sets one"
    );
    let help = say!(
        "trích câu nêu ngày ấy (ở «quote» hoặc «also»); văn bản không nêu thì ghi «when: {{every: …}}» không có ngày, rồi ấn định từng kỳ trong overrides.yaml",
        "quote the words that name it (in `quote` or `also`); where the text has none write `when: {{every: …}}` without a day and schedule each occurrence in overrides.yaml"
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

/// What all the words of a rule say.
fn quoted(rule: &Rule) -> Stated {
    rule.own_quotes().fold(Stated::default(), |all, (_, quote)| all.and(stated(quote.as_str())))
}

/// What the words say, what the rule says, and the key that says it.
type Difference = (Say, Say, Key);

fn differences(rule: &Rule, said: &Stated, weeks_count: impl Fn(Weekday) -> bool) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut day_of_week = None;
    match &rule.when {
        When::DayOfMonth { every, month, day } => {
            found.extend(day_of_month(*every, *day, said));
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
            found.extend(months(*every, month.as_ref(), said));
            day_of_week = Some(*weekday);
            found.extend(time_of_day(rule, said));
        }
        When::NthWeekday { every, month, nths, weekday } => {
            found.extend(nth_weekday(nths, *weekday, said, weeks_count(*weekday)));
            found.extend(months(*every, month.as_ref(), said));
            day_of_week = Some(*weekday);
            found.extend(time_of_day(rule, said));
        }
        When::DayOfWeek { weekday } => {
            day_of_week = Some(*weekday);
            let (vi, en) = (weekday_words(*weekday), weekday_english(*weekday));
            let of_month = nth_said(said).filter(|_| !said.each.contains(&Period::Week));
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
    // Of a term counted from something "before" and "within" are one.
    let counted = matches!(rule.when, When::After { .. } | When::Before { .. });
    match (said.strict(), rule.limit) {
        (Some(true), Limit::Before) if !counted && !rule.excludes_its_day() => found.push((
            say!("«trước ngày», tức là không kể ngày ấy", "before that day, the day not included"),
            say!(
                "trước giờ «by» của chính ngày ấy (before cùng với giờ)",
                "before the hour `by` of that very day (before, with an hour)"
            ),
            Key::Named("by"),
        )),
        (Some(true), Limit::OnOrBefore) if !counted => found.push((
            say!("«trước», tức là không kể ngày ấy", "before, that day not included"),
            say!(
                "kể cả ngày ấy (on_or_before, cũng là khi bỏ trống «limit»)",
                "that day included (on_or_before, as when `limit` is left out)"
            ),
            Key::Named("limit"),
        )),
        (Some(true), Limit::Exact) if !counted => found.push((
            say!("«trước», tức là không kể ngày ấy", "before, that day not included"),
            say!("đúng ngày ấy (exact)", "that very day (exact)"),
            Key::Named("limit"),
        )),
        (Some(false), _) if !counted && rule.excludes_its_day() => found.push((
            say!("kể cả ngày ấy («chậm nhất», «trước … giờ»)", "that day included"),
            say!("không kể ngày ấy (before)", "that day not included (before)"),
            Key::Named("limit"),
        )),
        _ => {}
    }
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

/// "Ngày cuối tháng" is also day 31 of each month, which a shorter one has not; and of a named month the day it ends with.
fn day_of_month(every: Every, day: DayChoice, said: &Stated) -> Option<Difference> {
    let is_last = |day: i64| day == 31 || every == Every::Year && day >= 28;
    let last = || say!("ngày cuối tháng", "the last day of the month");
    let worked = || say!("ngày làm việc cuối cùng", "the last working day");
    match day {
        DayChoice::Working(nth) => working_day(nth, said),
        DayChoice::Number(_) | DayChoice::Last
            if said.days.is_empty() && !said.last_day && !said.nth_working.is_empty() =>
        {
            let written = match day {
                DayChoice::Number(day) => say!("ngày {day}", "day {day}"),
                _ => Say { vi: "ngày cuối tháng (last)".into(), ..last() },
            };
            nth_working(said).map(|what| (what, written, Key::WorkingDay))
        }
        DayChoice::LastWorking if !said.nth_working.is_empty() => working_day(-1, said),
        DayChoice::LastWorking => {
            let all = numbers(&said.days);
            let what = match (said.last_day, said.days.is_empty()) {
                (true, _) => last(),
                (false, false) => say!("ngày {all}", "day {all}"),
                (false, true) => return None,
            };
            let written = Say { vi: "ngày làm việc cuối cùng (last_working)".into(), ..worked() };
            (!said.last_working_day).then_some((what, written, Key::Named("day")))
        }
        // The page would say that the text names a Sunday, and "before" it is another day.
        DayChoice::Last if said.last_working_day => {
            Some((worked(), Say { vi: "ngày cuối tháng (last)".into(), ..last() }, Key::LastWorking))
        }
        DayChoice::Number(day) if said.last_working_day && !said.days.contains(&day.into()) => {
            Some((worked(), say!("{day}", "{day}"), Key::LastWorking))
        }
        DayChoice::Number(day) if said.last_day => {
            let fits = is_last(day.into()) || said.days.contains(&day.into());
            (!fits).then(|| (last(), say!("{day}", "{day}"), Key::Named("day")))
        }
        DayChoice::Number(day) => number(&said.days, day.into(), Key::Named("day"), ("ngày", "day")),
        DayChoice::Last => {
            let fits = said.last_day || said.days.is_empty() || said.days.iter().copied().any(is_last);
            let all = numbers(&said.days);
            (!fits).then(|| {
                (
                    say!("ngày {all}", "day {all}"),
                    Say { vi: "ngày cuối tháng (last)".into(), ..last() },
                    Key::Named("day"),
                )
            })
        }
    }
}

/// A working day by its number, from the end where negative. The last days of a month end with its last one.
fn working_day(written: i8, said: &Stated) -> Option<Difference> {
    let what = match nth_working(said) {
        Some(what) => {
            let ends = written == -1 && said.nth_working.iter().any(|(nth, _)| *nth < 0);
            let fits = ends || said.nth_working.iter().any(|(nth, _)| *nth == i64::from(written));
            (!fits).then_some(what)?
        }
        None if said.last_working_day => (written != -1).then(|| nth_words(-1))?,
        None if !said.days.is_empty() => {
            let all = numbers(&said.days);
            say!("ngày {all}", "day {all}")
        }
        None if !said.weekdays.is_empty() => {
            let names = |name: fn(jiff::civil::Weekday) -> &'static str| {
                said.weekdays.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", ")
            };
            let (vi, en) = (names(weekday_words), names(weekday_english));
            say!("{vi}", "{en}")
        }
        None => return None,
    };
    Some((what, nth_words(written.into()), Key::WorkingDay))
}

/// The working days that words name by number.
fn nth_working(said: &Stated) -> Option<Say> {
    let (vi, en): (Vec<_>, Vec<_>) =
        said.nth_working.iter().map(|(nth, _)| nth_words(*nth)).map(|Say { vi, en }| (vi, en)).unzip();
    (!vi.is_empty()).then(|| Say { vi: vi.join(", "), en: en.join(", ") })
}

/// `ngày làm việc thứ 3`.
pub(in crate::model::check) fn nth_words(nth: i64) -> Say {
    let count = nth.unsigned_abs();
    match nth {
        -1 => say!("ngày làm việc cuối cùng", "the last working day"),
        0.. => say!("ngày làm việc thứ {count}", "working day {count}"),
        _ => say!("ngày làm việc thứ {count} tính từ cuối kỳ", "working day {count} from the end"),
    }
}

/// What is to be done within a span, by its last day: the month with which the span ends is that of the rule.
fn end_of_span(rule: &Rule, day: DayChoice, said: &Stated) -> Option<Difference> {
    let named = said.last_day || !said.days.is_empty() || !said.nth_working.is_empty();
    if named || said.within.is_empty() || !matches!(day, DayChoice::Last | DayChoice::LastWorking) {
        return None;
    }
    let other = rhythm::months(rule)?.into_iter().find(|month| !said.within.contains(month))?;
    let all = numbers(&said.within);
    let what = say!("khoảng thời gian đến hết tháng {all}", "a span until the end of month {all}");
    Some((what, say!("tháng {other}", "month {other}"), Key::Named("month")))
}

/// The days that words count among their weekdays in a month: "thứ Hai đầu tiên".
fn nth_said(said: &Stated) -> Option<Say> {
    let all = said.nth_weekdays.iter().map(|(day, nth)| nth_weekday_words(*day, *nth));
    let (vi, en): (Vec<_>, Vec<_>) = all.map(|Say { vi, en }| (vi, en)).unzip();
    (!vi.is_empty()).then(|| Say { vi: vi.join(", "), en: en.join(", ") })
}

/// `thứ Hai đầu tiên của tháng`.
pub(in crate::model::check) fn nth_weekday_words(day: Weekday, nth: i64) -> Say {
    let (vi, en) = (weekday_words(day), weekday_english(day));
    match nth {
        -1 => say!("{vi} cuối cùng của tháng", "the last {en} of the month"),
        1 => say!("{vi} đầu tiên của tháng", "the first {en} of the month"),
        _ => say!("{vi} thứ {nth} trong tháng", "{en} number {nth} of the month"),
    }
}

fn as_number(choice: WeekChoice) -> i64 {
    match choice {
        WeekChoice::Number(n) => n.into(),
        WeekChoice::Last => -1,
    }
}

/// Days counted by their weekday, where the words count them too, or count weeks. `same` says that either gives one day.
fn nth_weekday(nths: &[WeekChoice], weekday: Weekday, said: &Stated, same: bool) -> Option<Difference> {
    let mut all = nths.iter().map(|nth| as_number(*nth));
    let of_weeks = || said.weeks.iter().copied().chain(said.last_week.then_some(-1)).collect::<Vec<_>>();
    if let Some(what) = nth_said(said) {
        let weeks = if same { of_weeks() } else { Vec::new() };
        let other = all.find(|n| !said.nth_weekdays.iter().any(|(_, nth)| nth == n) && !weeks.contains(n))?;
        return Some((what, nth_weekday_words(weekday, other), Key::NthWeekday));
    }
    let weeks = of_weeks();
    let other = all.find(|n| !weeks.is_empty() && (!same || !weeks.contains(n)))?;
    let list = |last: &str, one: &str| {
        weeks
            .iter()
            .map(|n| if *n == -1 { last.to_owned() } else { format!("{one} {n}") })
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (vi, en) = (list("tuần cuối", "tuần thứ"), list("the last week", "week"));
    let written = nth_weekday_words(weekday, other);
    let (is_vi, is_en) = (written.vi, written.en);
    Some((say!("{vi} của tháng", "{en} of the month"), say!("{is_vi} (nth)", "{is_en} (nth)"), Key::Named("week")))
}

/// Of months with five weeks the fourth is not the last, and those with four have no fifth. `same` says that to count weekdays gives
/// the same days.
fn weeks_of_month(weeks: &[WeekChoice], weekday: Weekday, said: &Stated, same: bool) -> Vec<Difference> {
    let last = || say!("tuần cuối của tháng", "the last week of the month");
    if let Some(what) = nth_said(said).filter(|_| said.weeks.is_empty() && !said.last_week) {
        let fits = |week: &WeekChoice| same && said.nth_weekdays.iter().any(|(_, nth)| *nth == as_number(*week));
        let Some(other) = weeks.iter().find(|week| !fits(week)) else { return Vec::new() };
        let (vi, en) = (weekday_words(weekday), weekday_english(weekday));
        let written = match other {
            WeekChoice::Number(n) => say!("{vi} của tuần thứ {n} (week)", "{en} of week {n}"),
            WeekChoice::Last => say!("{vi} của tuần cuối (week)", "{en} of the last week"),
        };
        return vec![(what, written, Key::NthWeekday)];
    }
    let numbered = weeks.iter().filter_map(|week| match week {
        WeekChoice::Number(n) => Some(i64::from(*n)),
        WeekChoice::Last => None,
    });
    let mut found = Vec::new();
    let other = numbered.clone().find(|week| !said.weeks.contains(week)).filter(|_| said.last_week);
    match other {
        Some(week) => found.push((last(), say!("tuần thứ {week}", "week {week}"), Key::LastWeek)),
        None => {
            found.extend(
                numbered.filter_map(|week| number(&said.weeks, week, Key::Named("week"), ("tuần thứ", "week"))),
            );
        }
    }
    let all = numbers(&said.weeks);
    if weeks.contains(&WeekChoice::Last) && !said.last_week && !all.is_empty() {
        found.push((
            say!("tuần thứ {all}", "week {all}"),
            Say { vi: "tuần cuối của tháng (last)".into(), ..last() },
            Key::Named("week"),
        ));
    }
    found
}

/// The months of a year by their numbers, those of a quarter by whether they are its first or its last.
fn months(every: Every, month: Option<&MonthChoice>, said: &Stated) -> Vec<Difference> {
    match (every, month) {
        _ if said.excepts => Vec::new(),
        (Every::Year, Some(MonthChoice::Only(months))) => {
            let other = |m: &i8| number(&said.months, (*m).into(), Key::Named("month"), ("tháng", "month"));
            months.iter().filter_map(other).collect()
        }
        (Every::Quarter, Some(month)) => {
            let [part] = said.ends_of_quarter.as_slice() else { return Vec::new() };
            let last = *part == Part::Last;
            let fits = match month {
                MonthChoice::Last => last,
                MonthChoice::Only(months) => months.contains(if last { &3 } else { &1 }),
            };
            let what = if last {
                say!("tháng cuối quý", "the last month of the quarter")
            } else {
                say!("tháng đầu quý", "the first month of the quarter")
            };
            let written = match month {
                MonthChoice::Last => say!("tháng cuối (last)", "the last one"),
                MonthChoice::Only(months) => {
                    let all = numbers(&months.iter().map(|m| i64::from(*m)).collect::<Vec<_>>());
                    say!("tháng thứ {all} của quý", "month {all} of it")
                }
            };
            if fits { Vec::new() } else { vec![(what, written, Key::Named("month"))] }
        }
        _ => Vec::new(),
    }
}

/// How often in a year, where both say it.
fn times(every: Every, months: Option<&MonthChoice>, written: u16, said: &Stated) -> Option<Difference> {
    let [(n, period)] = said.times.as_slice() else { return None };
    // Of "01 lần vào tháng 6 hoặc tháng 12" nobody can tell which.
    if said.moments.iter().any(|moments| moments.either) {
        return None;
    }
    // A rule says how often in each of the months it names.
    let each = match months {
        Some(MonthChoice::Only(months)) => i64::try_from(months.len()).ok()?,
        Some(MonthChoice::Last) | None => 1,
    };
    let all = i64::from(written) * each;
    let in_a_year = n * period.in_a_year()?;
    if period == &rhythm::period(every)? {
        return number(&[*n], all, Key::Named("times"), ("số lần là", "times:"));
    }
    let other = all * rhythm::period(every)?.in_a_year()? != in_a_year;
    other.then(|| {
        let (vi, en) = rhythm::words(*period);
        let (is, is_en) = rhythm::words(rhythm::period(every).unwrap_or(*period));
        (say!("{n} lần {vi}", "{n} times {en}"), say!("{all} lần {is}", "{all} times {is_en}"), Key::Every)
    })
}

/// The hour or the half of the day.
fn time_of_day(rule: &Rule, said: &Stated) -> Option<Difference> {
    let [hour] = said.hours.as_slice() else { return part_of_day(rule, said) };
    let other = matches!(rule.by, Some(TimeOfDay::At(written)) if written != *hour);
    let words = |hour: jiff::civil::Time| hour.strftime("%H:%M").to_string();
    let Some(TimeOfDay::At(written)) = rule.by.filter(|_| other) else { return None };
    let (said, written) = (words(*hour), words(written));
    Some((say!("{said}", "{said}"), say!("{written}", "{written}"), Key::Named("by")))
}

/// Where it goes from a day off.
fn off_goes(roll: Roll, said: &Stated) -> Option<Difference> {
    let none = || say!("không tổ chức khi trùng ngày nghỉ", "that it does not take place when the day is off");
    let [shift] = said.off_goes.as_slice() else {
        let unsaid = roll == Roll::Skip && said.off_goes.is_empty();
        let nothing = say!("không có gì về ngày nghỉ", "nothing of days off");
        return unsaid.then(|| {
            (nothing, Say { vi: "không tổ chức khi trùng ngày nghỉ (skip)".into(), ..none() }, Key::Named("roll"))
        });
    };
    let back = || say!("ngày làm việc liền trước khi trùng ngày nghỉ", "the working day before when the day is off");
    let on = || say!("ngày làm việc tiếp theo khi trùng ngày nghỉ", "the next working day when the day is off");
    let (wanted, fits) = match shift {
        Shift::Back => (back(), matches!(roll, Roll::Preceding | Roll::ModifiedPreceding)),
        Shift::On => (on(), matches!(roll, Roll::Following | Roll::ModifiedFollowing)),
        Shift::Off => (none(), roll == Roll::Skip),
    };
    let written = match roll {
        Roll::None => say!("giữ nguyên ngày (none)", "the day as it is (none)"),
        Roll::Preceding | Roll::ModifiedPreceding => back(),
        Roll::Following | Roll::ModifiedFollowing => on(),
        Roll::Skip => none(),
    };
    (!fits).then_some((wanted, written, Key::Named("roll")))
}

/// "Sáng" and "chiều", beside a rule that says the other, or none.
fn part_of_day(rule: &Rule, said: &Stated) -> Option<Difference> {
    let by = rule.by;
    let mut parts = said.parts_of_day.clone();
    if said.moments.iter().flat_map(|moments| &moments.all).any(|moment| moment.part.is_some()) {
        parts = own(rule, said).filter_map(|moment| moment.part).collect();
    }
    let part = parts.first().filter(|first| parts.iter().all(|part| part == *first))?;
    let morning = *part == Part::First;
    let what = if morning { say!("buổi sáng", "the morning") } else { say!("buổi chiều", "the afternoon") };
    let written = match by {
        None => say!("không buổi nào (bỏ trống «by»)", "no time of day (`by` is left out)"),
        Some(TimeOfDay::Morning) if !morning => say!("buổi sáng (morning)", "the morning"),
        Some(TimeOfDay::Afternoon) if morning => say!("buổi chiều (afternoon)", "the afternoon"),
        Some(TimeOfDay::At(hour)) if (hour.hour() < 12) != morning => {
            let hour = hour.strftime("%H:%M");
            say!("{hour}", "{hour}")
        }
        Some(_) => return None,
    };
    Some((what, written, Key::Named("by")))
}

/// How many days, and which: "7 ngày" are seven with days off among them, "7 ngày làm việc" are not.
fn term(written: DayCount, said: &Stated) -> Option<Difference> {
    let count = written.count;
    let (own, other) = match written.days {
        Days::Working => (&said.working_days, &said.all_days),
        Days::All => (&said.all_days, &said.working_days),
    };
    if own.is_empty() && !other.is_empty() {
        let all = numbers(other);
        let off = say!(
            "{all} ngày, không nói là ngày làm việc (khóa «days»)",
            "{all} days, and not that they are working days (the key `days`)"
        );
        let worked = say!("{all} ngày làm việc (khóa «working_days»)", "{all} working days (the key `working_days`)");
        return Some(match written.days {
            Days::Working => (off, say!("{count} ngày làm việc", "{count} working days"), Key::Named("working_days")),
            Days::All => {
                (worked, say!("{count} ngày, kể cả ngày nghỉ", "{count} days, days off included"), Key::Named("days"))
            }
        });
    }
    match written.days {
        Days::Working => {
            number(own, count.into(), Key::Named("working_days"), ("số ngày làm việc là", "working days:"))
        }
        Days::All => number(own, count.into(), Key::Named("days"), ("số ngày là", "days:")),
    }
}
