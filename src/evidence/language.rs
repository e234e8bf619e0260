//! Words that hedge and words that deny, by language.
//!
//! Takes a language's tag and folded words; gives those that weaken or deny what is said beside
//! them. Must not know texts or claims. The words are data: `language.ron`.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a list of words that lies in memory"
)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::fold::fold;
use super::place::Bearing;
use super::words::words;
use crate::model::{Cut, Modality};

/// What is known of a language.
#[derive(Debug)]
pub struct Language {
    hedges: Lexicon<Modality>,
    denials: Lexicon<Sense>,
}

/// What a word or phrase does to what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// Nothing, though it holds a word that would.
    Harmless,
    Ended,
    /// Denies what stands close, in one clause.
    Denied,
    /// Denies what stands behind it in its sentence.
    Disclaimed,
    /// Denies what stands close behind it, and nothing before.
    Replaced,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    hedges: BTreeMap<Modality, Vec<String>>,
    denials: Vec<String>,
    disclaims: Vec<String>,
    instead: Vec<String>,
    ended: Vec<String>,
    except: Vec<String>,
}

#[expect(clippy::expect_used, reason = "the text is our own, and tests read it")]
static LANGUAGES: LazyLock<BTreeMap<String, Language>> = LazyLock::new(|| {
    let specs: BTreeMap<String, Spec> =
        ron::from_str(include_str!("language.ron")).expect("the languages can be read");
    specs.into_iter().map(|(tag, spec)| (tag, Language::of_spec(spec))).collect()
});

impl Language {
    /// The language of a tag (`en`, `en-GB`); English where a card has none, for the first cards had
    /// none; nothing where it is not known.
    pub fn of(tag: Option<&str>) -> Option<&'static Language> {
        static ENGLISH: LazyLock<Option<&Language>> = LazyLock::new(|| LANGUAGES.get("en"));
        let Some(tag) = tag else { return *ENGLISH };
        LANGUAGES.get(tag.to_lowercase().split(['-', '_']).next().unwrap_or_default())
    }

    /// The tags that are known.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        LANGUAGES.keys().map(String::as_str)
    }

    fn of_spec(spec: Spec) -> Self {
        let Spec { hedges, denials, disclaims, instead, ended, except } = spec;
        let hedges = hedges.into_iter().flat_map(|(m, list)| list.into_iter().map(move |w| (w, m)));
        let of = |list: Vec<String>, sense| list.into_iter().map(move |word| (word, sense));
        let denials = of(denials, Sense::Denied).chain(of(disclaims, Sense::Disclaimed));
        let denials = denials.chain(of(instead, Sense::Replaced));
        let harmless = of(except, Sense::Harmless);
        Language {
            hedges: Lexicon::of(hedges),
            denials: Lexicon::of(harmless.chain(of(ended, Sense::Ended)).chain(denials)),
        }
    }

    /// Whether a text may hold words that hedge; much quicker to say than which.
    pub fn may_hedge(&self, text: &str) -> bool {
        self.hedges.runs.may_be_in(text)
    }

    /// Whether a text may hold words that deny or end something.
    pub fn may_turn(&self, text: &str) -> bool {
        self.denials.runs.may_be_in(text)
    }

    /// The first words that hedge, by their places, and what they make of a fact.
    pub fn hedge(&self, words: &[impl AsRef<str>]) -> Option<(Range<usize>, Modality)> {
        self.hedges.find(words).next()
    }

    /// What turns the words themselves, by its places; what denies goes before what ends.
    pub fn turn_in(&self, words: &[impl AsRef<str>]) -> Option<(Range<usize>, Bearing)> {
        let mut turns: Vec<_> = self.denials.find(words).collect();
        turns.retain(|(_, sense)| !matches!(sense, Sense::Harmless | Sense::Replaced));
        turns.sort_by_key(|(place, sense)| (*sense == Sense::Ended, place.start));
        let turn = |sense| if sense == Sense::Ended { Bearing::Ended } else { Bearing::Denied };
        turns.into_iter().next().map(|(place, sense)| (place, turn(sense)))
    }

    /// What words do to what stands behind them; of those, only the last ones are `close` to it, in one
    /// clause.
    pub(super) fn turn_behind(&self, words: &[impl AsRef<str>], close: usize) -> Bearing {
        let near = words.len().saturating_sub(close);
        let reaches = |(place, sense): &(Range<usize>, Sense)| match sense {
            Sense::Harmless => false,
            Sense::Disclaimed => true,
            Sense::Denied | Sense::Ended | Sense::Replaced => place.start >= near,
        };
        let senses = self.denials.find(words).filter(reaches).map(|(_, sense)| sense);
        let turn = |sense| if sense == Sense::Ended { Bearing::Ended } else { Bearing::Denied };
        senses.map(turn).max().unwrap_or_default()
    }

    /// The first word of all that denies or ends.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &str> {
        self.denials.by_first.keys().map(|word| &**word)
    }
}

/// The words of a phrase behind its first, and what the phrase says.
type Phrase<T> = (Vec<Box<str>>, T);

/// Words and phrases with what they say.
#[derive(Debug)]
struct Lexicon<T> {
    /// By the first word: the words behind it, the longest phrase first; of equals that given first.
    by_first: FxHashMap<Box<str>, Vec<Phrase<T>>>,
    runs: Runs,
}

/// With what the words begin that one looks for: their ASCII letters and digits up to the first other character
/// (`don` of `don't`). In an ASCII text a word begins where such a run begins, so that a text without any of these runs
/// has none of the words.
#[derive(Debug)]
struct Runs {
    runs: FxHashSet<Box<[u8]>>,
    /// By the first byte: a bit for each length.
    lengths: [u32; 256],
}

impl Runs {
    /// A run that is longer counts as one of this length.
    const LONGEST: usize = 31;

    /// Those of folded words.
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut runs = Runs { runs: FxHashSet::default(), lengths: [0; 256] };
        // A word that is not ASCII is in no ASCII text.
        for word in words.filter(|word| word.is_ascii()) {
            let run = word.bytes().take_while(u8::is_ascii_alphanumeric).take(Self::LONGEST);
            let run: Box<[u8]> = run.collect();
            let lengths = run.first().and_then(|first| runs.lengths.get_mut(usize::from(*first)));
            if let Some(lengths) = lengths {
                *lengths |= 1 << run.len();
            }
            runs.runs.insert(run);
        }
        runs
    }

    fn may_be_in(&self, text: &str) -> bool {
        if !text.is_ascii() {
            return true;
        }
        let runs = text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric());
        runs.into_iter().any(|run| {
            let run = run.get(..Self::LONGEST).unwrap_or(run);
            let Some(first) = run.first() else { return false };
            let first = usize::from(first.to_ascii_lowercase());
            let lengths = self.lengths.get(first).copied().unwrap_or(0);
            let is_one = || self.runs.contains(&*run.to_ascii_lowercase());
            lengths & (1 << run.len()) != 0 && is_one()
        })
    }
}

impl<T: Copy> Lexicon<T> {
    fn of(entries: impl Iterator<Item = (String, T)>) -> Self {
        let mut by_first: FxHashMap<Box<str>, Vec<Phrase<T>>> = FxHashMap::default();
        for (text, value) in entries {
            let mut folded = words(&text).map(|span| Box::from(&*fold(text.cut(span))));
            let Some(first) = folded.next() else { continue };
            by_first.entry(first).or_default().push((folded.collect(), value));
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let runs = Runs::of(by_first.keys().map(|word| &**word));
        Lexicon { by_first, runs }
    }

    /// What stands among folded words, with its places; none overlap.
    fn find(&self, words: &[impl AsRef<str>]) -> impl Iterator<Item = (Range<usize>, T)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(word) = words.get(at) {
                let phrases = self.by_first.get(word.as_ref()).map_or(&[][..], Vec::as_slice);
                let stands = |rest: &[Box<str>]| {
                    let own = words.get(at + 1..at + 1 + rest.len());
                    own.is_some_and(|own| own.iter().zip(rest).all(|(a, b)| a.as_ref() == &**b))
                };
                let found = phrases.iter().find(|(rest, _)| stands(rest));
                let start = at;
                at += found.map_or(1, |(rest, _)| 1 + rest.len());
                if let Some((_, value)) = found {
                    return Some((start..at, *value));
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|span| fold(&text[span]).into_owned()).collect()
    }

    #[test]
    fn each_language_hedges_and_denies() {
        for (tag, hedged, denied) in [
            ("en", "Egypt is accused of arming him", "Egypt does not arm him"),
            ("fr", "L’Égypte est accusée de l’armer", "L’Égypte ne soutient pas Haftar"),
            ("de", "Ägypten soll ihn bewaffnen", "Ägypten unterstützt ihn nicht"),
            ("es", "Egipto supuestamente lo arma", "Egipto no lo apoya"),
            ("ar", "مصر ربما تدعم حفتر", "مصر لا تدعم حفتر"),
            ("ru", "Египет якобы поддерживает Хафтара", "Египет не поддерживает Хафтара"),
            ("uk", "Єгипет нібито підтримує Хафтара", "Єгипет не підтримує Хафтара"),
        ] {
            let language = Language::of(Some(tag)).expect(tag);
            assert!(language.hedge(&folded(hedged)).is_some(), "{hedged}");
            assert_eq!(language.hedge(&folded(denied)), None, "{denied}");
            assert_eq!(
                language.turn_in(&folded(denied)).map(|(_, t)| t),
                Some(Bearing::Denied),
                "{denied}"
            );
            assert_eq!(language.turn_in(&folded(hedged)), None, "{hedged}");
        }
        assert!(Language::of(Some("en-GB")).is_some() && Language::of(None).is_some());
        assert!(Language::of(Some("tlh")).is_none());
        assert!(Language::tags().count() >= 7);
    }

    #[test]
    fn a_text_that_holds_such_words_may_hold_them() {
        let texts = |word: &str| {
            let capital = word.to_uppercase();
            let around =
                ["{}", "({})", "a {} b", "a-b {}, c", "7 {}. A", "\"{}\"", "a\u{1f}{}", "é {}"];
            around.map(|around| [around.replace("{}", word), around.replace("{}", &capital)])
        };
        for (tag, language) in LANGUAGES.iter() {
            let words = [
                &language.hedges.by_first.keys().collect::<Vec<_>>()[..],
                &language.denials.by_first.keys().collect::<Vec<_>>()[..],
            ]
            .concat();
            for text in words.into_iter().flat_map(|word| texts(word)).flatten() {
                let folded = folded(&text);
                if language.hedge(&folded).is_some() {
                    assert!(language.may_hedge(&text), "{tag}: {text}");
                }
                if language.turn_in(&folded).is_some() {
                    assert!(language.may_turn(&text), "{tag}: {text}");
                }
            }
        }
        let en = Language::of(None).expect("English");
        assert!(!en.may_hedge("Egypt backs Haftar") && !en.may_turn("Egypt backs Haftar"));
        assert!(en.may_turn("Egypt doesn't back Haftar") && en.may_hedge("The so-called army"));
    }

    #[test]
    fn what_denies_only_by_its_looks_denies_nothing() {
        let en = Language::of(Some("en")).unwrap();
        for (text, turn) in [
            ("Egypt not only backs him", None),
            ("Egypt no longer backs him", Some(Bearing::Ended)),
            ("Egypt no longer backs, nor did it arm him", Some(Bearing::Denied)),
            ("there is no doubt that", None),
            ("Egypt backs him", None),
        ] {
            assert_eq!(en.turn_in(&folded(text)).map(|(_, turn)| turn), turn, "{text}");
        }
        let behind = |text: &str, close| en.turn_behind(&folded(text), close);
        assert_eq!(behind("It is false that", 0), Bearing::Denied);
        assert_eq!(behind("Turkey did not come and", 0), Bearing::None);
        assert_eq!(behind("the government does not", 4), Bearing::Denied);
    }
}
