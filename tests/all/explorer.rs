//! The explorer: one page that may load nothing, says what the commands say, and says it the same way twice.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Output;
use std::sync::LazyLock;
use std::{fs, str};

use serde_json::Value;
use snapbox::cmd::Command;
use whobacks::graph::time::{Reach, When};
use whobacks::graph::{Graph, Parents, roll_up};
use whobacks::model::{Date, Period};
use whobacks::project::{Paths, Project};
use whobacks::view::View;

const LIBYA: &str = "data/libya.ron";
const HOSTILE: &str = "tests/data/hostile/data/hostile.ron";
const WADI: &str = "tests/data/wadi/data/wadi.ron";

fn explore(args: &[&str]) -> Output {
    let mut command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    command = command.arg("explore").args(args).env_remove("WHOBACKS_TEXTS");
    command.output().expect("the tool runs")
}

/// Pages that take some seconds to draw.
static LIBYAS: LazyLock<String> = LazyLock::new(|| written(LIBYA));
static WADIS: LazyLock<String> = LazyLock::new(|| written(WADI));

fn page(data: &str) -> String {
    match data {
        LIBYA => LIBYAS.clone(),
        WADI => WADIS.clone(),
        other => written(other),
    }
}

fn written(data: &str) -> String {
    let output = explore(&["--data", data]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What stands in a block of data.
fn data(page: &str, name: &str) -> Value {
    let open = format!("<script type=\"application/json\" id=\"data-{name}\">");
    let start = page.find(&open).expect("the block is there") + open.len();
    let end = start + page[start..].find("</script>").expect("the block ends");
    serde_json::from_str(&page[start..end]).expect("it is JSON")
}

fn graph(data: &str) -> Graph {
    let paths = Paths { data: Some(data.into()), ..Paths::default() };
    let project = Project::find(&paths).expect("the data set is there");
    project.open(whobacks::check::CheckOptions::default()).expect("nothing is wrong with it").graph
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

/// What a list of changes has for a moment; nothing before the first.
fn look_up(changes: &Value, moment: i64) -> i64 {
    let before = list(changes).iter().rev().find(|c| c[0].as_i64().expect("a time") <= moment);
    before.map_or(-1, |change| change[1].as_i64().expect("a place"))
}

/// What the page shows of a time: the claims that show what is present or stale, with its standing.
fn shown(
    page: &(Value, Value),
    ties: &str,
    place: impl Fn(&Value) -> i64,
) -> BTreeMap<String, String> {
    let (graph, worked) = page;
    let mut shown = BTreeMap::new();
    for tie in list(&worked[ties]) {
        let Ok(place) = usize::try_from(place(tie)) else { continue };
        let state = &worked["states"][place];
        if state[2] == true || state[0] == "stale" {
            for claim in list(&state[3]) {
                let claim = &graph["edges"][claim.as_u64().expect("a place") as usize];
                let text = |value: &Value| value.as_str().expect("text").to_owned();
                shown.insert(text(&claim["key"]), text(&state[0]));
            }
        }
    }
    shown
}

/// What `export json --at` has.
fn exported(graph: &Graph, date: Period) -> BTreeMap<String, String> {
    let view = View::at(graph, date, Reach::default());
    let claim = |claim: &whobacks::view::ClaimView<'_>| {
        let standing = claim.standing.expect("at a date every claim has one");
        (claim.at.claim.id.to_string(), standing.word().to_owned())
    };
    view.claims.iter().map(claim).collect()
}

fn day(number: i64) -> Date {
    let days = jiff::Span::new().days(number);
    Date::constant(1970, 1, 1).checked_add(days).expect("a day of the calendar")
}

/// Holds a page against the graph on every day on which anything changes, the days around it, and in every
/// year, with parts by themselves and in their wholes.
fn says_what_the_export_says(file: &str) {
    let (graph, text) = (graph(file), page(file));
    let page = (data(&text, "graph"), data(&text, "worked"));
    let turning = ["full", "rolled"].into_iter().flat_map(|mode| list(&page.1[mode]));
    let days = turning.flat_map(|tie| list(&tie["days"])).map(|c| c[0].as_i64().expect("a day"));
    let days: BTreeSet<i64> = days.filter(|day| (-80_000..80_000).contains(day)).collect();
    assert!(days.len() > 5, "only {} days on which anything changes", days.len());
    let around: BTreeSet<i64> = days.iter().flat_map(|day| [day - 1, *day]).collect();
    let rolled = |when| roll_up(&graph, &Parents::of(&graph, when, Reach::default(), &[]));
    for number in around {
        let date: Period = day(number).to_string().parse().expect("a day is a period");
        let when = When::During(date.into());
        let at = |tie: &Value| look_up(&tie["days"], number);
        assert_eq!(shown(&page, "full", at), exported(&graph, date), "on {date}");
        assert_eq!(
            shown(&page, "rolled", at),
            exported(&rolled(when), date),
            "rolled up on {date}"
        );
    }
    for year in list(&page.1["years"]) {
        let number = year.as_i64().expect("a year");
        let date: Period = number.to_string().parse().expect("a year is a period");
        let at = |tie: &Value| look_up(&tie["years"], number);
        assert_eq!(shown(&page, "full", at), exported(&graph, date), "in {date}");
        let rolled = rolled(When::During(date.into()));
        assert_eq!(shown(&page, "rolled", at), exported(&rolled, date), "rolled up in {date}");
    }
}

#[test]
fn libyas_page_says_what_the_export_says() {
    says_what_the_export_says(LIBYA);
}

#[test]
fn wadis_page_says_what_the_export_says() {
    says_what_the_export_says(WADI);
}

#[test]
fn the_data_is_the_export_to_the_letter() {
    let exported = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
        .args(["export", "json", "--data", LIBYA])
        .output()
        .expect("the tool runs");
    let exported: Value = serde_json::from_slice(&exported.stdout).expect("JSON");
    assert_eq!(data(&page(LIBYA), "graph"), exported);
}

#[test]
fn libyas_page_is_small() {
    let page = page(LIBYA);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

/// What stands in each element of a name that has no attributes.
fn inside<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let parts = page.split(&open[..]).skip(1);
    parts.map(|part| part.split(&close[..]).next().unwrap_or_default()).collect()
}

#[test]
fn nothing_in_the_data_becomes_code() {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};
    let page = page(HOSTILE);
    let (scripts, styles) = (inside(&page, "script"), inside(&page, "style"));
    assert_eq!((scripts.len(), styles.len()), (1, 1));
    // Three blocks of data, and the one script.
    assert_eq!(page.matches("<script").count(), 4);
    for danger in ["<img", "<b>", "<svg onload", "<!--"] {
        assert!(!page.contains(danger), "{danger} stands in the page as it is");
    }
    let hash = |text: &str| {
        format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
    };
    let policy = format!(
        "content=\"default-src 'none'; script-src '{}'; style-src '{}'; font-src data:; \
         img-src data: blob:; base-uri 'none'; form-action 'none'\"",
        hash(scripts[0]),
        hash(styles[0])
    );
    assert!(page.contains(&policy), "the policy names script and style by their hashes");
    let markup = page.replace(scripts[0], "");
    assert!(!markup.contains(" style=\"") && !markup.contains(" onclick"), "no code in attributes");
    let (graph, title) = (data(&page, "graph"), "</title><script>alert(1)</script>");
    assert!(graph["graph"]["title"].as_str().expect("a title").starts_with(title));
    assert_eq!(graph["nodes"][1]["label"], "</script><script>alert(1)</script>");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page(LIBYA);
    let code = inside(&page, "script")[0];
    // Where something leads to is not a request, nor is the name of a language.
    for address in code.match_indices("http").map(|(i, _)| &code[i..]) {
        let known = ["http://www.w3.org/2000/svg", "https://www.wikidata.org/wiki/", "https?:"];
        assert!(known.iter().any(|start| address.starts_with(start)), "{}", &address[..40]);
    }
    // The one link says that there is no icon to be asked for.
    let page = page.replace("<link rel=\"icon\" href=\"data:,\">", "");
    for loading in ["<link", "<iframe", "<object", "@import", "url(http", " src=\"", "srcset"] {
        assert!(!page.contains(loading), "{loading}");
    }
}

#[test]
fn a_data_set_without_a_claim_has_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("data/empty.ron");
    fs::create_dir_all(folder.path().join("seeds")).expect("a folder");
    fs::create_dir_all(folder.path().join("data")).expect("a folder");
    fs::write(&file, "(title: \"Nothing yet\", actors: {}, claims: {})").expect("a file");
    let page = page(file.to_str().expect("UTF-8"));
    let worked = data(&page, "worked");
    assert_eq!((&worked["span"], list(&worked["full"]).len()), (&Value::Null, 0));
    assert!(!page.contains("<template"));
}

#[test]
fn a_draft_says_that_it_is_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["data", "seeds", "texts"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
    }
    let wadi = Path::new("tests/data/wadi");
    for name in ["haichao.ron", "haichao.proofs", "monitor.ron", "monitor.proofs"] {
        fs::copy(wadi.join("seeds").join(name), folder.path().join("seeds").join(name))
            .expect("a copy");
    }
    let text = fs::read_to_string(wadi.join("data/wadi.ron")).expect("the data");
    let faulty = text.replace(
        "Sahran arms the Desert Shield through Tharaq",
        "Sahran sells the Desert Shield nothing",
    );
    assert_ne!(text, faulty);
    let file = folder.path().join("data/wadi.ron");
    fs::write(&file, faulty).expect("a file");
    let file = file.to_str().expect("UTF-8");
    assert_eq!(explore(&["--data", file]).status.code(), Some(1));
    let output = explore(&["--data", file, "--draft"]);
    let page = str::from_utf8(&output.stdout).expect("UTF-8");
    assert!(page.contains("<strong>Draft.</strong> 1 claim left out"), "it says so above all");
    assert_eq!(data(page, "graph")["draft"]["left_out"], 1);
}

#[test]
fn a_page_is_the_same_every_time_and_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("wadi.html");
    let name = file.to_str().expect("UTF-8");
    let output = explore(&["--data", WADI, "-o", name]);
    assert!(output.status.success() && output.stdout.is_empty());
    let written = fs::read_to_string(&file).expect("it is there");
    assert!(written.starts_with("<!DOCTYPE html>") && written.ends_with("</html>\n"));
    assert_eq!(written, page(WADI));
    let output = explore(&["--data", HOSTILE, "-o", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
}
