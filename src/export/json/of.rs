//! From views, claims and actors to the types of our JSON.

use super::contract::{Citation, Days, Edge, Node, Original, Relation, Source};
use crate::annotation::{Pairs, Str};
use crate::graph::standing::Standing;
use crate::graph::standing::told_of;
use crate::model::{self, Actor, Vocabulary};
use crate::view::{ClaimView, RelationView, View};

fn text(text: Option<&str>) -> Option<Str<'_>> {
    text.map(Str::from)
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>) -> Vec<Str<'a>> {
    texts.into_iter().map(|text| Str::from(text.as_ref())).collect()
}

impl<'a> From<&'a model::Source> for Source<'a> {
    fn from(source: &'a model::Source) -> Self {
        let card = source.text.as_ref();
        Source {
            id: source.id.as_str().into(),
            title: source.title.as_str().into(),
            authors: texts(&source.authors),
            publisher: text(source.publisher.as_deref()),
            published: source.published,
            inferred_from: text(source.inferred_from.as_deref()),
            language: text(source.language.as_deref()),
            url: text(source.url.as_deref()),
            archived: text(source.archived.as_deref()),
            accessed: source.accessed,
            copy_of: text(source.copy_of.as_deref()),
            relies_on: texts(&source.relies_on),
            text: card.is_none().then(|| "none".into()),
            file: card.map(|card| card.file.as_str().into()),
            sha256: card.map(|card| card.sha256.as_str().into()),
            words: card.map(|card| card.words),
            paragraphs: card.map(|card| card.paragraphs),
            wrapped: card.is_some_and(|card| card.wrapped),
            original: card.and_then(|card| card.original.as_ref()).map(|original| Original {
                file: original.file.as_str().into(),
                sha256: original.sha256.as_str().into(),
                read_as: original.read_as.as_str().into(),
                reader: original.reader.as_str().into(),
            }),
            pages: card.map(|card| card.pages.clone()).unwrap_or_default(),
            no_claims: source.no_claims.iter().map(|(n, why)| (*n, why.as_str().into())).collect(),
        }
    }
}

impl<'a> From<&'a RelationView<'_>> for Relation<'a> {
    fn from(view: &'a RelationView<'_>) -> Self {
        let (relation, spec) = (view.relation, &view.relation.spec);
        let own = Vocabulary::standard().get(&relation.id).is_none();
        let codes = |codes: &'a [(&'a str, &'a str)]| {
            Pairs(codes.iter().map(|(code, label)| ((*code).into(), (*label).into())).collect())
        };
        let only_own = |list: &'a [String]| if own { texts(list) } else { Vec::new() };
        Relation {
            label: relation.label.as_str().into(),
            inverse: text(relation.inverse.as_deref()),
            family: relation.family,
            sign: relation.sign.value(),
            symmetric: relation.is_symmetric(),
            event: relation.is_event(),
            is_a: text(view.is_a),
            esd: codes(&view.esd),
            plover: codes(&view.plover),
            weak: own.then_some(spec.weak),
            rolls_up: own.then_some(spec.rolls_up),
            binds: own.then_some(spec.binds),
            opinion: own.then_some(spec.opinion),
            outlasts: own.then_some(spec.outlasts),
            verbs: only_own(&spec.verbs),
            begins: only_own(&spec.begins),
            ends: only_own(&spec.ends),
        }
    }
}

impl<'a> Node<'a> {
    pub(super) fn new(actor: &'a Actor, view: &View<'a>) -> Self {
        let mut scoped: Vec<(Str<'a>, Vec<Str<'a>>)> = (actor.aliases_in.iter())
            .map(|(source, names)| (view.source(*source).id.as_str().into(), texts(names)))
            .collect();
        scoped.sort_by(|a, b| a.0.cmp(&b.0));
        Node {
            id: actor.id.as_str().into(),
            label: actor.name.as_str().into(),
            kind: actor.kind,
            aliases: texts(&actor.aliases),
            short: text(actor.short.as_deref()),
            when: actor.when,
            within: actor.within.map(|ix| view.actor_id(ix).into()),
            same_as: text(actor.same_as.as_deref()),
            aliases_in: Pairs(scoped),
            note: text(actor.note.as_deref()),
            keep: actor.keep,
        }
    }
}

impl<'a> From<&'a ClaimView<'_>> for Edge<'a> {
    fn from(view: &'a ClaimView<'_>) -> Self {
        let (claim, relation) = (view.at.claim, view.at.relation);
        // Both are actors of one graph.
        let own = |own: &'a Actor, shown: &Actor| {
            (!std::ptr::eq(own, shown)).then(|| own.id.as_str().into())
        };
        let (details, validity) = (claim.details(), view.at.validity());
        let quoted = claim.citation.quoted();
        Edge {
            key: claim.id,
            source: view.at.from.id.as_str().into(),
            target: view.at.to.id.as_str().into(),
            relation: relation.id.as_str().into(),
            family: relation.family,
            sign: relation.sign.value(),
            symmetric: relation.is_symmetric(),
            event: relation.is_event(),
            modality: claim.modality,
            status: claim.status,
            said_by: texts(view.said_by()),
            cited_by: texts(view.cited_by()),
            when: claim.when,
            attested: told_of(&view.at).map(|seen| Days((seen.first, seen.last))),
            start: validity.start.map(Days),
            end: validity.end.map(Days),
            citation: Citation {
                source: view.at.source.id.as_str().into(),
                paragraph: quoted.map(|quoted| quoted.paragraph),
                words: quoted.map(|quoted| quoted.words),
                quote: quoted.map(|quoted| (&*quoted.quote).into()),
                class: quoted.map(|quoted| quoted.class),
                sentence: None,
                record: text(claim.citation.record()),
            },
            own_source: own(view.at.own_from, view.at.from),
            own_target: own(view.at.own_to, view.at.to),
            against: texts(view.against()),
            through: texts(view.through()),
            what: text(details.what.as_deref()),
            amount: text(details.amount.as_deref()),
            count: text(details.count.as_deref()),
            intended: details.intended,
            place: text(view.place()),
            dated: text(details.dated.as_deref()),
            translation: text(details.translation.as_deref()),
            note: text(details.note.as_deref()),
            accept: details.accept.iter().map(|code| (&**code).into()).collect(),
            standing: text(view.standing.map(Standing::word)),
        }
    }
}
