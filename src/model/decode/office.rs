//! `quyche.yaml`.

use super::context::Context;
use crate::diagnostic::{Code, Diagnostic, FileId, Report};
use crate::model::keys;
use crate::model::{Office, Palette, Proof, WeekRule};
use crate::say;
use crate::source::{Fields, Node, Scalar, Sources, parse};

/// The office, with defaults where `quyche.yaml` says nothing and may; and `handover:`, which is proved once the text is read.
pub(super) fn read(sources: &Sources, file: FileId, report: &mut Report) -> (Office, Option<Node>) {
    let mut office = Office { language: "vi".into(), theme: "default".into(), ..Office::default() };
    let end = sources.files.text(file).len();
    let Some(node) = report.take(parse(sources, file, 0, end)) else { return (office, None) };
    let Some(mut f) = Fields::open(&node, &keys::OFFICE, report) else { return (office, None) };
    office.name = f.required_text("office", report).map(|s| s.value).unwrap_or_default();
    office.short_name = f.text("short_name", report).map_or_else(|| office.name.clone(), |s| s.value);
    office.title = f.text("title", report).map_or_else(|| office.name.clone(), |s| s.value);
    if let Some(language) = f.choice("language", &[("vi", "vi"), ("en", "en")], report) {
        office.language = language.value.into();
    }
    // Feeds carry this zone's VTIMEZONE, which is written for this one zone: that another is named is told.
    f.choice("time_zone", &[("Asia/Ho_Chi_Minh", ())], report);
    office.week_rule = f.choice("week_rule", &WeekRule::ALL.map(|w| (w.as_str(), w)), report).map(|s| s.value);
    // It stands in addresses, feeds and mails: no blank, quote or bracket, which none of these holds unescaped.
    let plain = |t: &str| t.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>\\^`{|}?#".contains(&b));
    let web = |t: &str| (t.starts_with("https://") || t.starts_with("http://")) && plain(t) && !t.ends_with("//");
    let base_url = f.text("base_url", report);
    office.base_url =
        base_url.and_then(|s| formed(s, "base_url", "https://noi-bo.example/quy-che", web, report)).unwrap_or_default();
    // A folder: what is published over the network by other means is copied from one.
    let folder = |t: &str| !t.trim().is_empty() && !t.contains("://");
    let publish_to = f.text("publish_to", report);
    office.publish_to =
        publish_to.and_then(|s| formed(s, "publish_to", "/srv/www/quy-che", folder, report)).unwrap_or_default();
    let host = |t: &str| t.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    let domain = f.text("uid_domain", report);
    office.uid_domain = domain
        .and_then(|s| formed(s, "uid_domain", "lich.vpubnd.example", host, report))
        .unwrap_or_else(|| "quyche.invalid".into());
    office.report_to = f.text("report_to", report).map(|s| s.value);
    office.first_year = first_year(&mut f, report);
    if let Some(theme) = f.text("theme", report)
        && super::context::check_id(&theme, report)
    {
        office.theme = theme.value;
    }
    office.logo = super::look::logo(&mut f, report);
    office.palette = f.node("colors").map_or_else(Palette::default, |node| super::look::palette(node, report));
    let handover = f.node("handover").cloned();
    f.finish(report);
    (office, handover)
}

/// `handover:`, the words by which work is handed over.
pub(super) fn handover(node: &Node, context: &Context<'_>, report: &mut Report) -> Option<Proof> {
    let mut f = Fields::open(node, &keys::HANDOVER, report)?;
    let proof = context.proof(&mut f, report);
    f.finish(report);
    proof
}

/// The year of the first publication, a year of people's memory: a slip in it would make a calendar of centuries.
fn first_year(f: &mut Fields<'_>, report: &mut Report) -> Option<i16> {
    let year = f.int("first_year", report)?;
    let written = Scalar { value: year.value.to_string(), span: year.span };
    formed(written, "first_year", "2026", |_| (1990..=2100).contains(&year.value), report)?.parse().ok()
}

/// A value of a set form; a finding that shows an example when it has another.
pub(super) fn formed(
    word: Scalar<String>,
    key: &str,
    example: &str,
    is: impl Fn(&str) -> bool,
    report: &mut Report,
) -> Option<String> {
    if is(&word.value) {
        return Some(word.value);
    }
    let written = &word.value;
    report.push(
        Diagnostic::new(
            Code::BadValue,
            word.span,
            say!("«{key}» không nhận giá trị «{written}»", "`{key}` does not take the value `{written}`"),
        )
        .help(say!("ví dụ: {example}", "for example: {example}")),
    );
    None
}
