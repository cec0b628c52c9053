//! What articles become as HTML, with and without marks.

use super::{Links, Mark, html};
use crate::config::{Config, MarkdownOptions};
use crate::content::read;
use crate::diag::File;
use crate::span::Span;
use proptest::prelude::*;

struct Site;

impl Links for Site {
    fn page(&self, path: &str) -> Option<String> {
        (path == "content/about.md").then(|| "../about/".to_owned())
    }

    fn asset(&self, path: &str) -> Option<String> {
        path.ends_with(".png").then(|| "map.png".to_owned())
    }

    fn size(&self, path: &str) -> Option<[u32; 2]> {
        path.ends_with("large.png").then_some([640, 480])
    }
}

/// The HTML of `text`, with a mark around each of `stretches`.
fn render_with(text: &str, stretches: &[&str], raw_html: bool) -> String {
    let mut config = Config::default();
    config.markdown = MarkdownOptions { raw_html, ..config.markdown };
    let file = File::new("content/2015-11-18-a.md", text);
    let (article, _) = read(&file, &config);
    let mark = |(number, stretch): (usize, &&str)| {
        let start = text.find(*stretch).unwrap();
        Mark { source: Span::new(start, start + stretch.len()), id: format!("m{number}"), after: format!("[{number}]") }
    };
    let marks: Vec<Mark> = stretches.iter().enumerate().map(mark).collect();
    html(&article.unwrap(), &config.markdown, &marks, &Site)
}

fn render(text: &str, stretches: &[&str]) -> String {
    render_with(text, stretches, false)
}

#[test]
fn a_stretch_is_marked_and_followed_by_what_comes_after() {
    assert_eq!(
        render("One. Two \"q\" &amp; more. Three.", &["Two \"q\" &amp; more."]),
        "<p>One. <mark id=\"m0\">Two “q” &amp; more.</mark>[0] Three.</p>\n"
    );
    assert_eq!(
        render("One.\nTwo.", &["One.", "Two."]),
        "<p><mark id=\"m0\">One.</mark>[0]\n<mark id=\"m1\">Two.</mark>[1]</p>\n"
    );
}

#[test]
fn a_mark_goes_around_whole_elements_and_is_parted_at_the_borders_of_others() {
    assert_eq!(
        render("A *b* [c](about.md). D.", &["A *b* [c](about.md)."]),
        "<p><mark id=\"m0\">A <em>b</em> <a href=\"../about/\">c</a>.</mark>[0] D.</p>\n"
    );
    assert_eq!(
        render("*One. Two.* Three.", &["Two.* Three."]),
        "<p><em>One. <mark id=\"m0\">Two.</mark></em><mark data-of=\"m0\"> Three.</mark>[0]</p>\n"
    );
    assert_eq!(
        render("X [one. Two.](about.md)", &["X [one."]),
        "<p><mark id=\"m0\">X </mark><a href=\"../about/\"><mark data-of=\"m0\">one.</mark> Two.</a>[0]</p>\n"
    );
    assert_eq!(
        render("**Bold.** Rest.", &["**Bold.**"]),
        "<p><mark id=\"m0\"><strong>Bold.</strong></mark>[0] Rest.</p>\n"
    );
}

#[test]
fn a_mark_never_crosses_a_block() {
    assert_eq!(
        render("One.\n\nTwo.", &["One.\n\nTwo."]),
        "<p><mark id=\"m0\">One.</mark></p>\n<p><mark data-of=\"m0\">Two.</mark>[0]</p>\n"
    );
    assert_eq!(
        render("> a\n> b\n\n- c", &["a\n> b"]),
        "<blockquote>\n<p><mark id=\"m0\">a\nb</mark>[0]</p>\n</blockquote>\n<ul>\n<li>c</li>\n</ul>\n"
    );
    let table = render("| a | b |\n|:--|---|\n| c | d |\n", &["c | d"]);
    assert!(
        table.contains("<td class=\"left\"><mark id=\"m0\">c</mark></td><td><mark data-of=\"m0\">d</mark>[0]</td>")
    );
}

#[test]
fn a_mark_without_text_keeps_its_identifier() {
    let marks = [Mark { source: Span::new(900, 950), id: "lost".into(), after: String::new() }];
    let (article, _) = read(&File::new("content/2015-11-18-a.md", "Text."), &Config::default());
    let html = html(&article.unwrap(), &MarkdownOptions::default(), &marks, &Site);
    assert_eq!(html, "<p>Text.</p>\n<p id=\"lost\"></p>\n");
}

#[test]
fn headings_have_identifiers_and_stand_below_the_title() {
    assert_eq!(
        render("# Title\n\nText\n\n# A part\n\n## A part\n", &[]),
        "<p>Text</p>\n<h2 id=\"a-part\">A part</h2>\n<h3 id=\"a-part-2\">A part</h3>\n"
    );
    assert_eq!(render("## S12\n", &[]), "<h2 id=\"s12-2\">S12</h2>\n", "s12 is a sentence's");
    assert_eq!(render("Text\n\n## Part\n", &[]), "<p>Text</p>\n<h2 id=\"part\">Part</h2>\n");
}

#[test]
fn images_keep_their_room_and_wait_until_they_are_near_unless_they_come_first() {
    assert_eq!(
        render("![a](large.png)\n\nText. ![b](large.png#x)![](https://a.org/large.png)\n", &[]),
        "<p><img width=\"640\" height=\"480\" src=\"map.png\" alt=\"a\" /></p>\n\
         <p>Text. <img loading=\"lazy\" width=\"640\" height=\"480\" src=\"map.png#x\" alt=\"b\" />\
         <img loading=\"lazy\" src=\"https://a.org/large.png\" alt=\"\" /></p>\n"
    );
}

#[test]
fn links_and_images_get_their_addresses_and_bad_ones_stay_text() {
    assert_eq!(
        render("[a](about.md#x) [b](gone.md) ![m *a*](map.png \"t\") [c](https://a.org)", &[]),
        "<p><a href=\"../about/#x\">a</a> b <img loading=\"lazy\" src=\"map.png\" alt=\"m a\" title=\"t\" /> <a href=\"https://a.org\">c</a></p>\n"
    );
    assert_eq!(
        render("[a](javascript:x) ![b](data:x) [c](../../up.md) <javascript:x> <me@a.org>", &[]),
        "<p>a b c javascript:x <a href=\"mailto:me@a.org\">me@a.org</a></p>\n"
    );
}

#[test]
fn html_is_text_unless_the_site_allows_it_and_comments_vanish() {
    let text = "a <b>b</b> <!-- x -->\n\n<script>x</script>\n\n<!-- y\nz -->\n";
    assert_eq!(render(text, &[]), "<p>a &lt;b&gt;b&lt;/b&gt; </p>\n<p>&lt;script&gt;x&lt;/script&gt;\n</p>\n");
    assert!(render_with(text, &[], true).contains("<p>a <b>b</b> <!-- x --></p>\n<script>x</script>\n"));
    assert_eq!(
        render_with("One <b>two</b> three.", &["One <b>two</b> three."], true),
        "<p><mark id=\"m0\">One </mark><b><mark data-of=\"m0\">two</mark></b><mark data-of=\"m0\"> three.</mark>[0]</p>\n"
    );
}

#[test]
fn footnotes_are_gathered_at_the_end_in_the_order_of_their_references() {
    let text = "[^z]: Last.\n\nOne[^b] and two[^a] and again[^b].\n\n[^a]: Note *a*.\n\n[^b]: Note b.\n";
    let expected = "<p>One<sup id=\"footnote-from-1\"><a href=\"#footnote-1\" role=\"doc-noteref\">1</a></sup> and \
        two<sup id=\"footnote-from-2\"><a href=\"#footnote-2\" role=\"doc-noteref\">2</a></sup> and \
        again<sup><a href=\"#footnote-1\" role=\"doc-noteref\">1</a></sup>.</p>\n\
        <section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n\
        <li id=\"footnote-1\">\n<p>Note b. <a href=\"#footnote-from-1\" role=\"doc-backlink\">↩ 1</a></p>\n</li>\n\
        <li id=\"footnote-2\">\n<p>Note <em>a</em>. <a href=\"#footnote-from-2\" role=\"doc-backlink\">↩ 2</a></p>\n</li>\n\
        <li id=\"footnote-3\">\n<p>Last.</p>\n</li>\n</ol>\n</section>\n";
    assert_eq!(render(text, &[]), expected);
}

/// The names of tags in `html`, checked to be rightly nested; panics where they are not.
fn check_nesting(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else if !matches!(name, "br" | "hr" | "img") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open in {html}");
}

fn without_marks(html: &str) -> String {
    let mut text = html.replace("</mark>", "");
    while let Some(at) = text.find("<mark ") {
        let end = at + text[at..].find('>').unwrap() + 1;
        text.replace_range(at..end, "");
    }
    text
}

const MARKDOWN: &str = r#"(?s)(\*\*?|_|\[a\]\(b\.md\)|\[|\]\(about\.md\)|!\[x\]\(m\.png\)|`c`|&amp;|"|--|\n\n?|> |- |1\. |# |\| |[a-c]{1,4}\.? |é|<b>|\[\^1\]|\n\n\[\^1\]: |\\|\|-\|\n){0,40}"#;

proptest! {
    #[test]
    fn marks_are_rightly_nested_and_change_nothing_else(text in MARKDOWN, cuts in prop::collection::vec((0_usize..120, 0_usize..30), 0..4)) {
        let file = File::new("content/2015-11-18-a.md", format!("x {text}"));
        let (article, _) = read(&file, &Config::default());
        let article = article.unwrap();
        let options = MarkdownOptions::default();
        let marks: Vec<Mark> = cuts
            .iter()
            .enumerate()
            .map(|(n, (at, len))| Mark { source: Span::new(*at, at + len), id: format!("m{n}"), after: String::new() })
            .collect();
        let marked = html(&article, &options, &marks, &Site);
        check_nesting(&marked);
        for mark in &marks {
            prop_assert_eq!(marked.matches(&format!(" id=\"{}\"", mark.id)).count(), 1, "{}", marked);
        }
        let plain = html(&article, &options, &[], &Site);
        let mut bare = without_marks(&marked);
        for mark in &marks {
            bare = bare.replace(&format!("<p id=\"{}\"></p>\n", mark.id), "");
        }
        prop_assert_eq!(bare, plain);
    }

    #[test]
    fn what_an_author_writes_never_becomes_a_script(text in r#"(?s)(<script>|</script>|javascript:|java\tscript:|[\[\]()<>"'!`#&;:\n ]|x|onerror=|&#x6A;|data:){0,30}"#) {
        let html = render(&format!("x{text}"), &[]).to_lowercase();
        prop_assert!(!html.contains("<script"), "{html}");
        prop_assert!(!html.contains("href=\"javascript") && !html.contains("src=\"data:"), "{html}");
    }
}
