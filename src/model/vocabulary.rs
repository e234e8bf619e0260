//! The relations that a claim can assert, with all that follows from them.
//!
//! The vocabulary itself is data, `vocabulary.ron`; a dataset may add to it. Code lists: the UCDP
//! External Support Dataset's types of support (Meier et al. 2022, codebook v 18.1) and the event
//! types of PLOVER (Political Language Ontology for Verifiable Event Records, v 1).

mod file;

use std::str::FromStr;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

pub use file::{CodeList, VocabularyError};

use super::{Effect, Family, Relation, RelationIx, RelationSpec, Sign, Who};
use file::VocabularyFile;

/// The relations, found by name or inverse.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    relations: Vec<Relation>,
    by_name: FxHashMap<String, RelationIx>,
    by_inverse: FxHashMap<String, RelationIx>,
    esd: CodeList,
    plover: CodeList,
}

impl Vocabulary {
    /// The built-in vocabulary.
    #[expect(clippy::expect_used, reason = "the text is our own, and a test reads it")]
    pub fn standard() -> &'static Vocabulary {
        static STANDARD: OnceLock<Vocabulary> = OnceLock::new();
        STANDARD.get_or_init(|| {
            let file: VocabularyFile = ron::Options::default()
                .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
                .from_str(include_str!("vocabulary.ron"))
                .expect("vocabulary.ron is read by a test");
            let mut vocabulary = Vocabulary {
                relations: Vec::new(),
                by_name: FxHashMap::default(),
                by_inverse: FxHashMap::default(),
                esd: file.esd,
                plover: file.plover,
            };
            let errors = vocabulary.extend(file.relations.0);
            assert!(
                errors.iter().all(Option::is_none),
                "vocabulary.ron is checked by a test: {errors:?}"
            );
            vocabulary
        })
    }

    /// Adds relations; gives, for those that could not be added, the reason. They may refer to each
    /// other in any order.
    pub fn extend<S: Into<Arc<RelationSpec>>>(
        &mut self,
        specs: Vec<(String, S)>,
    ) -> Vec<Option<Box<VocabularyError>>> {
        let (names, specs): (Vec<String>, Vec<S>) = specs.into_iter().unzip();
        let mut errors = self.add_all(specs.into_iter().map(Into::into), &names);
        for (name, error) in names.iter().zip(&mut errors).filter(|(_, error)| error.is_none()) {
            *error = self.effects(name).err().map(Box::new);
        }
        errors
    }

    /// Adds relations, parents before children, without what they begin and end. A relation whose parent is
    /// still to come waits for it, so that each is looked at twice at most.
    #[expect(
        clippy::indexing_slicing,
        reason = "`i` counts the relations, of which each has a name and a place for its error"
    )]
    fn add_all(
        &mut self,
        specs: impl Iterator<Item = Arc<RelationSpec>>,
        names: &[String],
    ) -> Vec<Option<Box<VocabularyError>>> {
        let own: FxHashSet<&str> = names.iter().map(String::as_str).collect();
        let mut errors: Vec<Option<Box<VocabularyError>>> = vec![None; names.len()];
        // Relations are large: reserving room for twice as many would cost too much memory.
        self.relations.reserve_exact(names.len());
        self.by_name.reserve(names.len());
        let mut waiting: FxHashMap<String, Vec<(usize, Arc<RelationSpec>)>> = FxHashMap::default();
        let mut refused = Vec::new();
        for (i, spec) in specs.enumerate() {
            let mut next = vec![(i, spec)];
            while let Some((i, spec)) = next.pop() {
                let name = &names[i];
                let parent = spec.is_a.as_ref();
                let waits =
                    |p: &&String| !self.by_name.contains_key(*p) && own.contains(p.as_str());
                if let Some(parent) = parent.filter(waits) {
                    waiting.entry(parent.clone()).or_default().push((i, spec));
                } else if let Err(error) = self.add(name.clone(), spec) {
                    errors[i] = Some(Box::new(error));
                    refused.push(name);
                } else if let Some(children) = waiting.remove(name) {
                    next.extend(children.into_iter().rev());
                }
            }
        }
        // A relation whose parent was refused has no parent; those that still wait form a circle.
        while let Some(parent) = refused.pop() {
            for (i, _) in waiting.remove(parent).unwrap_or_default() {
                let name = parent.clone();
                let error = VocabularyError::UnknownParent { of: names[i].clone(), name };
                errors[i] = Some(Box::new(error));
                refused.push(&names[i]);
            }
        }
        for (i, _) in waiting.into_values().flatten() {
            errors[i] = Some(Box::new(VocabularyError::Cycle(names[i].clone())));
        }
        errors
    }

    fn add(&mut self, id: String, spec: Arc<RelationSpec>) -> Result<(), VocabularyError> {
        for name in std::iter::once(&id).chain(&spec.inverse) {
            self.check_name(name)?;
        }
        if spec.inverse.as_ref() == Some(&id) {
            return Err(VocabularyError::Taken {
                name: id,
                what: "the relation itself".to_owned(),
            });
        }
        let is_a = match &spec.is_a {
            None => None,
            Some(parent) => Some(self.get(parent).ok_or_else(|| {
                VocabularyError::UnknownParent { of: id.clone(), name: parent.clone() }
            })?),
        };
        let inherited = is_a.map(|ix| &self[ix]);
        let family = match (spec.family, inherited) {
            (Some(own), Some(parent)) if own != parent.family => {
                return Err(VocabularyError::FamilyDiffers {
                    of: id,
                    own: own.word(),
                    parent: parent.id.clone(),
                    theirs: parent.family.word(),
                });
            }
            (Some(own), _) => own,
            (None, Some(parent)) => parent.family,
            (None, None) => return Err(VocabularyError::NoFamily(id)),
        };
        for (list, codes, own) in
            [("ESD", &self.esd, &spec.esd), ("PLOVER", &self.plover, &spec.plover)]
        {
            if let Some(code) = own.iter().find(|code| !codes.contains_key(*code)) {
                return Err(VocabularyError::UnknownCode { list, code: code.clone() });
            }
        }
        let sign = match family {
            Family::Support if !spec.weak => Sign::Positive,
            Family::Hostility if !spec.weak => Sign::Negative,
            _ => Sign::Neutral,
        };
        let ix = RelationIx::from(self.relations.len());
        self.by_name.insert(id.clone(), ix);
        if let Some(inverse) = &spec.inverse {
            self.by_inverse.insert(inverse.clone(), ix);
        }
        let label = spec.label.clone().unwrap_or_else(|| id.replace('_', " "));
        self.relations.push(Relation {
            label,
            inverse: spec.inverse.clone(),
            family,
            sign,
            is_a,
            begins: Vec::new(),
            ends: Vec::new(),
            spec,
            id,
        });
        Ok(())
    }

    /// Looks up the ties that a relation begins and ends.
    fn effects(&mut self, name: &str) -> Result<(), VocabularyError> {
        let Some(ix) = self.get(name) else { return Ok(()) };
        let RelationSpec { event, begins, ends, .. } = &*self[ix].spec;
        let has_effects = !begins.is_empty() || !ends.is_empty();
        if has_effects && !event {
            return Err(VocabularyError::NoEvent(name.to_owned()));
        }
        let read = |field: &'static str, texts: &[String]| -> Result<Vec<Effect>, _> {
            texts.iter().map(|text| self.effect(field, text)).collect()
        };
        let (begins, ends) = (read("begins", begins)?, read("ends", ends)?);
        if let Some(relation) = self.relations.get_mut(ix.index()) {
            (relation.begins, relation.ends) = (begins, ends);
        }
        Ok(())
    }

    fn effect(&self, field: &'static str, text: &str) -> Result<Effect, VocabularyError> {
        let no_effect = || VocabularyError::NoEffect { field, text: text.to_owned() };
        let who = |word: &str| match word {
            "from" => Ok(Who::From),
            "to" => Ok(Who::To),
            "place" => Ok(Who::Place),
            "others" => Ok(Who::Others),
            _ => Err(no_effect()),
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let (from, name, to) = match words[..] {
            [name] => (Who::From, name, Who::To),
            [from, name, to] => (who(from)?, name, who(to)?),
            _ => return Err(no_effect()),
        };
        let unknown = || VocabularyError::UnknownEffect { field, name: name.to_owned() };
        Ok(Effect { from, relation: self.get(name).ok_or_else(unknown)?, to })
    }

    fn check_name(&self, name: &str) -> Result<(), VocabularyError> {
        let well_formed = name.split('_').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        if !well_formed {
            return Err(VocabularyError::Form(name.to_owned()));
        }
        if name == "any" || Family::from_str(name).is_ok() {
            return Err(VocabularyError::Reserved(name.to_owned()));
        }
        let taken = |what| VocabularyError::Taken { name: name.to_owned(), what };
        if self.by_name.contains_key(name) {
            return Err(taken("a relation".to_owned()));
        }
        match self.by_inverse.get(name) {
            Some(ix) => Err(taken(format!("the inverse of `{}`", self[*ix].id))),
            None => Ok(()),
        }
    }

    /// The relation of that name.
    pub fn get(&self, name: &str) -> Option<RelationIx> {
        self.by_name.get(name).copied()
    }

    /// The relation whose inverse has that name.
    pub fn get_inverse(&self, name: &str) -> Option<RelationIx> {
        self.by_inverse.get(name).copied()
    }

    /// Every relation with its index, in the order of the vocabulary.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (RelationIx, &Relation)> {
        self.relations.iter().enumerate().map(|(i, r)| (RelationIx::from(i), r))
    }

    /// The relation itself, then the one of which it is a case, and so on upwards.
    pub fn ancestry(&self, relation: RelationIx) -> impl Iterator<Item = RelationIx> {
        std::iter::successors(Some(relation), |ix| self[*ix].is_a)
    }

    /// Whether one relation is the other or a case of it.
    pub fn is_a(&self, relation: RelationIx, wider: RelationIx) -> bool {
        self.ancestry(relation).any(|ix| ix == wider)
    }

    /// The types of support of the UCDP External Support Dataset.
    pub fn esd_codes(&self) -> &CodeList {
        &self.esd
    }

    /// The event types of PLOVER.
    pub fn plover_codes(&self) -> &CodeList {
        &self.plover
    }
}

impl std::ops::Index<RelationIx> for Vocabulary {
    type Output = Relation;

    #[expect(
        clippy::indexing_slicing,
        reason = "numbers of relations are given by the vocabulary that has them; those in stored data are looked at before"
    )]
    fn index(&self, ix: RelationIx) -> &Relation {
        &self.relations[ix.index()]
    }
}

#[cfg(test)]
mod tests;
