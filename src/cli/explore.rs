//! `explore`

use std::cell::RefCell;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::disk::{admit_named, write_whole};
use super::fonts::{Drawn, FontFiles};
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::graph::time::Reach;
use crate::site::{Explorer, MOST_CLAIMS, MOST_SLICES, refuse_slices};

/// Write the explorer: one HTML file with everything in it, to send by mail and open from disk
///
/// It holds the pictures, the whole network over time, a dossier of every actor, who backs whom and when, how two
/// actors are connected, where sources disagree, and every quote with its source. It works offline in any browser,
/// loads nothing, and shows the same as the commands, because this program works out how certain every tie is.
///
/// Examples:
///   whobacks explore -o libya.html
///   whobacks explore --reach 6m -o libya.html
///   whobacks explore --draft > half-done.html
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Explore {
    /// Where to write it [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How long a tie is taken to go on before and after a source attests it: 2y, 6m
    #[arg(long, value_name = "TIME", default_value_t)]
    reach: Reach,
    /// The most dates under `slices` of which pictures are made
    #[arg(long, value_name = "N", default_value_t = MOST_SLICES)]
    max_slices: usize,
    #[command(flatten)]
    fonts: FontFiles,
}

impl Explore {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let claims = graph.claims().len();
        if claims > MOST_CLAIMS {
            bail!(
                "{claims} claims are too many for one page, which holds {MOST_CLAIMS}; `export` has formats \
                 for programs that show more"
            );
        }
        refuse_slices(&graph, self.max_slices).map_err(anyhow::Error::msg)?;
        let page = page(&Explorer::of(&graph, self.reach)?, &self.fonts, terminal)?;
        match &self.output {
            None => terminal.write(|out| out.write_all(page.as_bytes()))?,
            Some(path) => {
                admit_named(path, globals)?;
                write_whole(path, |out| out.write_all(page.as_bytes()))?;
            }
        }
        Ok(Ended::Well)
    }
}

/// The page, in the fonts that its letters need.
pub(super) fn page(
    explorer: &Explorer<'_>,
    fonts: &FontFiles,
    terminal: &mut Terminal,
) -> anyhow::Result<String> {
    // What was drawn last is what was drawn with all fonts.
    let last = RefCell::new(crate::site::Drawn::default());
    let draw = |fonts: &crate::layout::font::Fonts| {
        let drawn = explorer.draw(fonts);
        let all = drawn.all();
        last.replace(drawn);
        vec![all]
    };
    let Drawn { fonts, .. } = fonts.drawn(draw, terminal)?;
    Ok(explorer.page(&last.into_inner(), &fonts))
}
