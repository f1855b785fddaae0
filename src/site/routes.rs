//! Every address of the site, in one place (the site map of design 1).
//!
//! Addresses are ASCII, stable and relative to the root of the site; a page adds its own `../` in front. The trap: a
//! second place that spells an address, which is how a link dies the day a page moves.

use jiff::civil::Date;

use crate::model::{DecisionId, ProvisionId, RoleId, RuleId, UnitId};
use crate::text::slug;

/// The home page.
pub const HOME: &str = "index.html";
/// "Bạn là ai?" on the home page.
pub const WHO_ARE_YOU: &str = "index.html#ban-la-ai";
/// The org chart.
pub const UNITS: &str = "don-vi/index.html";
/// Attributes and table of contents of the regulation.
pub const LAW: &str = "quy-che/index.html";
/// The whole text in force.
pub const WHOLE: &str = "quy-che/toan-van.html";
/// This week.
pub const WEEK: &str = "lich/tuan-nay.html";
/// Obligations to which the text gives no date.
pub const UNDATED: &str = "lich/khong-ngay.html";
/// How to subscribe to a calendar.
pub const SUBSCRIBE: &str = "lich/dang-ky.html";
/// How dates are computed.
pub const METHOD: &str = "lich/cach-tinh.html";
/// Who does what.
pub const MATRIX: &str = "ai-lam-gi.html";
/// Open points.
pub const OPEN: &str = "diem-chua-ro.html";
/// Abbreviations and terms.
pub const TERMS: &str = "thuat-ngu.html";
/// Search.
pub const SEARCH: &str = "tim.html";
/// The page shown for an address that does not exist.
pub const NOT_FOUND: &str = "404.html";

/// Every decision.
pub const CHANGES: &str = "thay-doi/index.html";
/// The feed of decisions.
pub const ATOM: &str = "thay-doi/atom.xml";

/// The sheet of the office's own colours.
pub const COLOURS: &str = "assets/office.css";

/// The picture beside the office's name; the name of its file is the office's, its address ours.
#[must_use]
pub fn logo(file: &str) -> String {
    let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    format!("assets/office-logo.{ending}")
}

/// The folder of roles and of handbooks.
pub const POSTS: &str = "viec-toi/";

/// Whether two addresses lie in one folder of the root, or are one file there.
#[must_use]
pub fn are_near(a: &str, b: &str) -> bool {
    a.split('/').next() == b.split('/').next()
}

/// The page of a decision.
#[must_use]
pub fn decision(id: &DecisionId) -> String {
    format!("thay-doi/{id}.html")
}

/// The page of a role.
#[must_use]
pub fn role(id: &RoleId) -> String {
    format!("viec-toi/{id}.html")
}

/// A block of a role's duties, or what it hands in and receives, quoted on a page of its own.
#[must_use]
pub fn role_part(role: &RoleId, key: &str) -> String {
    let name = match key {
        "inherited" => "ke-thua",
        "collective" => "tap-the",
        "unit_head" => "dung-dau",
        "everybody" => "chung",
        _ => "nop-nhan",
    };
    format!("viec-toi/{role}/{name}.html")
}

/// Whether an address is that of a part of what a role does.
#[must_use]
pub fn is_role_part(path: &str, role: &RoleId) -> bool {
    path.strip_prefix("viec-toi/")
        .and_then(|rest| rest.strip_prefix(role.as_str()))
        .is_some_and(|rest| rest.starts_with('/'))
}

/// A role in a unit, in addresses and anchors.
#[must_use]
pub fn pair(role: &RoleId, unit: &UnitId) -> String {
    format!("{role}--{unit}")
}

/// The handbook of a role in one unit.
#[must_use]
pub fn handbook(role: &RoleId, unit: &UnitId) -> String {
    format!("viec-toi/{}.html", pair(role, unit))
}

/// The full edition of a handbook, for paper: everything, with every clause to the letter. All lie in one folder: of a large office a
/// thousand of one file each would cost whoever writes and copies the site.
#[must_use]
pub fn handbook_in_full(role: &RoleId, unit: &UnitId) -> String {
    format!("viec-toi/ban-in/{}.html", pair(role, unit))
}

/// The page of a unit.
#[must_use]
pub fn unit(id: &UnitId) -> String {
    format!("don-vi/{id}.html")
}

/// The page of a section: `quy-che/b-ii.html`.
#[must_use]
pub fn section(head: &ProvisionId) -> String {
    format!("quy-che/{}.html", slug(&head.anchor()))
}

/// The whole text as it took effect on `from`, for ever.
#[must_use]
pub fn version(from: Date) -> String {
    format!("quy-che/{from}/toan-van.html")
}

/// A year of the calendar.
#[must_use]
pub fn year(year: i16) -> String {
    format!("lich/{year:04}.html")
}

/// The year a page of the calendar is about: of a year, its sheet or a month.
#[must_use]
pub fn year_of(path: &str) -> Option<i16> {
    let year = path.strip_prefix("lich/")?.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let year: i16 = year.parse().ok()?;
    let known = [self::year(year), wall(year)].iter().any(|own| own == path) || month_of(path).is_some();
    known.then_some(year)
}

/// The first day of the month a page of the calendar is about.
#[must_use]
pub fn month_of(path: &str) -> Option<Date> {
    let (year, rest) = path.strip_prefix("lich/")?.split_once('-')?;
    let first = Date::new(year.parse().ok()?, rest.strip_suffix(".html")?.parse().ok()?, 1).ok()?;
    (month(first) == path).then_some(first)
}

/// The sheet of a year for the wall.
#[must_use]
pub fn wall(year: i16) -> String {
    format!("lich/{year:04}-treo.html")
}

/// A month of the calendar.
#[must_use]
pub fn month(date: Date) -> String {
    format!("lich/{:04}-{:02}.html", date.year(), date.month())
}

/// The feed of a role, a unit, or `role--unit`.
#[must_use]
pub fn feed(id: &str) -> String {
    format!("lich/{id}.ics")
}

/// What stands for everybody in the address of a feed.
pub const ALL: &str = "tat-ca";

/// The feed of everything.
#[must_use]
pub fn feed_of_all() -> String {
    feed(ALL)
}

/// An obligation without a date.
#[must_use]
pub fn undated(rule: &RuleId) -> String {
    format!("{UNDATED}#{rule}")
}

/// The row of a group in the matrix.
#[must_use]
pub fn matrix_row(id: &str) -> String {
    format!("{MATRIX}#{id}")
}

/// A free page of the office.
#[must_use]
pub fn free_page(id: &str) -> String {
    format!("{id}.html")
}

/// The anchor of an occurrence: its slot with `/` as `.`.
#[must_use]
pub fn slot_anchor(slot: &str) -> String {
    slot.to_lowercase().replace('/', ".")
}

/// Whether an anchor of a month or week is that of an occurrence: no other has a dot.
#[must_use]
pub fn is_slot(anchor: &str) -> bool {
    anchor.contains('.')
}

/// The script a page loads with the engine: it sets the global `quycheEntry`, the address of the entry without its ending,
/// and loads the entry itself, to run after the engine and with the `onerror` it was itself loaded with. Kept by a browser for
/// longer than the site stood, it leads to an index that is gone, and the page says so.
pub const SEARCH_INDEX: &str = "assets/search-index.js";

/// Where the part of the search index that has this hash lies, without its ending. No page knows the hash, so none leads there.
#[must_use]
pub fn index_part(hash: &str) -> String {
    format!("{INDEX_PART}{hash}")
}

/// Whether an address is that of a part of the search index.
#[must_use]
pub fn is_index_part(path: &str) -> bool {
    let hash = path.strip_prefix(INDEX_PART).and_then(|rest| rest.get(..16));
    hash.is_some_and(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

const INDEX_PART: &str = "assets/search-";

/// Whether a file of the site has an address that people keep: pages and feeds. What pages load for themselves (styles,
/// scripts, the search index) is asked for by pages of the same build alone.
#[must_use]
pub fn is_kept(path: &str) -> bool {
    [".html", ".ics", ".xml"].iter().any(|end| path.ends_with(end))
}

/// Whether an anchor, once published, must stand on its page for ever. Not so the headings of lists that become empty when
/// what they list is settled, and what the page of this week holds, which is that of its day.
#[must_use]
pub fn lasts(path: &str, anchor: &str) -> bool {
    let emptied = path.starts_with("lich/") && matches!(anchor, "chua-dat" | "khong-ngay");
    let passes = match path {
        WEEK => anchor.starts_with("w-") || is_slot(anchor),
        OPEN => anchor.starts_with("o-"),
        UNDATED => anchor.starts_with("g-"),
        _ => false,
    };
    !passes && !emptied
}

/// The way from a page back to the root: `""`, `"../"`, `"../../"`.
#[must_use]
pub fn to_root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::RelPath;

    #[test]
    fn a_page_of_a_year_is_known_and_no_other_page_of_the_calendar() {
        for path in [year(2026), wall(2026), month(jiff::civil::date(2026, 12, 1))] {
            assert_eq!(year_of(&path), Some(2026), "{path}");
        }
        for path in [WEEK, UNDATED, METHOD, "lich/2026-13.html", "lich/2026-01.ics", "lich/-026.html", "2026.html"] {
            assert_eq!(year_of(path), None, "{path}");
        }
    }

    #[test]
    fn every_address_is_one_the_output_accepts() {
        let day = jiff::civil::date(2026, 2, 13);
        let role_id = RoleId::new("cvp");
        let unit_id = UnitId::new("p-kinh-te");
        let section_id = ProvisionId::new("B.II");
        for path in [
            role(&role_id),
            unit(&unit_id),
            handbook(&role_id, &unit_id),
            handbook_in_full(&role_id, &unit_id),
            section(&section_id),
            version(day),
            year(2026),
            wall(2026),
            month(day),
            free_page("gioi-thieu"),
            decision(&DecisionId::new("3232-2021")),
            ATOM.to_owned(),
            UNDATED.to_owned(),
        ] {
            assert!(RelPath::new(&path).is_ok(), "{path}");
        }
        assert_eq!(section(&section_id), "quy-che/b-ii.html");
    }

    #[test]
    fn the_way_to_the_root_climbs_every_folder() {
        assert_eq!(to_root("index.html"), "");
        assert_eq!(to_root("quy-che/2021-11-19/toan-van.html"), "../../");
    }
}
