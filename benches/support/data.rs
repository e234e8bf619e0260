//! The data that benchmarks run on, made once a size.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use serde::Deserialize;
use whobacks::annotation::{Arena, Dataset, Files, parse};
use whobacks::check::{CheckOptions, CheckedDataset, check};
use whobacks::evidence::{Sources, Unread};

use crate::synthetic::Synthetic;

/// The numbers of relations to measure at.
pub(crate) fn sizes() -> Vec<usize> {
    let asked = std::env::var("WHOBACKS_BENCH").unwrap_or_default();
    let sizes: Vec<usize> = asked.split(',').filter_map(|size| size.trim().parse().ok()).collect();
    if sizes.is_empty() { vec![1_000, 100_000] } else { sizes }
}

/// A synthetic data set in memory, its cards and ledgers on disk.
pub(crate) struct Data {
    pub(crate) annotation: String,
    pub(crate) texts: Vec<Vec<u8>>,
    folder: tempfile::TempDir,
}

impl Data {
    /// The data of that size; kept, for it takes longer to make than to measure.
    pub(crate) fn of(relations: usize) -> &'static Data {
        static MADE: LazyLock<Mutex<BTreeMap<usize, &'static Data>>> =
            LazyLock::new(Mutex::default);
        let mut made = MADE.lock().expect("nothing panics while it is held");
        made.entry(relations).or_insert_with(|| Box::leak(Box::new(Data::make(relations))))
    }

    fn make(relations: usize) -> Data {
        let set = Synthetic { relations, seed: 1 };
        let folder = tempfile::tempdir().expect("there is room for cards and ledgers");
        let write = |name: String, text: String| {
            std::fs::write(folder.path().join(name), text)
                .expect("cards and ledgers can be written");
        };
        let mut annotation = set.head();
        (0..set.actors()).for_each(|i| annotation.push_str(&set.actor(i)));
        annotation.push_str(Synthetic::middle());
        let mut texts = Vec::new();
        for number in 0..set.sources() {
            let source = set.source(number);
            annotation.push_str(&source.entry);
            write(format!("{}.ron", source.id), source.card.write());
            write(format!("{}.proofs", source.id), source.ledger);
            texts.push(source.text.into_bytes());
        }
        annotation.push_str(Synthetic::tail());
        Data { annotation, texts, folder }
    }

    pub(crate) fn parse<'a>(&self, arena: &'a Arena) -> Dataset<'a> {
        parse(Path::new("synthetic.ron"), &self.annotation, arena)
    }

    pub(crate) fn load_ledgers(&self) -> Sources {
        Sources::load(&Disk, self.folder.path(), None).expect("the folder can be read")
    }

    /// The sources with their texts, as if just read.
    pub(crate) fn unread(&self) -> Vec<Unread> {
        let sources = self.load_ledgers();
        let unread = |(source, text): (&whobacks::model::Source, &Vec<u8>)| Unread {
            ledger: std::fs::read_to_string(
                self.folder.path().join(format!("{}.proofs", source.id)),
            )
            .ok(),
            source: source.clone(),
            text: Some(text.clone()),
        };
        sources.cards().zip(&self.texts).map(unread).collect()
    }

    pub(crate) fn checked(&self) -> CheckedDataset {
        let arena = Arena::new();
        let outcome = check(&self.parse(&arena), &self.load_ledgers(), CheckOptions::default());
        outcome.checked.expect("nothing is wrong with the data")
    }

    /// The same actors and claims as JSON, in the shape of the annotation file.
    pub(crate) fn json(&self) -> String {
        let arena = Arena::new();
        let dataset = self.parse(&arena);
        let content = &dataset.files[0].content;
        let actors: BTreeMap<&str, Actor> = (content.actors.iter())
            .map(|(id, actor)| {
                (
                    &**id,
                    Actor {
                        name: actor.name.as_deref().unwrap_or_default().to_owned(),
                        kind: actor.kind.map_or("", |kind| kind.word()).to_owned(),
                        aliases: actor.aliases.iter().map(|alias| alias.to_string()).collect(),
                        same_as: actor.same_as.as_deref().map(str::to_owned),
                    },
                )
            })
            .collect();
        let mut claims: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
        for entry in dataset.entries() {
            let (item, rare) = (&entry.claim, entry.claim.rare());
            let text = |text: Option<&str>| text.map(str::to_owned);
            claims.entry(&content.claims[entry.source].0).or_default().push(Claim {
                from: item.from.iter().flat_map(|f| f.as_slice()).map(|f| f.to_string()).collect(),
                relation: item.relation.as_deref().unwrap_or_default().to_owned(),
                to: item.to.iter().flat_map(|t| t.as_slice()).map(|t| t.to_string()).collect(),
                quote: item.quote.as_deref().unwrap_or_default().to_owned(),
                when: text(item.when.as_deref()),
                modality: item.modality.map(|modality| modality.word().to_owned()),
                status: item.status.map(|status| status.word().to_owned()),
                said_by: (item.said_by.iter())
                    .flat_map(|s| s.as_slice())
                    .map(|s| s.to_string())
                    .collect(),
                place: text(rare.place.as_deref()),
                paragraph: item.paragraph,
                note: text(rare.note.as_deref()),
            });
        }
        serde_json::to_string(&(actors, claims)).expect("strings can be written")
    }
}

/// Reads that JSON; how many sources it has.
pub(crate) fn read_json(json: &str) -> usize {
    type File = (BTreeMap<String, Actor>, BTreeMap<String, Vec<Claim>>);
    let (_, claims): File = serde_json::from_str(json).expect("it was written so");
    claims.len()
}

#[derive(serde::Serialize, Deserialize)]
struct Actor {
    name: String,
    kind: String,
    aliases: Vec<String>,
    same_as: Option<String>,
}

#[derive(serde::Serialize, Deserialize)]
struct Claim {
    from: String,
    relation: String,
    to: String,
    quote: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    when: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modality: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    said_by: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The disk, as the command line reads it.
struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut files = entries.collect::<io::Result<Vec<PathBuf>>>()?;
        files.sort();
        Ok(files)
    }
}
