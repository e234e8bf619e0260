//! Fonts for letters that the built-in font lacks: files that are named, then those of the machine.
//!
//! Takes a function that draws, gives its picture in the fonts that it needs. The machine's fonts are looked at
//! only if letters are missing, so that all other pictures are the same on every machine.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use clap::Args;
use fontdb::{Database, FaceInfo, Style};
use sha2::{Digest as _, Sha256};

use super::terminal::Terminal;
use crate::layout::font::{Fonts, Other, covered};
use crate::render;

/// Fonts that are named.
#[derive(Debug, Args)]
pub(super) struct FontFiles {
    /// A font for letters that the built-in font lacks (.ttf, .otf, .ttc); may be given several times
    #[arg(long = "font", value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// The pages of a picture, and the fonts in which they are set.
pub(super) struct Drawn {
    pub(super) pages: Vec<String>,
    pub(super) fonts: Fonts,
}

impl FontFiles {
    /// Draws in the fonts that the letters need, and says which letters no font has.
    pub(super) fn drawn(
        &self,
        draw: impl Fn(&Fonts) -> Vec<String>,
        terminal: &mut Terminal,
    ) -> anyhow::Result<Drawn> {
        let mut fonts = self.read()?;
        let mut pages = draw(&fonts);
        let mut unset = unset(&pages, &fonts)?;
        if !unset.is_empty() && add_from_machine(&mut fonts, &unset) {
            pages = draw(&fonts);
            unset = self::unset(&pages, &fonts)?;
        }
        if let Some(said) = said(&unset, &fonts) {
            terminal.say(&said);
        }
        Ok(Drawn { pages, fonts })
    }

    /// The fonts that are named.
    fn read(&self) -> anyhow::Result<Fonts> {
        let mut fonts = Fonts::default();
        for path in &self.files {
            let shown = path.display();
            let bytes = super::disk::read_file(path)?;
            let bytes = Arc::new(bytes);
            let first = Other::read(Arc::clone(&bytes), 0);
            fonts.add(first.map_err(|why| anyhow!("cannot use {shown} as a font: {why}"))?);
            // A collection holds several.
            for number in 1.. {
                let Ok(other) = Other::read(Arc::clone(&bytes), number) else { break };
                fonts.add(other);
            }
        }
        Ok(fonts)
    }

    /// What distinguishes these fonts from others; nothing if none is named.
    pub(super) fn fingerprint(&self) -> anyhow::Result<String> {
        let mut hash = Sha256::new();
        for path in &self.files {
            hash.update(Sha256::digest(super::disk::read_file(path)?));
        }
        let hash = hash.finalize();
        let hex = || hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(if self.files.is_empty() { String::new() } else { hex() })
    }
}

/// The texts of some pages with letters that no font has, each once.
fn unset(pages: &[String], fonts: &Fonts) -> anyhow::Result<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for page in pages {
        let more = render::unset(page, fonts)?;
        all.extend(more.into_iter().filter(|text| !all.contains(text)).collect::<Vec<_>>());
    }
    Ok(all)
}

/// How many texts are named that cannot be set.
const NAMED: usize = 5;

fn said(unset: &[String], fonts: &Fonts) -> Option<String> {
    let letters: BTreeSet<char> = unset.iter().flat_map(|text| fonts.missing(text)).collect();
    let named: Vec<String> = unset.iter().take(NAMED).map(|text| format!("“{text}”")).collect();
    let more = match unset.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    (!unset.is_empty()).then(|| {
        format!(
            "warning: no font here has {} of {}{more}; give one with --font FILE. An SVG leaves them to \
             the reader's fonts, a PNG or PDF shows boxes",
            letters.into_iter().map(String::from).collect::<Vec<_>>().join(" "),
            named.join(", ")
        )
    })
}

/// Adds fonts of the machine until all letters are covered, or no font has more; says whether one was added.
fn add_from_machine(fonts: &mut Fonts, unset: &[String]) -> bool {
    let mut missing: BTreeSet<char> = unset.iter().flat_map(|text| fonts.missing(text)).collect();
    let mut machine = Database::new();
    machine.load_system_fonts();
    let mut faces: Vec<&FaceInfo> =
        machine.faces().filter(|face| face.style == Style::Normal).collect();
    // The same font every time, whatever the order of the folders: letters without serifs, as those of
    // the picture are, of usual weight and width.
    faces.sort_by_cached_key(|face| {
        let family = face.families.first().map_or(String::new(), |(family, _)| family.clone());
        let sans = !family.contains("Sans") || face.monospaced;
        let weight = face.weight.0.abs_diff(400);
        (sans, weight, face.stretch, family, face.post_script_name.clone(), face.index)
    });
    let before = fonts.others().len();
    while !missing.is_empty() {
        let count = |face: &FaceInfo| {
            let count = |bytes: &[u8], number| covered(bytes, number, &missing);
            machine.with_face_data(face.id, count).unwrap_or(0)
        };
        // The first of those with the most letters.
        let best = faces.iter().map(|face| (count(face), face)).rev().max_by_key(|(n, _)| *n);
        let Some((1.., best)) = best else { break };
        let read = |bytes: &[u8], number| Other::read(Arc::new(bytes.to_vec()), number).ok();
        let Some(other) = machine.with_face_data(best.id, read).flatten() else { break };
        missing.retain(|letter| !other.has(*letter));
        fonts.add(other);
    }
    fonts.others().len() > before
}
