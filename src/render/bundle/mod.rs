//! The theme's scripts as one file a browser fetches: joined into one function, without comments and needless space, their
//! own names short (design 6: what a page weighs).
//!
//! It reads tokens, not JavaScript, and so asks for habits instead of understanding all of the language: `token.rs` and
//! `names.rs` say which, and `tests/search/bundle.test.mjs` holds the joined scripts to the answers of the scripts as written.

mod names;
#[cfg(test)]
mod said;
mod token;

use token::{Kind, Token, tokens};

/// Joins scripts in the order given into one function, so that what one declares all may use and no page sees.
#[must_use]
pub fn bundle(scripts: &[&str]) -> String {
    let whole = scripts.join("\n");
    let tokens = tokens(&whole);
    let texts = names::shorten(&tokens);
    let mut out = String::from("(()=>{'use strict';");
    let mut before: Option<&Token<'_>> = None;
    // For each open bracket whether the statement that ended last in it, or goes on, is a `const`.
    let mut constants = vec![(false, false)];
    for (i, token) in tokens.iter().enumerate() {
        let next = tokens.get(i + 1).map_or("", |t| t.text);
        // Before a closing bracket neither a semicolon nor a comma says anything.
        if matches!((token.text, next), (";" | ",", "}") | (",", ")")) {
            continue;
        }
        let space = before.map_or("", |b| gap(b, token));
        let begins = before.is_none_or(|b| b.text == ";" || b.text == "{") || space == "\n";
        // What a brace ends needs no line: an expression ends in a semicolon.
        let space = if space == "\n" && before.is_some_and(|b| b.text == "}") { "" } else { space };
        if let Some((last, now)) = constants.last_mut().filter(|_| begins) {
            *last = *now && before.is_some_and(|b| b.text == ";");
            *now = token.text == "const";
            if *last && *now {
                // One list of constants after another is one list.
                out.pop();
                out.push(',');
                before = Some(token);
                continue;
            }
        }
        match token.text {
            "(" | "[" | "{" => constants.push((false, false)),
            ")" | "]" | "}" if constants.len() > 1 => {
                constants.pop();
            }
            _ => {}
        }
        // After the comma that stands for `const` nothing is needed.
        if !(before.is_some_and(|b| b.text == "const") && out.ends_with(',')) {
            out.push_str(space);
        }
        out.push_str(&texts[i]);
        before = Some(token);
    }
    out.push_str("})();\n");
    out
}

/// What must stand between two tokens. A line end counts in JavaScript where both could be whole statements.
fn gap(before: &Token<'_>, token: &Token<'_>) -> &'static str {
    let ends = before.kind != Kind::Sign || matches!(before.text, ")" | "]" | "}" | "++" | "--");
    let begins =
        token.kind != Kind::Sign || matches!(token.text, "(" | "[" | "{" | "+" | "-" | "/" | "++" | "--" | "!" | "~");
    let goes_on = token.text.starts_with('}') && token.kind == Kind::Template || before.text.ends_with("${");
    let (last, first) = (before.text.chars().next_back().unwrap_or(' '), token.text.chars().next().unwrap_or(' '));
    if token.line && ends && begins && !goes_on {
        "\n"
    } else if token::is_part(last) && token::is_part(first) || last == first && matches!(first, '+' | '-' | '/') {
        " "
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::bundle;
    use proptest::prelude::*;

    #[test]
    fn space_goes_where_nothing_needs_it() {
        let script = "/* a */\nlet n = 1;\n  // b\nif (n) { n++; }\nconst url = `http://${ n + +n }`;\nwhile (f());\n";
        assert_eq!(
            bundle(&[script]),
            "(()=>{'use strict';let a=1;if(a){a++}const b=`http://${a+ +a}`;while(f());})();\n"
        );
    }

    proptest! {
        /// An office may put scripts of its own in the theme.
        #[test]
        fn any_text_is_bundled_without_a_fault(text in "[a-c{}()\\[\\]=>,;:.`$'\"/ \n]{0,60}") {
            let bundled = bundle(&[&text]);
            prop_assert!(!bundled.is_empty());
        }
    }
}
