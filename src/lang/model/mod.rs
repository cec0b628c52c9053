//! The trained model: features of words, and the integer network that tagger and parser share.
pub mod features;
