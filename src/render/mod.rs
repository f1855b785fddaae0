//! Floor 5 · the view-model as HTML, by the theme's templates.
//!
//! [`render`] is pure: the same site and theme give the same bytes, whatever the number of threads. Every template is
//! autoescaped whatever its name; content is never templated, and the only HTML that enters a page unescaped is made
//! here from the office's Markdown, without raw HTML and with a whitelist of links (design 7).

mod assets;
mod bundle;
mod embedded;
mod language;
mod links;
mod markdown;
mod memo;
mod minify;
mod palette;
mod theme;

pub use links::{anchors, links};
pub use markdown::html as markdown_html;
pub use memo::Memo;
pub use palette::sheet as office_sheet;
pub use theme::{Theme, ThemeFile};

use memchr::{memchr3, memmem};
use rayon::prelude::*;
use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::site::{Body, Output, Page, PathFault, Site};

/// Every page and asset of the site. What other rooms add (search index, feeds) comes to the same [`Output`]; then
/// [`links`] proves the whole. The views are used up one by one, so that they and the pages made of them are never all there at
/// once.
#[must_use]
pub fn render(site: Site, theme: &Theme) -> (Output, Report) {
    let chrome = Value::from_serializable(&site.chrome);
    let one = |p: Page| {
        let html = page(&p, &chrome, theme);
        (p.path, html)
    };
    joined(theme, site.pages.into_par_iter().map(one).collect())
}

/// The same, with the pages of `last` that are made of the same taken from there.
#[must_use]
pub fn render_again(site: &Site, theme: &Theme, last: &Memo) -> (Output, Report) {
    let chrome = Value::from_serializable(&site.chrome);
    let last = last.made_with(theme, &site.chrome);
    let one = |p: &Page| {
        let known = last.and_then(|last| last.page(p)).map(<[u8]>::to_vec);
        (p.path.clone(), known.map_or_else(|| page(p, &chrome, theme), Ok))
    };
    joined(theme, site.pages.par_iter().map(one).collect())
}

/// The address of a page with its bytes, or why there are none.
type Rendered = (String, Result<Vec<u8>, Box<Diagnostic>>);

/// The pages come in their order, so the order of findings does not depend on threads either.
fn joined(theme: &Theme, pages: Vec<Rendered>) -> (Output, Report) {
    let mut output = Output::default();
    let mut report = Report::default();
    for (path, html) in pages {
        match html {
            Ok(html) => add(&mut output, &mut report, &path, html),
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

/// Addresses of the same folder without the way out of it and back: `../lich/2026.html` on a page of `lich/` is `2026.html`.
/// Templates write every address from the root, and a page of dates has hundreds. Words cannot look like an address, for in
/// them quotes are escaped.
fn near(html: Vec<u8>, path: &str) -> Vec<u8> {
    let Some((folder, _)) = path.rsplit_once('/') else { return html };
    let way = format!("=\"{}{folder}/", "../".repeat(folder.split('/').count()));
    let mut near = Vec::with_capacity(html.len());
    let mut from = 0;
    for at in memmem::find_iter(&html, &way) {
        let rest = &html[at + way.len()..];
        // What lies in a folder below keeps its whole address.
        let below = memchr3(b'"', b'#', b'/', rest).is_some_and(|i| rest[i] == b'/');
        if !below {
            near.extend_from_slice(&html[from..at]);
            near.extend_from_slice(b"=\"");
            from = at + way.len();
        }
    }
    near.extend_from_slice(&html[from..]);
    near
}

fn page(page: &Page, chrome: &Value, theme: &Theme) -> Result<Vec<u8>, Box<Diagnostic>> {
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
    theme.render(template, &context).map(|html| near(html, &page.path)).map_err(|error| {
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

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn an_address_of_the_same_folder_is_its_name() {
        let near = |html: &str, path: &str| String::from_utf8(near(html.into(), path)).unwrap();
        let html =
            r#"<a href="../lich/2026.html#a"> "../lich/ <a href="../lich/a/b.html"> <a href="../quy-che/a.html">"#;
        let short = r#"<a href="2026.html#a"> "../lich/ <a href="../lich/a/b.html"> <a href="../quy-che/a.html">"#;
        assert_eq!(near(html, "lich/2027.html"), short);
        assert_eq!(near(html, "index.html"), html);
        assert_eq!(near(r#"<a href="../../v/w/x.html">"#, "v/w/y.html"), r#"<a href="x.html">"#);
    }
}
