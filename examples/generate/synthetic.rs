//! A synthetic data set of any size: actors, sources of a hundred claims each, and their texts.
//!
//! Takes a number of relations and a seed, gives the parts of the annotation file and, source by
//! source, its text with the card and the ledger. Nothing is kept, so a data set may be larger than
//! the memory. It passes `whobacks check` without a warning: every quote stands in its text, most to
//! the letter, some after folding, some with words left out.

use std::fmt::Write as _;
use std::sync::LazyLock;

use whobacks::evidence::{Card, Ledger, Quote, Text, propose};
use whobacks::model::{Kind, Vocabulary};

use crate::chance::Chance;

/// Claims of one source.
const CLAIMS: usize = 100;

/// What a data set is made from.
#[derive(Clone, Copy)]
pub(crate) struct Synthetic {
    pub(crate) relations: usize,
    pub(crate) seed: u64,
}

/// A source, and what it says.
pub(crate) struct Sourced {
    pub(crate) id: String,
    /// Its entry in the annotation file's `claims`.
    pub(crate) entry: String,
    pub(crate) text: String,
    pub(crate) card: Card,
    pub(crate) ledger: String,
}

/// A claim before it is written.
struct Claim {
    from: usize,
    relation: &'static str,
    to: usize,
    /// As the text has it.
    sentence: String,
    quote: String,
    fields: String,
}

impl Synthetic {
    /// How many actors there are: a tenth of the relations, so that each acts at least once.
    pub(crate) fn actors(self) -> usize {
        self.relations.div_ceil(10).max(2)
    }

    /// How many sources there are.
    pub(crate) fn sources(self) -> usize {
        self.relations.div_ceil(CLAIMS)
    }

    /// What stands in the annotation file before the actors.
    pub(crate) fn head(self) -> String {
        format!(
            "// made by examples/generate: {} relations, seed {}\n(\n    \
             title: \"A synthetic war\",\n    actors: {{\n",
            self.relations, self.seed
        )
    }

    /// An actor's entry in the annotation file.
    pub(crate) fn actor(self, i: usize) -> String {
        let (id, name, kind) = (id(i), name(i), kind(i).word());
        let alias = capital(&id);
        format!(
            "        \"{id}\": (name: \"{name}\", kind: {kind}, aliases: [\"{alias}\"], \
             same_as: \"Q{}\"),\n",
            i + 1000
        )
    }

    /// What stands between the actors and the claims.
    pub(crate) fn middle() -> &'static str {
        "    },\n    claims: {\n"
    }

    /// What stands behind the claims.
    pub(crate) fn tail() -> &'static str {
        "    },\n)\n"
    }

    /// A source by its number.
    pub(crate) fn source(self, number: usize) -> Sourced {
        let mut chance = Chance::new(self.seed, number as u64 + 1);
        let id = format!("report-{number:06}");
        let year = 2011 + number % 15;
        let first = number * CLAIMS;
        let claims: Vec<Claim> = (first..self.relations.min(first + CLAIMS))
            .map(|i| self.claim(i, year, &mut chance))
            .collect();
        let mut text = format!("Report {number} on the synthetic war\n\n");
        for claim in &claims {
            text.push_str(&claim.sentence);
            text.push('\n');
        }
        let read = Text::new(&text, false);
        let mut card = propose(&format!("{id}.txt"), &read).card;
        card.title = format!("Report {number} on the synthetic war");
        card.published = format!("{year}-12-31").parse().ok();
        let quotes: Vec<Quote> = claims.iter().map(|claim| Quote::parse(&claim.quote)).collect();
        let source = id.parse().expect("a number makes an id");
        let ledger = Ledger::build(source, &read, &quotes).write();
        let entry = entry(&id, &claims, year);
        Sourced { id, entry, text, card, ledger }
    }

    fn claim(self, i: usize, year: usize, chance: &mut Chance) -> Claim {
        let actors = self.actors();
        let from =
            if i.is_multiple_of(10) && i / 10 < actors { i / 10 } else { chance.skewed(actors) };
        let to = chance.skewed(actors);
        let to = if to == from { (to + 1) % actors } else { to };
        let (relation, label) = RELATIONS[chance.skewed(RELATIONS.len())];
        let goods = chance.of(&["rifles", "lorries", "drones", "instructors", "radios", "rations"]);
        let place = capital(&syllables(chance.below(2000), 2));
        let paragraph = i % CLAIMS + 2;
        // The number makes each quote of a source another one.
        let told = format!("{label} {} with {paragraph} crates of {goods}", name(to));
        let from_name = name(from);
        let (stands, quote) = match i % 10 {
            3 => (format!("“{from_name}” {told}"), format!("{from_name} {told} near {place}")),
            7 => {
                let stands = format!("{from_name} in all likeness {told}");
                (stands, format!("{from_name} in … {told}"))
            }
            _ => (format!("{from_name} {told}"), format!("{from_name} {told} near {place}")),
        };
        let sentence = format!(
            "Witnesses who fled in the days before told us that {stands} near {place}, as they had \
             seen on the road to the coast, and that nobody there expected it to end soon."
        );
        Claim { from, relation, to, sentence, quote, fields: fields(i, year, chance, actors) }
    }
}

/// What a claim has beside its ends and its quote.
fn fields(i: usize, year: usize, chance: &mut Chance, actors: usize) -> String {
    let mut fields = String::new();
    let month = 1 + chance.below(12);
    let when = match chance.below(6) {
        0 => None,
        1 => Some(format!("{year}")),
        2 => Some(format!("{}/..", year - 1)),
        3 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}-{month:02}-{:02}", 1 + chance.below(28))),
    };
    if let Some(when) = when {
        let _ = write!(fields, ", when: \"{when}\"");
    }
    match chance.below(10) {
        0 => {
            let speaker = id(chance.skewed(actors));
            let _ = write!(fields, ", modality: reported, said_by: \"{speaker}\"");
        }
        1 => fields.push_str(", modality: alleged, said_by: \"unnamed\", cited_by: \"Reuters\""),
        2 => fields.push_str(", modality: planned"),
        3 => fields.push_str(", modality: assessed"),
        _ => {}
    }
    match chance.below(4) {
        0 => fields.push_str(", status: ongoing"),
        1 => {
            let _ = write!(fields, ", paragraph: {}", i % CLAIMS + 2);
        }
        _ => {}
    }
    if i % 50 == 11 {
        fields.push_str(", note: \"a note with \\\"escapes\\\", brackets ),\\n and so on\"");
    }
    fields
}

/// A source's entry: some claims stand in a block that shares fields.
fn entry(id: &str, claims: &[Claim], year: usize) -> String {
    let mut out = format!("        \"{id}\": [\n");
    for (i, claim) in claims.iter().enumerate() {
        match i % 40 {
            30 => {
                let _ = writeln!(out, "            (place: \"the coast of {year}\", claims: [");
                write_claim(&mut out, claim, 16);
            }
            31..=34 => write_claim(&mut out, claim, 16),
            _ => write_claim(&mut out, claim, 12),
        }
        let in_block = (30..=34).contains(&(i % 40));
        if in_block && (i % 40 == 34 || i + 1 == claims.len()) {
            out.push_str("            ]),\n");
        }
    }
    out.push_str("        ],\n");
    out
}

fn write_claim(out: &mut String, claim: &Claim, indent: usize) {
    let Claim { relation, quote, fields, .. } = claim;
    let (from, to) = (id(claim.from), id(claim.to));
    let _ = writeln!(
        out,
        "{:indent$}(from: \"{from}\", relation: \"{relation}\", to: \"{to}\"{fields},\n\
         {:indent$} quote: \"{quote}\"),",
        "", ""
    );
}

/// The relations that claims use, the frequent ones first, with words for them.
static RELATIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let relations = Vocabulary::standard().iter();
    relations.map(|(_, relation)| (relation.id.as_str(), relation.label.as_str())).collect()
});

/// A made-up word for a number, another for each.
fn syllables(mut number: usize, least: usize) -> String {
    const FIRST: &[u8; 16] = b"bdfghjklmnprstvz";
    const THEN: &[u8; 5] = b"aeiou";
    let mut word = String::new();
    while number > 0 || word.len() < 2 * least {
        word.push(FIRST[number % 16] as char);
        word.push(THEN[number / 16 % 5] as char);
        number /= 80;
    }
    word
}

/// The actors' numbers are strewn, so that ids next to each other are not alike.
fn id(actor: usize) -> String {
    syllables(actor * 7_368_787 % 80_usize.pow(4), 4)
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn kind(actor: usize) -> Kind {
    // A place takes no side.
    let kinds = Kind::ALL.len();
    match Kind::ALL[actor % kinds] {
        Kind::Place => Kind::ArmedGroup,
        kind => kind,
    }
}

fn name(actor: usize) -> String {
    let what = ["Front", "Cabinet", "Assembly", "Guard", "Militia", "Brigade", "Bureau", "Pact"];
    format!("{} {}", capital(&id(actor)), what[actor % what.len()])
}
