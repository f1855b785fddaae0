//! `quyche diff --json`. It is stable: README lists its keys, and a test holds it.

use serde_json::{Value, json};

use super::diff::{View, parts};
use crate::calendar::time_key;
use crate::change::{BearerChange, Item, ProvisionChange, RoleChange, UnitChange, UnitChangeKind};
use crate::model::{Actor, Provision, Rule};
use crate::text::diff::Part;

impl View<'_> {
    pub(super) fn json(&self) -> Value {
        let d = self.difference;
        json!({
            "from": d.from.to_string(),
            "to": d.to.to_string(),
            "decisions": d.decisions.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
            "provisions": d.provisions.iter().map(provision_json).collect::<Vec<_>>(),
            "roles": d.roles.iter().map(role_json).collect::<Vec<_>>(),
            "units": d.units.iter().map(unit_json).collect::<Vec<_>>(),
            "bearers": d.bearers.iter().map(|b| self.bearer_json(b)).collect::<Vec<_>>(),
            "handover": d.handover.iter().map(|l| json!({
                "from": l.from.id(),
                "to": l.to.as_ref().map(Actor::id),
                "provision": l.row.provision.as_str(),
                "relation": l.row.relation.as_str(),
                "quote": l.row.quote.as_str(),
                "why": l.why,
            })).collect::<Vec<_>>(),
            "calendar": d.rules.iter().map(|r| json!({
                "rule": r.id.as_str(),
                "change": change_key(r.before.is_some(), r.after.is_some()),
                "before": r.before.as_ref().map(rule_json),
                "after": r.after.as_ref().map(rule_json),
                "dates": r.dates.iter().map(|x| json!({
                    "slot": x.slot,
                    "before": x.before.map(|timed| timed.day.to_string()),
                    "before_by": x.before.and_then(|timed| timed.by).map(time_key),
                    "after": x.after.map(|timed| timed.day.to_string()),
                    "after_by": x.after.and_then(|timed| timed.by).map(time_key),
                })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    }

    fn bearer_json(&self, change: &BearerChange) -> Value {
        let pair = |(was, is): &(Item, Item)| json!({"before": item_json(was), "after": item_json(is)});
        json!({
            "bearer": change.bearer.id(),
            "name": self.name(&change.bearer),
            "began": change.began,
            "ended": change.ended,
            "gained": change.gained.iter().map(item_json).collect::<Vec<_>>(),
            "lost": change.lost.iter().map(item_json).collect::<Vec<_>>(),
            "reworded": change.reworded.iter().map(pair).collect::<Vec<_>>(),
            "redirected": change.redirected.iter().map(pair).collect::<Vec<_>>(),
        })
    }
}

fn provision_json(change: &ProvisionChange) -> Value {
    let side =
        |p: &Provision| json!({"id": p.id.as_str(), "label": p.label, "citation": p.citation, "text": p.text.as_str()});
    let word = |part: &Part<'_>| match part {
        Part::Same(w) => json!({"same": w}),
        Part::Removed(w) => json!({"removed": w}),
        Part::Added(w) => json!({"added": w}),
    };
    json!({
        "change": change.kind.as_str(),
        "before": change.before.as_ref().map(side),
        "after": change.after.as_ref().map(side),
        "words": parts(change).iter().map(word).collect::<Vec<_>>(),
    })
}

fn role_json(change: &RoleChange) -> Value {
    json!({
        "role": change.role.as_str(),
        "name": change.name,
        "change": change.as_str(),
        "day": change.day.map(|day| day.to_string()),
        "decision": change.decision.as_ref().map(|d| d.as_str()),
    })
}

fn unit_json(change: &UnitChange) -> Value {
    let ids = |units: &[crate::model::UnitId]| units.iter().map(|u| u.to_string()).collect::<Vec<_>>();
    let (before, others) = match &change.kind {
        UnitChangeKind::Began { from } => (None, ids(from)),
        UnitChangeKind::Ended { to } => (None, ids(to)),
        UnitChangeKind::Renamed { before } => (Some(before.clone()), Vec::new()),
        UnitChangeKind::Led { before: (head, deputy), .. } => {
            let changed = if change.kind.led().head { Some(head) } else { deputy.as_ref() };
            (changed.map(|post| post.role.to_string()), Vec::new())
        }
    };
    json!({
        "unit": change.unit.as_str(),
        "name": change.name,
        "change": change.kind.as_str(),
        "before": before,
        "others": others,
        "decision": change.decision.as_ref().map(|d| d.as_str()),
    })
}

fn item_json(item: &Item) -> Value {
    json!({
        "provision": item.row.provision.as_str(),
        "relation": item.row.relation.as_str(),
        "to": item.row.to.iter().map(Actor::id).collect::<Vec<_>>(),
        "quote": item.row.quote.as_str(),
        "clause": item.clause.as_str(),
        "via": item.via.iter().map(Actor::id).collect::<Vec<_>>(),
        "inferred": item.inferred,
    })
}

fn rule_json(rule: &Rule) -> Value {
    json!({"title": rule.title, "provision": rule.cite.as_str(), "quote": rule.quote.as_str()})
}

fn change_key(before: bool, after: bool) -> &'static str {
    match (before, after) {
        (true, false) => "ended",
        (false, true) => "began",
        _ => "changed",
    }
}
