//! Which references of a provision an amendment left as they stood: those outside the words it replaced.
//!
//! The operations are followed through the words. Where that does not give the words of the next text (several decisions between two
//! texts may each have renumbered), what is alike at both ends was left, and all between is taken for written anew.

use std::ops::Range;

use crate::history::phrase;
use crate::model::{Decision, Provision, ProvisionId, TextAct, Version};
use crate::text::{Case, references, whole_places};

/// The references that stand in `now` as they stood in the provision it was: which of the old ones, and which of the new.
pub(super) fn standing(
    (before, was): (&Version, &Provision),
    now: &Provision,
    deciding: &[&Decision],
) -> Vec<(usize, usize)> {
    let (old, new) = (was.text.as_str(), now.text.as_str());
    let written = references(old);
    if old == new || written.is_empty() {
        return (0..written.len()).map(|n| (n, n)).collect();
    }
    let mut followed =
        Followed { words: old.to_owned(), places: written.iter().map(|r| Some(r.place.clone())).collect() };
    for (n, decision) in deciding.iter().enumerate() {
        // A decision names the numbers of the text before it: the first those of that text, one after it perhaps those now.
        let names = |id: &ProvisionId| *id == was.id || n > 0 && *id == now.id;
        let within = |ids: &[ProvisionId]| ids.iter().any(|id| names(id) || before.is_within(&was.id, id));
        for (act, _) in decision.text_acts() {
            match act {
                TextAct::Amend { provision, old: None, .. } if names(provision) => return Vec::new(),
                TextAct::Amend { provision, old: Some(old), new } if names(provision) => {
                    let places: Vec<_> = whole_places(&followed.words, old, Case::Exact).collect();
                    if let [place] = places.as_slice() {
                        followed.replace(place.clone(), new);
                    }
                }
                TextAct::ReplacePhrase { old, new, within: only, except }
                    if (only.is_empty() || within(only)) && !within(except) =>
                {
                    for at in phrase::places(&followed.words, old).into_iter().rev() {
                        followed.replace(at..at + old.len(), new);
                    }
                }
                _ => {}
            }
        }
    }
    let places = if followed.words == new { followed.places } else { at_both_ends(old, new, &written) };
    let there = references(new);
    let same = |n: usize, place: &Option<Range<usize>>| {
        let place = place.as_ref()?;
        let m = there.iter().position(|r| r.place == *place && r.steps == written[n].steps)?;
        Some((n, m))
    };
    places.iter().enumerate().filter_map(|(n, place)| same(n, place)).collect()
}

/// Words as operation after operation makes them, with the places of the references that none of them wrote anew.
struct Followed {
    words: String,
    places: Vec<Option<Range<usize>>>,
}

impl Followed {
    fn replace(&mut self, place: Range<usize>, new: &str) {
        // What is written on several lines is one line in the text.
        let new = new.trim_matches('\n').lines().collect::<Vec<_>>().join(" ");
        let moved = |at: usize| at - place.len() + new.len();
        for own in &mut self.places {
            *own = own
                .take()
                .filter(|own| own.end <= place.start || place.end <= own.start)
                .map(|own| if own.end <= place.start { own } else { moved(own.start)..moved(own.end) });
        }
        self.words.replace_range(place, &new);
    }
}

/// The new places of the references in what two texts have alike at their beginnings and their ends.
fn at_both_ends(old: &str, new: &str, written: &[crate::text::Reference<'_>]) -> Vec<Option<Range<usize>>> {
    let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let head = alike(&mut old.chars().zip(new.chars()));
    let tail = alike(&mut old[head..].chars().rev().zip(new[head..].chars().rev()));
    let end = old.len() - tail;
    let moved = |at: usize| at - end + (new.len() - tail);
    let place = |own: &Range<usize>| {
        let behind = (end <= own.start).then(|| moved(own.start)..moved(own.end));
        if own.end <= head { Some(own.clone()) } else { behind }
    };
    written.iter().map(|r| place(&r.place)).collect()
}
