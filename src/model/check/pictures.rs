//! Pictures in free pages: the site has none, so of each only its description is shown. Said, so that nobody finds out from the page.

use crate::diagnostic::{Code, Diagnostic, Files, Report};
use crate::model::Model;
use crate::say;

pub(super) fn check(model: &Model, files: &Files, report: &mut Report) {
    for span in model.pages.iter().map(|p| p.span) {
        for (start, end) in pictures(files.slice(span)) {
            let finding = Diagnostic::new(
                Code::PagePicture,
                span.part(start, end - start),
                say!(
                    "trang không hiện ảnh: chỉ còn lời mô tả của ảnh này",
                    "a page shows no pictures: of this one only its description is left"
                ),
            );
            report.push(finding.help(say!(
                "viết điều cần nói thành chữ hoặc bảng; ảnh để ở nơi khác thì đặt liên kết: [tên ảnh](https://…)",
                "say it in words or in a table; to a picture that lies elsewhere make a link: [its name](https://…)"
            )));
        }
    }
}

/// Where a text writes `![…](…)` or `![…][…]`, outside of code.
fn pictures(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut at, mut fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if !fenced && !fence {
            found.extend(in_line(line).into_iter().map(|(start, end)| (at + start, at + end)));
        }
        at += line.len();
    }
    found
}

fn in_line(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = line[from..].find("![").map(|i| from + i) {
        from = start + 2;
        let before = &line[..start];
        if before.ends_with('\\') || before.matches('`').count() % 2 == 1 {
            continue;
        }
        let Some(described) = line[from..].find(']').map(|i| from + i + 1) else { continue };
        let close = match line[described..].chars().next() {
            Some('(') => ')',
            Some('[') => ']',
            _ => continue,
        };
        let end = line[described..].find(close).map_or(line.trim_end().len(), |i| described + i + 1);
        found.push((start, end));
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_seen_and_links_code_and_exclamations_are_not() {
        let hits = |t: &str| pictures(t).into_iter().map(|(a, b)| t[a..b].to_owned()).collect::<Vec<_>>();
        assert_eq!(hits("Xem ![ảnh](anh.png) và ![sơ đồ][1]."), ["![ảnh](anh.png)", "![sơ đồ][1]"]);
        assert_eq!(hits("một\n![](a.png"), ["![](a.png"]);
        assert!(hits("Chú ý![1] \\![a](b) `![a](b)` [a](b)\n```\n![a](b)\n```\n").is_empty());
    }
}
