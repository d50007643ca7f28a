//! Answers a JSON array of Markdown texts on standard input with a JSON array of HTML texts, plain CommonMark: for the
//! examples of the specification.

use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let texts: Vec<String> = serde_json::from_str(&input)?;
    let answers: Vec<String> = texts
        .iter()
        .map(|text| spiega::render::markdown::render_commonmark(text))
        .collect();
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, &answers)?;
    writeln!(output)?;
    Ok(())
}
