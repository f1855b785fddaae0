//! Scripts, styles and pictures as they go out: ours for browsers, where their sources are for people; an office's as it wrote them,
//! for it made no promise to keep our habits.

use std::collections::BTreeMap;

use super::bundle::bundle;
use super::embedded::FILES;
use super::minify;
use super::theme::ThemeFile;

/// The assets of a theme by path, the office's over ours: also a whole search engine of its own, and then no room of ours is in it.
pub(super) fn assets(overrides: &[ThemeFile]) -> BTreeMap<String, Vec<u8>> {
    let over: BTreeMap<&str, &[u8]> =
        overrides.iter().map(|f| (f.name.as_str(), f.bytes.as_slice())).filter(|(name, _)| is_asset(name)).collect();
    let own = FILES.iter().filter(|(name, _)| is_asset(name) && !name.starts_with(ROOMS));
    let mut assets: BTreeMap<String, Vec<u8>> =
        own.map(|(name, bytes)| ((*name).to_owned(), shortened(name, bytes))).collect();
    assets.insert(SEARCH.to_owned(), engine(&over));
    let rooms = ENGINE.map(|room| format!("{ROOMS}{room}.js"));
    let whole = over.into_iter().filter(|(name, _)| !rooms.iter().any(|room| room == name));
    assets.extend(whole.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
    assets
}

/// Where the rooms of the search stand, and the engine they make.
const ROOMS: &str = "assets/search/";
const SEARCH: &str = "assets/search-engine.js";

/// The search engine as it is written, in the order it is read.
const ENGINE: [&str; 9] = ["words", "index", "match", "rank", "cite", "day", "solve", "box", "page"];

/// Whether a file of a theme goes out as it is and is no template, whatever it is called.
pub(super) fn is_asset(name: &str) -> bool {
    name.starts_with("assets/")
}

fn shortened(name: &str, bytes: &[u8]) -> Vec<u8> {
    match (std::str::from_utf8(bytes), name.rsplit('.').next()) {
        (Ok(text), Some("css")) => minify::css(text).into_bytes(),
        (Ok(text), Some("js")) => bundle(&[text]).into_bytes(),
        _ => bytes.to_vec(),
    }
}

/// The search is written in rooms that see one another and read as two scripts: what every page loads, and this for who turns to it.
fn engine(over: &BTreeMap<&str, &[u8]>) -> Vec<u8> {
    let own = |name: &str| FILES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes);
    let room = |room: &str| {
        let name = format!("{ROOMS}{room}.js");
        let bytes = over.get(name.as_str()).copied().or_else(|| own(&name)).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    };
    let rooms = ENGINE.map(room);
    bundle(&rooms.each_ref().map(String::as_str)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> ThemeFile {
        ThemeFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn what_an_office_wrote_stands_over_ours_as_it_wrote_it() {
        let sheet = "/* ours */ a { color: red }";
        let over = [file("assets/quyche.css", sheet), file("assets/logo.svg", "<svg/>"), file("role.html", "x")];
        let (own, all) = (assets(&[]), assets(&over));
        assert_eq!(all["assets/quyche.css"], sheet.as_bytes());
        assert_eq!(all["assets/logo.svg"], b"<svg/>");
        assert_eq!(all.len(), own.len() + 1);
        assert_eq!(assets(&[file(SEARCH, "mine"), file("assets/search/box.js", "x")])[SEARCH], b"mine");
        assert!(own.iter().all(|(name, bytes)| name == "assets/quyche.css" || all[name] == *bytes));
    }

    #[test]
    fn a_room_of_the_search_becomes_part_of_the_engine() {
        let all = assets(&[file("assets/search/box.js", "globalThis.mine = 'here';\n")]);
        let engine = String::from_utf8(all[SEARCH].clone()).unwrap();
        assert!(engine.contains("globalThis.mine='here'"), "{engine}");
        assert!(!all.keys().any(|name| name.starts_with(ROOMS)));
        assert_ne!(assets(&[])[SEARCH], all[SEARCH]);
    }
}
