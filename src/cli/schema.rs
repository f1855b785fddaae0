//! `quyche schema`: the files of the content as JSON Schema, by which an editor completes and explains what is typed (design 2).
//!
//! The ids of the office are offered and not demanded: whether one exists is for `check` to say, at its place and with the
//! nearest there is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::args::Shared;
use super::console::Console;
use super::{End, project};
use crate::diagnostic::Lang;
use crate::model::Model;
use crate::model::keys::{FILES, File, file_named};
use crate::say;
use crate::source::{Entity, Key, Named, Shape};

/// Prints the schema of one file, or writes those of all beside `quyche.yaml`.
pub fn run(shared: &Shared, file: Option<&str>, write: bool, console: &mut Console) -> End {
    let files: Vec<&File> = FILES.iter().filter(|f| is_typed(f)).collect();
    let wanted = file.map(|name| file_named(name).filter(|f| is_typed(f)));
    if matches!(wanted, Some(None)) || (wanted.is_none() && !write) {
        let names = files.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
        console.error(&say!(
            "ghi tên một tệp ({names}), hoặc --write để ghi lược đồ của mọi tệp vào thư mục schema/",
            "name a file ({names}), or use --write to write the schemas of all into the folder schema/"
        ));
        return End::Usage;
    }
    let project = match project::load(shared, console) {
        Ok(loaded) => loaded.judged(false),
        Err(end) => return end,
    };
    let schemas = Schemas { lang: console.lang, model: &project.model };
    if let Some(Some(file)) = wanted {
        console.json(&schemas.of(file));
        return End::Ok;
    }
    match schemas.write(&project.root, &files) {
        Ok((written, settings)) if shared.json => {
            console.json(&json!({ "written": [written.to_string_lossy()], "settings": settings }));
            End::Ok
        }
        Ok((written, settings)) => {
            let folder = written.display();
            console.note(&say!("đã ghi lược đồ vào {folder}", "the schemas are in {folder}"));
            if let Some(settings) = settings {
                console.note(&say!(
                    "đã có .vscode/settings.json, không ghi đè; thêm vào đó:",
                    ".vscode/settings.json is there and was left as it is; add to it:"
                ));
                console.json(&settings);
            }
            End::Ok
        }
        Err((path, error)) => {
            let path = path.display();
            console.error(&say!("không ghi được {path}: {error}", "cannot write {path}: {error}"));
            End::Environment
        }
    }
}

/// Whether editors of YAML read it as a whole, and a person types it.
fn is_typed(file: &File) -> bool {
    file.name.ends_with(".yaml") && file.name != "calendar.ledger.yaml"
}

/// The schema's own file.
fn schema_name(file: &File) -> String {
    let stem = file.name.trim_end_matches(".yaml").trim_end_matches("/*");
    format!("{stem}.schema.json")
}

struct Schemas<'m> {
    lang: Lang,
    model: &'m Model,
}

impl Schemas<'_> {
    /// Writes all of them, and which file each is for where the editor has no settings yet; else what to add to those.
    fn write(&self, root: &Path, files: &[&File]) -> Result<(PathBuf, Option<Value>), (PathBuf, io::Error)> {
        let folder = root.join("schema");
        let put = |path: PathBuf, value: &Value| {
            let text = serde_json::to_string_pretty(value).unwrap_or_default() + "\n";
            let parent = path.parent().unwrap_or(root);
            fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).map_err(|e| (path.clone(), e))
        };
        let mut meant = Map::new();
        for file in files {
            let name = schema_name(file);
            put(folder.join(&name), &self.of(file))?;
            let place = if file.is_at_top { file.name.to_owned() } else { format!("content/{}", file.name) };
            meant.insert(format!("./schema/{name}"), place.into());
        }
        let settings = json!({ "yaml.schemas": meant });
        let path = root.join(".vscode").join("settings.json");
        if path.exists() {
            let there = fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
            return Ok((folder, Some(settings).filter(|settings| there.as_ref() != Some(settings))));
        }
        put(path, &settings)?;
        Ok((folder, None))
    }

    /// The schema of a file.
    fn of(&self, file: &File) -> Value {
        let mut schema = self.entity(file.entity);
        let about = file.about[usize::from(self.lang == Lang::En)];
        if let Value::Object(schema) = &mut schema {
            schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
            schema.insert("title".into(), file.name.into());
            schema.insert("description".into(), about.into());
            schema.insert("definitions".into(), self.definitions());
        }
        schema
    }

    /// What an id may be of, each with those there are.
    fn definitions(&self) -> Value {
        let offered = |named: Named| {
            let ids = self.ids(named);
            json!({ "anyOf": if ids.is_empty() { vec![words()] } else { vec![json!({ "enum": ids }), words()] } })
        };
        NAMED.iter().map(|(named, name)| ((*name).to_owned(), offered(*named))).collect::<Map<_, _>>().into()
    }

    fn entity(&self, entity: &Entity) -> Value {
        let required: Vec<&str> = entity.keys.iter().filter(|k| k.required).map(|k| k.name).collect();
        json!({
            "type": "object",
            "properties": self.properties(entity.keys),
            "required": required,
            "additionalProperties": false,
        })
    }

    fn properties(&self, keys: &[Key]) -> Map<String, Value> {
        keys.iter().map(|key| (key.name.to_owned(), self.key(key))).collect()
    }

    fn key(&self, key: &Key) -> Value {
        let one = self.shape(key.shape);
        let mut schema =
            if key.many { json!({ "anyOf": [{ "type": "array", "items": one.clone() }, one] }) } else { one };
        if let Value::Object(schema) = &mut schema {
            let example = if key.example.is_empty() {
                String::new()
            } else {
                let (name, example) = (key.name, key.example);
                say!("\nVí dụ: {name}: {example}", "\nFor example: {name}: {example}").in_lang(self.lang).to_owned()
            };
            schema.insert("description".into(), (key.about(self.lang).to_owned() + &example).into());
        }
        schema
    }

    fn shape(&self, shape: Shape) -> Value {
        match shape {
            Shape::Text => words(),
            Shape::Date => json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Shape::NumberOr(least, most, words) => {
                json!({ "anyOf": [self.shape(Shape::Number(least, most)), { "enum": words }] })
            }
            Shape::Choice(choices) => json!({ "enum": choices() }),
            // Beside a reference nothing else is read, so it stands by itself.
            Shape::Name(named) => json!({ "anyOf": [reference(named)] }),
            Shape::Entry(entity) => self.entity(entity),
            Shape::Short(named, entity) => {
                json!({ "anyOf": [reference(named), self.entity(entity)] })
            }
            Shape::Or(choices, entity) => json!({ "anyOf": [{ "enum": choices() }, self.entity(entity)] }),
            Shape::Cases(entity, by, cases) => self.cases(entity, by, &cases()),
        }
    }

    /// All keys are known, and each word under `by` says which of them go with it.
    fn cases(&self, entity: &Entity, by: &str, cases: &[(&str, &Entity)]) -> Value {
        let mut properties = self.properties(entity.keys);
        for (_, case) in cases {
            for (name, key) in self.properties(case.keys) {
                properties.entry(name).or_insert_with(|| without_form(key));
            }
        }
        let own: Vec<&str> = entity.keys.iter().map(|k| k.name).collect();
        let then = cases.iter().map(|(word, case)| {
            let required: Vec<&str> = case.keys.iter().filter(|k| k.required).map(|k| k.name).collect();
            let names: Vec<&str> = own.iter().copied().chain(case.keys.iter().map(|k| k.name)).collect();
            json!({
                "if": { "properties": { by: { "const": word } }, "required": [by] },
                "then": {
                    "properties": self.properties(case.keys),
                    "required": required,
                    "propertyNames": { "enum": names },
                },
            })
        });
        json!({
            "type": "object",
            "properties": properties,
            "required": own,
            "additionalProperties": false,
            "allOf": then.collect::<Vec<_>>(),
        })
    }

    /// What the office has declared.
    fn ids(&self, named: Named) -> Vec<String> {
        let model = self.model;
        let units = || model.units.iter().map(|u| u.id.to_string());
        let roles = || model.roles.iter().map(|r| r.id.to_string());
        let groups = || model.collectives.iter().map(|c| c.id.to_string());
        let mut ids: Vec<String> = match named {
            Named::Actor => {
                let parties = model.parties.iter().map(|p| p.id.to_string());
                let heads = model.units.iter().map(|u| format!("{}@{}", u.head.role, u.id));
                roles().chain(groups()).chain(units()).chain(parties).chain(heads).collect()
            }
            Named::Unit => units().collect(),
            Named::Role => roles().collect(),
            Named::Collective => groups().collect(),
            Named::Provision => {
                model.versions.iter().flat_map(|v| v.provisions.iter().map(|p| p.id.to_string())).collect()
            }
            Named::Rule => model.rules.iter().map(|r| r.id.to_string()).collect(),
            Named::Decision => model.decisions.iter().map(|d| d.id.to_string()).collect(),
        };
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The definitions of a schema.
const NAMED: [(Named, &str); 7] = [
    (Named::Actor, "actor"),
    (Named::Unit, "unit"),
    (Named::Role, "role"),
    (Named::Collective, "collective"),
    (Named::Provision, "provision"),
    (Named::Rule, "rule"),
    (Named::Decision, "decision"),
];

fn reference(named: Named) -> Value {
    let name = NAMED.iter().find(|(n, _)| *n == named).map_or("", |(_, name)| name);
    json!({ "$ref": format!("#/definitions/{name}") })
}

/// A number or a day without quotes is taken as the words it is.
fn words() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

/// A key of several cases as any of them may have it: its meaning is told by the case.
fn without_form(key: Value) -> Value {
    json!({ "description": key.get("description").cloned().unwrap_or_default() })
}
