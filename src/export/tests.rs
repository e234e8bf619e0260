//! Each format on a tiny view in full, and what must hold of all of them on a hostile one.

use snapbox::{assert_data_eq, str};

use super::{Edges, ExportOptions, Format, write, write_file, write_with};
use crate::graph::Graph;
use crate::graph::fields::FIELDS;
use crate::graph::fixture::Fixture;
use crate::model::{Details, Kind, Modality, SourceIx, Status};
use crate::view::View;

mod clients;

pub(crate) use clients::hostile;
mod dot;
mod flat;
mod gexf;
mod json;
mod rdf;

fn text(format: Format, graph: &Graph) -> String {
    text_with(format, graph, None)
}

/// Every file of a format: how its name ends, and what stands in it.
fn files(format: Format, graph: &Graph, edges: Option<Edges>) -> Vec<(String, String)> {
    let names = format.files();
    if names.is_empty() {
        return vec![(format!(".{}", format.extension()), text_with(format, graph, edges))];
    }
    let options = ExportOptions { edges, ..ExportOptions::default() };
    let file = |name: &&str| {
        let mut out = Vec::new();
        write_file(format, name, &View::whole(graph), options, &mut out).unwrap();
        (format!("-{format}/{name}"), String::from_utf8(out).unwrap())
    };
    names.iter().map(file).collect()
}

fn text_with(format: Format, graph: &Graph, edges: Option<Edges>) -> String {
    let mut out = Vec::new();
    write_with(
        format,
        &View::whole(graph),
        ExportOptions { edges, ..ExportOptions::default() },
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

/// Two claims of one tie, a plan, and a meeting; with every field somewhere.
pub(super) fn tiny() -> Graph {
    Fixture::new("Who backs whom")
        .actor_with("egypt", "Egypt", Kind::State, |a| {
            a.aliases = vec!["Cairo".into(), "the Egyptians".into()];
            a.same_as = Some("Q79".into());
        })
        .actor_with("lna", "Libyan National Army", Kind::Military, |a| {
            a.short = Some("LNA".into());
            a.when = "2014/..".parse().ok();
            a.aliases_in = vec![(SourceIx(1), vec!["the army".into()])];
            a.note = Some("Styled so by itself.".into());
        })
        .actor("us", "United States", Kind::State)
        .actor("sallum", "Sallum", Kind::Place)
        .within("sallum", "egypt")
        .source_with("paper-2017", "2017-07-12", |s| {
            s.title = "Egypt's role".into();
            s.authors = vec!["A. Writer".into()];
            s.publisher = Some("The Paper".into());
            s.language = Some("en".into());
            s.url = Some("https://example.org/1".into());
        })
        .claim("egypt arms lna", "Egypt sent rifles")
        .when("2014/2016")
        .through("sallum")
        .details(|d| d.what = Some("rifles".into()))
        .claim("us shares_intelligence_with lna", "considering closer cooperation")
        .when("2017-07-10")
        .modality(Modality::Planned)
        .said_by("us")
        .said_by("the envoy")
        .cited_by("CNN")
        .details(|d| d.intended = "2018".parse().ok())
        .source_with("wire-2019", "2019-04", |s| {
            s.copy_of = Some("paper-2017".into());
            s.relies_on = vec!["CNN".into()];
            s.inferred_from = Some("its file name".into());
        })
        .claim("egypt backs lna", "Cairo backs the army")
        .status(Status::Ongoing)
        .against("us")
        .details(|d| {
            d.count = Some("300".into());
            d.amount = Some("$1m".into());
            d.dated = Some("from the byline".into());
            d.translation = Some("words".into());
            d.note = Some("as told".into());
            d.accept = vec!["quote-reused".into()];
        })
        .claim("us meets egypt", "met in Cairo")
        .when("2019-03")
        .place("Cairo")
        .graph()
}

/// A claim that has every field, each with a word that stands nowhere else.
fn full() -> Graph {
    Fixture::new("Full")
        .actor("a", "Ay", Kind::State)
        .actor("b", "Bee", Kind::State)
        .actor("against", "Against", Kind::State)
        .source("paper", "2017")
        .claim("a arms b", "quote")
        .at(417, (1, 2))
        .when("2016-11-21")
        .modality(Modality::Hypothetical)
        .status(Status::Begun)
        .said_by("said by")
        .cited_by("cited by")
        .against("against")
        .through("through")
        .place("place")
        .details(|d| {
            *d = Details {
                what: Some("what".into()),
                amount: Some("amount".into()),
                count: Some("count".into()),
                intended: "2018-03-14".parse().ok(),
                dated: Some("dated".into()),
                translation: Some("translation".into()),
                note: Some("note".into()),
                accept: vec!["quote-reused".into()],
                ..Details::default()
            }
        })
        .graph()
}

/// The table of a claim's fields is the measure of what a format keeps of a claim.
#[test]
fn a_format_of_claims_keeps_every_field() {
    let graph = full();
    let at = graph.claims().next().unwrap();
    for format in Format::ALL.iter().filter(|format| format.edges().contains(&Edges::Claims)) {
        if matches!(format, Format::Dot | Format::Mermaid) {
            // Diagrams: the page of formats says what they lack.
            continue;
        }
        let texts: String =
            files(*format, &graph, Some(Edges::Claims)).into_iter().map(|(_, text)| text).collect();
        for field in FIELDS.iter().filter(|field| field.name != "record") {
            let value =
                field.value(&at, graph.actors()).unwrap_or_else(|| panic!("{}", field.name));
            let value = value.joined(" | ");
            assert!(texts.contains(&value), "{format} has no {}: {value}", field.name);
        }
    }
}

#[test]
fn an_empty_view_is_written_too() {
    let graph = Fixture::new("").graph();
    assert_data_eq!(
        text(Format::Json, &graph),
        str![[r#"
{"whobacks": 2, "directed": true, "multigraph": true,
 "graph": {"title": "",
  "sources": [],
  "relations": {}},
 "nodes": [],
 "edges": []}

"#]]
    );
    for format in Format::ALL {
        for (name, text) in files(*format, &graph, None) {
            // A list of entities can be empty; all else has a head.
            assert!(!text.is_empty() || *format == Format::FollowTheMoney, "{format} {name}");
        }
    }
}

#[test]
fn formats_know_themselves() {
    for format in Format::ALL {
        assert_eq!(format.name().parse(), Ok(*format));
        assert!(format.media_type().contains('/') && !format.description().contains('\n'));
        assert!(!format.edges().is_empty());
    }
    let error = "excel".parse::<Format>().unwrap_err().to_string();
    assert_eq!(
        error,
        "there is no format `excel`; there are dot, json, gexf, graphml, csv, neo4j, \
         cytoscape, graphology, mermaid, ftm and turtle"
    );
}

/// `SNAPSHOTS=overwrite` writes the page anew.
#[test]
fn the_page_of_formats_is_fresh() {
    assert_data_eq!(super::page(), snapbox::file!["../../docs/formats.md"].raw());
}

#[test]
fn what_a_format_cannot_have_is_refused_before_a_byte() {
    let (graph, mut out) = (tiny(), Vec::new());
    let options = ExportOptions { edges: Some(Edges::Ties), ..ExportOptions::default() };
    let error = write_with(Format::Json, &View::whole(&graph), options, &mut out).unwrap_err();
    assert_eq!(error.to_string(), "json cannot be written with ties as its edges");
    let error = write(Format::Csv, &View::whole(&graph), &mut out).unwrap_err();
    let expected = "csv is several files, nodes.csv and edges.csv, and needs a folder";
    assert_eq!(error.to_string(), expected);
    let view = View::whole(&graph);
    let error =
        write_file(Format::Csv, "x.csv", &view, ExportOptions::default(), &mut out).unwrap_err();
    assert_eq!(error.to_string(), "csv has no file x.csv");
    assert!(out.is_empty());
}

#[test]
fn a_writer_that_fails_is_an_error() {
    let graph = tiny();
    for format in Format::ALL {
        let mut full: &mut [u8] = &mut [0; 64];
        let view = View::whole(&graph);
        let failed = match format.files().first() {
            None => write(*format, &view, &mut full),
            Some(file) => write_file(*format, file, &view, ExportOptions::default(), &mut full),
        };
        assert_eq!(failed.unwrap_err().kind(), std::io::ErrorKind::WriteZero, "{format}");
    }
}
