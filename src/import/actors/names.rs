//! Names that look like one actor, or mean two; and what was assumed about actors.

use std::collections::{BTreeMap, HashMap};

use unicode_security::skeleton;

use super::super::table::fold;
use super::Actors;
use crate::annotation::Str;

impl Actors {
    /// What was taken for granted about them.
    pub(in crate::import) fn remarks(&self) -> Vec<String> {
        let kind = self.kinds.usual.word();
        let mut remarks = Vec::new();
        match self.assumed {
            0 => {}
            1 => remarks
                .push(format!("1 actor has no kind, and counts as {kind}; --kind chooses another")),
            n => remarks.push(format!(
                "{n} actors have no kind, and count as {kind}; --kind chooses another"
            )),
        }
        match self.by_label {
            0 => {}
            1 => remarks.push(
                "1 name at an end is no node's id, but one node's label: taken for that node"
                    .to_owned(),
            ),
            n => remarks.push(format!(
                "{n} names at ends are no node's id, but one node's label: taken for that node"
            )),
        }
        remarks.extend(self.twins());
        remarks
    }

    /// Names that look like one, and are two actors.
    fn twins(&self) -> Option<String> {
        const SHOWN: usize = 10;
        // By what they are in Latin letters, and by what they look like.
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut shapes: BTreeMap<String, Vec<(&str, String)>> = BTreeMap::new();
        for (_, entry) in &self.entries {
            let name = entry.name.as_deref().unwrap_or_default();
            let plain = fold(&any_ascii::any_ascii(name));
            // Numbers and signs are all alike to this.
            if plain.chars().any(char::is_alphabetic) {
                if !name.is_ascii() || name.contains(|c: char| c.is_ascii_digit() || c == '|') {
                    let shape = fold(&skeleton(name).collect::<String>());
                    shapes.entry(shape).or_default().push((name, plain.clone()));
                }
                alike.entry(plain).or_default().push(name);
            }
        }
        // Of those that look alike, one at least has other letters than these.
        for (_, entry) in &self.entries {
            let name = entry.name.as_deref().unwrap_or_default();
            if shapes.is_empty() {
                break;
            }
            let plain = fold(&any_ascii::any_ascii(name));
            if let Some(others) = shapes.get(&fold(&skeleton(name).collect::<String>()))
                && others.iter().any(|(other, own)| *other != name && *own != plain)
            {
                let plain = others.first().map_or("", |(_, plain)| plain);
                let names = alike.entry(format!("\u{10ffff}{plain}")).or_default();
                for other in others.iter().map(|(other, _)| *other).chain([name]) {
                    if !names.contains(&other) {
                        names.push(other);
                    }
                }
            }
        }
        let mut pairs: Vec<String> = Vec::new();
        let mut count = 0_usize;
        for names in alike.values().filter(|names| names.len() > 1) {
            count = count.saturating_add(1);
            if count <= SHOWN {
                let names: Vec<String> =
                    names.iter().take(4).map(|name| format!("`{name}`")).collect();
                pairs.push(names.join(" and "));
            }
        }
        let more =
            count.checked_sub(SHOWN).filter(|more| *more > 0).map(|n| format!(", and {n} more"));
        let more = more.unwrap_or_default();
        (count > 0).then(|| {
            format!("look alike, and are different actors here: {}{more}", pairs.join(", "))
        })
    }

    /// An alias that is another's id or name would mean two: it goes.
    pub(super) fn settle_aliases(&mut self) {
        if self.entries.iter().all(|(_, entry)| entry.aliases.is_empty() && entry.short.is_none()) {
            return;
        }
        let mut owners: HashMap<String, (usize, bool)> = HashMap::new();
        for (i, (id, entry)) in self.entries.iter().enumerate() {
            for word in
                [id.to_lowercase(), entry.name.as_deref().unwrap_or_default().to_lowercase()]
            {
                let owner = owners.entry(word).or_insert((i, false));
                owner.1 |= owner.0 != i;
            }
        }
        for (i, (id, entry)) in self.entries.iter_mut().enumerate() {
            let mut fits = |alias: &Str<'_>| {
                let owner = owners.get(&alias.to_lowercase());
                let fits = owner.is_none_or(|(own, shared)| *own == i && !shared);
                if !fits {
                    self.problems.say(format!(
                        "actor {id}: the alias `{}` is another's name; left out",
                        &**alias
                    ));
                }
                fits
            };
            entry.aliases.retain(&mut fits);
            entry.short = entry.short.take().filter(&mut fits);
        }
    }
}
