//! An invented war: five to sixty actors in two camps, three, one or none, a chain or a star, with all
//! that makes pictures hard.
//!
//! Takes a seed, gives the annotation file and its sources, as an analyst would have written them:
//! dealers between the camps, officers and their offices, commanders and their forces, ties that
//! began, ended, are alleged, denied, planned or long past, names in several scripts and of any
//! length. Equal seeds give equal wars.

use std::fmt::Write as _;

use whobacks::evidence::{Card, Ledger, Quote, Text, propose};
use whobacks::model::Kind;

use crate::chance::Chance;

/// The dates of which the pictures of a war are.
pub(crate) const DATES: [&str; 2] = ["2017", "2025"];

/// A war, made of a number.
pub(crate) struct War {
    /// How its parties stand to each other.
    pub(crate) shape: Shape,
    /// The annotation file.
    pub(crate) annotation: String,
    pub(crate) sources: Vec<Sourced>,
}

/// A source, and what it says.
pub(crate) struct Sourced {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) card: Card,
    pub(crate) ledger: String,
}

/// How the parties of a war stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Two,
    Three,
    One,
    None,
    Chain,
    Star,
    Dense,
    Several,
}

const SHAPES: [Shape; 8] = [
    Shape::Two,
    Shape::Three,
    Shape::One,
    Shape::Dense,
    Shape::Chain,
    Shape::Several,
    Shape::Star,
    Shape::None,
];

struct Actor {
    id: String,
    name: String,
    short: String,
    kind: Kind,
    /// The camp to whose local parties it belongs, or which it backs.
    camp: Option<usize>,
}

struct Claim {
    source: usize,
    from: usize,
    relation: &'static str,
    to: usize,
    fields: String,
}

/// A war as it is being made.
struct Making {
    chance: Chance,
    actors: Vec<Actor>,
    claims: Vec<Claim>,
}

impl War {
    /// The war of a number.
    pub(crate) fn of(seed: u64) -> War {
        let shape = SHAPES[seed as usize % SHAPES.len()];
        let mut making =
            Making { chance: Chance::new(seed, 9), actors: Vec::new(), claims: Vec::new() };
        let size = 5 + making.chance.below(56);
        match shape {
            Shape::Two | Shape::Dense => making.camps(2, size, shape == Shape::Dense),
            Shape::Three => making.camps(3, size, false),
            Shape::Several => making.camps(4, size, false),
            Shape::One => making.camps(1, size, false),
            Shape::None => making.dealings(size),
            Shape::Chain => making.chain(size.min(14)),
            Shape::Star => making.star(size.min(24)),
        }
        let Making { mut chance, actors, claims } = making;
        let sources: Vec<Sourced> =
            (0..PUBLISHED.len()).map(|n| sourced(n, &actors, &claims)).collect();
        let annotation = annotation(seed, &mut chance, &actors, &claims);
        War { shape, annotation, sources }
    }
}

const PUBLISHED: [&str; 3] = ["2016-11-30", "2018-01-15", "2025-05-10"];

const BACKING: [&str; 10] = [
    "backs",
    "arms",
    "politically_supports",
    "trains",
    "funds",
    "deploys_troops_for",
    "supplies",
    "shares_intelligence_with",
    "recruits_for",
    "strikes_for",
];
const FIGHTING: [&str; 6] = ["fights", "opposes", "attacks", "rivals", "besieges", "threatens"];
const DEALING: [&str; 6] =
    ["engages", "meets", "visits", "negotiates_with", "seeks_partnership_with", "trades_with"];
const FRIENDLY: [&str; 6] =
    ["allied_with", "cooperates_with", "has_ties_with", "praises", "trains_with", "loyal_to"];

impl Making {
    fn actor(&mut self, kind: Kind, camp: Option<usize>) -> usize {
        let i = self.actors.len();
        let (name, short) = name(i, kind, &mut self.chance);
        self.actors.push(Actor {
            id: format!("{}-{i}", kind.word().replace('_', "-")),
            name,
            short,
            kind,
            camp,
        });
        i
    }

    /// A claim or two of one relation between two actors.
    fn tie(&mut self, from: usize, relation: &'static str, to: usize) {
        if from == to {
            return;
        }
        for _ in 0..1 + usize::from(self.chance.below(4) == 0) {
            let source = self.chance.below(PUBLISHED.len());
            let fields = self.fields(source);
            self.claims.push(Claim { source, from, relation, to, fields });
        }
    }

    /// A tie that nobody doubts, told by all sources.
    fn surely(&mut self, from: usize, relation: &'static str, to: usize) {
        for source in 0..PUBLISHED.len() {
            self.claims.push(Claim { source, from, relation, to, fields: String::new() });
        }
    }

    /// What a claim has beside its ends: a date, a manner, a speaker.
    fn fields(&mut self, source: usize) -> String {
        let mut fields = String::new();
        let year = PUBLISHED[source][..4].parse::<usize>().unwrap_or(2016);
        let (month, day) = (1 + self.chance.below(12), 1 + self.chance.below(28));
        let back = self.chance.below(4);
        let when = match self.chance.below(8) {
            0 => format!("{}", year - back),
            1 => format!("{}-{month:02}", year - 1),
            2 => format!("{}-{month:02}-{day:02}", year - 1),
            3 => format!("{}/..", year - back),
            4 => format!("{}/{}", year - back - 1, year - back),
            _ => String::new(),
        };
        if !when.is_empty() {
            let _ = write!(fields, ", when: \"{when}\"");
        }
        let speaker = match self.chance.below(4) {
            0 => "unnamed".to_owned(),
            1 => "Reuters".to_owned(),
            _ => self.actors[self.chance.below(self.actors.len())].id.clone(),
        };
        let (manner, spoken) = match self.chance.below(24) {
            0 | 1 => ("reported", true),
            2 | 3 => ("assessed", false),
            4 | 5 => ("alleged", true),
            6 => ("planned", false),
            7 => ("denied", true),
            8 => ("considered", false),
            _ => ("", false),
        };
        if !manner.is_empty() {
            let _ = write!(fields, ", modality: {manner}");
        }
        if spoken {
            let _ = write!(fields, ", said_by: \"{speaker}\"");
        }
        match self.chance.below(12) {
            0 if manner.is_empty() => fields.push_str(", status: ended"),
            1 if manner.is_empty() => fields.push_str(", status: begun"),
            _ => {}
        }
        fields
    }

    /// Camps that fight each other, each with its parties, backers and people it leans on.
    fn camps(&mut self, camps: usize, size: usize, dense: bool) {
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

    /// A paper or a town, which are no parties; or people named after somebody.
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
    fn dealings(&mut self, size: usize) {
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
    fn chain(&mut self, size: usize) {
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
    fn star(&mut self, size: usize) {
        self.actor(Kind::Government, Some(0));
        while self.actors.len() < size {
            self.backer(0, 0);
        }
    }
}

/// A name that is like those of its kind, and a short one.
fn name(i: usize, kind: Kind, chance: &mut Chance) -> (String, String) {
    const PLAIN: [&str; 20] = [
        "Aland", "Borovia", "Cador", "Dumar", "Estra", "Farside", "Gulmar", "Hesper", "Isola",
        "Jorvik", "Kesh", "Lorn", "Moravar", "Nimbus", "Ostrava", "Pell", "Quell", "Rhodar",
        "Sund", "Tamar",
    ];
    const OTHER: [(&str, &str); 10] = [
        ("القوات المسلحة العربية", "القوات المسلحة"),
        ("مجلس النواب", "النواب"),
        ("حكومة الوحدة الوطنية", "الوحدة"),
        ("联合国安全理事会", "安理会"),
        ("人民解放军海军陆战队", "海军"),
        ("Федеральная служба безопасности", "ФСБ"),
        ("Österreichisch-Ungarische Militärverwaltung", "ÖUM"),
        ("Donaudampfschifffahrtsgesellschaft", "DDSG"),
        ("Popular Front for the Liberation of the Eastern Provinces and Islands", "PFLEPI"),
        ("Joint Inter-Agency Task Force for Maritime Security Cooperation", "JIATF"),
    ];
    let number = if i < PLAIN.len() { String::new() } else { format!(" {}", i / PLAIN.len() + 1) };
    if chance.below(5) == 0 {
        let (name, short) = OTHER[i % OTHER.len()];
        let number = if i < OTHER.len() { String::new() } else { format!(" {i}") };
        return (format!("{name}{number}"), format!("{short}{number}"));
    }
    let stem = PLAIN[i % PLAIN.len()];
    let name = match kind {
        Kind::State | Kind::Place => stem.to_owned(),
        Kind::Person => {
            format!("{} {stem}", chance.of(&["General", "Omar", "Field Marshal", "Ana"]))
        }
        Kind::Government => {
            format!("{stem} {}", chance.of(&["Cabinet", "Government of National Accord"]))
        }
        Kind::Legislature => {
            format!("{stem} {}", chance.of(&["Assembly", "House of Representatives"]))
        }
        Kind::Military => format!("{stem} {}", chance.of(&["Army", "Arab Armed Forces", "Navy"])),
        Kind::ArmedGroup => {
            format!("{stem} {}", chance.of(&["Front", "Revolutionary Brigades", "Militia"]))
        }
        Kind::Collective => {
            format!("{} of {stem}", chance.of(&["militias", "Islamist armed groups", "tribes"]))
        }
        Kind::Media => format!("The {stem} Daily"),
        Kind::Coalition => format!("{stem} Pact"),
        Kind::Company => format!("{stem} {}", chance.of(&["Oil", "Private Military Company"])),
        _ => format!("{stem} {}", chance.of(&["Bureau", "Agency for External Affairs", "Council"])),
    };
    (format!("{name}{number}"), format!("{stem}{number}"))
}

/// A source with what it says of the claims that it makes.
fn sourced(n: usize, actors: &[Actor], claims: &[Claim]) -> Sourced {
    let id = format!("report-{n}");
    let mut text = format!("Report {n} on the war\n\n");
    let own: Vec<(usize, &Claim)> =
        claims.iter().enumerate().filter(|(_, c)| c.source == n).collect();
    for (i, claim) in &own {
        let _ =
            writeln!(text, "Witnesses told us that {} when they fled.", quote(*i, actors, claim));
    }
    let read = Text::new(&text, false);
    let mut card = propose(&format!("{id}.txt"), &read).card;
    card.title = format!("Report {n} on the war");
    card.authors =
        [["Ana Writer"], ["B. Reporter"], ["Chidi Analyst"]][n].map(str::to_owned).to_vec();
    card.publisher = (n == 2).then(|| "The Institute".to_owned());
    card.published = PUBLISHED[n].parse().ok();
    let quotes: Vec<Quote> = own.iter().map(|(i, c)| Quote::parse(&quote(*i, actors, c))).collect();
    let ledger = Ledger::build(id.parse().expect("a number makes an id"), &read, &quotes).write();
    Sourced { id, text, card, ledger }
}

/// The words of a claim: from six to fourteen, another for each.
fn quote(i: usize, actors: &[Actor], claim: &Claim) -> String {
    let more = ["", " by road and by sea", " as all know"][i % 3];
    let verb = claim.relation.replace('_', " ");
    format!("{} {verb} {} in case {i}{more}", actors[claim.from].short, actors[claim.to].short)
}

fn annotation(seed: u64, chance: &mut Chance, actors: &[Actor], claims: &[Claim]) -> String {
    let mut out = format!(
        "// made by examples/wars: seed {seed}\n(\n    title: \"War {seed}, 2014–2025\",\n"
    );
    if chance.below(3) == 0 {
        out.push_str("    sides: {\n");
        for camp in 0..3 {
            let local = |a: &&Actor| {
                a.camp == Some(camp)
                    && matches!(
                        a.kind,
                        Kind::Government | Kind::Military | Kind::ArmedGroup | Kind::Legislature
                    )
            };
            let own: Vec<String> =
                actors.iter().filter(local).take(2).map(|a| format!("\"{}\"", a.id)).collect();
            if !own.is_empty() {
                let _ = writeln!(
                    out,
                    "        \"{} side\": [{}],",
                    ["Eastern", "Western", "Southern"][camp],
                    own.join(", ")
                );
            }
        }
        out.push_str("    },\n");
    }
    if chance.below(2) == 0 {
        let _ = writeln!(out, "    slices: [\"{}\"],", DATES.join("\", \""));
    }
    out.push_str("    actors: {\n");
    for actor in actors {
        let short = if actor.short == actor.name {
            String::new()
        } else {
            format!(", short: \"{}\"", actor.short)
        };
        let _ = writeln!(
            out,
            "        \"{}\": (name: \"{}\", kind: {}{short}),",
            actor.id,
            actor.name,
            actor.kind.word()
        );
    }
    out.push_str("    },\n    claims: {\n");
    for n in 0..PUBLISHED.len() {
        let _ = writeln!(out, "        \"report-{n}\": [");
        for (i, claim) in claims.iter().enumerate().filter(|(_, c)| c.source == n) {
            let (from, to) = (&actors[claim.from].id, &actors[claim.to].id);
            let _ = writeln!(
                out,
                "            (from: \"{from}\", relation: \"{}\", to: \"{to}\"{}, quote: \"{}\"),",
                claim.relation,
                claim.fields,
                quote(i, actors, claim)
            );
        }
        out.push_str("        ],\n");
    }
    out.push_str("    },\n)\n");
    out
}
