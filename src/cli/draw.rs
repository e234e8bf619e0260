//! `draw`

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::disk::write_whole;
use super::fonts::{Drawn, FontFiles};
use super::picture::Picture;
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::export;
use crate::render;
use crate::view::alliance::Alliance;

/// Draw the alliance diagram: who stands with whom, by side
///
/// Sides are found, not declared; see `whobacks sides`. The numbers on ties lead to notes with the
/// quotes. People, offices and units act for what they are part of, and are named on the tie. Left
/// out are presence, media, and what is only recommended or hypothetical.
///
/// Examples:
///   whobacks draw -o libya.png
///   whobacks draw --at 2017 -o libya-2017.pdf
///   whobacks draw --focus Haftar --depth 2 -o haftar.svg
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Draw {
    /// Where to draw to; the ending says how: .svg, .png, .pdf, .dot [default: SVG to stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// For .png: points per unit of the drawing [default: 1.5]
    #[arg(long, value_name = "N", value_parser = scale)]
    scale: Option<f32>,
    #[command(flatten)]
    fonts: FontFiles,
    #[command(flatten)]
    picture: Picture,
}

/// Sharp on paper, some 250 dots an inch where the sheet fills a page of A3.
pub(super) const SCALE: f32 = 1.5;

fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale: &f32| (0.1..=20.0).contains(scale));
    scale.ok_or_else(|| "it can be a number from 0.1 to 20".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Svg,
    Png,
    Pdf,
    Dot,
}

impl Format {
    fn of(path: &Path) -> anyhow::Result<Format> {
        match path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
            Some("svg") => Ok(Format::Svg),
            Some("png") => Ok(Format::Png),
            Some("pdf") => Ok(Format::Pdf),
            Some("dot" | "gv") => Ok(Format::Dot),
            _ => bail!(
                "cannot tell from `{}` how to draw; let it end in .svg, .png, .pdf or .dot",
                path.display()
            ),
        }
    }
}

impl Draw {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let format = self.output.as_deref().map_or(Ok(Format::Svg), Format::of)?;
        if self.scale.is_some() && format != Format::Png {
            bail!("--scale has no use here: only a .png is made of points");
        }
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        let (graph, choice) = self.picture.of(graph)?;
        let alliance = Alliance::of(&graph, &choice);
        if alliance.ties.is_empty() {
            terminal
                .say("there is no tie to draw: another --at, or fewer restrictions, may show some");
            return Ok(Ended::Badly);
        }
        let bytes = self.bytes(&alliance, format, terminal)?;
        match &self.output {
            None => terminal.out().write_all(&bytes)?,
            Some(path) => write_whole(path, |out| out.write_all(&bytes))?,
        }
        Ok(Ended::Well)
    }
    fn bytes(
        &self,
        alliance: &Alliance<'_>,
        format: Format,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Vec<u8>> {
        if format == Format::Dot {
            let mut bytes = Vec::new();
            export::dot::alliance::write(alliance, &mut bytes)?;
            return Ok(bytes);
        }
        let drawn = self.fonts.drawn(|fonts| render::svg(alliance, fonts), terminal)?;
        Ok(match format {
            Format::Png => self.painted(&drawn, &render::fingerprint(alliance), terminal)?,
            Format::Pdf => render::pdf(&[&drawn.svg], &drawn.fonts, &render::title(alliance))?,
            Format::Svg | Format::Dot => drawn.svg.into_bytes(),
        })
    }

    /// As PNG; says so where it has fewer points than were asked for.
    fn painted(
        &self,
        Drawn { svg, fonts }: &Drawn,
        fingerprint: &str,
        terminal: &Terminal,
    ) -> anyhow::Result<Vec<u8>> {
        let asked = self.scale.unwrap_or(SCALE);
        let painted = render::png(svg, fonts, asked, fingerprint)?;
        if painted.scale < asked {
            terminal.say(&format!(
                "note: too large to paint at --scale {asked}, painted at {:.2}; .svg and .pdf keep every detail",
                painted.scale
            ));
        }
        Ok(painted.bytes)
    }
}
