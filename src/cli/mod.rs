//! Floor 7 · the program: arguments, exit codes, printing. The only room that sees clap, stdout, the environment and the
//! clock; everything below is handed what it needs.
//!
//! stdout is data, stderr is messages. Exit codes (design 1): 0 ok · 1 content has errors · 2 usage or configuration ·
//! 3 environment.

#[cfg(feature = "serve")]
mod again;
mod args;
mod assemble;
mod build;
mod calendar;
mod check;
mod completions;
mod console;
mod diff;
mod diff_json;
mod draft;
mod explain;
mod holidays;
mod init;
mod init_decision;
mod keys_told;
mod new_file;
mod outline;
mod progress;
mod project;
mod publish;
mod publish_days;
mod publish_news;
mod publish_told;
mod rollback;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod start;
mod theme;
mod today;
mod usage;
mod who;
mod who_absent;
mod who_dates;

use std::process::ExitCode;

use args::{Args, Command};
use console::Console;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// All is well.
    Ok,
    /// The content has errors.
    Content,
    /// The call or the configuration is wrong.
    Usage,
    /// The disk, a lock, a port.
    Environment,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let args = match usage::read(std::env::args_os().collect()) {
        Ok(args) => args,
        Err(said) => return ExitCode::from(said.print()),
    };
    let mut console = Console::new(&args.shared);
    let end = dispatch(&args, &mut console);
    ExitCode::from(match end {
        End::Ok => 0,
        End::Content => 1,
        End::Usage => 2,
        End::Environment => 3,
    })
}

fn dispatch(args: &Args, console: &mut Console) -> End {
    match &args.command {
        Command::Build => build::run(&args.shared, console),
        #[cfg(feature = "serve")]
        Command::Serve { port } => serve::run(&args.shared, *port, console),
        Command::Publish(flags) => publish::run(&args.shared, flags, console),
        Command::Rollback(flags) => rollback::run(&args.shared, flags, console),
        Command::Init { what, id } => match what {
            Some(word) if init_decision::is_meant(word) => init_decision::run(&args.shared, id.as_deref(), console),
            dir => start::run(&args.shared, dir.as_deref(), console),
        },
        Command::Check => check::run(&args.shared, console),
        Command::Outline => outline::run(&args.shared, console),
        Command::Draft { decision, out, write, force } => {
            let target = draft::target(out.as_deref(), *write, *force);
            draft::run(&args.shared, decision, &target, console)
        }
        Command::Who { actor } => who::run(&args.shared, actor.as_deref(), console),
        Command::Calendar(flags) => calendar::run(&args.shared, flags, console),
        Command::Holidays { year, write } => holidays::run(&args.shared, *year, *write, console),
        Command::Diff { from, to } => diff::run(&args.shared, from, to.as_deref(), console),
        Command::Schema { file, write } => schema::run(&args.shared, file.as_deref(), *write, console),
        Command::Completions { shell } => completions::run(&args.shared, *shell, console),
        Command::Explain { code } => explain::run(&args.shared, code.as_deref(), console),
    }
}
