//! Places that write a replaced phrase almost so, and were therefore not replaced.
//!
//! Design 4 ("name drift"). A phrase that lists things ("huyện, thị xã, thành phố") is written elsewhere in another order,
//! with *các* before each, with one more thing among them, or shortened to one of them after *các*. Any other phrase is
//! looked for in another case, place of the tone mark or dash. The trap avoided: taking one thing of the list wherever it
//! stands: "các tỉnh, thành phố trực thuộc Trung ương" is another list.

use std::collections::BTreeSet;

use super::lineage::Lineage;
use super::proof;
use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{DecisionId, Model, ProvisionId, TextAct, Version};
use crate::say;
use crate::text::accent_key;

/// One such place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The decision that replaced the phrase.
    pub decision: DecisionId,
    /// The operation.
    pub operation: Span,
    /// The phrase.
    pub old: String,
    /// What stands for it.
    pub new: String,
    /// Where it is written almost so, in the text asked about.
    pub provision: ProvisionId,
    /// The words there.
    pub words: String,
    /// Their place in the file.
    pub span: Span,
}

/// See [`super::Lineages::leftovers`].
pub(super) fn found(model: &Model, lineages: &[Lineage], text: &Version) -> Vec<Leftover> {
    // A later text has still to come: what it mends, and what it replaces, is as it is until then.
    let Some(here) = model.versions.iter().position(|v| v.effective_from == text.effective_from) else {
        return Vec::new();
    };
    let (texts, lineages) = (&model.versions[..=here], lineages.get(..here).unwrap_or_default());
    let mut found = Vec::new();
    for (at, pair) in texts.windows(2).enumerate() {
        let (before, after) = (&pair[0], &pair[1]);
        let acts = proof::decisions(model, before, after).into_iter().flat_map(|d| d.text_acts().map(move |a| (d, a)));
        for (decision, (act, operation)) in acts {
            let TextAct::ReplacePhrase { old, new, within, except } = act else { continue };
            let in_scope = |id: &ProvisionId| {
                (within.is_empty() || within.iter().any(|w| before.is_within(id, w)))
                    && !except.iter().any(|e| before.is_within(id, e))
            };
            // What was left out of the scope on purpose is no leftover, whatever number it has by now.
            let spared: BTreeSet<ProvisionId> = before
                .provisions
                .iter()
                .filter(|p| !in_scope(&p.id))
                .filter_map(|p| lineages.iter().skip(at).try_fold(p.id.clone(), |id, lineage| lineage.onward(&id)))
                .collect();
            for p in text.provisions.iter().filter(|p| !spared.contains(&p.id)) {
                let words = p.text.as_str();
                for (start, end) in alike(words, old) {
                    // The new words may name some of the same things.
                    if words.match_indices(new.as_str()).any(|(at, _)| at < end && start < at + new.len()) {
                        continue;
                    }
                    found.push(Leftover {
                        decision: decision.id.clone(),
                        operation,
                        old: old.clone(),
                        new: new.clone(),
                        provision: p.id.clone(),
                        words: words[start..end].to_owned(),
                        span: p.span.part(start, end - start),
                    });
                }
            }
        }
    }
    found
}

/// Those of the last text, as warnings.
pub(super) fn report(model: &Model, lineages: &[Lineage]) -> Report {
    let mut report = Report::default();
    for l in model.versions.last().map(|last| found(model, lineages, last)).unwrap_or_default() {
        let Leftover { provision, words, old, new, decision, .. } = &l;
        report.push(
            Diagnostic::new(
                Code::PhraseLeftover,
                l.span,
                say!(
                    "{provision} còn viết «{words}», gần giống «{old}» đã được thay bằng «{new}»",
                    "{provision} still writes `{words}`, nearly the `{old}` that was replaced by `{new}`"
                ),
            )
            .related(l.operation, say!("quyết định {decision} thay cụm từ ở đây", "decision {decision} replaces it here"))
            .help(say!(
                "nếu quyết định bỏ sót chỗ này, nêu với người soạn; nếu cố ý để lại, ghi {provision} vào «except»",
                "if the decision missed it, tell its drafters; if it was left on purpose, put {provision} under `except`"
            )),
        );
    }
    report
}

/// A syllable of a text: its key and its bytes.
struct Syllable {
    key: String,
    start: usize,
    end: usize,
}

/// Where `words` write `phrase` almost so, as ranges of bytes from left to right; where they write it so, too.
pub(super) fn alike(words: &str, phrase: &str) -> Vec<(usize, usize)> {
    let items = items(phrase);
    let all = syllables(words);
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let Some((first, mut last)) = item_at(words, &all, &items, at) else {
            at += 1;
            continue;
        };
        let mut seen = BTreeSet::from([first]);
        while let Some((item, end)) = next_item(words, &all, &items, last) {
            seen.insert(item);
            last = end;
        }
        let named_many = at > 0 && is_plural(&all[at - 1].key) && is_space(&words[all[at - 1].end..all[at].start]);
        if items.len() == 1 || seen.len() > 1 {
            found.push((all[at].start, all[last].end));
        } else if named_many {
            found.push((all[at - 1].start, all[last].end));
        }
        at = last + 1;
    }
    found
}

/// The things a phrase lists, each as keys; the phrase itself when it is no list.
fn items(phrase: &str) -> Vec<Vec<String>> {
    let all = syllables(phrase);
    let mut items: Vec<Vec<String>> = vec![Vec::new()];
    for (i, syllable) in all.iter().enumerate() {
        let gap = if i == 0 { "" } else { &phrase[all[i - 1].end..syllable.start] };
        if gap.contains([',', ';']) || is_joint(&syllable.key) {
            items.push(Vec::new());
        }
        if let Some(item) = items.last_mut().filter(|_| !is_joint(&syllable.key) && !is_plural(&syllable.key)) {
            item.push(syllable.key.clone());
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// The item whose syllables begin at `at`, the longest one, and its last syllable.
fn item_at(words: &str, all: &[Syllable], items: &[Vec<String>], at: usize) -> Option<(usize, usize)> {
    let fits = |item: &Vec<String>| {
        let end = at + item.len();
        end <= all.len()
            && all[at..end].iter().zip(item).all(|(s, key)| s.key == *key)
            && all[at..end].windows(2).all(|w| is_space(&words[w[0].end..w[1].start]))
    };
    let found = items.iter().enumerate().filter(|(_, item)| fits(item)).max_by_key(|(_, item)| item.len());
    found.map(|(i, item)| (i, at + item.len() - 1))
}

/// The next item of the same list after syllable `last`: behind commas and joining words, past at most one thing of
/// three syllables that the phrase does not list.
fn next_item(words: &str, all: &[Syllable], items: &[Vec<String>], last: usize) -> Option<(usize, usize)> {
    const FOREIGN: usize = 3;
    let mut parted = false;
    let mut foreign = 0;
    let mut things = 0;
    for at in last + 1..all.len() {
        let gap = &words[all[at - 1].end..all[at].start];
        if !is_space(gap) && gap.trim() != "," && gap.trim() != ";" {
            return None;
        }
        parted |= gap.contains([',', ';']);
        if is_joint(&all[at].key) || is_plural(&all[at].key) {
            parted = true;
            continue;
        }
        if parted && let Some(found) = item_at(words, all, items, at) {
            return Some(found);
        }
        things += usize::from(parted);
        foreign += 1;
        // Words that go on after an item without a comma are what it is said of, and the list is over.
        if things > 1 || foreign > FOREIGN || (things == 0 && !parted) {
            return None;
        }
        parted = false;
    }
    None
}

fn syllables(words: &str) -> Vec<Syllable> {
    let mut all = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        match start {
            None if c.is_alphanumeric() => start = Some(at),
            Some(from) if !c.is_alphanumeric() => {
                all.push(Syllable { key: accent_key(&words[from..at]), start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    all
}

/// Blanks and dashes: what may stand within a name.
fn is_space(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
}

/// "và", "hoặc", "hay", "cùng", "với".
fn is_joint(key: &str) -> bool {
    matches!(key, "va1" | "hoăc5" | "hay" | "cung1" | "vơi2")
}

/// "các", "những", "mọi".
fn is_plural(key: &str) -> bool {
    matches!(key, "cac2" | "nhưng4" | "moi5")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'w>(words: &'w str, phrase: &str) -> Vec<&'w str> {
        alike(words, phrase).into_iter().map(|(start, end)| &words[start..end]).collect()
    }

    #[test]
    fn a_list_is_found_in_another_order_shortened_and_with_a_stranger_in_it() {
        let phrase = "huyện, thị xã, thành phố";
        assert_eq!(found("UBND các huyện, thành phố, thị xã để xử lý", phrase), ["huyện, thành phố, thị xã"]);
        assert_eq!(found("các sở, các huyện triển khai", phrase), ["các huyện"]);
        assert_eq!(found("sở, ban các huyện và các đơn vị", phrase), ["các huyện"]);
        assert_eq!(found("Thị Xã, quận và các THÀNH PHỐ khác", phrase), ["Thị Xã, quận và các THÀNH PHỐ"]);
    }

    #[test]
    fn one_thing_of_the_list_in_another_list_is_none() {
        let phrase = "huyện, thị xã, thành phố";
        for words in ["các tỉnh, thành phố trực thuộc Trung ương", "huyện Krông Pắc", "Tập huấn. Thị xã", "Phó Chánh"]
        {
            assert!(found(words, phrase).is_empty(), "{words}");
        }
        assert!(found("huyện. Thị xã", phrase).is_empty());
    }

    #[test]
    fn a_phrase_that_is_no_list_is_found_in_another_spelling() {
        assert_eq!(found("do uỷ  ban NHÂN DÂN tỉnh", "Ủy ban nhân dân"), ["uỷ  ban NHÂN DÂN"]);
        assert_eq!(found("Phòng Khoa giáo – Văn xã", "Khoa giáo - Văn xã"), ["Khoa giáo – Văn xã"]);
        assert!(found("ủy viên ban", "Ủy ban").is_empty());
    }
}
