//! Whole messages, compared with committed files; `BLESS=1 cargo test` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the expected messages are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/check")
}

/// Compares a message with `NAME.stderr`. Gives what is different, to be collected.
pub fn differs(name: &str, found: &str) -> Option<String> {
    let path = folder().join(format!("{name}.stderr"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, found).expect("the fixture can be written");
        return None;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    (found != expected).then(|| {
        format!(
            "== {name}: expected\n{expected}\n== {name}: found\n{found}\n(BLESS=1 cargo test rewrites {name}.stderr)"
        )
    })
}

/// Fails with all that is different.
pub fn expect_none(differences: &[String]) {
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Every expected message, by file name.
pub fn all() -> Vec<(String, String)> {
    let mut all: Vec<_> = fs::read_dir(folder())
        .expect("the fixtures are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "stderr"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("UTF-8"))
        })
        .collect();
    all.sort();
    all
}
