//! One folding table for Rust and JavaScript: `fold.tsv`, which `fold.test.mjs` reads too.
//!
//! A row is a character or syllable, its fold key and its accent key. `SNAPSHOTS=overwrite` writes the file anew.

use std::fmt::Write;

use quyche::text::{accent_key, fold};

/// Latin blocks that hold letters of living languages.
const BLOCKS: [(u32, u32); 7] =
    [(0x30, 0x39), (0x41, 0x5a), (0x61, 0x7a), (0xc0, 0x24f), (0x250, 0x2af), (0x1e00, 0x1eff), (0x2c60, 0x2c7f)];

const SYLLABLES: &str = "hoà hòa HOÀ uỷ ủy UỶ thuỷ thủy khoẻ khỏe quý qúy giữa Nguyễn ĐẮK Đăk nghiêng nghiệng ðiều ÐIỀU \
    thuở thưở Ngoằn ngoẵng gìn giặt Ỷ ỵ a1 2b";

#[test]
fn the_table_is_the_one_both_sides_are_held_to() {
    let characters =
        BLOCKS.iter().flat_map(|(a, z)| (*a..=*z).filter_map(char::from_u32)).filter(|c| c.is_alphanumeric());
    let mut table = String::from("text\tfold\taccent\n");
    for text in characters.map(String::from).chain(SYLLABLES.split_whitespace().map(str::to_owned)) {
        writeln!(table, "{text}\t{}\t{}", fold(&text), accent_key(&text)).unwrap();
    }
    snapbox::assert_data_eq!(table, snapbox::file!["fold.tsv"].raw());
}
