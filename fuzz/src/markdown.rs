//! Free pages: whatever is typed, the HTML is of a few elements, closed in order, and leads nowhere it must not.

use quyche::render::markdown_html;

/// Elements that may stand, and whether they are empty.
const ELEMENTS: [(&str, bool); 24] = [
    ("a", false),
    ("blockquote", false),
    ("br", true),
    ("code", false),
    ("del", false),
    ("em", false),
    ("h2", false),
    ("h3", false),
    ("h4", false),
    ("h5", false),
    ("h6", false),
    ("hr", true),
    ("li", false),
    ("ol", false),
    ("p", false),
    ("pre", false),
    ("strong", false),
    ("table", false),
    ("tbody", false),
    ("td", false),
    ("th", false),
    ("thead", false),
    ("tr", false),
    ("ul", false),
];

/// The input is the body of a page.
pub fn holds(bytes: &[u8]) {
    let Ok(markdown) = std::str::from_utf8(bytes) else { return };
    let html = markdown_html(markdown);
    assert_eq!(html, markdown_html(markdown), "rendered twice");
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find(['<', '>', '"']) {
        let at_tag = rest[at..].strip_prefix('<');
        let Some(tag) = at_tag else {
            assert!(!rest[at..].starts_with('>'), "a bare > in {html}");
            rest = &rest[at + 1..];
            continue;
        };
        let (name, attributes, behind) = element(tag);
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed out of order in {html}");
        } else {
            let (_, empty) = ELEMENTS.iter().find(|(e, _)| *e == name).unwrap_or_else(|| panic!("<{name}> in {html}"));
            attributes.iter().for_each(|(key, value)| attribute(name, key, value));
            if !empty {
                open.push(name);
            }
        }
        rest = behind;
    }
    assert!(open.is_empty(), "{open:?} never closed in {html}");
}

/// The name, the attributes and what stands behind a tag; it panics where the tag is not written as we write tags.
fn element(tag: &str) -> (&str, Vec<(&str, &str)>, &str) {
    let end = tag.find([' ', '>']).expect("a tag ends");
    let (name, mut rest) = tag.split_at(end);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(' ');
        if let Some(behind) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            return (name, attributes, behind);
        }
        let (key, value) = rest.split_once("=\"").expect("an attribute has a value in quotes");
        assert!(key.bytes().all(|b| b.is_ascii_lowercase()), "an attribute {key:?}");
        let (value, behind) = value.split_once('"').expect("quotes are closed");
        attributes.push((key, value));
        rest = behind;
    }
}

/// An attribute that may stand, with a value that does no harm.
fn attribute(element: &str, key: &str, value: &str) {
    match (element, key) {
        ("a", "href") => {
            let address = plain(value);
            let scheme = address.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|(s, _)| s.to_owned());
            let allowed = scheme.is_none_or(|s| ["http", "https", "mailto"].contains(&s.as_str()));
            assert!(allowed && !address.starts_with("//") && !address.starts_with("/\\"), "a link to {value:?}");
        }
        ("a", "title") | ("ol", "start") | ("code", "class") => {}
        ("td" | "th", "style") => panic!("a style attribute, which the page forbids: {value:?}"),
        _ => panic!("{key}={value:?} on {element}"),
    }
}

/// An address as a browser reads it before it looks for a scheme: entities read, blanks and control characters dropped, `\` for `/`.
fn plain(value: &str) -> String {
    let read = value.replace("&amp;", "&").replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'");
    let read: String = read.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    read.replace('\\', "/").to_lowercase()
}
