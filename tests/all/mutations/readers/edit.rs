//! Any annotation and any change of it: refused with a reason, or a file that is read again.

use std::path::Path;

use whobacks::annotation::{Arena, FaultKind, File, parse};
use whobacks::check::{CheckOptions, check};
use whobacks::edit::{self, Act, Assignment, ChangeSet, Refusal, Seeds, Target};
use whobacks::evidence::Sources;

pub fn run(input: (&str, &str, &str, u8)) {
    let (text, old, new, sort) = input;
    let arena = Arena::new();
    let dataset = parse(Path::new("fuzz.ron"), text, &arena);
    let seeds = Seeds::default();
    let act = |act| [Assignment { field: old.to_owned(), act }];
    let actor = || {
        let actors = dataset.files.first().map(|file| &file.content.actors);
        let id = actors.and_then(|actors| actors.first().map(|(id, _)| id.to_string()));
        Target::Actor(id.unwrap_or_default())
    };
    let changed: Result<ChangeSet, Refusal> = match sort % 9 {
        0 => edit::rename_actor(&dataset, old, new),
        1 => edit::rename_source(&dataset, &seeds, old, new),
        2 => edit::set(&dataset, &seeds, &actor(), &act(Act::Set(vec![new.to_owned()]))),
        3 => edit::set(&dataset, &seeds, &actor(), &act(Act::Add(vec![new.to_owned()]))),
        4 => edit::set(&dataset, &seeds, &actor(), &act(Act::Remove(new.to_owned()))),
        5 => edit::set(&dataset, &seeds, &actor(), &act(Act::Clear)),
        6 => edit::merge_actors(&dataset, old, new, true),
        7 => edit::merge_actors(&dataset, old, new, false),
        _ => edit::mend(
            &dataset,
            &check(&dataset, &Sources::default(), CheckOptions::default()).report,
        ),
    };
    match changed {
        Ok(change) => {
            for file in &change.files {
                let again = parse(Path::new("fuzz.ron"), &file.new, &arena);
                assert!(faults(&again.files[0]) <= faults(&dataset.files[0]), "{}", file.new);
            }
        }
        // That would be a fault of the program, not of the input.
        Err(refusal @ (Refusal::Breaks { .. } | Refusal::Touching(_))) => panic!("{refusal}"),
        Err(refusal) => assert!(!refusal.to_string().is_empty()),
    }
}

/// What is wrong with the form; a value that cannot stand there is refused by the check of what is to be written.
fn faults(file: &File<'_>) -> usize {
    file.faults
        .iter()
        .filter(|fault| {
            !matches!(fault.kind, FaultKind::UnfitText { .. } | FaultKind::UnknownValue { .. })
        })
        .count()
}
