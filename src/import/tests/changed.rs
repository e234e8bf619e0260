//! Whatever is changed in a small file of each format, it is refused or read soundly.

use super::*;

/// A small file of each format.
const SMALL: [&str; 13] = [
    "from;to;relation;when;note;weight\nA;\"B, C\";backs;2014-05;x;3\nNA;B;arms;1200 BC;;\n\"D;A;1;3/12/2021;;\n",
    "<gexf><graph defaultedgetype=\"directed\" mode=\"dynamic\"><attributes class=\"edge\"><attribute id=\"0\" \
     title=\"relation\" type=\"string\"/></attributes><nodes><node id=\"a\" label=\"A\" start=\"2010\"/><node id=\"b\"/>\
     </nodes><edges><edge source=\"a\" target=\"b\"><attvalues><attvalue for=\"0\" value=\"arms\"/></attvalues><spells>\
     <spell start=\"2001\" end=\"2003\"/><spell start=\"2005\"/></spells></edge></edges></graph></gexf>",
    "<graphml><key id=\"k\" for=\"edge\" attr.name=\"relation\"><default>backs</default></key><graph \
     edgedefault=\"directed\"><node id=\"a\"/><node id=\"b\"><graph><node id=\"c\"/></graph></node><edge source=\"a\" \
     target=\"b\"><data key=\"k\">arms</data></edge><edge source=\"c\" target=\"b\"/></graph></graphml>",
    r#"{"directed": true, "nodes": [{"name": "A", "n": 1.0}, {"name": "B"}], "links": [{"source": 0, "target": 1,
     "type": "arms", "data": {"type": "x", "year": 2014}}, 7]}"#,
    r#"[{"data": {"id": "a"}}, {"data": {"id": "b"}}, {"data": {"source": "a", "target": "b", "relation": "1"}}]"#,
    "{\"id\": \"a\", \"schema\": \"Person\", \"properties\": {\"name\": [\"A\", \"AA\"]}}\n{\"id\": \"b\", \"schema\": \
     \"Ownership\", \"properties\": {\"owner\": [\"a\"], \"asset\": [\"c\"], \"startDate\": [\"2014\"]}}\n",
    "*Vertices 3\n1 \"A\" [1-2]\n2 \"B\"\n3 \"C\"\n*Arcs :1 \"arms\"\n1 2 1 [1990-1995]\n*Edgeslist\n1 2 -3\n",
    "graph [ directed 1 node [ id 1 label \"A&#252;\" ] node [ id 2 ] edge [ source 1 target 2 type \"arms\" ] ]",
    "id:ID(P),name:string,:LABEL\n1,A,Person;State\n",
    "dl n=3 nm=2 format=fullmatrix diagonal=absent\nlabels:\nann,\"bo b\",cy\nmatrix labels: backs arms\ndata:\n1 0\n0 \
     1\n1 0\n0 2\n1 0\n0 0\n",
    "dl nr=2 nc=2 format=edgelist2 row labels: ann bo column labels: \"The Treaty\" pact\ndata:\n1 1\n2 2\n",
    "dl n=3 format=nodelist1\nlabels embedded:\ndata:\nann bo cy\nbo cy\n",
    "# ann\nbo 3\ncy\n# bo\ncy 0.5\n",
];

/// The parts of a small workbook: a sheet of ties, with numbers, dates, formulas, merged and hidden cells.
#[cfg(feature = "sheets")]
const BOOK: [(&str, &str); 7] = [
    (
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols><col min=\"4\" max=\"4\" \
         hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>from</t></is></c><c r=\"B1\" \
         t=\"inlineStr\"><is><t>to</t></is></c><c r=\"C1\" t=\"s\"><v>0</v></c><c r=\"D1\" t=\"str\"><v>when</v></c></row><row \
         r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>7</v></c><c r=\"C2\" t=\"s\"><v>2</v></c><c r=\"D2\" \
         s=\"1\"><v>42000.5</v></c></row><row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c><c r=\"B3\"><f>A2&amp;1</f></c><c \
         r=\"C3\" t=\"b\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>",
    ),
    (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>relation</t></si><si><r><t>A</t></r>\
         <r><t>nn</t></r></si><si><t>backs</t></si></sst>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr date1904=\"0\"/><sheets>\
         <sheet name=\"Ties\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
    (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
    ),
    (
        "xl/styles.xml",
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" \
         formatCode=\"yyyy-mm-dd\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
    ),
];

#[cfg(feature = "sheets")]
fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn told() -> ImportOptions {
    let meanings = vec![("1".to_owned(), "allied_with".to_owned())];
    ImportOptions { meanings, split: Some(", ".to_owned()), ..options() }
}

/// The same for files that do not say of what sort their ties are.
fn backing() -> ImportOptions {
    let columns = Columns { relation: Some("backs".to_owned()), ..Columns::default() };
    ImportOptions { columns, ..told() }
}

/// Whatever it is, it is refused, or nothing in what is made of it is wrong.
fn sound(bytes: &[u8]) {
    for options in [told(), backing()] {
        if let Ok(imported) = read(bytes, &[], &options) {
            graph(&imported);
        }
    }
}

/// What is changed is read as it is, so that the changes reach what readers do.
#[test]
fn what_is_changed_can_be_read() {
    // Nodes alone are no graph.
    for text in SMALL.iter().filter(|text| !text.starts_with("id:ID")) {
        let read = |options| read(text.as_bytes(), &[], &options);
        assert!(read(told()).or_else(|_| read(backing())).is_ok(), "{text}");
    }
    #[cfg(feature = "sheets")]
    {
        let parts = BOOK.map(|(name, text)| (name, text.to_owned()));
        graph(&read(&packed(&parts), &[], &told()).unwrap());
    }
}

proptest::proptest! {
    /// Whatever is changed in a file, there is an error or an annotation in which nothing is wrong.
    #[test]
    fn what_is_imported_is_sound(which in 0..SMALL.len(), at in 0..400_usize, with in ".{0,3}", cut in 0..4_usize) {
        let mut text: Vec<char> = SMALL[which].chars().collect();
        let at = at % text.len();
        text.splice(at..(at + cut).min(text.len()), with.chars());
        let text: String = text.into_iter().collect();
        sound(text.as_bytes());
    }

    /// The same of a workbook, whose parts are packed after they are changed.
    #[cfg(feature = "sheets")]
    #[test]
    fn a_workbook_that_is_changed_is_sound(which in 0..BOOK.len(), at in 0..1200_usize, with in ".{0,3}", cut in 0..6_usize) {
        let mut parts = BOOK.map(|(name, text)| (name, text.to_owned()));
        let mut text: Vec<char> = parts[which].1.chars().collect();
        let at = at % text.len();
        text.splice(at..(at + cut).min(text.len()), with.chars());
        parts[which].1 = text.into_iter().collect();
        sound(&packed(&parts));
    }

    /// And of bytes of a workbook and of our own tables.
    #[cfg(all(feature = "sheets", feature = "parquet"))]
    #[test]
    fn bytes_that_are_changed_are_sound(
        is_book in proptest::bool::ANY,
        at in 0..usize::MAX,
        with in proptest::collection::vec(0..u8::MAX, 0..4),
        cut in 0..4_usize,
    ) {
        let mut bytes = if is_book { packed(&BOOK.map(|(name, text)| (name, text.to_owned()))) } else { table() };
        let at = at % bytes.len();
        bytes.splice(at..(at + cut).min(bytes.len()), with);
        sound(&bytes);
    }
}

/// A table of claims, as we write it.
#[cfg(feature = "parquet")]
fn table() -> Vec<u8> {
    use crate::tables::{TableOptions, Tables};
    static TABLE: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    let made = || {
        let imported = read(SMALL[0].as_bytes(), &[], &told()).unwrap();
        let graph = graph(&imported);
        let tables = Tables::of(&graph, TableOptions::default());
        let mut bytes = Vec::new();
        let claims =
            crate::tables::schema::all().into_iter().find(|table| table.name == "claims").unwrap();
        crate::tables::parquet::write(&tables, claims, &mut bytes).unwrap();
        super::graph(&read(&bytes, &[], &told()).unwrap());
        bytes
    };
    TABLE.get_or_init(made).clone()
}
