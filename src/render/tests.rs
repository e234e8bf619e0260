//! Pictures as bytes: what scripts, printers and other programs rely on.

use super::*;
use crate::choice::{Picture, Wishes};
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::layout::font::Fonts;
use crate::model::Kind;

fn hostile() -> Graph {
    Fixture::new("A <title> & \"more\" \u{1}")
        .actor("a", "Ünï & <b> \"quoted\" \u{7}", Kind::State)
        .actor("b", "", Kind::Person)
        .actor("c", "الجيش الوطني الليبي 中国 a name that goes on and on", Kind::ArmedGroup)
        .actor("d", "\u{301}\u{301}", Kind::Unit)
        .source("s", "2017-06-01")
        .claim("a backs b", "]]> --> <script>alert(1)</script>")
        .claim("b fights c", "a\u{0}b\nc\td")
        .claim("c part_of a", "ﷺ")
        .claim("d meets a", "&amp; &#x0;")
        .graph()
}

fn drawn(graph: &Graph) -> String {
    poster::svg(&told(graph), &Fonts::default())
}

fn told(graph: &Graph) -> Picture {
    Picture::of(graph, &Wishes { roll_up: false, ..Wishes::poster() })
}

/// Elements and their attributes; panics at what is not well-formed.
fn elements(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    loop {
        match reader.read_event().expect("the picture is well-formed") {
            quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e) => {
                let attributes = e.attributes().map(|a| a.expect("attributes are well-formed"));
                let text = |text: &str| text.to_owned();
                let attributes = attributes.map(|a| (text(a.key.as_ref()), text(&a.value)));
                elements.push((text(e.name().as_ref()), attributes.collect()));
            }
            quick_xml::events::Event::Eof => return elements,
            _ => {}
        }
    }
}

#[test]
fn scripts_find_their_way() {
    let graph = Fixture::new("T")
        .actor("egypt", "Egypt", Kind::State)
        .actor("gna", "GNA", Kind::Government)
        .actor("haftar", "Khalifa Haftar", Kind::Person)
        .source("s", "2017-06-01")
        .claim("egypt backs haftar", "q r s")
        .claim("haftar fights gna", "t u v")
        .graph();
    let svg = drawn(&graph);
    for part in [
        "data-view=\"poster\" data-at=\"\"",
        "<g class=\"side\" data-name=\"Khalifa Haftar’s side\"><title>Khalifa Haftar’s side</title>",
        "<g class=\"actor\" data-id=\"gna\" data-core=\"true\" data-parts=\"\" data-kind=\"government\">\n\
         <title>GNA (government)</title>",
        "<g class=\"tie\" data-from=\"egypt\" data-to=\"haftar\" data-family=\"support\" \
         data-sign=\"1\" data-relation=\"backs\" data-standing=\"definite\" \
         data-modality=\"factual\" data-claims=\"c-0000000000000001\" data-n=",
        " Egypt → Khalifa Haftar backs: “q r s” A ¶1</title>\n<path class=\"line\"",
        "data-from=\"gna\" data-to=\"haftar\" data-family=\"hostility\" data-sign=\"-1\"",
        "<text class=\"label\"",
        "<g class=\"note\" data-n=\"2\">",
        "<title id=\"title\">T</title>",
    ] {
        assert!(svg.contains(part), "no `{part}` in\n{svg}");
    }
    assert!(svg.contains(&poster::fingerprint(&told(&graph))));
}

#[test]
fn no_text_breaks_a_picture() {
    let svg = drawn(&hostile());
    assert!(!svg.contains("<script") && !svg.contains('\u{1}') && !svg.contains('\u{0}'));
    let elements = elements(&svg);
    let count = |class: &str| {
        let is = |(_, attributes): &&(String, Vec<(String, String)>)| {
            attributes.iter().any(|(name, value)| name == "class" && value == class)
        };
        elements.iter().filter(is).count()
    };
    assert_eq!((count("actor"), count("tie"), count("note")), (4, 4, 4));
}

#[test]
fn png_and_pdf_of_the_same() {
    let graph = hostile();
    let (svg, print) = (drawn(&graph), poster::fingerprint(&told(&graph)));
    let image = png(&svg, &Fonts::default(), 0.5, &print).unwrap().bytes;
    assert!(image.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(image.windows(print.len()).any(|part| part == print.as_bytes()));
    // The text chunk that we put in is one that decoders read over, its checksum included.
    assert!(resvg::tiny_skia::Pixmap::decode_png(&image).is_ok());
    let page = pdf(&[&svg], &Fonts::default(), "A (b \\ Ünï").unwrap();
    assert!(page.starts_with(b"%PDF-"));
    let holds = |text: &[u8]| page.windows(text.len()).any(|part| part == text);
    assert!(holds(b"/ToUnicode") && holds(b"DejaVuSansCondensed"), "text as text, with its font");
    let title: Vec<u8> =
        "A (b \\ Ünï".encode_utf16().flat_map(|unit| unit.to_be_bytes().to_vec()).collect();
    let hex: String = title.iter().map(|byte| format!("{byte:02X}")).collect();
    assert!(holds(format!("/Title<FEFF{hex}>").as_bytes()), "the title, whatever is in it");
    assert!(holds(b"/Lang(en)"), "the language that reading aloud goes by");
    let image = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g opacity=\".5\"><path d=\"M0 0h9v9z\"/></g></svg>";
    assert!(pdf(&[image], &Fonts::default(), "").is_err(), "what is not painted is not left out");
}

#[test]
fn a_picture_too_large_to_paint_is_painted_smaller() {
    let long = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9e6\" height=\"1\"/>";
    let painted = png(long, &Fonts::default(), 1.0, "").unwrap();
    let map = resvg::tiny_skia::Pixmap::decode_png(&painted.bytes).unwrap();
    assert!(painted.scale < 0.01 && (16_384..=16_385).contains(&map.width()), "{}", map.width());
    assert!(png("<svg", &Fonts::default(), 1.0, "").is_err());
}

/// What stands between two words.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(inside, _)| inside)
}

#[test]
fn the_font_lies_in_the_picture_with_its_licence() {
    let svg = drawn(&hostile());
    assert_eq!(svg.matches("@font-face{").count(), 2, "regular and bold");
    let style = between(&svg, "<style>\n", "</style>").unwrap();
    for face in style.lines() {
        let start = "@font-face{font-family:\"DejaVu Sans Condensed\";font-weight:";
        assert!(face.starts_with(start) && face.ends_with(") format(\"truetype\")}"), "{face}");
        let data = between(face, "src:url(data:font/ttf;base64,", ")").unwrap();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"+/=".contains(&b);
        assert!(data.len() > 4_000 && data.len() < 30_000 && data.bytes().all(plain));
    }
    let licence = between(&svg, "<metadata>", "</metadata>").unwrap();
    for part in ["2003 by Bitstream", "2006 by Tavmjong Bah", "this permission notice shall"] {
        assert!(licence.contains(part), "no `{part}`");
    }
    let whole = elements(&svg);
    let count = |name: &str| whole.iter().filter(|(n, _)| n == name).count();
    assert_eq!((count("style"), count("metadata"), count("script")), (1, 1, 0));
}

#[test]
fn the_fingerprint_tells_views_apart() {
    let graph = hostile();
    let print = |wishes: &Wishes| poster::fingerprint(&Picture::of(&graph, wishes));
    let whole = print(&Wishes::poster());
    assert_eq!(whole, print(&Wishes::poster()));
    assert_eq!(whole.len(), 32);
    let titled = Wishes { title: Some("Other".to_owned()), ..Wishes::poster() };
    let dated = Wishes { at: "2017".parse().ok(), ..Wishes::poster() };
    assert_ne!(whole, print(&titled));
    assert_ne!(whole, print(&dated));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let svg = drawn(&hostile());
    assert_eq!(svg, drawn(&hostile()));
    for _ in 0..6 {
        assert!(
            pdf(&[&svg], &Fonts::default(), "T").unwrap()
                == pdf(&[&svg], &Fonts::default(), "T").unwrap()
        );
    }
}

#[test]
fn other_letters_lie_in_the_picture_with_their_font() {
    let graph = Fixture::new("T")
        .actor("a", "中国 A", Kind::State)
        .actor("b", "国人", Kind::Person)
        .source("s", "2017-06-01")
        .claim("a backs b", "q")
        .graph();
    let picture = told(&graph);
    let mut fonts = Fonts::default();
    let names = ["中国 A", "国人"];
    let found = unset(&poster::svg(&picture, &fonts), &fonts).unwrap();
    assert!(names.iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
    fonts.add(crate::layout::font::chinese());
    let svg = poster::svg(&picture, &fonts);
    assert!(svg.contains("><tspan font-family=\"letters-1\">中国</tspan> A</text>"), "{svg}");
    let face =
        "@font-face{font-family:\"letters-1\";font-weight:1 1000;src:url(data:font/ttf;base64,";
    assert_eq!(svg.matches(face).count(), 1);
    let found = unset(&svg, &fonts).unwrap();
    assert!(found.iter().all(|text| text.contains('人')) && found.contains(&"国人".to_owned()));
    elements(&svg);
    let page = pdf(&[&svg], &fonts, "T").unwrap();
    assert_eq!(page, pdf(&[&svg], &fonts, "T").unwrap());
    // One more than the two of the program.
    assert_eq!(page.windows(15).filter(|part| part == b"/Type0/BaseFont").count(), 3);
    assert!(png(&svg, &fonts, 1.0, "").is_ok());
}
