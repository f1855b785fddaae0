//! Slips of the pen in a heading or paragraph: blank lines, blanks, and lines that would be run together.

use super::blocks::Block;
use super::emphasis::emphasis;
use super::headings;
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::decode::label;
use crate::say;

/// Reports them; `span` is where the block stands.
pub(super) fn judge(block: &Block<'_>, span: Span, report: &mut Report) {
    if let Some(label) = block.readings.first().filter(|_| block.glued) {
        let printed = label.printed.clone();
        report.push(
            Diagnostic::new(
                Code::LabelMissing,
                span.part(0, label.length),
                say!("«{printed}» mở đầu một dòng giữa đoạn văn", "`{printed}` begins a line within a paragraph"),
            )
            .help(say!("để một dòng trống phía trên", "leave a blank line above")),
        );
    }
    if block.ragged {
        report.push(
            Diagnostic::new(
                Code::BadValue,
                span.part(0, block.first),
                say!(
                    "đoạn văn nhiều dòng có dấu cách thừa ở đầu hoặc cuối dòng",
                    "a paragraph of several lines has blanks at the beginning or end of a line"
                ),
            )
            .help(say!("viết mỗi đoạn trên một dòng", "write each paragraph on one line")),
        );
    }
    marks(block, span, report);
    if block.unspaced {
        let marks = "#".repeat(block.marks);
        let message = say!("thiếu dấu cách sau «{marks}»", "there is no blank after `{marks}`");
        let help = say!("viết «{marks} », rồi đến số và tên", "write `{marks} `, then the label and the title");
        report.push(Diagnostic::new(Code::BadValue, span.part(0, block.first), message).help(help));
    }
    if let Some((from, to)) = block.row {
        let (message, help) = if block.words[from.min(block.words.len())..].starts_with('|') {
            (
                say!("các hàng của bảng này sẽ nối thành một dòng", "the rows of this table would be run together"),
                say!(
                    "viết mỗi hàng thành một câu, không dùng dấu «|», giữa hai hàng để một dòng trống",
                    "write each row as a sentence without `|`, with a blank line between two"
                ),
            )
        } else {
            (
                say!(
                    "các dòng của danh sách này sẽ nối thành một dòng",
                    "the lines of this list would be run together"
                ),
                say!("để một dòng trống phía trên mỗi dòng", "leave a blank line above each"),
            )
        };
        report.push(Diagnostic::new(Code::BadValue, span.part(from, to - from), message).help(help));
    }
}

/// Reports the marks of Markdown around words, and behind a heading.
pub(super) fn marks(block: &Block<'_>, span: Span, report: &mut Report) {
    headings::closed(block, span, report);
    // Around a label they are told with the label.
    let hides_none = || {
        !block.readings.is_empty()
            || label::near(block.head(), block.marks > 0).is_none_or(|near| near.hidden.is_none())
    };
    if let Some(place) = emphasis(&block.words).filter(|_| hides_none()) {
        let words = &block.words[place.clone()];
        report.push(
            Diagnostic::new(
                Code::TextMarkup,
                span.part(place.start, place.len()),
                say!(
                    "dấu in đậm, in nghiêng kiểu Markdown sẽ hiện nguyên trên trang: «{words}»",
                    "Markdown marks would be printed with the words: `{words}`"
                ),
            )
            .help(say!(
                "bỏ dấu * hoặc _ ở hai đầu, chỉ giữ chữ của văn bản; dấu ấy có in trong bản gốc thì để nguyên",
                "take the * or _ at both ends away and leave the words; if the original prints the sign, leave it"
            )),
        );
    }
}
