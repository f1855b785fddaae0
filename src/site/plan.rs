//! Snapshot → Site: every page planned, every address given once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::{Mutex, PoisonError};

use jiff::civil::{Date, date};
use rayon::prelude::*;

use super::changes::Changes;
use super::document::{Document, Named};
use super::feed::Feed;
use super::feeds::feeds;
use super::gone_dates::Former;
use super::issued::Issued;
use super::moved::Moved;
use super::open_points::Finding;
use super::page::{Body, Chrome, NotFound, Page, Site};
use super::past::Past;
use super::planner::Planner;
use super::{
    atom, calendar, changes, ended, free, gone_dates, handbook, home, law, matrix, open_points, role, routes,
    search_docs, terms, unit,
};
use crate::calendar::{Computed, Occurrence};
use crate::change;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::history::{Lineages, Snapshot, State};
use crate::model::{Model, Palette};
use crate::say;

/// The site of a day, whole: `model` is the office as written, of all days, `state` what decisions have made of it; nothing where
/// there is no text. `findings` are the warnings of `check` for the open points; `years` are the years that get pages.
/// The clock is not asked: the day is the state's. Whoever does not need all of it at once asks a [`Plan`].
#[must_use]
pub fn plan(model: &Model, state: &State, findings: &[Finding], years: RangeInclusive<i16>) -> (Site, Report) {
    let mut report = Report::default();
    let Some(snapshot) = &state.snapshot() else { return (Site::default(), report) };
    let grounds = report.take(Grounds::new(model, state, snapshot, years, None));
    let plan = Plan::new(&grounds, findings);
    let pages = Mutex::new(BTreeMap::new());
    report.extend(plan.pages(&|page| {
        pages.lock().unwrap_or_else(PoisonError::into_inner).insert(page.path.clone(), page);
    }));
    let pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect();
    let (documents, feeds, atom) = (plan.documents(), plan.feeds(), plan.atom());
    (Site { chrome: plan.chrome(), documents, pages, feeds, atom }, report)
}

/// The dates a site of these years shows.
#[must_use]
pub fn dates(snapshot: &Snapshot, years: &RangeInclusive<i16>) -> Computed {
    let (first, last) = days(snapshot.day, years);
    Computed::of(snapshot, first, last)
}

/// From the first day of the years, or the Monday of this week, to the last that some page looks ahead to.
fn days(day: Date, years: &RangeInclusive<i16>) -> (Date, Date) {
    let first = date((*years.start()).clamp(1, 9998), 1, 1).min(calendar::monday(day));
    (first, date((*years.end()).clamp(1, 9998), 12, 31).max(calendar::horizon(day)))
}

/// What the plan of a site stands on: the dates it shows, and the offices of other days.
pub struct Grounds<'a> {
    /// The office on the day.
    pub(super) s: &'a Snapshot<'a>,
    /// Every dated occurrence of the years shown, by day.
    pub(super) dates: Vec<Occurrence>,
    /// Windows and quotas: the text gives a month or a number of times, a person the day.
    pub(super) windows: Vec<Occurrence>,
    /// Dates of words that ended, once shown.
    pub(super) gone_dates: Vec<Former>,
    /// The years that have pages.
    pub(super) years: RangeInclusive<i16>,
    /// What every decision changed.
    pub(super) changes: Changes,
    /// The offices of other days.
    pub(super) past: Past,
    /// The way of each provision from text to text.
    pub(super) lineages: &'a Lineages,
}

impl<'a> Grounds<'a> {
    /// Those of the site [`plan`] makes; `computed` has its dates where somebody has them already.
    #[must_use]
    pub fn new(
        model: &'a Model,
        state: &'a State,
        s: &'a Snapshot<'a>,
        years: RangeInclusive<i16>,
        computed: Option<&Computed>,
    ) -> (Self, Report) {
        let mut report = Report::default();
        let (first, last) = days(s.day, &years);
        let dates = report.take(match computed {
            Some(computed) => computed.occurrences(s, first, last),
            None => self::dates(s, &years).occurrences(s, first, last),
        });
        // Decisions are replayed once: each change is compared, then kept as far as a page of another day needs it.
        let mut past = Past::default();
        let mut differences = Vec::new();
        let lineages = state.lineages();
        for (before, after) in lineages.steps(model) {
            differences.push(change::compare(model, &before, &after));
            past.take(before, after, s.day, first);
        }
        let gone_dates = gone_dates::of_former_rules(s, first, last, &dates);
        let (windows, dates) = dates.into_iter().partition(|o: &Occurrence| o.undecided_day);
        let changes = Changes::new(differences);
        (Self { s, dates, windows, gone_dates, years, changes, past, lineages }, report)
    }
}

/// Where pages go as they are planned: from several threads, in any order.
pub(super) type Give<'g> = dyn Fn(Page) + Sync + 'g;

/// The site of a day, each part made when it is asked for.
pub struct Plan<'a> {
    planner: Planner<'a>,
    findings: &'a [Finding],
}

impl<'a> Plan<'a> {
    /// As [`plan`] makes it.
    #[must_use]
    pub fn new(grounds: &'a Grounds<'a>, findings: &'a [Finding]) -> Self {
        Self { planner: Planner::new(grounds), findings }
    }

    /// What every page shows.
    #[must_use]
    pub fn chrome(&self) -> Chrome {
        chrome(&self.planner)
    }

    /// Gives every page as soon as it is planned, so that not all need be there at once. An address belongs to the page that takes it
    /// first; another is reported and not given.
    pub fn pages(&self, give: &(dyn Fn(Page) + Sync)) -> Report {
        let (planner, findings) = (&self.planner, self.findings);
        let taken: Mutex<BTreeSet<String>> = Mutex::default();
        let refused: Mutex<Vec<String>> = Mutex::default();
        let once = |page: Page| {
            let new = taken.lock().unwrap_or_else(PoisonError::into_inner).insert(page.path.to_lowercase());
            if new {
                give(page);
            } else {
                refused.lock().unwrap_or_else(PoisonError::into_inner).push(page.path);
            }
        };
        let list = |pages: Vec<Page>| pages.into_iter().for_each(once);
        let moved = &Moved::new(planner);
        // Some pages show all there is: of a large office each needs as much memory as thousands of others, so they are made one after
        // another.
        let large = || {
            law::texts(planner, moved, &once);
            list(search_docs::pages(planner));
            list(matrix::pages(planner));
        };
        let kinds: [&(dyn Fn() + Sync); 12] = [
            &|| law::pages(planner, moved, &once),
            &|| handbook::pages(planner, &once),
            &|| unit::pages(planner, &once),
            &|| role::pages(planner, &once),
            &|| list(home::pages(planner, findings)),
            &|| list(ended::pages(planner)),
            // Where there are two threads the second begins here.
            &large,
            &|| list(calendar::pages(planner)),
            &|| list(open_points::pages(planner, findings)),
            &|| list(terms::pages(planner)),
            &|| list(changes::pages(planner)),
            &|| once(not_found(planner)),
        ];
        // None of the kinds waits for another.
        kinds.par_iter().with_max_len(1).for_each(|pages| pages());
        // Free pages come last, so that one that takes an address of the site is the one reported.
        list(free::pages(planner));
        let mut report = Report::default();
        let mut refused = refused.into_inner().unwrap_or_else(PoisonError::into_inner);
        refused.sort();
        refused.iter().for_each(|path| report.push(collision(planner, path)));
        report
    }

    /// One page as [`Plan::pages`] gives it, without the others, for who looks at it already; none for those that show all there is or
    /// what was found.
    #[must_use]
    pub fn page(&self, address: &str) -> Option<Page> {
        let planner = &self.planner;
        let among = |pages: Vec<Page>| pages.into_iter().find(|page| page.path == address);
        let in_folder_of = |route: &str| routes::are_near(route, address);
        match address {
            _ if in_folder_of(routes::LAW) => law::page(planner, &Moved::new(planner), address),
            _ if in_folder_of(routes::POSTS) => {
                handbook::page(planner, address).or_else(|| among(role::near(planner, address)))
            }
            _ if in_folder_of(routes::UNITS) => unit::page(planner, address),
            _ if in_folder_of(routes::WEEK) => among(calendar::pages(planner)),
            _ if in_folder_of(routes::TERMS) => among(terms::pages(planner)),
            _ if in_folder_of(routes::CHANGES) => among(changes::pages(planner)),
            _ => None,
        }
    }

    /// What the search finds.
    #[must_use]
    pub fn documents(&self) -> Vec<Document> {
        search_docs::documents(&self.planner)
    }

    /// The names a search may ask for and nothing else.
    #[must_use]
    pub fn named(&self) -> Vec<Named> {
        search_docs::named_alone(&self.planner)
    }

    /// The calendars to subscribe to.
    #[must_use]
    pub fn feeds(&self) -> Vec<Feed> {
        feeds(&self.planner)
    }

    /// The feed of decisions, a finished file.
    #[must_use]
    pub fn atom(&self) -> String {
        atom::feed(&self.planner)
    }
}

fn collision(planner: &Planner<'_>, path: &str) -> Diagnostic {
    let span = planner.s.model.pages.iter().find(|p| routes::free_page(&p.id) == path).map(|p| p.span);
    Diagnostic::new(
        Code::PathCollision,
        span,
        say!("hai trang cùng địa chỉ {path}", "two pages have the address {path}"),
    )
    .help(say!("đổi tên tệp trong content/pages/", "rename the file in content/pages/"))
}

/// The page for an address that does not exist is served at any depth, so its links start at the published root; where
/// that is not known they are relative, which is right at the root and from disk.
fn not_found(planner: &Planner<'_>) -> Page {
    let base = planner.s.model.office.base_url.trim_end_matches('/');
    let root = if base.is_empty() { String::new() } else { format!("{base}/") };
    Page {
        path: routes::NOT_FOUND.to_owned(),
        root,
        nav: "none",
        crumbs: Vec::new(),
        body: Body::NotFound(NotFound {}),
    }
}

fn chrome(planner: &Planner<'_>) -> Chrome {
    let s = planner.s;
    let office = &s.model.office;
    let issued = Issued::of(s.model, s.version);
    let free_page =
        |p: &crate::model::FreePage| super::view::Link { text: p.title.clone(), href: routes::free_page(&p.id) };
    Chrome {
        office: office.name.clone(),
        short_name: office.short_name.clone(),
        title: office.title.clone(),
        language: if office.language.is_empty() { "vi".to_owned() } else { office.language.clone() },
        law_title: s.version.title.to_string(),
        decision: issued.title(),
        amended_by: issued.amended_by(),
        signed: issued.signed().map_or_else(String::new, |d| planner.date(d)),
        effective_from: planner.date(s.version.effective_from),
        status: issued.decision.map_or_else(|| law::status(s.in_force()), |d| changes::status(planner, d)),
        day: planner.date(s.day),
        day_iso: s.day.to_string(),
        report_to: office.report_to.clone().unwrap_or_default(),
        base_url: office.base_url.clone(),
        years: planner
            .years
            .clone()
            // Earlier years are turned back to, page by page.
            .filter(|y| s.day.year() <= y.saturating_add(1))
            .map(|y| super::view::Link { text: y.to_string(), href: routes::year(y) })
            .collect(),
        free_pages: s.model.pages.iter().map(free_page).collect(),
        coming: changes::coming(planner),
        logo: office.logo.as_ref().map_or_else(String::new, |l| routes::logo(&l.file)),
        colours: if office.palette == Palette::default() { "" } else { routes::COLOURS }.to_owned(),
        generator: concat!("quyche ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::shipped;
    use crate::site::BlockView;
    use std::collections::BTreeSet;

    fn planned(model: &Model) -> Site {
        let state = crate::history::on(model, date(2026, 2, 11));
        plan(model, &state, &[], 2026..=2026).0
    }

    #[test]
    fn this_week_holds_its_days_of_a_year_that_has_no_pages() {
        let mut model = shipped();
        model.office.first_year = None;
        let tuesdays = crate::model::When::DayOfWeek { weekday: jiff::civil::Weekday::Tuesday };
        model.rules.truncate(1);
        model.rules[0].when = tuesdays;
        model.rules[0].limit = crate::model::Limit::Exact;
        let state = crate::history::on(&model, date(2026, 1, 1));
        let (site, report) = plan(&model, &state, &[], 2026..=2026);
        assert!(report.is_empty(), "{report:?}");
        let here = |path: &str| site.pages.iter().find(|p| p.path == path).map(|p| &p.body);
        let (Some(Body::Week(week)), Some(Body::Home(home))) = (here(routes::WEEK), here(routes::HOME)) else {
            panic!()
        };
        for weeks in [&week.weeks, &home.weeks] {
            let of_days =
                |w: &calendar::Week| w.entries.iter().map(|e| (e.day.iso.clone(), e.href.clone())).collect::<Vec<_>>();
            let href =
                |path: &str, slot| format!("{path}#{}", routes::slot_anchor(&format!("{}/{slot}", model.rules[0].id)));
            assert_eq!(of_days(&weeks[0]), [("2025-12-30".to_owned(), href(routes::WEEK, "2026-W01"))]);
            assert_eq!(of_days(&weeks[1]), [("2026-01-06".to_owned(), href("lich/2026-01.html", "2026-W02"))]);
        }
        assert_eq!(week.weeks.iter().flat_map(|w| &w.entries).filter(|e| e.on_week_page).count(), 1);
    }

    #[test]
    fn neither_a_mention_nor_a_withheld_reading_is_ever_shown_as_a_duty() {
        let model = shipped();
        let duty = |provision: &str, quote: &str| {
            model.assignments.iter().any(|a| {
                let same = a.provision.as_str() == provision && a.quote.as_str() == quote;
                same && a.is_work_shown()
            })
        };
        let each = |cite: &crate::site::Cite, duties: &[crate::site::DutyView]| {
            for d in duties {
                assert!(duty(&cite.id, &d.quote), "{}: {}", cite.id, d.quote);
            }
        };
        let proved = |blocks: &[BlockView]| {
            blocks.iter().flat_map(|b| &b.ways).flat_map(|w| &w.clauses).for_each(|c| each(&c.cite, &c.duties));
        };
        for page in planned(&model).pages {
            match page.body {
                Body::Role(role) => proved(&role.blocks),
                Body::Handbook(h) => {
                    proved(&h.blocks);
                    let clauses = h.full.iter().flat_map(|f| &f.blocks).flat_map(|b| &b.ways).flat_map(|w| &w.clauses);
                    let duties =
                        |c: &crate::site::HandbookClause| c.duties.iter().map(|d| d.duty.clone()).collect::<Vec<_>>();
                    clauses.for_each(|c| each(&c.cite, &duties(c)));
                }
                Body::Unit(unit) => proved(&unit.blocks),
                _ => {}
            }
        }
    }

    #[test]
    fn one_page_is_planned_as_it_is_among_all() {
        let model = shipped();
        let state = crate::history::on(&model, date(2026, 2, 11));
        let snapshot = state.snapshot().unwrap();
        let (grounds, _) = Grounds::new(&model, &state, &snapshot, 2026..=2026, None);
        let plan = Plan::new(&grounds, &[]);
        let pages = Mutex::new(Vec::new());
        let _ = plan.pages(&|page| pages.lock().unwrap().push(page));
        let mut alone = BTreeSet::new();
        for page in pages.into_inner().unwrap() {
            if let Some(one) = plan.page(&page.path) {
                alone.insert(page.path.split('/').next().unwrap().to_owned());
                assert_eq!(one, page);
            }
        }
        let folders = ["don-vi", "lich", "quy-che", "thay-doi", "thuat-ngu.html", "viec-toi"];
        assert_eq!(alone.iter().map(String::as_str).collect::<Vec<_>>(), folders);
        for address in ["", "khong-co.html", "quy-che/khong-co.html", routes::HOME, routes::WHOLE] {
            assert!(plan.page(address).is_none(), "{address}");
        }
    }

    #[test]
    fn every_provision_stands_on_one_page_and_in_the_order_of_the_text() {
        let model = shipped();
        let version = model.versions.first().unwrap();
        let shown: Vec<_> =
            super::super::sections::sections(version).into_iter().flat_map(|s| s.provisions).map(|p| &p.id).collect();
        assert_eq!(shown, version.provisions.iter().map(|p| &p.id).collect::<Vec<_>>());
    }

    #[test]
    fn what_has_no_date_is_listed_and_what_has_one_is_not() {
        let model = shipped();
        let site = planned(&model);
        let undated = site.pages.iter().find_map(|p| if let Body::Undated(u) = &p.body { Some(u) } else { None });
        let listed: BTreeSet<_> =
            undated.unwrap().groups.iter().flat_map(|g| &g.rules).map(|r| r.rule.id.clone()).collect();
        for rule in &model.rules {
            let dated =
                matches!(rule.when, crate::model::When::DayOfMonth { .. } | crate::model::When::WeekOfMonth { .. });
            assert!(!(dated && listed.contains(rule.id.as_str())), "{}", rule.id);
        }
        assert!(listed.contains("hoi-y-lanh-dao"), "a quota has no day");
    }
}
