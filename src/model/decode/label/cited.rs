//! The labels of references: what a path has for "khoản 5.1", "phần B", "Chương 2".

use super::{from_roman, read, roman};
use crate::text::{Rank, capital};

/// What the piece of a path may be that a step of a reference means. A path is read by the one reader of labels.
pub(in crate::model) fn pieces(rank: Rank, label: &str) -> Vec<String> {
    let worded = || {
        let printed = format!("{} {label}", capital(rank.word()));
        read(&printed, true).iter().map(super::Label::piece).collect::<Vec<_>>()
    };
    let mut all = match rank {
        Rank::Clause | Rank::Point => Vec::new(),
        _ => worded(),
    };
    match rank {
        // An annex has its number in either figures.
        Rank::Annex => {
            let number = label.trim_start_matches('0');
            all.extend(number.parse().ok().map(roman).map(|n| format!("phu-luc-{n}")));
            all.extend(from_roman(label).map(|n| format!("phu-luc-{n}")));
        }
        Rank::Clause | Rank::Point => all.push(label.to_owned()),
        Rank::Part => all.push(label.to_owned()),
        // "mục II", "mục 5.1", "mục 2" of an annex: paths have the bare number there.
        Rank::Section => all.push(label.to_owned()),
        _ => {}
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_a_reference_is_a_piece_of_a_path() {
        for (rank, label, expected) in [
            (Rank::Article, "5a", &["dieu-5a"][..]),
            (Rank::Clause, "5.1", &["5.1"]),
            (Rank::Point, "đ", &["đ"]),
            (Rank::Part, "B", &["B"]),
            (Rank::Part, "thứ hai", &["phan-II", "thứ hai"]),
            (Rank::Chapter, "2", &["chuong-II"]),
            (Rank::Section, "II", &["muc-2", "II"]),
            (Rank::Section, "2", &["muc-2", "2"]),
            (Rank::Annex, "02", &["phu-luc-2", "phu-luc-II"]),
            (Rank::Annex, "II", &["phu-luc-II", "phu-luc-2"]),
        ] {
            assert_eq!(pieces(rank, label), expected, "{rank:?} {label}");
        }
    }
}
