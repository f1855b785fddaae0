//! The proof that each consolidated text is what the decisions make of the one before it (design 4).
//!
//! The human writes the text, the program works it out from the declared operations and compares, to the letter. A
//! difference shows both and what to write; what follows from it is not told again (a lost clause is one finding, its
//! points are not, nor are the numbers moved up after it).

mod compare;
mod difference;
mod pairs;

use super::Lineages;
use super::amend::{Amended, amended};
use super::leftover;
use crate::diagnostic::{Code, Diagnostic, Files, Report};
use crate::model::{Decision, Model, TextAct, Version};
use crate::say;
use crate::text::date_both;

/// Judges every text against the decisions. Fit for a model that was decoded without error.
#[must_use]
pub fn texts(model: &Model, files: &Files) -> Report {
    judged(model, files).1
}

/// The same with the way of every provision, which is worked out on the way.
pub(super) fn judged(model: &Model, files: &Files) -> (Lineages, Report) {
    let mut report = Report::default();
    missing_texts(model, &mut report);
    // One text after the other: what is expected of one is as large as the text itself.
    let mut lineages = Vec::new();
    for pair in model.versions.windows(2) {
        let (expected, impossible) = step(model, pair);
        report.extend(of_text(model, pair, &expected, impossible, files));
        lineages.push(expected.lineage);
    }
    if let Some(last) = model.versions.last() {
        let ahead = |d: &&Decision| {
            d.effective_from > last.effective_from && !d.replaces_all() && d.text_acts().next().is_some()
        };
        let ahead: Vec<&Decision> = model.decisions.iter().filter(ahead).collect();
        // Most of the time there is none, and the text they would make is as large as the last.
        if !ahead.is_empty() {
            report.extend(amended(last, &ahead, None).1);
        }
    }
    let lineages: Lineages = lineages.into_iter().collect();
    report.extend(leftover::report(model, &lineages));
    (lineages, report)
}

/// One text against what the decisions make of the one before it.
fn of_text(model: &Model, pair: &[Version], expected: &Amended, impossible: Report, files: &Files) -> Report {
    let (before, after) = (&pair[0], &pair[1]);
    let deciding = decisions(model, before, after);
    let today: Vec<&str> =
        deciding.iter().filter(|d| d.effective_from == after.effective_from).map(|d| d.id.as_str()).collect();
    // Decisions whose own text is missing are carried out here too.
    let possible = !impossible.has_errors();
    let mut report = impossible;
    if today.is_empty() {
        let (undeclared, _) = compare::compare(before, after, expected, files);
        report.push(without_decision(after, &undeclared));
        return report;
    }
    if !today.contains(&after.decision.as_str()) {
        report.push(of_another_decision(after, &today));
    }
    // What cannot be carried out cannot be compared; the clerk mends that first. A new text is its own measure.
    if possible && !deciding.iter().any(|d| d.replaces_all()) {
        if before.title != after.title {
            title(before, after, &mut report);
        }
        report.extend(compare::compare(before, after, expected, files).1);
    }
    report
}

/// See [`Lineages::of`].
pub(super) fn lineages(model: &Model) -> Lineages {
    model.versions.windows(2).map(|pair| step(model, pair).0.lineage).collect()
}

/// What the decisions make of the first of two texts.
fn step(model: &Model, pair: &[Version]) -> (Amended, Report) {
    amended(&pair[0], &decisions(model, &pair[0], &pair[1]), Some(&pair[1]))
}

/// The decisions that make one text into the next, in order. One whose own text is missing is told as such, and counts
/// here, so that the next text is not blamed for what it did.
#[must_use]
pub fn decisions<'m>(model: &'m Model, before: &Version, after: &Version) -> Vec<&'m Decision> {
    let between = model.decisions_between(before.effective_from, after.effective_from);
    between.filter(|d| d.text_acts().next().is_some()).collect()
}

/// Decisions that change the text on a day that has none.
fn missing_texts(model: &Model, report: &mut Report) {
    let Some(first) = model.versions.first() else { return };
    let mut told: Option<jiff::civil::Date> = None;
    for decision in model.decisions.iter() {
        let Some((act, span)) = decision.text_acts().next() else { continue };
        let (id, day) = (&decision.id, decision.effective_from);
        if day <= first.effective_from {
            // The text a decision issues replaces none.
            if !matches!(act, TextAct::ReplaceAll { .. }) {
                let ((day, day_en), (from, from_en)) = (date_both(day), date_both(first.effective_from));
                report.push(
                    Diagnostic::new(
                        Code::OperationImpossible,
                        span,
                        say!(
                            "trước {day} chưa có bản quy chế nào để sửa",
                            "there is no text before {day_en} to change"
                        ),
                    )
                    .related(
                        first.span,
                        say!("bản đầu tiên có hiệu lực từ {from}", "the first text takes effect on {from_en}"),
                    )
                    .help(say!(
                        "sửa «effective_from», hoặc thêm bản cũ hơn vào regulation/",
                        "correct `effective_from`, or put the older text into regulation/"
                    )),
                );
            }
            continue;
        }
        if model.versions.iter().any(|v| v.effective_from == day) || told == Some(day) {
            continue;
        }
        // Decisions of one day make one text.
        told = Some(day);
        let (date, date_en) = date_both(day);
        let mut finding = Diagnostic::new(
            Code::VersionMissing,
            decision.span,
            say!(
                "quyết định {id} sửa lời quy chế từ {date}, mà chưa có bản hợp nhất của ngày ấy",
                "decision {id} changes the text from {date_en}, and there is no consolidated text of that day"
            ),
        )
        .related(span, say!("thao tác sửa lời ở đây", "the text is changed here"));
        if decision.replaces_all() {
            finding =
                finding.help(say!("chép bản mới vào regulation/{day}.md", "put the new text into regulation/{day}.md"));
        } else {
            finding = finding.help(say!(
                "chạy «quyche draft {id} --write», đọc lại tệp regulation/{day}.md vừa lập",
                "run `quyche draft {id} --write` and read the file regulation/{day}.md it makes"
            ));
        }
        report.push(finding);
    }
}

/// A text whose day no decision changes the text on; `undeclared` are the operations that would.
fn without_decision(after: &Version, undeclared: &[String]) -> Diagnostic {
    const SHOWN: usize = 3;
    let ((date, date_en), named) = (date_both(after.effective_from), &after.decision);
    let rest = undeclared.len().saturating_sub(SHOWN);
    let more = if rest > 0 { say!(" … và {rest} thao tác nữa", " … and {rest} more") } else { say!("", "") };
    let (lines, vi, en) = (undeclared[..undeclared.len() - rest].join(" "), more.vi, more.en);
    let help = if undeclared.is_empty() {
        say!(
            "lời không khác bản trước: xóa tệp này, hoặc ghi thao tác ở «operations» của decisions/{named}.yaml",
            "no word differs from the text before: delete this file, or write `operations` in decisions/{named}.yaml"
        )
    } else {
        say!(
            "khai ở «operations» của decisions/{named}.yaml: {lines}{vi}",
            "declare under `operations` of decisions/{named}.yaml: {lines}{en}"
        )
    };
    Diagnostic::new(
        Code::VersionMissing,
        after.span,
        say!(
            "có bản quy chế có hiệu lực từ {date}, mà không quyết định nào khai thao tác sửa lời từ ngày ấy",
            "there is a text of {date_en}, and no decision declares a change of the text on that day"
        ),
    )
    .help(help)
}

/// A text that names a decision which is none of those that made it.
fn of_another_decision(after: &Version, today: &[&str]) -> Diagnostic {
    let ((date, date_en), named, all) = (date_both(after.effective_from), &after.decision, today.join(", "));
    Diagnostic::new(
        Code::TextNotAsDeclared,
        after.span,
        say!(
            "bản này ghi quyết định {named}, mà lời được sửa từ {date} bởi: {all}",
            "this text names decision {named}, and on {date_en} the text is changed by: {all}"
        ),
    )
    .help(say!("ghi một trong: {all}", "write one of: {all}"))
}

fn title(before: &Version, after: &Version, report: &mut Report) {
    let (old, new) = (&before.title, &after.title);
    report.push(
        Diagnostic::new(
            Code::TextNotAsDeclared,
            after.span,
            say!(
                "nhan đề đổi từ «{old}» thành «{new}» mà không quyết định nào thay toàn bộ văn bản",
                "the title changes from `{old}` to `{new}` and no decision replaces the whole text"
            ),
        )
        .related(before.span, say!("bản trước ở đây", "the text before is here"))
        .help(say!("ghi lại «title: \"{old}\"»", "write `title: \"{old}\"` again")),
    );
}

#[cfg(test)]
mod tests;
