//! manifest.json: what went in, what came out, and by which options. No clock time, so that the same records give
//! the same bytes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::evidence::Origin;

use crate::check::Input;

/// A file and the SHA-256 of its bytes in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Output {
    /// File name.
    pub name: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// The options that shaped a report, as given on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Which reports.
    pub reports: Vec<String>,
    /// Which series; empty for all.
    pub series: Vec<String>,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Day of knowledge.
    pub as_of: Option<String>,
    /// Language.
    pub lang: String,
    /// Sheet.
    pub size: String,
    /// CSV dialect.
    pub csv: String,
    /// Whether SVG was asked for.
    pub svg: bool,
    /// How its letters stand.
    pub svg_fonts: Option<String>,
    /// Theme: a built-in name, or the name of its file.
    pub theme: String,
    /// Periods compared.
    pub compare: Option<String>,
    /// Order of the Länder in the chart of turns, where it is not that of their first turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laender: Option<String>,
}

impl Options {
    /// What a chart needs of them to be drawn again.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin {
            series: self.series.clone(),
            from: self.from,
            to: self.to,
            as_of: self.as_of.clone(),
            lang: self.lang.clone(),
            size: self.size.clone(),
            laender: self.laender.clone(),
            ..Origin::default()
        }
    }
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
pub fn manifest(options: &Options, inputs: &[Input], mut outputs: Vec<Output>) -> Result<Vec<u8>, serde_json::Error> {
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = Manifest { program: "staffelstab", version: env!("CARGO_PKG_VERSION"), options, inputs, outputs };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// What a manifest says of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The options that shaped it.
    pub options: Options,
    /// Its files with their SHA-256, by name.
    pub outputs: BTreeMap<String, String>,
}

/// Reads a manifest. It may have been changed by hand: names that are not plain file names are an error.
///
/// # Errors
/// When the bytes are not a manifest.
pub fn recorded(bytes: &[u8]) -> Result<Recorded, String> {
    #[derive(Deserialize)]
    struct Entry {
        name: String,
        sha256: String,
    }
    #[derive(Deserialize)]
    struct Raw {
        options: Options,
        outputs: Vec<Entry>,
    }
    let raw: Raw = serde_json::from_slice(bytes).map_err(|error| format!("it is no manifest: {error}"))?;
    let mut outputs = BTreeMap::new();
    for Entry { name, sha256 } in raw.outputs {
        if name.contains(['/', '\\', '\0']) || matches!(name.as_str(), "" | "." | "..") {
            return Err(format!("`{name}` is not a plain file name"));
        }
        outputs.insert(name, sha256);
    }
    Ok(Recorded { options: raw.options, outputs })
}
