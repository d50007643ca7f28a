//! The command line: reads the arguments, runs one command, prints diagnostics once, sets the exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use spiega::cli::{Cli, Command};
use spiega::commands::{self, Outcome};
use spiega::panics;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let printed = error.print();
            let wrong_use = error.use_stderr() || printed.is_err();
            return ExitCode::from(if wrong_use { 2 } else { 0 });
        }
    };
    panics::silence();
    let outcome = panics::catch("this command", || match &cli.command {
        Command::Build(args) => commands::build(args),
        Command::Check(args) => commands::check(args),
        Command::Count(args) => commands::count(args),
        Command::Accept(args) => commands::accept(args),
        Command::Init(args) => commands::init(args),
        Command::New(args) => commands::new(args),
        Command::Status(args) => commands::status(args),
        Command::Schema(args) => commands::schema(args),
    });
    finish(&outcome.unwrap_or_else(|fault| commands::failure(&fault)))
}

/// Prints what a command has to say. A terminal that takes no more text is the machine's fault.
fn finish(outcome: &Outcome) -> ExitCode {
    let said = std::io::stderr()
        .lock()
        .write_all(outcome.messages.as_bytes());
    let told = std::io::stdout()
        .lock()
        .write_all(outcome.report.as_bytes())
        .and_then(|()| std::io::stdout().flush());
    let code = outcome.exit.code();
    ExitCode::from(if said.is_err() || told.is_err() {
        code.max(3)
    } else {
        code
    })
}
