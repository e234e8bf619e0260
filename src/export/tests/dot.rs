//! The tiny view as DOT.

use snapbox::{IntoData, assert_data_eq, str};

use super::{text, text_with, tiny};
use crate::export::{Edges, ExportOptions, Format, write_with};
use crate::view::View;

#[test]
fn in_full() {
    assert_data_eq!(text(Format::Dot, &tiny()), str![[r##"
digraph whobacks {
  graph[rankdir="TB" newrank="true" fontname="Helvetica" fontcolor="#24292f" labelloc="t" nodesep="0.28" ranksep="0.7" outputorder="edgesfirst" pad="0.3" bgcolor="#ffffff" tooltip="Who backs whom" K="0.9" overlap="false" label=<<font point-size="20"><b>Who backs whom</b></font><br/><font point-size="4"> </font><br/><font point-size="11" color="#5a6270"><font color="#0b3c78"><b>─▶</b> backs</font>     <font color="#2c343e"><b>┈›</b> deals with</font>     ╌╌ not certain, or not now</font><br/> >];
  node[shape="box" style="rounded,filled" fillcolor="#ffffff" fontname="Helvetica" fontsize="11" fontcolor="#24292f" height="0.3" margin="0.13,0.06" penwidth="1.2"];
  edge[fontname="Helvetica" fontsize="9" arrowsize="0.7"];
  "egypt"[label="Egypt" tooltip="Egypt (state)\nalso Cairo, the Egyptians" color="#5a6270" penwidth="1.7"];
  "lna"[label="LNA" tooltip="Libyan National Army (military)" color="#5a6270" penwidth="1.1"];
  "sallum"[label="Sallum" tooltip="Sallum (place)" color="#5a6270" penwidth="1.1"];
  "us"[label="United States" tooltip="United States (state)" color="#5a6270" penwidth="1.7"];
  "egypt" -> "lna" [label=" backs " tooltip="Egypt arms LNA, 2014/2016\n    “Egypt sent rifles”\n    Egypt's role (2017-07-12)\nEgypt backs LNA\n    “Cairo backs the army”\n    On wire-2019 (2019-04)" labeltooltip="Egypt arms LNA, 2014/2016\n    “Egypt sent rifles”\n    Egypt's role (2017-07-12)\nEgypt backs LNA\n    “Cairo backs the army”\n    On wire-2019 (2019-04)" class="support" color="#0b3c78" fontcolor="#082d5a" style="solid" penwidth="1.8" arrowhead="normal" weight="2"];
  "egypt" -> "us" [label=" meets " tooltip="United States meets Egypt, 2019-03\n    “met in Cairo”\n    On wire-2019 (2019-04)" labeltooltip="United States meets Egypt, 2019-03\n    “met in Cairo”\n    On wire-2019 (2019-04)" class="contact" color="#2c343e" fontcolor="#21272e" style="dotted" penwidth="1.8" arrowhead="vee" dir="both" arrowtail="vee" weight="1"];
  "us" -> "lna" [label=" shares intelligence with (planned) " tooltip="United States shares intelligence with LNA, 2017-07-10 (planned, say United States and the envoy, cited by CNN)\n    “considering closer cooperation”\n    Egypt's role (2017-07-12)" labeltooltip="United States shares intelligence with LNA, 2017-07-10 (planned, say United States and the envoy, cited by CNN)\n    “considering closer cooperation”\n    Egypt's role (2017-07-12)" class="support" color="#0b3c78" fontcolor="#082d5a" style="dashed" penwidth="1.4" arrowhead="normal" weight="2"];
}

"##]].raw());
}

#[test]
fn claims_are_labelled_with_their_dates() {
    let text = text_with(Format::Dot, &tiny(), Some(Edges::Claims));
    let labels: Vec<&str> = text.lines().filter(|line| line.contains(" -> ")).collect();
    assert_eq!(labels.len(), 4);
    assert!(
        labels[0].contains("label=\"\u{a0}arms (ended)\u{a0}\\n\u{a0}2014/2016\u{a0}\""),
        "{}",
        labels[0]
    );
}

#[test]
fn sides_are_clusters_the_largest_first() {
    let graph = tiny();
    let mut view = View::whole(&graph);
    for (mark, side) in view.marks.iter_mut().zip(["z \"y\"", "z \"y\"", "a"]) {
        mark.side = Some(side.to_owned());
    }
    let mut out = Vec::new();
    write_with(Format::Dot, &view, ExportOptions::default(), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("no {part} in\n{text}"));
    let places = [
        "subgraph \"cluster_0\"",
        "graph[label=\"z \\\"y\\\"\"",
        "\"egypt\"[",
        "\"lna\"[",
        "subgraph \"cluster_1\"",
        "graph[label=\"a\"",
        "\"us\"[",
        "\"egypt\" -> ",
    ]
    .map(place);
    assert!(places.is_sorted(), "{text}");
}
