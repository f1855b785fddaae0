//! The difference of two wordings: what it says of them is all of them, and nothing else.

use quyche::text::diff::{Part, words};

/// The input is the old text and the new, with NUL between them.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (old, new) = text.split_once('\0').unwrap_or((text, ""));
    let parts = words(old, new);
    let (mut before, mut after) = (String::new(), String::new());
    for part in &parts {
        let (Part::Same(t) | Part::Removed(t) | Part::Added(t)) = part;
        assert!(!t.is_empty(), "an empty part of {parts:?}");
        if !matches!(part, Part::Added(_)) {
            before += t;
        }
        if !matches!(part, Part::Removed(_)) {
            after += t;
        }
    }
    assert_eq!(before, old, "{parts:?}");
    assert_eq!(after, new, "{parts:?}");
    for pair in parts.windows(2) {
        let joined = std::mem::discriminant(&pair[0]) == std::mem::discriminant(&pair[1]);
        assert!(!joined, "two parts that are one: {parts:?}");
        assert!(!matches!(pair, [Part::Added(_), Part::Removed(_)]), "the removed come first: {parts:?}");
    }
    let changed = parts.iter().any(|p| !matches!(p, Part::Same(_)));
    assert_eq!(changed, old != new);
    assert_eq!(parts, words(old, new), "asked twice, answered twice");
}
