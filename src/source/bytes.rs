//! Bytes of a file to text: BOM, UTF-16 with BOM, line ends, NFC. Other bytes are a fault at line and byte.
//!
//! The trap: a file typed in a TCVN3 or VNI font is a row of valid Latin-1 bytes; read with replacement characters it
//! would be published as rubbish. So nothing is replaced, ever.

use crate::text::nfc;

/// Decoded text, or what is wrong and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// Text in NFC with LF line ends; `utf16` when it had to be converted.
    Text { text: String, utf16: bool },
    /// The first byte that is no text: its line (from 1) and offset (from 0), and the readable text of that line.
    NotText { line: usize, byte: usize },
}

/// Decodes the bytes of a text file.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes, 0),
    }
}

fn utf8(bytes: &[u8], skipped: usize) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded::Text { text: normal(text), utf16: false },
        Err(e) => {
            let good = &bytes[..e.valid_up_to()];
            let line = good.iter().filter(|b| **b == b'\n').count() + 1;
            Decoded::NotText { line, byte: e.valid_up_to() + skipped }
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let units = bytes.chunks_exact(2).map(|b| unit([b[0], b[1]]));
    for (i, c) in char::decode_utf16(units).enumerate() {
        match c {
            Ok(c) => text.push(c),
            Err(_) => return Decoded::NotText { line: text.matches('\n').count() + 1, byte: 2 + 2 * i },
        }
    }
    if bytes.len() % 2 == 1 {
        return Decoded::NotText { line: text.matches('\n').count() + 1, byte: bytes.len() + 1 };
    }
    Decoded::Text { text: normal(&text), utf16: true }
}

fn normal(text: &str) -> String {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    nfc(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match decode(bytes) {
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
        assert_eq!(decode(b"id: a\nname: Ph\xdfng"), Decoded::NotText { line: 2, byte: 14 });
    }
}
