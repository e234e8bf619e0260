//! The pictures that `build` keeps: a poster of everything, a column for each date under `slices`,
//! a table of all these dates, and what changed from the first to the last.

use super::super::fonts::Drawn;
use super::super::plates::{self, Plate};
use super::Making;
use crate::choice::{Picture, Wishes};
use crate::model::Period;
use crate::render;
use crate::render::column::PageFormat;

pub(super) fn build(making: &mut Making<'_>) -> anyhow::Result<()> {
    let graph = making.graph;
    let slices = graph.slices();
    let all = Wishes { beside: slices.to_vec(), ..Wishes::poster() };
    let mut plates = vec![(String::new(), plates::poster(graph, &all))];
    let mut parts = Vec::new();
    for (date, picture) in slices.iter().zip(Picture::each(graph, &Wishes::default(), slices)) {
        let part = file_part(*date, &mut parts);
        plates.push((format!("-{part}"), plates::network(picture, PageFormat::COLUMN)));
    }
    let table = plates::matrix_of(graph, &Wishes::default(), slices);
    plates.push(("-matrix".to_owned(), table));
    if let [first, .., last] = slices {
        let picture = Picture::of_changes(graph, &Wishes::default(), (*first, *last));
        plates.push(("-changes".to_owned(), plates::network(picture, PageFormat::COLUMN)));
    }
    for (name, plate) in plates {
        if let Some(plate) = plate {
            keep(making, &name, &plate)?;
        }
    }
    Ok(())
}

/// Writes a picture as SVG and PNG, each page of it if it is not fresh.
fn keep(making: &mut Making<'_>, name: &str, plate: &Plate<'_>) -> anyhow::Result<()> {
    let Plate { fingerprint, scale, draw, .. } = plate;
    // Drawn once for both, and only if one of them is not fresh.
    let mut drawn: Option<Drawn> = None;
    for ending in ["svg", "png"] {
        let from = [fingerprint.as_str(), &scale.to_string()];
        making.keep(&format!("{name}.{ending}"), &from, |fonts, terminal| {
            let Drawn { pages, fonts } = match &mut drawn {
                Some(drawn) => drawn,
                none => none.insert(fonts.drawn(draw, terminal)?),
            };
            let svg = &pages[0];
            Ok(match ending {
                "svg" => svg.as_bytes().to_owned(),
                _ => render::png(svg, fonts, *scale, fingerprint)?.bytes,
            })
        })?;
    }
    Ok(())
}

/// A date as part of a file name, in letters, digits and hyphens, which every system allows. `2031~` and `2031?`
/// would be one file, so the second gets a number.
fn file_part(date: Period, taken: &mut Vec<String>) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let plain: String = date.to_string().chars().map(kept).collect();
    let same = taken.iter().filter(|other| **other == plain).count();
    taken.push(plain.clone());
    if same == 0 { plain } else { format!("{plain}-{}", same.saturating_add(1)) }
}
