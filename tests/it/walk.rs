//! The way that README.md shows from nothing to a new page online, taken as it is written there.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Run, Site, package};

/// The commands of the first block of shell below a heading.
fn commands(heading: &str) -> Vec<String> {
    let readme = fs::read_to_string(package().join("README.md")).expect("the README");
    let section = readme.split_once(heading).expect("the section").1;
    let block = section.split_once("```sh\n").expect("its commands").1;
    let block = block.split_once("```").expect("their end").0;
    block.lines().map(str::to_owned).collect()
}

#[test]
fn the_readme_leads_from_nothing_to_a_new_page() {
    let commands = commands("\n## Start your own site\n");
    assert!(commands.len() < 10, "{commands:#?}");
    assert_eq!(commands[0], "cargo install --path .");
    let site = Site::empty("walk");
    fs::create_dir(site.path("program")).expect("a folder to start from");
    let program = Path::new(env!("CARGO_BIN_EXE_spiega"));
    let folder = program.parent().expect("the program lies in a folder");
    let path = format!(
        "{}:{}",
        folder.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let script = format!(
        "set -e\n{}\nspiega check --strict --quiet\n",
        commands[1..].join("\n")
    );
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(site.path("program"))
        .env("PATH", path)
        .output()
        .expect("a shell");
    let run = Run::new(&output);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{script}");
    for (page, words) in [
        ("it/partner/school", "La scuola conta chi passa"),
        ("en/partners/school", "The school counts who crosses"),
    ] {
        let page = site.read(&format!("my-site/public/{page}/index.html"));
        assert!(page.contains(words), "{page}");
    }
}
