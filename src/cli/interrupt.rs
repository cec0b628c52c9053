//! What is done when the user or the system ends the program in the midst of its work.
//!
//! Not here: what there is to clean up (`output`).

use std::process;
use std::thread;

/// What a shell gives for a program that was interrupted: 128 and the number of the signal (POSIX.1-2024, "Exit Status for Commands").
const INTERRUPTED: i32 = 130;

/// From now on, Ctrl-C (and on Unix a request to terminate) runs `clean` before the program ends. Where the system does not tell of
/// them, they end the program as they are.
pub(super) fn clean_up_on_end(clean: impl FnOnce() + Send + 'static) {
    thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
        if runtime.block_on(told_to_end()).is_some() {
            clean();
            end();
        }
    });
}

/// Ends the program as one that was interrupted.
pub(super) fn end() -> ! {
    process::exit(INTERRUPTED)
}

/// Waits until somebody wants the program to end; `None` where that cannot be known.
#[cfg(unix)]
async fn told_to_end() -> Option<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).ok()?;
    let mut terminate = signal(SignalKind::terminate()).ok()?;
    futures_util::future::select(Box::pin(interrupt.recv()), Box::pin(terminate.recv())).await;
    Some(())
}

/// Waits until somebody wants the program to end; `None` where that cannot be known.
#[cfg(not(unix))]
async fn told_to_end() -> Option<()> {
    tokio::signal::ctrl_c().await.ok()
}
