//! A calendar to subscribe to, as plain words and dates. `ics` writes it; nothing here knows the format.
//!
//! An event has a day, or a day and an hour the text gives. What has neither, a month window or a quota, is no event: a feed
//! with a made-up day would be believed.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::diagnostic::Lang;

/// One feed: for everybody, for a role, or for a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address from the site's root: `lich/p-tong-hop.ics`.
    pub path: String,
    /// Its name in a calendar program.
    pub title: String,
    /// The language of what is said around the titles, which are the content's.
    pub lang: Lang,
    /// Its events, in the order of their days; one event stands in the feed of everybody it concerns.
    pub events: Vec<Arc<FeedEvent>>,
}

/// One meeting or deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEvent {
    /// Its identity for ever, `<rule>.<period>@<domain>`; it never holds the date, so a moved meeting moves.
    pub uid: String,
    /// `Hạn: …` or `Họp …`. A cancelled event is marked by the writer.
    pub summary: String,
    /// When.
    pub when: FeedTime,
    /// The clause quoted, its citation, [Cách tính]; lines end in `\n`.
    pub description: String,
    /// The page that says more, when it is known where the site will stand.
    pub url: Option<String>,
    /// How firm.
    pub status: FeedStatus,
    /// How often the event has changed since it was first published.
    pub sequence: u32,
    /// The day of this state of the event: of its last change, or the first day of its rule when it never changed.
    pub stamp: Date,
    /// Minutes before its beginning (midnight, for a whole day) at which to be reminded.
    pub reminder: Option<u32>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedTime {
    /// Whole days, both included.
    Days {
        /// First day.
        start: Date,
        /// Last day, the first one for a single day.
        end: Date,
    },
    /// An hour in the office's time; without an end where the text gives none.
    Hour {
        /// When it begins.
        start: DateTime,
        /// When it ends.
        end: Option<DateTime>,
    },
}

/// How firm an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedStatus {
    /// Firm.
    Confirmed,
    /// Expected.
    Tentative,
    /// Called off; it stays in the feed, or it would stay in people's calendars.
    Cancelled,
}
