//! Host and port of an address → the one form in which browsers and name servers know them. Must not look anything up.

use unicode_normalization::UnicodeNormalization;

/// `U.Example:443` of `https` → `u.example`: lower case, without the port that the scheme has anyway; letters outside
/// ASCII as name servers know them, `xn--…`.
///
/// # Errors
/// What is wrong with it, for a message.
pub(super) fn plain_host(scheme: &str, written: &str) -> Result<String, String> {
    let (name, port) = split_port(written);
    if name.is_empty() {
        return Err("it has no host".into());
    }
    let own = if scheme == "https" { "443" } else { "80" };
    let port = match port {
        "" => String::new(),
        port if port == own => String::new(),
        port if is_port(port) => format!(":{port}"),
        _ => return Err("its port is not a number up to 65535".into()),
    };
    if name.starts_with('[') {
        return Ok(name.to_ascii_lowercase() + &port);
    }
    let name: String = name.nfc().flat_map(char::to_lowercase).nfc().collect();
    let labels = name.split('.').map(ascii_label);
    let labels = labels.collect::<Option<Vec<String>>>();
    let labels = labels.ok_or_else(|| format!("`{name}` is no host"))?;
    Ok(labels.join(".") + &port)
}

/// Name and port; an address in brackets holds colons of its own.
pub(super) fn split_port(host: &str) -> (&str, &str) {
    let end = host.rfind(']').map_or(0, |bracket| bracket + 1);
    match host[end..].find(':') {
        Some(colon) => (&host[..end + colon], &host[end + colon + 1..]),
        None => (host, ""),
    }
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

/// A part of a name between dots; `None` for what cannot be one.
fn ascii_label(label: &str) -> Option<String> {
    if label.is_empty() {
        return None;
    }
    let stands = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let may_stand = label.chars().all(|c| stands(c) || !c.is_ascii());
    match label.is_ascii() {
        _ if !may_stand => None,
        true => Some(label.to_owned()),
        false => Some(format!("xn--{}", punycode(label)?)),
    }
}

/// RFC 3492, section 6.3; `None` where a number grows too large.
fn punycode(label: &str) -> Option<String> {
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut encoded: String = label.chars().filter(char::is_ascii).collect();
    let n_basic = u32::try_from(encoded.len()).ok()?;
    if n_basic > 0 {
        encoded.push('-');
    }
    let (mut code, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, n_basic);
    while (handled as usize) < letters.len() {
        let next = letters.iter().copied().filter(|&letter| letter >= code);
        let next = next.min()?;
        delta = delta.checked_add((next - code).checked_mul(handled + 1)?)?;
        code = next;
        for &letter in &letters {
            if letter < code {
                delta = delta.checked_add(1)?;
            }
            if letter == code {
                push_number(&mut encoded, delta, bias);
                bias = adapted(delta, handled + 1, handled == n_basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(encoded)
}

fn push_number(encoded: &mut String, mut number: u32, bias: u32) {
    let mut position = 36;
    loop {
        let threshold = position.max(bias + 1) - bias;
        let threshold = threshold.min(26);
        if number < threshold {
            encoded.push(digit(number));
            return;
        }
        let base = 36 - threshold;
        encoded.push(digit(threshold + (number - threshold) % base));
        number = (number - threshold) / base;
        position += 36;
    }
}

fn digit(number: u32) -> char {
    char::from_digit((number + 10) % 36, 36).unwrap_or('a')
}

fn adapted(delta: u32, n_letters: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / n_letters;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::plain_host;

    #[test]
    fn hosts_have_one_form() {
        for (scheme, written, plain) in [
            ("https", "U.GitHub.io", "u.github.io"),
            ("https", "x.org:443", "x.org"),
            ("http", "x.org:443", "x.org:443"),
            ("http", "X.org:80", "x.org"),
            ("https", "x.org:", "x.org"),
            ("http", "127.0.0.1:8000", "127.0.0.1:8000"),
            ("http", "[::1]:8000", "[::1]:8000"),
            ("https", "münchen.example", "xn--mnchen-3ya.example"),
            (
                "https",
                "MU\u{308}NCHEN.example:8443",
                "xn--mnchen-3ya.example:8443",
            ),
            ("https", "caffè.it", "xn--caff-8oa.it"),
            ("https", "bücher.köln", "xn--bcher-kva.xn--kln-sna"),
            ("https", "пример.рф", "xn--e1afmkfd.xn--p1ai"),
            ("https", "例え.jp", "xn--r8jz45g.jp"),
            ("https", "xn--caff-8oa.it", "xn--caff-8oa.it"),
        ] {
            let found = plain_host(scheme, written);
            assert_eq!(found.as_deref(), Ok(plain), "{written}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for written in [
            "", ":80", "x..org", "x.org.", ".org", "a(b", "x:1a", "x:70000", "x:+1",
        ] {
            assert!(plain_host("https", written).is_err(), "{written}");
        }
    }
}
