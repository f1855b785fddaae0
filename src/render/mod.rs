//! Floor 5 · the view-model as HTML, by the theme's templates.
//!
//! [`render`] is pure: the same site and theme give the same bytes, whatever the number of threads. Every template is
//! autoescaped whatever its name; content is never templated, and the only HTML that enters a page unescaped is made
//! here from the office's Markdown, without raw HTML and with a whitelist of links (design 7).

mod bundle;
mod embedded;
mod language;
mod links;
mod markdown;
mod theme;

pub use bundle::bundle;
pub use links::{anchors, links};
pub use theme::{Theme, ThemeFile};

use rayon::prelude::*;
use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::site::{Body, Output, Page, PathFault, Site};

/// Every page and asset of the site. What other rooms add (search index, feeds) comes to the same [`Output`]; then
/// [`links`] proves the whole.
#[must_use]
pub fn render(site: &Site, theme: &Theme) -> (Output, Report) {
    let mut output = Output::default();
    let mut report = Report::default();
    let chrome = Value::from_serializable(&site.chrome);
    // The pages come back in their order, so the order of findings does not depend on threads either.
    let pages: Vec<_> = site.pages.par_iter().map(|p| (p, page(p, &chrome, theme))).collect();
    for (page, html) in pages {
        match html {
            Ok(html) => add(&mut output, &mut report, &page.path, html.into_bytes()),
            Err(fault) => report.push(*fault),
        }
    }
    for (name, bytes) in theme.assets() {
        add(&mut output, &mut report, name, bytes.to_vec());
    }
    (output, report)
}

fn add(output: &mut Output, report: &mut Report, path: &str, bytes: Vec<u8>) {
    if let Err(fault) = output.add(path, bytes) {
        report.push(path_fault(&fault));
    }
}

/// A file that found no place in the site, as a finding.
#[must_use]
pub fn path_fault(fault: &PathFault) -> Diagnostic {
    let message = match fault {
        PathFault::Taken(path) => say!("hai tệp cùng địa chỉ {path}", "two files have the address {path}"),
        PathFault::Malformed(path) => {
            let shown: String = path.chars().take(80).collect();
            say!("«{shown}» không dùng làm địa chỉ được", "`{shown}` cannot be an address")
        }
    };
    Diagnostic::new(Code::PathCollision, None, message)
}

fn page(page: &Page, chrome: &Value, theme: &Theme) -> Result<String, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert_value("site", chrome.clone());
    context.insert("path", &page.path);
    context.insert("root", &page.root);
    context.insert("nav", page.nav);
    context.insert("crumbs", &page.crumbs);
    context.insert("page", &page.body);
    if let Body::Free(free) = &page.body {
        context.insert("html", &markdown::html(&free.markdown));
    }
    let template = page.body.template();
    theme.render(template, &context).map_err(|error| {
        let path = &page.path;
        Box::new(Diagnostic::new(
            Code::ThemeFault,
            None,
            say!(
                "mẫu {template} không dựng được trang {path}:\n{error}",
                "template {template} fails on {path}:\n{error}"
            ),
        ))
    })
}
