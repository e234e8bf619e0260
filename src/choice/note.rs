//! What proves a line: its claims with quote, place, speaker; and the sources by letters.

use std::collections::BTreeSet;

use super::pairs::{Cord, Strand, Told};
use super::{Called, Wishes, people, script, sentence, words};
use crate::graph::standing::Standing;
use crate::graph::{self, ClaimRef};
use crate::model::{Actor, ActorIx, Family, Modality, Party, Source};

/// What proves a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// Between whom it is, with an arrow that says which way.
    pub ends: String,
    /// What its claims say: one for each relation that is printed, strongest first, then the rest.
    pub citations: Vec<NotedClaim>,
}

/// What a note says of one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotedClaim {
    /// The relation in words, with its manner: `reportedly arms`.
    pub says: String,
    /// Its date, through whom, and who says so where it is not the author.
    pub remarks: Vec<String>,
    /// The words of the source.
    pub words: String,
    /// Whether they are a quotation; a record of a data set is none.
    pub quoted: bool,
    /// Letter of the source and paragraph: `A ¶21`.
    pub place: String,
}

/// A source and the letter that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its id.
    pub source: String,
    /// `A`.
    pub letter: String,
    /// Who, what, when.
    pub text: String,
}

impl Note {
    /// All of it in one text: for whoever points at a line, or hears it.
    pub fn in_words(&self, number: usize) -> String {
        let cited: Vec<String> = self.citations.iter().map(NotedClaim::in_words).collect();
        format!("{number}. {} {}", self.ends, cited.join("; "))
    }
}

impl NotedClaim {
    /// What it says, who says so, the words and their place.
    pub fn in_words(&self) -> String {
        self.with(&self.words)
    }

    /// The same with no more than so many words of the source, and dots where there are more.
    pub fn shortened(&self, most: usize) -> String {
        let words: Vec<&str> = self.words.split_whitespace().collect();
        if words.len() <= most + 2 {
            return self.with(&self.words);
        }
        // Where words are left out already, one ellipsis stands for both.
        let kept = words[..most].join(" ");
        self.with(&(kept.trim_end_matches([' ', '…']).to_owned() + " …"))
    }

    /// The same where the words stand in another note already.
    pub fn as_note(&self, number: usize) -> String {
        format!("{}: words of note\u{a0}{number}, {}", self.said(), self.place)
    }

    fn with(&self, words: &str) -> String {
        let words = if self.quoted { format!("“{words}”") } else { words.to_owned() };
        format!("{}: {words} {}", self.said(), self.place)
    }

    /// What it says, with its remarks.
    fn said(&self) -> String {
        match self.remarks.is_empty() {
            true => self.says.clone(),
            false => format!("{} ({})", self.says, self.remarks.join(", ")),
        }
    }
}

/// The letters of the sources.
pub(super) struct Keys(Vec<String>);

impl Keys {
    fn letter(&self, source: &Source) -> String {
        let place = self.0.iter().position(|id| id == source.id.as_str()).unwrap_or(0);
        letter(place)
    }

    /// Each source, as captions name it.
    pub(super) fn keys(&self, told: &Told<'_>) -> Vec<Key> {
        let source = |id: &String| told.graph.sources().iter().find(|s| s.id.as_str() == id);
        let key = |(i, id): (usize, &String)| {
            Some(Key { source: id.clone(), letter: letter(i), text: named(source(id)?) })
        };
        self.0.iter().enumerate().filter_map(key).collect()
    }
}

fn letter(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match place / 26 {
        0 => letter.to_string(),
        more => format!("{letter}{more}"),
    }
}

/// Who wrote it, where it appeared, when.
fn named(source: &Source) -> String {
    let mut parts: Vec<String> = Vec::new();
    match &source.authors[..] {
        [] => parts.push(shortened(&source.title)),
        [one] => parts.push(one.clone()),
        [one, two] => parts.push(format!("{one}, {two}")),
        [one, ..] => parts.push(format!("{one} and others")),
    }
    parts.extend(source.publisher.clone());
    parts.extend(source.published.map(|p| super::dates::spoken(&p.to_string())));
    parts.iter().map(|part| script::isolated(part)).collect::<Vec<_>>().join(", ")
}

fn shortened(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    if words.len() <= 8 { title.to_owned() } else { format!("{} …", words[..7].join(" ")) }
}

/// The letters of all sources of some lines, and of those that are cited beside them, the oldest first.
pub(super) fn keys<'b, 'g>(
    told: &Told<'g>,
    wishes: &Wishes,
    cords: impl Iterator<Item = &'b Cord>,
    beside: impl Iterator<Item = &'g Source>,
) -> Keys {
    let mut sources: Vec<&Source> = beside.collect();
    for cord in cords {
        for i in &cord.strands {
            let account = &told.strands[*i].account;
            sources.extend(account.claims().map(|at| at.source));
        }
    }
    sources.sort_by(|a, b| (a.published, &a.id).cmp(&(b.published, &b.id)));
    sources.dedup_by(|a, b| a.id == b.id);
    let mut keys = wishes.letters.clone();
    keys.extend(sources.iter().map(|s| s.id.to_string()));
    let mut seen = BTreeSet::new();
    keys.retain(|id| seen.insert(id.clone()));
    Keys(keys)
}

/// The ids of all whose ties a box carries beside its own.
pub(super) fn parts(told: &Told<'_>, place: usize) -> Vec<String> {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    for strand in &told.strands {
        for at in strand.account.claims() {
            for (own, shown) in [(at.own_from, at.from), (at.own_to, at.to)] {
                let here =
                    told.graph.actor(shown.id.as_str()).and_then(|ix| told.box_of[ix.index()]);
                if here == Some(place) {
                    ids.extend([own.id.as_str(), shown.id.as_str()]);
                }
            }
        }
    }
    let own = told.strands.iter().filter(|strand| strand.from == place);
    ids.extend(own.filter_map(|s| Some(told.graph.actors()[s.by?.index()].id.as_str())));
    // Whoever is one box with others is, though all that is told of him is between them.
    let here = told.box_of.iter().zip(told.graph.actors()).filter(|(of, _)| **of == Some(place));
    ids.extend(here.map(|(_, actor)| actor.id.as_str()));
    ids.remove(told.graph.actors()[told.boxes[place].head.index()].id.as_str());
    ids.into_iter().map(str::to_owned).collect()
}

/// How many independent origins speak of a line.
pub(super) fn origins(told: &Told<'_>, cord: &Cord, wishes: &Wishes) -> usize {
    let claims: Vec<ClaimRef<'_>> = (cord.strands.iter())
        .flat_map(|i| words::claims(&told.strands[*i], wishes))
        .copied()
        .collect();
    graph::origins::origins((told.graph.actors(), told.graph.sources()), claims.into_iter())
}

/// The note of a line.
pub(super) fn of(
    told: &Told<'_>,
    wishes: &Wishes,
    cord: &Cord,
    printed: &[usize],
    keys: &Keys,
) -> Note {
    let name = |ix: ActorIx| {
        let actor = &told.graph.actors()[ix.index()];
        if actor.name.chars().count() > 16 {
            actor.label().to_owned()
        } else {
            people::name(actor).to_owned()
        }
    };
    let arrow = if cord.symmetric { "–" } else { "→" };
    // Whom its first claim names, which may be the force and not the commander whose box it is.
    let lead = &told.strands[*printed.first().unwrap_or(&cord.strands[0])];
    let named = told.acting(lead);
    let named = if lead.from == cord.from { named } else { (named.1, named.0) };
    let (from, to) = (script::isolated(&name(named.0)), script::isolated(&name(named.1)));
    let ends = format!("{from} {arrow} {to}");
    // Two ends without a direction do not say who does what only one of them does.
    let named_for =
        |strand: &Strand<'_>| (!cord.symmetric || strand.relation.is_symmetric()).then_some(named);
    let mut first: Vec<NotedClaim> = Vec::new();
    let mut rest: Vec<NotedClaim> = Vec::new();
    let others = cord.strands.iter().filter(|i| !printed.contains(i));
    for (n, i) in printed.iter().chain(others).enumerate() {
        let strand = &told.strands[*i];
        for (k, at) in words::claims(strand, wishes).into_iter().enumerate() {
            let citation = citation_beside(told, wishes, (strand, at), keys, named_for(strand));
            if n < printed.len() && k == 0 { first.push(citation) } else { rest.push(citation) }
        }
        let denied = |at| citation_beside(told, wishes, (strand, at), keys, named_for(strand));
        rest.extend(strand.account.denials.iter().map(denied));
    }
    first.extend(rest);
    Note { ends, citations: first }
}

/// What one claim says, beside the two whom its tie is of.
pub(super) fn citation(
    told: &Told<'_>,
    wishes: &Wishes,
    strand: &Strand<'_>,
    at: &ClaimRef<'_>,
    keys: &Keys,
) -> NotedClaim {
    citation_beside(told, wishes, (strand, at), keys, Some(told.acting(strand)))
}

/// What one claim says in a note that names two: where others act in it, or it concerns others, who they are.
fn citation_beside(
    told: &Told<'_>,
    wishes: &Wishes,
    (strand, at): (&Strand<'_>, &ClaimRef<'_>),
    keys: &Keys,
    named: Option<(ActorIx, ActorIx)>,
) -> NotedClaim {
    let asserted = strand.account.deciding.iter().any(|own| own.place == at.place);
    let before = asserted && words::is_before(strand, at, wishes);
    // What ended a tie, or began it, is cited as what happened.
    let relation = if at.relation.is_event() { at.relation } else { strand.relation };
    let mut remarks: Vec<String> = Vec::new();
    if let Some(when) = at.claim.when {
        remarks.push(super::dates::told(&when.to_string(), relation.is_event()));
    } else if before {
        remarks.extend(words::attested(at));
    }
    let id = |ix: ActorIx| &told.graph.actors()[ix.index()].id;
    let (from, to) = named.map_or((None, None), |named| (Some(id(named.0)), Some(id(named.1))));
    let symmetric = strand.relation.is_symmetric();
    let other = |actor: &Actor| match symmetric {
        true => ![from, to].contains(&Some(&actor.id)),
        false => to.is_some_and(|to| actor.id != *to),
    };
    if strand.by.is_some() {
        remarks.push(format!("through {}", script::isolated(at.from.label())));
    } else if symmetric && other(at.own_from) || !symmetric && from != Some(&at.own_from.id) {
        // A part acts for its whole, a force by itself.
        let by = if at.own_from.id == at.from.id { "by" } else { "through" };
        remarks.push(format!("{by} {}", script::isolated(at.own_from.label())));
    }
    if other(at.own_to) {
        let to = match strand.relation.family {
            _ if relation.is_event() && !strand.relation.is_event() => "",
            _ if symmetric => "with",
            Family::Support => "for",
            Family::Hostility => "against",
            Family::Structure => "of",
            Family::Contact | Family::Presence => "with",
        };
        let name = script::isolated(at.own_to.label());
        remarks.push(if to.is_empty() { name } else { format!("{to} {name}") });
    }
    remarks.extend(speakers(told, at));
    let manner = match at.claim.modality {
        Modality::Factual => "",
        Modality::Reported => "reportedly ",
        Modality::Assessed => "likely ",
        other => other.word(),
    };
    let gap = if manner.is_empty() || manner.ends_with(' ') { "" } else { ": " };
    let label = relation.label.as_str();
    let many = !symmetric && told.ends(strand).0.many;
    // What happened is past, as is what stands no more or is not known to stand.
    let happened = relation.is_event() && !words::is_thought(at.claim.modality);
    let over = asserted && (strand.ended || strand.account.standing == Standing::Ended);
    let label = if happened || before || over { words::past(label) } else { label.to_owned() };
    let label = sentence::agreeing(&label, many);
    let quoted = at.claim.citation.quoted();
    let letter = keys.letter(at.source);
    NotedClaim {
        says: format!("{manner}{gap}{label}"),
        remarks,
        words: script::isolated_quote(at.claim.citation.text()),
        quoted: quoted.is_some(),
        place: quoted.map_or(letter.clone(), |q| format!("{letter} ¶{}", q.paragraph)),
    }
}

/// Who says so, if it is not the author.
pub(super) fn speakers(told: &Told<'_>, at: &ClaimRef<'_>) -> Option<String> {
    let called = |party: &Party| match party {
        Party::Actor(ix) => Called::of(&told.graph.actors()[ix.index()]),
        Party::Named(name) => Called { name: script::isolated(name), many: false },
        Party::Unnamed => Called { name: "somebody not named".to_owned(), many: false },
    };
    let those: Vec<Called> = at.claim.details().said_by.iter().map(called).collect();
    let names: Vec<&str> = those.iter().map(|who| who.name.as_str()).collect();
    match (&names[..], &those[..]) {
        ([], _) => None,
        ([one], [who]) => Some(format!("{} {one}", sentence::agreeing("says", who.many))),
        ([most @ .., last], _) => Some(format!("say {} and {last}", most.join(", "))),
    }
}

/// Whether nobody asserts it.
pub(super) fn is_only_said(strand: &Strand<'_>) -> bool {
    strand.account.standing == Standing::Said
}
