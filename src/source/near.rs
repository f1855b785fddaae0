//! What was meant by a word that nothing is called.

use crate::diagnostic::Report;
use crate::text::nearest;

/// The known words that come near an unknown one. To ask costs as much as there are known words, so where nobody reads on nothing is
/// asked: a file whose every number is unknown would cost the square of its length.
pub(crate) fn near<'k, K: IntoIterator<Item = &'k str>>(
    report: &Report,
    word: &str,
    known: impl FnOnce() -> K,
) -> Vec<&'k str> {
    if report.is_crowded() { Vec::new() } else { nearest(word, known()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic, Span};
    use crate::say;

    #[test]
    fn where_nobody_reads_on_nothing_is_asked() {
        let (mut report, mut asked) = (Report::default(), 0);
        for _ in 0..1000 {
            let near = near(&report, "A.12", || {
                asked += 1;
                ["A.1", "A.2", "B.7.3"]
            });
            assert!(report.is_crowded() || !near.is_empty());
            report.push(Diagnostic::new(Code::UnknownProvision, None::<Span>, say!("x", "x")));
        }
        assert_eq!(asked, 300);
        assert!(near(&Report::unread(), "A.12", || -> [&str; 1] { panic!("asked") }).is_empty());
    }
}
