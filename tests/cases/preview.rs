//! F31: the preview server as a process: everything a neighbour on the machine or a page in the same browser can send.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::run::{DAY, Desk};

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(desk: &Desk) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_quyche"))
            .args(["serve", "--port", "0", "--date", DAY, "--lang", "en", "-C"])
            .arg(desk.root())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut stderr = BufReader::new(process.stderr.take().unwrap());
        while !said.contains("http://") {
            said.clear();
            assert!(stderr.read_line(&mut said).unwrap() > 0, "the server ended");
        }
        std::thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::sink()));
        let port = said.split("127.0.0.1:").nth(1).and_then(|t| t.split('/').next()).unwrap().parse().unwrap();
        Self { process, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// The status of the answer to some bytes; 0 when the connection was closed without one.
    fn send(&self, bytes: &[u8]) -> (u16, String) {
        let mut stream = self.connect();
        // Whoever is turned away early may find the door closed while still speaking.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer).into_owned();
        (text.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0), text)
    }

    fn ask(&self, method: &str, target: &str) -> (u16, String) {
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).as_bytes())
    }

    fn alive(&self) {
        assert_eq!(self.ask("GET", "/").0, 200);
    }

    /// A number of /proc/PID/status.
    fn status(&self, key: &str) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = text.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix(':')).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn f31_addresses_methods_and_hosts() {
    let desk = Desk::new();
    let server = Server::start(&desk);
    for target in [
        "/../",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%5c..%5cetc",
        "/a\\..\\b",
        "//",
        "//evil.test/",
        "/%00",
        "/index.html%00.css",
        "/%c0%ae%c0%ae/",
        "/.quyche-manifest.json",
        "/.git/config",
        "/quyche.yaml",
        "/content/units.yaml",
        "/don-vi",
        "http://evil.test/",
        "*",
    ] {
        let (status, answer) = server.ask("GET", target);
        let allowed: &[u16] = if target == "/don-vi" { &[302] } else { &[400, 404] };
        assert!(allowed.contains(&status), "{target}: {status}");
        assert!(!answer.contains("root:") && !answer.contains("Index of"), "{target}: {answer}");
    }
    let long = format!("/{}", "a".repeat(1 << 20));
    assert_eq!(server.ask("GET", &long).0, 400);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"] {
        assert_eq!(server.ask(method, "/").0, 405, "{method}");
    }
    for host in
        ["evil.test", "evil.test:80", "127.0.0.1", "127.0.0.1.evil.test:1", "localhost@evil.test", "0.0.0.0", ""]
    {
        let (status, _) = server.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(status, 403, "{host}");
    }
    assert_eq!(server.send(b"GET / HTTP/1.1\r\n\r\n").0, 400);
    server.alive();
}

/// Of any process of this machine with this port: only the loopback address listens.
#[test]
fn f31_nothing_listens_beyond_loopback() {
    let desk = Desk::new();
    let server = Server::start(&desk);
    let (port, id) = (format!(":{:04X}", server.port), server.process.id());
    let mut listening = Vec::new();
    for file in ["tcp", "tcp6", "udp", "udp6"] {
        // The sockets of the process itself, among all of the machine.
        let own: Vec<String> = std::fs::read_dir(format!("/proc/{id}/fd"))
            .unwrap()
            .filter_map(|e| {
                std::fs::read_link(e.unwrap().path()).ok()?.to_str()?.strip_prefix("socket:[").map(str::to_owned)
            })
            .collect();
        let table = std::fs::read_to_string(format!("/proc/{id}/net/{file}")).unwrap_or_default();
        for line in table.lines().skip(1) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if own.iter().any(|s| s.trim_end_matches(']') == words[9]) {
                listening.push((file, words[1].to_owned()));
            }
        }
    }
    assert_eq!(listening, [("tcp", format!("0100007F{port}"))]);
    server.alive();
}

/// Ten thousand requests of junk, two hundred sockets that say nothing, some that trickle: it answers after them as before,
/// in the memory and with the threads it had.
#[test]
fn f31_junk_and_idle_sockets() {
    let desk = Desk::new();
    let server = Server::start(&desk);
    server.alive();
    let idle: Vec<TcpStream> = (0..200).map(|_| server.connect()).collect();
    let mut slow: Vec<TcpStream> = (0..50).map(|_| server.connect()).collect();
    slow.iter_mut().for_each(|s| s.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap());
    server.alive();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let pieces: [&[u8]; 14] = [
        b"GET ",
        b"POST ",
        b"/",
        b" HTTP/1.1\r\n",
        b"Host: 127.0.0.1\r\n",
        b"\r\n\r\n",
        b"%2e%2e/",
        b"\0",
        b"\xff\xfe",
        b"Content-Length: 99999999999\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Host: x\r\nHost: y\r\n",
        b"\x16\x03\x01",
        b"?a=b#c",
    ];
    for n in 0..10_000 {
        let mut junk = Vec::new();
        for _ in 0..random() % 12 {
            junk.extend_from_slice(pieces[usize::try_from(random() % 14).unwrap()]);
        }
        let (status, _) = server.send(&junk);
        assert!(matches!(status, 0 | 200 | 302 | 400 | 403 | 404 | 405), "{n}: {status} to {junk:?}");
    }
    server.alive();
    drop((idle, slow));
    std::thread::sleep(Duration::from_secs(1));
    let (memory, threads) = (server.status("VmHWM"), server.status("Threads"));
    println!("F31: at most {memory} KiB, {threads} threads left");
    assert!(memory < 300 << 10, "{memory} KiB");
    assert!(threads < 40, "{threads} threads");
}

/// Readers who ask for a large page and do not read it share one copy of it.
#[test]
fn f31_readers_who_do_not_read() {
    let desk = Desk::new();
    let page = format!("---\ntitle: \"Dài\"\n---\n\n{}", "Một đoạn văn bản dài.\n\n".repeat(80_000));
    desk.write("content/pages/dai.md", page);
    let server = Server::start(&desk);
    let (status, answer) = server.ask("GET", "/dai.html");
    assert_eq!(status, 200);
    let readers = 200;
    let copies = answer.len() * readers;
    assert!(copies > 400 << 20, "{} bytes", answer.len());
    let before = server.status("VmRSS");
    let waiting: Vec<TcpStream> = (0..readers)
        .map(|_| {
            let mut reader = server.connect();
            let asked = format!("GET /dai.html HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
            reader.write_all(asked.as_bytes()).unwrap();
            reader
        })
        .collect();
    std::thread::sleep(Duration::from_secs(1));
    let after = server.status("VmRSS");
    assert!(after.saturating_sub(before) < 100 << 10, "{before} KiB, then {after} KiB");
    server.alive();
    drop(waiting);
}
