//! The day the site is built for: `--date`, else `SOURCE_DATE_EPOCH`, else today in the office's time zone.

use jiff::civil::{Date, DateTime, date};

/// Vietnam keeps UTC+7 all year (Quyết định 134/2002/QĐ-TTg); no time zone database is needed for the day.
const OFFSET_SECONDS: i64 = 7 * 3600;

/// The day of the run; `None` when `SOURCE_DATE_EPOCH` is set and is no number of seconds.
pub fn day(flag: Option<Date>) -> Option<Date> {
    match flag {
        Some(day) => Some(day),
        None => Some(local(seconds()?)?.date()),
    }
}

/// The moment of the run in the office's time zone, ISO; empty when it cannot be told.
pub fn now() -> String {
    seconds().and_then(local).map_or_else(String::new, |now| format!("{}+07:00", now.strftime("%Y-%m-%dT%H:%M:%S")))
}

/// Seconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock and SOURCE_DATE_EPOCH are asked")]
fn seconds() -> Option<i64> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse::<i64>().ok(),
        Err(_) => {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
            i64::try_from(since.as_secs()).ok()
        }
    }
}

fn local(seconds: i64) -> Option<DateTime> {
    let seconds = seconds.checked_add(OFFSET_SECONDS)?;
    date(1970, 1, 1).at(0, 0, 0, 0).checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()
}
