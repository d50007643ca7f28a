//! A long series of edits, each compared with a clean build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::served::Served;
use crate::support::{Site, read_tree};

const N_STEPS: u64 = 80;

/// The same numbers at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

#[test]
fn after_every_edit_it_shows_what_a_clean_build_makes() {
    let site = Site::fixture("pair")
        .write("content/static/notes/a.txt", "a")
        .write(
            "content/about-line.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        );
    let original = read_tree(&site.path("content"));
    let mut served = Served::start(site);
    let mut dice = Dice(7);
    let (mut n_good, mut n_bad) = (0, 0);
    for step in 0..N_STEPS {
        let before = served.n_runs();
        let what = edit(&served.site, &mut dice, step);
        // Only what changed the files leads to a run.
        if what.is_empty() {
            continue;
        }
        served.wait_for("another run", |served| {
            (served.n_runs() > before).then_some(())
        });
        let is_broken = served.must_be_clean(&format!("step {step}: {what}"));
        n_good += usize::from(!is_broken);
        n_bad += usize::from(is_broken);
        // A site that stays broken shows nothing.
        if is_broken && dice.below(2) == 0 {
            served.after(|site| restore(site, &original, dice.below(3)));
            assert!(!served.must_be_clean(&format!("mending step {step}")));
        }
    }
    assert!(n_good >= 30 && n_bad >= 10, "{n_good} good, {n_bad} bad");
}

/// Puts the content back as it was, as `git checkout` does.
fn restore(site: &Site, original: &BTreeMap<String, Vec<u8>>, way: usize) {
    for path in site.files_in("content") {
        if !original.contains_key(&path) {
            fs::remove_file(site.path(&format!("content/{path}"))).expect("the file");
        }
    }
    for (path, bytes) in original {
        save(&site.path(&format!("content/{path}")), bytes, way);
    }
}

/// Does something to a file, and says what.
fn edit(site: &Site, dice: &mut Dice, step: u64) -> String {
    let content = site.path("content");
    let files: Vec<String> = read_tree(&content).into_keys().collect();
    let texts: Vec<&String> = files.iter().filter(|path| path.ends_with(".md")).collect();
    if texts.is_empty() {
        return String::new();
    }
    let file = dice.pick(&files).clone();
    let text = (*dice.pick(&texts)).clone();
    let way = dice.below(3);
    match dice.below(12) {
        0..=3 => {
            let old = fs::read_to_string(content.join(&text)).expect("the text");
            save(
                &content.join(&text),
                format!("{old}\nA sentence, {step}.\n").as_bytes(),
                way,
            );
            format!("{text} has a sentence more")
        }
        4 => {
            let name = format!("page-{step}");
            for lang in ["it", "en"] {
                save(
                    &content.join(format!("{name}.{lang}.md")),
                    page(&name, lang).as_bytes(),
                    way,
                );
            }
            format!("{name} is new")
        }
        5 => {
            fs::remove_file(content.join(&file)).expect("the file");
            format!("{file} is gone")
        }
        6 => {
            let name = format!("renamed-{step}");
            let stem = text.split('.').next().unwrap_or_default();
            for lang in ["it", "en"] {
                let to = content.join(format!("{name}.{lang}.md"));
                let _ = fs::rename(content.join(format!("{stem}.{lang}.md")), to);
            }
            format!("{stem} is called {name}")
        }
        7 => {
            save(&content.join(&text), b"---\ntitle: [\n---\n", way);
            format!("{text} is broken")
        }
        8 => {
            let folder = content.join("static").join(format!("notes-{step}"));
            fs::create_dir_all(&folder).expect("a folder");
            save(&folder.join("b.txt"), format!("{step}").as_bytes(), way);
            format!("a file in the new folder notes-{step}")
        }
        9 => {
            let other = (*dice.pick(&texts)).clone();
            swap(&content.join(&text), &content.join(&other));
            match other == text
                || fs::read(content.join(&text)).ok() == fs::read(content.join(&other)).ok()
            {
                true => String::new(),
                false => format!("{text} and {other} have changed places"),
            }
        }
        10 => {
            let path = site.path("templates/layouts/base.html");
            let old = fs::read_to_string(&path).expect("the template");
            save(
                &path,
                old.replace("</body>", &format!("<!--{step}--></body>"))
                    .as_bytes(),
                way,
            );
            "the template says more".to_owned()
        }
        _ => {
            save(
                &content.join("about-line.svg"),
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"a{step}\"/>").as_bytes(),
                way,
            );
            "another picture".to_owned()
        }
    }
}

fn page(name: &str, lang: &str) -> String {
    format!(
        "---\ntitle: \"{name} {lang}\"\ndescription: \"{name} ({lang}): a page of a small site for tests, which comes and goes while the site is served.\"\nupdated: 2026-11-25\n---\n\nA text.\n"
    )
}

/// Writes a file in one of the ways that editors have.
fn save(path: &Path, bytes: &[u8], way: usize) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("its folder");
    match way {
        0 => fs::write(path, bytes).expect("the file"),
        1 => {
            let mut beside = PathBuf::from(path);
            beside.as_mut_os_string().push("~");
            fs::write(&beside, bytes).expect("the file");
            fs::rename(beside, path).expect("over the old one");
        }
        _ => {
            let _ = fs::remove_file(path);
            fs::write(path, bytes).expect("the file");
        }
    }
}

fn swap(one: &Path, other: &Path) {
    let between = one.with_extension("tmp");
    fs::rename(one, &between).expect("the one");
    if other.exists() {
        fs::rename(other, one).expect("the other");
    }
    fs::rename(between, other).expect("the one again");
}
