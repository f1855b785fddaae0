//! What an event of a feed says when it is opened: the words, the three dates, [Cách tính] with the source of each step, and what
//! the other readings of a numbered week would give (design 3). Plain lines; a calendar program shows nothing else.

use crate::calendar::{DateRange, Occurrence, ground_words, other_readings};
use crate::diagnostic::Lang;
use crate::history::Snapshot;
use crate::model::{Actor, ProvisionId, Rule};
use crate::say;
use crate::text::Verbatim;

/// Who has to do with an event, the first line of its description: whoever bears it and to whom it goes, who chairs and who attends,
/// by the names of the office it falls to. Empty where the rule names nobody.
pub(super) fn people(s: &Snapshot<'_>, rule: &Rule, lang: Lang) -> String {
    let names = |actors: &[Actor]| actors.iter().map(|a| s.actor_name(a)).collect::<Vec<_>>().join(", ");
    let with = |names: String, words: Option<&(ProvisionId, Verbatim)>| {
        let words = words.map_or_else(String::new, |(_, words)| words.to_string());
        [names, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    };
    let mut parts = Vec::new();
    let mut part = |label: &str, names: String| {
        if !names.is_empty() {
            parts.push(format!("{label}{names}"));
        }
    };
    let chair = with(names(&rule.chair), rule.chair_fallback.as_ref());
    let to = if rule.to.is_empty() { String::new() } else { format!(" → {}", names(&rule.to)) };
    if chair.is_empty() {
        part("", format!("{}{to}", names(&rule.who)));
    }
    part(say!("Chủ trì: ", "Chair: ").in_lang(lang), chair);
    let attending = with(names(&rule.attendees), rule.optional_attendees.as_ref());
    part(say!("Thành phần: ", "Attending: ").in_lang(lang), attending);
    parts.join(" · ")
}

/// The description of an event.
pub(super) fn description(s: &Snapshot<'_>, o: &Occurrence, rule: &Rule, lang: Lang) -> String {
    let citation = s.citation_on(rule, o.words_of);
    let mut lines = vec![format!("«{}» ({citation})", rule.quote)];
    lines.extend(rule.conditional.clone());
    let last = DateRange { start: o.last_allowed, end: o.last_allowed };
    let [named, last, actual] = [o.nominal, last, o.actual].map(|days| days.say().in_lang(lang).to_owned());
    let dates = if named == last && last == actual {
        say!("Văn bản nêu, chậm nhất, ngày thực hiện: {actual}", "By the text, at the latest and actual: {actual}")
    } else {
        say!(
            "Văn bản nêu: {named} · Chậm nhất: {last} · Ngày thực hiện: {actual}",
            "By the text: {named} · At the latest: {last} · Actual: {actual}"
        )
    };
    lines.push(dates.in_lang(lang).to_owned());
    lines.push(say!("[Cách tính]", "[How it was found]").in_lang(lang).to_owned());
    for step in &o.steps {
        let source = ground_words(s, o, &step.ground).map_or_else(String::new, |w| format!(" [{}]", w.in_lang(lang)));
        lines.push(format!("– {}{source}", step.say.in_lang(lang)));
    }
    let others = other_readings(o, s.model.office.week_rule);
    lines.extend(others.map(|words| format!("– {}", words.in_lang(lang))));
    if let Some(note) = &rule.note {
        lines.push(format!("{}: {note}", say!("Ghi chú", "Note").in_lang(lang)));
    }
    lines.push(String::new());
    lines.join("\n")
}
