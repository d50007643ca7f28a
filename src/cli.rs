//! Arguments of the command line; nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
        after_help = "Examples:\n  spiega check --strict\n  spiega check --format github\n  spiega check --fix"
    )]
    Check(CheckArgs),
    /// Counts facts, sources, citations, pages and words, and the numbers that belong to a fact
    #[command(after_help = "Examples:\n  spiega count\n  spiega count --format json")]
    Count(CountArgs),
}

/// Where the site is.
#[derive(Args, Debug)]
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
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<String>,
    /// Writes the marks that numbers lack into the Markdown texts, then checks
    #[arg(long)]
    pub fix: bool,
}

/// Arguments of `count`.
#[derive(Args, Debug)]
pub struct CountArgs {
    /// Where the site is.
    #[command(flatten)]
    pub site: SiteArgs,
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
