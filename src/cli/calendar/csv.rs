//! The occurrences as CSV (RFC 4180): one line each, days in ISO 8601, fields with a comma, quote or line break in quotes.
//! The table begins with a byte order mark: without one Excel on Windows takes UTF-8 for the code page of the machine and
//! garbles every Vietnamese word. Other readers skip it (Python: `utf-8-sig`).

use super::asked_on;
use super::object::{days, kind};
use crate::calendar::{self, Occurrence, time_key};
use crate::duty::Agendas;
use crate::history::Snapshot;
use crate::model::Actor;

/// U+FEFF, in UTF-8.
const MARK: char = '\u{feff}';

const HEADER: [&str; 17] = [
    "slot",
    "rule",
    "period",
    "kind",
    "title",
    "nominal",
    "last_allowed",
    "actual",
    "by",
    "status",
    "alternatives",
    "reason",
    "cite",
    "who",
    "to",
    "chair",
    "sequence",
];

/// The whole table.
pub fn text(s: &Snapshot<'_>, agendas: &Agendas<'_>, found: &[Occurrence]) -> String {
    let mut text = String::from(MARK);
    text.push_str(&line(HEADER.map(str::to_owned).to_vec()));
    found.iter().for_each(|o| text.push_str(&line(fields(s, agendas, o))));
    text
}

fn fields(s: &Snapshot<'_>, agendas: &Agendas<'_>, o: &Occurrence) -> Vec<String> {
    let rule = s.model.rule_on(&o.rule, o.words_of);
    let then = agendas.rule_of(asked_on(o, s.day), &o.rule, o.words_of).or(rule);
    let ids = |actors: &[Actor]| actors.iter().map(Actor::id).collect::<Vec<_>>().join(";");
    vec![
        o.slot.clone(),
        o.rule.to_string(),
        o.period().to_owned(),
        kind(o.kind).to_owned(),
        rule.map_or_else(String::new, |r| r.title.clone()),
        days(o.nominal),
        o.last_allowed.to_string(),
        days(o.actual),
        o.by.map(time_key).unwrap_or_default(),
        o.status.as_str().to_owned(),
        o.alternatives.iter().map(|a| days(*a)).collect::<Vec<_>>().join(";"),
        o.reason.vi.clone(),
        rule.map_or_else(String::new, |r| s.cited_on(r, &r.cite, &r.quote, o.words_of).1.to_string()),
        then.map_or_else(String::new, |r| ids(&r.who)),
        then.map_or_else(String::new, |r| ids(&r.to)),
        then.map_or_else(String::new, |r| ids(&r.chair)),
        if o.undecided_day { String::new() } else { calendar::revision(s, o).sequence.to_string() },
    ]
}

fn line(fields: Vec<String>) -> String {
    let fields: Vec<String> = fields.into_iter().map(quoted).collect();
    format!("{}\r\n", fields.join(","))
}

/// Excel takes what begins with one of these signs for a formula, which can start a program (`=cmd|…`). An apostrophe before
/// it makes it words; no id, day or hour of the table begins so.
fn quoted(mut field: String) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) || field.starts_with(['＝', '＋', '－', '＠']) {
        field.insert(0, '\'');
    }
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_stays_one_field() {
        let fields = ["a", "b, c", "«d» \"e\"", "f\ng"].map(str::to_owned).to_vec();
        assert_eq!(line(fields), "a,\"b, c\",\"«d» \"\"e\"\"\",\"f\ng\"\r\n");
    }

    #[test]
    fn no_field_is_a_formula() {
        let fields = ["=1+1", "+1", "-1", "@A1", "＝1", "\t=1", "a=1"].map(str::to_owned).to_vec();
        assert_eq!(line(fields), "'=1+1,'+1,'-1,'@A1,'＝1,'\t=1,a=1\r\n");
    }
}
