//! The colours of families, which distinguish ties, of kinds, which distinguish actors, and of sides.
//!
//! Takes words of the model, gives colours; no other module holds any. Must not know who draws.
//! Support and hostility differ in lightness as well as in hue, for those who see no difference
//! between hues; and pictures add a second sign (an arrow or a tee, dashes),
//! because a colour alone is lost in print. Contrast follows the Web Content Accessibility
//! Guidelines 2.2: 4.5 to 1 for texts (1.4.3), 3 to 1 for lines (1.4.11).

use std::fmt;

use crate::model::{Family, Kind};

/// An opaque colour, shown as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
}

impl Colour {
    /// The colour of text.
    pub const INK: Colour = Colour::rgb(0x24292f);
    /// The colour of text that steps back: captions, legends.
    pub const FAINT: Colour = Colour::rgb(0x5a6270);
    /// The greys of support and of hostility that are as they were: apart in lightness as the colours
    /// are, each from the other's colour too.
    pub const QUIET: (Colour, Colour) = (Colour::rgb(0x3a414b), Colour::rgb(0x877d79));
    /// The colour of paper.
    pub const PAPER: Colour = Colour::rgb(0xffffff);

    const fn rgb(hex: u32) -> Self {
        Colour { r: (hex >> 16) as u8, g: (hex >> 8) as u8, b: hex as u8 }
    }

    /// The colour of a tie.
    pub const fn of_family(family: Family) -> Self {
        Colour::rgb(match family {
            Family::Support => 0x0b3c78,
            Family::Hostility => 0xdd4b1f,
            Family::Structure => 0x5a6270,
            Family::Contact => 0x2c343e,
            Family::Presence => 0x6f7782,
        })
    }

    /// The colour of an actor: kinds that are near each other have colours that are.
    pub const fn of_kind(kind: Kind) -> Self {
        Colour::rgb(match kind {
            Kind::State => 0x2b6cb0,
            Kind::Government => 0x3d8bbf,
            Kind::Legislature => 0x56a5cf,
            Kind::Agency => 0x4f7f96,
            Kind::Military => 0xa8742a,
            Kind::ArmedGroup => 0xb85c38,
            Kind::Unit => 0xc79a4b,
            Kind::Coalition => 0x7a5ba6,
            Kind::Organisation => 0x9a6fb0,
            Kind::Company => 0x5f8f4e,
            Kind::Media => 0x8fa03c,
            Kind::Person => 0x2f8f83,
            Kind::Collective => 0xb0708a,
            Kind::Place => 0x8a7f6d,
            Kind::Unnamed => 0x868e98,
        })
    }

    /// The colour of a side's frame. None is near the blue and red that mean support and hostility.
    pub const fn of_side(place: usize) -> Self {
        const SIDES: [u32; 8] =
            [0xa8781c, 0x6557ad, 0x2d8273, 0xa04f7c, 0x4f7a9c, 0x7d6a58, 0x6b7a34, 0x5d6b7e];
        Colour::rgb(SIDES[place % SIDES.len()])
    }

    /// The ground of a side that has this colour. Neighbours in the list differ in lightness too, so
    /// that they are told apart in grey.
    pub const fn ground(self, place: usize) -> Self {
        self.tint(if place.is_multiple_of(2) { 8 } else { 15 })
    }

    /// The same colour for text, dark enough to be read on the ground of any side.
    pub const fn for_text(self) -> Self {
        self.shade(25)
    }

    /// The same colour thinned with white: 0 is white, 100 the colour itself.
    pub const fn tint(self, percent: u8) -> Self {
        const fn mix(channel: u8, percent: u8) -> u8 {
            let percent = if percent > 100 { 100 } else { percent as u32 };
            ((channel as u32 * percent + 255 * (100 - percent) + 50) / 100) as u8
        }
        Colour { r: mix(self.r, percent), g: mix(self.g, percent), b: mix(self.b, percent) }
    }

    /// The same colour darkened: 0 is the colour itself, 100 black.
    pub const fn shade(self, percent: u8) -> Self {
        const fn darken(channel: u8, percent: u8) -> u8 {
            let rest = 100 - if percent > 100 { 100 } else { percent as u32 };
            (channel as u32 * rest / 100) as u8
        }
        Colour {
            r: darken(self.r, percent),
            g: darken(self.g, percent),
            b: darken(self.b, percent),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as the Web Content Accessibility Guidelines 2.2 define it:
    /// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    fn luminance(colour: Colour) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r) + 0.7152 * channel(colour.g) + 0.0722 * channel(colour.b)
    }

    fn contrast(a: Colour, b: Colour) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    /// Everything on which lines and texts stand: paper, and the sides of any number.
    fn grounds() -> Vec<Colour> {
        let sides = (0..24).map(|place| Colour::of_side(place).ground(place));
        std::iter::once(Colour::PAPER).chain(sides).collect()
    }

    #[test]
    fn texts_can_be_read_on_every_ground() {
        // 1.4.3: 4.5 to 1.
        for ground in grounds() {
            for text in [Colour::INK, Colour::FAINT] {
                assert!(contrast(text, ground) >= 4.5, "{text} on {ground}");
            }
            for family in Family::ALL {
                let text = Colour::of_family(family).for_text();
                let found = contrast(text, ground);
                assert!(found >= 4.5, "{family:?}: {text} on {ground} is {found}");
            }
        }
        for place in 0..24 {
            let (side, ground) = (Colour::of_side(place), Colour::of_side(place).ground(place));
            assert!(contrast(side.for_text(), ground) >= 4.5, "the heading of side {place}");
        }
    }

    #[test]
    fn lines_stand_out_on_every_ground() {
        // 1.4.11: 3 to 1.
        for ground in grounds() {
            for family in Family::ALL {
                let found = contrast(Colour::of_family(family), ground);
                assert!(found >= 3.0, "{family:?} on {ground} is {found}");
            }
        }
        for kind in Kind::ALL {
            let ground = Colour::of_kind(kind).tint(10);
            for family in Family::ALL {
                assert!(
                    contrast(Colour::of_family(family), ground) > 2.7,
                    "{family:?} on {kind:?}"
                );
            }
        }
    }

    #[test]
    fn support_and_hostility_differ_without_hue() {
        let (blue, red) =
            (Colour::of_family(Family::Support), Colour::of_family(Family::Hostility));
        assert!(contrast(blue, red) > 1.5, "{}", contrast(blue, red));
    }

    #[test]
    fn neighbouring_sides_differ_in_grey() {
        for place in 0..24 {
            let ground = |place| luminance(Colour::of_side(place).ground(place));
            let step = (ground(place) - ground(place + 1)).abs();
            assert!(step > 0.015, "sides {place} and {}: {step}", place + 1);
        }
    }

    #[test]
    fn no_two_alike() {
        let mut kinds: Vec<_> = Kind::ALL.map(Colour::of_kind).into();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), Kind::ALL.len());
        assert_eq!(Colour::of_family(Family::Support).to_string(), "#0b3c78");
        assert_eq!(Colour::INK.tint(0), Colour::PAPER);
        assert_eq!(Colour::INK.tint(100), Colour::INK);
    }
}
