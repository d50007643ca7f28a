//! Arguments of the command line; nothing else.

#[cfg(feature = "serve")]
use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::quantity::PartialDate;

/// A static-site generator for bilingual explainer microsites whose figures, links and translations are checked.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
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
    #[command(after_help = "Examples:\n  spiega status\n  spiega status --format json")]
    Status(StatusArgs),
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

fn parse_day(text: &str) -> Result<Date, String> {
    match PartialDate::parse(text) {
        Ok(PartialDate::Day(day)) => Ok(day),
        Ok(_) => Err("write a day, such as `2026-11-25`".to_owned()),
        Err(problem) => Err(problem.to_string()),
    }
}
