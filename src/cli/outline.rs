//! `quyche outline`: the provisions of the text in force, as read.

use serde_json::json;

use super::args::Shared;
use super::console::Console;
use super::{End, project};
use crate::model::Level;

/// Prints every provision.
pub fn run(shared: &Shared, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    let failed = project.report.has_errors();
    if failed {
        console.findings(&project.report, &project.sources.files, false);
    }
    // An outline of a text with a faulty label is what shows the clerk where it went wrong; so it is printed anyway.
    let Some(snapshot) = project.state.snapshot() else { return End::Content };
    if shared.json {
        let rows = snapshot.version.provisions.iter().map(|p| {
            json!({
                "id": p.id.as_str(), "anchor": p.id.anchor(), "label": p.label, "level": level(p.level),
                "heading": p.heading, "parent": p.parent.as_ref().map(|id| id.as_str()),
                "citation": p.citation, "text": p.text.as_str(),
            })
        });
        console.json(&rows.collect());
    } else {
        for p in &snapshot.version.provisions {
            let depth = snapshot.version.ancestors(p).len();
            let label = if p.label.is_empty() { "·" } else { &p.label };
            console.data(&format!("{:<16} {}{label} {}\n", p.id.as_str(), "  ".repeat(depth), p.text));
        }
    }
    if failed { End::Content } else { End::Ok }
}

/// The level in English, Akoma Ntoso's words where it has them.
fn level(level: Level) -> &'static str {
    match level {
        Level::Annex => "attachment",
        Level::Part => "part",
        Level::Chapter => "chapter",
        Level::Section => "section",
        Level::Article => "article",
        Level::Clause => "clause",
        Level::Subclause => "subclause",
        Level::Point => "point",
        Level::Paragraph => "paragraph",
    }
}
