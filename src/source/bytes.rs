//! Bytes of a file to text: BOM, UTF-16 with BOM, line ends, NFC. Other bytes are a fault at line and byte.
//!
//! The trap: a file typed in a TCVN3 or VNI font is a row of valid Latin-1 bytes; read with replacement characters it
//! would be published as rubbish. So nothing is replaced, ever.

use super::saved::{Saved, is_utf16};
use crate::text::nfc;

/// Decoded text, or what is wrong and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// Text in NFC with LF line ends; `utf16` when it had to be converted.
    Text { text: String, utf16: bool },
    /// The first byte that is no text: its line (from 1) and offset (from 0), and of all bytes what can be read.
    NotText { line: usize, byte: usize, readable: String, saved: Saved },
}

/// Decodes the bytes of a text file.
pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let utf16 = |unit| match utf16(&bytes[2..], unit) {
        Ok(text) => Decoded::Text { text, utf16: true },
        Err((line, byte)) => {
            let readable = String::from_utf8_lossy(&bytes).into_owned();
            Decoded::NotText { line, byte, readable, saved: Saved::CutOff }
        }
    };
    match bytes[..] {
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes[3..].to_vec(), 3),
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        _ => utf8(bytes, 0),
    }
}

fn utf8(bytes: Vec<u8>, skipped: usize) -> Decoded {
    // Of plain letters it would be UTF-8 with nothing between two of them.
    if is_utf16(&bytes) {
        let readable = String::from_utf8_lossy(&bytes).into_owned();
        return Decoded::NotText { line: 1, byte: 0, readable, saved: Saved::Utf16 };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text { text: normal(text), utf16: false },
        Err(e) => {
            let (valid, bytes) = (e.utf8_error().valid_up_to(), e.as_bytes());
            let saved = Saved::guess(bytes, e.utf8_error().error_len().is_none());
            let line = bytes[..valid].iter().filter(|b| **b == b'\n').count() + 1;
            // With what was skipped: places count it.
            let readable = [if skipped > 0 { "\u{FEFF}" } else { "" }, &String::from_utf8_lossy(bytes)].concat();
            Decoded::NotText { line, byte: valid + skipped, readable, saved }
        }
    }
}

/// The text, or the line and the byte of what is none.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (usize, usize)> {
    let mut text = String::with_capacity(bytes.len());
    let units = bytes.chunks_exact(2).map(|b| unit([b[0], b[1]]));
    for (i, c) in char::decode_utf16(units).enumerate() {
        match c {
            Ok(c) => text.push(c),
            Err(_) => return Err((text.matches('\n').count() + 1, 2 + 2 * i)),
        }
    }
    if bytes.len() % 2 == 1 {
        return Err((text.matches('\n').count() + 1, bytes.len() + 1));
    }
    Ok(normal(text))
}

fn normal(text: String) -> String {
    nfc(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match decode(bytes.to_vec()) {
            Decoded::Text { text, .. } => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn one_text_however_it_was_saved() {
        let plain = "Ủy ban\nhuyện\n";
        let crlf = plain.replace('\n', "\r\n");
        let bom = [&[0xEF, 0xBB, 0xBF], plain.as_bytes()].concat();
        let le: Vec<u8> = [0xFEFFu16].into_iter().chain(crlf.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = [0xFEFFu16].into_iter().chain(plain.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let nfd: String = unicode_normalization::UnicodeNormalization::nfd(plain).collect();
        for bytes in [plain.as_bytes(), crlf.as_bytes(), &bom, &le, &be, nfd.as_bytes()] {
            assert_eq!(text(bytes), plain);
        }
    }

    #[test]
    fn bytes_of_an_old_font_are_a_fault_at_line_and_byte() {
        let decoded = decode(b"id: a\nname: Ph\xdfng".to_vec());
        let readable = "id: a\nname: Ph\u{fffd}ng".to_owned();
        assert_eq!(decoded, Decoded::NotText { line: 2, byte: 14, readable, saved: Saved::Otherwise });
    }
}
