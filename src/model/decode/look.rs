//! `logo:` and `colors:` of `quyche.yaml`: a mark and three colours, proved readable before a page is made.

use super::office::formed;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::keys;
use crate::model::{Colour, Logo, Palette, colour};
use crate::say;
use crate::source::{Fields, Node, Scalar};

/// The file endings a browser shows as a picture.
const PICTURES: [&str; 5] = ["svg", "png", "webp", "jpg", "jpeg"];

/// The picture beside the office's name: a file beside `quyche.yaml`.
pub(super) fn logo(f: &mut Fields<'_>, report: &mut Report) -> Option<Logo> {
    let written = f.text("logo", report)?;
    let span = written.span;
    let picture = |name: &str| {
        let ending = name.rsplit_once('.').map(|(stem, ending)| (!stem.is_empty()).then_some(ending));
        let known = ending.flatten().is_some_and(|e| PICTURES.contains(&e.to_ascii_lowercase().as_str()));
        known && !name.starts_with('.') && !name.contains(['/', '\\', ':'])
    };
    formed(written, "logo", "logo.svg", picture, report).map(|file| Logo { file, span })
}

/// The colours of the office.
pub(super) fn palette(node: &Node, report: &mut Report) -> Palette {
    let Some(mut f) = Fields::open(node, &keys::COLORS, report) else {
        return Palette::default();
    };
    let brand = one(&mut f, "brand", report);
    let link = one(&mut f, "link", report);
    let link_dark = one(&mut f, "link_dark", report);
    f.finish(report);
    let mut readable = |key: &str, colour: Option<Scalar<Colour>>, grounds: &[Colour]| {
        let chosen = colour?;
        let (contrast, ground) = chosen.value.worst(grounds)?;
        if contrast >= colour::READABLE {
            return Some(chosen.value);
        }
        report.push(too_faint(key, &chosen, contrast, ground));
        None
    };
    Palette {
        brand: readable("brand", brand, &[colour::WHITE]),
        link: readable("link", link, &colour::LIGHT),
        link_dark: readable("link_dark", link_dark, &colour::DARK),
    }
}

/// One colour.
fn one(f: &mut Fields<'_>, key: &'static str, report: &mut Report) -> Option<Scalar<Colour>> {
    if f.has(key) && f.node(key).is_none() {
        // The mark of a colour begins a comment in YAML: the line says nothing.
        report.push(
            Diagnostic::new(Code::BadValue, f.span(), say!("«{key}» không có giá trị", "`{key}` has no value")).help(
                say!(
                    "viết màu trong ngoặc kép: \"#14532d\"; không có ngoặc kép, phần sau dấu # là lời giải thích",
                    "write the colour in quotes: \"#14532d\"; without them, what follows # is a comment"
                ),
            ),
        );
        return None;
    }
    let written = f.text(key, report)?;
    let span = written.span;
    let code = formed(written, key, "\"#14532d\"", |t| Colour::parse(t).is_some(), report)?;
    Colour::parse(&code).map(|value| Scalar { value, span })
}

fn too_faint(key: &str, chosen: &Scalar<Colour>, contrast: f64, ground: Colour) -> Diagnostic {
    let (code, ground, least) = (chosen.value.hex(), ground.hex(), colour::READABLE);
    // Rounded down: 4.49 is not 4.5.
    let contrast = (contrast * 100.0).floor() / 100.0;
    // Vietnamese writes a decimal comma.
    let [contrast_vi, least_vi] = [contrast, least].map(|ratio| ratio.to_string().replace('.', ","));
    let said = if key == "brand" {
        say!(
            "chữ trắng trên màu «{key}» {code} có độ tương phản {contrast_vi} : 1, ít nhất phải là {least_vi} : 1",
            "white letters on `{key}` {code} have a contrast of {contrast} : 1; at least {least} : 1 is needed"
        )
    } else {
        say!(
            "màu «{key}» {code} trên nền {ground} có độ tương phản {contrast_vi} : 1, ít nhất phải là {least_vi} : 1",
            "`{key}` {code} on the ground {ground} has a contrast of {contrast} : 1; at least {least} : 1 is needed"
        )
    };
    let help = if key == "link_dark" {
        say!(
            "chọn màu sáng hơn, hoặc bỏ dòng này để chương trình tự pha",
            "choose a lighter colour, or leave the line out and it is mixed for you"
        )
    } else {
        say!("chọn màu đậm hơn", "choose a darker colour")
    };
    Diagnostic::new(Code::LowContrast, chosen.span, said).help(help)
}
