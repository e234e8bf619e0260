//! What scripts and screen readers find in a column.

use super::*;
use crate::choice::Wishes;
use crate::graph::Graph;
use crate::graph::fixture::Fixture;
use crate::model::Kind;
use crate::model::Modality;

fn graph() -> Graph {
    let mut fixture = Fixture::new("A <war> & \"peace\"");
    for (id, name, kind) in [
        ("a", "Aland", Kind::State),
        ("b", "Band <b>", Kind::ArmedGroup),
        ("c", "القوات المسلحة", Kind::Military),
        ("d", "Deal", Kind::State),
    ] {
        fixture = fixture.actor(id, name, kind);
    }
    fixture
        .source("s", "2020-06")
        .claim("a arms b", "sends it <arms>")
        .claim("b fights c", "at war")
        .claim("d backs c", "reported to help")
        .modality(Modality::Reported)
        .said_by("somebody")
        .claim("d meets b", "met in May")
        .when("2020-05")
        .graph()
}

fn drawn(page: PageFormat) -> String {
    let wishes = Wishes { at: "2020".parse().ok(), ..Wishes::default() };
    pages(&Picture::of(&graph(), &wishes), page, &Fonts::default()).remove(0)
}

#[test]
fn every_part_says_what_it_is() {
    let svg = drawn(PageFormat::COLUMN);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("data-view=\"column\" data-at=\"2020\" data-fingerprint=\""));
    let count = |part: &str| svg.matches(part).count();
    assert_eq!(count("<g class=\"side\" data-name="), 2);
    assert_eq!(count("<g class=\"actor\" data-id="), 4);
    assert_eq!(count("data-core=\"true\""), 2);
    assert_eq!(count("<g class=\"tie\" data-from="), 4);
    assert_eq!(count("<g class=\"note\" data-n="), 4);
    assert_eq!(count("<g class=\"legend\">"), 1);
    // One in each side, actor and tie, and that of the whole.
    assert_eq!(count("<title"), 2 + 4 + 4 + 1);
    for tie in svg.split("<g class=\"tie\"").skip(1) {
        let tie = tie.split("</g>").next().unwrap_or_default();
        for mark in [
            "data-to=",
            "data-family=",
            "data-sign=",
            "data-relation=",
            "data-standing=",
            "data-modality=",
            "data-claims=\"c-",
            "data-n=",
        ] {
            assert!(tie.contains(mark), "{mark}: {tie}");
        }
        assert!(
            tie.contains("<path class=\"line\"")
                && tie.contains("class=\"label\"")
                && tie.contains("class=\"number\"")
        );
    }
    assert!(!svg.contains("<war>") && svg.contains("A &lt;war&gt; &amp; &quot;peace&quot;"));
}

#[test]
fn only_what_is_certain_and_a_fact_is_solid() {
    let svg = drawn(PageFormat::COLUMN);
    for tie in svg.split("<g class=\"tie\"").skip(1) {
        let firm = tie.contains("data-standing=\"definite\" data-modality=\"factual\"");
        let contact = tie.contains("data-family=\"contact\"");
        let line = tie.split("<path class=\"line\"").nth(1).and_then(|l| l.split("/>").next());
        let solid = !line.expect("a line").contains("stroke-dasharray");
        assert_eq!(solid, firm && !contact, "{tie}");
    }
    assert!(svg.contains("reportedly"));
}

#[test]
fn a_page_has_the_form_of_paper() {
    let svg = drawn(PageFormat::A4);
    assert!(svg.contains("width=\"747\" height=\"1056\"") && svg.contains("data-view=\"page\""));
}

#[test]
fn another_picture_has_another_fingerprint() {
    let wishes = Wishes { at: "2020".parse().ok(), ..Wishes::default() };
    let picture = Picture::of(&graph(), &wishes);
    let other = Picture { title: "Another".to_owned(), ..picture.clone() };
    assert_ne!(fingerprint(&picture, PageFormat::COLUMN), fingerprint(&other, PageFormat::COLUMN));
    assert_ne!(fingerprint(&picture, PageFormat::COLUMN), fingerprint(&picture, PageFormat::A4));
}

#[test]
fn words_are_quoted_once_where_room_is_short() {
    let words = "Aland and Deal have both sent guns and money to it";
    let graph = Fixture::new("Once")
        .actor("a", "Aland", Kind::State)
        .actor("d", "Deal", Kind::State)
        .actor("b", "Band", Kind::ArmedGroup)
        .source("s", "2020-06")
        .claim("a backs b", words)
        .at(3, (1, 11))
        .claim("d backs b", words)
        .at(3, (1, 11))
        .graph();
    let picture = Picture::of(&graph, &Wishes::default());
    let quoted = |length| {
        let notes =
            Notes::set(&picture, &[0, 1], sheet(PageFormat::COLUMN), length, &Fonts::default());
        let fonts = Fonts::default();
        let mut out = Canvas::new(&fonts);
        notes.draw(&mut out, 0.0);
        let document = Document {
            view: "column",
            at: "",
            title: "",
            about: "",
            fingerprint: "",
            include: &[],
            size: at(640.0, 200.0),
        };
        out.document(&document)
    };
    let (long, middle) = (quoted(Length::Long), quoted(Length::Middle));
    assert_eq!((long.matches("“Aland").count(), middle.matches("“Aland").count()), (2, 1));
    assert!(middle.contains("words of note 1, A ¶"), "{middle}");
}

#[test]
fn a_picture_says_what_was_asked_for_beside_what_is_asserted() {
    let drawn = |include: Vec<Modality>| {
        let wishes = Wishes { at: "2020".parse().ok(), include, ..Wishes::default() };
        pages(&Picture::of(&graph(), &wishes), PageFormat::COLUMN, &Fonts::default()).remove(0)
    };
    assert!(!drawn(Vec::new()).contains("data-include"));
    let asked = drawn(vec![Modality::Alleged, Modality::Planned]);
    assert!(asked.contains(" data-include=\"alleged planned\""));
}
