//! Paths of addresses → paths of files, and nothing of the site itself.

/// A path without its percent signs; `None` when they stand for no text.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let digits = str::from_utf8(rest.get(..2)?).ok()?;
            let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
            rest = &rest[2..];
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The path that a reference leads to from the page at `from`; `None` for other sites. Both begin with a slash and are
/// without percent signs, what comes out too.
pub(super) fn resolve(from: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['?', '#']).next()?;
    let reference = decode(reference)?;
    let first = reference.split('/').next()?;
    if reference.is_empty() || first.contains(':') || reference.starts_with("//") {
        return None;
    }
    let folder = &from[..from.rfind('/')?];
    let whole = match reference.strip_prefix('/') {
        Some(below) => below.to_owned(),
        None => format!("{folder}/{reference}"),
    };
    let mut parts = Vec::new();
    for part in whole.split('/').filter(|part| !["", "."].contains(part)) {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// The type that a file is sent with, by the ending of its name.
pub(super) fn media_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// The type of a page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_stand_for_bytes_of_text() {
        for (path, decoded) in [
            ("/it/", Some("/it/")),
            ("/perch%C3%A9%20s%c3%ac", Some("/perché sì")),
            ("/%", None),
            ("/%4", None),
            ("/%zz", None),
            ("/%+4", None),
            ("/%ff", None),
            ("/è%", None),
        ] {
            assert_eq!(decode(path).as_deref(), decoded, "{path}");
        }
    }

    #[test]
    fn references_are_resolved_as_browsers_do() {
        for (reference, path) in [
            ("a.png", Some("/repo/en/a.png")),
            ("../../a.png?v=1#x", Some("/a.png")),
            ("../../../../a.png", Some("/a.png")),
            ("./b%20c.css", Some("/repo/en/b c.css")),
            ("/a.png", Some("/a.png")),
            ("//other.example/a.png", None),
            ("https://other.example/a.png", None),
            ("data:image/png,", None),
            ("#x", None),
        ] {
            let resolved = resolve("/repo/en/", reference);
            assert_eq!(resolved.as_deref(), path, "{reference}");
        }
    }
}
