//! The feed of decisions (RFC 4287), for programs that tell when something is new.
//!
//! No clock: an entry was updated on the day the decision was signed (section 4.2.15 leaves to the publisher what a
//! significant change is), the feed with its latest entry. Ids are tag URIs (RFC 4151) of the office's domain, so they
//! stay when the site moves. Without a known address links are relative, which section 4.2.7.1 allows.

use super::changes;
use super::planner::Planner;
use super::routes;
use crate::model::Decision;
use crate::say;

/// The feed as a file.
pub(super) fn feed(planner: &Planner<'_>) -> String {
    let model = planner.s.model;
    let office = &model.office;
    let base = office.base_url.trim_end_matches('/');
    let mut decisions: Vec<&Decision> = model.decisions.iter().collect();
    decisions.sort_by(|a, b| b.by_signing(a));
    // The office named a domain once; the year it did so in is that of its first text.
    let since = model.versions.first().map_or(planner.s.day, |v| v.effective_from);
    let id = |what: &str| format!("tag:{},{:04}:{what}", office.uid_domain.to_lowercase(), since.year());
    let updated = decisions.first().map_or(since, |d| d.signed);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml += &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", escape(&office.language));
    xml += &element("title", &format!("{}: {}", office.title, say!("thay đổi", "changes").in_lang(planner.lang)));
    xml += &element("subtitle", &office.name);
    xml += &element("id", &id("thay-doi"));
    xml += &element("updated", &instant(updated));
    if !base.is_empty() {
        xml += &link("self", "application/atom+xml", &format!("{base}/{}", routes::ATOM));
    }
    xml += &link("alternate", "text/html", &address(base, routes::CHANGES));
    xml += &format!("<author>{}</author>\n", element("name", &office.name).trim_end());
    for d in decisions {
        xml += "<entry>\n";
        xml += &element("title", &format!("{}: {}", d.title(), d.summary));
        xml += &element("id", &id(&format!("thay-doi/{}", d.id)));
        xml += &element("published", &instant(d.signed));
        xml += &element("updated", &instant(d.signed));
        xml += &link("alternate", "text/html", &address(base, &routes::decision(&d.id)));
        xml += &element("summary", &summary(planner, d));
        xml += "</entry>\n";
    }
    xml += "</feed>\n";
    xml
}

fn summary(planner: &Planner<'_>, d: &Decision) -> String {
    let brief = changes::brief(planner, d);
    let acts = brief.acts.iter().map(|a| format!(" {}.", a.plain()));
    if brief.status == "revoked" {
        let said = say!("Bị bãi bỏ trước ngày có hiệu lực.", "Revoked before it took effect.");
        return said.in_lang(planner.lang).to_owned();
    }
    let (from, acts) = (planner.date(d.effective_from), acts.collect::<String>());
    say!("Hiệu lực từ ngày {from}.{acts}", "In force from {from}.{acts}").in_lang(planner.lang).to_owned()
}

/// A page from the feed's own folder, or from the published root.
fn address(base: &str, path: &str) -> String {
    if base.is_empty() { format!("{}{path}", routes::to_root(routes::ATOM)) } else { format!("{base}/{path}") }
}

fn instant(day: jiff::civil::Date) -> String {
    format!("{day}T00:00:00+07:00")
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(text))
}

fn link(rel: &str, kind: &str, href: &str) -> String {
    format!("<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"/>\n", escape(href))
}

/// Text for XML 1.0, in an element or a quoted attribute; what XML cannot hold at all is dropped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_ends_its_element(text in any::<String>()) {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"']));
            prop_assert!(!escaped.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }
    }
}
