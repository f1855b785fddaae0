//! What people have in the published folder while it is killed and starved: a file, a link, an empty folder, a page edited.

use super::*;
use std::os::unix::fs::symlink;

/// The page that is edited: both contents have it.
const EDITED: &str = "tim.html";
const NOTE: &str = "ghi-chu của Lan.txt";
const PICTURE: &str = "lich/anh/x.jpg";
const LINK: &str = "tai-lieu";
const EMPTY: [&str; 2] = ["rong", "lich/rong"];

/// One edit of the page, told apart from those before.
pub struct Theirs(String);

impl Theirs {
    /// Puts everything there, and edits the page again. Copies of earlier edits go, as their author would have it.
    pub fn plant(desk: &Desk, turn: usize) -> Self {
        let target = desk.target();
        for path in common::files(&target).keys().filter(|p| is_copy(p)) {
            fs::remove_file(target.join(path)).unwrap();
        }
        for folder in EMPTY {
            fs::create_dir_all(target.join(folder)).unwrap();
        }
        fs::create_dir_all(target.join("lich/anh")).unwrap();
        fs::write(target.join(NOTE), "note").unwrap();
        fs::write(target.join(PICTURE), [0, 255]).unwrap();
        if !target.join(LINK).is_symlink() {
            fs::write(desk.path("elsewhere"), "elsewhere").unwrap();
            symlink("../../elsewhere", target.join(LINK)).unwrap();
        }
        let text = format!("edit {turn}");
        fs::write(target.join(EDITED), &text).unwrap();
        Self(text)
    }

    /// All of it is there, the edit in its place or set aside.
    pub fn are_there(&self, desk: &Desk, when: &str) {
        let target = desk.target();
        assert_eq!(fs::read(target.join(NOTE)).ok().as_deref(), Some(b"note".as_slice()), "{when}");
        assert_eq!(fs::read(target.join(PICTURE)).ok().as_deref(), Some([0, 255].as_slice()), "{when}");
        assert_eq!(fs::read_link(target.join(LINK)).ok().as_deref(), Some(Path::new("../../elsewhere")), "{when}");
        for folder in EMPTY {
            let empty = fs::read_dir(target.join(folder)).map(|mut entries| entries.next().is_none());
            assert!(empty.is_ok_and(|empty| empty), "{when}: {folder}");
        }
        let files = common::files(&target);
        let kept =
            files.iter().filter(|(p, _)| *p == EDITED || is_copy(p)).any(|(_, bytes)| bytes == self.0.as_bytes());
        assert!(kept, "{when}: `{}` is lost", self.0);
    }

    /// The page is edited as it was, or one of these.
    pub fn page_is(&self, desk: &Desk, pages: &[&[u8]], when: &str) {
        let page = fs::read(desk.target().join(EDITED)).unwrap_or_default();
        assert!(
            page == self.0.as_bytes() || pages.contains(&page.as_slice()),
            "{when}: {}",
            String::from_utf8_lossy(&page)
        );
    }
}

fn is_copy(path: &str) -> bool {
    path.starts_with(EDITED) && path.contains(".sua-tay-")
}

/// Whether the page or the thing at `path` is not the site's.
pub fn is_theirs(path: &str) -> bool {
    [EDITED, NOTE, PICTURE, LINK].contains(&path) || is_copy(path)
}

/// The bytes of the edited page in a site nobody has edited.
pub fn page(desk: &Desk) -> Vec<u8> {
    fs::read(desk.target().join(EDITED)).unwrap()
}
