//! The integration tests: small sites through the finished program, compared with what they should give; and the rules
//! of the source tree. `SPIEGA_BLESS=1 cargo test --test it` rewrites what is compared; read the difference before you
//! commit it.

#[cfg(feature = "cards")]
mod cards;
mod cases;
mod cli;
mod codes;
mod errors;
#[cfg(feature = "external")]
mod external;
mod facts;
mod faults;
mod feeds;
mod github;
mod golden;
mod help;
mod html;
#[cfg(feature = "external")]
mod mock;
mod mutations;
mod rules;
mod same_output;
mod scaffold;
mod schema;
mod schema_keys;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod served;
mod setup;
mod shingles;
mod site_build;
mod source;
mod support;
mod terminal;
mod tidy;
mod translations;
mod uses;
mod walk;
