//! What others have in the folder, met by somebody who may not do everything with it: not root, whom no permission stops.

use super::*;
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

/// The program as somebody who is not root, over a desk that is theirs.
struct Clerk {
    desk: Desk,
    program: PathBuf,
    root: bool,
}

/// Who that is, where the test may choose.
const NOBODY: u32 = 65534;

impl Clerk {
    fn new() -> Self {
        let desk = Desk::new();
        // The program lies where that somebody may not look; a copy does not.
        let program = desk.path("quyche");
        common::copy_program(&program);
        let root = fs::metadata("/proc/self").unwrap().uid() == 0;
        fs::create_dir(desk.path("out")).unwrap();
        fs::set_permissions(desk.dir.path(), Permissions::from_mode(0o755)).unwrap();
        if root {
            chown(desk.path("out"), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        Self { desk, program, root }
    }

    fn run(&self, args: &[&str]) -> Output {
        let plain = self.desk.command(args[0], &args[1..]);
        let mut command = Command::new(if self.root { "setpriv" } else { "env" });
        if self.root {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        command.arg(&self.program).args(plain.get_args()).current_dir(self.desk.dir.path());
        command.env("SOURCE_DATE_EPOCH", "1767578400").stdin(std::process::Stdio::null()).output().unwrap()
    }

    fn publish(&self, project: &str, more: &[&str]) -> String {
        let output = self.run(&[&[project, "publish", "out/www", "--yes"], more].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    /// A folder of somebody else in the site that the clerk may not open.
    fn closed(&self, name: &str) -> PathBuf {
        let folder = self.desk.target().join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("x"), "private").unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(if self.root { 0o700 } else { 0 })).unwrap();
        folder
    }
}

/// For looking and for tidying up afterwards.
fn open(folder: &Path) {
    fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_folder_nobody_lets_us_open_stays_and_the_files_go_one_by_one() {
    let clerk = Clerk::new();
    clerk.publish(ONE, &[]);
    let closed = clerk.closed("ca-nhan");
    let inode = fs::metadata(&closed).unwrap().ino();
    for (project, lang, words) in [(TWO, "vi", "từng tệp"), (ONE, "en", "one by one")] {
        let said = clerk.publish(project, &["--lang", lang]);
        assert!(said.contains("out/www/ca-nhan") && said.contains(words), "{said}");
        assert!(said.contains("ca-nhan/"), "it is among the files of others: {said}");
        assert_eq!(fs::metadata(&closed).unwrap().ino(), inode);
    }
    let back = clerk.run(&[ONE, "rollback", "-o", "out/www"]);
    assert!(back.status.success(), "{}", String::from_utf8_lossy(&back.stderr));
    open(&closed);
    assert_eq!(fs::read(closed.join("x")).unwrap(), b"private");
    assert!(clerk.desk.is_tidy(), "{:?}", clerk.desk.beside());
}

#[test]
fn a_build_over_such_a_folder_says_which_and_what_to_do() {
    let clerk = Clerk::new();
    let build = |project: &str, lang: &str| clerk.run(&[project, "build", "-o", "out/www", "--lang", lang]);
    assert!(build(ONE, "vi").status.success());
    let closed = clerk.closed("ca-nhan");
    open(&closed);
    let before = common::files(&clerk.desk.target());
    clerk.closed("ca-nhan");
    for (lang, words, help) in
        [("vi", "không mang theo", "quyền đọc"), ("en", "cannot be taken along", "move it out of the folder")]
    {
        let output = build(TWO, lang);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("out/www/ca-nhan") && said.contains(words) && said.contains(help), "{said}");
        assert!(!said.contains("không ghi được") && !said.contains("cannot write"), "{said}");
    }
    open(&closed);
    assert!(common::files(&clerk.desk.target()) == before);
    assert_eq!(clerk.desk.beside(), ["www"]);
}

#[test]
fn a_folder_of_ours_nobody_lets_us_open_is_named_and_the_site_stands() {
    let clerk = Clerk::new();
    clerk.publish(ONE, &[]);
    let before = common::files(&clerk.desk.target());
    let closed = clerk.desk.target().join("lich");
    let (mode, owner) = fs::metadata(&closed).map(|m| (m.mode(), m.uid())).unwrap();
    if clerk.root {
        chown(&closed, Some(0), Some(0)).unwrap();
    }
    fs::set_permissions(&closed, Permissions::from_mode(if clerk.root { 0o700 } else { 0 })).unwrap();
    for (lang, words, help) in [("vi", "không đọc được", "quyền đọc"), ("en", "cannot read", "move it elsewhere")]
    {
        let output = clerk.run(&[TWO, "publish", "out/www", "--yes", "--lang", lang]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("out/www/lich") && said.contains(words) && said.contains(help), "{said}");
        assert!(!said.contains("ghi được") && !said.contains("cannot write"), "{said}");
    }
    chown(&closed, Some(owner), None).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(mode)).unwrap();
    assert!(common::files(&clerk.desk.target()) == before && clerk.desk.is_tidy());
}

#[test]
fn a_link_and_a_file_of_somebody_else_stay_as_they_are() {
    let clerk = Clerk::new();
    clerk.publish(ONE, &[]);
    let target = clerk.desk.target();
    symlink("../../elsewhere", target.join("lien-ket")).unwrap();
    fs::write(target.join("ghi-chu.txt"), "x").unwrap();
    let said = clerk.publish(TWO, &[]);
    // A link made again is the same link, so the site still changes in one step.
    assert!(!said.contains("từng tệp"), "{said}");
    assert_eq!(fs::read_link(target.join("lien-ket")).unwrap(), Path::new("../../elsewhere"));
    assert_eq!(fs::read(target.join("ghi-chu.txt")).unwrap(), b"x");
    // One that may be neither linked nor read can only stay.
    fs::write(target.join("rieng.txt"), "private").unwrap();
    fs::set_permissions(target.join("rieng.txt"), Permissions::from_mode(0o600)).unwrap();
    let said = clerk.publish(ONE, &[]);
    assert_eq!(said.contains("rieng.txt là của người khác"), clerk.root, "{said}");
    assert_eq!(fs::read(target.join("rieng.txt")).unwrap(), b"private");
    assert_eq!(fs::metadata(target.join("rieng.txt")).unwrap().uid(), fs::metadata("/proc/self").unwrap().uid());
    assert_eq!(fs::read_link(target.join("lien-ket")).unwrap(), Path::new("../../elsewhere"));
}

/// Where the system gives nothing a second name: `linkat` forbidden altogether.
#[test]
fn without_hard_links_a_link_is_made_again_and_a_file_copied() {
    if !act::strace() {
        return;
    }
    let desk = Desk::new();
    desk.publish(ONE, &[]);
    symlink("../../elsewhere", desk.target().join("lien-ket")).unwrap();
    fs::write(desk.target().join("ghi-chu.txt"), "x").unwrap();
    let trace = desk.path("trace");
    let plain = desk.command(TWO, &["publish", "out/www", "--yes"]);
    let mut command = Command::new("strace");
    command.args([
        "-f",
        "-qq",
        "-e",
        "signal=none",
        "-e",
        "inject=link,linkat:error=EPERM",
        "-e",
        "trace=link,linkat",
        "-o",
    ]);
    command.arg(&trace).arg(plain.get_program()).args(plain.get_args()).current_dir(desk.dir.path());
    let output = command.env("SOURCE_DATE_EPOCH", "1767578400").stdin(std::process::Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("từng tệp"), "{said}");
    assert!(fs::read_to_string(&trace).unwrap().contains("(INJECTED)"));
    assert_eq!(fs::read_link(desk.target().join("lien-ket")).unwrap(), Path::new("../../elsewhere"));
    assert_eq!(fs::read(desk.target().join("ghi-chu.txt")).unwrap(), b"x");
}

/// What a file manager or a backup notes of a file (extended attributes) stays with a file of others whichever way the site
/// changes, and with a page of ours that stays as it is where files go one by one. In one step every page is a new file.
#[test]
fn notes_on_files_stay_with_them() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    const NOTE: &str = "user.ghi-chu";
    let desk = Desk::new();
    desk.publish(ONE, &[]);
    let note = |path: &Path| {
        let mut value = vec![0; 64];
        getxattr(path, NOTE, value.as_mut_slice()).ok().map(|n| value[..n].to_vec())
    };
    let (target, style) = (desk.target(), "assets/changes.css");
    fs::create_dir(target.join("anh")).unwrap();
    let theirs = [target.join("ghi-chu.txt"), target.join("anh/x.jpg")];
    for path in &theirs {
        fs::write(path, "x").unwrap();
    }
    // Folders too, theirs and ours: an access list on them is such a note.
    let folders = [target.join("anh"), target.join("quy-che"), target.clone()];
    let theirs: Vec<_> = theirs.into_iter().chain(folders).collect();
    for path in &theirs {
        if let Err(error) = setxattr(path, NOTE, "của Lan".as_bytes(), XattrFlags::empty()) {
            eprintln!("not tried: no extended attributes here ({error})");
            return;
        }
    }
    for (project, way) in [(TWO, &[][..]), (ONE, &["--file-by-file"][..]), (TWO, &[][..])] {
        let before = fs::read(target.join(style)).unwrap();
        setxattr(target.join(style), NOTE, "1".as_bytes(), XattrFlags::empty()).unwrap();
        desk.publish(project, way);
        for path in &theirs {
            assert_eq!(note(path).as_deref(), Some("của Lan".as_bytes()), "{} {way:?}", path.display());
        }
        assert_eq!(fs::read(target.join(style)).unwrap(), before, "the same in both sites");
        if !way.is_empty() {
            assert_eq!(note(&target.join(style)).as_deref(), Some(b"1".as_slice()));
        }
    }
}

/// An access list as the system keeps it (acl(5)): version 2, then kind, rights and id of each entry. It lets in one more.
#[cfg(target_os = "linux")]
fn list(more: Option<u32>) -> Vec<u8> {
    let (named, mask) = (more.map(|id| (0x02, 5, id)), more.map(|_| (0x10, 5, u32::MAX)));
    let entries = [Some((0x01, 7, u32::MAX)), named, Some((0x04, 5, u32::MAX)), mask, Some((0x20, 0, u32::MAX))];
    let entry = |(kind, rights, id): (u16, u16, u32)| {
        [&kind.to_le_bytes()[..], &rights.to_le_bytes(), &id.to_le_bytes()].concat()
    };
    [2_u32.to_le_bytes().to_vec(), entries.into_iter().flatten().flat_map(entry).collect()].concat()
}

/// A server that may read a closed folder by an access list alone, and a person who may no more.
#[cfg(target_os = "linux")]
#[test]
fn whom_an_access_list_lets_in_may_read_the_new_pages_and_whom_none_lets_in_may_not() {
    use rustix::fs::{XattrFlags, getxattr, removexattr, setxattr};
    const ACCESS: &str = "system.posix_acl_access";
    const DEFAULT: &str = "system.posix_acl_default";
    const SERVER: u32 = 33;
    let lets_in = |path: &Path| {
        let mut value = vec![0; 256];
        let length = getxattr(path, ACCESS, value.as_mut_slice()).unwrap_or(0);
        let id = SERVER.to_le_bytes();
        value[..length].windows(4).any(|w| w == id)
    };
    for way in [&[][..], &["--file-by-file"][..]] {
        let desk = Desk::new();
        desk.publish(ONE, &[]);
        let target = desk.target();
        let folders = [target.clone(), target.join("lich")];
        for folder in &folders {
            for name in [ACCESS, DEFAULT] {
                if let Err(error) = setxattr(folder, name, &list(Some(SERVER)), XattrFlags::empty()) {
                    eprintln!("not tried: no access lists here ({error})");
                    return;
                }
            }
        }
        desk.publish(TWO, way);
        for path in folders.iter().chain(&[target.join("index.html"), target.join("lich/tuan-nay.html")]) {
            assert!(lets_in(path), "{} {way:?}", path.display());
        }
        // Shut out of one folder, in which nothing is made for him either.
        for name in [ACCESS, DEFAULT] {
            removexattr(&folders[1], name).unwrap();
        }
        desk.publish(ONE, way);
        assert!(lets_in(&folders[0]) && !lets_in(&folders[1]), "{way:?}");
    }
}
