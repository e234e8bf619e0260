//! What a reader would ask of the data that comes along and of an invented war: `tests/data/libya.txt` and
//! `tests/data/wadi/questions.txt` have each question with what the texts say. An answer that changes is
//! held against the texts anew.

use std::collections::BTreeMap;

use serde_json::Value;
use snapbox::cmd::Command;

fn ask(folder: &str, question: &str) -> String {
    let output = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(["ask", "--format", "json", question])
        .env_remove("WHOBACKS_TEXTS")
        .current_dir(folder)
        .output()
        .expect("the tool runs");
    if output.status.code() == Some(2) {
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        return format!("! {}", error.trim_start_matches("error: "));
    }
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    shown(&value)
}

/// The answer in one line: who is present, then who stands how; what is told beside behind a `+`.
fn shown(value: &Value) -> String {
    let answers = value["answers"].as_array().expect("answers");
    let variables: Vec<&str> = strings(&value["variables"]);
    let mut out = match value["verdict"].as_str() {
        Some(verdict) => {
            let chain = answers.first().is_some_and(|answer| answer["indirect"] == true);
            let denials = |of: &Value| of["denials"].as_array().is_some_and(|d| !d.is_empty());
            let denied = denials(value) || answers.iter().any(denials);
            let by = if chain { " by_a_chain" } else { "" };
            format!("{verdict}{by}{}", if denied { " also_denied" } else { "" })
        }
        None if variables == ["relation"] => relations(answers),
        None => grouped(answers, &variables),
    };
    for beside in value["beside"].as_array().expect("beside") {
        let answers = beside["answers"].as_array().expect("answers");
        let mut names: Vec<String> =
            answers.iter().map(|answer| name(answer, &variables)).collect();
        names.sort();
        out += &format!(" + {} {}", beside["as"].as_str().unwrap_or_default(), names.join(", "));
    }
    out.trim_end().to_owned()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What an answer binds, but for the relation.
fn name(answer: &Value, variables: &[&str]) -> String {
    let bound = variables.iter().filter(|name| **name != "relation");
    let bound = bound.filter_map(|name| answer["bindings"][name].as_str());
    bound.map(|word| word.replace(' ', "_")).collect::<Vec<_>>().join(" ")
}

fn standing(answer: &Value) -> String {
    let present = answer["present"] == true;
    let standing = answer["standing"].as_str().unwrap_or_default();
    let indirect = if answer["indirect"] == true { "indirect " } else { "" };
    if present { indirect.to_owned() } else { format!("{indirect}{standing} ") }
}

fn relations(answers: &[Value]) -> String {
    let mut all: Vec<String> = answers
        .iter()
        .map(|answer| {
            let relation = answer["bindings"]["relation"].as_str().unwrap_or_default();
            format!("{}{relation}", standing(answer))
        })
        .collect();
    all.sort();
    all.dedup();
    all.join("; ")
}

fn grouped(answers: &[Value], variables: &[&str]) -> String {
    let mut order: Vec<String> = Vec::new();
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for answer in answers {
        let standing = standing(answer);
        if !order.contains(&standing) {
            order.push(standing.clone());
        }
        let group = groups.entry(standing).or_default();
        let name = name(answer, variables);
        if !group.contains(&name) {
            group.push(name);
        }
    }
    let mut parts = Vec::new();
    for standing in order {
        let mut names = groups.remove(&standing).unwrap_or_default();
        names.sort();
        parts.push(format!("{standing}{}", names.join(", ")));
    }
    if parts.is_empty() { "nobody".to_owned() } else { parts.join("; ") }
}

fn hold(folder: &str, questions: &str, least: usize) {
    let lines = questions.lines().filter(|line| line.contains(" => "));
    let mut wrong = Vec::new();
    let mut asked = 0;
    for line in lines {
        let (question, expected) = line.split_once(" => ").expect("a question and its answer");
        let is = ask(folder, question);
        let fits =
            if expected.starts_with('!') { is.starts_with(expected) } else { is == expected };
        if !fits {
            wrong.push(format!("{question}\n  is  {is}\n  not {expected}"));
        }
        asked += 1;
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked >= least, "only {asked} questions");
}

#[test]
fn questions_on_libya_are_answered_as_the_texts_do() {
    hold(".", include_str!("../data/libya.txt"), 80);
}

#[test]
fn questions_on_another_war_are_answered_too() {
    hold("tests/data/wadi", include_str!("../data/wadi/questions.txt"), 30);
}
