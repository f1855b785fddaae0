//! A strict reader of the pages: tags as the templates write them, and nothing a browser would have to guess at. What a
//! lenient parser mends in silence (an attribute without quotes, a `<` in text) is an error here.

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    Open { name: String, attributes: Vec<(String, String)> },
    Close(String),
    Text(String),
}

impl Part {
    /// The words of a text.
    pub fn words(&self) -> String {
        if let Self::Text(text) = self { text.clone() } else { String::new() }
    }

    /// The values of the attributes of a tag, one a line.
    pub fn attributes(&self) -> String {
        let Self::Open { attributes, .. } = self else { return String::new() };
        attributes.iter().map(|(_, v)| format!("{v}\n")).collect()
    }
}

/// The parts in order.
pub fn read(page: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let page = page.trim_start();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").or(page.strip_prefix("<!doctype html>")).unwrap_or(page);
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        if end > 0 {
            let text = &rest[..end];
            parts.push(Part::Text(unescape(text)?));
            rest = &rest[end..];
            continue;
        }
        let (part, after) = tag(&rest[1..])?;
        parts.push(part);
        rest = after;
    }
    Ok(parts)
}

fn name(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'))).unwrap_or(text.len())
}

fn tag(text: &str) -> Result<(Part, &str), String> {
    let wrong = |what: &str| Err(format!("{what}: <{}", text.chars().take(80).collect::<String>()));
    if let Some(close) = text.strip_prefix('/') {
        let end = name(close);
        let Some(after) = close[end..].strip_prefix('>') else { return wrong("a closing tag with more in it") };
        return Ok((Part::Close(close[..end].to_owned()), after));
    }
    let end = name(text);
    if end == 0 {
        return wrong("no tag");
    }
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut rest = &text[end..];
    loop {
        let trimmed = rest.trim_start();
        if let Some(after) = trimmed.strip_prefix("/>").or_else(|| trimmed.strip_prefix('>')) {
            return Ok((Part::Open { name: text[..end].to_owned(), attributes }, after));
        }
        let length = name(trimmed);
        if length == 0 || trimmed.len() == rest.len() {
            return wrong("attributes run together");
        }
        let key = trimmed[..length].to_owned();
        if attributes.iter().any(|(k, _)| *k == key) {
            return wrong("an attribute twice");
        }
        rest = &trimmed[length..];
        let mut value = String::new();
        if let Some(given) = rest.strip_prefix('=') {
            let Some((inner, after)) = given.strip_prefix('"').and_then(|v| v.split_once('"')) else {
                return wrong("an attribute without quotes");
            };
            if inner.contains('<') {
                return wrong("a tag in an attribute");
            }
            value = unescape(inner)?;
            rest = after;
        }
        attributes.push((key, value));
    }
}

/// The words of escaped text; an ampersand that begins no reference we write is an error.
fn unescape(text: &str) -> Result<String, String> {
    let known = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{A0}"),
        ("&amp;", "&"),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out += &rest[..at];
        let Some((entity, c)) = known.iter().find(|(e, _)| rest[at..].starts_with(e)) else {
            return Err(format!("an ampersand: {}", rest[at..].chars().take(40).collect::<String>()));
        };
        out += c;
        rest = &rest[at + entity.len()..];
    }
    Ok(out + rest)
}

#[test]
fn the_reader_is_strict() {
    for bad in
        ["<a href=x>", "a < b", "<a href=\"x\"onclick=\"y\">", "a & b", "<img src=\"<\">", "</a b>", "<!-- x -->"]
    {
        assert!(read(bad).is_err(), "{bad}");
    }
    assert_eq!(read("<p class=\"x\">a &lt; b</p>").unwrap().len(), 3);
}
