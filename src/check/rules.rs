//! The one table of rules. A new rule is a file here, a code in `diagnostic`, and a line below.

use super::rule::Rule;

macro_rules! rules {
    ($($name:ident)*) => {
        $(mod $name;)*

        /// Every rule, in the order of [`crate::diagnostic::Code`].
        pub(super) const ALL: &[Rule] = &[$($name::RULE),*];
    };
}

rules! {
    syntax
    unknown_field
    missing_field
    wrong_type
    unknown_value
    duplicate_key
    include_missing
    include_cycle
    vocabulary_conflict
    alias_collision
    unknown_actor
    unknown_relation
    unknown_source
    duplicate_claim
    self_relation
    wrong_citation
    bad_date
    inverted_period
    missing_attribution
    quote_too_short
    quote_too_long
    quote_not_found
    quote_not_proved
    source_changed
    source_missing
    hedged_fact
    unnamed_actor
    future_fact
    quote_ambiguous
    quote_reused
    unused_actor
    uncited_source
    source_overquoted
    ledger_behind
}
