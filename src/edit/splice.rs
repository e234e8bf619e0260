//! Replaces stretches of a text by others.

use std::ops::Range;

/// A stretch of a text, in bytes, and what is to stand in its place; empty where something is put in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Splice {
    start: usize,
    end: usize,
    /// What is to stand there.
    pub text: String,
}

/// Two changes want the same place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two changes touch each other at byte {0}, or one lies outside of the text")]
pub struct Touching(pub usize);

impl Splice {
    /// Something in place of something else.
    pub fn replace(span: Range<usize>, text: impl Into<String>) -> Self {
        Splice { start: span.start, end: span.end.max(span.start), text: text.into() }
    }

    /// Something put in at a byte.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Splice::replace(at..at, text)
    }

    /// Nothing in place of something.
    pub fn cut(span: Range<usize>) -> Self {
        Splice::replace(span, "")
    }

    /// Where it is, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// The same changes, with what is cut twice cut once, and what lies within something that is cut gone with it.
pub(super) fn united(splices: Vec<Splice>) -> Vec<Splice> {
    let (mut cuts, mut rest): (Vec<_>, Vec<_>) =
        splices.into_iter().partition(|s| s.text.is_empty() && !s.span().is_empty());
    cuts.sort();
    let mut whole: Vec<Splice> = Vec::new();
    for cut in cuts {
        match whole.last_mut() {
            Some(before) if cut.start <= before.end => before.end = before.end.max(cut.end),
            _ => whole.push(cut),
        }
    }
    rest.retain(|s| !whole.iter().any(|cut| cut.start <= s.start && s.end <= cut.end));
    rest.append(&mut whole);
    rest.sort();
    rest.dedup();
    rest
}

/// The text with the changes made, in whatever order they are given.
///
/// # Errors
/// When two of them overlap or are put in at one place, for then their order would matter; and when one
/// lies outside of the text or parts a letter.
pub fn spliced(text: &str, splices: &[Splice]) -> Result<String, Touching> {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    let mut before: Option<&Splice> = None;
    for splice in sorted {
        let same_place = before.is_some_and(|b| {
            b.start == splice.start && (b.start == b.end) == (splice.start == splice.end)
        });
        if same_place || splice.start < at {
            return Err(Touching(splice.start));
        }
        let kept = text.get(at..splice.start).ok_or(Touching(splice.start))?;
        text.get(splice.span()).ok_or(Touching(splice.start))?;
        out.push_str(kept);
        out.push_str(&splice.text);
        (at, before) = (splice.end, Some(splice));
    }
    out.push_str(text.get(at..).ok_or(Touching(at))?);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_touches_is_refused() {
        let at = |span: Range<usize>| Splice::replace(span, "x");
        assert_eq!(spliced("abc", &[at(1..2), at(0..1)]).as_deref(), Ok("xxc"));
        assert_eq!(spliced("abc", &[at(1..1), at(1..2)]).as_deref(), Ok("axxc"));
        assert_eq!(spliced("abc", &[at(0..2), at(1..3)]), Err(Touching(1)));
        assert_eq!(spliced("abc", &[at(1..1), at(1..1)]), Err(Touching(1)));
        assert_eq!(spliced("abc", &[at(3..4)]), Err(Touching(3)));
        assert_eq!(spliced("aü", &[at(2..3)]), Err(Touching(2)));
    }

    proptest! {
        /// Whatever order they come in, the text is one; and what they do not cover stays.
        #[test]
        fn any_order_gives_one_text(
            text in "[a-zü\n]{0,40}",
            cuts in proptest::collection::vec((0usize..60, 0usize..60, "[A-Z]{0,3}"), 0..6),
            seed in any::<u64>(),
        ) {
            let splices: Vec<Splice> =
                cuts.into_iter().map(|(a, b, t)| Splice::replace(a.min(b)..a.max(b), t)).collect();
            let mut other = splices.clone();
            let turn = (seed as usize) % other.len().max(1);
            other.rotate_left(turn);
            if seed % 2 == 0 { other.reverse(); }
            let one = spliced(&text, &splices);
            prop_assert_eq!(&one, &spliced(&text, &other));
            if let Ok(new) = one {
                let small: usize = splices.iter().map(|s| s.span().len()).sum();
                let kept: String = new.chars().filter(|c| !c.is_ascii_uppercase()).collect();
                prop_assert_eq!(kept.len(), text.len() - small);
            }
        }
    }
}
