//! What somebody else has open: a reader, a virus scanner, the index of the system's own search.

use std::io;
use std::time::Duration;

/// How often a file in use elsewhere is tried again, and after how long.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(25);

/// Tries again while a reader or a virus scanner has the file open, which only some systems mind and which passes.
pub(super) fn again(mut step: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let mut tries = 0;
    loop {
        match step() {
            Err(e) if tries < TRIES && in_use(&e) => {
                tries += 1;
                std::thread::sleep(PAUSE * tries);
            }
            done => return done,
        }
    }
}

/// Whether somebody else has it open.
pub(super) fn in_use(e: &io::Error) -> bool {
    let busy = matches!(
        e.kind(),
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy | io::ErrorKind::Interrupted
    );
    // Access denied, sharing violation, lock violation: what Windows says of a file that somebody has open.
    busy || cfg!(windows) && matches!(e.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_use_is_tried_again_and_another_fault_is_not() {
        let mut calls = 0;
        let busy_twice = again(|| {
            calls += 1;
            if calls < 3 { Err(io::ErrorKind::ResourceBusy.into()) } else { Ok(()) }
        });
        assert!(busy_twice.is_ok());
        assert_eq!(calls, 3);
        calls = 0;
        let full = again(|| {
            calls += 1;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!((full.unwrap_err().kind(), calls), (io::ErrorKind::StorageFull, 1));
    }
}
