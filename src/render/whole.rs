//! All files of a site on their way to whoever takes them: no address is given twice, and in the end every link is proved.
//!
//! Nothing is kept of a file but its address and what its links need, so that a site may be larger than the memory.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

use super::links::{Links, no_page, no_place};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::say;
use crate::site::{PathFault, RelPath, Sink};

/// See the module. Files may come from several threads.
pub struct Whole<'s> {
    sink: &'s dyn Sink,
    known: Mutex<Known>,
}

/// What is known of the files that came.
#[derive(Default)]
struct Known {
    /// Every address; a page with its links.
    files: BTreeMap<RelPath, Option<Links>>,
    /// The addresses of the pages in the order in which they came.
    pages: Vec<RelPath>,
    /// What links lead to, by a word that is quickly compared, and the pages it is asked for on, by their place in `pages`.
    targets: BTreeMap<(u64, String), Vec<usize>>,
    report: Report,
}

impl<'s> Whole<'s> {
    /// A site whose files go to `sink`.
    #[must_use]
    pub fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, known: Mutex::default() }
    }

    /// Takes a file. One whose address is none or is taken is reported and goes nowhere.
    pub fn file(&self, path: impl Into<String>, bytes: Vec<u8>) {
        let path = match RelPath::new(path) {
            Ok(path) => path,
            Err(fault) => return self.fault(path_fault(&fault)),
        };
        let links = path.as_str().ends_with(".html").then(|| Links::of(path.as_str(), &bytes));
        if let Err(fault) = self.known.lock().unwrap_or_else(PoisonError::into_inner).add(&path, links) {
            return self.fault(path_fault(&fault));
        }
        self.sink.take(path, bytes);
    }

    /// Takes a finding about a file that could not be made.
    pub fn fault(&self, fault: Diagnostic) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).report.push(fault);
    }

    /// What is wrong with the site, when all its files have come.
    #[must_use]
    pub fn proved(self) -> Report {
        let Known { files, pages, targets, mut report } =
            self.known.into_inner().unwrap_or_else(PoisonError::into_inner);
        for ((_, link), asked) in &targets {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let fault: fn(&str, &str) -> Diagnostic = match files.get(path) {
                None => no_page,
                Some(Some(links)) if !anchor.is_empty() && !links.has(anchor) => no_place,
                Some(_) => continue,
            };
            asked.iter().for_each(|page| report.push(fault(pages[*page].as_str(), link)));
        }
        report.sorted()
    }
}

impl Known {
    fn add(&mut self, path: &RelPath, links: Option<Links>) -> Result<(), PathFault> {
        let Entry::Vacant(place) = self.files.entry(path.clone()) else {
            return Err(PathFault::Taken(path.as_str().to_owned()));
        };
        let mut links = links;
        if let Some(links) = &mut links {
            let page = self.pages.len();
            self.pages.push(path.clone());
            for target in std::mem::take(&mut links.targets) {
                self.targets.entry(target).or_default().push(page);
            }
            self.report.extend(std::mem::take(&mut links.report));
        }
        place.insert(links);
        Ok(())
    }
}

/// A file that found no place in the site, as a finding.
fn path_fault(fault: &PathFault) -> Diagnostic {
    let message = match fault {
        PathFault::Taken(path) => say!("hai tệp cùng địa chỉ {path}", "two files have the address {path}"),
        PathFault::Malformed(path) => {
            let shown: String = path.chars().take(80).collect();
            say!("«{shown}» không dùng làm địa chỉ được", "`{shown}` cannot be an address")
        }
    };
    Diagnostic::new(Code::PathCollision, None, message)
}
