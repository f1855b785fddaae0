//! Names are compared through one function (design 2): case, hyphen and dash, Ủy/Uỷ, hoà/hòa, Đăk/Đắk.

use super::accent_key;

/// The key under which two spellings of a name are the same name. Marks are kept: `Kế` and `Ke` are different names.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in name.split(|c: char| c.is_whitespace() || is_dash(c)).filter(|w| !w.is_empty()) {
        let key = accent_key(word.trim_matches(|c: char| matches!(c, ',' | ';' | '.' | ':')));
        // The province is printed Đăk Lăk, Đắk Lắk and ĐĂK LẮK in one and the same file.
        words.push(match key.as_str() {
            "đăk" | "đăk2" => "đăk2".into(),
            "lăk" | "lăk2" => "lăk2".into(),
            _ => key,
        });
    }
    words.join(" ")
}

/// Hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_agree() {
        assert_eq!(name_key("Phòng Hành chính – Tổ chức"), name_key("phòng Hành chính - Tổ chức"));
        assert_eq!(name_key("Uỷ ban tỉnh Đăk Lăk"), name_key("Ủy ban tỉnh Đắk Lắk"));
        assert_ne!(name_key("Phòng Kinh tế"), name_key("Phòng Kinh te"));
    }
}
