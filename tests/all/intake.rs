//! Files as people have them, on the command line: what is read out, what is kept, what is refused.

mod broken;
pub(crate) mod forms;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use snapbox::cmd::Command;

/// A folder of its own, with an empty project in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("whobacks-intake-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder can be made");
        let folder = Folder(path);
        folder.run("init . --title Sund").success();
        let _ = fs::remove_dir_all(folder.0.join("data"));
        folder
    }

    fn run(&self, args: &str) -> snapbox::cmd::OutputAssert {
        Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .args(args.split_whitespace())
            .env_remove("WHOBACKS_TEXTS")
            .current_dir(&self.0)
            .assert()
    }

    /// What a command that goes well prints on both streams.
    fn said(&self, args: &str) -> String {
        let done = self.run(args).success();
        let output = done.get_output();
        let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
        String::from_utf8_lossy(&both).into_owned()
    }

    /// What a command that cannot run says.
    fn refused(&self, args: &str) -> String {
        let start = Instant::now();
        let done = self.run(args).code(2);
        assert!(start.elapsed() < Duration::from_secs(10), "{args} takes too long");
        String::from_utf8_lossy(&done.get_output().stderr).into_owned()
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("it can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    fn get(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new("tests/intake").join(name)).expect("the fixture can be read")
}

#[test]
fn a_page_is_read_once_and_what_was_written_by_hand_stays() {
    let folder = Folder::new("page");
    folder.put("seeds/page.html", fixture("article.html"));
    let said = folder.said("source add seeds/page.html");
    assert!(said.contains("littoral-review-2022.ron written"), "{said}");
    assert!(said.contains("article:published_time -> published: \"2022-06-03\""), "{said}");
    assert!(said.contains("left out: within the article: 1 piece"), "{said}");
    let card = folder.get("seeds/littoral-review-2022.ron");
    assert!(
        card.contains("read_as: \"html\"") && card.contains("reader: \"whobacks-html 1\""),
        "{card}"
    );
    assert!(
        card.contains("file: \"littoral-review-2022.txt\"") && !card.contains("    published:"),
        "{card}"
    );
    // Nothing but cards and ledgers is for the repository.
    assert!(folder.get("seeds/.gitignore").contains("*\n!.gitignore\n!*.ron"));
    // By hand: a comment, a reason, a date.
    let by_hand = card
        .replace("    language", "    // as printed\n    language")
        .replacen("(\n", "(\n    published: \"2022-06\", // printed\n", 1)
        .replace("\n)", "\n    no_claims: {1: \"the title\"},\n)");
    folder.put("seeds/littoral-review-2022.ron", &by_hand);
    // The same file is the same source; anew only if asked.
    assert!(folder.refused("source add seeds/page.html").contains("there is a card"));
    let page = String::from_utf8(fixture("article.html")).expect("UTF-8");
    folder.put("seeds/page.html", page.replace("eleven years", "twelve years"));
    folder.put("data/sund.ron", ANNOTATION);
    let checked = folder.run("check").code(0);
    let shown = String::from_utf8_lossy(&checked.get_output().stdout).into_owned();
    assert!(shown.contains("warning[original-changed]: page.html has changed"), "{shown}");
    assert!(folder.get("seeds/littoral-review-2022.txt").contains("eleven years"));
    let said = folder.said("source add seeds/page.html --force");
    assert!(said.contains("the text has changed") && said.contains("no_claims"), "{said}");
    let renewed = folder.get("seeds/littoral-review-2022.ron");
    for kept in ["published: \"2022-06\", // printed", "no_claims: {1: \"the title\"}"] {
        assert!(renewed.contains(kept), "{renewed}");
    }
    assert!(folder.get("seeds/littoral-review-2022.txt").contains("twelve years"));
    // What is accepted then fills what is empty, and nothing else.
    assert!(!renewed.contains("    url:"), "{renewed}");
    folder.said("source add seeds/page.html --force --accept");
    let filled = folder.get("seeds/littoral-review-2022.ron");
    for kept in ["published: \"2022-06\", // printed", "    url: \"https://", "    language: \"en"]
    {
        assert!(filled.contains(kept), "{kept}: {filled}");
    }
    folder.run("prove").success();
    folder.run("check").success();
}

const ANNOTATION: &str = r#"(
    title: "Sund",
    actors: {
        "northland": (name: "Northland", kind: state),
        "guard": (name: "Harbour Guard", kind: armed_group, aliases_in: {"littoral-review-2022": ["the Guard"]}),
        "vestria": (name: "Vestria", kind: state),
        "front": (name: "River Front", kind: armed_group),
    },
    claims: {
        "littoral-review-2022": [
            (from: "northland", relation: "arms", to: "guard", when: "2019/..",
             quote: "Northland has supplied the Harbour Guard with coastal artillery"),
        ],
    },
)
"#;

#[test]
fn a_source_is_renamed_read_and_removed() {
    let folder = Folder::new("rename");
    folder.put("seeds/paper.pdf", fixture("article-latex.pdf"));
    folder.put("data/sund.ron", ANNOTATION);
    folder.said("source add seeds/paper.pdf --id littoral-review-2022 --published 2022-06");
    folder.run("prove").success();
    folder.put(
        "seeds/copy.ron",
        "(\n    title: \"T\",\n    text: none,\n    copy_of: \"littoral-review-2022\", // x\n)\n",
    );
    let open = folder.said("source text littoral-review-2022 --open");
    assert!(open.contains("— page 1 —") && open.contains("! open"), "{open}");
    let text = folder.said("source text littoral-review-2022");
    assert!(
        text.contains("⟦Northland has supplied the Harbour Guard with coastal artillery⟧"),
        "{text}"
    );
    let strict = folder.run("coverage --strict").code(1);
    let shown = String::from_utf8_lossy(&strict.get_output().stdout).into_owned();
    assert!(
        shown.contains("“Vestria denies that it finances the River Front, the coalition"),
        "{shown}"
    );
    folder.said("source rename littoral-review-2022 review-2022");
    folder.run("check").success();
    assert!(folder.get("data/sund.ron").contains("\"review-2022\": ["));
    assert!(folder.get("data/sund.ron").contains("aliases_in: {\"review-2022\":"));
    assert!(folder.get("seeds/copy.ron").contains("copy_of: \"review-2022\", // x"));
    assert!(
        folder.has("seeds/review-2022.proofs") && !folder.has("seeds/littoral-review-2022.proofs")
    );
    assert!(folder.refused("source remove review-2022").contains("1 claim is cited"));
    assert!(folder.refused("source remove review-2021").contains("did you mean `review-2022`"));
    folder.said("source remove review-2022 --force");
    assert!(!folder.has("seeds/littoral-review-2022.txt") && folder.has("seeds/paper.pdf"));
}

#[test]
fn texts_in_other_scripts_go_the_whole_route() {
    let folder = Folder::new("scripts");
    let sources = [
        (
            "arabic",
            "windows-1256",
            "مصر",
            "حفتر",
            "تدعم مصر المشير حفتر في الشرق",
            "مصر تساند حفتر.\nقال تدعم مصر المشير حفتر في الشرق منذ سنوات.",
        ),
        (
            "hebrew",
            "windows-1255",
            "מצרים",
            "חפתר",
            "מצרים תומכת בחפתר מאז שנים",
            "כותרת\nמצרים תומכת בחפתר מאז שנים, אמר חפתר.",
        ),
        (
            "russian",
            "koi8-r",
            "Египет",
            "Хафтар",
            "Египет поддерживает маршала Хафтар на востоке",
            "Заголовок\nЕгипет поддерживает маршала Хафтар на востоке страны уже много лет.",
        ),
        (
            "chinese",
            "gb18030",
            "埃及",
            "哈夫塔尔",
            "埃及支持哈夫塔尔将军",
            "标题\n埃及支持哈夫塔尔将军在东部的军队。",
        ),
        (
            "hindi",
            "utf-16le",
            "मिस्र",
            "हफ़्तार",
            "मिस्र जनरल हफ़्तार का समर्थन करता है",
            "शीर्षक\nमिस्र जनरल हफ़्तार का समर्थन करता है।",
        ),
    ];
    let (mut actors, mut claims) = (String::new(), String::new());
    for (id, label, backer, backed, quote, text) in sources {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("it is known");
        let bytes: Vec<u8> = match label {
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        };
        folder.put(&format!("seeds/{id}-paper.txt"), bytes);
        let said = folder.said(&format!(
            "source add seeds/{id}-paper.txt --id {id} --published 2020 --language {}",
            &id[..2]
        ));
        assert!(said.contains("encoding"), "{said}");
        let kept = folder.get(&format!("seeds/{id}.txt"));
        assert_eq!(kept.trim_end(), text, "{id}");
        actors += &format!(
            "\"{id}-a\": (name: \"{backer}\", kind: state), \"{id}-b\": (name: \"{backed}\", kind: person),\n"
        );
        claims += &format!(
            "\"{id}\": [(from: \"{id}-a\", relation: \"backs\", to: \"{id}-b\", quote: \"{quote}\")],\n"
        );
    }
    folder.put(
        "data/sund.ron",
        format!("(title: \"T\", actors: {{{actors}}}, claims: {{{claims}}})"),
    );
    folder.run("prove").success();
    let check = folder.run("check");
    let shown = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    assert!(shown.contains("5 quotes proved") && shown.contains("0 errors"), "{shown}");
    for (id, _, backer, backed, quote, _) in sources {
        let answer = Command::new(snapbox::cmd::cargo_bin!("whobacks"))
            .args(["ask", "who", "backs", backed])
            .current_dir(&folder.0)
            .assert();
        let answer = String::from_utf8_lossy(&answer.get_output().stdout).into_owned();
        assert!(answer.contains(backer) && answer.contains(quote), "{id}: {answer}");
        let right_to_left = matches!(id, "arabic" | "hebrew");
        assert_eq!(
            answer.contains(&format!("\u{2068}{backer}\u{2069}")),
            right_to_left,
            "{id}: {answer}"
        );
        let text = folder.said(&format!("source text {id}"));
        assert!(text.contains('⟦'), "{id}: {text}");
    }
    let csv = folder.said("find ?x_backs_arabic-b --format csv".replace('_', " ").as_str());
    assert!(!csv.contains('\u{2068}'), "{csv}");
    folder.run("coverage").success();
}

#[test]
fn references_come_in_and_go_out() {
    let folder = Folder::new("references");
    folder.put("seeds/page.html", fixture("article.html"));
    folder.put(
        "library.json",
        r#"[{"id": "fix22", "type": "webpage", "title": "The quiet war for the Sund", "container-title": "Littoral Review",
            "author": [{"family": "Fixwell", "given": "Anna"}], "issued": {"date-parts": [[2022, 6, 3]]},
            "URL": "https://littoral.example/sund", "accessed": {"date-parts": [[2026, 11, 26]]}, "language": "en"},
            {"id": "other", "title": "Something else"}]"#,
    );
    let said = folder.said("source add seeds/page.html --csl library.json");
    assert!(
        said.contains("from the library: authors, publisher, published, language, url, accessed"),
        "{said}"
    );
    let card = folder.get("seeds/littoral-review-2022.ron");
    assert!(
        card.contains("accessed: \"2026-11-26\"") && card.contains("authors: [\"Anna Fixwell\"]"),
        "{card}"
    );
    for (format, file) in [("csl", "out.json"), ("bibtex", "out.bib")] {
        folder.said(&format!("source export --format {format} -o {file}"));
        folder.put(
            "bare/seeds/littoral-review-2022.ron",
            "(\n    title: \"The quiet war for the Sund\", // mine\n    text: none,\n)\n",
        );
        let option = if format == "csl" { "--csl" } else { "--bibtex" };
        folder.said(&format!("source add --seeds bare/seeds {option} {file}"));
        let filled = folder.get("bare/seeds/littoral-review-2022.ron");
        for field in [
            "published: \"2022-06-03\"",
            "publisher: \"Littoral Review\"",
            "[\"Anna Fixwell\"]",
            "// mine",
            "accessed: \"2026-11-26\"",
        ] {
            assert!(filled.contains(field), "{format}: {filled}");
        }
    }
    assert!(
        folder
            .refused("source add seeds/page.html --force --csl library.json --item fix23")
            .contains("did you mean `fix22`")
    );
}

/// A byline is a name without its date, “anonymous” is nobody, and a title goes without the name of its site.
#[test]
fn what_a_page_says_of_itself_is_taken_without_what_stands_beside_it() {
    let folder = Folder::new("bylines");
    let body = "<p>Orlan has armed the Front since 2019, and so on and on, in many words.</p>";
    let page = |head: &str, title: &str| {
        format!(
            "<html><head>{head}</head><body><article><h1>{title}</h1>{body}{body}</article></body></html>"
        )
    };
    let author = |name: &str| format!("<meta name=\"author\" content=\"{name}\">");
    let named = "<title>Orlan arms the Front | Harbour Post</title>".to_owned();
    folder.put(
        "a.html",
        page(&(named.clone() + &author("By Mira Dalen, 12 May 2024")), "Orlan arms the Front"),
    );
    let said = folder.said("source add a.html --accept --id a");
    assert!(!said.contains("Harbour Post"), "{said}");
    let card = folder.get("seeds/a.ron");
    assert!(card.contains("title: \"Orlan arms the Front\","), "{card}");
    assert!(card.contains("authors: [\"Mira Dalen\"],"), "{card}");
    folder.put("b.html", page(&(named + &author("anonymous")), "Orlan arms the Front again"));
    folder.said("source add b.html --accept --id b");
    let card = folder.get("seeds/b.ron");
    assert!(!card.contains("authors") && !card.contains("nonymous"), "{card}");
    let site = "<meta property=\"og:site_name\" content=\"Post\"><meta property=\"og:title\" content=\"Guns - Post\">";
    folder.put("c.html", page(site, "Guns on the coast"));
    folder.said("source add c.html --accept --id c");
    assert!(
        folder.get("seeds/c.ron").contains("title: \"Guns\","),
        "{}",
        folder.get("seeds/c.ron")
    );
}
