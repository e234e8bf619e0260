//! What stands on and behind the lines and boxes: labels and tooltips.

use crate::export::Edges;
use crate::export::edge::Edge;
use crate::model::{Actor, Modality};
use crate::view::ClaimView;

/// How many relations a label names.
const LABELS: usize = 2;
/// How many claims a tooltip shows.
const CLAIMS: usize = 5;
/// From how many characters on a name is broken into lines.
const LINE: usize = 18;

/// The relations of an edge: `arms, trains +1`; of a claim with its date.
pub(super) fn label(edge: &Edge<'_, '_>, mode: Edges) -> String {
    if let (Edges::Claims, Some(claim)) = (mode, edge.only_claim()) {
        let label = &claim.at.relation.label;
        return match claim.at.claim.when {
            Some(when) => format!("{label}\n{when}"),
            None => label.clone(),
        };
    }
    let relations = edge.relations();
    let shown: Vec<&str> = relations.iter().take(LABELS).map(|r| r.label.as_str()).collect();
    let label = shown.join("\n");
    match relations.len() {
        n if n > LABELS => format!("{label} +{}", n - LABELS),
        _ => label,
    }
}

/// A label with room on both sides; `dot` sets labels so near that they touch their lines.
pub(super) fn spaced(label: &str) -> String {
    let lines: Vec<String> = label.lines().map(|line| format!("\u{a0}{line}\u{a0}")).collect();
    lines.join("\n")
}

/// Each claim of an edge with its quote and its source.
pub(super) fn of_edge(edge: &Edge<'_, '_>) -> String {
    let mut lines: Vec<String> = edge.claims().take(CLAIMS).map(of_claim).collect();
    let all = edge.tie.claims.len();
    if all > CLAIMS {
        lines.push(format!("… and {} more", all - CLAIMS));
    }
    lines.join("\n")
}

fn of_claim(claim: &ClaimView<'_>) -> String {
    let at = &claim.at;
    let mut text = format!("{} {} {}", at.from.label(), at.relation.label, at.to.label());
    if let Some(when) = at.claim.when {
        text += &format!(", {when}");
    }
    if at.claim.modality != Modality::Factual {
        text += &format!(" ({}", at.claim.modality.word());
        if !claim.speakers.is_empty() {
            let verb = if claim.speakers.len() > 1 { "say" } else { "says" };
            text += &format!(", {verb} {}", claim.speakers.join(" and "));
        }
        claim.citers.iter().for_each(|citer| text += &format!(", cited by {citer}"));
        text += ")";
    }
    text += &format!("\n    “{}”\n    {}", at.claim.citation.text(), at.source.title);
    if let Some(published) = at.source.published {
        text += &format!(" ({published})");
    }
    text
}

/// Full name, kind and aliases.
pub(super) fn of_actor(actor: &Actor) -> String {
    let mut text = format!("{} ({})", actor.name, actor.kind.word().replace('_', " "));
    if !actor.aliases.is_empty() {
        text += &format!("\nalso {}", actor.aliases.join(", "));
    }
    text
}

/// A long name in lines of about equal length, broken between words.
pub(super) fn wrapped(name: &str) -> String {
    let length = name.chars().count();
    if length <= LINE {
        return name.to_owned();
    }
    let target = length.div_ceil(length.div_ceil(LINE));
    let mut out = String::with_capacity(name.len());
    let mut on_line = 0;
    for word in name.split_whitespace() {
        let more = word.chars().count();
        // A word goes where more of it than half fits.
        if on_line > 0 && on_line + 1 + more / 2 > target {
            out.push('\n');
            on_line = 0;
        } else if !out.is_empty() {
            out.push(' ');
            on_line += 1;
        }
        out.push_str(word);
        on_line += more;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_broken_evenly() {
        for (name, expected) in [
            ("Khalifa Haftar", "Khalifa Haftar"),
            ("Government of National Accord", "Government of\nNational Accord"),
            ("Tariq Ben Zeyad Brigade of the East", "Tariq Ben Zeyad\nBrigade of the East"),
            ("Bundesnachrichtendienstmitarbeiter", "Bundesnachrichtendienstmitarbeiter"),
            ("", ""),
            ("a   name   full   of   blanks", "a name full of\nblanks"),
        ] {
            assert_eq!(wrapped(name), expected);
        }
    }
}
