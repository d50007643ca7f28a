//! Cases of a site that is served while it is edited.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::{configured, pair, site, text};
use crate::served::{Served, undress};
use crate::support::Site;

/// A site with a page in a folder, served.
fn notes() -> Served {
    let home = |lang: &str| format!("[](about.{lang}.md) [](notes/first.{lang}.md)");
    let mut site = site(&["it", "en"]);
    for lang in ["it", "en"] {
        site = text(site, "_index", lang, "", &home(lang));
    }
    let site = pair(site, "about", "Prima.", "First.");
    Served::start(pair(site, "notes/first", "Nota.", "Note."))
}

/// The words of a page as they are served, or the status of what is there instead.
fn words(served: &Served, path: &str) -> String {
    let reply = served.page(path);
    match reply.status {
        200 => undress(&reply.text()),
        status => status.to_string(),
    }
}

fn wait_for_words(served: &mut Served, path: &str, expected: &str) {
    served.wait_for(expected, |served| {
        words(served, path).contains(expected).then_some(())
    });
}

fn change(site: &Site, path: &str, old: &str, new: &str) -> String {
    let text = site.read(path);
    assert!(text.contains(old), "{path}: {text}");
    text.replace(old, new)
}

#[test]
fn p29_letter_case_counts() {
    let site = site(&["it", "en"]).write("content/static/img/Foto.PNG", "x");
    let served = Served::start(site);
    assert_eq!(served.page("img/Foto.PNG").status, 200);
    for path in ["img/foto.png", "img/foto.PNG", "IMG/Foto.PNG", "EN/", "En/"] {
        assert_eq!(served.page(path).status, 404, "{path}");
    }
    assert_eq!(served.get("/Repo/en/").status, 404);
}

#[test]
fn p61_drafts_stay_away_from_what_is_built_again() {
    let site = configured(site(&["it", "en"]), "collections:\n  notes: {}");
    let site = pair(site, "notes/_index", "Tutte.", "All.");
    let site = pair(site, "notes/seen", "Si vede.", "Seen.");
    let draft = |site: Site, lang: &str| text(site, "notes/hidden", lang, "draft: true", "Hidden.");
    let site = draft(draft(site, "it"), "en");
    let mut served = Served::start(site);
    for n in 0..3 {
        for (page, status) in [
            ("en/notes/hidden/", 404),
            ("it/notes/hidden/", 404),
            ("en/notes/seen/", 200),
        ] {
            assert_eq!(served.page(page).status, status, "{page} after {n} edits");
        }
        for page in ["en/notes/", "it/notes/", "en/"] {
            assert!(
                !words(&served, page).contains("notes/hidden"),
                "{page} after {n} edits"
            );
        }
        served.after(|site| {
            let path = "content/notes/hidden.en.md";
            let new = format!("{}Edited, {n}.\n", site.read(path));
            fs::write(site.path(path), new).expect("the draft");
        });
    }
    assert!(!served.must_be_clean("drafts were edited"));
}

#[test]
fn p70_every_way_of_saving_is_noticed() {
    let mut served = notes();
    let about = "content/about.en.md";
    // As nvim does: a new file takes the place of the old one.
    served.after(|site| {
        fs::write(
            site.path("content/about.en.md~"),
            change(site, about, "First.", "Second."),
        )
        .expect("a new file");
        fs::rename(site.path("content/about.en.md~"), site.path(about)).expect("over the old one");
    });
    wait_for_words(&mut served, "en/about/", "Second.");
    // As some write whole files: away with the old one, then a new one.
    served.after(|site| {
        let new = change(site, about, "Second.", "Third.");
        fs::remove_file(site.path(about)).expect("the old one");
        fs::write(site.path(about), new).expect("the new one");
    });
    wait_for_words(&mut served, "en/about/", "Third.");
    // As vim with a backup: the old one gets another name.
    served.after(|site| {
        let new = change(site, about, "Third.", "Fourth.");
        fs::rename(site.path(about), site.path("content/about.en.md~")).expect("the backup");
        fs::write(site.path(about), new).expect("the new one");
    });
    wait_for_words(&mut served, "en/about/", "Fourth.");
    served.after(|site| {
        let config = change(site, "content/site.yaml", "en: Site en", "en: Another name");
        fs::write(site.path("content/new.tmp"), config).expect("a new file");
        fs::rename(site.path("content/new.tmp"), site.path("content/site.yaml"))
            .expect("over the old one");
    });
    wait_for_words(&mut served, "en/about/", "Another name");
    // The whole folder goes and comes.
    served.after(|site| {
        fs::rename(site.path("content"), site.path("away")).expect("the folder");
        thread::sleep(Duration::from_millis(500));
        fs::rename(site.path("away"), site.path("content")).expect("the folder");
    });
    served.after(|site| {
        fs::write(site.path(about), change(site, about, "Fourth.", "Fifth.")).expect("the text");
    });
    wait_for_words(&mut served, "en/about/", "Fifth.");
    // What leaves all content as it was is no change.
    let n_runs = served.runs_within(Duration::from_millis(2_500), |site| {
        let mode = |mode| fs::Permissions::from_mode(mode);
        fs::set_permissions(site.path(about), mode(0o600)).expect("the mode");
        fs::read(site.path(about)).expect("the text");
        fs::write(site.path("content/.about.en.md.swp"), "x").expect("a dropping");
        fs::write(site.path("content/4913"), "x").expect("a dropping");
    });
    assert_eq!(n_runs, 0);
}

#[test]
fn p71_a_change_without_an_event_is_noticed() {
    let mut served = notes();
    let about = "content/about.en.md";
    fs::hard_link(served.site.path(about), served.site.path("outside")).expect("another name");
    // The system tells of changes by the name that was used, and that one is not watched.
    served.after(|site| {
        fs::write(
            site.path("outside"),
            change(site, about, "First.", "Second."),
        )
        .expect("the text");
    });
    wait_for_words(&mut served, "en/about/", "Second.");
    // Nor by another length or time.
    served.after(|site| {
        let path = site.path(about);
        let new = change(site, about, "Second.", "Zecond.");
        let time = fs::metadata(&path)
            .and_then(|it| it.modified())
            .expect("its time");
        fs::write(&path, new).expect("the text");
        let file = fs::File::options()
            .write(true)
            .open(&path)
            .expect("the text");
        file.set_modified(time).expect("the old time");
    });
    wait_for_words(&mut served, "en/about/", "Zecond.");
}

#[test]
fn p72_a_page_may_get_another_name() {
    let mut served = notes();
    assert!(words(&served, "en/").contains("about/"));
    served.after(|site| {
        for lang in ["it", "en"] {
            let home = format!("content/_index.{lang}.md");
            fs::write(site.path(&home), change(site, &home, "about.", "renamed."))
                .expect("the home page");
            let path = |name: &str| site.path(&format!("content/{name}.{lang}.md"));
            fs::rename(path("about"), path("renamed")).expect("the page");
        }
    });
    wait_for_words(&mut served, "en/renamed/", "First.");
    assert_eq!(words(&served, "en/about/"), "404");
    let home = words(&served, "en/");
    assert!(
        home.contains("renamed/") && !home.contains("about/"),
        "{home}"
    );
    assert!(!served.page("sitemap.xml").text().contains("about"));
    assert!(!served.must_be_clean("a page got another name"));
}

#[test]
fn p73_a_folder_with_another_name_is_still_watched() {
    let mut served = notes();
    served.after(|site| {
        fs::rename(site.path("content/notes"), site.path("content/papers")).expect("the folder");
        for lang in ["it", "en"] {
            let home = format!("content/_index.{lang}.md");
            fs::write(site.path(&home), change(site, &home, "notes/", "papers/"))
                .expect("the home page");
        }
    });
    wait_for_words(&mut served, "en/papers/first/", "Note.");
    assert_eq!(words(&served, "en/notes/first/"), "404");
    for (old, new) in [("Note.", "Edited."), ("Edited.", "Edited again.")] {
        served.after(|site| {
            let path = "content/papers/first.en.md";
            fs::write(site.path(path), change(site, path, old, new)).expect("the text");
        });
        wait_for_words(&mut served, "en/papers/first/", new);
    }
    assert!(!served.must_be_clean("a folder got another name"));
}

#[test]
fn p74_no_page_is_missing_or_half_there_while_the_site_is_made() {
    let mut served = notes();
    let done = Arc::new(AtomicBool::new(false));
    let n_asked = AtomicUsize::new(0);
    thread::scope(|scope| {
        let asked: Vec<_> = ["en/", "en/about/", "it/notes/first/", "sitemap.xml"]
            .map(|page| {
                let (done, n_asked) = (Arc::clone(&done), &n_asked);
                let (address, path) = (served.address, format!("{}{page}", served.base));
                scope.spawn(move || {
                    while !done.load(Ordering::Relaxed) {
                        let text = get_whole(address, &path);
                        let is_whole = text.contains("</html>") || text.contains("</urlset>");
                        assert!(
                            text.starts_with("HTTP/1.1 200 ") && is_whole,
                            "{path}: {text}"
                        );
                        n_asked.fetch_add(1, Ordering::Relaxed);
                        thread::sleep(Duration::from_millis(2));
                    }
                })
            })
            .into_iter()
            .collect();
        for n in 0..50 {
            served.after(|site| {
                let path = site.path("content/about.en.md");
                let old = fs::read_to_string(&path).expect("the text");
                let front = old.rfind("---\n").expect("front matter") + 4;
                // Every other one is broken.
                let link = if n % 2 == 0 { "" } else { "[x](nowhere.en.md)" };
                fs::write(path, format!("{}Edited, {n}. {link}\n", &old[..front]))
                    .expect("the text");
            });
        }
        done.store(true, Ordering::Relaxed);
        for thread in asked {
            assert!(thread.join().is_ok(), "a page was not whole");
        }
    });
    assert!(n_asked.load(Ordering::Relaxed) > 200);
}

fn get_whole(address: std::net::SocketAddr, path: &str) -> String {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(address).expect("the server listens");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it hears");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("it answers");
    text
}

#[test]
fn p75_a_storm_of_changes_is_one_change() {
    let mut served = notes();
    let n_runs = served.runs_within(Duration::from_secs(8), |site| {
        let home = site.read("content/about.en.md");
        let front = home.rfind("---\n").expect("front matter") + 4;
        fs::create_dir_all(site.path("content/static")).expect("a folder");
        for n in 0..200 {
            let file = site.path(&format!("content/static/{n}.txt"));
            fs::write(file, format!("{n}")).expect("a file");
            let text = format!("{}Storm {n}.\n", &home[..front]);
            fs::write(site.path("content/about.en.md"), text).expect("the text");
            if n % 10 == 0 {
                thread::sleep(Duration::from_millis(10));
            }
        }
    });
    assert!((1..=2).contains(&n_runs), "{n_runs}: {:?}", served.said());
    assert!(words(&served, "en/about/").contains("Storm 199."));
    assert!(!served.must_be_clean("a storm"));
}

#[test]
fn p76_errors_are_shown_where_the_page_is() {
    let mut served = notes();
    let path = format!("{}en/about/", served.base);
    let mut open = served.listen(&path);
    assert_eq!(open.next().0, "fine");
    let about = "content/about.en.md";
    let good = served.site.read(about);
    let broken = good.replace("First.", "First.\n\n[x](nowhere.en.md)");
    served.after(|site| fs::write(site.path(about), &broken).expect("the text"));
    let (name, data) = open.next();
    assert_eq!((name.as_str(), data["more"].as_u64()), ("errors", Some(0)));
    let problem = &data["list"][0];
    let line = broken.lines().count();
    assert_eq!(problem["place"], format!("{about}:{line}:1"));
    let has = |key: &str, words: &str| {
        problem[key]
            .as_str()
            .is_some_and(|text| text.contains(words))
    };
    assert!(
        has("title", "error[dead-link]: ") && has("excerpt", "[x](nowhere.en.md)"),
        "{problem}"
    );
    assert!(has("help", "nowhere"), "{problem}");
    // The last good page stays, and a page that is opened only now hears of the error too.
    assert!(words(&served, "en/about/").contains("First."));
    assert_eq!(served.listen(&path).next().0, "errors");
    served.after(|site| fs::write(site.path(about), &good).expect("the text"));
    assert_eq!(open.next().0, "fine");

    // It begins on a broken site too.
    let site = site(&["it", "en"]).write("content/broken.en.md", "no front matter");
    let mut served = Served::start(site);
    let page = served.page("en/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("The site has errors"));
    let mut open = served.listen(&format!("{}en/", served.base));
    assert_eq!(open.next().0, "errors");
    served.after(|site| fs::remove_file(site.path("content/broken.en.md")).expect("the text"));
    let news = [open.next().0, open.next().0];
    assert_eq!(news, ["reload", "fine"]);
    assert_eq!(served.get("/repo/en/").status, 200);
    assert!(!served.must_be_clean("it was mended"));
}
