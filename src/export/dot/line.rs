//! How a tie looks: colour, ends, dashes, width.

use graphviz_rust::dot_structures::Attribute;

use super::attribute;
use crate::export::edge::Edge;
use crate::model::Family;
use crate::view::Colour;

/// The end of a line of that family; each has one of its own, so that colour is never alone.
pub(super) fn head(family: Family) -> &'static str {
    match family {
        Family::Support => "normal",
        Family::Hostility => "tee",
        Family::Structure => "empty",
        Family::Contact => "vee",
        Family::Presence => "odot",
    }
}

/// The stroke of a line of that family, if a source asserts it.
fn stroke(family: Family) -> &'static str {
    match family {
        Family::Support | Family::Hostility | Family::Structure => "solid",
        Family::Contact | Family::Presence => "dotted",
    }
}

/// The attributes of an edge that make its look.
pub(super) fn of(edge: &Edge<'_, '_>) -> Vec<Attribute> {
    let tie = &edge.tie;
    let colour = Colour::of_family(tie.family).to_string();
    let asserted = tie.is_asserted();
    let mut look = vec![
        attribute("color", &colour),
        attribute("fontcolor", &colour),
        attribute("style", if asserted { stroke(tie.family) } else { "dashed" }),
        attribute("penwidth", width(edge.weight())),
    ];
    match (tie.symmetric, tie.family) {
        (false, family) => look.push(attribute("arrowhead", head(family))),
        (true, Family::Support | Family::Hostility) => {
            look.push(attribute("dir", "both"));
            look.push(attribute("arrowhead", head(tie.family)));
            look.push(attribute("arrowtail", head(tie.family)));
        }
        // To meet, or to be kin, has no direction worth two arrows.
        (true, _) => look.push(attribute("dir", "none")),
    }
    look.push(attribute("weight", pull(tie.family)));
    look
}

/// How much a line of that family wants to be short and straight: those who belong together, and
/// backers and backed, stand near each other.
fn pull(family: Family) -> &'static str {
    match family {
        Family::Structure => "3",
        Family::Support => "2",
        Family::Hostility | Family::Contact | Family::Presence => "1",
    }
}

/// Wider with each source, up to what still looks like a line.
fn width(sources: usize) -> String {
    let more = u32::try_from(sources.saturating_sub(1)).unwrap_or(u32::MAX).min(5);
    format!("{:.1}", 1.2 + 0.7 * f64::from(more))
}
