//! What `check` says of `overrides.yaml` once it is read against the rules: slots that are none, days nobody works, decisions that
//! do not fit what they decide about (design 3).
//!
//! Each entry is judged by what stood when it was issued, so that a meeting cancelled last week may have been confirmed the week
//! before. Slots are sought from the first text on: a new text must not turn old decisions into faults.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::between::Between;
use super::dates::{Dates, Draft};
use super::engine::{Engine, first_day};
use super::findings;
use super::rulings::Ruling;
use super::slot::year_of;
use super::workday::{MissingYear, day, is_weekend, roll};
use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::history::Snapshot;
use crate::model::{Action, Override, Roll, Rule, RuleId};
use crate::say;
use crate::source::near;
use crate::text::date_both;

/// Every fault of the decisions.
pub(super) fn check(snapshot: &Snapshot) -> Report {
    let mut report = Report::default();
    let model = snapshot.model;
    let first = first_day(snapshot);
    let engine = Engine::new(snapshot, first);
    let mut before: BTreeMap<&str, Ruling> = BTreeMap::new();
    let mut slots = Slots::default();
    for (index, entry) in model.overrides.iter().enumerate() {
        let ruling = before.entry(&entry.slot).or_default();
        match find(&engine, &mut slots, &model.rules, entry, &report) {
            Ok((rule, dates)) => {
                let judged = Judged { engine: &engine, rule, entry, index, dates, before: ruling };
                report.extend(judged.faults());
            }
            Err(fault) => report.push(*fault),
        }
        ruling.apply(index, entry, true);
    }
    report
}

/// The slots of rules around a year, each with its name, computed once for all entries about them.
type Slots<'m> = BTreeMap<(RuleId, i16), Vec<(String, &'m Rule, Draft)>>;

fn find<'s, 'm>(
    engine: &Engine<'m>,
    slots: &'s mut Slots<'m>,
    rules: &[Rule],
    entry: &Override,
    report: &Report,
) -> Result<(&'m Rule, &'s Dates), Box<Diagnostic>> {
    let slot = &entry.slot;
    let unknown = |help: Say| {
        let message = say!("lịch không có kỳ «{slot}»", "the calendar has no occurrence `{slot}`");
        Box::new(Diagnostic::new(Code::UnknownSlot, entry.span, message).help(help))
    };
    let meant = |near: Vec<String>| {
        let near = near.join(", ");
        if near.is_empty() {
            say!(
                "viết mã quy tắc, dấu / và kỳ, ví dụ giao-ban/2026-02-w2; «quyche calendar» liệt kê các kỳ",
                "write the rule's id, a slash and the period, e.g. giao-ban/2026-02-w2; `quyche calendar` lists them"
            )
        } else {
            say!("ý bạn là: {near}?", "did you mean: {near}?")
        }
    };
    let (id, period) = slot.split_once('/').unwrap_or((slot, ""));
    if rules.iter().all(|r| r.id.as_str() != id) {
        let near = near(report, id, || rules.iter().map(|r| r.id.as_str()));
        return Err(unknown(meant(near.into_iter().map(|id| format!("{id}/{period}")).collect())));
    }
    let year = year_of(slot).unwrap_or_else(|| entry.issued.year());
    let named = |(rule, draft): (&'m Rule, Draft)| (draft.slot(rule), rule, draft);
    let id = RuleId::new(id);
    let slots = slots
        .entry((id.clone(), year))
        .or_insert_with(|| engine.near(&id, (year, year)).into_iter().map(named).collect());
    if slots.is_empty() {
        return Err(unknown(say!(
            "văn bản không cho «{id}» ngày nào trong những năm này, nên không có gì để quyết định",
            "the text gives `{id}` no dates in these years, so there is nothing to decide about"
        )));
    }
    let Some((_, rule, Draft { outcome, .. })) = slots.iter().find(|(name, ..)| name == slot) else {
        let near = near(report, slot, || slots.iter().map(|(name, ..)| name.as_str()));
        return Err(unknown(meant(near.into_iter().map(str::to_owned).collect())));
    };
    match outcome {
        Ok(dates) => Ok((rule, dates)),
        Err(missing) => Err(Box::new(unloaded(engine, missing.year, rule, entry))),
    }
}

/// The year that is not loaded, said at the entry that needs it.
fn unloaded(engine: &Engine, year: MissingYear, rule: &Rule, entry: &Override) -> Diagnostic {
    let missing = findings::missing_year(engine.holidays, year, rule, &entry.slot);
    Diagnostic { span: Some(entry.span), ..missing }
}

/// In days.
const HALF_A_YEAR: u32 = 183;

/// An entry, what it is about, and what stood before it.
struct Judged<'a> {
    engine: &'a Engine<'a>,
    rule: &'a Rule,
    entry: &'a Override,
    index: usize,
    dates: &'a Dates,
    before: &'a Ruling,
}

impl Judged<'_> {
    fn faults(&self) -> Report {
        let mut report = Report::default();
        let fit = match self.entry.action {
            Action::Move(_) => self.without_day(),
            Action::Schedule(to) => self.scheduled(to),
            Action::Confirm(to) => self.confirmed(to),
            Action::Cancel => None,
        };
        let worked = match self.entry.action {
            Action::Move(to) | Action::Schedule(to) => self.unworked(to),
            Action::Confirm(_) | Action::Cancel => None,
        };
        let far = match self.entry.action {
            Action::Move(to) if fit.is_none() && worked.is_none() => self.far(to),
            _ => None,
        };
        fit.into_iter().chain(worked).chain(far).chain(self.too_late()).for_each(|d| report.push(d));
        report
    }

    fn fault(&self, code: Code, message: Say, help: Say) -> Diagnostic {
        let why = say!("quy tắc", "the rule");
        Diagnostic::new(code, self.entry.span, message).help(help).related(self.rule.span, why)
    }

    /// A day can be moved or confirmed only once there is one.
    fn without_day(&self) -> Option<Diagnostic> {
        if !self.dates.window || self.before.day().is_some() {
            return None;
        }
        let (slot, Say { vi: days, en: days_en }) = (&self.entry.slot, self.dates.nominal.say());
        Some(self.fault(
            Code::OverrideNotApplicable,
            say!(
                "«{slot}» chưa ấn định ngày, nên không có ngày nào để dời hay xác nhận",
                "`{slot}` has no day yet that could be moved or confirmed"
            ),
            say!(
                "ấn định ngày trước: action: schedule, to: một ngày trong {days}",
                "set the day first: action: schedule, to: a day of {days_en}"
            ),
        ))
    }

    fn scheduled(&self, to: Date) -> Option<Diagnostic> {
        let slot = &self.entry.slot;
        if !self.dates.window {
            return Some(self.fault(
                Code::OverrideNotApplicable,
                say!("«{slot}» đã có ngày theo văn bản", "`{slot}` has a day by the text"),
                say!("muốn đổi ngày thì ghi action: move", "to change the day write action: move"),
            ));
        }
        let (window, (day, day_en)) = (self.dates.nominal, date_both(to));
        // A day is judged by the words in force on it.
        let parts = self.dates.reach.as_ref().map_or_else(Default::default, |r| &r.parts[..]);
        if parts.iter().chain([&window]).any(|days| (days.start..=days.end).contains(&to)) {
            return None;
        }
        let Say { vi: days, en: days_en } = window.say();
        Some(self.fault(
            Code::ScheduleOutsideWindow,
            say!(
                "ngày {day} nằm ngoài khoảng văn bản cho: {days}",
                "{day_en} lies outside what the text gives: {days_en}"
            ),
            say!(
                "chọn một ngày trong khoảng ấy, hoặc ghi đúng kỳ (occurrence)",
                "choose a day within it, or name the right occurrence"
            ),
        ))
    }

    fn confirmed(&self, to: Option<Date>) -> Option<Diagnostic> {
        if let Some(fault) = self.without_day() {
            return Some(fault);
        }
        let slot = &self.entry.slot;
        if self.dates.skipped.is_some() {
            return Some(self.fault(
                Code::OverrideNotApplicable,
                say!(
                    "«{slot}» không có ngày nào để xác nhận: theo quy tắc, kỳ này không có",
                    "`{slot}` has no day to confirm: by the rule there is none this time"
                ),
                say!(
                    "nếu vẫn tổ chức thì ghi action: move, to: ngày tổ chức",
                    "if it is held all the same, write action: move, to: its day"
                ),
            ));
        }
        let by_base = self.dates.cancelled.as_ref().is_some_and(|c| c.with_base && c.entry < self.index);
        if self.before.is_cancelled() || by_base {
            return Some(self.fault(
                Code::OverrideNotApplicable,
                say!("«{slot}» đã hủy, không xác nhận được", "`{slot}` is cancelled and cannot be confirmed"),
                say!("muốn tổ chức lại thì ghi action: move với ngày mới", "to hold it after all write action: move"),
            ));
        }
        let stands = self.before.day().unwrap_or(self.dates.computed.start);
        let other = to.filter(|to| *to != stands)?;
        let ((other, other_en), (stands, stands_en)) = (date_both(other), date_both(stands));
        Some(self.fault(
            Code::OverrideNotApplicable,
            say!(
                "xác nhận ngày {other}, mà lịch tính là {stands}",
                "confirms {other_en}, but the calendar has {stands_en}"
            ),
            say!("muốn đổi ngày thì ghi action: move", "to change the day write action: move"),
        ))
    }

    /// A day so far from that of the text that the year may be a slip. Within half a year no day can be told from one that is meant,
    /// whatever the period: a meeting of every week may be put off for the summer.
    fn far(&self, to: Date) -> Option<Diagnostic> {
        let of_text = self.dates.computed.start;
        let days = (to - of_text).get_days().unsigned_abs();
        // One that new words give, and that gave way to the day due before them, is no slip.
        let given = self.dates.between.as_ref().and_then(Between::passed_over).is_some_and(|new| new.start == to);
        if self.dates.window || days <= HALF_A_YEAR || given {
            return None;
        }
        let ((day, day_en), (of_text, of_text_en)) = (date_both(to), date_both(of_text));
        Some(self.fault(
            Code::OverrideFar,
            say!(
                "dời đến {day}, cách ngày theo văn bản ({of_text}) {days} ngày",
                "moved to {day_en}, {days} days from the day of the text ({of_text_en})"
            ),
            say!(
                "xem lại năm của ngày mới; đúng ngày ấy thì để nguyên",
                "look at the year of the new day; if it is meant, leave it"
            ),
        ))
    }

    /// A document of a day after the one it decides about: mostly the year is a slip, and until that day nothing would be decided.
    fn too_late(&self) -> Option<Diagnostic> {
        let decided = self.entry.action.to().into_iter().chain(self.before.day());
        let last = decided.chain([self.dates.computed.end]).max()?;
        let issued = self.entry.issued;
        let ((day, day_en), (of, of_en)) = (date_both(issued), date_both(last));
        // What follows another rule goes with that, wherever it was moved.
        let follows = self.rule.when.base().is_some();
        // To confirm afterwards that a day was kept decides nothing.
        let confirms = matches!(self.entry.action, Action::Confirm(_));
        (last < issued && !follows && !confirms).then(|| {
            self.fault(
                Code::OverrideFar,
                say!(
                    "văn bản ban hành ngày {day}, sau ngày được quyết định ({of})",
                    "the document is of {day_en}, after the day it decides about ({of_en})"
                ),
                say!("xem lại «issued»; đúng ngày ấy thì để nguyên", "look at `issued`; if it is meant, leave it"),
            )
        })
    }

    /// A day off, or one of a year that is not loaded.
    fn unworked(&self, to: Date) -> Option<Diagnostic> {
        let holidays = self.engine.holidays;
        let found = match day(holidays, to) {
            Ok(found) => found,
            Err(year) => return Some(unloaded(self.engine, year, self.rule, self.entry)),
        };
        // What the text puts on a Saturday or a Sunday may move to another.
        let of_text = self.dates.computed.start;
        if !found.off || found.holiday.is_none() && self.rule.roll == Roll::None && is_weekend(of_text) {
            return None;
        }
        let Say { vi, en } = found.label();
        let near = |how| roll(holidays, to, how).ok().flatten().map(|r| r.to.to_string());
        let near: Vec<String> = [Roll::Preceding, Roll::Following].into_iter().filter_map(near).collect();
        let (near_vi, near_en) = (near.join(" hoặc "), near.join(" or "));
        Some(self.fault(
            Code::OverrideDayOff,
            say!("không làm việc: {vi}", "not a working day: {en}"),
            say!("chọn một ngày làm việc, ví dụ {near_vi}", "choose a working day, e.g. {near_en}"),
        ))
    }
}
