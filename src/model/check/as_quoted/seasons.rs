//! The months of a year in which the words say something recurs, against those of the rule: seasons, every second month, months that
//! are excepted, quarters by their number.
//!
//! The traps avoided: what is due in a month of its own beside a season ("hằng tháng trừ tháng 01, báo cáo năm vào ngày 15 tháng 01"),
//! the quarter a report is about.

use std::collections::BTreeSet;

use super::rhythm::{self, named};
use super::{Difference, Key};
use crate::model::{DayChoice, Every, Rule, When};
use crate::say;
use crate::text::{Case, Period, Stated, stands_whole};

/// By these words something is done in a season only; "sản xuất mùa vụ" is a matter.
const SEASONS: [&str; 7] = ["trong mùa", "vào mùa", "mùa mưa", "mùa bão", "mùa lũ", "mùa khô", "mùa hè"];

/// Where the rule falls in other months.
pub(super) fn difference(rule: &Rule, said: &Stated) -> Option<Difference> {
    excepted(rule, said)
        .or_else(|| season(rule, said))
        .or_else(|| of_a_year(rule, said))
        .or_else(|| quarters(rule, said))
}

/// The period of a rule of which weeks or months are taken, dated or not.
fn short(rule: &Rule) -> Option<Every> {
    let every = match &rule.when {
        When::Undated { every } => *every.first().filter(|_| every.len() == 1)?,
        when => when.every()?,
    };
    matches!(every, Every::Week | Every::Month).then_some(every)
}

/// The months of the year in which a rule falls; nothing where that is not known.
fn own_months(rule: &Rule) -> Option<BTreeSet<i64>> {
    let Some(every) = short(rule) else { return rhythm::months(rule) };
    let season = &rule.recurs.months;
    let all = (1..=12).filter(|month| season.is_empty() || season.contains(month));
    match rule.recurs.interval.filter(|_| every == Every::Month) {
        None => Some(all.map(i64::from).collect()),
        // Of every second month those are taken that are so far from the first.
        Some(interval) => {
            let (count, first) = (i8::try_from(interval.count).ok()?, interval.starting?.month());
            let same = 12 % count == 0;
            same.then(|| all.filter(|month| (month - first) % count == 0).map(i64::from).collect())
        }
    }
}

fn list<'m>(months: impl IntoIterator<Item = &'m i64>) -> String {
    months.into_iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// "Hằng tháng, trừ tháng 1", in a rule that has it.
fn excepted(rule: &Rule, said: &Stated) -> Option<Difference> {
    let own = own_months(rule).filter(|own| short(rule).is_some() || own.len() > 1)?;
    let named = named(said);
    let hit: Vec<i64> = said.excepted.iter().copied().filter(|m| own.contains(m) && !named.contains(m)).collect();
    let (all, hit) = (list(&said.excepted), (!hit.is_empty()).then(|| list(&hit))?);
    let key = if short(rule).is_some() { "months" } else { "month" };
    let (what, written) = (say!("trừ tháng {all}", "all months but {all}"), say!("cả tháng {hit}", "month {hit} too"));
    Some((what, written, Key::Months(key)))
}

/// "Hằng tuần trong mùa mưa bão" beside all weeks of the year, and the other way round.
fn season(rule: &Rule, said: &Stated) -> Option<Difference> {
    short(rule)?;
    let has = |word| rule.own_quotes().any(|(_, quote)| stands_whole(quote.as_str(), word, Case::Any));
    let months = &rule.recurs.months;
    if months.is_empty() {
        let all_year = say!("cả năm (bỏ trống «months»)", "all the year");
        if let [season] = said.seasons.as_slice()
            && season.own
        {
            let other = own_months(rule)?.iter().any(|month| !season.months.contains(month));
            let all = list(&season.months);
            return other.then(|| (say!("tháng {all}", "months {all}"), all_year, Key::Months("months")));
        }
        rule.when.every()?;
        let of_a_season = SEASONS.into_iter().any(has);
        return of_a_season
            .then(|| (say!("một mùa trong năm", "a season of the year"), all_year, Key::Named("months")));
    }
    let own: Vec<i64> = months.iter().map(|month| i64::from(*month)).collect();
    let is = list(&own);
    let written = say!("tháng {is} (months)", "months {is}");
    if !["mùa", "tháng", "quý"].into_iter().any(has) {
        return Some((say!("không có gì về mùa nào", "nothing of a season"), written, Key::Named("months")));
    }
    let excepts = ["trừ", "riêng"].into_iter().any(has);
    let (named, other) = match said.seasons.as_slice() {
        [season] => {
            let of_it = &season.months;
            (of_it, own.iter().any(|m| !of_it.contains(m)) || of_it.iter().any(|m| !own.contains(m)))
        }
        // What the words have and the rule has not is told with the times left out: it may be another rule's.
        [] if !said.excepts => (&said.months, !said.months.is_empty() && own.iter().any(|m| !said.months.contains(m))),
        _ => return None,
    };
    let all = list(named);
    (other && !excepts).then(|| (say!("tháng {all}", "months {all}"), written, Key::Named("months")))
}

/// "Ngày 10 các tháng chẵn" of each year, its months being named one by one.
fn of_a_year(rule: &Rule, said: &Stated) -> Option<Difference> {
    let [season] = said.seasons.as_slice() else { return None };
    let every_second = season.months.len() == 6 && season.months.windows(2).all(|pair| pair[1] - pair[0] == 2);
    let monthly = !said.each.is_empty() && said.each.iter().all(|period| *period == Period::Month);
    if short(rule).is_some() || !season.own || !(every_second || monthly) {
        return None;
    }
    let (own, named) = (own_months(rule)?, named(said));
    let other: Vec<i64> = own.into_iter().filter(|m| !season.months.contains(m) && !named.contains(m)).collect();
    let (all, other) = (list(&season.months), (!other.is_empty()).then(|| list(&other))?);
    Some((say!("tháng {all}", "months {all}"), say!("tháng {other}", "month {other}"), Key::Named("month")))
}

/// "Trong quý II", and months of another. A day that is named beside it may be that of the report, when the quarter is over.
fn quarters(rule: &Rule, said: &Stated) -> Option<Difference> {
    let by_number = matches!(rule.when, When::DayOfMonth { day: DayChoice::Number(_), .. });
    let later = said.moments.iter().flat_map(|moments| &moments.all).any(|moment| moment.afterwards.is_some());
    let more =
        by_number || later || rule.about.is_some() || !said.months.is_empty() || !said.ends_of_quarter.is_empty();
    let yearly = matches!(rule.when.every(), Some(Every::HalfYear | Every::NineMonths | Every::Year));
    if more || !yearly || said.quarters.is_empty() || !said.seasons.is_empty() || !said.days.is_empty() {
        return None;
    }
    let own = own_months(rule)?;
    let other: Vec<i64> = own.into_iter().filter(|month| !said.quarters.contains(&((month - 1) / 3 + 1))).collect();
    let other = (!other.is_empty()).then(|| list(&other))?;
    let number =
        |n: &i64| ["I", "II", "III", "IV"].get(usize::try_from(n - 1).unwrap_or(0)).copied().unwrap_or_default();
    let all = said.quarters.iter().map(number).collect::<Vec<_>>().join(", ");
    Some((say!("quý {all}", "quarter {all}"), say!("tháng {other}", "month {other}"), Key::Named("month")))
}
