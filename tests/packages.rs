//! What the project may depend on: how many packages, under which licences, from where. Each addition is a decision.
//!
//! Reads `cargo metadata` for Linux, without the network. Not here: advisories, which need a database that changes daily.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Most packages that building and testing may need on Linux, optional features aside.
const BUDGET: usize = 190;

/// Licences that let anyone use, change and pass on the whole.
const LICENCES: [&str; 11] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that may stand in several versions, with the reason.
const DUPLICATES: [(&str, &str); 1] = [("syn", "derive macros move to version 3 one by one; only used while building")];

/// The one source of packages.
const REGISTRY: &str = "crates.io-index";

#[test]
fn packages_stay_within_the_budget() {
    let count = packages().len();
    assert!(count <= BUDGET, "{count} packages; the budget is {BUDGET}");
}

#[test]
fn every_package_may_be_used_by_anyone() {
    for package in packages() {
        let licence = text(&package, "license");
        assert!(is_allowed(licence), "{} {}: licence `{licence}`", text(&package, "name"), text(&package, "version"));
    }
    assert!(is_allowed("(GPL-3.0 OR MIT) AND Unicode-3.0"));
    assert!(!is_allowed("MIT AND GPL-3.0") && !is_allowed(""));
}

#[test]
fn every_package_comes_from_the_registry_of_rust() {
    for package in packages() {
        let own = text(&package, "name") == env!("CARGO_PKG_NAME");
        assert!(own || text(&package, "source").ends_with(REGISTRY), "{package:#}");
    }
}

#[test]
fn no_package_stands_in_two_versions() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        versions.entry(text(&package, "name").into()).or_default().insert(text(&package, "version").into());
    }
    for (name, versions) in versions {
        let known = DUPLICATES.iter().any(|(duplicate, _)| *duplicate == name);
        assert!(known || versions.len() == 1, "{name}: {versions:?}");
    }
}

/// True where an SPDX expression (or the older form with `/`) leaves a choice that the list allows.
fn is_allowed(expression: &str) -> bool {
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')', ' ']);
        part.split(" OR ").flat_map(|choice| choice.split('/')).any(|licence| LICENCES.contains(&licence.trim()))
    })
}

/// The packages that Linux needs, the project itself included.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let nodes = metadata["resolve"]["nodes"].as_array().expect("resolved packages");
    let needed: BTreeSet<&str> = nodes.iter().map(|node| text(node, "id")).collect();
    let all = metadata["packages"].as_array().expect("packages");
    all.iter().filter(|package| needed.contains(text(package, "id"))).cloned().collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}
