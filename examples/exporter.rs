//! A format of one's own: everything that an export needs is in a [`View`], so that a format is a function
//! from a view to bytes. This one is the Trivial Graph Format of yEd: nodes, a `#`, edges.
//!
//! ```sh
//! cargo run --example exporter > libya.tgf
//! ```

use std::io::{self, BufWriter, Write};

use whobacks::graph::time::Reach;
use whobacks::project::{Paths, Project, mark};
use whobacks::view::View;

fn tgf(view: &View<'_>, out: &mut impl Write) -> io::Result<()> {
    for (i, (actor, mark)) in view.actors.iter().zip(&view.marks).enumerate() {
        // What the sides are is not part of the graph: `mark` has found it out.
        let side = mark.side.as_deref().map_or(String::new(), |side| format!(" [{side}]"));
        writeln!(out, "{i} {}{side}", actor.name)?;
    }
    writeln!(out, "#")?;
    for tie in view.ties() {
        writeln!(out, "{} {} {} ({})", tie.from, tie.to, tie.family.word(), tie.claims.len())?;
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let graph = Project::find(&Paths::default())?.open(Default::default())?.graph;
    let mut view = View::whole(&graph);
    mark(&mut view, &graph, Reach::default());
    let mut out = BufWriter::new(io::stdout().lock());
    tgf(&view, &mut out)?;
    Ok(out.flush()?)
}
