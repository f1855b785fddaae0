//! Folding for comparison: the fold key drops every mark, the accent key keeps them in one agreed order.
//!
//! Unicode's NFD does not take `đ` apart (it is a letter of its own), so it is mapped by hand; so is `ð`, a common
//! mistyping. The trap: libraries that "remove diacritics" by NFD alone leave `đ`, and `dieu` never finds `điều`.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in Unicode normal form C, the form everything is stored and printed in.
#[must_use]
pub fn nfc<'t>(text: impl Into<Cow<'t, str>>) -> String {
    let text = text.into();
    // Nearly every text is so already, and asking costs a tenth of composing it anew.
    let is_so = is_whole(&text) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_so { text.into_owned() } else { text.nfc().collect() }
}

/// Whether every letter is in normal form C whatever stands beside it, seen at a glance, many bytes at a time: Latin with Vietnamese (to
/// U+02FF, and U+1E00 to U+1EFF), and what a printed text has of dashes, quotation marks and dots (U+2010 to U+2027). Of others the
/// tables of Unicode are asked.
fn is_whole(text: &str) -> bool {
    const AT_A_TIME: usize = 64;
    let below = |b: u8| b <= 0xCB;
    let whole = |[a, b, c]: [u8; 3]| {
        below(a) | (a == 0xE1) & (0xB8..=0xBB).contains(&b) | (a == 0xE2) & (b == 0x80) & (0x90..=0xA7).contains(&c)
    };
    let bytes = text.as_bytes();
    // No letter of three bytes begins with one of the last two.
    let (begin, last) = bytes.split_at(bytes.len().saturating_sub(2));
    let [second, third] = [1, 2].map(|from| bytes.get(from..).unwrap_or_default());
    let parts = begin.chunks(AT_A_TIME).zip(second.chunks(AT_A_TIME)).zip(third.chunks(AT_A_TIME));
    let mut parts =
        parts.map(|((a, b), c)| a.iter().zip(b).zip(c).fold(true, |all, ((a, b), c)| all & whole([*a, *b, *c])));
    last.iter().all(|b| below(*b)) && parts.all(|part| part)
}

/// The fold key: lower case, marks dropped, `đ` and `ð` as `d`. `Điều` → `dieu`.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(plain_d).collect()
}

/// The accent key of one syllable: lower case, shape marks kept in place, the tone as a digit at the end, so that
/// `hoà` = `hòa` and NFC = NFD. No digit stands for the level tone. `hòa` → `hoa1`, `Uỷ` → `uy3`, `đấu` → `đâu2`.
#[must_use]
pub fn accent_key(syllable: &str) -> String {
    let mut key = String::with_capacity(syllable.len() + 1);
    push_accent_key(syllable, &mut key);
    key
}

/// Puts the accent key of a syllable behind other words.
pub(super) fn push_accent_key(syllable: &str, key: &mut String) {
    let begin = key.len();
    let mut tone = None;
    for c in syllable.chars() {
        let (letter, mark) = match c {
            c if c.is_ascii() => (c.to_ascii_lowercase(), None),
            c => match letter(c) {
                Some(known) => known,
                // Marks of their own, letters of other scripts.
                None => {
                    key.truncate(begin);
                    return key.push_str(&taken_apart(syllable));
                }
            },
        };
        key.push(letter);
        tone = mark.or(tone);
    }
    key.extend(tone);
}

/// The same of any text at all.
fn taken_apart(syllable: &str) -> String {
    let mut key = String::with_capacity(syllable.len() + 1);
    let mut tone = None;
    for c in syllable.nfd() {
        match tone_digit(c) {
            Some(t) => tone = Some(t),
            None => key.extend(c.to_lowercase().map(|c| if c == 'ð' { 'đ' } else { c })),
        }
    }
    let mut key: String = key.nfc().collect();
    key.extend(tone);
    key
}

/// A letter without its tone, and the tone.
type Letter = (char, Option<char>);

/// The letters a Vietnamese text is written with, Latin-1 to Latin Extended-B and Latin Extended Additional.
const LETTERS: [std::ops::Range<u32>; 2] = [0xC0..0x250, 0x1E00..0x1F00];

/// What [`taken_apart`] makes of a letter alone: the letter without its tone, and the tone. Every word of an office is asked
/// for several times, and has the same few letters.
fn letter(c: char) -> Option<Letter> {
    static KNOWN: LazyLock<[Vec<Option<Letter>>; 2]> = LazyLock::new(|| {
        let alone = |c: char| {
            let key = taken_apart(c.encode_utf8(&mut [0; 4]));
            let mut chars = key.chars();
            let (first, tone) = (chars.next()?, chars.next());
            (c.is_alphabetic() && chars.next().is_none() && tone.is_none_or(|t| t.is_ascii_digit()))
                .then_some((first, tone))
        };
        LETTERS.map(|range| range.map(|c| char::from_u32(c).and_then(alone)).collect())
    });
    let c = u32::from(c);
    let at = LETTERS.iter().position(|range| range.contains(&c))?;
    KNOWN[at][(c - LETTERS[at].start) as usize]
}

/// Whether a character is a mark that belongs to the letter before it.
#[must_use]
pub fn is_mark(c: char) -> bool {
    // The first of them, so that nearly no letter is looked up.
    c >= '\u{300}' && is_combining_mark(c)
}

/// Whether a character is part of a word: a letter, a digit or a mark. Of the letters Vietnamese is written with it is seen at a glance;
/// of others the tables of Unicode are asked.
#[must_use]
pub fn is_of_word(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{24F}' => c != '×' && c != '÷',
        '\u{1E00}'..='\u{1EFF}' => true,
        c => c.is_alphanumeric() || is_mark(c),
    }
}

/// The five marked tones: huyền 1, sắc 2, hỏi 3, ngã 4, nặng 5.
fn tone_digit(c: char) -> Option<char> {
    match c {
        '\u{300}' => Some('1'),
        '\u{301}' => Some('2'),
        '\u{309}' => Some('3'),
        '\u{303}' => Some('4'),
        '\u{323}' => Some('5'),
        _ => None,
    }
}

fn plain_d(c: char) -> char {
    if matches!(c, 'đ' | 'ð') { 'd' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_d_are_folded() {
        assert_eq!(fold("Điều khoản ĐẮK LẮK"), "dieu khoan dak lak");
        assert_eq!(fold("ðơn"), "don");
    }

    #[test]
    fn tone_placement_and_normal_form_do_not_matter() {
        assert_eq!(accent_key("hoà"), accent_key("hòa"));
        assert_eq!(accent_key("Uỷ"), accent_key("ủy"));
        assert_eq!(accent_key("thuỷ"), accent_key(&"thủy".nfd().collect::<String>()));
        assert_ne!(accent_key("hoa"), accent_key("hòa"));
        assert_ne!(accent_key("dao"), accent_key("đao"));
        assert_eq!((accent_key("KSTTHC"), accent_key("theo").as_str()), ("kstthc".to_owned(), "theo"));
    }

    #[test]
    fn what_is_seen_to_be_of_a_word_is_so() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_of_word(c), c.is_alphanumeric() || is_combining_mark(c), "{c:?}");
            assert_eq!(is_mark(c), is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn what_is_seen_to_be_whole_is_so_beside_whatever() {
        use unicode_normalization::char::canonical_combining_class;
        let whole: Vec<char> = ('\0'..=char::MAX).filter(|c| is_whole(c.encode_utf8(&mut [0; 4]))).collect();
        for c in &whole {
            assert_eq!(is_nfc_quick(std::iter::once(*c)), IsNormalized::Yes, "{c:?}");
            assert_eq!(canonical_combining_class(*c), 0, "{c:?}");
        }
        assert!(whole.contains(&'ợ') && whole.contains(&'…'));
        // Wherever one stands that is not, in whatever part of a text, it is seen.
        let (text, strange) =
            ("Ủy ban – “Đắk Lắk” …".repeat(8), ['\u{300}', '\u{2126}', '\u{2029}', '\u{1100}', '\u{1D15E}']);
        assert!(is_whole(&text) && is_whole(""));
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let with = |c: char| format!("{}{c}{}", &text[..at], &text[at..]);
            assert!(strange.iter().all(|c| !is_whole(&with(*c))) && is_whole(&with('ệ')), "{at}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_to_an_accent_key_leads_where_the_long_one_does(s in "[a-zA-ZÀ-ỹ0-9_ðĐ\u{300}\u{301}\u{323}\u{31B}ǅß]{0,8}|\\PC{0,6}") {
            prop_assert_eq!(accent_key(&s), taken_apart(&s));
        }

        #[test]
        fn folding_is_idempotent_and_blind_to_normal_form(s in "\\PC{0,40}") {
            let once = fold(&s);
            prop_assert_eq!(&fold(&once), &once);
            prop_assert_eq!(fold(&s.nfd().collect::<String>()), fold(&nfc(&s)));
        }

        #[test]
        fn folding_the_accent_key_without_its_tone_gives_the_fold_key(s in "[a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]{1,7}") {
            let key = accent_key(&s);
            let without = key.trim_end_matches(|c: char| c.is_ascii_digit());
            prop_assert_eq!(fold(without), fold(&s));
        }
    }
}
