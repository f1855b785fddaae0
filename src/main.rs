//! The program `quyche`; everything is in the library, so that tests can reach it.

/// Pages of 2 MiB (`no_thp` turns them off) are filled with zeros whether they are used or not.
#[global_allocator]
static ALLOC: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    quyche::cli::run()
}
