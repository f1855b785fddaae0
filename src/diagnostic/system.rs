//! What the system says went wrong with a file, in a clerk's words. The system itself speaks English, and not to clerks.

use std::io::{Error, ErrorKind};

use super::Say;
use crate::say;

/// Why the system refused, to stand behind a colon. The system's own number stands where its kind says too little.
#[must_use]
pub fn system_words(error: &Error) -> Say {
    match error.kind() {
        ErrorKind::PermissionDenied => say!("không có quyền", "permission is denied"),
        ErrorKind::NotFound => say!("tệp hoặc thư mục ấy không có, hoặc không còn", "there is no such file or folder"),
        ErrorKind::StorageFull => say!("ổ đĩa đã đầy", "the disk is full"),
        ErrorKind::QuotaExceeded => say!("đã hết hạn mức dung lượng", "the quota is used up"),
        ErrorKind::FileTooLarge => say!("tệp lớn quá mức cho phép", "the file is larger than the system allows"),
        ErrorKind::ReadOnlyFilesystem => say!("ổ đĩa chỉ cho đọc", "the disk may only be read"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            say!("chương trình khác đang dùng", "another program uses it")
        }
        ErrorKind::AlreadyExists => say!("đã có sẵn", "it is there already"),
        ErrorKind::NotADirectory => {
            say!("một phần của đường dẫn không phải thư mục", "a part of the path is no folder")
        }
        ErrorKind::IsADirectory => say!("đó là một thư mục", "it is a folder"),
        ErrorKind::DirectoryNotEmpty => say!("thư mục không rỗng", "the folder is not empty"),
        ErrorKind::CrossesDevices => say!("hai nơi ở hai ổ đĩa khác nhau", "the two places are on different disks"),
        ErrorKind::InvalidFilename => say!("tên tệp không hợp lệ hoặc quá dài", "the file name is invalid or too long"),
        ErrorKind::AddrInUse => say!("chương trình khác đang dùng", "another program uses it"),
        ErrorKind::TimedOut => say!("chờ quá lâu không có trả lời", "no answer in time"),
        ErrorKind::Unsupported => say!("ổ đĩa này không làm được việc ấy", "this disk cannot do that"),
        _ => match error.raw_os_error() {
            Some(code) => say!("hệ điều hành báo lỗi {code}", "the system reports error {code} ({error})"),
            None => say!("{error}", "{error}"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_the_language_of_the_reader() {
        for code in [1, 2, 5, 13, 16, 17, 18, 20, 21, 26, 27, 28, 30, 36, 39, 98, 110, 122] {
            let words = system_words(&Error::from_raw_os_error(code));
            assert!(!words.vi.contains("os error") && !words.vi.is_ascii(), "{code}: {words:?}");
            assert!(words.en.is_ascii(), "{code}: {words:?}");
        }
        assert_eq!(system_words(&Error::from_raw_os_error(13)).vi, "không có quyền");
        assert!(system_words(&Error::from_raw_os_error(5)).vi.ends_with("lỗi 5"));
    }
}
