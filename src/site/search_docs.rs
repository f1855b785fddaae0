//! What the search finds, and the search page, which without a script is an outline with citations and an A–Z.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::changes_acts;
use super::document::{Asked, Document, DocumentKind, Named};
use super::ended::{ended, last_name};
use super::law;
use super::page::{Body, Page};
use super::planner::{Planner, is_shown};
use super::routes;
use super::sort::{initial, vietnamese};
use super::terms::terms;
use super::view::{Cite, Link};
use crate::calendar::Occurrence;
use crate::history::heirs_on;
use crate::model::{Actor, Assignment, Certainty, Provision, Relation, Rule, When};
use crate::text::fold;

/// How a heading begins that is about what somebody does, folded.
const DUTIES: [&str; 5] = ["trach nhiem", "nhiem vu", "quyen han", "chuc nang", "chuc trach"];

/// The search page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct SearchPage {
    /// Every section with its clauses. Templates are given some at a time.
    #[serde(skip)]
    pub outline: Vec<OutlineSection>,
    /// Roles, units, abbreviations by the Vietnamese alphabet.
    pub letters: Vec<Letter>,
}

/// A section of the outline.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct OutlineSection {
    /// The section.
    pub title: Link,
    /// Its headings and clauses.
    pub lines: Vec<OutlineLine>,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct OutlineLine {
    /// The provision, in the order of Vietnamese law.
    pub citation: String,
    /// Its address.
    pub href: String,
    /// Its beginning.
    pub start: String,
    /// Whether it is a heading.
    pub heading: bool,
}

/// A letter of the A–Z.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// Its entries.
    pub entries: Vec<LetterEntry>,
}

/// An entry of the A–Z.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LetterEntry {
    /// What is looked for, linked.
    pub link: Link,
    /// What it means; empty for a name that says so itself.
    pub meaning: String,
}

/// The page.
pub(super) fn pages(planner: &Planner<'_>) -> Vec<Page> {
    let body = Body::Search(Box::new(SearchPage { outline: outline(planner), letters: letters(planner) }));
    vec![Page { root: String::new(), path: routes::SEARCH.to_owned(), nav: "search", crumbs: Vec::new(), body }]
}

/// One document a provision, role, unit, rule and decision, in this order, which is the order of the kinds.
pub(super) fn documents(planner: &Planner<'_>) -> Vec<Document> {
    let s = planner.s;
    let mut documents: Vec<Document> = s.version.provisions.par_iter().map(|p| provision(planner, p)).collect();
    documents.extend(s.roles.iter().map(|r| {
        let text =
            r.section.as_ref().and_then(|id| planner.provision(id)).map_or_else(String::new, |p| p.text.to_string());
        called(DocumentKind::Role, routes::role(&r.id), r.name.clone(), r.aliases.clone(), text)
    }));
    documents.extend(s.units.iter().map(|u| {
        let text = planner.name(&Actor::Role(u.head.role.clone()));
        // Who looks for a former name finds the unit that had it.
        let name = u.name_on(s.day).to_owned();
        let former = u.given_names().map(|n| n.name.clone()).filter(|n| *n != name);
        let aliases = u.aliases.iter().cloned().chain(former).collect();
        called(DocumentKind::Unit, routes::unit(&u.id), name, aliases, text)
    }));
    documents.extend(ended(planner).map(|u| {
        let heirs = heirs_on(s.model, &u.id, s.day).into_iter().map(|(id, _)| planner.unit_link(id).text);
        let text = heirs.collect::<Vec<_>>().join(", ");
        called(DocumentKind::Unit, routes::unit(&u.id), last_name(u).to_owned(), u.aliases.clone(), text)
    }));
    documents.extend(planner.rules().map(|rule| {
        let brief = planner.rule(rule);
        let mut document = named(DocumentKind::Calendar, brief.href, brief.title, rule.short.as_slice(), brief.quote);
        document.headings = vec![brief.cite.citation];
        document.dated = states_a_day(rule) && !brief.next.is_empty();
        document.term = is_term(rule) && !brief.next.is_empty();
        document.attended = !rule.attendees.is_empty();
        document.falls = planner.dates_of(rule.id.as_str()).filter_map(|o| falls(planner, o)).collect();
        document.bearers = brief.who.into_iter().map(|l| l.text).collect();
        document
    }));
    documents.extend(s.model.decisions.iter().map(|d| {
        let acts: Vec<String> = changes_acts::all(planner, d).iter().map(changes_acts::ActView::plain).collect();
        let text = std::iter::once(d.summary.clone()).chain(acts).filter(|w| !w.is_empty()).collect::<Vec<_>>();
        let document = named(DocumentKind::Decision, routes::decision(&d.id), d.title(), &[], text.join(". "));
        let figures = d.number.split('/').next().unwrap_or_default();
        Document { aliases: vec![d.number.clone(), format!("{} {figures}", d.kind)], ..document }
    }));
    documents
}

/// Roles with the section of their own, else the heading that says it is about what they do, else the provision by which they have the
/// duties of another; groups and terms with the
/// provision that says what they are, where the text does; and what the parts of the text are about.
pub(super) fn named_alone(planner: &Planner<'_>) -> Vec<Named> {
    let model = planner.s.model;
    let each = |name: &str, aliases: &[String], asked: Asked| -> Vec<Named> {
        let names = std::iter::once(name).chain(aliases.iter().map(String::as_str));
        names.map(|name| Named { name: name.to_owned(), asked: asked.clone() }).collect()
    };
    let headings = planner.s.version.provisions.iter().filter(|p| p.heading);
    let headings = duty_headings(headings.map(|p| (p.text.as_str(), &p.id)));
    let roles = planner.s.roles.iter().filter_map(|r| {
        let inherited = || r.inherits.first()?.proof.cite.as_ref();
        let section = r.section.as_ref().or_else(|| headings.get(&fold(&r.name)).copied()).or_else(inherited)?;
        Some(each(&r.name, &r.aliases, Asked::Duty(section.to_string())))
    });
    let groups = model.collectives.iter().filter_map(|c| {
        let said = !c.inferred && !c.by_assignment;
        let meaning = || c.cite().filter(|_| said).map(|cite| Asked::Meaning(cite.to_string()));
        Some(each(&c.name, &c.aliases, if c.everybody { Asked::Office } else { meaning()? }))
    });
    let terms = model.terms.iter().filter(|t| t.defined);
    let terms = terms.filter_map(|t| Some(each(&t.term, &[], Asked::Meaning(t.cite.as_ref()?.to_string()))));
    let parts = planner.s.version.provisions.iter().filter(|p| p.heading && p.parent.is_none());
    let parts = parts.filter_map(|p| Some(each(&part_name(p.text.as_str())?, &[], Asked::Meaning(p.id.to_string()))));
    let documents = planner.s.version.components.iter().enumerate().filter(|(_, c)| !c.name.is_empty());
    let documents = documents.filter_map(|(at, c)| {
        let first = planner.s.version.provisions.iter().find(|p| p.component == at + 1)?;
        // Few type the number of a decision.
        let number = c.name.find(|letter: char| letter.is_ascii_digit()).filter(|_| c.issues);
        let name = &c.name[..number.unwrap_or(c.name.len())];
        Some(each(name, &[], Asked::Document(first.id.to_string())))
    });
    roles.chain(groups).chain(terms).chain(parts).flatten().chain(documents.flatten()).collect()
}

/// What a part of the text is about, folded: "tổ chức" of "QUY CHẾ TỔ CHỨC". One syllable says too little.
fn part_name(heading: &str) -> Option<String> {
    let text = fold(heading);
    let name = text.strip_prefix("quy che ").unwrap_or(&text).trim();
    name.contains(' ').then(|| name.to_owned())
}

/// By folded name the first heading "Trách nhiệm, quyền hạn của …" that names it, alone or in a list.
fn duty_headings<'a, T: Copy>(headings: impl Iterator<Item = (&'a str, T)>) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    for (text, id) in headings {
        let text = fold(text);
        let of = DUTIES.iter().any(|word| text.starts_with(word)).then(|| text.split_once(" cua ")).flatten();
        for name in
            of.iter().flat_map(|(_, names)| names.split([',', ';', ':'])).map(str::trim).filter(|n| !n.is_empty())
        {
            found.entry(name.to_owned()).or_insert(id);
        }
    }
    found
}

/// A page of its own, looked for by each of its names.
fn called(kind: DocumentKind, url: String, title: String, aliases: Vec<String>, text: String) -> Document {
    Document { aliases: aliases.clone(), ..named(kind, url, title, &aliases, text) }
}

/// The day of an occurrence that the page of its month shows, with its period.
fn falls(planner: &Planner<'_>, o: &Occurrence) -> Option<(Date, String)> {
    let shown = !o.undecided_day && planner.has_month(o.actual.start);
    shown.then(|| (o.actual.start, o.period().to_lowercase()))
}

fn named(kind: DocumentKind, url: String, title: String, aliases: &[String], text: String) -> Document {
    let words = aliases.iter().cloned().chain((!text.is_empty()).then_some(text));
    Document::new(kind, url, title, words.collect::<Vec<_>>().join(" · "))
}

fn provision(planner: &Planner<'_>, p: &Provision) -> Document {
    let sure = |a: &&&Assignment| is_shown(a.relation) && a.relation.is_work() && a.certainty == Certainty::Sure;
    let rows: Vec<&&Assignment> = planner.at.rows(&p.id).iter().filter(sure).collect();
    let mut bearers: Vec<String> = rows.iter().map(|a| planner.name(&a.who)).collect();
    let rules = planner.at.rules(&p.id);
    bearers.sort();
    bearers.dedup();
    let sets =
        |when: fn(&Rule) -> bool| rules.iter().any(|r| r.cite == p.id && when(r) && !planner.rule(r).next.is_empty());
    Document {
        path: p.id.to_string(),
        paragraph: p.paragraph,
        headings: planner.s.version.ancestors(p).iter().filter(|a| a.heading).map(|a| law::titled(a)).collect(),
        heading: p.heading,
        attended: rows.iter().any(|a| a.relation == Relation::Attends)
            || rules.iter().any(|r| r.cite == p.id && !r.attendees.is_empty()),
        // The clause that states the day, not the others that belong to it.
        dated: sets(states_a_day),
        term: sets(is_term),
        bearers,
        ..Document::new(DocumentKind::Provision, planner.provision_href(&p.id), p.citation.clone(), p.text.as_str())
    }
}

/// Whether the text says when, and not only that it is when something else is or so many days from it.
fn states_a_day(rule: &Rule) -> bool {
    !matches!(rule.when, When::At { .. }) && !is_term(rule)
}

fn is_term(rule: &Rule) -> bool {
    matches!(rule.when, When::After { .. } | When::Before { .. })
}

fn outline(planner: &Planner<'_>) -> Vec<OutlineSection> {
    let line = |p: &&Provision| {
        let Cite { citation, href, .. } = planner.cite(&p.id);
        OutlineLine { citation, href, start: start(p.text.as_str()), heading: p.heading }
    };
    planner
        .sections
        .par_iter()
        .map(|s| OutlineSection {
            title: Link { text: law::titled(s.head), href: s.path.clone() },
            lines: s.provisions.iter().filter(|p| p.id != s.head.id).map(line).collect(),
        })
        .collect()
}

/// The first words of a clause, as a finding aid: cut between words, and marked as cut.
fn start(text: &str) -> String {
    const WORDS: usize = 9;
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let rest = if words.next().is_some() { " …" } else { "" };
    first.join(" ") + rest
}

fn letters(planner: &Planner<'_>) -> Vec<Letter> {
    let s = planner.s;
    let plain = |link: Link| LetterEntry { link, meaning: String::new() };
    let mut entries: Vec<LetterEntry> = Vec::new();
    for role in &s.roles {
        let link = planner.actor(&Actor::Role(role.id.clone()));
        entries.extend(role.aliases.iter().map(|a| LetterEntry {
            link: Link { text: a.clone(), href: link.href.clone() },
            meaning: role.name.clone(),
        }));
        entries.push(plain(link));
    }
    entries.extend(s.units.iter().map(|unit| plain(planner.actor(&Actor::Unit(unit.id.clone())))));
    entries.extend(terms(planner).into_iter().map(|t| LetterEntry {
        link: Link { text: t.term, href: format!("{}#{}", routes::TERMS, t.anchor) },
        meaning: t.meaning,
    }));
    // Stable: where a role and the glossary give one line, the role's page is the one to open.
    entries.sort_by_cached_key(|e| (vietnamese(&e.link.text), vietnamese(&e.meaning)));
    entries.dedup_by(|later, kept| later.link.text == kept.link.text && later.meaning == kept.meaning);
    let mut letters: Vec<Letter> = Vec::new();
    for entry in entries {
        let letter = initial(&entry.link.text);
        match letters.last_mut().filter(|l| l.letter == letter) {
            Some(last) => last.entries.push(entry),
            None => letters.push(Letter { letter, entries: vec![entry] }),
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::{duty_headings, part_name};

    #[test]
    fn a_part_is_about_what_its_heading_says_of_the_regulation() {
        let names = ["QUY CHẾ TỔ CHỨC", "QUY ĐỊNH CHUNG", "HỌP"].map(part_name);
        assert_eq!(names, [Some("to chuc".to_owned()), Some("quy dinh chung".to_owned()), None]);
    }

    #[test]
    fn a_heading_that_tells_the_duties_of_somebody_is_where_they_are() {
        let headings = [
            ("Trách nhiệm của Ủy viên, Trưởng phòng", 1),
            ("Nhiệm vụ của Trưởng phòng:", 2),
            ("Họp của Giám đốc", 3),
            ("Trách nhiệm báo cáo", 4),
        ];
        let found: Vec<(String, i32)> = duty_headings(headings.into_iter()).into_iter().collect();
        assert_eq!(found, [("truong phong".to_owned(), 1), ("uy vien".to_owned(), 1)]);
    }
}
