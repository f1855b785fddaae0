//! How often an occurrence has changed since it was published, and when: SEQUENCE and DTSTAMP of its event (RFC 5545, 3.8.7).
//!
//! Two sources. The log of decisions: each that changed the occurrence counts one, on its day. A decision about a meeting also
//! changes what is counted from it or given at it, as long as that has no day of its own: it gets another day, is made fast, or is called
//! off or on with its meeting. What has its own day by the text (the report before the meeting) is not changed by it. And the ledger, which
//! `quyche calendar --record` writes after publication: it knows the state people have, so that a change of rule, holidays or title is
//! counted too. The trap avoided: the day of the build as a stamp, which would change every event of every feed every day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::engine::first_day;
use super::occurrence::{Occurrence, Status, time_key};
use crate::history::Snapshot;
use crate::model::LedgerEntry;
use crate::text::fnv1a;

/// The state of an occurrence as calendar programs count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// How often it has changed.
    pub sequence: u32,
    /// The day of its last change; of one that never changed, the first day of its rule.
    pub modified: Date,
}

/// The revision of an occurrence on the snapshot's day.
///
/// Without a change since it was recorded, what was recorded stands. A change nobody decided (of a rule, a holiday, a
/// title) is of the day of the build, until it is recorded.
#[must_use]
pub fn revision(snapshot: &Snapshot, occurrence: &Occurrence) -> Revision {
    let decided = decisions(occurrence);
    let Some(entry) = snapshot.model.ledger.get(&occurrence.slot) else {
        let modified = issued(snapshot, occurrence).unwrap_or_else(|| begun(snapshot, occurrence));
        return Revision { sequence: decided, modified };
    };
    let more = decided.saturating_sub(entry.decisions);
    if more == 0 && entry.hash == hash(snapshot, occurrence) {
        return Revision { sequence: entry.sequence, modified: entry.last_modified };
    }
    let modified = if more > 0 { issued(snapshot, occurrence) } else { None };
    let modified = modified.unwrap_or(snapshot.day).max(entry.last_modified);
    Revision { sequence: entry.sequence.saturating_add(more.max(1)), modified }
}

/// The ledger after publication: what it held, and the state of each of these occurrences that has a day.
#[must_use]
pub fn record(snapshot: &Snapshot, occurrences: &[Occurrence]) -> BTreeMap<String, LedgerEntry> {
    let mut ledger = snapshot.model.ledger.clone();
    for o in occurrences.iter().filter(|o| !o.undecided_day) {
        let Revision { sequence, modified } = revision(snapshot, o);
        let hash = hash(snapshot, o);
        let entry = LedgerEntry { hash, sequence, decisions: decisions(o), last_modified: modified };
        ledger.insert(o.slot.clone(), entry);
    }
    ledger
}

/// The ledger as the text of its file.
#[must_use]
pub fn ledger_text(ledger: &BTreeMap<String, LedgerEntry>) -> String {
    let mut text = String::from(
        "# Sổ lịch đã công bố, do «quyche calendar --record» ghi. Không sửa tay.\n\
         # What of the calendar was published, written by `quyche calendar --record`. Not to be edited.\n\
         events:\n",
    );
    for (slot, LedgerEntry { hash, sequence, decisions, last_modified }) in ledger {
        text.push_str(&format!(
            "  - {{slot: \"{slot}\", hash: \"{hash}\", sequence: {sequence}, decisions: {decisions}, last_modified: {last_modified}}}\n"
        ));
    }
    text
}

fn decisions(occurrence: &Occurrence) -> u32 {
    u32::try_from(occurrence.decisions.len()).unwrap_or(u32::MAX)
}

/// The day of the last decision that changed it.
fn issued(snapshot: &Snapshot, occurrence: &Occurrence) -> Option<Date> {
    let last = snapshot.model.overrides.get(*occurrence.decisions.last()?)?;
    Some(last.issued)
}

/// The first day of the rule: what never changed has stood so since then.
fn begun(snapshot: &Snapshot, occurrence: &Occurrence) -> Date {
    let own = snapshot.model.rule_on(&occurrence.rule, occurrence.words_of).and_then(|r| r.valid_from);
    own.unwrap_or_else(|| first_day(snapshot))
}

/// What a subscriber acts upon: day, hour, how firm, and the title. The explanation may be worded anew without a revision.
fn hash(snapshot: &Snapshot, o: &Occurrence) -> String {
    let title = snapshot.model.rule_on(&o.rule, o.words_of).map_or("", |r| r.title.as_str());
    let status = match o.status {
        Status::Firm => "confirmed",
        // What is open about a tentative event is words; that it is tentative is not.
        Status::DependsOnNotice | Status::AwaitsDecision => "tentative",
        Status::Cancelled => "cancelled",
    };
    let by = o.by.map(time_key).unwrap_or_default();
    let state = format!("{} {} {by} {status} {title}", o.actual.start, o.actual.end);
    format!("{:016x}", fnv1a(state.as_bytes()))
}
