//! Cuts texts that are too long for an annotation.
//!
//! Takes what an import has made; gives how many texts were cut. Must not know where they came from.

use std::collections::BTreeMap;

use super::Imported;
use crate::annotation::{ActorEntry, Item, LONGEST_TEXT, OneOrMany, Rare, Str};
use crate::evidence::Card;

/// Cuts what no annotation and no card would be read with, and says how many texts they were.
pub(super) fn cut(mut imported: Imported) -> Imported {
    let mut cut = Cut(0);
    let Imported { file, cards, .. } = &mut imported;
    cut.maybe(&mut file.title);
    file.actors.0.iter_mut().for_each(|(_, actor)| cut.actor(actor));
    file.claims.0.iter_mut().flat_map(|(_, items)| items).for_each(|item| cut.item(item));
    cards.iter_mut().for_each(|(_, card)| cut.card(card));
    if cut.0 > 0 {
        let texts = if cut.0 == 1 { "text is" } else { "texts are" };
        let most = LONGEST_TEXT;
        imported
            .problems
            .push(format!("{} {texts} longer than {most} bytes: cut off there", cut.0));
    }
    imported
}

/// How many texts were cut.
struct Cut(usize);

impl Cut {
    fn short(&mut self, text: &str) -> Option<String> {
        if text.len() <= LONGEST_TEXT {
            return None;
        }
        self.0 = self.0.saturating_add(1);
        // The mark that something is missing has three bytes.
        let end = text.floor_char_boundary(const { LONGEST_TEXT - 3 });
        Some(format!("{}…", text.get(..end).unwrap_or_default()))
    }

    fn text(&mut self, text: &mut Str<'static>) {
        if let Some(short) = self.short(text) {
            *text = short.into();
        }
    }

    fn maybe(&mut self, text: &mut Option<Str<'static>>) {
        text.iter_mut().for_each(|text| self.text(text));
    }

    fn string(&mut self, text: &mut String) {
        if let Some(short) = self.short(text) {
            *text = short;
        }
    }

    fn names(&mut self, list: &mut Option<OneOrMany<'static>>) {
        match list {
            None => {}
            Some(OneOrMany::One(text)) => self.text(text),
            Some(OneOrMany::Many(texts)) if texts.iter().any(|text| text.len() > LONGEST_TEXT) => {
                let mut own = texts.to_vec();
                own.iter_mut().for_each(|text| self.text(text));
                *texts = own.into();
            }
            Some(OneOrMany::Many(_)) => {}
        }
    }

    fn actor(&mut self, actor: &mut ActorEntry<'static>) {
        let ActorEntry { name, short, kind: _, aliases, aliases_in, when, within, same_as, .. } =
            actor;
        for text in [name, short, when, within, same_as, &mut actor.note] {
            self.maybe(text);
        }
        aliases.iter_mut().for_each(|text| self.text(text));
        aliases_in.0.iter_mut().flat_map(|(_, names)| names).for_each(|text| self.text(text));
    }

    fn item(&mut self, item: &mut Item<'static>) {
        for text in [&mut item.relation, &mut item.quote, &mut item.record, &mut item.when] {
            self.maybe(text);
        }
        for list in [&mut item.from, &mut item.to, &mut item.said_by] {
            self.names(list);
        }
        let Some(rare) = item.rare.as_deref_mut() else { return };
        let Rare { what, intended, place, count, amount, dated, translation, note, .. } = rare;
        for text in [what, intended, place, count, amount, dated, translation, note] {
            self.maybe(text);
        }
        for list in [&mut rare.cited_by, &mut rare.against, &mut rare.through] {
            self.names(list);
        }
    }

    fn card(&mut self, card: &mut Card) {
        self.string(&mut card.title);
        let lists = card.authors.iter_mut().chain(&mut card.relies_on);
        let (publisher, language) = (&mut card.publisher, &mut card.language);
        let others = [publisher, language, &mut card.inferred_from, &mut card.url];
        let more = [&mut card.archived, &mut card.copy_of];
        let singles = others.into_iter().chain(more).flatten();
        let reasons = BTreeMap::values_mut(&mut card.no_claims);
        lists.chain(singles).chain(reasons).for_each(|text| self.string(text));
    }
}
