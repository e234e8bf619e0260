//! Rows of boxes in frames: the types that describe an arrangement.
//!
//! Values only. Must not know sizes.

/// Where a zone is on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ZonePlace {
    /// The left of two columns.
    Left,
    /// The right one.
    Right,
    /// The whole width, or the middle of it.
    Middle,
    /// The middle, below the columns.
    Below,
    /// Beneath everything, without a frame.
    Beneath,
    /// Above everything, without a frame: where a line from beneath finds no way.
    Above,
}

impl ZonePlace {
    /// How many seats are in one row; where there are more, every second one is in a row of its own.
    pub(super) fn seats_in_a_row(self) -> usize {
        match self {
            ZonePlace::Left | ZonePlace::Right | ZonePlace::Below => 3,
            ZonePlace::Middle | ZonePlace::Beneath | ZonePlace::Above => 5,
        }
    }
}

/// A frame or the ground beneath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) place: ZonePlace,
    /// The side whose frame it is.
    pub(super) side: Option<usize>,
    /// The rows from above, each with the level it is on: rows of one level stand at one height.
    pub(super) rows: Vec<(u8, Vec<usize>)>,
    /// Whether the rows are a chain that leads to and fro.
    pub(super) winding: bool,
}

/// Everybody's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Arrangement {
    pub(super) zones: Vec<Zone>,
    /// Whether frames have a lane between their headings and the boxes of their first rows.
    pub(super) lofty: bool,
    /// Whether rows stand as far apart as the sheet lets them, though notes are shorter for it.
    pub(super) roomy: bool,
    /// Whether there is a lane beneath everything.
    pub(super) deep: bool,
}

/// The level of the first row of cores; backers stand on those above, what is leaned on below.
pub(super) const CORES: u8 = 8;
