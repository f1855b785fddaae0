//! What stands where an earlier text had a provision: a note that says what became of it (design 4).
//!
//! The law: an address published on any earlier day still answers. A provision that has another number, was repealed or left
//! out of a new text leaves its anchor with a note; a section that is no more leaves a page. What stood below it went the
//! same way and leaves a line of the note for whoever comes by its address, not ten notes that say the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::page::{Body, Crumb, Page};
use super::planner::Planner;
use super::routes;
use super::sections::sections;
use super::trace::{Fate, links};
use super::view::{Cite, Link};
use crate::model::{Provision, ProvisionId, Version};
use crate::text::capital;

/// A note where something stood.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Gone {
    /// Its anchor; empty where another provision has that number now.
    pub anchor: String,
    /// What stood below it and went the same way.
    pub inner: Vec<Inner>,
    /// What it was: "Khoản 5.4 mục II phần B".
    pub citation: String,
    /// `moved`, `repealed`, `left_out`, `page` (the same provision on another page), or `here` (repealed, and printed so).
    pub kind: &'static str,
    /// Whether another provision has its number now.
    pub reused: bool,
    /// Where it stands now.
    pub now: Option<Cite>,
    /// Since when it is not there; for `reused` and `moved`, since when it has not had this number.
    pub since: String,
    /// By which decisions.
    pub by: Vec<Link>,
    /// Its words as they last stood there.
    pub words: Link,
}

/// What stood below something and went the same way: its address leads to its own line, or where there is nothing more to say to the note.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Inner {
    /// Its anchor.
    pub anchor: String,
    /// What it was.
    pub citation: String,
    /// Where it stands now; `None` where it ended with what it stood in.
    pub now: Option<Cite>,
}

/// A section of an earlier text that is none today.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct MovedPage {
    /// Its label.
    pub label: String,
    /// Its words.
    pub title: String,
    /// Its citation.
    pub citation: String,
    /// What became of what stood on it, itself first.
    pub notes: Vec<Gone>,
    /// The text it stood in.
    pub words: Link,
}

/// Notes by the provision of the text in force after which they stand; `None` for the head of the page.
pub(super) type Notes = BTreeMap<Option<ProvisionId>, Vec<Gone>>;

/// All notes of the regulation.
#[derive(Default)]
pub(super) struct Moved {
    /// By the section's address.
    pages: BTreeMap<String, Notes>,
    /// Of the whole text.
    pub whole: Notes,
    /// Sections that are no more: label, words, citation, and the text that had them last.
    lost: BTreeMap<String, (String, String, String, Link)>,
}

impl Moved {
    /// Every note, from every earlier text to the one in force.
    pub fn new(planner: &Planner<'_>) -> Self {
        let mut moved = Self::default();
        // Before the first text nothing stood.
        let Some(here) = planner.trace.texts.len().checked_sub(1).filter(|here| *here > 0) else { return moved };
        let now = &planner.trace.texts[here];
        let mut pages: BTreeMap<String, Writer<'_>> = BTreeMap::new();
        for section in &planner.sections {
            let ids = section.provisions.iter().map(|p| &p.id).collect();
            pages.insert(section.path.clone(), Writer { ids, ..Writer::new(planner, now) });
        }
        let current: BTreeSet<String> = pages.keys().cloned().collect();
        let ids = now.provisions.iter().map(|p| &p.id).collect();
        let mut whole = Writer { ids, ..Writer::new(planner, now) };
        for at in (0..here).rev() {
            let text = &planner.trace.texts[at];
            whole.read(at, text, text.provisions.iter());
            for section in sections(text) {
                let path = section.path;
                if !current.contains(&path) {
                    let head = section.head;
                    let words =
                        Link { text: planner.date(text.effective_from), href: routes::version(text.effective_from) };
                    let words = Link { href: format!("{}#{}", words.href, head.id.anchor()), ..words };
                    let lost = (head.label.clone(), head.text.to_string(), head.citation.clone(), words);
                    moved.lost.entry(path.clone()).or_insert(lost);
                }
                let page = pages.entry(path).or_insert_with(|| Writer::new(planner, now));
                page.read(at, text, section.provisions.iter().copied());
            }
        }
        moved.whole = whole.notes;
        moved.pages = pages.into_iter().map(|(path, writer)| (path, writer.notes)).collect();
        moved
    }

    /// The notes of a section.
    pub fn of(&self, path: &str) -> Notes {
        self.pages.get(path).cloned().unwrap_or_default()
    }

    /// The pages of sections that are no more.
    pub fn pages(&self) -> Vec<Page> {
        let page = |(path, (label, title, citation, words)): (&String, &(String, String, String, Link))| Page {
            root: routes::to_root(path),
            path: path.clone(),
            nav: "law",
            crumbs: vec![Crumb { key: "law", text: String::new(), href: routes::LAW.to_owned() }],
            body: Body::Moved(Box::new(MovedPage {
                label: label.clone(),
                title: title.clone(),
                citation: citation.clone(),
                notes: self.of(path).into_values().flatten().collect(),
                words: words.clone(),
            })),
        };
        self.lost.iter().map(page).collect()
    }
}

/// The notes of one page, as they come to light from the latest text back.
struct Writer<'p> {
    planner: &'p Planner<'p>,
    now: &'p Version,
    /// What stands on the page today.
    ids: BTreeSet<&'p ProvisionId>,
    /// Anchors that notes have taken.
    taken: BTreeSet<ProvisionId>,
    /// What was said already.
    said: BTreeSet<(ProvisionId, String)>,
    notes: Notes,
}

/// Where the note of a provision stands, so that what stood below it can join.
type Place = (Option<ProvisionId>, usize);

impl<'p> Writer<'p> {
    fn new(planner: &'p Planner<'p>, now: &'p Version) -> Self {
        let (ids, taken, said) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { planner, now, ids, taken, said, notes: Notes::new() }
    }

    fn read<'v>(&mut self, at: usize, text: &Version, provisions: impl Iterator<Item = &'v Provision>) {
        // Notes stand where what they speak of stood: after what still stands before it.
        let mut after: Option<ProvisionId> = None;
        let mut above: BTreeMap<&ProvisionId, Place> = BTreeMap::new();
        for p in provisions {
            let here = self.ids.contains(&p.id);
            let fate = self.planner.trace.fate(at, &p.id);
            if fate.is_none() && here {
                after = Some(p.id.clone());
                continue;
            }
            let mut gone = self.gone(text, p, fate);
            let key = format!("{} {:?} {}", gone.kind, gone.now.as_ref().map(|c| &c.id), gone.since);
            let first = self.said.insert((p.id.clone(), key));
            let free = !here && self.taken.insert(p.id.clone());
            gone.anchor = if free { p.id.anchor() } else { String::new() };
            gone.reused = here && gone.kind != "here";
            let place = p.parent.as_ref().and_then(|id| above.get(id)).cloned();
            let joins = place.filter(|(after, i)| self.joins(after, *i, &gone));
            if let Some((after, i)) = joins {
                above.insert(&p.id, (after.clone(), i));
                let notes = self.notes.entry(after).or_default();
                let Gone { anchor, citation, now, .. } = gone;
                notes[i].inner.extend(free.then_some(Inner { anchor, citation, now }));
                continue;
            }
            if !first && !free {
                continue;
            }
            let place = match fate {
                Some(Fate::Ended { stub: Some(stub), .. }) if self.ids.contains(stub) => Some(stub.clone()),
                _ if here => Some(p.id.clone()),
                _ => after.clone(),
            };
            if let Some(Fate::Ended { stub: Some(stub), .. }) = fate
                && self.ids.contains(stub)
            {
                after = Some(stub.clone());
            }
            let notes = self.notes.entry(place.clone()).or_default();
            notes.push(gone);
            above.insert(&p.id, (place, notes.len() - 1));
        }
    }

    /// Whether a note would say the same as the one above it.
    fn joins(&self, after: &Option<ProvisionId>, i: usize, gone: &Gone) -> bool {
        let Some(parent) = self.notes.get(after).and_then(|n| n.get(i)) else { return false };
        let within = match (&parent.now, &gone.now) {
            (Some(outer), Some(inner)) => {
                self.now.is_within(&ProvisionId::new(inner.id.clone()), &ProvisionId::new(outer.id.clone()))
            }
            (None, None) => true,
            _ => parent.kind == "here",
        };
        let same = parent.kind == gone.kind || parent.kind == "here" && gone.kind == "repealed";
        same && within && parent.since == gone.since
    }

    fn gone(&self, text: &Version, p: &Provision, fate: Option<&Fate<'_>>) -> Gone {
        let words = |text: &Version, id: &ProvisionId| Link {
            text: self.planner.date(text.effective_from),
            href: format!("{}#{}", routes::version(text.effective_from), id.anchor()),
        };
        let gone = Gone {
            anchor: String::new(),
            inner: Vec::new(),
            citation: capital(&p.citation),
            kind: "page",
            reused: false,
            now: Some(self.planner.cite(&p.id)),
            since: String::new(),
            by: Vec::new(),
            words: words(text, &p.id),
        };
        match fate {
            None => gone,
            Some(Fate::Moved { to, since, by }) => Gone {
                kind: "moved",
                now: Some(self.planner.cite(to)),
                since: self.planner.date(*since),
                by: links(by),
                ..gone
            },
            Some(Fate::Ended { last, was, since, ended, by, stub }) => {
                let replaced = by.iter().any(|d| d.replaces_all());
                let kind = match stub {
                    Some(stub) if *stub == p.id && self.ids.contains(stub) => "here",
                    _ if replaced => "left_out",
                    _ => "repealed",
                };
                let last = self.planner.trace.texts.get(*last).unwrap_or(self.now);
                let since = if self.ids.contains(&p.id) && kind != "here" { since } else { ended };
                Gone {
                    kind,
                    now: None,
                    since: self.planner.date(*since),
                    by: links(by),
                    words: words(last, was),
                    ..gone
                }
            }
        }
    }
}
