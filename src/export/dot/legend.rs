//! Title and legend, as a label in Graphviz' subset of HTML.

use super::html as escaped;
use crate::model::Family;
use crate::view::{Colour, View};

/// The title; under it what the lines mean, of the families that are drawn.
pub(super) fn html(view: &View<'_>) -> String {
    let drawn = |family: &Family| view.ties().iter().any(|tie| tie.family == *family);
    let mut parts: Vec<String> = (Family::ALL.into_iter().filter(drawn))
        .map(|family| {
            let (sign, word) = (sign(family), family.word());
            format!("<font color=\"{}\"><b>{sign}</b> {word}</font>", Colour::of_family(family))
        })
        .collect();
    if view.ties().iter().any(|tie| !tie.is_asserted()) {
        parts.push("╌╌ not asserted as fact".to_owned());
    }
    parts.push("width: number of independent sources".to_owned());
    let (title, faint) = (escaped(view.title), Colour::FAINT);
    let legend = parts.join("     ");
    // The outer brackets are DOT's, not a tag's.
    format!(
        "<<font point-size=\"20\"><b>{title}</b></font><br/>\
         <font point-size=\"4\"> </font><br/>\
         <font point-size=\"11\" color=\"{faint}\">{legend}</font><br/> >"
    )
}

fn sign(family: Family) -> &'static str {
    match family {
        Family::Support => "─▶",
        Family::Hostility => "─┤",
        Family::Structure => "─▷",
        Family::Contact => "┈›",
        Family::Presence => "┈○",
    }
}
