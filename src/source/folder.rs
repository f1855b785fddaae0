//! The project's folder, read once, in one order on every machine.
//!
//! Bounds of design 7: text file ≤ 4 MiB (looked at before reading, so a sparse gigabyte costs nothing), all texts together
//! ≤ 64 MiB, depth ≤ 64, files ≤ 100,000 whatever they are; symbolic links are followed only within the project, also where
//! the folder of the content itself is one. Whoever has a larger office says so, and the bounds that follow from the size of a
//! file follow it.

use std::cmp::Ordering;
use std::path::Path;
use std::{fs, io};

use walkdir::{DirEntry, WalkDir};

use super::kept::Kept;
use super::read::{Found, read};
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Say, printable_name, system_words};
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
    /// Paths of text files that are read by nobody, for their extension: `units.yaml.txt`, `units.YAML`, `45-2026.docx`.
    pub ignored: Vec<String>,
    /// Names of YAML files beside the content folder, `quyche.yaml` not among them, in order: what lies there is not read.
    pub beside: Vec<String>,
    /// The content folder as it is named from the project's.
    pub content_name: String,
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
        None => {
            let found = Found { place: config, name: "quyche.yaml".to_owned() };
            sources.config = read(&[found], limits, &mut sources.files, &mut report).pop().flatten();
        }
    }
    let prefix = content.strip_prefix(root).unwrap_or(content);
    let prefix = slashed(prefix);
    sources.beside = beside(root);
    sources.content_name.clone_from(&prefix);
    if let Some(fault) = outside(content, &prefix, &inside) {
        report.push(fault);
        // What every office has is there, and was not read.
        let there = ["units.yaml", "roles.yaml", "duties.yaml", "regulation/"];
        sources.unreadable.extend(there.map(str::to_owned));
        return (sources, report);
    }
    let walk = WalkDir::new(content).max_depth(limits.depth).sort_by(told_before).follow_links(false);
    let (mut paths, mut found) = (Vec::new(), Vec::new());
    let mut count = 0;
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let inside = e.path().and_then(|p| p.strip_prefix(content).ok()).map(slashed);
                let name = match inside.as_deref() {
                    None | Some("") => prefix.clone(),
                    Some(path) => printable_name(&format!("{prefix}/{path}")),
                };
                report.push(unreadable(&name, e.io_error()));
                // What lies in it is there, for all that is known.
                sources.unreadable.extend(inside.map(|path| format!("{path}/")));
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
        let extension = entry.path().extension().and_then(|e| e.to_str()).unwrap_or("");
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
            if is_text(extension) {
                let message = say!("{name} là thư mục, không phải tệp", "{name} is a folder and not a file");
                let help = say!(
                    "đổi tên hoặc chuyển thư mục này đi, rồi đặt tệp {name} vào chỗ ấy",
                    "rename the folder or move it away, and put the file {name} in its place"
                );
                report.push(whole_file(Code::FileUnreadable, message).help(help));
                sources.unreadable.push(path);
            }
            continue;
        }
        if FOLDERS.contains(&path.as_str()) {
            let message = say!("{name} là tệp, phải là thư mục", "{name} is a file and must be a folder");
            let help = say!(
                "đổi tên tệp, lập thư mục {name} rồi đặt các tệp vào đó",
                "rename the file, make the folder {name} and put the files into it"
            );
            report.push(whole_file(Code::FileUnreadable, message).help(help));
            sources.unreadable.push(format!("{path}/"));
            continue;
        }
        if !is_text(extension) {
            let extension = extension.to_ascii_lowercase();
            if matches!(extension.as_str(), "md" | "yaml" | "yml" | "txt" | "markdown") || is_document(&extension) {
                sources.ignored.push(path);
            }
            continue;
        }
        paths.push(path);
        found.push(Found { place: entry.into_path(), name });
    }
    let read = read(&found, limits, &mut sources.files, &mut report);
    for (path, file) in paths.into_iter().zip(read) {
        match file {
            Some(file) => sources.content.push(Source { path, file }),
            None => sources.unreadable.push(path),
        }
    }
    (sources, report)
}

/// Which of two entries of one folder is read first. Findings are told in the order of their files.
fn told_before(a: &DirEntry, b: &DirEntry) -> Ordering {
    let place = |entry: &DirEntry| {
        let at = CITED_FIRST.iter().position(|name| entry.depth() == 1 && entry.file_name() == *name);
        at.unwrap_or(CITED_FIRST.len())
    };
    place(a).cmp(&place(b)).then_with(|| a.file_name().cmp(b.file_name()))
}

/// The YAML files that lie in the project's folder itself.
fn beside(root: &Path) -> Vec<String> {
    let names =
        fs::read_dir(root).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| name != "quyche.yaml" && Path::new(name).extension().is_some_and(|e| e == "yaml" || e == "yml"))
        .collect();
    names.sort();
    names
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

/// The folders of the content.
const FOLDERS: [&str; 4] = ["regulation", "decisions", "holidays", "pages"];

/// What the rest of the content cites or names, in this order before all else: the cause of a fault is told before what follows
/// from it.
const CITED_FIRST: [&str; 5] = ["regulation", "roles.yaml", "units.yaml", "decisions", "duties.yaml"];

/// What is read, by its extension.
fn is_text(extension: &str) -> bool {
    matches!(extension, "md" | "yaml" | "yml")
}

/// What a word processor writes, and nothing here reads.
pub(crate) fn is_document(extension: &str) -> bool {
    matches!(extension.to_ascii_lowercase().as_str(), "doc" | "docx" | "odt" | "rtf")
}

/// A file or folder that the system does not give out, and why, in the words of the reader.
pub(super) fn unreadable(name: &str, why: Option<&io::Error>) -> Diagnostic {
    let help = match why.map(io::Error::kind) {
        Some(io::ErrorKind::PermissionDenied) => say!(
            "cấp quyền đọc cho tài khoản chạy quyche, hoặc chạy quyche bằng tài khoản có quyền",
            "let the account that runs quyche read it, or run quyche by one that may"
        ),
        Some(io::ErrorKind::NotFound) => {
            say!("chạy lại khi không ai đang chép hoặc xóa tệp", "run again when nobody is copying or deleting files")
        }
        _ => say!("kiểm tra ổ đĩa hoặc kết nối mạng rồi chạy lại", "check the disk or the network and run again"),
    };
    let unsaid = || say!("hệ điều hành không nói vì sao", "the system does not say why");
    let Say { vi, en } = why.map_or_else(unsaid, system_words);
    whole_file(Code::FileUnreadable, say!("không đọc được {name}: {vi}", "cannot read {name}: {en}")).help(help)
}

fn hidden(path: &str) -> bool {
    path.split('/').any(|p| p.starts_with('.') || p.starts_with('~'))
}

/// A path as the clerk sees it: `/` on every system, NFC whatever the file system stores.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    crate::text::nfc(parts.join("/"))
}

pub(super) fn whole_file(code: Code, message: Say) -> Diagnostic {
    Diagnostic::new(code, None, message)
}
