//! FNV-1a, 64 bits (RFC 9923): one word for some others, in ledgers and tables. Ours, because std's hasher promises no value across
//! versions. It detects accidents, not attacks.

/// The hash of the bytes; the same on every machine and in every version.
#[must_use]
pub fn fnv1a(bytes: &[u8]) -> u64 {
    fnv1a_from(BASIS, bytes)
}

/// One word for several pieces; where one ends and the next begins counts.
#[must_use]
pub fn fnv1a_of<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> u64 {
    let one = |all: u64, piece: &[u8]| {
        let ends = fnv1a_from(all, &(piece.len() as u64).to_le_bytes());
        fnv1a_from(ends, piece)
    };
    pieces.into_iter().fold(BASIS, one)
}

fn fnv1a_from(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_do_not_run_into_one_another() {
        assert_ne!(fnv1a_of([b"ab".as_slice(), b"c"]), fnv1a_of([b"a".as_slice(), b"bc"]));
        assert_ne!(fnv1a_of([b"ab".as_slice()]), fnv1a_of([b"ab".as_slice(), b""]));
    }

    #[test]
    fn the_published_test_vectors_hold() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
