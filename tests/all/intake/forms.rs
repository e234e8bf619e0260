//! One article in every form in which people have it, and the same quotes proved in each.

use std::io::Write as _;

use whobacks::evidence::{Quote, Text};
use whobacks::intake::{IntakeOptions, read};

use super::fixture;

#[test]
fn twenty_quotes_are_proved_in_every_form_of_an_article() {
    let quotes = String::from_utf8(fixture("quotes.txt")).expect("quotes are UTF-8");
    for name in [
        "article.html",
        "article.docx",
        "article-latex.pdf",
        "article-columns.pdf",
        "article.mhtml",
        "article.odt",
        "article.epub",
    ] {
        let bytes = match name {
            "article.mhtml" => mhtml(&fixture("article.html")),
            "article.odt" => odt(),
            "article.epub" => epub(),
            name => fixture(name),
        };
        let reading = read(name, &bytes, IntakeOptions::default()).expect(name);
        let text = Text::new(reading.text(), false);
        let missing: Vec<&str> =
            quotes.lines().filter(|quote| text.find(&Quote::parse(quote)).is_empty()).collect();
        assert_eq!((quotes.lines().count(), missing), (20, vec![]), "{name}");
        for absent in
            ["Subscribe", "tracking", "All rights reserved", "newsletter", "Nobody should"]
        {
            assert!(!reading.text().contains(absent), "{name} has {absent}");
        }
        // A row of the table, however its cells are parted.
        let row = Quote::parse("Northland Harbour Guard coastal artillery");
        assert!(name.contains("columns") || !text.find(&row).is_empty(), "{name}");
    }
}

/// The page as Chromium saves it in one file.
pub(crate) fn mhtml(page: &[u8]) -> Vec<u8> {
    let mut out = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://littoral.example/sund\r\n\
        Subject: The quiet war for the Sund\r\nDate: Fri, 3 Jun 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n----b--\r\n\
        Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        .to_vec();
    let mut width = 0;
    for byte in page {
        let plain = (b' '..=b'~').contains(byte) && *byte != b'=';
        match byte {
            b'\n' => out.extend(b"\r\n"),
            _ if plain => out.push(*byte),
            byte => out.extend(format!("={byte:02X}").bytes()),
        }
        width = if *byte == b'\n' { 0 } else { width + 3 };
        if width > 70 {
            out.extend(b"=\r\n");
            width = 0;
        }
    }
    out.extend(b"\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b----\r\n");
    out
}

pub(crate) fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        out.start_file(*name, stored).expect("a member");
        out.write_all(text.as_bytes()).expect("it can be packed");
    }
    out.finish().expect("it can be closed").into_inner()
}

/// The paragraphs of the article, as XML has them.
fn article() -> Vec<String> {
    let reading =
        read("a.html", &fixture("article.html"), IntakeOptions::default()).expect("it is read");
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    reading.paragraphs.iter().map(escaped).collect()
}

pub(crate) fn odt() -> Vec<u8> {
    let paragraphs: String = article()
        .iter()
        // A name in a span, blanks as an element, and what is not text.
        .map(|text| format!("<text:p>{}</text:p>", text.replacen(' ', "<text:s/><office:annotation><text:p>Nobody should see</text:p></office:annotation>", 1)))
        .collect();
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        (
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{paragraphs}</office:text></office:body></office:document-content>"
            ),
        ),
        (
            "meta.xml",
            "<office:document-meta><dc:title>The quiet war</dc:title></office:document-meta>"
                .to_owned(),
        ),
    ])
}

pub(crate) fn epub() -> Vec<u8> {
    let pages: Vec<String> = article().iter().map(|text| format!("<p>{text}</p>")).collect();
    let (first, second) = pages.split_at(pages.len() / 2);
    let page = |text: &[String]| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{}</body></html>",
            text.concat()
        )
    };
    packed(&[
        ("mimetype", "application/epub+zip".to_owned()),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>".to_owned()),
        ("OEBPS/book.opf", "<package><metadata><dc:title>The quiet war</dc:title></metadata><manifest><item id=\"b\" href=\"text/b%20c.xhtml\"/><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>".to_owned()),
        ("OEBPS/a.xhtml", page(first)),
        ("OEBPS/text/b c.xhtml", page(second)),
    ])
}
