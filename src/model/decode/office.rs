//! `quyche.yaml`.

use crate::diagnostic::{FileId, Files, Report};
use crate::model::{Office, WeekRule};
use crate::say;
use crate::source::{Fields, parse};

/// The office, with defaults where `quyche.yaml` says nothing and may.
pub(super) fn read(files: &Files, file: FileId, report: &mut Report) -> Office {
    let mut office = Office {
        language: "vi".into(),
        time_zone: "Asia/Ho_Chi_Minh".into(),
        theme: "default".into(),
        ..Office::default()
    };
    let end = files.text(file).len();
    let Some(node) = report.take(parse(files, file, 0, end)) else { return office };
    let Some(mut f) = Fields::open(&node, say!("quyche.yaml", "quyche.yaml"), report) else { return office };
    office.name = f.required_text("office", report).map(|s| s.value).unwrap_or_default();
    office.short_name = f.text("short_name", report).map_or_else(|| office.name.clone(), |s| s.value);
    office.title = f.text("title", report).map_or_else(|| office.name.clone(), |s| s.value);
    if let Some(language) = f.choice("language", &[("vi", "vi"), ("en", "en")], report) {
        office.language = language.value.into();
    }
    // Feeds carry this zone's VTIMEZONE, which is written for this one zone.
    if let Some(zone) = f.choice("time_zone", &[("Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh")], report) {
        office.time_zone = zone.value.into();
    }
    office.week_rule = f.choice("week_rule", &WeekRule::ALL.map(|w| (w.as_str(), w)), report).map(|s| s.value);
    office.base_url = f.text("base_url", report).map(|s| s.value).unwrap_or_default();
    office.uid_domain = f.text("uid_domain", report).map_or_else(|| "quyche.invalid".into(), |s| s.value);
    office.report_to = f.text("report_to", report).map(|s| s.value);
    if let Some(theme) = f.text("theme", report)
        && super::context::check_id(&theme, report)
    {
        office.theme = theme.value;
    }
    f.finish(report);
    office
}
