//! Each stage of the route, timed at three sizes.
//!
//! ```sh
//! cargo bench                            # 1k and 100k relations, some minutes
//! WHOBACKS_BENCH=1000000 cargo bench     # any sizes, separated by commas
//! cargo bench -- export                  # some stages
//! ```
//!
//! The data are made anew for each run (`examples/generate`), in memory but for the cards and ledgers,
//! which are read from a folder as they always are. Figures are those of one machine at one time:
//! compare within a run only.

#[path = "../examples/generate/chance.rs"]
mod chance;
#[path = "support/data.rs"]
mod data;
#[path = "support/queries.rs"]
mod queries;
#[path = "../examples/generate/synthetic.rs"]
mod synthetic;

use std::collections::HashMap;
use std::io::Write;

use divan::Bencher;
use divan::counter::BytesCount;
use rayon::prelude::*;
use whobacks::annotation::{Arena, Entry};
use whobacks::check::{CheckOptions, check};
use whobacks::evidence::{Effort, Quote, Sources, Text};
use whobacks::export::{self, Format};
use whobacks::graph::Graph;
use whobacks::view::View;

use data::{Data, sizes};

fn main() {
    divan::main();
}

/// The text to the dataset, on all cores.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn read(bencher: Bencher<'_, '_>, relations: usize) {
    let data = Data::of(relations);
    bencher.counter(BytesCount::of_str(&data.annotation)).bench(|| {
        let arena = Arena::new();
        data.parse(&arena).files.len()
    });
}

/// What reading is measured by: the same data as JSON, read by serde_json into owned values.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn read_json(bencher: Bencher<'_, '_>, relations: usize) {
    let json = Data::of(relations).json();
    bencher.counter(BytesCount::of_str(&json)).bench(|| data::read_json(&json));
}

/// The cards and ledgers of a folder.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn ledgers(bencher: Bencher<'_, '_>, relations: usize) {
    let data = Data::of(relations);
    bencher.bench(|| data.load_ledgers().cards().count());
}

/// Every quote held against its ledger, and nothing else.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn prove_by_ledgers(bencher: Bencher<'_, '_>, relations: usize) {
    let sources = Data::of(relations).load_ledgers();
    prove(bencher, relations, &sources);
}

/// Every quote found in its text, which is cut into words already, and nothing else.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn prove_by_texts(bencher: Bencher<'_, '_>, relations: usize) {
    let sources = Sources::of(Data::of(relations).unread());
    prove(bencher, relations, &sources);
}

fn prove(bencher: Bencher<'_, '_>, relations: usize, sources: &Sources) {
    let (arena, data) = (Arena::new(), Data::of(relations));
    let dataset = data.parse(&arena);
    let entries = dataset.entries();
    let shelved: Vec<_> =
        dataset.files[0].content.claims.iter().map(|(id, _)| sources.shelf().find(id)).collect();
    let is_proved = |quote: &mut Quote, entry: &Entry<'_, '_>| {
        let source = shelved[entry.source].expect("every source has a card");
        quote.read(entry.claim.quote.as_deref().unwrap_or_default());
        !sources.shelf().prove_in(source, quote, Effort::Plain).places().is_empty()
    };
    let bytes = entries.iter().filter_map(|entry| entry.claim.quote.as_deref()).map(str::len).sum();
    let bytes: usize = bytes;
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let proved = entries.par_iter().map_init(Quote::default, is_proved);
        let proved = proved.filter(|is_proved| *is_proved).count();
        assert_eq!(proved, entries.len());
    });
}

/// The dataset to the checked one, every quote held against its ledger.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn check_by_ledgers(bencher: Bencher<'_, '_>, relations: usize) {
    let data = Data::of(relations);
    let (arena, sources) = (Arena::new(), data.load_ledgers());
    let dataset = data.parse(&arena);
    bencher.bench(|| passed(&check(&dataset, &sources, CheckOptions::default())));
}

/// The same with the texts at hand: read, cut into words, every quote found.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn check_by_texts(bencher: Bencher<'_, '_>, relations: usize) {
    let data = Data::of(relations);
    let arena = Arena::new();
    let dataset = data.parse(&arena);
    let bytes: usize = data.texts.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| data.unread()).bench_values(|unread| {
        passed(&check(&dataset, &Sources::of(unread), CheckOptions::default()))
    });
}

/// Texts cut into words and indexed, on one core.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn texts(bencher: Bencher<'_, '_>, relations: usize) {
    let data = Data::of(relations);
    let bytes: usize = data.texts.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let read = |text: &Vec<u8>| Text::from_bytes(text, false).map(|text| text.word_count());
        data.texts.iter().filter_map(|text| read(text).ok()).sum::<u32>()
    });
}

/// The same, and every quote found in its text: proof by texts on one core.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn texts_and_quotes(bencher: Bencher<'_, '_>, relations: usize) {
    let (arena, data) = (Arena::new(), Data::of(relations));
    let dataset = data.parse(&arena);
    let mut quotes: HashMap<&str, Vec<Quote>> = HashMap::new();
    for entry in dataset.entries() {
        let source = &*dataset.files[entry.file].content.claims[entry.source].0;
        quotes.entry(source).or_default().extend(entry.claim.quote.as_deref().map(Quote::parse));
    }
    let texts: Vec<(Vec<u8>, &[Quote])> = (data.unread().into_iter())
        .filter_map(|one| Some((one.text?, &**quotes.get(one.source.id.as_str())?)))
        .collect();
    let bytes: usize = texts.iter().map(|(text, _)| text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let found = |(text, quotes): &(Vec<u8>, &[Quote])| {
            let text = Text::from_bytes(text, false).expect("it is UTF-8");
            quotes.iter().filter(|quote| !text.find(quote).is_empty()).count()
        };
        assert_eq!(texts.iter().map(found).sum::<usize>(), relations);
    });
}

/// The checked dataset to the graph.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn graph(bencher: Bencher<'_, '_>, relations: usize) {
    let checked = Data::of(relations).checked();
    bencher.with_inputs(|| checked.clone()).bench_values(Graph::new);
}

/// The graph to the view.
#[divan::bench(args = sizes(), sample_size = 1, sample_count = 5)]
fn view(bencher: Bencher<'_, '_>, relations: usize) {
    let graph = Graph::new(Data::of(relations).checked());
    bencher.bench(|| View::whole(&graph).ties().len());
}

/// The view to bytes, which are counted and thrown away.
#[divan::bench(args = exports(), sample_size = 1, sample_count = 5)]
fn export(bencher: Bencher<'_, '_>, (format, relations): (Format, usize)) {
    let graph = Graph::new(Data::of(relations).checked());
    let view = View::whole(&graph);
    let write = || {
        let mut out = Counting(0);
        export::write(format, &view, &mut out).expect("counting cannot fail");
        out.0
    };
    bencher.counter(BytesCount::new(write())).bench(write);
}

fn exports() -> impl Iterator<Item = (Format, usize)> {
    Format::ALL.iter().flat_map(|format| sizes().into_iter().map(|size| (*format, size)))
}

fn passed(outcome: &whobacks::check::Outcome) -> usize {
    outcome.checked.as_ref().map(|data| data.claim_count()).expect("nothing is wrong with the data")
}

/// Counts what is written.
struct Counting(usize);

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
