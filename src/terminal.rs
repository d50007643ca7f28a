//! What is shown only to somebody who sits at a terminal: colors, and a bar while work goes on for long. Comes in: where
//! the work stands; goes out: a line that is drawn again and again, and wiped out at the end.

use std::env;
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::progress::Progress;

/// Work that ends before this is never seen to go on.
const DELAY: Duration = Duration::from_secs(2);
/// The time between two drawings.
const PAUSE: Duration = Duration::from_millis(100);

/// Whether messages have colors: on a terminal that knows them, or where `CLICOLOR_FORCE` asks for them; never where
/// `NO_COLOR` is set to anything.
pub fn is_colored() -> bool {
    let is_set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let forced = is_set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
    is_set("NO_COLOR").is_none() && (forced || is_drawable())
}

/// Whether a person looks at standard error, through something that can wipe out what it shows.
fn is_drawable() -> bool {
    let can = |term: &std::ffi::OsStr| !term.is_empty() && term != "dumb";
    std::io::stderr().is_terminal() && env::var_os("TERM").is_some_and(|term| can(&term))
}

/// A bar on standard error, once the work has gone on for two seconds; dropping it wipes it out.
///
/// There is none where standard error is no terminal.
#[derive(Debug, Default)]
pub struct Bar {
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Bar {
    /// Shows how far the work has come.
    pub fn over(progress: Arc<Progress>) -> Self {
        if !is_drawable() {
            return Self::default();
        }
        let (sender, ended) = mpsc::channel();
        let draw = move || draw(&progress, &ended);
        // Without a thread for it there is no bar, and the work goes on.
        let thread = thread::Builder::new().spawn(draw).ok();
        Self {
            drawing: thread.map(|thread| (sender, thread)),
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.drawing.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn draw(progress: &Progress, ended: &Receiver<()>) {
    let goes_on = |time| ended.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(DELAY) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    loop {
        let now = progress.now();
        bar.set_style(style(now.n_pieces));
        bar.set_message(now.stage);
        bar.set_length(now.n_pieces as u64);
        bar.set_position(now.n_done as u64);
        bar.tick();
        if !goes_on(PAUSE) {
            break;
        }
    }
    bar.finish_and_clear();
}

/// A bar where it is known how much there is to do; else something that moves.
fn style(n_pieces: usize) -> ProgressStyle {
    let template = match n_pieces {
        0 => "{spinner} {msg}",
        _ => "{msg} [{bar:30}] {pos}/{len}",
    };
    let style = ProgressStyle::with_template(template).ok();
    let style = style.unwrap_or_else(ProgressStyle::default_bar);
    style.progress_chars("=> ").tick_chars("-\\|/ ")
}
