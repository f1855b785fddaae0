//! Which folders may become a site (design 7, promise 2; case F27).
//!
//! Compared after symbolic links are resolved: `-o ./a/../..` and a link to the home folder are what they lead to.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf, Prefix};
use std::{fs, io};

use super::error::{PublishError, read_error};
use crate::say;

/// The folders that must survive. They need not exist.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// Must neither be the target nor lie in it: the project, the home folder.
    pub around: Vec<PathBuf>,
    /// Must besides not contain the target, since what lies there is read as input: `content`, `themes`.
    pub inputs: Vec<PathBuf>,
}

/// A folder that passed: where the site stands, and the names beside it that are ours to use.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The folder of the site, links resolved.
    pub target: PathBuf,
    /// The folder it lies in.
    pub parent: PathBuf,
    name: OsString,
}

impl Place {
    /// Where the new site is written; afterwards the old one waits here for its deletion.
    pub fn staging(&self) -> PathBuf {
        self.beside(".quyche-staging-")
    }

    /// Where the old site waits on systems that cannot swap two folders at once.
    pub fn old(&self) -> PathBuf {
        self.beside(".quyche-old-")
    }

    /// Where earlier releases are kept.
    pub fn releases(&self) -> PathBuf {
        self.beside(".quyche-releases-")
    }

    /// The file whose lock admits one writer.
    pub fn lock(&self) -> PathBuf {
        self.beside(".quyche-lock-")
    }

    fn beside(&self, prefix: &str) -> PathBuf {
        let mut name = OsString::from(prefix);
        name.push(&self.name);
        self.parent.join(name)
    }
}

impl Guard {
    /// Resolves `target`, or refuses it.
    pub(super) fn place(&self, target: &Path) -> Result<Place, PublishError> {
        let shown = target.display();
        let choose = || {
            say!(
                "chọn một thư mục riêng cho trang bằng -o, ví dụ -o output",
                "choose a folder of its own for the site with -o, e.g. -o output"
            )
        };
        let resolved = resolve(target).map_err(|e| read_error(target, &e))?;
        let (Some(parent), Some(name)) = (resolved.parent(), resolved.file_name()) else {
            return Err(PublishError::refused(
                say!("{shown} là gốc của ổ đĩa", "{shown} is the root of the disk"),
                choose(),
            ));
        };
        for kept in self.around.iter().chain(&self.inputs) {
            if resolve(kept).is_ok_and(|kept| kept.starts_with(&resolved)) {
                let kept = kept.display();
                return Err(PublishError::refused(
                    say!(
                        "{shown} chứa thư mục {kept}, không được thay thế",
                        "{shown} contains {kept}, which must not be replaced"
                    ),
                    choose(),
                ));
            }
        }
        for input in &self.inputs {
            if resolve(input).is_ok_and(|input| resolved.starts_with(&input)) {
                let input = input.display();
                return Err(PublishError::refused(
                    say!(
                        "{shown} nằm trong {input}, là nơi chứa nội dung nguồn",
                        "{shown} lies in {input}, where the sources are"
                    ),
                    choose(),
                ));
            }
        }
        if name.to_string_lossy().starts_with(".quyche-") {
            return Err(PublishError::refused(
                say!(
                    "tên {shown} dành cho tệp tạm của quyche",
                    "the name {shown} is kept for quyche's own temporary files"
                ),
                choose(),
            ));
        }
        let (parent, name) = (parent.to_path_buf(), name.to_os_string());
        Ok(Place { target: resolved, parent, name })
    }
}

/// The path with links, `.` and `..` resolved as far as it exists; what does not exist yet is appended as it is.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut missing: Vec<&OsStr> = Vec::new();
    let mut known = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    loop {
        match fs::canonicalize(known) {
            Ok(mut resolved) => {
                resolved.extend(missing.iter().rev());
                return Ok(usual(resolved));
            }
            // A link that leads nowhere exists as a link: writing through it would create what nobody named.
            Err(e) if e.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(known).is_err() => {
                let Some(Component::Normal(name)) = known.components().next_back() else { return Err(e) };
                missing.push(name);
                known = known.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            }
            Err(e) => return Err(e),
        }
    }
}

/// The path as people write it: Windows resolves to `\\?\C:\…`, which neither Explorer nor a command line takes.
fn usual(path: PathBuf) -> PathBuf {
    let mut parts = path.components();
    let Some(Component::Prefix(prefix)) = parts.next() else { return path };
    let mut root = match prefix.kind() {
        Prefix::VerbatimDisk(letter) => OsString::from(format!("{}:", char::from(letter))),
        Prefix::VerbatimUNC(server, share) => {
            [OsStr::new(r"\\"), server, OsStr::new(r"\"), share].into_iter().collect()
        }
        _ => return path,
    };
    root.push(parts.as_path());
    PathBuf::from(root)
}
