//! The grid with the lines and words that have found their place so far.
//!
//! Takes lines as they are led, gives what stands where and to what it belongs, and the places at which a
//! line may still leave a box. When a line is taken back, the sheet is made again.

use super::PlacedLine;
use super::grid::{Grid, WAYS};
use super::label::{self, Taken, Words};
use super::row::CELL;
use crate::layout::geometry::{Point, Rect};

/// Ends of lines on one side of a box stand this many cells apart.
const PORTS: i32 = 3;
/// How far a line leads straight away from its box.
pub(super) const OUT: i32 = 2;

/// Where a line may leave a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Port {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) way: usize,
    pub(super) cost: u32,
}

/// A line that has been led.
#[derive(Debug, Clone)]
pub(super) struct Led {
    pub(super) ends: (usize, usize),
    pub(super) both: bool,
    pub(super) ports: (Port, Port),
    pub(super) cells: Vec<usize>,
    pub(super) points: Vec<Point>,
    /// Where its words stand, once there is room for them.
    pub(super) words: Option<Words>,
    pub(super) cost: u64,
}

impl Led {
    pub(super) fn into_line(self) -> Option<PlacedLine> {
        Some(PlacedLine { points: self.points, words: self.words? })
    }
}

/// The grid with all that stands on it.
pub(super) struct Sheet<'g> {
    pub(super) grid: &'g Grid<'g>,
    /// By cell the number plus one of the line that runs there.
    pub(super) lines: Vec<u8>,
    /// By cell the number plus one of the line whose words stand there.
    pub(super) words: Vec<u8>,
    /// The ends of lines on boxes: box, way out, place.
    ports: Vec<(usize, usize, i32, i32)>,
    pub(super) taken: Taken,
}

impl<'g> Sheet<'g> {
    /// With some lines.
    pub(super) fn with(grid: &'g Grid<'g>, led: &[Option<Led>]) -> Self {
        let ground = grid.ground;
        let mut sheet = Sheet {
            grid,
            lines: vec![0; grid.len()],
            words: vec![0; grid.len()],
            ports: Vec::new(),
            taken: Taken {
                sheet: Rect { x0: 4.0, y0: 0.0, x1: ground.width - 4.0, y1: ground.height },
                frames: ground.frames.iter().map(|f| f.0).collect(),
                ..Taken::default()
            },
        };
        sheet.taken.rects.extend(ground.boxes.iter().map(|b| b.0));
        sheet.taken.rects.extend(&ground.headings);
        for (i, led) in led.iter().enumerate() {
            if let Some(led) = led {
                sheet.keep(i, led);
            }
        }
        sheet
    }

    /// Remembers a line that has found its place, and its words if they have.
    pub(super) fn keep(&mut self, i: usize, led: &Led) {
        let number = u8::try_from(i + 1).unwrap_or(u8::MAX);
        for cell in &led.cells {
            self.lines[*cell] = number;
        }
        for (end, port) in [(led.ends.0, led.ports.0), (led.ends.1, led.ports.1)] {
            self.ports.push((end, port.way, port.x, port.y));
            let (dx, dy) = WAYS[port.way];
            for k in 0..=OUT {
                if let Some(cell) = self.grid.cell(port.x + dx * k, port.y + dy * k) {
                    self.lines[cell] = number;
                }
            }
        }
        self.taken.pieces.extend(led.points.windows(2).map(|p| (p[0], p[1])));
        let (n, a, b) = (led.points.len(), led.points[0], led.points[led.points.len() - 1]);
        self.taken.rects.push(label::head(b, led.points[n - 2]));
        if led.both {
            self.taken.rects.push(label::head(a, led.points[1]));
        }
        if let Some(words) = &led.words {
            self.say(i, words);
        }
    }

    /// Remembers the words of a line.
    pub(super) fn say(&mut self, i: usize, words: &Words) {
        let number = u8::try_from(i + 1).unwrap_or(u8::MAX);
        for cell in self.grid.cells(words.room.grown(6.0)) {
            self.words[cell] = number;
        }
        self.taken.rects.push(words.room);
    }

    /// Whether a way between two boxes leads through no line and no words, and its ends are not too near to others.
    pub(super) fn is_free(
        &self,
        ends: (usize, usize),
        ports: (Port, Port),
        cells: &[usize],
    ) -> bool {
        let crowded = |end: usize, port: Port| {
            let near = |x: i32, y: i32| (x - port.x).abs() + (y - port.y).abs() < PORTS;
            self.ports.iter().any(|(b, w, x, y)| *b == end && *w == port.way && near(*x, *y))
        };
        cells.iter().all(|cell| self.lines[*cell] == 0 && self.words[*cell] == 0)
            && !crowded(ends.0, ports.0)
            && !crowded(ends.1, ports.1)
    }

    /// Where a line may leave a box by ways that are `open`; `bare`: as if there were no others.
    pub(super) fn exits(&self, end: usize, bare: bool, open: impl Fn(usize) -> bool) -> Vec<Port> {
        let r = self.grid.ground.boxes[end].0;
        let (x0, x1) = ((r.x0 / CELL) as i32, (r.x1 / CELL) as i32);
        let (y0, y1) = ((r.y0 / CELL) as i32, (r.y1 / CELL) as i32);
        let (cx, cy) = ((x0 + x1) / 2, (y0 + y1) / 2);
        let mut exits = Vec::new();
        for (way, (dx, dy)) in WAYS.iter().enumerate() {
            let (along, from, to, middle) =
                if *dx == 0 { (x0..x1, x0, x1, cx) } else { (y0..y1, y0, y1, cy) };
            for i in along {
                if i != middle && (i < from + 2 || i > to - 2) {
                    continue;
                }
                let (x, y) = match way {
                    0 => (x1, i),
                    1 => (i, y1),
                    2 => (x0, i),
                    _ => (i, y0),
                };
                let crowded = !bare
                    && self.ports.iter().any(|(b, w, px, py)| {
                        *b == end && *w == way && (px - x).abs() + (py - y).abs() < PORTS
                    });
                let clear = |k: i32| self.grid.cell(x + dx * k, y + dy * k).is_some_and(&open);
                // Where rows are dense, lines come down at the left, and their words beside them.
                let wished = if self.grid.ground.left[end] && way == 1 { from + 2 } else { middle };
                if !crowded && (1..=OUT).all(clear) {
                    exits.push(Port { x, y, way, cost: 2 * (i - wished).unsigned_abs() });
                }
            }
        }
        exits
    }
}
