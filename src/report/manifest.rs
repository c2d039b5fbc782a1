//! manifest.json: what went in, what came out, and by which options. No clock time, so that the same records give
//! the same bytes.

use serde::Serialize;

use crate::check::Input;
use crate::digest::sha256;

/// A file and the SHA-256 of its bytes in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Output {
    /// File name.
    pub name: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// The options that shaped a report, as given on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Options {
    /// Which reports.
    pub reports: Vec<&'static str>,
    /// Which series; empty for all.
    pub series: Vec<String>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Day of knowledge.
    pub as_of: Option<String>,
    /// Language.
    pub lang: &'static str,
    /// Sheet.
    pub size: &'static str,
    /// CSV dialect.
    pub csv: &'static str,
    /// Whether SVG was asked for.
    pub svg: bool,
    /// Periods compared.
    pub compare: Option<String>,
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest<'a> {
    /// Program name.
    pub program: &'static str,
    /// Program version.
    pub version: &'static str,
    /// Options.
    pub options: &'a Options,
    /// Files read.
    pub inputs: &'a [Input],
    /// Files written, this one left out.
    pub outputs: Vec<Output>,
}

/// The manifest's bytes: indented JSON with a final line feed; outputs by name.
///
/// # Errors
/// Never for these types; serde's signature asks for it.
pub fn manifest(
    options: &Options,
    inputs: &[Input],
    outputs: &[(String, Vec<u8>)],
) -> Result<Vec<u8>, serde_json::Error> {
    let mut outputs: Vec<Output> =
        outputs.iter().map(|(name, bytes)| Output { name: name.clone(), sha256: sha256(bytes) }).collect();
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = Manifest { program: "staffelstab", version: env!("CARGO_PKG_VERSION"), options, inputs, outputs };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(bytes)
}
