//! Which names occur in a paragraph.
//!
//! Takes names, each with its owner, and a paragraph; gives the owners whose names stand there and at which
//! words. Must not know what actors are. Names are whole words, folded as quotes are, and the
//! longest one wins, so that `Libyan National Army` does not also name Libya.
//!
//! - A possessive names its owner: `Haftar’s`, `the militias’`.
//! - The parts of a compound name too: `pro-Haftar`, `UN-backed`, `Egypt/UAE`.
//! - A name of at most four capitals (`US`, `GNA`) is compared with its case, because `us` and `it` are
//!   ordinary words.
//! - Full stops between single letters don't matter: `the U.S.` is `the US`.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a list of words that lies in memory"
)]

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::fold::{fold, lower, plain_word};
use super::words::words;
use crate::model::Cut;

/// Names ready to be looked for; `T` says whose they are.
#[derive(Debug, Clone)]
pub struct Mentions<T> {
    /// By the first part, folded.
    folded: FxHashMap<Box<str>, Vec<Name<T>>>,
    /// The short names in capitals.
    capitals: FxHashMap<Box<str>, Vec<T>>,
}

#[derive(Debug, Clone)]
struct Name<T> {
    /// The parts behind the first one; one that is joined to the part before starts with `-` or `/`.
    rest: Box<[Box<str>]>,
    whose: T,
}

/// What stands between spaces, hyphens or slashes.
struct Part<'t> {
    /// Folded but for its case; initials without their full stops.
    plain: Cow<'t, str>,
    /// Folded, with the `-` or `/` that joins it to the part before.
    key: Cow<'t, str>,
    /// The word it belongs to, counted from 1.
    word: u32,
}

impl Part<'_> {
    /// Folded.
    fn bare(&self) -> &str {
        self.key.trim_start_matches(['-', '/'])
    }
}

impl<T: Copy> Mentions<T> {
    /// Takes the names; one may be several people's, and then a mention of it is of all of them.
    /// A name without a word is never mentioned.
    pub fn new<'n>(names: impl IntoIterator<Item = (T, &'n str)>) -> Mentions<T> {
        let mut mentions =
            Mentions { folded: FxHashMap::default(), capitals: FxHashMap::default() };
        for (whose, name) in names {
            let parts = parts(name);
            let Some((first, rest)) = parts.split_first() else { continue };
            match capitals(&first.plain).filter(|_| rest.is_empty()) {
                Some(short) => mentions.capitals.entry(short.into()).or_default().push(whose),
                None => {
                    let rest = rest.iter().map(|part| (*part.key).into()).collect();
                    let name = Name { rest, whose };
                    mentions.folded.entry(first.bare().into()).or_default().push(name);
                }
            }
        }
        mentions
    }

    /// Whose names stand in a paragraph, with the first and last word of each, counted from 1; in
    /// the order of the text, then in that in which the names were given.
    ///
    /// ```
    /// # use whobacks::evidence::Mentions;
    /// let names = [('h', "Haftar"), ('l', "Libya"), ('a', "Libyan National Army"), ('u', "US")];
    /// let mentions = Mentions::new(names);
    /// let found = mentions.find("The U.S. told us of pro-Haftar men in the Libyan National Army’s ranks");
    /// assert_eq!(found, [('u', (2, 2)), ('h', (6, 6)), ('a', (10, 12))]);
    /// ```
    pub fn find(&self, paragraph: &str) -> Vec<(T, (u32, u32))> {
        let parts = parts(paragraph);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = parts.get(at) {
            let names = self.names_at(&parts, at);
            let longest = names.iter().map(|name| name.rest.len()).max();
            // `the Council of Accord` names the Council of Accord, be `the Council` a name too.
            let more = longest.unwrap_or(0);
            let hides =
                |own: usize| self.names_at(&parts, own).iter().any(|name| name.rest.len() > more);
            if more > 0 && (at + 1..=at + more).any(hides) {
                at += 1;
                continue;
            }
            let mut add = |whose: T, more: usize| {
                let last = parts.get(at + more).unwrap_or(first);
                found.push((whose, (first.word, last.word)));
            };
            if more == 0 {
                let short = capitals(without_possessive(&first.plain));
                let short = short.and_then(|short| self.capitals.get(short));
                short.into_iter().flatten().for_each(|whose| add(*whose, 0));
            }
            for name in names.iter().filter(|name| Some(name.rest.len()) == longest) {
                add(name.whose, more);
            }
            at += 1 + more;
        }
        found
    }

    /// The names of more than capitals that begin with a part.
    fn names_at(&self, parts: &[Part<'_>], at: usize) -> Vec<&Name<T>> {
        let folded = |word: &str| self.folded.get(word).map_or(&[][..], Vec::as_slice);
        let Some((first, behind)) = parts.cut(at..).split_first() else { return Vec::new() };
        let first = first.bare();
        let owner = without_possessive(first);
        // Behind a possessive the name is over.
        let owned = if owner.len() < first.len() { folded(owner) } else { &[] };
        let owned = owned.iter().filter(|name| name.rest.is_empty());
        let names = folded(first).iter().chain(owned);
        names.filter(|name| name.stands_in(behind)).collect()
    }
}

/// The folded words of a name that is mentioned wherever they stand in a row. Of no name whose case
/// counts that can be said, and of none without a word.
pub fn plain_name(name: &str) -> Option<Vec<Box<str>>> {
    if let [only] = &parts(name)[..] {
        capitals(&only.plain).is_none().then_some(())?;
    }
    let folded: Vec<Box<str>> = words(name).map(|span| fold(name.cut(span)).into()).collect();
    (!folded.is_empty()).then_some(folded)
}

impl<T> Name<T> {
    /// Whether the parts behind its first one are these; the last may be a possessive.
    fn stands_in(&self, parts: &[Part<'_>]) -> bool {
        let Some((last, inner)) = self.rest.split_last() else { return true };
        let Some((end, parts)) = parts.get(..self.rest.len()).and_then(<[_]>::split_last) else {
            return false;
        };
        let end = &*end.key;
        inner.iter().zip(parts).all(|(own, part)| **own == *part.key)
            && (**last == *end || **last == *without_possessive(end))
    }
}

/// The parts of a text; most are as they stand in it, and cost no allocation.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for (word, span) in (1..).zip(words(text)) {
        match plain_word(text.cut(span)) {
            Cow::Borrowed(plain) => split(plain, word, Cow::Borrowed, &mut parts),
            Cow::Owned(plain) => split(&plain, word, |own| own.to_owned().into(), &mut parts),
        }
    }
    parts
}

fn split<'p, 't>(
    plain: &'p str,
    word: u32,
    keep: impl Fn(&'p str) -> Cow<'t, str>,
    parts: &mut Vec<Part<'t>>,
) {
    let (mut joiner, mut rest) = ("", plain);
    loop {
        let end = rest.find(['-', '/']).unwrap_or(rest.len());
        let (own, behind) = rest.split_at(end);
        let plain = if is_initials(own) { own.replace('.', "").into() } else { keep(own) };
        let key = match lower(&plain) {
            Cow::Borrowed(_) if joiner.is_empty() => plain.clone(),
            lowered => [joiner, &*lowered].concat().into(),
        };
        parts.push(Part { plain, key, word });
        let Some(next) = behind.get(1..) else { return };
        (joiner, rest) = (behind.cut(..1), next);
    }
}

/// Whether a word is single letters with full stops between them, like `U.S` or `U.S's`.
fn is_initials(word: &str) -> bool {
    word.contains('.') && without_possessive(word).split('.').all(|l| l.chars().count() == 1)
}

/// The word without `'s`. An apostrophe at its end is not part of the word anyway.
fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word)
}

/// The word itself, if it is one to four capitals.
fn capitals(plain: &str) -> Option<&str> {
    let fits = (1..=4).contains(&plain.chars().count());
    (fits && plain.chars().all(char::is_uppercase)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(names: &[&str], paragraph: &str) -> Vec<(usize, (u32, u32))> {
        Mentions::new(names.iter().copied().enumerate()).find(paragraph)
    }

    #[test]
    fn names_stand_as_whole_words_and_parts_of_compounds() {
        for (name, paragraph, expected) in [
            ("Haftar", "HAFTAR, Haftar’s Haftar's. ‘Haftar’ Haftars", &[1, 2, 3, 4][..]),
            ("Haftar", "pro-Haftar and Haftar-controlled, Haftar—who", &[1, 3, 4]),
            ("Islamists", "the Islamists’ aims", &[2]),
            ("UN", "a UN-backed, U.N.-led, un-named union", &[2, 3]),
            ("U.S.", "US aid, U.S. aid, us, u.s., US’s", &[1, 3, 7]),
            ("the U.S.", "the US, the U.S.’s, told us, U.S.", &[1, 3]),
            ("UAE", "Egypt/UAE uae", &[1]),
            ("Unsmil", "UNSMIL", &[1]),
            ("", "any", &[]),
            ("Ansar al-Shari’a", "Ansar al-Sharia or Ansar al Shari'a", &[]),
            ("al-Qadhafi", "al Qadhafi, al-Qadhafi", &[3]),
            ("Türkiye", "Tu\u{308}rkiye's", &[1]),
        ] {
            let words: Vec<u32> = find(&[name], paragraph).iter().map(|(_, w)| w.0).collect();
            assert_eq!(words, expected, "{name} in {paragraph}");
        }
    }

    #[test]
    fn a_plain_name_is_mentioned_where_its_words_stand() {
        let text =
            "The US told us of pro-Haftar men, and of Haftar’s allies in the U.S. Army’s tents.";
        let text = crate::evidence::Text::new(text, false);
        for (name, plain) in [
            ("haftar", false),
            ("Haftar's allies", true),
            ("U.S. Army", false),
            ("men and of", true),
            ("men of", false),
            ("US", false),
            ("told US", true),
            ("—", false),
        ] {
            let stands = plain_name(name).is_some_and(|words| text.has_words(1, &words));
            assert_eq!(stands, plain, "{name}");
            assert!(!stands || !find(&[name], text.paragraph(1)).is_empty(), "{name}");
        }
    }

    #[test]
    fn the_longest_name_wins() {
        let names = ["Libya", "Libya Dawn", "Dawn", "US", "US Africa Command", "Islamic State"];
        for (paragraph, expected) in [
            ("Libya Dawn’s men", vec![(1, (1, 2))]),
            ("Libya’s Dawn", vec![(0, (1, 1)), (2, (2, 2))]),
            ("US Africa Command, US Africa", vec![(4, (1, 3)), (3, (4, 4))]),
            ("the Islamic State-held, anti-Islamic State", vec![(5, (2, 3)), (5, (4, 5))]),
            ("Islamic", vec![]),
        ] {
            assert_eq!(find(&names, paragraph), expected, "{paragraph}");
        }
        assert_eq!(find(&["Washington", "washington"], "Washington").len(), 2);
        let names = ["the Council", "Council of Accord", "Accord Bank"];
        assert_eq!(find(&names, "the Council of Accord, the Council"), [(1, (2, 4)), (0, (5, 6))]);
        assert_eq!(find(&names, "Council of Accord Bank"), [(1, (1, 3))]);
    }
}
