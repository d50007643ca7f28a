//! `spiega completions` and `spiega man`: what shells and `man` want to know of the command line. Needs no site.

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::{Exit, Outcome};
use crate::cli::{Cli, CompletionsArgs, ManArgs};

/// A script that lets a shell complete commands and options.
pub fn completions(args: &CompletionsArgs) -> Outcome {
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    printed(script)
}

/// The manual page of the program or of a command.
pub fn man(args: &ManArgs) -> Outcome {
    let mut program = Cli::command();
    // Gives each command its whole name.
    program.build();
    let name = args.command.as_deref().unwrap_or_default();
    let command = program.find_subcommand(name).unwrap_or(&program);
    let mut page = Vec::new();
    Man::new(command.clone())
        .render(&mut page)
        .expect("memory takes all bytes");
    printed(page)
}

fn printed(text: Vec<u8>) -> Outcome {
    Outcome {
        messages: String::new(),
        report: String::from_utf8_lossy(&text).into_owned(),
        exit: Exit::Fine,
    }
}
