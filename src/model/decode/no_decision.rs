//! A decision is named that is not there: people write its number where its id is meant.

use crate::diagnostic::{Report, Say};
use crate::model::Decision;
use crate::say;
use crate::source::near;
use crate::text::{is_id, name_key};

/// That no decision has the id `written`, and what to do; `known` are those that may be meant.
pub fn no_decision<'d>(
    written: &str,
    known: impl Iterator<Item = &'d Decision> + Clone,
    report: &Report,
) -> (Say, Say) {
    let number = name_key(written);
    let of_number = known.clone().filter(|d| name_key(&d.number) == number).map(|d| d.id.as_str());
    let of_number = of_number.collect::<Vec<_>>().join(", ");
    let near = near(report, written, || known.map(|d| d.id.as_str())).join(", ");
    let help = if !of_number.is_empty() {
        say!("đó là số hiệu; ghi mã: {of_number}", "that is a number; write the id: {of_number}")
    } else if !near.is_empty() {
        say!("ý bạn là: {near}?", "did you mean: {near}?")
    } else if is_id(written) {
        say!(
            "ghi tên tệp của quyết định ấy, không có .yaml; nếu chưa có tệp thì tạo decisions/{written}.yaml",
            "write the name of its file, without .yaml; where there is none, make decisions/{written}.yaml"
        )
    } else {
        say!("ghi tên tệp của quyết định ấy, không có .yaml", "write the name of its file, without .yaml")
    };
    let message =
        say!("không có quyết định «{written}» trong decisions/", "there is no decision `{written}` in decisions/");
    (message, help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DecisionId, shipped};

    #[test]
    fn whoever_writes_a_number_is_told_the_id() {
        let of = |id: &str, number: &str| {
            let (id, number) = (DecisionId::new(id), number.to_owned());
            Decision { id, number, ..shipped().decisions[0].clone() }
        };
        let known = [of("12-2024", "12/QĐ-VPUBND"), of("12-2025", "12/QĐ-VPUBND"), of("40-2025", "40/QĐ-VPUBND")];
        let help = |written| no_decision(written, known.iter(), &Report::default()).1.vi;
        assert_eq!(help("12/qđ-vpubnd"), "đó là số hiệu; ghi mã: 12-2024, 12-2025");
        assert!(help("41-2025").starts_with("ý bạn là: 40-2025"));
        assert!(help("7-1999").ends_with("tạo decisions/7-1999.yaml"));
        assert!(help("7/QĐ").ends_with("không có .yaml"), "no file can be called so");
    }
}
