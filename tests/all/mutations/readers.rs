//! What holds of every reader, whatever it is given; the fuzz targets run the same functions.

pub(super) mod annotation;
pub(super) mod card;
pub(super) mod date;
pub(super) mod edit;
pub(super) mod evidence;
pub(super) mod import;
pub(super) mod intake;
pub(super) mod ledger;
pub(super) mod pattern;
pub(super) mod question;
pub(super) mod requests;
pub(super) mod signature;
pub(super) mod small;
pub(super) mod writers;
