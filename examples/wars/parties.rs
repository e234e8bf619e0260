//! Who stands how to whom in a war: camps and their backers, dealers, officers, a chain, a star.

use whobacks::model::Kind;

use super::{BACKING, DEALING, FIGHTING, FRIENDLY, Making};

impl Making {
    /// Camps that fight each other, each with its parties, backers and people it leans on.
    pub(super) fn camps(&mut self, camps: usize, size: usize, dense: bool) {
        let mut parties: Vec<Vec<usize>> = Vec::new();
        for camp in 0..camps {
            let many = 1 + self.chance.below(if size > 12 { 3 } else { 1 });
            let kinds = [Kind::Government, Kind::Military, Kind::ArmedGroup, Kind::Legislature];
            let own: Vec<usize> =
                (0..many).map(|i| self.actor(kinds[(camp + i) % 4], Some(camp))).collect();
            for pair in own.windows(2) {
                self.surely(pair[0], "allied_with", pair[1]);
            }
            parties.push(own);
        }
        for a in 0..camps {
            for b in a + 1..camps {
                let relation = *self.chance.of(&FIGHTING);
                self.surely(parties[a][0], relation, parties[b][0]);
                if let (Some(x), Some(y)) = (parties[a].get(1), parties[b].last()) {
                    let (x, y) = (*x, *y);
                    let relation = *self.chance.of(&FIGHTING);
                    self.tie(x, relation, y);
                }
            }
        }
        while self.actors.len() < size {
            let camp = self.chance.below(camps);
            let core = *self.chance.of(&parties[camp]);
            match self.chance.below(12) {
                0..=3 => self.backer(core, camp),
                4 => self.officer(core, camp),
                5 => self.commander(core, camp),
                6 => self.leaned_on(core, camp),
                7 | 8 => self.dealer(&parties),
                9 => self.enemy(core, camp),
                10 => self.bystander(core),
                _ => self.backer_with_officer(core, camp),
            }
        }
        let more = if dense { 3 * size } else { size / 2 };
        self.noise(more);
    }

    fn backer(&mut self, core: usize, camp: usize) {
        let kinds = [
            Kind::State,
            Kind::State,
            Kind::State,
            Kind::Company,
            Kind::Organisation,
            Kind::Coalition,
        ];
        let kind = *self.chance.of(&kinds);
        let backer = self.actor(kind, Some(camp));
        for _ in 0..1 + self.chance.below(3) {
            let relation = *self.chance.of(&BACKING);
            self.tie(backer, relation, core);
        }
    }

    fn backer_with_officer(&mut self, core: usize, camp: usize) {
        self.backer(core, camp);
        let state = self.actors.len() - 1;
        let kind = *self.chance.of(&[Kind::Person, Kind::Agency, Kind::Unit]);
        let officer = self.actor(kind, Some(camp));
        let how = match kind {
            Kind::Person => *self.chance.of(&["holds_office_in", "speaks_for", "acts_for"]),
            _ => "part_of",
        };
        self.surely(officer, how, state);
        let relation = *self.chance.of(&["meets", "arms", "backs", "visits", "praises"]);
        self.tie(officer, relation, core);
    }

    fn officer(&mut self, core: usize, camp: usize) {
        let officer = self.actor(Kind::Person, Some(camp));
        let how = *self.chance.of(&["holds_office_in", "leads", "commands", "member_of"]);
        self.surely(officer, how, core);
        let other = self.chance.below(self.actors.len());
        let relation = *self.chance.of(&DEALING);
        self.tie(officer, relation, other);
    }

    fn commander(&mut self, core: usize, camp: usize) {
        let force = self.actor(Kind::ArmedGroup, Some(camp));
        let commander = self.actor(Kind::Person, Some(camp));
        self.surely(commander, "commands", force);
        let how = *self.chance.of(&["allied_with", "part_of", "loyal_to", "fights_alongside"]);
        self.tie(force, how, core);
    }

    fn leaned_on(&mut self, core: usize, camp: usize) {
        let kind = *self.chance.of(&[Kind::Collective, Kind::ArmedGroup, Kind::Unit]);
        let base = self.actor(kind, Some(camp));
        let relation = *self.chance.of(&["relies_on", "commands", "dominates", "funds", "arms"]);
        self.tie(core, relation, base);
    }

    /// Who deals with several camps, and belongs to none.
    fn dealer(&mut self, parties: &[Vec<usize>]) {
        let kind = *self.chance.of(&[Kind::State, Kind::Organisation, Kind::Person]);
        let dealer = self.actor(kind, None);
        for own in parties {
            let core = *self.chance.of(own);
            let relation = *self.chance.of(&DEALING);
            self.tie(dealer, relation, core);
        }
    }

    fn enemy(&mut self, core: usize, camp: usize) {
        let kind = *self.chance.of(&[Kind::State, Kind::ArmedGroup, Kind::Collective]);
        let enemy = self.actor(kind, Some(camp + 1));
        let relation = *self.chance.of(&FIGHTING);
        self.tie(enemy, relation, core);
    }

    /// A paper or a town, which are not parties; or people named after somebody.
    fn bystander(&mut self, core: usize) {
        match self.chance.below(3) {
            0 => {
                let paper = self.actor(Kind::Media, None);
                self.tie(paper, "backs", core);
            }
            1 => {
                let town = self.actor(Kind::Place, None);
                self.tie(core, "controls", town);
            }
            _ => {
                let people = self.actor(Kind::Collective, None);
                let foes = self.chance.below(2) == 0;
                let name = self.actors[core].name.clone();
                self.actors[people].name =
                    format!("{name}’s {}", if foes { "opponents" } else { "allies" });
                self.tie(people, if foes { "opposes" } else { "backs" }, core);
            }
        }
    }

    /// Ties of all sorts between anybody.
    fn noise(&mut self, count: usize) {
        for _ in 0..count {
            let (from, to) =
                (self.chance.below(self.actors.len()), self.chance.below(self.actors.len()));
            let place = |i: usize| self.actors[i].kind == Kind::Place;
            if place(from) || place(to) {
                continue;
            }
            let same = self.actors[from].camp == self.actors[to].camp;
            let relation = match (self.chance.below(5), same) {
                (0, _) => *self.chance.of(&DEALING),
                (1, _) => *self.chance.of(&FRIENDLY),
                (2, true) | (3, true) => *self.chance.of(&BACKING),
                (2, false) | (3, false) => *self.chance.of(&FIGHTING),
                _ => *self.chance.of(&["backs", "opposes", "meets", "accuses", "relies_on"]),
            };
            self.tie(from, relation, to);
        }
    }

    /// Nobody fights and nobody backs: only dealings.
    pub(super) fn dealings(&mut self, size: usize) {
        for _ in 0..size {
            let kind =
                *self.chance.of(&[Kind::State, Kind::Organisation, Kind::Company, Kind::Person]);
            self.actor(kind, None);
        }
        for i in 1..size {
            let relation = *self.chance.of(&DEALING);
            let other = self.chance.below(i);
            self.tie(i, relation, other);
            self.surely(i, "engages", other);
        }
    }

    /// Each backs the next.
    pub(super) fn chain(&mut self, size: usize) {
        for i in 0..size {
            let kind = *self.chance.of(&[Kind::State, Kind::ArmedGroup, Kind::Government]);
            self.actor(kind, Some(0));
            if i > 0 {
                let relation = *self.chance.of(&BACKING);
                self.surely(i - 1, relation, i);
            }
        }
    }

    /// All back one.
    pub(super) fn star(&mut self, size: usize) {
        self.actor(Kind::Government, Some(0));
        while self.actors.len() < size {
            self.backer(0, 0);
        }
    }
}
