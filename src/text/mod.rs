//! Floor 0 · Vietnamese text: normal form, folding, names, slugs, dates in words, differences.
//!
//! The rule (design 2 and 6): what is printed is verbatim; what is compared is folded. Folding never reaches a page.

mod content_hash;
mod date;
pub mod diff;
mod fold;
mod hash;
mod limit;
mod lookup;
mod name;
mod natural;
mod nearest;
mod reference;
mod sentence;
mod slug;
mod verbatim;
mod whole;

pub use content_hash::{ContentHasher, content_hash, content_hash_of};
pub use date::{date_both, date_english, date_words, month_english, month_words, weekday_english, weekday_words};
pub use fold::{accent_key, fold, is_mark, is_of_word, nfc};
pub use hash::fnv1a;
pub use limit::{
    Afterwards, LAST_WEEK, Moment, Moments, Named, Part, Period, Season, Shift, Side, Stated, day_of_a_year,
    is_invisible, limits, stated,
};
pub use lookup::Lookup;
pub use name::{NameSet, Names, name_key, phrase_key};
pub use natural::natural;
pub use nearest::{is_slip, nearest};
pub use reference::{Rank, Reference, Step, called, is_called, names_document, references};
pub use sentence::{after_phrase, capital, counted};
pub use slug::{is_id, is_short_for, slug};
pub use verbatim::Verbatim;
pub use whole::{Case, stands_whole, whole_places, word_cut_by};
