//! The default theme inside the program: one table, and a test that it equals the folder. (Macros that embed a folder
//! were seen to miss files added later.)

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Every file of `themes/default/`, by name.
        pub(super) const FILES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!("../../themes/default/", $name)))),+];
    };
}

files! {
    "404.html",
    "assets/calendar.css",
    "assets/changes.css",
    "assets/clauses.css",
    "assets/duty.css",
    "assets/filter.js",
    "assets/handbook.css",
    "assets/home.css",
    "assets/icon.svg",
    "assets/law.css",
    "assets/lists.css",
    "assets/matrix.css",
    "assets/mine.css",
    "assets/org.css",
    "assets/print.css",
    "assets/quyche.css",
    "assets/quyche.js",
    "assets/search.css",
    "assets/search.js",
    "assets/search/box.js",
    "assets/search/cite.js",
    "assets/search/day.js",
    "assets/search/index.js",
    "assets/search/match.js",
    "assets/search/page.js",
    "assets/search/rank.js",
    "assets/search/solve.js",
    "assets/search/words.js",
    "assets/tables.css",
    "assets/today.js",
    "assets/wall.css",
    "base.html",
    "changes.html",
    "decision.html",
    "ended.html",
    "free.html",
    "handbook.html",
    "home.html",
    "law.html",
    "matrix.html",
    "method.html",
    "month.html",
    "moved.html",
    "open.html",
    "part.html",
    "parts.html",
    "role.html",
    "search.html",
    "search_outline.html",
    "section.html",
    "strings/en.json",
    "strings/vi.json",
    "subscribe.html",
    "terms.html",
    "undated.html",
    "unit.html",
    "units.html",
    "wall.html",
    "week.html",
    "whole.html",
    "whole_lines.html",
    "year.html",
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::path::Path;

    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.push(name);
            }
        }
    }

    #[test]
    fn the_table_equals_the_folder() {
        let mut found = Vec::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default"), "", &mut found);
        found.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), found);
    }
}
