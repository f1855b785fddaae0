//! The theme's scripts as one file a browser fetches: joined, without comment lines and indentation.
//!
//! Not a minifier, and so with nothing to get wrong: it reads lines, not JavaScript. The scripts keep the two habits it
//! needs: a comment stands on lines of its own, and no string runs over a line end.

/// Joins scripts in the order given. A comment after code on one line stays.
#[must_use]
pub fn bundle(scripts: &[&str]) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in scripts.iter().flat_map(|s| s.lines()).map(str::trim) {
        if inside || line.starts_with("/*") {
            inside = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::bundle;

    #[test]
    fn bundling_twice_changes_nothing() {
        let once = bundle(&["/* a */\nconst url = 'http://x';\n\n  // b\n  call(\n    1);"]);
        assert_eq!(once, "const url = 'http://x';\ncall(\n1);\n");
        assert_eq!(bundle(&[&once]), once);
    }
}
