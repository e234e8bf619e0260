//! The rows of a graph -> a data set: an annotation with the cards of its sources.
//!
//! Takes what a reader gives and the options; works out what the columns mean, has claims and actors
//! made from the rows, and gathers everything that is to be reported. Must not know formats.

use std::collections::{BTreeMap, HashMap};

use super::actors::Actors;
use super::claims::{self, Claims};
use super::flat::{self, Ours};
use super::plan::Plan;
use super::problems::Problems;
use super::raw::{Nodes, Raw};
use super::roles::{Role, Roles};
use super::table::Table;
use super::{ColumnRead, Columns, ImportError, ImportOptions, Imported, InFormat, Profile};
use crate::annotation::{FileEntry, Item, Pairs, Str};
use crate::evidence::Card;
use crate::model::{RelationSpec, SourceId};

/// A data set made of a graph.
pub(super) fn made(
    raw: Raw,
    format: InFormat,
    options: &ImportOptions,
) -> Result<Imported, ImportError> {
    let Raw { edges, ends, edge_id, nodes, title, url, meanings, mut problems, mut remarks } = raw;
    let title = title.map(|title| title.replace(crate::model::steers, ""));
    let steering = nodes.as_ref().map_or(0, |nodes| nodes.table.steering);
    match edges.steering.saturating_add(steering) {
        0 => {}
        n => problems.say(format!("{n} control characters in texts: left out")),
    }
    // The last row of a table has its cells in order, too.
    let edges = edges.finish();
    let nodes = nodes.map(|nodes| Nodes { table: nodes.table.finish(), ..nodes });
    let recognised = match &options.profile {
        Some(_) => None,
        None if options.format.is_some()
            || options.columns != Columns::default()
            || nodes.is_some() =>
        {
            None
        }
        None => Profile::recognised(&edges),
    };
    if let Some((name, profile)) = &recognised {
        remarks.push(format!(
            "the headings are those of the {}: read as --as {name} would (--as {} reads it as any table)",
            profile.title,
            format.name()
        ));
    }
    let profile = options.profile.as_ref().or(recognised.as_ref().map(|(_, profile)| profile));
    let ours = profile.is_none().then(|| flat::is_ours(&edges)).flatten();
    let ours = ours.filter(|_| !options.as_data_set);
    let own_relations =
        if ours == Some(Ours::Claims) { flat::relations(&edges) } else { BTreeMap::new() };
    let own = (ours == Some(Ours::Claims)).then(|| flat::own(&edges));
    if ours.is_some() {
        flat::pass_over(&edges);
    }
    let plan = match profile {
        Some(profile) => profile.plan(&edges, options)?,
        None => {
            let roles = match ours {
                None => Roles::of(&edges, ends, edge_id, &options.columns)?,
                Some(_) => Roles::of_ours(&edges, ends, edge_id, own.is_some()),
            };
            Plan::of_roles(&edges, roles, options)?
        }
    };
    if ours == Some(Ours::Ties) {
        remarks.push(
            "this tool has written the file with one edge per tie, each of several claims: read as a data set of \
             ties; `export … --claims` keeps every claim with its quote"
                .to_owned(),
        );
    }
    if let (Some(nodes), true) = (&nodes, own.is_some()) {
        flat::pass_over_nodes(&nodes.table);
    }
    let mut actors = Actors::new(options, &plan.missing);
    actors.keeps_ids = ours.is_some();
    if let Some(nodes) = &nodes {
        actors.nodes(nodes, options)?;
    }
    let mut claims = Claims::new(actors, options, &plan.missing)?;
    claims.own = own;
    claims.usual(&meanings);
    claims.learn(own_relations.keys().cloned());
    claims.of(&edges, &plan);
    let url = url.or_else(|| {
        let column = plan.roles.as_ref().and_then(|roles| roles.get(Role::Url))?;
        claims::only_value(&edges, column).map(str::to_owned)
    });
    let Claims {
        actors, items, problems: of_claims, sources, silent, directed, with_comma, ..
    } = claims;
    remarks.extend(claims::graded(&plan));
    if let (count, Some(first)) = with_comma
        && profile.is_none()
        && ours.is_none()
    {
        let are = if count == 1 {
            "1 name has a comma in it, and is one actor"
        } else {
            &format!("{count} names have a comma in them, and are one actor each")
        };
        remarks.push(format!("{are} (`{first}`): --split \", \" takes lists apart"));
    }
    if directed > 0 {
        let are = if directed == 1 { "claim is" } else { "claims are" };
        remarks.push(format!("{directed} {are} made of edges without direction, from the first end to the second, as told"));
    }
    remarks.extend(actors.remarks());
    let sides = match (&nodes, own.is_some()) {
        (Some(nodes), true) => actors.sides(&nodes.table, nodes.key),
        _ => Vec::new(),
    };
    let (pairs, of_actors) = actors.into_pairs();
    problems.append(of_actors);
    problems.append(of_claims);
    let columns = columns(&edges, nodes.as_ref());
    let title = options.title.clone().or(profile.map(|profile| profile.title.clone())).or(title);
    let title = title.unwrap_or_else(|| options.fallback_title.clone());
    let (claims, cards, uncarded) = match own.is_some() {
        true => by_source(items, sources, &mut problems),
        false => {
            let source: Str<'static> = options.source.to_string().into();
            let card = Card {
                publisher: profile.and_then(|profile| profile.publisher.clone()),
                url: profile.and_then(|profile| profile.url.clone()).or(url),
                published: options.published,
                ..data_set(title.clone())
            };
            (vec![(source, items)], vec![(options.source.clone(), card)], Vec::new())
        }
    };
    let file = FileEntry {
        max_quote_words: None,
        title: Some(title.into()),
        include: Vec::new(),
        actors: Pairs(pairs),
        relations: Pairs(
            own_relations
                .into_iter()
                .map(|(name, spec): (String, RelationSpec)| (name.into(), spec.into()))
                .collect(),
        ),
        sides: Pairs(sides),
        slices: Vec::new(),
        claims: Pairs(claims),
    };
    Ok(Imported {
        file,
        cards,
        uncarded,
        columns,
        format: format.name(),
        rows: edges.len(),
        silent,
        problems: problems.into_texts(),
        remarks,
    })
}

type BySource = Vec<(Str<'static>, Vec<Item<'static>>)>;

/// The claims under the sources that they cite. Those of records are data sets, whose cards are made; of a
/// text nothing is known but its id.
fn by_source(
    items: Vec<Item<'static>>,
    sources: Vec<Str<'static>>,
    problems: &mut Problems,
) -> (BySource, Vec<(SourceId, Card)>, Vec<String>) {
    let mut groups: BySource = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (item, source) in items.into_iter().zip(sources) {
        let next = groups.len();
        let at = *places.entry(source.to_string()).or_insert(next);
        match groups.get_mut(at) {
            Some((_, own)) => own.push(item),
            None => groups.push((source, vec![item])),
        }
    }
    let (mut cards, mut uncarded) = (Vec::new(), Vec::new());
    groups.retain(|(source, items)| {
        let Ok(id) = source.parse::<SourceId>() else {
            problems.say(format!(
                "`{}` is no id of a source; its {} claims are left out",
                &**source,
                items.len()
            ));
            return false;
        };
        match items.iter().all(|item| item.quote.is_none()) {
            true => cards.push((id, data_set(source.to_string()))),
            false => uncarded.push(source.to_string()),
        }
        true
    });
    (groups, cards, uncarded)
}

/// The card of a source without a text.
fn data_set(title: String) -> Card {
    Card {
        title,
        authors: Vec::new(),
        publisher: None,
        published: None,
        inferred_from: None,
        language: None,
        url: None,
        archived: None,
        accessed: None,
        copy_of: None,
        relies_on: Vec::new(),
        text: None,
        no_claims: BTreeMap::default(),
    }
}

/// As what the columns of all tables were read.
fn columns(edges: &Table, nodes: Option<&Nodes>) -> Vec<ColumnRead> {
    let tables = [Some(edges), nodes.map(|nodes| &nodes.table)];
    let each = tables.into_iter().flatten().flat_map(|table| {
        table.told().into_iter().map(|(heading, read_as, filled)| ColumnRead {
            of: table.name,
            heading: heading.to_owned(),
            filled,
            read_as: read_as.filter(|_| filled > 0),
        })
    });
    each.collect()
}
