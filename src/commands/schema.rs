//! `spiega schema`: writes the JSON Schemas of the site's YAML files into `schema/`, for editors.

use std::sync::Arc;

use super::build::output_failure;
use super::pipeline::{print, run_stages};
use super::{Exit, Outcome};
use crate::cli::{Format, SchemaArgs};
use crate::diagnostic::Severity;
use crate::load::SCHEMA_FOLDER;
use crate::render::LinkStyle;
use crate::schema::{SchemaFile, schemas};
use crate::sink::{NullSink, OutputError};
use crate::write::write_schemas;

/// Writes the schemas. Errors in the content are counted, not shown: schemas help to mend them.
pub fn schema(args: &SchemaArgs) -> Outcome {
    match try_schema(args) {
        Ok(outcome) => outcome,
        Err(error) => output_failure(&error, args.site.format),
    }
}

fn try_schema(args: &SchemaArgs) -> Result<Outcome, OutputError> {
    let stages = match run_stages(&args.site, LinkStyle::Pretty, None, Arc::new(NullSink))? {
        Ok(stages) => stages,
        Err(run) => {
            return Ok(Outcome {
                messages: print(&run.diagnostics, &run.files, args.site.format),
                report: String::new(),
                exit: Exit::Content,
            });
        }
    };
    let folder = args.site.root.join(SCHEMA_FOLDER);
    let schemas = schemas(&stages.site);
    let summary = write_schemas(&folder, &schemas)?;
    let errors = match stages.diagnostics.count(Severity::Error) {
        0 => String::new(),
        1 => "; 1 error in the content, see `spiega check`".to_owned(),
        n => format!("; {n} errors in the content, see `spiega check`"),
    };
    let report = match args.site.format {
        Format::Json => settings(&schemas),
        Format::Text | Format::Github => format!(
            "{SCHEMA_FOLDER}/: {} written, {} unchanged, {} removed{errors}\n",
            summary.written, summary.unchanged, summary.removed
        ),
    };
    Ok(Outcome {
        messages: String::new(),
        report: if args.site.quiet {
            String::new()
        } else {
            report
        },
        exit: Exit::Fine,
    })
}

/// Which schema is for which files, as language servers for YAML take it under `yaml.schemas`.
fn settings(schemas: &[SchemaFile]) -> String {
    let named = schemas.iter().filter_map(|schema| {
        let glob = schema.glob.as_deref()?;
        Some((format!("./{SCHEMA_FOLDER}/{}", schema.name), glob.into()))
    });
    let settings: serde_json::Map<String, serde_json::Value> = named.collect();
    format!("{:#}\n", serde_json::Value::Object(settings))
}
