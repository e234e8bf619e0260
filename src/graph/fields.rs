//! The one table of a claim's fields: their names in files, what they take, what they mean, and how to read them from
//! a claim.
//!
//! The columns of the flat formats, the differences of two versions, what an import reads and the tables in
//! README and `docs/format.md` are made from this list; tests compare the typed shapes (annotation files, JSON,
//! RDF) with it. Must not know how any format writes a value.

use std::borrow::Cow;

use super::ClaimRef;
use crate::model::{Actor, ActorIx, Party};

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldShape {
    /// The id of an actor, `"?"`, or a list of them.
    Ends,
    /// The name of a relation.
    Relation,
    /// Words.
    Text,
    /// Words, or a number.
    Quantity,
    /// A whole number from 1.
    Number,
    /// A date or a period (EDTF).
    Date,
    /// One of a few bare words.
    Word,
    /// The id of an actor, or a list of them.
    Actors,
    /// The id of an actor, a name, or `"unnamed"`.
    Party,
    /// The same, or a list of them.
    Parties,
    /// Codes of warnings, in a list.
    Codes,
}

impl FieldShape {
    /// What it takes, for people who write files.
    pub fn describe(self) -> &'static str {
        match self {
            FieldShape::Ends => "an actor's id or `\"?\"`, or a list",
            FieldShape::Relation => "a relation's name",
            FieldShape::Text => "text",
            FieldShape::Quantity => "text or a number",
            FieldShape::Number => "a whole number",
            FieldShape::Date => "a date",
            FieldShape::Word => "a bare word",
            FieldShape::Actors => "an actor's id, or a list",
            FieldShape::Party => "an actor's id, a name or `\"unnamed\"`",
            FieldShape::Parties => "an actor's id, a name or `\"unnamed\"`, or a list",
            FieldShape::Codes => "a list of codes",
        }
    }

    /// Whether a list can stand there.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            FieldShape::Ends | FieldShape::Actors | FieldShape::Parties | FieldShape::Codes
        )
    }
}

/// What stands in a field of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldValue<'g> {
    /// Text, a word, a date.
    Text(Cow<'g, str>),
    /// A number.
    Number(u32),
    /// Ids of actors, names, codes; never empty.
    List(Vec<&'g str>),
}

impl FieldValue<'_> {
    /// The value as one text, with a separator between the items of a list.
    pub fn joined(&self, separator: &str) -> String {
        match self {
            FieldValue::Text(text) => text.to_string(),
            FieldValue::Number(number) => number.to_string(),
            FieldValue::List(items) => items.join(separator),
        }
    }
}

type Read = for<'g> fn(&ClaimRef<'g>, &'g [Actor]) -> Option<FieldValue<'g>>;

/// A field of a claim.
pub struct Field {
    /// Its name in files, columns and JSON; in JSON's edges `from` and `to` are called source and target.
    pub name: &'static str,
    /// What it takes.
    pub shape: FieldShape,
    /// What it means, for people who write files. Markdown.
    pub meaning: &'static str,
    read: Read,
}

impl Field {
    /// The value of the field; `None` if it is empty. Actors are those of the claim's graph.
    pub fn value<'g>(&self, at: &ClaimRef<'g>, actors: &'g [Actor]) -> Option<FieldValue<'g>> {
        (self.read)(at, actors)
    }
}

/// The field of that name.
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

fn text(text: Option<&str>) -> Option<FieldValue<'_>> {
    text.map(|text| FieldValue::Text(text.into()))
}

fn written(value: Option<impl ToString>) -> Option<FieldValue<'static>> {
    value.map(|value| FieldValue::Text(value.to_string().into()))
}

fn list(items: Vec<&str>) -> Option<FieldValue<'_>> {
    (!items.is_empty()).then_some(FieldValue::List(items))
}

/// A party, as it is written in files: the id of an actor, a name, or `unnamed`.
pub fn party<'g>(party: &'g Party, actors: &'g [Actor]) -> &'g str {
    match party {
        Party::Actor(ix) => id(*ix, actors),
        Party::Named(name) => name,
        Party::Unnamed => "unnamed",
    }
}

fn id(ix: ActorIx, actors: &[Actor]) -> &str {
    actors[ix.index()].id.as_str()
}

fn parties<'g>(list: &'g [Party], actors: &'g [Actor]) -> Option<FieldValue<'g>> {
    self::list(list.iter().map(|one| party(one, actors)).collect())
}

const fn row(name: &'static str, shape: FieldShape, meaning: &'static str, read: Read) -> Field {
    Field { name, shape, meaning, read }
}

/// Every field of a claim, in the order in which files have them.
pub static FIELDS: [Field; 22] = [
    row(
        "from",
        FieldShape::Ends,
        "who acts; required. A list makes one claim for each pair of `from` and `to`",
        |at, _| text(Some(at.own_from.id.as_str())),
    ),
    row(
        "relation",
        FieldShape::Relation,
        "which relation; required. `whobacks relations` lists them all",
        |at, _| text(Some(&at.relation.id)),
    ),
    row(
        "to",
        FieldShape::Ends,
        "who is acted on; required. A list makes one claim for each pair of `from` and `to`",
        |at, _| text(Some(at.own_to.id.as_str())),
    ),
    row(
        "quote",
        FieldShape::Text,
        "the 3 to 15 words that show it, exactly as they stand in the text; required unless \
         the source is a data set",
        |at, _| text(at.claim.citation.quoted().map(|quoted| &*quoted.quote)),
    ),
    row(
        "record",
        FieldShape::Text,
        "the row or number that shows it; required where the source is a data set",
        |at, _| text(at.claim.citation.record()),
    ),
    row(
        "paragraph",
        FieldShape::Number,
        "the number of the paragraph, where the quote stands in several",
        |at, _| at.claim.citation.quoted().map(|quoted| FieldValue::Number(quoted.paragraph)),
    ),
    row(
        "when",
        FieldShape::Date,
        "when it held or happened: `2017-07`, `2014/2016`, `2022/..`, `2016-02~` (EDTF)",
        |at, _| written(at.claim.when),
    ),
    row(
        "modality",
        FieldShape::Word,
        "how the source puts it: `factual` (default), `reported`, `assessed`, `alleged`, `planned`, \
         `considered`, `recommended`, `hypothetical`, `denied`",
        |at, _| text(Some(at.claim.modality.word())),
    ),
    row(
        "status",
        FieldShape::Word,
        "whether the tie goes on, according to the source: `unknown` (default), `ongoing`, `begun`, `ended`",
        |at, _| text(Some(at.claim.status.word())),
    ),
    row(
        "said_by",
        FieldShape::Parties,
        "who says so, where it is not the author; a list means that each of them says so. \
         Required for `reported` and `alleged`; a denial without it is the author's own",
        |at, actors| parties(&at.claim.details().said_by, actors),
    ),
    row(
        "cited_by",
        FieldShape::Parties,
        "who passed it on to the source: a chain that begins with the one nearest to the speaker",
        |at, actors| parties(&at.claim.details().cited_by, actors),
    ),
    row("against", FieldShape::Actors, "at whom the support is aimed", |at, actors| {
        list(at.claim.details().against.iter().map(|ix| id(*ix, actors)).collect())
    }),
    row(
        "through",
        FieldShape::Parties,
        "the actor or place by way of which it happens: arms through Chad",
        |at, actors| parties(&at.claim.details().through, actors),
    ),
    row("what", FieldShape::Text, "what is given or done: “air defences”", |at, _| {
        text(at.claim.details().what.as_deref())
    }),
    row(
        "amount",
        FieldShape::Quantity,
        "how much, with its unit, as the text has it: `\"$1m\"`, `\"~2,000 tons\"`",
        |at, _| text(at.claim.details().amount.as_deref()),
    ),
    row("count", FieldShape::Quantity, "how many: `300`, `\"300–500\"`", |at, _| {
        text(at.claim.details().count.as_deref())
    }),
    row(
        "intended",
        FieldShape::Date,
        "the date for which something is planned; `when` is then the date on which the plan was made",
        |at, _| written(at.claim.details().intended),
    ),
    row("place", FieldShape::Party, "where it happened", |at, actors| {
        text(at.claim.details().place.as_ref().map(|place| party(place, actors)))
    }),
    row("dated", FieldShape::Text, "how the date was worked out", |at, _| {
        text(at.claim.details().dated.as_deref())
    }),
    row("translation", FieldShape::Text, "the quote in your language", |at, _| {
        text(at.claim.details().translation.as_deref())
    }),
    row("note", FieldShape::Text, "a remark", |at, _| text(at.claim.details().note.as_deref())),
    row(
        "accept",
        FieldShape::Codes,
        "codes of the warnings that you have looked at and accept; say why in `note`",
        |at, _| list(at.claim.details().accept.iter().map(|code| &**code).collect()),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Details};

    /// The fields of a struct; one that is not named here does not compile.
    macro_rules! fields_of {
        ($of:ident { $($name:ident),* $(,)? }) => {{
            fn _all($of { $($name: _),* }: $of) {}
            [$(stringify!($name)),*]
        }};
    }

    #[test]
    fn what_a_claim_has_is_in_the_table() {
        let of_claim = fields_of!(Claim {
            id,
            source,
            from,
            relation,
            to,
            modality,
            status,
            when,
            citation,
            more
        });
        let details = fields_of!(Details {
            said_by,
            cited_by,
            against,
            through,
            what,
            intended,
            place,
            count,
            amount,
            dated,
            translation,
            note,
            accept
        });
        // The id follows from the rest, the source is the key under which a claim stands.
        let apart = ["id", "source", "citation", "more"];
        let names = of_claim.into_iter().filter(|name| !apart.contains(name)).chain(details);
        let mut names: Vec<&str> = names.chain(["quote", "record", "paragraph"]).collect();
        let mut table: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
        names.sort_unstable();
        table.sort_unstable();
        assert_eq!(names, table);
    }
}
