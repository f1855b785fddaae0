//! How far words reach: a span of days for all of which the words that give it do not hold, and a roll that would lead to before
//! them. Each is told in the explanation.

use jiff::civil::Date;

use super::occurrence::{DateRange, Ground, Step};
use crate::diagnostic::Say;
use crate::model::ProvisionId;
use crate::say;
use crate::text::date_both;

/// A span of days for all of which the words that give it do not hold.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// The span as the text gives it.
    pub given: DateRange,
    /// The days on which some words of the id hold, each text's own.
    pub parts: Vec<DateRange>,
    /// The other words that hold for some of them: where they stand, and the day of the change.
    pub other: Option<(ProvisionId, Date)>,
}

impl Reach {
    /// Why the days that are `left` are not all that the text at `cite` gives, or are given by two texts.
    pub fn steps(&self, left: DateRange, cite: &ProvisionId) -> Vec<Step> {
        let own = |say| Step { say, ground: Ground::Provision(cite.clone()) };
        let mut steps = Vec::new();
        if let Some((other, change)) = &self.other {
            let (vi, en) = date_both(*change);
            let say = say!(
                "lời văn thay đổi từ {vi}: trước ngày ấy theo lời cũ, từ ngày ấy theo lời mới",
                "the words change on {en}: before that day the old ones hold, from it on the new ones"
            );
            steps.push(Step { say, ground: Ground::OtherWords(other.clone(), *change) });
        }
        if self.given.start < left.start {
            let (vi, en) = date_both(left.start);
            steps.push(own(say!(
                "lời ấy chỉ có hiệu lực từ {vi}: tính từ ngày ấy",
                "those words hold from {en} on: it begins then"
            )));
        }
        if left.end < self.given.end {
            let (vi, en) = date_both(left.end);
            steps.push(own(say!(
                "lời ấy chỉ có hiệu lực đến hết {vi}: tính đến ngày ấy",
                "those words hold until {en}: it ends then"
            )));
        }
        steps
    }
}

/// Why a day that is off did not move back.
pub(super) fn held_back() -> Say {
    say!(
        "không lùi về ngày làm việc liền trước, vì khi ấy lời này chưa có hiệu lực",
        "it does not move to the working day before, when these words were not in force yet"
    )
}
