//! `duties:` and `rest:` of an operation that ends or splits a unit: who takes what.
//!
//! The trap avoided: two lines, or two keys of a line, that cannot both be meant, of which one was silently taken.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::model::keys;
use crate::model::{Handover, HandoverPart, ProvisionId, UnitId};
use crate::say;
use crate::source::{Fields, Node};

impl Reader<'_, '_> {
    /// `duties:` and `rest:`.
    pub(super) fn handover(&mut self, f: &mut Fields<'_>) -> Handover {
        let parts: Vec<_> = f.list("duties").into_iter().filter_map(|n| self.part(n)).collect();
        self.each_once(&parts);
        let rest = f.text("rest", self.report).and_then(|w| self.context.unit(&w, self.report));
        Handover { parts, rest }
    }

    /// A provision stands in one line: of two it could not be known which is meant.
    fn each_once(&mut self, parts: &[HandoverPart]) {
        for (at, part) in parts.iter().enumerate() {
            let before = |place: &&ProvisionId| parts[..at].iter().find(|p| p.provisions.contains(place));
            let Some((place, first)) = part.provisions.iter().find_map(|p| Some((p, before(&p)?))) else { continue };
            self.report.push(
                Diagnostic::new(
                    Code::BadValue,
                    part.span,
                    say!("{place} đã có ở một dòng bàn giao khác", "{place} stands in another line of the handover"),
                )
                .related(first.span, say!("dòng kia ở đây", "the other line is here"))
                .help(say!(
                    "giữ một dòng; nếu nhiều đơn vị cùng nhận: «to: [mã thứ nhất, mã thứ hai]»",
                    "keep one line; if several units take it: `to: [first id, second id]`"
                )),
            );
        }
    }

    fn part(&mut self, node: &Node) -> Option<HandoverPart> {
        let mut f = Fields::open(node, &keys::HANDOVER_LINE, self.report)?;
        let span: Span = f.span();
        let places = self.places(&mut f);
        let ends = f.key("ended");
        let ended = if ends.is_some() { f.required_text("ended", self.report) } else { None }.map(|s| s.value);
        match (ends, f.key("to")) {
            (Some(ended), Some(to)) => self.report.push(
                Diagnostic::new(
                    Code::BadValue,
                    ended.max(to),
                    say!("vừa có «to» vừa có «ended»", "both `to` and `ended`"),
                )
                .related(ended.min(to), say!("khóa kia ở đây", "the other key is here"))
                .help(say!(
                    "việc được giao tiếp thì giữ «to», việc chấm dứt thì giữ «ended»; mỗi thứ một phần thì tách thành hai dòng, mỗi dòng một điều khoản",
                    "keep `to` if others take the duty, `ended` if it ends; if each is true of a part of it, write two lines, each with its own provision"
                )),
            ),
            (None, _) => self.some(&mut f, "to"),
            (Some(_), None) => {}
        }
        let words = f.texts("to", self.report);
        let to: Vec<UnitId> = words.iter().filter_map(|w| self.context.unit(w, self.report)).collect();
        f.finish(self.report);
        (!places.is_empty() && (ended.is_some() || !to.is_empty())).then_some(HandoverPart {
            provisions: places,
            to,
            ended,
            span,
        })
    }
}
