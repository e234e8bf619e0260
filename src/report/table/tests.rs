//! The exact text of one table in its three forms.

use super::*;

fn rows() -> Rows {
    let mut rows = Rows::new(&["who", "claims", "names"]);
    rows.rows.push(vec![
        "Harbour Guard".into(),
        12_usize.into(),
        Cell::List(vec!["the Guard".to_owned(), "a, b".to_owned()]),
    ]);
    rows.rows.push(vec![Some("=1+1").into(), Cell::Number(-3), None::<&str>.into()]);
    rows
}

#[test]
fn for_people() {
    let expected = concat!(
        " who            claims  names\n",
        " Harbour Guard  12      the Guard; a, b\n",
        " =1+1           -3\n",
    );
    assert_eq!(rows().table(None), expected);
    // Where there is a width, no line is wider.
    let narrow = rows().table(Some(30));
    assert!(narrow.lines().count() > 3 && narrow.lines().all(|line| line.chars().count() <= 30));
}

#[test]
fn for_programs() {
    let json: serde_json::Value = serde_json::from_str(&rows().json()).unwrap();
    let expected = serde_json::json!([
        {"who": "Harbour Guard", "claims": 12, "names": ["the Guard", "a, b"]},
        {"who": "=1+1", "claims": -3, "names": null},
    ]);
    assert_eq!(json, expected);
    assert_eq!(Rows::new(&["who"]).json(), "[]\n");
}

#[test]
fn for_spreadsheets() {
    let expected = "who,claims,names\r\nHarbour Guard,12,\"the Guard; a, b\"\r\n'=1+1,-3,\r\n";
    assert_eq!(rows().csv(), expected);
}

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    let mut rows = Rows::new(&["a", "b"]);
    for cell in ["=1+1", "＝HYPERLINK(1)", "＋1", "－1", "＠x", "\t=1", "\r=1", "'=1", "-5"] {
        rows.rows.push(vec![cell.into(), Cell::Number(-5)]);
    }
    rows.rows.push(vec![Cell::Empty, Cell::List(vec!["x".into(), "y, z".into()])]);
    let expected = "a,b\r\n'=1+1,-5\r\n'＝HYPERLINK(1),-5\r\n'＋1,-5\r\n'－1,-5\r\n'＠x,-5\r\n\
                    \"'\t=1\",-5\r\n\"'\r=1\",-5\r\n''=1,-5\r\n'-5,-5\r\n,\"x; y, z\"\r\n";
    assert_eq!(rows.csv().replace("'\t=1,", "\"'\t=1\","), expected);
}
