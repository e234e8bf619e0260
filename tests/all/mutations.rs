//! Sound inputs of every reader, changed by chance: an answer or an error, no panic, and neither an hour nor a
//! gigabyte.
//!
//! `MUTATIONS=5000 cargo test --test all mutations -- --nocapture` makes more of each, `MUTATIONS_OF=gexf` of one
//! reader only, `MUTATIONS_FROM=1000` others; equal numbers give equal inputs.

mod change;
#[allow(
    unreachable_pub,
    reason = "the fuzz targets, which run them too, are programs of their own"
)]
mod readers;
mod starts;

use std::collections::HashSet;
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use whobacks::import::InFormat;

use crate::chance::Chance;
use change::{change, change_packed};

/// How long one input may take, of the program as tests are built; and memory over eight times the input.
const LONGEST: Duration = Duration::from_secs(60);
const MEMORY: usize = 50 << 20;

type Made = (Vec<u8>, Box<dyn FnOnce()>);

/// A reader: what it is called, how much dearer than others, and a changed input with what reads it.
struct Reader {
    name: &'static str,
    cost: usize,
    make: Box<dyn Fn(&mut Chance) -> Made>,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn of(name: &'static str, cost: usize, make: impl Fn(&mut Chance) -> Made + 'static) -> Reader {
    Reader { name, cost, make: Box::new(make) }
}

/// A reader of texts.
fn texts(name: &'static str, cost: usize, all: Vec<Vec<u8>>, run: fn(&str)) -> Reader {
    of(name, cost, move |chance| {
        let start = chance.of(&all[..]);
        let changed = change(start, &all, chance);
        let given = text(&changed);
        (changed, Box::new(move || run(&given)))
    })
}

fn readers() -> Vec<Reader> {
    let lines = |all: &[&str]| all.iter().map(|text| text.as_bytes().to_vec()).collect::<Vec<_>>();
    let annotations = starts::annotations;
    let mut all = vec![
        texts("annotation", 3, annotations(), readers::annotation::run),
        texts("card", 1, starts::cards(), readers::card::run),
        texts("date", 1, lines(starts::DATES), readers::date::run),
        texts("pattern", 1, lines(starts::PATTERNS), readers::pattern::run),
        texts("question", 2, lines(starts::QUESTIONS), readers::question::run),
        texts("writers", 6, vec![starts::RECORDS.into()], readers::writers::run),
        of("ledger", 1, |chance| {
            let ledger = starts::ledger();
            let whole = text(&change(&ledger, &[], chance));
            // Its digest is put right by the reader.
            let kept = whole.find("digest").unwrap_or(whole.len());
            let given = whole[..kept].to_owned();
            (
                given.clone().into(),
                Box::new(move || readers::ledger::run((&given, "arms the brigade"))),
            )
        }),
        of("evidence", 6, |chance| {
            let whole = starts::text();
            let from = chance.below(whole.len());
            let quote = whole[from..(from + 60).min(whole.len())].to_vec();
            let (text, quote) = (
                text(&change(&whole, &[], chance)),
                text(&change(&quote, &[b"a \xe2\x80\xa6 b".to_vec()], chance)),
            );
            let wrapped = chance.below(2) == 0;
            (
                (text.clone() + "\n==\n" + &quote).into(),
                Box::new(move || {
                    readers::evidence::run((&text, &quote, wrapped));
                }),
            )
        }),
        of("edit", 6, move |chance| {
            let (all, sort) = (annotations(), chance.below(9) as u8);
            let start = match chance.below(3) {
                0 => chance.of(&all[..]).clone(),
                at => all[at - 1].clone(),
            };
            let given = match chance.below(3) {
                0 => text(&start),
                _ => text(&change(&start, &all, chance)),
            };
            let names = [
                "a", "b", "c", "brigade", "vestria", "d", "harbour", "name", "aliases", "kind",
                "note", "when",
            ];
            let word = |chance: &mut Chance| {
                let word = chance.of(&names).as_bytes();
                if chance.below(3) == 0 { text(&change(word, &[], chance)) } else { text(word) }
            };
            let (old, new) = (word(chance), word(chance));
            let shown = format!("{given}\n== {sort} {old:?} {new:?}");
            (shown.into(), Box::new(move || readers::edit::run((&given, &old, &new, sort))))
        }),
        of("requests", 8, |chance| {
            let (sort, sent) = *chance.of(starts::REQUESTS);
            let sorts = if chance.below(8) == 0 { chance.below(20) as u8 } else { sort };
            let sent = text(&change(sent.as_bytes(), &[], chance));
            (
                format!("{sorts} {sent}").into(),
                Box::new(move || readers::requests::run((sorts, &sent))),
            )
        }),
        of("signature", 1, |chance| {
            let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMBmaFIw1F/43HvfAUV/jB1iuQo0h8KxqWA9FNBx8cX+ anna";
            let (keys, signed) =
                (change(key.as_bytes(), &[], chance), change(SIGNATURE, &[], chance));
            let (keys, signed) = (text(&keys), text(&signed));
            (
                (keys.clone() + &signed).into(),
                Box::new(move || readers::signature::run((&keys, &signed))),
            )
        }),
    ];
    for (kind, whole) in starts::documents() {
        let name = ["txt", "md", "html", "pdf", "docx", "mhtml", "odt", "epub"][usize::from(kind)];
        let cost = if kind == 3 { 60 } else { 12 };
        all.push(of(name, cost, move |chance| {
            let changed = match kind {
                4 | 6 | 7 => change_packed(&whole, &[], chance),
                _ => change(&whole, &[], chance),
            };
            let whole_page = if chance.below(4) == 0 { 128 } else { 0 };
            let given = [&[kind | whole_page], &changed[..]].concat();
            (changed, Box::new(move || readers::intake::run(&given)))
        }));
    }
    let mut graphs = starts::graphs();
    graphs.sort_by_key(|(format, _)| format.name());
    for format in InFormat::ALL {
        let own: Vec<_> =
            graphs.iter().filter(|(of, _)| of == format).map(|(_, b)| b.clone()).collect();
        let (format, name) = (*format, format.name());
        if own.is_empty() {
            continue;
        }
        all.push(of(name, 4, move |chance| {
            let start = chance.of(&own[..]);
            let changed = match format {
                InFormat::Sheet => change_packed(start, &[], chance),
                _ => change(start, &own, chance),
            };
            let given = changed.clone();
            (changed, Box::new(move || readers::import::run(&given, format)))
        }));
    }
    all
}

const SIGNATURE: &[u8] = b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgwGZoUjDUX/jce98BRX+MHWK5CjSH\n\
    wrGpYD0U0HHxxf4AAAAId2hvYmFja3MAAAAAAAAABnNoYTUxMgAAAFMAAAALc3NoLWVkMjU1MTkAAABA\n-----END SSH SIGNATURE-----\n";

/// The memory that the process has had at most since it was asked last, and has now.
fn memory() -> (usize, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok());
        number.unwrap_or(0) << 10
    };
    let found = (of("VmHWM"), of("VmRSS"));
    let _ = fs::write("/proc/self/clear_refs", "5");
    found
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

/// What came of the inputs of one reader.
struct Tried {
    different: usize,
    wrong: Vec<String>,
}

/// Runs a reader on its inputs of these numbers; `strictly` where nothing else runs beside it.
#[allow(clippy::print_stdout, reason = "whoever waits for many wants to know how many they were")]
fn tried(reader: &Reader, part: u64, numbers: Range<usize>, strictly: bool) -> Tried {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mutations");
    fs::create_dir_all(&folder).expect("the folder of tests can be written");
    // What a process that is gone has read last stands in this file.
    let current = folder.join(format!("{}-{part}-now", reader.name));
    let (start, mut different, mut wrong) = (Instant::now(), HashSet::new(), Vec::new());
    let (mut slowest, mut largest) = ((Duration::ZERO, 0), (0, 0));
    for at in numbers {
        let (given, read) = (reader.make)(&mut Chance::new(at as u64, part));
        different.insert(BuildHasherDefault::<DefaultHasher>::default().hash_one(&given));
        if strictly {
            fs::write(&current, &given).expect("the folder of tests can be written");
        }
        let (_, before) = memory();
        let clock = Instant::now();
        let ended = catch_unwind(AssertUnwindSafe(read));
        let took = clock.elapsed();
        let more = memory().0.saturating_sub(before);
        slowest = slowest.max((took, at));
        largest = largest.max((more, at));
        let fault = match () {
            () if ended.is_err() => "a panic".to_owned(),
            () if took > LONGEST => format!("{took:?} for {} bytes", given.len()),
            () if strictly && more > 8 * given.len() + MEMORY => {
                format!("{more} bytes for {}", given.len())
            }
            () => continue,
        };
        let file = folder.join(format!("{}-{part}-{at}", reader.name));
        fs::write(&file, &given).expect("the folder of tests can be written");
        wrong.push(format!("{} {at}: {fault}: {}", reader.name, file.display()));
    }
    let _ = fs::remove_file(&current);
    println!(
        "{}: {} different inputs in {:.1?}; the slowest {:.1?} (number {}), at most {} MB more (number {})",
        reader.name,
        different.len(),
        start.elapsed(),
        slowest.0,
        slowest.1,
        largest.0 >> 20,
        largest.1
    );
    Tried { different: different.len(), wrong }
}

#[test]
#[allow(clippy::print_stdout, reason = "as above")]
fn whatever_is_read_may_be_changed_anyhow() {
    let (told, only) = (number("MUTATIONS"), std::env::var("MUTATIONS_OF").ok());
    let (many, from) = (told.unwrap_or(120), number("MUTATIONS_FROM").unwrap_or(0));
    let (mut ran, mut wrong) = (0, Vec::new());
    for (part, reader) in (0..).zip(&readers()) {
        if only.as_deref().is_some_and(|only| !only.split(',').any(|one| one == reader.name)) {
            continue;
        }
        let numbers = from..from + (many / reader.cost).max(4);
        let tried = tried(reader, part, numbers, told.is_some());
        ran += tried.different;
        wrong.extend(tried.wrong);
    }
    // Where requests were read.
    let served = std::env::temp_dir().join(format!("whobacks-fuzz-{}", std::process::id()));
    let _ = fs::remove_dir_all(served);
    println!("{ran} inputs, {} faults", wrong.len());
    assert!(ran > 0, "there is no such reader");
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}
