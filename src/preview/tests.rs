//! The preview over real sockets (case F31).

use std::fs;
use std::io::{Read, Write};
use std::sync::atomic::AtomicU32;

use tempfile::TempDir;

use super::*;

fn site(text: &str) -> Arc<Output> {
    let mut output = Output::default();
    output.add("index.html", format!("<html><head></head><body>{text}</body></html>")).unwrap();
    output.add("lich/index.html", "<body>lịch</body>").unwrap();
    output.add("404.html", "<body>không thấy</body>").unwrap();
    output.add("lich/cvp.ics", "BEGIN:VCALENDAR").unwrap();
    output.add("style.css", "a{}").unwrap();
    Arc::new(output)
}

/// A preview of a site that never changes.
fn still() -> (TempDir, Preview) {
    let dir = TempDir::new().unwrap();
    let config = config(&dir);
    (dir, start(&config, |_| Built::Site(site("một"))).unwrap())
}

fn config(dir: &TempDir) -> Config {
    let watch = vec![dir.path().join("content"), dir.path().join("quyche.yaml")];
    Config { port: 0, watch, quiet: Duration::from_millis(30), lang: Lang::Vi }
}

/// The whole answer to some bytes, status first.
fn send(preview: &Preview, bytes: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(preview.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    (answer.get(9..12).and_then(|s| s.parse().ok()).unwrap_or(0), answer)
}

fn ask(preview: &Preview, method: &str, target: &str) -> (u16, String) {
    let host = preview.address;
    send(preview, format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
}

fn get(preview: &Preview, target: &str) -> (u16, String) {
    ask(preview, "GET", target)
}

#[test]
fn pages_are_served_with_their_types() {
    let (_dir, preview) = still();
    for (target, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html?x=1", "text/html; charset=utf-8"),
        ("/lich/", "text/html; charset=utf-8"),
        ("/lich/cvp.ics", "text/calendar; charset=utf-8"),
        ("/%73tyle.css", "text/css; charset=utf-8"),
        ("/.quyche/reload.js", "text/javascript; charset=utf-8"),
    ] {
        let (status, answer) = get(&preview, target);
        assert_eq!(status, 200, "{target}");
        assert!(answer.contains(&format!("Content-Type: {content_type}\r\n")), "{target}: {answer}");
    }
    assert!(get(&preview, "/").1.contains("một<script src=\"/.quyche/reload.js\""));
    assert!(get(&preview, "/style.css").1.ends_with("\r\n\r\na{}"));
    let (status, answer) = get(&preview, "/lich");
    assert!(status == 302 && answer.contains("Location: /lich/\r\n"));
}

#[test]
fn no_address_leads_out_of_the_site() {
    let (_dir, preview) = still();
    for target in [
        "/../",
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/lich/../index.html",
        "/..%5c..%5cetc",
        "/a\\b",
        "//",
        "//evil.test/",
        "///etc/passwd",
        "/lich//index.html",
        "/%00",
        "/index.html%00",
        "/%",
        "/%zz",
        "/%ff",
        "/C:/",
        "/./index.html",
        "*",
        "http://evil.test/",
        "/Index.html",
        "/khong-co",
    ] {
        let (status, answer) = get(&preview, target);
        assert!(matches!(status, 400 | 404), "{target}: {status}");
        assert!(!answer.contains("một") && !answer.contains("root:"), "{target}");
    }
    let (status, answer) = get(&preview, "/khong-co");
    assert!(status == 404 && answer.contains("không thấy"));
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let (_dir, preview) = still();
    let (_, full) = get(&preview, "/");
    let (status, head) = ask(&preview, "HEAD", "/");
    assert_eq!(status, 200);
    assert_eq!(full.split_once("\r\n\r\n").unwrap().0, head.strip_suffix("\r\n\r\n").unwrap());
}

#[test]
fn only_get_and_head_are_answered() {
    let (_dir, preview) = still();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
        let (status, answer) = ask(&preview, method, "/");
        assert!(status == 405 && answer.contains("Allow: GET, HEAD\r\n"), "{method}: {answer}");
    }
    // A body announced and never sent keeps nobody waiting, however long it is said to be.
    let host = preview.address;
    let huge = format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 18446744073709551615\r\n\r\nx");
    assert_eq!(send(&preview, huge.as_bytes()).0, 405);
    assert_eq!(get(&preview, "/").0, 200);
}

#[test]
fn a_foreign_host_is_turned_away() {
    let (_dir, preview) = still();
    let port = preview.address.port();
    let with = |lines: &str| send(&preview, format!("GET / HTTP/1.1\r\n{lines}\r\n").as_bytes()).0;
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(with(&format!("Host: {host}\r\n")), 200, "{host}");
    }
    for host in
        ["evil.test".to_owned(), format!("evil.test:{port}"), "127.0.0.1:1".into(), "localhost".into(), String::new()]
    {
        assert_eq!(with(&format!("Host: {host}\r\n")), 403, "{host}");
    }
    assert_eq!(with(""), 400);
    assert_eq!(with(&format!("Host: localhost:{port}\r\nHost: evil.test\r\n")), 400);
}

#[test]
fn junk_and_endless_addresses_get_an_answer_and_do_no_harm() {
    let (_dir, preview) = still();
    assert_eq!(get(&preview, &format!("/{}", "a".repeat(1 << 20))).0, 400);
    for junk in [
        &b"\x16\x03\x01\x02\0\x01\0\r\n\r\n"[..],
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /\0 HTTP/1.1\r\n\r\n",
        b"\xff\xfe\r\n\r\n",
    ] {
        assert_eq!(send(&preview, junk).0, 400);
    }
    assert_eq!(get(&preview, "/").0, 200);
}

#[test]
fn idle_sockets_keep_nobody_waiting() {
    let (_dir, preview) = still();
    let idle: Vec<_> = (0..200).map(|_| TcpStream::connect(preview.address).unwrap()).collect();
    let mut half = TcpStream::connect(preview.address).unwrap();
    half.write_all(b"GET / HT").unwrap();
    // Within the five seconds `send` waits; an idle socket may stay for ten.
    assert_eq!(get(&preview, "/").0, 200);
    drop(idle);
}

/// Ten seconds for a head, however it trickles in.
#[test]
fn a_byte_now_and_then_does_not_hold_a_connection() {
    let (_dir, preview) = still();
    let mut slow = TcpStream::connect(preview.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let closed = (0..200).any(|_| {
        let gone = slow.write_all(b"G").is_err();
        gone || slow.read(&mut [0; 64]).is_ok() || slow.take_error().ok().flatten().is_some()
    });
    assert!(closed, "still open after forty seconds");
    assert_eq!(get(&preview, "/").0, 200);
}

#[test]
fn a_taken_port_is_an_error_with_advice() {
    let (dir, preview) = still();
    let again = Config { port: preview.address.port(), ..config(&dir) };
    let error = start(&again, |_| Built::Broken(String::new())).unwrap_err();
    assert!(error.message.vi.contains(&again.port.to_string()) && !error.help.vi.is_empty());
}

#[test]
fn dropping_the_preview_frees_the_port() {
    let (_dir, preview) = still();
    let address = preview.address;
    drop(preview);
    assert!(TcpListener::bind(address).is_ok());
}

/// Waits for the version to move on; the body of the home page then.
fn after_change(preview: &Preview, version: &str) -> String {
    for _ in 0..2000 {
        if version_of(preview) != version {
            return get(preview, "/").1;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("no new build")
}

fn version_of(preview: &Preview) -> String {
    version_at(preview, "/")
}

/// What the open page of an address is told.
fn version_at(preview: &Preview, address: &str) -> String {
    get(preview, &format!("/.quyche/version?{address}")).1.split_once("\r\n\r\n").unwrap().1.to_owned()
}

#[test]
fn a_change_is_built_and_a_failure_keeps_the_last_good_site_under_its_diagnostics() {
    let dir = TempDir::new().unwrap();
    fs::create_dir_all(dir.path().join("content/sub")).unwrap();
    let file = dir.path().join("content/sub/a.md");
    fs::write(&file, "một").unwrap();
    let builds = Arc::new(AtomicU32::new(0));
    let preview = {
        let (file, builds) = (file.clone(), Arc::clone(&builds));
        start(&config(&dir), move |_| {
            builds.fetch_add(1, Ordering::AcqRel);
            match fs::read_to_string(&file) {
                Ok(text) if text.contains("lỗi") => Built::Broken(text),
                Ok(text) => Built::Site(site(&text)),
                Err(e) => Built::Broken(e.to_string()),
            }
        })
        .unwrap()
    };
    assert!(get(&preview, "/").1.contains("một"));

    let version = version_of(&preview);
    fs::write(&file, "hai").unwrap();
    assert!(after_change(&preview, &version).contains("hai"));

    let version = version_of(&preview);
    fs::write(&file, "lỗi <b>").unwrap();
    let page = after_change(&preview, &version);
    assert!(page.contains("hai") && page.contains("lỗi &lt;b&gt;") && page.contains("/.quyche/preview.css"));
    assert!(get(&preview, "/khong-co").1.contains("lỗi &lt;b&gt;"));

    // Mended by renaming a new file over the old one, as editors save.
    let version = version_of(&preview);
    fs::write(dir.path().join("content/sub/b.tmp"), "ba").unwrap();
    fs::rename(dir.path().join("content/sub/b.tmp"), &file).unwrap();
    let page = after_change(&preview, &version);
    assert!(page.contains("ba") && !page.contains("quyche-banner"));

    // A build reads files; that alone must not ask for another.
    let count = builds.load(Ordering::Acquire);
    thread::sleep(Duration::from_millis(300));
    assert_eq!(builds.load(Ordering::Acquire), count);
}

#[test]
fn folders_created_while_it_runs_are_seen_and_neighbours_are_not() {
    let dir = TempDir::new().unwrap();
    let content = dir.path().join("content");
    let preview = {
        let content = content.clone();
        start(&config(&dir), move |_| match fs::read_to_string(content.join("a.md")) {
            Ok(text) => Built::Site(site(&text)),
            Err(_) => Built::Broken("chưa có".into()),
        })
        .unwrap()
    };
    let (status, page) = get(&preview, "/");
    assert!(status == 503 && page.contains("chưa có"));
    let version = version_of(&preview);
    fs::create_dir(&content).unwrap();
    thread::sleep(Duration::from_millis(200));
    fs::write(content.join("a.md"), "mới").unwrap();
    assert!(after_change(&preview, &version).contains("mới"));

    let version = version_of(&preview);
    fs::create_dir(dir.path().join("output")).unwrap();
    fs::write(dir.path().join("output/index.html"), "x").unwrap();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(version_of(&preview), version);
}

#[test]
fn the_page_looked_at_is_shown_before_the_rest_and_taken_back_when_that_fails() {
    let dir = TempDir::new().unwrap();
    let content = dir.path().join("content");
    fs::create_dir(&content).unwrap();
    let (go, gone) = std::sync::mpsc::channel::<Built>();
    let preview = start(&config(&dir), move |ahead| {
        let first = ahead.wanted().is_empty();
        if first {
            return Built::Site(site("một"));
        }
        assert_eq!(ahead.wanted(), "lich/index.html");
        ahead.show("lich/index.html", "<body>sớm</body>".into());
        gone.recv_timeout(Duration::from_secs(20)).unwrap()
    })
    .unwrap();
    let page = || get(&preview, "/lich/").1;
    assert!(page().contains("lịch"));
    let wait = |from: &str| {
        while version_at(&preview, "/lich/") == from {
            thread::sleep(Duration::from_millis(5));
        }
        version_at(&preview, "/lich/")
    };
    let mut version = version_at(&preview, "/lich/");
    for built in [Built::Broken("hỏng".to_owned()), Built::Site(site("hai"))] {
        let (elsewhere, broken) = (version_of(&preview), matches!(built, Built::Broken(_)));
        fs::write(content.join("a.md"), format!("{built:?}")).unwrap();
        version = wait(&version);
        // The page stands without what was said of the site before; the rest is as it was. Only pages are looked at.
        assert!(page().contains("sớm") && !page().contains("quyche-banner"));
        assert_eq!(version_of(&preview), elsewhere);
        assert!(get(&preview, "/lich/cvp.ics").1.contains("VCALENDAR"));
        go.send(built).unwrap();
        while version_of(&preview) == elsewhere {
            thread::sleep(Duration::from_millis(5));
        }
        // Who has it already is sent for it again only where it is taken back.
        assert_eq!(version_at(&preview, "/lich/") == version, !broken);
        version = version_at(&preview, "/lich/");
        assert!(page().contains("lịch") && page().contains("quyche-banner") == broken);
    }
}

#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "a machine that was busy for long proves nothing")]
#[test]
fn a_file_that_is_being_written_is_not_read() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("content/a.md");
    fs::create_dir(dir.path().join("content")).unwrap();
    fs::write(&file, "một").unwrap();
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let preview = {
        let (file, seen) = (file.clone(), Arc::clone(&seen));
        start(&config(&dir), move |_| {
            let text = fs::read_to_string(&file).unwrap();
            seen.lock().unwrap().push(text.clone());
            Built::Site(site(&text))
        })
        .unwrap()
    };
    for n in 0..10 {
        let (version, begun) = (version_of(&preview), std::time::Instant::now());
        let mut slow = fs::File::create(&file).unwrap();
        // More pieces than quiet periods are waited for.
        (0..50).for_each(|_| slow.write_all(b"na").unwrap());
        // Three times as long as files must be quiet.
        thread::sleep(Duration::from_millis(90));
        slow.write_all(format!("y {n}").as_bytes()).unwrap();
        drop(slow);
        let took = begun.elapsed();
        assert!(after_change(&preview, &version).contains(&format!("nay {n}")) || took > Duration::from_millis(500));
        if took < Duration::from_millis(500) {
            assert!(seen.lock().unwrap().iter().all(|text| text == "một" || text.ends_with(&format!("nay {n}"))));
            return;
        }
        // A machine this busy proves nothing.
        seen.lock().unwrap().clear();
    }
}
