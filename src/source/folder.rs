//! The project's folder, read once, in one order on every machine.
//!
//! Bounds of design 7: text file ≤ 4 MiB (looked at before reading, so a sparse gigabyte costs nothing), all texts together
//! ≤ 64 MiB, depth ≤ 64, files ≤ 100,000 whatever they are; symbolic links are followed only within the project, also where
//! the folder of the content itself is one. Whoever has a larger office says so, and the bounds that follow from the size of a
//! file follow it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use walkdir::WalkDir;

use super::bytes::{Decoded, decode};
use super::kept::Kept;
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Say, Span, is_steering, printable_name};
use crate::say;

/// What the folder may hold at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one text file.
    pub file_bytes: u64,
    /// Bytes of all of them.
    pub all_bytes: u64,
    /// Depth of folders.
    pub depth: usize,
    /// Number of files.
    pub files: usize,
    /// Entries of one list or map of a YAML file.
    pub entries: usize,
}

impl Limits {
    /// MiB of one text file, unless more are asked for.
    pub const FILE_MIB: u16 = 4;
    /// The most that can be asked for: positions are 32 bits, and all of it is held in memory.
    pub const MOST_FILE_MIB: u16 = 256;

    /// The bounds where one text file may have so many MiB. All texts together and the entries of a list grow with it: a file
    /// twice as large that may hold no more rows, or be read by half, would be no larger.
    #[must_use]
    pub fn of_file(mib: u16) -> Self {
        let mib = mib.clamp(Self::FILE_MIB, Self::MOST_FILE_MIB);
        let file_bytes = u64::from(mib) << 20;
        // The rows of twenty thousand provisions are 3 MB and fit the usual bounds.
        Self { file_bytes, all_bytes: 16 * file_bytes, depth: 64, files: 100_000, entries: 12_500 * usize::from(mib) }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::of_file(Self::FILE_MIB)
    }
}

/// One text file of the project.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path from the content folder, with `/`, in NFC: `regulation/2021-11-19.md`.
    pub path: String,
    /// Its place in the table of files.
    pub file: FileId,
}

/// The files of one run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Names and texts, for positions.
    pub files: Files,
    /// `quyche.yaml`, when it could be read.
    pub config: Option<FileId>,
    /// The readable `.md` and `.yaml` files of the content folder, by path.
    pub content: Vec<Source>,
    /// Paths of text files that are read by nobody, for their extension: `units.yaml.txt`, `units.YAML`.
    pub ignored: Vec<String>,
    /// Paths that are there but could not be read: what they would have declared is not to be missed aloud again.
    pub unreadable: Vec<String>,
    /// The bounds they were read within, and are taken apart within.
    pub limits: Limits,
    /// What was parsed before, for whoever reads the same folder again.
    pub kept: Option<Kept>,
}

/// Reads `root/quyche.yaml` and every `.md`, `.yaml` and `.yml` file below `content`. Faults are reported, the rest is
/// read all the same.
#[must_use]
pub fn load(root: &Path, content: &Path, limits: Limits) -> (Sources, Report) {
    let mut sources = Sources { limits, ..Sources::default() };
    let mut report = Report::default();
    let inside = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let config = root.join("quyche.yaml");
    match strange_link(&config, "quyche.yaml", &inside).filter(|_| config.is_symlink()) {
        Some(fault) => report.push(fault),
        None => sources.config = read(&config, "quyche.yaml", limits, &mut sources, &mut report),
    }
    let prefix = content.strip_prefix(root).unwrap_or(content);
    let prefix = slashed(prefix);
    if let Some(fault) = outside(content, &prefix, &inside) {
        report.push(fault);
        // What every office has is there, and was not read.
        let there = ["units.yaml", "roles.yaml", "duties.yaml", "regulation/"];
        sources.unreadable.extend(there.map(str::to_owned));
        return (sources, report);
    }
    let walk = WalkDir::new(content).max_depth(limits.depth).sort_by_file_name().follow_links(false);
    let mut count = 0;
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = e.path().unwrap_or(content).display().to_string();
                let error = e.to_string();
                report.push(Diagnostic::new(
                    Code::FileUnreadable,
                    None,
                    say!("không đọc được {path}: {error}", "cannot read {path}: {error}"),
                ));
                continue;
            }
        };
        let path = slashed(entry.path().strip_prefix(content).unwrap_or(entry.path()));
        let name = printable_name(&format!("{prefix}/{path}"));
        count += 1;
        if count > limits.files {
            let most = limits.files;
            let message = say!("{prefix}/ có hơn {most} tệp", "{prefix}/ holds more than {most} files");
            let help = say!("chuyển những gì không phải nội dung ra ngoài", "move out what is no content");
            report.push(whole_file(Code::TooMany, message).help(help));
            break;
        }
        // Editors leave hidden links and copies beside the file being written.
        if hidden(&path) {
            continue;
        }
        if entry.path_is_symlink()
            && let Some(fault) = strange_link(entry.path(), &name, &inside)
        {
            report.push(fault);
            sources.unreadable.push(path);
            continue;
        }
        if entry.file_type().is_dir() {
            if entry.depth() >= limits.depth {
                let most = limits.depth;
                report.push(
                    whole_file(
                        Code::TooMany,
                        say!("{name} nằm sâu quá {most} bậc thư mục", "{name} lies deeper than {most} folders"),
                    )
                    .help(say!("chuyển thư mục này ra ngoài", "move the folder out")),
                );
            }
            continue;
        }
        let extension = entry.path().extension().and_then(|e| e.to_str()).unwrap_or("");
        if !matches!(extension, "md" | "yaml" | "yml") {
            if matches!(extension.to_ascii_lowercase().as_str(), "md" | "yaml" | "yml" | "txt" | "markdown") {
                sources.ignored.push(path);
            }
            continue;
        }
        match read(entry.path(), &name, limits, &mut sources, &mut report) {
            Some(file) => sources.content.push(Source { path, file }),
            None => sources.unreadable.push(path),
        }
    }
    (sources, report)
}

/// A folder that is a link, or lies below one, and leads out of the project.
pub(super) fn outside(folder: &Path, name: &str, root: &Path) -> Option<Diagnostic> {
    let out = fs::canonicalize(folder).is_ok_and(|target| !target.starts_with(root));
    out.then(|| {
        let message = say!(
            "{name} là liên kết trỏ ra ngoài dự án; không đọc",
            "{name} is a link that leads out of the project; not read"
        );
        let help = say!("thay liên kết bằng chính thư mục ấy", "put the folder itself in place of the link");
        whole_file(Code::LinkOutside, message).help(help)
    })
}

/// A link is followed when what it finally points at is a file within the project; a loop never resolves.
pub(super) fn strange_link(link: &Path, name: &str, root: &Path) -> Option<Diagnostic> {
    let fault = match fs::canonicalize(link) {
        Ok(target) if target.starts_with(root) && target.is_file() => return None,
        Ok(target) if target.starts_with(root) => whole_file(
            Code::FileUnreadable,
            say!("{name} là liên kết trỏ đến một thư mục; không đọc", "{name} is a link to a folder; not read"),
        ),
        Ok(_) => whole_file(
            Code::LinkOutside,
            say!(
                "{name} là liên kết trỏ ra ngoài dự án; không đọc",
                "{name} is a link that leads out of the project; not read"
            ),
        ),
        Err(_) => whole_file(
            Code::FileUnreadable,
            say!(
                "{name} là liên kết hỏng: không có gì ở nơi nó trỏ đến, hoặc nó trỏ về chính nó",
                "{name} is a broken link: nothing is where it points, or it points at itself"
            ),
        ),
    };
    Some(fault.help(say!("thay liên kết bằng chính tệp ấy", "put the file itself in place of the link")))
}

fn hidden(path: &str) -> bool {
    path.split('/').any(|p| p.starts_with('.') || p.starts_with('~'))
}

/// A path as the clerk sees it: `/` on every system, NFC whatever the file system stores.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    crate::text::nfc(&parts.join("/"))
}

fn read(path: &Path, name: &str, limits: Limits, sources: &mut Sources, report: &mut Report) -> Option<FileId> {
    let size = match fs::metadata(path) {
        Ok(meta) if meta.is_file() => meta.len(),
        Ok(_) => {
            report.push(
                whole_file(Code::FileUnreadable, say!("{name} không phải là tệp", "{name} is not a file"))
                    .help(say!("xóa nó, hoặc thay bằng tệp văn bản", "delete it, or put a text file in its place")),
            );
            return None;
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && name == "quyche.yaml" => return None,
        Err(e) => {
            report
                .push(whole_file(Code::FileUnreadable, say!("không đọc được {name}: {e}", "cannot read {name}: {e}")));
            return None;
        }
    };
    if size > limits.file_bytes {
        let (mib, most) = (size >> 20, limits.file_bytes >> 20);
        report.push(
            whole_file(
                Code::FileTooLarge,
                say!("{name} có {mib} MiB, quá mức {most} MiB", "{name} has {mib} MiB, more than {most} MiB"),
            )
            .help(say!(
                "kiểm tra có phải tệp văn bản không; ảnh và tệp khác không đặt ở đây",
                "make sure it is a text file; pictures and other files do not belong here"
            )),
        );
        return None;
    }
    // What grows while it is read, or says it has no size, is bounded all the same.
    let mut bytes = Vec::new();
    let taken = File::open(path).and_then(|file| file.take(limits.file_bytes).read_to_end(&mut bytes));
    match taken {
        Ok(_) => {}
        Err(e) => {
            report
                .push(whole_file(Code::FileUnreadable, say!("không đọc được {name}: {e}", "cannot read {name}: {e}")));
            return None;
        }
    };
    let together = sources.files.bytes().saturating_add(bytes.len() as u64);
    if together > limits.all_bytes {
        let most = limits.all_bytes >> 20;
        let message = say!(
            "các tệp văn bản cộng lại quá {most} MiB; từ {name} trở đi không đọc",
            "the text files have more than {most} MiB together; {name} and what follows is not read"
        );
        report.push(
            whole_file(Code::TooMany, message)
                .help(say!("chuyển những gì không phải nội dung ra ngoài", "move out what is no content")),
        );
        return None;
    }
    match decode(&bytes) {
        Decoded::Text { text, utf16 } => {
            let file = sources.files.add(name, text);
            if utf16 {
                let message = say!("{name} lưu dạng UTF-16", "{name} is saved as UTF-16");
                let help = say!("lưu lại tệp dạng UTF-8", "save the file as UTF-8");
                report.push(Diagnostic::new(Code::FileUtf16, Span::new(file, 0, 0), message).help(help));
            }
            control_characters(sources, file, report).then_some(file)
        }
        Decoded::NotText { line, byte } => {
            // The readable part is kept so that the fault has a line to show.
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let file = sources.files.add(name, text);
            let at = sources.files.text(file).find('\u{FFFD}').unwrap_or(0);
            report.push(
                Diagnostic::new(
                    Code::FileEncoding,
                    Span::new(file, at, at + '\u{FFFD}'.len_utf8()),
                    say!(
                        "{name} không phải văn bản Unicode: dòng {line}, byte {byte}",
                        "{name} is not Unicode text: line {line}, byte {byte}"
                    ),
                )
                .help(say!(
                    "chuyển tệp từ TCVN3/VNI sang Unicode rồi lưu dạng UTF-8; nếu là ảnh hay Word thì không đặt ở đây",
                    "convert the file from TCVN3/VNI to Unicode and save it as UTF-8; pictures and Word files do not belong here"
                )),
            );
            None
        }
    }
}

fn whole_file(code: Code, message: Say) -> Diagnostic {
    Diagnostic::new(code, None, message)
}

/// Reports the first control character of a file; true when there is none.
fn control_characters(sources: &Sources, file: FileId, report: &mut Report) -> bool {
    let text = sources.files.text(file);
    let Some(at) = text.find(is_steering) else { return true };
    let c = text[at..].chars().next().unwrap_or('\0');
    let (code, len) = (u32::from(c), c.len_utf8());
    report.push(
        Diagnostic::new(
            Code::ControlCharacter,
            Span::new(file, at, at + len),
            say!(
                "ký tự điều khiển U+{code:04X}, không hiện ra khi in",
                "control character U+{code:04X}, which does not show in print"
            ),
        )
        .help(say!("xóa ký tự này", "delete the character")),
    );
    false
}
