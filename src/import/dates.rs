//! Dates as people write them -> EDTF, completely or not at all.
//!
//! Takes the text of a cell and, if somebody has said so, the order of its numbers; gives an EDTF
//! date or period, or why it was not taken. Nothing is cut off: `1200 BC` is not the year 1200, `1989 or 1990`
//! is not the year 1989, and `3/12/2021` can be two days until somebody says which.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "years, months and days as numbers that have been looked at before"
)]

use super::ImportError;
use crate::model::{Cut, Date, IntervalEnd, Period};

/// In which order the numbers of a date stand, or what they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum DateOrder {
    /// Nobody has said it: only what can be read in one way is read.
    #[default]
    Unsaid,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Days since the turn of 1900, as spreadsheets count them.
    Excel,
    /// Seconds, or thousandths of one, since 1970.
    Unix,
}

impl std::str::FromStr for DateOrder {
    type Err = ImportError;

    fn from_str(word: &str) -> Result<Self, ImportError> {
        match word {
            "dmy" => Ok(DateOrder::Dmy),
            "mdy" => Ok(DateOrder::Mdy),
            "excel" => Ok(DateOrder::Excel),
            "unix" => Ok(DateOrder::Unix),
            _ => Err(ImportError::Form(format!(
                "`{word}` is no order of dates: dmy, mdy, excel or unix"
            ))),
        }
    }
}

/// The dates that a cell holds: mostly one; several where it lists them with ` | ` between.
pub(super) fn read(text: &str, order: DateOrder) -> Result<Vec<String>, String> {
    if let Some(spans) = timeset(text) {
        return read(&spans, order).map_err(|why| why.replace(&spans, text));
    }
    let parts = text.split(" | ").map(|part| period(part.trim(), order));
    let found: Result<Vec<String>, String> = parts.collect();
    found.map_err(|why| format!("`{text}` {why}"))
}

/// Gephi's way to write times, `<[2007, 2009); [2011, 2012]>`, as ours.
fn timeset(text: &str) -> Option<String> {
    let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    inner.starts_with(['[', '(']).then_some(())?;
    let spans = inner.split(';').map(|span| {
        let span = span.trim().strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
        let sides: Vec<&str> = span.split(',').map(|side| side.trim().trim_matches('"')).collect();
        match sides[..] {
            [one] => Some(one.to_owned()),
            [a, b] if a == b => Some(a.to_owned()),
            [a, b] => {
                let open = |side: &str| {
                    if side.contains("Infinity") { "..".to_owned() } else { side.to_owned() }
                };
                Some(format!("{}/{}", open(a), open(b)))
            }
            _ => None,
        }
    });
    spans
        .collect::<Option<Vec<String>>>()
        .map(|spans| spans.join(" | "))
        .filter(|text| !text.contains(['[', '(']))
}

/// One date of a start or an end.
pub(super) fn side(text: &str, order: DateOrder) -> Result<String, String> {
    date(text.trim(), order).map_err(|why| format!("`{text}` {why}"))
}

/// Whether a text is a period as we write it, that does not end before it begins.
pub(super) fn is_period(text: &str) -> bool {
    text.parse::<Period>().is_ok_and(|period| !period.is_inverted())
}

const NO_DATE: &str =
    "is no date that can be read in one way (2017, 2017-07, 2017-07-10, 2014/2016)";

fn period(text: &str, order: DateOrder) -> Result<String, String> {
    // Of our time it is rather `until`; what is older can only be what EDTF means by it.
    let year = text.strip_prefix('-').filter(|year| is_year(year)).and_then(number);
    if year.is_some_and(|year| (1800..2200).contains(&year)) {
        return Err(
            "may be a year before 1, or the end of a span without a start (../2014)".to_owned()
        );
    }
    if let Ok(period) = text.parse::<Period>() {
        return match period.is_inverted() {
            true => Err("ends before it begins".to_owned()),
            false => Ok(period.to_string()),
        };
    }
    let single = match date(text, order) {
        Ok(date) => return Ok(date),
        Err(why) => why,
    };
    let lower = text.to_lowercase();
    for (word, opens) in [
        ("since ", true),
        ("from ", true),
        ("until ", false),
        ("till ", false),
        ("seit ", true),
        ("depuis ", true),
        ("bis ", false),
    ] {
        if let Some(rest) = lower.strip_prefix(word)
            && let Ok(date) = date(rest.trim(), order)
        {
            return Ok(if opens { format!("{date}/..") } else { format!("../{date}") });
        }
    }
    let rest =
        lower.strip_prefix("from ").or_else(|| lower.strip_prefix("between ")).unwrap_or(&lower);
    const BETWEEN: [&str; 14] = [
        "/",
        " to ",
        " until ",
        " till ",
        " through ",
        " bis ",
        " à ",
        " a ",
        " – ",
        " — ",
        " - ",
        "–",
        "—",
        "-",
    ];
    for word in BETWEEN {
        let Some((a, b)) = rest.split_once(word) else { continue };
        // 2011-2014, but no 2014-15: that is a month for some.
        if word.len() == 1 && !(is_year(a) && is_year(b)) && word != "/" {
            continue;
        }
        let open =
            |text: &str| ["..", "now", "present", "today", "heute", "ongoing"].contains(&text);
        // Whether both are before the year 1 is not said.
        let has_era = |text: &str| before_our_era(text.trim()).is_some();
        if has_era(a) && !has_era(b) && !b.trim_end().ends_with(['d', 'e']) {
            continue;
        }
        let (Ok(a), b) = (date(a.trim(), order), b.trim()) else { continue };
        let b = if open(b) { Ok("..".to_owned()) } else { date(b, order) };
        let Some(period) = b.ok().and_then(|b| format!("{a}/{b}").parse::<Period>().ok()) else {
            continue;
        };
        return match period.is_inverted() {
            true => Err("ends before it begins".to_owned()),
            false => Ok(period.to_string()),
        };
    }
    Err(single)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

fn number(text: &str) -> Option<i16> {
    let digits = !text.is_empty() && text.len() <= 5 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn date(text: &str, order: DateOrder) -> Result<String, String> {
    let none = || Err(NO_DATE.to_owned());
    if let Ok(Period::Interval(IntervalEnd::Date(_), _)) = text.parse::<Period>() {
        return none();
    }
    if let Ok(period) = text.parse::<Period>() {
        return Ok(period.to_string());
    }
    match order {
        DateOrder::Excel => {
            if let Some(found) = serial(text) {
                return Ok(found);
            }
        }
        DateOrder::Unix => {
            if let Some(found) = seconds(text) {
                return Ok(found);
            }
        }
        _ => {}
    }
    if let Some((loose, sign)) = loose(text) {
        return date(loose, order).map(|date| format!("{date}{sign}"));
    }
    if let Some(year) = before_our_era(text) {
        return Ok(year);
    }
    // A year that went through a table of numbers.
    if let Some((year, zeros)) = text.split_once('.')
        && is_year(year)
        && !zeros.is_empty()
        && zeros.bytes().all(|b| b == b'0')
    {
        return Ok(year.to_owned());
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return match text.len() {
            8 => day(number(text.cut(..4)), number(text.cut(4..6)), number(text.cut(6..)))
                .ok_or_else(|| NO_DATE.to_owned()),
            5 => Err("may count the days of a spreadsheet: if so, say --dates excel".to_owned()),
            9 | 10 | 13 => Err("may count seconds since 1970: if so, say --dates unix".to_owned()),
            _ => none(),
        };
    }
    if let Some(found) = moment(text) {
        return Ok(found);
    }
    match numbers(text) {
        Some([a, b, c]) if a.len() == 4 => {
            return day(number(a), number(b), number(c)).ok_or_else(|| NO_DATE.to_owned());
        }
        Some([a, b, c]) if c.len() == 4 => return ordered(number(a), number(b), number(c), order),
        Some(_) => {
            return Err(
                "has no year of four digits, so that nobody knows which number is which".to_owned()
            );
        }
        None => {}
    }
    worded(text).ok_or_else(|| NO_DATE.to_owned())
}

/// `c. 1914`, `about 1914`: the date, and EDTF's sign for it.
fn loose(text: &str) -> Option<(&str, &'static str)> {
    const ABOUT: [&str; 8] =
        ["c. ", "ca. ", "circa ", "about ", "around ", "ca ", "etwa ", "vers "];
    let found = ABOUT.iter().find_map(|word| {
        let head = text.get(..word.len())?;
        head.eq_ignore_ascii_case(word).then(|| text.cut(word.len()..).trim())
    });
    found.map(|rest| (rest, "~")).filter(|(rest, _)| !rest.ends_with(['~', '?', '%']))
}

/// `44 BC`, `1200 BCE`: the year 1 BC is the year 0.
fn before_our_era(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace('.', "");
    let digits =
        ["bce", "bc", "v chr", "av j-c"].iter().find_map(|era| lower.strip_suffix(era))?.trim();
    let year = number(digits).filter(|year| (1..=9999).contains(year))?;
    let year = format!("-{:04}", year - 1);
    Some(if year == "-0000" { "0000".to_owned() } else { year })
}

fn day(year: Option<i16>, month: Option<i16>, day: Option<i16>) -> Option<String> {
    let [month, day] = [month?, day?].map(|n| i8::try_from(n).unwrap_or(0));
    Date::new(year?, month, day).ok().map(|date| date.to_string())
}

fn ordered(
    a: Option<i16>,
    b: Option<i16>,
    year: Option<i16>,
    order: DateOrder,
) -> Result<String, String> {
    let (dmy, mdy) = (day(year, b, a), day(year, a, b));
    match (order, dmy, mdy) {
        (DateOrder::Dmy, Some(date), _) | (DateOrder::Mdy, _, Some(date)) => Ok(date),
        (DateOrder::Unsaid, Some(dmy), Some(mdy)) if dmy != mdy => {
            Err(format!("is {dmy} or {mdy}: say which with --dates dmy or --dates mdy"))
        }
        (DateOrder::Dmy | DateOrder::Mdy, ..) | (_, None, None) => Err(NO_DATE.to_owned()),
        // There are not two ways to read it.
        (_, Some(date), _) | (_, _, Some(date)) => Ok(date),
    }
}

/// Three numbers with one sign between them.
fn numbers(text: &str) -> Option<[&str; 3]> {
    ['.', '/', '-'].iter().find_map(|sign| {
        let parts: Vec<&str> = text.split(*sign).map(str::trim).collect();
        let all = parts.iter().all(|part| (1..=4).contains(&part.len()) && number(part).is_some());
        <[&str; 3]>::try_from(parts).ok().filter(|_| all)
    })
}

/// A date with a time behind it, which is passed over: `2014-05-01T00:00:00Z`.
fn moment(text: &str) -> Option<String> {
    let (date, time) = text.split_at_checked(10)?;
    let time = time.strip_prefix(['T', ' ', 't'])?;
    let is_time = time.len() >= 2
        && time.bytes().take(2).all(|b| b.is_ascii_digit())
        && time.bytes().all(|b| b.is_ascii_digit() || b":.+-Zz ".contains(&b));
    let date = date.replace('/', "-");
    let parsed: Period = date.parse().ok()?;
    (is_time && date.matches('-').count() == 2).then(|| parsed.to_string())
}

/// `12 March 2022`, `March 2022`, `Mar. 12, 2022`.
fn worded(text: &str) -> Option<String> {
    #[rustfmt::skip]
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "januar", "janvier", "enero"],
        &["february", "feb", "februar", "février", "febrero"],
        &["march", "mar", "märz", "mars", "marzo"],
        &["april", "apr", "avril", "abril"],
        &["may", "mai", "mayo"],
        &["june", "jun", "juni", "juin", "junio"],
        &["july", "jul", "juli", "juillet", "julio"],
        &["august", "aug", "août", "agosto"],
        &["september", "sep", "sept", "septembre", "septiembre"],
        &["october", "oct", "oktober", "okt", "octobre", "octubre"],
        &["november", "nov", "novembre", "noviembre"],
        &["december", "dec", "dezember", "dez", "décembre", "diciembre"],
    ];
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split([' ', ',', '-', '.'])
        .filter(|part| !part.is_empty() && *part != "de")
        .collect();
    let month =
        |part: &str| (1..).zip(&MONTHS).find(|(_, names)| names.contains(&part)).map(|(i, _)| i);
    let ordinal = |part: &str| {
        number(part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e'])).filter(|day| *day < 32)
    };
    match parts[..] {
        [m, year] if is_year(year) => Some(format!("{year}-{:02}", month(m)?)),
        [d, m, year] if is_year(year) && month(m).is_some() => {
            day(number(year), month(m), ordinal(d))
        }
        [m, d, year] if is_year(year) => day(number(year), month(m), ordinal(d)),
        _ => None,
    }
}

/// Days of a spreadsheet: 1 is 1 January 1900, and 60 a 29 February that never was.
fn serial(text: &str) -> Option<String> {
    let whole = text.split(['.', ',']).next()?;
    let days: i64 =
        whole.parse().ok().filter(|days| (1..2_958_466).contains(days) && *days != 60)?;
    let days = if days < 60 { days + 1 } else { days };
    let first = Date::new(1899, 12, 30).ok()?;
    first.checked_add(jiff::Span::new().days(days)).ok().map(|date| date.to_string())
}

fn seconds(text: &str) -> Option<String> {
    let count: i64 = text.split('.').next()?.parse().ok()?;
    let count = if count.abs() >= 100_000_000_000 { count / 1000 } else { count };
    let first = Date::new(1970, 1, 1).ok()?;
    let days = count.div_euclid(86_400);
    (days.abs() < 3_000_000).then_some(())?;
    first.checked_add(jiff::Span::new().days(days)).ok().map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_whole() {
        for (text, date) in [
            ("2014", "2014"),
            ("2014-05-01T00:00:00", "2014-05-01"),
            ("2014-05-01 10:00:00.000+02:00", "2014-05-01"),
            ("2011.0", "2011"),
            ("2011 to 2014", "2011/2014"),
            ("2011-2014", "2011/2014"),
            ("2011–2014", "2011/2014"),
            ("from 2011 to 2014", "2011/2014"),
            ("2011 - present", "2011/.."),
            ("since 2014", "2014/.."),
            ("until May 2014", "../2014-05"),
            ("20210312", "2021-03-12"),
            ("2021/3/12", "2021-03-12"),
            ("2021.03.12", "2021-03-12"),
            ("25.12.2021", "2021-12-25"),
            ("12/25/2021", "2021-12-25"),
            ("5/5/2021", "2021-05-05"),
            ("12 March 2022", "2022-03-12"),
            ("Mar 12, 2022", "2022-03-12"),
            ("12. März 2022", "2022-03-12"),
            ("March 2022", "2022-03"),
            ("1 May 2014 to 3 June 2015", "2014-05-01/2015-06-03"),
            ("c. 1914", "1914~"),
            ("1914?", "1914?"),
            ("1200 BC", "-1199"),
            ("-1199", "-1199"),
            ("1 BCE", "0000"),
            ("2014 | 2016", "2014 + 2016"),
            ("<[2007.0, 2009.0]; [2011.0, 2012.0]>", "2007/2009 + 2011/2012"),
            ("[2007-01-02]", "2007-01-02"),
        ] {
            assert_eq!(
                read(text, DateOrder::Unsaid).map(|d| d.join(" + ")).as_deref(),
                Ok(date),
                "{text}"
            );
        }
    }

    #[test]
    fn or_not_at_all() {
        for text in [
            "1989 or 1990",
            "12.03.2022",
            "3/12/2021",
            "43101",
            "1420070400",
            "2014-15",
            "2014/15",
            "03/2014",
            "476",
            "20211312",
            "2014, 2016",
            "before 2014",
            "early 2014",
            "soon",
            "2014-2011",
            "12/3/21",
            "2011.5",
            "31.02.2021",
            "13/13/2021",
            "1200 BC to 1100",
            "٢٠١٤",
            "2014 | soon",
            "x 2014",
            "-9",
            "-2014",
            "2014-",
            "May",
            "2014-05-01x",
            "12 MarchX 2022",
            "2014 2016",
        ] {
            assert!(
                read(text, DateOrder::Unsaid).is_err(),
                "{text}: {:?}",
                read(text, DateOrder::Unsaid)
            );
        }
        let why = read("3/12/2021", DateOrder::Unsaid).unwrap_err();
        assert_eq!(
            why,
            "`3/12/2021` is 2021-12-03 or 2021-03-12: say which with --dates dmy or --dates mdy"
        );
    }

    #[test]
    fn an_order_is_asked_for() {
        for (text, order, date) in [
            ("3/12/2021", DateOrder::Dmy, Some("2021-12-03")),
            ("3/12/2021", DateOrder::Mdy, Some("2021-03-12")),
            ("25/12/2021", DateOrder::Mdy, None),
            ("44197", DateOrder::Excel, Some("2021-01-01")),
            ("1", DateOrder::Excel, Some("1900-01-01")),
            ("60", DateOrder::Excel, None),
            ("61", DateOrder::Excel, Some("1900-03-01")),
            ("1609459200", DateOrder::Unix, Some("2021-01-01")),
            ("1609459200000", DateOrder::Unix, Some("2021-01-01")),
        ] {
            assert_eq!(side(text, order).ok().as_deref(), date, "{text}");
        }
    }
}
