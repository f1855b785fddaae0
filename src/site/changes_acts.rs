//! What a decision does, operation by operation, in the words of Vietnamese law: *hợp nhất* is not *sáp nhập*, *chia* is
//! not *tách* (design 1). Units are called by the name they bear when the decision acts on them, after the acts before it.

use jiff::civil::Date;
use serde::Serialize;

use super::changes::{cite_in, text_of};
use super::planner::Planner;
use super::view::{Cite, Link};
use crate::change::UnitChangeKind;
use crate::diagnostic::Lang;
use crate::history::Moment;
use crate::model::{Act, Actor, Decision, InsertPlace, OfficeAct, ProvisionId, RoleId, TextAct, UnitId};
use crate::text::{date_english, date_words};

/// One operation: words in reading order, some of which lead somewhere.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct ActView {
    /// The words.
    pub words: Vec<ActWord>,
}

/// A few words of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ActWord {
    /// The words, and where they lead.
    #[serde(flatten)]
    pub link: Link,
    /// Whether they are the content's own, in its language; the sentence around them is the interface's.
    pub content: bool,
}

impl ActView {
    /// The words without their addresses.
    #[must_use]
    pub fn plain(&self) -> String {
        self.words.iter().map(|w| w.link.text.as_str()).collect()
    }
}

/// How many characters of old or new words a sentence bears; what is longer is for the comparison.
const LONG: usize = 160;

/// Every operation of a decision.
pub(super) fn all(planner: &Planner<'_>, d: &Decision) -> Vec<ActView> {
    told(planner, d, planner.lang)
}

/// The same in a language that need not be the interface's.
pub(super) fn told(planner: &Planner<'_>, d: &Decision, lang: Lang) -> Vec<ActView> {
    let teller = Teller { lang, ..Teller::new(planner, d) };
    let tell = |act: &Act| match act {
        Act::Text(act) => teller.text(act),
        Act::Office(act) => teller.office(act),
    };
    d.operations.iter().map(|o| tell(&o.act)).chain(teller.roles()).collect()
}

/// What a decision does to the office.
pub(super) fn office(planner: &Planner<'_>, d: &Decision) -> Vec<ActView> {
    let teller = Teller::new(planner, d);
    d.office_acts().map(|(act, _)| teller.office(act)).chain(teller.roles()).collect()
}

struct Teller<'p, 'a> {
    planner: &'p Planner<'a>,
    lang: Lang,
    decision: &'p Decision,
    /// The last day before the decision, and its own.
    eve: Date,
    day: Date,
}

impl<'p, 'a> Teller<'p, 'a> {
    fn new(planner: &'p Planner<'a>, d: &'p Decision) -> Self {
        let day = d.effective_from;
        Self { planner, lang: planner.lang, decision: d, eve: day.yesterday().unwrap_or(day), day }
    }

    fn text(&self, act: &TextAct) -> ActView {
        let old_text = |ids: &[ProvisionId]| self.places(ids, self.eve);
        match act {
            TextAct::Amend { provision, old: Some(old), new }
                if old.chars().count().max(new.chars().count()) <= LONG =>
            {
                self.say(
                    "Sửa đổi {p}: thay “{old}” bằng “{new}”",
                    "Amends {p}: “{new}” for “{old}”",
                    &[("p", old_text(std::slice::from_ref(provision))), ("old", quoted(old)), ("new", quoted(new))],
                )
            }
            TextAct::Amend { provision, .. } => {
                self.say("Sửa đổi {p}", "Amends {p}", &[("p", old_text(std::slice::from_ref(provision)))])
            }
            TextAct::Insert { place: InsertPlace::After(p), .. } => self.say(
                "Bổ sung quy định mới vào sau {p}",
                "Inserts new provisions after {p}",
                &[("p", old_text(std::slice::from_ref(p)))],
            ),
            TextAct::Insert { place: InsertPlace::Before(p), .. } => self.say(
                "Bổ sung quy định mới vào trước {p}",
                "Inserts new provisions before {p}",
                &[("p", old_text(std::slice::from_ref(p)))],
            ),
            TextAct::Repeal { provision } => {
                self.say("Bãi bỏ {p}", "Repeals {p}", &[("p", old_text(std::slice::from_ref(provision)))])
            }
            TextAct::ReplacePhrase { old, new, within, except } => {
                let (mut vi, mut en) =
                    ("Thay cụm từ “{old}” bằng “{new}”".to_owned(), "Puts “{new}” for “{old}”".to_owned());
                if within.is_empty() {
                    vi += " trong toàn văn";
                    en += " throughout";
                } else {
                    vi += " tại {within}";
                    en += " in {within}";
                }
                if !except.is_empty() {
                    vi += ", trừ {except}";
                    en += ", except in {except}";
                }
                let slots = [
                    ("old", quoted(old)),
                    ("new", quoted(new)),
                    ("within", old_text(within)),
                    ("except", old_text(except)),
                ];
                self.say(&vi, &en, &slots)
            }
            TextAct::Renumber { provision, label } => self.say(
                "Đánh số lại {p} thành “{label}”",
                "Renumbers {p} as “{label}”",
                &[("p", old_text(std::slice::from_ref(provision))), ("label", quoted(label.trim_end_matches('.')))],
            ),
            TextAct::ReplaceAll { .. } => self.say(
                "Thay thế toàn bộ quy chế bằng văn bản mới",
                "Replaces the whole regulation by a new text",
                &[],
            ),
        }
    }

    fn office(&self, act: &OfficeAct) -> ActView {
        let (before, after) = (Moment::before(self.decision, act), Moment::after(self.decision, act));
        match act {
            OfficeAct::Rename { unit, name } => self.say(
                "Đổi tên {unit} thành {name}",
                "Renames {unit} to {name}",
                &[
                    ("unit", self.units([unit], before)),
                    (
                        "name",
                        vec![content(Link { text: name.clone(), ..self.planner.actor(&Actor::Unit(unit.clone())) })],
                    ),
                ],
            ),
            OfficeAct::Merge { units, into } => self.say(
                "Hợp nhất {units} thành {into}",
                "Merges {units} into the new {into}",
                &[("units", self.units(units, before)), ("into", self.units([into], after))],
            ),
            OfficeAct::Absorb { units, into } => self.say(
                "Sáp nhập {units} vào {into}",
                "Joins {units} to {into}",
                &[("units", self.units(units, before)), ("into", self.units([into], after))],
            ),
            OfficeAct::Divide { unit, into, .. } => self.say(
                "Chia {unit} thành {into}",
                "Divides {unit} into {into}",
                &[("unit", self.units([unit], before)), ("into", self.units(into, after))],
            ),
            OfficeAct::Split { unit, into, .. } => self.say(
                "Tách một phần {unit} để thành lập {into}",
                "Splits {into} off {unit}",
                &[("unit", self.units([unit], before)), ("into", self.units(into, after))],
            ),
            OfficeAct::Dissolve { unit, handover } => {
                let mut takers: Vec<&UnitId> = handover.takers().collect();
                takers.sort();
                takers.dedup();
                let slots = [("unit", self.units([unit], before)), ("to", self.units(takers.iter().copied(), after))];
                if takers.is_empty() {
                    self.say("Giải thể {unit}", "Dissolves {unit}", &slots)
                } else {
                    self.say(
                        "Giải thể {unit}, chuyển nhiệm vụ cho {to}",
                        "Dissolves {unit}; its duties go to {to}",
                        &slots,
                    )
                }
            }
            OfficeAct::Create { unit } => {
                self.say("Thành lập {unit}", "Founds {unit}", &[("unit", self.units([unit], after))])
            }
            OfficeAct::TransferDuty { provisions, from, to } => self.say(
                "Chuyển nhiệm vụ tại {p} từ {from} sang {to}",
                "Passes the duties of {p} from {from} to {to}",
                &[
                    ("p", self.places(provisions, self.day)),
                    ("from", vec![content(self.actor(from, before))]),
                    ("to", self.listed(to.iter().map(|a| self.actor(a, after)))),
                ],
            ),
            OfficeAct::ChangeHead { unit, head, deputy } => {
                let role = |id| vec![content(self.planner.actor(&Actor::Role(id)))];
                let mut slots = vec![("unit", self.units([unit], after)), ("head", role(head.role.clone()))];
                let Some(deputy) = deputy else {
                    return self.say("{unit} do {head} đứng đầu", "{unit} is led by {head}", &slots);
                };
                slots.push(("deputy", role(deputy.role.clone())));
                if self.heads_on_the_eve(unit, &head.role) {
                    return self.say("Cấp phó của {unit} là {deputy}", "{unit} is deputised by {deputy}", &slots);
                }
                self.say(
                    "{unit} do {head} đứng đầu, cấp phó là {deputy}",
                    "{unit} is led by {head}, deputised by {deputy}",
                    &slots,
                )
            }
            OfficeAct::ChangeMembers { collective, add, remove } => {
                let members = |list: &[Actor], at| self.listed(list.iter().map(|a| self.actor(a, at)));
                let slots = [
                    ("group", vec![content(self.planner.actor(&Actor::Collective(collective.clone())))]),
                    ("add", members(add, after)),
                    ("remove", members(remove, before)),
                    ("joins", plain(if add.len() == 1 { "joins" } else { "join" })),
                    ("leaves", plain(if remove.len() == 1 { "leaves" } else { "leave" })),
                ];
                let (vi, en) = match (add.is_empty(), remove.is_empty()) {
                    (false, true) => ("Thêm {add} vào thành phần {group}", "{group}: {add} {joins}"),
                    (true, _) => ("Đưa {remove} ra khỏi thành phần {group}", "{group}: {remove} {leaves}"),
                    (false, false) => (
                        "Thay đổi thành phần {group}: thêm {add}, bớt {remove}",
                        "{group}: {add} {joins}, {remove} {leaves}",
                    ),
                };
                self.say(vi, en, &slots)
            }
        }
    }

    /// The posts it creates and abolishes, as roles.yaml says; a post that begins or ends later than the decision, with its day.
    fn roles(&self) -> Vec<ActView> {
        let id = Some(&self.decision.id);
        let roles = &self.planner.s.model.roles;
        let created = roles.iter().filter(|r| r.created_by.as_ref() == id);
        let abolished = roles.iter().filter(|r| r.abolished_by.as_ref() == id);
        let created = created.map(|r| (r, r.from, "Lập chức danh {role}", "Creates the post of {role}"));
        let abolished = abolished.map(|r| (r, r.until, "Bỏ chức danh {role}", "Abolishes the post of {role}"));
        let told = created.chain(abolished).map(|(role, since, vi, en)| {
            let role = vec![content(self.planner.actor(&Actor::Role(role.id.clone())))];
            let Some(day) = since.filter(|since| *since != self.day) else {
                return self.say(vi, en, &[("role", role)]);
            };
            let day = plain(&if self.lang == Lang::En { date_english(day) } else { date_words(day) });
            self.say(
                &format!("{vi} từ ngày {{day}}"),
                &format!("{en} from {{day}} on"),
                &[("role", role), ("day", day)],
            )
        });
        told.collect()
    }

    /// Whether a unit had this head already, so that the decision is about its deputy.
    fn heads_on_the_eve(&self, unit: &UnitId, head: &RoleId) -> bool {
        let days = self.planner.changes.days();
        let led = days.iter().filter(|d| d.to == self.day).flat_map(|d| &d.units).filter(|u| u.unit == *unit);
        led.map(|u| (&u.kind, u.kind.led())).any(|(kind, led)| {
            !led.head && matches!(kind, UnitChangeKind::Led { after: (is, _), .. } if is.role == *head)
        })
    }

    fn units<'u>(&self, units: impl IntoIterator<Item = &'u UnitId>, at: Moment<'_>) -> Vec<ActWord> {
        self.listed(units.into_iter().map(|u| self.actor(&Actor::Unit(u.clone()), at)))
    }

    /// An actor as it is called at a moment of the decision.
    fn actor(&self, actor: &Actor, at: Moment<'_>) -> Link {
        Link { text: at.actor_name(self.planner.s.model, actor), ..self.planner.actor(actor) }
    }

    fn places(&self, ids: &[ProvisionId], day: Date) -> Vec<ActWord> {
        let version = text_of(self.planner, day);
        self.listed(ids.iter().map(|id| {
            let Cite { citation, href, .. } = cite_in(self.planner, version, id);
            Link { text: citation, href }
        }))
    }

    /// `A, B và C`.
    fn listed(&self, links: impl IntoIterator<Item = Link>) -> Vec<ActWord> {
        let and = if self.lang == Lang::En { " and " } else { " và " };
        listed(links, and)
    }

    /// The pattern of the interface's language with its slots filled.
    fn say(&self, vi: &str, en: &str, slots: &[(&str, Vec<ActWord>)]) -> ActView {
        ActView { words: fill(if self.lang == Lang::En { en } else { vi }, slots) }
    }
}

/// `A, B` and the last with `and` before it.
fn listed(links: impl IntoIterator<Item = Link>, and: &str) -> Vec<ActWord> {
    let links: Vec<Link> = links.into_iter().collect();
    let last = links.len().saturating_sub(1);
    let mut words = Vec::new();
    for (i, link) in links.into_iter().enumerate() {
        if i > 0 {
            words.extend(plain(if i == last { and } else { ", " }));
        }
        words.push(content(link));
    }
    words
}

/// Words of the sentence itself.
fn plain(text: &str) -> Vec<ActWord> {
    vec![ActWord { link: Link { text: text.to_owned(), href: String::new() }, content: false }]
}

/// Words the decision quotes.
fn quoted(text: &str) -> Vec<ActWord> {
    vec![content(Link { text: text.to_owned(), href: String::new() })]
}

fn content(link: Link) -> ActWord {
    ActWord { link, content: true }
}

/// Fills `{slot}` of a pattern; what fills a slot is never read as a pattern.
fn fill(pattern: &str, slots: &[(&str, Vec<ActWord>)]) -> Vec<ActWord> {
    let mut words: Vec<ActWord> = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        if !before.is_empty() {
            words.extend(plain(before));
        }
        words.extend(slots.iter().find(|(slot, _)| *slot == name).map(|(_, links)| links.clone()).unwrap_or_default());
        rest = tail;
    }
    if !rest.is_empty() {
        words.extend(plain(rest));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_slot_is_not_read_again() {
        let said = fill("a {x}b{y}", &[("x", plain("{y}")), ("y", plain("c"))]);
        assert_eq!(said.iter().map(|w| w.link.text.as_str()).collect::<String>(), "a {y}bc");
    }

    #[test]
    fn what_fills_a_slot_is_content_and_the_sentence_around_it_is_not() {
        let units = listed(["A", "B"].map(|n| Link { text: n.to_owned(), href: String::new() }), " and ");
        let said = fill("Merges {units} at “{new}”", &[("units", units), ("new", quoted("C"))]);
        let content: Vec<&str> = said.iter().filter(|w| w.content).map(|w| w.link.text.as_str()).collect();
        assert_eq!(content, ["A", "B", "C"]);
    }

    #[test]
    fn a_list_reads_as_people_write_it() {
        let read = |names: &[&str]| -> String {
            let links = names.iter().map(|n| Link { text: (*n).to_owned(), href: String::new() });
            listed(links, " và ").into_iter().map(|w| w.link.text).collect()
        };
        assert_eq!(read(&["A"]), "A");
        assert_eq!(read(&["A", "B"]), "A và B");
        assert_eq!(read(&["A", "B", "C"]), "A, B và C");
    }
}
