//! Dateline turns a folder of dated articles into an event timeline that a reader can check.
//!
//! The way of an article, room by room:
//!
//! ```text
//! source    a site's folder           ->  pipeline::Input
//! content   Markdown and front matter ->  Article, with prose that knows its place in the file
//! lang      prose                     ->  tokens, sentences, quotations
//! extract   sentences                 ->  Mention: one report of one event, with its reasons
//! timeline  mentions of all articles  ->  Event, Timeline
//! site      timeline                  ->  pages; export: feed, sitemap, JSON
//! output    files                     ->  the folder that is published
//! ```
//!
//! ```
//! use dateline::{config, diag::File, pipeline};
//!
//! let (config, _) = config::read(&File::new("site.toml", "title = \"Raqqa\""), &pipeline::builtin_kinds());
//! let article = File::new("content/2015-11-16-jets.md", "French jets bombed Raqqa on Sunday night.");
//! let (timeline, diagnostics) = pipeline::read(&[article], &config);
//!
//! assert!(diagnostics.is_empty());
//! assert_eq!(timeline.events[0].id, "2015-11-15-france-strikes-raqqa");
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod atlas;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod date;
pub mod deploy;
pub mod diag;
pub mod export;
pub mod extract;
pub mod import;
pub mod lang;
pub mod lock;
pub mod output;
pub mod pipeline;
pub mod scaffold;
pub mod serve;
pub mod site;
pub mod source;
pub mod span;
pub mod timeline;
