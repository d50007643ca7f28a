//! Arguments of the command line; nothing else.

#[cfg(feature = "serve")]
use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::characters::is_blank;
use crate::lang::{is_language_tag, usual_tag};
use crate::quantity::PartialDate;

/// A static-site generator for bilingual explainer microsites whose figures, links and translations are checked.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    propagate_version = true,
    after_help = "Examples:\n  spiega build\n  spiega check --strict\n  spiega help check"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Builds the site into public/
    #[command(
        after_help = "Examples:\n  spiega build\n  spiega build --base-url https://owner.github.io/site/\n  spiega build --portable --output ../site-on-disk"
    )]
    Build(BuildArgs),
    /// Does everything but writing, and says what is wrong
    #[command(
        after_help = "Examples:\n  spiega check --strict\n  spiega check --format github\n  spiega check --fix\n  spiega check --external"
    )]
    Check(CheckArgs),
    /// Counts facts, sources, citations, pages and words, and the numbers that belong to a fact
    #[command(after_help = "Examples:\n  spiega count\n  spiega count --format json")]
    Count(CountArgs),
    /// Declares the texts of a page equal, as they are now
    #[command(
        after_help = "Examples:\n  spiega accept partners/foxconn\n  spiega accept content/about.it.md timeline\n  spiega accept --all"
    )]
    Accept(AcceptArgs),
    /// Shows the state of every text, and the facts that are past their date of review
    #[command(
        after_help = "Examples:\n  spiega status\n  spiega status --format json\n  spiega status --format github"
    )]
    Status(StatusArgs),
    /// Makes a small new site in a folder of its own, complete, in the languages you name
    #[command(
        after_help = "Examples:\n  spiega init my-site\n  spiega init my-site --lang de,fr --title \"Die Brücke\"\n  spiega init . --repository https://github.com/owner/my-site --program owner/spiega"
    )]
    Init(InitArgs),
    /// Makes the files of a new page: its data file and a text in each language, as drafts
    #[command(
        after_help = "Examples:\n  spiega new partners acme\n  spiega new partners acme --title \"Acme S.p.A.\""
    )]
    New(NewArgs),
    /// Prints a script that lets a shell complete commands and options
    #[command(
        after_help = "Examples:\n  spiega completions bash > ~/.local/share/bash-completion/completions/spiega\n  spiega completions zsh > ~/.zfunc/_spiega\n  spiega completions fish > ~/.config/fish/completions/spiega.fish"
    )]
    Completions(CompletionsArgs),
    /// Prints the manual page of the program or of a command
    #[command(
        after_help = "Examples:\n  spiega man > ~/.local/share/man/man1/spiega.1\n  spiega man build > ~/.local/share/man/man1/spiega-build.1"
    )]
    Man(ManArgs),
    /// Writes JSON Schemas into schema/, by which editors complete, explain and check the YAML files
    #[command(after_help = "Examples:\n  spiega schema\n  spiega schema --format json")]
    Schema(SchemaArgs),
    /// Shows the site in a browser on this machine, and every change of it at once
    #[cfg(feature = "serve")]
    #[command(
        after_help = "Examples:\n  spiega serve\n  spiega serve --drafts --port 4000\n  spiega serve --base-url http://localhost/"
    )]
    Serve(ServeArgs),
}

/// Where the site is.
#[derive(Args, Clone, Debug)]
pub struct SiteArgs {
    /// The folder that holds content/ and templates/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Builds drafts like other pages
    #[arg(long)]
    pub drafts: bool,
    /// Address of the home page, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Address of the repository, instead of the one in site.yaml
    #[arg(long, value_name = "URL")]
    pub repository: Option<String>,
    /// Form of the messages
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Says nothing but errors and warnings
    #[arg(long, short)]
    pub quiet: bool,
    /// Also says what each stage took and found, and where; not where a report is JSON
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// Arguments of `build`.
#[derive(Args, Debug)]
pub struct BuildArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// The output folder [default: public below the root]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Spells `index.html` in links, so that the output also opens from a disk
    #[arg(long)]
    pub portable: bool,
}

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Turns warnings into errors
    #[arg(long)]
    pub strict: bool,
    /// The day to compare dates with, instead of the clock's
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub today: Option<Date>,
    /// Writes the marks that numbers lack into the Markdown texts, then checks
    #[arg(long)]
    pub fix: bool,
    /// Other sites.
    #[cfg(feature = "external")]
    #[command(flatten)]
    pub external: ExternalArgs,
}

/// How `check` treats other sites.
#[cfg(feature = "external")]
#[derive(Args, Debug)]
pub struct ExternalArgs {
    /// Also tries the addresses of sources and of links to other sites, slowly: it can take minutes
    #[arg(long)]
    pub external: bool,
    /// How long an answer may take, in milliseconds
    #[arg(long, hide = true, value_name = "MS", default_value_t = 20_000)]
    pub external_timeout: u64,
    /// Pause between two requests to one host, in milliseconds
    #[arg(long, hide = true, value_name = "MS", default_value_t = 1_000)]
    pub external_pause: u64,
}

/// Arguments of `count`.
#[derive(Args, Debug)]
pub struct CountArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
}

/// Arguments of `accept`.
#[derive(Args, Debug)]
pub struct AcceptArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Ids of pages, such as `partners/foxconn`, or their files
    #[arg(
        value_name = "ID",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    pub ids: Vec<String>,
    /// Declares the texts of every page equal
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `status`.
#[derive(Args, Debug)]
pub struct StatusArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// The day to compare dates with, instead of the clock's
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub today: Option<Date>,
}

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArgs {
    /// The folder of the new site, which must not be there yet or be empty
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Languages of the site, as BCP 47 tags [default: it,en]
    #[arg(long = "lang", value_name = "TAG", value_delimiter = ',', value_parser = parse_tag)]
    pub languages: Vec<String>,
    /// Name of the site
    #[arg(long, value_name = "TEXT", value_parser = parse_title)]
    pub title: Option<String>,
    /// Address of the home page [default: that of GitHub Pages, if the repository is on GitHub]
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Address of the site's repository
    #[arg(long, value_name = "URL")]
    pub repository: Option<String>,
    /// The repository on GitHub that holds the sources of this program, for the workflow
    #[arg(long, value_name = "OWNER/NAME", value_parser = parse_program)]
    pub program: Option<String>,
    /// Says nothing but errors and warnings
    #[arg(long, short)]
    pub quiet: bool,
}

/// Arguments of `new`.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// A collection that site.yaml declares
    #[arg(value_name = "COLLECTION")]
    pub collection: String,
    /// Name of the page: lower-case letters, digits and hyphens
    #[arg(value_name = "ID")]
    pub id: String,
    /// Title of the page, in the site's first language [default: made from the ID]
    #[arg(long, value_name = "TEXT", value_parser = parse_title)]
    pub title: Option<String>,
    /// The day that the texts are of, instead of the clock's
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub today: Option<Date>,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Arguments of `man`.
#[derive(Args, Debug)]
pub struct ManArgs {
    /// A command [default: the program itself]
    #[arg(value_name = "COMMAND", value_parser = parse_command)]
    pub command: Option<String>,
}

/// Arguments of `schema`.
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
}

/// Arguments of `serve`.
#[cfg(feature = "serve")]
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Where to listen; 0 takes any that is free [default: the first free one from 8000 to 8010]
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,
    /// Address to listen at; any other lets other machines read the site
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
}

/// Form of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One object on each line
    Json,
    /// For workflows of GitHub
    Github,
}

fn parse_command(text: &str) -> Result<String, String> {
    match Cli::command().find_subcommand(text) {
        Some(command) => Ok(command.get_name().to_owned()),
        None => Err("there is no such command; `spiega help` lists them".to_owned()),
    }
}

fn parse_day(text: &str) -> Result<Date, String> {
    match PartialDate::parse(text) {
        Ok(PartialDate::Day(day)) => Ok(day),
        Ok(_) => Err("write a day, such as `2026-11-25`".to_owned()),
        Err(problem) => Err(problem.to_string()),
    }
}

fn parse_title(text: &str) -> Result<String, String> {
    if is_blank(text) || text.chars().any(char::is_control) {
        Err("write words on one line".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

fn parse_tag(text: &str) -> Result<String, String> {
    if is_language_tag(text) {
        Ok(usual_tag(text))
    } else {
        Err("write a BCP 47 tag, such as `it`, `en` or `pt-BR`".to_owned())
    }
}

fn parse_program(text: &str) -> Result<String, String> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    match text.split_once('/') {
        Some((owner, name)) if is_name(owner) && is_name(name) => Ok(text.to_owned()),
        _ => Err("write the repository as `OWNER/NAME`".to_owned()),
    }
}
