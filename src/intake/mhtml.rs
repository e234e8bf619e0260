//! A page with all that belongs to it in one file (MHTML), as Chromium saves pages -> its article.
//!
//! Takes the bytes; gives what the page's own reader gives of the page itself, with the address and the day of
//! saving that the file's head has. Pictures and frames are not read. Must not know how a page is read.

use mail_parser::MessageParser;

use super::references::date;
use super::{CardField, FileKind, IntakeError, IntakeOptions, Reading, html};

/// The reader's name and version, for cards; behind it that of the page's reader.
const READER: &str = "whobacks-mhtml 1";

pub(super) fn read(bytes: &[u8], options: IntakeOptions) -> Result<Reading, IntakeError> {
    let broken = |why: &str| IntakeError::Broken { kind: FileKind::Mhtml, why: why.to_owned() };
    let message =
        MessageParser::default().parse(bytes).ok_or_else(|| broken("its head cannot be read"))?;
    let page = message.body_html(0).ok_or_else(|| broken("it holds no page"))?;
    let mut reading = html::of_text(&page, options)?;
    let reader = reading.reader.take().unwrap_or_default();
    reading.reader = Some(format!("{READER}, {reader}"));
    let address = message.header_raw("Snapshot-Content-Location").map(str::trim);
    if let Some(url) = address.filter(|url| url.starts_with("http")) {
        reading.fact(CardField::Url, url, "the saved page's address");
    }
    if let Some(title) = message.subject() {
        reading.fact(CardField::Title, title, "the saved page's title");
    }
    if let Some(saved) = message.date() {
        let day = format!("{:04}-{:02}-{:02}", saved.year, saved.month, saved.day);
        if let Some(day) = date::iso(&day) {
            reading.fact(CardField::Accessed, &day, "the day on which the page was saved");
        }
    }
    Ok(reading)
}
