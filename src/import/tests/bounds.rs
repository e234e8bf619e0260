//! Files that say less than they seem to, or more than any memory holds.

use super::*;

/// Why a file is not taken.
fn refused(text: &str) -> String {
    read(text.as_bytes(), &[], &options()).unwrap_err().to_string()
}

#[test]
fn half_a_matrix_has_as_many_rows_as_columns() {
    let text = "dl nr=3 nc=2 format=lowerhalf\ndata:\n1\n1 1\n1 1 1\n";
    assert_data_eq!(
        refused(text),
        str![
            "half a matrix has the same names along both sides: as many rows as columns, and one list of labels"
        ]
    );
}

#[test]
fn what_holds_a_graph_does_not_hold_it_without_end() {
    let deep = 20_000;
    let text = format!("{}{{}}{}", "{\"elements\":".repeat(deep), "}".repeat(deep));
    assert_data_eq!(
        refused(&text),
        str!["this JSON is no graph: it has no lists `nodes` and `edges` (or `links`)"]
    );
}

#[test]
fn the_zeros_of_a_large_matrix_take_no_room() {
    // All its cells would take ten gigabytes.
    let names = (0..19_999).map(|i| format!("a{i}"));
    let heads: String = names.clone().map(|name| format!(",{name}")).collect();
    let rows: String = names.map(|name| format!("{name},\n")).collect();
    let rows = rows.replacen("a0,\n", "a0,0,1\n", 1);
    let mut options = options();
    options.columns.relation = Some("backs".to_owned());
    let imported = read(format!("x{heads}\n{rows}").as_bytes(), &[], &options).unwrap();
    assert_eq!(imported.file.claims.iter().map(|(_, items)| items.len()).sum::<usize>(), 1);
}

#[test]
fn rows_that_belong_together_make_so_many_pairs_in_all() {
    let mut table = table::Table::new("row");
    let by = table.column("treaty");
    for row in 0..12_000 {
        table.row(row);
        table.put(by, &format!("t{}", row / 200));
    }
    let table = table.finish();
    let pair = plan::Pair { by: vec![by], side: None, each_way: true, several: None };
    let mut problems = problems::Problems::default();
    let pairs = pairs::groups(table.rows(), &pair, &mut problems);
    // A group of 200 makes 39,800 pairs, each way.
    assert_eq!(pairs.len(), 26 * 39_800);
    let said = problems.into_texts();
    assert!(said.iter().all(|text| text.contains("1000000 pairs")), "{said:?}");
}
