//! Why a site was not published, in words a clerk can act on.

use std::io;
use std::path::Path;

use crate::diagnostic::Say;
use crate::say;

/// Whose turn it is: the caller's (exit code 2) or the machine's keeper's (exit code 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The folder named may not be written. Nothing was touched.
    Refused,
    /// The disk, a permission or another run stands in the way. The old site stands.
    Environment,
}

/// A publication that did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishError {
    /// Whose turn it is.
    pub fault: Fault,
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}

impl PublishError {
    pub(super) fn refused(message: Say, help: Say) -> Self {
        Self { fault: Fault::Refused, message, help }
    }

    pub(super) fn environment(message: Say, help: Say) -> Self {
        Self { fault: Fault::Environment, message, help }
    }
}

/// The error of the operating system at `path`, with the advice that fits it.
pub(super) fn io_error(path: &Path, error: &io::Error) -> PublishError {
    let path = path.display();
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            say!(
                "ổ đĩa hết chỗ hoặc hết hạn mức: giải phóng dung lượng rồi chạy lại; trang cũ còn nguyên",
                "the disk or quota is full: make room and run again; the old site stands"
            )
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            say!(
                "cần quyền ghi vào thư mục này và thư mục chứa nó; trang cũ còn nguyên",
                "write permission is needed for this folder and the one it lies in; the old site stands"
            )
        }
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
            say!(
                "thư mục là điểm gắn ổ đĩa nên không thể thay thế: chọn một thư mục con trong đó bằng -o; trang cũ còn nguyên",
                "the folder is a mount point and cannot be replaced: choose a folder inside it with -o; the old site stands"
            )
        }
        _ => say!("sửa lỗi trên rồi chạy lại; trang cũ còn nguyên", "mend this and run again; the old site stands"),
    };
    PublishError::environment(say!("không ghi được {path}: {error}", "cannot write {path}: {error}"), help)
}
