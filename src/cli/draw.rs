//! `draw`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::disk::{admit_named, write_whole};
use super::fonts::FontFiles;
use super::picture::{Form, PictureOptions, Size};
use super::plates::{self, Plate};
use super::project::Project;
use super::terminal::Terminal;
use super::{Ended, Globals};
use crate::choice;
use crate::export;
use crate::graph::Graph;
use crate::layout::font::Fonts;
use crate::render;

/// Draw who backs whom: a picture made of the answers to that question
///
/// The parties to the conflict stand in the middle, their backers above them, those on whom they lean below,
/// and those who deal with several sides at the bottom: what `ask who backs X` says about each party at the date
/// asked for, in the width of a column of print. Solid lines are certain facts; a line that is only likely, reported
/// or from an earlier year says so. The numbers lead to notes with the quotes; the caption says what is not drawn.
///
/// `--slices` puts several dates beside each other. `--changes` draws what is new, what has ended, and what is no
/// longer reported. A single `--focus` makes a dossier: who backs an actor on the left, whom it backs on the
/// right. If there are too many sides or actors for lines, a table is drawn.
///
/// Examples:
///   whobacks draw --at 2025 -o libya-2025.svg
///   whobacks draw --at 2017 --size page -o libya-2017.pdf
///   whobacks draw --slices 2017,2025 -o then-and-now.pdf
///   whobacks draw --view matrix --slices 2017,2025 -o matrix.png
///   whobacks draw --changes 2017 2025 -o changes.svg
///   whobacks draw --focus Haftar --at 2025 -o haftar.svg
///   whobacks draw --at 2025 --include alleged,planned --exclude UN -o told.svg
///   whobacks draw --size poster -o everything.svg
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Draw {
    /// The file to write; its ending decides the format: .svg, .png, .pdf, or .dot and .mmd for Graphviz and
    /// Mermaid [default: SVG to stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format, whatever the file is called [default: by its ending; SVG to stdout]
    #[arg(long, value_enum)]
    format: Option<PictureFormat>,
    /// For .png: points per unit of the drawing [default: 3; for a poster 1.5]
    #[arg(long, value_name = "N", value_parser = scale)]
    scale: Option<f32>,
    #[command(flatten)]
    fonts: FontFiles,
    #[command(flatten)]
    picture: PictureOptions,
}

fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale: &f32| (0.1..=20.0).contains(scale));
    scale.ok_or_else(|| "it can be a number from 0.1 to 20".to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PictureFormat {
    /// A drawing for browsers, and for programs that draw
    Svg,
    /// Points
    Png,
    /// Pages
    Pdf,
    /// For Graphviz
    Dot,
    /// For pages of Markdown
    Mermaid,
}

impl PictureFormat {
    fn of(path: &Path) -> anyhow::Result<PictureFormat> {
        match path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
            Some("svg") => Ok(PictureFormat::Svg),
            Some("png") => Ok(PictureFormat::Png),
            Some("pdf") => Ok(PictureFormat::Pdf),
            Some("dot" | "gv") => Ok(PictureFormat::Dot),
            Some("mmd" | "mermaid") => Ok(PictureFormat::Mermaid),
            _ => bail!(
                "cannot tell from `{}` how to draw; let it end in .svg, .png, .pdf, .dot or .mmd",
                path.display()
            ),
        }
    }
}

impl Draw {
    pub(super) fn run(&self, globals: &Globals, terminal: &mut Terminal) -> anyhow::Result<Ended> {
        let format = match (self.format, self.output.as_deref()) {
            (Some(format), _) => format,
            (None, Some(path)) => PictureFormat::of(path)?,
            (None, None) => PictureFormat::Svg,
        };
        if self.scale.is_some() && format != PictureFormat::Png {
            bail!("--scale has no use here: only a .png is made of points");
        }
        let Some(graph) = Project::find(globals)?.graph(terminal)? else { return Ok(Ended::Badly) };
        if matches!(format, PictureFormat::Dot | PictureFormat::Mermaid) {
            return self.told(&graph, format, (globals, terminal));
        }
        let Some(plate) = plates::of(&self.picture, &graph, terminal)? else {
            return Ok(match self.picture.view {
                Some(Form::Matrix) => no_table(terminal),
                _ => nothing(terminal),
            });
        };
        let drawn = self.fonts.drawn(&plate.draw, terminal)?;
        if format == PictureFormat::Pdf {
            let pages: Vec<&str> = drawn.pages.iter().map(String::as_str).collect();
            self.put(0, &render::pdf(&pages, &drawn.fonts, &plate.title)?, (globals, terminal))?;
            return Ok(Ended::Well);
        }
        for (page, svg) in drawn.pages.iter().enumerate() {
            if format == PictureFormat::Png {
                let bytes = self.painted(&plate, (svg, &drawn.fonts), terminal)?;
                self.put(page, &bytes, (globals, terminal))?;
            } else {
                self.put(page, svg.as_bytes(), (globals, terminal))?;
            }
        }
        Ok(Ended::Well)
    }

    /// Writes a page; those after the first to files of their own, and says so.
    fn put(
        &self,
        page: usize,
        bytes: &[u8],
        (globals, terminal): (&Globals, &mut Terminal),
    ) -> anyhow::Result<()> {
        match (&self.output, page) {
            (None, 0) => terminal.write(|out| out.write_all(bytes))?,
            (None, _) => terminal.say(&format!(
                "note: page {} is not on stdout; -o FILE writes it beside the first",
                page + 1
            )),
            (Some(path), 0) => {
                admit_named(path, globals)?;
                write_whole(path, |out| out.write_all(bytes))?;
            }
            (Some(path), _) => {
                let path = numbered(path, page + 1);
                admit_named(&path, globals)?;
                write_whole(&path, |out| out.write_all(bytes))?;
                terminal.say(&format!("note: page {} is {}", page + 1, path.display()));
            }
        }
        Ok(())
    }

    /// What a picture shows, for other programs to draw. They have no sheet that could be full, so it is
    /// everything, unless a size is asked for.
    fn told(
        &self,
        graph: &Graph,
        format: PictureFormat,
        (globals, terminal): (&Globals, &mut Terminal),
    ) -> anyhow::Result<Ended> {
        let wishes = self.picture.clone().or_sized(Size::Poster).wishes(graph)?;
        let picture = choice::Picture::of(graph, &wishes);
        if picture.ties.is_empty() {
            return Ok(nothing(terminal));
        }
        let mut bytes = Vec::new();
        match format {
            PictureFormat::Mermaid => export::mermaid::picture(&picture, &mut bytes)?,
            _ => export::dot::picture(&picture, &mut bytes)?,
        }
        self.put(0, &bytes, (globals, terminal))?;
        Ok(Ended::Well)
    }

    /// As PNG; says so where it has fewer points than were asked for.
    fn painted(
        &self,
        plate: &Plate<'_>,
        (svg, fonts): (&str, &Fonts),
        terminal: &Terminal,
    ) -> anyhow::Result<Vec<u8>> {
        let asked = self.scale.unwrap_or(plate.scale);
        let painted = render::png(svg, fonts, asked, &plate.fingerprint)?;
        if painted.scale < asked {
            terminal.say(&format!(
                "note: too large to paint at --scale {asked}, painted at {:.2}; .svg and .pdf keep every detail",
                painted.scale
            ));
        }
        Ok(painted.bytes)
    }
}

/// The file of a further page: `x-2.svg` beside `x.svg`.
fn numbered(path: &Path, page: usize) -> PathBuf {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    path.with_file_name(format!("{}-{page}.{}", part(path.file_stem()), part(path.extension())))
}

/// Says that there are no sides to make columns of, though there may be lines.
fn no_table(terminal: &Terminal) -> Ended {
    terminal.say(
        "a table has a column for each side, and here nobody backs or fights anybody: --view column draws \
         what there is",
    );
    Ended::Badly
}

/// Says that there is nothing to draw.
fn nothing(terminal: &Terminal) -> Ended {
    terminal.say("there is no tie to draw: another --at, or fewer restrictions, may show some");
    Ended::Badly
}
