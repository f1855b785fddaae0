//! Pages that are mostly one long list: some lines are rendered at a time, because what a template is told of a line weighs several
//! times the line, and a large office has a hundred thousand.
//!
//! The page's own template is rendered with a mark where the list stands, `{{ lines }}`; then the list's template
//! ([`Body::list_template`]) with some lines, again and again, in its place. Whoever has nothing to do helps.

use memchr::memmem;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use super::theme::Theme;
use crate::diagnostic::Say;
use crate::say;
use crate::site::Body;

/// Where the list stands. No text of an office holds a control character, and no theme has a use for one.
const HERE: &str = "\u{1}";

/// Entries rendered at a time.
const AT_A_TIME: usize = 512;

/// A page with its long list; `context` is what its template is told.
pub(super) fn rendered(template: &str, mut context: Context, body: &Body, theme: &Theme) -> Result<Vec<u8>, Say> {
    let mut html = Vec::new();
    context.insert("lines", HERE);
    theme.render(template, &context, &mut html).map_err(as_it_says)?;
    let list = body.list_template().unwrap_or_default();
    let places: Vec<usize> = memmem::find_iter(&html, HERE).collect();
    let [at] = places[..] else {
        let times = places.len();
        return Err(say!(
            "{{{{ lines }}}} có {times} lần; phải có đúng một lần, là chỗ của {list}",
            "{{{{ lines }}}} is printed {times} times, and must be once: {list} goes there"
        ));
    };
    let after = html.split_off(at);
    let parts: Vec<usize> = (0..entries(body).div_ceil(AT_A_TIME)).collect();
    // Two batches per thread: enough to keep every thread busy without holding all of a long list twice. Each thread clones the
    // context once.
    for some in parts.chunks(2 * rayon::current_num_threads()) {
        let part = |context: &mut Context, at: &usize| {
            context.insert_value("lines", lines(body, *at));
            let mut html = Vec::new();
            theme.render(list, context, &mut html).map(|()| html)
        };
        let parts: Vec<Result<Vec<u8>, String>> =
            some.par_iter().with_min_len(2).map_with(context.clone(), part).collect();
        for part in parts {
            html.extend(part.map_err(as_it_says)?);
        }
    }
    html.extend_from_slice(&after[HERE.len()..]);
    Ok(html)
}

/// What the template engine says, in its own words.
pub(super) fn as_it_says(error: String) -> Say {
    Say { vi: error.clone(), en: error }
}

/// How long the list is.
fn entries(body: &Body) -> usize {
    match body {
        Body::Whole(whole) => whole.provisions.len(),
        Body::Search(search) => search.outline.len(),
        _ => 0,
    }
}

/// One part of the list.
fn lines(body: &Body, at: usize) -> Value {
    fn some<T: Serialize>(list: &[T], at: usize) -> Value {
        list.chunks(AT_A_TIME).nth(at).map_or_else(Value::none, Value::from_serializable)
    }
    match body {
        Body::Whole(whole) => some(&whole.provisions, at),
        Body::Search(search) => some(&search.outline, at),
        _ => Value::none(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Renderer, ThemeFile, Whole};
    use super::*;
    use crate::model::shipped;
    use crate::site::{Output, Page};
    use crate::{history, site};
    use std::sync::Mutex;

    /// The whole text with its lines over and over, under addresses of their own, more than are rendered at a time.
    fn given(own: &[ThemeFile]) -> (Vec<String>, String, Vec<String>) {
        let model = shipped();
        let state = history::on(&model, date(2026, 2, 11));
        let (site, _) = site::plan(&model, &state, &[], 2026..=2026);
        let mut page: Page = site.pages.iter().find(|p| p.path == site::routes::WHOLE).unwrap().clone();
        let Body::Whole(whole) = &mut page.body else { panic!() };
        whole.provisions = whole
            .provisions
            .iter()
            .cycle()
            .take((2 * rayon::current_num_threads() + 1) * AT_A_TIME + 7)
            .cloned()
            .collect();
        whole.provisions.iter_mut().enumerate().for_each(|(i, line)| line.anchor = format!("l-{i}"));
        let anchors = whole.provisions.iter().map(|p| p.anchor.clone()).collect();
        let output = Mutex::<Output>::default();
        let to = Whole::new(&output);
        Renderer::new(&Theme::new("vi", own).0, &site.chrome).give(page, &to);
        let faults = to
            .proved()
            .iter()
            .filter(|d| d.code == crate::diagnostic::Code::ThemeFault)
            .map(|d| d.message.en.clone())
            .collect();
        let output = output.into_inner().unwrap();
        let html = output.get(site::routes::WHOLE).map_or(String::new(), |b| String::from_utf8(b.to_vec()).unwrap());
        (anchors, html, faults)
    }

    #[test]
    fn every_line_stands_once_and_in_order_within_the_page() {
        let (anchors, html, faults) = given(&[]);
        assert_eq!(faults, Vec::<String>::new());
        let found: Vec<&str> = html.split("id=\"l-").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(found, anchors.iter().map(|a| &a[2..]).collect::<Vec<_>>());
        assert!(html.trim_end().ends_with("</html>") && !html.contains(HERE));
    }

    #[test]
    fn a_fault_of_the_lists_own_template_is_told() {
        let own =
            ThemeFile { name: "whole_lines.html".to_owned(), bytes: b"{{ lines | first | no_such_filter }}".to_vec() };
        let faulty = ThemeFile {
            name: "whole_lines.html".to_owned(),
            bytes: b"{% for p in lines %}{{ p.none.none }}{% endfor %}".to_vec(),
        };
        let (_, _, faults) = given(&[faulty]);
        assert_eq!(faults.len(), 1, "{faults:?}");
        let (_, html, _) = given(&[own]);
        assert!(html.ends_with("</html>\n"), "a theme that cannot be read at all is set aside");
    }

    #[test]
    fn a_theme_without_a_place_for_the_lines_is_told_so() {
        for (content, times) in [("", 0), ("{{ lines }}{{ lines }}", 2)] {
            let own = format!("{{% extends \"default/whole.html\" %}}{{% block content %}}{content}{{% endblock %}}");
            let (_, html, faults) = given(&[ThemeFile { name: "whole.html".to_owned(), bytes: own.into_bytes() }]);
            assert_eq!(html, "");
            assert!(faults[0].contains(&format!("{{{{ lines }}}} is printed {times} times")), "{faults:?}");
        }
    }
}
