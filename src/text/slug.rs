//! Addresses and ids: ASCII, lower case, safe on every file system.

use super::fold;

/// An ASCII slug of `text`: folded, other characters as single hyphens. `Phòng Kinh tế` → `phong-kinh-te`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether `id` may be an id and thus part of a file name: `[a-z0-9-]`, begins and ends with a letter or digit, no `--`
/// (it separates role and unit in addresses), 64 characters at most, no device name of Windows.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    (1..=64).contains(&id.len())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && edge(id.chars().next())
        && edge(id.chars().last())
        && !id.contains("--")
        && !is_device(id)
}

/// Names Windows reserves in every folder, whatever the extension.
fn is_device(id: &str) -> bool {
    matches!(id, "con" | "prn" | "aux" | "nul")
        || (id.len() == 4
            && (id.starts_with("com") || id.starts_with("lpt"))
            && id.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ids() {
        assert_eq!(slug("Phòng Hành chính – Tổ chức"), "phong-hanh-chinh-to-chuc");
        assert!(is_id(&slug("Đơn vị 2 (mới)")));
    }

    #[test]
    fn hostile_ids_are_refused() {
        for id in ["../../etc/x", "/abs", "C:\\x", "CON", "con", "a.", "", "-a", "a--b", &"a".repeat(300)] {
            assert!(!is_id(id), "{id}");
        }
    }
}
