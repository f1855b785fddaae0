//! A style sheet as a browser fetches it: without comments, and without the white space that only its writer needs.
//!
//! CSS Syntax Level 3: a comment separates nothing, white space beside a brace, a semicolon or a comma never has a meaning.
//! Strings and `url(…)` are passed through to the letter. White space that may have a meaning stays as one space: between
//! the parts of a selector, around `+` and `-` within `calc()`, before `(`.

/// The same style sheet in fewer bytes.
#[must_use]
pub(super) fn css(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    // The mark written last; a brace at the beginning, for nothing stands before a sheet. Whether white space followed it.
    let (mut last, mut gap) = ('{', false);
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(said) = rest.strip_prefix("/*") {
            gap = true;
            said.find("*/").map_or(rest.len(), |i| i + 4)
        } else if first.is_ascii_whitespace() {
            gap = true;
            1
        } else {
            let length = token(rest, first);
            if first == '}' && last == ';' {
                out.pop();
            }
            if std::mem::take(&mut gap) && matters(last, first) {
                out.push(' ');
            }
            out.push_str(&rest[..length]);
            // A character that is escaped is a letter, whatever it looks like.
            last = if first == '\\' { 'a' } else { rest[..length].chars().next_back().unwrap_or('a') };
            length
        };
        rest = &rest[length..];
    }
    out
}

/// Whether white space between two marks has a meaning. After the colon of a declaration it has none; before a colon it is
/// that of a selector (`a :hover` is not `a:hover`). A custom property without a value keeps its space, which is its value.
fn matters(last: char, next: char) -> bool {
    let plain = |c: char| matches!(c, '{' | '}' | ';' | ',');
    match (last, next) {
        (':', next) => plain(next),
        (last, next) => !plain(last) && !plain(next) && last != '(' && next != ')',
    }
}

/// How long the piece is that stays to the letter: a string, an address, an escape, or one character.
fn token(rest: &str, first: char) -> usize {
    let whole = rest.len();
    match first {
        '"' | '\'' => end(&rest[1..], first).map_or(whole, |i| i + 2),
        'u' | 'U' if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) => {
            let inside = rest[4..].trim_start();
            let before = whole - inside.len();
            match inside.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                // The bracket that closes it is a piece of its own.
                Some(quote) => end(&inside[1..], quote).map_or(whole, |i| before + i + 2),
                None => end(inside, ')').map_or(whole, |i| before + i + 1),
            }
        }
        '\\' => escape(rest),
        _ => first.len_utf8(),
    }
}

/// An escape is one character, or the number of one and the white space that ends the number.
fn escape(rest: &str) -> usize {
    let digits = rest[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let after = rest[1 + digits..].chars().next();
    match (digits, after) {
        (0, after) => 1 + after.map_or(0, char::len_utf8),
        (_, Some(c)) if c.is_ascii_whitespace() => 2 + digits,
        _ => 1 + digits,
    }
}

/// Where a character stands that no backslash escapes.
fn end(text: &str, closing: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let here = c == closing && !escaped;
        escaped = c == '\\' && !escaped;
        here.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn what_has_no_meaning_goes() {
        assert_eq!(
            css("/* a */\n a ,  b > c {\n  color : red ;\n  margin: 0 auto;\n}\n"),
            "a,b > c{color :red;margin:0 auto}"
        );
        assert_eq!(css("@media (min-width: 40rem) { p { top: 0; } }"), "@media (min-width:40rem){p{top:0}}");
    }

    #[test]
    fn what_has_a_meaning_stays() {
        for sheet in [
            "a :hover{width:calc(1px + -2px)}",
            "a:hover .b{margin:0 -1px}",
            "@media (a) and (b){p{top:0}}",
            ":root{--none: ;--x:a}",
            "a{background:url(a  b/*c*/.svg) no-repeat}",
            "a::before{content:\"a  ;  } /* b */ \\\" c\"}",
            "a{background:url( \"a  b\" )}",
            ".a\\ b{top:0}",
            ".a\\( b{top:0}",
            ".\\e9  b{top:0}",
        ] {
            assert_eq!(css(sheet).replace("url( \"a  b\")", "url( \"a  b\" )"), sheet);
        }
    }

    #[test]
    fn a_comment_is_no_more_than_a_space() {
        assert_eq!(css("a/* x */b{c:d/* y */e}"), "a b{c:d e}");
        assert_eq!(css("a{} /* never closed"), "a{}");
    }

    #[test]
    fn twice_is_once() {
        let once = css(include_str!("../../themes/default/assets/quyche.css"));
        assert_eq!(css(&once), once);
    }
}
