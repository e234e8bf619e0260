//! Where the claims of a data set stand in its files.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::marks::name;
use crate::annotation::Dataset;
use crate::check::written_claims;
use crate::diagnostic::Lines;
use crate::model::ClaimId;

/// Where the claims of a data set stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// File, and first and last line; a claim that is written twice stands where it stands first.
    pub(super) claims: BTreeMap<ClaimId, (String, usize, usize)>,
}

impl Places {
    pub(super) fn of(dataset: &Dataset<'_>) -> Self {
        let entries = dataset.entries();
        let files = dataset.files.iter().map(|file| (file, file.places(), Lines::of(file.text)));
        let files: Vec<_> = files.collect();
        let mut claims = BTreeMap::new();
        for claim in written_claims(dataset, &str::to_owned) {
            let Some(entry) = entries.get(claim.entry) else { continue };
            let Some((file, places, lines)) = files.get(entry.file) else { continue };
            let Some(span) = places.item(entry.item) else { continue };
            let line = |byte| lines.position(byte).0;
            let file = name(&file.path);
            claims.entry(claim.id).or_insert((file, line(span.start), line(span.end)));
        }
        Places { claims }
    }

    pub(super) fn of_claim(&self, id: ClaimId) -> Value {
        self.claims.get(&id).map_or(Value::Null, |(file, first, last)| json!([file, first, last]))
    }
}
