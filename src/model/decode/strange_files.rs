//! Files that lie in the content folder and that nothing reads. The trap: `holiday/vn.yaml` or `units.yaml.txt` looks
//! right in a file manager, and what it says would be missing from the site without a word.

use super::folder;
use super::trees::must_be;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::source::{Sources, is_document};
use crate::text::nearest;

const FILES: [&str; 8] = [
    "units.yaml",
    "roles.yaml",
    "duties.yaml",
    "calendar.yaml",
    "overrides.yaml",
    "calendar.ledger.yaml",
    "glossary.yaml",
    "synonyms.yaml",
];
const FOLDERS: [(&str, &[&str]); 4] =
    [("regulation", &["md"]), ("decisions", &["yaml", "yml"]), ("holidays", &["yaml", "yml"]), ("pages", &["md"])];

/// A finding for each file that no part of the program reads.
pub(super) fn check(sources: &Sources, report: &mut Report) {
    let read = |path: &str| {
        FILES.contains(&path) || FOLDERS.iter().any(|(f, ext)| folder(sources, f, ext).any(|(_, s)| s.path == path))
    };
    let unread = sources.content.iter().filter(|s| !read(&s.path)).map(|s| &s.path);
    // A file that an office must have is told to be missing, and which this is with it.
    let told =
        |path: &str| meant(path).is_some_and(|name| must_be(&name) && !sources.content.iter().any(|s| s.path == name));
    let unread = unread.filter(|path| !told(path));
    let ignored = sources.ignored.iter().filter(|path| !is_document(extension(path)) || is_alone(sources, path));
    for path in unread.chain(ignored) {
        // At the end of all findings, where it is seen: there is no line of the file to look at.
        report.push(
            Diagnostic::new(
                Code::UnknownFile,
                None,
                say!("quyche không đọc tệp {path}", "quyche does not read the file {path}"),
            )
            .help(match meant(path) {
                Some(name) if is_document(extension(path)) => say!(
                    "đó là tệp của Word: chép lời trong đó vào {name}, hoặc chuyển tệp này ra ngoài",
                    "it is of a word processor: put what it says into {name}, or move the file out"
                ),
                Some(name) => say!("ý bạn là {name}?", "did you mean {name}?"),
                None => say!(
                    "các tệp được đọc: units.yaml, roles.yaml, duties.yaml, calendar.yaml, overrides.yaml, calendar.ledger.yaml, glossary.yaml, synonyms.yaml, regulation/*.md, decisions/*.yaml, holidays/*.yaml, pages/*.md",
                    "the files read are: units.yaml, roles.yaml, duties.yaml, calendar.yaml, overrides.yaml, calendar.ledger.yaml, glossary.yaml, synonyms.yaml, regulation/*.md, decisions/*.yaml, holidays/*.yaml, pages/*.md"
                ),
            }),
        );
    }
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether a file of a word processor lies in one of the folders without the file that says the same.
fn is_alone(sources: &Sources, path: &str) -> bool {
    let inside = path.split_once('/').is_some_and(|(dir, _)| FOLDERS.iter().any(|(folder, _)| *folder == dir));
    inside && meant(path).is_some_and(|name| !sources.content.iter().any(|s| s.path == name))
}

/// A finding for each file of the content that lies beside its folder, where nobody reads it: what it says would be missing.
pub(super) fn beside(sources: &Sources, report: &mut Report) {
    let there = |name: &&String| FILES.contains(&name.as_str()) && !sources.content.iter().any(|s| s.path == **name);
    let folder = &sources.content_name;
    for name in sources.beside.iter().filter(there) {
        let message = say!(
            "quyche không đọc tệp {name} nằm ngoài thư mục {folder}/",
            "quyche does not read the file {name} outside of {folder}/"
        );
        let help = say!("chuyển nó vào {folder}/{name}", "move it to {folder}/{name}");
        report.push(Diagnostic::new(Code::UnknownFile, None, message).help(help));
    }
}

/// The file that lies there for the one at `path`, which is missing.
pub(super) fn instead_of<'s>(sources: &'s Sources, path: &str) -> Option<&'s str> {
    sources
        .content
        .iter()
        .map(|s| s.path.as_str())
        .find(|other| *other != path && meant(other).as_deref() == Some(path))
}

/// The path that was most likely meant.
fn meant(path: &str) -> Option<String> {
    let path = path.trim_end_matches(".txt");
    let (dir, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    if dir.is_empty() {
        let name = format!("{stem}.yaml");
        return nearest(&name, FILES).first().map(|n| (*n).to_owned());
    }
    let folder = nearest(dir, FOLDERS.map(|(f, _)| f)).first().copied()?;
    let (_, extensions) = FOLDERS.into_iter().find(|(f, _)| *f == folder)?;
    let lower = extension.to_lowercase();
    let extension = extensions.iter().find(|e| **e == lower).or(extensions.first())?;
    Some(format!("{folder}/{stem}.{extension}"))
}
