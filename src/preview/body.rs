//! The body of an answer: bytes of the site where they are, with what the preview adds between them. The trap avoided: a
//! copy for every connection, so that some hundreds of readers who do not read hold some hundreds of sites in memory.

use std::sync::Arc;

use crate::site::Output;

/// What is sent after the head.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// Bytes of the preview's own.
    Own(Vec<u8>),
    /// A file of the site, and the additions by the byte they stand before, in rising order.
    File {
        /// The site as it was when the answer was made.
        site: Arc<Output>,
        /// The address of the file.
        key: String,
        /// What is put in, and where.
        additions: Vec<(usize, String)>,
    },
}

impl Body {
    /// How many bytes.
    pub fn len(&self) -> usize {
        self.pieces().iter().map(|p| p.len()).sum()
    }

    /// The bytes, in order.
    pub fn pieces(&self) -> Vec<&[u8]> {
        match self {
            Self::Own(bytes) => vec![bytes],
            Self::File { site, key, additions } => {
                let mut rest = site.get(key).unwrap_or_default();
                let mut pieces = Vec::new();
                let mut at = 0;
                for (place, addition) in additions {
                    let (before, after) = rest.split_at(place.saturating_sub(at).min(rest.len()));
                    pieces.extend([before, addition.as_bytes()]);
                    (rest, at) = (after, *place);
                }
                pieces.push(rest);
                pieces
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_stand_before_their_byte_and_nothing_is_lost() {
        let mut output = Output::default();
        output.add("a.html", "0123").unwrap();
        let add = |n: usize, s: &str| (n, s.to_owned());
        let body = Body::File {
            site: Arc::new(output),
            key: "a.html".to_owned(),
            additions: vec![add(1, "x"), add(1, "y"), add(4, "z")],
        };
        assert_eq!(body.pieces().concat(), b"0xy123z");
        assert_eq!(body.len(), 7);
    }
}
