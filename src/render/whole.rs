//! All files of a site on their way to whoever takes them: no address is given twice, and in the end every link is proved.
//!
//! Nothing is kept of a file but its address and what its links need, so that a site may be larger than the memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::last::{Last, links_of};
use super::links::{Dead, Links, Place, Target, decode};
use super::markdown;
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::FreePage;
use crate::say;
use crate::site::{PathFault, RelPath, Sink, routes};
use crate::text::Lookup;

/// See the module. Files may come from several threads.
pub struct Whole<'s> {
    sink: &'s dyn Sink,
    known: Mutex<Known>,
}

/// What is known of the files that came.
#[derive(Default)]
struct Known {
    /// Every address.
    files: BTreeMap<RelPath, File>,
    /// The addresses of the pages in the order in which they came.
    pages: Vec<RelPath>,
    /// What links lead to, and the place of each in the list by its word, or the next where that is another's.
    targets: Vec<(String, Asked)>,
    places: Lookup<u64, usize>,
    /// Where a person wrote the links of a page, by the page and the link without escapes.
    written: BTreeMap<(String, String), Span>,
    report: Report,
}

/// What is known of a file.
enum File {
    /// A page, with its links.
    Page(Links),
    /// A page that stands as it was, which nobody has read.
    Stands,
    /// No page.
    Other,
}

/// The pages a place is asked for on, by their own place in `pages`.
#[derive(Default)]
struct Asked {
    /// Where the link is written as we write it. There are hundreds of thousands.
    usual: Vec<u32>,
    /// Where it is spelled in another way, with the spelling.
    spelled: Vec<(u32, String)>,
}

impl<'s> Whole<'s> {
    /// A site whose files go to `sink`.
    #[must_use]
    pub fn new(sink: &'s dyn Sink) -> Self {
        Self { sink, known: Mutex::default() }
    }

    /// Notes where the links of free pages are written, before their pages come.
    pub fn written(&self, pages: &[FreePage]) {
        for page in pages {
            for (link, at) in markdown::links(&page.body) {
                let key = (routes::free_page(&page.id), decode(&link).into_owned());
                self.known().written.entry(key).or_insert_with(|| page.span.part(at.start, at.len()));
            }
        }
    }

    /// Whether the words pages are made of are of use: see [`Sink::remembers`].
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.sink.remembers()
    }

    /// Takes a file. One whose address is none or is taken is reported and goes nowhere.
    pub fn file(&self, path: impl Into<String>, bytes: Vec<u8>) {
        if let Some(path) = self.noted(path, &bytes) {
            self.sink.take(path, bytes, None);
        }
    }

    /// Takes a page, which is made unless one that was made of the same stands.
    pub fn page(&self, path: &str, made_of: Option<u64>, make: impl FnOnce() -> Result<Vec<u8>, Box<Diagnostic>>) {
        if let (Ok(address), Some(word)) = (RelPath::new(path), made_of)
            && self.sink.stands(&address, word)
        {
            let added = self.known().add(&address, File::Stands);
            return added.unwrap_or_else(|fault| self.fault(path_fault(&fault)));
        }
        match make() {
            Ok(html) => {
                if let Some(path) = self.noted(path, &html) {
                    self.sink.take(path, html, made_of);
                }
            }
            Err(fault) => self.fault(*fault),
        }
    }

    /// Notes a file and its links; nothing where its address is none or is taken, which is reported.
    fn noted(&self, path: impl Into<String>, bytes: &[u8]) -> Option<RelPath> {
        let added = RelPath::new(path).and_then(|path| {
            let page = path.as_str().ends_with(".html");
            let file = if page { File::Page(Links::of(path.as_str(), bytes)) } else { File::Other };
            // On a line of its own: a finding is noted under the same lock.
            let added = self.known().add(&path, file);
            added.map(|()| path)
        });
        added.map_err(|fault| self.fault(path_fault(&fault))).ok()
    }

    /// Takes a finding about a file that could not be made, or that another stands in the place of.
    pub fn fault(&self, fault: Diagnostic) {
        self.known().report.push(fault);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is wrong with the site, when all its files have come.
    #[must_use]
    pub fn proved(self) -> Report {
        let mut known = self.known.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Which of two files with one address came first is chance, and so is what their links would say.
        if known.report.iter().any(|d| d.code == Code::PathCollision) {
            return known.report.without(|d| d.code == Code::DeadLink).sorted();
        }
        let last = known.last(self.sink);
        if last.is_none() {
            known.read_what_stands(self.sink);
        }
        let told = |dead: Dead, page: &str, link: &str| dead.told(page, link, known.place_of(page, link));
        let Known { files, pages, targets, report, .. } = &known;
        let mut report = report.clone();
        let mut read: BTreeMap<&str, Option<Links>> = BTreeMap::new();
        for (target, asked) in targets {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            // Whoever leads to a part of the index leads nowhere with the next one.
            let file = files.get(path).filter(|_| !routes::is_index_part(path));
            let fault = match (file, &last) {
                (None, _) => Dead::Page,
                (Some(File::Page(links)), _) if !anchor.is_empty() && !links.has(anchor) => Dead::Place,
                (Some(File::Stands), Some(last)) if !anchor.is_empty() && !last.knows(target) => {
                    match read.entry(path).or_insert_with(|| links_of(self.sink, path)) {
                        Some(links) if !links.has(anchor) => Dead::Place,
                        _ => continue,
                    }
                }
                _ => continue,
            };
            let page = |at: u32| pages.get(at as usize).map_or("", RelPath::as_str);
            for at in &asked.usual {
                report.push(told(fault, page(*at), &Place::of(page(*at)).link(target)));
            }
            for (at, link) in &asked.spelled {
                report.push(told(fault, page(*at), link));
            }
        }
        report.sorted()
    }
}

impl Known {
    fn add(&mut self, path: &RelPath, file: File) -> Result<(), PathFault> {
        if self.files.contains_key(path) {
            return Err(PathFault::Taken(path.as_str().to_owned()));
        }
        self.put(path, file);
        Ok(())
    }

    fn put(&mut self, path: &RelPath, mut file: File) {
        if let File::Page(links) = &mut file {
            let page = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
            self.pages.push(path.clone());
            for Target { word, address, spelled } in std::mem::take(&mut links.targets) {
                let place = self.place(word, address);
                let asked = &mut self.targets[place].1;
                match spelled {
                    None => asked.usual.push(page),
                    Some(link) => asked.spelled.push((page, link)),
                }
            }
            for (dead, link) in std::mem::take(&mut links.dead) {
                let place = self.place_of(path.as_str(), &link);
                self.report.push(dead.told(path.as_str(), &link, place));
            }
            self.report.extend(std::mem::take(&mut links.report));
        }
        self.files.insert(path.clone(), file);
    }

    /// What is to be had from the site before, when pages of it stand.
    fn last(&self, sink: &dyn Sink) -> Option<Last> {
        let made = self.files.iter().filter_map(|(path, file)| match file {
            File::Page(links) => Some((path, links)),
            File::Stands | File::Other => None,
        });
        let made: Vec<_> = made.collect();
        // To hold each page made anew against itself must cost less than to read what stands.
        let stand = self.files.values().filter(|file| matches!(file, File::Stands)).count();
        (made.len() < stand).then(|| Last::of(sink, &made, |path| self.files.contains_key(path)))?
    }

    /// Reads every page that stands.
    fn read_what_stands(&mut self, sink: &dyn Sink) {
        let stand = self.files.iter().filter(|(_, file)| matches!(file, File::Stands)).map(|(path, _)| path.clone());
        let stand: Vec<RelPath> = stand.collect();
        // What links lead to is kept once for all pages, so not of all pages at once before.
        for some in stand.chunks(256) {
            let read: Vec<_> = some.par_iter().map(|path| (path, links_of(sink, path.as_str()))).collect();
            for (path, links) in read {
                links.into_iter().for_each(|links| self.put(path, File::Page(links)));
            }
        }
    }

    /// Where a person wrote a link of a page.
    fn place_of(&self, page: &str, link: &str) -> Option<Span> {
        self.written.get(&(page.to_owned(), decode(link).into_owned())).copied()
    }

    /// The place of an address in the list of what links lead to.
    fn place(&mut self, mut word: u64, address: String) -> usize {
        while let Some(place) = self.places.get(&word) {
            if self.targets[*place].0 == address {
                return *place;
            }
            word = word.wrapping_add(1);
        }
        self.places.add(word, self.targets.len());
        self.targets.push((address, Asked::default()));
        self.targets.len() - 1
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Output;

    fn said(files: &[(&str, &str)]) -> (Vec<String>, Output) {
        let output = Mutex::default();
        let whole = Whole::new(&output);
        files.iter().for_each(|(path, text)| whole.file(*path, (*text).into()));
        let said = whole.proved().iter().map(|d| d.message.en.clone()).collect();
        (said, output.into_inner().unwrap())
    }

    #[test]
    fn an_address_is_given_once_and_links_are_no_matter_then() {
        let (found, output) = said(&[("a.html", r#"<a href="b.html">"#), ("a.html", "2"), ("../x", ""), ("c.css", "")]);
        assert_eq!(found, ["two files have the address a.html", "`../x` cannot be an address"]);
        assert_eq!(output.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a.html", "c.css"]);
    }

    #[test]
    fn a_dead_link_of_a_free_page_is_told_where_it_is_written() {
        let mut files = crate::diagnostic::Files::default();
        let text = "---\ntitle: x\n---\n\nXem [nơi này](lich/2026.html),\n*[danh bạ](danh bạ.html)*, [kia](<danh bạ.html#á>), [ba](#ba).\n";
        let file = files.add("content/pages/x.md", text);
        let start = text.find("\nXem").unwrap();
        let body = text[start..].to_owned();
        let span = Span::new(file, start, text.len());
        let page = FreePage { id: "x".to_owned(), title: "x".to_owned(), body, span };
        let whole = Whole::new(&());
        whole.written(std::slice::from_ref(&page));
        whole.file("x.html", markdown::html(&page.body).into());
        whole.file("lich/2026.html", Vec::new());
        let report = whole.proved();
        let said: Vec<(&str, Option<&str>)> = report
            .iter()
            .map(|d| (d.message.en.as_str(), d.span.map(|s| &text[s.start as usize..s.end as usize])))
            .collect();
        assert_eq!(
            said,
            [
                ("x.html: the link “danh%20b%E1%BA%A1.html#%C3%A1” leads to no page", Some("[kia](<danh bạ.html#á>)")),
                ("x.html: “#ba” names a place that page does not have", Some("[ba](#ba)")),
            ]
        );
        assert!(report.iter().all(|d| d.help.is_some()));
    }

    #[test]
    fn a_dead_link_is_told_as_it_is_written() {
        for link in ["b.html", "./b.html?q", "a/../b.html", "../a/b.html", "../b.html", "../c/d/b.html#x", "e/f.html"] {
            let (found, _) = said(&[("a/a.html", &format!(r#"<a href="{link}"><a href="{link}">"#))]);
            assert_eq!(found, [format!("a/a.html: the link “{link}” leads to no page")]);
        }
        let (found, _) = said(&[("a/a.html", r#"<a href="b.html"><a href="./b.html"><a href="c/../b.html">"#)]);
        assert_eq!(found.len(), 3, "{found:?}");
        for link in ["b.html#kh%C3%B4ng", "../a/b.html#x", "b.html?q#x"] {
            let (found, _) = said(&[("a/a.html", &format!(r#"<a href="{link}">"#)), ("a/b.html", "")]);
            assert_eq!(found, [format!("a/a.html: “{link}” names a place that page does not have")]);
        }
    }
}
