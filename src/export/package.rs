//! `data/datapackage.json` (Frictionless Data Package 1.0): what the tables hold, and which files are parts of one table.
//!
//! Only the table is described: the schema of the JSON is a file of its own.

use super::{Make, Source, csv};
use crate::config::Export;
use crate::site::downloads::FOLDER;
use serde_json::{Value, json};

/// The file, where the site exports a table.
pub(super) fn files(source: &Source) -> Option<(String, Make)> {
    let address = format!("{FOLDER}datapackage.json");
    source.has(Export::Csv).then(|| (address, Box::new(file) as Make))
}

fn file(source: &Source) -> Vec<u8> {
    let paths: Vec<&str> = source.downloads(Export::Csv).filter_map(|part| part.address.strip_prefix(FOLDER)).collect();
    let fields: Vec<Value> = csv::COLUMNS.iter().map(|name| json!({ "name": name, "type": kind(name) })).collect();
    let package = json!({
        "profile": "tabular-data-package",
        "name": "dateline-events",
        "title": source.config.title,
        "description": source.config.description,
        "homepage": source.url(""),
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "events",
            "path": paths,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": { "fields": fields, "primaryKey": "event_id", "missingValues": [""] },
        }],
    });
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The type of a column. Days are texts: the years before 1 are no dates to most programs.
fn kind(column: &str) -> &'static str {
    match column {
        "latitude" | "longitude" | "geo_rounding" => "number",
        "n_sources" | "n_origins" | "confidence" => "integer",
        "killed_least" | "killed_most" | "injured_least" | "injured_most" => "integer",
        "place_inferred" | "civilians" => "boolean",
        _ => "string",
    }
}
