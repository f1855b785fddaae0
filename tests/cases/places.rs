//! F10, F11, F23–F27, F29, F32: names, links, folders that are none, hostile words, and where the site may stand.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::common;
use crate::run::{DAY, Desk, run, same};

#[test]
fn f10_two_pages_on_one_path() {
    let desk = Desk::new();
    desk.write("content/pages/tim.md", "---\ntitle: \"Tìm\"\n---\n\nx\n");
    desk.refused(1, Some("f10"), &["path-collision", "tim.html"]);
    // By letter case: a file system of Windows has one of the two.
    let desk = Desk::new();
    desk.write("content/pages/Gioi-thieu.md", "---\ntitle: \"Giới thiệu\"\n---\n\nx\n");
    desk.refused(1, Some("f10-case"), &["bad-id", "content/pages/Gioi-thieu.md:1:1"]);
}

#[test]
fn f11_ids_that_leave_the_folder_or_no_file_system_takes() {
    let long = "a".repeat(300);
    for id in ["../../etc/x", "/abs", "'C:\\x'", "CON", "con", "nul", "com1", "a.", "'a '", "a/b", "A", "a--b", &long] {
        let desk = Desk::new();
        desk.replace("content/roles.yaml", "{id: cap-tren", &format!("{{id: {id}"));
        desk.refused(1, None, &["bad-id", "content/roles.yaml:"]);
    }
    for name in ["CON.md", "a..md", "a .md", "C:\\x.md", "A.md", "nul.md", &format!("{}.md", "a".repeat(200))] {
        let desk = Desk::new();
        desk.write(&format!("content/pages/{name}"), "---\ntitle: a\n---\n");
        desk.refused(1, None, &["bad-id", "content/pages/"]);
    }
    // A theme is a folder by its id.
    let desk = Desk::new();
    desk.replace("quyche.yaml", "language: vi", "language: vi\ntheme: ../content");
    desk.refused(1, Some("f11-theme"), &["bad-id", "quyche.yaml:5:8"]);
    // A name that steers the terminal is shown, not obeyed.
    let desk = Desk::new();
    desk.write("content/pages/\u{1B}[31mđỏ\n.md", "---\ntitle: a\n---\n");
    let said = desk.refused(1, None, &["bad-id", "␛[31mđỏ"]);
    assert!(!said.stderr.contains('\u{1B}'));
}

/// Loops and links out of the project, wherever one can stand; what they lead to is never read.
#[test]
fn f23_symbolic_links() {
    let places = [
        ("content/pages/a.md", "a.md", "file-unreadable"),
        ("content/pages/a.md", "/etc/passwd", "link-outside"),
        ("content/pages/vong", ".", "file-unreadable"),
        ("content/synonyms.yaml", "/etc/passwd", "link-outside"),
        ("content/decisions/9-2025.yaml", "../../../../../../../../../etc/passwd", "link-outside"),
        ("content/themes", "/etc", "link-outside"),
    ];
    for (link, target, code) in places {
        let desk = Desk::new();
        symlink(target, desk.root().join(link)).unwrap();
        let golden = (link, target) == ("content/pages/a.md", "/etc/passwd");
        let said = desk.refused(1, golden.then_some("f23"), &[code, link]);
        assert!(!said.stderr.contains("root:"));
    }
    // Folders that are links: of the content, of its pages, of the theme and of a part of it.
    let elsewhere = tempfile::tempdir().unwrap();
    common::copy_folder(&crate::case::folder().join("base/content"), &elsewhere.path().join("content"));
    fs::create_dir_all(elsewhere.path().join("rieng/assets")).unwrap();
    fs::write(elsewhere.path().join("rieng/assets/la.css"), "secret").unwrap();
    let desk = Desk::new();
    fs::remove_dir_all(desk.root().join("content")).unwrap();
    symlink(elsewhere.path().join("content"), desk.root().join("content")).unwrap();
    desk.refused(1, Some("f23-content"), &["link-outside", "content"]);
    let desk = Desk::new();
    fs::remove_dir_all(desk.root().join("content/pages")).unwrap();
    symlink(elsewhere.path().join("content/pages"), desk.root().join("content/pages")).unwrap();
    desk.refused(1, None, &["link-outside", "content/pages"]);
    for (link, target) in [("themes", ""), ("themes/rieng", "rieng"), ("themes/rieng/assets", "rieng/assets")] {
        let desk = Desk::new();
        desk.replace("quyche.yaml", "language: vi", "language: vi\ntheme: rieng");
        let link = desk.root().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(elsewhere.path().join(target), &link).unwrap();
        desk.refused(1, None, &["link-outside", "themes/rieng"]);
    }
    // The project itself may be reached by a link: that is where the user pointed.
    let desk = Desk::new();
    let link = elsewhere.path().join("du-an");
    symlink(desk.root(), &link).unwrap();
    let site = elsewhere.path().join("site");
    let said = run(&["build", "--date", DAY, "-C", link.to_str().unwrap(), "-o", site.to_str().unwrap()], &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    same(&desk.site(), &site, "through a link");
}

#[test]
fn f24_no_project() {
    let desk = Desk::new();
    let before = desk.published();
    let golden = |name: &str, what: &dyn Fn()| {
        what();
        for lang in ["vi", "en"] {
            let said = desk.run(&["build", "--quiet", "--lang", lang]);
            assert_eq!(said.code, 2, "{}", said.stderr);
            assert!(said.stderr.contains("quyche init") || said.stderr.contains("content"), "{}", said.stderr);
            let text = said.stderr.replace(desk.root().to_str().unwrap(), "[PROJECT]");
            let path = common::root().join(format!("tests/cases/f24-{name}-{lang}.txt"));
            snapbox::Assert::new()
                .action_env("SNAPSHOTS")
                .normalize_paths(false)
                .eq(text, snapbox::Data::read_from(&path, None));
        }
    };
    golden("content-is-a-file", &|| {
        fs::remove_dir_all(desk.root().join("content")).unwrap();
        fs::write(desk.root().join("content"), "x").unwrap();
    });
    golden("no-configuration", &|| fs::remove_file(desk.root().join("quyche.yaml")).unwrap());
    golden("empty", &|| {
        fs::remove_file(desk.root().join("content")).unwrap();
    });
    assert!(desk.published() == before);
}

/// The words are there as words. That nothing runs is looked at in a browser: tests/hostile/browser.mjs.
#[test]
fn f25_scripts_in_content_are_words() {
    let desk = Desk::new();
    desk.replace("content/units.yaml", "name: \"Phòng Xe\"", "name: \"Phòng Xe <script>alert(1)</script>\"");
    desk.replace("content/calendar.yaml", "title: \"Báo cáo xe\"", "title: '\"><img src=x onerror=alert(1)>'");
    desk.write(
        "content/pages/gioi-thieu.md",
        "---\ntitle: \"</title><script>alert(1)</script>\"\n---\n\n<script>alert(1)</script> [a](javascript:alert(1)) [b](data:text/html,x)\n",
    );
    let said = desk.run(&["build"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let pages = desk.published();
    for (path, bytes) in pages.iter().filter(|(p, _)| p.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        assert!(!html.contains("<script>") && !html.contains("<img") && !html.contains("href=\"javascript"), "{path}");
    }
    let page = String::from_utf8(pages["gioi-thieu.html"].clone()).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
}

#[test]
fn f26_template_marks_in_content_are_words() {
    let desk = Desk::new();
    let marks = "{{ 7*7 }} {% include \"base.html\" %} {# x #} <pages/>";
    desk.write("content/pages/gioi-thieu.md", format!("---\ntitle: '{marks}'\n---\n\n{marks}\n"));
    desk.replace("content/calendar.yaml", "title: \"Báo cáo xe\"", &format!("title: '{marks}'"));
    assert_eq!(desk.run(&["build"]).code, 0);
    let pages = desk.published();
    let html = String::from_utf8(pages["gioi-thieu.html"].clone()).unwrap();
    assert!(html.matches("{{ 7*7 }} {% include").count() >= 2 && html.contains("{# x #}"), "{html}");
    assert!(pages.values().any(|b| String::from_utf8_lossy(b).contains("{{ 7*7 }}")));
    assert!(!html.contains("49"));
}

#[test]
fn f27_folders_that_no_site_may_replace() {
    let desk = Desk::new();
    let (root, home) = (desk.root(), tempfile::tempdir().unwrap());
    fs::write(home.path().join("thu.txt"), "của tôi").unwrap();
    let full = home.path().join("day");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("anh.jpg"), "x").unwrap();
    let places = [
        ("root", "/".into()),
        ("home", home.path().to_path_buf()),
        ("content", root.join("content")),
        ("in-content", root.join("content/pages")),
        ("project", root.clone()),
        ("parent", root.parent().unwrap().to_path_buf()),
        ("not-ours", full.clone()),
    ];
    let before = (common::files(&root), common::files(home.path()), desk.published());
    for (name, place) in places {
        for lang in ["vi", "en"] {
            let place = place.to_str().unwrap();
            let args = ["build", "--quiet", "--date", DAY, "--lang", lang, "-C", root.to_str().unwrap(), "-o", place];
            let said = run(&args, &[("HOME", home.path().to_str().unwrap())]);
            assert_eq!(said.code, 2, "{place}: {}", said.stderr);
            let folders = [(root.parent().unwrap(), "[FOLDER]"), (home.path(), "[HOME]")];
            let text = folders.iter().fold(said.stderr, |t, (f, n)| t.replace(f.to_str().unwrap(), n));
            let path = common::root().join(format!("tests/cases/f27-{name}-{lang}.txt"));
            snapbox::Assert::new()
                .action_env("SNAPSHOTS")
                .normalize_paths(false)
                .eq(text, snapbox::Data::read_from(&path, None));
        }
    }
    assert!((common::files(&root), common::files(home.path()), desk.published()) == before);
}

/// As somebody who is not root, whom no permission stops.
#[test]
fn f29_output_that_cannot_be_written() {
    let desk = Desk::new();
    let before = desk.published();
    let outer = desk.site().parent().unwrap().to_path_buf();
    let rights = |mode| fs::set_permissions(&outer, fs::Permissions::from_mode(mode)).unwrap();
    rights(0o555);
    // Only root may become somebody else; anybody else is stopped as he is.
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = if root { Command::new("setpriv") } else { Command::new("env") };
    if root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
    }
    // The program lies where that somebody may not look; a copy does not.
    let tools = tempfile::tempdir().unwrap();
    fs::set_permissions(tools.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let copy = tools.path().join("quyche");
    common::copy_program(&copy);
    let output = command
        .arg(&copy)
        // Of another day: where nothing changed nothing is written, and nothing can fail.
        .args(["build", "--date", "2026-01-06", "-C", desk.root().to_str().unwrap()])
        .args(["-o", desk.site().to_str().unwrap()])
        .output()
        .unwrap();
    rights(0o755);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains(outer.to_str().unwrap()), "{said}");
    assert!(desk.published() == before);
    desk.refused(0, None, &[]);
}

/// Two folders, time zones, languages and numbers of threads: one tree.
#[test]
fn f32_two_builds_are_one() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deep = other.path().join("một thư mục/khác");
    let ways = [
        (one.path().join("p"), [("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8"), ("RAYON_NUM_THREADS", "2")]),
        (deep, [("TZ", "Pacific/Kiritimati"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]),
    ];
    for (project, variables) in &ways {
        common::copy_folder(&common::root().join("content"), &project.join("content"));
        fs::copy(common::root().join("quyche.yaml"), project.join("quyche.yaml")).unwrap();
        let said = run(&["build", "--date", DAY, "-C", project.to_str().unwrap()], variables);
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    same(&ways[0].0.join("output"), &ways[1].0.join("output"), "two builds");
}
