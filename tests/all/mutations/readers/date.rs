//! Any text as a date: what is read is written and read again, its days are in order.

use whobacks::model::{PartialDate, Period};

pub fn run(text: &str) {
    if let Ok(date) = text.parse::<PartialDate>() {
        assert!(date.earliest() <= date.latest(), "{text}");
        assert_eq!(date.to_string().parse(), Ok(date));
    }
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.to_string().parse(), Ok(period));
        if let (Some(from), Some(to)) = period.hull() {
            assert!(from <= to || period.is_inverted(), "{text}");
        }
    }
}
