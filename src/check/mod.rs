//! Raw rows → [`Dataset`]. First each field, then across records; every finding is collected before any is reported.
//! Only this can make a [`Dataset`].

mod advice;
mod by_edition;
mod claims;
mod dataset;
mod disputes;
pub mod doubts;
mod editions;
mod fields;
mod keys;
mod lookup;
mod mentions;
mod notes;
mod places;
mod rules;
mod tables;
mod twice;
mod vocabulary;

pub use advice::slug;
pub use by_edition::{ByEdition, Record, each};
pub use dataset::{Dataset, Input};

use self::claims::Claims;
use self::dataset::Parts;
use self::keys::Keys;
use self::tables::Tables;
use crate::diag::Diagnostics;
use crate::parallel::both;
use crate::read::Package;

/// From so many bytes on figures and mentions are checked at the same time.
const LARGE: u64 = 4 * 1024 * 1024;

/// Checked records and what is doubtful in them.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The records.
    pub dataset: Dataset,
    /// What is not wrong, but somebody should look at.
    pub warnings: Diagnostics,
}

/// Checks a package.
///
/// # Errors
/// Every finding, warnings included, when one of them is an error.
pub fn check(package: &Package) -> Result<Checked, Diagnostics> {
    let mut findings = package.findings().clone();
    let out = &mut findings;
    let tables = Tables::open(package, out);
    let keys = Keys::of(&tables);
    let editions = editions::editions(&tables, &keys, out);
    let indices = editions::indices(&editions);
    let terms = vocabulary::terms(&tables, &keys, out);
    let series = vocabulary::series(&tables, &keys, out);
    let begun = out.continued();
    let figures = || {
        let mut found = begun.clone();
        (claims::claims(&tables, &keys, &indices, &mut found), found)
    };
    let others = || {
        let mut found = begun.clone();
        (mentions::mentions(&tables, &keys, &indices, &terms, &mut found), found)
    };
    // Where one of them waits, be it for its last row, the other goes on.
    let is_large = tables.figures.size() + tables.mentions.size() >= LARGE;
    let (figures, others) = if is_large { both(figures, others) } else { (figures(), others()) };
    let (Claims { by_edition: claims, notes, latest }, found) = figures;
    out.extend(found);
    let ((mentions, terms), found) = others;
    out.extend(found);
    let parts = Parts {
        series,
        claims,
        notes,
        latest,
        mentions,
        terms,
        topics: vocabulary::topics(&tables, &keys, out),
        disputes: disputes::disputes(&tables, &keys, &indices, out),
        sources: vocabulary::sources(&tables, &keys, out),
        laender: places::laender(&tables, &keys, out),
        chairs: places::chairs(&tables, &keys, out),
        rules: rules::rules(package, &keys, out),
        inputs: inputs(package),
        editions,
    };
    if findings.has_errors() {
        return Err(findings);
    }
    Ok(Checked { dataset: Dataset::new(parts), warnings: findings })
}

/// The files read with their hashes, by name.
fn inputs(package: &Package) -> Vec<Input> {
    let files = package.files().iter();
    let mut inputs: Vec<Input> = files.map(|file| Input { name: file.name.clone(), sha256: file.sha256() }).collect();
    inputs.sort();
    inputs
}
