use std::path::Path;

use super::*;
use crate::annotation::{Arena, parse};
use crate::evidence::{Quote, Text};
use crate::model::{Modality, Period, Status};

const ACTORS: &str = r#"(actors: {
    "orlan": (name: "Orlan", kind: state, aliases: ["Orlanese"]),
    "tarsk": (name: "Tarsk", kind: state),
    "veshti": (name: "Veshti Front", kind: armed_group, aliases: ["the Front"]),
    "accord": (name: "Council of Accord", kind: government, aliases_in: {"press": ["the Council"], "other": ["the Cabinet"]}),
    "dalen": (name: "Mira Dalen", kind: person, aliases: ["Dalen"]),
    "brigade": (name: "Ninth Brigade", kind: unit),
    "port": (name: "Port Sevel", kind: place),
    "un": (name: "United Nations", short: "UN", kind: organisation),
})"#;

/// The proposals of a text, each as `from relation to`, with what else it says.
fn proposals(text: &str) -> Vec<Proposal> {
    let arena = Arena::new();
    let dataset = parse(Path::new("a.ron"), ACTORS, &arena);
    let text = Text::new(text, false);
    let found = Suggester::new(&dataset, "press", None).source(&text);
    for proposal in &found {
        let quote = Quote::parse(&proposal.quote);
        assert!((3..=15).contains(&quote.word_count()), "{}", proposal.quote);
        assert!(quote.parts().iter().all(|part| *part >= 3), "{}", proposal.quote);
        assert!(!text.find(&quote).is_empty(), "{}", proposal.quote);
    }
    found
}

fn first(text: &str) -> (String, Proposal) {
    let found = proposals(text);
    let proposal = found.into_iter().next().unwrap_or_else(|| panic!("nothing of: {text}"));
    let Interpretation { from, relation, to, .. } = &proposal.readings[0];
    (format!("{from} {relation} {to}"), proposal)
}

#[test]
fn verbs_say_what_and_who() {
    for (text, expected) in [
        ("Orlan backs the Veshti Front.", "orlan backs veshti"),
        ("Orlan has quietly armed the Veshti Front.", "orlan arms veshti"),
        ("The Veshti Front is armed by Orlan.", "orlan arms veshti"),
        ("The Veshti Front, funded and equipped by Orlan, held on.", "orlan supplies veshti"),
        ("The UN-backed Council of Accord fled.", "un backs accord"),
        ("Orlan sent new weapons to the Veshti Front.", "orlan arms veshti"),
        ("The Veshti Front received weapons from Orlan.", "orlan arms veshti"),
        (
            "With the backing of Orlan the Veshti Front held on, but Orlan denied it.",
            "orlan backs veshti",
        ),
        ("Dalen, commander of the Ninth Brigade, was there.", "dalen commands brigade"),
        ("The commander of the Ninth Brigade, Mira Dalen, was there.", "dalen commands brigade"),
        ("Veshti Front fighters captured Port Sevel.", "veshti took port"),
        ("Orlan has fought the Veshti Front for years.", "orlan fights veshti"),
        ("Orlan opened an embassy in Tarsk.", "orlan opens_mission_in tarsk"),
        ("The Ninth Brigade is part of the Veshti Front.", "brigade part_of veshti"),
        ("Mira Dalen met officials of Orlan.", "dalen meets orlan"),
        ("Talks between Orlan and Tarsk failed.", "orlan negotiates_with tarsk"),
        ("The anti-Veshti Front camp of Orlan met.", "orlan opposes veshti"),
    ] {
        assert_eq!(first(text).0, expected, "{text}");
    }
}

#[test]
fn quotes_are_short_and_hold_both_ends() {
    for (text, quote) in [
        ("Orlan backs the Veshti Front, as all know.", "Orlan backs the Veshti Front"),
        ("It watched Orlan of Tarsk.", "Orlan of Tarsk"),
        (
            "Orlan, which had for years said nothing at all about any of the many wars that were fought \
             along the coast, armed the Veshti Front.",
            "Orlan, which had … armed the Veshti Front",
        ),
    ] {
        assert_eq!(first(text).1.quote, quote, "{text}");
    }
}

#[test]
fn what_names_nobody_proposes_nothing() {
    for text in
        ["He backs them.", "Orlan backs it.", "Orlan and Tarsk were there.", "", "Orlan. Tarsk."]
    {
        assert_eq!(proposals(text), [], "{text}");
    }
}

#[test]
fn names_hold_where_they_are_said_to() {
    assert_eq!(first("Orlan backs the Council.").0, "orlan backs accord");
    assert_eq!(proposals("Orlan backs the Cabinet."), []);
}

#[test]
fn hedges_denials_and_speakers_go_along() {
    let manner = |text: &str| {
        let (_, p) = first(text);
        (p.modality, p.said_by, p.status)
    };
    let said = |name: &str| Some(name.to_owned());
    use Modality::{Alleged, Assessed, Denied, Factual, Hypothetical, Reported};
    for (text, expected) in [
        ("Orlan backs the Front.", (Factual, None, None)),
        ("Orlan probably backs the Front.", (Assessed, None, None)),
        ("Orlan would back the Front.", (Hypothetical, None, None)),
        ("Orlan is accused of arming the Front.", (Alleged, said("unnamed"), None)),
        ("Orlan reportedly arms the Front.", (Reported, said("unnamed"), None)),
        ("Orlan arms the Front, said Dalen.", (Reported, said("dalen"), None)),
        ("Dalen said that Orlan arms the Front.", (Reported, said("dalen"), None)),
        ("Orlan arms the Front, according to Anna Berg.", (Reported, said("Anna Berg"), None)),
        ("Orlan arms the Front, he said.", (Reported, said("unnamed"), None)),
        ("Orlan does not arm the Front.", (Denied, None, None)),
        ("Orlan no longer arms the Front.", (Factual, None, Some(Status::Ended))),
    ] {
        assert_eq!(manner(text), expected, "{text}");
    }
    let (_, proposal) = first("Orlan arms the Front, he said.");
    assert_eq!(proposal.note.as_deref(), Some("“he said”: say who"));
}

#[test]
fn dates_are_those_of_the_text() {
    for (text, when) in [
        ("In 2017 Orlan armed the Front.", Some("2017")),
        ("On 10 July 2017 Orlan armed the Front.", Some("2017-07-10")),
        ("On July 10, 2017, Orlan armed the Front.", Some("2017-07-10")),
        ("Since 2014 Orlan has armed the Front.", Some("2014/..")),
        ("Between 2014 and 2016 Orlan armed the Front.", Some("2014/2016")),
        ("From May 2014 to June 2016 Orlan armed the Front.", Some("2014-05/2016-06")),
        ("Until 2016 Orlan armed the Front.", Some("../2016")),
        ("Orlan may arm the Front.", None),
        ("In February Orlan armed the Front.", None),
        ("In 2019 Dalen was commander of the Ninth Brigade.", None),
        ("Between 2016 and 2014 Orlan armed the Front.", None),
    ] {
        assert_eq!(first(text).1.when.as_deref(), when, "{text}");
    }
}

#[test]
fn a_month_without_a_year_is_reckoned_from_the_source() {
    let arena = Arena::new();
    let dataset = parse(Path::new("a.ron"), ACTORS, &arena);
    let card = crate::evidence::Card::parse(
        "(title: \"T\", published: \"2025-03-04\", file: \"t.txt\", sha256: \
         \"0000000000000000000000000000000000000000000000000000000000000000\", words: 1, paragraphs: 1)",
    );
    let card = card.expect("a card").into_source("press".parse().expect("an id"));
    assert_eq!(card.published, "2025-03-04".parse::<Period>().ok());
    let of = |text: &str| {
        let found = Suggester::new(&dataset, "press", Some(&card)).source(&Text::new(text, false));
        (found[0].when.clone(), found[0].dated.clone(), found[0].modality)
    };
    let (when, dated, _) = of("In November Orlan armed the Front.");
    assert_eq!(when.as_deref(), Some("2024-11"));
    assert_eq!(dated.as_deref(), Some("“November”, reckoned from the date on its card"));
    assert_eq!(of("Orlan armed the Front last year.").0.as_deref(), Some("2024"));
    assert_eq!(of("Orlan arms the Front in June 2026.").2, Modality::Planned);
}

#[test]
fn selected_words_fill_a_claim_as_far_as_they_go() {
    let arena = Arena::new();
    let dataset = parse(Path::new("a.ron"), ACTORS, &arena);
    let text = Text::new("Dalen said that Orlan has armed the Front since 2019. It did.", false);
    let suggester = Suggester::new(&dataset, "press", None);
    let found = suggester.selection(&text, 1, (4, 8)).expect("words");
    assert_eq!(found.named, ["orlan", "veshti", "dalen"]);
    assert_eq!(found.proposals[0].quote, "Orlan has armed the Front");
    let reading = &found.proposals[0].readings[0];
    assert_eq!((&*reading.from, &*reading.relation, &*reading.to), ("orlan", "arms", "veshti"));
    assert_eq!((found.modality, found.said_by.as_deref()), (Modality::Reported, Some("dalen")));
    assert_eq!(found.when.as_deref(), Some("2019/.."));
    let alone = suggester.selection(&text, 1, (5, 7)).expect("words");
    assert_eq!(alone.proposals[0].quote, "has armed the");
    let none = suggester.selection(&text, 1, (11, 12)).expect("words");
    assert!(none.named.is_empty() && none.proposals.is_empty());
    assert_eq!(suggester.selection(&text, 1, (90, 91)), None);
    assert_eq!(suggester.selection(&text, 7, (1, 2)), None);
    assert_eq!(suggester.selection(&text, 1, (8, 4)), None);
}
