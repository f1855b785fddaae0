//! A script cut into its tokens: comments and space go, strings, templates and regular expressions stay as they are.
//!
//! The trap: whether `/` divides or opens a regular expression is known to a parser only. Here it divides after a value
//! (a word, a number, a string, `)`, `]`, `}`) and opens elsewhere and after `return`; a script that begins a statement
//! with a regular expression would be misread, and none has reason to.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// A number, a string, a regular expression.
    Value,
    /// A template, or a part of one between `}` and `${`.
    Template,
    /// An operator or a bracket.
    Sign,
}

/// A token and whether a line ended before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub line: bool,
}

/// Signs of more than one character, longer ones first.
const SIGNS: [&str; 28] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.",
    "++", "--", "+=", "-=", "*=", "/=", "|=", "&=", "<<", ">>", "**",
];

/// The tokens of a script. What does not end (a string, a comment) goes on to the end of the text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    // For each open brace whether it belongs to a template.
    let mut braces: Vec<bool> = Vec::new();
    let (mut at, mut line) = (0, false);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() {
            line |= c == '\n';
            at += c.len_utf8();
            continue;
        }
        if rest.starts_with("//") || rest.starts_with("/*") {
            let end = if rest.starts_with("//") { rest.find('\n') } else { rest.find("*/").map(|n| n + 2) };
            at += end.unwrap_or(rest.len());
            continue;
        }
        let (kind, long) = match c {
            '"' | '\'' => (Kind::Value, quoted(rest, c)),
            '`' => (Kind::Template, template(rest)),
            '}' if braces.last() == Some(&true) => {
                braces.pop();
                (Kind::Template, template(rest))
            }
            '/' if opens_regex(out.last()) => (Kind::Value, regex(rest)),
            c if c.is_ascii_digit() => (Kind::Value, run(rest, |c| is_part(c) || c == '.')),
            c if is_part(c) => (Kind::Word, run(rest, is_part)),
            _ => (Kind::Sign, SIGNS.iter().find(|s| rest.starts_with(**s)).map_or(c.len_utf8(), |s| s.len())),
        };
        let token = Token { kind, text: &rest[..long], line };
        match token.text {
            _ if kind == Kind::Template && token.text.ends_with("${") => braces.push(true),
            "{" => braces.push(false),
            "}" => drop(braces.pop()),
            _ => {}
        }
        out.push(token);
        at += long;
        line = false;
    }
    out
}

pub(super) fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn run(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}

fn opens_regex(before: Option<&Token<'_>>) -> bool {
    before.is_none_or(|t| match t.kind {
        Kind::Word => t.text == "return",
        Kind::Value => false,
        Kind::Template => t.text.ends_with("${"),
        Kind::Sign => !matches!(t.text, ")" | "]" | "}"),
    })
}

/// The length of what begins with a quote, its end included.
fn quoted(text: &str, quote: char) -> usize {
    ending(text, |rest| rest.starts_with(quote).then_some(1))
}

fn template(text: &str) -> usize {
    ending(text, |rest| if rest.starts_with("${") { Some(2) } else { rest.starts_with('`').then_some(1) })
}

fn regex(text: &str) -> usize {
    let mut class = false;
    let end = ending(text, |rest| {
        match rest.as_bytes().first() {
            Some(b'[') => class = true,
            Some(b']') => class = false,
            _ => {}
        }
        (!class && rest.starts_with('/')).then_some(1)
    });
    end + run(&text[end..], is_part)
}

/// The length up to where `end` says that what begins with the first character ends; a backslash takes one with it.
fn ending(text: &str, mut end: impl FnMut(&str) -> Option<usize>) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if let Some(more) = end(&text[at..]) {
            return at + more;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::tokens;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn comments_go_and_what_looks_like_one_stays() {
        assert_eq!(texts("a /* b */ // c\n'//' + \"/*\""), ["a", "'//'", "+", "\"/*\""]);
        assert_eq!(texts("a = /[/*]\\/'/gu.x"), ["a", "=", "/[/*]\\/'/gu", ".", "x"]);
        assert_eq!(texts("(a) / b / c"), ["(", "a", ")", "/", "b", "/", "c"]);
    }

    #[test]
    fn templates_hold_code_that_holds_templates() {
        assert_eq!(
            texts("`a${f({ b: `c` })}d // e`;"),
            ["`a${", "f", "(", "{", "b", ":", "`c`", "}", ")", "}d // e`", ";"]
        );
    }
}
