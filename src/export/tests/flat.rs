//! The tiny view in the flat formats.

use snapbox::{IntoData, assert_data_eq, str};

use super::{files, text, text_with, tiny};
use crate::export::{Edges, Format};
use crate::graph::fixture::Fixture;
use crate::model::Kind;

fn file(format: Format, i: usize, edges: Option<Edges>) -> String {
    files(format, &tiny(), edges).remove(i).1
}

#[test]
fn csv_in_full() {
    assert_data_eq!(
        file(Format::Csv, 0, None),
        str![[r#"
Id,Label,kind,side,short,aliases,when,within,same_as,keep,note,in_support,out_support
egypt,Egypt,state,,,Cairo | the Egyptians,,,Q79,,,0,1
lna,Libyan National Army,military,,LNA,,2014/..,,,,Styled so by itself.,1,0
sallum,Sallum,place,,,,,egypt,,,,0,0
us,United States,state,,,,,,,,,0,0

"#]]
        .raw()
    );
    assert_data_eq!(file(Format::Csv, 1, Some(Edges::Ties)), str![[r#"
Id,Source,Target,Type,Kind,Label,Weight,family,sign,symmetric,modality,asserted,said_by,cited_by,when,first_seen,last_seen,stale,cited_source,relations,also,ended,quotes,claims
egypt/lna/support,egypt,lna,Directed,support,backs,1,support,1,false,factual,true,,,,2014-01-01,2019-04-30,false,paper-2017 | wire-2019,backs,arms (ended),false,“Cairo backs the army” (wire-2019 ¶3),c-0000000000000001 | c-0000000000000003
egypt/us/mutual-contact,egypt,us,Undirected,mutual contact,meets,1,contact,0,true,factual,true,,,2019-03,2019-03-01,2019-03-31,false,wire-2019,meets,,false,“met in Cairo” (wire-2019 ¶4),c-0000000000000004
us/lna/support,us,lna,Directed,support,shares intelligence with,1,support,1,false,planned,false,us | the envoy,CNN,2017-07-10,,,false,paper-2017,shares_intelligence_with,,false,“considering closer cooperation” (paper-2017 ¶2),c-0000000000000002

"#]].raw());
}

#[test]
fn neo4j_in_full() {
    assert_data_eq!(file(Format::Neo4j, 0, None), str![[r#"
id:ID,name:string,kind:string,side:string,short:string,aliases:string,when:string,within:string,same_as:string,keep:boolean,note:string,in_support:long,out_support:long,:LABEL
egypt,Egypt,state,,,Cairo | the Egyptians,,,Q79,,,0,1,Actor;State
lna,Libyan National Army,military,,LNA,,2014/..,,,,Styled so by itself.,1,0,Actor;Military
sallum,Sallum,place,,,,,egypt,,,,0,0,Actor;Place
us,United States,state,,,,,,,,,0,0,Actor;State

"#]].raw());
    assert_data_eq!(file(Format::Neo4j, 1, None), str![[r#"
id:string,:START_ID,:END_ID,:TYPE,label:string,weight:long,family:string,sign:long,symmetric:boolean,modality:string,asserted:boolean,said_by:string,cited_by:string,when:string,first_seen:string,last_seen:string,stale:boolean,cited_source:string,event:boolean,match:string,relation:string,quote:string,record:string,paragraph:long,status:string,against:string,through:string,what:string,amount:string,count:string,intended:string,place:string,dated:string,translation:string,note:string,accept:string
c-0000000000000001,egypt,lna,ARMS,arms,1,support,1,false,factual,true,,,2014/2016,2014-01-01,2016-12-31,false,paper-2017,false,exact,arms,Egypt sent rifles,,1,unknown,,sallum,rifles,,,,,,,,
c-0000000000000002,us,lna,SHARES_INTELLIGENCE_WITH,shares intelligence with,1,support,1,false,planned,false,us | the envoy,CNN,2017-07-10,,,false,paper-2017,false,exact,shares_intelligence_with,considering closer cooperation,,2,unknown,,,,,,2018,,,,,
c-0000000000000003,egypt,lna,BACKS,backs,1,support,1,false,factual,true,,,,2019-04-01,2019-04-30,false,wire-2019,false,exact,backs,Cairo backs the army,,3,ongoing,us,,,$1m,300,,,from the byline,words,as told,quote-reused
c-0000000000000004,us,egypt,MEETS,meets,1,contact,0,true,factual,true,,,2019-03,2019-03-01,2019-03-31,false,wire-2019,true,exact,meets,met in Cairo,,4,unknown,,,,,,,Cairo,,,,

"#]].raw());
}

#[test]
fn graphml_in_full() {
    assert_data_eq!(text_with(Format::GraphMl, &tiny(), Some(Edges::Ties)), str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
 <key id="graph_title" for="graph" attr.name="title" attr.type="string"/>
 <key id="node_label" for="node" attr.name="label" attr.type="string"/>
 <key id="node_kind" for="node" attr.name="kind" attr.type="string"/>
 <key id="node_side" for="node" attr.name="side" attr.type="string"/>
 <key id="node_short" for="node" attr.name="short" attr.type="string"/>
 <key id="node_aliases" for="node" attr.name="aliases" attr.type="string"/>
 <key id="node_when" for="node" attr.name="when" attr.type="string"/>
 <key id="node_within" for="node" attr.name="within" attr.type="string"/>
 <key id="node_same_as" for="node" attr.name="same_as" attr.type="string"/>
 <key id="node_keep" for="node" attr.name="keep" attr.type="boolean"/>
 <key id="node_note" for="node" attr.name="note" attr.type="string"/>
 <key id="node_in_support" for="node" attr.name="in_support" attr.type="int"/>
 <key id="node_out_support" for="node" attr.name="out_support" attr.type="int"/>
 <key id="edge_edge_key" for="edge" attr.name="edge_key" attr.type="string"/>
 <key id="edge_label" for="edge" attr.name="label" attr.type="string"/>
 <key id="edge_weight" for="edge" attr.name="weight" attr.type="double"/>
 <key id="edge_family" for="edge" attr.name="family" attr.type="string"/>
 <key id="edge_sign" for="edge" attr.name="sign" attr.type="int"/>
 <key id="edge_symmetric" for="edge" attr.name="symmetric" attr.type="boolean"/>
 <key id="edge_modality" for="edge" attr.name="modality" attr.type="string"/>
 <key id="edge_asserted" for="edge" attr.name="asserted" attr.type="boolean"/>
 <key id="edge_said_by" for="edge" attr.name="said_by" attr.type="string"/>
 <key id="edge_cited_by" for="edge" attr.name="cited_by" attr.type="string"/>
 <key id="edge_when" for="edge" attr.name="when" attr.type="string"/>
 <key id="edge_first_seen" for="edge" attr.name="first_seen" attr.type="string"/>
 <key id="edge_last_seen" for="edge" attr.name="last_seen" attr.type="string"/>
 <key id="edge_stale" for="edge" attr.name="stale" attr.type="boolean"/>
 <key id="edge_cited_source" for="edge" attr.name="cited_source" attr.type="string"/>
 <key id="edge_relations" for="edge" attr.name="relations" attr.type="string"/>
 <key id="edge_also" for="edge" attr.name="also" attr.type="string"/>
 <key id="edge_ended" for="edge" attr.name="ended" attr.type="boolean"/>
 <key id="edge_quotes" for="edge" attr.name="quotes" attr.type="string"/>
 <key id="edge_claims" for="edge" attr.name="claims" attr.type="string"/>
 <graph id="whobacks" edgedefault="directed">
  <data key="graph_title">Who backs whom</data>
  <node id="egypt">
   <data key="node_label">Egypt</data>
   <data key="node_kind">state</data>
   <data key="node_aliases">Cairo | the Egyptians</data>
   <data key="node_same_as">Q79</data>
   <data key="node_in_support">0</data>
   <data key="node_out_support">1</data>
  </node>
  <node id="lna">
   <data key="node_label">Libyan National Army</data>
   <data key="node_kind">military</data>
   <data key="node_short">LNA</data>
   <data key="node_when">2014/..</data>
   <data key="node_note">Styled so by itself.</data>
   <data key="node_in_support">1</data>
   <data key="node_out_support">0</data>
  </node>
  <node id="sallum">
   <data key="node_label">Sallum</data>
   <data key="node_kind">place</data>
   <data key="node_within">egypt</data>
   <data key="node_in_support">0</data>
   <data key="node_out_support">0</data>
  </node>
  <node id="us">
   <data key="node_label">United States</data>
   <data key="node_kind">state</data>
   <data key="node_in_support">0</data>
   <data key="node_out_support">0</data>
  </node>
  <edge id="egypt/lna/support" source="egypt" target="lna">
   <data key="edge_edge_key">egypt/lna/support</data>
   <data key="edge_label">backs</data>
   <data key="edge_weight">1</data>
   <data key="edge_family">support</data>
   <data key="edge_sign">1</data>
   <data key="edge_symmetric">false</data>
   <data key="edge_modality">factual</data>
   <data key="edge_asserted">true</data>
   <data key="edge_first_seen">2014-01-01</data>
   <data key="edge_last_seen">2019-04-30</data>
   <data key="edge_stale">false</data>
   <data key="edge_cited_source">paper-2017 | wire-2019</data>
   <data key="edge_relations">backs</data>
   <data key="edge_also">arms (ended)</data>
   <data key="edge_ended">false</data>
   <data key="edge_quotes">“Cairo backs the army” (wire-2019 ¶3)</data>
   <data key="edge_claims">c-0000000000000001 | c-0000000000000003</data>
  </edge>
  <edge id="egypt/us/mutual-contact" source="egypt" target="us">
   <data key="edge_edge_key">egypt/us/mutual-contact</data>
   <data key="edge_label">meets</data>
   <data key="edge_weight">1</data>
   <data key="edge_family">contact</data>
   <data key="edge_sign">0</data>
   <data key="edge_symmetric">true</data>
   <data key="edge_modality">factual</data>
   <data key="edge_asserted">true</data>
   <data key="edge_when">2019-03</data>
   <data key="edge_first_seen">2019-03-01</data>
   <data key="edge_last_seen">2019-03-31</data>
   <data key="edge_stale">false</data>
   <data key="edge_cited_source">wire-2019</data>
   <data key="edge_relations">meets</data>
   <data key="edge_ended">false</data>
   <data key="edge_quotes">“met in Cairo” (wire-2019 ¶4)</data>
   <data key="edge_claims">c-0000000000000004</data>
  </edge>
  <edge id="us/lna/support" source="us" target="lna">
   <data key="edge_edge_key">us/lna/support</data>
   <data key="edge_label">shares intelligence with</data>
   <data key="edge_weight">1</data>
   <data key="edge_family">support</data>
   <data key="edge_sign">1</data>
   <data key="edge_symmetric">false</data>
   <data key="edge_modality">planned</data>
   <data key="edge_asserted">false</data>
   <data key="edge_said_by">us | the envoy</data>
   <data key="edge_cited_by">CNN</data>
   <data key="edge_when">2017-07-10</data>
   <data key="edge_stale">false</data>
   <data key="edge_cited_source">paper-2017</data>
   <data key="edge_relations">shares_intelligence_with</data>
   <data key="edge_ended">false</data>
   <data key="edge_quotes">“considering closer cooperation” (paper-2017 ¶2)</data>
   <data key="edge_claims">c-0000000000000002</data>
  </edge>
 </graph>
</graphml>

"#]].raw());
}

#[test]
fn cytoscape_in_full() {
    assert_data_eq!(text_with(Format::Cytoscape, &tiny(), Some(Edges::Ties)), str![[r#"
{"format_version": "1.0", "generated_by": "whobacks", "data": {"name": "Who backs whom"},
 "elements": {
  "nodes": [
   {"data": {"id": "egypt", "label": "Egypt", "kind": "state", "aliases": "Cairo | the Egyptians", "same_as": "Q79", "in_support": 0, "out_support": 1}},
   {"data": {"id": "lna", "label": "Libyan National Army", "kind": "military", "short": "LNA", "when": "2014/..", "note": "Styled so by itself.", "in_support": 1, "out_support": 0}},
   {"data": {"id": "sallum", "label": "Sallum", "kind": "place", "within": "egypt", "in_support": 0, "out_support": 0}},
   {"data": {"id": "us", "label": "United States", "kind": "state", "in_support": 0, "out_support": 0}}],
  "edges": [
   {"data": {"id": "egypt/lna/support", "source": "egypt", "target": "lna", "label": "backs", "weight": 1, "family": "support", "sign": 1, "symmetric": false, "modality": "factual", "asserted": true, "first_seen": "2014-01-01", "last_seen": "2019-04-30", "stale": false, "cited_source": "paper-2017 | wire-2019", "relations": "backs", "also": "arms (ended)", "ended": false, "quotes": "“Cairo backs the army” (wire-2019 ¶3)", "claims": "c-0000000000000001 | c-0000000000000003"}},
   {"data": {"id": "egypt/us/mutual-contact", "source": "egypt", "target": "us", "label": "meets", "weight": 1, "family": "contact", "sign": 0, "symmetric": true, "modality": "factual", "asserted": true, "when": "2019-03", "first_seen": "2019-03-01", "last_seen": "2019-03-31", "stale": false, "cited_source": "wire-2019", "relations": "meets", "ended": false, "quotes": "“met in Cairo” (wire-2019 ¶4)", "claims": "c-0000000000000004"}},
   {"data": {"id": "us/lna/support", "source": "us", "target": "lna", "label": "shares intelligence with", "weight": 1, "family": "support", "sign": 1, "symmetric": false, "modality": "planned", "asserted": false, "said_by": "us | the envoy", "cited_by": "CNN", "when": "2017-07-10", "stale": false, "cited_source": "paper-2017", "relations": "shares_intelligence_with", "ended": false, "quotes": "“considering closer cooperation” (paper-2017 ¶2)", "claims": "c-0000000000000002"}}]}}

"#]].raw());
}

#[test]
fn graphology_in_full() {
    assert_data_eq!(text_with(Format::Graphology, &tiny(), Some(Edges::Ties)), str![[r##"
{"attributes": {"title": "Who backs whom"},
 "options": {"type": "mixed", "multi": true, "allowSelfLoops": true},
 "nodes": [
   {"key": "egypt", "attributes": {"label": "Egypt", "kind": "state", "aliases": "Cairo | the Egyptians", "same_as": "Q79", "in_support": 0, "out_support": 1, "size": 13.86, "color": "#2b6cb0"}},
   {"key": "lna", "attributes": {"label": "Libyan National Army", "kind": "military", "short": "LNA", "when": "2014/..", "note": "Styled so by itself.", "in_support": 1, "out_support": 0, "size": 13.86, "color": "#a8742a"}},
   {"key": "sallum", "attributes": {"label": "Sallum", "kind": "place", "within": "egypt", "in_support": 0, "out_support": 0, "size": 8.0, "color": "#8a7f6d"}},
   {"key": "us", "attributes": {"label": "United States", "kind": "state", "in_support": 0, "out_support": 0, "size": 13.86, "color": "#2b6cb0"}}],
 "edges": [
   {"key": "egypt/lna/support", "source": "egypt", "target": "lna", "attributes": {"label": "backs", "weight": 1, "family": "support", "sign": 1, "symmetric": false, "modality": "factual", "asserted": true, "first_seen": "2014-01-01", "last_seen": "2019-04-30", "stale": false, "cited_source": "paper-2017 | wire-2019", "relations": "backs", "also": "arms (ended)", "ended": false, "quotes": "“Cairo backs the army” (wire-2019 ¶3)", "claims": "c-0000000000000001 | c-0000000000000003", "color": "#0b3c78"}},
   {"key": "egypt/us/mutual-contact", "source": "egypt", "target": "us", "undirected": true, "attributes": {"label": "meets", "weight": 1, "family": "contact", "sign": 0, "symmetric": true, "modality": "factual", "asserted": true, "when": "2019-03", "first_seen": "2019-03-01", "last_seen": "2019-03-31", "stale": false, "cited_source": "wire-2019", "relations": "meets", "ended": false, "quotes": "“met in Cairo” (wire-2019 ¶4)", "claims": "c-0000000000000004", "color": "#2c343e"}},
   {"key": "us/lna/support", "source": "us", "target": "lna", "attributes": {"label": "shares intelligence with", "weight": 1, "family": "support", "sign": 1, "symmetric": false, "modality": "planned", "asserted": false, "said_by": "us | the envoy", "cited_by": "CNN", "when": "2017-07-10", "stale": false, "cited_source": "paper-2017", "relations": "shares_intelligence_with", "ended": false, "quotes": "“considering closer cooperation” (paper-2017 ¶2)", "claims": "c-0000000000000002", "color": "#0b3c78"}}]}

"##]].raw());
}

#[test]
fn mermaid_in_full() {
    assert_data_eq!(
        text(Format::Mermaid, &tiny()),
        str![[r#"
---
title: "Who backs whom"
---
flowchart LR
  a_egypt["Egypt"]:::state
  a_lna["LNA"]:::military
  a_sallum["Sallum"]:::place
  a_us["United States"]:::state
  a_egypt ==>|"backs"| a_lna
  a_egypt o--o|"meets"| a_us
  a_us -.->|"shares intelligence with #40;planned#41;"| a_lna
  classDef state fill:#dfe9f3,stroke:#2b6cb0,color:#24292f
  classDef military fill:#f2eadf,stroke:#a8742a,color:#24292f
  classDef place fill:#edece9,stroke:#8a7f6d,color:#24292f
  linkStyle 0,2 stroke:#0b3c78,color:#082d5a
  linkStyle 1 stroke:#2c343e,color:#21272e

"#]]
        .raw()
    );
}

/// The schema refuses an entity whose address is none of the web.
#[test]
fn what_is_not_an_address_of_the_web_is_left_out_of_ftm() {
    for (url, is_one) in [
        ("https://example.org/1", true),
        ("http://example.org", true),
        ("https://", false),
        ("https://exa mple.org", false),
        ("https://example.org/\u{7}", false),
        ("javascript:alert(1)", false),
    ] {
        let graph = Fixture::new("A war")
            .actor("a", "A", Kind::State)
            .actor("b", "B", Kind::Military)
            .source_with("s", "2020", |source| source.url = Some(url.to_owned()))
            .claim("a backs b", "q")
            .graph();
        let written = text(Format::FollowTheMoney, &graph);
        assert_eq!(written.matches("sourceUrl").count(), if is_one { 2 } else { 0 }, "{url:?}");
    }
}

#[test]
fn ftm_in_full() {
    assert_data_eq!(text(Format::FollowTheMoney, &tiny()), str![[r#"
{"id": "actor-egypt", "schema": "PublicBody", "properties": {"name": ["Egypt"], "alias": ["Cairo", "the Egyptians"], "wikidataId": ["Q79"], "keywords": ["state"]}, "whobacks": {"id": "egypt", "label": "Egypt", "kind": "state", "aliases": "Cairo | the Egyptians", "same_as": "Q79", "in_support": 0, "out_support": 1}}
{"id": "actor-lna", "schema": "PublicBody", "properties": {"name": ["Libyan National Army"], "alias": ["LNA"], "keywords": ["military"], "summary": ["Styled so by itself."]}, "whobacks": {"id": "lna", "label": "Libyan National Army", "kind": "military", "short": "LNA", "when": "2014/..", "note": "Styled so by itself.", "in_support": 1, "out_support": 0}}
{"id": "actor-sallum", "schema": "Address", "properties": {"name": ["Sallum"], "keywords": ["place"]}, "whobacks": {"id": "sallum", "label": "Sallum", "kind": "place", "within": "egypt", "in_support": 0, "out_support": 0}}
{"id": "actor-us", "schema": "PublicBody", "properties": {"name": ["United States"], "keywords": ["state"]}, "whobacks": {"id": "us", "label": "United States", "kind": "state", "in_support": 0, "out_support": 0}}
{"id": "source-paper-2017", "schema": "Article", "properties": {"name": ["Egypt's role"], "title": ["Egypt's role"], "author": ["A. Writer"], "publisher": ["The Paper"], "publishedAt": ["2017-07-12"], "language": ["eng"], "sourceUrl": ["https://example.org/1"], "fileName": ["paper-2017.txt"]}}
{"id": "source-wire-2019", "schema": "Article", "properties": {"name": ["On wire-2019"], "title": ["On wire-2019"], "publishedAt": ["2019-04"], "fileName": ["wire-2019.txt"]}}
{"id": "claim-c-0000000000000001", "schema": "UnknownLink", "properties": {"subject": ["actor-egypt"], "object": ["actor-lna"], "role": ["arms"], "status": ["factual"], "startDate": ["2014"], "endDate": ["2016"], "summary": ["Egypt sent rifles"], "description": ["Egypt arms Libyan National Army (factual). Attested between 2014-01-01 and 2016-12-31. paragraph: 1. through: sallum. what: rifles."], "recordId": ["c-0000000000000001"], "sourceUrl": ["https://example.org/1"], "publisher": ["The Paper"], "proof": ["source-paper-2017"]}, "whobacks": {"source": "egypt", "target": "lna", "label": "arms", "family": "support", "sign": 1, "symmetric": false, "modality": "factual", "asserted": true, "when": "2014/2016", "first_seen": "2014-01-01", "last_seen": "2016-12-31", "stale": false, "cited_source": "paper-2017", "event": false, "match": "exact", "relation": "arms", "quote": "Egypt sent rifles", "paragraph": 1, "status": "unknown", "through": "sallum", "what": "rifles"}}
{"id": "claim-c-0000000000000002", "schema": "UnknownLink", "properties": {"subject": ["actor-us"], "object": ["actor-lna"], "role": ["shares intelligence with"], "status": ["planned"], "date": ["2017-07-10"], "summary": ["considering closer cooperation"], "description": ["United States shares intelligence with Libyan National Army (planned). Said by United States and the envoy, cited by CNN. paragraph: 2. intended: 2018."], "recordId": ["c-0000000000000002"], "sourceUrl": ["https://example.org/1"], "publisher": ["The Paper"], "proof": ["source-paper-2017"]}, "whobacks": {"source": "us", "target": "lna", "label": "shares intelligence with", "family": "support", "sign": 1, "symmetric": false, "modality": "planned", "asserted": false, "said_by": "us | the envoy", "cited_by": "CNN", "when": "2017-07-10", "stale": false, "cited_source": "paper-2017", "event": false, "match": "exact", "relation": "shares_intelligence_with", "quote": "considering closer cooperation", "paragraph": 2, "status": "unknown", "intended": "2018"}}
{"id": "claim-c-0000000000000003", "schema": "UnknownLink", "properties": {"subject": ["actor-egypt"], "object": ["actor-lna"], "role": ["backs"], "status": ["factual"], "summary": ["Cairo backs the army"], "description": ["Egypt backs Libyan National Army (factual). Attested between 2019-04-01 and 2019-04-30. paragraph: 3. status: ongoing. against: us. amount: $1m. count: 300. dated: from the byline. translation: words. accept: quote-reused. as told"], "recordId": ["c-0000000000000003"], "proof": ["source-wire-2019"]}, "whobacks": {"source": "egypt", "target": "lna", "label": "backs", "family": "support", "sign": 1, "symmetric": false, "modality": "factual", "asserted": true, "first_seen": "2019-04-01", "last_seen": "2019-04-30", "stale": false, "cited_source": "wire-2019", "event": false, "match": "exact", "relation": "backs", "quote": "Cairo backs the army", "paragraph": 3, "status": "ongoing", "against": "us", "amount": "$1m", "count": "300", "dated": "from the byline", "translation": "words", "note": "as told", "accept": "quote-reused"}}
{"id": "claim-c-0000000000000004", "schema": "UnknownLink", "properties": {"subject": ["actor-us"], "object": ["actor-egypt"], "role": ["meets"], "status": ["factual"], "date": ["2019-03"], "summary": ["met in Cairo"], "description": ["United States meets Egypt (factual). Attested between 2019-03-01 and 2019-03-31. paragraph: 4. place: Cairo."], "recordId": ["c-0000000000000004"], "proof": ["source-wire-2019"]}, "whobacks": {"source": "us", "target": "egypt", "label": "meets", "family": "contact", "sign": 0, "symmetric": true, "modality": "factual", "asserted": true, "when": "2019-03", "first_seen": "2019-03-01", "last_seen": "2019-03-31", "stale": false, "cited_source": "wire-2019", "event": true, "match": "exact", "relation": "meets", "quote": "met in Cairo", "paragraph": 4, "status": "unknown", "place": "Cairo"}}

"#]].raw());
}
