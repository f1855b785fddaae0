//! `quyche explain <code>`: the documentation comment of the code, which is also the manual's text.

use super::End;
use super::console::Console;
use crate::diagnostic::Code;
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
        let text: String = code.explanation().lines().map(|l| format!("{}\n", l.trim())).collect();
        console.data(&format!("{name}\n\n{text}"));
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
