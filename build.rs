//! Tells Cargo to build again when a file of the embedded theme changes, also when one is added.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=themes/default");
}
