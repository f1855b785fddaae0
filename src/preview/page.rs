//! What the preview adds to a page it serves: the reloading script, and the diagnostics of a failed build on top.
//!
//! The page's own policy (`script-src 'self'; style-src 'self'; connect-src 'self'`) holds here as it does when published,
//! so script and style come from addresses of their own and nothing is inline. The files of the site stay as built.

use super::Shown;
use super::route::{SCRIPT, STYLE};
use crate::diagnostic::Lang;
use crate::say;

/// What the open page of an address compares to know that it is out of date: one shown ahead is of the version to come. The process id
/// tells two runs of the program apart.
pub(super) fn token(key: &str, shown: &Shown) -> String {
    format!("{}-{}", std::process::id(), shown.version + u64::from(shown.is_ahead(key)))
}

/// What the preview adds to the page of an address, by the byte it stands before.
pub(super) fn additions(key: &str, html: &[u8], shown: &Shown, lang: Lang) -> Vec<(usize, String)> {
    let is = |tag: &'static [u8]| move |at: &[u8]| at.eq_ignore_ascii_case(tag);
    let head_end = html.windows(7).position(is(b"</head>"));
    let body_start = html
        .windows(5)
        .position(is(b"<body"))
        .and_then(|at| Some(at + html[at..].iter().position(|b| *b == b'>')? + 1));
    let body_end = html.windows(7).rposition(is(b"</body>")).unwrap_or(html.len());

    let mut additions: Vec<(usize, String)> = Vec::new();
    // A page shown ahead is not of the site that failed.
    if let Some(text) = shown.broken.as_ref().filter(|_| !shown.is_ahead(key)) {
        let start = body_start.unwrap_or(0).min(body_end);
        additions.push((head_end.unwrap_or(start).min(start), format!("<link rel=\"stylesheet\" href=\"{STYLE}\">")));
        additions.push((start, banner(text, lang)));
    }
    additions.push((body_end, script(key, shown)));
    additions
}

/// The page shown while no build has succeeded yet.
pub(super) fn nothing_yet(shown: &Shown, lang: Lang) -> Vec<u8> {
    let (code, title) = match lang {
        Lang::Vi => ("vi", "Chưa có trang nào"),
        Lang::En => ("en", "No site yet"),
    };
    let page = format!(
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title></head><body></body></html>\n"
    );
    let mut whole = page.clone().into_bytes();
    for (place, addition) in additions("", page.as_bytes(), shown, lang).into_iter().rev() {
        whole.splice(place..place, addition.into_bytes());
    }
    whole
}

fn script(key: &str, shown: &Shown) -> String {
    format!("<script src=\"{SCRIPT}\" data-version=\"{}\" defer></script>", token(key, shown))
}

fn banner(text: &str, lang: Lang) -> String {
    let title = say!(
        "Nội dung đang có lỗi. Trang bên dưới là bản dựng tốt gần nhất.",
        "The content has errors. Below is the last good build."
    );
    format!(
        "<div class=\"quyche-banner\" role=\"alert\"><p>{}</p><pre tabindex=\"0\">{}</pre></div>",
        escape(title.in_lang(lang)),
        escape(text)
    )
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str, broken: Option<&str>) -> String {
        let shown = Shown { broken: broken.map(str::to_owned), version: 7, ..Shown::default() };
        let mut whole = html.to_owned();
        for (place, addition) in additions("a.html", html.as_bytes(), &shown, Lang::Vi).into_iter().rev() {
            whole.insert_str(place, &addition);
        }
        whole
    }

    #[test]
    fn the_page_keeps_every_byte_and_gains_the_script_last() {
        let page = "<!doctype html><HTML><head><title>Ắ</title></head><Body class=x>một</BODY></html>";
        let dressed = text(page, None);
        let script = script("a.html", &Shown { version: 7, ..Shown::default() });
        assert_eq!(dressed.replace(&script, ""), page);
        assert!(dressed.contains(&format!("một{script}</BODY>")));
    }

    #[test]
    fn diagnostics_are_text_not_markup() {
        let dressed = text("<head></head><body>x</body>", Some("lỗi: <script>alert(1)</script> & \"y\""));
        assert!(dressed.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;y&quot;"));
        assert!(dressed.find("preview.css").unwrap() < dressed.find("</head>").unwrap());
        assert!(dressed.find("quyche-banner").unwrap() > dressed.find("<body>").unwrap());
    }

    #[test]
    fn a_page_without_the_usual_tags_is_dressed_all_the_same() {
        for page in ["", "x", "</body><body", "</head></body><body>", "<body></head>"] {
            assert!(text(page, Some("e")).contains("reload.js"), "{page}");
        }
    }
}
