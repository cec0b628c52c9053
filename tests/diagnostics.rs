//! Sites with faults, and what a build says about them: every folder of `tests/diagnostics` with its `expected.txt`.

use dateline::date::Day;
use dateline::pipeline::{self, Options};
use dateline::{diag, source};
use snapbox::{Assert, Data};
use std::path::{Path, PathBuf};

/// The folders that hold cases, by name.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<PathBuf> = root.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    cases
}

/// Everything that a build of the site in `root` says.
fn said(root: &Path) -> String {
    let today = Day::new(2015, 12, 31).unwrap();
    let loaded = source::load(root, today, Options::default()).unwrap();
    let built = pipeline::build(&loaded.input);
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(built.diagnostics);
    diag::render(&diagnostics, false)
}

#[test]
fn every_fault_is_told_at_its_place_with_a_way_to_mend_it() {
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    let cases = cases();
    assert!(cases.len() > 10, "the cases are missing");
    for case in cases {
        // Only the text of the diagnostics counts: paths within it are relative to the case.
        assert.eq(said(&case), Data::read_from(&case.join("expected.txt"), None).raw());
    }
}
