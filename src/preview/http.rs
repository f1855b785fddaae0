//! As much of HTTP/1.1 (RFC 9112) as a preview needs: one GET or HEAD a connection, no body, then close.
//!
//! Ours, because the small servers on offer read heads without bound, keep no time limit, or allocate what a
//! `Content-Length` announces. A head here has at most 16 KiB and ten seconds in all, an answer thirty: whoever sends or takes
//! a byte now and then ("slowloris") is let go, and a body that nobody takes is never copied for him.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::body::Body;

/// The part of a request that matters here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub method: String,
    pub target: String,
    /// The values of all `Host` lines; a proper request has one.
    pub hosts: Vec<String>,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Response {
    pub status: u16,
    pub content_type: &'static str,
    /// Header lines beyond the usual ones.
    pub extra: Vec<(&'static str, String)>,
    pub body: Body,
}

const HEAD_LIMIT: usize = 16 * 1024;
/// How much of what a client still sends is read after the answer, so that closing does not cut the answer off.
const LINGER_LIMIT: usize = 4 * 1024 * 1024;
const HEAD_TIME: Duration = Duration::from_secs(10);
const ANSWER_TIME: Duration = Duration::from_secs(30);
const LINGER: Duration = Duration::from_millis(500);

/// Reads one request, answers it, closes. `answer` gets `None` for what is no request.
pub(super) fn serve(mut stream: &TcpStream, answer: impl FnOnce(Option<&Request>) -> Response) -> io::Result<()> {
    let clock = Clock::start();
    let mut head = Vec::new();
    let mut piece = [0; 4096];
    while head_end(&head).is_none() && head.len() < HEAD_LIMIT {
        stream.set_read_timeout(Some(clock.left(HEAD_TIME)?))?;
        let read = stream.read(&mut piece)?;
        if read == 0 {
            break;
        }
        head.extend_from_slice(&piece[..read]);
    }
    if head.is_empty() {
        return Ok(());
    }
    let request = head_end(&head).and_then(|end| parse(&head[..end]));
    let response = answer(request.as_ref());
    let with_body = request.is_none_or(|r| r.method != "HEAD");
    let head = encode(&response);
    let body = with_body.then(|| response.body.pieces()).into_iter().flatten();
    for bytes in [head.as_bytes()].into_iter().chain(body) {
        let mut rest = bytes;
        while !rest.is_empty() {
            stream.set_write_timeout(Some(clock.left(ANSWER_TIME)?))?;
            // A whole body in one call could take the time of all of its parts.
            let sent = stream.write(&rest[..rest.len().min(64 * 1024)])?;
            if sent == 0 {
                return Ok(());
            }
            rest = &rest[sent..];
        }
    }
    stream.shutdown(Shutdown::Write)?;
    let mut left = LINGER_LIMIT;
    while left > 0 {
        stream.set_read_timeout(Some(clock.left(ANSWER_TIME)?.min(LINGER)))?;
        match stream.read(&mut piece)? {
            0 => break,
            read => left = left.saturating_sub(read),
        }
    }
    Ok(())
}

/// The time since a connection was taken up.
struct Clock(Instant);

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "how long a stranger may hold a connection; no page is made of it")]
    fn start() -> Self {
        Self(Instant::now())
    }

    /// What is left of a span of time, and an error when nothing is.
    fn left(&self, of: Duration) -> io::Result<Duration> {
        of.checked_sub(self.0.elapsed()).filter(|d| !d.is_zero()).ok_or_else(|| io::ErrorKind::TimedOut.into())
    }
}

/// Where the head ends: behind the first empty line.
fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|w| w == b"\r\n\r\n").map(|at| at + 2)
}

/// The head of a request, each line ended by CR LF; `None` when it is not one.
fn parse(head: &[u8]) -> Option<Request> {
    let mut lines = std::str::from_utf8(head).ok()?.strip_suffix("\r\n")?.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let well_formed = words.next().is_none()
        && is_token(method)
        && target.bytes().all(|b| b.is_ascii_graphic())
        && matches!(version, "HTTP/1.1" | "HTTP/1.0");
    if !well_formed {
        return None;
    }
    let mut hosts = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        if !is_token(name) || value.chars().any(|c| c.is_control() && c != '\t') {
            return None;
        }
        if name.eq_ignore_ascii_case("host") {
            hosts.push(value.trim_matches([' ', '\t']).to_owned());
        }
    }
    Some(Request { method: method.to_owned(), target: target.to_owned(), hosts })
}

fn is_token(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

fn encode(response: &Response) -> String {
    let reason = match response.status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Service Unavailable",
    };
    let mut head = format!(
        "HTTP/1.1 {} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n",
        response.status,
        response.content_type,
        response.body.len()
    );
    for (name, value) in &response.extra {
        head += &format!("{name}: {value}\r\n");
    }
    head += "\r\n";
    head
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_request_is_its_method_target_and_hosts() {
        let request = parse(b"GET /a?b HTTP/1.1\r\nhost:\t x \r\nAccept: */*\r\nHost: y\r\n").unwrap();
        assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/a?b"));
        assert_eq!(request.hosts, ["x", "y"]);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let bad: [&[u8]; 9] = [
            b"\r\n",
            b"GET /\r\n",
            b"GET  / HTTP/1.1\r\n",
            b"GET / HTTP/2.0\r\n",
            b"G\0T / HTTP/1.1\r\n",
            b"GET /\0 HTTP/1.1\r\n",
            b"GET / HTTP/1.1\r\nHost : x\r\n",
            b"GET / HTTP/1.1\r\n folded\r\n",
            b"GET /\xff HTTP/1.1\r\n",
        ];
        for head in bad {
            assert_eq!(parse(head), None, "{}", String::from_utf8_lossy(head));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(head in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&head);
        }
    }
}
