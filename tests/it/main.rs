//! The integration tests: small sites through the finished program, compared with what they should give.

mod rules;
mod support;
