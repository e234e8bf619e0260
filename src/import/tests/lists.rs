//! Lists of ties, and what each of their columns says.

use super::*;

#[test]
fn external_support_is_one_claim_per_type() {
    let imported = read(include_bytes!("../../../tests/data/import/support.csv"), &[], &options());
    let imported = imported.unwrap();
    assert_eq!(imported.problems, Vec::<String>::new());
    let recognised = "the headings are those of the UCDP External Support Dataset: read as --as ucdp-esd would \
                      (--as csv reads it as any table)";
    assert_eq!(imported.remarks, [recognised]);
    let graph = graph(&imported);
    let claims: Vec<String> = graph
        .claims()
        .map(|c| {
            let when = c.claim.when.map_or_else(String::new, |when| when.to_string());
            let (modality, record) = (c.claim.modality.word(), c.claim.citation.text());
            format!("{} {} {} {when} {modality} {record}", c.from.id, c.relation.id, c.to.id)
        })
        .collect();
    assert_data_eq!(
        claims.join("\n"),
        str![[r#"
government-of-atlantica trains government-of-freedonia 2014 factual row 1
government-of-atlantica arms government-of-freedonia 2014 factual row 1
government-of-atlantica deploys_troops_for government-of-freedonia 2014 factual row 1
government-of-atlantica funds government-of-freedonia 2015 factual row 2
government-of-atlantica backs government-of-freedonia 2015 factual row 2
government-of-borduria shares_intelligence_with river-front 2014 alleged row 3
government-of-borduria arms river-front 2014 alleged row 3
brothers-of-the-hills gives_territory_to river-front 2014 factual row 4
brothers-of-the-hills backs river-front 2014 factual row 4
"#]]
    );
}

#[test]
fn an_edge_list_says_what_it_can() {
    let nodes = "Id;Label;kind;aliases\n1;Egypt;State;Cairo | the Nile\n2;'=LNA;armed group;\n";
    let edges = "source;target;Relationship;start;end;modality;said_by\n\
                 1;2;is assisting;2014-05-01T00:00:00;;reported;CNN\n\
                 2;1;Armed by;;;;\n\
                 1;1;arms;;;;\n\
                 1;;arms;;;;\n\
                 1;2;flirts with;;;;\n\
                 1;Rome;supports;2014;soon;perhaps;cnn\n";
    let mut options = options();
    options.meanings.push(("is assisting".into(), "backs".into()));
    let imported = read(edges.as_bytes(), &[nodes.as_bytes()], &options).unwrap();
    assert_data_eq!(
        write(&imported.file),
        str![[r#"
(
    title: "A data set",
    actors: {
        "egypt": (name: "Egypt", kind: state, aliases: ["Cairo", "the Nile"]),
        "lna": (name: "=LNA", kind: armed_group),
        "rome": (name: "Rome", kind: organisation),
        "cnn": (name: "cnn", kind: organisation),
    },
    claims: {
        "data": [
            (from: "egypt", relation: "backs", to: "lna",
             when: "2014-05-01/..", modality: reported, said_by: ["CNN"],
             record: "row 1"),
            (from: "egypt", relation: "arms", to: "lna", record: "row 2"),
            (from: "egypt", relation: "backs", to: "rome",
             when: "2014/..", modality: alleged, said_by: ["cnn"], note: "end: soon",
             record: "row 6"),
        ],
    },
)

"#]]
    );
    assert_data_eq!(
        imported.problems.join("\n"),
        str![[r#"
row 6 (line 7): no node is called `Rome`; taken as an actor of that name
row 6 (line 7): no node is called `cnn`; taken as an actor of that name
row 3 (line 4): both ends are one actor; left out
row 4 (line 5): an end is missing; left out
row 5 (line 6): `flirts with` is no relation; left out; say what it means: --means "flirts with=RELATION"
row 6 (line 7): `soon` is no date that can be read in one way (2017, 2017-07, 2017-07-10, 2014/2016); it stands in the note
row 6 (line 7): `perhaps` is no modality; taken as alleged
"#]]
    );
    assert_data_eq!(
        imported.remarks.join("\n"),
        str!["2 actors have no kind, and count as organisation; --kind chooses another"]
    );
    graph(&imported);
}

#[test]
fn nothing_is_dropped_in_silence() {
    let nodes = "id,label,kind,when,within,colour\n\
                 a,A,militia,long ago,,red\n\
                 b,B,place,,c,\nc,C,place,,d,\n,,place,,,\n";
    let edges = "from,to,relation,status,said_by,cited_by,against,through,what,count,translation,dated,\
                 note,quote,cited_source,paragraph,accept,weight,mood\n\
                 a,b,operates_in,rumoured,CNN,AP | c,c,b | Chad,gold,~3,t,d,n,\"he, there\",paper,4,\
                 quote-reused | not-a-code,7,grim\n";
    let imported = read(edges.as_bytes(), &[nodes.as_bytes()], &options()).unwrap();
    assert_data_eq!(
        write(&imported.file),
        str![[r#"
(
    title: "A data set",
    actors: {
        "a": (name: "A", kind: organisation),
        "b": (name: "B", kind: place, within: "c"),
        "c": (name: "C", kind: place),
    },
    claims: {
        "data": [
            (from: "a", relation: "operates_in", to: "b",
             said_by: ["CNN"], cited_by: ["AP", "c"], against: ["c"], through: ["b", "Chad"], what: "gold", count: "~3", amount: "7", dated: "d", translation: "t", note: "n; “he, there” (paper ¶ 4); status: rumoured; mood: grim", accept: ["quote-reused"],
             record: "row 1; paper"),
        ],
    },
)

"#]]
    );
    assert_data_eq!(
        imported.problems.join("\n"),
        str![[r#"
actor 1 (line 2): `militia` is no kind; counts as organisation; say what it means: --kinds "militia=KIND"
actor 1 (line 2): `long ago` is no date that can be read in one way (2017, 2017-07, 2017-07-10, 2014/2016); left out
actor 4 (line 5): it has neither id nor name; left out
actor 3 (line 4): there is no `d` for it to lie within
row 1 (line 2): `rumoured` is no status; it stands in the note
row 1 (line 2): `not-a-code` is no warning; left out
"#]]
    );
    assert_data_eq!(
        imported.remarks.join("\n"),
        str!["1 actor has no kind, and counts as organisation; --kind chooses another"]
    );
    let graph = graph(&imported);
    // Every field that a claim can have, but for the words of a text, comes through a table.
    let at = graph.claims().next().unwrap();
    assert_eq!(at.claim.details().cited_by.len(), 2);
    let list =
        json!({"nodes": [{"id": "a"}], "edges": [7, {"from": "a", "to": "b", "relation": "arms"}]});
    let imported = read(list.to_string().as_bytes(), &[], &options()).unwrap();
    assert_eq!(
        imported.problems,
        [
            "edge 1: it has no fields; left out",
            "edge 2: no node is called `b`; taken as an actor of that name"
        ]
    );
}
