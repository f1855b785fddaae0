//! `--explain SLOT`: the three dates of one occurrence, [Cách tính] with the source of each step, the other readings of a numbered
//! week, and what was decided.

use jiff::civil::{Date, date};

use super::super::End;
use super::super::console::Console;
use super::super::project::Project;
use super::{failed, object};
use crate::calendar::{self, DateRange, Occurrence, Revision, ground_words, other_readings, time_words};
use crate::diagnostic::{Lang, Say};
use crate::duty::Agendas;
use crate::history::Snapshot;
use crate::say;
use crate::text::{date_english, date_words, nearest};

pub fn run(
    project: &Project,
    s: &Snapshot<'_>,
    agendas: &Agendas<'_>,
    slot: &str,
    json: bool,
    console: &mut Console,
) -> End {
    if project.report.has_errors() {
        return failed(project, &project.report, console);
    }
    let (found, missing) = calendar::occurrence(s, slot);
    if missing.has_errors() {
        return failed(project, &missing, console);
    }
    let Some(o) = found else {
        console.error(&unknown(s, slot));
        return End::Usage;
    };
    if json {
        console.json(&object::explained(s, agendas, &o));
    } else {
        console.data(&text(s, &o, console.lang));
    }
    End::Ok
}

fn unknown(s: &Snapshot<'_>, slot: &str) -> Say {
    let year = slot.split_once('/').and_then(|(_, period)| period.get(..4)?.parse::<i16>().ok());
    let year = year.unwrap_or(s.day.year()).clamp(1, 9990);
    // What sums up a year falls in the next. Years nobody asked about may well be missing.
    let (found, _) = calendar::occurrences(s, date(year, 1, 1), date(year + 1, 12, 31));
    let near = nearest(slot, found.iter().map(|o| o.slot.as_str())).join(", ");
    if near.is_empty() {
        say!(
            "lịch không có kỳ «{slot}»; «quyche calendar» liệt kê các kỳ",
            "the calendar has no occurrence `{slot}`; `quyche calendar` lists them"
        )
    } else {
        say!(
            "lịch không có kỳ «{slot}»; ý bạn là: {near}?",
            "the calendar has no occurrence `{slot}`; did you mean: {near}?"
        )
    }
}

fn text(s: &Snapshot<'_>, o: &Occurrence, lang: Lang) -> String {
    let rule = s.model.rule_on(&o.rule, o.words_of);
    let title = rule.map_or("", |r| r.title.as_str());
    let mut text = format!("{}  {title}\n", o.slot);
    if let Some(rule) = rule {
        let citation = s.citation_on(rule, o.words_of);
        text.push_str(&format!("«{}» ({citation})\n", rule.quote));
        rule.conditional.iter().for_each(|condition| text.push_str(&format!("{condition}\n")));
        let others = rule.chair_fallback.iter().chain(&rule.optional_attendees);
        others.for_each(|(_, words)| text.push_str(&format!("«{words}»\n")));
    }
    let chair = rule.and_then(|r| calendar::chair_words(s.model, s.day, r));
    let by = o.by.map_or_else(String::new, |by| format!(", {}", time_words(by).in_lang(lang)));
    let Revision { sequence, modified } = calendar::revision(s, o);
    let revision = match (o.undecided_day, lang) {
        (true, _) => "–".to_owned(),
        (false, Lang::Vi) => format!("{sequence} ({})", date_words(modified)),
        (false, Lang::En) => format!("{sequence} ({})", date_english(modified)),
    };
    let rows = [
        (say!("Văn bản nêu", "By the text"), range(o.nominal, lang)),
        (say!("Chậm nhất", "At the latest"), range(DateRange::day(o.last_allowed), lang)),
        (say!("Ngày thực hiện", "Actual"), format!("{}{by}", range(o.actual, lang))),
        (say!("Tình trạng", "Status"), o.status.words(chair.as_deref()).in_lang(lang).to_owned()),
        (say!("Lần sửa", "Revision"), revision),
    ];
    for (label, value) in rows {
        text.push_str(&format!("  {:<16}{value}\n", label.in_lang(lang)));
    }
    text.push_str(say!("Cách tính\n", "How it was found\n").in_lang(lang));
    for (n, step) in o.steps.iter().enumerate() {
        let source = ground_words(s, o, &step.ground).map_or_else(String::new, |w| format!("  [{}]", w.in_lang(lang)));
        text.push_str(&format!("  {}. {}{source}\n", n + 1, step.say.in_lang(lang)));
    }
    let others = other_readings(o, s.model.office.week_rule);
    others.iter().for_each(|words| text.push_str(&format!("  – {}\n", words.in_lang(lang))));
    text
}

fn range(range: DateRange, lang: Lang) -> String {
    let full = |date: Date| calendar::date_in_full(date).in_lang(lang).to_owned();
    if range.is_window() { format!("{} – {}", full(range.start), full(range.end)) } else { full(range.start) }
}
