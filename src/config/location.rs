//! `base_url`, `domain` and `repository` of `site.yaml`: where the site stands, and where its sources are kept.

use super::{BaseUrl, Repository};
use crate::diagnostic::Diagnostic;
use crate::yaml::MapReader;

/// The address of the home page, which every site has.
pub(super) fn read_base_url(map: &mut MapReader<'_, '_>) -> Option<BaseUrl> {
    let place = map.require("base_url")?.place;
    let text = map.text("base_url")?;
    BaseUrl::parse(text)
        .map_err(|problem| {
            let error = Diagnostic::error("bad-base-url", format!("`{text}` is not the address of a site: {problem}"))
                .at(place)
                .help("write the address the home page will have, such as `https://OWNER.github.io/REPOSITORY/`");
            map.diagnostics().push(error);
        })
        .ok()
}

/// The site's own domain, which the base URL must not contradict.
pub(super) fn read_domain(
    map: &mut MapReader<'_, '_>,
    base_url: Option<&BaseUrl>,
) -> Option<String> {
    let place = map
        .get("domain")
        .filter(|node| !node.is_null())
        .map(|node| node.place)?;
    let domain = map.text("domain")?.to_owned();
    let plain = domain.split('.').count() > 1
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    if !plain {
        let error = Diagnostic::error("bad-domain", format!("`{domain}` is not a domain"))
            .at(place)
            .help("write the bare name, such as `www.example.org`");
        map.diagnostics().push(error);
    } else if let Some(error) =
        base_url.and_then(|base_url| domain_contradiction(&domain, base_url))
    {
        map.diagnostics().push(error.at(place));
    }
    Some(domain)
}

/// The error for a domain that the base URL contradicts, without its place.
pub(crate) fn domain_contradiction(domain: &str, base_url: &BaseUrl) -> Option<Diagnostic> {
    let agrees = base_url.host().eq_ignore_ascii_case(domain) && base_url.path() == "/";
    (!agrees).then(|| {
        let message = format!(
            "the domain `{domain}` contradicts the base URL `{}`",
            base_url.as_str()
        );
        Diagnostic::error("domain-contradiction", message).help(format!(
            "set `base_url: https://{domain}/`, or delete `domain`"
        ))
    })
}

/// Where the sources are kept, as far as `site.yaml` says so.
pub(super) fn read_repository(map: &mut MapReader<'_, '_>) -> Repository {
    Repository {
        branch: map.text("branch").unwrap_or("main").to_owned(),
        folder: read_folder(map),
        url: read_repository_url(map),
    }
}

fn read_repository_url(map: &mut MapReader<'_, '_>) -> Option<String> {
    let place = map
        .get("repository")
        .filter(|node| !node.is_null())
        .map(|node| node.place)?;
    let url = map.text("repository")?;
    if BaseUrl::parse(url).is_err() {
        let error = Diagnostic::error(
            "bad-repository",
            format!("`{url}` is not the address of a repository"),
        )
        .at(place)
        .help("write `repository: https://github.com/OWNER/NAME`");
        map.diagnostics().push(error);
        return None;
    }
    Some(url.trim_end_matches('/').to_owned())
}

/// The folder of the repository that the site stands in, without slashes at its ends; empty for the top.
fn read_folder(map: &mut MapReader<'_, '_>) -> String {
    let place = map.get("folder").map(|node| node.place);
    let Some((text, place)) = map.text("folder").zip(place) else {
        return String::new();
    };
    let folder = text.trim_end_matches('/');
    if folder
        .split('/')
        .any(|name| matches!(name, "" | "." | ".."))
    {
        let message = format!("`{text}` is not a folder of the repository");
        let error = Diagnostic::error("bad-repository", message).at(place);
        map.diagnostics().push(
            error.help("write its path from the top of the repository, as in `sites/openai`"),
        );
        return String::new();
    }
    folder.to_owned()
}
