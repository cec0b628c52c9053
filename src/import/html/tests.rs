//! HTML to Markdown: what comes out, and that all of the text does and nothing but text.

use super::*;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

#[test]
fn structure_becomes_markdown() {
    let html = "<h2>Raids</h2><p>Jets <b>bombed</b> <a href=\"https://example.org/a?b=1&amp;c\">Raqqa</a>,<br>it said.</p>\
                <ul><li>One<li><p>Two</p></ul><blockquote><p>We *will*.</p></blockquote><ol><li>A</li></ol><pre>a\n `b`</pre>\
                <table><tr><th>Day<td>Raids<tr><td>1<td>2</table>1. No list";
    let expected = "## Raids\n\nJets **bombed** [Raqqa](<https://example.org/a?b=1&c>), it said.\n\n- One\n\n- Two\n\n> We \\*will\\*.\n\n\
                    1. A\n\n```\na\n `b`\n```\n\nDay – Raids\n\n1 – 2\n\n1\\. No list";
    assert_eq!(markdown(html), expected);
}

#[test]
fn what_pages_nest_wrongly_is_still_text() {
    for (html, expected) in [
        (
            "<a href=\"https://a.org/\">one<a href=\"https://b.org/\">two</a>",
            "[one](<https://a.org/>)[two](<https://b.org/>)",
        ),
        ("<pre>one<pre>two</pre>", "```\none\n```\n\n```\ntwo\n```"),
        ("<ul>one<ul>two<p>more</ul><li>three", "- one\n\n  - two\n\n    more\n\n- three"),
        ("<ul><ul><ul><p>one", "- one"),
        (&format!("{}<li>one{}<p>two", "<ul>".repeat(300), "</ul>".repeat(300)), "- one\n\ntwo"),
        ("<ol><li>one<ul><li>two", "1. one\n\n   - two"),
    ] {
        assert_eq!(markdown(html), expected);
    }
}

#[test]
fn nothing_that_runs_or_shows_itself_gets_through() {
    let html = "<p onclick=x()>Text<script>alert('<p>1</p>')</script><style>p{}</style><img src=x onerror=y()>\
                <a href=\"javascript:z()\">link</a><svg><script>s()</script></svg><iframe src=//e.org><p>f</iframe></p>\
                &lt;script&gt;alert(2)&lt;/script&gt; <noscript><p>off</noscript><!-- <b>c</b> --><form><input value=v><button>w</button></form>";
    assert_eq!(markdown(html), "Textlink\n\n\\<script>alert(2)\\</script>");
}

#[test]
fn of_a_page_the_article_is_taken() {
    let html = "<html lang=en><head><title>T &amp; x | Site</title><meta property=og:title content=T><link rel=canonical href=https://e.org/t>\
                </head><body><nav>Menu</nav><header>Head</header><article><h1>T</h1><time datetime=2015-11-18>18</time><p>Text</p></article><p>More</p>";
    let survey = Survey::of(html);
    assert_eq!((survey.title.as_deref(), survey.canonical.as_deref()), (Some("T & x | Site"), Some("https://e.org/t")));
    assert_eq!((survey.times.len(), survey.heading.as_deref(), survey.lang.as_deref()), (1, Some("T"), Some("en")));
    assert_eq!(page(html, &survey), "# T\n\n18\n\nText");
}

/// What is said on a page, outside of what is dropped.
#[derive(Default)]
struct Said {
    dropped: Option<(String, usize)>,
    text: String,
}

impl Hearer for Said {
    fn open(&mut self, tag: &Tag) {
        match &mut self.dropped {
            Some((dropped, depth)) => *depth += usize::from(*dropped == *tag.name),
            None if DROPPED.contains(&&*tag.name) => self.dropped = Some((tag.name.to_string(), 1)),
            None => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((dropped, depth)) = &mut self.dropped {
            *depth -= usize::from(dropped == name);
            self.dropped.take_if(|(_, depth)| *depth == 0);
        }
    }

    fn text(&mut self, text: &str) {
        self.text.push_str(if self.dropped.is_none() { text } else { "" });
    }
}

/// What a reader of a site sees of Markdown, with all extensions that a site can allow; `None` where there is HTML in it.
fn seen(markdown: &str) -> Option<String> {
    let text = |event| match event {
        Event::Html(_) | Event::InlineHtml(_) => None,
        Event::Text(text) | Event::Code(text) | Event::FootnoteReference(text) => Some(text.into_string()),
        _ => Some(String::new()),
    };
    let extensions = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_SMART_PUNCTUATION;
    Parser::new_ext(markdown, extensions).map(text).collect()
}

proptest! {
    #[test]
    fn of_any_html_all_that_is_said_is_seen_and_nothing_else(html in "(<[/!]?(p|b|em|a href=\"https://e.org/\"|a href=x|ul|ol|li|pre|script|nav|blockquote|article|h1|h3|table|td|!--)>?|[a-z0-9]{1,3}|\\[\\^[ab]\\]:? ?|a\\|b\n|-\\|-\n|&[a-z#]{1,4};|&lt;[/!]?[a-z]|[ \n\"'`*_<>&\\\\\\[\\]()#+.:~!=|-]){0,40}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let markdown = markdown(&html);
        let seen = seen(&markdown);
        prop_assert_eq!(seen.as_deref().map(letters), Some(letters(&tokens(&html, Said::default()).text)), "{}", markdown);
    }
}
