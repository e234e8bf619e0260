//! What is to be placed, without a word of what it means: boxes, groups of boxes, links.

/// What is to be placed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scene {
    /// The boxes of the actors.
    pub items: Vec<ActorBox>,
    /// How wide the heading of each group is.
    pub headings: Vec<f64>,
    /// The lines between boxes.
    pub links: Vec<SceneLine>,
}

/// The box of an actor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ActorBox {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
    /// The group in whose frame it stands.
    pub group: Option<usize>,
}

/// A line between two boxes. Its ends are places in [`Scene::items`], and never the same.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneLine {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// How near to each other its ends want to be.
    pub pull: Pull,
    /// What may stand on it, the best first; the last is taken where nothing else fits.
    pub labels: Vec<Label>,
}

/// The size of a text on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// How near to each other the ends of a link want to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pull {
    /// As far apart as it takes.
    Loose,
    /// Somewhat near.
    Slack,
    /// Near.
    Firm,
}

/// Room inside the frame of a group.
pub const PAD: f64 = 18.0;
/// Room for the heading of a group.
pub const HEAD: f64 = 24.0;
/// The least room between two boxes.
pub(super) const GAP: f64 = 22.0;
/// The least room between two frames, and between a frame and a foreign box.
pub(super) const LANE: f64 = 24.0;
/// How near a line may pass to a foreign box.
pub(super) const CLEAR: f64 = 7.0;
