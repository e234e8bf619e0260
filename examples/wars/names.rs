//! Names in several scripts and of any length.

use whobacks::model::Kind;

use super::super::chance::Chance;

/// A name that is like those of its kind, and a short one.
pub(super) fn name(i: usize, kind: Kind, chance: &mut Chance) -> (String, String) {
    const PLAIN: [&str; 20] = [
        "Aland", "Borovia", "Cador", "Dumar", "Estra", "Farside", "Gulmar", "Hesper", "Isola",
        "Jorvik", "Kesh", "Lorn", "Moravar", "Nimbus", "Ostrava", "Pell", "Quell", "Rhodar",
        "Sund", "Tamar",
    ];
    const OTHER: [(&str, &str); 10] = [
        ("القوات المسلحة العربية", "القوات المسلحة"),
        ("مجلس النواب", "النواب"),
        ("حكومة الوحدة الوطنية", "الوحدة"),
        ("联合国安全理事会", "安理会"),
        ("人民解放军海军陆战队", "海军"),
        ("Федеральная служба безопасности", "ФСБ"),
        ("Österreichisch-Ungarische Militärverwaltung", "ÖUM"),
        ("Donaudampfschifffahrtsgesellschaft", "DDSG"),
        ("Popular Front for the Liberation of the Eastern Provinces and Islands", "PFLEPI"),
        ("Joint Inter-Agency Task Force for Maritime Security Cooperation", "JIATF"),
    ];
    let number = if i < PLAIN.len() { String::new() } else { format!(" {}", i / PLAIN.len() + 1) };
    if chance.below(5) == 0 {
        let (name, short) = OTHER[i % OTHER.len()];
        let number = if i < OTHER.len() { String::new() } else { format!(" {i}") };
        return (format!("{name}{number}"), format!("{short}{number}"));
    }
    let stem = PLAIN[i % PLAIN.len()];
    let name = match kind {
        Kind::State | Kind::Place => stem.to_owned(),
        Kind::Person => {
            format!("{} {stem}", chance.of(&["General", "Omar", "Field Marshal", "Ana"]))
        }
        Kind::Government => {
            format!("{stem} {}", chance.of(&["Cabinet", "Government of National Accord"]))
        }
        Kind::Legislature => {
            format!("{stem} {}", chance.of(&["Assembly", "House of Representatives"]))
        }
        Kind::Military => format!("{stem} {}", chance.of(&["Army", "Arab Armed Forces", "Navy"])),
        Kind::ArmedGroup => {
            format!("{stem} {}", chance.of(&["Front", "Revolutionary Brigades", "Militia"]))
        }
        Kind::Collective => {
            format!("{} of {stem}", chance.of(&["militias", "Islamist armed groups", "tribes"]))
        }
        Kind::Media => format!("The {stem} Daily"),
        Kind::Coalition => format!("{stem} Pact"),
        Kind::Company => format!("{stem} {}", chance.of(&["Oil", "Private Military Company"])),
        _ => format!("{stem} {}", chance.of(&["Bureau", "Agency for External Affairs", "Council"])),
    };
    (format!("{name}{number}"), format!("{stem}{number}"))
}
