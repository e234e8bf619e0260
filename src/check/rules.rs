//! The only table of rules. A new rule is a file here, a code in `diagnostic`, and two lines
//! below; a test compares the table with the codes.

use super::rule::Rule;

mod alias_collision;
mod author_speaks;
mod bad_date;
mod bad_within;
mod contradiction;
mod control_character;
mod duplicate_claim;
mod duplicate_key;
mod future_fact;
mod hedged_fact;
mod include_cycle;
mod include_missing;
mod inverted_period;
mod ledger_behind;
mod ledger_unsigned;
mod missing_attribution;
mod missing_field;
mod negated_fact;
mod original_changed;
mod place_acts;
mod quote_ambiguous;
mod quote_not_found;
mod quote_not_proved;
mod quote_reused;
mod quote_too_long;
mod quote_too_short;
mod self_relation;
mod source_changed;
mod source_missing;
mod source_overquoted;
mod syntax;
mod tautology;
mod text_too_long;
mod too_many_claims;
mod uncited_source;
mod undated_source;
mod unknown_actor;
mod unknown_field;
mod unknown_relation;
mod unknown_source;
mod unknown_value;
mod unnamed_actor;
mod unused_actor;
mod vocabulary_conflict;
mod wide_elision;
mod wrong_citation;
mod wrong_type;

/// Every rule, in the order of [`crate::diagnostic::Code`].
pub(super) const ALL: &[Rule] = &[
    syntax::RULE,
    unknown_field::RULE,
    missing_field::RULE,
    wrong_type::RULE,
    unknown_value::RULE,
    control_character::RULE,
    text_too_long::RULE,
    duplicate_key::RULE,
    include_missing::RULE,
    include_cycle::RULE,
    vocabulary_conflict::RULE,
    alias_collision::RULE,
    bad_within::RULE,
    unknown_actor::RULE,
    unknown_relation::RULE,
    unknown_source::RULE,
    duplicate_claim::RULE,
    self_relation::RULE,
    too_many_claims::RULE,
    wrong_citation::RULE,
    bad_date::RULE,
    inverted_period::RULE,
    missing_attribution::RULE,
    quote_too_short::RULE,
    quote_too_long::RULE,
    quote_not_found::RULE,
    quote_not_proved::RULE,
    source_changed::RULE,
    source_missing::RULE,
    ledger_unsigned::RULE,
    hedged_fact::RULE,
    negated_fact::RULE,
    wide_elision::RULE,
    tautology::RULE,
    place_acts::RULE,
    author_speaks::RULE,
    unnamed_actor::RULE,
    future_fact::RULE,
    quote_ambiguous::RULE,
    quote_reused::RULE,
    unused_actor::RULE,
    uncited_source::RULE,
    undated_source::RULE,
    source_overquoted::RULE,
    ledger_behind::RULE,
    original_changed::RULE,
    contradiction::RULE,
];
