//! On which days the entries of the calendar fall: "họp giao ban 11/12/2026", "giao ban tháng 12/2026".
//!
//! An entry of the calendar is one document and leads to the next of its dates; who types a day or a month is led to the date of it.
//! A shard a month, because a query asks of one or two. The page of a month and what an anchor there begins with are known to whoever
//! has the address of the entry, so it holds only periods, and the entries and days of each.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::pack;
use crate::site::{Document, DocumentKind};

/// The first month that is told of, counted from January of the year 0; how many are, how many a shard has, and the month of the
/// site.
#[derive(Serialize)]
pub(super) struct Months(u32, usize, usize, u32);

/// The months from the first on which an entry falls to the last, as shards of one month each, or of all. A month has its periods,
/// parted by commas: the period, with `~` for the month it begins with, and after a space in packed numbers an entry, counted from the
/// first of the calendar, and a day of it, and so on.
pub(super) fn shards(documents: &[&Document], today: Option<Date>, large: bool) -> (Option<Months>, Vec<Vec<String>>) {
    let mut months: BTreeMap<u32, BTreeMap<&str, String>> = BTreeMap::new();
    for (n, entry) in documents.iter().filter(|d| d.kind == DocumentKind::Calendar).enumerate() {
        for (day, period) in &entry.falls {
            let packed = months.entry(month(*day)).or_default().entry(period).or_default();
            pack::count(n, packed);
            pack::number(u32::from(day.day().unsigned_abs()), packed);
        }
    }
    let (Some(&first), Some(&last)) = (months.keys().next(), months.keys().next_back()) else {
        return (None, Vec::new());
    };
    let told = |of: u32| {
        let own = format!("{:04}-{:02}", of / 12, of % 12 + 1);
        let line = |(period, packed): (&&str, &String)| match period.strip_prefix(&own) {
            Some(rest) => format!("~{rest} {packed}"),
            None => format!("{period} {packed}"),
        };
        months.get(&of).into_iter().flatten().map(line).collect::<Vec<_>>().join(",")
    };
    let all: Vec<String> = (first..=last).map(told).collect();
    let (count, per) = (all.len(), if large { 1 } else { all.len() });
    let shards = all.chunks(per).map(<[String]>::to_vec).collect();
    (Some(Months(first, count, per, today.map_or(first, month))), shards)
}

/// The years of a calendar have four figures.
fn month(day: Date) -> u32 {
    u32::from(day.year().unsigned_abs()) * 12 + u32::from(day.month().unsigned_abs()) - 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Months, shards};
    use crate::search::layout::tests::document;
    use crate::site::{Document, DocumentKind};

    #[test]
    fn each_month_has_its_days_and_those_between_have_none() {
        let provision = document(DocumentKind::Provision, "", &[]);
        let never = document(DocumentKind::Calendar, "", &[]);
        let falls = [(date(2026, 12, 11), "2026-12-w2"), (date(2027, 2, 1), "2026-q4"), (date(2026, 12, 1), "2026-12")];
        let falls = falls.map(|(day, period)| (day, period.to_owned())).to_vec();
        let entry = Document { falls, ..document(DocumentKind::Calendar, "", &[]) };
        let (months, all) = shards(&[&provision, &never, &entry], Some(date(2026, 11, 28)), true);
        let Some(Months(first, count, per, today)) = months else { panic!("no months") };
        assert_eq!((first, count, per, today), (2026 * 12 + 11, 3, 1, 2026 * 12 + 10));
        assert_eq!(all, [["~ 11,~-w2 1b"], [""], ["2026-q4 11"]]);
        assert_eq!(shards(&[&entry], None, false).1.concat(), ["~ 01,~-w2 0b", "", "2026-q4 01"]);
        assert!(shards(&[&provision, &never], None, true).0.is_none());
    }
}
