//! Articles from elsewhere: every format, hostile input, and what happens when the same comes in again.
//!
//! Not here: HTML to Markdown in detail (`import::html`), the command's words (`tests/cmd`).

use dateline::config::Config;
use dateline::content;
use dateline::diag::File;
use dateline::import::{self, Outcome, Read};
use std::fs;
use std::path::{Path, PathBuf};

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example News</title><link>https://example.org/</link>
<description>News</description><language>en-gb</language>
<item><title>Jets &amp;amp; bombs</title><link>https://example.org/1</link><guid>tag:1</guid><pubDate>Mon, 16 Nov 2015 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>French jets <b>bombed</b> Raqqa.<script>alert(1)</script></p>]]></content:encoded><category>Raqqa</category></item>
<item><title>No date</title><link>https://example.org/2</link></item>
<item><title>Later</title><link>javascript:alert(1)</link><pubDate>Tue, 17 Nov 2015 08:00:00 +0100</pubDate><description>Plain &lt;i&gt;words&lt;/i&gt;.</description></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><id>urn:x</id><updated>2015-11-18T00:00:00Z</updated>
<entry><id>urn:e1</id><title>Strikes</title><updated>2015-11-19T10:00:00Z</updated><published>2015-11-18T10:00:00Z</published>
<link rel="alternate" href="https://example.org/a"/><author><name>A. Writer</name></author><content type="html">&lt;p&gt;Jets bombed it.&lt;/p&gt;</content></entry></feed>"#;

fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("site.toml"), "title = \"T\"\n").unwrap();
    root
}

fn read(root: &Path, name: &str, bytes: impl AsRef<[u8]>) -> Read {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    import::read(&path, None).unwrap()
}

fn put(root: &Path, read: &Read) -> Vec<(String, Outcome)> {
    import::write(root, None, &read.records, false, |_| true).unwrap().outcomes
}

fn told(read: &Read) -> Vec<(usize, String)> {
    read.diagnostics.iter().map(|d| (d.position().map_or(0, |(_, line, _)| line), d.message.clone())).collect()
}

/// Every article of the site, which must be free of faults.
fn articles(root: &Path) -> Vec<content::Article> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root.join("content")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let article = |path: &PathBuf| {
        let name = format!("content/{}", path.file_name().unwrap().to_str().unwrap());
        let (article, found) = content::read(&File::new(name, fs::read_to_string(path).unwrap()), &Config::default());
        assert_eq!(found, [], "{}", path.display());
        article.unwrap()
    };
    paths.iter().map(article).collect()
}

#[test]
fn a_feed_comes_in_without_its_faults_and_its_scripts() {
    let root = site();
    let read = read(root.path(), "in/feed.xml", RSS);
    assert_eq!(told(&read), [(6, "an article without a date".to_owned())]);
    assert_eq!(put(root.path(), &read).len(), 2);
    let articles = articles(root.path());
    let first = &articles[0];
    assert_eq!((first.meta.title.as_str(), first.prose.text.as_str()), ("Jets & bombs", "French jets bombed Raqqa."));
    let source = first.meta.source.as_ref().unwrap();
    assert_eq!((source.name.as_str(), source.url.as_deref()), ("Example News", Some("https://example.org/1")));
    assert_eq!((first.meta.lang.as_deref(), first.meta.tags.as_slice()), (Some("en-gb"), &["Raqqa".to_owned()][..]));
    assert_eq!(articles[1].meta.source.as_ref().unwrap().url, None, "no address that is not of the web");
    assert_eq!(articles[1].prose.text, "Plain words.");
}

#[test]
fn an_atom_feed_keeps_both_its_dates() {
    let root = site();
    put(root.path(), &read(root.path(), "in/a.atom", ATOM));
    let article = &articles(root.path())[0];
    assert_eq!(article.meta.date.as_ref().unwrap().day.to_string(), "2015-11-18");
    assert_eq!(article.meta.updated.as_ref().unwrap().day.to_string(), "2015-11-19");
    assert_eq!(article.meta.authors, ["A. Writer"]);
}

#[test]
fn the_same_input_changes_nothing_and_edited_files_are_never_touched() {
    let root = site();
    let line = |title: &str, text: &str| {
        format!("{{\"id\":\"{title}\",\"date\":\"2015-11-16\",\"title\":\"{title}\",\"text\":\"{text}\"}}\r\n")
    };
    let first = read(root.path(), "in/a.jsonl", line("One", "Text.") + &line("Two", "Text.") + &line("Three", "Text."));
    assert!(put(root.path(), &first).iter().all(|(_, outcome)| *outcome == Outcome::New));
    let snapshot = || fs::read_to_string(root.path().join("imports.lock")).unwrap();
    let before = snapshot();
    assert!(put(root.path(), &first).iter().all(|(_, outcome)| *outcome == Outcome::Same));
    assert_eq!(before, snapshot());
    let edited = root.path().join("content/2015-11-16-one.md");
    fs::write(&edited, "---\ntitle: Mine\n---\n\nMine.\n").unwrap();
    fs::remove_file(root.path().join("content/2015-11-16-three.md")).unwrap();
    let second = read(root.path(), "in/a.jsonl", line("One", "New.") + &line("Two", "New.") + &line("Three", "New."));
    let outcomes: Vec<Outcome> = put(root.path(), &second).into_iter().map(|(_, outcome)| outcome).collect();
    assert_eq!(outcomes, [Outcome::Kept, Outcome::Updated, Outcome::Kept]);
    assert!(fs::read_to_string(&edited).unwrap().contains("Mine."));
    assert!(!root.path().join("content/2015-11-16-three.md").exists(), "what was removed stays removed");
}

#[test]
fn two_articles_never_share_a_name_or_an_address() {
    let root = site();
    let line = |id: u32, day: u32| {
        format!("{{\"id\":{id},\"date\":\"2015-11-{day}\",\"title\":\"Briefing\",\"text\":\"Text {id}.\"}}\n")
    };
    let read = read(root.path(), "in/a.jsonl", line(1, 16) + &line(2, 16) + &line(3, 17));
    let paths: Vec<String> = put(root.path(), &read).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        ["content/2015-11-16-briefing.md", "content/2015-11-16-briefing-2.md", "content/2015-11-17-briefing-3.md"]
    );
}

#[test]
fn long_titles_that_are_alike_come_in_as_well() {
    let root = site();
    let title = "A long title that newspapers use again and again whenever there is something new about it to be told";
    let line =
        |day: u32| format!("{{\"date\":\"2015-11-{day}\",\"title\":\"{title}\",\"text\":\"Of the {day}th.\"}}\n");
    let became = put(root.path(), &read(root.path(), "in/a.jsonl", line(16) + &line(17) + &line(18)));
    assert!(became[2].0.ends_with("-3.md"), "{became:?}");
}

#[test]
fn records_of_one_day_and_title_or_one_id_never_replace_each_other() {
    let root = site();
    let line = |text: &str| format!("{{\"date\":\"2015-11-16\",\"title\":\"Brief\",\"text\":\"{text}\"}}\n");
    let named = |text: &str| format!("{{\"id\":7,\"date\":\"2015-11-17\",\"title\":\"Named\",\"text\":\"{text}\"}}\n");
    let numbered = line("Three.").replace("Brief", "Brief 2");
    let all =
        line("One.") + &line("Two.") + &line("One.") + &named("New.") + &named("Old.") + &numbered + &line("Two.");
    let read = read(root.path(), "in/a.jsonl", all);
    let summary = import::write(root.path(), None, &read.records, false, |_| true).unwrap();
    let paths: Vec<&str> = summary.outcomes.iter().map(|(path, _)| path.as_str()).collect();
    let [one, two, other] =
        ["content/2015-11-16-brief.md", "content/2015-11-16-brief-2.md", "content/2015-11-17-named.md"];
    let third = "content/2015-11-16-brief-2-2.md";
    assert_eq!(paths, [one, two, one, other, other, third, two]);
    assert_eq!(summary.diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), ["import.twice"]);
    let text = |path: &str| fs::read_to_string(root.path().join(path)).unwrap();
    assert!(text(one).contains("One.") && text(two).contains("Two.") && text(other).contains("New."));
    assert!(text(third).contains("Three."));
    assert!(put(root.path(), &read).iter().all(|(_, became)| *became == Outcome::Same));
}

#[test]
fn articles_are_known_again_without_the_memory_whatever_came_before_them() {
    let root = site();
    let line = |day: u32| format!("{{\"date\":\"2015-11-{day}\",\"title\":\"Brief\",\"text\":\"Of the {day}th.\"}}\n");
    let before = read(root.path(), "in/a.jsonl", line(17) + &line(16));
    put(root.path(), &before);
    fs::remove_file(root.path().join("imports.lock")).unwrap();
    let after = read(root.path(), "in/a.jsonl", line(18) + &line(17) + &line(16));
    let became: Vec<Outcome> = put(root.path(), &after).into_iter().map(|(_, became)| became).collect();
    assert_eq!(became, [Outcome::New, Outcome::Same, Outcome::Same]);
    assert_eq!(articles(root.path()).len(), 3);
}

#[test]
fn bad_lines_are_told_and_the_good_ones_come_in() {
    let root = site();
    let mut bytes = b"{\"date\":\"2015-11-16\",\"title\":\"Good\",\"text\":\"# No heading\"}\n{broken\n[1]\n\n{\"date\":\"2015-02-30\",\"title\":\"x\"}\n".to_vec();
    bytes.extend(b"{\"date\":\"2015-11-16\",\"title\":\"t\xe9l\xe9\"}\n{\"date\":\"2015-11-16\"}\n{\"date\":\"2015-11-17\",\"title\":\"Last\",\"text\":\"Text.\",\"url\":\"https://example.org/x\"}");
    let read = read(root.path(), "in/a.jsonl", bytes);
    let lines: Vec<usize> = told(&read).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [2, 3, 5, 6, 7]);
    put(root.path(), &read);
    let articles = articles(root.path());
    assert_eq!(articles.iter().map(|a| a.meta.title.as_str()).collect::<Vec<_>>(), ["Good", "Last"]);
    assert_eq!(articles[0].prose.text, "# No heading");
}

#[test]
fn timelinejs_comes_in_as_json_and_as_its_table() {
    let root = site();
    let json = r#"{"title":{"text":{"headline":"T"}},"events":[
{"unique_id":"a","start_date":{"year":"2015","month":"11","day":"15"},"text":{"headline":"<b>Raids</b>","text":"<p>Jets bombed Raqqa.</p>"},"media":{"url":"https://example.org/p.jpg","credit":"Agency"}},
{"start_date":{"year":2015},"text":{"headline":"A year","text":"Much happened."}},
{"text":{"headline":"No date"}}]}"#;
    let slides = read(root.path(), "in/t.json", json);
    let lines: Vec<usize> = told(&slides).into_iter().map(|(line, _)| line).collect();
    assert_eq!((slides.records.len(), lines), (2, vec![3, 4]));
    let csv = "Year,Month,Day,Headline,Text,Media,Group\n2015,11,16,\"Second, raid\",Jets bombed it.,,Raids\n2015,13,1,Bad,,,\n";
    let table = read(root.path(), "in/t.csv", csv);
    assert_eq!((table.records.len(), told(&table)[0].0), (1, 3));
    put(root.path(), &slides);
    put(root.path(), &table);
    let titles: Vec<String> = articles(root.path()).into_iter().map(|article| article.meta.title).collect();
    assert_eq!(titles, ["A year", "Raids", "Second, raid"]);
}

#[test]
fn a_folder_of_pages_and_texts_comes_in_by_name() {
    let root = site();
    let write = |name: &str, bytes: &[u8]| {
        let path = root.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write(
        "2015-11-16/report.txt",
        b"\xef\xbb\xbfJets bomb Raqqa\r\n\r\nFrench jets bombed Raqqa.\r\n1. Not a list\r\n",
    );
    write("page.html", b"<html><head><meta property='article:published_time' content='2015-11-17T10:00:00Z'><meta property=og:title content='A page'></head><body><nav>Menu</nav><article><p>Jets &amp; bombs.</p></article></body></html>");
    write(
        "2015-11-18-wide.txt",
        &"Wide\n\nText.".encode_utf16().flat_map(u16::to_le_bytes).fold(vec![0xff, 0xfe], |mut all, byte| {
            all.push(byte);
            all
        }),
    );
    write("2015-11-19-bad.txt", b"t\xe9l\xe9");
    write("undated.html", b"<p>Text</p>");
    write("picture.png", b"\x89PNG");
    let read = import::read(&root.path().join("in"), None).unwrap();
    assert_eq!((read.records.len(), read.diagnostics.len()), (3, 2), "{:?}", told(&read));
    put(root.path(), &read);
    let articles = articles(root.path());
    let titles: Vec<&str> = articles.iter().map(|article| article.meta.title.as_str()).collect();
    assert_eq!(titles, ["Jets bomb Raqqa", "A page", "Wide"]);
    assert_eq!(articles[0].prose.text, "French jets bombed Raqqa. 1. Not a list");
    assert_eq!(articles[1].prose.text, "Jets & bombs.");
}

#[test]
fn sources_that_use_the_same_names_and_numbers_never_write_over_each_other() {
    let root = site();
    let line =
        |text: &str| format!("{{\"id\":\"row:1\",\"date\":\"2015-11-16\",\"title\":\"Brief\",\"text\":\"{text}\"}}\n");
    let bare = |text: &str| format!("{{\"date\":\"2015-11-17\",\"title\":\"Brief\",\"text\":\"{text}\"}}\n");
    let feed = |name: &str| {
        RSS.replace("<guid>tag:1</guid>", "<guid>1</guid>")
            .replace("example.org", name)
            .replace("French", name)
            .replace("words", name)
    };
    let slides = |text: &str| {
        format!(
            r#"{{"events":[{{"unique_id":"a","start_date":{{"year":2015,"month":11,"day":18}},"text":{{"headline":"Slide","text":"{text}"}},"media":{{"url":"https://example.org/map.png"}}}}]}}"#
        )
    };
    let mut all = Vec::new();
    for place in ["here", "there"] {
        for (name, text) in [
            ("a.jsonl", line(place) + &bare(place)),
            ("feed.xml", feed(place)),
            ("2015-11-19/report.txt", format!("Report\n\nFrom {place}.")),
            ("page.html", format!("<title>Page</title><meta name=date content=2015-11-19><p>From {place}.")),
            ("t.json", slides(place)),
        ] {
            all.push(read(root.path(), &format!("{place}/{name}"), text));
        }
    }
    for read in &all {
        let became = put(root.path(), read);
        assert!(became.iter().all(|(_, became)| *became == Outcome::New), "{became:?}");
    }
    let texts: Vec<String> = articles(root.path()).into_iter().map(|article| article.prose.text).collect();
    let there = texts.iter().filter(|text| text.contains("there")).count();
    assert_eq!((texts.len(), there), (14, 7), "{texts:?}");
    let again = all.iter().flat_map(|read| put(root.path(), read));
    assert!(again.into_iter().all(|(_, became)| became == Outcome::Same));
}

#[test]
fn a_file_is_known_again_from_wherever_it_is_named_and_where_it_was_moved() {
    let root = site();
    let first = read(root.path(), "in/2015-11-16-report.txt", "Report\n\nJets bombed Raqqa.");
    assert_eq!(put(root.path(), &first)[0].1, Outcome::New);
    let whole = import::read(&root.path().join("in"), None).unwrap();
    let roundabout = import::read(&root.path().join("in/../in/2015-11-16-report.txt"), None).unwrap();
    fs::rename(root.path().join("in"), root.path().join("moved")).unwrap();
    let moved = import::read(&root.path().join("moved"), None).unwrap();
    fs::rename(root.path().join("moved"), root.path().join("in")).unwrap();
    for again in [whole, roundabout] {
        assert_eq!(put(root.path(), &again)[0].1, Outcome::Same);
    }
    fs::rename(root.path().join("in"), root.path().join("moved")).unwrap();
    assert_eq!(put(root.path(), &moved)[0].1, Outcome::Same);
}

#[test]
fn what_an_interrupted_run_brought_up_to_date_is_not_taken_for_edited() {
    let root = site();
    let text =
        |words: &str| format!("{{\"id\":\"urn:1\",\"date\":\"2015-11-16\",\"title\":\"One\",\"text\":\"{words}\"}}");
    put(root.path(), &read(root.path(), "in/a.jsonl", text("First.")));
    let lock = fs::read_to_string(root.path().join("imports.lock")).unwrap();
    assert_eq!(put(root.path(), &read(root.path(), "in/a.jsonl", text("Second.")))[0].1, Outcome::Updated);
    // The run ended before it could write down what it had done.
    fs::write(root.path().join("imports.lock"), lock).unwrap();
    assert_eq!(put(root.path(), &read(root.path(), "in/a.jsonl", text("Second.")))[0].1, Outcome::Same);
    assert_eq!(put(root.path(), &read(root.path(), "in/a.jsonl", text("Third.")))[0].1, Outcome::Updated);
}

#[test]
fn slides_that_show_one_picture_are_events_of_their_own_and_title_and_ages_are_none() {
    let root = site();
    let csv = "Year,Month,Day,Headline,Text,Media,Type\n,,,My timeline,Welcome,,title\n2015,1,1,The war,,,era\n\
               2015,11,16,One,Jets bombed it.,https://example.org/map.png,\n2015,11,17,Two,Shells hit it.,https://example.org/map.png,\n";
    let table = read(root.path(), "in/t.csv", csv);
    assert_eq!(told(&table), []);
    put(root.path(), &table);
    let titles: Vec<String> = articles(root.path()).into_iter().map(|article| article.meta.title).collect();
    assert_eq!(titles, ["One", "Two"]);
}

#[test]
fn rows_that_cite_one_page_are_articles_of_their_own_also_when_more_are_added() {
    let root = site();
    let row = |day: u32, title: &str| format!("2015-11-{day},{title},Text.,https://example.org/list\n");
    let heading = "date,title,text,url\n".to_owned();
    let first = read(root.path(), "in/t.csv", heading.clone() + &row(16, "One"));
    put(root.path(), &first);
    let more = read(root.path(), "in/t.csv", heading + &row(15, "Zero") + &row(16, "One") + &row(17, "Two"));
    let became: Vec<Outcome> = put(root.path(), &more).into_iter().map(|(_, became)| became).collect();
    assert_eq!(became, [Outcome::New, Outcome::Same, Outcome::New]);
    assert!(put(root.path(), &more).iter().all(|(_, became)| *became == Outcome::Same));
    let titles: Vec<String> = articles(root.path()).into_iter().map(|article| article.meta.title).collect();
    assert_eq!(titles, ["Zero", "One", "Two"]);
}

#[test]
fn a_table_keeps_the_paragraphs_of_its_texts_and_takes_html_from_its_own_column() {
    let root = site();
    let csv = "date,title,text,html\n16 Nov 2015,Plain,\"One < two.\n\n# Three.\",\n\"November 17, 2015\",Marked,,<p>One</p><p>Two</p>\n";
    put(root.path(), &read(root.path(), "in/t.csv", csv));
    let text = |name: &str| fs::read_to_string(root.path().join("content").join(name)).unwrap();
    assert!(
        text("2015-11-16-plain.md").ends_with("\n\nOne \\< two.\n\n\\# Three.\n"),
        "{}",
        text("2015-11-16-plain.md")
    );
    assert!(text("2015-11-17-marked.md").ends_with("\n\nOne\n\nTwo\n"));
}

#[test]
fn hidden_files_stay_hidden_and_articles_of_other_generators_are_told() {
    let root = site();
    let texts = [
        ("in/.git/2015-11-16-log.txt", "Log\n\nText."),
        ("in/._2015-11-16-a.txt", "x"),
        ("in/2015-11-17-post.md", "---\ntitle: Post\n---\nText."),
    ];
    fs::create_dir_all(root.path().join("in/.git")).unwrap();
    texts.iter().for_each(|(name, text)| fs::write(root.path().join(name), text).unwrap());
    let folder = import::read(&root.path().join("in"), None).unwrap();
    assert_eq!(told(&folder), [(1, "an article with front matter of its own".to_owned())]);
    assert_eq!(folder.records.len(), 0);
}

#[test]
fn a_feed_and_a_page_are_read_in_the_encoding_that_they_declare() {
    let root = site();
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let feed = RSS.replace("UTF-8", "ISO-8859-1").replace("French", "\u{c9}lys\u{e9}e");
    let page = "<meta charset=windows-1252><title>Caf\u{e9}</title><meta name=date content=2015-11-18><p>\u{e0} la";
    let wide: Vec<u8> = RSS
        .replace("UTF-8", "UTF-16")
        .replace("French", "\u{c9}lys\u{e9}e")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let wide = [vec![0xff, 0xfe], wide].concat();
    put(root.path(), &read(root.path(), "in/page.html", latin(page)));
    for bytes in
        [latin(&feed), wide, RSS.replace("UTF-8", "ISO-8859-1").replace("French", "\u{c9}lys\u{e9}e").into_bytes()]
    {
        put(root.path(), &read(root.path(), "in/feed.xml", bytes));
        let texts: Vec<String> = articles(root.path()).into_iter().map(|article| article.prose.text).collect();
        assert_eq!(texts, ["\u{c9}lys\u{e9}e jets bombed Raqqa.", "Plain words.", "\u{e0} la"]);
    }
}
