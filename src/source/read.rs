//! Files found in the folder, read within their bounds: as text, or what is wrong with each, in their order.
//!
//! Some are read at a time, side by side, together no more bytes than one file may have, by the sizes the system tells. Where it tells
//! less than there is, sixteen files at most are held beyond the bound of all texts together.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::bytes::{Decoded, decode};
use super::folder::{Limits, unreadable, whole_file};
use super::saved::Saved;
use super::unseen;
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Span, first_steering};
use crate::say;

/// A file that is there.
pub(super) struct Found {
    /// Where it lies.
    pub place: PathBuf,
    /// What it is called in messages.
    pub name: String,
}

/// Files read at a time, at most: one that says it has no size may have one all the same.
const AT_A_TIME: usize = 16;

/// Reads files into `files`; for each its place there, or nothing where it is no text that could be read, which is reported. That
/// there is no `quyche.yaml` is not.
pub(super) fn read(found: &[Found], limits: Limits, files: &mut Files, report: &mut Report) -> Vec<Option<FileId>> {
    let mut read = Vec::new();
    // One that the system tells nothing of says why when it is opened.
    let told: Vec<(&Found, Option<Metadata>)> = found.iter().map(|f| (f, fs::metadata(&f.place).ok())).collect();
    let mut rest = &told[..];
    while !rest.is_empty() {
        let mut bytes = 0;
        let fits = |(_, meta): &&(&Found, Option<Metadata>)| {
            bytes += meta.as_ref().map_or(0, Metadata::len);
            bytes <= limits.file_bytes
        };
        let (some, others) = rest.split_at(rest.iter().take(AT_A_TIME).take_while(fits).count().max(1));
        let look = |(found, meta): &(&Found, Option<Metadata>)| Look::at(&found.place, meta.as_ref(), limits);
        let looks: Vec<Look> = some.par_iter().with_max_len(1).map(look).collect();
        read.extend(some.iter().zip(looks).map(|((found, _), look)| look.settle(&found.name, limits, files, report)));
        rest = others;
    }
    read
}

/// What a file turns out to be.
enum Look {
    NotFile,
    Unreadable(io::Error),
    /// It has so many bytes.
    TooLarge(u64),
    /// Its bytes as text, how many they are, and where the first control character stands.
    Text {
        bytes: usize,
        text: String,
        utf16: bool,
        steering: Option<usize>,
    },
    /// Where it is none, and what of it can be read.
    NotText {
        bytes: usize,
        line: usize,
        byte: usize,
        readable: String,
        saved: Saved,
    },
}

impl Look {
    fn at(place: &Path, told: Option<&Metadata>, limits: Limits) -> Self {
        match told {
            Some(meta) if !meta.is_file() => return Self::NotFile,
            Some(meta) if meta.len() > limits.file_bytes => return Self::TooLarge(meta.len()),
            _ => {}
        }
        // What grows while it is read, or says it has no size, is bounded all the same.
        let mut read = Vec::with_capacity(told.map_or(0, |meta| usize::try_from(meta.len()).unwrap_or(0)) + 1);
        let taken = File::open(place).and_then(|file| file.take(limits.file_bytes).read_to_end(&mut read));
        if let Err(e) = taken {
            return Self::Unreadable(e);
        }
        let bytes = read.len();
        match decode(read) {
            Decoded::Text { text, utf16 } => {
                let steering = first_steering(&text);
                Self::Text { bytes, text, utf16, steering }
            }
            // The readable part is kept so that the fault has a line to show.
            Decoded::NotText { line, byte, readable, saved } => Self::NotText { bytes, line, byte, readable, saved },
        }
    }

    /// Takes a text into `files`, and says what is wrong.
    fn settle(self, name: &str, limits: Limits, files: &mut Files, report: &mut Report) -> Option<FileId> {
        match self {
            Self::Text { bytes, .. } | Self::NotText { bytes, .. } if too_many(bytes, files, limits) => {
                let most = limits.all_bytes >> 20;
                let message = say!(
                    "các tệp văn bản cộng lại quá {most} MiB; từ {name} trở đi không đọc",
                    "the text files have more than {most} MiB together; {name} and what follows is not read"
                );
                report.push(
                    whole_file(Code::TooMany, message)
                        .help(say!(
                            "chuyển những gì không phải nội dung ra ngoài; nội dung thật sự lớn như vậy thì chạy với --file-limit lớn hơn",
                            "move out what is no content; if there really is that much, run with a larger --file-limit"
                        )),
                );
                None
            }
            Self::Text { text, utf16, steering, .. } => {
                let file = files.add(name, text);
                if utf16 {
                    let message = say!("{name} lưu dạng UTF-16", "{name} is saved as UTF-16");
                    let help = say!("lưu lại tệp dạng UTF-8", "save the file as UTF-8");
                    report.push(Diagnostic::new(Code::FileUtf16, Span::new(file, 0, 0), message).help(help));
                }
                let ruined = unseen::judge(file, name, files.text(file), report);
                if let Some(at) = steering.filter(|_| !ruined) {
                    report.push(control_character(file, at, files.text(file)));
                }
                (steering.is_none() && !ruined).then_some(file)
            }
            Self::NotText { line, byte, readable, saved, .. } => {
                let file = files.add(name, readable);
                report.push(not_text(name, (line, byte), file, files.text(file)).help(saved.help()));
                None
            }
            Self::TooLarge(size) => {
                let (mib, most) = (size >> 20, limits.file_bytes >> 20);
                // In tenths, rounded up: a file beyond the limit is never said to be of just that size.
                let tenth = ((size & 0xF_FFFF) * 10).div_ceil(1 << 20);
                let (mib, tenth) = (mib + tenth / 10, tenth % 10);
                let message = say!(
                    "{name} có {mib},{tenth} MiB, quá mức {most} MiB",
                    "{name} has {mib}.{tenth} MiB, more than {most} MiB"
                );
                report.push(whole_file(Code::FileTooLarge, message).help(say!(
                    "kiểm tra có phải tệp văn bản không; ảnh và tệp khác không đặt ở đây. Nội dung thật sự lớn như vậy thì chạy với --file-limit lớn hơn",
                    "make sure it is a text file; pictures and other files do not belong here. If there really is that much, run with a larger --file-limit"
                )));
                None
            }
            Self::NotFile => {
                report.push(
                    whole_file(Code::FileUnreadable, say!("{name} không phải là tệp", "{name} is not a file"))
                        .help(say!("xóa nó, hoặc thay bằng tệp văn bản", "delete it, or put a text file in its place")),
                );
                None
            }
            Self::Unreadable(e) if e.kind() == io::ErrorKind::NotFound && name == "quyche.yaml" => None,
            Self::Unreadable(e) => {
                report.push(unreadable(name, Some(&e)));
                None
            }
        }
    }
}

/// Whether so many bytes more are more than all texts together may have.
fn too_many(bytes: usize, files: &Files, limits: Limits) -> bool {
    files.bytes().saturating_add(bytes as u64) > limits.all_bytes
}

fn control_character(file: FileId, at: usize, text: &str) -> Diagnostic {
    let c = text[at..].chars().next().unwrap_or('\0');
    let (code, len) = (u32::from(c), c.len_utf8());
    Diagnostic::new(
        Code::ControlCharacter,
        Span::new(file, at, at + len),
        say!(
            "ký tự điều khiển U+{code:04X}, không hiện ra khi in",
            "control character U+{code:04X}, which does not show in print"
        ),
    )
    .help(say!("xóa ký tự này", "delete the character"))
}

fn not_text(name: &str, (line, byte): (usize, usize), file: FileId, readable: &str) -> Diagnostic {
    let at = readable.find('\u{FFFD}').unwrap_or(0);
    Diagnostic::new(
        Code::FileEncoding,
        Span::new(file, at, at + '\u{FFFD}'.len_utf8()),
        say!(
            "{name} không phải văn bản Unicode: dòng {line}, byte {byte}",
            "{name} is not Unicode text: line {line}, byte {byte}"
        ),
    )
}
