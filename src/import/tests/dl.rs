//! UCINET's DL in all its forms.

use super::*;

/// Every claim: who, what, whom.
fn claims(imported: &Imported) -> Vec<String> {
    graph(imported)
        .claims()
        .map(|c| format!("{} {} {}", c.from.id, c.relation.id, c.to.id))
        .collect()
}

#[test]
fn the_forms_of_dl_are_one_matrix() {
    let ties = |text: &str| -> Vec<String> {
        let options = ImportOptions {
            directed: true,
            columns: Columns { relation: Some("backs".to_owned()), ..Columns::default() },
            ..options()
        };
        let imported =
            read(text.as_bytes(), &[], &options).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert!(imported.problems.is_empty(), "{text}: {:?}", imported.problems);
        let mut ties: Vec<String> = claims(&imported);
        ties.sort();
        ties
    };
    let wanted = ["ann backs bo", "bo backs cy", "cy backs ann"];
    for text in [
        "dl n=3 format=fullmatrix\nlabels:\nann,bo,cy\ndata:\n0 1 0\n0 0 1\n1 0 0\n",
        "DL\nN = 3\nLABELS:\nann bo\ncy\nDATA:\n0 1 0 0 0 1 1 0 0",
        "dl n = 3, labels embedded\ndata:\n    ann bo cy\nann 0 1 0\nbo 0 0 1\ncy 1 0 0\n",
        "dl n=3 diagonal = absent labels: ann,bo,cy data: 1 0\n0 1\n1 0\n",
        "DL n=3\nformat = edgelist1\nlabels:\nann, bo, cy\ndata:\n1 2\n2 3 1\n3 1\n",
        "DL n=3\nformat = edgelist1\nlabels embedded:\ndata:\nann bo\nbo cy\ncy ann\n",
        "dl n=3 format=nodelist1 labels:\nann\nbo\ncy\ndata:\n1 2\n2 3\n3 1\n",
        "dl n=3 format=nodelist1b labels:\nann\nbo\ncy\ndata:\n1 2\n1 3\n1 1\n",
    ] {
        assert_eq!(ties(text), wanted, "{text}");
    }
    // What is the same either way is one tie.
    for text in [
        "dl n=3 format=lowerhalf labels:\nann bo cy\ndata:\n0\n1 0\n0 1 0\n",
        "dl n=3 format=upperhalf diagonal=absent labels:\nann bo cy\ndata:\n1 0\n1\n",
        "dl n=3 labels:\nann bo cy\ndata:\n0 1 0\n1 0 1\n0 1 0\n",
    ] {
        assert_eq!(ties(text), ["ann backs bo", "bo backs cy"], "{text}");
    }
    let two = "dl nr=2 nc=2 format=edgelist2 row labels: ann bo column labels: \"The Treaty\" pact\ndata:\n1 1\n2 2\n";
    assert_eq!(ties(two), ["ann backs the-treaty", "bo backs pact"]);
    let several =
        "dl n=2 nm=2 labels: ann bo\nmatrix labels: arms fights\ndata:\n0 1\n0 0\n0 0\n1 0\n";
    let imported = read(several.as_bytes(), &[], &options()).expect("it is read");
    assert_eq!(claims(&imported), ["ann arms bo", "bo fights ann"]);
}
