//! Old | new: each provision that differs, its words marked as a careful typist would (design 4).

use std::collections::BTreeSet;

use serde::Serialize;

use super::changes::cite_in;
use super::planner::Planner;
use super::view::Cite;
use crate::change::{Difference, ProvisionChange};
use crate::model::{Provision, Version};
use crate::text::diff::{self, Part};

/// One provision, before and after.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct TextChange {
    /// `amended`, `inserted`, `repealed`, `renumbered`.
    pub kind: &'static str,
    /// Its anchor on the page.
    pub anchor: String,
    /// What it is called: by the new text, or by the old one when it is gone.
    pub cite: Cite,
    /// As it was; `None` for a new one.
    pub before: Option<Side>,
    /// As it is; `None` for one that is gone.
    pub after: Option<Side>,
}

/// A provision in one text.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Side {
    /// Where it stands in its own text.
    pub cite: Cite,
    /// Its label as printed.
    pub label: String,
    /// Whether the label differs.
    pub relabelled: bool,
    /// Its words; together they are the text.
    pub parts: Vec<Marked>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Marked {
    /// The words.
    pub text: String,
    /// Whether they are only in this text.
    pub changed: bool,
}

/// Every provision that differs.
pub(super) fn view(planner: &Planner<'_>, difference: &Difference) -> Vec<TextChange> {
    let (Some(old), Some(new)) =
        (planner.s.model.version_on(difference.from), planner.s.model.version_on(difference.to))
    else {
        return Vec::new();
    };
    difference.provisions.iter().map(|c| change(planner, old, new, c)).collect()
}

fn change(planner: &Planner<'_>, old: &Version, new: &Version, change: &ProvisionChange) -> TextChange {
    let words = |p: &Option<Provision>| p.as_ref().map_or_else(String::new, |p| p.text.to_string());
    let (before, after) = marked(&words(&change.before), &words(&change.after));
    let label = |p: &Option<Provision>| p.as_ref().map(|p| p.label.clone());
    let relabelled = label(&change.before) != label(&change.after) && change.before.is_some() && change.after.is_some();
    let side = |version: &Version, p: &Provision, parts: Vec<Marked>| Side {
        cite: cite_in(planner, version, &p.id),
        label: p.label.clone(),
        relabelled,
        parts,
    };
    let before = change.before.as_ref().map(|p| side(old, p, before));
    let after = change.after.as_ref().map(|p| side(new, p, after));
    let cite = after.as_ref().or(before.as_ref()).map(|s| s.cite.clone()).unwrap_or_default();
    let place = change.after.as_ref().or(change.before.as_ref()).map_or_else(String::new, |p| p.id.anchor());
    let anchor = if change.after.is_some() { stands(&place) } else { gone(&place) };
    TextChange { kind: change.kind.as_str(), anchor, cite, before, after }
}

/// Where a provision of the new text is compared.
fn stands(place: &str) -> String {
    format!("sd-{place}")
}

/// Where one that is gone is: it may have the number of one that came.
fn gone(place: &str) -> String {
    format!("bo-{place}")
}

/// The anchors of the provisions of both texts that stand in no comparison. A decision that changes the text comes with a
/// whole text of its own, of which they are a small part; one that leaves it alone has none.
pub(super) fn others(planner: &Planner<'_>, difference: &Difference, shown: &[TextChange]) -> Vec<String> {
    let (Some(old), Some(new)) =
        (planner.s.model.version_on(difference.from), planner.s.model.version_on(difference.to))
    else {
        return Vec::new();
    };
    if old.effective_from == new.effective_from {
        return Vec::new();
    }
    let shown: BTreeSet<&str> = shown.iter().map(|c| c.anchor.as_str()).collect();
    let all = new.provisions.iter().map(|p| stands(&p.id.anchor()));
    let all = all.chain(old.provisions.iter().map(|p| gone(&p.id.anchor())));
    all.filter(|a| !shown.contains(a.as_str())).collect()
}

/// Two wordings, each with what only it has marked.
pub(super) fn marked(old: &str, new: &str) -> (Vec<Marked>, Vec<Marked>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for part in diff::words(old, new) {
        match part {
            Part::Same(text) => {
                before.push(Marked { text: text.to_owned(), changed: false });
                after.push(Marked { text: text.to_owned(), changed: false });
            }
            Part::Removed(text) => before.push(Marked { text: text.to_owned(), changed: true }),
            Part::Added(text) => after.push(Marked { text: text.to_owned(), changed: true }),
        }
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_its_text_to_the_letter() {
        let (old, new) = ("gửi trước ngày 15/6; báo cáo năm", "gửi trước ngày 10/6; báo cáo năm, quý");
        let (before, after) = marked(old, new);
        let whole = |side: &[Marked]| side.iter().map(|m| m.text.as_str()).collect::<String>();
        assert_eq!((whole(&before).as_str(), whole(&after).as_str()), (old, new));
        assert!(before.iter().any(|m| m.changed && m.text.contains("15")));
    }
}
