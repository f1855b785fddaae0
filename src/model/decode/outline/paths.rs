//! Where a provision stands: its id, its citation, and what could stand next.

use super::Outline;
use crate::model::decode::label::{self, Label, Style};
use crate::model::{Provision, ProvisionId, STOPS};

impl Outline<'_> {
    /// The labels that could stand next, innermost first.
    pub(super) fn expected(&self) -> String {
        let mut all: Vec<String> =
            self.open.iter().rev().map(|o| o.label.successor()).filter(|s| !s.is_empty()).collect();
        if let Some(last) = self.open.last() {
            let numbers = label::dots(&last.label.numbers());
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
    pub(super) fn id_of(&self, label: &Label) -> ProvisionId {
        self.id_at(label, self.open.len())
    }

    /// The path of a label below the first `depth` open provisions.
    pub(super) fn id_at(&self, label: &Label, depth: usize) -> ProvisionId {
        let above = depth.min(self.open.len()).checked_sub(1).filter(|_| label.style != Style::Article);
        let path = match above {
            Some(at) => format!("{}.", self.open[at].id),
            None if self.whole || self.components > 1 && label.style == Style::Article => {
                format!("c{}.", self.place.component)
            }
            None => String::new(),
        };
        ProvisionId::new(format!("{path}{}", label.piece()))
    }

    /// Innermost first, as Vietnamese law cites; a khoản of two numbers already names the khoản it stands in.
    pub(super) fn citation(&self, paragraph: Option<usize>) -> String {
        let mut words: Vec<String> = paragraph.map(|n| format!("đoạn {n}")).into_iter().collect();
        let mut dotted = false;
        for open in self.open.iter().rev() {
            let core = open.label.printed.trim_end_matches(STOPS);
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
                Style::SubsectionWord | Style::SectionWord | Style::Chapter | Style::PartWord | Style::Annex => {
                    words.push(core.to_owned())
                }
            }
        }
        words.join(" ")
    }
}

/// All that stands below a heading is cited as the heading is: "Điều 6", of whose words there is one paragraph.
pub(super) fn cite_alone(provisions: &mut [Provision]) {
    for at in 1..provisions.len() {
        let (above, here) = provisions.split_at_mut(at);
        let Some((p, below)) = here.split_first_mut().filter(|(p, _)| p.paragraph == Some(1)) else { continue };
        let alone = below.first().is_none_or(|next| next.parent != p.parent);
        if let Some(heading) = above.last().filter(|heading| alone && p.parent.as_ref() == Some(&heading.id)) {
            p.citation.clone_from(&heading.citation);
        }
    }
}
