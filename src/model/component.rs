//! The documents that one file of the regulation can hold: a decision, then the regulation it issues.
//!
//! Rule: design 2 ("One file may hold a decision and a regulation that restarts at Điều 1"). The trap: a citation without its
//! document, for Điều 1 of the one is not Điều 1 of the other.

use super::{Decision, Model, Provision, Version};

/// One of several documents of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// What a citation calls it: "Quy chế", "Quyết định 45/2025/QĐ-UBND".
    pub name: String,
    /// The same in full, where the text or its decision writes it out: "Quy chế làm việc của Ủy ban nhân dân xã Ea Kiết".
    pub title: String,
    /// Whether it is the decision itself, and not what that issues.
    pub issues: bool,
    /// Whether it is a part or an annex with articles of its own, named as it is cited: "Phụ lục II".
    pub part: bool,
}

impl Version {
    /// The document a provision stands in; `None` where the text is one document.
    #[must_use]
    pub fn component(&self, p: &Provision) -> Option<&Component> {
        self.components.get(p.component.checked_sub(1)?)
    }

    /// The citation of a provision within its own document.
    #[must_use]
    pub fn cited_within<'p>(&self, p: &'p Provision) -> &'p str {
        let bare = self.component(p).and_then(|c| p.citation.strip_suffix(c.name.as_str()));
        bare.map_or(p.citation.as_str(), str::trim_end)
    }

    /// A citation for places with little room: the printed path, `B.II.5.1`, with paragraphs counted as they are cited. Where the path is
    /// not printed the citation itself, so that nothing is cited in two forms.
    #[must_use]
    pub fn short(&self, p: &Provision) -> String {
        let component = self.component(p);
        let path = p.id.printed().filter(|_| component.is_none_or(|c| !c.part));
        let Some(path) = path else { return p.citation.clone() };
        let name = component.filter(|c| !c.name.is_empty()).map(|c| format!(" {}", c.name)).unwrap_or_default();
        match (p.parent.as_ref().and_then(|id| id.printed()), p.paragraph) {
            (Some(parent), Some(n)) if p.citation.starts_with("đoạn ") => format!("{parent} đoạn {n}{name}"),
            (Some(parent), Some(_)) => format!("{parent}{name}"),
            _ => format!("{path}{name}"),
        }
    }
}

impl Model {
    /// A text as it was issued: the first, or the last up to it that replaced all. What came since amended it.
    #[must_use]
    pub fn as_issued<'m>(&'m self, version: &'m Version) -> &'m Version {
        let until = self.versions.iter().take_while(|v| v.effective_from <= version.effective_from);
        let replaced = |before: &Version, next: &Version| {
            self.decisions_between(before.effective_from, next.effective_from).any(Decision::replaces_all)
        };
        let issued = until.fold(None, |before: Option<(&Version, &Version)>, next| match before {
            Some((issued, before)) if !replaced(before, next) => Some((issued, next)),
            _ => Some((next, next)),
        });
        issued.map_or(version, |(issued, _)| issued)
    }
}
