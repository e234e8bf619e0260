//! The direction of a row, whether it is denied or alleged, and names that are not what they seem.
//!
//! Takes the cells for that, in whatever words; gives what they mean. An unknown word is never
//! taken for the ordinary case: such a row is left out, or is alleged.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "counts and numbers of rows and columns, of which there are fewer than bytes in memory"
)]

use super::super::plan::{End, Plan};
use super::super::roles::{Role, Roles};
use super::super::table::{Direction, Row};
use super::Claims;
use super::facts::Facts;
use crate::model::Modality;

/// Which of the ends of a row acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The first.
    Forth,
    /// The second.
    Back,
    /// Each on the other.
    Both,
    /// Nobody knows, or neither.
    None,
}

impl Way {
    /// For each claim of a pair, whether its ends change places.
    pub(super) fn turns(self, symmetric: bool) -> &'static [bool] {
        match self {
            _ if symmetric => &[false],
            Way::Forth | Way::None => &[false],
            Way::Back => &[true],
            Way::Both => &[false, true],
        }
    }

    fn of(word: &str) -> Option<Way> {
        let word = word.trim().to_lowercase();
        Some(match word.trim_matches('"') {
            "directed" | "forward" | "forwards" | "->" | "-->" | "=>" | "→" | ">" => Way::Forth,
            "backward" | "backwards" | "reverse" | "reversed" | "<-" | "<--" | "<=" | "←" | "<" => {
                Way::Back
            }
            "mutual" | "both" | "bidirectional" | "two-way" | "reciprocal" | "<->" | "<-->"
            | "↔" | "<>" => Way::Both,
            "undirected" | "none" | "--" | "—" | "–" => Way::None,
            word => match yes(word)? {
                true => Way::Forth,
                false => Way::None,
            },
        })
    }
}

/// What a cell that is one of two says.
fn yes(word: &str) -> Option<bool> {
    match word.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "1.0" | "x" | "ja" | "oui" | "si" | "sí" | "да" => {
            Some(true)
        }
        "false" | "no" | "n" | "0" | "0.0" | "nein" | "non" | "нет" => Some(false),
        _ => None,
    }
}

impl Claims<'_> {
    /// Which way a row goes; none where it says so in a word that is not known, which is reported.
    pub(super) fn way(&mut self, row: &Row<'_>, plan: &Plan) -> Option<Way> {
        let column = plan.roles.as_ref().and_then(|roles| roles.get(Role::Way));
        let Some(word) =
            column.and_then(|at| row.get(at)).filter(|word| self.says(word) || *word == "-")
        else {
            return Some(match row.direction() {
                Direction::Undirected => Way::None,
                Direction::Directed | Direction::Unsaid => Way::Forth,
            });
        };
        let way = if word == "-" { Some(Way::None) } else { Way::of(word) };
        if way.is_none() {
            let what = format!(
                "`{word}` does not tell which way it goes (->, <-, both, undirected); left out; \
                 --read with `=note` keeps that column as a note"
            );
            self.problem(row, what);
        }
        way
    }

    /// What columns say of whether it is so.
    pub(super) fn doubt(&mut self, row: &Row<'_>, roles: &Roles, facts: &mut Facts) {
        for role in [Role::Sure, Role::Doubted, Role::Negated] {
            let Some(column) = roles.get(role) else { continue };
            let word = row.get(column).filter(|word| self.says(word));
            let said = word.map(yes);
            let how = match (role, said) {
                // Where some are sure, what is not said to be is not.
                (Role::Sure, None | Some(Some(false))) | (Role::Doubted, Some(Some(true))) => {
                    Modality::Alleged
                }
                (Role::Negated, Some(Some(true))) => Modality::Denied,
                (_, None | Some(Some(_))) => continue,
                (_, Some(None)) => {
                    let word = word.unwrap_or_default();
                    facts.notes.push(format!("{}: {word}", role.name()));
                    self.problem(
                        row,
                        format!(
                            "`{word}` is neither yes nor no ({}); taken as alleged",
                            role.told()
                        ),
                    );
                    Modality::Alleged
                }
            };
            if facts.modality == Modality::Factual || how == Modality::Denied {
                facts.modality = how;
            }
        }
    }

    /// Counts names that may be several, and reports those that a spreadsheet has rounded.
    pub(super) fn odd(&mut self, row: &Row<'_>, end: &End, name: &str) {
        if is_rounded(name) {
            let what = format!(
                "`{name}` is a number as spreadsheets round it, so that several ids may have become one; taken as it is"
            );
            self.problem(row, what);
        }
        if end.split.is_none()
            && [", ", "; "].iter().any(|sign| name.contains(sign))
            && !self.actors.knows(name)
        {
            self.with_comma.0 += 1;
            self.with_comma.1.get_or_insert_with(|| name.to_owned());
        }
    }
}

/// Whether a name is a number such as `9.00719925474099E+15`.
fn is_rounded(name: &str) -> bool {
    let Some((digits, power)) = name.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix('+').unwrap_or(power);
    name.starts_with(|c: char| c.is_ascii_digit())
        && digits.parse::<f64>().is_ok()
        && power.len() <= 3
        && power.parse::<u32>().is_ok_and(|power| power >= 5)
        && digits.contains('.')
}

/// Columns in the notes that grade how sure a row is: all rows count the same, which is to be said.
pub(in crate::import) fn graded(plan: &Plan) -> Option<String> {
    const GRADES: &[&str] = &[
        "confidence",
        "certainty",
        "probability",
        "likelihood",
        "reliability",
        "credibility",
        "confidencelevel",
        "confidencescore",
        "prob",
    ];
    let is_grade = |heading: &str| GRADES.contains(&super::super::table::fold(heading).as_str());
    let names: Vec<String> = plan
        .kept
        .iter()
        .filter(|(_, name)| is_grade(name))
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "{} may grade how sure a row is: it stands in the notes, and all rows count as they would without it",
            names.join(", ")
        )
    })
}
