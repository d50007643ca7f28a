//! `spiega serve` from outside: what it answers and to whom, what it makes of every way to edit, what it leaves alone.

mod edits;
mod requests;
mod running;
