//! `quyche init` / `khoi-tao`: a small project that passes `check`, with a comment at every field.
//!
//! A clerk learns the format from a file that works, not from a manual; so the sample is whole: a text, units, roles, duties
//! with their proving words, and one rule each of the three kinds that give a date. It never overwrites a file.

use std::io;
use std::path::{Path, PathBuf};

use super::new_file::write_new;
use crate::diagnostic::{Say, system_words};
use crate::say;

/// Why no project was begun.
#[derive(Debug)]
pub enum InitError {
    /// Files of the project are there already; nothing was written (exit code 2).
    Exists(Vec<PathBuf>),
    /// The disk or a permission (exit code 3).
    Unwritable(PathBuf, io::Error),
}

/// Every file of the sample, by its path in the project.
const FILES: [(&str, &str); 11] = [
    ("quyche.yaml", include_str!("init/quyche.yaml")),
    ("content/regulation/2026-01-05.md", include_str!("init/content/regulation/2026-01-05.md")),
    ("content/decisions/01-2026.yaml", include_str!("init/content/decisions/01-2026.yaml")),
    ("content/units.yaml", include_str!("init/content/units.yaml")),
    ("content/roles.yaml", include_str!("init/content/roles.yaml")),
    ("content/duties.yaml", include_str!("init/content/duties.yaml")),
    ("content/calendar.yaml", include_str!("init/content/calendar.yaml")),
    // The days off are those of the whole country: the same file that the real project keeps.
    ("content/holidays/vn.yaml", include_str!("../../content/holidays/vn.yaml")),
    ("content/glossary.yaml", include_str!("init/content/glossary.yaml")),
    ("content/synonyms.yaml", include_str!("init/content/synonyms.yaml")),
    ("content/pages/gioi-thieu.md", include_str!("init/content/pages/gioi-thieu.md")),
];

/// What stands in the sample for the year the project is begun in. The calendar keeps the pages of every year since: a project
/// that does not say its first year would lose them all at New Year.
const FIRST_YEAR: &str = "first_year: 2026";

/// Begins a project in `dir`, which is created when it is not there, in `year`. Returns the files written.
///
/// # Errors
/// [`InitError::Exists`] when any of the files is there already, [`InitError::Unwritable`] when one cannot be written.
pub fn init(dir: &Path, year: i16) -> Result<Vec<PathBuf>, InitError> {
    let paths: Vec<PathBuf> = FILES.iter().map(|(path, _)| dir.join(path)).collect();
    let taken: Vec<PathBuf> = paths.iter().filter(|path| path.symlink_metadata().is_ok()).cloned().collect();
    if !taken.is_empty() {
        return Err(InitError::Exists(taken));
    }
    for (path, (_, text)) in paths.iter().zip(FILES) {
        write_new(path, &text.replacen(FIRST_YEAR, &format!("first_year: {year}"), 1))
            .map_err(|e| InitError::Unwritable(path.clone(), e))?;
    }
    Ok(paths)
}

impl InitError {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Say {
        match self {
            Self::Exists(paths) => {
                let list: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
                let list = list.join(", ");
                say!("đã có sẵn: {list}", "already there: {list}")
            }
            Self::Unwritable(path, error) => {
                let (path, Say { vi, en }) = (path.display(), system_words(error));
                say!("không ghi được {path}: {vi}", "cannot write {path}: {en}")
            }
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> Say {
        match self {
            Self::Exists(_) => say!(
                "chọn một thư mục khác; quyche không ghi đè lên tệp có sẵn",
                "choose another folder; quyche does not overwrite what is there"
            ),
            Self::Unwritable(..) => say!(
                "kiểm tra quyền ghi và dung lượng ổ đĩa, rồi chạy lại trong một thư mục trống",
                "check the permission and the room on the disk, then run again in an empty folder"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Format, Lang, show};
    use crate::source::{Key, Shape};
    use crate::{calendar, history, model, site, source};
    use jiff::civil::date;
    use std::fs;

    #[test]
    fn the_sample_has_no_fault_and_no_warning() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("mới");
        assert_eq!(init(&root, 2026).unwrap().len(), FILES.len());
        let (sources, mut report) = source::load(&root, &root.join("content"), source::Limits::default());
        let model = report.take(model::decode(&sources));
        for day in [date(2026, 1, 5), date(2026, 11, 23), date(2029, 6, 30)] {
            let state = history::on(&model, day);
            let snapshot = state.snapshot().unwrap();
            report.extend(calendar::check(&snapshot, day.year()..=day.year()));
            let _site = report.take(site::plan(&model, &state, &[], day.year()..=day.year()));
        }
        assert!(report.is_empty(), "{}", show(&report, &sources.files, Lang::Vi, Format::Short));
        assert_eq!((model.units.len(), model.roles.len(), model.rules.len()), (2, 3, 3));
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_is_written_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("quyche.yaml"), "của tôi").unwrap();
        let error = init(dir.path(), 2026).unwrap_err();
        assert!(matches!(&error, InitError::Exists(paths) if paths.len() == 1));
        assert!(error.message().vi.contains("quyche.yaml"));
        assert_eq!(fs::read_to_string(dir.path().join("quyche.yaml")).unwrap(), "của tôi");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    /// The text of a sample's file as it reads when every optional line is put to use, as its first lines tell the clerk to.
    fn in_use(text: &str) -> String {
        let is_optional = |line: &str| {
            let rest = line.strip_prefix('#').unwrap_or_default();
            let bare = rest.trim_start();
            let key = bare.trim_start_matches("- ").trim_start_matches('{').split_once(':').map_or("", |(key, _)| key);
            let indented = bare.len() == rest.len() || rest.starts_with("  ");
            indented && !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        };
        let content = |line: &str| !line.is_empty() && !line.starts_with('#');
        let first = text.lines().position(content).unwrap_or(0);
        let lines: Vec<&str> = text.lines().collect();
        let mut out = String::new();
        for (n, line) in lines.iter().enumerate() {
            let used = n > first && is_optional(line);
            let begins_list = lines.get(n + 1).is_some_and(|next| is_optional(next) && next.contains("- {"));
            let line = if used { &line[1..] } else { line };
            out.push_str(if begins_list { line.trim_end_matches(" []") } else { line });
            out.push('\n');
        }
        out
    }

    #[test]
    fn every_optional_line_can_be_put_to_use() {
        let dir = tempfile::tempdir().unwrap();
        let paths = init(dir.path(), 2026).unwrap();
        let mut put_to_use = 0;
        for (path, (name, text)) in paths.iter().zip(FILES) {
            if name.ends_with(".yaml") && !name.contains("holidays") {
                let used = in_use(text);
                put_to_use += text.matches('#').count() - used.matches('#').count();
                fs::write(path, used).unwrap();
            }
        }
        fs::write(dir.path().join("logo.svg"), "<svg/>").unwrap();
        let (sources, mut report) = source::load(dir.path(), &dir.path().join("content"), source::Limits::default());
        let model = report.take(model::decode(&sources));
        assert!(report.is_empty(), "{}", show(&report, &sources.files, Lang::Vi, Format::Short));
        assert_eq!((model.units.len(), model.roles.len(), model.rules.len(), model.print_notes.len()), (3, 4, 5, 1));
        assert!(put_to_use > 70 && model.office.first_year.is_some() && !model.office.publish_to.is_empty());
    }

    /// The file `init` writes for each form of file. The log of decisions is begun when there is something to write into it, and
    /// explained where its rules are; the ledger is written by the program.
    const WRITTEN: [(&str, &str); 12] = [
        ("quyche.yaml", "quyche.yaml"),
        ("regulation/*.md", "content/regulation/2026-01-05.md"),
        ("units.yaml", "content/units.yaml"),
        ("roles.yaml", "content/roles.yaml"),
        ("duties.yaml", "content/duties.yaml"),
        ("calendar.yaml", "content/calendar.yaml"),
        ("overrides.yaml", "content/calendar.yaml"),
        ("holidays/*.yaml", "content/holidays/vn.yaml"),
        ("decisions/*.yaml", "decision"),
        ("glossary.yaml", "content/glossary.yaml"),
        ("synonyms.yaml", "content/synonyms.yaml"),
        ("pages/*.md", "content/pages/gioi-thieu.md"),
    ];

    /// Every key below, and every word of a choice.
    fn words(keys: &[Key], found: &mut Vec<&'static str>) {
        for key in keys {
            found.push(key.name);
            match key.shape {
                Shape::Choice(choices) => found.extend(choices()),
                Shape::Entry(entity) | Shape::Short(_, entity) => words(entity.keys, found),
                Shape::Or(choices, entity) => {
                    found.extend(choices());
                    words(entity.keys, found);
                }
                Shape::Cases(entity, _, cases) => {
                    words(entity.keys, found);
                    cases().iter().for_each(|(_, case)| words(case.keys, found));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_key_and_word_is_in_what_init_writes() {
        let mut missing = Vec::new();
        for form in model::keys::FILES.iter().filter(|form| form.name != "calendar.ledger.yaml") {
            let (_, name) = WRITTEN.iter().find(|(of, _)| *of == form.name).unwrap();
            let text = match *name {
                "decision" => include_str!("init/decision.yaml"),
                name => FILES.iter().find(|(path, _)| *path == name).unwrap().1,
            };
            let written: Vec<&str> = text.split(|c: char| !(c.is_ascii_alphanumeric() || "_/".contains(c))).collect();
            let mut wanted = Vec::new();
            words(form.entity.keys, &mut wanted);
            let absent = wanted.into_iter().filter(|word| !written.contains(word));
            missing.extend(absent.map(|word| format!("{}: {word} is not in {name}", form.name)));
        }
        assert!(missing.is_empty(), "{}", missing.join("\n"));
    }
}
