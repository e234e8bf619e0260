//! The forms of questions that can be read, as examples: the one list that help, refusals and the
//! manual show.

use super::words::Word;

/// Every form.
pub(crate) const FORMS: &[&str] = &[
    "who backs X",
    "who is backed by X",
    "whom does X back",
    "does X back Y",
    "who backs both X and Y",
    "who backs X directly or indirectly",
    "who opposes X",
    "who commands X",
    "who met X",
    "which states arm X",
    "who has ties to both X and Y",
    "what does X give Y",
    "what does X control",
    "where is X deployed",
    "who controls PLACE",
    "what links X and Y",
    "how is X connected to Y",
    "what did X plan for Y",
    "how did X and Y change from 2017 to 2025",
    "who says X backs Y",
    "who denies that X backs Y",
    "since when does X back Y",
    "who backs both sides of X",
    "where do the sources disagree on X",
    "… in 2017, … since 2022, … between 2016 and 2017, … as of 2024",
    "… according to SOURCE",
];

/// The forms that share the most words with a question; of equals the first listed.
pub(super) fn nearest(words: &[Word]) -> Vec<&'static str> {
    let shared = |form: &str| {
        let of_form: Vec<&str> = form.split(' ').collect();
        let first = words.first().is_some_and(|word| of_form[0] == word.low);
        let same = words.iter().filter(|word| of_form.contains(&word.low.as_str())).count();
        same + 2 * usize::from(first)
    };
    let mut ranked: Vec<(usize, usize)> =
        FORMS.iter().enumerate().map(|(i, form)| (shared(form), i)).collect();
    ranked.sort_by_key(|(shared, i)| (std::cmp::Reverse(*shared), *i));
    ranked.iter().take(4).map(|(_, i)| FORMS[*i]).collect()
}
