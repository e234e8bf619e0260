//! The font inside an SVG: of each face the letters that are used, and the licence that goes with
//! every copy of them.
//!
//! Takes texts, gives a `<style>` whose font lies in the document itself, so that it looks the same
//! on a machine that has no such font, and in pages that may load nothing. Must not know where the
//! texts stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::text::escaped;
use crate::layout::font::{self, Font, Fonts, Weight};

/// The texts that a document shows, by font.
#[derive(Debug, Default)]
pub(super) struct Letters(BTreeMap<Font, BTreeSet<String>>);

impl Letters {
    /// Adds those of a text.
    pub(super) fn add(&mut self, text: &str, font: Font) {
        self.0.entry(font).or_default().insert(text.to_owned());
    }

    /// The elements that bring their shapes along: the licences, then the style.
    pub(super) fn elements(&self, fonts: &Fonts) -> String {
        let (mut faces, mut notices) = (String::new(), BTreeSet::new());
        for (font, texts) in &self.0 {
            // Without it, the document is drawn with what the viewer has.
            let Some(subset) = font::subset(fonts, *font, texts) else { continue };
            let weight = match font {
                Font::BuiltIn(Weight::Regular) => "400",
                Font::BuiltIn(Weight::Bold) => "700",
                // As it is: nobody is to make it bolder.
                Font::Other(_) => "1 1000",
            };
            let (kind, name) = match subset.starts_with(b"OTTO") {
                true => ("otf", "opentype"),
                false => ("ttf", "truetype"),
            };
            let _ = writeln!(
                faces,
                "@font-face{{font-family:\"{}\";font-weight:{weight};\
                 src:url(data:font/{kind};base64,{}) format(\"{name}\")}}",
                font.family(),
                STANDARD.encode(subset)
            );
            match font {
                Font::BuiltIn(_) => {
                    notices.insert(licence().to_owned());
                }
                Font::Other(i) => notices.extend(fonts.others()[*i].notices()),
            }
        }
        if faces.is_empty() {
            return faces;
        }
        let notices: Vec<String> = notices.iter().map(|notice| escaped_lines(notice)).collect();
        format!("<metadata>{}</metadata>\n<style>\n{faces}</style>\n", notices.join("\n\n"))
    }
}

/// The notices of Bitstream and Arev, which have to be in every copy of the font; the file goes on
/// with those of a font that is not used.
fn licence() -> &'static str {
    let all = include_str!("../../LICENSE-DEJAVU");
    all.split_once("TeX Gyre DJV Math").map_or(all, |(ours, _)| ours).trim_end()
}

fn escaped_lines(text: &str) -> String {
    text.lines().map(escaped).collect::<Vec<_>>().join("\n")
}
