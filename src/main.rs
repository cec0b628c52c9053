//! The program `dateline`: everything it does is in the library.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// A build makes and drops small texts by the million, on all cores at once, which takes the allocators of most systems much longer.
#[cfg(any(unix, target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dateline::cli::run()
}
