//! Records to work on, and reading and checking them.

use std::path::PathBuf;
use std::sync::LazyLock;

use divan::Bencher;
use staffelstab::check::{Dataset, check};
use staffelstab::read::Package;

#[path = "../../examples/synth/generate/mod.rs"]
mod generate;

/// Figures and mentions of the made-up records.
const ROWS: usize = 100_000;

static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join("staffelstab-bench");
    let plan = generate::Plan { rows: ROWS, seed: 1 };
    generate::package(&folder, &plan, generate::Form::Csv).expect("a package");
    folder
});

static BUILT_IN: LazyLock<Dataset> = LazyLock::new(|| checked(&Package::embedded()));
static MADE_UP: LazyLock<Dataset> =
    LazyLock::new(|| checked(&Package::folders(std::slice::from_ref(&FOLDER)).expect("a package")));

fn checked(package: &Package) -> Dataset {
    check(package).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset
}

/// The built-in records.
pub fn built_in() -> &'static Dataset {
    &BUILT_IN
}

/// Made-up ones.
pub fn made_up() -> &'static Dataset {
    &MADE_UP
}

/// Which records are read.
#[divan::bench(args = ["built-in", "made-up"])]
fn read_and_check(bencher: Bencher<'_, '_>, which: &str) {
    let folders = if which == "built-in" { Vec::new() } else { vec![FOLDER.clone()] };
    bencher.bench(|| check(&Package::folders(&folders).expect("a package")).expect("no errors"));
}

/// The built-in records, read but not checked: the large tables of a folder are read while they are checked.
#[divan::bench]
fn read() -> Package {
    Package::embedded()
}
