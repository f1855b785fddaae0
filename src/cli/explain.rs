//! `quyche explain <code>`: what the code means, an example that gives it, and what the program says to that; of a file
//! (`quyche explain units.yaml`) its keys.

use super::End;
use super::console::Console;
use super::keys_told::keys_told;
use crate::diagnostic::{Code, Lang};
use crate::model::keys::file_named;
use crate::say;
use crate::text::nearest;

/// Prints one explanation, or the list of codes.
pub fn run(code: Option<&str>, console: &mut Console) -> End {
    let Some(name) = code else {
        for code in Code::ALL {
            console.data(&format!("{}\n", code.as_str()));
        }
        return End::Ok;
    };
    if let Some(code) = Code::ALL.iter().find(|c| c.as_str() == name) {
        console.data(&text(*code, console.lang));
        return End::Ok;
    }
    if let Some(file) = file_named(name) {
        console.data(&keys_told(file, console.lang));
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

fn text(code: Code, lang: Lang) -> String {
    let (name, why, example) = (code.as_str(), code.explanation(lang), code.example());
    let (file, finding) = (example.file, indented(example.finding(lang)));
    let wrong = if example.wrong.is_empty() { String::new() } else { format!("\n{}", indented(example.wrong)) };
    let text = say!(
        "{name}\n\n{why}\n\nVí dụ, trong {file}:\n{wrong}\n«quyche check» báo:\n\n{finding}",
        "{name}\n\n{why}\n\nAn example, in {file}:\n{wrong}\n`quyche check` says:\n\n{finding}"
    );
    text.in_lang(lang).to_owned()
}

fn indented(text: &str) -> String {
    text.lines().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("    {l}\n") }).collect()
}
