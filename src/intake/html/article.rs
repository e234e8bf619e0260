//! Which of a page's blocks are its article.
//!
//! Takes all blocks, and the paragraphs that Readability keeps; gives the text, and what was left out within
//! it. Must not know elements. What Readability keeps marks where the article begins and ends; between the
//! two, everything stays except menus, asides and forms.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "places in a text that lies in memory; a block is looked for among those before another"
)]

use std::collections::{HashMap, HashSet};

use super::super::ReadingNote;
use super::super::reading::{Paragraphs, count};
use super::blocks::{Block, Walked};
use crate::model::Cut;

/// The text, and what is to be said of it.
pub(super) struct Chosen {
    pub(super) paragraphs: Paragraphs,
    pub(super) notes: Vec<ReadingNote>,
}

/// A block of so many letters marks the article, if it is kept; a shorter one may stand anywhere.
const FIRM: usize = 24;
/// Of what Readability drops, so many blocks in a row are taken back.
const FAR: usize = 40;
/// What looks like an aside and holds so much of what Readability keeps is none.
const ENOUGH: usize = 400;
/// The title stands at most so many blocks above the first paragraph.
const ABOVE: usize = 30;

/// Everything that the page shows.
pub(super) fn whole(walked: &Walked) -> Chosen {
    let paragraphs = walked.blocks.iter().map(|block| &block.text).collect();
    Chosen { paragraphs, notes: Vec::new() }
}

/// The article.
pub(super) fn choose(walked: &Walked, kept: &[String]) -> Chosen {
    let blocks = &walked.blocks;
    // Readability makes other paragraphs of the same words, so that a block is looked for in all of them.
    let (mut all_kept, mut ends) = (String::new(), vec![0]);
    for text in kept {
        all_kept.extend(letters(text));
        ends.push(all_kept.len());
    }
    let each = ends.iter().zip(ends.iter().skip(1));
    let kept_keys: HashSet<&str> = each.map(|(from, to)| all_kept.cut(*from..*to)).collect();
    let mut in_kept = InOrder::new(&all_kept);
    let (mut is_kept, mut anchors) = (Vec::new(), Vec::new());
    for block in blocks {
        let key = key(&block.text);
        let is_firm = key.len() >= FIRM;
        let is = kept_keys.contains(&*key) || (is_firm && in_kept.has(&key));
        is_kept.push(is);
        anchors.push(is && is_firm);
    }
    let (Some(first), Some(last)) =
        (anchors.iter().position(|a| *a), anchors.iter().rposition(|a| *a))
    else {
        return unrecognised(walked);
    };
    let harmless = harmless(blocks, &anchors);
    let clear = |(anchor, block): (&bool, &Block)| *anchor && is_clear(block, &harmless);
    let anchors: Vec<bool> = anchors.iter().zip(blocks).map(clear).collect();
    let begin = blocks
        .cut(..first)
        .iter()
        .rposition(|block| block.is_title && is_clear(block, &harmless))
        .filter(|title| first - title <= ABOVE)
        .unwrap_or(first);
    let far = far_from_anchors(&anchors);
    let (mut paragraphs, mut dropped) = (Paragraphs::default(), Vec::new());
    let judged = anchors.iter().zip(far).zip(is_kept);
    for (i, (block, ((anchor, far), is_kept))) in blocks.iter().zip(judged).enumerate().skip(begin)
    {
        let own = if i <= last { !far } else { block.is_note };
        let stays =
            *anchor || (own && is_clear(block, &harmless) && (is_kept || !is_pointer(block)));
        if stays {
            paragraphs.push(&block.text);
        } else if i <= last {
            dropped.push(block);
        }
    }
    let mut notes = Vec::new();
    if !dropped.is_empty() {
        notes.push(ReadingNote::LeftOut(shown("within the article", &dropped)));
    }
    let around: Vec<&Block> = blocks
        .cut(..begin)
        .iter()
        .chain(blocks.cut(last + 1..).iter())
        .filter(|b| words(&b.text) >= 40)
        .collect();
    let taken: HashSet<&str> = paragraphs.iter().collect();
    let around: Vec<&Block> =
        around.into_iter().filter(|block| !taken.contains(block.text.as_str())).collect();
    if !around.is_empty() {
        notes.push(ReadingNote::Doubtful(format!(
            "{}; --whole-page keeps all",
            shown("long paragraphs around the article are left out", &around)
        )));
    }
    // Nothing of what Readability keeps may be lost on the way.
    let got: String = paragraphs.iter().flat_map(letters).collect();
    let mut in_got = InOrder::new(&got);
    let lost = kept.iter().map(|text| key(text)).filter(|key| !in_got.has(key));
    if lost.map(|key| key.len()).sum::<usize>() * 20 > all_kept.len() {
        return Chosen { paragraphs: kept.iter().collect(), notes: Vec::new() };
    }
    Chosen { paragraphs, notes }
}

/// Looks for one text after the other in a long one, where they mostly stand in that order: what is found is
/// found close behind what was found before. To look for what is not there takes the whole text, so that only so
/// much of it is done; beyond, what is out of order is not found.
struct InOrder<'t> {
    text: &'t str,
    at: usize,
    left: usize,
}

impl<'t> InOrder<'t> {
    /// How far behind the last one the next is looked for in any case, in bytes.
    const NEAR: usize = 4096;
    /// How much is read in all for what is not near, in bytes.
    const FAR: usize = 1 << 30;

    fn new(text: &'t str) -> Self {
        InOrder { text, at: 0, left: Self::FAR }
    }

    fn has(&mut self, sought: &str) -> bool {
        let end = self.at.saturating_add(sought.len()).saturating_add(Self::NEAR);
        let near = self.text.ceil_char_boundary(end);
        let found = self.text.get(self.at..near).and_then(|part| part.find(sought));
        if let Some(found) = found {
            self.at += found + sought.len();
            return true;
        }
        if self.left < self.text.len() {
            return false;
        }
        self.left -= self.text.len();
        match self.text.find(sought) {
            Some(found) => {
                self.at = found + sought.len();
                true
            }
            None => false,
        }
    }
}

/// Which blocks stand where so many follow each other that the article does not go on there.
fn far_from_anchors(anchors: &[bool]) -> Vec<bool> {
    let mut far = vec![false; anchors.len()];
    let mut from = 0;
    for i in 0..=anchors.len() {
        if anchors.get(i) == Some(&false) {
            continue;
        }
        if i - from > FAR {
            far.get_mut(from..i).unwrap_or_default().fill(true);
        }
        from = i + 1;
    }
    far
}

/// All but what stands in menus and the like, where no article is recognised.
fn unrecognised(walked: &Walked) -> Chosen {
    let blocks = &walked.blocks;
    let harmless = harmless(blocks, &[]);
    let clear = |block: &&Block| is_clear(block, &harmless);
    let paragraphs = blocks.iter().filter(clear).map(|block| &block.text).collect();
    let said =
        "no article is recognised in the page: all its text is kept, but for menus and the like";
    Chosen { paragraphs, notes: vec![ReadingNote::Doubtful(said.to_owned())] }
}

/// The suspects that are none: those that hold a good part of the article, or most of the page.
fn harmless(blocks: &[Block], anchors: &[bool]) -> HashSet<u32> {
    let total: usize = blocks.iter().map(|block| block.text.len()).sum();
    let is_anchor = |i: usize| anchors.get(i) == Some(&true);
    let kept = blocks.iter().enumerate().filter(|(i, _)| is_anchor(*i));
    let kept: usize = kept.map(|(_, block)| block.text.len()).sum();
    let mut sizes = HashMap::<u32, (usize, usize)>::new();
    for (i, block) in blocks.iter().enumerate() {
        for suspect in &block.suspects {
            let (all, own) = sizes.entry(*suspect).or_default();
            *all += block.text.len();
            *own += if is_anchor(i) { block.text.len() } else { 0 };
        }
    }
    let harmless = |(all, own): (usize, usize)| all * 2 > total || own * 10 > kept || own > ENOUGH;
    sizes.into_iter().filter(|(_, size)| harmless(*size)).map(|(id, _)| id).collect()
}

fn is_clear(block: &Block, harmless: &HashSet<u32>) -> bool {
    block.suspects.iter().all(|suspect| harmless.contains(suspect))
}

/// Whether a block is nothing but a link to something else.
fn is_pointer(block: &Block) -> bool {
    !block.is_title && block.linked * 10 >= block.text.len() * 8 && words(&block.text) <= 15
}

fn shown(what: &str, blocks: &[&Block]) -> String {
    let total: usize = blocks.iter().map(|block| words(&block.text)).sum();
    let longest = blocks.iter().max_by_key(|block| words(&block.text));
    let opening: Vec<&str> =
        longest.map_or(Vec::new(), |block| block.text.split_whitespace().take(6).collect());
    let (blocks, total) = (count(blocks.len(), "piece"), count(total, "word"));
    format!("{what}: {blocks} with {total}, such as “{} …”", opening.join(" "))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// What makes two blocks one: their letters.
fn key(text: &str) -> String {
    letters(text).collect()
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}
