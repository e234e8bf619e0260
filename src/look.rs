//! How a tie looks: its colour, what stands at its end, its dashes, its width.
//!
//! Takes what sort of tie it is, whether it is certain and a fact, and how many origins it has;
//! gives what pictures, DOT and Mermaid draw, so that a line means the same in all of them. Colour is
//! never the only sign: each sort has an end of its own. Weak relations look like dealings, because they say
//! no more than that. Must not know who draws, nor where.

use crate::model::{Family, Kind};

#[cfg(test)]
mod eyes;
mod palette;

pub use palette::Colour;

/// The sorts of line that a reader has to distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// Who helps whom.
    Support,
    /// Who harms or rejects whom.
    Hostility,
    /// Who commands, leads or belongs to whom.
    Structure,
    /// Dealings, and weak relations of any family.
    Contact,
    /// Who is where.
    Presence,
}

impl Look {
    /// Every look, in the order of legends.
    pub const ALL: [Look; 5] =
        [Look::Support, Look::Hostility, Look::Structure, Look::Contact, Look::Presence];

    /// The look of a tie with that family and sign.
    pub const fn of(family: Family, sign: i8) -> Look {
        match (family, sign) {
            (Family::Structure, _) => Look::Structure,
            (Family::Presence, _) => Look::Presence,
            (Family::Support, 1) => Look::Support,
            (Family::Hostility, -1) => Look::Hostility,
            _ => Look::Contact,
        }
    }

    /// The colour of its lines.
    pub const fn colour(self) -> Colour {
        Colour::of_family(match self {
            Look::Support => Family::Support,
            Look::Hostility => Family::Hostility,
            Look::Structure => Family::Structure,
            Look::Contact => Family::Contact,
            Look::Presence => Family::Presence,
        })
    }

    /// The colour of words on its lines.
    pub const fn ink(self) -> Colour {
        self.colour().for_text()
    }

    /// The shape at the end of its lines.
    pub const fn end(self) -> End {
        match self {
            Look::Support => End::Arrow,
            Look::Hostility => End::Tee,
            Look::Structure => End::Hollow,
            Look::Contact => End::Open,
            Look::Presence => End::Dot,
        }
    }

    /// Its name in a legend.
    pub const fn words(self) -> &'static str {
        match self {
            Look::Support => "backs",
            Look::Hostility => "opposes",
            Look::Structure => "commands, belongs to",
            Look::Contact => "deals with",
            Look::Presence => "is in",
        }
    }
}

/// The name of dashed lines in a legend.
pub const DASHED: &str = "not certain, or not now";

/// The shape at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// A full triangle.
    Arrow,
    /// A bar across.
    Tee,
    /// A hollow triangle.
    Hollow,
    /// Two strokes.
    Open,
    /// A hollow circle.
    Dot,
}

/// How a line is stroked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dash {
    /// Without a gap: only for certain facts.
    Solid,
    /// For what is not a certain fact.
    Dashed,
    /// For dealings that are certain facts.
    Dotted,
    /// For dealings that are not.
    DotDashed,
}

impl Dash {
    /// The dashes as SVG writes them; dots are dashes of no length with round ends.
    pub const fn svg(self) -> Option<&'static str> {
        match self {
            Dash::Solid => None,
            Dash::Dashed => Some("6 4"),
            Dash::Dotted => Some("0.1 5"),
            Dash::DotDashed => Some("0.1 5 0.1 5 6 5"),
        }
    }
}

/// How prominent a line is in a picture of changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Like any line; in other pictures.
    #[default]
    Plain,
    /// For what is new.
    Bold,
    /// For what has ended: strokes cross it.
    Struck,
    /// For what has not changed: grey.
    Quiet,
}

/// Everything that decides how a tie is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    /// Its sort.
    pub look: Look,
    /// Whether it is certain and a fact.
    pub firm: bool,
    /// Whether both ends have the shape.
    pub both: bool,
    /// How many independent origins it has.
    pub origins: usize,
    /// How prominent it is.
    pub tone: Tone,
}

impl Style {
    /// The colour of the line.
    pub const fn colour(&self) -> Colour {
        match (self.tone, self.look) {
            (Tone::Quiet, Look::Hostility) => Colour::QUIET.1,
            (Tone::Quiet, Look::Support) => Colour::QUIET.0,
            (_, look) => look.colour(),
        }
    }

    /// The colour of the words on it.
    pub const fn ink(&self) -> Colour {
        match self.tone {
            Tone::Quiet => Colour::FAINT,
            _ => self.look.ink(),
        }
    }

    /// Its dashes.
    pub const fn dash(&self) -> Dash {
        match (self.look, self.firm) {
            (Look::Contact | Look::Presence, true) => Dash::Dotted,
            (Look::Contact | Look::Presence, false) => Dash::DotDashed,
            (_, true) => Dash::Solid,
            (_, false) => Dash::Dashed,
        }
    }

    /// Its width, in units of which a column's 180 mm have 640: wider with each origin, but only if it
    /// is a certain fact.
    pub const fn width(&self) -> f64 {
        match (self.dash(), self.origins) {
            (Dash::Solid, _) if matches!(self.tone, Tone::Bold) => 4.4,
            (Dash::Dashed, _) if matches!(self.tone, Tone::Bold) => 3.2,
            _ if matches!(self.tone, Tone::Quiet | Tone::Struck) => 1.6,
            (Dash::Dashed | Dash::DotDashed, _) => 1.8,
            (_, 0 | 1) => 2.2,
            (Dash::Dotted, _) => 2.4,
            (_, 2) => 3.0,
            (_, _) => 3.8,
        }
    }
}

/// How wide the border of an actor's box is: that of a state, and of whoever a picture is about, stands
/// out.
pub const fn border(kind: Kind, core: bool) -> f64 {
    if core || matches!(kind, Kind::State) { 1.7 } else { 1.1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_and_a_fact_is_solid_and_nothing_else_is_as_wide() {
        for look in Look::ALL {
            for (origins, both) in [(1, false), (2, true), (9, false)] {
                let style = |firm| Style { look, firm, both, origins, tone: Tone::Plain };
                assert_ne!(style(false).dash(), Dash::Solid);
                assert_ne!(style(false).dash(), style(true).dash());
                assert!(style(false).width() < style(true).width());
            }
        }
    }

    #[test]
    fn support_and_hostility_are_two_colours_to_every_eye() {
        let (blue, red) = (Look::Support.colour(), Look::Hostility.colour());
        for (name, eye) in eyes::EYES {
            let apart = eyes::apart(blue, red, &eye);
            assert!(apart >= 20.0, "{name}: {apart}");
        }
        // The measure itself: a colour from itself, black from white.
        let (_, normal) = eyes::EYES[0];
        assert!(eyes::apart(blue, blue, &normal) < 1e-9);
        let whole = eyes::apart(Colour::INK.shade(100), Colour::PAPER, &normal);
        assert!((whole - 100.0).abs() < 0.5, "{whole}");
    }

    #[test]
    fn nothing_unasserted_is_wider_than_what_is_asserted() {
        let styles =
            Look::ALL.into_iter().flat_map(|look| {
                [(false, 1), (false, 9), (true, 1), (true, 2), (true, 9)].map(|(firm, origins)| {
                    Style { look, firm, both: false, origins, tone: Tone::Plain }
                })
            });
        let widths = |firm| styles.clone().filter(move |s| s.firm == firm).map(|s| s.width());
        let loose = widths(false).fold(0.0, f64::max);
        let firm = widths(true).fold(f64::MAX, f64::min);
        assert!(loose < firm, "{loose} {firm}");
        // Half a point, where 640 units are 510 points.
        assert!(styles.clone().all(|s| s.width() >= 0.63));
    }

    #[test]
    fn weak_relations_look_like_dealings() {
        assert_eq!(Look::of(Family::Support, 0), Look::Contact);
        assert_eq!(Look::of(Family::Hostility, 0), Look::Contact);
        assert_eq!(Look::of(Family::Support, 1), Look::Support);
        assert_eq!(Look::of(Family::Hostility, -1), Look::Hostility);
    }

    #[test]
    fn each_look_has_an_end_and_words_of_its_own() {
        let ends: std::collections::BTreeSet<End> = Look::ALL.map(Look::end).into();
        let words: std::collections::BTreeSet<&str> = Look::ALL.map(Look::words).into();
        assert_eq!((ends.len(), words.len()), (5, 5));
    }
}
