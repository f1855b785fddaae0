//! How to subscribe to a calendar, and every calendar there is (design 3, ".ics").
//!
//! Subscription comes first: a file taken home keeps the dates of the day it was taken. The trap: an address that cannot be
//! subscribed to, which is every address as long as nobody said where the site will stand.

use serde::Serialize;

use super::planner::Planner;
use super::routes;
use super::view::FeedView;
use crate::model::Actor;

/// The page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct SubscribePage {
    /// Whether the site knows where it will stand, so that one can subscribe at all.
    pub published: bool,
    /// The calendars, by kind: `all`, `roles`, `units`, `handbooks`; a kind without any keeps its anchor.
    pub groups: Vec<FeedGroup>,
}

/// Calendars of one kind.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FeedGroup {
    /// The key of its heading.
    pub key: &'static str,
    /// The calendars.
    pub feeds: Vec<NamedFeed>,
}

/// One calendar and whose it is.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct NamedFeed {
    /// Whose; empty for everybody's.
    pub name: String,
    /// Its addresses.
    pub feed: FeedView,
    /// The address to paste into a program; empty while nobody knows where the site will stand.
    pub address: String,
}

/// Every calendar of the site, as [`super::feeds`] writes them.
pub(super) fn view(planner: &Planner<'_>) -> SubscribePage {
    let s = planner.s;
    let base = s.model.office.base_url.trim_end_matches('/');
    let named = |id: &str, name: String| {
        let feed = planner.feed(id);
        let address = if feed.subscribe.is_empty() { String::new() } else { format!("{base}/{}", feed.href) };
        NamedFeed { name, feed, address }
    };
    let mut pairs = planner.handbooks.clone();
    pairs.sort();
    pairs.dedup();
    let pair = |(role, unit): &(_, _)| {
        named(&routes::pair(role, unit), planner.name(&Actor::RoleAt(Clone::clone(role), Clone::clone(unit))))
    };
    let all = named(routes::ALL, String::new());
    let groups = [
        ("roles", s.roles.iter().map(|r| named(r.id.as_str(), r.name.clone())).collect()),
        ("units", s.units.iter().map(|u| named(u.id.as_str(), u.name_on(s.day).to_owned())).collect()),
        ("handbooks", pairs.iter().map(pair).collect::<Vec<_>>()),
    ];
    let published = !all.feed.subscribe.is_empty();
    let mut list = vec![FeedGroup { key: "all", feeds: vec![all] }];
    list.extend(groups.into_iter().map(|(key, feeds)| FeedGroup { key, feeds }));
    SubscribePage { published, groups: list }
}
