//! Floor 5 · the view-model as HTML, by the theme's templates.
//!
//! A page is pure: the same view, frame and theme give the same bytes. What [`Renderer::give`] makes comes to a [`Whole`], as does what
//! other rooms add (search index, feeds), which proves the links of all of it. Every template is
//! autoescaped whatever its name; content is never templated, and the only HTML that enters a page unescaped is made
//! here from the office's Markdown, without raw HTML and with a whitelist of links (design 7).

mod assets;
mod bundle;
mod embedded;
mod language;
mod last;
mod links;
mod long;
mod markdown;
mod memo;
mod minify;
mod palette;
mod theme;
mod whole;
mod words;

pub use links::anchors;
pub use markdown::html as markdown_html;
pub use memo::Memo;
pub use palette::sheet as office_sheet;
pub use theme::{Theme, ThemeFile};
pub use whole::Whole;
pub use words::Words;

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use memchr::{memchr3, memmem};
use tera::{Context, Value};

use crate::diagnostic::{Code, Diagnostic, Say};
use crate::say;
use crate::site::{Body, Chrome, Page};
use crate::text::ContentHasher;

/// Pages in the frame of one site, by one theme.
pub struct Renderer<'t> {
    theme: &'t Theme,
    chrome: Value,
    /// One word for program, theme and frame.
    frame: u64,
}

impl<'t> Renderer<'t> {
    /// The frame is made ready once for all pages.
    #[must_use]
    pub fn new(theme: &'t Theme, chrome: &Chrome) -> Self {
        let mut hasher = ContentHasher::default();
        (env!("QUYCHE_MADE_OF"), theme.word(), chrome).hash(&mut hasher);
        Self { theme, chrome: Value::from_serializable(chrome), frame: hasher.finish() }
    }

    /// Gives a page to the site, or the finding why there is none. One that stands where the site goes, made of the same, is not
    /// made again.
    pub fn give(&self, view: impl Borrow<Page>, whole: &Whole<'_>) {
        let page: &Page = view.borrow();
        let path = page.path.clone();
        let made_of = whole.remembers().then(|| page.word(self.frame));
        whole.page(&path, made_of, || self.html(view));
    }

    /// A page's bytes. A view that is given away is not kept while its page is rendered, but for a long list.
    ///
    /// # Errors
    /// The finding that says what the theme's template does wrong.
    pub fn html(&self, view: impl Borrow<Page>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let page: &Page = view.borrow();
        let (path, template) = (page.path.clone(), page.body.template());
        let context = context(page, &self.chrome);
        let html = if page.body.list_template().is_some() {
            long::rendered(template, context, &page.body, self.theme)
        } else {
            drop(view);
            let mut html = Vec::new();
            self.theme.render(template, &context, &mut html).map(|()| html).map_err(long::as_it_says)
        };
        html.map(|html| near(html, &path)).map_err(|error| fault(&path, template, &error))
    }

    /// Gives the files of the theme that go out as they are.
    pub fn assets(&self, whole: &Whole<'_>) {
        self.theme.assets().for_each(|(name, bytes)| whole.file(name, bytes.to_vec()));
    }
}

/// Addresses of the same folder without the way out of it and back: `../lich/2026.html` on a page of `lich/` is `2026.html`.
/// Templates write every address from the root, and a page of dates has hundreds. Words cannot look like an address, for in
/// them quotes are escaped.
fn near(mut html: Vec<u8>, path: &str) -> Vec<u8> {
    let Some((folder, _)) = path.rsplit_once('/') else { return html };
    let way = format!("=\"{}{folder}/", "../".repeat(folder.split('/').count()));
    let finder = memmem::Finder::new(&way);
    // What is left out only ever makes it shorter, so it is done in place: a page may be twenty megabytes.
    let (mut to, mut from) = (0, 0);
    while let Some(at) = finder.find(&html[from..]).map(|at| from + at) {
        let rest = &html[at + way.len()..];
        // What lies in a folder below keeps its whole address.
        let below = memchr3(b'"', b'#', b'/', rest).is_some_and(|i| rest[i] == b'/');
        let kept = if below { at + way.len() } else { at + 2 };
        html.copy_within(from..kept, to);
        to += kept - from;
        from = at + way.len();
    }
    html.copy_within(from.., to);
    html.truncate(to + html.len() - from);
    html
}

/// What a template is told.
fn context(page: &Page, chrome: &Value) -> Context {
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
    context
}

fn fault(path: &str, template: &str, error: &Say) -> Box<Diagnostic> {
    let Say { vi, en } = error;
    let message =
        say!("mẫu {template} không dựng được trang {path}:\n{vi}", "template {template} fails on {path}:\n{en}");
    Box::new(Diagnostic::new(Code::ThemeFault, None, message))
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
