//! Long lists in JSON, made one element at a time while they are written, because a list of faults is many times
//! as large as its file, and many times larger still as a tree of values.
//!
//! Takes a way to make the elements; gives what serde writes. Must not know what they are.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// A list whose elements are made when they are written.
pub(super) struct Each<F>(pub(super) F);

impl<F: Fn() -> I, I: Iterator<Item = Value>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}
