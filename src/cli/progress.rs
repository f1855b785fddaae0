//! Progress, for builds that take long: nothing is said in the first second.

use std::time::{Duration, Instant};

use super::console::Console;
use crate::diagnostic::Say;

/// How long a build may take in silence.
const SILENCE: Duration = Duration::from_secs(1);

/// The time a run has taken so far.
pub struct Progress {
    begun: Instant,
}

impl Progress {
    /// Starts to measure.
    #[expect(clippy::disallowed_methods, reason = "elapsed time decides only whether a message is printed")]
    pub fn start() -> Self {
        Self { begun: Instant::now() }
    }

    /// Says which step begins, when the run is long enough for somebody to wonder.
    pub fn step(&self, console: &mut Console, what: &Say) {
        if self.begun.elapsed() > SILENCE {
            console.note(what);
        }
    }
}
