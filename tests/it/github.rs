//! What GitHub gets: messages at the lines of a pull request, the summary of a run, and where a page is corrected.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::support::{Run, Site, package, read_tree};

/// A site with one dead link, in a folder of its repository.
fn below_a_folder() -> Site {
    let site = Site::fault("_base");
    for folder in ["content", "templates"] {
        fs::create_dir_all(site.path("siti/il sito")).expect("a folder");
        fs::rename(
            site.path(folder),
            site.path(&format!("siti/il sito/{folder}")),
        )
        .expect("a move");
    }
    site.change_file("siti/il sito/content/page.it.md", |text| {
        format!("{text}\n[una pagina\nche non c'è](missing.it.md)\n\n[è](gone.it.md)\n")
    })
}

#[test]
fn messages_name_files_from_the_top_of_the_repository() {
    let site = below_a_folder();
    let top = site.path("").to_string_lossy().into_owned();
    let root = site.path("siti/il sito").to_string_lossy().into_owned();
    let relative = ["check", "--format", "github", "--root", "siti/il sito"];
    let winding = [
        "check",
        "--format",
        "github",
        "--root",
        "siti/../siti/./il sito/",
    ];
    let whole = ["check", "--format", "github", "--root", root.as_str()];
    let checkout: &[(&str, &str)] = &[("GITHUB_WORKSPACE", &top)];
    for (command, environment) in [
        (&relative, &[] as &[(&str, &str)]),
        (&winding, &[]),
        (&whole, &[]),
        (&relative, checkout),
        (&whole, checkout),
    ] {
        let said = site.run_where(command, environment).stderr;
        let lines = site.read("siti/il sito/content/page.it.md");
        let line = lines.lines().count() - 3;
        let at = format!(
            "::error title=dead-link,file=siti/il sito/content/page.it.md,line={line},endLine={}::",
            line + 1
        );
        assert!(said.contains(&at), "{command:?} {environment:?}: {said}");
        let at = format!("line={0},endLine={0},col=1,endColumn=15::", line + 3);
        assert!(said.contains(&at), "{command:?} {environment:?}: {said}");
    }
}

#[test]
fn a_site_that_cannot_be_read_is_named_from_the_top_too() {
    let site = below_a_folder().write("siti/il sito/content/site.yaml", "languages: [it\n");
    let said = site.run(&["check", "--format", "github", "--root", "siti/il sito"]);
    assert!(
        said.stderr.contains("file=siti/il sito/content/site.yaml,"),
        "{}",
        said.stderr
    );
}

#[test]
fn outside_of_the_repository_paths_begin_at_the_site() {
    let site = below_a_folder();
    let elsewhere = [("GITHUB_WORKSPACE", "/nowhere")];
    let command = ["check", "--format", "github", "--root", "siti/il sito"];
    let said = site.run_where(&command, &elsewhere).stderr;
    assert!(said.contains("file=content/page.it.md,"), "{said}");
}

#[test]
fn a_page_is_corrected_where_its_text_stands() {
    let text = |lang: &str| {
        format!(
            "---\ntitle: Una pagina {lang}\ndescription: Che cosa dice.\nupdated: 2026-01-01\n---\n\nTesto.\n"
        )
    };
    let keys =
        "repository: https://github.com/owner/site/\nbranch: testi/nuovi\nfolder: siti/il sito/\n";
    let site = Site::fault("_base")
        .with_real_templates()
        .change_file("content/site.yaml", |text| format!("{text}{keys}"))
        .write("content/città & Co./però 100%.it.md", text("it"))
        .write("content/città & Co./però 100%.en.md", text("en"));
    for (options, repository) in [
        (&[] as &[&str], "https://github.com/owner/site"),
        (
            &["--repository", "https://github.com/fork/name"],
            "https://github.com/fork/name",
        ),
    ] {
        let run = site.run(&[&["build"], options].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let edit = format!("{repository}/edit/testi/nuovi/siti/il%20sito/content");
        for (page, path) in [
            ("it/index.html", "_index.it.md"),
            ("en/firms/alfa/index.html", "firms/alfa.en.md"),
            (
                "it/citta-co/pero-100/index.html",
                "citt%C3%A0%20&amp;%20Co./per%C3%B2%20100%25.it.md",
            ),
        ] {
            let html = site.read(&format!("public/{page}"));
            let wanted = format!("href=\"{edit}/{path}\"");
            assert!(html.contains(&wanted), "{page} has no {wanted}");
        }
    }
}

#[test]
fn a_folder_that_is_none_is_refused() {
    for folder in ["/siti", "../siti", "siti/./a", "\"\"", "siti//a"] {
        let site = Site::fault("_base").change_file("content/site.yaml", |text| {
            format!("{text}folder: {folder}\n")
        });
        let run = site.run(&["check", "--format", "github"]);
        assert_eq!(run.code, 1, "{folder}: {}", run.stderr);
        assert!(
            run.stderr
                .contains("title=bad-repository,file=content/site.yaml,"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn the_summary_lists_what_is_left_to_do_and_counts_the_rest() {
    let site = Site::fault("_base")
        .change_file("content/facts/all.yaml", |text| {
            format!("{text}  review_by: 2026-06-30\n")
        })
        .accept_all()
        .change_file("content/page.it.md", |text| {
            format!("{text}\nUn altro paragrafo.\n")
        });
    let report = site.run(&["status", "--format", "github", "--today", "2026-07-01"]);
    let line = 1 + site
        .read("content/facts/all.yaml")
        .lines()
        .position(|line| line == "cost:")
        .expect("the fact");
    let expected = format!(
        "## Texts\n\n6 texts: 5 current, 1 differs\n\n| page | it | en |\n|---|---|---|\n| `page` | current | differs |\n\n\
         ## Facts to review\n\n| fact | by | where |\n|---|---|---|\n| `cost` | 2026-06-30 | `content/facts/all.yaml:{line}` |\n"
    );
    assert_eq!(report.stdout, expected);
}

/// The shell's text of every step of the workflows that writes the summary of a run, with the names of its file.
fn summary_steps() -> Vec<(String, String)> {
    let files = fs::read_dir(package().join(".github/workflows")).expect("the workflows");
    let mut steps = Vec::new();
    for file in files.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        let text = fs::read_to_string(file.path()).expect("a workflow");
        let workflow: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        let jobs = workflow["jobs"].as_object().expect("jobs").values();
        let all = jobs.flat_map(|job| job["steps"].as_array().expect("steps"));
        let shell = all.filter_map(|step| step["run"].as_str());
        let shell = shell.filter(|run| run.contains("GITHUB_STEP_SUMMARY"));
        steps.extend(shell.map(|run| (name.clone(), run.to_owned())));
    }
    steps.sort();
    steps
}

#[test]
fn the_workflows_write_the_state_of_the_real_site_into_their_summary() {
    let steps = summary_steps();
    let names: Vec<&str> = steps.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["pages.yml", "test.yml"]);
    let folder = Site::empty("summary").write("earlier.md", "What an earlier step said.\n");
    // The program is compiled already.
    let cargo = format!(
        "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec '{}' \"$@\"\n",
        env!("CARGO_BIN_EXE_spiega")
    );
    let folder = folder.write("bin/cargo", cargo);
    fs::set_permissions(folder.path("bin/cargo"), fs::Permissions::from_mode(0o755))
        .expect("a mode");
    let path = std::env::var("PATH").expect("a path");
    for (name, shell) in steps {
        let summary = folder.path("earlier.md");
        let output = Command::new("bash")
            .args(["-e", "-c", &shell])
            .current_dir(package())
            .env("PATH", format!("{}:{path}", folder.path("bin").display()))
            .env("GITHUB_STEP_SUMMARY", &summary)
            .env("GITHUB_WORKSPACE", package())
            .output();
        let run = Run::new(&output.expect("bash starts"));
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
    }
    let text = folder.read("earlier.md");
    assert!(
        text.starts_with("What an earlier step said.\n## Texts\n\n"),
        "{text}"
    );
    assert_eq!(text.matches("## Facts to review").count(), 2, "{text}");
    let content = read_tree(&package().join("content"));
    let n_texts = content.keys().filter(|path| path.ends_with(".md")).count();
    assert_eq!(
        text.matches(&format!("\n{n_texts} texts: ")).count(),
        2,
        "{text}"
    );
}
