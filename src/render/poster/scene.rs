//! How much room everything on a poster needs: boxes with their texts, and words as they may be broken.

use super::{HEADING, LabelSpot};
use crate::choice::{Figure, Line, Picture};
use crate::graph::standing::Standing;
use crate::layout::column::{Block, LABEL, NUMBER};
use crate::layout::font::{Fonts, Weight};
use crate::layout::{ActorBox, Label, Point, Pull, Scene, SceneLine, at};
use crate::look::Look;

/// From where on a name is broken into lines.
const NAME: f64 = 138.0;
/// The room that the end of a tie needs on the border of a box.
const END: f64 = 15.0;
/// From line to line of words.
const LEADING: f64 = 13.2;
/// Between the words of a tie and its number.
pub(super) const NUMBER_GAP: f64 = 3.0;
/// How wide words may be, where there is room and where there is less.
const LIMITS: [f64; 3] = [112.0, 78.0, 54.0];

/// The texts of a poster and the room that they need.
pub(super) struct Poster {
    pub(super) scene: Scene,
    /// The text of each box.
    pub(super) blocks: Vec<Block>,
    /// For each tie the ways in which its words may be set, the best first.
    settings: Vec<Vec<Setting>>,
}

/// Words in lines, each with its width; behind the last is room for the number.
struct Setting {
    lines: Vec<(String, f64)>,
    digits: f64,
}

impl Poster {
    /// The texts of a picture, in the order of its lists.
    pub(super) fn of(picture: &Picture, fonts: &Fonts) -> Poster {
        let mut ends = vec![0usize; picture.figures.len()];
        for tie in &picture.ties {
            (ends[tie.from], ends[tie.to]) = (ends[tie.from] + 1, ends[tie.to] + 1);
        }
        let blocks: Vec<Block> =
            picture.figures.iter().map(|figure| Block::of(figure, NAME, fonts)).collect();
        let digits = picture.ties.len().to_string().replace(|_: char| true, "8");
        let digits = NUMBER_GAP + fonts.width(&digits, NUMBER, Weight::Bold);
        let settings: Vec<Vec<Setting>> =
            picture.ties.iter().map(|tie| settings(tie, digits, fonts)).collect();
        let heading =
            |side: &crate::choice::Camp| fonts.width(&side.name, HEADING, Weight::Bold).ceil();
        let item =
            |((figure, block), ends): ((&Figure, &Block), &usize)| item(figure, block, *ends);
        let link = |(tie, settings): (&Line, &Vec<Setting>)| SceneLine {
            from: tie.from,
            to: tie.to,
            pull: pull(tie),
            labels: settings.iter().map(Setting::label).collect(),
        };
        let scene = Scene {
            items: picture.figures.iter().zip(&blocks).zip(&ends).map(item).collect(),
            headings: picture.sides.iter().map(heading).collect(),
            links: picture.ties.iter().zip(&settings).map(link).collect(),
        };
        Poster { scene, blocks, settings }
    }

    /// The words of a tie in their place, each line with the point where it begins.
    pub(super) fn lines(&self, i: usize, spot: LabelSpot) -> impl Iterator<Item = (Point, &str)> {
        let setting = &self.settings[i][spot.which];
        setting.places(spot).zip(&setting.lines).map(|(at, (line, _))| (at, line.as_str()))
    }

    /// Where the room for the number of a tie begins.
    pub(super) fn number(&self, i: usize, spot: LabelSpot) -> Point {
        let setting = &self.settings[i][spot.which];
        let last = setting.places(spot).zip(&setting.lines).last();
        last.map_or(spot.rect.centre(), |(p, (_, wide))| at(p.x + wide, p.y))
    }
}

impl Setting {
    fn label(&self) -> Label {
        let lines = self.lines.len();
        let wide = (0..lines).map(|i| self.width(i)).fold(0.0, f64::max);
        Label { width: (wide + 3.0).ceil(), height: LEADING * lines as f64 + 1.0 }
    }

    /// How wide a line is, with the number behind the last.
    fn width(&self, i: usize) -> f64 {
        self.lines[i].1 + if i + 1 == self.lines.len() { self.digits } else { 0.0 }
    }

    /// Where the lines begin, each in the middle of its room.
    fn places(&self, spot: LabelSpot) -> impl Iterator<Item = Point> + use<'_> {
        let (middle, top) = (spot.rect.centre().x, spot.rect.y0 + LABEL * 0.93 + 0.6);
        (0..self.lines.len())
            .map(move |i| at(middle - self.width(i) / 2.0, top + LEADING * i as f64))
    }
}

fn item(figure: &Figure, block: &Block, ends: usize) -> ActorBox {
    let width = ((block.width + 6.0) / 10.0).ceil() * 10.0;
    let (width, height) = (width.max(40.0), block.height.ceil());
    // Whoever has many ties needs room for their ends.
    let more = ((END * ends as f64 - 2.0 * (width + height)) / 4.0).clamp(0.0, 90.0);
    let more = (more / 10.0).floor() * 10.0;
    ActorBox { width: width + more, height: height + more, group: figure.side }
}

/// Backers stand near those whom they back, and parts near the whole.
fn pull(tie: &Line) -> Pull {
    let now = !matches!(tie.standing, Standing::Stale | Standing::Ended);
    match tie.style().look {
        Look::Support | Look::Structure if now => Pull::Firm,
        Look::Hostility => Pull::Loose,
        _ => Pull::Slack,
    }
}

/// All words, in fewer and in more lines; then the strongest alone. There is no line without a verb.
fn settings(tie: &Line, digits: f64, fonts: &Fonts) -> Vec<Setting> {
    let first = tie.words.first().map_or(String::new(), |w| w.trim_end_matches(',').to_owned());
    let mut settings: Vec<Setting> = Vec::new();
    for text in [tie.beside().join(" "), first] {
        for limit in LIMITS {
            let lines: Vec<String> = fonts.lines(&text, limit, LABEL, Weight::Regular);
            let measured = |line: String| {
                let wide = fonts.width(&line, LABEL, Weight::Regular);
                (line, wide)
            };
            let lines: Vec<(String, f64)> = lines.into_iter().map(measured).collect();
            if !settings.iter().any(|other| other.lines == lines) {
                settings.push(Setting { lines, digits });
            }
        }
    }
    settings
}
