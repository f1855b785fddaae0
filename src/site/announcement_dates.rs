//! What becomes of the dates of a rule, as the announcement says it.
//!
//! The trap: saying of a meeting that becomes rarer that it is held no more. Only a rule that ended or began ends or begins; of
//! one that goes on, single dates move, fall away or come.

use crate::calendar::time_words;
use crate::change::{DateChange, RuleChange, Timed};
use crate::text::date_words;

/// How many dates that fall away or come are named; the page has more of them.
const DATES: usize = 3;

/// What follows the rule's name: ": kỳ gần nhất từ … chuyển sang …"; empty where no date differs.
pub(super) fn words(change: &RuleChange) -> String {
    let Sorted { moved, gone, come } = Sorted::of(change);
    let parts = match (&change.before, &change.after) {
        (_, None) => vec![gone.first().map(|day| format!("từ kỳ {day} không còn"))],
        (None, _) => vec![come.first().map(|day| format!("kỳ đầu {day}"))],
        _ => vec![
            moved.first().map(|(before, after)| format!("kỳ gần nhất từ {before} chuyển sang {after}")),
            named("không còn", &gone),
            named("có thêm", &come),
        ],
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join("; ")) }
}

/// What is said of a rule that goes on and has other dates: `đổi ngày`, `bớt kỳ`, `thêm kỳ`.
pub(super) fn kind(change: &RuleChange) -> &'static str {
    let Sorted { moved, gone, come } = Sorted::of(change);
    match (moved.is_empty(), gone.is_empty(), come.is_empty()) {
        (true, false, true) => "bớt kỳ",
        (true, true, false) => "thêm kỳ",
        _ => "đổi ngày",
    }
}

/// The dates that differ, the nearest first.
struct Sorted {
    moved: Vec<(String, String)>,
    gone: Vec<String>,
    come: Vec<String>,
}

impl Sorted {
    fn of(change: &RuleChange) -> Self {
        let (mut moved, mut gone, mut come) = (Vec::new(), Vec::new(), Vec::new());
        for date in &change.dates {
            match (date.before.map(|t| timed(date, t)), date.after.map(|t| timed(date, t))) {
                (Some(before), Some(after)) => moved.push((before, after)),
                (Some(before), None) => gone.push(before),
                (None, Some(after)) => come.push(after),
                (None, None) => {}
            }
        }
        Self { moved, gone, come }
    }
}

fn timed(change: &DateChange, Timed { day, by }: Timed) -> String {
    match by.filter(|_| change.other_hour()) {
        Some(by) => format!("{} ngày {}", time_words(by).vi, date_words(day)),
        None => date_words(day),
    }
}

/// "không còn các kỳ 24/07/2026, 28/08/2026 và 9 kỳ khác …": those of the year that is compared.
fn named(what: &str, days: &[String]) -> Option<String> {
    let shown = days.iter().take(DATES).map(String::as_str).collect::<Vec<_>>().join(", ");
    match (days.len(), days.len().saturating_sub(DATES)) {
        (0, _) => None,
        (1, _) => Some(format!("{what} kỳ {shown}")),
        (_, 0) => Some(format!("{what} các kỳ {shown}")),
        (_, more) => Some(format!("{what} các kỳ {shown} và {more} kỳ khác trong 12 tháng kể từ ngày có hiệu lực")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TimeOfDay, shipped};
    use jiff::civil::{Date, date};

    fn change(before: bool, after: bool, dates: &[(Option<Date>, Option<Date>)]) -> RuleChange {
        let rule = shipped().rules.into_iter().next().unwrap();
        let timed = |day: Option<Date>| day.map(|day| Timed { day, by: None });
        let date = |(before, after): &(Option<Date>, Option<Date>)| DateChange {
            slot: String::new(),
            before: timed(*before),
            after: timed(*after),
        };
        RuleChange {
            id: rule.id.clone(),
            before: before.then(|| rule.clone()),
            after: after.then(|| rule.clone()),
            dates: dates.iter().map(date).collect(),
        }
    }

    #[test]
    fn a_meeting_that_becomes_rarer_or_more_frequent_neither_ends_nor_begins() {
        let days: Vec<Option<Date>> = (7..=11).map(|month| Some(date(2026, month, 24))).collect();
        let gone: Vec<_> = days.iter().map(|day| (*day, None)).collect();
        let come: Vec<_> = days.iter().map(|day| (None, *day)).collect();
        let said = |dates: &[_]| (kind(&change(true, true, dates)), words(&change(true, true, dates)));
        let three = "24/07/2026, 24/08/2026, 24/09/2026";
        assert_eq!(
            said(&gone),
            ("bớt kỳ", format!(": không còn các kỳ {three} và 2 kỳ khác trong 12 tháng kể từ ngày có hiệu lực")),
            "the others are held still"
        );
        assert_eq!(said(&come[..3]), ("thêm kỳ", format!(": có thêm các kỳ {three}")));
        assert_eq!(said(&come[..1]), ("thêm kỳ", ": có thêm kỳ 24/07/2026".to_owned()));
        let mixed = [(days[0], days[1]), gone[2], come[3]];
        assert_eq!(
            said(&mixed),
            (
                "đổi ngày",
                ": kỳ gần nhất từ 24/07/2026 chuyển sang 24/08/2026; không còn kỳ 24/09/2026; có thêm kỳ 24/10/2026"
                    .to_owned()
            )
        );
    }

    #[test]
    fn a_rule_that_ended_ends_and_one_that_began_begins() {
        let day = Some(date(2026, 7, 24));
        assert_eq!(words(&change(true, false, &[(day, None)])), ": từ kỳ 24/07/2026 không còn");
        assert_eq!(words(&change(false, true, &[(None, day)])), ": kỳ đầu 24/07/2026");
        assert_eq!(words(&change(false, true, &[])), "", "the text names no day");
    }

    #[test]
    fn an_hour_is_said_where_it_differs() {
        let mut change = change(true, true, &[(Some(date(2026, 7, 24)), Some(date(2026, 7, 24)))]);
        change.dates[0].after.as_mut().unwrap().by = Some(TimeOfDay::Morning);
        let hour = time_words(TimeOfDay::Morning).vi;
        assert_eq!(words(&change), format!(": kỳ gần nhất từ 24/07/2026 chuyển sang {hour} ngày 24/07/2026"));
    }
}
