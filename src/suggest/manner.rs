//! How a sentence puts what a quote from it says: hedges, denials, and who says so.

use super::cues::Cues;
use super::names::{Mention, Named};
use super::sentence::Sentence;
use crate::evidence::{Bearing, Caution, fold};
use crate::model::{Kind, Modality, Source, Status};

/// How many words in front of a quote may hedge it.
const REACH: usize = 8;

/// How something is put.
#[derive(Debug, Default)]
pub(super) struct Manner {
    pub(super) modality: Modality,
    pub(super) status: Option<Status>,
    pub(super) said_by: Option<String>,
    pub(super) note: Option<String>,
}

/// Who speaks in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Speaker {
    /// An actor, by place.
    Actor(usize),
    /// Somebody who is none, by name.
    Name(String),
    /// Somebody whom the sentence does not name: `he said`, `according to two officers`.
    Pronoun(String),
}

/// Who says that somebody does something: `Dalen accused Orlan of arming …`.
#[derive(Debug)]
pub(super) struct Charge {
    speaker: Speaker,
    /// Where the verb stands.
    at: usize,
    /// Where what is done begins.
    of: usize,
}

impl Charge {
    /// Whether one of two only says what the other is told to do or to suffer.
    pub(super) fn only_says(&self, (a, b): (&Mention, &Mention)) -> bool {
        let says = |m: &Mention| self.speaker == Speaker::Actor(m.actor) && m.start < self.of;
        b.start > self.of && says(a)
    }
}

/// How parts of a sentence are put, between two actors, where somebody may speak.
pub(super) fn of(
    cues: &Cues,
    (named, source): (&Named, Option<&Source>),
    sentence: &Sentence,
    (speaker, charge): (Option<&Speaker>, Option<&Charge>),
    (parts, ends, caution): (&[(usize, usize)], &[usize], Caution),
) -> Manner {
    let mut manner = Manner::default();
    let quoted: Vec<&str> =
        parts.iter().flat_map(|(first, last)| folded(sentence, *first, *last)).collect();
    if let Some(language) = cues.language {
        let start = parts.first().map_or(0, |part| part.0);
        let before: Vec<&str> = match start {
            0 => Vec::new(),
            _ => folded(
                sentence,
                clause_start(sentence, start.saturating_sub(REACH), start),
                start - 1,
            )
            .collect(),
        };
        let hedge = language.hedge(&quoted).or_else(|| language.hedge(&before));
        if let Some((_, modality)) = hedge {
            manner.modality = modality;
        }
        let turn = language.turn_in(&quoted).map_or(Bearing::None, |(_, turn)| turn);
        match turn.max(caution.between).max(caution.before) {
            Bearing::Denied => manner.modality = Modality::Denied,
            Bearing::Ended => manner.status = Some(Status::Ended),
            Bearing::None => {}
        }
        // What somebody refuses to do is not done; the check leaves that alone, since to refuse may be the tie.
        if parts.iter().any(|(first, last)| refuses(sentence, *first, *last)) {
            manner.modality = Modality::Denied;
        }
    }
    let is_end =
        |speaker: &&Speaker| matches!(speaker, Speaker::Actor(actor) if ends.contains(actor));
    let denies = manner.modality == Modality::Denied;
    // What people say about themselves counts as the author's statement; only a denial is their own.
    let speaker = speaker.filter(|speaker| denies || !is_end(speaker));
    let speaker = speaker.filter(|speaker| !is_author(speaker, named, source));
    match speaker {
        Some(Speaker::Actor(actor)) => manner.said_by = Some(named.id(*actor).to_owned()),
        Some(Speaker::Name(name)) => manner.said_by = Some(name.clone()),
        Some(Speaker::Pronoun(words)) => {
            manner.said_by = Some("unnamed".to_owned());
            manner.note = Some(format!("“{words}”: say who"));
        }
        None => {}
    }
    if manner.said_by.is_none()
        && let Some(charge) = charge
        && !is_end(&&charge.speaker)
        && parts.last().is_some_and(|part| part.1 > charge.at)
    {
        manner.said_by = match &charge.speaker {
            Speaker::Actor(actor) => Some(named.id(*actor).to_owned()),
            Speaker::Name(name) => Some(name.clone()),
            Speaker::Pronoun(_) => None,
        };
        if matches!(manner.modality, Modality::Factual | Modality::Reported) {
            manner.modality = Modality::Alleged;
        }
    }
    if manner.said_by.is_some() && manner.modality == Modality::Factual {
        manner.modality = Modality::Reported;
    }
    if manner.said_by.is_none() && manner.modality.needs_speaker() {
        manner.said_by = Some("unnamed".to_owned());
    }
    manner
}

fn folded(sentence: &Sentence, first: usize, last: usize) -> impl Iterator<Item = &str> {
    // `May` is a month.
    let word = |word: &'_ super::sentence::Word| word.written == "May";
    sentence.words[first..=last].iter().map(move |w| if word(w) { "" } else { &*w.low })
}

/// Whether somebody refuses to do what stands between two words: `has refused to support`.
fn refuses(sentence: &Sentence, first: usize, last: usize) -> bool {
    let refuses = |word: &str| {
        ["refus", "declin"].iter().any(|stem| {
            let ending = word.strip_prefix(stem);
            ending.is_some_and(|ending| matches!(ending, "e" | "es" | "ed" | "ing"))
        })
    };
    let words = &sentence.words[first..=last];
    words.windows(2).any(|pair| refuses(&pair[0].low) && pair[1].low == "to")
}

/// Where the clause starts that ends in front of a word, not before another.
fn clause_start(sentence: &Sentence, first: usize, end: usize) -> usize {
    let ends = (first..end).rev().find(|i| sentence.words[*i].ends_clause && i + 1 < end);
    ends.map_or(first, |i| i + 1)
}

fn is_author(speaker: &Speaker, named: &Named, source: Option<&Source>) -> bool {
    let Some(source) = source else { return false };
    let is_one = |name: &str| source.authors.iter().any(|author| fold(author) == fold(name));
    match speaker {
        Speaker::Actor(actor) => named.names(*actor).iter().any(|name| is_one(name)),
        Speaker::Name(name) => is_one(name),
        Speaker::Pronoun(_) => false,
    }
}

/// Who speaks, by the first verb of saying that has somebody beside it; and where that verb stands.
pub(super) fn speaker(
    cues: &Cues,
    named: &Named,
    sentence: &Sentence,
    mentions: &[Mention],
) -> Option<(Speaker, usize)> {
    let words = &sentence.words;
    let inside = |at: usize| mentions.iter().any(|m| m.start <= at && at <= m.end);
    for at in (0..words.len()).filter(|at| !inside(*at)) {
        if let Some(end) = cues.names_speaker(sentence, at)
            && let Some(speaker) =
                behind(sentence, mentions, end).or_else(|| nameless(sentence, at, end))
        {
            return Some((speaker, at));
        }
        let Some(end) = cues.says(sentence, at) else { continue };
        // `is said to`: by somebody who is not named.
        if cues.is_passive(sentence, at) {
            continue;
        }
        let subject = before(cues, named, sentence, mentions, at);
        if let Some(speaker) = subject.or_else(|| behind(sentence, mentions, end)) {
            return Some((speaker, at));
        }
    }
    None
}

/// Who stands behind `according to` or `said`.
fn behind(sentence: &Sentence, mentions: &[Mention], end: usize) -> Option<Speaker> {
    let words = &sentence.words;
    let next = words.get(end + 1)?;
    let skipped = usize::from(matches!(&*next.low, "the" | "a" | "an"));
    let start = end + 1 + skipped;
    if let Some(mention) = mentions.iter().find(|m| (end + 1..=start).contains(&m.start)) {
        return Some(Speaker::Actor(mention.actor));
    }
    name(sentence, start, words.len()).map(Speaker::Name)
}

/// Somebody behind `according to` who has no name: `two officers of the army`.
fn nameless(sentence: &Sentence, at: usize, end: usize) -> Option<Speaker> {
    let words = &sentence.words;
    let first = words.get(end + 1)?;
    // Nobody says what goes by plan.
    if ["plan", "plans", "schedule", "law", "custom"].contains(&&*first.low) {
        return None;
    }
    let last = (end + 1..words.len()).take(6).find(|i| words[*i].ends_clause);
    let last = last.unwrap_or((end + 6).min(words.len() - 1));
    let said: Vec<&str> = words[at..=last].iter().map(|word| &*word.written).collect();
    Some(Speaker::Pronoun(said.join(" ")))
}

/// Who stands in front of a verb of saying: beside it, or with what he is between commas.
fn before(
    cues: &Cues,
    named: &Named,
    sentence: &Sentence,
    mentions: &[Mention],
    at: usize,
) -> Option<Speaker> {
    let words = &sentence.words;
    let last = at.checked_sub(1)?;
    if cues.is_pronoun(&words[last].low) {
        let said = format!("{} {}", words[last].written, words[at].written);
        return Some(Speaker::Pronoun(said));
    }
    // `Cook has said`
    let near = |m: &&Mention| m.end < at && at - m.end <= 2 && !words[m.end].ends_clause;
    if let Some(mention) = mentions.iter().rev().find(near) {
        return Some(Speaker::Actor(mention.actor));
    }
    if words[last].ends_clause {
        let person = |m: &&Mention| m.end < at && named.kind(m.actor) == Some(Kind::Person);
        return mentions.iter().find(person).map(|m| Speaker::Actor(m.actor));
    }
    let starts = (0..=last).rev().take_while(|i| is_capital(&words[*i].written)).last()?;
    name(sentence, starts, at).map(Speaker::Name)
}

/// Who charges somebody with something, `Dalen accused Orlan of arming …`, `was accused by Dalen of …`.
pub(super) fn charge(
    cues: &Cues,
    named: &Named,
    sentence: &Sentence,
    mentions: &[Mention],
) -> Option<Charge> {
    let words = &sentence.words;
    let at = (0..words.len()).find(|at| cues.charges(&words[*at].low))?;
    let of = (at..words.len()).find(|i| matches!(&*words[*i].low, "of" | "that"))?;
    let speaker = match words.get(at + 1).map(|word| &*word.low) {
        Some("by") => behind(sentence, mentions, at + 1),
        _ if cues.is_passive(sentence, at) => None,
        _ => before(cues, named, sentence, mentions, at),
    };
    speaker.map(|speaker| Charge { speaker, at, of })
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// A name that begins at a word: two words or more with capitals, for one alone may begin a sentence.
fn name(sentence: &Sentence, start: usize, end: usize) -> Option<String> {
    let mut words = Vec::new();
    for word in sentence.words.get(start..end)? {
        if !is_capital(&word.written) {
            break;
        }
        words.push(&*word.written);
        if word.ends_clause {
            break;
        }
    }
    (words.len() > 1).then(|| words.join(" "))
}
