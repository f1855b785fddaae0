//! What `quyche diff` says of every decision of every scenario, word for word: read once as a clerk would, and kept.
//!
//! `SNAPSHOTS=overwrite cargo test --test history golden` writes the files anew, to be read in the diff. The scenarios that
//! design 4 names have the form for programs as well, without the whole clause of each duty, which the text of the day holds.

use std::process::Command;

use crate::scene::{all, folder, scene};

#[test]
fn the_difference_each_decision_makes_is_told_as_it_was() {
    for name in all() {
        let scene = scene(&name);
        let (mut text, mut json) = (String::new(), String::new());
        for decision in scene.model.decisions.iter().skip(1) {
            let diff = |flags: &[&str]| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_quyche"));
                command.arg("-C").arg(scene.root()).args(["diff", decision.id.as_str()]).args(flags);
                let output = command.args(["--date", "2026-02-02", "--color", "never"]).output().unwrap();
                assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
                String::from_utf8(output.stdout).unwrap()
            };
            text.push_str(&diff(&[]));
            json.push_str(&without_clauses(&diff(&["--json"])));
        }
        let golden = |file: &str, said: String| {
            let path = folder().join(&name).join(file);
            snapbox::Assert::new().action_env("SNAPSHOTS").eq(said, snapbox::Data::read_from(&path, None).raw());
        };
        golden("diff.txt", text);
        // The scenarios of the design's table.
        if name.starts_with('s') && name[1..].starts_with(|c: char| c.is_ascii_digit()) {
            golden("diff.json", json);
        }
    }
}

fn without_clauses(json: &str) -> String {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.remove("clause");
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
    strip(&mut value);
    serde_json::to_string_pretty(&value).unwrap() + "\n"
}
