//! The lunar calendar against two files worked out independently of it: every month, every Tết, every Giỗ Tổ; and the
//! holiday files made from it.
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod common;

use std::process::{Command, Output};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use quyche::calendar::lunar::{self, LunarDate, hung_kings, lunar_to_solar, solar_to_lunar, tet};
use quyche::calendar::statute::statutory_days;
use quyche::model::Holidays;

const FIRST: Date = date(1968, 1, 29);
const LAST: Date = date(2101, 1, 28);

#[test]
fn every_month_begins_and_ends_where_the_truth_says() {
    let rows = common::csv("lunar_months.csv");
    assert_eq!(rows.len(), 1645);
    for row in rows {
        let first: Date = row["first_day"].parse().unwrap();
        let days: i8 = row["days"].parse().unwrap();
        let (year, month) = (row["lunar_year"].parse().unwrap(), row["lunar_month"].parse().unwrap());
        let of = |day| LunarDate { year, month, leap: row["leap"] == "1", day };
        assert_eq!(lunar_to_solar(of(1)), Some(first));
        assert_eq!(solar_to_lunar(first), Some(of(1)));
        let last = first + (days - 1).days();
        assert_eq!(lunar_to_solar(of(days)), Some(last));
        assert_eq!(solar_to_lunar(last), Some(of(days)));
        assert_eq!(lunar_to_solar(of(days + 1)), None, "{first} has {days} days");
    }
}

#[test]
fn tet_hung_kings_and_leap_months() {
    let rows = common::csv("lunar_tet_hung.csv");
    assert_eq!(rows.len(), 133);
    for row in rows {
        let year: i16 = row["year"].parse().unwrap();
        assert_eq!(tet(year).unwrap().to_string(), row["tet"]);
        assert_eq!(hung_kings(year).unwrap().to_string(), row["hung_kings"]);
        let leap = (1..=12).find(|m| lunar_to_solar(LunarDate { year, month: *m, leap: true, day: 1 }).is_some());
        assert_eq!(leap.map_or_else(String::new, |m| m.to_string()), row["leap_month"], "{year}");
        if year > *lunar::YEARS.start() {
            let eve = solar_to_lunar(tet(year).unwrap().yesterday().unwrap()).unwrap();
            assert_eq!((eve.month, eve.day.to_string()), (12, row["tet_eve_lunar_day"].clone()), "{year}");
        }
        for (feast, day) in [("tet", tet(year)), ("hung", hung_kings(year))] {
            let chinese = row["note"].split("; ").find_map(|n| n.strip_prefix(&format!("CN(UTC+8) {feast}=")));
            assert_ne!(chinese, day.map(|d| d.to_string()).as_deref(), "the Chinese calendar in {year}");
        }
    }
}

#[test]
fn the_years_in_which_programs_go_wrong() {
    for (year, day) in [(2007, date(2007, 2, 17)), (2030, date(2030, 2, 2)), (2053, date(2053, 2, 18))] {
        assert_eq!(tet(year), Some(day), "a day later in China");
    }
    for (year, day) in [(2037, date(2037, 4, 24)), (2038, date(2038, 4, 13))] {
        assert_eq!(hung_kings(year), Some(day), "a day later in China");
    }
    let leap = |month| lunar_to_solar(LunarDate { year: 2033, month, leap: true, day: 1 });
    assert_eq!((1..=12).filter_map(leap).collect::<Vec<_>>(), [date(2033, 12, 22)], "after month 11, not 7 or 8");
    let eve = LunarDate { year: 2024, month: 12, leap: false, day: 30 };
    assert_eq!(lunar_to_solar(eve), None, "29 tháng Chạp is the last day before Tết 2025");
}

#[test]
fn nothing_is_said_outside_the_table() {
    assert_eq!((*lunar::YEARS.start(), *lunar::YEARS.end()), (1968, 2100));
    assert_eq!([1967, 2101, i16::MIN, i16::MAX].map(tet), [None; 4]);
    assert_eq!([1967, 2101].map(hung_kings), [None; 2]);
    for outside in [FIRST.yesterday().unwrap(), LAST.tomorrow().unwrap(), Date::MIN, Date::MAX] {
        assert_eq!(solar_to_lunar(outside), None, "{outside}");
    }
    for (month, day) in [(0, 1), (13, 1), (-1, 1), (1, 0), (1, 31), (1, -1), (i8::MIN, i8::MAX)] {
        assert_eq!(lunar_to_solar(LunarDate { year: 2026, month, leap: false, day }), None);
    }
}

/// `quyche holidays …`.
fn holidays(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quyche")).arg("holidays").args(args).output().unwrap()
}

/// The content folder with the holidays of the real office and the printed files of further years, decoded.
fn with_years(years: &[i16]) -> Holidays {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("content/holidays");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::copy(common::root().join("content/holidays/vn.yaml"), folder.join("vn.yaml")).unwrap();
    for year in years {
        let printed = holidays(&[&year.to_string()]);
        assert!(printed.status.success() && printed.stderr.is_empty());
        std::fs::write(folder.join(format!("{year}.yaml")), printed.stdout).unwrap();
    }
    let (sources, model, report) = common::project(dir.path());
    let said: Vec<_> = report.iter().filter_map(|d| d.span).map(|s| sources.files.name(s.file)).collect();
    assert!(said.is_empty(), "nothing in the holiday files is at fault: {said:?}");
    model.holidays
}

#[test]
fn a_printed_file_is_read_back_as_the_law_has_it() {
    for year in [2031, 2034, 2100] {
        let read = with_years(&[year]);
        let read = read.days.values().filter(|h| h.date.year() == year);
        let read = read.map(|h| (h.date, h.kind, h.name.as_str(), h.source.as_str(), h.status));
        let law = statutory_days(year).unwrap();
        let law = law.iter().map(|d| (d.date, d.kind, d.name.as_str(), d.source, d.status));
        assert_eq!(read.collect::<Vec<_>>(), law.collect::<Vec<_>>());
        let json: serde_json::Value = serde_json::from_slice(&holidays(&[&year.to_string(), "--json"]).stdout).unwrap();
        assert_eq!(json["days"].as_array().unwrap().len(), statutory_days(year).unwrap().len());
    }
}

#[test]
fn a_year_between_two_files_is_not_loaded() {
    let years = with_years(&[2032]).years;
    assert!(years.into_keys().eq((2015..=2030).chain([2032])));
    assert!(with_years(&[2031, 2032]).years.into_keys().eq(2015..=2032));
}

#[test]
fn a_year_without_an_answer_is_refused() {
    for year in ["2020", "2101", "0", "-1", "32768", "mai"] {
        let refused = holidays(&[year]);
        assert_eq!(refused.status.code(), Some(2), "{year}");
        assert!(refused.stdout.is_empty() && !refused.stderr.is_empty(), "{year}");
    }
}

proptest! {
    #[test]
    fn there_and_back(n in 0i32..=(LAST - FIRST).get_days()) {
        let day = FIRST + n.days();
        let lunar = solar_to_lunar(day).unwrap();
        prop_assert_eq!(lunar_to_solar(lunar), Some(day));
        if let Some(next) = solar_to_lunar(day.tomorrow().unwrap()) {
            prop_assert!(next.day == lunar.day + 1 || next.day == 1 && lunar.day >= 29, "{:?} then {:?}", lunar, next);
        }
    }
}
