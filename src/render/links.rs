//! Every link leads somewhere, every anchor stands once: proved of every site, without a browser.
//!
//! A page is read when it is made and need not be kept for that: what it offers and what it asks of other pages is noted, and
//! compared when all are known. The pages are our own, so a small reader of tags is enough: attributes are double-quoted, text is
//! escaped. Checked are addresses (`href`, `src`, `action`) and references to ids (`for`, `aria-labelledby`,
//! `aria-describedby`, `aria-controls`). Links out of the site are not followed: the tool makes no request.

use std::borrow::Cow;
use std::collections::BTreeSet;

use memchr::{memchr, memchr2, memmem};

use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::say;
use crate::text::{Lookup, fnv1a};

/// What one page offers to links and asks of others.
pub(super) struct Links {
    /// Its anchors, each as a word of 64 bits: there are hundreds of thousands, and two that meet by chance are not to be expected.
    ids: Vec<u64>,
    /// What its links lead to on other pages: an address from the root, with an anchor after `#` where there is one.
    pub targets: Vec<Target>,
    /// The links of it that lead nowhere, as far as it alone can tell.
    pub dead: Vec<(Dead, String)>,
    /// What else is wrong with its anchors.
    pub report: Report,
}

/// How a link leads nowhere.
#[derive(Clone, Copy)]
pub(super) enum Dead {
    /// No file of the site is there.
    Page,
    /// The page it leads to does not have the place.
    Place,
}

/// What a link of a page leads to.
pub(super) struct Target {
    /// A word for the address.
    pub word: u64,
    /// The address.
    pub address: String,
    /// The link as it is written, where that is not as we write it: it is told so when it leads nowhere.
    pub spelled: Option<String>,
}

impl Links {
    /// Those of the page at `path`.
    pub fn of(path: &str, html: &[u8]) -> Self {
        let attributes = attributes(html);
        let named = || attributes.iter().filter(|(name, _)| *name == b"id").map(|(_, id)| id.as_ref());
        let mut ids: Vec<u64> = named().map(|id| fnv1a(id.as_bytes())).collect();
        ids.sort_unstable();
        let mut links = Self { ids, targets: Vec::new(), dead: Vec::new(), report: Report::default() };
        if links.ids.windows(2).any(|two| two[0] == two[1]) {
            twice(path, named(), &mut links.report);
        }
        // A page names some places many times.
        let mut seen = Lookup::for_about(attributes.len());
        let place = Place::of(path);
        for (name, value) in &attributes {
            match *name {
                b"id" => {}
                b"href" | b"src" | b"action" => {
                    if seen.add(value.as_ref(), ()) {
                        links.address(&place, value);
                    }
                }
                name => {
                    let absent: Vec<&str> = value.split_whitespace().filter(|id| !links.has(id)).collect();
                    for id in absent {
                        let name = String::from_utf8_lossy(name);
                        links.report.push(dead(say!(
                            "{path}: {name}=“{id}” không có trên trang",
                            "{path}: {name}=“{id}” is not on the page"
                        )));
                    }
                }
            }
        }
        links
    }

    /// Whether the page has every anchor of another.
    pub fn has_all_of(&self, other: &Self) -> bool {
        other.ids.iter().all(|id| self.ids.binary_search(id).is_ok())
    }

    /// Whether the page has an anchor.
    pub fn has(&self, anchor: &str) -> bool {
        self.ids.binary_search(&fnv1a(anchor.as_bytes())).is_ok()
    }

    /// Where a link of the page leads: noted when that is for another page to say.
    fn address(&mut self, page: &Place<'_>, link: &str) {
        let path = &link[..memchr2(b'#', b'?', link.as_bytes()).unwrap_or(link.len())];
        let anchor = decode(link.split_once('#').map_or("", |(_, anchor)| anchor));
        if link.is_empty() {
            return self.dead.push((Dead::Page, String::new()));
        }
        if path.is_empty() {
            return self.own_place(&anchor, link);
        }
        if ["http://", "https://", "mailto:", "webcal:", "webcals:"].iter().any(|scheme| link.starts_with(scheme)) {
            return;
        }
        let (mut target, usual) = match page.usual(path) {
            Some(target) => (target, !link.contains(['?', '%'])),
            None => match resolve(page.path, path) {
                Some(target) => (target, false),
                None => return self.dead.push((Dead::Page, link.to_owned())),
            },
        };
        if target == page.path {
            return self.own_place(&anchor, link);
        }
        if !anchor.is_empty() {
            target.push('#');
            target.push_str(&anchor);
        }
        let spelled = (!usual).then(|| link.to_owned());
        self.targets.push(Target { word: fnv1a(target.as_bytes()), address: target, spelled });
    }

    /// A link to a place of its own page.
    fn own_place(&mut self, anchor: &str, link: &str) {
        if !anchor.is_empty() && !self.has(anchor) {
            self.dead.push((Dead::Place, link.to_owned()));
        }
    }
}

/// Where a page lies.
pub(super) struct Place<'p> {
    path: &'p str,
    /// Its folder, with a slash at the end; empty at the root.
    folder: &'p str,
    /// How many folders the root is above it.
    depth: usize,
}

impl<'p> Place<'p> {
    /// That of the page at `path`.
    pub fn of(path: &'p str) -> Self {
        let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
        Self { path, folder, depth: folder.matches('/').count() }
    }

    /// A link from here to an address of the site as our pages write it: from the root, or by its name alone within one folder.
    pub fn link(&self, target: &str) -> String {
        let path = target.split('#').next().unwrap_or(target);
        if self.names(path) { target[self.folder.len()..].to_owned() } else { "../".repeat(self.depth) + target }
    }

    /// The address that a link's path means, where it is written as our pages write it.
    fn usual(&self, path: &str) -> Option<String> {
        if !path.contains('/') && is_plain(path) {
            return Some([self.folder, path].concat());
        }
        let from_root = (0..self.depth).try_fold(path, |rest, _| rest.strip_prefix("../"))?;
        (is_plain(from_root) && !self.names(from_root)).then(|| from_root.to_owned())
    }

    /// Whether a name alone leads to an address: it lies in the same folder, and not in one below.
    fn names(&self, path: &str) -> bool {
        path.strip_prefix(self.folder).is_some_and(|rest| !rest.contains('/'))
    }
}

/// Whether a path is an address as it stands: no step up, none to where it is, no scheme.
fn is_plain(path: &str) -> bool {
    !path.contains(':') && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The ids that stand twice on a page.
fn twice<'a>(path: &str, ids: impl Iterator<Item = &'a str>, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        report.push(dead(say!("{path}: mã vị trí “{id}” xuất hiện hai lần", "{path}: the id “{id}” stands twice")));
    }
}

impl Dead {
    /// The finding; a link that a person wrote is shown where it stands.
    pub fn told(self, page: &str, link: &str, written: Option<Span>) -> Diagnostic {
        let message = match self {
            Self::Page => {
                say!("{page}: liên kết “{link}” không dẫn đến trang nào", "{page}: the link “{link}” leads to no page")
            }
            Self::Place => say!(
                "{page}: “{link}” trỏ đến chỗ không có trên trang ấy",
                "{page}: “{link}” names a place that page does not have"
            ),
        };
        let help = say!(
            "ghi địa chỉ một trang của trang nội bộ này, như «don-vi/index.html» hay «quy-che/toan-van.html», hoặc bỏ liên kết này",
            "write the address of a page of the site, as `don-vi/index.html` or `quy-che/toan-van.html`, or take the link out"
        );
        Diagnostic { span: written, help: written.map(|_| help), ..dead(message) }
    }
}

fn dead(message: Say) -> Diagnostic {
    Diagnostic::new(Code::DeadLink, None, message)
}

/// The anchors of a page of ours, in order: what a link may name after `#`. Within words and values quotes are escaped, so
/// what looks like the attribute is the attribute.
#[must_use]
pub fn anchors(html: &[u8]) -> Vec<String> {
    let begin = b" id=\"";
    let ids = memmem::find_iter(html, begin).map(|at| &html[at + begin.len()..]);
    ids.filter_map(|rest| Some(unescape(&rest[..memchr(b'"', rest)?]).into_owned())).collect()
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
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
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
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
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
        match rest.first() {
            // What ends an element has no attributes.
            Some(b'/') => continue,
            Some(b'!') => {
                if let Some(comment) = rest.strip_prefix(b"!--") {
                    rest = memmem::find(comment, b"-->").map_or(&[], |end| &comment[end + 3..]);
                    continue;
                }
            }
            _ => {}
        }
        while let Some(at) = memchr2(b'"', b'>', rest) {
            let (before, value) = (&rest[..at], &rest[at + 1..]);
            if rest[at] == b'>' {
                rest = value;
                break;
            }
            let Some(before) = before.strip_suffix(b"=") else {
                rest = value;
                continue;
            };
            let Some(end) = memchr(b'"', value) else { return found };
            let ends = |name: &&&[u8]| {
                // Nearly all are told apart by their last letter.
                before.last() == name.last()
                    && before.strip_suffix(**name).and_then(<[u8]>::last).is_some_and(u8::is_ascii_whitespace)
            };
            if let Some(name) = READ.iter().find(ends) {
                found.push((*name, unescape(&value[..end])));
            }
            rest = &value[end + 1..];
        }
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
    use crate::render::Whole;

    fn findings(pages: &[(&str, &str)]) -> Vec<String> {
        let whole = Whole::new(&());
        for (path, html) in pages {
            whole.file(*path, (*html).into());
        }
        whole.proved().iter().map(|d| d.message.en.clone()).collect()
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
                r##"<a href="b.html">1</a><a href="a.html#no">2</a><a href="javascript:x">3</a><a href="">4</a><label for="q">"##,
            ),
            ("a.html", r#"<p id="x"></p><p id="x"></p><img src="../../etc/x">"#),
        ];
        assert_eq!(findings(&site).len(), 7);
    }
}
