//! Lists in one cell of a table.
//!
//! Takes the items of a list; gives one text, and the items back. Must not know what the items mean.

use std::borrow::Cow;

/// Between the items of a list.
pub const LIST_SEPARATOR: &str = " | ";

/// The items as one text. A bar within an item is written with a backslash, so that it does not split the item.
pub fn in_one_cell<'t>(items: impl IntoIterator<Item = &'t str>) -> String {
    let mut text = String::new();
    for (i, item) in items.into_iter().enumerate() {
        text += if i == 0 { "" } else { LIST_SEPARATOR };
        text.push_str(&in_list(item));
    }
    text
}

/// An item as it stands in a list.
pub fn in_list(item: &str) -> Cow<'_, str> {
    match item.contains('|') {
        true => item.replace('|', r"\|").into(),
        false => item.into(),
    }
}

/// The items of a list that stands in one cell, without spaces around them; none is empty.
pub fn of_one_cell(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let items = text.split(LIST_SEPARATOR).map(str::trim).filter(|item| !item.is_empty());
    items.map(|item| match item.contains(r"\|") {
        true => item.replace(r"\|", "|").into(),
        false => item.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_come_back_as_they_were() {
        let lists: [&[&str]; 6] = [
            &[],
            &["CNN"],
            &["CNN", "AP, Reuters"],
            &["The Daily | Star", "Mr. X"],
            &[r"a\|b", "|", "a|", "|b", r"\"],
            &["A | B | C"],
        ];
        for list in lists {
            let text = in_one_cell(list.iter().copied());
            assert_eq!(of_one_cell(&text).collect::<Vec<_>>(), list, "{text}");
        }
        assert_eq!(in_one_cell(["The Daily | Star", "X"]), r"The Daily \| Star | X");
    }
}
