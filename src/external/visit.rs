//! One address, its redirects followed → what came of it.

use super::anchors::{is_looked_for, missing_in};
use super::client::{Answer, Client, Request, Silence};
use super::finding::{Finding, Standing};
use super::location::{as_asked, host_of, in_ascii, redirect_target};
use super::pace::{Pace, Welcome};

/// Redirects followed from one address.
const MAX_REDIRECTS: usize = 5;

/// Tries an address and looks for `fragments` on its page; `None` if a host on the way wants no more requests.
pub(super) fn visit(
    client: &Client,
    pace: &Pace,
    url: &str,
    fragments: &[String],
) -> Option<Finding> {
    let to_find: Vec<String> = fragments
        .iter()
        .filter(|fragment| is_looked_for(fragment))
        .cloned()
        .collect();
    let mut way = vec![url.to_owned()];
    let mut moved = None;
    let mut for_good = true;
    loop {
        let at = way.last().map_or(url, String::as_str);
        let answer = match ask(client, pace, at, &to_find)? {
            Ok(answer) => answer,
            Err(Silence::NoHost) => return Some(gone("no host has this name")),
            Err(Silence::Other(why)) => return Some(unverified(why)),
        };
        if ![301, 302, 303, 307, 308].contains(&answer.status) {
            return Some(judge(&answer, moved, &to_find));
        }
        let Some(location) = answer.location else {
            return Some(unverified("it redirects without saying where".to_owned()));
        };
        let Some(next) = redirect_target(at, &location) else {
            return Some(unverified(format!(
                "it redirects to `{}`",
                in_ascii(&location)
            )));
        };
        if way.iter().any(|known| as_asked(known) == as_asked(&next)) {
            return Some(unverified("it redirects in a circle".to_owned()));
        }
        if way.len() > MAX_REDIRECTS {
            return Some(unverified(format!("more than {MAX_REDIRECTS} redirects")));
        }
        for_good &= [301, 308].contains(&answer.status);
        if for_good {
            moved = Some(next.clone());
        }
        way.push(next);
    }
}

/// Asks for a page if it must be searched, else only whether it is there; again in full where the server refuses that.
fn ask(
    client: &Client,
    pace: &Pace,
    url: &str,
    to_find: &[String],
) -> Option<Result<Answer, Silence>> {
    let once = |request: Request| {
        pace.turn(&host_of(url), || {
            let answer = client.ask(request, url);
            let worn = answer.as_ref().is_ok_and(|answer| answer.status == 429);
            (answer, if worn { Welcome::Worn } else { Welcome::Open })
        })
    };
    if !to_find.is_empty() {
        return once(Request::Page);
    }
    let answer = once(Request::Head)?;
    let knows_no_head =
        |answer: &Answer| answer.status >= 400 && ![401, 429].contains(&answer.status);
    if answer.as_ref().is_ok_and(knows_no_head) {
        return once(Request::Get);
    }
    Some(answer)
}

fn judge(answer: &Answer, moved: Option<String>, to_find: &[String]) -> Finding {
    let standing = match answer.status {
        200..=299 => moved.map_or(Standing::Found, Standing::Moved),
        404 | 410 => Standing::Gone(format!("the server answers {}", answer.status)),
        429 => return Finding::put_off(),
        status => Standing::Unverified(format!("the server answers {status}")),
    };
    let html = answer.html.as_deref().filter(|_| answer.status < 300);
    Finding {
        standing,
        missing: html.map_or_else(Vec::new, |html| missing_in(html, to_find)),
    }
}

fn gone(why: &str) -> Finding {
    Standing::Gone(why.to_owned()).into()
}

fn unverified(why: String) -> Finding {
    Standing::Unverified(why).into()
}
