//! The trained model: features of words, and the integer network that tagger and parser share.
//!
//! A language pack holds it as `model.bin`. Training, which writes it, stands in `examples/train`. Not here: what the scores mean; see
//! `tagger` and `parser`.

pub mod bytes;
pub mod dense;
pub mod encoder;
pub mod features;
pub mod table;

pub use bytes::Bytes;
pub use encoder::{Encoder, Scratch};
