//! Markdown of a regulation to its provisions: structure from labels, words verbatim.
//!
//! A label counts only where it is an expected successor: the next in a row that is open, or the first below the
//! provision just opened. Whatever else looks like a label is reported and never guessed; after the report the reading
//! goes on as if it were right, so that one slip is one finding. The trap avoided: CommonMark takes `1.1.`, `a)` for
//! one list item and numbers `1. 2. 4.` as 1, 2, 3; so blocks are split here, by blank lines, and labels stay as typed.

mod blocks;
mod components;
mod emphasis;
mod headings;
mod lost;
mod paths;
mod preamble;
mod written;

use self::blocks::{Block, blocks};
use self::components::{Place, Plan, plan};
use super::label::{self, Label, Style};
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Span};
use crate::model::{Level, Provision, ProvisionId};
use crate::say;
use crate::text::{Lookup, Verbatim};

/// Reads the provisions in bytes `start..` of a file.
pub(super) fn read(files: &Files, file: FileId, start: usize) -> (Vec<Provision>, Report) {
    let text = files.text(file);
    let blocks = blocks(&text[start..]);
    let plan = plan(&blocks);
    let mut outline = Outline::new(file, &plan);
    for (at, (block, place)) in blocks.iter().zip(&plan.places).enumerate() {
        outline.place = *place;
        outline.rest = &blocks[at + 1..];
        outline.next = outline.rest.iter().find(|b| !b.readings.is_empty()).map_or(&[], |b| &b.readings);
        outline.add(block, start);
    }
    headings::unmarked(&mut outline.provisions, &mut outline.report);
    headings::clauses(&mut outline.provisions);
    paths::cite_alone(&mut outline.provisions);
    components::settle(&mut outline.provisions);
    (outline.provisions, outline.report)
}

/// Reads the provisions of a text that stands in no file yet. Places in the answer are bytes of `markdown`.
#[must_use]
pub fn read_text(markdown: &str) -> (Vec<Provision>, Report) {
    let mut files = Files::default();
    let file = files.add("", markdown);
    read(&files, file, 0)
}

/// A provision whose row is still open.
#[derive(Clone)]
struct Open {
    label: Label,
    id: ProvisionId,
    heading: bool,
    /// How many `#` it has.
    marks: usize,
    /// Whether a second provision with this label followed: then the row may go on as if that one had the next label.
    doubled: bool,
}

impl Open {
    fn leads_to(&self, label: &Label) -> bool {
        let skipped = Label { number: label.number.saturating_sub(1), ..label.clone() };
        label.follows(&self.label) || self.doubled && label.inserted == 0 && skipped.follows(&self.label)
    }
}

struct Outline<'b> {
    file: FileId,
    provisions: Vec<Provision>,
    report: Report,
    open: Vec<Open>,
    /// The last article: articles are numbered through chapters.
    last_article: Option<Open>,
    /// The last chapter: chapters may be numbered through parts.
    last_chapter: Option<Label>,
    /// Where the block stands in a file that may hold several texts: a decision, then a regulation.
    place: Place,
    /// How the next labelled block can be read.
    next: &'b [Label],
    /// What comes behind the block.
    rest: &'b [Block<'b>],
    components: usize,
    /// Whether ids above articles carry the component too.
    whole: bool,
    /// Whether the present component has no provision yet.
    fresh: bool,
    /// The first paragraph of the preamble: the others stand under it, so that a preamble is one thing.
    preamble: Option<ProvisionId>,
    seen: Lookup<ProvisionId, Span>,
    /// How many `#` a heading without a label had: the next heading of that depth cannot be an expected one.
    unlabelled: Option<usize>,
    paragraphs: usize,
}

impl<'b> Outline<'b> {
    fn new(file: FileId, plan: &Plan) -> Self {
        Self {
            file,
            provisions: Vec::new(),
            report: Report::default(),
            open: Vec::new(),
            last_article: None,
            last_chapter: None,
            place: Place::default(),
            next: &[],
            rest: &[],
            components: plan.count,
            whole: plan.whole,
            fresh: true,
            preamble: None,
            seen: Lookup::default(),
            unlabelled: None,
            paragraphs: 1,
        }
    }

    fn add(&mut self, block: &Block<'_>, start: usize) {
        let span = Span::new(self.file, start + block.at, start + block.end);
        if self.place.opens {
            self.open.clear();
            (self.last_article, self.last_chapter, self.preamble) = (None, None, None);
            self.fresh = true;
            self.paragraphs = 0;
        }
        let underline = block.underline.map(|(from, to)| Span::new(self.file, start + from, start + to));
        if self.place.preamble {
            underline.into_iter().for_each(|at| headings::underlined(block, at, None, &mut self.report));
            written::marks(block, span, &mut self.report);
            return self.preamble(block, span);
        }
        let readings = &block.readings;
        written::judge(block, span, &mut self.report);
        let chosen = self.choose(readings, block.marks);
        underline.into_iter().for_each(|at| headings::underlined(block, at, chosen.as_ref(), &mut self.report));
        match chosen {
            Some((label, depth)) => self.push(block, label, depth, span),
            None if readings.is_empty() => self.unlabelled(block, span),
            None => self.unexpected(block, readings, span),
        }
    }

    /// The reading that is an expected successor, and how many open provisions stay open above it. Where two readings
    /// are expected (`I.` after `H.`), the number of `#` tells which level is meant.
    fn choose(&self, readings: &[Label], marks: usize) -> Option<(Label, usize)> {
        let fitting = || readings.iter().filter_map(|l| self.fits(l).map(|depth| (l, depth)));
        let chosen = fitting().find(|(_, depth)| depth + 1 == marks).or_else(|| fitting().next());
        chosen.map(|(label, depth)| (label.clone(), depth))
    }

    fn fits(&self, label: &Label) -> Option<usize> {
        if let Some(depth) = self.open.iter().rposition(|o| o.leads_to(label)) {
            return Some(depth);
        }
        if label.style == Style::Article {
            let next = self.last_article.as_ref().is_none_or(|a| a.leads_to(label));
            return (next || self.place.restarts).then(|| self.above(Style::Article));
        }
        if label.style == Style::Chapter && self.last_chapter.as_ref().is_some_and(|c| label.follows(c)) {
            return Some(self.above(Style::Chapter));
        }
        if label.style == Style::Annex && label.is_first(&[]) && !self.fresh {
            return Some(0);
        }
        let outermost = self.open.first().is_some_and(|o| o.label.style > label.style);
        if self.components > 1 && outermost && label.is_first(&[]) {
            // A regulation with chapters follows the articles of the decision that issues it.
            return Some(0);
        }
        let inside = self.open.last();
        let below = inside.is_none_or(|o| o.label.style < label.style);
        let numbers = inside.map_or(Vec::new(), |o| o.label.numbers());
        let first_of_all = inside.is_some() || self.fresh;
        (below && first_of_all && label.is_first(&numbers)).then_some(self.open.len())
    }

    /// How many open provisions can hold one of this style.
    fn above(&self, style: Style) -> usize {
        self.open.iter().position(|o| o.label.style >= style).unwrap_or(self.open.len())
    }

    fn push(&mut self, block: &Block<'_>, label: Label, depth: usize, span: Span) {
        let row = self.open.get(depth).cloned();
        self.open.truncate(depth);
        let id = self.id_of(&label);
        if let Some(first) = self.seen.get(&id) {
            let printed = label.printed.clone();
            self.report.push(
                Diagnostic::new(
                    Code::LabelDuplicate,
                    span.part(0, label.length),
                    say!("điều khoản {id} («{printed}») đã có", "provision {id} (`{printed}`) stands already"),
                )
                .related(*first, say!("lần thứ nhất ở đây", "first here"))
                .help(say!("sửa lại số, hoặc xóa đoạn thừa", "correct the label, or delete the extra paragraph")),
            );
            if let Some(last) = self.last_article.as_mut().filter(|_| label.style == Style::Article) {
                last.doubled = true;
            }
            // The row goes on after the first of the two.
            self.open.extend(row.map(|open| Open { doubled: true, ..open }));
            return;
        }
        let words = &block.words[label.length.min(block.words.len())..];
        let text_span = Span { start: span.part(label.length, 0).start.min(span.end), ..span };
        self.seen.add(id.clone(), span);
        self.open.push(Open {
            label: label.clone(),
            id: id.clone(),
            heading: block.marks > 0,
            marks: block.marks,
            doubled: false,
        });
        self.fresh = false;
        if label.style == Style::Article {
            self.last_article = self.open.last().cloned();
        } else if label.style == Style::Chapter {
            self.last_chapter = Some(label.clone());
        }
        self.paragraphs = 1;
        self.provisions.push(Provision {
            component: self.place.component,
            citation: self.citation(None),
            paragraph: None,
            level: level(label.style),
            heading: block.marks > 0,
            marks: block.marks,
            parent: self.open.iter().rev().nth(1).map(|o| o.id.clone()),
            text: Verbatim::new(words),
            span: text_span,
            label: label.printed,
            id,
        });
    }

    /// A beginning that is no label: one that has the shape of a label is reported, then read as what it would be.
    fn unlabelled(&mut self, block: &Block<'_>, span: Span) {
        if self.is_too_deep(block, span) {
            return;
        }
        let Some(near) = label::near(block.head(), block.marks > 0) else { return self.continuation(block, span) };
        let chosen = self.choose(&near.readings, block.marks);
        if chosen.is_none() && (block.marks > 0 || !near.sure) {
            return self.continuation(block, span);
        }
        let (printed, expected) = (&near.printed, self.expected());
        let bold = chosen.as_ref().and_then(|(label, depth)| headings::bold(block, label, *depth));
        let marks = if bold.is_some() { chosen.as_ref().map_or(0, |(_, depth)| depth + 1) } else { block.marks };
        let help =
            bold.or(near.hidden).unwrap_or_else(|| say!("ở đây có thể là: {expected}", "here may stand: {expected}"));
        self.report.push(
            Diagnostic::new(
                Code::LabelNotSuccessor,
                span.part(0, printed.len()),
                say!(
                    "«{printed}» giống số của điều khoản nhưng không đúng mẫu",
                    "`{printed}` looks like a label and is none"
                ),
            )
            .help(help),
        );
        match chosen {
            Some((label, depth)) => self.push(&Block { marks, ..block.clone() }, label, depth, span),
            None => self.continuation(block, span),
        }
    }

    /// A paragraph without a label belongs to the provision before it.
    fn continuation(&mut self, block: &Block<'_>, span: Span) {
        let Some(owner) = self.open.last().filter(|_| block.marks == 0) else {
            if block.marks > 0 {
                self.unlabelled = Some(block.marks);
            }
            let what = if block.marks > 0 {
                say!("tiêu đề không có số", "a heading without a label")
            } else {
                say!("đoạn văn đứng trước điều khoản đầu tiên", "a paragraph before the first provision")
            };
            let untitled = self.provisions.last().filter(|p| p.text.as_str().is_empty() && p.marks == block.marks);
            let help = match untitled {
                Some(p) => headings::on_one_line(p, &block.words),
                None => say!(
                    "mở đầu bằng số hoặc chữ của điều khoản (A., I., 1., 1.1., a)); tên văn bản ghi ở «title» đầu tệp",
                    "begin with the provision's label (A., I., 1., 1.1., a)); the title of the text goes under `title` in the head"
                ),
            };
            let lost = self.lost_heading(block).filter(|_| untitled.is_none());
            let help = match &lost {
                Some((Label { printed, .. }, _)) => say!("ở đây có thể là: {printed}", "here may stand: {printed}"),
                None => help,
            };
            self.report.push(Diagnostic::new(Code::LabelMissing, span, what).help(help));
            if let Some((label, depth)) = lost {
                self.unlabelled = None;
                self.push(block, label, depth, span);
            }
            return;
        };
        let untitled =
            self.provisions.last_mut().filter(|p| p.id == owner.id && headings::lacks_title(p, &block.words));
        if let Some(heading) = untitled {
            let (label, help) = (heading.number(), headings::on_one_line(heading, &block.words));
            let what = say!("tên của {label} đứng riêng một dòng", "the title of {label} stands on a line of its own");
            self.report.push(Diagnostic::new(Code::LabelMissing, span, what).help(help));
            heading.heading = true;
            return;
        }
        self.paragraphs += 1;
        let n = self.paragraphs;
        let parent = owner.id.clone();
        let id = ProvisionId::new(format!("{parent}.p{n}"));
        let paragraph = Some(n - usize::from(owner.heading));
        let citation = self.citation(paragraph);
        self.provisions.push(Provision {
            id,
            label: String::new(),
            level: Level::Paragraph,
            heading: false,
            marks: 0,
            parent: Some(parent),
            text: Verbatim::new(&*block.words),
            component: self.place.component,
            citation,
            paragraph,
            span,
        });
    }

    /// Reports a label that is none of the expected ones, then reads on as if it were.
    fn unexpected(&mut self, block: &Block<'_>, readings: &[Label], span: Span) {
        if self.is_misread(block, readings, span) || self.is_behind_lost(block, readings, span) {
            return;
        }
        let sibling = readings.iter().find_map(|l| {
            self.open
                .iter()
                .rposition(|o| o.label.style == l.style && o.label.prefix == l.prefix)
                .map(|d| (l.clone(), d))
        });
        let (label, depth) = match sibling {
            Some(found) => found,
            None => {
                let Some(label) = readings.first().cloned() else { return };
                let depth = self.above(label.style);
                (label, depth)
            }
        };
        // Before another of the same label it is the one that is lacking, mistyped: then the rows of both find what they mean.
        let before = self.open.get(depth).map(|o| &o.label);
        let meant =
            before.map(|b| Label { number: b.number + 1, inserted: 0, printed: b.successor(), ..label.clone() });
        let meant =
            meant.filter(|m| label.number > m.number && self.next.iter().any(|next| next.printed == label.printed));
        // A repeated number is told as such when it is pushed.
        let repeated = self.open.get(depth).is_some_and(|o| o.label.printed == label.printed)
            || self.seen.get(&self.id_at(&label, depth)).is_some();
        let consequence = block.marks > 0 && self.unlabelled.take_if(|marks| block.marks <= *marks).is_some();
        if !repeated && !consequence {
            let printed = label.printed.clone();
            let expected = self.expected();
            self.report.push(
                Diagnostic::new(
                    Code::LabelNotSuccessor,
                    span.part(0, label.length),
                    say!("«{printed}» không phải là số kế tiếp", "`{printed}` is not the next label"),
                )
                .help(say!("ở đây có thể là: {expected}", "here may stand: {expected}")),
            );
        }
        self.push(block, meant.unwrap_or(label), depth, span);
    }
}

fn level(style: Style) -> Level {
    match style {
        Style::Annex => Level::Annex,
        Style::PartWord | Style::Letter => Level::Part,
        Style::Chapter => Level::Chapter,
        Style::SectionWord | Style::SubsectionWord | Style::Roman => Level::Section,
        Style::Article => Level::Article,
        Style::Number => Level::Clause,
        Style::Dotted(_) => Level::Subclause,
        Style::Point => Level::Point,
    }
}

#[cfg(test)]
mod tests;
