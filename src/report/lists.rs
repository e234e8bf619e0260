//! Lists of actors, relations, sources and codes, as rows.

use super::table::{Cell, Rows};
use crate::diagnostic::Code;
use crate::graph::Graph;
use crate::model::{Family, Kind, Source, Vocabulary};

/// The actors, sorted by id, with the number of claims in which they act and are acted on.
pub fn actors(graph: &Graph, kind: Option<Kind>) -> Rows {
    let mut claims = vec![(0usize, 0usize); graph.actors().len()];
    for at in graph.claims() {
        claims[at.claim.from.index()].0 += 1;
        claims[at.claim.to.index()].1 += 1;
    }
    let mut rows = Rows::new(&["id", "name", "kind", "claims_from", "claims_to", "aliases"]);
    for (actor, (from, to)) in graph.actors().iter().zip(claims) {
        if kind.is_some_and(|kind| kind != actor.kind) {
            continue;
        }
        let scoped = actor.aliases_in.iter().flat_map(|(_, names)| names);
        let mut aliases: Vec<String> =
            actor.short.iter().chain(&actor.aliases).chain(scoped).cloned().collect();
        aliases.dedup();
        rows.rows.push(vec![
            actor.id.as_str().into(),
            actor.name.as_str().into(),
            actor.kind.word().into(),
            from.into(),
            to.into(),
            Cell::List(aliases),
        ]);
    }
    rows
}

/// The vocabulary, in its order; with a graph, also how many claims assert each relation.
pub fn relations(vocabulary: &Vocabulary, graph: Option<&Graph>, family: Option<Family>) -> Rows {
    let mut headings =
        vec!["relation", "inverse", "family", "sign", "is_a", "features", "esd", "plover"];
    if graph.is_some() {
        headings.push("claims");
    }
    let mut claims = vec![0usize; vocabulary.iter().len()];
    for at in graph.iter().flat_map(|graph| graph.claims()) {
        claims[at.claim.relation.index()] += 1;
    }
    let mut rows = Rows::new(&headings);
    for (ix, relation) in vocabulary.iter() {
        if family.is_some_and(|family| family != relation.family) {
            continue;
        }
        let spec = &relation.spec;
        let features = [
            ("symmetric", spec.symmetric),
            ("event", spec.event),
            ("weak", spec.weak),
            ("rolls up", spec.rolls_up),
            ("binds", spec.binds),
            ("opinion", spec.opinion),
            ("outlasts", spec.outlasts),
        ];
        let features = features.iter().filter(|(_, has)| *has).map(|(name, _)| (*name).to_owned());
        let labelled = |codes: &[String], list: &crate::model::CodeList| {
            Cell::List(codes.iter().map(|code| format!("{code} ({})", list[code])).collect())
        };
        let mut row = vec![
            relation.id.as_str().into(),
            relation.inverse.as_deref().into(),
            relation.family.word().into(),
            Cell::Number(relation.sign.value().into()),
            relation.is_a.map(|wider| vocabulary[wider].id.as_str()).into(),
            Cell::List(features.collect()),
            labelled(&spec.esd, vocabulary.esd_codes()),
            labelled(&spec.plover, vocabulary.plover_codes()),
        ];
        if graph.is_some() {
            row.push(claims[ix.index()].into());
        }
        rows.rows.push(row);
    }
    rows
}

/// The cards, sorted by id.
pub fn sources<'s>(sources: impl Iterator<Item = &'s Source>) -> Rows {
    let mut rows = Rows::new(&["id", "title", "published", "publisher", "words", "file"]);
    for source in sources {
        let published = source.published.map(|date| match source.inferred_from {
            Some(_) => format!("{date} (inferred)"),
            None => date.to_string(),
        });
        rows.rows.push(vec![
            source.id.as_str().into(),
            source.title.as_str().into(),
            published.into(),
            source.publisher.as_deref().into(),
            source.text.as_ref().map(|text| text.words as usize).into(),
            source.text.as_ref().map(|text| text.file.as_str()).into(),
        ]);
    }
    rows
}

/// Every code with its severity and the first sentence of its page.
pub fn codes() -> Rows {
    let mut rows = Rows::new(&["code", "severity", "meaning"]);
    for code in Code::ALL {
        let page = crate::check::page(*code);
        let meaning = page.lines().next().unwrap_or_default().to_owned();
        rows.rows.push(vec![code.word().into(), code.severity().word().into(), meaning.into()]);
    }
    rows
}

/// A card, a field a line, with what else is known of it below.
pub fn card(source: &Source, state: &[(&str, String)]) -> String {
    let published = source.published.map(|date| match &source.inferred_from {
        Some(reason) => format!("{date}, inferred from: {reason}"),
        None => date.to_string(),
    });
    let no_claims: Vec<String> =
        source.no_claims.iter().map(|(passage, reason)| format!("¶ {passage} {reason}")).collect();
    let list = |list: &[String]| (!list.is_empty()).then(|| list.join("; "));
    let text = source.text.as_ref();
    let original = text.and_then(|text| text.original.as_ref());
    let fields = [
        ("id", Some(source.id.to_string())),
        ("title", Some(source.title.clone())),
        ("authors", list(&source.authors)),
        ("publisher", source.publisher.clone()),
        ("published", published),
        ("language", source.language.clone()),
        ("url", source.url.clone()),
        ("archived", source.archived.clone()),
        ("accessed", source.accessed.map(|date| date.to_string())),
        ("copy of", source.copy_of.clone()),
        ("relies on", list(&source.relies_on)),
        ("file", text.map(|text| text.file.clone())),
        ("sha256", text.map(|text| text.sha256.clone())),
        ("read from", original.map(|original| original.file.clone())),
        ("read by", original.map(|original| format!("{} ({})", original.reader, original.read_as))),
        (
            "pages",
            text.filter(|text| !text.pages.is_empty()).map(|text| text.pages.len().to_string()),
        ),
        ("words", text.map(|text| text.words.to_string())),
        ("paragraphs", text.map(|text| text.paragraphs.to_string())),
        ("no claims", list(&no_claims)),
    ];
    let state = state.iter().map(|(name, value)| (*name, Some(value.clone())));
    let fields = fields.into_iter().chain(state);
    fields.filter_map(|(name, value)| Some(format!("{name:<11} {}\n", value?))).collect()
}
