//! The relations of a row: what its word, code or flags mean.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

use super::super::plan::RelationOf;
use super::super::table::Row;
use super::super::words::{self, Meaning};
use super::Claims;

impl Claims<'_> {
    /// What a row says of its ends.
    pub(super) fn meanings_of(&mut self, row: &Row<'_>, relation: &RelationOf) -> Vec<Meaning> {
        let mut found = Vec::new();
        match relation {
            RelationOf::Always(name) => found.extend(words::named(name)),
            RelationOf::Column(column) => match row.get(*column) {
                None => self.problem(row, "the relation is missing; left out"),
                Some(word) => self.worded(row, word, &mut found),
            },
            RelationOf::Codes(column, codes, nothing) => {
                let word = row.get(*column).unwrap_or_default();
                match codes.iter().find(|(code, _)| code == word) {
                    _ if self.meanings.is_told(word) => self.worded(row, word, &mut found),
                    Some((_, relation)) => found.extend(words::named(relation)),
                    None if nothing.iter().any(|code| code == word) => self.silent += 1,
                    None => {
                        self.problem(row, format!("`{word}` is no code of the profile; left out"))
                    }
                }
            }
            RelationOf::Flags(flags, otherwise) => {
                let is_set = |column: usize| {
                    matches!(row.get(column), Some("1" | "1.0" | "TRUE" | "True" | "true"))
                };
                found.extend(
                    flags.iter().filter(|(at, _)| is_set(*at)).filter_map(|(_, r)| words::named(r)),
                );
                if found.is_empty() {
                    found.extend(otherwise.as_deref().and_then(words::named));
                }
                self.silent += usize::from(found.is_empty());
            }
        }
        // Two codes may mean one relation.
        let mut seen: Vec<Meaning> = Vec::with_capacity(found.len());
        for meaning in found {
            if !seen.contains(&meaning) {
                seen.push(meaning);
            }
        }
        seen
    }

    /// The relations of a cell; ties may have several.
    fn worded(&mut self, row: &Row<'_>, word: &str, found: &mut Vec<Meaning>) {
        let whole = self.meanings.of(word).map(|meaning| vec![(word, Some(meaning))]);
        let parts = whole.unwrap_or_else(|| {
            let several = word.contains(" | ");
            let parts = if several { word.split(" | ") } else { word.split("\u{0}") };
            parts.map(|part| (part.trim(), self.meanings.of(part.trim()))).collect()
        });
        for (part, meaning) in parts {
            match meaning {
                Some(Meaning::Nothing) => self.silent += 1,
                Some(meaning) => found.push(meaning),
                None => {
                    let help = words::help(part);
                    self.problem(row, format!("`{part}` is no relation; left out; {help}"));
                }
            }
        }
    }
}
