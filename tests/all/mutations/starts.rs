//! What is changed: sound inputs of every reader, small, each with something of all that it may hold.

use std::fs;
use std::path::Path;

use whobacks::export::{self, ExportOptions, Format};
use whobacks::import::InFormat;
use whobacks::view::View;

use super::readers::small;
use crate::example::{EXAMPLE, project, run};
use crate::intake::{fixture, forms};

pub(super) const DATES: &[&str] = &[
    "2017-07",
    "2014/2016",
    "2022/..",
    "../2016-02~",
    "-0044-03-15?",
    "2019%",
    "2016-02-29/2017?",
    "0000",
    "-9999/9999",
];

pub(super) const PATTERNS: &[&str] = &[
    "?x (arms|backs)+ guard",
    "?x any ?y . ?y fights \"River Front\"",
    "northland ^arms/fights* ?z",
    "?x !(arms|trains) ?y",
    "?x any+ ?y . ?y any* ?x",
    "northland (arms/fights)|trains? ?z",
    "?a any ?b . ?b any ?c . ?c any ?a",
    "southmark backs front",
];

pub(super) const QUESTIONS: &[&str] = &[
    "who arms the Guard in 2019",
    "whom does Northland back directly or indirectly",
    "how did Northland and the Guard change from 2017 to 2020",
    "does Southmark back the Front",
    "who backs both the Guard and the Front?",
    "who fights whom in Sund",
    "what states back the Guard since March 2019",
    "according to southmark, who backs the Front",
    "how many states arm the Guard",
    "who else fights the River Front",
];

pub(super) const REQUESTS: &[(u8, &str)] = &[
    (0, "{\"source\": \"s\", \"paragraph\": 2, \"from\": 0, \"to\": 4}"),
    (
        1,
        "{\"source\": \"s\", \"from\": [\"guard\"], \"relation\": \"fights\", \"to\": [\"front\"], \"quote\": \"The Guard fights the River Front\"}",
    ),
    (
        2,
        "{\"source\": \"s\", \"from\": [\"guard\"], \"relation\": \"fights\", \"to\": [\"front\"], \"quote\": \"The Guard fights the River Front\", \"when\": \"2019\", \"note\": \"n\", \"modality\": \"planned\", \"said_by\": [\"x y\"]}",
    ),
    (3, "{\"name\": \"Southmark\", \"kind\": \"state\", \"aliases\": [\"the South\"]}"),
    (
        4,
        "{\"of\": \"actor\", \"id\": \"guard\", \"fields\": [{\"name\": \"short\", \"act\": \"set\", \"values\": [\"Guard\"]}]}",
    ),
    (5, "{\"kept\": \"guard\", \"gone\": \"front\", \"drop\": true}"),
    (6, ""),
    (7, ""),
    (16, "GET /TOKEN/file?name=data%2fsund.ron HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    (16, "GET /TOKEN/source?id=s%20+ HTTP/1.1\r\nHost: HOST\r\nSec-Fetch-Site: none\r\n\r\n"),
    (16, "GET /TOKEN/state HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    (
        16,
        "POST /TOKEN/check HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    ),
];

/// The annotation of the example, a small one of records, one with everything, and every faulty one of the corpus.
pub(super) fn annotations() -> Vec<Vec<u8>> {
    let mut all = vec![
        fs::read(Path::new(EXAMPLE).join("data/harbour.ron")).expect("the example is there"),
        RECORDS.into(),
    ];
    let mut cases: Vec<_> = fs::read_dir("tests/corpus").expect("it is there").flatten().collect();
    cases.sort_by_key(fs::DirEntry::path);
    all.extend(cases.iter().filter_map(|case| fs::read(case.path().join("case.ron")).ok()));
    all
}

pub(super) const RECORDS: &str = r##"#![enable(implicit_some)]
(
    title: "Records", at: "2019", slices: ["2018", "2019/2020"], last_word: "2021-05",
    actors: {
        "a": (name: "A", kind: state, aliases: ["the A"], when: "1990/.."),
        "b": (name: r#"B & <C>"#, kind: person, short: "B", aliases_in: {"d": ["he"]}, of: ["c"]),
        "c": (name: "Ç \u{1F6A2}", kind: armed_group, within: "p", wikidata: "Q1"),
        "p": (name: "Port", kind: place),
    },
    relations: {"shells": (is_a: "attacks", event: true, label: "shells")},
    sides: {"one": ["a"], "two": ["b", "c"]},
    claims: {"d": [
        (from: "a", relation: "backs", to: ["b", "c"], record: "r1", when: "2019/..", note: "a; b", amount: 1_500),
        (from: ["b", "?"], relation: "shells", to: "p", record: "r2", when: "2020-01~", what: "mortars", place: "p"),
        (modality: planned, said_by: ["critics", "unnamed"], cited_by: "The Wire", claims: [
            (from: "b", relation: "part_of", to: "c", record: "r3"),
            /* a block in a block */
            (status: begun, claims: [(from: "c", relation: "fights", to: "a", record: "r4", intended: "2022")]),
        ]),
    ]},
)
"##;

/// Cards of a text, of records, and of all that a card may say.
pub(super) fn cards() -> Vec<Vec<u8>> {
    let card = fs::read(Path::new(EXAMPLE).join("seeds/harbour.ron")).expect("it is there");
    vec![card, b"(title: \"D\", text: none, authors: [\"X\"], publisher: \"P\", published: \"2020-03/2020-05?\", accessed: \"2021\", url: \"https://x.example/y\")".to_vec()]
}

pub(super) fn ledger() -> Vec<u8> {
    fs::read(Path::new(EXAMPLE).join("seeds/harbour.proofs")).expect("it is there")
}

pub(super) fn text() -> Vec<u8> {
    fs::read(Path::new(EXAMPLE).join("texts/harbour.txt")).expect("it is there")
}

/// Documents, each behind the number by which the reader tells its kind.
pub(super) fn documents() -> Vec<(u8, Vec<u8>)> {
    let page = fixture("article.html");
    let small = b"<html lang=en><head><meta charset=utf-8><title>T</title><script type=\"application/ld+json\">{\"@type\":\
        \"NewsArticle\",\"headline\":\"T\",\"datePublished\":\"2022-06-03\",\"author\":[{\"name\":\"A B\"}]}</script></head><body><article><h1>T\
        </h1><p>Vestria arms the brigade, say two officials.</p><table><tr><th>a</th><td colspan=2>b</td></tr></table><ul>\
        <li>One<ul><li>Two</ul></ul><pre>x\n y</pre><p hidden>n</p></article></body></html>"
        .to_vec();
    vec![
        (0, text()),
        (1, b"---\ntitle: T\ndate: 2020-01-02\n---\n# Head\n\nA *word* [link](x) ![i](y)\n\n| a | b |\n|--|--|\n| c | d |\n\n- one\n  - two\n\n> said\n\n```\ncode\n```\n[^1]: note\n".to_vec()),
        (2, page.clone()),
        (2, small.clone()),
        (2, small),
        (3, fixture("article-latex.pdf")),
        (3, fixture("article-columns.pdf")),
        (4, fixture("article.docx")),
        (5, forms::mhtml(&page)),
        (6, forms::odt()),
        (7, forms::epub()),
    ]
}

/// Files of every format that is read, ours and as others write them.
pub(super) fn graphs() -> Vec<(InFormat, Vec<u8>)> {
    let graph = small::graph();
    let written = |format: Format, file: Option<&str>| {
        let (view, mut out) = (View::whole(&graph), Vec::new());
        match file {
            Some(file) => {
                export::write_file(format, file, &view, ExportOptions::default(), &mut out)
            }
            None => export::write(format, &view, &mut out),
        }
        .expect("memory takes it");
        out
    };
    let of = |format: Format| -> Vec<Vec<u8>> {
        format.files().iter().map(|file| written(format, Some(file))).collect()
    };
    let mut all = vec![
        (InFormat::Gexf, written(Format::Gexf, None)),
        (InFormat::GraphMl, written(Format::GraphMl, None)),
        (InFormat::Json, written(Format::Json, None)),
        (InFormat::Json, written(Format::Cytoscape, None)),
        (InFormat::Json, written(Format::Graphology, None)),
        (InFormat::Lines, written(Format::FollowTheMoney, None)),
    ];
    all.extend(
        [of(Format::Csv), of(Format::Neo4j)]
            .concat()
            .into_iter()
            .map(|bytes| (InFormat::Table, bytes)),
    );
    all.extend(OTHERS.iter().map(|(format, text)| (*format, text.as_bytes().to_vec())));
    all.push((InFormat::Sheet, workbook()));
    all.push((InFormat::Sheet, spreadsheet()));
    let root = project();
    run(root.path(), &["export", "parquet", "-o", "tables"]);
    for table in ["claims", "actors"] {
        let file = root.path().join(format!("tables/{table}.parquet"));
        all.extend(fs::read(file).ok().map(|bytes| (InFormat::Columnar, bytes)));
    }
    all
}

const OTHERS: &[(InFormat, &str)] = &[
    (
        InFormat::Table,
        "from;to;relation;start;end;modality;said_by;amount\nEgypt;\"LNA; the\";backs;2014-05-01;2016;planned;CNN;1,5\nRome;=LNA;arms;03.04.2015;;;;\n",
    ),
    (InFormat::Table, "# a list as LGL and NCOL have it\nA B 0.5\nB C\n# D\nC A 2\n"),
    (InFormat::Dl, "dl n=3 diagonal=absent labels: A,B,C\ndata:\n1 0\n0 2\n1 1\n"),
    (InFormat::Dl, "dl n=3 nm=2 format=edgelist1 labels embedded:\ndata:\nA B 2\n!\nB C\n"),
    (
        InFormat::Dl,
        "dl nr=2 nc=3 format=nodelist2\nrow labels: A B column labels: X Y Z\ndata:\n1 2 3\n2 1\n",
    ),
    (InFormat::Table, ",A,B,C\nA,0,1,-1\nB,1,0,0\nC,-1,2,0\n"),
    (InFormat::Table, "name:ID(P)\tborn:int\t:LABEL\na\t1990\tPerson;Actor\nb\t\tState\n"),
    (InFormat::Table, ":START_ID(P),:END_ID(P),:TYPE,since:date\na,b,BACKS,2014\n"),
    (
        InFormat::Table,
        "stateabb1,stateabb2,version4id,ccode1,ccode2,dyad_st_year,dyad_end_year,defense\nUSA,UKG,1,2,200,1914,1918,1\n",
    ),
    (
        InFormat::Gexf,
        "<?xml version=\"1.0\"?><gexf version=\"1.3\"><graph mode=\"dynamic\" timeformat=\"date\" defaultedgetype=\"directed\"><attributes class=\"edge\" mode=\"dynamic\"><attribute id=\"0\" title=\"relation\" type=\"string\"><default>backs</default><options>backs|fights</options></attribute></attributes><nodes><node id=\"1\" label=\"A\"><spells><spell start=\"2014\" end=\"2015-02\"/></spells><nodes><node id=\"3\" label=\"C\" pid=\"1\"/></nodes></node><node id=\"2\" label=\"B\"/></nodes><edges><edge id=\"0\" source=\"1\" target=\"2\" weight=\"2.5\" start=\"2014\"><attvalues><attvalue for=\"0\" value=\"fights\" start=\"2014-01-01\"/></attvalues></edge></edges></graph></gexf>",
    ),
    (
        InFormat::GraphMl,
        "<graphml xmlns:y=\"y\"><key id=\"d0\" for=\"edge\" attr.name=\"relation\" attr.type=\"string\"><default>backs</default></key><graph edgedefault=\"undirected\"><node id=\"n0\"><data key=\"d0\">x</data><port name=\"p\"/><graph id=\"g\" edgedefault=\"directed\"><node id=\"n0::n1\"/></graph></node><node id=\"n2\"/><edge source=\"n0\" target=\"n2\"><data key=\"d0\"><y:PolyLineEdge><y:EdgeLabel>arms</y:EdgeLabel></y:PolyLineEdge></data></edge><hyperedge><endpoint node=\"n0\"/><endpoint node=\"n2\"/></hyperedge></graph></graphml>",
    ),
    (
        InFormat::Json,
        "{\"directed\": true, \"multigraph\": true, \"graph\": {\"name\": \"T\"}, \"nodes\": [{\"id\": 0, \"name\": \"A\"}, {\"id\": \"b\"}], \"links\": [{\"source\": 0, \"target\": \"b\", \"key\": 0, \"weight\": 1e400, \"when\": [\"2014\", \"2015\"], \"sign\": -1}]}",
    ),
    (
        InFormat::Json,
        "{\"nodes\": [{\"name\": \"A\"}, {\"name\": \"B\"}], \"links\": [{\"source\": 0, \"target\": 1, \"value\": 3, \"attributes\": {\"deep\": {\"er\": [1, {\"x\": null}]}}}, {\"source\": 1, \"target\": 7}]}",
    ),
    (
        InFormat::Json,
        "{\"adjacency\": [[{\"id\": \"b\", \"relation\": \"backs\"}], []], \"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"directed\": false}",
    ),
    (
        InFormat::Json,
        "{\"graph\": {\"label\": \"T\", \"directed\": true, \"nodes\": {\"a\": {\"label\": \"A\", \"metadata\": {\"kind\": \"state\"}}, \"b\": {}}, \"edges\": [{\"source\": \"a\", \"target\": \"b\", \"relation\": \"arms\", \"metadata\": {\"start\": 2014}}], \"hyperedges\": [{\"nodes\": [\"a\", \"b\"]}]}}",
    ),
    (
        InFormat::Json,
        "[{\"CXVersion\": \"2.0\"}, {\"nodes\": [{\"@id\": 1, \"n\": \"A\"}, {\"@id\": 2, \"n\": \"B\"}]}, {\"edges\": [{\"@id\": 3, \"s\": 1, \"t\": 2, \"i\": \"backs\"}]}, {\"edgeAttributes\": [{\"po\": 3, \"n\": \"when\", \"v\": [\"2014\"], \"d\": \"list_of_string\"}]}, {\"status\": [{\"success\": true}]}]",
    ),
    (
        InFormat::Json,
        "[{\"from\": \"A\", \"to\": [\"B\", \"C\"], \"relation\": \"backs\", \"year\": 2014}, {\"from\": \"A\", \"to\": null}]",
    ),
    (
        InFormat::Lines,
        "{\"id\": \"a\", \"schema\": \"Person\", \"properties\": {\"name\": [\"A\"], \"topics\": [\"role.pep\"]}}\n{\"id\": \"b\", \"schema\": \"Company\", \"properties\": {\"name\": [\"B\"]}}\n{\"id\": \"o\", \"schema\": \"Ownership\", \"properties\": {\"owner\": [\"a\"], \"asset\": [\"b\"], \"startDate\": [\"2014-05\"], \"percentage\": [\"51\"]}}\n",
    ),
    (
        InFormat::Lines,
        "{\"type\":\"node\",\"id\":\"0\",\"labels\":[\"Actor\"],\"properties\":{\"name\":\"A\"}}\n{\"type\":\"node\",\"id\":\"1\",\"labels\":[],\"properties\":{}}\n{\"id\":\"5\",\"type\":\"relationship\",\"label\":\"BACKS\",\"properties\":{\"since\":2014},\"start\":{\"id\":\"0\",\"labels\":[\"Actor\"]},\"end\":{\"id\":\"1\"}}\n",
    ),
    (
        InFormat::Pajek,
        "*Network T\n*Vertices 3 2\n1 \"A b\" 0.1 0.2 ic Red [2014-2016]\n2 B\n3 \"C\"\n*Arcs :1 \"backs\"\n1 2 1 l \"arms\" [2014-*]\n*Edges\n2 3 -1\n*Arcslist\n1 2 3\n*Matrix :2 \"fights\"\n0 1 0\n0 0 1\n1 0 0\n*Partition p\n*Vertices 3\n1\n2\n1\n",
    ),
    (
        InFormat::Gml,
        "Creator \"x\"\ngraph [\n  directed 1\n  node [ id 1 label \"A &amp; B\" graphics [ x 1.0 y -2e5 ] ]\n  node [ id 2 label \"C\" gid 1 ]\n  edge [ source 1 target 2 relation \"backs\" start 2014 weight NaN ]\n]\n",
    ),
];

fn workbook() -> Vec<u8> {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>from</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>to</t></is></c>\
        <c r=\"C1\" t=\"inlineStr\"><is><t>year</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Egypt</t></is></c>\
        <c r=\"B2\" t=\"str\"><f>A1</f><v>Haftar</v></c><c r=\"C2\" s=\"0\"><v>42005.5</v></c></row>";
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:C2\"/><sheetData>{rows}</sheetData>\
         <mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>"
    );
    crate::traps::workbook(&[("Old", true, sheet.clone()), ("Ties", false, sheet)])
}

fn spreadsheet() -> Vec<u8> {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row>{}{}{}</table:table-row><table:table-row table:number-rows-repeated=\"2\">{}{}<table:table-cell office:value-type=\"date\" \
         office:date-value=\"2014-05-01\" table:number-columns-repeated=\"3\"/></table:table-row>",
        cell("from"),
        cell("to"),
        cell("when"),
        cell("Egypt"),
        cell("Haftar"),
    );
    forms::packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>".to_owned()),
        (
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"o\" xmlns:table=\"b\" xmlns:text=\"t\"><office:body><office:spreadsheet><table:table table:name=\"Ties\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}
