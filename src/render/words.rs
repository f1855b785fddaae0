//! The words of the program's own pages, for whoever says the same things elsewhere: one thing has one name.

use serde_json::Value as Json;

use super::embedded::FILES;
use super::theme::table;
use crate::diagnostic::Lang;

/// The words of one language.
pub struct Words(Json);

impl Words {
    /// Those of the pages in a language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let name = table(lang == Lang::En);
        let read = FILES.iter().find(|(file, _)| *file == name).and_then(|(_, text)| serde_json::from_slice(text).ok());
        Self(read.unwrap_or_default())
    }

    /// The word under a key of a part, as `own` of `block`; the key itself where the pages have none.
    #[must_use]
    pub fn of<'w>(&'w self, part: &str, key: &'w str) -> &'w str {
        self.0.get(part).and_then(|part| part.get(key)).and_then(Json::as_str).unwrap_or(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duty::Block;
    use crate::model::Relation;

    #[test]
    fn blocks_and_relations_have_their_words_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let words = Words::new(lang);
            for block in Block::ALL {
                assert_ne!(words.of("block", block.as_str()), block.as_str());
            }
            // Who is mentioned bears nothing, and no page says so.
            for relation in Relation::ALL.into_iter().filter(|r| *r != Relation::Mentioned) {
                assert!(words.0["relation"][relation.as_str()].is_string(), "{relation:?}");
            }
        }
        assert_eq!(Words::new(Lang::Vi).of("block", "own"), "Của chính mình");
        assert_eq!(Words::new(Lang::En).of("relation", "no-such"), "no-such");
    }
}
