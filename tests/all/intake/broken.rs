//! What is not a document, what unpacks without end, and what is broken.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use whobacks::intake::{IntakeOptions, read};

use super::{Folder, fixture};

#[test]
fn what_is_no_document_is_refused_at_once() {
    let folder = Folder::new("refused");
    for (name, bytes, says) in [
        ("a.pdf", &b"%PDF-1.7\nnothing"[..], "the PDF file is broken"),
        ("a.docx", b"PK\x03\x04 word/ nothing", "the Word file is broken"),
        ("half.docx", &half_docx(), "breaks off at the end"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.png", b"\x89PNG\r\n", "a picture"),
        ("a.html", b"<html><script>all('of it')</script></html>", "no text"),
        ("a.txt", b" \n\t\n", "no text"),
        ("b.txt", b"\x00\x01\x02\x03\x04\x05", "not a text"),
        ("empty.txt", b"", "no text"),
    ] {
        folder.put(name, bytes);
        let said = folder.refused(&format!("source add {name}"));
        assert!(said.contains(says), "{name}: {said}");
    }
    folder.put("folder/a.txt", b"a");
    assert!(folder.refused("source add folder").contains("is not an ordinary file"));
    if Path::new("/dev/zero").exists() {
        assert!(folder.refused("source add /dev/zero").contains("is not an ordinary file"));
    }
    folder.put("bomb.docx", bomb_docx());
    assert!(folder.refused("source add bomb.docx").contains("unpacks to more than 96 MiB"));
    folder.put("bomb.pdf", bomb_pdf());
    // Where the program is slow, the time that a file may take is over first.
    let said = folder.refused("source add bomb.pdf");
    assert!(said.contains("unpacks to more than") || said.contains("takes longer"), "{said}");
    let deep = format!("<html><body>{}x", "<div>".repeat(200_000));
    folder.put("deep.html", deep);
    assert!(folder.refused("source add deep.html").contains("deep within each other"));
    folder.put("attributes.html", format!("<p {}>x", "a=b ".repeat(200_000)));
    let said = folder.refused("source add attributes.html");
    assert!(said.contains("200000 attributes, and 1000 are read; --limits 2"), "{said}");
    folder.put("elements.html", "<b>x</b>".repeat(200_000));
    let said = folder.refused("source add elements.html");
    assert!(said.contains("200000 elements, and 92000 are read; save"), "{said}");
    folder.put("lines.md", "Guard\n\n".repeat(400_000));
    let said = folder.refused("source add lines.md");
    assert!(said.contains("has 800000 lines, and 556000 are read; --limits 2"), "{said}");
    folder.put("lines.txt", "Guard\n".repeat(600_000));
    assert!(folder.refused("source add lines.txt").contains("600000 lines"));
    assert_eq!(
        fs::read_dir(folder.0.join("seeds")).expect("it is there").count(),
        1,
        "only .gitignore"
    );
    folder.run("source add lines.txt --limits 2 --id lines").success();
}

/// What leads to the text is any text itself: without a quotation mark, and with a letter of two bytes where one
/// would stand.
#[test]
fn a_package_may_say_anything_of_its_parts() {
    for target in ["é", "", "\"", "'word/document.xml'", "\"word/document.xml\""] {
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [
            ("_rels/.rels", format!("<Relationship Type=\"x/officeDocument\" Target={target}")),
            (
                "word/document.xml",
                "<w:document><w:body><w:p><w:r><w:t>Vestria arms Orlan.</w:t></w:r></w:p></w:body></w:document>"
                    .to_owned(),
            ),
        ] {
            out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
            out.write_all(text.as_bytes()).expect("it can be packed");
        }
        let bytes = out.finish().expect("it can be closed").into_inner();
        let reading = read("a.docx", &bytes, IntakeOptions::default());
        // Where it leads nowhere there is no text, which is said.
        assert!(reading.is_err() || reading.is_ok_and(|reading| reading.has_words()), "{target}");
    }
}

/// A Word file whose text is 300 MB of nothing.
fn bomb_docx() -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    out.start_file("word/document.xml", options).expect("a member");
    let piece = vec![b' '; 1 << 20];
    for _ in 0..300 {
        out.write_all(&piece).expect("it can be packed");
    }
    out.finish().expect("it can be closed").into_inner()
}

/// A PDF with a page that unpacks to 300 MB of nothing.
fn bomb_pdf() -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let piece = vec![b' '; 1 << 20];
    for _ in 0..300 {
        packed.write_all(&piece).expect("it can be packed");
    }
    let packed = packed.finish().expect("it can be closed");
    let mut out = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
        .to_vec();
    writeln!(out, "4 0 obj<</Filter/FlateDecode/Length {}>>stream", packed.len()).expect("a Vec");
    out.extend(packed);
    out.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
    out
}

#[test]
fn readers_do_not_panic_on_what_is_broken() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for name in ["article.html", "article.docx", "article-latex.pdf", "article-columns.pdf"] {
        let good = fixture(name);
        for round in 0..40 {
            let mut bytes = good.clone();
            for _ in 0..=round {
                let at = next(bytes.len());
                match next(4) {
                    0 => bytes[at] = next(256) as u8,
                    1 => drop(bytes.drain(at..(at + next(60)).min(bytes.len()))),
                    2 => bytes.truncate(bytes.len() - next(bytes.len() / 8 + 1)),
                    _ => {
                        let piece = bytes[at..(at + next(200)).min(bytes.len())].to_vec();
                        let to = next(bytes.len());
                        bytes.splice(to..to, piece);
                    }
                }
                if bytes.len() < 64 {
                    break;
                }
            }
            // Whatever comes of it, it comes.
            let _ = read(name, &bytes, IntakeOptions::default());
        }
    }
}

/// A Word file whose text ends in the middle of a paragraph.
fn half_docx() -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    out.start_file("word/document.xml", options).expect("started");
    out.write_all(b"<w:document><w:body><w:p><w:r><w:t>Vestria arms Or").expect("written");
    out.finish().expect("finished").into_inner()
}
