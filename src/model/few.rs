//! A list that nearly always has one item.
//!
//! Takes items, gives them as a slice. Must not know what they are.

use std::ops::Deref;

/// A list that needs no allocation for a single item: among a million claims, nearly all have one
/// id, and nearly all quotes stand in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<T>(Kept<T>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept<T> {
    One(T),
    Other(Box<[T]>),
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few(Kept::Other(Box::default()))
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        match (items.next(), items.next()) {
            (Some(one), None) => Few(Kept::One(one)),
            (first, second) => {
                Few(Kept::Other(first.into_iter().chain(second).chain(items).collect()))
            }
        }
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Kept::One(one) => std::slice::from_ref(one),
            Kept::Other(items) => items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Few;

    #[test]
    fn any_number_of_items() {
        for n in 0..4 {
            let items: Vec<u32> = (0..n).collect();
            assert_eq!(*Few::from(items.clone()), *items);
        }
    }
}
