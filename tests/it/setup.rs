//! What the faults need that files alone cannot give: states of the disk, long texts, other commands.

use std::fs::{self, File};
use std::os::unix::fs::symlink;

use rustix::fs::{FlockOperation, flock};

use crate::support::Site;

/// A site made ready, the command that raises its code, and what must live as long as the command runs.
pub(crate) struct Prepared {
    pub(crate) site: Site,
    pub(crate) command: Vec<&'static str>,
    _lock: Option<File>,
}

/// Makes the site of a fixture ready.
pub(crate) fn prepare(fixture: &str, site: Site) -> Prepared {
    let mut lock = None;
    let mut command = vec!["check", "--today", "2026-11-25"];
    let site = match fixture {
        "bad-base-url.option" => {
            command.extend(["--base-url", "example.org"]);
            site
        }
        "domain-contradiction.option" => {
            command.extend(["--base-url", "https://elsewhere.example/"]);
            site
        }
        "bad-repository.option" => {
            command.extend(["--repository", "owner/name"]);
            site
        }
        "control-character" => site.change_file("content/page.it.md", |text| {
            format!("{text}\nA bell:\u{7}\n")
        }),
        "long-address" => {
            let alias = format!("/it/{}", "una-pagina/".repeat(200));
            site.change_file("content/page.it.md", |text| {
                text.replacen("---\n", &format!("---\naliases: [{alias}]\n"), 1)
            })
        }
        "unknown-words" => ["it", "en"].into_iter().fold(site, |site, lang| {
            let path = format!("templates/strings/{lang}.yaml");
            site.change_file(&path, |text| text.replace("\nfootnotes: ", "\nfootnote: "))
        }),
        "missing-home" => site.remove("content/_index.en.md"),
        // Each fixture brings what an earlier run has found, so that nothing is asked for.
        "gone-address"
        | "links-not-remembered"
        | "moved-address"
        | "unknown-anchor"
        | "unverified-address" => {
            command.push("--external");
            site
        }
        "front-matter-form" | "nothing-to-accept" => {
            command = vec!["accept", "page"];
            site
        }
        "missing-site-yaml" => site.remove("content/site.yaml"),
        "not-a-regular-file" => {
            symlink("page.it.md", site.path("content/other.it.md")).expect("a link");
            site
        }
        "not-a-regular-file.folder" => {
            fs::rename(site.path("content"), site.path("texts")).expect("another name");
            symlink("texts", site.path("content")).expect("a link");
            site
        }
        "not-utf8" => site.write("content/page.it.md", b"---\ntitle: caff\xe8\n---\n"),
        "output-failed" => {
            command = vec!["build", "--output", "site.txt/public"];
            site.write("site.txt", "a file")
        }
        "output-locked" => {
            command = vec!["build"];
            let site = site.write(".public.spiega/lock", "12345\n");
            let file = File::open(site.path(".public.spiega/lock")).expect("the lock file");
            flock(&file, FlockOperation::NonBlockingLockExclusive).expect("the lock");
            lock = Some(file);
            site
        }
        "output-refused" => {
            command = vec!["build", "--output", "content/public"];
            site
        }
        "same-name" => ["caff\u{e8}", "caffe\u{300}"]
            .iter()
            .fold(site, |site, name| {
                site.write(&format!("content/static/{name}.txt"), "a text")
            }),
        "too-deep" => {
            let quote = |text: &str| format!("{text}\n{} deep\n", ">".repeat(200));
            site.change_file("content/page.it.md", quote)
        }
        "too-large" => {
            let lengthen =
                |text: &str| text.replacen("---\n", &format!("---\n{}", "#\n".repeat(40_000)), 1);
            site.change_file("content/page.it.md", lengthen)
        }
        "too-much-html" => {
            let words = "many ".repeat(1_000);
            let fact = format!("{{it: {words}, en: {words}}}");
            let mark = |text: &str| format!("{text}\n{}\n", "[](fact:cost) ".repeat(500));
            site.change_file("content/facts/all.yaml", |text| {
                text.replace("WORDS", &fact)
            })
            .change_file("content/page.it.md", mark)
        }
        "unreadable" => site.write("content/page.it.md", "x".repeat(10_000_001)),
        "unreadable.folder" => site.remove("templates"),
        _ => site,
    };
    Prepared {
        site,
        command,
        _lock: lock,
    }
}
