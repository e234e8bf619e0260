//! The signs of a table and their legend: a triangle for help, a cross for harm, a circle for dealings. A filled sign is
//! a certain fact; a hollow one is not, and the words beside it say why.

use crate::choice::Line;
use crate::choice::matrix::Matrix;
use crate::layout::Point;
use crate::layout::font::Weight;
use crate::look::{Colour, DASHED, Look};
use crate::render::canvas::Canvas;
use crate::render::text::{Lettering, number};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sign {
    look: Look,
    hollow: bool,
}

impl Sign {
    /// That of a tie. A table has three sorts: whatever neither helps nor harms is a dealing.
    pub(super) fn of(tie: &Line) -> Sign {
        let look = match tie.style().look {
            Look::Structure | Look::Presence => Look::Contact,
            look => look,
        };
        Sign { look, hollow: !tie.is_firm() }
    }

    /// The colour of the words beside it.
    pub(super) fn ink(self) -> Colour {
        self.look.ink()
    }

    /// Drawn around a point.
    pub(super) fn path(self, at: Point) -> String {
        let corners: &[(f64, f64)] = match self.look {
            Look::Support => &[(0.0, -6.5), (7.0, 5.5), (-7.0, 5.5)],
            Look::Hostility => &CROSS,
            _ => &[],
        };
        let path = if corners.is_empty() {
            let r = 5.2;
            let (x0, x1, y) = (number(at.x - r), number(at.x + r), number(at.y));
            format!("M{x0} {y}A{r} {r} 0 1 1 {x1} {y}A{r} {r} 0 1 1 {x0} {y}Z")
        } else {
            let point = |(x, y): &(f64, f64)| format!("{} {}", number(at.x + x), number(at.y + y));
            format!("M{}Z", corners.iter().map(point).collect::<Vec<_>>().join("L"))
        };
        let colour = self.look.colour();
        match self.hollow {
            false => format!("<path d=\"{path}\" fill=\"{colour}\"/>"),
            true => format!(
                "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\"/>"
            ),
        }
    }

    fn words(self) -> String {
        let verb = self.look.words();
        if self.hollow { format!("{verb}: {DASHED}") } else { verb.to_owned() }
    }
}

/// The corners of a cross whose arms are 4.4 wide.
const CROSS: [(f64, f64); 12] = {
    let (a, b) = (2.2, 6.2);
    [
        (0.0, -a),
        (b - a, -b),
        (b, a - b),
        (a, 0.0),
        (b, b - a),
        (b - a, b),
        (0.0, a),
        (a - b, b),
        (-b, b - a),
        (-a, 0.0),
        (-b, a - b),
        (a - b, -b),
    ]
};

/// The signs that are in a table, in rows between margins; `y` is moved to the last.
pub(super) fn legend(
    out: &mut Canvas<'_>,
    matrix: &Matrix,
    (left, right): (f64, f64),
    y: &mut f64,
) {
    let cells = matrix.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let mut signs: Vec<Sign> = cells.map(|cell| Sign::of(&cell.1)).collect();
    signs.sort_unstable();
    signs.dedup();
    out.push("<g class=\"legend\">");
    let mut x = left;
    for sign in signs {
        let text = Lettering::left(x + 20.0, *y + 4.0, super::SIZE, Weight::Regular, &sign.words());
        let wide = 20.0 + text.width(out.fonts());
        if x > left && x + wide > right {
            (x, *y) = (left, *y + 18.0);
        }
        out.push(&sign.path(Point { x: x + 7.0, y: *y }));
        out.text(&Lettering { x: x + 20.0, y: *y + 4.0, ..text }, "");
        x += wide + 18.0;
    }
    out.push("</g>");
}
