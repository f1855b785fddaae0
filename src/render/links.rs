//! Every link leads somewhere, every anchor stands once: proved over the finished site, without a browser.
//!
//! The pages are our own, so a small reader of tags is enough: attributes are double-quoted, text is escaped. Checked are
//! addresses (`href`, `src`, `action`) and references to ids (`for`, `aria-labelledby`,
//! `aria-describedby`, `aria-controls`). Links out of the site are not followed: the tool makes no request.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use memchr::{memchr, memmem};
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::site::Output;

/// What is wrong with the links and anchors of a site.
#[must_use]
pub fn links(output: &Output) -> Report {
    let pages: Vec<(&str, &[u8])> = output.iter().filter(|(path, _)| path.ends_with(".html")).collect();
    let pages: Vec<(&str, Vec<Attribute<'_>>)> =
        pages.into_par_iter().map(|(path, bytes)| (path, attributes(bytes))).collect();
    let mut report = Report::default();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (path, attributes) in &pages {
        let known = ids.entry(path).or_default();
        for (_, id) in attributes.iter().filter(|(name, _)| *name == b"id") {
            if !known.insert(id) {
                dead(
                    &mut report,
                    say!("{path}: chỗ neo “{id}” xuất hiện hai lần", "{path}: the id “{id}” stands twice"),
                );
            }
        }
    }
    // The reports come back in the order of the pages, so that findings do not depend on threads.
    let found: Vec<Report> = pages.par_iter().map(|(path, attributes)| leads(output, &ids, path, attributes)).collect();
    found.into_iter().for_each(|r| report.extend(r));
    report
}

/// What of a page leads nowhere.
fn leads(output: &Output, ids: &BTreeMap<&str, BTreeSet<&str>>, path: &str, attributes: &[Attribute<'_>]) -> Report {
    let mut report = Report::default();
    for (name, value) in attributes {
        match *name {
            b"href" | b"src" | b"action" => address(output, ids, path, value, &mut report),
            b"for" | b"aria-labelledby" | b"aria-describedby" | b"aria-controls" => {
                let name = String::from_utf8_lossy(name);
                for id in value.split_whitespace().filter(|id| !ids[path].contains(id)) {
                    dead(
                        &mut report,
                        say!("{path}: {name}=“{id}” không có trên trang", "{path}: {name}=“{id}” is not on the page"),
                    );
                }
            }
            _ => {}
        }
    }
    report
}

/// The anchors of a page of ours, in order: what a link may name after `#`. Within words and values quotes are escaped, so
/// what looks like the attribute is the attribute.
#[must_use]
pub fn anchors(html: &[u8]) -> Vec<String> {
    let begin = b" id=\"";
    let ids = memmem::find_iter(html, begin).map(|at| &html[at + begin.len()..]);
    ids.filter_map(|rest| Some(unescape(&rest[..memchr(b'"', rest)?]).into_owned())).collect()
}

fn dead(report: &mut Report, message: crate::diagnostic::Say) {
    report.push(Diagnostic::new(Code::DeadLink, None, message));
}

fn address(output: &Output, ids: &BTreeMap<&str, BTreeSet<&str>>, page: &str, link: &str, report: &mut Report) {
    if ["http://", "https://", "mailto:", "webcal:", "webcals:"].iter().any(|scheme| link.starts_with(scheme)) {
        return;
    }
    let (link_path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let link_path = link_path.split('?').next().unwrap_or("");
    let target = if link_path.is_empty() { Some(page.to_owned()) } else { resolve(page, link_path) };
    let known = target.as_deref().and_then(|t| ids.get(t));
    if known.is_none() && target.is_none_or(|t| output.get(&t).is_none()) {
        dead(
            report,
            say!("{page}: liên kết “{link}” không dẫn đến trang nào", "{page}: the link “{link}” leads to no page"),
        );
        return;
    }
    if !anchor.is_empty() && known.is_some_and(|ids| !ids.contains(decode(anchor).as_str())) {
        dead(
            report,
            say!(
                "{page}: “{link}” trỏ đến chỗ không có trên trang ấy",
                "{page}: “{link}” names a place that page does not have"
            ),
        );
    }
}

/// The address a relative link means on a page; `None` when it leaves the site or has a scheme.
fn resolve(page: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" => return None,
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains(':') => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `%C4%91` as the letter it is; a malformed escape stays.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The name and the value of an attribute.
type Attribute<'h> = (&'h [u8], Cow<'h, str>);

/// The attributes that name a place or are named.
const READ: [&[u8]; 8] =
    [b"id", b"href", b"src", b"action", b"for", b"aria-labelledby", b"aria-describedby", b"aria-controls"];

/// Of every tag the attributes in [`READ`], in order, entities resolved. Bytes are read, for whole pages of Vietnamese are slow to prove
/// letter by letter, and all that marks a tag is ASCII.
fn attributes(html: &[u8]) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(open) = memchr(b'<', rest) {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = memmem::find(comment, b"-->").map_or(&[], |end| &comment[end + 3..]);
            continue;
        }
        // Where the word begins that may be a name.
        let (mut name, mut at) = (0, 0);
        while let Some(byte) = rest.get(at) {
            at += 1;
            match byte {
                b'>' => break,
                b'=' if rest.get(at) == Some(&b'"') => {
                    let value = &rest[at + 1..];
                    let Some(end) = memchr(b'"', value) else { return found };
                    let name_of = &rest[name..at - 1];
                    if READ.contains(&name_of) {
                        found.push((name_of, unescape(&value[..end])));
                    }
                    (rest, name, at) = (&value[end + 1..], 0, 0);
                }
                b if b.is_ascii_whitespace() => name = at,
                _ => {}
            }
        }
        rest = &rest[at..];
    }
    found
}

fn unescape(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    if !text.contains('&') {
        return text;
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    // Last, so that `&amp;lt;` stays the five characters it means.
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(pages: &[(&str, &str)]) -> Vec<String> {
        let mut output = Output::default();
        for (path, html) in pages {
            output.add(*path, *html).unwrap();
        }
        links(&output).iter().map(|d| d.message.en.clone()).collect()
    }

    #[test]
    fn a_whole_site_has_no_finding() {
        let site = [
            (
                "index.html",
                r##"<a href="a/b.html#x">1</a><a class="k" href="#y">2</a><p id="y">= > "</p><a href="https://x">3</a>"##,
            ),
            (
                "a/b.html",
                r##"<!-- <a href="no"> --><a href="../index.html?q=1#y">1</a><p id="x"></p><label for="x">z</label>"##,
            ),
        ];
        assert_eq!(findings(&site), [""; 0]);
    }

    #[test]
    fn dead_pages_dead_anchors_and_double_ids_are_found() {
        let site = [
            (
                "index.html",
                r##"<a href="b.html">1</a><a href="a.html#no">2</a><a href="javascript:x">3</a><label for="q">"##,
            ),
            ("a.html", r#"<p id="x"></p><p id="x"></p><img src="../../etc/x">"#),
        ];
        assert_eq!(findings(&site).len(), 6);
    }
}
