//! The forms of questions that can be read, as examples: the only list, which help, refusals and the
//! manual show.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::words::Word;

/// Every form.
pub(crate) const FORMS: &[&str] = &[
    "who backs X",
    "who is backed by X",
    "whom does X back",
    "does X back Y",
    "who backs both X and Y",
    "whom do X and Y both back",
    "who backs X directly or indirectly",
    "who are X's backers",
    "who are the allies of X",
    "who are the enemies of X",
    "who opposes X",
    "who fights for X",
    "who commands X",
    "who met X",
    "which states arm X",
    "which states back X with weapons",
    "how many states back X",
    "list all who back X",
    "who gives weapons to X",
    "who has ties to both X and Y",
    "what does X give Y",
    "how does X back Y",
    "through whom does X supply Y",
    "what does X control",
    "where is X deployed",
    "where did X meet Y",
    "who controls PLACE",
    "who operates in PLACE",
    "what links X and Y",
    "how is X connected to Y",
    "did X and Y meet",
    "what did X plan for Y",
    "who plans to back X",
    "who stopped backing X",
    "who is alleged to back X",
    "how did X and Y change from 2017 to 2025",
    "what changed between 2017 and 2025 for X",
    "who says X backs Y",
    "who denies backing X",
    "what does X accuse Y of",
    "what does SPEAKER say about X",
    "since when does X back Y",
    "until when did X back Y",
    "when did X meet Y",
    "who is X",
    "who backs both sides of X",
    "where do the sources disagree on X",
    "… in 2017, … since 2022, … between 2016 and 2017, … as of 2024",
    "… according to SOURCE or SPEAKER",
];

/// The forms that share the most words with a question; of equals the first listed.
pub(super) fn nearest(words: &[Word]) -> Vec<&'static str> {
    let shared = |form: &str| {
        let of_form: Vec<&str> = form.split(' ').collect();
        let first = words.first().is_some_and(|word| of_form.first() == Some(&word.low.as_str()));
        let same = words.iter().filter(|word| of_form.contains(&word.low.as_str())).count();
        same + 2 * usize::from(first)
    };
    let mut ranked: Vec<(usize, usize)> =
        FORMS.iter().enumerate().map(|(i, form)| (shared(form), i)).collect();
    ranked.sort_by_key(|(shared, i)| (std::cmp::Reverse(*shared), *i));
    ranked.iter().take(4).filter_map(|(_, i)| FORMS.get(*i).copied()).collect()
}
