//! Answers for which there was no room, as the caption tells them.

use std::fmt;

use super::sentence;

/// An answer for which there was no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Who acts, as a sentence names him.
    pub from: String,
    /// The verb of the line.
    pub verb: String,
    /// Whom it concerns.
    pub to: String,
    /// Whether it holds both ways.
    pub symmetric: bool,
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&sentence::told(&self.verb, (&self.from, &self.to), self.symmetric))
    }
}

/// Answers as sentences: who does the same to the same one is told in one, and everybody is named.
pub(super) fn sentences(answers: &[Missed]) -> Vec<String> {
    let mut groups: Vec<Vec<&Missed>> = Vec::new();
    for one in answers {
        let same = |group: &&mut Vec<&Missed>| {
            let (verb, first) = (sentence::of_many(&one.verb), group[0]);
            let alike = first.to == one.to && sentence::of_many(&first.verb) == verb;
            alike && !one.symmetric && !first.symmetric
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let told = |group: &Vec<&Missed>| {
        let names: Vec<&str> = group.iter().map(|one| one.from.as_str()).collect();
        let first = group[0];
        match names.split_last() {
            Some((last, most)) if !most.is_empty() => {
                let names = format!("{} and {last}", most.join(", "));
                sentence::told(&sentence::of_many(&first.verb), (&names, &first.to), false)
            }
            _ => first.to_string(),
        }
    };
    groups.iter().map(told).collect()
}
