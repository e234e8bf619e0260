//! The pictures that `build` keeps: of all that is told, and of each date under `slices`.

use super::super::draw::SCALE;
use super::super::filters::rolled_up;
use super::super::fonts::{Drawn, FontFiles};
use super::super::project::Project;
use super::super::terminal::Terminal;
use super::say;
use crate::graph::Graph;
use crate::model::Period;
use crate::project::Outputs;
use crate::project::lock::drawn_from;
use crate::render;
use crate::view::alliance::{Alliance, Choice};

pub(super) fn build(
    graph: &Graph,
    project: &Project,
    fonts: &FontFiles,
    outputs: &mut Outputs,
    terminal: &mut Terminal,
) -> anyhow::Result<()> {
    let dates = std::iter::once(None).chain(graph.slices().iter().copied().map(Some));
    for date in dates {
        picture(graph, date, project, fonts, outputs, terminal)?;
    }
    Ok(())
}

/// The picture of a date, or of all that is told, as SVG and PNG.
fn picture(
    graph: &Graph,
    date: Option<Period>,
    project: &Project,
    fonts: &FontFiles,
    outputs: &mut Outputs,
    terminal: &mut Terminal,
) -> anyhow::Result<()> {
    let choice = Choice { at: date, ..Choice::default() };
    let rolled = rolled_up(graph, &choice);
    let alliance = Alliance::of(&rolled, &choice);
    let slice = date.map_or(String::new(), |date| format!("-{}", file_part(date)));
    let fingerprint = render::fingerprint(&alliance);
    let from = drawn_from(&[&fingerprint, &SCALE.to_string(), &fonts.fingerprint()?]);
    // Drawn once for both, and only if one of them is not fresh.
    let mut drawn: Option<Drawn> = None;
    for ending in ["svg", "png"] {
        let name = project.file_name(&format!("{slice}.{ending}"));
        let outcome = outputs.picture(&name, from, || -> anyhow::Result<_> {
            let Drawn { svg, fonts } = match &mut drawn {
                Some(drawn) => drawn,
                none => none.insert(fonts.drawn(|fonts| render::svg(&alliance, fonts), terminal)?),
            };
            Ok(match ending {
                "svg" => svg.as_bytes().to_owned(),
                _ => render::png(svg, fonts, SCALE, &fingerprint)?.bytes,
            })
        })?;
        say(terminal, &outputs.path(&name), outcome)?;
    }
    Ok(())
}

/// A date as part of a file name: every system has letters, digits and hyphens.
fn file_part(date: Period) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    date.to_string().chars().map(kept).collect()
}
