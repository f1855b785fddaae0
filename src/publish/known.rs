//! What a folder says of itself: its manifest, taken apart once however often it is asked for. Of a large site it has megabytes.

use std::{fs, io};

use super::error::{PublishError, read_error};
use super::guard::Place;
use super::manifest::{MANIFEST, Manifest};
use crate::say;

/// The manifest of a folder as it was read last.
#[derive(Debug, Default)]
pub struct Known {
    /// To the letter; none where the folder is empty or not there.
    text: Option<String>,
    /// The same, taken apart; an empty one where there is none.
    pub(super) manifest: Manifest,
}

impl Known {
    /// The manifest of a folder.
    ///
    /// # Errors
    /// [`Fault::Refused`](super::Fault::Refused) when others have files there and we none, or what we wrote is damaged.
    pub(super) fn of(place: &Place) -> Result<Self, PublishError> {
        let mut known = Self::default();
        known.read(place)?;
        Ok(known)
    }

    /// To the letter; empty where there is none.
    pub(super) fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// Both.
    pub(super) fn into_parts(self) -> (String, Manifest) {
        (self.text.unwrap_or_default(), self.manifest)
    }

    /// Reads it again; what has the same letters is not taken apart again.
    pub(super) fn read(&mut self, place: &Place) -> Result<(), PublishError> {
        let text = text(place)?;
        if text != self.text {
            self.manifest = match &text {
                Some(text) => Manifest::from_json(text).ok_or_else(|| damaged(place))?,
                None => Manifest::default(),
            };
            self.text = text;
        }
        Ok(())
    }

    /// The same of a folder that `build` may write: one that was published keeps its releases and its addresses.
    pub(super) fn read_built(&mut self, place: &Place) -> Result<(), PublishError> {
        self.read(place)?;
        if self.manifest.publication.is_none() {
            return Ok(());
        }
        let shown = place.target.display();
        Err(PublishError::refused(
            say!(
                "{shown} là trang đang công bố bằng «quyche publish»",
                "{shown} is a site published by `quyche publish`"
            ),
            say!(
                "dùng «quyche publish» để thay nó (giữ bản cũ, không mất địa chỉ), hoặc dựng vào thư mục khác bằng -o",
                "use `quyche publish` to replace it (earlier releases and addresses are kept), or build into another folder with -o"
            ),
        ))
    }
}

/// What is written there; none where the folder is empty or not there.
fn text(place: &Place) -> Result<Option<String>, PublishError> {
    let target = &place.target;
    let shown = target.display();
    let mut entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) if e.kind() == io::ErrorKind::NotADirectory => {
            return Err(PublishError::refused(
                say!("{shown} là một tệp, không phải thư mục", "{shown} is a file, not a folder"),
                say!("chọn thư mục khác bằng -o", "choose another folder with -o"),
            ));
        }
        Err(e) => return Err(read_error(target, &e)),
    };
    let file = target.join(MANIFEST);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some(text)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            if entries.next().is_none() {
                return Ok(None);
            }
            Err(PublishError::refused(
                say!(
                    "thư mục {shown} có sẵn tệp không phải do quyche tạo ra",
                    "the folder {shown} holds files that quyche did not make"
                ),
                say!(
                    "chọn một thư mục trống hoặc chưa có bằng -o; quyche không xóa tệp của người khác",
                    "choose an empty or new folder with -o; quyche does not delete what others made"
                ),
            ))
        }
        Err(e) => Err(read_error(&file, &e)),
    }
}

fn damaged(place: &Place) -> PublishError {
    let file = place.target.join(MANIFEST);
    let shown = file.display();
    PublishError::refused(
        say!(
            "{shown} đã hỏng, nên không biết tệp nào do quyche tạo ra",
            "{shown} is damaged, so nobody can tell which files quyche made"
        ),
        say!(
            "chuyển thư mục này đi chỗ khác rồi dựng lại, hoặc chọn thư mục khác bằng -o",
            "move the folder away and build again, or choose another folder with -o"
        ),
    )
}
