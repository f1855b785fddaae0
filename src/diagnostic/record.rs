//! Findings written down and read again: a site that stands as it was made is not judged again, and what was said of its texts
//! is still to be said.

use serde_json::{Value, json};

use super::{Code, Diagnostic, Files, Report, Say, Severity, Span};

impl Report {
    /// The findings in their order. Places are those of the files as they were read; they mean nothing beside other files.
    #[must_use]
    pub fn to_record(&self) -> Value {
        self.iter().map(of_finding).collect()
    }

    /// From such a record, beside the same files; `None` unless every part is as we write it and every place lies within a file.
    #[must_use]
    pub fn from_record(record: &Value, files: &Files) -> Option<Self> {
        let mut report = Self::default();
        for value in record.as_array()? {
            report.push(finding(value, files)?);
        }
        Some(report)
    }
}

fn of_finding(d: &Diagnostic) -> Value {
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let related: Vec<Value> = d.related.iter().map(|(span, why)| json!([of_span(*span), of_say(why)])).collect();
    json!([d.code.as_str(), severity, d.span.map(of_span), of_say(&d.message), d.help.as_ref().map(of_say), related])
}

fn finding(value: &Value, files: &Files) -> Option<Diagnostic> {
    let [code, severity, place, message, help, related] = value.as_array()?.as_slice() else { return None };
    let code = code.as_str()?;
    let related = related.as_array()?.iter().map(|one| match one.as_array()?.as_slice() {
        [place, why] => Some((span(place, files)?, say(why)?)),
        _ => None,
    });
    Some(Diagnostic {
        code: Code::ALL.iter().copied().find(|c| c.as_str() == code)?,
        severity: match severity.as_str()? {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => return None,
        },
        message: say(message)?,
        span: maybe(place, |value| span(value, files))?,
        related: related.collect::<Option<_>>()?,
        help: maybe(help, say)?,
    })
}

/// What may be missing: nothing when it is there and is not as we write it.
fn maybe<T>(value: &Value, read: impl FnOnce(&Value) -> Option<T>) -> Option<Option<T>> {
    if value.is_null() { Some(None) } else { read(value).map(Some) }
}

fn of_say(say: &Say) -> Value {
    json!([say.vi, say.en])
}

fn say(value: &Value) -> Option<Say> {
    let [vi, en] = value.as_array()?.as_slice() else { return None };
    Some(Say { vi: vi.as_str()?.to_owned(), en: en.as_str()?.to_owned() })
}

fn of_span(span: Span) -> Value {
    json!([span.file.number(), span.start, span.end])
}

fn span(value: &Value, files: &Files) -> Option<Span> {
    let [file, start, end] = value.as_array()?.as_slice() else { return None };
    let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
    let (file, start, end) = (files.id(number(file)?)?, number(start)?, number(end)?);
    let text = files.text(file);
    // A fault at the very end of a text may end one past it.
    let border = |at: usize| text.is_char_boundary(at.min(text.len()));
    let within = start <= end && start <= text.len() && end <= text.len() + 1 && border(start) && border(end);
    within.then(|| Span::new(file, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    fn files() -> Files {
        let mut files = Files::default();
        files.add("a.yaml", "một: hai\n");
        files.add("b.md", "ba");
        files
    }

    fn report(files: &Files) -> Report {
        let place = |file: usize, start, end| Span::new(files.id(file).unwrap(), start, end);
        let mut report = Report::default();
        report.push(Diagnostic::new(Code::TooMany, None, say!("nhiều “quá”\n", "too many")));
        let one = Diagnostic::new(Code::Undated, place(0, 0, 5), say!("không có ngày", "no date"));
        report.push(one.help(say!("ghi ngày", "give one")).related(place(1, 2, 2), say!("và đây", "and here")));
        report
    }

    #[test]
    fn findings_come_back_as_they_were_written() {
        let files = files();
        for report in [Report::default(), report(&files), report(&files).strict()] {
            let text = report.to_record().to_string();
            let back = Report::from_record(&serde_json::from_str(&text).unwrap(), &files);
            assert_eq!(back, Some(report));
        }
    }

    #[test]
    fn what_is_not_as_we_write_it_is_no_record() {
        let files = files();
        let good = r#"["too-many","warning",[0,0,5],["v","e"],null,[]]"#;
        let good = good.replace("too-many", Code::TooMany.as_str());
        let read = |one: &str| Report::from_record(&serde_json::from_str(&format!("[{one}]")).unwrap(), &files);
        assert!(read(&good).is_some());
        for (part, wrong) in [
            ("[0,0,5]", "[2,0,5]"),
            ("[0,0,5]", "[0,2,5]"),
            ("[0,0,5]", "[0,99,99]"),
            ("[0,0,5]", "[0,5,0]"),
            ("[0,0,5]", "[0,-1,5]"),
            ("warning", "worse"),
            (r#"["v","e"]"#, r#""v""#),
            ("null", "0"),
            (Code::TooMany.as_str(), "no-such-code"),
            ("null,[]", "null,[[]]"),
            (",[]", ""),
        ] {
            assert_eq!(read(&good.replace(part, wrong)), None, "{part} → {wrong}");
        }
        assert_eq!(Report::from_record(&Value::Null, &files), None);
    }
}
