//! Graphs that are lists: elements of Cytoscape, aspects of its CX, adjacency, records.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::ImportError;
use super::super::raw::{Nodes, Raw};
use super::super::table::Table;
use super::values::{List, Object, get, list, object, scalar};
use super::{NO_GRAPH, Reading, put};

impl<'t> Reading<'t> {
    /// NetworkX' `adjacency_data`: for each node, in their order, whom it is tied to.
    pub(super) fn adjacency(
        mut self,
        adjacency: &List<'t>,
        undirected: bool,
    ) -> Result<Raw, ImportError> {
        let table = &Nodes::of(&mut self.raw.nodes).table;
        let key = table.find("id").unwrap_or(0);
        let ids: Vec<String> =
            table.rows().map(|row| row.get(key).unwrap_or_default().to_owned()).collect();
        let places: HashMap<String, usize> = ids.iter().cloned().zip(0..).collect();
        for (i, row) in adjacency.iter().enumerate() {
            let from = ids.get(i).cloned().unwrap_or_default();
            for item in list(row).unwrap_or_default() {
                let to = object(item).ok().and_then(|own| get(&own, &["id"])).and_then(scalar);
                let to = to.map(Cow::into_owned).unwrap_or_default();
                // An undirected graph has each of its edges twice.
                let first = places.get(&to).is_some_and(|place| *place < i);
                if !(undirected && first) {
                    let ends = [("source", from.clone()), ("target", to)];
                    self.edge(item, undirected, &ends)?;
                }
            }
        }
        Ok(self.finish())
    }

    /// Elements of Cytoscape, aspects of its CX, or records.
    pub(super) fn list(mut self, items: &List<'t>) -> Result<Raw, ImportError> {
        let heads: Vec<Object<'t>> =
            items.iter().take(50).filter_map(|item| object(item).ok()).collect();
        let has = |name: &str| heads.iter().any(|head| get(head, &[name]).is_some());
        if has("CXVersion") || has("numberVerification") || (has("nodes") && has("edges")) {
            for item in items {
                let Ok(aspect) = object(item) else { continue };
                self.nodes(get(&aspect, &["nodes"]))?;
                if let Some(edges) = get(&aspect, &["edges"]) {
                    self.edges(edges, false)?;
                }
                let unread = aspect.iter().map(|(name, _)| &**name).filter(|name| {
                    ![
                        "nodes",
                        "edges",
                        "CXVersion",
                        "numberVerification",
                        "status",
                        "metaData",
                        "attributeDeclarations",
                    ]
                    .contains(name)
                });
                for name in unread {
                    self.raw.remarks.push(format!("the aspect `{name}` is passed over"));
                }
            }
            return Ok(self.finish());
        }
        let is_element =
            |head: &Object<'t>| get(head, &["data"]).and_then(|data| object(data).ok()).is_some();
        if heads.iter().any(is_element) || has("group") {
            for item in items {
                let data = object(item).ok().and_then(|own| {
                    let data = get(&own, &["data"]).and_then(|data| object(data).ok());
                    data.or(Some(own))
                });
                let is_edge = data.is_some_and(|data| get(&data, &["source"]).is_some());
                if is_edge { self.edge(item, false, &[])? } else { self.node(None, item)? }
            }
            return Ok(self.finish());
        }
        if heads.is_empty() && !items.iter().any(|item| item.get().starts_with('[')) {
            return Err(ImportError::Form(NO_GRAPH.to_owned()));
        }
        // A table, whose columns nobody has told.
        let mut table = Table::new("row");
        for item in items {
            let line = self.line(item);
            let fields = self.record(item);
            table.row(line);
            let place = table.last().place();
            match fields {
                Some(fields) => {
                    put(&mut table, fields, place, &mut self.raw.problems, self.fields)?
                }
                None => {
                    table.void();
                    self.raw.problems.at(place, "it has no fields; left out");
                }
            }
        }
        let Raw { title, problems, remarks, .. } = self.raw;
        Ok(Raw { title, problems, remarks, ..Raw::of_rows(table.finish()) })
    }
}
