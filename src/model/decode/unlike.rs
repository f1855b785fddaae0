//! Why a quote is not in its provision: told exactly, because the eye does not see it (a no-break space from a word
//! processor, a dash for a hyphen, a capital), and never corrected.

use crate::diagnostic::Say;
use crate::model::ProvisionId;
use crate::say;
use crate::text::is_invisible;

/// What to do about `quote`, which does not stand in `text` to the letter.
#[must_use]
pub fn help(cite: &ProvisionId, text: &str, quote: &str) -> Say {
    if let Some(written) = alike(text, quote) {
        return match invisible(quote).filter(|_| invisible(written).is_none()) {
            Some(code) => say!(
                "câu trích có ký tự {code} trông như dấu cách; {cite} in: «{written}»",
                "the quote holds {code}, which looks like a space; {cite} prints: `{written}`"
            ),
            None if invisible(written).is_some() && invisible(quote).is_none() => {
                let code = invisible(written).unwrap_or_default();
                say!(
                    "{cite} có ký tự {code} không nhìn thấy hoặc trông như dấu cách giữa những chữ ấy; xóa nó trong quy chế nếu bản gốc không có, hoặc chép câu trích từ đó",
                    "{cite} has {code}, which cannot be seen or looks like a space, among these words; delete it there, or copy the quote from there"
                )
            }
            None => say!(
                "chỉ khác dấu cách, gạch nối, ngoặc hoặc chữ hoa; {cite} in: «{written}»",
                "only spaces, dashes, quotation marks or capitals differ; {cite} prints: `{written}`"
            ),
        };
    }
    let (before, length) = longest_beginning(text, quote);
    let there = most_like(text, &quote[..length], &quote[length..]);
    let here = first_words(&quote[length..]);
    if length == 0 {
        say!("chép lại nguyên văn từ {cite}", "copy the words from {cite}")
    } else if there.is_empty() {
        say!(
            "{cite} kết thúc sau «{before}», câu trích viết tiếp «{here}»; chép lại nguyên văn",
            "{cite} ends after `{before}` where the quote goes on `{here}`; copy the words again"
        )
    } else {
        say!(
            "sau «{before}», {cite} in «{there}», câu trích viết «{here}»; chép lại nguyên văn",
            "after `{before}`, {cite} prints `{there}` and the quote says `{here}`; copy the words again"
        )
    }
}

/// The code point of the first character that looks like a space or like nothing, and is no space.
pub(super) fn invisible(text: &str) -> Option<String> {
    let odd = |c: &char| (c.is_whitespace() && !matches!(c, ' ' | '\n' | '\t')) || is_invisible(*c);
    text.chars().find(odd).map(code_point)
}

/// A character by its number, for one that cannot be shown.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The words of the text that differ from the quote only in blanks, dashes, quotation marks or case.
fn alike<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
    let (words, places) = skeleton(text);
    let (wanted, _) = skeleton(quote);
    if wanted.is_empty() {
        return None;
    }
    let at = words.windows(wanted.len()).position(|w| w == wanted)?;
    let start = places[at];
    let end = places.get(at + wanted.len()).copied().unwrap_or(text.len());
    Some(text[start..end].trim_end())
}

/// The characters by which two texts are alike, with the place of each.
fn skeleton(text: &str) -> (Vec<char>, Vec<usize>) {
    let mut chars: Vec<char> = Vec::new();
    let mut places = Vec::new();
    for (i, c) in text.char_indices() {
        let key = match c {
            c if c.is_whitespace() || is_invisible(c) => continue,
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '“' | '”' | '„' => '"',
            '‘' | '’' => '\'',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        chars.push(key);
        places.push(i);
    }
    (chars, places)
}

/// The longest beginning of a quote, in whole words, that stands in the text, shown by its last words; and its length.
fn longest_beginning<'q>(text: &str, quote: &'q str) -> (&'q str, usize) {
    let end = quote.match_indices(' ').map(|(i, _)| i).rev().find(|end| text.contains(&quote[..*end])).unwrap_or(0);
    let start = quote[..end].match_indices(' ').map(|(i, _)| i + 1).rev().nth(3).unwrap_or(0);
    (&quote[start..end], end)
}

/// The words behind the place of the text at which a beginning goes on most like a quote does.
fn most_like<'t>(text: &'t str, beginning: &str, rest: &str) -> &'t str {
    let wanted: Vec<&str> = rest.split_whitespace().collect();
    let ways = text.match_indices(beginning).map(|(at, _)| &text[at + beginning.len()..]);
    let alike = |there: &&str| there.split_whitespace().take(wanted.len()).filter(|word| wanted.contains(word)).count();
    let best = ways.map(|there| (alike(&there), there)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or("", |(_, there)| first_words(there))
}

/// What two texts differ in where the eye sees no difference: a character that looks like a blank or like nothing, or one blank more.
#[must_use]
pub fn unseen(text: &str, other: &str) -> Option<Say> {
    let seen = |text: &str| {
        let text: String = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    if text == other || seen(text) != seen(other) {
        return None;
    }
    Some(match invisible(text).filter(|_| invisible(text) != invisible(other)) {
        Some(code) => say!(
            "ký tự {code} không nhìn thấy hoặc trông như dấu cách",
            "{code}, which cannot be seen or looks like a space"
        ),
        None if text.contains("  ") && !other.contains("  ") => {
            say!("hai dấu cách liền nhau", "two spaces one behind the other")
        }
        None => return None,
    })
}

/// Up to three words.
fn first_words(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.match_indices(' ').nth(2).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_eye_does_not_see_is_named() {
        let say = |text: &str, quote: &str| help(&ProvisionId::new("A.1"), text, quote).en;
        assert!(say("toàn bộ hoạt động", "toàn\u{A0}bộ").contains("U+00A0"));
        assert!(say("Hành chính – Tổ chức", "hành chính - tổ chức").ends_with("`Hành chính – Tổ chức`"));
        assert!(say("phụ trách toàn bộ hoạt động", "phụ trách mọi hoạt động").contains("prints `toàn bộ hoạt`"));
        assert!(say("phụ trách", "phụ trách chung").contains("ends after"));
        assert!(say("a", "b").starts_with("copy"));
        let text = "báo cáo định kỳ (nửa tháng); báo cáo 06 tháng gửi trước ngày 15/6";
        assert!(say(text, "báo cáo 6 tháng gửi trước ngày 15/6").contains("prints `06 tháng gửi`"));
    }

    #[test]
    fn what_no_eye_tells_apart_is_told() {
        let told = |text: &str, other: &str| unseen(text, other).map(|say| say.en);
        assert!(told("báo\u{A0}cáo", "báo cáo").is_some_and(|say| say.contains("U+00A0")));
        assert!(told("báo  cáo", "báo cáo").is_some_and(|say| say.contains("two spaces")));
        assert!(told("báo\u{AD} cáo", "báo cáo").is_some_and(|say| say.contains("U+00AD")));
        assert_eq!(
            (told("báo cáo", "báo cáo"), told("báocáo", "báo cáo"), told("báo cáo", "báo\u{A0}cáo")),
            (None, None, None)
        );
    }
}
