//! A scenario: the real content with what a folder changes, read as the program reads it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;
use quyche::diagnostic::{Report, Severity};
use quyche::duty::{self, Duty};
use quyche::history::{self, Snapshot, State};
use quyche::model::{Actor, Membership, Model, RoleId, Rule, UnitId};
use quyche::source::Sources;

use crate::common;

/// The folder of the scenarios.
pub fn folder() -> PathBuf {
    common::root().join("tests/history")
}

/// A project in a folder of its own.
pub struct Scene {
    dir: tempfile::TempDir,
    pub sources: Sources,
    pub model: Model,
    pub decoded: Report,
}

/// The names of all scenarios.
pub fn all() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|e| e.unwrap())
        .filter(|e| e.path().join("README.md").is_file())
        .map(|e| e.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The content as it is shipped.
pub fn base() -> Scene {
    Scene::of(&[])
}

/// The scenario of a folder, which must be sound.
pub fn scene(name: &str) -> Scene {
    let scene = unchecked(name);
    let found = scene.errors();
    assert!(found.is_empty(), "{name}: {found:#?}");
    scene
}

/// The scenario of a folder.
pub fn unchecked(name: &str) -> Scene {
    Scene::of(&[&folder().join(name)])
}

impl Scene {
    /// The content with the folders laid over it.
    pub fn of(folders: &[&Path]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::copy(common::root().join("quyche.yaml"), dir.path().join("quyche.yaml")).unwrap();
        common::copy_folder(&common::root().join("content"), &dir.path().join("content"));
        for folder in folders {
            for part in ["decisions", "regulation", "holidays"] {
                if folder.join(part).is_dir() {
                    common::copy_folder(&folder.join(part), &dir.path().join("content").join(part));
                }
            }
            if folder.join("edits.tsv").is_file() {
                edit(&dir.path().join("content"), &fs::read_to_string(folder.join("edits.tsv")).unwrap());
            }
        }
        Self::read(dir)
    }

    /// The sample `quyche init` begins with, edited as by `edits.tsv`, and decisions: id, first day, operations.
    pub fn small(edits: &str, decisions: &[(&str, &str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (sample, content) = (common::root().join("src/cli/init"), dir.path().join("content"));
        fs::copy(sample.join("quyche.yaml"), dir.path().join("quyche.yaml")).unwrap();
        common::copy_folder(&sample.join("content"), &content);
        common::copy_folder(&common::root().join("content/holidays"), &content.join("holidays"));
        edit(&content, edits);
        let written = |(id, day, operations): &(&str, &str, &str)| {
            let head = format!("number: \"{id}\"\nsigned: 2026-05-20\neffective_from: {day}\n");
            let rest = format!("issuer: \"Trung tâm Mẫu\"\nsummary: \"Sắp xếp\"\noperations:\n{operations}");
            ((*id).to_owned(), head + &rest)
        };
        Self::read(dir).with_decisions(&decisions.iter().map(written).collect::<Vec<_>>())
    }

    /// The project in a folder.
    pub fn read(dir: tempfile::TempDir) -> Self {
        let (sources, model, decoded) = common::project(dir.path());
        Self { dir, sources, model, decoded }
    }

    /// The folder it is in, to be read again.
    pub fn into_dir(self) -> tempfile::TempDir {
        self.dir
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// The same with one more decision.
    pub fn with_decision(self, id: &str, yaml: &str) -> Self {
        self.with_decisions(&[(id.to_owned(), yaml.to_owned())])
    }

    /// The same with decisions put in, by id.
    pub fn with_decisions(self, all: &[(String, String)]) -> Self {
        for (id, yaml) in all {
            fs::write(self.dir.path().join(format!("content/decisions/{id}.yaml")), yaml).unwrap();
        }
        Self::read(self.dir)
    }

    /// Everything that is wrong, on every day on which something happens.
    pub fn report(&self) -> Report {
        let mut report = self.decoded.clone();
        if report.has_errors() {
            return report.sorted();
        }
        report.extend(history::check(&self.model, &self.sources.files, Date::MAX).1);
        for day in self.days() {
            let state = self.on(day);
            report.extend(quyche::model::check(state.model(), &self.sources.files, day));
            let snapshot = state.snapshot().unwrap();
            report.extend(quyche::calendar::check(&snapshot, day.year()..=day.year()));
        }
        report.sorted()
    }

    /// The errors as `file:line:column code: message`.
    pub fn errors(&self) -> Vec<String> {
        let place = |d: &quyche::diagnostic::Diagnostic| {
            d.span.map_or_else(String::new, |s| {
                let files = &self.sources.files;
                let at = files.position(s.file, s.start);
                format!("{}:{}:{} ", files.name(s.file), at.line, at.column)
            })
        };
        let report = self.report();
        let errors = report.iter().filter(|d| d.severity == Severity::Error);
        errors.map(|d| format!("{}{}: {}", place(d), d.code.as_str(), d.message.vi)).collect()
    }

    /// Every day of effect, with the day before.
    pub fn days(&self) -> BTreeSet<Date> {
        let roles = self.model.roles.iter().flat_map(|r| [r.from, r.until]).flatten();
        let effects = self.model.decisions.iter().map(|d| d.effective_from).chain(roles);
        let first = self.model.versions[0].effective_from;
        effects.flat_map(|d| [d.checked_sub(1.day()).unwrap(), d]).filter(|d| *d >= first).collect()
    }

    pub fn on(&self, day: Date) -> State {
        history::on(&self.model, day)
    }
}

/// `file⇥old⇥new` lines: words that stand in the file once, and those put there; `copy⇥from⇥to` begins a file with
/// another. `\n` is a line break.
fn edit(content: &Path, edits: &str) {
    for line in edits.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let cells: Vec<String> = line.split('\t').map(|c| c.replace("\\n", "\n")).collect();
        let [file, old, new] = &cells[..] else { panic!("three cells: {line}") };
        if file == "copy" {
            fs::copy(content.join(old), content.join(new)).unwrap();
            continue;
        }
        let text = fs::read_to_string(content.join(file)).unwrap();
        assert_eq!(text.matches(old.as_str()).count(), 1, "{file}: «{old}» must stand there once");
        fs::write(content.join(file), text.replace(old.as_str(), new)).unwrap();
    }
}

/// Everything that holds on a day, in lines; equal pictures are equal states.
pub fn picture(state: &State) -> String {
    let s = state.snapshot().unwrap();
    let ids = |actors: &[Actor]| actors.iter().map(Actor::id).collect::<Vec<_>>().join(",");
    let mut lines = vec![format!("text {}", s.version.effective_from)];
    for u in &s.units {
        let deputy = u.deputy.as_ref().map(|d| d.role.as_str());
        let name = u.name_on(s.day);
        lines.push(format!("unit {} {} {name} {} {deputy:?} {:?}", u.id, u.group, u.head.role, u.cite));
    }
    for c in &s.model.collectives {
        let units: Vec<&str> = s.units_of(c).iter().map(|u| u.id.as_str()).collect();
        lines.push(format!("group {} {} {units:?} {:?}", c.id, ids(&c.members), c.cite()));
    }
    for a in &s.model.assignments {
        let (p, to, quote) = (&a.provision, ids(&a.to), a.quote.as_str());
        lines.push(format!(
            "row {p} {} {} {:?} {to} {quote} {} {:?}",
            a.who.id(),
            a.relation.as_str(),
            a.modality,
            a.quote_from,
            a.basis
        ));
    }
    for g in &s.model.general {
        lines.push(format!("general {} {}", g.provision, g.reason));
    }
    for r in rules(&s) {
        let (who, with, to) = (ids(&r.who), ids(&r.with), ids(&r.to));
        let (attendees, chair) = (ids(&r.attendees), ids(&r.chair));
        lines.push(format!("rule {} {} {:?} {who} {with} {to} {attendees} {chair}", r.id, r.cite, r.when));
    }
    for r in &s.model.roles {
        let facts = |all: &[Membership]| {
            let said = all.iter().map(|m| (m.actor.id(), m.proof.cite.clone(), m.proof.quote.clone(), m.inferred));
            said.collect::<Vec<_>>()
        };
        let (inherits, reports_to) = (facts(&r.inherits), facts(&r.reports_to));
        lines.push(format!("role {} {:?} {inherits:?} {reports_to:?}", r.id, r.section));
    }
    lines.join("\n")
}

/// That two states are equal; a role without days that only a later decision needs may be there before.
pub fn same(a: &State, b: &State, what: &str) {
    let (a, b) = (picture(a), picture(b));
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    let (x, y) = (lines(&a), lines(&b));
    let more: Vec<&String> = x.difference(&y).filter(|l| !l.starts_with("role ")).collect();
    let less: Vec<&String> = y.difference(&x).collect();
    assert!(more.is_empty() && less.is_empty(), "{what}:\n+ {more:#?}\n- {less:#?}");
}

/// The rules of the calendar that hold on the day.
pub fn rules<'m>(s: &Snapshot<'m>) -> Vec<&'m Rule> {
    let day = s.day;
    let holds = |r: &&Rule| r.valid_from.is_none_or(|d| d <= day) && r.valid_to.is_none_or(|d| day < d);
    s.model.rules.iter().filter(holds).collect()
}

/// Nobody named on the day is a unit that is not there then.
pub fn names_only_units_that_are_there(state: &State) {
    let s = state.snapshot().unwrap();
    let there: BTreeSet<&UnitId> = s.units.iter().map(|u| &u.id).collect();
    let check = |place: &str, actor: &Actor| {
        if let Actor::Unit(id) | Actor::RoleAt(_, id) = actor {
            assert!(there.contains(id), "{place} names {id} on {}", s.day);
        }
    };
    for a in &s.model.assignments {
        std::iter::once(&a.who).chain(&a.to).for_each(|actor| check(a.provision.as_str(), actor));
    }
    for r in rules(&s) {
        let named = [&r.who, &r.with, &r.to, &r.attendees, &r.chair].into_iter().flatten();
        named.for_each(|actor| check(r.id.as_str(), actor));
    }
    for c in &s.model.collectives {
        c.members.iter().for_each(|actor| check(c.id.as_str(), actor));
    }
}

/// The names of the units on the day, in their order.
pub fn names(state: &State) -> Vec<String> {
    let s = state.snapshot().unwrap();
    s.units.iter().map(|u| u.name_on(s.day).to_owned()).collect()
}

/// The units of a group on the day.
pub fn group(state: &State, id: &str) -> Vec<String> {
    let s = state.snapshot().unwrap();
    let group = s.model.collectives.iter().find(|c| c.id.as_str() == id).unwrap();
    s.units_of(group).iter().map(|u| u.id.to_string()).collect()
}

/// What a unit itself bears, as `provision relation`.
pub fn of_unit(state: &State, unit: &str) -> Vec<String> {
    let s = state.snapshot().unwrap();
    let own = |d: &&Duty<'_>| d.assignment.who == Actor::Unit(UnitId::new(unit)) && d.assignment.relation.is_work();
    shown(duty::of_unit(&s, &UnitId::new(unit)).iter().filter(own))
}

/// What a role in a unit bears through being named there.
pub fn of_role_in_unit(state: &State, role: &str, unit: &str) -> Vec<String> {
    let s = state.snapshot().unwrap();
    let (role, unit) = (RoleId::new(role), UnitId::new(unit));
    shown(duty::of_role_in_unit(&s, &role, &unit).iter())
}

/// What every holder of a role bears.
pub fn of_role(state: &State, role: &str) -> Vec<String> {
    let s = state.snapshot().unwrap();
    shown(duty::of_role(&s, &RoleId::new(role)).iter())
}

fn shown<'d, 'm: 'd>(duties: impl Iterator<Item = &'d Duty<'m>>) -> Vec<String> {
    duties.map(|d| format!("{} {}", d.assignment.provision, d.assignment.relation.as_str())).collect()
}

/// Everybody whom the rows of a provision name, with the relation.
pub fn bearers(state: &State, provision: &str) -> Vec<String> {
    let rows = state.model().assignments.iter().filter(|a| a.provision.as_str() == provision);
    rows.map(|a| format!("{} {}", a.who.id(), a.relation.as_str())).collect()
}
