//! The forms of English verbs: backs, backed, backing.
//!
//! Takes a verb in its base form; gives its forms. If spelling varies
//! (controled, controlled; rivaled, rivalled) it gives all spellings for reading, and one to show.

#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// to back
    Base,
    /// she backs
    Third,
    /// she backed
    Past,
    /// she has backed
    Participle,
    /// she is backing
    Ing,
}

/// Base, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("be", "was were", "been"),
    ("become", "became", "become"),
    ("break", "broke", "broken"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("bring", "brought", "brought"),
    ("come", "came", "come"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("fly", "flew", "flown"),
    ("grow", "grew", "grown"),
    ("hit", "hit", "hit"),
    ("fight", "fought", "fought"),
    ("get", "got", "got gotten"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("have", "had", "had"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("overthrow", "overthrew", "overthrown"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("overrun", "overran", "overrun"),
    ("retake", "retook", "retaken"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("sit", "sat", "sat"),
    ("throw", "threw", "thrown"),
    ("speak", "spoke", "spoken"),
    ("split", "split", "split"),
    ("stand", "stood", "stood"),
    ("strike", "struck", "struck stricken"),
    ("take", "took", "taken"),
    ("tell", "told", "told"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
];

/// Whether a word is an irregular participle.
pub(crate) fn is_irregular_participle(word: &str) -> bool {
    IRREGULAR.iter().any(|(.., participle)| participle.split(' ').any(|one| one == word))
}

/// Every spelling of a form.
pub(crate) fn inflect(base: &str, form: Form) -> Vec<String> {
    let irregular = IRREGULAR.iter().find(|(verb, ..)| *verb == base);
    let listed = |words: &str| words.split(' ').map(str::to_owned).collect();
    match (form, base, irregular) {
        (Form::Base, "be", _) => listed("be are"),
        (Form::Third, "be", _) => listed("is are"),
        (Form::Third, "have", _) => listed("has"),
        (Form::Base, ..) => vec![base.to_owned()],
        (Form::Third, ..) => vec![third(base)],
        (Form::Past, _, Some((_, past, _))) => listed(past),
        (Form::Participle, _, Some((.., participle))) => listed(participle),
        (Form::Past | Form::Participle, ..) => endings(base, "ed"),
        (Form::Ing, ..) => endings(base, "ing"),
    }
}

/// Verbs of several syllables whose last one is stressed, so that its consonant is doubled.
const STRESSED: [&str; 16] = [
    "abet", "admit", "commit", "compel", "confer", "defer", "deter", "equip", "expel", "omit",
    "permit", "prefer", "refer", "remit", "submit", "transfer",
];

/// The spelling of a form that is shown.
pub(crate) fn shown(base: &str, form: Form) -> String {
    if (base, form) == ("be", Form::Past) {
        return "was".to_owned();
    }
    let all = inflect(base, form);
    let vowels = |c: char| "aeiouy".contains(c);
    let groups = base.split(|c| !vowels(c)).filter(|group| !group.is_empty()).count();
    // The consonant is doubled behind one syllable, and l always: shunned, rivalled, but visited.
    let doubled = groups == 1 || base.ends_with('l') || STRESSED.contains(&base);
    let spelling = if doubled { all.last() } else { all.first() };
    spelling.cloned().unwrap_or_else(|| base.to_owned())
}

/// Whether a word is a verb in the past.
pub(crate) fn is_past(word: &str) -> bool {
    let listed = IRREGULAR.iter().any(|(_, past, _)| past.split(' ').any(|one| one == word));
    listed || word.ends_with("ed") && !word.ends_with("eed")
}

/// The base form of a verb in the third person, if it can be one.
pub(crate) fn is_third(word: &str) -> Option<String> {
    let stems = match word {
        "is" => return Some("be".to_owned()),
        "has" => return Some("have".to_owned()),
        _ => [
            word.strip_suffix("ies").map(|stem| format!("{stem}y")),
            // `clashes` is of clash, `opposes` of oppose.
            word.strip_suffix("es")
                .filter(|stem| {
                    ["ss", "sh", "ch", "x", "z", "o"].iter().any(|end| stem.ends_with(end))
                })
                .map(str::to_owned),
            word.strip_suffix('s').map(str::to_owned),
        ],
    };
    let mut stems = stems.into_iter().flatten();
    stems.find(|stem| inflect(stem, Form::Third).iter().any(|third| third == word))
}

/// What stands before a `y` that follows a consonant.
fn before_consonant_y(base: &str) -> Option<&str> {
    let stem = base.strip_suffix('y')?;
    let last = stem.chars().next_back()?;
    (!"aeiou".contains(last)).then_some(stem)
}

fn third(base: &str) -> String {
    if let Some(stem) = before_consonant_y(base) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    format!("{base}{}", if hissing { "es" } else { "s" })
}

fn endings(base: &str, ending: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix('e')
        && !base.ends_with("ee")
    {
        return vec![format!("{stem}{ending}")];
    }
    if ending == "ed"
        && let Some(stem) = before_consonant_y(base)
    {
        return vec![format!("{stem}ied")];
    }
    let mut forms = vec![format!("{base}{ending}")];
    // One vowel and one consonant at the end: the consonant may be doubled.
    let back: Vec<char> = base.chars().rev().take(3).collect();
    let is_vowel = |c: &char| "aeiou".contains(*c);
    if let [last, vowel, before] = back[..]
        && last.is_ascii_alphabetic()
        && !"aeiouwxy".contains(last)
        && is_vowel(&vowel)
        && (!is_vowel(&before) || base.ends_with("quip"))
    {
        forms.push(format!("{base}{last}{ending}"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        use Form::{Base, Ing, Participle, Past, Third};
        for (base, form, expected) in [
            ("back", Third, "backs"),
            ("back", Past, "backed"),
            ("supply", Third, "supplies"),
            ("supply", Past, "supplied"),
            ("supply", Ing, "supplying"),
            ("deploy", Third, "deploys"),
            ("arm", Participle, "armed"),
            ("recognise", Ing, "recognising"),
            ("shun", Past, "shuned shunned"),
            ("equip", Past, "equiped equipped"),
            ("clash", Third, "clashes"),
            ("embargo", Third, "embargoes"),
            ("strike", Participle, "struck stricken"),
            ("overthrow", Past, "overthrew"),
            ("seek", Ing, "seeking"),
            ("have", Third, "has"),
            ("be", Past, "was were"),
            ("be", Base, "be are"),
            ("praise", Past, "praised"),
            ("oversee", Ing, "overseeing"),
        ] {
            assert_eq!(inflect(base, form).join(" "), expected, "{base} {form:?}");
        }
    }
}
