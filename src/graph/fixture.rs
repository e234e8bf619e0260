//! Small graphs by hand, for tests: sentences instead of files.
//!
//! Takes sentences of three words (`egypt backs haftar`), gives a verified [`Graph`]. Must not know
//! how annotation files are read or checked, so that the floors above are tested without them.

use std::collections::BTreeMap;

use super::Graph;
use crate::check::CheckedDataset;
use crate::model::{
    Actor, ActorIx, Citation, Claim, ClaimId, Details, Kind, MatchClass, Modality, Party, Quoted,
    Source, SourceIx, Status, TextCard, Vocabulary,
};

/// A graph in the making. What changes a claim changes the one added last.
pub(crate) struct Fixture {
    title: String,
    actors: BTreeMap<String, Actor>,
    sources: BTreeMap<String, Source>,
    claims: Vec<Sketch>,
    source: String,
    sides: Vec<(String, Vec<String>)>,
    within: Vec<(String, String)>,
}

/// A claim whose names are not places in lists yet.
struct Sketch {
    source: String,
    sentence: [String; 3],
    claim: Claim,
    said_by: Vec<String>,
    cited_by: Vec<String>,
    through: Vec<String>,
    against: Vec<String>,
    place: Option<String>,
}

impl Fixture {
    pub(crate) fn new(title: &str) -> Self {
        Fixture {
            title: title.to_owned(),
            actors: BTreeMap::new(),
            sources: BTreeMap::new(),
            claims: Vec::new(),
            source: String::new(),
            sides: Vec::new(),
            within: Vec::new(),
        }
    }

    pub(crate) fn actor(self, id: &str, name: &str, kind: Kind) -> Self {
        self.actor_with(id, name, kind, |_| {})
    }

    pub(crate) fn actor_with(
        mut self,
        id: &str,
        name: &str,
        kind: Kind,
        change: impl FnOnce(&mut Actor),
    ) -> Self {
        let mut actor = Actor { name: name.to_owned(), kind, ..Actor::unnamed() };
        if id != "?" {
            actor.id = id.parse().expect("a fixture's ids are ids");
        }
        change(&mut actor);
        self.actors.insert(id.to_owned(), actor);
        self
    }

    /// Adds a source; the claims that follow are its claims.
    pub(crate) fn source(self, id: &str, published: &str) -> Self {
        self.source_with(id, published, |_| {})
    }

    pub(crate) fn source_with(
        mut self,
        id: &str,
        published: &str,
        change: impl FnOnce(&mut Source),
    ) -> Self {
        let mut source = Source {
            id: id.parse().expect("a fixture's ids are ids"),
            title: format!("On {id}"),
            authors: Vec::new(),
            publisher: None,
            published: published.parse().ok(),
            inferred_from: None,
            language: None,
            url: None,
            archived: None,
            accessed: None,
            copy_of: None,
            relies_on: Vec::new(),
            text: Some(TextCard {
                file: format!("{id}.txt"),
                sha256: "00".repeat(32),
                words: 1000,
                paragraphs: 40,
                ..TextCard::default()
            }),
            no_claims: BTreeMap::new(),
        };
        change(&mut source);
        self.sources.insert(id.to_owned(), source);
        self.source = id.to_owned();
        self
    }

    /// Adds a claim of the source added last: `egypt backs haftar`.
    pub(crate) fn claim(mut self, sentence: &str, quote: &str) -> Self {
        let words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
        let vocabulary = Vocabulary::standard();
        let number = u32::try_from(self.claims.len()).expect("a fixture is small") + 1;
        let claim = Claim {
            id: ClaimId(number.into()),
            source: SourceIx(0),
            from: ActorIx(0),
            relation: vocabulary.get(&words[1]).expect("a relation of the vocabulary"),
            to: ActorIx(0),
            modality: Modality::Factual,
            status: Status::Unknown,
            when: None,
            citation: Citation::Quote(Quoted {
                quote: quote.into(),
                paragraph: number,
                words: (1, 4),
                class: MatchClass::Exact,
            }),
            more: None,
        };
        self.claims.push(Sketch {
            source: self.source.clone(),
            sentence: words.try_into().expect("a sentence has three words"),
            claim,
            said_by: Vec::new(),
            cited_by: Vec::new(),
            through: Vec::new(),
            against: Vec::new(),
            place: None,
        });
        self
    }

    fn last(mut self, change: impl FnOnce(&mut Sketch)) -> Self {
        change(self.claims.last_mut().expect("a claim comes first"));
        self
    }

    pub(crate) fn when(self, period: &str) -> Self {
        self.last(|d| d.claim.when = Some(period.parse().expect("a fixture's dates are dates")))
    }

    pub(crate) fn modality(self, modality: Modality) -> Self {
        self.last(|d| d.claim.modality = modality)
    }

    pub(crate) fn status(self, status: Status) -> Self {
        self.last(|d| d.claim.status = status)
    }

    /// Where its quote stands.
    pub(crate) fn at(self, paragraph: u32, words: (u32, u32)) -> Self {
        self.last(|d| {
            if let Citation::Quote(quoted) = &mut d.claim.citation {
                (quoted.paragraph, quoted.words) = (paragraph, words);
            }
        })
    }

    /// An actor's id, `unnamed`, or a name.
    pub(crate) fn said_by(self, party: &str) -> Self {
        self.last(|d| d.said_by.push(party.to_owned()))
    }

    /// An actor's id, or a name.
    pub(crate) fn cited_by(self, party: &str) -> Self {
        self.last(|d| d.cited_by.push(party.to_owned()))
    }

    /// An actor's id, or a name.
    pub(crate) fn through(self, party: &str) -> Self {
        self.last(|d| d.through.push(party.to_owned()))
    }

    /// In which place or state an actor added before lies.
    pub(crate) fn within(mut self, inner: &str, outer: &str) -> Self {
        self.within.push((inner.to_owned(), outer.to_owned()));
        self
    }

    pub(crate) fn against(self, actor: &str) -> Self {
        self.last(|d| d.against.push(actor.to_owned()))
    }

    /// An actor's id, or a name.
    pub(crate) fn place(self, party: &str) -> Self {
        self.last(|d| d.place = Some(party.to_owned()))
    }

    /// Whatever else only some claims have.
    pub(crate) fn details(self, change: impl FnOnce(&mut Details)) -> Self {
        self.last(|d| change(d.claim.more.get_or_insert_default()))
    }

    /// Names for sides, as the annotation file gives them.
    pub(crate) fn sides(mut self, sides: &[(&str, &[&str])]) -> Self {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        self.sides = sides.iter().map(|(name, ids)| ((*name).to_owned(), owned(ids))).collect();
        self
    }

    /// The graph, with its invariants verified.
    pub(crate) fn graph(mut self) -> Graph {
        for (inner, outer) in std::mem::take(&mut self.within) {
            let place = self.actors.keys().position(|id| *id == outer);
            let place = place.expect("the outer place is in the fixture");
            let inner = self.actors.get_mut(&inner).expect("the inner place is in the fixture");
            inner.within = Some(ActorIx::from(place));
        }
        let actor = |id: &str| {
            let place = self.actors.keys().position(|key| key == id);
            ActorIx::from(place.unwrap_or_else(|| panic!("no actor {id} in the fixture")))
        };
        let party = |text: &str| match text {
            "unnamed" => Party::Unnamed,
            id if self.actors.contains_key(id) => Party::Actor(actor(id)),
            name => Party::Named(name.into()),
        };
        let claims = (self.claims.into_iter())
            .map(|draft| {
                let [from, _, to] = &draft.sentence;
                let source = self.sources.keys().position(|id| *id == draft.source);
                let mut claim = draft.claim;
                claim.source = SourceIx::from(source.expect("a source comes before its claims"));
                (claim.from, claim.to) = (actor(from), actor(to));
                let mut more = claim.more.take().unwrap_or_default();
                more.said_by = draft.said_by.iter().map(|p| party(p)).collect();
                more.cited_by = draft.cited_by.iter().map(|p| party(p)).collect();
                more.through = draft.through.iter().map(|p| party(p)).collect();
                more.against = draft.against.iter().map(|id| actor(id)).collect();
                more.place = draft.place.as_deref().map(party);
                claim.more = (*more != Details::default()).then_some(more);
                claim
            })
            .collect::<Vec<Claim>>();
        let members = |ids: &[String]| ids.iter().map(|id| actor(id)).collect();
        let sides = self.sides.iter().map(|(name, ids)| (name.clone(), members(ids)));
        let sides: Vec<(String, Vec<ActorIx>)> = sides.collect();
        let graph = Graph::new(CheckedDataset {
            title: self.title,
            actors: self.actors.into_values().collect(),
            sources: self.sources.into_values().collect(),
            vocabulary: Vocabulary::standard().clone().into(),
            claims: claims.into(),
            sides,
            slices: Vec::new(),
            draft: None,
        });
        graph.verify();
        graph
    }
}
