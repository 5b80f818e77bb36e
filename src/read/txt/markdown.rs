//! Markdown, as pandoc and note-taking programs write it: headings behind `#`, tables between `|`, notes as `[^1]`.
//!
//! Callers may rely on this: only a text with several such headings is taken for Markdown; what it describes is a page, which the
//! reader of pages reads. Its marks are no characters of the document, as the tags of a page are none.

use pulldown_cmark::{Options, Parser, html};

/// Headings that a text must have: one `#` may be a number sign.
const HEADINGS: usize = 3;

/// The page that `text` describes; `None` when it is no Markdown.
pub fn page(text: &str) -> Option<String> {
    (text.lines().filter(|line| is_heading(line)).take(HEADINGS).count() == HEADINGS).then(|| {
        let mut page = String::with_capacity(text.len() + text.len() / 4);
        html::push_html(&mut page, Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
        page
    })
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ') && !text.trim().is_empty()
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
    fn number_signs_are_no_headings() {
        assert_eq!(page("#1 is de eerste\n# \n#\n####### zeven\nZie # 3\n# Een\n# Twee"), None);
    }
}
