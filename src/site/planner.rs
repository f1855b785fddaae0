//! What every page needs while it is planned: the snapshot, the dates, and how things are named, cited and linked.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::actors::{Actors, unit_href};
use super::at::At;
use super::calendar;
use super::changes::{Changes, cite_in};
use super::gone_dates::Former;
use super::name_notes::NameNotes;
use super::past::Past;
use super::plan::Grounds;
use super::routes;
use super::sections::{Section, sections};
use super::trace::Trace;
use super::view::{Cite, Day, Fact, FeedView, Link, NextDay, RuleBrief};
use crate::calendar::{Occurrence, Status};
use crate::diagnostic::Lang;
use crate::duty::{Agenda, Agendas, Turns, handbooks};
use crate::history::{Lineages, Snapshot, citer};
use crate::model::{
    Actor, Citer, Membership, OccurrenceKind, Provision, ProvisionId, Relation, RoleId, Rule, RuleId, UnitId, Version,
    When, holding,
};
use crate::text::{Lookup, date_english, date_words, month_english, month_words, weekday_english, weekday_words};

/// How many coming dates stand beside a duty; the calendar has the rest.
const NEXT: usize = 3;

/// See the module.
pub(super) struct Planner<'a> {
    /// The office on the day.
    pub s: &'a Snapshot<'a>,
    /// Every dated occurrence of the years shown, by its first day.
    pub dates: &'a [Occurrence],
    /// Windows and quotas: the text gives a month or a number of times, a person the day.
    pub windows: &'a [Occurrence],
    /// Dates of words that ended, once shown.
    pub gone_dates: &'a [Former],
    /// The years that have pages.
    pub years: RangeInclusive<i16>,
    /// The language of the interface, for explanations made in both.
    pub lang: Lang,
    /// What every decision changed.
    pub changes: &'a Changes,
    /// The text in force, cut into pages.
    pub sections: Vec<Section<'a>>,
    /// What the words of the text in force refer to.
    pub citer: Citer<'a>,
    /// By the place of each provision the page it stands on.
    section_of: Vec<usize>,
    /// How everybody is named and linked.
    actors: Actors,
    /// The offices of other days.
    pub past: &'a Past,
    /// Which handbooks there are.
    pub handbooks: Vec<(RoleId, UnitId)>,
    /// Which there were and are no more.
    pub former_handbooks: Vec<(RoleId, UnitId)>,
    /// The way of each provision from text to text.
    pub lineages: &'a Lineages,
    /// The way of each provision to the text in force.
    pub trace: Trace<'a>,
    /// Names of units the text may print and what to say of them.
    pub names: NameNotes,
    /// What is said of each provision.
    pub at: At<'a>,
    /// The rules that hold on the day or will, by whom they concern.
    pub agenda: Agenda<'a>,
    /// The same for the days from decisions to come on, where there are any.
    agendas: Option<Agendas<'a>>,
    /// Every rule of the model by its id, and the dates of each.
    rules_of_id: Lookup<&'a RuleId, Vec<&'a Rule>>,
    dates_of_id: Lookup<RuleId, Vec<&'a Occurrence>>,
    /// What pages say of each rule of the model, by where it lies: a rule stands on the pages of all it concerns.
    briefs: BTreeMap<usize, RuleBrief>,
}

impl<'a> Planner<'a> {
    pub fn new(grounds: &'a Grounds<'a>) -> Self {
        let Grounds { s, dates, windows, gone_dates, years, changes, past, lineages } = grounds;
        let (s, lineages, years): (&'a Snapshot<'a>, _, _) = (s, *lineages, years.clone());
        let sections = sections(s.version);
        // The provisions of the pages one after the other are the text.
        let section_of = sections.iter().enumerate().flat_map(|(at, s)| s.provisions.iter().map(move |_| at)).collect();
        let lang = s.model.office.lang();
        let handbooks = handbooks(s);
        let former_handbooks = past.former_handbooks(&handbooks);
        debug_assert!(dates.is_sorted_by_key(|o| o.actual.start), "`within` looks for days among them");
        let (trace, names) = (Trace::new(s, lineages), NameNotes::default());
        let mut planner = Self {
            s,
            dates,
            windows,
            years,
            lang,
            changes,
            gone_dates,
            sections,
            citer: citer(s.model, lineages, s.version),
            section_of,
            actors: Actors::new(s, &handbooks),
            past,
            handbooks,
            former_handbooks,
            lineages,
            trace,
            names,
            at: At::default(),
            agenda: Agenda::new(s, rules_from(s)),
            agendas: Some(past.coming()).filter(|coming| !coming.is_empty()).map(|coming| Agendas::new(s, coming)),
            rules_of_id: Lookup::default(),
            dates_of_id: Lookup::default(),
            briefs: BTreeMap::new(),
        };
        s.model.rules.iter().for_each(|rule| planner.rules_of_id.at(&rule.id).push(rule));
        dates.iter().for_each(|o| planner.dates_of_id.at(o.rule.clone()).push(o));
        let (at, briefs) = rayon::join(
            || At::new(s, planner.rules()),
            || s.model.rules.iter().map(|rule| (rule.address(), planner.brief(rule))).collect(),
        );
        (planner.at, planner.briefs) = (at, briefs);
        planner.names = NameNotes::new(&planner);
        planner
    }

    /// Where a provision stands; empty when the text in force does not have it.
    pub fn provision_href(&self, id: &ProvisionId) -> String {
        let page = self.s.version.provisions.place(id).and_then(|at| self.sections.get(*self.section_of.get(at)?));
        page.map_or_else(String::new, |page| [&page.path, "#", &id.anchor()].concat())
    }

    pub fn provision(&self, id: &ProvisionId) -> Option<&'a Provision> {
        self.s.version.provision(id)
    }

    pub fn cite(&self, id: &ProvisionId) -> Cite {
        if let Some(p) = self.provision(id) {
            return Cite::of(self.s.version, p, self.provision_href(id));
        }
        // What is no more is cited from the last text that has it.
        let held = |v: &'a Version| v.provision(id).map(|p| (v, p));
        let last = self.trace.texts.iter().rev().find_map(held).or_else(|| self.s.model.versions.iter().find_map(held));
        let dated =
            |(v, p): (&Version, _)| Cite::of(v, p, format!("{}#{}", routes::version(v.effective_from), id.anchor()));
        last.map_or_else(|| Cite::unknown(id), dated)
    }

    /// The provision a rule cites, in the text it cites.
    pub fn cite_of(&self, rule: &Rule) -> Cite {
        self.cite_on(rule, self.s.day)
    }

    /// The same for what falls due by the words of a day.
    pub fn cite_on(&self, rule: &Rule, day: Date) -> Cite {
        let (text, id) = self.s.cited_on(rule, &rule.cite, &rule.quote, day);
        cite_in(self, text, &id)
    }

    /// The name of an actor on the day, and its page.
    pub fn actor(&self, actor: &Actor) -> Link {
        self.actors.link(self.s, actor)
    }

    /// The page of a unit that is there or was; empty while it is still to come.
    pub fn unit_href(&self, id: &UnitId) -> String {
        unit_href(self.s, id)
    }

    /// A unit by its name on the day.
    pub fn unit_link(&self, id: &UnitId) -> Link {
        self.actor(&Actor::Unit(id.clone()))
    }

    pub fn actors<'b>(&self, actors: impl IntoIterator<Item = &'b Actor>) -> Vec<Link> {
        actors.into_iter().map(|a| self.actor(a)).collect()
    }

    pub fn name(&self, actor: &Actor) -> String {
        self.actors.name(self.s, actor)
    }

    pub fn has_handbook(&self, role: &RoleId, unit: &UnitId) -> bool {
        self.handbooks.iter().any(|(r, u)| r == role && u == unit)
    }

    pub fn fact(&self, m: &Membership) -> Fact {
        Fact {
            who: self.actor(&m.actor),
            cite: m.proof.cite.as_ref().map(|c| self.cite(c)),
            quote: m.proof.quote.clone().unwrap_or_default(),
            inferred: m.inferred,
            note: m.note.clone().unwrap_or_default(),
        }
    }

    /// The calendar of a role, a unit, `role--unit`, or all.
    pub fn feed(&self, id: &str) -> FeedView {
        let href = routes::feed(id);
        let base = self.s.model.office.base_url.trim_end_matches('/');
        // A subscription needs a place on a server; the scheme tells the system to hand it to the calendar program.
        let place = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
        let subscribe = place.map_or_else(String::new, |place| format!("webcal://{place}/{href}"));
        FeedView { href, subscribe }
    }

    /// Whether the calendar has a page for this day.
    pub fn has_month(&self, date: Date) -> bool {
        self.years.contains(&date.year())
    }

    /// Where an occurrence is explained; empty when no page shows its day.
    pub fn occurrence_href(&self, o: &Occurrence) -> String {
        if o.undecided_day {
            return routes::undated(&o.rule);
        }
        let page = match o.actual.start {
            day if self.has_month(day) => routes::month(day),
            _ if self.on_week_page_only(o) => routes::WEEK.to_owned(),
            _ => return String::new(),
        };
        format!("{page}#{}", routes::slot_anchor(&o.slot))
    }

    /// Whether the page of this week alone shows a day: the last of December in January, the first of January in December.
    pub fn on_week_page_only(&self, o: &Occurrence) -> bool {
        let (first, last) = (calendar::monday(self.s.day), calendar::horizon(self.s.day));
        !o.undecided_day && !self.has_month(o.actual.start) && (first..=last).contains(&o.actual.start)
    }

    /// The office of a day that is not the site's, where it is another.
    pub fn office_on(&self, date: Date) -> Option<Snapshot<'a>> {
        self.past.office_on(date)
    }

    /// The day of an occurrence, linked to its explanation.
    pub fn day_of(&self, o: &Occurrence) -> Day {
        let tentative = matches!(o.status, Status::DependsOnNotice | Status::AwaitsDecision);
        Day { href: self.occurrence_href(o), tentative, ..self.day(o.actual.start) }
    }

    /// A day without an address.
    pub fn day(&self, date: Date) -> Day {
        let (short, weekday) = match self.lang {
            Lang::Vi => (format!("{:02}/{:02}", date.day(), date.month()), weekday_words(date.weekday())),
            Lang::En => (date.strftime("%-d %b").to_string(), weekday_english(date.weekday())),
        };
        Day {
            iso: date.to_string(),
            words: self.date(date),
            short,
            weekday: weekday.to_owned(),
            href: String::new(),
            tentative: false,
        }
    }

    /// A date as the interface writes it; what the text of the law says of dates is copied and never passes here.
    pub fn date(&self, date: Date) -> String {
        match self.lang {
            Lang::Vi => date_words(date),
            Lang::En => date_english(date),
        }
    }

    /// A month as the interface writes it.
    pub fn month(&self, date: Date) -> String {
        match self.lang {
            Lang::Vi => month_words(date),
            Lang::En => month_english(date),
        }
    }

    /// The rules that hold on the day or will hold; those that ended are on the page of what has no date.
    pub fn rules(&self) -> impl Iterator<Item = &'a Rule> + use<'a> {
        rules_from(self.s)
    }

    /// The rule with this id that holds on `day`, as [`Model::rule_on`](crate::model::Model::rule_on) gives it.
    pub fn rule_on(&self, id: &RuleId, day: Date) -> Option<&'a Rule> {
        holding(self.rules_of_id.get(id)?.iter().copied(), day)
    }

    /// The rules of an id, which follow one another.
    pub fn rules_of_id(&self, id: &RuleId) -> impl Iterator<Item = &'a Rule> {
        self.rules_of_id.get(id).into_iter().flatten().copied()
    }

    /// The rule that stands where an id is told once: the one that holds today, else the next to come, else the last that held.
    pub fn rule_at_anchor(&self, id: &RuleId) -> Option<&'a Rule> {
        let (all, today) = (self.rules_of_id.get(id)?.iter().copied(), self.s.day);
        open_on(all.clone(), today).or_else(|| holding(all, today))
    }

    /// The dates of the rules of an id, by day.
    pub fn dates_of(&self, id: &str) -> impl Iterator<Item = &'a Occurrence> {
        self.dates_of_id.get(id).into_iter().flatten().copied()
    }

    /// What falls between two days.
    pub fn within(&self, start: Date, end: Date) -> impl Iterator<Item = &'a Occurrence> + use<'a> {
        let first = self.dates.partition_point(|o| o.actual.start < start);
        self.dates[first..].iter().take_while(move |o| o.actual.start <= end)
    }

    /// The rules a provision sets or belongs to.
    pub fn rules_of(&self, id: &ProvisionId) -> Vec<RuleBrief> {
        self.at.rules(id).iter().map(|r| self.rule(r)).collect()
    }

    /// What pages say of a rule.
    pub fn rule(&self, rule: &Rule) -> RuleBrief {
        self.briefs.get(&rule.address()).map_or_else(|| self.brief(rule), RuleBrief::clone)
    }

    /// When somebody has a part in which rule; nothing where no decision is to come, and today's part is for all days.
    pub fn turns(&self, bearer: &Actor) -> Option<Turns<'_, 'a>> {
        self.agendas.as_ref().map(|agendas| agendas.of(bearer))
    }

    /// What pages of somebody say of a rule, with the next of its dates that are `theirs`; nothing where none of those to come is.
    pub fn rule_of(&self, rule: &Rule, theirs: impl Fn(&Occurrence) -> bool) -> Option<RuleBrief> {
        let all = self.rule(rule);
        // What has no date is as it is today.
        if all.next.is_empty() {
            return Some(all);
        }
        let some = self.brief_of(rule, self.coming(rule.id.as_str()).filter(|o| theirs(o)));
        (!some.next.is_empty()).then_some(some)
    }

    /// The dates of a rule that are not gone by or called off.
    pub fn coming(&self, id: &str) -> impl Iterator<Item = &'a Occurrence> {
        let day = self.s.day;
        self.dates_of(id).filter(move |o| o.status != Status::Cancelled && o.actual.end >= day)
    }

    fn brief(&self, rule: &Rule) -> RuleBrief {
        self.brief_of(rule, self.coming(rule.id.as_str()))
    }

    fn brief_of<'o>(&self, rule: &Rule, coming: impl Iterator<Item = &'o Occurrence>) -> RuleBrief {
        let coming: Vec<(&Occurrence, Option<&Rule>)> =
            coming.take(NEXT).map(|o| (o, self.rule_on(&o.rule, o.words_of))).collect();
        // Words that end before the next date do not set it, though they hold today.
        let set_by = coming.first().and_then(|(_, by)| *by);
        let shown = set_by.filter(|by| rule.valid_from < by.valid_from).unwrap_or(rule);
        let brief = self.undated_brief(shown);
        let next_day = |(o, by): (&Occurrence, Option<&Rule>)| {
            let day = self.day_of(o);
            // Rules of other offices are others in memory.
            let Some(other) = by.filter(|by| by.valid_from != shown.valid_from) else {
                return NextDay { day, since: String::new(), cite: None };
            };
            let cite = Some(self.cite_on(other, o.words_of)).filter(|cite| cite.citation != brief.cite.citation);
            NextDay { day, since: self.since(other), cite }
        };
        let mut next: Vec<NextDay> = coming.into_iter().map(next_day).collect();
        // A short date stands for the year of the first; one of another year is written in full.
        let year = next.first().map(|d| d.day.iso.split('-').next().unwrap_or_default().to_owned());
        for NextDay { day, .. } in
            next.iter_mut().filter(|d| year.as_deref().is_some_and(|y| !d.day.iso.starts_with(y)))
        {
            day.short.clone_from(&day.words);
        }
        let href = next.first().map(|d| d.day.href.clone()).filter(|href| !href.is_empty());
        RuleBrief { href: href.unwrap_or_else(|| brief.href.clone()), next, ..brief }
    }

    /// What pages say of a rule and of no other of its id, without dates.
    pub fn undated_brief(&self, rule: &Rule) -> RuleBrief {
        RuleBrief {
            id: rule.id.to_string(),
            title: rule.title.clone(),
            kind: kind_key(rule.kind),
            timing: timing_key(rule),
            quote: rule.quote.to_string(),
            cite: self.cite_of(rule),
            conditional: rule.conditional.clone().unwrap_or_default(),
            who: self.actors(&rule.who),
            to: self.actors(&rule.to),
            since: self.since(rule),
            next: Vec::new(),
            href: routes::undated(&rule.id),
        }
    }

    /// The first day of a rule that is yet to come; empty for one that holds.
    fn since(&self, rule: &Rule) -> String {
        rule.valid_from.filter(|from| self.s.day < *from).map_or_else(String::new, |from| self.date(from))
    }
}

/// The rules that hold on the day, and those to come whose id has none that does.
fn rules_from<'a>(s: &Snapshot<'a>) -> impl Iterator<Item = &'a Rule> + use<'a> {
    let day = s.day;
    let mut of_id: Lookup<&RuleId, Vec<&Rule>> = Lookup::default();
    s.model.rules.iter().for_each(|rule| of_id.at(&rule.id).push(rule));
    let told = move |rule: &&Rule| {
        let all = of_id.get(&rule.id).map(Vec::as_slice).unwrap_or_default();
        open_on(all.iter().copied(), day).is_some_and(|one| std::ptr::eq(one, *rule))
    };
    s.model.rules.iter().filter(told)
}

/// Of the rules of one id that have not ended by a day the one that holds on it, else the next to come.
fn open_on<'r>(all: impl Iterator<Item = &'r Rule> + Clone, day: Date) -> Option<&'r Rule> {
    holding(all.filter(|r| r.holds_past(day)), day)
}

pub(super) fn kind_key(kind: OccurrenceKind) -> &'static str {
    match kind {
        OccurrenceKind::Meeting => "meeting",
        OccurrenceKind::Report => "report",
        OccurrenceKind::Task => "task",
    }
}

/// The class of a rule as the text has it; only `dated` and `relative` ever give a date.
pub(super) fn timing_key(rule: &Rule) -> &'static str {
    match &rule.when {
        When::DayOfMonth { .. }
        | When::WeekOfMonth { .. }
        | When::NthWeekday { .. }
        | When::DayOfWeek { .. }
        | When::WorkingDayOfWeek { .. } => "dated",
        When::After { .. } | When::Before { .. } | When::At { .. } => "relative",
        When::Times { months: Some(_), .. } => "window",
        When::Times { .. } => "quota",
        // The text may say more of it than how often, and the day cannot be told all the same.
        When::Undated { .. } if rule.recurs.lacks_first() => "first_unknown",
        When::Undated { .. } => "undated",
        When::Event { .. } => "event",
        When::OnDemand => "on_demand",
        When::Continuous => "continuous",
    }
}

/// Whether pages show a relation: all but the mere mention.
pub(super) fn is_shown(relation: Relation) -> bool {
    relation != Relation::Mentioned
}
