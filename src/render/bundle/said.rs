//! Words of the interface stand in the tables, and a script takes them from attributes its page fills: a word written in a
//! script would be in one language for readers of both.
//!
//! What a string is for cannot be told by its looks ("none" is a word and a value), so every string with a word in it must
//! stand where the language of the page or of the browser is spoken: a selector, the name of an element or an event, one
//! side of a comparison. Whatever stands elsewhere, in a variable too, may come before a reader.

use super::token::{Kind, Token, tokens};

/// Attributes and properties that are read out or shown.
const READ: [&str; 13] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "ariaLabel",
    "innerText",
    "label",
    "placeholder",
    "textContent",
    "title",
    "value",
];

/// Properties and variables whose value is no word, and keys of the same.
const CODE: [&str; 12] =
    ["DIGITS", "KINDS", "block", "class", "className", "href", "id", "rel", "role", "selects", "src", "type"];

/// Calls that take no word at all.
const CALLS: [&str; 21] = [
    "RegExp",
    "add",
    "addEventListener",
    "all",
    "asks",
    "chunk",
    "closest",
    "endsWith",
    "execCommand",
    "get",
    "getAttribute",
    "has",
    "includes",
    "indexOf",
    "matchMedia",
    "matches",
    "querySelector",
    "querySelectorAll",
    "removeAttribute",
    "startsWith",
    "words",
];

/// Calls whose first arguments are none, and how many. The `make` of either script has a class or attributes second.
const FIRST: [(&str, usize); 7] =
    [("best", 1), ("createElement", 1), ("make", 2), ("normalize", 1), ("replace", 1), ("split", 1), ("toggle", 1)];

/// An open bracket.
struct Open<'a> {
    /// Where it stands.
    at: usize,
    /// What it calls; empty when it only groups.
    call: &'a str,
    /// The arguments before the one that is read.
    before: usize,
}

/// The strings of a script that may come before a reader.
fn said(script: &str) -> Vec<&str> {
    let tokens = tokens(script);
    let (mut open, mut found): (Vec<Open<'_>>, Vec<&str>) = (Vec::new(), Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        let template = token.kind == Kind::Template;
        if template && token.text.starts_with('}') {
            open.pop();
        }
        let words = token.text.trim_matches(['"', '\'', '`', '{', '}', '$']);
        let is_string = template || token.text.starts_with(['"', '\'']);
        if is_string && has_word(words) && !is_code(&tokens, &open, at, words) {
            found.push(words);
        }
        match token.text {
            text if template && text.ends_with("${") => open.push(Open { at, call: "", before: 0 }),
            "(" => open.push(Open { at, call: called(&tokens[..at]), before: 0 }),
            "[" | "{" => open.push(Open { at, call: "", before: 0 }),
            ")" | "]" | "}" if !template => drop(open.pop()),
            "," => open.iter_mut().last().into_iter().for_each(|o| o.before += 1),
            _ => {}
        }
    }
    found
}

/// Two letters in a row, or one that only Vietnamese has.
fn has_word(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(2).any(|w| w.iter().all(|c| c.is_alphabetic()))
        || letters.iter().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// What a bracket calls: the name before it, keywords aside.
fn called<'a>(before: &[Token<'a>]) -> &'a str {
    let name = before.last().filter(|t| t.kind == Kind::Word).map_or("", |t| t.text);
    if matches!(name, "if" | "for" | "while" | "return" | "switch" | "of" | "in") { "" } else { name }
}

fn is_code(tokens: &[Token<'_>], open: &[Open<'_>], at: usize, words: &str) -> bool {
    let text = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |t| t.text);
    let compared = |t: &str| matches!(t, "===" | "!==" | "==" | "!=" | "in" | "case");
    let (before, after) = (text(at.checked_sub(1)), text(at.checked_add(1)));
    // A piece of an address, or of the name of an element that a number completes.
    let address = !words.contains(char::is_whitespace)
        && words.is_ascii()
        && (words.contains(['/', '#', '=']) || words.ends_with('-') || words.starts_with('.'));
    let key = after == ":" && matches!(before, "{" | ",") && text(open.last().map(|o| o.at)) == "{";
    if compared(before) || compared(after) || address || key || words == "use strict" {
        return true;
    }
    let first = |call: &str| FIRST.iter().find(|(name, _)| *name == call).map_or(0, |(_, n)| *n);
    // What it is given to, through brackets that only group.
    let mut from = at;
    for o in open.iter().map(Some).rev().chain([None]) {
        let name = |back: usize| text(from.checked_sub(back)).trim_matches(['"', '\'']);
        let given = name(1) == "=" || name(1) == ":" && matches!(name(3), "{" | ",");
        if given && (CODE.contains(&name(2)) || name(2).starts_with("aria-") && !READ.contains(&name(2))) {
            return true;
        }
        let Some(o) = o else { return false };
        match text(Some(o.at)) {
            "(" if CALLS.contains(&o.call) => return true,
            "(" if first(o.call) > 0 => return o.before < first(o.call),
            "(" if matches!(o.call, "set" | "setAttribute") => {
                return o.before == 0 || !READ.contains(&text(Some(o.at + 1)).trim_matches(['"', '\'']));
            }
            "(" if !o.call.is_empty() => return false,
            "{" => return false,
            _ => from = o.at,
        }
    }
    false
}

/// Strings that stand elsewhere and are none, with the reason.
const OTHERS: [(&str, &str, &str); 7] = [
    ("search/cite.js", "dđ", "the letters a typed d may mean"),
    ("search/cite.js", " khoan dieu diem muc", "levels as they are typed"),
    ("search/cite.js", " i ii iii iv v vi vii viii ix", "numbers as they are typed"),
    ("search/solve.js", " một hai ba bốn năm sáu bảy tám chín", "numbers as they are typed"),
    ("search/solve.js", "mười mươi lăm mốt tư", "numbers as they are typed"),
    ("search/match.js", "ch", "a sound of what was typed"),
    ("search/words.js", "đ", "the letter for its twin"),
];

mod tests {
    use super::*;
    use crate::render::embedded::FILES;

    #[test]
    fn no_word_is_hard_wired_in_a_script() {
        let mut others = Vec::new();
        let scripts = FILES.iter().filter(|(name, _)| name.ends_with(".js"));
        let mut read = 0;
        for (name, bytes) in scripts {
            let name = name.trim_start_matches("assets/");
            read += 1;
            for words in said(std::str::from_utf8(bytes).unwrap()) {
                let other = OTHERS.iter().find(|(file, text, _)| *file == name && *text == words);
                others.push(other.unwrap_or_else(|| panic!("{name}: «{words}» belongs into strings/*.json")));
            }
        }
        assert!(read > 8 && OTHERS.iter().all(|o| others.contains(&o)), "{read} scripts; an exception nobody needs");
    }

    #[test]
    fn a_word_is_seen_by_whatever_way_it_reaches_the_reader() {
        for (script, word) in [
            ("status.textContent = 'Copied';", "Copied"),
            ("status.textContent = n ? `${n} results` : '';", " results"),
            ("const label = 'more'; b.textContent = label;", "more"),
            ("b.title = \"xem thêm\"", "xem thêm"),
            ("e.setAttribute('aria-label', 'menu')", "menu"),
            ("make('ul', { role: 'listbox', 'aria-label': 'results' })", "results"),
            ("make('p', { class: 'x' }, 'none')", "none"),
            ("row.append('Sao chép', b)", "Sao chép"),
            ("text.replace('#', 'items')", "items"),
            ("alert('đã chép')", "đã chép"),
            ("const say = { none: 'nothing found' }", "nothing found"),
            ("fill(['one', 'two'])", "one"),
            ("b.textContent = n ? id : 'none'", "none"),
        ] {
            assert!(said(script).contains(&word), "{script}: {:?}", said(script));
        }
    }

    #[test]
    fn the_language_of_the_page_is_no_word() {
        for script in [
            "'use strict'; const all = document.querySelectorAll(`.week [datetime='${day}']`);",
            "e.className = 'search-hint'; set('role', 'combobox'); set('aria-autocomplete', 'list');",
            "if (e.key === 'ArrowDown' && e.target.closest('input, [hidden]')) go('#q=' + text);",
            "make('button', { type: 'button', 'aria-pressed': true }, words.more)",
            "/* Kết quả */ const re = /kết quả/; // results",
        ] {
            assert!(said(script).is_empty(), "{script}: {:?}", said(script));
        }
    }
}
