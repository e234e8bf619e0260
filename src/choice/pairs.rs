//! What is said about each pair of boxes at a date, and which of it makes a line.
//!
//! Takes a graph that is rolled up; gives strands (one relation that pictures draw between two boxes,
//! with its account) and, per pair, the lines of a picture: present support and present hostility, else contact, else
//! what is stale. An actor that relies on another is drawn leaning on it, as in a sentence. Must not
//! know which of the lines find room.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::people::{self, Boxed, boxes};
use super::{Called, Extent, Wishes};
use crate::graph::standing::{Account, Standing, standing};
use crate::graph::time::{At, When};
use crate::graph::{Admit, ClaimRef, Graph, Tie, TieKey};
use crate::look::Look;
use crate::model::{ActorIx, Family, Modality, Relation, RelationIx};

/// One relation between two boxes.
#[derive(Debug, Clone)]
pub(super) struct Strand<'g> {
    /// Whose tie it is.
    pub(super) key: TieKey,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) ix: RelationIx,
    pub(super) relation: &'g Relation,
    /// How its line looks: what pictures do not draw is not a strand.
    pub(super) look: Look,
    pub(super) account: Account<'g>,
    /// Whether the first of the two leans on the second, which stands beneath it.
    pub(super) leans: bool,
    /// The people through whom the actor in the box acts, known only as belonging to it.
    pub(super) by: Option<ActorIx>,
    /// Whether a source tells its end within the time of the picture, or in one of changes by its second date.
    pub(super) ended: bool,
    /// The date of that end.
    pub(super) until: Option<String>,
}

/// All that is told at a date.
pub(super) struct Told<'g> {
    pub(super) graph: &'g Graph,
    pub(super) boxes: Vec<Boxed>,
    pub(super) box_of: Vec<Option<usize>>,
    pub(super) strands: Vec<Strand<'g>>,
}

impl<'g> Told<'g> {
    /// Of a graph that is rolled up.
    pub(super) fn of(graph: &'g Graph, wishes: &Wishes) -> Self {
        let account = |tie: &Tie<'g>| standing(tie, wishes.when(), wishes.reach);
        Told::with(graph, wishes, boxes(graph, wishes), account)
    }

    /// The same with boxes and accounts of ties that are known.
    pub(super) fn with(
        graph: &'g Graph,
        wishes: &Wishes,
        (boxes, box_of): (Vec<Boxed>, Vec<Option<usize>>),
        account: impl Fn(&Tie<'g>) -> Option<Account<'g>>,
    ) -> Self {
        let vocabulary = graph.vocabulary();
        let relies = vocabulary.get("relies_on");
        let mut strands = Vec::new();
        let behind = people::behind(graph, wishes);
        for tie in graph.ties(Admit::ALL) {
            let of = |ix: ActorIx| box_of[ix.index()];
            let relation = &vocabulary[tie.key.relation];
            // What "X's allies" control is X's: so a line of structure leads from X, through them.
            let structure = relation.family == Family::Structure && relation.spec.binds;
            // What joins a part to its whole is within one box.
            if structure && (graph.is_part(tie.key.from) || graph.is_part(tie.key.to)) {
                continue;
            }
            let master = behind.get(&tie.key.from).filter(|x| structure && **x != tie.key.to);
            let by = master.map(|_| tie.key.from);
            let first = master.copied().unwrap_or(tie.key.from);
            let (Some(from), Some(to)) = (of(first), of(tie.key.to)) else {
                continue;
            };
            let wanted = wishes.families.is_empty() || wishes.families.contains(&relation.family);
            if from == to || !wanted {
                continue;
            }
            let Some(look) = drawn_as(relation) else { continue };
            let Some(account) = account(&tie) else { continue };
            let leans = relies.is_some_and(|relies| vocabulary.is_a(tie.key.relation, relies));
            let (key, ix) = (tie.key, tie.key.relation);
            let end = end(&tie, wishes).filter(|_| account.present && !relation.is_event());
            strands.push(Strand {
                key,
                from,
                to,
                ix,
                relation,
                look,
                account,
                leans,
                by,
                ended: end.is_some(),
                until: end.flatten(),
            });
        }
        Told { graph, boxes, box_of, strands }
    }

    /// How a sentence names who acts in a strand and who is acted on: as its claims do, and not by the box.
    pub(super) fn ends(&self, strand: &Strand<'_>) -> (Called, Called) {
        let of = |ix: ActorIx| Called::of(&self.graph.actors()[ix.index()]);
        let (from, to) = self.acting(strand);
        (of(from), of(to))
    }

    /// Who acts in a strand, and who is acted on.
    pub(super) fn acting(&self, strand: &Strand<'_>) -> (ActorIx, ActorIx) {
        let master = strand.by.map(|_| self.boxes[strand.from].head);
        (master.unwrap_or(strand.key.from), strand.key.to)
    }

    /// The same for a line that says what a strand of it does, in the direction of the line.
    pub(super) fn named(&self, cord: &Cord, strand: &Strand<'_>) -> (Called, Called) {
        let (from, to) = self.ends(strand);
        if strand.from == cord.from { (from, to) } else { (to, from) }
    }

    /// Whether anything present is told of a box.
    pub(super) fn is_present(&self, b: usize) -> bool {
        self.strands.iter().any(|s| s.account.present && (s.from == b || s.to == b))
    }

    /// The side on which the file puts a box.
    pub(super) fn declared(&self, b: usize) -> Option<&'g String> {
        let named = |actors: &[ActorIx]| actors.iter().any(|ix| self.box_of[ix.index()] == Some(b));
        let graph = self.graph;
        graph.declared_sides().iter().find(|(_, actors)| named(actors)).map(|(name, _)| name)
    }

    /// Whether a strand is a way of fighting or rivalling, and not only of being against somebody.
    pub(super) fn is_war(&self, strand: &Strand<'_>) -> bool {
        let vocabulary = self.graph.vocabulary();
        let war = ["fights", "attacks", "rivals"].map(|name| vocabulary.get(name));
        war.into_iter().flatten().any(|war| vocabulary.is_a(strand.ix, war))
    }

    /// Whether a strand is a way of backing.
    pub(super) fn backs(&self, strand: &Strand<'_>) -> bool {
        let vocabulary = self.graph.vocabulary();
        vocabulary.get("backs").is_some_and(|backs| vocabulary.is_a(strand.ix, backs))
    }

    /// Whether a strand that was last seen too long ago is not an answer to who backs somebody: a source tells of
    /// other backing, which began later or was first told of later, so that there is no saying that it
    /// is over.
    fn is_overtaken(&self, strand: &Strand<'_>, pair: &[usize]) -> bool {
        let nearer = |other: &Strand<'_>| {
            let same = (other.key.from, other.key.to) == (strand.key.from, strand.key.to);
            let standing = other.account.standing;
            let later = matches!(standing, Standing::Possible | Standing::NotYet);
            same && later && !other.account.present && self.backs(other)
        };
        strand.account.standing == Standing::Stale
            && self.backs(strand)
            && pair.iter().any(|i| nearer(&self.strands[*i]))
    }

    /// The lines that there could be, sorted by their ends; `cores` are those of whom it is asked who
    /// backs them.
    pub(super) fn cords(&self, cores: &[usize], wishes: &Wishes) -> Vec<Cord> {
        let mut pairs: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (i, strand) in self.strands.iter().enumerate() {
            pairs
                .entry((strand.from.min(strand.to), strand.from.max(strand.to)))
                .or_default()
                .push(i);
        }
        pairs.into_values().flat_map(|strands| self.pair(&strands, cores, wishes)).collect()
    }

    /// The lines of one pair.
    fn pair(&self, strands: &[usize], cores: &[usize], wishes: &Wishes) -> Vec<Cord> {
        // A core's lines are answers, and say no more than those.
        let said_of = |s: &Strand<'_>| {
            let asked = wishes.extent == Extent::Cores && cores.contains(&s.to);
            !asked || !self.is_overtaken(s, strands)
        };
        let all = |test: &dyn Fn(&Strand<'_>) -> bool| -> Vec<usize> {
            let told = |s: &Strand<'_>| test(s) && said_of(s);
            strands.iter().copied().filter(|i| told(&self.strands[*i])).collect()
        };
        let drawn = |s: &Strand<'_>| {
            s.account.present
                && matches!(
                    s.account.standing,
                    Standing::Definite | Standing::Possible | Standing::Undated
                )
        };
        let stale = |s: &Strand<'_>| s.account.standing == Standing::Stale;
        let said = |s: &Strand<'_>| {
            s.account.standing == Standing::Said
                && s.account.said.iter().any(|at| wishes.include.contains(&at.claim.modality))
        };
        let mut support = all(&|s| s.look == Look::Support && drawn(s));
        let hostile = all(&|s| s.look == Look::Hostility && drawn(s));
        let structure = all(&|s| s.look == Look::Structure && drawn(s));
        let contact = all(&|s| s.look == Look::Contact && drawn(s));
        let asked =
            |s: &Strand<'_>| cores.contains(&s.to) || wishes.both_ways && cores.contains(&s.from);
        let answers = all(&|s| self.backs(s) && stale(s) && asked(s));
        let mut rest = Vec::new();
        // Who backed a core and is only its friend now, or only deals with it, still answers the
        // question.
        if !answers.is_empty() && support.is_empty() {
            rest.clone_from(&contact);
        }
        let answered = |core: usize| {
            support.iter().any(|i| self.strands[*i].to == core && self.backs(&self.strands[*i]))
        };
        let open: Vec<usize> =
            answers.into_iter().filter(|i| !answered(self.strands[*i].to)).collect();
        support.extend(open);
        let mut cords = self.directed(&support, &rest);
        cords.extend(self.directed(&hostile, &[]));
        if cords.is_empty() || !structure.is_empty() {
            cords.extend(self.directed(&structure, &[]));
        }
        if cords.is_empty() {
            cords.extend(self.directed(&contact, &[]));
        }
        // Where nothing is present: what was, help and harm, the newest first; then what was of other sorts, and
        // on a poster what is over or still to come. Beside who last backed a core stands what came later.
        let old = |look: Look| all(&|s| s.look == look && stale(s));
        let newest = |those: &[usize]| {
            those
                .iter()
                .filter_map(|i| self.strands[*i].account.last_seen)
                .map(|seen| seen.latest())
                .max()
        };
        let present = |cord: &Cord| self.strands[cord.strands[0]].account.present;
        if !cords.iter().any(present) {
            let backing: Vec<usize> = cords.iter().flat_map(|cord| cord.strands.clone()).collect();
            let (helped, harmed) = (old(Look::Support), old(Look::Hostility));
            let later =
                newest(&harmed) >= newest(&if cords.is_empty() { helped.clone() } else { backing });
            let harmed = self.directed(&harmed, &[]);
            if cords.is_empty() {
                cords = self.directed(&helped, &[]);
            }
            if later {
                cords.splice(0..0, harmed);
            } else {
                cords.extend(harmed);
            }
        }
        let past: &[Standing] = match wishes.extent {
            Extent::Cores => &[Standing::Stale],
            Extent::All { .. } => &[Standing::Stale, Standing::Ended, Standing::NotYet],
        };
        for (standing, wanted) in past.iter().flat_map(|past| Look::ALL.map(|s| (past, s))) {
            if cords.is_empty() {
                let old = all(&|s| s.look == wanted && s.account.standing == *standing);
                cords.extend(self.directed(&old, &[]));
            }
        }
        for wanted in Look::ALL {
            // Who only speaks of dealings says nothing beside what is asserted, nor does in a column who
            // only says what a line of the two says already, or less.
            let asserted = |s: &Strand<'_>| {
                wishes.extent == Extent::Cores
                    && cords.iter().any(|cord| {
                        let says =
                            |i: &usize| self.graph.vocabulary().is_a(self.strands[*i].ix, s.ix);
                        let leads = cord.symmetric || cord.from == s.from;
                        leads && cord.strands.iter().any(says)
                    })
            };
            if wanted != Look::Contact || cords.is_empty() {
                let told = all(&|s| s.look == wanted && said(s) && !asserted(s));
                cords.extend(self.directed(&told, &[]));
            }
        }
        cords
    }

    /// Lines of one sort: one where all lead the same way or both ways, else one for each way; what
    /// harms both ways is one line with two ends.
    pub(super) fn directed(&self, strands: &[usize], rest: &[usize]) -> Vec<Cord> {
        let Some(first) = strands.first() else { return Vec::new() };
        let (a, b) = (self.strands[*first].from, self.strands[*first].to);
        let symmetric = |i: &usize| self.strands[*i].relation.is_symmetric();
        let forth = |i: &usize| self.strands[*i].from == a && !symmetric(i);
        let back = |i: &usize| self.strands[*i].from == b && !symmetric(i);
        let any = |test: &dyn Fn(&usize) -> bool| strands.iter().any(test);
        let mutual = any(&forth) && any(&back);
        let hostile = self.strands[*first].look != Look::Support;
        if mutual && !hostile {
            let both: Vec<usize> = strands.iter().copied().filter(symmetric).collect();
            let one = |test: &dyn Fn(&usize) -> bool| {
                strands.iter().copied().filter(test).collect::<Vec<usize>>()
            };
            let (mut forth, back_ways) = (one(&forth), one(&back));
            forth.extend(both);
            let backs = |list: &[usize]| list.iter().any(|i| self.backs(&self.strands[*i]));
            match (backs(&forth), backs(&back_ways)) {
                // That an actor is aligned with its backer goes without saying.
                (true, false) => return vec![self.cord(a, b, false, forth, rest)],
                (false, true) => return vec![self.cord(b, a, false, back_ways, rest)],
                _ => {}
            }
            return vec![
                self.cord(a, b, false, forth, rest),
                self.cord(b, a, false, back_ways, &[]),
            ];
        }
        let harm = self.strands[*first].look == Look::Hostility;
        // Who fights another is fought by it, whoever of the two is also said to have struck.
        let fight = |i: &usize| symmetric(i) && !self.strands[*i].relation.is_event();
        let fought = harm && any(&fight);
        // Dealings of both lead the way of the weightiest: a verb beside a line is of whoever it leads from.
        let directed = strands.iter().filter(|i| !symmetric(i));
        let lead = directed.min_by_key(|i| self.rank(&self.strands[**i]));
        let (from, to) = match lead.map(|i| &self.strands[*i]) {
            Some(lead) if !(mutual && harm) => (lead.from, lead.to),
            _ => (a, b),
        };
        let both = fought || mutual && harm || lead.is_none();
        vec![self.cord(from, to, both, strands.to_vec(), rest)]
    }

    fn cord(
        &self,
        from: usize,
        to: usize,
        symmetric: bool,
        mut strands: Vec<usize>,
        rest: &[usize],
    ) -> Cord {
        let all = strands.clone();
        let one_sided = |i: usize| symmetric && !self.is_mutual(i, &all);
        strands.sort_by_key(|i| (one_sided(*i), self.rank(&self.strands[*i])));
        let mut rest = rest.to_vec();
        rest.sort_by_key(|i| self.rank(&self.strands[*i]));
        strands.extend(rest);
        // A verb is of whoever its line leads from.
        let told = |s: &Strand<'_>| symmetric || s.relation.is_symmetric() || s.from == from;
        strands.retain(|i| told(&self.strands[*i]));
        let first = &self.strands[strands[0]];
        // What somebody only says puts nobody on a side.
        let said = first.account.standing == Standing::Said;
        let binds = !said && matches!(first.relation.family, Family::Support | Family::Structure);
        Cord { from, to, symmetric, binds, strands }
    }

    /// Whether both do to each other what a strand says.
    pub(super) fn is_mutual(&self, i: usize, strands: &[usize]) -> bool {
        let strand = &self.strands[i];
        let back = |other: &usize| {
            let other = &self.strands[*other];
            (other.ix, other.from) == (strand.ix, strand.to)
        };
        strand.relation.is_symmetric() || strands.iter().any(back)
    }

    /// The strongest first: what is present and sure, then the deed that weighs most, a fight that goes on before
    /// a raid; of what is past the newest.
    fn rank(&self, strand: &Strand<'_>) -> impl Ord + use<> {
        let account = &strand.account;
        let firm = account.standing == Standing::Definite && account.manner == Modality::Factual;
        let past = !account.present && account.standing == Standing::Stale;
        let seen = account.last_seen.map(|seen| seen.latest()).filter(|_| past);
        (
            !firm && account.present,
            account.standing,
            Reverse(seen),
            account.manner,
            strength(strand.relation),
            strand.relation.is_event(),
            strand.ix.index(),
        )
    }
}

/// How much a relation is, the smallest number the most: by the place of its codes in their lists, in
/// which troops come before words, and assaults after rejection.
fn strength(relation: &Relation) -> usize {
    const ESD: [&str; 11] = [
        "ext_x", "ext_w", "ext_p", "ext_y", "ext_m", "ext_f", "ext_t", "ext_i", "ext_l", "ext_o",
        "ext_u",
    ];
    let esd = relation.spec.esd.iter().filter_map(|code| ESD.iter().position(|c| c == code)).min();
    const PLOVER: [&str; 15] = [
        "ASSAULT",
        "COERCE",
        "MOBILIZE",
        "SANCTION",
        "THREATEN",
        "AID",
        "COOPERATE",
        "CONSULT",
        "REQUEST",
        "SUPPORT",
        "AGREE",
        "PROTEST",
        "REJECT",
        "ACCUSE",
        "YIELD",
    ];
    let spoken =
        relation.spec.plover.iter().filter_map(|c| PLOVER.iter().position(|p| p == c)).min();
    match (relation.family, esd, spoken) {
        (Family::Support, Some(esd), _) => esd,
        (Family::Support, None, spoken) => 20 + spoken.unwrap_or(15),
        (_, _, spoken) => spoken.unwrap_or(15),
    }
}

/// A line that there could be.
#[derive(Debug, Clone)]
pub(super) struct Cord {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) symmetric: bool,
    /// Whether it joins somebody to the side of the other.
    pub(super) binds: bool,
    /// Places in [`Told::strands`], strongest first.
    pub(super) strands: Vec<usize>,
}

/// Whether a tie is over the day after the time of a picture, and the date of its end where a source has it.
fn end(tie: &Tie<'_>, wishes: &Wishes) -> Option<Option<String>> {
    let at = At::from(wishes.at?);
    let after = standing(tie, When::During(at.morrow()), wishes.reach)?;
    let date = |at: &ClaimRef<'_>| {
        let when = at.claim.when?.to_string();
        let last =
            when.rsplit('/').next().filter(|last| last.starts_with(|c: char| c.is_ascii_digit()));
        last.map(str::to_owned)
    };
    (after.standing == Standing::Ended).then(|| after.deciding.iter().filter_map(date).max())
}

/// The look of the line that a relation makes; nothing where pictures do not draw it.
fn drawn_as(relation: &Relation) -> Option<Look> {
    // Fearing or accusing another is not dealing with it.
    let deals = || {
        let consults = relation.spec.plover.iter().any(|code| code == "CONSULT");
        consults || relation.id == "seeks_partnership_with"
    };
    let drawn = match relation.family {
        Family::Support | Family::Hostility => true,
        Family::Structure => relation.spec.binds,
        Family::Contact => deals(),
        Family::Presence => false,
    };
    drawn.then(|| Look::of(relation.family, relation.sign.value()))
}
