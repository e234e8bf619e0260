//! SHA-256, complete, or its first 128 or 64 bits.
//!
//! Takes parts that are hashed one after the other; gives numbers and hex digits. Must not know
//! what they mean.

use sha2::{Digest, Sha256};

/// SHA-256 over the parts, as they stand one after the other.
pub(super) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Keyed::new("").sha256(parts)
}

/// SHA-256 of a file, 64 hex digits.
pub fn digest(bytes: &[u8]) -> String {
    hex(&sha256(&[bytes]))
}

/// Hashes that all begin with the same words, which are hashed once.
#[derive(Debug, Clone)]
pub(super) struct Keyed {
    key: String,
    begun: Sha256,
}

impl Keyed {
    pub(super) fn new(key: &str) -> Self {
        Keyed { key: key.to_owned(), begun: Sha256::new_with_prefix(key) }
    }

    /// What they begin with.
    pub(super) fn key(&self) -> &str {
        &self.key
    }

    /// SHA-256 over the key and the parts.
    pub(super) fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut hasher = self.begun.clone();
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

impl PartialEq for Keyed {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Keyed {}

/// The first 32 hex digits, as a number.
pub(super) fn first_128(hash: &[u8; 32]) -> u128 {
    hash[..16].iter().fold(0, |n, byte| n << 8 | u128::from(*byte))
}

/// The first 16 hex digits, as a number.
pub(super) fn first_64(hash: &[u8; 32]) -> u64 {
    hash[..8].iter().fold(0, |n, byte| n << 8 | u64::from(*byte))
}

/// All 64 hex digits.
pub(super) fn hex(hash: &[u8; 32]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        // A `String` takes all that is written.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a text is a SHA-256 as [`hex`] writes it: 64 digits, small letters.
pub(super) fn is_hex(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_abc() {
        let hash = sha256(&[b"a", b"bc"]);
        let text = hex(&hash);
        assert_eq!(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(is_hex(&text) && !is_hex(&text.to_uppercase()) && !is_hex(&text[1..]));
        assert_eq!(Keyed::new("a").sha256(&[b"b", b"c"]), hash);
        assert_eq!(format!("{:032x}", first_128(&hash)), text[..32]);
        assert_eq!(format!("{:016x}", first_64(&hash)), text[..16]);
    }
}
