//! The office's free pages: CommonMark without raw HTML, with a whitelist of links (design 7).
//!
//! Raw HTML is printed as the text it is, so nothing a clerk pastes can run; a link of another scheme than those listed
//! becomes its words. Smart punctuation is off: words stay as typed. The page has
//! its own h1, so headings are moved until the highest of them is an h2.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// The HTML of a page written in Markdown.
#[must_use]
pub fn html(markdown: &str) -> String {
    let mut dropped = Vec::new();
    let parser = || Parser::new_ext(markdown, EXTENSIONS);
    let levels = parser().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let moved = |level: HeadingLevel| HeadingLevel::try_from((level as usize + 2 - top).min(6)).unwrap_or(level);
    let events = parser();
    let safe = events.filter_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Heading { level, .. }) => {
            Some(Event::Start(Tag::Heading { level: moved(level), id: None, classes: Vec::new(), attrs: Vec::new() }))
        }
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(moved(level)))),
        // An alignment would be written as a style attribute, which the page forbids.
        Event::Start(Tag::Table(columns)) => Some(Event::Start(Tag::Table(vec![Alignment::None; columns.len()]))),
        // A picture cannot be trusted to exist in the site; its description stays.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let keep = allowed(dest_url);
            dropped.push(!keep);
            keep.then_some(event)
        }
        Event::End(TagEnd::Link) => (dropped.pop() == Some(false)).then_some(event),
        other => Some(other),
    });
    let mut out = String::new();
    push_html(&mut out, safe);
    out
}

/// The links of a page that stand, as they are written, and where.
pub(super) fn links(markdown: &str) -> impl Iterator<Item = (String, Range<usize>)> {
    let parser = Parser::new_ext(markdown, EXTENSIONS).into_offset_iter();
    parser.filter_map(|(event, at)| match event {
        Event::Start(Tag::Link { dest_url, .. }) if allowed(&dest_url) => Some((dest_url.into_string(), at)),
        _ => None,
    })
}

/// What of Markdown beyond CommonMark a page may have.
const EXTENSIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// Whether a link may stand: `http:`, `https:`, `mailto:`, or no scheme at all.
fn allowed(url: &CowStr<'_>) -> bool {
    // Browsers skip some control characters and spaces when they look for a scheme, so all are skipped here; but what needed that
    // to be of a listed scheme is no address anybody meant.
    let plain: String =
        url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_lowercase();
    let end = plain.find(['/', '?', '#']).unwrap_or(plain.len());
    match plain[..end].find(':') {
        None => !plain.starts_with("//"),
        Some(colon) => {
            let as_typed = url.trim_matches(' ').to_lowercase().starts_with(&plain[..=colon]);
            as_typed && matches!(&plain[..colon], "http" | "https" | "mailto")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_is_text() {
        for text in ["<script>alert(1)</script>", "a <b onclick=x>b</b>", "<img src=x onerror=alert(1)>", "<!-- x -->"]
        {
            let html = html(text);
            assert!(
                !html.contains("<script") && !html.contains("<b") && !html.contains("<img") && !html.contains("<!--"),
                "{html}"
            );
        }
    }

    #[test]
    fn only_listed_schemes_are_links() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "java&#10;script:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example/x",
            "file:///etc",
            "htt\u{A0}ps://x",
            "\u{2028}https://x",
        ] {
            let html = html(&format!("[chữ](<{bad}>)"));
            assert!(!html.contains("href"), "{bad}: {html}");
            assert!(html.contains("chữ"), "{bad}: {html}");
        }
        for good in ["https://daklak.gov.vn", "mailto:a@b.vn", "lich/tuan-nay.html", "#muc", "?q=a:b"] {
            assert!(html(&format!("[chữ]({good})")).contains("href"), "{good}");
        }
    }

    #[test]
    fn the_highest_heading_comes_right_below_the_title() {
        assert!(html("## a\n\n### b").starts_with("<h2>a</h2>\n<h3>b</h3>"));
        assert!(html("# a\n\n###### b").starts_with("<h2>a</h2>\n<h6>b</h6>"));
    }

    #[test]
    fn an_aligned_table_has_no_style_of_its_own() {
        let html = html("| việc | số |\n|:--|--:|\n| họp | 2 |");
        assert!(html.contains("<th>số</th>") && html.contains("<td>2</td>") && !html.contains("style"), "{html}");
    }

    #[test]
    fn template_marks_are_plain_words() {
        assert!(html("{{ 7*7 }} {% include \"x\" %}").contains("{{ 7*7 }} {% include"));
    }
}
