//! Why a site was not published, in words a clerk can act on.

use std::io;
use std::path::Path;

use super::aside::SetAside;
use super::busy::in_use;
use crate::diagnostic::{Say, system_words};
use crate::say;

/// Whose turn it is: the caller's (exit code 2) or the machine's keeper's (exit code 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The folder named may not be written. Nothing was touched.
    Refused,
    /// The disk, a permission or another run stands in the way.
    Environment,
}

/// A publication that did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishError {
    /// Whose turn it is.
    pub fault: Fault,
    /// What is wrong.
    pub message: Say,
    /// What to do, and what stands in the folder meanwhile.
    pub help: Say,
    /// What to do alone, for a fault of the system: what stands in the folder depends on when it struck.
    advice: Option<Box<Say>>,
}

impl PublishError {
    pub(super) fn refused(message: Say, help: Say) -> Self {
        Self { fault: Fault::Refused, message, help, advice: None }
    }

    pub(super) fn environment(message: Say, help: Say) -> Self {
        Self { fault: Fault::Environment, message, help, advice: None }
    }

    /// A fault of the system that struck before anything in the folder was touched, or after everything was put back.
    fn untouched(message: Say, advice: Say) -> Self {
        let whole = say!("trang đang có vẫn còn nguyên", "the site that stands is as it was");
        Self {
            help: joined(&advice, &whole),
            advice: Some(Box::new(advice)),
            ..Self::environment(message, Say::default())
        }
    }

    /// The same fault, met between the first file replaced and the last.
    pub(super) fn mixed(mut self) -> Self {
        let state = say!(
            "thư mục đang lẫn tệp của trang cũ và trang mới; chạy lại «quyche publish» để làm nốt hoặc hoàn nguyên",
            "the folder holds files of the old site and of the new one; run `quyche publish` again, which completes or undoes it"
        );
        self.help = joined(self.advice.as_deref().unwrap_or(&self.help), &state);
        self
    }

    /// The same fault, where what people did meanwhile was set aside.
    pub(super) fn keeping(mut self, files: &[SetAside]) -> Self {
        for SetAside { from, to, .. } in files {
            let kept = say!("{from} vừa bị sửa, được giữ ở {to}", "{from} was edited just now and is kept as {to}");
            self.help = joined(&self.help, &kept);
        }
        self
    }
}

fn joined(a: &Say, b: &Say) -> Say {
    Say { vi: format!("{}; {}", a.vi, b.vi), en: format!("{}; {}", a.en, b.en) }
}

/// What could not be written, with the advice that fits it.
pub(super) fn io_error(path: &Path, error: &io::Error) -> PublishError {
    let path = path.display();
    let advice = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            say!(
                "ổ đĩa hết chỗ hoặc hết hạn mức: giải phóng dung lượng rồi chạy lại",
                "the disk or quota is full: make room and run again"
            )
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            say!(
                "cần quyền ghi vào thư mục này và thư mục chứa nó",
                "write permission is needed for this folder and the one it lies in"
            )
        }
        _ if in_use(error) => {
            say!(
                "một chương trình khác đang giữ tệp này: đóng chương trình ấy rồi chạy lại",
                "another program holds this file: close that program and run again"
            )
        }
        _ => say!("sửa lỗi trên rồi chạy lại", "mend this and run again"),
    };
    let Say { vi, en } = system_words(error);
    PublishError::untouched(say!("không ghi được {path}: {vi}", "cannot write {path}: {en}"), advice)
}

/// What could not be read, with the advice that fits it.
pub(super) fn read_error(path: &Path, error: &io::Error) -> PublishError {
    let path = path.display();
    let advice = match error.kind() {
        io::ErrorKind::PermissionDenied => say!(
            "cho người chạy quyche quyền đọc tệp hoặc thư mục này, hoặc chuyển nó đi chỗ khác, rồi chạy lại",
            "let whoever runs quyche read this file or folder, or move it elsewhere, and run again"
        ),
        _ => say!("sửa lỗi trên rồi chạy lại", "mend this and run again"),
    };
    let Say { vi, en } = system_words(error);
    PublishError::untouched(say!("không đọc được {path}: {vi}", "cannot read {path}: {en}"), advice)
}

/// The folder of the site itself could not change places with the new one.
pub(super) fn place_error(target: &Path, error: &io::Error) -> PublishError {
    if error.kind() != io::ErrorKind::CrossesDevices && !in_use(error) {
        return io_error(target, error);
    }
    let (shown, Say { vi, en }) = (target.display(), system_words(error));
    PublishError::untouched(
        say!("không thay được thư mục {shown}: {vi}", "the folder {shown} cannot be replaced: {en}"),
        say!(
            "đó là điểm gắn ổ đĩa, hoặc đang bị chương trình khác giữ: chọn một thư mục con trong đó, hoặc đóng chương trình ấy rồi chạy lại",
            "it is a mount point, or another program holds it: choose a folder inside it, or close that program and run again"
        ),
    )
}

/// The site waits under its other name, and does not get its own back.
pub(super) fn away_error(target: &Path, old: &Path, error: &io::Error) -> PublishError {
    let (target, old, Say { vi, en }) = (target.display(), old.display(), system_words(error));
    PublishError::environment(
        say!("không đưa được {old} về {target}: {vi}", "cannot move {old} back to {target}: {en}"),
        say!(
            "trang đang nằm nguyên vẹn ở {old}: sửa lỗi trên rồi chạy lại, hoặc tự đổi tên thư mục ấy",
            "the site lies whole in {old}: mend this and run again, or rename that folder yourself"
        ),
    )
}

/// What others have in the folder that cannot be taken along to the new one, and why.
pub(super) fn carry_error(path: &Path, error: &io::Error) -> PublishError {
    let (path, Say { vi, en }) = (path.display(), system_words(error));
    PublishError::untouched(
        say!(
            "{path} là của người khác và không mang theo sang trang mới được: {vi}",
            "{path} is somebody else's and cannot be taken along to the new site: {en}"
        ),
        say!(
            "cho người chạy quyche quyền đọc nó (với thư mục: cả quyền mở), hoặc chuyển nó ra khỏi thư mục của trang, rồi chạy lại",
            "let whoever runs quyche read it (a folder: open it too), or move it out of the folder of the site, and run again"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(kind: io::ErrorKind) -> PublishError {
        io_error(Path::new("/x"), &kind.into())
    }

    #[test]
    fn what_is_said_of_the_folder_is_what_stands_there() {
        for kind in [io::ErrorKind::StorageFull, io::ErrorKind::ResourceBusy, io::ErrorKind::Other] {
            let whole = fault(kind);
            assert!(whole.help.vi.contains("còn nguyên") && whole.help.en.contains("as it was"), "{whole:?}");
            let mixed = whole.clone().mixed();
            assert!(!mixed.help.vi.contains("còn nguyên") && !mixed.help.en.contains("as it was"), "{mixed:?}");
            assert!(mixed.help.vi.contains("lẫn tệp") && mixed.help.en.contains("`quyche publish` again"), "{mixed:?}");
        }
    }

    #[test]
    fn a_busy_file_is_no_mount_point_and_a_folder_that_cannot_be_replaced_may_be_one() {
        assert!(!fault(io::ErrorKind::ResourceBusy).help.en.contains("mount"));
        let place = place_error(Path::new("/x"), &io::ErrorKind::ResourceBusy.into());
        assert!(place.help.en.contains("mount point") && place.help.vi.contains("điểm gắn"), "{place:?}");
        assert_eq!(place_error(Path::new("/x"), &io::ErrorKind::StorageFull.into()), fault(io::ErrorKind::StorageFull));
    }

    #[test]
    fn a_site_that_is_away_is_not_said_to_stand() {
        let error = away_error(Path::new("/x"), Path::new("/y"), &io::ErrorKind::PermissionDenied.into());
        assert!(error.help.vi.contains("ở /y") && error.help.en.contains("in /y"), "{error:?}");
        assert!(!error.help.en.contains("stands"), "{error:?}");
    }

    #[test]
    fn what_cannot_be_read_is_not_said_to_be_written() {
        let error = read_error(Path::new("/x"), &io::ErrorKind::PermissionDenied.into());
        assert!(error.message.vi.contains("không đọc được") && error.message.en.contains("cannot read"));
        assert!(!error.help.vi.contains("quyền ghi") && !error.help.en.contains("write"), "{error:?}");
    }
}
