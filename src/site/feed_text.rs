//! What an event of a feed says when it is opened: the words, the three dates, [Cách tính] with the source of each step, and what
//! the other readings of a numbered week would give (design 3). Plain lines; a calendar program shows nothing else.

use crate::calendar::{DateRange, Occurrence, ground_words, other_readings};
use crate::diagnostic::Lang;
use crate::history::Snapshot;
use crate::model::Rule;
use crate::say;

/// The description of an event.
pub(super) fn description(s: &Snapshot<'_>, o: &Occurrence, rule: &Rule, lang: Lang) -> String {
    let citation = s.citation_on(rule, o.words_of);
    let mut lines = vec![format!("«{}» ({citation})", rule.quote)];
    lines.extend(rule.conditional.clone());
    let last = DateRange { start: o.last_allowed, end: o.last_allowed };
    let [named, last, actual] = [o.nominal, last, o.actual].map(|days| days.say().in_lang(lang).to_owned());
    let dates = say!(
        "Văn bản nêu: {named} · Chậm nhất: {last} · Ngày thực hiện: {actual}",
        "By the text: {named} · At the latest: {last} · Actual: {actual}"
    );
    lines.push(dates.in_lang(lang).to_owned());
    lines.push(say!("[Cách tính]", "[How it was found]").in_lang(lang).to_owned());
    for step in &o.steps {
        let source = ground_words(s, o, &step.ground).map_or_else(String::new, |w| format!(" [{}]", w.in_lang(lang)));
        lines.push(format!("– {}{source}", step.say.in_lang(lang)));
    }
    let others = other_readings(o, s.model.office.week_rule);
    lines.extend(others.map(|words| format!("– {}", words.in_lang(lang))));
    lines.push(String::new());
    lines.join("\n")
}
