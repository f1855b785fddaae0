//! A slot on its way from the rule to the occurrence: what is known of its dates, and what they were found from.

use jiff::Span;
use jiff::civil::Date;

use super::between::Between;
use super::occurrence::DateRange;
use super::reach::Reach;
use super::slot::Period;
use super::workday::{Count, MissingYear, Rolled};
use crate::model::{Roll, Rule, RuleId, TimeOfDay, WeekChoice};

/// A slot and what became of it.
pub(super) struct Draft {
    pub period: Period,
    /// Which of several times in the period, from 1; 0 when there is but one.
    pub turn: u16,
    pub outcome: Result<Dates, Missing>,
}

impl Draft {
    pub fn slot(&self, rule: &Rule) -> String {
        let turn = if self.turn == 0 { String::new() } else { format!("-n{}", self.turn) };
        format!("{}/{}{turn}", rule.id, self.period)
    }
}

/// The dates of a slot and what they were found from.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    pub nominal: DateRange,
    pub last_allowed: Date,
    /// The day by the rule alone; of a window, its first to last working day.
    pub computed: DateRange,
    /// The day in the end: the computed one, or the one that was decided.
    pub actual: DateRange,
    /// True for a month or a period in which somebody chooses the day.
    pub window: bool,
    /// True when a meeting's day is off, or this follows from such a meeting.
    pub awaits: bool,
    pub numbered_week: Option<(Date, WeekChoice)>,
    /// What it counts from, or is held with.
    pub base: Option<Base>,
    pub counted: Option<Counted>,
    pub rolled: Option<Rolled>,
    /// Set where this day stands although the words that gave it have been replaced.
    pub between: Option<Between>,
    /// Set where the words do not hold for the whole window they give.
    pub reach: Option<Reach>,
    /// Whether it moved forward, whatever its rule says, as before its last day the words did not hold yet.
    pub held_back: bool,
    /// The hour that was decided.
    pub at: Option<TimeOfDay>,
    /// True when the day was decided, not computed.
    pub set: bool,
    /// True when what is open about the day was closed by a decision.
    pub confirmed: bool,
    pub cancelled: Option<Cancelled>,
    /// Set where it does not take place although nobody called it off.
    pub skipped: Option<Skipped>,
    /// The decisions about this slot, and about what it follows, by their place in the log.
    pub entries: Vec<usize>,
    pub base_entries: Vec<(Base, usize)>,
    /// Those of both that changed it, and of these the ones that changed more than its hour.
    pub changes: Vec<usize>,
    pub turns: Vec<Turn>,
    /// The days it had before entries of the log, its own and those of what it follows, gave it another, in their order.
    pub stood: Vec<Stood>,
}

impl Dates {
    pub fn on(nominal: DateRange, last_allowed: Date) -> Self {
        Self {
            nominal,
            last_allowed,
            computed: nominal,
            actual: nominal,
            window: false,
            awaits: false,
            numbered_week: None,
            base: None,
            counted: None,
            rolled: None,
            between: None,
            reach: None,
            held_back: false,
            at: None,
            set: false,
            confirmed: false,
            cancelled: None,
            skipped: None,
            entries: Vec::new(),
            base_entries: Vec::new(),
            changes: Vec::new(),
            turns: Vec::new(),
            stood: Vec::new(),
        }
    }

    /// Whether there is no day yet, only a span in which somebody chooses one.
    pub fn undecided(&self) -> bool {
        self.window && !self.set
    }

    /// The day there is, where there is one.
    pub fn day(&self) -> Option<Date> {
        (!self.undecided()).then_some(self.actual.start)
    }

    /// Whether it does not take place, by a decision or because its day is off.
    pub fn is_off(&self) -> bool {
        self.cancelled.is_some() || self.skipped.is_some()
    }

    /// The day on which it takes place, or the span; nothing where it does not.
    pub fn held(&self) -> Option<DateRange> {
        self.skipped.is_none().then_some(self.actual)
    }

    /// The day by whose words these are the dates of a slot of `rule`.
    pub fn words_of(&self, rule: &Rule) -> Date {
        // Words that came when their day was past hold for what is still owed.
        let passed_on = self.between.as_ref().is_some_and(|b| !b.was_due);
        let own = rule.valid_to.filter(|_| !passed_on).and_then(|end| end.yesterday().ok());
        own.map_or(self.last_allowed, |own| own.min(self.last_allowed))
    }

    /// Takes over what was decided about the slot of `rule` this one follows: its cancellation, that it changed, and what came of each
    /// day it had, as `led` says it.
    pub fn follow(&mut self, rule: &Rule, dates: &Dates, led: impl Fn(Date) -> Option<Date>) {
        let base = Base { rule: rule.id.clone(), day: dates.words_of(rule), awaits: dates.awaits };
        self.awaits |= dates.awaits;
        let followed = |c: &Cancelled| Cancelled { entry: c.entry, with_base: true };
        self.cancelled = dates.cancelled.as_ref().map(followed);
        self.skipped = self.skipped.or(dates.skipped.map(|_| Skipped::WithBase));
        let own = dates.entries.iter().map(|entry| (base.clone(), *entry));
        self.base_entries = dates.base_entries.iter().cloned().chain(own).collect();
        self.changes = dates.turns.iter().map(|turn| turn.entry).collect();
        self.turns.clone_from(&dates.turns);
        self.stood = dates.stood.iter().map(|s| Stood { until: s.until, day: s.day.and_then(&led) }).collect();
        self.base = Some(base);
    }
}

/// The day a slot had until an entry of the log gave it another; none while somebody was to choose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stood {
    pub until: usize,
    pub day: Option<Date>,
}

/// An entry of the log that changed more of a slot than its hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub entry: usize,
    /// It gave another day, or confirmed the day.
    pub moved: bool,
    /// Whether the slot was off afterwards.
    pub off: bool,
}

/// The occurrence a slot follows: of which rule, and the day of its words, by which the rule of the id is told that held then.
#[derive(Clone, Debug)]
pub(super) struct Base {
    pub rule: RuleId,
    pub day: Date,
    /// Whether its own day waits for somebody's word.
    pub awaits: bool,
}

/// By which entry of the log a slot was called off: its own, or one about what it follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cancelled {
    pub entry: usize,
    pub with_base: bool,
}

/// Why a slot does not take place although nobody called it off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Skipped {
    /// Its day is off (`roll: skip`).
    DayOff,
    /// Its week or month has no working day of that number.
    NoSuchDay,
    /// What it follows does not take place.
    WithBase,
}

/// A term that was counted.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// The day of what it counts from; counting begins with the day beside it.
    pub from: Date,
    pub count: Count,
    /// The last of the days counted.
    pub end: Date,
    /// The days on the way that a plain week would have counted otherwise.
    pub special: Vec<Date>,
}

/// A slot that cannot be computed, and the days it might have fallen on.
pub(super) struct Missing {
    pub year: MissingYear,
    pub hull: DateRange,
    /// Whether it is the year of a meeting this counts back from, beyond what is shown: told, and no error.
    pub ahead: bool,
}

impl Missing {
    pub fn new(year: MissingYear, hull: DateRange) -> Self {
        Self { year, hull, ahead: false }
    }
}

/// "trước ngày N" allows N−1 at the latest; `None` only at the beginning of the calendar.
pub(super) fn last_allowed(rule: &Rule, nominal: Date) -> Option<Date> {
    if rule.excludes_its_day() { nominal.yesterday().ok() } else { Some(nominal) }
}

/// The days on which a slot of a year that is not loaded may fall: a weekend beside New Year's Day carries over the
/// year's border, a longer walk would need a holiday no law knows.
pub(super) fn might_fall(roll: Roll, nominal: Date, last_allowed: Date) -> DateRange {
    let reach = Span::new().days(3);
    let (back, forth) = match roll {
        Roll::None | Roll::Skip => (false, false),
        Roll::Preceding | Roll::ModifiedPreceding => (true, false),
        Roll::Following | Roll::ModifiedFollowing => (false, true),
    };
    let start = if back { last_allowed.saturating_sub(reach) } else { last_allowed };
    let end = if forth { last_allowed.saturating_add(reach) } else { last_allowed };
    DateRange { start: start.min(nominal), end: end.max(nominal) }
}
