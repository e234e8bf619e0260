//! What is planned, alleged, expected, in plain words: `who plans to back X`, `is X said to arm Y`.
//!
//! Takes words; removes the word for the modality, and gives the modality; or the word for what is over. Must not know
//! names.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places among the words of a question, of which there are few; what is counted down is above 0"
)]

use super::words::{Word, after, low, without};
use crate::model::Cut;
use crate::model::Modality::{self, Alleged, Considered, Hypothetical, Planned, Recommended};

/// Words, and the modalities of what follows. Empty: those that assert.
const MARKS: &[(&str, &[Modality])] = &[
    ("plan|plans|planned|planning to", &[Planned, Considered]),
    ("plan|plans|planned|planning on", &[Planned, Considered]),
    ("intend|intends|intended|intending to", &[Planned, Considered]),
    ("aim|aims|aimed|aiming to", &[Planned, Considered]),
    ("want|wants|wanted|wanting|hope|hopes|hoped|hoping to", &[Planned, Considered]),
    ("propose|proposes|proposed|proposing to", &[Planned, Considered, Recommended]),
    ("promise|promises|promised|pledge|pledges|pledged|offer|offers|offered to", &[Planned]),
    ("threaten|threatens|threatened|threatening to", &[Planned, Considered]),
    ("prepare|prepares|prepared|preparing to", &[Planned, Considered]),
    ("going|about|set|due|scheduled to", &[Planned, Considered]),
    ("supposed to", &[Planned, Considered, Hypothetical]),
    ("consider|considers|considered|considering", &[Considered, Planned]),
    ("weigh|weighs|weighed|weighing", &[Considered, Planned]),
    ("contemplate|contemplates|contemplated|contemplating", &[Considered, Planned]),
    ("alleged to", &[Alleged]),
    ("accused|suspected of", &[Alleged]),
    ("rumoured|rumored to", &[Alleged]),
    ("said|claimed|reported to", &[Alleged]),
    ("believed|thought|understood|known|likely to", &[]),
    ("expected to", &[Hypothetical, Planned]),
    ("urged|advised|recommended to", &[Recommended]),
    ("ought to", &[Recommended]),
];

/// Auxiliaries that give a modality.
const MODALS: &[(&str, &[Modality])] = &[
    ("will", &[Planned, Considered, Hypothetical]),
    ("shall", &[Planned, Considered]),
    ("would", &[Hypothetical, Considered, Planned]),
    ("could", &[Hypothetical, Considered, Planned]),
    ("might", &[Hypothetical, Considered, Planned]),
    ("may", &[Hypothetical, Considered, Planned]),
    ("can", &[Hypothetical, Considered, Planned]),
    ("should", &[Recommended]),
    ("must", &[Recommended]),
];

/// Adverbs that give a modality.
const ADVERBS: &[(&str, &[Modality])] = &[
    ("allegedly", &[Alleged]),
    ("purportedly", &[Alleged]),
    ("supposedly", &[Alleged]),
    ("reportedly", &[]),
    ("apparently", &[]),
    ("likely", &[]),
    ("probably", &[]),
    ("possibly", &[]),
];

/// Words that ask for what is over.
const STOPPED: &[&str] = &[
    "cease|ceases|ceased to",
    "stop|stops|stopped|stopping",
    "cease|ceases|ceased|ceasing",
    "quit|quits|quitting",
    "no longer",
];

/// A question without its word for the modality.
#[derive(Debug)]
pub(super) struct Put {
    /// The plain question.
    pub(super) words: Vec<Word>,
    /// The modalities; empty for those that assert.
    pub(super) said: Vec<Modality>,
}

/// Removes the word for the modality.
pub(super) fn put(words: &[Word]) -> Option<Put> {
    for (at, word) in words.iter().enumerate() {
        if let Some((_, said)) = ADVERBS.iter().find(|(adverb, _)| word.low == *adverb) {
            return Some(Put { words: without(words, at, at + 1), said: said.to_vec() });
        }
        if let Some((_, said)) = MODALS.iter().find(|(modal, _)| word.low == *modal) {
            let behind = words.get(at + 1)?;
            let mut plain = words.to_vec();
            // `who would back X` as `who back X`, `would X back Y` as `does X back Y`.
            let front = at == 0 || matches!(low(words, at - 1), "whom" | "where" | "when" | "what");
            match behind.low.as_str() {
                "be" => {
                    plain.remove(at + 1);
                    replace(&mut plain, at, "is");
                }
                _ if front => replace(&mut plain, at, "does"),
                _ => drop(plain.remove(at)),
            }
            return Some(Put { words: plain, said: said.to_vec() });
        }
        let marked = MARKS.iter().find_map(|(mark, said)| {
            let rest = after(words.cut(at..), mark)?;
            Some((words.len() - rest.len(), said.to_vec()))
        });
        if let Some((behind, said)) = marked.filter(|_| at > 0) {
            return plain(words, at, behind).map(|words| Put { words, said });
        }
    }
    None
}

/// The question without the word that asks for what is over: `who stopped backing X` as `who is backing X`.
pub(super) fn stopped(words: &[Word]) -> Option<Vec<Word>> {
    (1..words.len()).find_map(|at| {
        let rest = STOPPED.iter().find_map(|mark| after(words.cut(at..), mark))?;
        let behind = words.len() - rest.len();
        match low(words, at) {
            "no" => Some(without(words, at, behind)),
            _ => plain(words, at, behind),
        }
    })
}

/// The question without the words between two positions, with its auxiliary adapted to the rest.
fn plain(words: &[Word], from: usize, to: usize) -> Option<Vec<Word>> {
    let verb = words.get(to)?;
    let (aux, to) = match verb.low.as_str() {
        "have" => ("has", to + 1),
        "be" => ("is", to + 1),
        _ if verb.low.ends_with("ing") => ("is", to),
        _ => ("does", to),
    };
    let mut plain = without(words, from, to);
    let auxiliary = |word: &Word| {
        word.is(&["is", "are", "was", "were", "does", "do", "did", "has", "have", "had"])
    };
    match plain.cut(..from).iter().rposition(auxiliary) {
        // `who is alleged to back X` as `who back X`
        Some(at) if at + 1 == from && at > 0 && aux == "does" => drop(plain.remove(at)),
        Some(at) => replace(&mut plain, at, aux),
        None if aux == "does" => {}
        None => plain.insert(from, Word::new(aux)),
    }
    Some(plain)
}

/// Puts a word in the place of another.
fn replace(words: &mut [Word], at: usize, word: &str) {
    if let Some(old) = words.get_mut(at) {
        *old = Word::new(word);
    }
}
