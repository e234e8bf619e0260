//! A long list of which few items are ever made.
//!
//! Takes an index and a function that makes the item; gives the item, made once. Items that nobody asks for take no
//! memory, or two words if one near them is made. Must not know what it holds.

use std::sync::OnceLock;

/// How many items get the memory in which they are found together.
const A_ROW: usize = 64;

type Row<T> = Box<[OnceLock<Box<T>>]>;

/// A list whose items are made when asked for.
#[derive(Debug)]
pub(super) struct Cells<T>(Box<[OnceLock<Row<T>>]>);

impl<T> Cells<T> {
    pub(super) fn new(length: usize) -> Self {
        Cells(std::iter::repeat_with(OnceLock::new).take(length.div_ceil(A_ROW)).collect())
    }

    pub(super) fn get(&self, place: usize, make: impl FnOnce() -> T) -> &T {
        let row = || std::iter::repeat_with(OnceLock::new).take(A_ROW).collect();
        self.0[place / A_ROW].get_or_init(row)[place % A_ROW].get_or_init(|| Box::new(make()))
    }
}

#[cfg(test)]
mod tests {
    use super::Cells;

    #[test]
    fn what_is_asked_for_is_made_once() {
        let cells = Cells::new(1000);
        for place in [0, 255, 256, 999] {
            assert_eq!(*cells.get(place, || place), place);
            assert_eq!(*cells.get(place, || unreachable!()), place);
        }
    }
}
