//! How a file that is no UTF-8 was most likely saved: what to do about it is not the same for each, and the wrong conversion ruins the
//! text for good.

use crate::diagnostic::Say;
use crate::say;

/// What the bytes look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    /// Two bytes a letter, and nothing that says so.
    Utf16,
    /// It ends within a letter.
    CutOff,
    /// Vietnamese of Windows: letters with their tones behind them.
    Windows1258,
    /// An old font, or no text.
    Otherwise,
}

/// Of every so many bytes one is nothing: no text of one byte a letter has any.
const NOTHING: usize = 8;

/// Whether every second byte of a text is nothing often enough.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    let nothing = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nothing(0), nothing(1));
    bytes.len() >= NOTHING && even.max(odd) * NOTHING >= bytes.len() && even.min(odd) * NOTHING < bytes.len()
}

impl Saved {
    /// By the bytes, the first of which that is no UTF-8 stands at `valid`; `ends` where the file ends within a letter.
    pub(super) fn guess(bytes: &[u8], ends: bool) -> Self {
        if is_utf16(bytes) {
            return Self::Utf16;
        }
        if ends {
            return Self::CutOff;
        }
        let high = bytes.iter().filter(|b| **b >= 0x80).count();
        // Grave, hook, tilde, acute and dot behind the letter they belong to.
        let tone = |pair: &[u8]| {
            let letter =
                matches!(pair[0], b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | 0xE2 | 0xE3 | 0xEA | 0xF4 | 0xF5 | 0xFD);
            letter && matches!(pair[1], 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2)
        };
        let tones = bytes.windows(2).filter(|pair| tone(pair)).count();
        // TCVN3 has đ and ơ where this code page has signs that no text is full of.
        let signs = bytes.iter().filter(|b| matches!(b, 0xA8..=0xAE | 0xB5..=0xBE)).count();
        if tones * 5 >= high && signs * 10 < high { Self::Windows1258 } else { Self::Otherwise }
    }

    /// What to do.
    pub(super) fn help(self) -> Say {
        match self {
            Self::Utf16 => say!(
                "tệp có vẻ lưu dạng UTF-16 không có BOM: mở lại bằng chương trình đã lưu nó rồi lưu dạng UTF-8",
                "the file seems to be UTF-16 without a byte order mark: open it where it was saved, and save it as UTF-8"
            ),
            Self::CutOff => say!(
                "tệp kết thúc giữa một chữ, có vẻ bị cắt khi chép hoặc tải: lấy lại bản đầy đủ, không chuyển mã",
                "the file ends within a letter, as one cut off while it was copied: get the whole of it again, convert nothing"
            ),
            Self::Windows1258 => say!(
                "tệp có vẻ lưu bằng bảng mã Windows-1258 (Vietnamese): mở lại với bảng mã ấy rồi lưu dạng UTF-8, không chuyển như TCVN3/VNI",
                "the file seems to be Windows-1258 (Vietnamese): open it with that encoding and save it as UTF-8, do not convert it as TCVN3/VNI"
            ),
            Self::Otherwise => say!(
                "chuyển tệp từ TCVN3/VNI sang Unicode rồi lưu dạng UTF-8; nếu là ảnh hay Word thì không đặt ở đây",
                "convert the file from TCVN3/VNI to Unicode and save it as UTF-8; pictures and Word files do not belong here"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_advice_fits_how_a_file_was_saved() {
        // "Phòng Tổng hợp" letter by letter: TCVN3 has one byte for each, Windows-1258 the tone behind the letter.
        assert_eq!(Saved::guess(b"Pho\xCCng T\xF4\xD2ng h\xF5\xF2p", false), Saved::Windows1258);
        assert_eq!(Saved::guess(b"Ph\xDFng T\xE6ng h\xEEp, \xAE\xB7n v\xDE", false), Saved::Otherwise);
        let le: Vec<u8> = "id: p-kho\nname: Phòng".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(Saved::guess(&le, false), Saved::Utf16);
        assert!(is_utf16(&le) && !is_utf16("id: p-kho, tên: Phòng Tổng hợp".as_bytes()) && !is_utf16(b"a\0"));
        assert_eq!(Saved::guess("Phòng".as_bytes(), true), Saved::CutOff);
    }
}
