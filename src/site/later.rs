//! Tables that are made when somebody first asks for them, so that nobody waits for those that nobody looks at.
//!
//! Not here: the tables.

use std::sync::{Arc, LazyLock};

/// Something that is made when it is first asked for. Copies share it.
pub type Later<T> = Arc<LazyLock<T, Box<dyn FnOnce() -> T + Send + Sync>>>;

/// What `make` gives, once that is asked for. It must work on one thread alone: a thread of a pool that waits for others may take up work that
/// asks for the same.
pub fn later<T>(make: impl FnOnce() -> T + Send + Sync + 'static) -> Later<T> {
    Arc::new(LazyLock::new(Box::new(make)))
}
