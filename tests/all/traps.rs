//! Files that would be misread without a word: each comes in right, or what is not taken is said with its place.

use std::fmt::Write as _;
use std::io::Write as _;

use whobacks::annotation::{OneOrMany, write};
use whobacks::import::{DateOrder, ImportOptions, Imported, Layout, read};

fn options() -> ImportOptions {
    ImportOptions::new("traps".parse().expect("an id"), "Traps".to_owned())
}

fn means(pairs: &[(&str, &str)]) -> ImportOptions {
    let meanings = pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    ImportOptions { meanings, ..options() }
}

fn always(relation: &str) -> ImportOptions {
    let mut options = options();
    options.columns.relation = Some(relation.to_owned());
    options
}

fn import(bytes: impl AsRef<[u8]>, options: &ImportOptions) -> Imported {
    read(bytes.as_ref(), &[], options).expect("it is read")
}

/// The claims as `from relation to when`, names instead of ids.
fn claims(imported: &Imported) -> Vec<String> {
    let name = |id: &str| {
        let found = imported.file.actors.iter().find(|(own, _)| &**own == id);
        found.and_then(|(_, actor)| actor.name.as_deref()).unwrap_or(id).to_owned()
    };
    let items = imported.file.claims.iter().flat_map(|(_, items)| items);
    items
        .map(|item| {
            let end = |end: &Option<OneOrMany<'_>>| match end {
                Some(OneOrMany::One(id)) => name(id),
                Some(OneOrMany::Many(ids)) => ids.iter().map(|id| name(id)).collect(),
                None => String::new(),
            };
            let mut text = format!(
                "{} {} {}",
                end(&item.from),
                item.relation.as_deref().unwrap_or_default(),
                end(&item.to)
            );
            if let Some(when) = item.when.as_deref() {
                let _ = write!(text, " {when}");
            }
            text
        })
        .collect()
}

#[track_caller]
fn comes(bytes: impl AsRef<[u8]>, options: &ImportOptions, expected: &[&str]) -> Imported {
    let imported = import(bytes, options);
    assert_eq!(claims(&imported), expected, "{:?} {:?}", imported.problems, imported.remarks);
    imported
}

#[track_caller]
fn says(texts: &[String], what: &str) {
    assert!(texts.iter().any(|text| text.contains(what)), "{what}: {texts:#?}");
}

#[test]
fn values_are_not_folded() {
    let told = means(&[("+", "backs"), ("-", "opposes"), ("1.0", "arms"), ("-1.0", "fights")]);
    let text = "from,to,sign\nA,B,+\nA,C,-\nA,D,1.0\nA,E,-1.0\nA,F,1\nA,G,−1\n";
    let imported = comes(text, &told, &["A backs B", "A opposes C", "A arms D", "A fights E"]);
    says(&imported.problems, "row 5 (line 6): `1` is no relation");
    says(&imported.problems, "`−1` is no relation");
}

#[test]
fn enemies_are_not_taken_for_allies_unseen() {
    let text = "from,to,sign\nA,B,1\nA,C,-1\n";
    let imported = comes(text, &always("allied_with"), &["A allied_with B", "A allied_with C"]);
    says(
        &imported.problems,
        "row 2 (line 3): `sign` is -1, and the row counts as `allied_with` all the same",
    );
    let text = "from,to,weight\nA,B,2\nA,C,-0.5\n";
    says(&import(text, &always("backs")).problems, "`weight` is -0.5");
}

#[test]
fn a_matrix_is_a_list_of_ties() {
    let told = means(&[("1", "allied_with"), ("-1", "fights")]);
    let text = ";A;B;C\nA;0;1;-1\nB;1;0;\nC;-1;;0\n";
    let imported = comes(text, &told, &["A allied_with B", "A fights C"]);
    says(&imported.remarks, "a matrix of 3 names");
    // A tie that only one of two has goes one way.
    let text = ",A,B,C\nA,0,1,0\nB,0,0,0\nC,0,2,0\n";
    comes(text, &always("arms"), &["A arms B", "C arms B"]);
    // What only looks like one is none.
    let text = "from,to,amount,x\nto,from,1,1\nfrom,x,1,1\namount,to,2,1\n";
    comes(text, &always("arms"), &["to arms from", "from arms x", "amount arms to"]);
}

#[test]
fn headings_that_stand_again_are_no_actors() {
    let text = "from,to,year\nA,B,2014\nfrom,to,year\nC,D,2015\n";
    let imported = comes(text, &always("backs"), &["A backs B 2014", "C backs D 2015"]);
    says(&imported.remarks, "the headings stand again, and are passed over: row 2 (line 3)");
    assert_eq!(imported.problems, Vec::<String>::new());
}

#[test]
fn a_sheet_is_read_as_it_is_shown() {
    let sheet = |rows: &str, more: &str| {
        format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{more}</worksheet>"
        )
    };
    let text =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |n: u32, cells: &[(&str, &str)]| {
        let cells: String =
            cells.iter().map(|(column, what)| text(&format!("{column}{n}"), what)).collect();
        format!("<row r=\"{n}\">{cells}</row>")
    };
    let hidden =
        sheet(&(row(1, &[("A", "from"), ("B", "to")]) + &row(2, &[("A", "X"), ("B", "Y")])), "");
    let shown = row(1, &[("A", "Backer"), ("C", "Backed"), ("E", "relation")])
        + &row(2, &[("A", "name"), ("B", "land"), ("C", "name"), ("D", "land")])
        + &row(3, &[("A", "Egypt"), ("B", "EG"), ("C", "Haftar"), ("D", "LY"), ("E", "arms")])
        + "<row r=\"4\">"
        + &text("C4", "Seraj")
        + &text("E4", "funds")
        + "<c r=\"B4\"><f>B3</f></c></row>";
    let merged = "<mergeCells count=\"4\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:D1\"/><mergeCell ref=\"E1:E2\"/>\
                  <mergeCell ref=\"A3:A4\"/></mergeCells>";
    let book = workbook(&[("Old", true, hidden), ("Ties", false, sheet(&shown, merged))]);
    let mut told = options();
    told.columns.from = Some("Backer name".to_owned());
    told.columns.to = Some("Backed name".to_owned());
    let imported = comes(book, &told, &["Egypt arms Haftar", "Egypt funds Seraj"]);
    says(&imported.remarks, "the headings stand in two rows, 1 and 2");
    says(&imported.remarks, "passed over: Old (hidden)");
    says(&imported.problems, "1 formula has no result in the file (row 4, column 2)");
}

/// An XLSX workbook of sheets by name, hidden or not.
pub(crate) fn workbook(sheets: &[(&str, bool, String)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        out.write_all(text.as_bytes()).expect("it can be packed");
    };
    let (mut list, mut links, mut types) = (String::new(), String::new(), String::new());
    for (i, (name, hidden, text)) in (1..).zip(sheets) {
        let state = if *hidden { " state=\"hidden\"" } else { "" };
        let _ = write!(list, "<sheet name=\"{name}\" sheetId=\"{i}\" r:id=\"rId{i}\"{state}/>");
        let _ = write!(
            links,
            "<Relationship Id=\"rId{i}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"
        );
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
        );
        put(&format!("xl/worksheets/sheet{i}.xml"), text);
    }
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        ),
    );
    put(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    );
    put(
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{types}</Types>"
        ),
    );
    out.finish().expect("it can be closed").into_inner()
}

#[test]
fn what_a_packed_file_holds_is_said() {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    out.start_file("ties.csv", zip::write::SimpleFileOptions::default()).expect("a member");
    out.write_all(b"from,to\n").expect("it can be packed");
    let bytes = out.finish().expect("it can be closed").into_inner();
    let error = read(&bytes, &[], &options()).expect_err("no workbook");
    assert!(
        error.to_string().contains("unpack it, and import what is in it (ties.csv)"),
        "{error}"
    );
}

#[test]
fn ids_beyond_what_numbers_hold_stay_apart() {
    let json = r#"{"nodes": [{"id": 9007199254740993}, {"id": 9007199254740992}],
        "edges": [{"source": 9007199254740993, "target": 9007199254740992, "relation": "backs"}]}"#;
    comes(json, &options(), &["9007199254740993 backs 9007199254740992"]);
    comes(
        "from,to\n123456789012345678901,123456789012345678902\n",
        &always("backs"),
        &["123456789012345678901 backs 123456789012345678902"],
    );
}

#[test]
fn one_name_in_two_ids_is_two_actors() {
    let json = r#"{"nodes": [{"id": "a", "label": "Ali"}, {"id": "b", "label": "Ali"}],
        "edges": [{"source": "a", "target": "b", "relation": "fights"}]}"#;
    let imported = comes(json, &options(), &["Ali fights Ali"]);
    assert_eq!(imported.file.actors.len(), 2);
    says(&imported.remarks, "Ali");
    // An end that names the label of two is neither of them.
    let json = r#"{"nodes": [{"id": "a", "label": "Ali"}, {"id": "b", "label": "Ali"}],
        "edges": [{"source": "Ali", "target": "b", "relation": "fights"}]}"#;
    says(&import(json, &options()).problems, "no node is called `Ali`");
}

#[test]
fn letters_that_look_alike_are_told() {
    // The second begins with a Cyrillic letter.
    let imported = import("from,to\nHaftar,X\nНaftar,X\n", &always("backs"));
    assert_eq!(imported.file.actors.len(), 3);
    says(&imported.remarks, "look alike");
    // Two ways to write one letter.
    let imported = import("from,to\nJos\u{e9},X\nJose\u{301},X\n", &always("backs"));
    assert!(
        imported.file.actors.len() == 2
            || imported.remarks.iter().any(|r| r.contains("look alike"))
    );
}

#[test]
fn rows_end_as_they_like() {
    comes("from,to\rA,B\rC,D\r", &always("backs"), &["A backs B", "C backs D"]);
    comes(
        "from,to\r\nA,B\nC,D\r\n\r\nE,F",
        &always("backs"),
        &["A backs B", "C backs D", "E backs F"],
    );
    let imported = import("from,to\nA\u{0},B\nC,D\u{85}\n", &always("backs"));
    assert_eq!(claims(&imported)[0], "A backs B");
    says(&imported.problems, "control characters");
}

#[test]
fn ragged_rows_are_told() {
    let imported = comes(
        "from,to,note\nA,B\nC,D,x,y\nE\nF,G,\n",
        &always("backs"),
        &["A backs B", "F backs G"],
    );
    says(&imported.problems, "row 2 (line 3): it has 4 cells under 3 headings");
    says(&imported.problems, "row 3 (line 4): an end is missing");
}

#[test]
fn headings_may_lack_or_be_one() {
    let imported = import("from,,to,to\nA,x,B,C\n", &always("backs"));
    assert_eq!(claims(&imported), ["A backs B"]);
    let headings: Vec<&str> =
        imported.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings, ["from", "column 2", "to", "to (column 4)"]);
}

#[test]
fn numbers_keep_their_signs_of_measure() {
    let text = "from;to;amount\nA;B;12,5 %\nC;D;1.234,50\nE;F;10–20\nG;H;-9\n";
    let imported = import(text, &always("funds"));
    let written = write(&imported.file);
    for amount in ["12,5 %", "1.234,50", "10–20"] {
        assert!(written.contains(&format!("amount: \"{amount}\"")), "{written}");
    }
    assert_eq!(claims(&imported).len(), 4);
}

#[test]
fn dates_that_mean_two_days_are_asked_for() {
    let text = "from,to,year,when\nA,B,2014,03/04/2015\nC,D,2014,31.12.2015\nE,F,2014,2015-02-30\nG,H,2014,FY2015\n";
    let mut told = always("backs");
    told.columns.when = Some("when".to_owned());
    let imported =
        comes(text, &told, &["A backs B", "C backs D 2015-12-31", "E backs F", "G backs H"]);
    says(&imported.problems, "say which with --dates dmy or --dates mdy");
    told.dates = DateOrder::Dmy;
    assert_eq!(claims(&import(text, &told))[0], "A backs B 2015-04-03");
    // Years that came through a spreadsheet, and one that ends before it begins.
    let text = "from,to,start,end\nA,B,2014.0,2016.0\nC,D,2016,2014\nE,F,2014,9999-12-31\n";
    let imported =
        comes(text, &always("backs"), &["A backs B 2014/2016", "C backs D", "E backs F 2014/.."]);
    says(&imported.problems, "ends before it begins");
}

#[test]
fn several_names_in_a_cell_are_said_to_be() {
    let told = ImportOptions { split: Some("; ".to_owned()), ..always("backs") };
    comes("from,to\nA; B,C\n", &told, &["A backs C", "B backs C"]);
    // Whom the file knows whole is one.
    let nodes = b"id,name\nx,\"Smith; Sons\"\n";
    let imported = read(b"from,to\nx,C\n", &[nodes], &told).expect("it is read");
    assert_eq!(claims(&imported), ["Smith; Sons backs C"]);
}

#[test]
fn keys_of_json_that_stand_twice_are_told() {
    let json = r#"[{"from": "A", "to": "B", "relation": "backs", "relation": "fights"}]"#;
    let imported = comes(json, &options(), &["A backs B"]);
    says(&imported.problems, "`relation` stands twice; the first is taken");
    let xml = r#"<gexf version="1.2"><graph defaultedgetype="directed"><attributes class="edge"><attribute id="r" title="relation" type="string"/></attributes>
        <nodes><node id="a"/><node id="b"/><node id="a" label="Other"/></nodes>
        <edges><edge id="0" source="a" target="b"><attvalues><attvalue for="r" value="arms"/></attvalues></edge></edges></graph></gexf>"#;
    let imported = import(xml, &options());
    assert_eq!(imported.claims(), 1);
    says(&imported.problems, "node");
}

#[test]
fn edges_without_direction_make_no_claim_that_needs_one() {
    let gml = "graph [ directed 0 node [ id 1 label \"A\" ] node [ id 2 label \"B\" ] edge [ source 1 target 2 ] ]";
    let imported = comes(gml, &always("arms"), &[]);
    says(&imported.problems, "it has no direction, and `arms` needs one");
    comes(gml, &always("fights"), &["A fights B"]);
    let directed = ImportOptions { directed: true, ..always("arms") };
    comes(gml, &directed, &["A arms B"]);
}

#[test]
fn a_row_goes_the_way_that_it_says() {
    let text = "from,to,relation,direction\nA,B,backs,->\nA,C,arms,<-\nA,D,funds,both\nA,E,fights,both\nA,F,backs,undirected\nA,G,backs,outbound\nA,H,backs,\n";
    let expected = ["A backs B", "C arms A", "A funds D", "D funds A", "A fights E", "A backs H"];
    let imported = comes(text, &options(), &expected);
    says(&imported.problems, "row 5 (line 6): it has no direction, and `backs` needs one");
    says(&imported.problems, "row 6 (line 7): `outbound` does not tell which way it goes");
    // Gephi's own table of edges.
    let text = "Source,Target,Type,Kind\nA,B,Undirected,backs\nA,C,Directed,backs\n";
    let imported = comes(text, &options(), &["A backs C"]);
    says(&imported.problems, "it has no direction, and `backs` needs one");
    let directed = ImportOptions { directed: true, ..always("arms") };
    comes("Source,Target,Type\nA,B,Undirected\n", &directed, &["A arms B"]);
}

#[test]
fn what_a_row_denies_or_doubts_is_no_fact() {
    let manner = |text: &str| {
        let imported = import(text, &options());
        let items = imported.file.claims.iter().flat_map(|(_, items)| items);
        let manners: Vec<_> =
            items.map(|item| item.modality.map_or("factual", |modality| modality.word())).collect();
        (manners.join(" "), imported)
    };
    let text = "from,to,relation,negated,confirmed\nA,B,backs,,yes\nA,C,backs,true,yes\nA,D,backs,no,no\nA,E,backs,,\nA,F,backs,perhaps,x\n";
    let (manners, imported) = manner(text);
    assert_eq!(manners, "factual denied alleged alleged alleged", "{:?}", imported.problems);
    says(&imported.problems, "row 5 (line 6): `perhaps` is neither yes nor no");
    assert_eq!(
        manner("from,to,relation,disputed\nA,B,backs,1\nA,C,backs,0\nA,D,backs,\n").0,
        "alleged factual factual"
    );
    let (manners, imported) = manner("from,to,relation,confidence\nA,B,backs,0.3\n");
    assert_eq!(manners, "factual");
    says(&imported.remarks, "`confidence` may grade how sure a row is");
}

#[test]
fn what_is_passed_over_or_rounded_is_told() {
    let text =
        "# Source: a ministry\n# free\nfrom,to\n9.00719925474099E+15,B\n\"Iran, Russia\",B\n";
    let imported = import(text, &always("backs"));
    says(
        &imported.remarks,
        "the first 2 lines are comments, and are passed over: `# Source: a ministry`",
    );
    says(&imported.remarks, "1 name has a comma in it, and is one actor (`Iran, Russia`)");
    says(&imported.problems, "`9.00719925474099E+15` is a number as spreadsheets round it");
    let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>from</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>to</t></is></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>B</t></is></c></row>\
        </sheetData></worksheet>";
    let imported =
        comes(workbook(&[("Ties", false, sheet.to_owned())]), &always("backs"), &["A backs B"]);
    says(&imported.remarks, "row 2 is hidden in the sheet, and read all the same");
}

#[test]
fn lgl_is_no_list_of_two_columns() {
    let text = "# foo\nbar 1\nfoobar 2\n# foobar\nbat\n# tab\n";
    let imported = comes(
        text,
        &always("fights"),
        &["foo fights bar", "foo fights foobar", "foobar fights bat"],
    );
    assert_eq!(imported.file.actors.len(), 5);
    says(&import(text, &always("arms")).problems, "it has no direction, and `arms` needs one");
    // Comments with one word above a list are none of it.
    comes(
        "# edges\nA B\nC D\n",
        &ImportOptions {
            layout: Layout { columns: Some(vec!["from".into(), "to".into()]), ..Layout::default() },
            ..always("arms")
        },
        &["A arms B", "C arms D"],
    );
}

#[test]
fn names_from_right_to_left_stay_whole() {
    let text = "from,to\nحفتر,مصر\n\u{200f}חפתר\u{200f},LNA\n";
    let imported = import(text, &always("fights"));
    assert_eq!(claims(&imported)[0], "حفتر fights مصر");
    assert_eq!(imported.file.actors.len(), 4);
    assert!(!write(&imported.file).contains('\u{200f}'));
}

#[test]
fn missing_marks_are_nobody() {
    let text = "from,to\nA,NA\nA,#REF!\nA,-9\nA,unknown\nNULL,B\nA,B\n";
    let told = ImportOptions { missing: vec!["unknown".to_owned()], ..always("backs") };
    let imported = comes(text, &told, &["A backs B"]);
    assert_eq!(imported.problems.len(), 5);
    // Unless a node is called so.
    let json = r#"{"nodes": [{"id": "NA", "label": "Namibia"}, {"id": "B"}], "links": [{"source": "NA", "target": "B"}]}"#;
    comes(json, &always("backs"), &["Namibia backs B"]);
}

#[test]
fn a_dispute_of_many_does_not_say_who_struck_whom() {
    let head = "dispnum,stabb,ccode,stday,stmon,styear,endday,endmon,endyear,sidea,hostlev\n";
    let two = "1,USA,2,-9,7,1902,24,1,1903,1,4\n1,VEN,101,-9,7,1902,24,1,1903,0,1\n";
    comes(format!("{head}{two}"), &options(), &["USA attacks VEN 1902-07/1903-01-24"]);
    let three = "2,GMY,255,1,1,1902,1,2,1902,1,4\n2,VEN,101,1,1,1902,1,2,1902,0,1\n2,UKG,200,1,1,1902,1,2,1902,1,5\n";
    comes(
        format!("{head}{three}"),
        &options(),
        &["GMY opposes VEN 1902-01-01/1902-02-01", "UKG opposes VEN 1902-01-01/1902-02-01"],
    );
}

#[test]
fn no_cell_takes_all_day() {
    let names: String = (0..100_000).map(|i| format!("{i};")).collect();
    let told = ImportOptions { split: Some(";".to_owned()), ..always("backs") };
    let imported = import(format!("from,to\n{names},B\n"), &told);
    says(&imported.problems, "more than 10000; left out");
}

#[test]
fn commands_that_are_offered_can_be_copied() {
    let imported = import("from,to,type\nA,B,\"so \"\"called\"\" $HOME\"\n", &options());
    says(&imported.problems, "--means 'so \"called\" $HOME=RELATION'");
}
