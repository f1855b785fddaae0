//! Dates in words, as Vietnamese offices write them (Nghị định 30/2020/NĐ-CP writes day and month with two digits), and as the
//! English interface does. There the month is a word: 02/03/2026 is another day to an American than to a Briton.

use jiff::civil::{Date, Weekday};

/// `13/02/2026`.
#[must_use]
pub fn date_words(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// `tháng 02/2026`.
#[must_use]
pub fn month_words(date: Date) -> String {
    format!("tháng {:02}/{:04}", date.month(), date.year())
}

/// `13 Feb 2026`.
#[must_use]
pub fn date_english(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// The day as Vietnamese has it and as English has it: `13/02/2026`, `13 Feb 2026`.
#[must_use]
pub fn date_both(date: Date) -> (String, String) {
    (date_words(date), date_english(date))
}

/// `February 2026`.
#[must_use]
pub fn month_english(date: Date) -> String {
    date.strftime("%B %Y").to_string()
}

/// `Friday`.
#[must_use]
pub fn weekday_english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// `thứ Sáu`, `Chủ nhật`.
#[must_use]
pub fn weekday_words(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}
