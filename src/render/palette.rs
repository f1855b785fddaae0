//! The colours of an office as a style sheet, read after the theme's own.

use crate::model::Palette;

/// The sheet; `None` where the office chose no colour. What it did not choose follows the theme, in the dark a tint of what
/// it chose.
#[must_use]
pub fn sheet(palette: &Palette) -> Option<String> {
    let mut light = String::new();
    let mut dark = String::new();
    if let Some(brand) = palette.brand {
        let (code, tint) = (brand.hex(), brand.tint().hex());
        light += &format!("--seal:{code};--seal-text:{code};--link-hover:{code};");
        dark += &format!("--seal:{code};--seal-text:{tint};--link-hover:{tint};");
    }
    if let Some(link) = palette.link {
        light += &format!("--link:{};", link.hex());
    }
    if let Some(link) = palette.link_dark.or_else(|| palette.link.map(crate::model::Colour::tint)) {
        dark += &format!("--link:{};", link.hex());
    }
    let rule = |tokens: &str| format!(":root{{{}}}", tokens.trim_end_matches(';'));
    let night = |rule: String| format!("@media (prefers-color-scheme:dark){{{rule}}}");
    let parts = [(!light.is_empty()).then(|| rule(&light)), (!dark.is_empty()).then(|| night(rule(&dark)))];
    let sheet: String = parts.into_iter().flatten().collect();
    (!sheet.is_empty()).then_some(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Colour, colour};
    use crate::render::embedded::FILES;

    #[test]
    fn what_was_not_chosen_follows_the_theme() {
        assert_eq!(sheet(&Palette::default()), None);
        let only = Palette { link_dark: Colour::parse("#86d5a4"), ..Palette::default() };
        assert_eq!(sheet(&only).as_deref(), Some("@media (prefers-color-scheme:dark){:root{--link:#86d5a4}}"));
    }

    /// The contrast is proved against the grounds of the theme, so they must be those of the theme.
    #[test]
    fn the_grounds_are_those_of_the_theme() {
        let (_, css) = FILES.iter().find(|(name, _)| *name == "assets/quyche.css").unwrap();
        let css = std::str::from_utf8(css).unwrap();
        let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
        for (text, grounds) in [(light, colour::LIGHT), (dark, colour::DARK)] {
            let names = ["--sheet", "--paper", "--wash", "--flag-wash"];
            for (name, ground) in names.into_iter().zip(grounds) {
                let value = text.split(&format!("{name}: ")).nth(1).unwrap().split(';').next().unwrap();
                let value = if value == "#fff" { "#ffffff" } else { value };
                assert_eq!(Colour::parse(value), Some(ground), "{name}");
            }
            assert!(text.contains("--seal-ink: #fff") || text != light);
        }
    }
}
