//! Site-relative addresses → what stands in an `href`.

pub use crate::config::percent_decode;

use crate::config::encode_path;

/// How links inside the output are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// Folders end in a slash, as hosts serve them.
    Pretty,
    /// Folders end in `/index.html`, so that the output also opens from a disk.
    Portable,
}

/// The relative address of `to` seen from the page at `from`. Both are site-relative and begin with a slash; `from` is
/// a folder (or a file, whose folder counts). Percent-encoded.
pub(super) fn relative(from: &str, to: &str, style: LinkStyle) -> String {
    let from_folder = &from[..from.rfind('/').map_or(0, |slash| slash + 1)];
    let common = common_folder(from_folder, to);
    let ups = from_folder[common..]
        .bytes()
        .filter(|&byte| byte == b'/')
        .count();
    let mut href = "../".repeat(ups);
    href.push_str(&encode_path(&to[common..]));
    if style == LinkStyle::Portable && (to.ends_with('/') || to.is_empty()) {
        href.push_str("index.html");
    }
    if href.is_empty() {
        href.push_str("./");
    } else if ups == 0
        && href
            .split('/')
            .next()
            .is_some_and(|first| first.contains(':'))
    {
        href.insert_str(0, "./");
    }
    href
}

/// Length of the longest folder that both addresses begin with, its slash included.
fn common_folder(left: &str, right: &str) -> usize {
    let same = left
        .bytes()
        .zip(right.bytes())
        .take_while(|(left, right)| left == right)
        .count();
    left[..same.min(left.len())]
        .rfind('/')
        .map_or(0, |slash| slash + 1)
}

/// Joins a relative address to the folder of a page; `None` if it leaves the site. Both are site-relative.
pub fn join(from: &str, href: &str) -> Option<String> {
    if href.starts_with('/') {
        return Some(href.to_owned());
    }
    let mut parts: Vec<&str> = from[..from.rfind('/').unwrap_or(0)].split('/').collect();
    let mut segments = href.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            ".." => {
                if parts.len() <= 1 {
                    return None;
                }
                parts.pop();
                if last {
                    parts.push("");
                }
            }
            "." | "" if !last => {}
            "." => parts.push(""),
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_addresses_lead_from_page_to_page() {
        for (from, to, pretty, portable) in [
            (
                "/it/partner/foxconn/",
                "/it/stati/ohio/",
                "../../stati/ohio/",
                "../../stati/ohio/index.html",
            ),
            ("/it/", "/it/partner/", "partner/", "partner/index.html"),
            ("/it/partner/foxconn/", "/it/", "../../", "../../index.html"),
            ("/it/partner/", "/it/partner/", "./", "index.html"),
            ("/", "/it/", "it/", "it/index.html"),
            (
                "/it/a/",
                "/facts.json",
                "../../facts.json",
                "../../facts.json",
            ),
            ("/it/ab/", "/it/ac/", "../ac/", "../ac/index.html"),
            (
                "/it/a/",
                "/it/caffè/",
                "../caff%C3%A8/",
                "../caff%C3%A8/index.html",
            ),
        ] {
            assert_eq!(relative(from, to, LinkStyle::Pretty), pretty, "{from} {to}");
            assert_eq!(
                relative(from, to, LinkStyle::Portable),
                portable,
                "{from} {to}"
            );
            let back = join(from, pretty).expect("inside the site");
            assert_eq!(percent_decode(&back), to, "{from} {pretty}");
        }
    }

    #[test]
    fn addresses_do_not_leave_the_site() {
        assert_eq!(join("/it/a/", "../../../x"), None);
        assert_eq!(join("/it/a/", ".."), Some("/it/".into()));
        assert_eq!(join("/it/a/", "b?c"), Some("/it/a/b?c".into()));
    }
}
