//! Dateline turns a folder of dated articles into an event timeline that a reader can check.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod date;
pub mod deploy;
pub mod diag;
pub mod export;
pub mod extract;
pub mod lang;
pub mod output;
pub mod pipeline;
pub mod scaffold;
pub mod site;
pub mod source;
pub mod span;
pub mod timeline;
