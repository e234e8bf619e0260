//! A good id for a source: who published it, and when.
//!
//! Takes what is known or proposed of a document; gives an id, or none. Must not know which ids are taken.

use crate::evidence::slug::slug;
use crate::model::SourceId;

/// `Defense News`, `2019-04-05` as `defense-news-2019`. Without a publisher the first author stands in,
/// without either there is none.
pub fn good_id(
    publisher: Option<&str>,
    author: Option<&str>,
    published: Option<&str>,
) -> Option<SourceId> {
    let year = published
        .and_then(|date| date.get(..4))
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let name = match (publisher, author) {
        (Some(publisher), _) => host_name(publisher),
        (None, Some(author)) => author.split_whitespace().last()?.to_owned(),
        (None, None) => return None,
    };
    let name = slug(&name)?;
    // A newspaper's whole name would be half of every line that cites it.
    let short: Vec<&str> = name.as_str().split('-').take(WORDS).collect();
    format!("{}-{year}", short.join("-")).parse().ok()
}

const WORDS: usize = 3;

/// A site's name without what every site has: `www.antiwar.com` as `antiwar`.
fn host_name(name: &str) -> String {
    let name = name.trim().trim_start_matches("https://").trim_start_matches("http://");
    let name = name.trim_start_matches("www.").trim_end_matches('/');
    let name = name.strip_prefix("The ").unwrap_or(name);
    let is_host = !name.contains(' ') && name.contains('.');
    let cut = match name.rsplit_once('.') {
        Some((host, end)) if is_host && (2..=4).contains(&end.len()) => host,
        _ => name,
    };
    cut.replace('.', " ")
}

#[cfg(test)]
mod tests {
    use super::good_id;

    #[test]
    fn ids_say_who_and_when() {
        for (publisher, author, published, id) in [
            (Some("Defense News"), None, Some("2019-04-05"), Some("defense-news-2019")),
            (Some("www.antiwar.com"), None, Some("2017"), Some("antiwar-2017")),
            (Some("The New York Times"), None, Some("2020-01"), Some("new-york-times-2020")),
            (None, Some("Jason Ditz"), Some("2017-07"), Some("ditz-2017")),
            (None, None, Some("2017"), None),
            (Some("Reuters"), None, None, None),
            // Letters of another script are written in Latin ones.
            (Some("الجزيرة"), None, Some("2017"), Some("ljzyrh-2017")),
        ] {
            let found = good_id(publisher, author, published);
            assert_eq!(found.as_ref().map(|id| id.as_str()), id, "{publisher:?}");
        }
    }
}
