//! Whether the day named is itself too late, and on which side of a meeting a term is counted.

use super::{Difference, Key, own};
use crate::model::{Limit, Rule, When};
use crate::say;
use crate::text::{Case, Side, Stated, stands_whole};

/// "Trước ngày 25", and that day included; "chậm nhất", and not.
pub(super) fn limit(rule: &Rule, said: &Stated) -> Option<Difference> {
    // Of a term counted from something "before" and "within" are one.
    let counted = matches!(rule.when, When::After { .. } | When::Before { .. });
    match (bound(rule, said), rule.limit) {
        (Some(true), Limit::Before) if !counted && !rule.excludes_its_day() => Some((
            say!("«trước ngày», tức là không kể ngày ấy", "before that day, the day not included"),
            say!(
                "trước giờ «by» của chính ngày ấy (before cùng với giờ)",
                "before the hour `by` of that very day (before, with an hour)"
            ),
            Key::Named("by"),
        )),
        (Some(true), Limit::OnOrBefore) if !counted => Some((
            say!("«trước», tức là không kể ngày ấy", "before, that day not included"),
            say!(
                "kể cả ngày ấy (on_or_before, cũng là khi bỏ trống «limit»)",
                "that day included (on_or_before, as when `limit` is left out)"
            ),
            Key::Named("limit"),
        )),
        (Some(true), Limit::Exact) if !counted => Some((
            say!("«trước», tức là không kể ngày ấy", "before, that day not included"),
            say!("đúng ngày ấy (exact)", "that very day (exact)"),
            Key::Named("limit"),
        )),
        (Some(false), _) if !counted && rule.excludes_its_day() => Some((
            say!("kể cả ngày ấy («chậm nhất», «trước … giờ»)", "that day included"),
            say!("không kể ngày ấy (before)", "that day not included (before)"),
            Key::Named("limit"),
        )),
        _ => None,
    }
}

/// Whether the day of the rule is itself too late: by what is said of it, where something is said of a day by itself. Of "họp chiều thứ
/// Năm, tài liệu gửi trước thứ Tư" it is Wednesday.
fn bound(rule: &Rule, said: &Stated) -> Option<bool> {
    let mut all = said.moments.iter().flat_map(|moments| &moments.all);
    if own(rule, said).next().is_none() || all.all(|moment| moment.bound.is_none()) {
        return said.strict();
    }
    let of_it = || own(rule, said).filter_map(|moment| moment.bound);
    let first = of_it().next()?;
    of_it().all(|bound| bound == first).then_some(first)
}

/// "03 ngày làm việc trước ngày họp" counted on from a meeting, and "sau cuộc họp" back from it. Words that may say the other side too
/// leave it open.
pub(super) fn side(rule: &Rule, said: &Stated) -> Option<Difference> {
    let first = said.sides.first().filter(|first| said.sides.iter().all(|side| side == *first))?;
    let has = |word: &&str| rule.own_quotes().any(|(_, quote)| stands_whole(quote.as_str(), word, Case::Any));
    let (what, written) = match (first, &rule.when) {
        (Side::Before, When::After { .. }) if !["sau", "từ", "tiếp theo", "kế tiếp"].iter().any(has) => {
            (say!("trước cuộc họp", "before the meeting"), say!("sau cuộc họp (after)", "after the meeting"))
        }
        (Side::After, When::Before { .. }) if !["trước"].iter().any(has) => {
            (say!("sau cuộc họp", "after the meeting"), say!("trước cuộc họp (before)", "before the meeting"))
        }
        _ => return None,
    };
    Some((what, written, Key::Side))
}
