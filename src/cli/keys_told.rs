//! The keys of a file in words, for `quyche explain units.yaml`: what each means, what it takes, how it is written.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::diagnostic::Lang;
use crate::model::keys::File;
use crate::say;
use crate::source::{Entity, Key, Named, Shape};

/// Columns of a line; a terminal of a clerk has 80.
const WIDTH: usize = 78;

/// Every key of the file, entry by entry.
#[must_use]
pub fn keys_told(file: &File, lang: Lang) -> String {
    let mut told = Told { lang, out: String::new(), done: Vec::new() };
    let about = file.about[usize::from(lang == Lang::En)];
    let place = if file.is_at_top { "" } else { "content/" };
    let _ = writeln!(told.out, "{place}{}: {about}\n", file.name);
    told.keys(file.entity.keys, 0);
    told.out
}

/// The same for programs: each key with the keys of what stands under it; where one key says which others go with it, by its words.
#[must_use]
pub fn keys_object(file: &File, lang: Lang) -> Value {
    let about = file.about[usize::from(lang == Lang::En)];
    json!({ "file": file.name, "about": about, "keys": key_objects(file.entity.keys, lang) })
}

fn key_objects(keys: &[Key], lang: Lang) -> Vec<Value> {
    let object = |key: &Key| {
        let (within, cases) = match key.shape {
            Shape::Entry(entity) | Shape::Short(_, entity) | Shape::Or(_, entity) => (entity.keys, Vec::new()),
            Shape::Cases(entity, _, cases) => (entity.keys, cases()),
            _ => (&[][..], Vec::new()),
        };
        let cases = cases.into_iter().map(|(word, case)| (word.to_owned(), key_objects(case.keys, lang).into()));
        json!({
            "key": key.name,
            "required": key.required,
            "list": key.many,
            "about": key.about(lang),
            "example": key.example,
            "keys": key_objects(within, lang),
            "cases": cases.collect::<Map<String, Value>>(),
        })
    };
    keys.iter().map(object).collect()
}

struct Told {
    lang: Lang,
    out: String,
    /// Entries that have been told, and the key they stood under.
    done: Vec<(&'static str, &'static str)>,
}

impl Told {
    fn keys(&mut self, keys: &'static [Key], depth: usize) {
        for key in keys {
            self.key(key, depth);
        }
    }

    fn key(&mut self, key: &'static Key, depth: usize) {
        let indent = "  ".repeat(depth);
        let marks = self.marks(key);
        let _ = writeln!(self.out, "{indent}{}:{marks}", key.name);
        self.wrapped(key.about(self.lang), depth + 2);
        if !key.example.is_empty() {
            let (name, example) = (key.name, key.example);
            let example = say!("ví dụ  {name}: {example}", "e.g.  {name}: {example}");
            let example = example.in_lang(self.lang);
            let _ = writeln!(self.out, "{indent}    {example}");
        }
        match key.shape {
            Shape::Entry(entity) | Shape::Short(_, entity) | Shape::Or(_, entity) => {
                self.entity(key, entity, depth + 1)
            }
            Shape::Cases(entity, by, cases) => {
                self.entity(key, entity, depth + 1);
                for (word, case) in cases() {
                    let _ = writeln!(self.out, "{indent}  {by}: {word}");
                    self.keys(case.keys, depth + 2);
                }
            }
            _ => {}
        }
    }

    /// The keys of an entry, once.
    fn entity(&mut self, key: &'static Key, entity: &'static Entity, depth: usize) {
        if let Some((_, under)) = self.done.iter().find(|(name, _)| *name == entity.en) {
            let same = say!("các khóa như ở «{under}»", "keys as under `{under}`");
            self.wrapped(same.in_lang(self.lang), depth + 1);
            return;
        }
        self.done.push((entity.en, key.name));
        self.keys(entity.keys, depth);
    }

    /// What a key takes, behind its name.
    fn marks(&self, key: &Key) -> String {
        let mut marks = Vec::new();
        if key.required {
            marks.push(say!("bắt buộc", "required"));
        }
        match key.shape {
            Shape::Date => marks.push(say!("NĂM-THÁNG-NGÀY", "YEAR-MONTH-DAY")),
            Shape::Flag => marks.push(say!("true hoặc false", "true or false")),
            Shape::Number(least, most) => {
                marks.push(say!("số từ {least} đến {most}", "a number from {least} to {most}"))
            }
            Shape::NumberOr(least, most, words) => {
                let words = words.join(" | ");
                marks
                    .push(say!("số từ {least} đến {most}, hoặc {words}", "a number from {least} to {most}, or {words}"))
            }
            Shape::Choice(words) | Shape::Or(words, _) => {
                let words = words().join(" | ");
                marks.push(say!("{words}", "{words}"));
            }
            Shape::Name(named) | Shape::Short(named, _) => marks.push(named_told(named)),
            Shape::Text | Shape::Entry(_) | Shape::Cases(..) => {}
        }
        if key.many {
            marks.push(say!("một hoặc danh sách", "one or a list"));
        }
        let marks: Vec<&str> = marks.iter().map(|m| m.in_lang(self.lang)).collect();
        if marks.is_empty() { String::new() } else { format!("  ({})", marks.join("; ")) }
    }

    /// Words on as many lines as they need.
    fn wrapped(&mut self, words: &str, depth: usize) {
        let indent = "  ".repeat(depth);
        let mut column = WIDTH;
        for word in words.split(' ') {
            let letters = word.chars().count();
            if column + 1 + letters > WIDTH {
                let start = if self.out.ends_with('\n') { "" } else { "\n" };
                let _ = write!(self.out, "{start}{indent}{word}");
                column = indent.len() + letters;
            } else {
                let _ = write!(self.out, " {word}");
                column += 1 + letters;
            }
        }
        self.out.push('\n');
    }
}

/// What an id is of.
fn named_told(named: Named) -> crate::diagnostic::Say {
    match named {
        Named::Actor => say!("mã vai trò, đơn vị, nhóm hoặc bên ngoài", "id of a role, unit, group or party"),
        Named::Unit => say!("mã đơn vị", "id of a unit"),
        Named::Role => say!("mã vai trò", "id of a role"),
        Named::Collective => say!("mã nhóm", "id of a group"),
        Named::Provision => say!("điều khoản", "a provision"),
        Named::Rule => say!("mã quy tắc trong calendar.yaml", "id of a rule of calendar.yaml"),
        Named::Decision => say!("mã quyết định", "id of a decision"),
    }
}
