//! Trains the tagger and the parser.
mod conllu;
mod encoder;
mod lexicon;
mod oracle;
mod own;
mod pack;
mod parser;
mod score;
mod tagger;
mod tensor;

use conllu::Sentence;
use parser::Tagged;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let dir = Path::new("/work/shared/treebank");
    let read = |name: &str| conllu::read(&dir.join(format!("en_{name}.conllu.gz")));
    let mut train = read("ewt-ud-train")?;
    train.extend(read("gum-ud-train")?);
    let ewt = read("ewt-ud-dev")?;
    let gum = read("gum-ud-dev")?;
    let all: Vec<&Sentence> = train.iter().collect();
    let arg = |at: usize, default: f32| std::env::args().nth(at).and_then(|a| a.parse().ok()).unwrap_or(default);
    let settings = tagger::Settings {
        width: arg(2, 64.0) as usize,
        layers: arg(3, 1.0) as usize,
        epochs: arg(4, 10.0) as usize,
        rate: arg(5, 0.004),
        dropout: arg(6, 0.2),
        batch: arg(7, 8.0) as usize,
    };
    let hidden = arg(8, 96.0) as usize;
    let clock = std::time::Instant::now();
    let mode = std::env::args().nth(1).unwrap_or_default();
    if mode == "tag" {
        tagger::Tagger::train(&all, &settings, 1, |epoch, tagger| {
            println!("{epoch} {:?} {:.4?} {:.4?}", clock.elapsed(), tagger.accuracy(&ewt), tagger.accuracy(&gum));
        });
    }
    if mode == "raw" {
        let vocabulary = dateline::lang::Language::find("en").map(|l| l.vocabulary()).unwrap_or_default();
        let news: Vec<Sentence> = gum.iter().filter(|s| s.source.contains("news")).cloned().collect();
        let trainews: Vec<Sentence> = train.iter().filter(|s| s.source.contains("GUM_news")).cloned().collect();
        for (name, set) in [("ewt", &ewt), ("gum", &gum), ("news", &news), ("trainnews", &trainews)] {
            let mut scores = score::Scores::default();
            for document in score::documents(set) {
                let own = own::read(&score::text(document), &vocabulary);
                scores.add(document, &own);
                if std::env::args().nth(2).as_deref() == Some(name) {
                    show(document, &own);
                }
            }
            println!(
                "{name} tokens {:.2} words {:.2} sentences {:.2}",
                scores.tokens.f1(),
                scores.words.f1(),
                scores.sentences.f1()
            );
        }
    }
    if mode == "jack" {
        let full = tagger::Tagger::train(&all, &settings, 1, |_, _| {});
        let mut tags: Vec<Vec<u8>> = vec![Vec::new(); train.len()];
        const FOLDS: usize = 5;
        for fold in 0..FOLDS {
            let part: Vec<&Sentence> =
                (0..train.len()).filter(|at| at * FOLDS / train.len() != fold).map(|at| &train[at]).collect();
            let tagger = tagger::Tagger::train(&part, &settings, 1, |_, _| {});
            let map: Vec<u8> =
                tagger.labels.iter().map(|l| full.labels.iter().position(|k| k == l).unwrap_or(0) as u8).collect();
            for at in (0..train.len()).filter(|at| at * FOLDS / train.len() == fold) {
                tags[at] = tagger.tag(&train[at]).into_iter().map(|t| map[t]).collect();
            }
        }
        let dev: Vec<Vec<u8>> =
            ewt.iter().chain(&gum).map(|s| full.tag(s).into_iter().map(|t| t as u8).collect()).collect();
        let mut out = format!("{}\n", full.labels.len());
        for tags in tags.iter().chain(&dev) {
            out.push_str(&tags.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" "));
            out.push('\n');
        }
        std::fs::write("/tmp/f/tags.txt", out)?;
        println!("{:?} {:.4?} {:.4?}", clock.elapsed(), full.accuracy(&ewt), full.accuracy(&gum));
    }
    if mode == "parse" {
        let text = std::fs::read_to_string("/tmp/f/tags.txt")?;
        let mut lines = text.lines();
        let count: usize = lines.next().unwrap_or_default().parse()?;
        let mut tagged = |sentences: &'_ [Sentence]| -> Vec<Vec<u8>> {
            sentences
                .iter()
                .map(|_| lines.next().unwrap_or_default().split(' ').filter_map(|t| t.parse().ok()).collect())
                .collect()
        };
        fn zip<'a>(sentences: &'a [Sentence], tags: Vec<Vec<u8>>) -> Vec<Tagged<'a>> {
            sentences.iter().zip(tags).map(|(sentence, tags)| Tagged { sentence, tags }).collect()
        }
        let data = zip(&train, tagged(&train));
        let ewt = zip(&ewt, tagged(&ewt));
        let gum = zip(&gum, tagged(&gum));
        parser::Parser::train(&data, count, hidden, &settings, 1, |epoch, parser| {
            println!("{epoch} {:?} {:.4?} {:.4?}", clock.elapsed(), parser.accuracy(&ewt), parser.accuracy(&gum));
        });
    }
    Ok(())
}

fn show(gold: &[Sentence], own: &[Sentence]) {
    let list = |sentences: &[Sentence]| {
        let mut at = 0;
        let mut out = Vec::new();
        for sentence in sentences {
            for (number, word) in sentence.words.iter().enumerate() {
                let n = word.form.chars().count();
                out.push((at, at + n, word.form.clone(), number == 0));
                at += n;
            }
        }
        out
    };
    let (g, o) = (list(gold), list(own));
    let gs: std::collections::BTreeMap<(usize, usize), bool> = g.iter().map(|w| ((w.0, w.1), w.3)).collect();
    let os: std::collections::BTreeMap<(usize, usize), bool> = o.iter().map(|w| ((w.0, w.1), w.3)).collect();
    for (at, w) in o.iter().enumerate() {
        if !gs.contains_key(&(w.0, w.1)) {
            println!(
                "TOKEN own [{}] gold {:?}",
                w.2,
                g.iter().filter(|x| x.0 < w.1 && w.0 < x.1).map(|x| &x.2).collect::<Vec<_>>()
            );
        } else if gs[&(w.0, w.1)] != w.3 {
            println!(
                "SENT own {} : {} | {}",
                w.3,
                o[at.saturating_sub(8)..at].iter().map(|x| x.2.as_str()).collect::<Vec<_>>().join(" "),
                o[at..(at + 5).min(o.len())].iter().map(|x| x.2.as_str()).collect::<Vec<_>>().join(" ")
            );
        }
    }
    let _ = os;
}
