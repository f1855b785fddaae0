//! The filter of a calendar page: by role, by unit, by kind; without a server, also from the disk (design 3, "Pages").
//!
//! What a choice shows is settled here, with the rules its own page names, and the page only compares: each choice holds
//! the rules it keeps, each date its rule. The trap avoided: taking a role in a unit for what the role and the unit have
//! in common. A handbook holds more, so a pair that has one keeps that one's rules.

use std::collections::BTreeSet;

use serde::Serialize;

use super::planner::{Planner, kind_key};
use super::routes;
use crate::duty::{Agenda, Bearers, Turns};
use crate::model::{Actor, OccurrenceKind, RoleId, Rule, UnitId};
use crate::text::Lookup;

/// What stands for the role or unit chosen in the addresses of its feed; no id holds it.
const CHOSEN: &str = "*";

/// What can be chosen on one page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FilterView {
    /// The rules with a date or a window on the page; the choices count from 0 in this list.
    pub rules: Vec<String>,
    /// The roles.
    pub roles: Vec<Choice>,
    /// The units.
    pub units: Vec<Choice>,
    /// The kinds of work on the page.
    pub kinds: Vec<Choice>,
    /// The file of a feed from the root, `*` for whose it is.
    pub feed: String,
    /// The same to subscribe to; empty while nobody knows where the site will stand.
    pub subscribe: String,
}

/// One choice.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Choice {
    /// Its id, or the key of a kind.
    pub id: String,
    /// Its name; empty for a kind, whose key the theme resolves.
    pub name: String,
    /// The rules it keeps, by their places: `0 3 4`.
    pub rules: String,
    /// For a unit, the roles with a handbook in it and what each keeps: `truong-phong:0 3,cong-chuc:`.
    pub handbooks: String,
}

/// Who every rule of the calendar concerns, worked out once for all pages.
pub(super) struct Audience<'p> {
    planner: &'p Planner<'p>,
    roles: Vec<Concerned<'p>>,
    units: Vec<(Concerned<'p>, Vec<Concerned<'p>>)>,
}

struct Concerned<'p> {
    id: &'p str,
    name: String,
    /// The ids of the rules, each once.
    rules: BTreeSet<&'p str>,
}

impl<'p> Audience<'p> {
    pub fn new(planner: &'p Planner<'p>) -> Self {
        let s = planner.s;
        // Those that ended are among them: their dates stand in the months that were.
        let agenda = Agenda::new(s, &s.model.rules);
        let concerned = |id: &'p str, name: String, bearer: Actor| {
            let named = agenda.of(&Bearers::of(s, &bearer)).into_iter();
            let mut rules: BTreeSet<&str> = named.map(|(r, _)| r.id.as_str()).collect();
            // Months to come show what will be theirs.
            rules.extend(planner.turns(&bearer).iter().flat_map(Turns::to_come).map(|(r, _)| r.id.as_str()));
            Concerned { id, name, rules }
        };
        let roles = s.roles.iter();
        let roles = roles.map(|r| concerned(r.id.as_str(), r.name.clone(), Actor::Role(r.id.clone())));
        let units = s.units.iter().map(|unit| {
            let own = planner.handbooks.iter().filter(|(_, u)| *u == unit.id);
            let handbook = |(role, unit): &'p (RoleId, UnitId)| {
                concerned(role.as_str(), String::new(), Actor::RoleAt(role.clone(), unit.clone()))
            };
            let whole = Actor::Unit(unit.id.clone());
            let whole = concerned(unit.id.as_str(), unit.name_on(s.day).to_owned(), whole);
            (whole, own.map(handbook).collect())
        });
        Self { planner, roles: roles.collect(), units: units.collect() }
    }

    /// The filter of a page on which these rules stand.
    pub fn filter(&self, shown: &BTreeSet<String>) -> FilterView {
        let on_page: Vec<&Rule> = self.planner.s.model.rules.iter().filter(|r| shown.contains(r.id.as_str())).collect();
        let mut places: Lookup<&str, Vec<usize>> = Lookup::default();
        on_page.iter().enumerate().for_each(|(i, r)| places.at(r.id.as_str()).push(i));
        let choice = |c: &Concerned<'_>| {
            let mut kept: Vec<usize> = c.rules.iter().filter_map(|id| places.get(id)).flatten().copied().collect();
            kept.sort_unstable();
            Choice { id: c.id.to_owned(), name: c.name.clone(), rules: listed(kept), handbooks: String::new() }
        };
        let unit = |(unit, handbooks): &(Concerned<'_>, Vec<Concerned<'_>>)| {
            let own = handbooks.iter().map(choice).map(|c| format!("{}:{}", c.id, c.rules));
            Choice { handbooks: own.collect::<Vec<_>>().join(","), ..choice(unit) }
        };
        let kind = |kind: OccurrenceKind| Choice {
            id: kind_key(kind).to_owned(),
            name: String::new(),
            rules: listed(on_page.iter().enumerate().filter(|(_, r)| r.kind == kind).map(|(i, _)| i)),
            handbooks: String::new(),
        };
        let kinds = [OccurrenceKind::Meeting, OccurrenceKind::Report, OccurrenceKind::Task];
        FilterView {
            roles: self.roles.iter().map(choice).collect(),
            units: self.units.iter().map(unit).collect(),
            kinds: kinds.into_iter().map(kind).collect(),
            feed: routes::feed(CHOSEN),
            subscribe: self.planner.feed(CHOSEN).subscribe,
            rules: on_page.iter().map(|r| r.id.to_string()).collect(),
        }
    }
}

fn listed(places: impl IntoIterator<Item = usize>) -> String {
    places.into_iter().map(|i| i.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Body, Feed, RuleBrief, plan};
    use std::collections::BTreeMap;

    #[test]
    fn a_choice_and_a_feed_keep_what_the_page_of_their_role_unit_or_handbook_names() {
        let model = crate::model::shipped();
        let state = crate::history::on(&model, jiff::civil::date(2026, 2, 11));
        let site = plan(&model, &state, &[], 2026..=2026).0;
        let ids = |lists: [&Vec<RuleBrief>; 3]| -> BTreeSet<String> {
            lists.into_iter().flatten().map(|r| r.id.clone()).collect()
        };
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for page in &site.pages {
            let rules = match &page.body {
                Body::Role(r) => ids([&r.deadlines, &r.incoming, &r.meetings]),
                Body::Handbook(h) if h.full.is_some() => {
                    [&h.deadlines, &h.incoming, &h.meetings].into_iter().flatten().map(|d| d.rule.id.clone()).collect()
                }
                Body::Unit(u) => ids([&u.deadlines, &u.incoming, &u.meetings]),
                _ => continue,
            };
            let path = if let Body::Handbook(h) = &page.body { &h.on_screen } else { &page.path };
            let id = path.rsplit('/').next().unwrap().trim_end_matches(".html");
            named.insert(id.to_owned(), rules);
        }
        // A feed holds the dates of the same rules; `uid` is `rule.period@domain`.
        let rules_of = |feed: &Feed| -> BTreeSet<String> {
            feed.events.iter().map(|e| e.uid.split('.').next().unwrap().to_owned()).collect()
        };
        let of_all = site.feeds.iter().find(|f| f.path == routes::feed_of_all()).unwrap();
        let dated = rules_of(of_all);
        assert_eq!(site.feeds.len(), named.len() + 1);
        for (id, rules) in &named {
            let feed = site.feeds.iter().find(|f| f.path == routes::feed(id)).unwrap();
            assert_eq!(rules_of(feed), rules.intersection(&dated).cloned().collect(), "the feed of {id}");
        }
        for page in &site.pages {
            let filter = match &page.body {
                Body::Week(week) => &week.filter,
                Body::Month(month) => &month.filter,
                Body::Year(year) => &year.filter,
                _ => continue,
            };
            let kept = |places: &str| -> BTreeSet<String> {
                places.split_whitespace().map(|i| filter.rules[i.parse::<usize>().unwrap()].clone()).collect()
            };
            let on_page: BTreeSet<String> = filter.rules.iter().cloned().collect();
            let expected = |id: &str| named[id].intersection(&on_page).cloned().collect::<BTreeSet<_>>();
            let mut compared = 0;
            for choice in filter.roles.iter().chain(&filter.units) {
                assert_eq!(kept(&choice.rules), expected(&choice.id), "{} on {}", choice.id, page.path);
                for (role, rules) in choice.handbooks.split(',').filter_map(|pair| pair.split_once(':')) {
                    let id = format!("{role}--{}", choice.id);
                    assert_eq!(kept(rules), expected(&id), "{id} on {}", page.path);
                    compared += 1;
                }
                compared += 1;
            }
            assert_eq!(compared, named.len(), "{}: every page of a role, unit or handbook can be chosen", page.path);
        }
    }
}
