//! Pictures as bytes: what scripts, printers and other programs rely on.

use super::*;
use crate::choice::{Picture, Slices, Wishes};
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::layout::font::Fonts;
use crate::model::{Kind, Modality, Status};

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
        "<g class=\"actor\" data-id=\"gna\" data-core=\"true\" data-parts=\"\" data-kind=\"government\" \
         data-tier=\"core\">\n\
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

/// A war of three camps, its actors named in three scripts, with ties of every sort and standing.
fn war(actors: usize, ties: usize) -> Graph {
    let mut fixture = Fixture::new("A war of three camps");
    let names =
        ["Northern League", "جبهة التحرير الوطنية", "中国东部军", "צבא ההר", "Coast", "Gen. Oda"];
    let kinds = [Kind::State, Kind::ArmedGroup, Kind::Military, Kind::Government, Kind::Person];
    for i in 0..actors {
        let name = format!("{} {i}", names[i % names.len()]);
        fixture = fixture.actor(&format!("a{i:02}"), &name, kinds[i % kinds.len()]);
    }
    fixture = fixture.source("s", "2025-03-01");
    let relations =
        ["backs", "arms", "fights", "opposes", "commands", "meets", "allied_with", "praises"];
    for k in 0..ties {
        // Every second tie is of one of three camps; the pairs are of no order that helps a layout.
        let from = if k % 2 == 0 { k % 3 } else { (k * 7 + k / actors) % actors };
        let to = (from + 1 + (k * 5 + k / 3) % (actors - 1)) % actors;
        let relation = relations[(k + k / 8) % relations.len()];
        fixture = fixture.claim(&format!("a{from:02} {relation} a{to:02}"), &format!("words {k}"));
        fixture = match k % 5 {
            1 => fixture.modality(crate::model::Modality::Reported),
            2 => fixture.modality(crate::model::Modality::Alleged),
            3 => fixture.when("2019").status(crate::model::Status::Ended),
            _ => fixture,
        };
    }
    fixture.graph()
}

/// The texts of some class with where they begin.
fn texts(svg: &str, class: &str) -> Vec<(f64, f64, String)> {
    let start = format!("<text class=\"{class}\" x=\"");
    let number = |text: &str| text.parse::<f64>().expect("a number");
    (svg.split(&start).skip(1))
        .map(|rest| {
            let (x, rest) = rest.split_once("\" y=\"").expect("a place");
            let (y, rest) = rest.split_once('"').expect("a place");
            let text = between(rest, ">", "</text>").unwrap_or_default();
            (number(x), number(y), text.to_owned())
        })
        .collect()
}

#[test]
fn a_poster_has_all_of_it_and_is_numbered_as_one_reads() {
    let picture = told(&war(14, 30));
    let svg = poster::svg(&picture, &Fonts::default());
    let count = |part: &str| svg.matches(part).count();
    let ties = picture.ties.len();
    assert!(ties > 20, "{ties}");
    assert_eq!((count("<g class=\"tie\""), count("<g class=\"note\"")), (ties, ties));
    assert_eq!(count("<g class=\"actor\""), picture.figures.len());
    // A verb on every line, and a number behind it; the numbers go down the sheet.
    for tie in svg.split("<g class=\"tie\"").skip(1) {
        let tie = tie.split("</g>").next().unwrap_or_default();
        assert_eq!(tie.matches("class=\"number\"").count(), 1, "{tie}");
        assert!(tie.contains("class=\"label\""), "{tie}");
        let firm = tie.contains("data-standing=\"definite\" data-modality=\"factual\"");
        let line = between(tie, "<path class=\"line\"", "/>").unwrap_or_default();
        let dashed = line.contains("stroke-dasharray=\"6 4\"") || line.contains(" 6 5\"");
        assert_eq!(firm, !dashed, "{line}");
    }
    let mut numbers: Vec<(usize, f64)> = texts(&svg, "number")
        .into_iter()
        .map(|(_, y, text)| (text.parse().expect("a number"), y))
        .collect();
    numbers.sort_by_key(|(n, _)| *n);
    let (ns, ys): (Vec<usize>, Vec<f64>) = numbers.into_iter().unzip();
    assert_eq!(ns, (1..=ties).collect::<Vec<_>>());
    assert!(ys.windows(2).all(|w| w[1] > w[0] - 24.1), "{ys:?}");
    // Sides as of A-series paper, upright or lying.
    let size =
        |name: &str| between(&svg, &format!(" {name}=\""), "\"").and_then(|n| n.parse().ok());
    let (w, h): (f64, f64) = (size("width").unwrap(), size("height").unwrap());
    let ratio = w.max(h) / w.min(h);
    assert!((ratio - std::f64::consts::SQRT_2).abs() < 0.01, "{w} {h}");
    let legend = between(&svg, "<g class=\"legend\">", "</g>").unwrap_or_default();
    assert!((2..=6).contains(&legend.matches("<text").count()), "{legend}");
    assert_eq!(svg, poster::svg(&picture, &Fonts::default()));
}

#[test]
fn ends_of_lines_are_ten_units_or_more() {
    let svg = drawn(&war(9, 24));
    let ends: Vec<&str> = svg.split("<path class=\"end\" d=\"").skip(1).collect();
    assert!(ends.len() > 20);
    for end in ends {
        let path = end.split('"').next().unwrap_or_default();
        let numbers: Vec<f64> = path
            .split(|c: char| c.is_ascii_uppercase() || c == ' ')
            .filter_map(|n| n.parse().ok())
            .collect();
        let points: Vec<(f64, f64)> = numbers.chunks_exact(2).map(|p| (p[0], p[1])).collect();
        let far = |p: &(f64, f64)| {
            points.iter().map(|q| (p.0 - q.0).hypot(p.1 - q.1)).fold(0.0, f64::max)
        };
        assert!(points.iter().map(far).fold(0.0, f64::max) >= 10.0, "{path}");
    }
}

/// A war whose parties are others at every date.
fn turning() -> Graph {
    let mut war = Fixture::new("Turns, 2016–2024");
    for (id, name, kind) in [
        ("gov", "government of Dorn", Kind::Government),
        ("guard", "People's Guard", Kind::ArmedGroup),
        ("kade", "Milan Kade", Kind::Person),
        ("rivers", "Two Rivers Militia", Kind::ArmedGroup),
        ("league", "Hill League", Kind::ArmedGroup),
        ("legion", "Elm Legion", Kind::ArmedGroup),
        ("south", "Southia", Kind::State),
        ("bureau", "Bureau 9", Kind::Agency),
        ("west", "Westland", Kind::State),
        ("east", "Eastland", Kind::State),
        ("union", "Continental Union", Kind::Organisation),
    ] {
        war = war.actor(id, name, kind);
    }
    war.source("one", "2019-06-14")
        .claim("south arms guard", "since 2017, it is said")
        .when("2017/..")
        .modality(Modality::Reported)
        .claim("west backs gov", "it backs the government")
        .claim("kade commands guard", "its general")
        .claim("guard fights gov", "since 2016")
        .when("2016/..")
        .claim("rivers allied_with league", "allies")
        .claim("league fights guard", "at war with it")
        .source("two", "2021-11")
        .claim("west backs gov", "until May")
        .when("../2021-05")
        .status(Status::Ended)
        .claim("bureau part_of south", "its bureau")
        .claim("bureau trains guard", "probably")
        .modality(Modality::Assessed)
        .claim("east recognises gov", "it recognises it")
        .claim("union mediates_between gov", "between both")
        .claim("union mediates_between guard", "between both")
        .source("three", "2023-02-20")
        .claim("kade leads guard", "he leads it")
        .claim("south arms guard", "it arms it")
        .source("four", "2024-09-03")
        .claim("legion fights guard", "it fights it")
        .claim("east backs guard", "now it backs it")
        .status(Status::Begun)
        .claim("south strikes legion", "aircraft")
        .when("2024-08")
        .graph()
}

#[test]
fn no_sheet_of_several_dates_is_blank() {
    let dates = ["2019", "2021", "2023", "2024"].map(|date| date.parse().expect("a date"));
    let slices = Slices::of(&turning(), &Wishes::default(), &dates);
    let pages = panels::pages(&slices, &Fonts::default());
    for (date, panel) in dates.iter().zip(&slices.panels) {
        let drawn = |class: &str, end: &str| -> usize {
            let own = format!("class=\"{class}\" data-{end}=\"");
            let at = format!("@{date}\"");
            let groups =
                pages.iter().flat_map(|page| page.split("<g ")).filter(|g| g.starts_with(&own));
            groups.filter(|group| group.split('>').next().is_some_and(|g| g.contains(&at))).count()
        };
        let (boxes, lines) = (drawn("actor", "id"), drawn("tie", "from"));
        let (all, ties) = (panel.picture.figures.len(), panel.picture.ties.len());
        assert!(
            boxes + 2 >= all && lines + 2 >= ties,
            "{date}: {boxes} of {all}, {lines} of {ties}"
        );
    }
}
