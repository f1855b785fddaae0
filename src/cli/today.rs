//! The day the site is built for: `--date`, else `SOURCE_DATE_EPOCH`, else today in the office's time zone.

use jiff::civil::{Date, date};

/// Vietnam keeps UTC+7 all year (Quyết định 134/2002/QĐ-TTg); no time zone database is needed for the day.
const OFFSET_SECONDS: i64 = 7 * 3600;

/// The day of the run; `None` when `SOURCE_DATE_EPOCH` is set and is no number of seconds.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock and SOURCE_DATE_EPOCH are asked")]
pub fn day(flag: Option<Date>) -> Option<Date> {
    if flag.is_some() {
        return flag;
    }
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse::<i64>().ok()?,
        Err(_) => {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
            i64::try_from(since.as_secs()).ok()?
        }
    };
    let days = seconds.checked_add(OFFSET_SECONDS)?.div_euclid(86_400);
    date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
