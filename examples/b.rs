use dateline::{config, content, diag::File, extract, lang::Language};
fn main() {
    let kinds = File::new("kinds.toml", std::fs::read_to_string("src/lang/data/en/kinds.toml").unwrap());
    let (config, found) = config::read(&File::new("site.toml", "title = \"A\""), &kinds);
    for d in found {
        eprintln!("{d:?}");
    }
    let language = Language::find("en").unwrap();
    let t = std::time::Instant::now();
    let extractor = extract::Extractor::new(&language, &config.kinds);
    eprintln!("compile {:?}", t.elapsed());
    let bench = std::env::var("BENCH").is_ok();
    let (mut bytes, mut total) = (0, std::time::Duration::ZERO);
    for path in std::env::args().skip(1) {
        let name = path.rsplit('/').next().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let (Some(article), _) = content::read(&File::new(name.as_str(), text), &config) else { continue };
        bytes += article.prose.text.len();
        let t = std::time::Instant::now();
        let (_, mentions) = extractor.read(&article, config::Style::News);
        total += t.elapsed();
        if bench {
            continue;
        }
        for m in mentions {
            let x = &article.prose.text;
            let n = |o: &Option<extract::Name>| o.as_ref().map(|n| n.text.clone());
            let date = m.when.to_string();
            let actor = n(&m.actor);
            let event = format!("{}-{}-{}", m.kind, actor.clone().unwrap_or_default(), date);
            println!(
                "{}",
                serde_json::json!({"article": name, "sentence": m.sentence.of(x), "kind": m.kind, "subkind": m.subkind, "trigger": m.trigger.of(x),
              "date": date, "actor": actor, "target": n(&m.target), "place": n(&m.place), "quote": m.quote.is_some(), "status": format!("{:?}", m.status).to_lowercase(), "event": event, "confidence": m.confidence,
              "why": m.why.iter().map(|r| format!("{:?}:{}:{}", r.field, r.rule, r.words.map_or("", |w| w.of(x)))).collect::<Vec<_>>()})
            );
        }
    }
    eprintln!("{bytes} bytes {total:?} {:.1} MB/s", bytes as f64 / total.as_secs_f64() / 1e6);
}
