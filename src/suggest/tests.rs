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
    "army": (name: "Home Army", kind: military, aliases: ["Army"]),
    "falk": (name: "Ivo Falk", kind: person, aliases: ["Falk"]),
    "sarn": (name: "Sarn", kind: state),
    "states": (name: "coastal states", kind: collective),
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
        ("The Veshti Front, funded and equipped by Orlan, held on.", "orlan funds veshti"),
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
        (
            "The Council of Accord, which Tarsk recognised within a week, fled.",
            "tarsk recognises accord",
        ),
        (
            "That was a step of the Veshti Front that Orlan quietly condemned.",
            "orlan criticises veshti",
        ),
        (
            "The Home Army and the Ninth Brigade now shell each other across the canal.",
            "army strikes brigade",
        ),
        ("Orlan shares radar data with the Veshti Front.", "orlan shares_intelligence_with veshti"),
        ("The Ninth Brigade is part of the Veshti Front.", "brigade part_of veshti"),
        ("Mira Dalen met officials of Orlan.", "dalen meets orlan"),
        ("Talks between Orlan and Tarsk failed.", "orlan negotiates_with tarsk"),
        ("The anti-Veshti Front camp of Orlan met.", "orlan opposes veshti"),
    ] {
        assert_eq!(first(text).0, expected, "{text}");
    }
}

/// What is proposed first for the two actors that are expected.
fn of_two(text: &str, expected: &str) -> String {
    let ends: Vec<&str> = expected.split(' ').collect();
    let found = proposals(text).into_iter().find(|proposal| {
        let Interpretation { from, to, .. } = &proposal.readings[0];
        [from, to] == [ends[0], ends[2]] || [to, from] == [ends[0], ends[2]]
    });
    let Some(proposal) = found else { return "nothing".to_owned() };
    let Interpretation { from, relation, to, .. } = &proposal.readings[0];
    format!("{from} {relation} {to}")
}

/// Sentences of one kind, each with what it says of two.
fn all_say(cases: &[(&str, &str)]) {
    let wrong = cases.iter().map(|(text, expected)| (text, expected, of_two(text, expected)));
    let wrong: Vec<_> = wrong.filter(|(_, expected, found)| *expected != found).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn have_helps_a_verb_and_turns_nothing_round() {
    all_say(&[
        ("Orlan has imposed sanctions on Tarsk.", "orlan sanctions tarsk"),
        ("Orlan had imposed sweeping sanctions on the Veshti Front.", "orlan sanctions veshti"),
        ("Sarn has repeatedly called on Tarsk to withdraw.", "sarn urges tarsk"),
        ("Orlan had made contact with the Ninth Brigade.", "orlan engages brigade"),
        ("Tarsk has long provided support to the Veshti Front.", "tarsk backs veshti"),
        ("The Veshti Front has the support of Tarsk.", "tarsk backs veshti"),
        ("The Veshti Front has received weapons from Tarsk.", "tarsk arms veshti"),
        ("Sarn has kept up its criticism of the Council.", "sarn criticises accord"),
        ("Tarsk has voiced fears of Orlan.", "tarsk fears orlan"),
        ("Orlan has never dropped its claim to Port Sevel.", "orlan seeks_control_of port"),
    ]);
}

#[test]
fn a_passive_is_turned_round() {
    all_say(&[
        ("The Veshti Front is backed by Tarsk.", "tarsk backs veshti"),
        ("The Front was armed, trained and paid by Tarsk.", "tarsk arms veshti"),
        (
            "The Ninth Brigade has been attacked and besieged by the Veshti Front.",
            "veshti attacks brigade",
        ),
        (
            "The Ninth Brigade was driven out of the valley by the Veshti Front.",
            "veshti expels brigade",
        ),
        ("Falk was accused by the Council.", "accord accuses falk"),
        ("Port Sevel was captured in March by the Home Army.", "army took port"),
        ("The Council of Accord is recognised only by Sarn.", "sarn recognises accord"),
        ("The Ninth Brigade is commanded by Mira Dalen.", "dalen commands brigade"),
        ("Backed by Tarsk, the Veshti Front held on.", "tarsk backs veshti"),
        ("The Veshti Front, quietly financed by Sarn, held on.", "sarn funds veshti"),
    ]);
}

#[test]
fn what_is_somebodys_is_no_object_of_his() {
    all_say(&[
        ("Orlan's Army has fought the Veshti Front.", "army part_of orlan"),
        ("Orlan's Army has fought the Veshti Front.", "army fights veshti"),
        ("Orlan's Army attacked the Veshti Front in May.", "army attacks veshti"),
        ("The Council's Ninth Brigade met the Veshti Front.", "brigade part_of accord"),
        ("Dalen's Ninth Brigade stormed Port Sevel.", "dalen commands brigade"),
        ("Tarsk attacked Orlan's Ninth Brigade.", "tarsk attacks brigade"),
        ("Tarsk fears Orlan's Army.", "tarsk fears army"),
        ("The Front's backer, Tarsk, denied it.", "tarsk backs veshti"),
        ("Tarsk, the Front's main backer, denied it.", "tarsk backs veshti"),
        ("Falk, the Council's spokesman, denied it.", "falk speaks_for accord"),
        ("Falk, a Veshti Front spokesman, said nothing.", "falk speaks_for veshti"),
        ("Mira Dalen, Falk's spokeswoman, denied it.", "dalen speaks_for falk"),
    ]);
}

#[test]
fn nouns_of_doing_say_who_does_it() {
    all_say(&[
        ("With the support of Tarsk, the Veshti Front held on.", "tarsk backs veshti"),
        ("The Veshti Front held on with the support of Tarsk.", "tarsk backs veshti"),
        ("Backing from Tarsk kept the Veshti Front alive.", "tarsk backs veshti"),
        ("The Veshti Front survived on backing from Tarsk.", "tarsk backs veshti"),
        ("Tarsk's backing for the Veshti Front is no secret.", "tarsk backs veshti"),
        ("Tarsk came out in support of the Veshti Front.", "tarsk backs veshti"),
        ("The Council faces threats from Orlan.", "orlan threatens accord"),
        ("The Council faced criticism from Sarn.", "sarn criticises accord"),
        ("Orlan's raid on the Ninth Brigade failed.", "orlan attacks brigade"),
        ("A truce between Orlan and Tarsk held.", "orlan signs_with tarsk"),
        ("Orlan, a sponsor of the Veshti Front, was silent.", "orlan backs veshti"),
    ]);
}

#[test]
fn who_is_charged_acts_and_who_charges_says_so() {
    all_say(&[
        ("Sarn accuses Orlan of it.", "sarn accuses orlan"),
        ("Sarn accused Orlan of arming the Veshti Front.", "orlan arms veshti"),
        ("Dalen has accused Tarsk of funding the Veshti Front.", "tarsk funds veshti"),
        ("Orlan, accused by Sarn of arming the Veshti Front, denies it.", "orlan arms veshti"),
    ]);
    let manner = |text: &str, to: &str| {
        let found = proposals(text).into_iter().find(|p| p.readings[0].to == to);
        let p = found.unwrap_or_else(|| panic!("nothing of: {text}"));
        (p.modality, p.said_by)
    };
    let said = |name: &str| (Modality::Alleged, Some(name.to_owned()));
    assert_eq!(manner("Sarn accused Orlan of arming the Front.", "veshti"), said("sarn"));
    assert_eq!(manner("Orlan was accused by Sarn of arming the Front.", "veshti"), said("sarn"));
    assert_eq!(manner("Sarn accuses Orlan of it.", "orlan"), (Modality::Factual, None));
}

#[test]
fn a_clause_of_its_own_says_nothing_of_others() {
    all_say(&[
        ("Orlan, which is backed by Tarsk, attacked the Veshti Front.", "orlan attacks veshti"),
        ("Orlan, which is backed by Tarsk, attacked the Veshti Front.", "tarsk backs orlan"),
        ("The Ninth Brigade, which Orlan arms, fought the Veshti Front.", "brigade fights veshti"),
        ("Dalen, who commands the Ninth Brigade, met Falk.", "dalen meets falk"),
        ("After talks with Sarn, Orlan attacked the Veshti Front.", "orlan attacks veshti"),
        (
            "The Veshti Front, which Tarsk has armed for years, captured Port Sevel.",
            "veshti took port",
        ),
        ("Sarn, together with Tarsk, condemned the Council.", "sarn criticises accord"),
        ("Falk, a rival of Dalen, leads the Home Army.", "falk leads army"),
        ("Orlan, alarmed at the war, armed the Council.", "orlan arms accord"),
        ("The Council, which has long relied on Sarn, fears Orlan.", "accord fears orlan"),
    ]);
}

#[test]
fn lists_share_what_is_said() {
    all_say(&[
        ("Orlan, Tarsk and Sarn back the Council.", "orlan backs accord"),
        ("Orlan, Tarsk and Sarn back the Council.", "sarn backs accord"),
        ("Orlan backs the Council and the Ninth Brigade.", "orlan backs brigade"),
        ("Orlan has imposed sanctions on Tarsk and Sarn.", "orlan sanctions sarn"),
        ("Orlan and Tarsk fought for years.", "orlan fights tarsk"),
        ("Orlan and Tarsk signed a defence agreement.", "orlan signs_with tarsk"),
        ("Sarn called for talks between Orlan and Tarsk.", "orlan negotiates_with tarsk"),
        ("Orlan, Tarsk and other coastal states were silent.", "tarsk member_of states"),
        ("Backed by Orlan and Tarsk, the Council held on.", "tarsk backs accord"),
        ("The Front is fighting both Orlan and the Ninth Brigade.", "veshti fights brigade"),
        ("Orlan attacked Tarsk and Sarn.", "orlan attacks sarn"),
    ]);
    for text in ["Dalen met Orlan and Tarsk.", "It was armed by Orlan and Tarsk."] {
        assert_eq!(of_two(text, "orlan x tarsk"), "nothing", "{text}");
    }
}

#[test]
fn what_stands_behind_a_preposition_is_no_object() {
    all_say(&[
        ("The Veshti Front fought in Tarsk.", "veshti operates_in tarsk"),
        ("Orlan armed the Veshti Front in Tarsk.", "orlan arms veshti"),
        ("Orlan sent troops to fight the Veshti Front.", "orlan fights veshti"),
        ("Orlan wants to blunt the influence of Tarsk.", "orlan counters tarsk"),
        ("The Veshti Front withdrew from Port Sevel.", "veshti withdraws_from port"),
        ("Orlan is redeploying forces from Port Sevel.", "orlan withdraws_from port"),
        ("Orlan rushed troops to Port Sevel.", "orlan deploys_to port"),
    ]);
}

#[test]
fn denials_and_hedges_leave_who_and_what() {
    all_say(&[
        ("Orlan has never armed the Veshti Front.", "orlan arms veshti"),
        ("Orlan denies that it arms the Veshti Front.", "orlan arms veshti"),
        ("Tarsk may be behind attacks on the Ninth Brigade.", "tarsk attacks brigade"),
        ("The Council could sign a pact with Sarn.", "accord signs_with sarn"),
        ("Tarsk no longer funds the Veshti Front.", "tarsk funds veshti"),
        ("Falk is said to depend on Sarn.", "falk relies_on sarn"),
        ("Sarn would not recognise the Council.", "sarn recognises accord"),
    ]);
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
    // What is still to come lies ahead; what another clause tells of has a date of its own.
    assert_eq!(of("Orlan might attack the Front in May.").0.as_deref(), Some("2025-05"));
    assert_eq!(of("Orlan may have attacked the Front in May.").0.as_deref(), Some("2024-05"));
    assert_eq!(of("Orlan attacked the Front, and left in May.").0, None);
    assert_eq!(of("Orlan has refused to support the Front.").2, Modality::Denied);
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

/// Who is said to say so, though nobody says who that is.
#[test]
fn somebody_without_a_name_says_so_too() {
    let put = |text: &str| {
        let proposal = proposals(text).remove(0);
        let item = proposal.item(0).expect("it has a reading");
        (item.modality, item.said_by.map(|said| said.as_slice()[0].to_string()))
    };
    let unnamed = (Some(Modality::Reported), Some("unnamed".to_owned()));
    assert_eq!(
        put("Tarsk armed the Veshti Front, according to two officers of the army."),
        unnamed
    );
    assert_eq!(put("According to a report, Tarsk armed the Veshti Front."), unnamed);
    assert_eq!(put("According to plan, Tarsk armed the Veshti Front."), (None, None));
}
