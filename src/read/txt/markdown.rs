//! Markdown, as pandoc and note-taking programs write it: headings behind `#`, tables between `|`, notes as `[^1]`.
//!
//! Callers may rely on this: only a text with several such headings is taken for Markdown; what it describes is a page, which the
//! reader of pages reads. Its marks, and the addresses of its links, are no characters of the document, as the tags of a page are
//! none. Tags and comments in it are text, and the items of its lists keep the numbers that they are written with.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

/// Headings that a text must have: one `#` may be a number sign.
const HEADINGS: usize = 3;

/// Whether a converter of pdf files wrote the text: its rule between two pages is `-----`, and calls of notes are `[1 ]`. Its lines are
/// those of the pdf, and what Markdown would make of them is not what they are (a page number is a heading).
pub fn is_of_pages(text: &str) -> bool {
    text.lines().any(|line| line == PAGE_RULE) && text.lines().any(is_heading)
}

/// What such a converter writes between two pages.
pub const PAGE_RULE: &str = "-----";

/// The page that `text` describes; `None` when it is no Markdown.
pub fn page(text: &str) -> Option<String> {
    (text.lines().filter(|line| is_heading(line)).take(HEADINGS).count() == HEADINGS).then(|| {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let events = Parser::new_ext(text, options).into_offset_iter().map(|(event, range)| match event {
            Event::Html(tag) | Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => Event::HardBreak,
            Event::Html(tag) | Event::InlineHtml(tag) => Event::Text(tag),
            Event::Start(Tag::HtmlBlock | Tag::MetadataBlock(_)) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => Event::End(TagEnd::Paragraph),
            // A list counts on from its first item, whatever is written before the others.
            Event::Start(Tag::Item) => match number(&text[range]) {
                Some(number) => Event::Html(CowStr::from(format!("<li value=\"{number}\">"))),
                None => Event::Start(Tag::Item),
            },
            event => event,
        });
        let mut page = String::with_capacity(text.len() + text.len() / 4);
        html::push_html(&mut page, events);
        page
    })
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ') && !text.trim().is_empty()
}

/// A line without the marks around it: the signs of a heading, and the pairs of stars of one that is bold from end to end, with how many
/// there were.
pub fn bare(line: &str) -> (&str, u32, u32) {
    let signs = if is_heading(line) { line.len() - line.trim_start_matches('#').len() } else { 0 };
    let text = line[signs..].trim_start();
    let inner = text.strip_prefix("**").and_then(|text| text.strip_suffix("**")).filter(|text| !text.is_empty() && !text.contains("**"));
    (inner.unwrap_or(text), u32::try_from(signs).unwrap_or(0), if inner.is_some() { 2 } else { 0 })
}

/// The number that an item begins with.
fn number(item: &str) -> Option<u32> {
    let item = item.trim_start();
    let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    item[..digits].parse().ok().filter(|_| item[digits..].starts_with(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_headings_is_a_page() {
        let page = page("# Nr. 1\n\n## Inbreng\n\nKlopt *dit*?[^1]\n\n##### Antwoord\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Bron.\n")
            .unwrap();
        assert!(page.contains("<h5>Antwoord</h5>") && page.contains("<td>2</td>") && page.contains("footnote"), "{page}");
    }

    #[test]
    fn numbers_and_what_looks_like_a_tag_stay() {
        let page = page("# a\n# b\n# c\n\n1. Een <vertrouwelijk> punt\n\n3. Drie\n\n<!-- nog te controleren -->\n").unwrap();
        assert!(page.contains("<li value=\"1\">") && page.contains("<li value=\"3\">"), "{page}");
        assert!(page.contains("&lt;vertrouwelijk&gt;") && page.contains("nog te controleren"), "{page}");
    }

    #[test]
    fn number_signs_are_no_headings() {
        assert_eq!(page("#1 is de eerste\n# \n#\n####### zeven\nZie # 3\n# Een\n# Twee"), None);
    }
}
