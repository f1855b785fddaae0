//! Dates in words, as Vietnamese offices write them (Nghị định 30/2020/NĐ-CP writes day and month with two digits).

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
