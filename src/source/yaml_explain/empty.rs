//! An empty list that has entries: the sample line was uncommented, and `[]` above it was left.

use super::Slip;
use crate::say;

/// `obsolete: []` above an entry of the list.
pub(super) fn below_empty(text: &str, begin: usize, end: usize) -> Option<Slip> {
    let words = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let (number, above) = text[..begin].lines().enumerate().filter(|(_, line)| words(line)).last()?;
    let above = above.split(" #").next().unwrap_or(above).trim_end();
    let empty = ["[]", "{}"].into_iter().find(|empty| above.ends_with(empty))?;
    text[begin..end].trim_start().starts_with('-').then(|| {
        let number = number + 1;
        Slip {
            start: begin,
            end,
            message: say!(
                "danh sách ở dòng {number} đã ghi là trống «{empty}», mà dưới nó lại có mục",
                "the list in line {number} is said to be empty, `{empty}`, and has an entry below it"
            ),
            help: say!("xóa «{empty}» ở dòng {number}", "delete `{empty}` in line {number}"),
        }
    })
}
