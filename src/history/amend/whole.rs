//! *Thay thế toàn bộ*: the new text is taken as written; a table says which provision goes on as which.
//!
//! What stands below a provision of the table goes on where the new text has the same labels on the way down, which is
//! asked of the two trees: an article's id does not hold its chapter's. What a line of the table names as the new place of
//! something is that one's alone: a clause that had its number under the same heading has ended. Whatever the table does
//! not reach has ended, even where the new text has the same number: after a wholesale replacement a number alone proves
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::{Amended, markdown};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::history::lineage::{Fate, Lineage};
use crate::model::{Decision, Provision, ProvisionId, TextAct, Version};
use crate::say;
use crate::source::near;
use crate::text::Lookup;

/// The new text and where the old provisions went; `acting` are the decisions of the same span of time.
pub(super) fn replaced(
    before: &Version,
    decision: &Decision,
    acting: &[&Decision],
    written: Option<&Version>,
) -> (Amended, Report) {
    let mut report = Report::default();
    let same_day = acting.iter().filter(|d| d.effective_from == decision.effective_from);
    let acts: Vec<(&TextAct, Span)> = same_day.flat_map(|d| d.text_acts()).collect();
    let own = acts.iter().find_map(|(act, span)| match act {
        TextAct::ReplaceAll { table } => Some((table, *span)),
        _ => None,
    });
    let Some((table, span)) = own else { return (Amended::default(), report) };
    for (_, other) in acts.iter().filter(|(_, s)| *s != span) {
        report.push(
            Diagnostic::new(
                Code::OperationImpossible,
                *other,
                say!(
                    "trong ngày này quy chế được thay thế toàn bộ, không còn lời cũ để sửa",
                    "on this day the whole text is replaced; there are no old words left to change"
                ),
            )
            .related(span, say!("thay thế toàn bộ ở đây", "replaced here"))
            .help(say!(
                "bỏ thao tác này; bản mới ghi sẵn lời đúng",
                "drop this operation; the new text has the right words"
            )),
        );
    }
    let Some(after) = written else {
        let day = decision.effective_from;
        report.push(
            Diagnostic::new(
                Code::OperationImpossible,
                span,
                say!("bản mới không suy ra được từ quyết định", "the new text cannot be made from the decision"),
            )
            .help(say!("chép bản mới vào regulation/{day}.md", "put the new text into regulation/{day}.md")),
        );
        return (Amended::default(), report);
    };
    let mut way: BTreeMap<ProvisionId, ProvisionId> = BTreeMap::new();
    for (old, new) in table {
        for (id, version, which) in
            [(old, before, say!("bản trước", "the text before")), (new, after, say!("bản mới", "the new text"))]
        {
            if version.provision(id).is_none() {
                let (vi, en) = (which.vi, which.en);
                let near = near(&report, id.as_str(), || version.provisions.iter().map(|p| p.id.as_str())).join(", ");
                let help = (!near.is_empty()).then(|| say!("ý bạn là: {near}?", "did you mean: {near}?"));
                report.push(
                    Diagnostic::new(
                        Code::OperationImpossible,
                        span,
                        say!(
                            "{vi} không có điều khoản {id} ghi trong «table»",
                            "{en} has no provision {id} named in `table`"
                        ),
                    )
                    .maybe_help(help),
                );
            }
        }
        if way.insert(old.clone(), new.clone()).is_some_and(|first| first != *new) {
            report.push(
                Diagnostic::new(
                    Code::OperationImpossible,
                    span,
                    say!("«table» ghi {old} hai lần", "`table` names {old} twice"),
                )
                .help(say!("giữ lại một dòng", "keep one of the lines")),
            );
        }
    }
    let named: BTreeSet<&ProvisionId> = table.iter().map(|(_, new)| new).collect();
    // A heading may have any number of provisions, so none is sought among those of one.
    let places: Lookup<_, &Provision> = after.provisions.iter().map(|p| ((p.parent.as_ref(), piece(p)), p)).collect();
    // Parents stand before their children, so one walk reaches the whole tree.
    for p in &before.provisions {
        let above = p.parent.as_ref().and_then(|id| way.get(id)).filter(|_| !way.contains_key(&p.id));
        let child = above.and_then(|above| places.get(&(Some(above), piece(p))));
        if let Some(child) = child.filter(|child| !named.contains(&child.id)) {
            way.insert(p.id.clone(), child.id.clone());
        }
    }
    let ended = Fate::Ends(decision.id.clone());
    let fate = |id: &ProvisionId| way.get(id).cloned().map_or(ended.clone(), Fate::Goes);
    let fates = before.provisions.iter().map(|p| (p.id.clone(), fate(&p.id)));
    let fates = fates.filter(|(id, fate)| *fate != Fate::Goes(id.clone())).collect();
    let reached: BTreeSet<&ProvisionId> = way.values().collect();
    let inserted = after.provisions.iter().map(|p| &p.id).filter(|id| !reached.contains(id)).cloned().collect();
    let amended = Amended {
        provisions: after.provisions.to_vec(),
        markdown: markdown(&after.provisions),
        lineage: Lineage { fates, inserted },
        touched: BTreeMap::new(),
    };
    (amended, report)
}

/// What a provision adds to the path of what it stands in; an article's path begins anew, with the text it stands in.
fn piece(p: &Provision) -> &str {
    let id = p.id.as_str();
    let below = p.parent.as_ref().and_then(|parent| id.strip_prefix(parent.as_str())?.strip_prefix('.'));
    below.unwrap_or_else(|| match id.split_once('.') {
        Some((component, rest)) if component.starts_with('c') && component[1..].bytes().all(|b| b.is_ascii_digit()) => {
            rest
        }
        _ => id,
    })
}

#[cfg(test)]
mod tests {
    use super::super::amended;
    use super::super::tests::{decision, id, version};
    use super::*;
    use crate::model::DecisionId;

    #[test]
    fn a_place_named_for_one_provision_is_not_that_of_another_under_the_same_heading() {
        let old = version("# A. X\n\n1\\. một\n\n2\\. hai\n\na) ba\n\n3\\. bốn\n\na) năm\n");
        let new = version("# A. X\n\n1\\. một\n\n2\\. bốn\n\na) năm\n");
        let table = vec![(id("A.3"), id("A.2")), (id("A"), id("A"))];
        let all = decision("2", vec![TextAct::ReplaceAll { table }]);
        let (text, report) = amended(&old, &[&all], Some(&new));
        assert!(report.is_empty(), "{report:#?}");
        let ends = Fate::Ends(DecisionId::new("2"));
        assert_eq!(text.lineage.fate(&id("A.3")), Fate::Goes(id("A.2")));
        assert_eq!(text.lineage.fate(&id("A.3.a")), Fate::Goes(id("A.2.a")));
        assert_eq!((text.lineage.fate(&id("A.2")), text.lineage.fate(&id("A.2.a"))), (ends.clone(), ends));
        assert_eq!(text.lineage.fate(&id("A.1")), Fate::Goes(id("A.1")));
        assert!(text.lineage.inserted.is_empty());
    }
}
