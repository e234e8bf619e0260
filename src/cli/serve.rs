//! `serve`

use anyhow::Context as _;
use clap::Args;

use super::fonts::{Drawn, FontFiles};
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::annotation::Arena;
use crate::check::{self, CheckOptions};
use crate::graph::Graph;
use crate::graph::time::Reach;
use crate::serve::{self, Server};
use crate::site::Explorer;

/// Open the reading room and the live explorer in a browser: code beside the text
///
/// Prints an address that works on this machine only and has a token that nobody can guess; open it in a browser. The
/// reading room shows a source with its quotes and the sentences still to be coded. Select words, and the form beside
/// them is filled in as far as the words allow. What you save in an editor shows in the page at once, and what you
/// write in the page stands in the file at once. Ctrl-C ends it.
///
/// Examples:
///   whobacks serve
///   whobacks serve --texts ~/articles
///   whobacks serve --port 8000
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Serve {
    /// The port [default: one that is free]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// How long a tie is taken to go on before and after a source attests it: 2y, 6m
    #[arg(long, value_name = "TIME", default_value_t)]
    reach: Reach,
    #[command(flatten)]
    fonts: FontFiles,
}

impl Serve {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let project = Project::find(globals)?;
        let fonts = self.fonts_for(&project, terminal)?;
        let options = serve::ServeOptions { port: self.port, reach: self.reach, fonts };
        let server =
            Server::bind((*project).clone(), options).with_context(|| match self.port {
                0 => "cannot listen on this machine".to_owned(),
                port => format!("cannot listen on port {port}"),
            })?;
        terminal.print(&format!("{}\n", server.address()))?;
        terminal.finish()?;
        terminal.say("open it in a browser on this machine; Ctrl-C ends it");
        server.run()?;
        Ok(Ended::Well)
    }

    /// The fonts that the names of the data set need. What is wrong with it is shown in the page.
    fn fonts_for(
        &self,
        project: &Project,
        terminal: &mut Terminal,
    ) -> anyhow::Result<crate::layout::font::Fonts> {
        let arena = Arena::new();
        let (dataset, sources) = project.load(terminal, &arena)?;
        let options = CheckOptions { draft: true, ..CheckOptions::default() };
        let outcome = check::check(&dataset, &sources, options);
        let graph = outcome.checked.map(Graph::new);
        let names = graph.map(|graph| Explorer::names(&graph)).unwrap_or_default();
        let Drawn { fonts, .. } = self.fonts.drawn(|_| vec![names.clone()], terminal)?;
        Ok(fonts)
    }
}
