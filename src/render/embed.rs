//! The font inside an SVG: of each face the letters that are used, and the licence that goes with
//! every copy of them.
//!
//! Takes texts, gives a `<style>` whose font lies in the document itself, so that it looks the same
//! on a machine that has no such font, and in pages that may load nothing. Must not know where the
//! texts stand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use unicode_normalization::UnicodeNormalization as _;

use super::text::escaped;
use crate::layout::font::{self, Weight};

/// The letters that a document uses, by weight.
#[derive(Debug, Default)]
pub(super) struct Letters {
    regular: BTreeSet<char>,
    bold: BTreeSet<char>,
}

impl Letters {
    /// Adds those of a text, and what they are composed to where accents follow their letters.
    pub(super) fn add(&mut self, text: &str, weight: Weight) {
        let letters = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Bold => &mut self.bold,
        };
        letters.extend(text.chars().chain(text.nfc()));
    }

    /// The elements that bring their shapes along: the licence, then the style.
    pub(super) fn elements(&self) -> String {
        let mut faces = String::new();
        for (weight, number, letters) in
            [(Weight::Regular, 400, &self.regular), (Weight::Bold, 700, &self.bold)]
        {
            // Without it, the document is drawn with what the viewer has.
            let Some(subset) = font::subset(weight, letters) else { continue };
            let _ = writeln!(
                faces,
                "@font-face{{font-family:\"{}\";font-weight:{number};\
                 src:url(data:font/ttf;base64,{}) format(\"truetype\")}}",
                font::FAMILY,
                STANDARD.encode(subset)
            );
        }
        if faces.is_empty() {
            return faces;
        }
        format!("<metadata>{}</metadata>\n<style>\n{faces}</style>\n", escaped_lines(licence()))
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
