//! A day of the period after the one it is about: "ngày 05 của tháng đầu quý sau", "tháng Một của năm sau".
//!
//! Nothing is said where it is not sure: "tháng sau khi kết thúc", "tháng sau tháng 12" are of another kind.

use super::Words;

/// The length of a period that is over when its day comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Afterwards {
    /// "thứ Hai tuần sau".
    Week,
    /// "ngày 05 của tháng sau".
    Month,
    /// "ngày 05 của tháng đầu quý sau".
    Quarter,
    /// "tháng Một của năm sau".
    Year,
}

const UNITS: [(&str, Afterwards); 4] =
    [("tuần", Afterwards::Week), ("tháng", Afterwards::Month), ("quý", Afterwards::Quarter), ("năm", Afterwards::Year)];
const NEXT: [&str; 6] = ["sau liền kề", "sau", "kế tiếp", "tiếp theo", "liền kề", "liền sau"];
const MONTHS: [&str; 3] = ["tháng đầu tiên", "tháng đầu", "tháng thứ nhất"];

impl Words<'_> {
    /// Behind a day or a month that has been read.
    pub(super) fn afterwards(self) -> Option<Afterwards> {
        let at = self.gap().maybe("của");
        let at = MONTHS.iter().find_map(|month| at.word(month)).map_or(at, Self::gap).maybe("của");
        let (rest, unit) = UNITS.iter().find_map(|(word, unit)| Some((at.word(word)?.gap(), *unit)))?;
        let rest = NEXT.iter().find_map(|next| rest.word(next))?.gap();
        let ends = rest.0.chars().next().is_none_or(|c| matches!(c, ',' | '.' | ';' | ':' | ')' | '…'));
        ends.then_some(unit)
    }

    /// "tháng sau", "quý kế tiếp", whatever is said of it.
    pub(super) fn is_next_period(self) -> bool {
        let unit = UNITS.iter().find_map(|(word, _)| self.word(word));
        unit.is_some_and(|rest| NEXT.iter().any(|next| rest.gap().word(next).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stated;

    #[test]
    fn a_day_after_its_period_is_told_and_nothing_that_may_be_something_else() {
        for (text, said) in [
            ("báo cáo quý gửi chậm nhất ngày 05 của tháng đầu quý sau", Some(Afterwards::Quarter)),
            ("trước ngày 05 của tháng sau", Some(Afterwards::Month)),
            ("Trước ngày 5 tháng kế tiếp; gửi Phòng Tổng hợp", Some(Afterwards::Month)),
            ("trước 17 giờ ngày 03 của tháng đầu tiên của quý tiếp theo.", Some(Afterwards::Quarter)),
            ("chậm nhất ngày 15 tháng 01 năm sau", Some(Afterwards::Year)),
            ("trước 15/01 năm sau", Some(Afterwards::Year)),
            ("được tổ chức một lần vào tháng Một của năm sau", Some(Afterwards::Year)),
            ("chậm nhất sáng thứ Hai tuần sau", Some(Afterwards::Week)),
            ("gửi kế hoạch quý sau trước ngày 15 của tháng cuối quý", None),
            ("trước ngày 25 gửi kế hoạch tháng sau", None),
            ("ngày 15 tháng cuối quý", None),
            ("trước ngày 5 của tháng sau tháng 12", None),
            ("ngày 05 tháng sau khi kết thúc đợt", None),
            ("chậm nhất 05 ngày của tháng sau", None),
        ] {
            let moments = stated(text).moments.into_iter().flat_map(|moments| moments.all);
            let told: Vec<_> = moments.filter_map(|moment| moment.afterwards).collect();
            assert_eq!(told, said.into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}
