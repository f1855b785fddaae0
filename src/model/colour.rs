//! The colours of an office, and whether letters can be read in them (WCAG 2.2, 1.4.3: contrast 4.5 : 1).

/// An opaque colour, red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// What an office chose for its pages; what it left out follows the theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// The band at the top, buttons and headings of the office; letters upon it are white.
    pub brand: Option<Colour>,
    /// Links.
    pub link: Option<Colour>,
    /// Links on a dark page; without it, [`Palette::link`] as a tint.
    pub link_dark: Option<Colour>,
}

/// The grounds letters stand on in the default theme (`--sheet`, `--paper`, `--wash`, `--flag-wash`), on a light page.
pub const LIGHT: [Colour; 4] =
    [Colour([255, 255, 255]), Colour([251, 250, 246]), Colour([243, 240, 231]), Colour([250, 240, 212])];
/// The same on a dark one.
pub const DARK: [Colour; 4] = [Colour([29, 32, 34]), Colour([22, 24, 26]), Colour([36, 40, 42]), Colour([58, 47, 20])];
/// The letters upon the brand's colour.
pub const WHITE: Colour = Colour([255, 255, 255]);
/// The least contrast at which small letters can be read.
pub const READABLE: f64 = 4.5;

impl Colour {
    /// Reads `#14532d`, with or without the mark, which unquoted YAML takes for a comment.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// As style sheets write it.
    #[must_use]
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// The contrast of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The lowest contrast on any of these grounds, and that ground.
    #[must_use]
    pub fn worst(self, grounds: &[Self]) -> Option<(f64, Self)> {
        grounds.iter().map(|g| (self.contrast(*g), *g)).min_by(|a, b| a.0.total_cmp(&b.0))
    }

    /// The colour with as much white as makes it readable on dark grounds, and no more.
    #[must_use]
    pub fn tint(self) -> Self {
        let readable = |c: &Self| DARK.iter().all(|ground| c.contrast(*ground) >= READABLE);
        (0..20).map(|step| self.mixed(step)).find(readable).unwrap_or(WHITE)
    }

    /// With `step` twentieths of white.
    fn mixed(self, step: u16) -> Self {
        Self(self.0.map(|part| {
            let mixed = (u16::from(part) * (20 - step) + 255 * step) / 20;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        }))
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guideline() {
        let black = Colour([0, 0, 0]);
        assert!((WHITE.contrast(black) - 21.0).abs() < 1e-9 && (black.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(WHITE) - 1.0).abs() < 1e-9);
        // The two greys every checker shows on either side of the line.
        assert!(Colour::parse("#767676").is_some_and(|c| c.contrast(WHITE) >= READABLE));
        assert!(Colour::parse("#777777").is_some_and(|c| c.contrast(WHITE) < READABLE));
    }

    #[test]
    fn a_tint_is_readable_whatever_the_colour_and_a_light_one_is_kept() {
        for code in ["#000000", "#14532d", "#8a1c1c", "#0000ff", "#777777"] {
            let tint = Colour::parse(code).map(Colour::tint);
            assert!(tint.is_some_and(|t| DARK.iter().all(|g| t.contrast(*g) >= READABLE)), "{code}");
        }
        let light = Colour::parse("#86d5a4");
        assert_eq!(light.map(Colour::tint), light);
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Colour::parse("14532d").map(Colour::hex).as_deref(), Some("#14532d"));
        for wrong in ["#fff", "green", "#14532g", "#14532d00", "", "#ờ532d"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
