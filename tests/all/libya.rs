//! What a reader of the five articles would ask, and what the articles say: the project's own data, asked.
//!
//! The answers were taken from the texts, not from the tool.

use serde_json::Value;
use snapbox::cmd::Command;

fn ask(question: &str) -> Value {
    let args = ["ask", "--format", "json", question];
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    let output = command.args(args).env_remove("WHOBACKS_TEXTS").output().expect("the tool runs");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{question}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Who is an answer, with the parts through whom he is one, each with its standing.
fn answers(question: &str) -> Vec<(Vec<String>, String)> {
    let answer = ask(question);
    let list = answer["answers"].as_array().expect("a list of answers");
    let one = |found: &Value| {
        let bound = found["bindings"].as_object().into_iter().flat_map(|all| all.values());
        let parts = found["through"].as_array().into_iter().flatten();
        let standing = found.get("standing").or_else(|| found.get("certainty"));
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        (bound.chain(parts).map(text).collect(), standing.map(text).unwrap_or_default())
    };
    list.iter().map(one).collect()
}

/// A question, who holds the tie then, and who does not, whatever else is told of him.
const WHO: &[(&str, &str, &str)] = &[
    // 2016 and before
    ("who leads Libya in 2010", "gaddafi", ""),
    ("who controls Sirte in 2016", "isis", "us gna"),
    ("who strikes ISIS in 2016", "us", "libya"),
    ("who fights ISIS in 2016", "sirte-local-forces", "haftar"),
    ("who backs sirte-local-forces in 2016", "us", "russia"),
    ("who controls Libya in 2016", "", "isis italy gna haftar"),
    // 2017
    ("who backs Haftar in 2017", "egypt uae", "russia us"),
    ("who backs the House of Representatives in 2017", "egypt uae", "us"),
    ("who backs the GNA in 2017", "un italy", "us obama trump-2017 turkiye"),
    (
        "who opposes the GNA in 2017",
        "haftar hor lna tripoli-parliament tripoli-opposition",
        "us un italy",
    ),
    ("who controls eastern Libya in 2017", "hor lna", "gna isis"),
    ("who controls Libya in 2017", "", "gna haftar hor lna us"),
    ("who took Benghazi in 2017", "lna", "us gna"),
    ("who threatens Southern Europe in 2017", "criminal-networks extremist-groups", "libya"),
    ("who operates in Libya in 2017", "us isis", "egypt uae"),
    ("who commands the LNA in 2017", "haftar", "us"),
    // 2019 and after
    ("who attacked tripoli-government-2025 in 2019", "haftar", "us russia"),
    ("who opposes Haftar in 2020", "us", "russia egypt"),
    ("who controls Syria in 2025", "syria-islamist-government", "assad-regime isis"),
    // 2025
    ("who backs Haftar in 2025", "russia", "us egypt uae"),
    ("who backs the LNA in 2025", "russia", "us"),
    ("who arms the LNA in 2025", "russia", "us"),
    ("who backs the Tripoli government in 2025", "turkiye un", "us russia"),
    ("who opposes the Tripoli government in 2025", "hor lna", "us russia"),
    ("who opposes Haftar in 2025", "", "us european-allies"),
    ("who opposes Russia in 2025", "us syria-islamist-government", "haftar saddam-haftar lna"),
    ("who is aligned with Russia in 2025", "haftar", "us saddam-haftar"),
    ("who controls eastern Libya in 2025", "haftar lna", "isis"),
    (
        "who met Haftar in 2024",
        "langley wallander deputy-africom-commander-2024",
        "brennan lukashenko",
    ),
    ("who met Haftar in 2025", "brennan lukashenko", "langley wallander"),
    ("who met lukashenko in 2025", "haftar saddam-haftar khaled-haftar", "brennan"),
    ("who acts for Russia in 2025", "africa-corps", "lna"),
    ("who embargoes Libya in 2025", "un", "us"),
    ("who dominates the House of Representatives in 2025", "haftar-allies", "us"),
];

#[test]
fn who_is_named_and_who_is_not() {
    for (question, named, not) in WHO {
        let found = answers(question);
        let standing = |id: &str| {
            let is = |who: &&(Vec<String>, String)| who.0.iter().any(|named| named == id);
            found.iter().find(is).map(|(_, how)| &**how)
        };
        for id in named.split_whitespace() {
            let how = standing(id);
            assert!(matches!(how, Some("definite" | "possible")), "{question}: {id} is {how:?}");
        }
        for id in not.split_whitespace() {
            assert_ne!(standing(id), Some("definite"), "{question}: {id}");
        }
    }
}

/// A question and what may be answered; a wider word where the texts leave room.
const WHETHER: &[(&str, &str)] = &[
    ("does Haftar oppose the GNA in 2017", "yes"),
    ("does the LNA oppose the GNA in 2017", "yes"),
    ("does the House of Representatives oppose the GNA in 2017", "yes"),
    ("does the US back Haftar in 2017", "planned"),
    ("does the US operate in Libya in 2017", "yes"),
    ("does the US oppose Haftar in 2020", "yes"),
    ("does the US oppose Haftar in 2025", "ended"),
    ("does the US back Haftar in 2025", "alleged"),
    ("does the US engage Haftar in 2025", "yes"),
    ("does the US engage Haftar in 2022", "not_yet no_claim"),
    ("does the US oppose Russia in 2025", "yes"),
    ("does Russia back the LNA in 2025", "yes"),
    ("does Russia back Haftar in 2025", "yes reported"),
    ("does Egypt back Haftar in 2025", "stale"),
    ("is Russia allied with assad-regime in 2025", "ended"),
    ("does Russia control Syria in 2025", "no_claim"),
    ("does Haftar oppose the US in 2025", "no_claim ended"),
    ("does Libya threaten Europe in 2017", "no_claim"),
];

#[test]
fn whether_it_is_so() {
    for (question, verdicts) in WHETHER {
        let answer = ask(question);
        let verdict = answer["verdict"].as_str().unwrap_or("none");
        assert!(verdicts.split_whitespace().any(|v| v == verdict), "{question}: {verdict}");
    }
}
