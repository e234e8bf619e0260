//! Any annotation that passes its check, in every format: what is written is read by others.

use std::path::Path;

use whobacks::annotation::{Arena, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::evidence::{Card, Sources, Unread};
use whobacks::export::{self, Format};
use whobacks::graph::Graph;
use whobacks::view::View;

pub fn run(text: &str) {
    let arena = Arena::new();
    let dataset = parse(Path::new("fuzz.ron"), text, &arena);
    // A data set: records, and nothing to prove.
    let card = Card::parse("(title: \"D\", text: none)").expect("a card");
    let ids = dataset
        .files
        .iter()
        .flat_map(|file| file.content.claims.iter().map(|(id, _)| id.to_string()));
    let sources = Sources::of(ids.filter_map(|id| {
        Some(Unread {
            source: card.clone().into_source(id.parse().ok()?),
            ledger: None,
            text: None,
        })
    }));
    let Some(checked) =
        check(&dataset, &sources, CheckOptions { draft: true, ..CheckOptions::default() }).checked
    else {
        return;
    };
    let graph = Graph::new(checked);
    graph.verify();
    for format in Format::ALL {
        let view = View::whole(&graph);
        let names = format.files();
        let mut texts = Vec::new();
        if names.is_empty() {
            let mut out = Vec::new();
            export::write(*format, &view, &mut out).expect("memory takes it");
            texts.push(out);
        }
        for name in names {
            let mut out = Vec::new();
            export::write_file(*format, name, &view, export::ExportOptions::default(), &mut out)
                .expect("memory takes it");
            texts.push(out);
        }
        for bytes in texts {
            let text = String::from_utf8(bytes).expect("UTF-8");
            match format.media_type() {
                kind if kind.contains("xml")
                    || kind.contains("gexf")
                    || kind.contains("graphml") =>
                {
                    let mut reader = quick_xml::Reader::from_str(&text);
                    while reader.read_event().expect("XML") != quick_xml::events::Event::Eof {}
                }
                kind if kind.ends_with("json") => {
                    let _: serde_json::Value = serde_json::from_str(&text)
                        .or_else(|_| {
                            text.lines().map(serde_json::from_str::<serde_json::Value>).collect()
                        })
                        .expect("JSON");
                }
                _ => {}
            }
        }
    }
}
