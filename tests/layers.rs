//! House rules of the source, held by reading it: layers point one way, files and functions stay short, nothing panics on purpose.
//!
//! Reads tokens, so comments, strings and tests within `#[cfg(test)]` never count. Not here: what rustc and clippy check already.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src/` by layer, lowest first. A room names rooms of lower layers; of its own layer, only those that stand before
/// it on the same line.
const LAYERS: [&[&str]; 9] = [
    &["span", "date", "diag"],
    &["config", "content"],
    &["lang", "atlas"],
    &["extract"],
    &["lock", "timeline"],
    &["site", "export"],
    &["pipeline", "source", "output"],
    &["scaffold", "import", "check", "serve", "deploy"],
    &["cli"],
];

/// Longest file, in lines.
const FILE_LINES: usize = 400;

/// Longest function, in lines.
const FUNCTION_LINES: usize = 80;

/// Folders with Rust.
const FOLDERS: [&str; 4] = ["src", "tests", "benches", "examples"];

#[test]
fn a_room_names_only_rooms_below_it() {
    let mut faults = Vec::new();
    for file in sources() {
        let module = module_path(&file);
        let Some(room) = module.first() else { continue };
        let Some(own) = rank(room) else {
            faults.push(format!("{}: the room `{room}` is missing in the table of layers", file.display()));
            continue;
        };
        for (named, line) in rooms_named(&tokens(&file), &module) {
            match rank(&named) {
                Some(other) if other > own => {
                    faults.push(format!("{}:{line}: `{room}` names `{named}`, which stands above it", file.display()));
                }
                Some(_) => {}
                None => faults.push(format!("{}:{line}: `{named}` is no room", file.display())),
            }
        }
    }
    report(&faults);
}

#[test]
fn files_and_functions_are_short() {
    let mut faults = Vec::new();
    for file in FOLDERS.into_iter().flat_map(rust_files) {
        let lines = read(&file).lines().count();
        if lines > FILE_LINES {
            faults.push(format!("{}:{lines}: longer than {FILE_LINES} lines", file.display()));
        }
        for (line, length) in functions(&tokens(&file)) {
            if length > FUNCTION_LINES {
                faults.push(format!("{}:{line}: a function of {length} lines", file.display()));
            }
        }
    }
    report(&faults);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = FOLDERS.into_iter().flat_map(rust_files).filter(|file| !read(file).starts_with("//! "));
    report(&silent.map(|file| format!("{}:1: does not open with `//!`", file.display())).collect::<Vec<_>>());
}

#[test]
fn nothing_panics_on_purpose_and_nothing_is_unsafe() {
    let mut faults = Vec::new();
    for file in sources() {
        for (what, line) in refused_words(&tokens(&file)) {
            faults.push(format!("{}:{line}: `{what}` outside tests", file.display()));
        }
    }
    report(&faults);
}

#[test]
fn these_rules_see_what_they_should() {
    let source = "use crate::{date::Day, site}; fn f() { super::super::cli::run().unwrap() }
        // crate::export panic!()
        #[cfg(test)] mod tests { use crate::serve; #[test] fn g() { panic!(\"x\") } }
        fn h(s: &str) {\n s.expect(\"unsafe\"); }";
    let tokens = without_tests(source.parse().expect("Rust"));
    let module = ["extract".to_owned(), "verb".to_owned()];
    let named: Vec<_> = rooms_named(&tokens, &module).into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, ["date", "site", "cli"]);
    assert_eq!(refused_words(&tokens), [("unwrap".to_owned(), 1), ("expect".to_owned(), 5)]);
    assert_eq!(functions(&tokens), [(1, 1), (4, 2)]);
    assert!(rank("site") > rank("timeline") && rank("content") > rank("config"));
}

/// Place of a room in the table; greater is higher.
fn rank(room: &str) -> Option<(usize, usize)> {
    LAYERS.iter().enumerate().find_map(|(layer, rooms)| Some((layer, rooms.iter().position(|r| *r == room)?)))
}

/// The other rooms that paths beginning with `crate::` or enough `super::` lead to, each with its line.
fn rooms_named(tokens: &[TokenTree], module: &[String]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(rooms_named(&trees(group), module)),
            TokenTree::Ident(word) if word == "crate" => found.extend(names_at_root(tokens, at + 1, 0)),
            TokenTree::Ident(word) if word == "super" && !follows_colons(tokens, at) => {
                found.extend(names_at_root(tokens, at + 1, module.len() - 1));
            }
            _ => {}
        }
    }
    found.retain(|(name, _)| module.first() != Some(name));
    found
}

/// What a path names in the crate's root, if it gets there: `depth` modules up from its start at `at`.
fn names_at_root(tokens: &[TokenTree], at: usize, depth: usize) -> Vec<(String, usize)> {
    if !colons(tokens, at) {
        return Vec::new();
    }
    match tokens.get(at + 2) {
        Some(TokenTree::Ident(word)) if word == "super" => names_at_root(tokens, at + 3, depth.saturating_sub(1)),
        Some(next) if depth == 0 => first_names(next),
        _ => Vec::new(),
    }
}

fn follows_colons(tokens: &[TokenTree], at: usize) -> bool {
    at >= 2 && colons(tokens, at - 2)
}

/// True where `::` stands at `at`.
fn colons(tokens: &[TokenTree], at: usize) -> bool {
    punct(tokens, at, ':') && punct(tokens, at + 1, ':')
}

fn punct(tokens: &[TokenTree], at: usize, mark: char) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == mark)
}

/// The name that a path goes on with, or the first names of `{a, b::c}`.
fn first_names(next: &TokenTree) -> Vec<(String, usize)> {
    match next {
        TokenTree::Ident(name) => vec![(name.to_string(), name.span().start().line)],
        TokenTree::Group(group) => {
            let tokens = trees(group);
            let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
            tokens.split(comma).filter_map(|part| part.first()).flat_map(first_names).collect()
        }
        _ => Vec::new(),
    }
}

/// Words that give up, or give up safety, each with its line.
fn refused_words(tokens: &[TokenTree]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(refused_words(&trees(group))),
            TokenTree::Ident(word) => {
                let refused = match word.to_string().as_str() {
                    "unwrap" | "expect" => at > 0 && punct(tokens, at - 1, '.'),
                    "panic" | "unreachable" | "todo" | "unimplemented" => punct(tokens, at + 1, '!'),
                    word => word == "unsafe",
                };
                if refused {
                    found.push((word.to_string(), word.span().start().line));
                }
            }
            _ => {}
        }
    }
    found
}

/// First line and number of lines of every function with a body.
fn functions(tokens: &[TokenTree]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut began = None;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if word == "fn" => began = Some(word.span().start().line),
            TokenTree::Punct(p) if p.as_char() == ';' => began = None,
            TokenTree::Group(group) => {
                if let Some(line) = began.filter(|_| group.delimiter() == Delimiter::Brace) {
                    found.push((line, group.span_close().end().line + 1 - line));
                    began = None;
                }
                found.extend(functions(&trees(group)));
            }
            _ => {}
        }
    }
    found
}

/// The tokens of a file without its tests.
fn tokens(file: &Path) -> Vec<TokenTree> {
    without_tests(read(file).parse().unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

fn trees(group: &Group) -> Vec<TokenTree> {
    without_tests(group.stream())
}

/// The tokens without what `#[cfg(test)]` marks: all up to its braces or its semicolon.
fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut skipping = false;
    for token in stream {
        let ends_item = match &token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(p) => p.as_char() == ';',
            _ => false,
        };
        let marks_tests = matches!(&token, TokenTree::Group(group)
            if group.delimiter() == Delimiter::Bracket && group.stream().to_string().replace(' ', "") == "cfg(test)");
        if marks_tests {
            skipping = true;
        } else if !skipping {
            kept.push(token);
        } else if ends_item {
            skipping = false;
        }
    }
    kept
}

/// `["extract", "verb"]` for `src/extract/verb.rs`; nothing for the crate's roots.
fn module_path(file: &Path) -> Vec<String> {
    let inner = file.strip_prefix("src").expect("a file of src").with_extension("");
    let mut parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

/// The files of the crate, without those that hold nothing but tests.
fn sources() -> impl Iterator<Item = PathBuf> {
    let files = rust_files("src");
    let tests: BTreeSet<PathBuf> = files.iter().flat_map(|file| test_modules(file)).collect();
    files.into_iter().filter(move |file| !tests.contains(file))
}

/// The files that a module in `mod.rs` declares under `#[cfg(test)]`.
fn test_modules(file: &Path) -> Vec<PathBuf> {
    let text = read(file);
    let declared = text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.lines().next()?.strip_suffix(';'));
    declared.map(|name| file.with_file_name(format!("{name}.rs"))).collect()
}

/// Every `.rs` file below a folder of the repository, in order; none where the folder is missing.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, files: &mut BTreeSet<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.expect("a readable folder").path()) {
            if path.is_dir() && !path.ends_with("node_modules") {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.insert(path);
            }
        }
    }
    let mut files = BTreeSet::new();
    walk(Path::new(folder), &mut files);
    files.into_iter().collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
