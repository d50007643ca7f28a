//! What the program says of itself: help with examples that work, completions for shells, manual pages, the README.

use std::fs;
use std::process::{Command, Stdio};

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};
use spiega::cli::Cli;

use crate::support::{Run, Site, package};

fn run(args: &[&str]) -> Run {
    let program = Command::new(env!("CARGO_BIN_EXE_spiega"))
        .args(args)
        .output();
    Run::new(&program.expect("the program starts"))
}

/// The program's commands, but for `help`.
fn commands() -> Vec<clap::Command> {
    let mut program = Cli::command();
    program.build();
    let all = program.get_subcommands().cloned();
    all.filter(|command| command.get_name() != "help").collect()
}

/// Names of the options that help shows, without the dashes.
fn options(command: &clap::Command) -> Vec<String> {
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    let long = shown.filter_map(|arg| arg.get_long());
    long.map(str::to_owned).collect()
}

/// The lines of the examples of a help text.
fn examples(help: &str) -> Vec<&str> {
    let (_, examples) = help
        .split_once("\nExamples:\n")
        .unwrap_or_else(|| panic!("no examples in\n{help}"));
    examples.lines().map(str::trim).collect()
}

/// The words of a line of a shell, up to where its output goes.
fn words(line: &str) -> Vec<String> {
    let line = line.split(" > ").next().unwrap_or(line);
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words
}

#[test]
fn every_command_has_examples_that_work() {
    let mut helps = vec![(String::new(), run(&["--help"]))];
    for command in commands() {
        let name = command.get_name().to_owned();
        helps.push((name.clone(), run(&[&name, "-h"])));
        helps.push((name.clone(), run(&["help", &name])));
    }
    for (name, help) in helps {
        assert_eq!((help.code, help.stderr.as_str()), (0, ""), "{name}");
        let examples = examples(&help.stdout);
        assert!(!examples.is_empty(), "{name}");
        for example in examples {
            assert!(example.starts_with(&format!("spiega {name}")), "{example}");
            match Cli::try_parse_from(words(example)) {
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::DisplayHelp => {}
                Err(error) => panic!("{example}: {error}"),
            }
        }
    }
}

#[test]
fn help_says_what_every_command_and_option_is_for() {
    for command in commands() {
        let name = command.get_name();
        assert!(command.get_about().is_some(), "{name}");
        for argument in command.get_arguments() {
            let about = argument.get_help().map(ToString::to_string);
            let about = about.unwrap_or_default();
            assert!(!about.is_empty(), "{name}: {}", argument.get_id());
            assert!(!about.ends_with('.'), "{name}: {about}");
        }
    }
}

#[test]
fn the_readme_names_every_command_and_how_to_install_completions() {
    let readme = fs::read_to_string(package().join("README.md")).expect("README.md");
    for command in commands() {
        let name = command.get_name();
        let row = format!("cargo run --release -- {name}");
        assert!(
            readme.contains(&row) || readme.contains(&format!("`spiega {name}")),
            "{name}"
        );
    }
    for line in ["spiega completions bash >", "spiega man >", "`--verbose`"] {
        assert!(readme.contains(line), "{line}");
    }
}

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

#[test]
fn completions_of_every_shell_name_every_command_and_option() {
    for shell in SHELLS {
        let script = run(&["completions", shell]);
        assert_eq!((script.code, script.stderr.as_str()), (0, ""), "{shell}");
        for command in commands() {
            let name = command.get_name();
            assert!(script.stdout.contains(name), "{shell}: {name}");
            for option in options(&command) {
                assert!(script.stdout.contains(&option), "{shell}: {name} {option}");
            }
        }
        for hidden in ["external-pause", "external-timeout"] {
            assert!(!run(&["check", "--help"]).stdout.contains(hidden));
        }
    }
    assert_eq!(run(&["completions", "tcsh"]).code, 2);
    assert_eq!(run(&["completions"]).code, 2);
}

/// Whether a program is there to be run.
fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    let silent = command.arg("--version").stdout(Stdio::null());
    silent.stderr(Stdio::null()).status().is_ok()
}

#[test]
fn shells_understand_their_completions() {
    let site = Site::empty("completions");
    for shell in ["bash", "zsh", "fish"]
        .into_iter()
        .filter(|shell| is_installed(shell))
    {
        let script = run(&["completions", shell]).stdout;
        let path = site.path(&format!("spiega.{shell}"));
        fs::write(&path, script).expect("the script");
        let output = Command::new(shell).arg("-n").arg(&path).output();
        let output = Run::new(&output.expect("the shell starts"));
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{shell}");
    }
}

/// What bash offers after these words.
fn completed(words: &[&str]) -> Vec<String> {
    let script = run(&["completions", "bash"]).stdout;
    let last = words.len() - 1;
    let ask = format!(
        "\nCOMP_WORDS=({}); COMP_CWORD={last}; _spiega spiega '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words[last],
        words[last - 1]
    );
    let output = Command::new("bash").arg("-c").arg(script + &ask).output();
    let output = Run::new(&output.expect("bash starts"));
    output.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    assert_eq!(completed(&["spiega", "bu"]), ["build"]);
    assert_eq!(completed(&["spiega", "check", "--stri"]), ["--strict"]);
    assert_eq!(completed(&["spiega", "check", "--format", "j"]), ["json"]);
    assert_eq!(completed(&["spiega", "completions", "fi"]), ["fish"]);
}

#[test]
fn every_command_has_a_manual_page() {
    let program = run(&["man"]);
    assert!(
        program.stdout.contains(".TH spiega 1"),
        "{}",
        program.stdout
    );
    for command in commands() {
        let name = command.get_name();
        assert!(
            program.stdout.contains(&format!("spiega\\-{name}(1)")),
            "{name}"
        );
        let page = run(&["man", name]);
        assert_eq!((page.code, page.stderr.as_str()), (0, ""), "{name}");
        assert!(
            page.stdout.contains(&format!(".TH spiega-{name} 1")),
            "{}",
            page.stdout
        );
        assert!(page.stdout.contains("Examples:"), "{name}");
        for option in options(&command) {
            let option = format!("\\-\\-{}", option.replace('-', "\\-"));
            assert!(page.stdout.contains(&option), "{name}: {option}");
        }
    }
    let unknown = run(&["man", "biuld"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    assert!(unknown.stderr.contains("spiega help"), "{}", unknown.stderr);
}
