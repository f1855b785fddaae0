//! From a request to an answer: a pure function over what is shown.

use std::sync::{Arc, PoisonError};

use super::Shown;
use super::body::Body;
use super::http::{Request, Response};
use super::page;
use crate::diagnostic::Lang;
use crate::site::Output;
use crate::site::routes::NOT_FOUND;

/// The preview's own addresses. No page of a site can have one: no part of a site's address begins with a dot.
pub(super) const SCRIPT: &str = "/.quyche/reload.js";
pub(super) const STYLE: &str = "/.quyche/preview.css";
const VERSION: &str = "/.quyche/version";

/// The answer. The order matters: a foreign page must not learn from the status whether an address exists.
pub(super) fn answer(request: Option<&Request>, port: u16, shown: &Shown, lang: Lang) -> Response {
    let Some(request) = request else { return plain(400) };
    match request.hosts.as_slice() {
        [host] if is_ours(host, port) => {}
        [_] => return plain(403),
        _ => return plain(400),
    }
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Response { extra: vec![("Allow", "GET, HEAD".into())], ..plain(405) };
    }
    let Some(path) = decode(&request.target) else { return plain(400) };
    match path.as_str() {
        SCRIPT => return response(200, "text/javascript; charset=utf-8", include_bytes!("reload.js").to_vec()),
        STYLE => return response(200, "text/css; charset=utf-8", include_bytes!("preview.css").to_vec()),
        VERSION => {
            // Asked with the address of the page that asks.
            let of = request.target.split_once('?').and_then(|(_, address)| decode(address));
            let token = page::token(&of.as_deref().map_or_else(String::new, key), shown);
            return response(200, "text/plain; charset=utf-8", token.into_bytes());
        }
        _ => {}
    }
    let Some(site) = &shown.site else { return response(503, HTML, page::nothing_yet(shown, lang)) };
    let key = key(&path);
    let site = shown.ahead.as_ref().filter(|page| page.get(&key).is_some()).unwrap_or(site);
    if site.get(&key).is_some() {
        if content_type(&key) == HTML {
            shown.wanted.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&key);
        }
        return file(200, &key, &key, site, shown, lang);
    }
    if site.get(&format!("{key}/index.html")).is_some() {
        // Relative links of the index only work below the folder's own address.
        return Response { extra: vec![("Location", format!("/{key}/"))], ..plain(302) };
    }
    match site.get(NOT_FOUND) {
        Some(_) => file(404, NOT_FOUND, &key, site, shown, lang),
        None => plain(404),
    }
}

/// The address within the site that a path means.
fn key(path: &str) -> String {
    let key = path.strip_prefix('/').unwrap_or_default();
    if key.is_empty() || key.ends_with('/') { format!("{key}index.html") } else { key.to_owned() }
}

const HTML: &str = "text/html; charset=utf-8";

/// The file at an address, for who asked for another perhaps: by that one the page asks whether it is out of date.
fn file(status: u16, key: &str, asked: &str, site: &Arc<Output>, shown: &Shown, lang: Lang) -> Response {
    let content_type = content_type(key);
    let html = site.get(key).filter(|_| content_type == HTML);
    let additions = html.map(|bytes| page::additions(asked, bytes, shown, lang)).unwrap_or_default();
    let body = Body::File { site: Arc::clone(site), key: key.to_owned(), additions };
    Response { status, content_type, extra: Vec::new(), body }
}

fn response(status: u16, content_type: &'static str, body: Vec<u8>) -> Response {
    Response { status, content_type, extra: Vec::new(), body: Body::Own(body) }
}

fn plain(status: u16) -> Response {
    response(status, "text/plain; charset=utf-8", format!("{status}\n").into_bytes())
}

fn is_ours(host: &str, port: u16) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        host.eq_ignore_ascii_case(&format!("{name}:{port}")) || (port == 80 && host.eq_ignore_ascii_case(name))
    })
}

/// The path of a target with `%41` decoded, once; `None` when it is no path, or holds what no address of a site holds and
/// some file system would take for a separator or an end.
fn decode(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut bytes = vec![b'/'];
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    (!path.chars().any(|c| c.is_control() || c == '\\')).then_some(path)
}

fn content_type(key: &str) -> &'static str {
    match key.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ics" => "text/calendar; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_no_address_is_out_of_date_when_its_own_address_says_so() {
        let of = |words: &str| {
            let mut site = Output::default();
            site.add(NOT_FOUND, format!("<body>{words}</body>")).unwrap();
            Some(Arc::new(site))
        };
        let shown = Shown { site: of("now"), ahead: of("next"), version: 7, ..Shown::default() };
        let asked = |target: &str| {
            let (method, hosts) = ("GET".to_owned(), vec!["localhost:80".to_owned()]);
            let request = Request { method, target: target.to_owned(), hosts };
            String::from_utf8(answer(Some(&request), 80, &shown, Lang::Vi).body.pieces().concat()).unwrap()
        };
        for (target, words) in [("/no.html", "now"), ("/404.html", "next")] {
            let (page, version) = (asked(target), asked(&format!("{VERSION}?{target}")));
            assert!(page.contains(words) && page.contains(&format!("data-version=\"{version}\"")), "{target}: {page}");
        }
    }

    #[test]
    fn an_address_is_decoded_once() {
        assert_eq!(decode("/t%C3%ACm.html?q=a%zz").as_deref(), Some("/tìm.html"));
        assert_eq!(decode("/%2525").as_deref(), Some("/%25"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for target in
            ["*", "http://127.0.0.1/", "", "/%", "/%4", "/%zz", "/%+1", "/%00", "/%0d%0a", "/a%5cb", "/a\\b", "/%ff"]
        {
            assert_eq!(decode(target), None, "{target}");
        }
    }

    #[test]
    fn a_host_is_ours_with_our_port_only() {
        for host in ["localhost:8000", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"] {
            assert!(is_ours(host, 8000), "{host}");
        }
        for host in
            ["localhost", "127.0.0.1:80", "127.0.0.1.evil.test:8000", "evil.test:8000", "127.0.0.1:8000@evil", ""]
        {
            assert!(!is_ours(host, 8000), "{host}");
        }
        assert!(is_ours("localhost", 80));
    }
}
