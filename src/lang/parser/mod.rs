//! The dependency parser: who depends on whom, by transitions that a small network chooses.
pub mod features;
pub mod state;
