//! Headings as Neo4j's importer has them.
//!
//! Takes a table; its headings become such as others have. Must not know how a table is read.

use super::table::Table;

/// Headings as Neo4j's importer has them, `name:string`, `:START_ID(Person)`, as others have them; gives the
/// columns of ids that hold in a group only, with their groups.
pub(super) fn plain_headings(table: &mut Table) -> Vec<(usize, String)> {
    let mut groups = Vec::new();
    let is_mark = |heading: &String| {
        let (_, mark) = heading.rsplit_once(':').unwrap_or_default();
        let mark = mark.split(['(', '{']).next().unwrap_or_default();
        ["ID", "START_ID", "END_ID", "TYPE", "LABEL"].contains(&mark)
    };
    if !table.headings().iter().any(is_mark) {
        return groups;
    }
    let has_relation = table.headings().iter().any(|heading| heading.starts_with("relation:"));
    for (at, heading) in table.headings().to_vec().iter().enumerate() {
        let Some((name, mark)) = heading.rsplit_once(':') else { continue };
        let (word, group) = mark.split_once('(').unwrap_or((mark, ""));
        let group = group.trim_end_matches(')');
        if word.ends_with("ID") && !group.is_empty() {
            groups.push((at, group.to_owned()));
        }
        let plain = match word.split('{').next().unwrap_or(word) {
            "ID" => "id".to_owned(),
            "START_ID" => "start_id".to_owned(),
            "END_ID" => "end_id".to_owned(),
            // Our own tables have a column of that name, which says it as we do.
            "TYPE" if has_relation => "type".to_owned(),
            "TYPE" => "relation".to_owned(),
            "LABEL" => "labels".to_owned(),
            "IGNORE" => format!("{name} (ignored)"),
            _ if name.is_empty() => continue,
            _ => name.to_owned(),
        };
        table.rename(at, &plain);
    }
    groups
}
