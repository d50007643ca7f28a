//! The template engine with what templates may do here, and the buffer they write to. Nothing in it reads a file, the
//! environment or the network; whatever repeats asks the watchdog whether it may go on.

use std::io::{self, Write};

use tera::{Error, Filter, Kwargs, State, Tera, TeraResult, Value};

use crate::watchdog::{TOO_LONG, is_overdue};

/// The longest page a template may make, in bytes.
const MAX_PAGE_BYTES: usize = 64_000_000;
/// The most numbers that `range` gives.
const MAX_RANGE: i128 = 100_000;

/// An engine without templates.
pub(super) fn new_engine() -> Tera {
    let mut engine = Tera::default();
    engine.autoescape_on(vec![".html", ".xml", ".svg"]);
    engine.register_function("range", range);
    engine.register_filter("json", Json);
    engine.register_filter("safe", Safe);
    engine.register_filter("str", text);
    engine
}

/// What a filter is given, if it is anything: the engine's own `safe` and `str` take a name that does not exist for an
/// empty text.
fn defined(value: Value) -> TeraResult<Value> {
    if value.is_undefined() {
        return Err(Error::message("a filter is used on what is not defined"));
    }
    Ok(value)
}

/// `value | safe`: HTML that goes in as it is.
struct Safe;

impl Filter<Value, TeraResult<String>> for Safe {
    fn call(&self, value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
        Ok(defined(value)?.to_string())
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// `value | str`: the engine's own, but for what is not defined.
fn text(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(defined(value)?.to_string())
}

/// `range(start=0, end=3, step_by=1)`: the engine's own, but for the watchdog.
fn range(arguments: Kwargs, _: &State<'_>) -> TeraResult<Vec<i64>> {
    if is_overdue() {
        return Err(Error::message(TOO_LONG));
    }
    let start = arguments.get::<i64>("start")?.unwrap_or(0);
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    let span = (i128::from(end) - i128::from(start)) * i128::from(step.signum());
    let step_length = i128::from(step).abs();
    if step == 0 || span < 0 {
        let message = format!("`range` never gets from {start} to {end} in steps of {step}");
        return Err(Error::message(message));
    }
    let n = (span + step_length - 1) / step_length;
    if n > MAX_RANGE {
        let message = format!("`range` would give {n} numbers, and the limit is {MAX_RANGE}");
        return Err(Error::message(message));
    }
    let mut numbers = Vec::new();
    let mut next = start;
    for _ in 0..n {
        numbers.push(next);
        next = next.saturating_add(step);
    }
    Ok(numbers)
}

/// `value | json`: JSON that may stand in a `<script>`, because nothing in it can end one.
struct Json;

impl Filter<Value, TeraResult<String>> for Json {
    fn call(&self, value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
        let json = serde_json::to_string(&defined(value)?).map_err(Error::message)?;
        Ok(escape_json(&json))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// Outside of strings JSON has none of these characters, and in strings they may be written by number.
pub(super) fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Why a page was not written to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// It would be too long.
    Length,
    /// It took too long.
    Time,
}

/// A page on its way; refuses to grow without end.
#[derive(Debug)]
pub(super) struct Output {
    bytes: Vec<u8>,
    limit: Option<Limit>,
}

impl Output {
    pub(super) fn new() -> Self {
        Self {
            bytes: Vec::with_capacity(16 * 1024),
            limit: None,
        }
    }

    /// The limit that was hit, if writing failed for one.
    pub(super) fn limit(&self) -> Option<Limit> {
        self.limit
    }

    /// The page.
    pub(super) fn into_html(self) -> String {
        String::from_utf8(self.bytes).expect("templates and values are UTF-8")
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.limit = if self.bytes.len() + bytes.len() > MAX_PAGE_BYTES {
            Some(Limit::Length)
        } else if is_overdue() {
            Some(Limit::Time)
        } else {
            self.bytes.extend_from_slice(bytes);
            return Ok(bytes.len());
        };
        Err(io::Error::other("a limit was hit"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;

    fn render(template: &str) -> Result<String, String> {
        let mut engine = new_engine();
        engine
            .add_raw_template("t.html", template)
            .map_err(|error| error.to_string())?;
        let mut context = Context::new();
        context.insert("page", &serde_json::json!({"none": null}));
        context.insert("title", "</script><b a='1'>&amp;\u{2028}");
        let mut output = Output::new();
        engine
            .render_to("t.html", &context, &mut output)
            .map_err(|error| error.to_string())?;
        Ok(output.into_html())
    }

    #[test]
    fn ranges_are_those_of_the_engine_and_end() {
        for (arguments, numbers) in [
            ("end=3", "0,1,2,"),
            ("end=0", ""),
            ("start=2, end=7, step_by=2", "2,4,6,"),
            ("start=3, end=0, step_by=-1", "3,2,1,"),
        ] {
            let template = format!("{{% for i in range({arguments}) %}}{{{{ i }}}},{{% endfor %}}");
            assert_eq!(render(&template).as_deref(), Ok(numbers), "{arguments}");
        }
        for bad in [
            "end=100001",
            "end=9223372036854775807",
            "start=-9223372036854775807, end=9223372036854775807",
            "end=3, step_by=0",
            "start=3, end=0",
            "end=99999999999999999999999",
        ] {
            assert!(render(&format!("{{{{ range({bad}) }}}}")).is_err(), "{bad}");
        }
    }

    #[test]
    fn json_cannot_end_a_script() {
        let html = render("<script>{\"a\": {{ title | json }}}</script>").expect("it renders");
        assert_eq!(
            html,
            "<script>{\"a\": \"\\u003c/script\\u003e\\u003cb a='1'\\u003e\\u0026amp;\\u2028\"}</script>"
        );
    }

    #[test]
    fn templates_reach_no_file_no_environment_and_no_network() {
        for call in [
            "load_data(path='x')",
            "load_data(url='http://127.0.0.1/')",
            "get_env(name='HOME')",
            "now()",
            "get_random(end=3)",
        ] {
            assert!(render(&format!("{{{{ {call} }}}}")).is_err(), "{call}");
        }
    }

    #[test]
    fn names_that_do_not_exist_are_errors_behind_every_filter() {
        for filter in [
            "safe",
            "str",
            "json",
            "upper",
            "length",
            "replace(from='a', to='b')",
        ] {
            for name in ["nope", "page.nope"] {
                let template = format!("{{{{ {name} | {filter} }}}}");
                assert!(render(&template).is_err(), "{template}");
            }
        }
        assert_eq!(render("{{ page.none | safe }}|").as_deref(), Ok("|"));
        assert_eq!(
            render("{{ '<b>' | safe }}{{ 3 | str }}").as_deref(),
            Ok("<b>3")
        );
    }

    #[test]
    fn a_page_does_not_grow_without_end() {
        let template = "{% for i in range(end=100000) %}{% for j in range(end=1000) %}0123456789{% endfor %}{% endfor %}";
        assert!(render(template).is_err());
    }
}
