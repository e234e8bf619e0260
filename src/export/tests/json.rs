//! The tiny view as JSON.

use snapbox::{assert_data_eq, str};

use super::{text, tiny};
use crate::export::Format;

#[test]
fn in_full() {
    assert_data_eq!(
        text(Format::Json, &tiny()),
        str![[r#"
{"whobacks": 2, "directed": true, "multigraph": true,
 "graph": {"title": "Who backs whom",
  "sources": [
   {"id": "paper-2017", "title": "Egypt's role", "authors": ["A. Writer"], "publisher": "The Paper", "published": "2017-07-12", "language": "en", "url": "https://example.org/1", "file": "paper-2017.txt", "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "words": 1000, "paragraphs": 40},
   {"id": "wire-2019", "title": "On wire-2019", "published": "2019-04", "inferred_from": "its file name", "copy_of": "paper-2017", "relies_on": ["CNN"], "file": "wire-2019.txt", "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "words": 1000, "paragraphs": 40}],
  "relations": {
   "backs": {"label": "backs", "inverse": "backed_by", "family": "support", "sign": 1, "symmetric": false, "event": false, "is_a": null, "esd": {"ext_u": "support of unknown type"}, "plover": {"SUPPORT": "give political support", "AID": "give material aid"}},
   "arms": {"label": "arms", "inverse": "armed_by", "family": "support", "sign": 1, "symmetric": false, "event": false, "is_a": "backs", "esd": {"ext_w": "weapons"}, "plover": {"AID": "give material aid"}},
   "shares_intelligence_with": {"label": "shares intelligence with", "inverse": "gets_intelligence_from", "family": "support", "sign": 1, "symmetric": false, "event": false, "is_a": "backs", "esd": {"ext_i": "intelligence"}, "plover": {"COOPERATE": "cooperate in practice"}},
   "meets": {"label": "meets", "inverse": null, "family": "contact", "sign": 0, "symmetric": true, "event": true, "is_a": null, "plover": {"CONSULT": "meet, visit, talk"}}}},
 "nodes": [
  {"id": "egypt", "label": "Egypt", "kind": "state", "aliases": ["Cairo", "the Egyptians"], "same_as": "Q79"},
  {"id": "lna", "label": "Libyan National Army", "kind": "military", "aliases": [], "short": "LNA", "when": "2014/..", "aliases_in": {"wire-2019": ["the army"]}, "note": "Styled so by itself."},
  {"id": "sallum", "label": "Sallum", "kind": "place", "aliases": [], "within": "egypt"},
  {"id": "us", "label": "United States", "kind": "state", "aliases": []}],
 "edges": [
  {"key": "c-0000000000000001", "source": "egypt", "target": "lna", "relation": "arms", "family": "support", "sign": 1, "symmetric": false, "event": false, "modality": "factual", "status": "unknown", "said_by": [], "cited_by": [], "when": "2014/2016", "attested": ["2014-01-01", "2016-12-31"], "start": ["2014-01-01", "2014-12-31"], "end": ["2016-01-01", "2016-12-31"], "citation": {"source": "paper-2017", "paragraph": 1, "words": [1, 4], "quote": "Egypt sent rifles", "match": "exact"}, "through": ["sallum"], "what": "rifles"},
  {"key": "c-0000000000000002", "source": "us", "target": "lna", "relation": "shares_intelligence_with", "family": "support", "sign": 1, "symmetric": false, "event": false, "modality": "planned", "status": "unknown", "said_by": ["us", "the envoy"], "cited_by": ["CNN"], "when": "2017-07-10", "attested": ["2017-07-10", "2017-07-10"], "start": null, "end": null, "citation": {"source": "paper-2017", "paragraph": 2, "words": [1, 4], "quote": "considering closer cooperation", "match": "exact"}, "intended": "2018"},
  {"key": "c-0000000000000003", "source": "egypt", "target": "lna", "relation": "backs", "family": "support", "sign": 1, "symmetric": false, "event": false, "modality": "factual", "status": "ongoing", "said_by": [], "cited_by": [], "when": null, "attested": ["2019-04-01", "2019-04-30"], "start": null, "end": null, "citation": {"source": "wire-2019", "paragraph": 3, "words": [1, 4], "quote": "Cairo backs the army", "match": "exact"}, "against": ["us"], "amount": "$1m", "count": "300", "dated": "from the byline", "translation": "words", "note": "as told", "accept": ["quote-reused"]},
  {"key": "c-0000000000000004", "source": "us", "target": "egypt", "relation": "meets", "family": "contact", "sign": 0, "symmetric": true, "event": true, "modality": "factual", "status": "unknown", "said_by": [], "cited_by": [], "when": "2019-03", "attested": ["2019-03-01", "2019-03-31"], "start": null, "end": null, "citation": {"source": "wire-2019", "paragraph": 4, "words": [1, 4], "quote": "met in Cairo", "match": "exact"}, "place": "Cairo"}]}

"#]]
    );
}
