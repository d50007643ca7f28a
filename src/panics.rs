//! A fault of the program itself → a complaint that names what it was working on. Comes in: work; goes out: its value,
//! or the complaint. Nothing else in the program may catch a panic.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};

use crate::diagnostic::Diagnostic;

thread_local! {
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics from printing by themselves; [`catch`] says what they said.
pub fn silence() {
    set_hook(Box::new(|info| {
        let words = words(info.payload());
        let place = info
            .location()
            .map(|place| format!(" ({}:{})", place.file(), place.line()))
            .unwrap_or_default();
        LAST.set(Some(format!("{words}{place}")));
    }));
}

/// Does `work`, which must leave nothing behind that others see half done.
///
/// # Errors
/// `internal-error`, without a place, if it panicked. `what` says what was being worked on.
pub fn catch<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let said = LAST
            .take()
            .unwrap_or_else(|| words(payload.as_ref()).to_owned());
        Diagnostic::error("internal-error", format!("the program failed at {what}: {said}"))
            .help("this is a fault of the program, not of the site: please report it together with this file")
    })
}

fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("it did not say why")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_names_what_was_worked_on() {
        let error =
            catch("content/a.it.md", || -> u8 { panic!("index {}", 3) }).expect_err("it panics");
        assert_eq!(error.code, "internal-error");
        assert!(
            error
                .message
                .starts_with("the program failed at content/a.it.md: index 3"),
            "{}",
            error.message
        );
        assert_eq!(catch("x", || 7), Ok(7));
    }
}
