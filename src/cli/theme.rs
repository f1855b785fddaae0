//! The theme of a project: the program's own, or the office's folder in `themes/` over it.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Report, Say};
use crate::model::{Logo, Office};
use crate::render::{Theme, ThemeFile, office_sheet};
use crate::say;
use crate::site::routes;
use crate::source::{Limits, RawFault, load_raw, read_raw};

/// The name that stands for the program's own theme.
const OWN: &str = "default";

/// The largest picture taken for a logo: it is fetched with every page.
const LOGO: u64 = 100 << 10;

/// Loads the theme of an office; `last`, where that is it already.
pub fn load(root: &Path, office: &Office, last: Option<Theme>) -> (Theme, Report) {
    let mut report = Report::default();
    let overrides = report.take(files(root, office));
    let language = &office.language;
    let word = Theme::word_of(language, &overrides);
    let known = last.filter(|theme| theme.word() == word);
    let theme = known.unwrap_or_else(|| report.take(Theme::new(language, &overrides)));
    (theme, report)
}

/// What the project puts over the program's own theme: files of its folder, its colours, its logo.
pub fn files(root: &Path, office: &Office) -> (Vec<ThemeFile>, Report) {
    let mut report = Report::default();
    let mut overrides = Vec::new();
    if office.theme != OWN {
        let folder = Path::new("themes").join(&office.theme);
        if root.join(&folder).is_dir() {
            let files = report.take(load_raw(root, &folder, Limits::default()));
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
    if let Some(sheet) = office_sheet(&office.palette) {
        overrides.push(ThemeFile { name: routes::COLOURS.to_owned(), bytes: sheet.into_bytes() });
    }
    if let Some(logo) = &office.logo {
        // Without the picture the pages still have its address, or every page would be reported after it.
        let bytes = read_raw(&root.join(&logo.file), LOGO).unwrap_or_else(|fault| {
            report.push(no_logo(logo, &fault));
            Vec::new()
        });
        overrides.push(ThemeFile { name: routes::logo(&logo.file), bytes });
    }
    (overrides, report)
}

fn no_logo(logo: &Logo, fault: &RawFault) -> Diagnostic {
    let file = &logo.file;
    let (code, said, help) = match fault {
        RawFault::Missing => (
            Code::FileMissing,
            say!("không có tệp logo {file} cạnh quyche.yaml", "there is no logo {file} beside quyche.yaml"),
            say!("chép tệp vào đó, hoặc sửa dòng «logo»", "copy the file there, or correct the line `logo`"),
        ),
        RawFault::TooLarge => (
            Code::FileTooLarge,
            say!("tệp logo {file} lớn hơn 100 kB", "the logo {file} is larger than 100 kB"),
            say!(
                "trang nào cũng tải logo: thu nhỏ ảnh lại, hoặc dùng tệp .svg",
                "every page loads it: make it smaller, or use an .svg"
            ),
        ),
        RawFault::Unreadable(Say { vi, en }) => (
            Code::FileUnreadable,
            say!("không đọc được tệp logo {file}: {vi}", "the logo {file} cannot be read: {en}"),
            say!("xem quyền đọc của tệp", "see who may read the file"),
        ),
    };
    Diagnostic::new(code, logo.span, said).help(help)
}
