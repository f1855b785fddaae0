//! The theme of a project: the program's own, or the office's folder in `themes/` over it.

use std::path::Path;

use super::project::Project;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::render::{Theme, ThemeFile};
use crate::say;
use crate::source::{Limits, load_raw};

/// The name that stands for the program's own theme.
const OWN: &str = "default";

/// Loads the theme `quyche.yaml` names.
pub fn load(project: &Project) -> (Theme, Report) {
    let mut report = Report::default();
    let office = &project.model.office;
    let mut overrides = Vec::new();
    if office.theme != OWN {
        let folder = Path::new("themes").join(&office.theme);
        if project.root.join(&folder).is_dir() {
            let files = report.take(load_raw(&project.root, &folder, Limits::default()));
            overrides = files.into_iter().map(|(name, bytes)| ThemeFile { name, bytes }).collect();
        } else {
            let name = &office.theme;
            report.push(
                Diagnostic::new(
                    Code::ThemeFault,
                    None,
                    say!("không có thư mục giao diện themes/{name}", "there is no theme folder themes/{name}"),
                )
                .help(say!(
                    "sửa «theme» trong quyche.yaml, hoặc tạo thư mục này",
                    "correct `theme` in quyche.yaml, or make the folder"
                )),
            );
        }
    }
    let theme = report.take(Theme::new(&office.language, &overrides));
    (theme, report)
}
