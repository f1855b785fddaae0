//! `quyche explain <code>`: what the code means, and what the program says to a slip that gives it; of a file
//! (`quyche explain units.yaml`) its keys.

use serde_json::{Value, json};

use super::End;
use super::args::Shared;
use super::console::Console;
use super::keys_told::{keys_object, keys_told};
use crate::diagnostic::{Code, Lang, Severity};
use crate::model::keys::file_named;
use crate::say;
use crate::text::nearest;

/// Prints one explanation, or the list of codes.
pub fn run(shared: &Shared, code: Option<&str>, console: &mut Console) -> End {
    let Some(name) = code else {
        if shared.json {
            console.json(&Code::ALL.iter().map(|code| code.as_str()).collect::<Value>());
        } else {
            Code::ALL.iter().for_each(|code| console.data(&format!("{}\n", code.as_str())));
        }
        return End::Ok;
    };
    if let Some(code) = Code::ALL.iter().find(|c| c.as_str() == name) {
        if shared.json {
            console.json(&object(*code, console.lang));
        } else {
            console.data(&text(*code, console.lang));
        }
        return End::Ok;
    }
    if let Some(file) = file_named(name) {
        if shared.json {
            console.json(&keys_object(file, console.lang));
        } else {
            console.data(&keys_told(file, console.lang));
        }
        return End::Ok;
    }
    let near = nearest(name, Code::ALL.iter().map(|c| c.as_str())).join(", ");
    console.error(&if near.is_empty() {
        say!(
            "không có mã «{name}»; «quyche explain» liệt kê mọi mã",
            "there is no code `{name}`; `quyche explain` lists all"
        )
    } else {
        say!("không có mã «{name}»; ý bạn là: {near}?", "there is no code `{name}`; did you mean: {near}?")
    });
    End::Usage
}

fn object(code: Code, lang: Lang) -> Value {
    json!({
        "code": code.as_str(),
        "severity": if code.severity() == Severity::Error { "error" } else { "warning" },
        "explanation": code.explanation(lang),
        "example": code.example().finding(lang).trim_end(),
    })
}

fn text(code: Code, lang: Lang) -> String {
    let (name, why, finding) = (code.as_str(), code.explanation(lang), indented(code.example().finding(lang)));
    let text = say!(
        "{name}\n\n{why}\n\nVí dụ, «quyche check» báo:\n\n{finding}",
        "{name}\n\n{why}\n\nAn example, as `quyche check` says it:\n\n{finding}"
    );
    text.in_lang(lang).to_owned()
}

fn indented(text: &str) -> String {
    text.lines().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("    {l}\n") }).collect()
}
