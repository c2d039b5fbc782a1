//! Raw rows → [`Dataset`]. First each field, then across records; every finding is collected before any is reported.
//! Only this can make a [`Dataset`].

mod dataset;
mod editions;
mod facts;
mod fields;
mod keys;
mod places;
mod rules;
mod vocabulary;

pub use dataset::{Dataset, Input};

use self::dataset::Parts;
use self::keys::{Keys, rows_of};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::digest::sha256;
use crate::read::Package;
use crate::read::{raw, schema};

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
/// Every finding, when one of them is an error.
pub fn check(package: &Package) -> Result<Checked, Diagnostics> {
    let mut findings = package.findings().clone();
    let out = &mut findings;
    for name in ["series.csv", "editions.csv"] {
        if package.texts(name).next().is_none() && package.findings().is_empty() {
            out.push(Diagnostic::file(Code::MissingFile, name, format!("there is no `{name}`")));
        }
    }
    let sources = rows_of::<raw::Source>(package, &schema::SOURCES, out);
    let source_keys = Keys::of("source", &sources, |row| &row.id, out);
    let series = rows_of::<raw::Series>(package, &schema::SERIES, out);
    let series_keys = Keys::of("series", &series, |row| &row.id, out);
    let topics = rows_of::<raw::Topic>(package, &schema::TOPICS, out);
    let topic_keys = Keys::of("topic", &topics, |row| &row.id, out);

    let editions = rows_of::<raw::Edition>(package, &schema::EDITIONS, out);
    let declared = Keys::of("edition", &editions, |row| &row.id, out);
    let editions = editions::editions(&editions, &series_keys, &source_keys, out);
    let edition_keys = declared.in_order(editions.iter().map(|edition| edition.id.as_str()));

    let terms = rows_of::<raw::Term>(package, &schema::TERMS, out);
    let terms = vocabulary::terms(&terms, &topic_keys, out);
    let figures = rows_of::<raw::Figure>(package, &schema::FIGURES, out);
    let mentions = rows_of::<raw::Mention>(package, &schema::MENTIONS, out);
    let disputes = rows_of::<raw::Dispute>(package, &schema::DISPUTES, out);
    let laender = rows_of::<raw::Land>(package, &schema::LAENDER, out);
    let chairs = rows_of::<raw::Chair>(package, &schema::CHAIRS, out);
    let parts = Parts {
        series: vocabulary::series(&series, &series_keys, out),
        claims: facts::claims(&figures, &edition_keys, &source_keys, out),
        mentions: facts::mentions(&mentions, &edition_keys, &source_keys, &terms, out),
        disputes: facts::disputes(&disputes, &edition_keys, &source_keys, out),
        topics: vocabulary::topics(&topics, &topic_keys, out),
        sources: vocabulary::sources(&sources, &source_keys, out),
        laender: places::laender(&laender, out),
        chairs: places::chairs(&chairs, &source_keys, out),
        rules: rules::rules(package, &series_keys, &source_keys, out),
        inputs: inputs(package),
        editions,
    };
    if findings.has_errors() {
        return Err(findings);
    }
    Ok(Checked { dataset: Dataset::new(parts), warnings: findings })
}

/// The files read with their hashes, by name; of several packages the same name stands several times.
fn inputs(package: &Package) -> Vec<Input> {
    let mut inputs: Vec<Input> = package
        .all()
        .iter()
        .map(|text| Input { name: text.name().to_owned(), sha256: sha256(text.text().as_bytes()) })
        .collect();
    inputs.sort();
    inputs
}
