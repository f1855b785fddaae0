//! `quyche completions` / `goi-y`: the script by which a shell fills in verbs and flags (design 1).

use clap_complete::{Shell, generate};
use serde_json::json;

use super::End;
use super::args::Shared;
use super::console::Console;
use super::usage;

/// Prints the script of one shell. It says what each verb and flag is for in the language of the call.
pub fn run(shared: &Shared, shell: Shell, console: &mut Console) -> End {
    let mut script = Vec::new();
    generate(shell, &mut usage::in_one_language(console.lang), "quyche", &mut script);
    let script = String::from_utf8_lossy(&script);
    if shared.json {
        console.json(&json!({ "shell": shell.to_string(), "script": script }));
    } else {
        console.data(&script);
    }
    End::Ok
}
