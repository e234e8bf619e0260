//! The tiny view as Turtle.

use snapbox::{IntoData, assert_data_eq, str};

use super::{text, tiny};
use crate::export::Format;

#[test]
fn in_full() {
    assert_data_eq!(
        text(Format::Turtle, &tiny()),
        str![[r#"
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix wikidata: <http://www.wikidata.org/entity/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix wb: <urn:whobacks:vocabulary:> .
@prefix citation: <urn:whobacks:citation:> .
@prefix relation: <urn:whobacks:relation:> .
@prefix selector: <urn:whobacks:selector:> .
@prefix dataset: <urn:whobacks:dataset:> .
@prefix source: <urn:whobacks:source:> .
@prefix target: <urn:whobacks:target:> .
@prefix actor: <urn:whobacks:actor:> .
@prefix claim: <urn:whobacks:claim:> .
@prefix schema: <http://schema.org/> .
dataset:this a wb:Dataset ;
	dcterms:title "Who backs whom" .
relation:backs a rdf:Property ;
	rdfs:label "backs" ;
	wb:inverse "backed_by" ;
	wb:family "support" ;
	wb:sign 1 ;
	wb:event false ;
	wb:esd "ext_u" ;
	wb:plover "SUPPORT" , "AID" .
relation:arms a rdf:Property ;
	rdfs:label "arms" ;
	rdfs:subPropertyOf relation:backs ;
	wb:inverse "armed_by" ;
	wb:family "support" ;
	wb:sign 1 ;
	wb:event false ;
	wb:esd "ext_w" ;
	wb:plover "AID" .
relation:shares_intelligence_with a rdf:Property ;
	rdfs:label "shares intelligence with" ;
	rdfs:subPropertyOf relation:backs ;
	wb:inverse "gets_intelligence_from" ;
	wb:family "support" ;
	wb:sign 1 ;
	wb:event false ;
	wb:esd "ext_i" ;
	wb:plover "COOPERATE" .
relation:meets a rdf:Property , owl:SymmetricProperty ;
	rdfs:label "meets" ;
	wb:family "contact" ;
	wb:sign 0 ;
	wb:event true ;
	wb:plover "CONSULT" .
actor:egypt a wb:Actor , prov:Agent ;
	rdfs:label "Egypt" ;
	wb:kind "state" ;
	skos:altLabel "Cairo" , "the Egyptians" ;
	owl:sameAs wikidata:Q79 .
actor:lna a wb:Actor , prov:Agent ;
	rdfs:label "Libyan National Army" ;
	wb:kind "military" ;
	wb:short "LNA" ;
	wb:when "2014/.."^^edtf:EDTF ;
	rdfs:comment "Styled so by itself." ;
	wb:aliasIn "wire-2019: the army" .
actor:sallum a wb:Actor , prov:Agent ;
	rdfs:label "Sallum" ;
	wb:kind "place" ;
	wb:within actor:egypt .
actor:us a wb:Actor , prov:Agent ;
	rdfs:label "United States" ;
	wb:kind "state" .
source:paper-2017 a wb:Source , prov:Entity ;
	dcterms:title "Egypt's role" ;
	dcterms:creator "A. Writer" ;
	dcterms:publisher "The Paper" ;
	dcterms:issued "2017-07-12"^^edtf:EDTF ;
	dcterms:language "en" ;
	schema:url "https://example.org/1" ;
	wb:file "paper-2017.txt" ;
	wb:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
source:wire-2019 a wb:Source , prov:Entity ;
	dcterms:title "On wire-2019" ;
	dcterms:issued "2019-04"^^edtf:EDTF ;
	wb:inferredFrom "its file name" ;
	wb:copyOf source:paper-2017 ;
	wb:reliesOn "CNN" ;
	wb:file "wire-2019.txt" ;
	wb:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
claim:c-0000000000000001 a wb:Claim , prov:Entity ;
	rdf:subject actor:egypt ;
	rdf:predicate relation:arms ;
	rdf:object actor:lna ;
	wb:modality "factual" ;
	wb:asserted true ;
	wb:status "unknown" ;
	prov:hadPrimarySource source:paper-2017 ;
	wb:when "2014/2016"^^edtf:EDTF ;
	wb:attestedFirst "2014-01-01"^^xsd:date ;
	wb:attestedLast "2016-12-31"^^xsd:date ;
	wb:startedFirst "2014-01-01"^^xsd:date ;
	wb:startedLast "2014-12-31"^^xsd:date ;
	wb:endedFirst "2016-01-01"^^xsd:date ;
	wb:endedLast "2016-12-31"^^xsd:date ;
	wb:through actor:sallum ;
	wb:what "rifles" ;
	wb:citation citation:c-0000000000000001 .
citation:c-0000000000000001 a oa:Annotation ;
	oa:motivatedBy oa:linking ;
	oa:hasBody claim:c-0000000000000001 ;
	oa:hasTarget target:c-0000000000000001 .
target:c-0000000000000001 a oa:SpecificResource ;
	oa:hasSource source:paper-2017 ;
	oa:hasSelector selector:c-0000000000000001 .
selector:c-0000000000000001 a oa:TextQuoteSelector ;
	oa:exact "Egypt sent rifles" ;
	wb:paragraph 1 ;
	wb:firstWord 1 ;
	wb:lastWord 4 ;
	wb:match "exact" .
claim:c-0000000000000002 a wb:Claim , prov:Entity ;
	rdf:subject actor:us ;
	rdf:predicate relation:shares_intelligence_with ;
	rdf:object actor:lna ;
	wb:modality "planned" ;
	wb:asserted false ;
	wb:status "unknown" ;
	prov:hadPrimarySource source:paper-2017 ;
	prov:wasAttributedTo actor:us ;
	wb:saidBy actor:us , "the envoy" ;
	wb:citedBy "CNN" ;
	wb:when "2017-07-10"^^edtf:EDTF ;
	wb:attestedFirst "2017-07-10"^^xsd:date ;
	wb:attestedLast "2017-07-10"^^xsd:date ;
	wb:intended "2018"^^edtf:EDTF ;
	wb:citation citation:c-0000000000000002 .
citation:c-0000000000000002 a oa:Annotation ;
	oa:motivatedBy oa:linking ;
	oa:hasBody claim:c-0000000000000002 ;
	oa:hasTarget target:c-0000000000000002 .
target:c-0000000000000002 a oa:SpecificResource ;
	oa:hasSource source:paper-2017 ;
	oa:hasSelector selector:c-0000000000000002 .
selector:c-0000000000000002 a oa:TextQuoteSelector ;
	oa:exact "considering closer cooperation" ;
	wb:paragraph 2 ;
	wb:firstWord 1 ;
	wb:lastWord 4 ;
	wb:match "exact" .
claim:c-0000000000000003 a wb:Claim , prov:Entity ;
	rdf:subject actor:egypt ;
	rdf:predicate relation:backs ;
	rdf:object actor:lna ;
	wb:modality "factual" ;
	wb:asserted true ;
	wb:status "ongoing" ;
	prov:hadPrimarySource source:wire-2019 ;
	wb:attestedFirst "2019-04-01"^^xsd:date ;
	wb:attestedLast "2019-04-30"^^xsd:date ;
	wb:against actor:us ;
	wb:count "300" ;
	wb:amount "$1m" ;
	wb:dated "from the byline" ;
	wb:translation "words" ;
	wb:note "as told" ;
	wb:accept "quote-reused" ;
	wb:citation citation:c-0000000000000003 .
citation:c-0000000000000003 a oa:Annotation ;
	oa:motivatedBy oa:linking ;
	oa:hasBody claim:c-0000000000000003 ;
	oa:hasTarget target:c-0000000000000003 .
target:c-0000000000000003 a oa:SpecificResource ;
	oa:hasSource source:wire-2019 ;
	oa:hasSelector selector:c-0000000000000003 .
selector:c-0000000000000003 a oa:TextQuoteSelector ;
	oa:exact "Cairo backs the army" ;
	wb:paragraph 3 ;
	wb:firstWord 1 ;
	wb:lastWord 4 ;
	wb:match "exact" .
claim:c-0000000000000004 a wb:Claim , prov:Entity ;
	rdf:subject actor:us ;
	rdf:predicate relation:meets ;
	rdf:object actor:egypt ;
	wb:modality "factual" ;
	wb:asserted true ;
	wb:status "unknown" ;
	prov:hadPrimarySource source:wire-2019 ;
	wb:when "2019-03"^^edtf:EDTF ;
	wb:attestedFirst "2019-03-01"^^xsd:date ;
	wb:attestedLast "2019-03-31"^^xsd:date ;
	wb:place "Cairo" ;
	wb:citation citation:c-0000000000000004 .
citation:c-0000000000000004 a oa:Annotation ;
	oa:motivatedBy oa:linking ;
	oa:hasBody claim:c-0000000000000004 ;
	oa:hasTarget target:c-0000000000000004 .
target:c-0000000000000004 a oa:SpecificResource ;
	oa:hasSource source:wire-2019 ;
	oa:hasSelector selector:c-0000000000000004 .
selector:c-0000000000000004 a oa:TextQuoteSelector ;
	oa:exact "met in Cairo" ;
	wb:paragraph 4 ;
	wb:firstWord 1 ;
	wb:lastWord 4 ;
	wb:match "exact" .
actor:egypt relation:arms actor:lna ;
	relation:backs actor:lna ;
	relation:meets actor:us .
actor:us relation:meets actor:egypt .

"#]]
        .raw()
    );
}
