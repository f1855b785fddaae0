//! On which side of a meeting something is done: "trước ngày họp", "sau cuộc họp"; and a day from which another is counted back.

use super::super::{EVENTS, Words};
use super::Reader;

/// Which side of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// "Trước ngày họp".
    Before,
    /// "Sau cuộc họp", "kể từ ngày họp".
    After,
}

impl Reader {
    /// Notes it where a meeting is named behind the word.
    pub(super) fn side(&mut self, words: Words<'_>) {
        let after = || ["sau", "kể từ", "tính từ"].iter().find_map(|word| words.word(word));
        let (side, rest) = match words.word("trước") {
            Some(rest) => (Side::Before, rest.gap()),
            None => match after() {
                Some(rest) => (Side::After, rest.gap().maybe("khi").maybe("kết thúc")),
                None => return,
            },
        };
        let at = rest.maybe("khi").maybe("ngày").maybe("tổ chức").maybe("diễn ra").maybe("các").maybe("mỗi");
        if EVENTS.iter().any(|event| at.word(event).is_some()) {
            self.stated.sides.push(side);
        }
    }
}

impl Words<'_> {
    /// Whether a term stands behind the day that is named here: of "trước ngày làm việc cuối cùng một ngày" the day is another.
    pub(super) fn is_counted_back(self) -> bool {
        let day = || {
            let day = self.word("ngày")?.gap();
            let at = day.maybe("làm việc");
            let edge = at.first_or_last().or_else(|| at.word("cuối cùng")).or_else(|| at.word("đầu tiên"));
            let number = || day.date().or_else(|| Some(day.value()?.1.month_of_date().map_or(day.number()?, |m| m.1)));
            edge.or_else(number)
        };
        let Some(rest) = self.weekday().or_else(day) else { return false };
        let rest = rest.gap().recurs(&["tuần", "tháng", "quý", "năm"]).unwrap_or(rest).gap();
        rest.value().is_some_and(|(_, behind)| behind.gap().word("ngày").is_some())
    }
}
