//! What each document of a text calls itself, and which of them is the decision that issues the others.
//!
//! The trap: "Căn cứ Luật …", "Về việc ban hành Quy chế …" name documents and head none of that name; "ban hành văn bản" stands in many
//! a regulation. A document that does not say by its heading what it is must say so in words that only it can say.

use crate::model::{Component, Decision, Level, Provision, Version};
use crate::text::{Case, called, capital, stands_whole, whole_places};

/// How an act begins that issues something, as its heading or its first article says.
const ISSUES: [&str; 5] = ["ban hành", "nay ban hành", "phê duyệt", "thông qua", "công bố"];

/// How what is no name begins.
const NO_NAME: [&str; 10] =
    ["về việc", "v/v", "căn cứ", "theo", "xét", "số", "ban hành", "phê duyệt", "sửa đổi", "cộng hòa"];

/// What is printed above the articles of a document.
#[derive(Default)]
struct Heading {
    /// Its name, where it begins with what documents are called.
    named: Option<String>,
    /// The first of those words, in small letters: "quy chế".
    noun: String,
    /// Another heading.
    printed: Option<String>,
}

/// The names of the documents of a text, of each of which the provisions are given.
pub(super) fn names(version: &Version, documents: &[Vec<&Provision>], decision: Option<&Decision>) -> Vec<Component> {
    let kind = decision.map_or_else(|| "quyết định".to_owned(), |d| d.kind.to_lowercase());
    let headings: Vec<Heading> = documents.iter().map(|own| heading(own)).collect();
    // The file's own title is that of what was issued: "Quy chế" in "Quyết định ban hành Quy chế làm việc".
    let title = version.title.as_str();
    let place = called(title).into_iter().find(|place| title[place.clone()].to_lowercase() != kind);
    let titled = place.map(|place| (title[place.clone()].to_lowercase(), &title[place.start..]));
    let noun = titled.as_ref().map_or("", |(noun, _)| noun.as_str());
    let says = || documents.first().zip(headings.first()).is_some_and(|(own, h)| says_it_issues(own, h, &kind, noun));
    let issuing = headings.iter().position(|h| h.noun == kind).or_else(|| says().then_some(0));
    let issued: Vec<usize> = (0..documents.len()).filter(|at| Some(*at) != issuing).collect();
    let entitled = titled.as_ref().and_then(|(noun, words)| entitled(&headings, &issued, noun, words));
    let mut all: Vec<Component> = Vec::new();
    for (at, h) in headings.iter().enumerate() {
        if issuing == Some(at) {
            let name = decision.map_or_else(|| capital(&kind), Decision::title);
            all.push(Component { title: name.clone(), name, issues: true, part: false });
            continue;
        }
        // A title that names several documents is that of none of them.
        let alone = |(noun, words): &(String, &str)| issued.len() == 1 || called(&words[noun.len()..]).is_empty();
        let of_title = titled.as_ref().filter(|titled| entitled == Some(at) && alone(titled));
        let length = h.named.as_ref().map_or(0, String::len);
        let longest = of_title.map(|(_, words)| *words).filter(|words| words.len() >= length);
        let full = [longest, h.named.as_deref()].into_iter().flatten().find_map(|t| written_out(t, version, decision));
        let noun = if entitled == Some(at) { noun } else { h.noun.as_str() };
        let name = if noun.is_empty() { h.printed.clone().unwrap_or_default() } else { capital(noun) };
        all.push(Component { title: full.unwrap_or_else(|| name.clone()), name, issues: false, part: false });
    }
    apart(&mut all, &headings, version, decision);
    all
}

/// Gives each document a name that no other has: by what it is about, as printed above it; what has none is counted.
fn apart(all: &mut [Component], headings: &[Heading], version: &Version, decision: Option<&Decision>) {
    let same = |all: &[Component]| -> Vec<bool> {
        all.iter().map(|c| all.iter().filter(|other| other.name == c.name).count() > 1).collect()
    };
    for ((at, h), _) in headings.iter().enumerate().zip(same(all)).filter(|(_, same)| *same) {
        let c = &mut all[at];
        let longer = h.named.as_deref().filter(|words| words.len() > h.noun.len());
        match longer.map(|words| written_out(words, version, decision).unwrap_or_else(|| words.to_owned())) {
            Some(printed) if c.title == c.name => (c.title, c.name) = (printed.clone(), printed),
            Some(printed) => c.name = printed,
            None => c.name.clone_from(&c.title),
        }
    }
    let (same, alone) = (same(all), all.len() == 1);
    for (at, c) in all.iter_mut().enumerate() {
        // The only document beside its annexes needs no name: "Điều 1" is its own.
        if same[at] || c.name.is_empty() && !alone {
            c.name = format!("văn bản thứ {}", at + 1);
            c.title.clone_from(&c.name);
        }
    }
}

/// Which document the file's title is that of: the one that prints its beginning, else the only one that prints nothing.
fn entitled(headings: &[Heading], issued: &[usize], noun: &str, title: &str) -> Option<usize> {
    let begins = |long: &str, short: &str| whole_places(long, short, Case::Any).next().is_some_and(|at| at.start == 0);
    let fits = |words: &String| begins(title, words) || begins(words, title.trim_end_matches(['.', ';', ':']));
    let only = |fitting: &dyn Fn(&Heading) -> bool| {
        let mut all = issued.iter().copied().filter(|at| fitting(&headings[*at]));
        all.next().filter(|_| all.next().is_none())
    };
    if issued.iter().any(|at| headings[*at].noun == noun) {
        return only(&|h| h.noun == noun && h.named.as_ref().is_some_and(fits));
    }
    let within = |words: &String| stands_whole(title, words, Case::Any);
    only(&|h| h.named.is_none() && h.printed.as_ref().is_none_or(within))
}

/// What stands above the first provision of a document.
fn heading(own: &[&Provision]) -> Heading {
    let head: Vec<&&Provision> = own.iter().take_while(|p| p.label.is_empty()).collect();
    for (at, p) in head.iter().enumerate() {
        let words = title(p.text.as_str());
        let Some(noun) = called(words).first().filter(|noun| noun.start == 0).map(|noun| &words[noun.clone()]) else {
            continue;
        };
        let behind = words[noun.len()..].trim_start();
        let sentence = begins(behind, "này") || p.marks == 0 && p.text.as_str().trim_end().ends_with([';', '.', ',']);
        if sentence {
            continue;
        }
        // The name may go on in a heading of its own.
        let next = head.get(at + 1).filter(|p| p.marks > 0 && behind.is_empty()).map(|p| title(p.text.as_str()));
        let next = next.filter(|words| !words.is_empty() && !is_no_name(words) && called(words).is_empty());
        let named = next.map_or_else(|| words.to_owned(), |next| format!("{words} {next}"));
        return Heading { named: Some(named), noun: noun.to_lowercase(), printed: None };
    }
    let mut others = head.iter().filter(|p| p.marks > 0).map(|p| title(p.text.as_str()));
    let printed = others.find(|words| !words.is_empty() && !is_no_name(words)).map(str::to_owned);
    Heading { printed, ..Heading::default() }
}

/// The words of a heading without what is said of it in brackets.
fn title(words: &str) -> &str {
    let end = words.find('(').unwrap_or(words.len());
    words[..end].trim().trim_end_matches(['.', ';', ':']).trim_end()
}

fn is_no_name(words: &str) -> bool {
    NO_NAME.iter().any(|word| begins(words, word))
}

fn begins(words: &str, phrase: &str) -> bool {
    whole_places(words, phrase, Case::Any).next().is_some_and(|place| place.start == 0)
}

/// Whether the first document of a text is the decision, though its heading does not call it so.
fn says_it_issues(own: &[&Provision], heading: &Heading, kind: &str, noun: &str) -> bool {
    if heading.named.is_some() {
        return false;
    }
    let says = |phrase: &str| own.iter().any(|p| stands_whole(p.text.as_str(), phrase, Case::Any));
    let issues = |words: &str| ISSUES.iter().any(|verb| begins(words, verb));
    let about = |words: &str| {
        let act = ["về việc", "v/v"].iter().find(|word| begins(words, word)).map_or(words, |word| &words[word.len()..]);
        issues(act.trim_start())
    };
    let preamble = own.iter().take_while(|p| p.label.is_empty()).any(|p| about(p.text.as_str().trim()));
    let first = own.iter().find(|p| p.level == Level::Article).map_or("", |p| p.text.as_str().trim());
    let names = |words: &str| !noun.is_empty() && stands_whole(words, noun, Case::Any);
    let article = issues(first) && (names(first) || stands_whole(first, "kèm theo", Case::Any));
    let of_itself = || says(&format!("{kind} này có hiệu lực")) || says(&format!("thi hành {kind} này"));
    // A regulation may call by mistake "Quyết định này" what it was issued with; then it says "Quy chế này" as well.
    let other = || heading.printed.is_some() || !noun.is_empty() && says(&format!("{noun} này"));
    preamble || article || of_itself() || says(&format!("{kind} này")) && !other()
}

/// A title as one writes it within a sentence: as it stands if it has small letters, else as the text or the decision has it.
fn written_out(title: &str, version: &Version, decision: Option<&Decision>) -> Option<String> {
    let title = title.trim().trim_end_matches(['.', ';', ':']);
    let small = |words: &&str| words.chars().any(char::is_lowercase);
    let texts = version.provisions.iter().map(|p| p.text.as_str()).chain(decision.map(|d| d.summary.as_str()));
    let mut written = texts.flat_map(|text| whole_places(text, title, Case::Any).map(|place| &text[place]));
    Some(title).filter(small).or_else(|| written.find(small)).map(capital)
}
