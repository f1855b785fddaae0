//! `quyche init decision [ID]`: a commented decision file to fill in, with the ids of this office in its examples.

use std::path::Path;

use super::args::Shared;
use super::console::Console;
use super::project::{self, Project};
use super::{End, new_file};
use crate::say;
use crate::text::is_id;

const TEMPLATE: &str = include_str!("init/decision.yaml");

/// Whether the first word of `init` asks for a decision and not for a folder.
pub fn is_meant(word: &Path) -> bool {
    matches!(word.to_str(), Some("decision" | "quyet-dinh"))
}

/// Writes `content/decisions/ID.yaml`; never over a file that is there.
pub fn run(shared: &Shared, id: Option<&str>, console: &mut Console) -> End {
    let project = match project::open(shared, console) {
        Ok(project) => project,
        Err(end) => return end,
    };
    let id = id.map_or_else(|| format!("du-thao-{}", project.day), str::to_owned);
    if !is_id(&id) {
        console.error(&say!(
            "«{id}» không dùng làm mã được: chữ thường không dấu, số và gạch nối, ví dụ 15-2027",
            "`{id}` cannot be an id: lower-case ASCII letters, digits and hyphens, e.g. 15-2027"
        ));
        return End::Usage;
    }
    let path = project::content_folder(&project.root).join("decisions").join(format!("{id}.yaml"));
    let shown = path.display();
    let told = [
        say!(
            "đã tạo {shown}. Mở tệp, điền, rồi chạy «quyche check»",
            "made {shown}. Open it, fill it in, then run `quyche check`"
        ),
        say!(
            "{shown} đã có; quyche không ghi đè. Chọn mã khác: quyche init decision <mã>",
            "{shown} is there already and is not overwritten. Choose another id: quyche init decision <id>"
        ),
    ];
    new_file::told(shared, &path, new_file::write_new(&path, &filled(&project, &id)), told, console)
}

/// The template with what this office is called and has.
fn filled(project: &Project, id: &str) -> String {
    let model = project.state.model();
    let snapshot = project.state.snapshot();
    let units = snapshot.as_ref().map(|s| s.units.clone()).unwrap_or_default();
    let named = |at: usize, or: &str| units.get(at).map_or_else(|| or.to_owned(), |u| u.id.to_string());
    let list: Vec<String> = units.iter().map(|u| format!("#   {} = {}", u.id, u.name_on(project.day))).collect();
    let provisions = snapshot.as_ref().map(|s| &s.version.provisions);
    let clause = |nth: usize, or: &str| {
        let found = provisions.and_then(|all| all.iter().filter(|p| !p.heading).nth(nth));
        found.map_or_else(|| or.to_owned(), |p| p.id.to_string())
    };
    let post = units.first().and_then(|u| u.deputy.as_ref());
    let values = [
        ("{{id}}", id.to_owned()),
        ("{{day}}", project.day.to_string()),
        ("{{issuer}}", model.office.name.replace('"', "'")),
        ("{{units}}", list.join("\n")),
        ("{{unit}}", named(0, "ma-don-vi")),
        ("{{other}}", named(1, "ma-don-vi-khac")),
        ("{{provision}}", clause(0, "1")),
        ("{{another}}", clause(1, "2")),
        ("{{group}}", units.first().map_or_else(|| "ma-nhom".to_owned(), |u| u.group.to_string())),
        ("{{deputy}}", post.map_or_else(|| "ma-vai-tro-cap-pho".to_owned(), |p| p.role.to_string())),
        ("{{head}}", units.first().map_or_else(|| "ma-vai-tro".to_owned(), |u| u.head.role.to_string())),
    ];
    values.iter().fold(TEMPLATE.to_owned(), |text, (key, value)| text.replace(key, value))
}
