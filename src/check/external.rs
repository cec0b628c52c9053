//! Whether the links that lead out of the site still lead anywhere. The only part of Dateline, besides deploying, that uses the network, and
//! only when asked to.
//!
//! Polite: a few hosts at once, one request at a time to each with a pause between, each address once, good answers remembered for a week.
//! Not here: the requests (`probe`).

use super::memory::Memory;
use super::probe::{Answer, probe};
use crate::config::Config;
use crate::content::{self, Article, Link, Selection};
use crate::diag::Diagnostic;
use crate::pipeline::Input;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Hosts that are asked at the same time.
const HOSTS: usize = 8;

/// Pause between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// Asks for everything that the site's pages link to on the web and gives what does not answer well, in the order of the files.
///
/// `root` is the site's folder, in which good answers are remembered; `tell` hears of each address before it is asked for.
///
/// # Errors
/// There is no `curl`, or what is remembered cannot be written.
pub fn external(input: &Input, config: &Config, root: &Path, tell: &(dyn Fn(&str) + Sync)) -> Result<Vec<Diagnostic>> {
    let options = &input.options;
    let selection = Selection { today: input.today, drafts: options.drafts, future: options.future };
    let collection = content::collect(&input.articles, config, &selection);
    let links: Vec<(&Article, Link)> = collection
        .all()
        .flat_map(|article| content::outgoing(article, &config.markdown).into_iter().map(move |link| (article, link)))
        .collect();
    let memory = Memory::of(root, input.today);
    let hosts = by_host(&links, &memory);
    let memory = Mutex::new(memory);
    let hear = |address: &str, answer: &Answer| match memory.lock() {
        Ok(mut memory) if is_good(answer) => memory.add(address),
        _ => Ok(()),
    };
    let answers = ask_all(hosts, tell, &hear)?;
    memory.into_inner().unwrap_or_else(PoisonError::into_inner).save()?;
    let told = links.iter().filter_map(|(article, link)| {
        Some(told(&link.destination, answers.get(bare(&link.destination))?)?.at(&article.file, link.span))
    });
    Ok(told.collect())
}

/// An address without its fragment, which no server ever hears of.
fn bare(address: &str) -> &str {
    address.split('#').next().unwrap_or(address)
}

/// Each address once, together with the others of its host; without those that answered lately.
fn by_host(links: &[(&Article, Link)], memory: &Memory) -> Vec<Vec<String>> {
    let mut hosts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (_, link) in links {
        let address = bare(&link.destination);
        let host = address.split('/').nth(2).unwrap_or_default().to_ascii_lowercase();
        let addresses = hosts.entry(host).or_default();
        if !memory.knows(address) && !addresses.iter().any(|known| known == address) {
            addresses.push(address.to_owned());
        }
    }
    hosts.into_values().filter(|addresses| !addresses.is_empty()).collect()
}

/// Asks for all addresses; `tell` hears of each before, `hear` after.
fn ask_all(
    hosts: Vec<Vec<String>>,
    tell: &(dyn Fn(&str) + Sync),
    hear: &(dyn Fn(&str, &Answer) -> Result<()> + Sync),
) -> Result<BTreeMap<String, Answer>> {
    let waiting = Mutex::new(hosts.into_iter());
    let next = || waiting.lock().ok()?.next();
    let ask = || -> Result<Vec<(String, Answer)>> {
        let mut answers = Vec::new();
        while let Some(addresses) = next() {
            for (at, address) in addresses.into_iter().enumerate() {
                if at > 0 {
                    thread::sleep(PAUSE);
                }
                tell(&address);
                let answer = probe(&address)?;
                hear(&address, &answer)?;
                answers.push((address, answer));
            }
        }
        Ok(answers)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..HOSTS).map(|_| scope.spawn(ask)).collect();
        let mut all = BTreeMap::new();
        for worker in workers {
            // A worker that did not come back has told nothing; there is nothing in it that could panic.
            all.extend(worker.join().unwrap_or_else(|_| Ok(Vec::new()))?);
        }
        Ok(all)
    })
}

fn is_good(answer: &Answer) -> bool {
    matches!(answer, Answer::Status(200..=399))
}

/// What is wrong with an answer. A server that turns strangers away says nothing about what it shows to readers.
fn told(address: &str, answer: &Answer) -> Option<Diagnostic> {
    let archived = "mend the link, or lead to a copy in an archive";
    match answer {
        Answer::Status(200..=399) => None,
        Answer::Status(status @ (401 | 402 | 403 | 405 | 407 | 429 | 451 | 999)) => {
            let message = format!("{address} turns programs away with status {status}");
            Some(Diagnostic::note("link.unclear", message).label("not checked").hint("open it in a browser"))
        }
        Answer::Status(status @ (404 | 410)) => {
            let message = format!("{address} is gone: status {status}");
            Some(Diagnostic::warning("link.gone", message).label("leads nowhere").hint(archived))
        }
        Answer::Status(status) => {
            let message = format!("{address} answers with status {status}");
            Some(Diagnostic::warning("link.broken", message).label("leads nowhere now").hint(archived))
        }
        Answer::Silence(why) => {
            let message = format!("{address} does not answer: {why}");
            Some(Diagnostic::warning("link.broken", message).label("leads nowhere now").hint(archived))
        }
    }
}
