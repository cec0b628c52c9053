//! Console sessions: what a user types, what comes back, the exit code, and which files are left.
//!
//! The sessions are in `tests/cmd/`; `TRYCMD=overwrite cargo test --test console` writes anew what came back.

#[test]
fn sessions_go_as_they_are_written() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cmd/*.trycmd");
}
