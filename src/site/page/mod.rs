//! The pages of a site: one file for each sort, from the build's material to what its template is given.
//!
//! Not here: which pages there are (`routes`), how they look (the theme).

pub mod article;
pub mod changes;
mod cite;
pub mod data;
mod differences;
pub mod directory;
pub mod event;
pub mod facet;
pub mod home;
pub mod list;
pub mod map;
pub mod method;
pub mod passage;
pub mod period;
pub mod search;
pub mod text;
