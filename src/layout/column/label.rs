//! Where the words of a line stand: beside it, on nothing, nearer to it than to any other line.
//!
//! Takes a line that has been led and everything placed so far; gives the best free place, or none.
//! Texts are broken into as few lines as the place allows.

use super::block::{LABEL, broken};
use crate::layout::font::{Fonts, Weight};
use crate::layout::geometry::{Point, Rect, at};

/// The words of a line in their place.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// Lines of text, each with the point where its base line begins.
    pub lines: Vec<(Point, String)>,
    /// Where the number begins.
    pub number: Point,
    /// Whether the last line ends at the line rather than begins there: a number that is narrower
    /// than the room for it moves it that far.
    pub right: bool,
    /// The room of all of it.
    pub room: Rect,
}

impl Words {
    /// The widest of its lines.
    fn widest(&self, fonts: &Fonts) -> f64 {
        let wide = |line: &(Point, String)| fonts.width(&line.1, LABEL, Weight::Regular);
        self.lines.iter().map(wide).fold(0.0, f64::max)
    }

    /// Other words in the same room, beside a line that leads through `points`. They have room where
    /// each is no wider than the one in its place, and a number is added to that in the last's.
    pub fn again(&self, words: &[String], points: &[Point], fonts: &Fonts) -> Words {
        let limit = self.widest(fonts) + 0.5;
        let mut lines = broken(&(words.join(" ") + PAIR), limit, LABEL, Weight::Regular, fonts);
        if let Some(last) = lines.last_mut() {
            last.truncate(last.len() - PAIR.len());
        }
        lines.retain(|line| !line.is_empty());
        let setting = measured(lines, fonts);
        let beneath = |p: &[Point]| {
            (p[0].y - p[1].y).abs() < 0.5
                && p[0].y > self.room.y1 - 4.0
                && p[0].y < self.room.y1 + 2.0 * AIR
        };
        let (mut x0, mut y0) = (self.room.x0, self.room.y0);
        // As near to the line as the others.
        if points.windows(2).any(beneath) {
            y0 = self.room.y1 - setting.height;
        }
        if self.right {
            x0 = self.room.x1 - setting.width;
        }
        let room = Rect { x0, y0, x1: x0 + setting.width, y1: y0 + setting.height };
        self::words(&setting, room, self.right)
    }
}

/// As wide as a number, in labels.
pub const PAIR: &str = "00";

/// From line to line.
const LEADING: f64 = 13.5;
/// What a number takes behind the last line: two digits and a little air.
pub const DIGITS: f64 = 15.0;
/// Between the last line and its number.
pub const BEFORE: f64 = 3.0;
/// Between a line and its words.
const AIR: f64 = 6.0;
/// What is kept clear around words: of boxes and words, of foreign lines, of the own line.
const CLEAR: (f64, f64, f64) = (3.0, 8.5, 4.5);
/// What words cost that stand on the border of a frame: less than a line that leads round the whole picture.
const STRADDLED: u64 = 900;
/// What ends of lines cover.
const HEAD: f64 = 16.0;

/// What words must keep away from.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Boxes, headings, words, ends of lines.
    pub(super) rects: Vec<Rect>,
    /// Frames, whose borders no word should stand on.
    pub(super) frames: Vec<Rect>,
    /// The pieces of lines led so far.
    pub(super) pieces: Vec<(Point, Point)>,
    /// The sheet.
    pub(super) sheet: Rect,
}

/// How a text is broken.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    lines: Vec<String>,
    widths: Vec<f64>,
    width: f64,
    height: f64,
}

/// A text broken into lines no wider than a limit.
fn set(words: &[String], limit: f64, fonts: &Fonts) -> Setting {
    let lines = |text: &str| broken(text, limit, LABEL, Weight::Regular, fonts);
    let running = lines(&words.join(" "));
    // A phrase begins a line where that takes no more of them.
    let apart: Vec<String> = words.iter().flat_map(|phrase| lines(phrase)).collect();
    measured(if apart.len() <= running.len() { apart } else { running }, fonts)
}

/// Lines with their measures.
fn measured(lines: Vec<String>, fonts: &Fonts) -> Setting {
    let wide = |text: &String| fonts.width(text, LABEL, Weight::Regular);
    let last = lines.last().map_or(0.0, wide) + DIGITS;
    let width = lines.iter().map(wide).fold(last, f64::max);
    let widths = lines.iter().map(wide).collect();
    let height = LEADING * lines.len().max(1) as f64;
    Setting { lines, widths, width, height }
}

/// How high words are that may be `wide`.
pub(super) fn height(words: &[String], wide: f64, fonts: &Fonts) -> f64 {
    set(words, wide, fonts).height
}

/// The ways to break a text: each number of lines with the narrowest width that it takes.
pub(super) fn settings(words: &[String], fonts: &Fonts) -> Vec<Setting> {
    let mut found: Vec<Setting> = Vec::new();
    let words_of = words.iter().flat_map(|phrase| phrase.split_whitespace());
    let widest =
        words_of.map(|word| fonts.width(word, LABEL, Weight::Regular)).fold(40.0, f64::max);
    // No word is broken, but one that is wider than any label.
    let widest = widest.min(260.0) + 0.5;
    let mut limit = widest.max(220.0);
    while limit >= widest {
        let setting = set(words, limit, fonts);
        let same = found.last().is_some_and(|last| last.lines.len() == setting.lines.len());
        if same {
            found.pop();
        }
        if setting.lines.len() > MOST && !found.is_empty() {
            break;
        }
        found.push(setting);
        limit -= 6.0;
    }
    let last = set(words, widest, fonts);
    if found.last().is_none_or(|narrow| narrow.width > last.width) && last.lines.len() <= MOST {
        found.push(last);
    }
    found
}

/// No label has more lines, unless it must.
const MOST: usize = 5;

/// The best place of a text beside a line that leads through `points`; its price comes with it. `both`:
/// whether the line has an end where it begins.
pub(super) fn place(
    settings: &[Setting],
    points: &[Point],
    (from_above, both): (bool, bool),
    taken: &Taken,
) -> Option<(u64, Words)> {
    let mut best: Option<(u64, Words)> = None;
    for setting in settings {
        let lines = match setting.lines.len() {
            0..=2 => 0,
            3 => 10,
            4 => 30,
            5 => 90,
            more => 50 * more as u64,
        } + (setting.width as u64).saturating_sub(100);
        for (i, piece) in points.windows(2).enumerate() {
            let ends = (i == 0, i + 2 == points.len());
            for (price, corner, right) in
                spots((piece[0], piece[1]), ends, setting, (from_above, both))
            {
                let cost = lines + price;
                if best.as_ref().is_some_and(|(least, _)| *least <= cost) {
                    continue;
                }
                let room = Rect {
                    x0: corner.x,
                    y0: corner.y,
                    x1: corner.x + setting.width,
                    y1: corner.y + setting.height,
                };
                if let Some(more) = free(room, points, taken) {
                    let cost = cost + more;
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        best = Some((cost, words(setting, room, right)));
                    }
                }
            }
        }
    }
    best
}

/// Upper left corners beside a piece of a line, each with a price and whether the text ends at the
/// line rather than begins there.
fn spots(
    (a, b): (Point, Point),
    (first, last): (bool, bool),
    setting: &Setting,
    (from_above, both): (bool, bool),
) -> Vec<(u64, Point, bool)> {
    let mut spots = Vec::new();
    let (w, h) = (setting.width, setting.height);
    let head = |is: bool| if is { HEAD } else { 4.0 };
    if (a.x - b.x).abs() < 0.5 {
        let (mut top, mut bottom) = (a.y + head(first), b.y - head(last));
        if a.y > b.y {
            (top, bottom) = (b.y + head(last), a.y - head(first));
        }
        // Where a line begins nothing stands, unless it has two ends: words may come nearer to the box.
        let spare = if first && !both { HEAD - 4.0 } else { 0.0 };
        let (from, to) = if a.y > b.y { (top, bottom + spare) } else { (top - spare, bottom) };
        let room = to - from - h;
        if room < -4.0 {
            return spots;
        }
        let steps = (room / 4.0).floor().max(0.0) as usize;
        for step in 0..=steps {
            let y = from + 4.0 * step as f64 + if room < 0.0 { room / 2.0 } else { 0.0 };
            let off = if from_above {
                // Backers' words end in one row, where those of four lines do that begin at the backers: so
                // that their numbers are read from left to right.
                (y + h - (top + 4.0 * LEADING).min(bottom)).abs()
            } else {
                (y + h / 2.0 - (top + bottom) / 2.0).abs()
            };
            spots.push((off as u64 / 2, at(a.x + AIR, y), false));
            let left = if from_above { 60 } else { 12 };
            spots.push((off as u64 / 2 + left, at(a.x - AIR - w, y), true));
        }
        return spots;
    }
    let (left, right) = (a.x.min(b.x), a.x.max(b.x));
    let ends = if a.x < b.x { (head(first), head(last)) } else { (head(last), head(first)) };
    let (left, right) = (left + ends.0 - 4.0, right - ends.1 + 4.0);
    let room = right - left - w;
    if room < -6.0 {
        return spots;
    }
    let steps = (room / 6.0).floor().max(0.0) as usize;
    for step in 0..=steps {
        let x = left + 6.0 * step as f64 + if room < 0.0 { room / 2.0 } else { 0.0 };
        let off = (x + w / 2.0 - (left + right) / 2.0).abs() as u64 / 3;
        spots.push((off + 6, at(x, a.y - AIR - h + 2.0), false));
        spots.push((off + 8, at(x, a.y + AIR - 1.0), false));
    }
    spots
}

/// What a room costs, if it is free at all.
fn free(room: Rect, own: &[Point], taken: &Taken) -> Option<u64> {
    let sheet = taken.sheet;
    if room.x0 < sheet.x0 || room.x1 > sheet.x1 || room.y0 < sheet.y0 || room.y1 > sheet.y1 {
        return None;
    }
    let near = room.grown(CLEAR.0);
    if taken.rects.iter().any(|r| near.overlaps(*r)) {
        return None;
    }
    let far = room.grown(CLEAR.1);
    let foreign = |piece: &&(Point, Point)| !own.windows(2).any(|p| (p[0], p[1]) == **piece);
    if taken.pieces.iter().filter(foreign).any(|(a, b)| far.is_cut(*a, *b)) {
        return None;
    }
    let close = room.grown(CLEAR.2);
    if own.windows(2).any(|p| close.is_cut(p[0], p[1])) {
        return None;
    }
    let on_border = |frame: &&Rect| {
        let outer = frame.grown(2.0);
        let inner = frame.grown(-2.0);
        let inside =
            room.x0 > inner.x0 && room.x1 < inner.x1 && room.y0 > inner.y0 && room.y1 < inner.y1;
        outer.overlaps(room) && !inside
    };
    let borders = taken.frames.iter().filter(on_border).count() as u64;
    Some(borders * STRADDLED)
}

/// A text in its room.
fn words(setting: &Setting, room: Rect, right: bool) -> Words {
    let count = setting.lines.len();
    let mut number = at(room.x0, room.y0 + 9.0);
    let mut lines = Vec::new();
    for (i, (text, wide)) in setting.lines.iter().zip(&setting.widths).enumerate() {
        let all = wide + if i + 1 == count { DIGITS } else { 0.0 };
        let x = if right { room.x1 - all } else { room.x0 };
        let y = room.y0 + 10.5 + LEADING * i as f64;
        number = at(x + wide + BEFORE, y - 3.5);
        lines.push((at(x, y), text.clone()));
    }
    Words { lines, number, right, room }
}

/// The room that the end of a line takes, its point at `tip`, the line coming from `from`.
pub(super) fn head(tip: Point, from: Point) -> Rect {
    let way = from.minus(tip).unit();
    let (back, aside) = (tip.plus(way.times(14.0)), way.turned().times(6.5));
    let corners = [tip.plus(aside), tip.minus(aside), back.plus(aside), back.minus(aside)];
    let rect = |p: Point| Rect { x0: p.x, y0: p.y, x1: p.x, y1: p.y };
    corners[1..].iter().fold(rect(corners[0]), |all, p| all.hull(rect(*p)))
}
