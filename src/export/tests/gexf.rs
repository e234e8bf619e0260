//! The tiny view as GEXF.

use snapbox::{assert_data_eq, str};

use super::{text, text_with, tiny};
use crate::export::{Edges, Format};

#[test]
fn ties_in_full() {
    assert_data_eq!(
        text(Format::Gexf, &tiny()),
        str![[r#"
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
 <meta>
  <creator>whobacks</creator>
  <description>Who backs whom</description>
 </meta>
 <graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">
  <attributes class="node" mode="static">
   <attribute id="kind" title="kind" type="string"/>
   <attribute id="side" title="side" type="string"/>
   <attribute id="short" title="short" type="string"/>
   <attribute id="aliases" title="aliases" type="string"/>
   <attribute id="when" title="when" type="string"/>
   <attribute id="within" title="within" type="string"/>
   <attribute id="same_as" title="same_as" type="string"/>
   <attribute id="keep" title="keep" type="boolean"/>
   <attribute id="note" title="note" type="string"/>
   <attribute id="in_support" title="in_support" type="integer"/>
   <attribute id="out_support" title="out_support" type="integer"/>
  </attributes>
  <attributes class="edge" mode="static">
   <attribute id="family" title="family" type="string"/>
   <attribute id="sign" title="sign" type="integer"/>
   <attribute id="symmetric" title="symmetric" type="boolean"/>
   <attribute id="modality" title="modality" type="string"/>
   <attribute id="asserted" title="asserted" type="boolean"/>
   <attribute id="said_by" title="said_by" type="string"/>
   <attribute id="cited_by" title="cited_by" type="string"/>
   <attribute id="when" title="when" type="string"/>
   <attribute id="first_seen" title="first_seen" type="string"/>
   <attribute id="last_seen" title="last_seen" type="string"/>
   <attribute id="stale" title="stale" type="boolean"/>
   <attribute id="cited_source" title="cited_source" type="string"/>
   <attribute id="relations" title="relations" type="string"/>
   <attribute id="also" title="also" type="string"/>
   <attribute id="ended" title="ended" type="boolean"/>
   <attribute id="quotes" title="quotes" type="string"/>
   <attribute id="claims" title="claims" type="string"/>
  </attributes>
  <nodes>
   <node id="egypt" label="Egypt">
    <attvalues>
     <attvalue for="kind" value="state"/>
     <attvalue for="aliases" value="Cairo | the Egyptians"/>
     <attvalue for="same_as" value="Q79"/>
     <attvalue for="in_support" value="0"/>
     <attvalue for="out_support" value="1"/>
    </attvalues>
    <viz:color r="43" g="108" b="176"/>
    <viz:size value="13.86"/>
   </node>
   <node id="lna" label="Libyan National Army">
    <attvalues>
     <attvalue for="kind" value="military"/>
     <attvalue for="short" value="LNA"/>
     <attvalue for="when" value="2014/.."/>
     <attvalue for="note" value="Styled so by itself."/>
     <attvalue for="in_support" value="1"/>
     <attvalue for="out_support" value="0"/>
    </attvalues>
    <spells>
     <spell start="2014-01-01" end="2019-04-30"/>
    </spells>
    <viz:color r="168" g="116" b="42"/>
    <viz:size value="13.86"/>
   </node>
   <node id="sallum" label="Sallum">
    <attvalues>
     <attvalue for="kind" value="place"/>
     <attvalue for="within" value="egypt"/>
     <attvalue for="in_support" value="0"/>
     <attvalue for="out_support" value="0"/>
    </attvalues>
    <viz:color r="138" g="127" b="109"/>
    <viz:size value="8.00"/>
   </node>
   <node id="us" label="United States">
    <attvalues>
     <attvalue for="kind" value="state"/>
     <attvalue for="in_support" value="0"/>
     <attvalue for="out_support" value="0"/>
    </attvalues>
    <viz:color r="43" g="108" b="176"/>
    <viz:size value="13.86"/>
   </node>
  </nodes>
  <edges>
   <edge id="egypt/lna/support" source="egypt" target="lna" type="directed" kind="support" label="backs" weight="1">
    <attvalues>
     <attvalue for="family" value="support"/>
     <attvalue for="sign" value="1"/>
     <attvalue for="symmetric" value="false"/>
     <attvalue for="modality" value="factual"/>
     <attvalue for="asserted" value="true"/>
     <attvalue for="first_seen" value="2014-01-01"/>
     <attvalue for="last_seen" value="2019-04-30"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="paper-2017 | wire-2019"/>
     <attvalue for="relations" value="backs"/>
     <attvalue for="also" value="arms (ended)"/>
     <attvalue for="ended" value="false"/>
     <attvalue for="quotes" value="“Cairo backs the army” (wire-2019 ¶3)"/>
     <attvalue for="claims" value="c-0000000000000001 | c-0000000000000003"/>
    </attvalues>
    <spells>
     <spell start="2014-01-01" end="2016-12-31"/>
     <spell start="2019-04-01" end="2019-04-30"/>
    </spells>
    <viz:color r="11" g="60" b="120"/>
    <viz:thickness value="1"/>
    <viz:shape value="solid"/>
   </edge>
   <edge id="egypt/us/mutual-contact" source="egypt" target="us" type="directed" kind="mutual contact" label="meets" weight="1">
    <attvalues>
     <attvalue for="family" value="contact"/>
     <attvalue for="sign" value="0"/>
     <attvalue for="symmetric" value="true"/>
     <attvalue for="modality" value="factual"/>
     <attvalue for="asserted" value="true"/>
     <attvalue for="when" value="2019-03"/>
     <attvalue for="first_seen" value="2019-03-01"/>
     <attvalue for="last_seen" value="2019-03-31"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="wire-2019"/>
     <attvalue for="relations" value="meets"/>
     <attvalue for="ended" value="false"/>
     <attvalue for="quotes" value="“met in Cairo” (wire-2019 ¶4)"/>
     <attvalue for="claims" value="c-0000000000000004"/>
    </attvalues>
    <spells>
     <spell start="2019-03-01" end="2019-03-31"/>
    </spells>
    <viz:color r="44" g="52" b="62"/>
    <viz:thickness value="1"/>
    <viz:shape value="dotted"/>
   </edge>
   <edge id="us/lna/support" source="us" target="lna" type="directed" kind="support" label="shares intelligence with" weight="1">
    <attvalues>
     <attvalue for="family" value="support"/>
     <attvalue for="sign" value="1"/>
     <attvalue for="symmetric" value="false"/>
     <attvalue for="modality" value="planned"/>
     <attvalue for="asserted" value="false"/>
     <attvalue for="said_by" value="us | the envoy"/>
     <attvalue for="cited_by" value="CNN"/>
     <attvalue for="when" value="2017-07-10"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="paper-2017"/>
     <attvalue for="relations" value="shares_intelligence_with"/>
     <attvalue for="ended" value="false"/>
     <attvalue for="quotes" value="“considering closer cooperation” (paper-2017 ¶2)"/>
     <attvalue for="claims" value="c-0000000000000002"/>
    </attvalues>
    <viz:color r="11" g="60" b="120"/>
    <viz:thickness value="1"/>
    <viz:shape value="dashed"/>
   </edge>
  </edges>
 </graph>
</gexf>

"#]]
    );
}

#[test]
fn claims_in_full() {
    let text = text_with(Format::Gexf, &tiny(), Some(Edges::Claims));
    let edges = text.split_once(" <edges>").unwrap().1;
    assert_data_eq!(
        edges,
        str![[r#"

   <edge id="c-0000000000000001" source="egypt" target="lna" type="directed" kind="arms" label="arms" weight="1">
    <attvalues>
     <attvalue for="family" value="support"/>
     <attvalue for="sign" value="1"/>
     <attvalue for="symmetric" value="false"/>
     <attvalue for="modality" value="factual"/>
     <attvalue for="asserted" value="true"/>
     <attvalue for="when" value="2014/2016"/>
     <attvalue for="first_seen" value="2014-01-01"/>
     <attvalue for="last_seen" value="2016-12-31"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="paper-2017"/>
     <attvalue for="event" value="false"/>
     <attvalue for="match" value="exact"/>
     <attvalue for="relation" value="arms"/>
     <attvalue for="quote" value="Egypt sent rifles"/>
     <attvalue for="paragraph" value="1"/>
     <attvalue for="status" value="unknown"/>
     <attvalue for="through" value="sallum"/>
     <attvalue for="what" value="rifles"/>
    </attvalues>
    <spells>
     <spell start="2014-01-01" end="2016-12-31"/>
    </spells>
    <viz:color r="11" g="60" b="120"/>
    <viz:thickness value="1"/>
    <viz:shape value="solid"/>
   </edge>
   <edge id="c-0000000000000002" source="us" target="lna" type="directed" kind="shares_intelligence_with" label="shares intelligence with" weight="1">
    <attvalues>
     <attvalue for="family" value="support"/>
     <attvalue for="sign" value="1"/>
     <attvalue for="symmetric" value="false"/>
     <attvalue for="modality" value="planned"/>
     <attvalue for="asserted" value="false"/>
     <attvalue for="said_by" value="us | the envoy"/>
     <attvalue for="cited_by" value="CNN"/>
     <attvalue for="when" value="2017-07-10"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="paper-2017"/>
     <attvalue for="event" value="false"/>
     <attvalue for="match" value="exact"/>
     <attvalue for="relation" value="shares_intelligence_with"/>
     <attvalue for="quote" value="considering closer cooperation"/>
     <attvalue for="paragraph" value="2"/>
     <attvalue for="status" value="unknown"/>
     <attvalue for="intended" value="2018"/>
    </attvalues>
    <viz:color r="11" g="60" b="120"/>
    <viz:thickness value="1"/>
    <viz:shape value="dashed"/>
   </edge>
   <edge id="c-0000000000000003" source="egypt" target="lna" type="directed" kind="backs" label="backs" weight="1">
    <attvalues>
     <attvalue for="family" value="support"/>
     <attvalue for="sign" value="1"/>
     <attvalue for="symmetric" value="false"/>
     <attvalue for="modality" value="factual"/>
     <attvalue for="asserted" value="true"/>
     <attvalue for="first_seen" value="2019-04-01"/>
     <attvalue for="last_seen" value="2019-04-30"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="wire-2019"/>
     <attvalue for="event" value="false"/>
     <attvalue for="match" value="exact"/>
     <attvalue for="relation" value="backs"/>
     <attvalue for="quote" value="Cairo backs the army"/>
     <attvalue for="paragraph" value="3"/>
     <attvalue for="status" value="ongoing"/>
     <attvalue for="against" value="us"/>
     <attvalue for="amount" value="$1m"/>
     <attvalue for="count" value="300"/>
     <attvalue for="dated" value="from the byline"/>
     <attvalue for="translation" value="words"/>
     <attvalue for="note" value="as told"/>
     <attvalue for="accept" value="quote-reused"/>
    </attvalues>
    <spells>
     <spell start="2019-04-01" end="2019-04-30"/>
    </spells>
    <viz:color r="11" g="60" b="120"/>
    <viz:thickness value="1"/>
    <viz:shape value="solid"/>
   </edge>
   <edge id="c-0000000000000004" source="us" target="egypt" type="directed" kind="meets" label="meets" weight="1">
    <attvalues>
     <attvalue for="family" value="contact"/>
     <attvalue for="sign" value="0"/>
     <attvalue for="symmetric" value="true"/>
     <attvalue for="modality" value="factual"/>
     <attvalue for="asserted" value="true"/>
     <attvalue for="when" value="2019-03"/>
     <attvalue for="first_seen" value="2019-03-01"/>
     <attvalue for="last_seen" value="2019-03-31"/>
     <attvalue for="stale" value="false"/>
     <attvalue for="cited_source" value="wire-2019"/>
     <attvalue for="event" value="true"/>
     <attvalue for="match" value="exact"/>
     <attvalue for="relation" value="meets"/>
     <attvalue for="quote" value="met in Cairo"/>
     <attvalue for="paragraph" value="4"/>
     <attvalue for="status" value="unknown"/>
     <attvalue for="place" value="Cairo"/>
    </attvalues>
    <spells>
     <spell start="2019-03-01" end="2019-03-31"/>
    </spells>
    <viz:color r="44" g="52" b="62"/>
    <viz:thickness value="1"/>
    <viz:shape value="dotted"/>
   </edge>
  </edges>
 </graph>
</gexf>

"#]]
    );
}
