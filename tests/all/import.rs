//! The command `import`: back and forth, and a data set that is then asked like any other.

use std::fs;
use std::path::Path;
use std::process::Output;

use snapbox::cmd::Command;

fn whobacks(args: &[&str]) -> Output {
    let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
    command.args(args).env_remove("WHOBACKS_TEXTS").output().expect("the tool runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

#[test]
fn the_projects_own_graph_comes_back_as_it_went() {
    let folder = tempfile::tempdir().expect("a folder");
    let [json, data, seeds, again] = ["graph.json", "data/back.ron", "seeds", "again.json"]
        .map(|name| path(folder.path(), name));
    assert_eq!(whobacks(&["export", "json", "-o", &json]).status.code(), Some(0));
    let import = whobacks(&["import", &json, "-o", &data]);
    assert_eq!(import.status.code(), Some(0), "{}", err(&import));
    // The cards have come along, as they are in the project; the proofs are not to be had from a graph.
    for entry in fs::read_dir("seeds").expect("the project has sources") {
        let card = entry.expect("an entry").path();
        let name = card.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        if name.ends_with(".ron") {
            let own = fs::read_to_string(&card).expect("a card");
            // A card may have comments, and fields that are about coding only.
            let came =
                fs::read_to_string(path(Path::new(&seeds), &name)).expect("a card came along");
            let title =
                own.lines().find(|line| line.trim_start().starts_with("title")).expect("a title");
            assert!(came.contains(title.trim()), "{came}");
        } else if name.ends_with(".proofs") {
            fs::copy(&card, path(Path::new(&seeds), &name)).expect("a ledger");
        }
    }
    let export = whobacks(&["export", "json", "--data", &data, "-o", &again]);
    assert_eq!(export.status.code(), Some(0), "{}", err(&export));
    assert!(fs::read(&json).expect("a graph") == fs::read(&again).expect("a graph"), "they differ");
    // Without the ledgers nothing is proved by its being imported.
    fs::remove_dir_all(&seeds).expect("removed");
    whobacks(&["import", &json, "-o", &data]);
    let check = whobacks(&["check", "--data", &data]);
    assert_eq!(check.status.code(), Some(1));
    assert!(out(&check).contains(" 0 quotes proved "), "{}", out(&check));
}

#[test]
fn a_data_set_is_cited_and_never_proved() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = path(folder.path(), "data/support.ron");
    let import =
        whobacks(&["import", "tests/data/import/support.csv", "--published", "2022", "-o", &data]);
    assert_eq!(import.status.code(), Some(0), "{}", err(&import));
    assert!(out(&import).contains("support.ron written: 5 actors, 9 claims\n"), "{}", out(&import));
    let check = whobacks(&["check", "--strict", "--data", &data]);
    assert_eq!(check.status.code(), Some(0), "{}", out(&check));
    let expected = "support    9 claims, a data set: records cited, nothing to prove\n9 claims, \
                    0 quotes proved (0 exact, 0 folded, 0 elided), 9 records cited in 1 source; \
                    0 errors, 0 warnings\n";
    assert_eq!(out(&check), expected);
    let json = whobacks(&["export", "json", "--data", &data]);
    let graph: serde_json::Value = serde_json::from_str(&out(&json)).expect("JSON");
    assert_eq!(graph["graph"]["sources"][0]["text"], "none");
    assert_eq!(
        graph["edges"][0]["citation"],
        serde_json::json!({"source": "support", "record": "row 1"})
    );
    // A card that somebody has written into is not written over.
    let again = whobacks(&["import", "tests/data/import/support.csv", "-o", &data]);
    assert!(out(&again).contains("exists already, and stays as it is"), "{}", out(&again));
    let card = fs::read_to_string(path(folder.path(), "seeds/support.ron")).expect("a card");
    assert!(card.contains("published: \"2022\"") && card.contains("text: none"), "{card}");
}

#[test]
fn what_was_left_out_is_said_and_ends_badly() {
    let folder = tempfile::tempdir().expect("a folder");
    let edges = path(folder.path(), "edges.csv");
    fs::write(&edges, "from,to,relation\na,b,arms\na,b,likes\n").expect("a file");
    let import = whobacks(&["import", &edges]);
    assert_eq!(import.status.code(), Some(1));
    assert!(err(&import).contains("row 2 (line 3): `likes` is no relation"), "{}", err(&import));
    assert!(
        out(&import).contains("(from: \"a\", relation: \"arms\", to: \"b\", record: \"row 1\"),")
    );
    let bad = whobacks(&["import", &edges, "--means", "likes=bakcs"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(err(&bad).contains("did you mean `backs`?"), "{}", err(&bad));
    let none = whobacks(&["import", &edges, "--from", "who"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("the file has no column `who`; it has from, to, relation"));
}

/// The examples of `docs/import.md`: each `cat` writes its file, each command ends well.
#[test]
fn the_manuals_examples_are_true() {
    let folder = tempfile::tempdir().expect("a folder");
    let manual = fs::read_to_string("docs/import.md").expect("the manual");
    let mut run = 0;
    for block in manual.split("```console\n").skip(1) {
        let block = block.split("```").next().expect("a block");
        let mut file: Option<(String, String)> = None;
        for line in block.lines().chain(["$ "]) {
            let Some(command) = line.strip_prefix("$ ") else {
                let (_, text) = file.as_mut().expect("output of `cat`");
                text.push_str(line);
                text.push('\n');
                continue;
            };
            if let Some((name, text)) = file.take() {
                fs::write(path(folder.path(), &name), text).expect("written");
            }
            if let Some(name) = command.strip_prefix("cat ") {
                file = Some((name.to_owned(), String::new()));
            } else if let Some(rest) = command.strip_prefix("whobacks ") {
                let mut args: Vec<String> = vec![String::new()];
                let mut quoted = false;
                for c in rest.chars() {
                    match c {
                        '"' => quoted = !quoted,
                        ' ' if !quoted => args.push(String::new()),
                        c => args.last_mut().expect("one is open").push(c),
                    }
                }
                let command = Command::new(snapbox::cmd::cargo_bin!("whobacks"));
                let output =
                    command.current_dir(folder.path()).args(&args).output().expect("it runs");
                assert_eq!(output.status.code(), Some(0), "{rest}: {}", err(&output));
                assert!(out(&output).contains("relation: "), "{rest}: {}", out(&output));
                run += 1;
            }
        }
    }
    assert_eq!(run, 4);
}

/// What is exported with one edge per claim comes back to the same bytes, whatever the format.
#[test]
fn every_format_of_claims_comes_back_as_it_went() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for format in ["gexf", "graphml", "csv", "neo4j", "cytoscape", "graphology", "ftm"] {
        let own = path(folder.path(), format);
        let [there, data, again] =
            ["there", "data/x.ron", "again"].map(|name| path(Path::new(&own), name));
        fs::create_dir_all(path(Path::new(&own), "seeds")).expect("a folder");
        for entry in fs::read_dir("seeds").expect("the project has sources") {
            let card = entry.expect("an entry").path();
            if card.extension().is_some_and(|e| e == "ron" || e == "proofs") {
                let name = card.file_name().expect("a name");
                fs::copy(&card, Path::new(&own).join("seeds").join(name)).expect("a card");
            }
        }
        let export = whobacks(&["export", format, "--claims", "-o", &there]);
        assert_eq!(export.status.code(), Some(0), "{format}: {}", err(&export));
        let import = whobacks(&[
            "import",
            &there,
            "--title",
            "Libya: who backs whom, 2011–2025",
            "-o",
            &data,
        ]);
        assert_eq!(import.status.code(), Some(0), "{format}: {}", err(&import));
        let export = whobacks(&["export", format, "--claims", "--data", &data, "-o", &again]);
        assert_eq!(export.status.code(), Some(0), "{format}: {}", err(&export));
        let texts = |at: &str| -> Vec<String> {
            let at = Path::new(at);
            let files = if at.is_dir() {
                vec![at.join("nodes.csv"), at.join("edges.csv")]
            } else {
                vec![at.to_owned()]
            };
            files.iter().map(|file| fs::read_to_string(file).expect("it was written")).collect()
        };
        let (there, again) = (texts(&there), texts(&again));
        for (there, again) in there.iter().zip(&again) {
            let differing = there.lines().zip(again.lines()).find(|(a, b)| a != b);
            if there != again {
                wrong.push(format!("{format}: {differing:?}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Names that hold what stands between names, and an actor that stays by itself, by way of every format.
#[test]
fn lists_come_back_item_by_item() {
    const DATA: &str = r#"(
        title: "The war of | Kala",
        actors: {
            "kala": (name: "Kala | the port", kind: place, aliases: ["Ras | Kala", "a\\|b", "|", "-5"]),
            "guard": (name: "=Guard", kind: military, keep: true, short: "G | H", note: "first\nsecond | third"),
        },
        claims: {"rows": [
            (from: "guard", relation: "operates_in", to: "kala", modality: reported, record: "row | 1",
             said_by: ["The Daily | Star", "Mr. X, Y"], cited_by: ["=CNN | AP"], through: ["a | b"], what: "x | y"),
        ]},
    )"#;
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("written");
    };
    write("data/war.ron", DATA);
    write("seeds/rows.ron", "(title: \"Rows\", published: \"2017\", text: none)");
    let of = |data: &str| -> serde_json::Value {
        let json = whobacks(&["export", "json", "--data", data]);
        assert_eq!(json.status.code(), Some(0), "{}", err(&json));
        serde_json::from_str(&out(&json)).expect("JSON")
    };
    let data = path(folder.path(), "data/war.ron");
    let own = of(&data);
    let formats = ["json", "gexf", "graphml", "csv", "neo4j", "cytoscape", "graphology", "ftm"];
    for format in formats.into_iter().chain(cfg!(feature = "parquet").then_some("parquet")) {
        let there = path(folder.path(), &format!("{format}/there"));
        let back = path(folder.path(), &format!("{format}/data/back.ron"));
        let edges: &[&str] = if format == "parquet" { &[] } else { &["--claims"] };
        let export =
            whobacks(&[&["export", format, "--data", &data, "-o", &there], edges].concat());
        assert_eq!(export.status.code(), Some(0), "{format}: {}", err(&export));
        let import = whobacks(&["import", &there, "-o", &back]);
        assert_eq!(import.status.code(), Some(0), "{format}: {}", err(&import));
        write(
            &format!("{format}/seeds/rows.ron"),
            "(title: \"Rows\", published: \"2017\", text: none)",
        );
        let again = of(&back);
        assert_eq!(again["edges"], own["edges"], "{format}");
        assert_eq!(again["nodes"], own["nodes"], "{format}");
    }
}

/// Rows made in the layouts of the known sets.
#[test]
fn known_sets_are_read_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for (set, rows, claims) in [
        (
            "ucdp-dyadic",
            "dyad_id,conflict_id,side_a,side_a_2nd,side_b,side_b_2nd,year\n\
             1,2,Government of Ruritania,\"Government of A, Government of B\",RLA,,2001\n",
            &[
                "from: \"government-of-ruritania\", relation: \"fights\", to: \"rla\", when: \"2001\"",
                "from: \"government-of-a\", relation: \"deploys_troops_for\", to: \"government-of-ruritania\"",
                "from: \"government-of-b\", relation: \"deploys_troops_for\"",
                "against: [\"rla\"]",
            ][..],
        ),
        (
            "cow-alliances",
            "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,\
             dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version\n\
             1,200,Syldavia,235,Borduria,4,4,1949,,,,0,1,1,0,1,0,4.1\n",
            &[
                "relation: \"allied_with\"",
                "when: \"1949-04-04/..\"",
                "relation: \"has_ties_with\"",
            ][..],
        ),
        (
            "cow-alliances-members",
            "version4id,ccode,state_name,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,\
             defense,neutrality,nonaggression,entente\n\
             1,1,A,1,1,1949,,,,1,0,0,0\n1,2,B,1,2,1955,1,3,1966,1,0,0,0\n1,3,C,1,1,1970,,,,1,0,0,0\n",
            &[
                "from: \"a\", relation: \"allied_with\", to: \"b\"",
                "when: \"1955-02-01/1966-03-01\"",
                "rows 1 and 2",
            ][..],
        ),
        (
            "cow-alliances-members-yearly",
            "version4id,ccode,state_name,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,mem_end_year,\
             defense,neutrality,nonaggression,entente,year\n\
             1,1,A,1,1,1949,,,1951,1,0,0,0,1950\n1,1,A,1,1,1949,,,1951,1,0,0,0,1951\n\
             1,2,B,1,1,1949,,,1951,1,0,0,0,1951\n",
            &[
                "claims: { \"cow-alliances-members-yearly\": [ (from: \"a\", relation: \"allied_with\", to: \"b\", \
                 when: \"1951\"",
                "rows 2 and 3",
            ][..],
        ),
        (
            "ucdp-esd-2011",
            "external_id,ywp_year,ywp_name,external_exists,external_name,external_alleged,external_type_X,external_type_W,\
             external_type_$\n\
             1,1980,RLA,1,Syldavia,0,0,1,1\n2,1981,RLA,0,Borduria,1,1,0,0\n3,1982,RLA,0,,,,,\n",
            &[
                "from: \"syldavia\", relation: \"funds\", to: \"rla\", when: \"1980\"",
                "from: \"syldavia\", relation: \"arms\"",
                "from: \"borduria\", relation: \"deploys_troops_for\", to: \"rla\", when: \"1981\", modality: alleged",
            ][..],
        ),
        (
            "mid-dyadic",
            "disno,dyindex,statea,namea,stateb,nameb,strtday,strtmnth,strtyr,endday,endmnth,endyear,hihost\n\
             2,1,2,USA,101,VEN,-9,7,1902,24,1,1903,4\n",
            &["from: \"usa\", relation: \"fights\", to: \"ven\", when: \"1902-07/1903-01-24\""][..],
        ),
        (
            "atop-members",
            "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul\n\
             1005,200,1815,3,25,1818,0,0,1,0,0,0,0\n1005,300,1815,3,25,0,0,0,1,0,0,0,0\n",
            &["relation: \"allied_with\"", "when: \"1815-03-25/1818\""][..],
        ),
        (
            "read-tribes",
            "Gavev Kotuni 1\nGavev Nagamidzuha -1\n",
            &[
                "relation: \"allied_with\", to: \"kotuni\"",
                "relation: \"fights\", to: \"nagamidzuha\"",
            ][..],
        ),
    ] {
        let file = path(folder.path(), &format!("{set}.csv"));
        fs::write(&file, rows).expect("a file");
        let import = whobacks(&["import", &file, "--as", set]);
        assert_eq!(import.status.code(), Some(0), "{set}: {}", err(&import));
        for claim in claims {
            let flat = out(&import).split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(claim), "{set}: {claim}: {flat}");
        }
    }
    let other = whobacks(&["import", &path(folder.path(), "read-tribes.csv"), "--as", "ucdp-esd"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(err(&other).contains("has no column `ext_name`"), "{}", err(&other));
}

/// What was not taken is cut where it is printed, and whole in a file.
#[test]
fn a_long_list_of_what_was_left_out_is_cut_and_whole_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let [table, list] = ["ties.csv", "left.txt"].map(|name| path(folder.path(), name));
    let row =
        |i: usize| format!("A{i},B{i},{}\n", if i.is_multiple_of(2) { "backs" } else { "zonks" });
    let rows: String = (0..4000).map(row).collect();
    fs::write(&table, format!("from,to,relation\n{rows}")).expect("written");
    let short = whobacks(&["import", &table]);
    assert_eq!(short.status.code(), Some(1));
    let said = err(&short);
    assert!(said.len() < 2_500 && said.contains("more places"), "{} bytes: {said}", said.len());
    assert!(said.contains("--left-out FILE writes all of it"), "{said}");
    let whole = whobacks(&["import", &table, "--left-out", &list]);
    assert!(err(&whole).contains("has all of it, whole"), "{}", err(&whole));
    let list = fs::read_to_string(list).expect("a file");
    assert!(list.contains(", 3998, 4000") && list.contains("zonks"), "{}", list.len());
}

/// What has no end is not read.
#[cfg(unix)]
#[test]
fn a_device_is_no_table() {
    let refused = whobacks(&["import", "/dev/zero"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("it is a device or a pipe, not a file"), "{}", err(&refused));
}

/// Ids and texts that others would mean nothing by are what somebody has written, and come back from every format.
#[test]
fn what_means_nothing_elsewhere_comes_back_from_our_formats() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for name in ["data", "seeds"] {
        fs::create_dir(at.join(name)).expect("a folder");
    }
    let data = r#"(
    actors: {
        "m23": (name: "March 23 Movement", kind: armed_group, when: "2012", short: "NA"),
        "g5": (name: "Group of Five", kind: organisation, note: "null"),
    },
    claims: {"s": [
        (from: "m23", relation: "fights", to: "g5", record: "row 1", what: "null", amount: "NA", note: "None"),
    ]},
)
"#;
    fs::write(at.join("data/d.ron"), data).expect("written");
    fs::write(at.join("seeds/s.ron"), "(title: \"S\", published: \"2020\", text: none)")
        .expect("written");
    let own = path(at, "data/d.ron");
    let json = |data: &str| {
        let seeds = path(at, "seeds");
        let graph = whobacks(&["export", "json", "--data", data, "--seeds", &seeds]);
        let value: serde_json::Value =
            serde_json::from_slice(&graph.stdout).unwrap_or_else(|_| panic!("{}", err(&graph)));
        (value["nodes"].clone(), value["edges"].clone())
    };
    let before = json(&own);
    for (format, name) in [
        ("csv", "tables"),
        ("neo4j", "neo"),
        ("gexf", "a.gexf"),
        ("graphml", "a.graphml"),
        ("cytoscape", "a.cyjs"),
        ("graphology", "a.json"),
        ("ftm", "a.ftm"),
        ("parquet", "parquet"),
    ] {
        let file = path(at, name);
        let mut args = vec!["export", format, "--data", &own, "-o", &file];
        if format != "parquet" {
            args.push("--claims");
        }
        assert_eq!(whobacks(&args).status.code(), Some(0), "{format}");
        let back = path(at, &format!("back-{format}.ron"));
        let seeds = path(at, "seeds");
        let import = whobacks(&["import", &file, "-o", &back, "--seeds", &seeds]);
        assert_eq!(import.status.code(), Some(0), "{format}: {}", err(&import));
        assert_eq!(json(&back), before, "{format}");
    }
}

/// A row that makes a claim says something, though not by every rule of its set.
#[test]
fn a_row_that_makes_a_claim_says_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = path(folder.path(), "pacts.csv");
    let head = "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,\
                dyad_end_day,dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,\
                nonaggression,entente,version";
    let rows = "1,2,Orlan,200,Tarsk,4,4,1949,,,,0,1,1,0,0,0,4.1\n2,2,Orlan,210,Sarn,4,4,1950,,,,0,1,0,0,0,0,4.1";
    fs::write(&table, format!("{head}\n{rows}\n")).expect("written");
    let said = err(&whobacks(&["import", &table]));
    assert!(
        said.contains("2 rows in, 2 actors, 1 claim out; 1 says that there is nothing"),
        "{said}"
    );
}
