//! Names of a script's own made short: half of what a reader fetches is names, and they are for us.
//!
//! Only names declared by `const`, `let` or as parameters of arrow functions and methods are changed; what follows a dot,
//! keys of objects, and names declared nowhere (`document`) stay. A name is known in the function that declares it, however
//! small its block: coarser than JavaScript, so what was one name stays one name. The scripts keep the habits this needs: no
//! `var`, `function`, `class`, `switch`, labels; no name that is both declared and used as a global; each statement ends in
//! a semicolon. The trap: `{ list }` is a key as well as a name, and becomes `list:a`.

use std::collections::{BTreeMap, BTreeSet};

use super::token::{Kind, Token};

/// Words that are no names.
const RESERVED: [&str; 38] = [
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "let",
    "new",
    "null",
    "of",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
];

/// How a word is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Not a variable.
    None,
    Variable,
    /// A variable and the key it stands under.
    Shorthand,
}

/// A function: where its parameters begin and its body ends, and what it declares with the new names.
#[derive(Default)]
struct Scope<'a> {
    from: usize,
    to: usize,
    names: BTreeMap<&'a str, String>,
}

/// The texts of the tokens with short names.
pub(super) fn shorten(tokens: &[Token<'_>]) -> Vec<String> {
    let code = Code::new(tokens);
    let uses: Vec<Use> = (0..tokens.len()).map(|i| code.usage(i)).collect();
    let mut scopes = code.scopes();
    code.declare(&uses, &mut scopes);
    // The scope that declares each variable; none for a global.
    let known: Vec<Option<usize>> = (0..tokens.len())
        .map(|i| (uses[i] != Use::None).then(|| owner(&scopes, i, tokens[i].text)).flatten())
        .collect();
    let global: BTreeSet<&str> =
        (0..tokens.len()).filter(|i| uses[*i] != Use::None && known[*i].is_none()).map(|i| tokens[i].text).collect();
    for s in 0..scopes.len() {
        // Names of functions around this one that are used in it.
        let mut taken: BTreeSet<String> = global.iter().map(|g| (*g).to_owned()).collect();
        let mut count: BTreeMap<&str, usize> = scopes[s].names.keys().map(|n| (*n, 0)).collect();
        for i in scopes[s].from..scopes[s].to {
            match known[i] {
                Some(k) if k == s => *count.entry(tokens[i].text).or_default() += 1,
                Some(k) if k < s && scopes[k].to >= scopes[s].to => {
                    taken.extend(scopes[k].names.get(tokens[i].text).cloned());
                }
                _ => {}
            }
        }
        let mut order: Vec<(&str, usize)> = count.into_iter().collect();
        order.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), *name));
        let mut fresh = (0..).map(short).filter(|n| !RESERVED.contains(&n.as_str()) && !taken.contains(n));
        scopes[s].names = order.into_iter().filter_map(|(name, _)| Some((name, fresh.next()?))).collect();
    }
    let renamed = |i: usize| known[i].and_then(|s| scopes[s].names.get(tokens[i].text));
    (0..tokens.len())
        .map(|i| match (renamed(i), uses[i]) {
            (Some(name), Use::Shorthand) => format!("{}:{name}", tokens[i].text),
            (Some(name), _) => name.clone(),
            (None, _) => tokens[i].text.to_owned(),
        })
        .collect()
}

/// The innermost function around a token that declares a name; functions are in the order they begin.
fn owner(scopes: &[Scope<'_>], at: usize, name: &str) -> Option<usize> {
    scopes.iter().rposition(|s| (s.from..s.to).contains(&at) && s.names.contains_key(name))
}

/// The n-th short name: a … z, A … Z, aa …
fn short(n: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = |n: usize| char::from(LETTERS[n % 52]);
    if n < 52 { letter(n).to_string() } else { format!("{}{}", letter(n / 52 - 1), letter(n)) }
}

/// Tokens with the brackets that belong together.
struct Code<'a, 't> {
    tokens: &'t [Token<'a>],
    /// For each token the bracket it stands in, or the length.
    inside: Vec<usize>,
    /// For each opening bracket the closing one, and the other way round.
    partner: Vec<usize>,
}

impl<'a, 't> Code<'a, 't> {
    fn new(tokens: &'t [Token<'a>]) -> Self {
        let none = tokens.len();
        let (mut inside, mut partner, mut open) = (vec![none; none], vec![none; none], Vec::new());
        for (i, t) in tokens.iter().enumerate() {
            let (opens, closes) = match t.kind {
                Kind::Sign => (matches!(t.text, "(" | "[" | "{"), matches!(t.text, ")" | "]" | "}")),
                Kind::Template => (t.text.ends_with("${"), t.text.starts_with('}')),
                _ => (false, false),
            };
            if let (true, Some(o)) = (closes, if closes { open.pop() } else { None }) {
                partner[o] = i;
                partner[i] = o;
            }
            inside[i] = open.last().copied().unwrap_or(none);
            if opens {
                open.push(i);
            }
        }
        Self { tokens, inside, partner }
    }

    fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.text)
    }

    fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |i| self.text(i))
    }

    /// Whether a brace opens an object or a pattern, not a block.
    fn is_object(&self, open: usize) -> bool {
        self.text(open) == "{"
            && matches!(
                self.before(open),
                "(" | "," | "=" | ":" | "[" | "?" | "||" | "&&" | "??" | "..." | "return" | "const" | "let"
            )
    }

    fn usage(&self, i: usize) -> Use {
        let t = &self.tokens[i];
        if t.kind != Kind::Word || RESERVED.contains(&t.text) || matches!(self.before(i), "." | "?.") {
            return Use::None;
        }
        let key = self.is_object(self.inside[i]) && matches!(self.before(i), "{" | ",");
        match self.text(i + 1) {
            ":" | "(" if key => Use::None,
            "," | "}" | "=" if key => Use::Shorthand,
            _ => Use::Variable,
        }
    }

    /// The whole script, then every arrow function and method, in the order they begin.
    fn scopes(&self) -> Vec<Scope<'a>> {
        let end = self.tokens.len();
        let mut out = vec![Scope { from: 0, to: end, ..Scope::default() }];
        for i in 0..end {
            let arrow = self.text(i) == "=>";
            let method = self.text(i) == "{" && self.before(i) == ")" && {
                let name = self.partner[i - 1].saturating_sub(1);
                self.tokens[name].kind == Kind::Word
                    && self.is_object(self.inside[name])
                    && matches!(self.before(name), "{" | ",")
            };
            if !arrow && !method {
                continue;
            }
            let params = if self.before(i) == ")" { self.partner[i - 1] } else { i.saturating_sub(1) };
            let body = i + usize::from(arrow);
            let to = if self.text(body) == "{" && (method || !self.is_object(body)) {
                (self.partner[body] + 1).min(end)
            } else {
                let within = self.inside[i];
                let ends = |j: &usize| {
                    self.partner.get(within) == Some(j)
                        || self.inside[*j] == within && matches!(self.text(*j), "," | ";")
                };
                (body..end).find(ends).unwrap_or(end)
            };
            out.push(Scope { from: params, to, ..Scope::default() });
        }
        out.sort_by_key(|s| (s.from, std::cmp::Reverse(s.to)));
        out
    }

    /// Puts every declared name into its function.
    fn declare(&self, uses: &[Use], scopes: &mut [Scope<'a>]) {
        for s in 1..scopes.len() {
            let from = scopes[s].from;
            if self.text(from) == "(" {
                self.bind(from + 1, self.partner[from], uses, scopes);
            } else {
                self.put(from, uses, scopes);
            }
        }
        for i in (0..self.tokens.len()).filter(|i| matches!(self.text(*i), "const" | "let")) {
            let level = self.inside[i];
            let ends = |at: &usize| {
                self.inside[*at] == level && matches!(self.text(*at), ";" | "of" | "in")
                    || self.partner.get(level) == Some(at)
            };
            let end = (i + 1..self.tokens.len()).find(ends).unwrap_or(self.tokens.len());
            for at in (i + 1..end).filter(|at| self.inside[*at] == level) {
                if !matches!(self.before(at), "const" | "let" | ",") {
                    continue;
                }
                if matches!(self.text(at), "[" | "{") {
                    self.bind(at + 1, self.partner[at], uses, scopes);
                } else {
                    self.put(at, uses, scopes);
                }
            }
        }
    }

    /// What a list of parameters or a pattern binds: not the words of a default.
    fn bind(&self, from: usize, to: usize, uses: &[Use], scopes: &mut [Scope<'a>]) {
        for i in from..to {
            if matches!(self.before(i), "(" | "[" | "{" | "," | ":" | "...") {
                self.put(i, uses, scopes);
            }
        }
    }

    fn put(&self, i: usize, uses: &[Use], scopes: &mut [Scope<'a>]) {
        // A bracket that nothing opens has its partner behind the last token.
        if uses.get(i).is_some_and(|u| *u != Use::None)
            && let Some(s) = scopes.iter().rposition(|s| (s.from..s.to).contains(&i))
        {
            scopes[s].names.insert(self.tokens[i].text, String::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bundle;

    #[test]
    fn names_of_a_function_are_short_and_keys_and_globals_stay() {
        let script =
            "const total = (list, { most = 9, ...others }) => { const out = { list, most }; return out.list; };";
        assert_eq!(
            bundle(&[script]),
            "(()=>{'use strict';const a=(a,{most:b=9,...d})=>{const c={list:a,most:b};return c.list};})();\n"
        );
    }

    #[test]
    fn a_name_used_within_is_not_taken_again() {
        let script =
            "const outer = 1; const f = inner => outer + inner; f(x => { const y = x; g(y); }); const g = z => z;";
        assert_eq!(
            bundle(&[script]),
            "(()=>{'use strict';const c=1,a=a=>c+a;a(a=>{const c=a;b(c)});const b=a=>a;})();\n"
        );
    }

    #[test]
    fn a_method_and_a_loop_have_names_too() {
        let script = "const all = { put(place, n) { for (const [k, v] of n) place(k, v, all); } };";
        assert_eq!(bundle(&[script]), "(()=>{'use strict';const a={put(d,c){for(const[b,e]of c)d(b,e,a)}};})();\n");
    }
}
