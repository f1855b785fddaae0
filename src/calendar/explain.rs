//! [Cách tính]: from the words of the regulation to the day, one line a step, each with what it rests on; and the same
//! in one phrase for tables.

mod counted;
mod of_month;

use jiff::Span;
use jiff::civil::Date;

use self::of_month::{day_not_there, ends_a_span, is_term, not_there, nth_weekday, working_day};
use super::between::Between;
use super::dates::{Base, Dates, Skipped};
use super::engine::Engine;
use super::occurrence::{DateRange, Ground, MONTH_ONLY, Occurrence, Status, Step, time_words};
use super::reach::held_back;
use super::slot::Meant;
use super::week::{last_week_words, monday_of, week_rule_name, week_rule_words, week_words};
use super::workday::{Day, Rolled, day};
use crate::diagnostic::Say;
use crate::history::{Snapshot, actor_name};
use crate::model::{
    About, Action, Every, Model, OccurrenceKind, Override, ProvisionId, Roll, Rule, TimeOfDay, Version, WeekChoice,
    When,
};
use crate::say;
use crate::text::{capital, date_both, month_english, month_words, weekday_english, weekday_words};

/// The long and the short explanation of one occurrence.
pub(super) struct Explained {
    pub steps: Vec<Step>,
    pub reason: Say,
}

pub(super) fn explain(engine: &Engine, rule: &Rule, dates: &Dates, moved: &[(Option<DateRange>, Say)]) -> Explained {
    let mut steps = Steps(Vec::new());
    for (base, entry) in &dates.base_entries {
        steps.decision(engine, *entry, Some(&title(engine, base)));
    }
    let text = || Ground::Provision(rule.cite.clone());
    match &dates.counted {
        Some(counted) => steps.counted(engine, rule, dates, counted),
        None => steps.named(engine, rule, dates),
    }
    steps.periods(rule);
    if let Some(Say { vi, en }) = about(rule, dates).map(|meant| meant.say()) {
        steps.add(say!("kỳ được nói đến: {vi}", "the period it is about: {en}"), Ground::Arithmetic);
    }
    if rule.excludes_its_day() {
        let Say { vi, en } = date_in_full(dates.last_allowed);
        steps.add(say!("«trước ngày»: chậm nhất là {vi}", "“trước ngày” (before): {en} at the latest"), text());
    }
    match (rule.hour_before(), rule.by) {
        (Some(hour), _) => steps.before_hour(hour, dates.last_allowed, text()),
        (None, Some(by)) => steps.by(by, text()),
        (None, None) => {}
    }
    if dates.held_back {
        steps.add(held_back(), text());
    }
    if let Some(rolled) = &dates.rolled {
        steps.rolled(engine, rule, rolled);
    } else if let Some(day) = off_on(engine, dates) {
        steps.of_day(engine, day.date);
        steps.unmoved(rule);
    }
    if let Some(day) = made_up(engine, dates) {
        steps.of_day(engine, day);
    }
    if let Some(between) = &dates.between {
        steps.add(between.words(), Ground::OtherWords(between.cite.clone(), between.from));
    }
    if dates.window {
        steps.add(worked_days(engine, dates), Ground::Arithmetic);
    }
    if dates.undecided() {
        steps.add(who_decides(engine, rule), text());
    }
    for entry in &dates.entries {
        steps.decision(engine, *entry, None);
    }
    if let Some(off) = off_with(engine, dates) {
        steps.add(off, Ground::Arithmetic);
    }
    if dates.awaits {
        steps.add(awaits(engine, rule, dates), Ground::Arithmetic);
    }
    for (day, Say { vi, en }) in moved {
        let none =
            || if rule.roll == Roll::Skip { not_held(rule) } else { say!("không có kỳ này", "none this time") };
        let Say { vi: day, en: day_en } = day.map_or_else(none, DateRange::say);
        steps.add(say!("{vi}: {day}", "{en}: {day_en}"), Ground::Arithmetic);
    }
    Explained { steps: steps.0, reason: reason(engine, rule, dates) }
}

/// The provision a step of an occurrence rests on, and the text in which it does.
#[must_use]
pub fn ground_cited<'m>(
    snapshot: &Snapshot<'m>,
    o: &Occurrence,
    ground: &Ground,
) -> Option<(&'m Version, ProvisionId)> {
    let (id, rule, day) = behind(snapshot, o, ground)?;
    let quoted = rule.and_then(|rule| Some((rule, rule.quotes().find(|(cite, _)| *cite == id)?)));
    Some(
        quoted.map_or_else(
            || (snapshot.version, id.clone()),
            |(rule, (id, quote))| snapshot.cited_on(rule, id, quote, day),
        ),
    )
}

/// An occurrence with its steps in the numbers of the office `then`, to be told by it; it was worked out in the office `now`.
#[must_use]
pub fn taken_to(now: &Snapshot, then: &Snapshot, o: &Occurrence) -> Occurrence {
    let mut taken = o.clone();
    for step in &mut taken.steps {
        let Some((id, Some(was), _)) = behind(now, o, &step.ground) else { continue };
        let Some((_, Some(is), _)) = behind(then, o, &step.ground) else { continue };
        let there = then.follow(now.text_of(was), then.text_of(is), id);
        if let (Some(there), Ground::Provision(id) | Ground::OtherWords(id, _)) = (there, &mut step.ground) {
            *id = there;
        }
    }
    taken
}

/// The provision behind a step, the rule whose words these are, and the day they are of.
fn behind<'m, 'g>(
    snapshot: &Snapshot<'m>,
    o: &Occurrence,
    ground: &'g Ground,
) -> Option<(&'g ProvisionId, Option<&'m Rule>, Date)> {
    let own = snapshot.model.rule_on(&o.rule, o.words_of);
    match ground {
        Ground::Provision(id) => Some((id, own, o.words_of)),
        Ground::OtherWords(id, change) => {
            // The words on the other side are the earlier ones where its own came with the change.
            let came = own.is_some_and(|r| r.valid_from == Some(*change));
            let day = change.yesterday().ok().filter(|_| came).unwrap_or(*change);
            Some((id, snapshot.model.rule_on(&o.rule, day), day))
        }
        _ => None,
    }
}

/// What a step of an occurrence rests on, in words; plain arithmetic rests on nothing.
#[must_use]
pub fn ground_words(snapshot: &Snapshot, o: &Occurrence, ground: &Ground) -> Option<Say> {
    match ground {
        Ground::Provision(_) | Ground::OtherWords(..) => {
            let (text, id) = ground_cited(snapshot, o, ground)?;
            let citation = text.provision(&id).map_or(id.as_str(), |p| p.citation.as_str());
            Some(say!("{citation}", "{citation}"))
        }
        Ground::Holiday(source) | Ground::Decision(source) => Some(say!("{source}", "{source}")),
        Ground::Law(law) => Some(say!("{law}", "{law}")),
        Ground::WeekRule => {
            let Say { vi, en } = week_rule_name(snapshot.model.office.week_rule.unwrap_or_default());
            Some(say!("cách hiểu đã chọn: {vi}", "the reading chosen: {en}"))
        }
        Ground::Roll => Some(say!("cách dời ngày đã chọn của trang này", "this site's choice of how a day moves")),
        Ground::Arithmetic => None,
    }
}

/// Five days a week, Saturday and Sunday off, in administrative offices.
const FIVE_DAYS: &str = "Quyết định 188/1999/QĐ-TTg, Điều 1";

struct Steps(Vec<Step>);

impl Steps {
    fn add(&mut self, say: Say, ground: Ground) {
        let say = Say { vi: capital(&say.vi), en: capital(&say.en) };
        self.0.push(Step { say, ground });
    }

    /// The day or the window the text names, and the reading behind a numbered week.
    fn named(&mut self, engine: &Engine, rule: &Rule, dates: &Dates) {
        if let Some(day) = day_not_there(rule, dates) {
            let Say { vi, en } = not_there(rule, dates, day);
            if rule.excludes_its_day() {
                return self.add(say!("{vi}", "{en}"), Ground::Provision(rule.cite.clone()));
            }
            let Say { vi: last, en: last_en } = date_in_full(dates.nominal.start);
            // The law speaks of terms. Nothing says on which day those meet whose day a month does not have.
            let law = Ground::Law("Bộ luật Dân sự 2015, Điều 148 khoản 3");
            let ground = if is_term(rule) { law } else { Ground::Arithmetic };
            return self.add(say!("{vi}, {last}", "{en}, {last_en}"), ground);
        }
        if let (Some((first, week)), Some(reading)) = (dates.numbered_week, engine.week_rule) {
            self.add(week_rule_words(reading), Ground::WeekRule);
            if week == WeekChoice::Last {
                self.add(last_week_words(reading), Ground::WeekRule);
            }
            if let Some(monday) = monday_of(reading, first.year(), first.month(), week) {
                let (month, in_month) = (month_words(first), month_english(first));
                let (from, from_en) = date_both(monday);
                let Say { vi: week, en: week_en } = week_words(week);
                self.add(
                    say!(
                        "{week} của {month} bắt đầu từ thứ Hai {from}",
                        "{week_en} of {in_month} begins on Monday {from_en}"
                    ),
                    Ground::Arithmetic,
                );
            }
        }
        let ground = Ground::Provision(rule.cite.clone());
        if dates.window {
            let Say { vi, en } = dates.reach.as_ref().map_or(dates.nominal, |r| r.given).say();
            self.add(
                say!("văn bản chỉ cho khoảng thời gian: {vi}", "the text gives a span of time only: {en}"),
                ground,
            );
            let steps = dates.reach.iter().flat_map(|reach| reach.steps(dates.nominal, &rule.cite));
            steps.for_each(|step| self.add(step.say, step.ground));
        } else if let Some(base) = &dates.base {
            let (base, Say { vi, en }) = (title(engine, base), date_in_full(dates.nominal.start));
            self.add(say!("cùng ngày với «{base}»: {vi}", "on the day of “{base}”: {en}"), ground);
        } else if let Some((nth, Say { vi: named, en: named_en })) = working_day(rule) {
            let at = dates.nominal.start;
            let none = dates.skipped == Some(Skipped::NoSuchDay);
            if none {
                self.add(say!("văn bản nêu {named}", "the text names {named_en}"), ground);
            } else {
                let Say { vi, en } = date_in_full(at);
                self.add(say!("văn bản nêu {named}: {vi}", "the text names {named_en}: {en}"), ground);
            }
            let in_week = matches!(rule.when, When::WorkingDayOfWeek { .. });
            let monday = at.saturating_sub(Span::new().days(at.weekday().to_monday_zero_offset()));
            let (start, end) = if in_week {
                (monday, monday.saturating_add(Span::new().days(6)))
            } else {
                (at.first_of_month(), at.last_of_month())
            };
            // Why no other day is that: of the last one each day behind it, of others what a plain week does not explain.
            let passed = if nth > 0 { DateRange { start, end: at } } else { DateRange { start: at, end } };
            let differs = |date: &Date| day(engine.holidays, *date).is_ok_and(|day| day.differs_from_plain_week());
            let days = passed.start.series(Span::new().days(1)).take_while(|day| *day <= passed.end);
            let told = days.filter(|day| (none || *day != at) && (nth == -1 && !in_week || differs(day)));
            told.for_each(|day| self.of_day(engine, day));
            if none {
                self.add(not_so_many(), Ground::Arithmetic);
            }
        } else if let Some(Say { vi: named, en: named_en }) = nth_weekday(rule, dates) {
            let Say { vi, en } = date_in_full(dates.nominal.start);
            self.add(say!("văn bản nêu {named}: {vi}", "the text names {named_en}: {en}"), ground);
        } else if ends_a_span(rule) {
            let Say { vi, en } = date_in_full(dates.nominal.start);
            self.add(
                say!(
                    "văn bản chỉ nêu khoảng thời gian, không nêu ngày; ngày cuối cùng của khoảng ấy: {vi}",
                    "the text gives a span of time and no day; its last day: {en}"
                ),
                ground,
            );
        } else {
            let Say { vi, en } = date_in_full(dates.nominal.start);
            self.add(say!("văn bản nêu: {vi}", "the text names {en}"), ground);
        }
    }

    fn rolled(&mut self, engine: &Engine, rule: &Rule, rolled: &Rolled) {
        for date in &rolled.passed {
            self.of_day(engine, *date);
        }
        let Say { vi, en } = date_in_full(rolled.to);
        let later = rolled.forward && rule.roll.leads_on();
        let ground = match (rule.kind, rule.roll_cite()) {
            (_, Some(cite)) if rolled.forward == rule.roll.leads_on() => Ground::Provision(cite.clone()),
            (OccurrenceKind::Report | OccurrenceKind::Task, _) if later => Ground::Law("Điều 148 Bộ luật Dân sự 2015"),
            _ => Ground::Roll,
        };
        let Say { vi: way, en: en_way } = direction(rolled.forward);
        self.add(say!("{way}: {vi}", "{en_way}: {en}"), ground);
    }

    /// Which of its periods the rule takes, where not each.
    fn periods(&mut self, rule: &Rule) {
        let text = || Ground::Provision(rule.cite.clone());
        if let Some((every, interval)) = rule.when.every().zip(rule.recurs.interval) {
            self.add(interval.words(every), text());
            if let Some(starting) = interval.starting {
                let (vi, en) = date_both(starting);
                let say = say!(
                    "kỳ đầu tiên là kỳ có ngày {vi}, ghi ở calendar.yaml",
                    "the first one is that of {en}, as calendar.yaml has it"
                );
                self.add(say, Ground::Arithmetic);
            }
        }
        if !rule.recurs.months.is_empty() {
            let list = rule.recurs.months.iter().map(i8::to_string).collect::<Vec<_>>().join(", ");
            self.add(say!("mùa của việc này: tháng {list}", "its season: months {list}"), text());
            // The week with the day of a rule is of the month of that day, and nobody asks.
            if rule.when.every() == Some(Every::Week) && !matches!(rule.when, When::DayOfWeek { .. }) {
                self.add(
                    say!(
                        "tuần nằm ở hai tháng được tính vào tháng có ngày thứ Năm của tuần ấy",
                        "a week of two months counts as one of the month that has its Thursday"
                    ),
                    Ground::Arithmetic,
                );
            }
        }
    }

    /// What becomes of a day off from which nothing moves it.
    fn unmoved(&mut self, rule: &Rule) {
        if rule.roll != Roll::Skip {
            return self.add(stays(), Ground::Roll);
        }
        let said = rule.roll_cite().map(|cite| Ground::Provision(cite.clone()));
        self.add(not_held(rule), said.unwrap_or(Ground::Roll));
    }

    fn of_day(&mut self, engine: &Engine, date: Date) {
        let Ok(day) = day(engine.holidays, date) else { return };
        let holiday = day.holiday.filter(|_| day.differs_from_plain_week());
        let ground = match holiday {
            Some(h) => Ground::Holiday(h.source.clone()),
            None if day.off => Ground::Law(FIVE_DAYS),
            None => Ground::Arithmetic,
        };
        self.add(day.label(), ground);
    }

    /// What an entry of the log decided, about this occurrence or about the one it follows.
    fn decision(&mut self, engine: &Engine, entry: usize, about: Option<&str>) {
        let Some(entry) = engine.model.overrides.get(entry) else { return };
        let Say { vi, en } = decided(entry);
        let (issued, issued_en) = date_both(entry.issued);
        let of = |title: &str| (format!("«{title}» "), format!("“{title}” "));
        let (of, of_en) = about.map_or_else(Default::default, of);
        self.add(
            say!("quyết định ngày {issued}: {of}{vi}", "decided on {issued_en}: {of_en}{en}"),
            Ground::Decision(entry.reference.clone()),
        );
    }

    fn by(&mut self, by: TimeOfDay, ground: Ground) {
        let Say { vi, en } = time_words(by);
        self.add(say!("trong ngày: {vi}", "time of the day: {en}"), ground);
    }
}

/// The period it is about, when not the one its day lies in. What follows another rule has the period of that.
fn about(rule: &Rule, dates: &Dates) -> Option<Meant> {
    let of_month = dates.numbered_week.map(|(first, _)| first);
    let given = dates.reach.as_ref().map_or(dates.nominal, |reach| reach.given);
    rule.about.filter(|_| dates.base.is_none()).and_then(|about| Meant::of(about, of_month.unwrap_or(given.start)))
}

/// The day it falls on by the rule, when that is off and nothing moves it (`roll: none`).
fn off_on<'e>(engine: &Engine<'e>, dates: &Dates) -> Option<Day<'e>> {
    let unmoved = !dates.window && dates.rolled.is_none() && dates.skipped != Some(Skipped::NoSuchDay);
    day(engine.holidays, dates.computed.start).ok().filter(|day| unmoved && day.off)
}

/// The day it falls on by the rule, when that is worked though the plain week rests, and counting has not said so.
fn made_up(engine: &Engine, dates: &Dates) -> Option<Date> {
    let date = dates.computed.start;
    let counted = dates.counted.as_ref().is_some_and(|c| c.special.contains(&date));
    let day = day(engine.holidays, date).ok().filter(|day| !day.off && day.differs_from_plain_week());
    day.filter(|_| !dates.window && !counted).map(|day| day.date)
}

fn stays() -> Say {
    say!("việc này không dời khi ngày đó là ngày nghỉ", "this does not move when its day is off")
}

/// What `roll: skip` makes of a day off.
fn not_held(rule: &Rule) -> Say {
    if rule.kind == OccurrenceKind::Meeting {
        say!("kỳ này không tổ chức, vì trúng ngày nghỉ", "not held this time, as its day is off")
    } else {
        say!("kỳ này không phải thực hiện, vì trúng ngày nghỉ", "not due this time, as its day is off")
    }
}

/// What is made of a working day by its number that its week or month does not have.
fn not_so_many() -> Say {
    say!("kỳ này không có ngày làm việc thứ ấy, nên không có việc này", "there are not so many working days this time")
}

/// The first to the last working day of a window; a week may have none.
fn worked_days(engine: &Engine, dates: &Dates) -> Say {
    let Say { vi, en } = dates.computed.say();
    match day(engine.holidays, dates.computed.start) {
        Ok(first) if !first.off => say!("các ngày làm việc: {vi}", "its working days: {en}"),
        _ => say!("không có ngày làm việc nào trong khoảng này", "it has no working day"),
    }
}

/// `dời sang thứ Hai 16/02/2026, 14 giờ 00`.
fn decided(entry: &Override) -> Say {
    let day = entry.action.to().map(date_in_full);
    let (vi, en) = day.map_or_else(Default::default, |Say { vi, en }| (format!(" {vi}"), format!(" {en}")));
    let (at_vi, at_en) =
        entry.at.map(time_words).map_or_else(Default::default, |at| (format!(", {}", at.vi), format!(", {}", at.en)));
    match entry.action {
        Action::Move(_) => say!("dời sang{vi}{at_vi}", "moved to{en}{at_en}"),
        Action::Cancel => say!("hủy", "cancelled"),
        Action::Confirm(_) => say!("xác nhận{vi}{at_vi}", "confirmed{en}{at_en}"),
        Action::Schedule(_) => say!("ấn định{vi}{at_vi}", "set to{en}{at_en}"),
    }
}

/// `dời theo Thông báo 12/TB-VP`: the last word on an occurrence, for tables.
fn last_word(engine: &Engine, dates: &Dates) -> Option<Say> {
    if let Some(off) = off_with(engine, dates) {
        return Some(off);
    }
    let entry = engine.model.overrides.get(*dates.entries.last()?)?;
    let reference = &entry.reference;
    Some(match entry.action {
        Action::Move(_) => say!("dời theo {reference}", "moved by {reference}"),
        Action::Cancel => say!("hủy theo {reference}", "cancelled by {reference}"),
        Action::Confirm(_) => say!("xác nhận theo {reference}", "confirmed by {reference}"),
        Action::Schedule(_) => say!("ấn định theo {reference}", "set by {reference}"),
    })
}

/// The phrase of the `reason` column: `24/04/2022 là Chủ nhật; lấy ngày làm việc liền trước`.
fn reason(engine: &Engine, rule: &Rule, dates: &Dates) -> Say {
    let mut parts = if dates.window { window_reason(engine, rule, dates) } else { Vec::new() };
    if let Some(Say { vi, en }) = reported_on(rule, dates) {
        parts.push(say!("về {vi}", "about {en}"));
    }
    if let Some(counted) = dates.counted.as_ref().filter(|c| !c.special.is_empty()) {
        let labels = counted.special.iter().filter_map(|d| day(engine.holidays, *d).ok().map(|d| d.short_label()));
        let (list, list_en): (Vec<_>, Vec<_>) = labels.map(|Say { vi, en }| (vi, en)).unzip();
        let (list, list_en) = (list.join(", "), list_en.join(", "));
        parts.push(say!("đếm qua ngày nghỉ/làm bù: {list}", "days off or swapped on the way: {list_en}"));
    }
    parts.extend(day_not_there(rule, dates).map(|day| not_there(rule, dates, day)));
    if let Some(rolled) = &dates.rolled {
        let first = rolled.passed.first().and_then(|d| day(engine.holidays, *d).ok());
        parts.extend(first.map(|d| d.keyed_label()));
        parts.extend(dates.held_back.then(held_back));
        parts.push(direction(rolled.forward));
    } else if let Some(day) = off_on(engine, dates) {
        parts.extend([day.keyed_label(), if rule.roll == Roll::Skip { not_held(rule) } else { stays() }]);
    }
    parts.extend((dates.skipped == Some(Skipped::NoSuchDay)).then(not_so_many));
    parts.extend(dates.between.as_ref().map(Between::words));
    parts.extend(last_word(engine, dates));
    join(parts)
}

/// The period whose name a slot bears instead of that in which its day lies; the year before is told of on its own.
fn reported_on(rule: &Rule, dates: &Dates) -> Option<Say> {
    let reported = matches!(rule.about, Some(About::Previous(unit)) if unit != Every::Year);
    about(rule, dates).filter(|_| reported).map(|meant| meant.say())
}

fn window_reason(engine: &Engine, rule: &Rule, dates: &Dates) -> Vec<Say> {
    let mut parts = Vec::new();
    if rule.about == Some(About::Previous(Every::Year)) {
        parts.push(say!("tổng kết năm trước", "sums up the year before"));
    }
    match rule.when {
        When::Times { months: Some(_), .. } => parts.push(say!("{MONTH_ONLY}", "only the month is given")),
        _ if dates.undecided() => parts.push(who_decides(engine, rule)),
        _ => {}
    }
    parts
}

fn who_decides(engine: &Engine, rule: &Rule) -> Say {
    match chair(engine, rule) {
        Some(chair) => say!("ngày do {chair} quyết định", "“{chair}” decides the day"),
        None => say!("văn bản không ấn định ngày", "the text sets no day"),
    }
}

/// Whose decision a day waits for: the chair's, or the one about the meeting it follows.
fn awaits(engine: &Engine, rule: &Rule, dates: &Dates) -> Say {
    if let Some(base) = dates.base.as_ref().filter(|base| base.awaits) {
        let base = title(engine, base);
        return say!("dự kiến, theo ngày chưa quyết định của «{base}»", "expected; the day of “{base}” is not decided");
    }
    Status::AwaitsDecision.words(chair(engine, rule).as_deref())
}

/// The title of what is followed, as it was on its day: another rule may have come after it under its id.
fn title(engine: &Engine, base: &Base) -> String {
    engine.model.rule_on(&base.rule, base.day).map_or_else(|| base.rule.to_string(), |r| r.title.clone())
}

/// That it is off because what it follows was called off, or does not take place.
fn off_with(engine: &Engine, dates: &Dates) -> Option<Say> {
    let base = title(engine, dates.base.as_ref()?);
    if dates.cancelled.is_some_and(|c| c.with_base) {
        return Some(say!("hủy theo «{base}»", "cancelled with “{base}”"));
    }
    (dates.skipped == Some(Skipped::WithBase))
        .then(|| say!("không có kỳ này, vì không có «{base}»", "not this time, as there is no “{base}”"))
}

fn chair(engine: &Engine, rule: &Rule) -> Option<String> {
    chair_words(engine.model, engine.day, rule)
}

/// Who chairs, by the names of a day; `None` when the text names nobody.
#[must_use]
pub fn chair_words(model: &Model, day: Date, rule: &Rule) -> Option<String> {
    let names: Vec<String> = rule.chair.iter().map(|actor| actor_name(model, day, actor)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn direction(forward: bool) -> Say {
    if forward {
        say!("lấy ngày làm việc liền sau", "the working day after is taken")
    } else {
        say!("lấy ngày làm việc liền trước", "the working day before is taken")
    }
}

fn join(parts: Vec<Say>) -> Say {
    let (vi, en): (Vec<String>, Vec<String>) = parts.into_iter().map(|p| (p.vi, p.en)).unzip();
    Say { vi: vi.join("; "), en: en.join("; ") }
}

/// `thứ Sáu 13/02/2026`, `Friday 13 Feb 2026`.
#[must_use]
pub fn date_in_full(date: Date) -> Say {
    let (vi, en) = (weekday_words(date.weekday()), weekday_english(date.weekday()));
    let (words, words_en) = date_both(date);
    say!("{vi} {words}", "{en} {words_en}")
}
