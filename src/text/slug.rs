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

/// Whether an id is made of a name as people make one: `p-kinh-te` or `pkt` of "Phòng Kinh tế", `p-hc` of "Phòng Hành chính – Tổ chức".
#[must_use]
pub fn is_short_for(id: &str, name: &str) -> bool {
    fn made(id: &[&str], name: &[&str]) -> bool {
        let Some((part, rest)) = id.split_first() else { return true };
        (1..=name.len()).any(|n| {
            let initials = name[..n].iter().filter_map(|syllable| syllable.chars().next());
            let fits = n == 1 && name[0].starts_with(part) || part.chars().eq(initials);
            fits && made(rest, &name[n..])
        })
    }
    let name = slug(name);
    !id.is_empty() && made(&id.split('-').collect::<Vec<_>>(), &name.split('-').collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_known_from_the_name_it_is_made_of() {
        let name = "Phòng Hành chính – Tổ chức";
        for id in ["phong-hanh-chinh-to-chuc", "p-hanh-chinh-to-chuc", "p-hc", "phc-tc", "p-hc-tochuc"] {
            assert_eq!(is_short_for(id, name), id != "p-hc-tochuc", "{id}");
        }
        assert!(is_short_for("ubnd-tinh", "UBND tỉnh") && !is_short_for("p-noi-chnh", "Phòng Công nghiệp"));
        assert!(!is_short_for("", name));
    }

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
