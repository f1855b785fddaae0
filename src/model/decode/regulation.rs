//! `regulation/*.md`: the consolidated texts.

use jiff::civil::Date;
use rayon::prelude::*;

use super::{folder, no_decision, outline};
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::keys;
use crate::model::{DecisionId, Model, Version};
use crate::say;
use crate::source::{Fields, Scalar, Source, Sources, split};
use crate::text::{Verbatim, date_both};

/// All texts by the day they take effect.
pub(super) fn read(sources: &Sources) -> (Vec<Version>, Report) {
    let mut report = Report::default();
    let texts: Vec<&Source> = folder(sources, "regulation", &["md"]).map(|(_, s)| s).collect();
    let read = |source: &&Source| {
        let mut found = Report::default();
        (version(sources, source, &mut found), found)
    };
    let texts: Vec<_> = texts.par_iter().map(read).collect();
    let mut versions: Vec<Version> = texts.into_iter().filter_map(|text| report.take(text)).collect();
    let unread = sources.unreadable.iter().any(|p| p.starts_with("regulation/"));
    if versions.is_empty() && !unread && folder(sources, "regulation", &["md"]).next().is_none() {
        report.push(
            Diagnostic::new(
                Code::FileMissing,
                None,
                say!("thư mục regulation/ không có bản quy chế nào (.md)", "regulation/ holds no text (.md)"),
            )
            .help(say!("tạo regulation/NĂM-THÁNG-NGÀY.md", "make regulation/YEAR-MONTH-DAY.md")),
        );
    }
    versions.sort_by_key(|v| v.effective_from);
    for pair in versions.windows(2) {
        if pair[0].effective_from == pair[1].effective_from {
            let (day, day_en) = date_both(pair[0].effective_from);
            report.push(
                Diagnostic::new(
                    Code::VersionOverlap,
                    pair[1].day_span,
                    say!("hai bản quy chế cùng có hiệu lực từ {day}", "two texts take effect on {day_en}"),
                )
                .related(pair[0].day_span, say!("bản kia ở đây", "the other is here"))
                .help(say!("sửa «effective_from» của một trong hai bản", "correct `effective_from` of one of the two")),
            );
        }
    }
    (versions, report)
}

fn version(sources: &Sources, source: &Source, report: &mut Report) -> Option<Version> {
    let document = report.take(split(sources, source.file))?;
    let mut f = Fields::open(&document.head, &keys::REGULATION, report)?;
    let title = f.required_text("title", report);
    let decision = f.required_text("decision", report);
    let effective_from = f.required_date("effective_from", report);
    f.text("note", report);
    f.finish(report);
    let provisions = report.take(outline::read(&sources.files, source.file, document.body_start));
    if provisions.is_empty() {
        report.push(Diagnostic::new(
            Code::LabelMissing,
            Span::new(source.file, document.body_start, document.body_start),
            say!("bản quy chế không có điều khoản nào", "the text has no provision"),
        ));
    }
    let (decision, effective_from): (Scalar<String>, Scalar<Date>) = (decision?, effective_from?);
    Some(Version {
        effective_from: effective_from.value,
        day_span: effective_from.span,
        span: decision.span,
        decision: DecisionId::new(decision.value),
        title: Verbatim::new(title?.value),
        components: Vec::new(),
        provisions: provisions.into(),
    })
}

/// Every text takes effect when the decision it names does.
pub(super) fn check_days(sources: &Sources, model: &Model, report: &mut Report) {
    for version in &model.versions {
        let (id, day) = (&version.decision, version.effective_from);
        let Some(decision) = model.decision(id).filter(|d| d.effective_from != day) else { continue };
        // Where another decision makes the text of that day, the text names the wrong one, which is told with the proof of it.
        if model.decisions.iter().any(|d| d.effective_from == day && d.text_acts().next().is_some()) {
            continue;
        }
        // The file bears the day in its name: one of the two agrees with it.
        let named = |day: Date| {
            let path = format!("regulation/{day}.md");
            sources.content.iter().any(|s| s.file == version.day_span.file && s.path == path)
        };
        let decided = decision.effective_from;
        let right_day = named(decided);
        let ((day, day_en), (decided, decided_en)) = (date_both(day), date_both(decided));
        let of_text = (version.day_span, say!("bản quy chế ghi ngày này", "the text says this day"));
        let of_decision = (decision.day_span, say!("quyết định ghi ngày này", "the decision says this day"));
        let (wrong, right) = if right_day { (of_text, of_decision) } else { (of_decision, of_text) };
        report.push(
            Diagnostic::new(
                Code::VersionDay,
                wrong.0,
                say!(
                    "bản quy chế có hiệu lực từ {day}, mà quyết định {id} ghi ở «decision» có hiệu lực từ {decided}",
                    "the text takes effect on {day_en}, and the decision it names, {id}, on {decided_en}"
                ),
            )
            .related(right.0, right.1)
            .help(say!(
                "xem văn bản đã ký rồi sửa «effective_from» ở nơi ghi sai, để hai tệp cùng một ngày; nếu bản này do quyết định khác ban hành thì sửa «decision»",
                "look at what was signed and correct `effective_from` where it is wrong, so that both files say one day; if another decision issued this text, correct `decision`"
            )),
        );
    }
}

/// Every text names a decision that is there.
pub(super) fn check_decisions(sources: &Sources, model: &Model, report: &mut Report) {
    for version in &model.versions {
        // A decision that is there and could not be read has been told.
        let path = |ext| format!("decisions/{}.{ext}", version.decision);
        let paths = [path("yaml"), path("yml")];
        let there = sources.content.iter().map(|s| &s.path).chain(&sources.unreadable).any(|p| paths.contains(p));
        if let Some(by) = model.decision(&version.decision).and_then(|d| d.revoked_by.as_ref()) {
            let id = &version.decision;
            let message = say!(
                "{id} đã bị {by} bãi bỏ trước ngày có hiệu lực, nên không có bản quy chế nào của nó",
                "{id} was revoked by {by} before it took effect, so no text is of it"
            );
            let help = say!("xóa tệp này", "delete this file");
            report.push(Diagnostic::new(Code::UnknownDecision, version.span, message).help(help));
            continue;
        }
        if there || model.decision(&version.decision).is_some() {
            continue;
        }
        let (message, help) = no_decision(version.decision.as_str(), model.decisions.iter(), report);
        report.push(Diagnostic::new(Code::UnknownDecision, version.span, message).help(help));
    }
}
