//! How many tokens a second are tagged and parsed on one core: `cargo bench --bench syntax -- FILE...`, where files are plain text or
//! Markdown; without any, the articles of the bundled site. The best of several runs counts.

use dateline::content::Prose;
use dateline::lang::model::Scratch;
use dateline::lang::syntax::Workspace;
use dateline::lang::{Language, Reading, Syntax};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Fifteen as a bench; `cargo test` only sees whether it runs.
fn runs() -> usize {
    if std::env::args().any(|argument| argument == "--bench") { 15 } else { 1 }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = text()?;
    let english = Language::find("en").ok_or("no English")?;
    let vocabulary = english.vocabulary();
    let prose = Prose::plain(&text);
    let reading = Reading::new(&prose.text, &prose.blocks, &vocabulary);
    let words: Vec<Vec<&str>> = (reading.sentences.iter())
        .map(|sentence| reading.tokens_of(sentence).iter().map(|token| token.span.of(&prose.text)).collect())
        .collect();
    let count = reading.tokens.len();
    println!("{count} tokens, {} sentences", words.len());
    let load = best(|| {
        black_box(english.syntax());
    });
    println!("loading the model: {load:?}");
    let syntax = english.syntax().ok_or("no model")?;
    let reading = best(|| {
        black_box(Reading::new(&prose.text, &prose.blocks, &vocabulary));
    });
    let tagging = best(|| tag(&syntax, &words));
    let both = best(|| parse(&syntax, &words));
    for (name, time) in [("tokens and sentences", reading), ("tagging", tagging), ("tagging and parsing", both)] {
        show(name, count, time);
    }
    show("parsing alone", count, both.saturating_sub(tagging));
    Ok(())
}

fn text() -> std::io::Result<String> {
    let mut files: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).map(PathBuf::from).collect();
    if files.is_empty() {
        files = std::fs::read_dir("content")?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_file())
            .collect();
        files.sort();
    }
    files.iter().map(std::fs::read_to_string).collect::<Result<Vec<_>, _>>().map(|texts| texts.join("\n\n"))
}

fn best(mut work: impl FnMut()) -> Duration {
    let time = |_| {
        let clock = Instant::now();
        work();
        clock.elapsed()
    };
    (0..runs()).map(time).min().unwrap_or_default()
}

fn tag(syntax: &Syntax<'_>, words: &[Vec<&str>]) {
    let (mut scratch, mut tags) = (Scratch::default(), Vec::new());
    for words in words {
        syntax.tagger().tag(words.iter().copied(), &mut scratch, &mut tags);
        black_box(&tags);
    }
}

fn parse(syntax: &Syntax<'_>, words: &[Vec<&str>]) {
    let mut work = Workspace::default();
    for words in words {
        black_box(syntax.tree_of(words.clone(), &mut work));
    }
}

fn show(name: &str, count: usize, time: Duration) {
    println!("{name}: {:.0} tokens/s", count as f64 / time.as_secs_f64());
}
