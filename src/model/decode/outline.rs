//! Markdown of a regulation to its provisions: structure from labels, words verbatim.
//!
//! A label counts only where it is an expected successor: the next in a row that is open, or the first below the
//! provision just opened. Whatever else looks like a label is reported and never guessed; after the report the reading
//! goes on as if it were right, so that one slip is one finding. The trap avoided: CommonMark takes `1.1.`, `a)` for
//! one list item and numbers `1. 2. 4.` as 1, 2, 3; so blocks are split here, by blank lines, and labels stay as typed.

use std::collections::BTreeMap;

use super::label::{self, Label, Style};
use crate::diagnostic::{Code, Diagnostic, FileId, Files, Report, Span};
use crate::model::{Level, Provision, ProvisionId};
use crate::say;
use crate::text::Verbatim;

/// Reads the provisions in bytes `start..` of a file.
pub(super) fn read(files: &Files, file: FileId, start: usize) -> (Vec<Provision>, Report) {
    let text = files.text(file);
    let blocks = blocks(&text[start..]);
    let components = components(&blocks);
    let mut outline = Outline::new(file, components);
    for block in blocks {
        outline.add(&block, start);
    }
    (outline.provisions, outline.report)
}

/// A heading or paragraph: its words on one line, and where they begin.
struct Block {
    /// How many `#` it has; 0 for a paragraph.
    marks: usize,
    words: String,
    /// Offset of the first word from the start of the body.
    at: usize,
    /// Whether the blank line above it was forgotten: it begins with a label on a line within a paragraph.
    glued: bool,
}

/// Headings are lines; paragraphs end at a blank line or heading.
fn blocks(body: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim();
        let begin = at + (line.len() - line.trim_start().len());
        at += line.len();
        let marks = words.len() - words.trim_start_matches('#').len();
        if words.is_empty() {
            open = false;
        } else if (1..=6).contains(&marks) && words[marks..].starts_with(' ') {
            let title = words[marks..].trim_start();
            let at = begin + words.len() - title.len();
            blocks.push(Block { marks, words: title.to_owned(), at, glued: false });
            open = false;
        } else if let Some(block) = blocks.last_mut().filter(|_| open && label::read(words).is_empty()) {
            block.words.push(' ');
            block.words.push_str(words);
        } else {
            blocks.push(Block { marks: 0, words: words.to_owned(), at: begin, glued: open });
            open = true;
        }
    }
    blocks
}

/// How often articles begin at 1: a file may hold a decision and the regulation it issues.
fn components(blocks: &[Block]) -> usize {
    let first = |b: &&Block| {
        label::read(&b.words).iter().any(|l| l.style == Style::Article && l.number == 1 && l.inserted == 0)
    };
    blocks.iter().filter(first).count()
}

/// A provision whose row is still open.
struct Open {
    label: Label,
    id: ProvisionId,
    /// Whether a second provision with this label followed: then the row may go on as if that one had the next label.
    doubled: bool,
}

impl Open {
    fn leads_to(&self, label: &Label) -> bool {
        let skipped = Label { number: label.number.saturating_sub(1), ..label.clone() };
        label.follows(&self.label) || self.doubled && label.inserted == 0 && skipped.follows(&self.label)
    }
}

struct Outline {
    file: FileId,
    provisions: Vec<Provision>,
    report: Report,
    open: Vec<Open>,
    /// The last article: articles are numbered through chapters.
    last_article: Option<Label>,
    /// Which part of a file that holds several: a decision, then a regulation.
    component: usize,
    components: usize,
    seen: BTreeMap<ProvisionId, Span>,
    /// How many `#` a heading without a label had: the next heading of that depth cannot be an expected one.
    unlabelled: Option<usize>,
    paragraphs: u16,
}

impl Outline {
    fn new(file: FileId, components: usize) -> Self {
        Self {
            file,
            provisions: Vec::new(),
            report: Report::default(),
            open: Vec::new(),
            last_article: None,
            component: 0,
            components,
            seen: BTreeMap::new(),
            unlabelled: None,
            paragraphs: 1,
        }
    }

    fn add(&mut self, block: &Block, start: usize) {
        let span = Span::new(self.file, start + block.at, start + block.at + block.words.len());
        let readings = label::read(&block.words);
        if let Some(label) = readings.first().filter(|_| block.glued) {
            let printed = label.printed.clone();
            self.report.push(
                Diagnostic::new(
                    Code::LabelMissing,
                    span.part(0, label.length),
                    say!("«{printed}» mở đầu một dòng giữa đoạn văn", "`{printed}` begins a line within a paragraph"),
                )
                .help(say!("để một dòng trống phía trên", "leave a blank line above")),
            );
        }
        match self.choose(&readings, block.marks) {
            Some((label, depth)) => self.push(block, label, depth, span),
            None if readings.is_empty() => self.continuation(block, span),
            None => self.unexpected(block, &readings, span),
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
            let next = self.last_article.as_ref().is_none_or(|a| label.follows(a));
            let restart = label.number == 1 && label.inserted == 0;
            return (next || restart).then(|| self.above(Style::Article));
        }
        let outermost = self.open.first().is_some_and(|o| o.label.style > label.style);
        if self.components > 1 && outermost && label.is_first(&[]) {
            // A regulation with chapters follows the articles of the decision that issues it.
            return Some(0);
        }
        let inside = self.open.last();
        let below = inside.is_none_or(|o| o.label.style < label.style);
        let numbers = inside.map_or(Vec::new(), |o| o.label.numbers());
        let first_of_all = inside.is_some() || self.provisions.is_empty();
        (below && first_of_all && label.is_first(&numbers)).then_some(self.open.len())
    }

    /// How many open provisions can hold one of this style.
    fn above(&self, style: Style) -> usize {
        self.open.iter().position(|o| o.label.style >= style).unwrap_or(self.open.len())
    }

    fn push(&mut self, block: &Block, label: Label, depth: usize, span: Span) {
        let row = self.open.get(depth).map(|o| (o.label.clone(), o.id.clone()));
        self.open.truncate(depth);
        let restart = label.style == Style::Article && label.number == 1 && label.inserted == 0;
        if restart {
            self.component += 1;
        }
        if label.style == Style::Article {
            self.last_article = Some(label.clone());
        }
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
            // The row goes on after the first of the two.
            self.open.extend(row.map(|(label, id)| Open { label, id, doubled: true }));
            return;
        }
        let words = block.words[label.length.min(block.words.len())..].to_owned();
        let text_span = span.part(label.length, words.len());
        self.seen.insert(id.clone(), span);
        self.open.push(Open { label: label.clone(), id: id.clone(), doubled: false });
        self.paragraphs = 1;
        self.provisions.push(Provision {
            citation: self.citation(None),
            level: level(label.style),
            heading: block.marks > 0,
            parent: self.open.iter().rev().nth(1).map(|o| o.id.clone()),
            text: Verbatim::new(words),
            span: text_span,
            label: label.printed,
            id,
        });
    }

    /// A paragraph without a label belongs to the provision before it.
    fn continuation(&mut self, block: &Block, span: Span) {
        let Some(owner) = self.open.last().filter(|_| block.marks == 0) else {
            if block.marks > 0 {
                self.unlabelled = Some(block.marks);
            }
            let what = if block.marks > 0 {
                say!("tiêu đề không có số", "a heading without a label")
            } else {
                say!("đoạn văn đứng trước điều khoản đầu tiên", "a paragraph before the first provision")
            };
            let help = say!(
                "mở đầu bằng số hoặc chữ của điều khoản (A., I., 1., 1.1., a)); tên văn bản ghi ở «title» đầu tệp",
                "begin with the provision's label (A., I., 1., 1.1., a)); the title of the text goes under `title` in the head"
            );
            self.report.push(Diagnostic::new(Code::LabelMissing, span, what).help(help));
            return;
        };
        self.paragraphs += 1;
        let n = self.paragraphs;
        let parent = owner.id.clone();
        let id = ProvisionId::new(format!("{parent}.p{n}"));
        let citation = self.citation(Some(n));
        self.provisions.push(Provision {
            id,
            label: String::new(),
            level: Level::Paragraph,
            heading: false,
            parent: Some(parent),
            text: Verbatim::new(block.words.clone()),
            citation,
            span,
        });
    }

    /// Reports a label that is none of the expected ones, then reads on as if it were.
    fn unexpected(&mut self, block: &Block, readings: &[Label], span: Span) {
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
        let repeated = self.open.get(depth).is_some_and(|o| o.label.printed == label.printed);
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
        self.push(block, label, depth, span);
    }

    /// The labels that could stand next, innermost first.
    fn expected(&self) -> String {
        let mut all: Vec<String> =
            self.open.iter().rev().map(|o| o.label.successor()).filter(|s| !s.is_empty()).collect();
        if let Some(last) = self.open.last() {
            let numbers: String = last.label.numbers().iter().map(|n| format!("{n}.")).collect();
            let first = if last.label.style < Style::Number {
                "1.".to_owned()
            } else if numbers.is_empty() {
                String::new()
            } else {
                format!("{numbers}1.")
            };
            if !first.is_empty() {
                all.insert(0, first);
            }
            if last.label.style < Style::Point {
                all.insert(0, "a)".to_owned());
            }
        }
        if all.is_empty() { "A., I., 1., Điều 1.".to_owned() } else { all.join(", ") }
    }

    /// The printed path. It begins anew at an article, which law cites without its chapter.
    fn id_of(&self, label: &Label) -> ProvisionId {
        let mut path = String::new();
        if label.style == Style::Article {
            if self.components > 1 {
                path = format!("c{}.", self.component);
            }
        } else if let Some(parent) = self.open.last() {
            path = format!("{}.", parent.id);
        }
        ProvisionId::new(format!("{path}{}", label.piece()))
    }

    /// Innermost first, as Vietnamese law cites; a khoản of two numbers already names the khoản it stands in.
    fn citation(&self, paragraph: Option<u16>) -> String {
        let mut words: Vec<String> = paragraph.map(|n| format!("đoạn {n}")).into_iter().collect();
        let mut dotted = false;
        for open in self.open.iter().rev() {
            let core = open.label.printed.trim_end_matches(['.', ')', ':']);
            match open.label.style {
                Style::Point => words.push(format!("điểm {core}")),
                Style::Number | Style::Dotted(_) if dotted => {}
                Style::Number | Style::Dotted(_) => {
                    words.push(format!("khoản {core}"));
                    dotted = matches!(open.label.style, Style::Dotted(_));
                }
                Style::Article => {
                    words.push(core.to_owned());
                    break;
                }
                Style::Roman => words.push(format!("mục {core}")),
                Style::Letter => words.push(format!("phần {core}")),
                Style::SectionWord | Style::Chapter | Style::PartWord => words.push(core.to_owned()),
            }
        }
        words.join(" ")
    }
}

fn level(style: Style) -> Level {
    match style {
        Style::PartWord | Style::Letter => Level::Part,
        Style::Chapter => Level::Chapter,
        Style::SectionWord | Style::Roman => Level::Section,
        Style::Article => Level::Article,
        Style::Number => Level::Clause,
        Style::Dotted(_) => Level::Subclause,
        Style::Point => Level::Point,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> (Vec<String>, Vec<(&'static str, usize)>) {
        let mut files = Files::default();
        let file = files.add("r.md", text);
        let (provisions, report) = read(&files, file, 0);
        let faults =
            report.iter().map(|d| (d.code.as_str(), files.position(file, d.span.unwrap().start).line)).collect();
        (provisions.iter().map(|p| p.id.to_string()).collect(), faults)
    }

    #[test]
    fn labels_make_the_tree() {
        let (ids, faults) = outline(
            "# A. X\n\n1\\. y\n\n# B. Z\n\n## I. W\n\n### 1. V\n\n1.1. u\n\na) t\n\nb) s\n\ntiếp\n\n1.2. r\n\n## II. Q\n\n1. p\n",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(
            ids,
            [
                "A",
                "A.1",
                "B",
                "B.I",
                "B.I.1",
                "B.I.1.1",
                "B.I.1.1.a",
                "B.I.1.1.b",
                "B.I.1.1.b.p2",
                "B.I.1.2",
                "B.II",
                "B.II.1"
            ]
        );
    }

    #[test]
    fn a_gap_is_one_finding_and_nothing_is_renumbered() {
        let (ids, faults) = outline("# A. X\n\n1. a\n\n2. b\n\n4. c\n\n5. d\n");
        assert_eq!(faults, [("label-not-successor", 7)]);
        assert_eq!(ids, ["A", "A.1", "A.2", "A.4", "A.5"]);
    }

    #[test]
    fn a_double_is_one_finding() {
        let (_, faults) = outline("# A. X\n\na) a\n\nb) b\n\nb) b\n\nc) c\n");
        assert_eq!(faults, [("label-duplicate", 7)]);
    }

    #[test]
    fn the_ninth_part_is_a_letter_and_the_first_section_is_roman() {
        let parts: String = "ABCDEFGHI".chars().map(|c| format!("# {c}. X\n\n")).collect();
        let (ids, faults) = outline(&format!("{parts}## I. Y\n"));
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(ids[8..], ["I", "I.I"]);
    }

    #[test]
    fn articles_run_through_chapters_and_restart_in_a_second_component() {
        let (ids, faults) = outline(
            "# Điều 1. a\n\n# Điều 2. b\n\n# Chương I X\n\n## Điều 1. c\n\n1. d\n\na) e\n\n# Chương II Y\n\n## Điều 2. f\n",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(
            ids,
            [
                "c1.dieu-1",
                "c1.dieu-2",
                "chuong-I",
                "c2.dieu-1",
                "c2.dieu-1.1",
                "c2.dieu-1.1.a",
                "chuong-II",
                "c2.dieu-2"
            ]
        );
    }

    #[test]
    fn inserted_and_repealed_provisions_keep_their_numbers() {
        let (ids, faults) = outline(
            "# A. X\n\n## 1. Y\n\n## 2. Y\n\n## 3. Y\n\n## 4. Y\n\n## 5. Y\n\n5.1. a\n\n5.2. b\n\n5.2a. c\n\n5.3. (được bãi bỏ)\n\na) d\n\nb) e\n\nb1) f\n\nc) g\n\n6. h\n\n6a. i\n",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(ids[9..], ["A.5.3", "A.5.3.a", "A.5.3.b", "A.5.3.b1", "A.5.3.c", "A.6", "A.6a"]);
    }

    #[test]
    fn a_forgotten_blank_line_swallows_nothing_silently() {
        let (_, faults) = outline("# A. X\n\n1. a\n2. b\n");
        assert_eq!(faults, [("label-missing", 4)]);
    }
}
