//! Two languages on one page (WCAG 2.2, 3.1.1 and 3.1.2): the page speaks the interface's, the content stays Vietnamese
//! and says so, or a screen reader would read Vietnamese names and clauses by the rules of English.
//!
//! Templates mark content with `<q{{ vi() }}>` where an element holds nothing else, with `{{ name | vi }}` where it stands
//! among words of the interface, and with `{{ sentence | said }}` where a sentence of the interface quotes it. On a
//! Vietnamese page all three add nothing. `{{ t.key | of(n=count) }}` chooses between `one|many`.

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// The attribute by which content is told from an interface in another language.
const CONTENT: &str = " lang=\"vi\"";

/// Whether the interface is English; every other language is Vietnamese.
pub(super) fn is_english(language: &str) -> bool {
    language.starts_with("en")
}

/// What templates use to say in which language something is.
pub(super) fn register(tera: &mut Tera, language: &str) {
    let marked = is_english(language);
    let attribute = Value::safe_string(if marked { CONTENT } else { "" });
    tera.register_function("vi", move |_: Kwargs, _: &State| attribute.clone());
    tera.register_filter("vi", move |value: &Value, _: Kwargs, _: &State| match value.as_str() {
        Some(text) if marked && !text.is_empty() => Value::safe_string(&span(&escaped(text))),
        _ => value.clone(),
    });
    tera.register_filter("said", move |value: &Value, _: Kwargs, _: &State| match value.as_str() {
        Some(text) if marked => Value::safe_string(&quotes_marked(text)),
        _ => value.clone(),
    });
    tera.register_filter("of", |words: &str, args: Kwargs, _: &State| -> TeraResult<String> {
        let one = args.must_get::<i64>("n")? == 1;
        Ok(words.split_once('|').map_or(words, |(first, rest)| if one { first } else { rest }).to_owned())
    });
}

/// A template in which what depends on the language alone is said already: `{{ vi() }}` stands on nearly every line of a site, and to
/// be asked each time costs more than the line.
pub(super) fn settled(template: &str, language: &str) -> String {
    let marked = is_english(language);
    let template = template.replace("{{ vi() }}", if marked { CONTENT } else { "" });
    if marked { template } else { template.replace(" | vi }}", " }}") }
}

fn span(html: &str) -> String {
    format!("<span{CONTENT}>{html}</span>")
}

/// What stands between quotation marks is the content's; messages quote with `…` both the content and their own keys.
fn quotes_marked(sentence: &str) -> String {
    let mut html = String::new();
    let mut rest = sentence;
    while let Some((open, mark)) = rest.char_indices().find(|(_, c)| matches!(c, '«' | '“' | '`')) {
        let close = match mark {
            '«' => '»',
            '“' => '”',
            _ => '`',
        };
        let start = open + mark.len_utf8();
        let Some(end) = closing(&rest[start..], mark, close).map(|i| start + i) else { break };
        let (quoted, next) = (&rest[start..end], end + close.len_utf8());
        html += &escaped(&rest[..start]);
        html += &if mark == '`' && quoted.is_ascii() { escaped(quoted) } else { span(&escaped(quoted)) };
        html.push(close);
        rest = &rest[next..];
    }
    html + &escaped(rest)
}

/// Where a quotation ends; what it quotes may quote again.
fn closing(text: &str, mark: char, close: char) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        if c == close {
            depth -= 1;
        } else if c == mark {
            depth += 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn escaped(text: &str) -> String {
    let mut html = Vec::with_capacity(text.len());
    // Writing to memory cannot fail.
    let _ = tera::escape_html(text, &mut html);
    String::from_utf8_lossy(&html).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::Context;

    fn rendered(language: &str, template: &str) -> String {
        let mut tera = Tera::default();
        tera.autoescape_on([""]);
        register(&mut tera, language);
        tera.add_raw_template("page", template).unwrap();
        let mut context = Context::new();
        context.insert("name", "Phòng <A>");
        context.insert("sentence", "the day of «Họp <b>», see “Điều 1”");
        context.insert("none", "");
        tera.render("page", &context).unwrap()
    }

    #[test]
    fn content_is_marked_where_the_interface_is_english_and_only_there() {
        let template = "<q{{ vi() }}>x</q> {{ name | vi }}, {{ none | vi }}; {{ sentence | said }}";
        assert_eq!(
            rendered("en", template),
            "<q lang=\"vi\">x</q> <span lang=\"vi\">Phòng &lt;A&gt;</span>, ; \
             the day of «<span lang=\"vi\">Họp &lt;b&gt;</span>», see “<span lang=\"vi\">Điều 1</span>”"
        );
        assert_eq!(rendered("vi", template), "<q>x</q> Phòng &lt;A&gt;, ; the day of «Họp &lt;b&gt;», see “Điều 1”");
        for language in ["en", "vi"] {
            assert_eq!(rendered(language, &settled(template, language)), rendered(language, template));
        }
        assert_eq!(settled(template, "vi"), "<q>x</q> {{ name }}, {{ none }}; {{ sentence | said }}");
    }

    #[test]
    fn a_count_chooses_the_one_or_the_many() {
        let template = "{{ 'duty|duties' | of(n=1) }} {{ 'duty|duties' | of(n=2) }} {{ 'việc' | of(n=2) }}";
        assert_eq!(rendered("en", template), "duty duties việc");
    }

    #[test]
    fn a_quotation_that_never_closes_is_no_quotation() {
        assert_eq!(quotes_marked("a «b <"), "a «b &lt;");
    }

    #[test]
    fn a_quotation_within_a_quotation_is_all_content() {
        assert_eq!(quotes_marked("x: “a “b” c” d"), "x: “<span lang=\"vi\">a “b” c</span>” d");
    }

    #[test]
    fn a_key_of_the_program_in_a_message_is_no_content() {
        assert_eq!(quotes_marked("`Đơn` in `aliases`"), "`<span lang=\"vi\">Đơn</span>` in `aliases`");
    }
}
