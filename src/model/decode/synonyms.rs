//! `synonyms.yaml`: what readers type for what the text says, known to the office and not to the text ("một cửa").
//!
//! Only the search reads it; no word of it reaches a page. The trap: a wording that differs only by marks or capitals is no
//! synonym, because the search reads over those, and one declared so would count every word twice.

use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::Synonym;
use crate::model::keys;
use crate::say;
use crate::source::{Fields, Node};
use crate::text::fold;

/// Every page that can be searched carries all of them.
const SYNONYMS: usize = 2000;

/// The entries of the file.
pub(super) fn read(tree: &Node, report: &mut Report) -> Vec<Synonym> {
    let Some(mut f) = Fields::open(tree, &keys::SYNONYMS, report) else { return Vec::new() };
    let all = f.few("synonyms", SYNONYMS, report).into_iter().filter_map(|n| synonym(n, report)).collect();
    f.finish(report);
    all
}

fn synonym(node: &Node, report: &mut Report) -> Option<Synonym> {
    let mut f = Fields::open(node, &keys::SYNONYM, report)?;
    let text = f.required_text("text", report);
    f.required("typed");
    let typed = f.texts("typed", report);
    f.finish(report);
    let text = text?;
    let (same, typed): (Vec<_>, Vec<_>) = typed.into_iter().partition(|t| key(&t.value) == key(&text.value));
    for same in same {
        let (typed, meant) = (&same.value, &text.value);
        report.push(
            Diagnostic::new(
                Code::BadValue,
                same.span,
                say!("«{typed}» và «{meant}» là một đối với ô tìm", "`{typed}` and `{meant}` are one to the search"),
            )
            .help(say!(
                "ô tìm đã bỏ qua dấu, chữ hoa và dấu câu; hãy bỏ dòng này",
                "the search reads over marks, capitals and punctuation; delete it"
            )),
        );
    }
    let typed = typed.into_iter().map(|t| t.value).collect();
    Some(Synonym { typed, text: text.value, span: text.span })
}

/// Letters and digits without marks.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
