//! Whatever is changed in a small file of each format, it is refused or read soundly.

use super::*;

/// A small file of each format.
const SMALL: [&str; 9] = [
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
];

proptest::proptest! {
    /// Whatever is changed in a file, there is an error or an annotation in which nothing is wrong.
    #[test]
    fn what_is_imported_is_sound(which in 0..SMALL.len(), at in 0..400_usize, with in ".{0,3}", cut in 0..4_usize) {
        let mut text: Vec<char> = SMALL[which].chars().collect();
        let at = at % text.len();
        text.splice(at..(at + cut).min(text.len()), with.chars());
        let text: String = text.into_iter().collect();
        let meanings = vec![("1".to_owned(), "allied_with".to_owned())];
        let options = ImportOptions { meanings, split: Some(", ".to_owned()), ..options() };
        if let Ok(imported) = read(text.as_bytes(), &[], &options) {
            graph(&imported);
        }
    }
}
