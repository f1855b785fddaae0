//! The days of a feed that was written before: for whoever must say which of them are others now.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// The first day of each event of a feed of ours, by its identity.
#[must_use]
pub fn first_days(feed: &str) -> BTreeMap<String, Date> {
    let unfolded = feed.replace("\r\n ", "");
    let (mut found, mut uid) = (BTreeMap::new(), "");
    for line in unfolded.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        match name.split(';').next() {
            Some("BEGIN") => uid = "",
            Some("UID") => uid = value,
            Some("DTSTART") if !uid.is_empty() => {
                let day = value.get(..8).and_then(|day| Date::strptime("%Y%m%d", day).ok());
                found.extend(day.map(|day| (uid.to_owned(), day)));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::first_days;

    #[test]
    fn days_are_read_from_folded_lines_and_hours() {
        let feed = "BEGIN:VTIMEZONE\r\nDTSTART:19750613T000000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:bao-cao.2026-02@\r\n quy-che\r\nDTSTART;VALUE=DATE:20260224\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:hop.1@quy-che\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20260303T140000\r\nEND:VEVENT\r\n";
        let found = first_days(feed).into_iter().collect::<Vec<_>>();
        let event = |uid: &str, day| (uid.to_owned(), day);
        assert_eq!(
            found,
            [event("bao-cao.2026-02@quy-che", date(2026, 2, 24)), event("hop.1@quy-che", date(2026, 3, 3))]
        );
    }
}
