//! Pieces of texts and lists that are cut without a panic.
//!
//! Readers of what comes from outside work with places in a text that they have found in it themselves. That such a place
//! is right can be seen where it was found, not where it is used; so wherever it is used, a wrong one must not end the
//! program. It gives an empty piece; tests and fuzzing, which run with debug assertions, end there.

use std::slice::SliceIndex;

/// Something of which a piece can be cut.
pub(crate) trait Cut {
    /// What stands between two places; empty if they do not lie in it, or within a character.
    fn cut(&self, range: impl SliceIndex<Self, Output = Self>) -> &Self;
}

impl Cut for str {
    fn cut(&self, range: impl SliceIndex<str, Output = str>) -> &str {
        let piece = self.get(range);
        debug_assert!(piece.is_some(), "a place outside the text, or within a character");
        piece.unwrap_or_default()
    }
}

impl<T> Cut for [T] {
    fn cut(&self, range: impl SliceIndex<[T], Output = [T]>) -> &[T] {
        let piece = self.get(range);
        debug_assert!(piece.is_some(), "a place outside the list");
        piece.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Cut;

    #[test]
    fn a_piece_is_what_slicing_gives() {
        let text = "Büro";
        assert_eq!(
            (text.cut(3..), text.cut(..1), text.cut(1..3), text.cut(5..)),
            ("ro", "B", "ü", "")
        );
        assert_eq!([1, 2, 3].cut(1..), [2, 3]);
    }
}
