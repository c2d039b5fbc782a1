//! `verify`: does this chart still follow from these records, and which rows changed when not?

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::look::{bytes, look};
use super::{Outcome, records, report};
use crate::analysis::selection::{Query, Selection};
use crate::check::Dataset;
use crate::cli::VerifyArgs;
use crate::diag::visible;
use crate::digest::sha256;
use crate::progress::Progress;
use crate::report::evidence::{self, Evidence, Origin, changes, same_pixels};
use crate::report::look::{Look, SvgFonts};
use crate::report::manifest::{Options, Recorded, recorded};
use crate::report::table::Dialect;
use crate::report::{File, chart_rows, files};

/// Largest file of a report that is looked at.
const LARGEST: u64 = 256 * 1024 * 1024;
/// Most files of a folder that are looked at.
const MOST_FILES: usize = 10_000;
/// Most changed rows of a table that are printed.
const MOST_SHOWN: usize = 20;

/// What became of a file.
enum Verdict {
    /// It follows, with a remark.
    Follows(String),
    /// It does not, for these reasons, a line each.
    Fails(Vec<String>),
}

/// Runs the command: 0 when every file follows from the records, 1 when one does not.
pub(super) fn run(args: &VerifyArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let dataset = records::checked(&args.data, progress)?.dataset;
    let look = args.theme.as_deref().map(look).transpose()?;
    let mut judge = Judge { dataset: &dataset, look, made: BTreeMap::new() };
    let mut verdicts = Vec::new();
    for path in &args.path {
        if path.is_dir() {
            verdicts.extend(judge.folder(path)?);
        } else {
            verdicts.push((path.clone(), judge.picture(path)?));
        }
    }
    let mut text = String::new();
    let mut failed = 0;
    for (path, verdict) in &verdicts {
        let path = visible(&path.to_string_lossy());
        // Writing to a string cannot fail, here and below.
        match verdict {
            Verdict::Follows(remark) => {
                let _ = writeln!(text, "{path}: follows from the records{remark}");
            }
            Verdict::Fails(reasons) => {
                failed += 1;
                let _ = writeln!(text, "{path}: does not follow from the records");
                for reason in reasons {
                    let _ = writeln!(text, "  {}", visible(reason));
                }
            }
        }
    }
    records::whole(&dataset)?;
    let count = verdicts.len();
    let files = if count == 1 { "file" } else { "files" };
    let _ = match failed {
        0 => writeln!(text, "{count} {files}, all of them follow"),
        failed => writeln!(text, "{failed} of {count} {files} {}", if failed == 1 { "does not" } else { "do not" }),
    };
    Ok(Outcome { stdout: text.into_bytes(), code: u8::from(failed > 0), ..Outcome::default() })
}

struct Judge<'d> {
    dataset: &'d Dataset,
    /// The theme named on the command line.
    look: Option<Look>,
    /// The files that options give, made once.
    made: BTreeMap<String, Vec<File>>,
}

impl Judge<'_> {
    /// The look that a picture names: a built-in theme, or the one on the command line.
    fn look(&self, name: &str) -> Option<Look> {
        let own = self.look.clone().filter(|look| look.theme.name == name);
        own.or_else(|| crate::chart::theme::Theme::built_in(name).map(|theme| Look { theme, ..Look::default() }))
    }

    /// Every PNG of a folder, and what its manifest lists.
    fn folder(&mut self, folder: &Path) -> Result<Vec<(PathBuf, Verdict)>, Outcome> {
        let failed = |error: &std::io::Error| {
            Outcome::file(&format!("cannot read `{}`: {error}", visible(&folder.to_string_lossy())))
        };
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| failed(&error))?.take(MOST_FILES) {
            let name = entry.map_err(|error| failed(&error))?.file_name().to_string_lossy().into_owned();
            names.push(name);
        }
        names.sort();
        let manifest = folder.join("manifest.json");
        let listed = if names.iter().any(|name| name == "manifest.json") {
            let bytes = bytes(&manifest, LARGEST)?;
            Some(recorded(&bytes).map_err(|error| {
                Outcome::file(&format!("cannot read `{}`: {error}", visible(&manifest.to_string_lossy())))
            })?)
        } else {
            None
        };
        let mut verdicts = Vec::new();
        let is_picture = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "png");
        for name in names.iter().filter(|name| is_picture(name)) {
            let path = folder.join(name);
            let verdict = self.picture(&path)?;
            verdicts.push((path, verdict));
        }
        if let Some(listed) = listed {
            for (name, was) in listed.outputs.iter().filter(|(name, _)| !is_picture(name)) {
                let path = folder.join(name);
                let verdict = if names.contains(name) {
                    self.other(&path, name, was, &listed)?
                } else {
                    Verdict::Fails(vec!["the manifest lists it, and it is not there".to_owned()])
                };
                verdicts.push((path, verdict));
            }
            for (name, _) in listed.outputs.iter().filter(|(name, _)| is_picture(name) && !names.contains(name)) {
                let missing = Verdict::Fails(vec!["the manifest lists it, and it is not there".to_owned()]);
                verdicts.push((folder.join(name), missing));
            }
        }
        if verdicts.is_empty() {
            let folder = visible(&folder.to_string_lossy());
            return Err(Outcome::file(&format!("`{folder}` holds neither a chart nor a manifest")));
        }
        verdicts.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(verdicts)
    }

    /// A table, an alternative text or a page that a manifest lists.
    fn other(&mut self, path: &Path, name: &str, was: &str, listed: &Recorded) -> Result<Verdict, Outcome> {
        let found = bytes(path, LARGEST)?;
        let edited = (sha256(&found) != was).then(|| "it was changed since it was written".to_owned());
        let Some(look) = self.look(&listed.options.theme) else {
            return Ok(match edited {
                Some(edited) => Verdict::Fails(vec![edited]),
                None => {
                    Verdict::Follows(": as it was written; name its theme with --theme to make it again".to_owned())
                }
            });
        };
        let made = self.made(&listed.options, &look)?;
        match made.iter().find(|(other, _)| other == name) {
            Some((_, bytes)) if *bytes == found => Ok(Verdict::Follows(String::new())),
            made => {
                let mut reasons: Vec<String> = edited.into_iter().collect();
                match made {
                    Some((_, bytes)) if Path::new(name).extension().is_some_and(|ending| ending == "csv") => {
                        let text = |bytes: &[u8]| format!("== {name}\n{}", plain(bytes));
                        reasons.extend(row_reasons(&text(&found), &text(bytes)));
                    }
                    Some(_) => reasons.push("the records give another one now".to_owned()),
                    None => reasons.push("the records do not give this file any more".to_owned()),
                }
                Ok(Verdict::Fails(reasons))
            }
        }
    }

    fn made(&mut self, options: &Options, look: &Look) -> Result<&[File], Outcome> {
        let key = serde_json::to_string(options).map_err(|error| Outcome::file(&error.to_string()))?;
        if !self.made.contains_key(&key) {
            let request = report::request(options).map_err(|error| Outcome::usage(&error))?;
            let selection = self.selection(&options.origin())?;
            let letters = options.svg_fonts.as_deref().and_then(SvgFonts::named).unwrap_or_default();
            let look = &Look { svg_fonts: letters, ..look.clone() };
            let made = files(&selection, &request, (look, options), &Progress::silent())
                .map_err(|error| Outcome::file(&error.to_string()))?;
            self.made.insert(key.clone(), made);
        }
        Ok(self.made.get(&key).map(Vec::as_slice).unwrap_or_default())
    }

    fn selection(&self, origin: &Origin) -> Result<Selection<'_>, Outcome> {
        let as_of = origin.as_of.as_deref().map(str::parse).transpose();
        let as_of = as_of.map_err(|error: crate::model::date::DateError| Outcome::usage(&error.to_string()))?;
        let query = Query { series: origin.series.clone(), from: origin.from, to: origin.to, as_of };
        Selection::new(self.dataset, query).map_err(|error| Outcome::usage(&error.to_string()))
    }

    /// A chart, by what it says about itself.
    fn picture(&mut self, path: &Path) -> Result<Verdict, Outcome> {
        let found = bytes(path, LARGEST)?;
        let evidence = evidence::read(&found).map_err(|error| {
            Outcome::file(&format!("`{}` cannot be verified: {error}", visible(&path.to_string_lossy())))
        })?;
        let origin = &evidence.origin;
        if let Some(rows) = &evidence.rows
            && sha256(rows.as_bytes()) != evidence.sha256
        {
            return Ok(Verdict::Fails(vec!["what the picture says about its rows was changed by hand".to_owned()]));
        }
        let selection = match self.selection(origin) {
            Ok(selection) => selection,
            // A series that is no longer there is an answer, not a wrong use of the command.
            Err(outcome) => return Ok(Verdict::Fails(vec![outcome.stderr.trim_end().replace("error: ", "")])),
        };
        let request = report::request_of(origin).map_err(|error| Outcome::usage(&error))?;
        let now = chart_rows(&selection, &request, &origin.chart).map_err(|error| Outcome::file(&error.to_string()))?;
        let Some(now) = now else {
            return Ok(Verdict::Fails(vec![format!("there is no chart `{}`", origin.chart)]));
        };
        if now.sha256 != evidence.sha256 {
            return Ok(Verdict::Fails(match (&evidence.rows, &now.text) {
                (Some(was), Some(now)) => row_reasons(was, now),
                _ => vec!["its rows are others now; they were too many to travel inside the picture".to_owned()],
            }));
        }
        let remark = format!(" ({} rows)", now.count);
        self.drawn_alike(path, &found, &evidence, remark)
    }

    /// The rows are the same: is the picture the one that they give?
    fn drawn_alike(
        &mut self,
        path: &Path,
        found: &[u8],
        evidence: &Evidence,
        remark: String,
    ) -> Result<Verdict, Outcome> {
        let origin = &evidence.origin;
        let ours = concat!("staffelstab ", env!("CARGO_PKG_VERSION"));
        if evidence.software != ours {
            let drawn = format!("{remark}; it was drawn by {}, so only the rows were compared", evidence.software);
            return Ok(Verdict::Follows(visible(&drawn)));
        }
        let Some(look) = self.look(&origin.theme) else {
            let theme = format!("{remark}; name its theme with --theme to compare the picture as well");
            return Ok(Verdict::Follows(theme));
        };
        let options = report::options_of(origin).map_err(|error| Outcome::usage(&error))?;
        let name = match origin.page {
            0 | 1 => format!("{}.png", origin.chart),
            page => format!("{}-{page}.png", origin.chart),
        };
        let made = self.made(&options, &look)?;
        let Some((_, bytes)) = made.iter().find(|(other, _)| *other == name) else {
            return Ok(Verdict::Fails(vec!["the chart has fewer pages now".to_owned()]));
        };
        let same = same_pixels(found, bytes).map_err(|error| {
            Outcome::file(&format!("`{}` cannot be verified: {error}", visible(&path.to_string_lossy())))
        })?;
        Ok(if same {
            Verdict::Follows(remark)
        } else {
            Verdict::Fails(vec![
                "its rows are those of the records, but the picture is not the one they give".to_owned(),
            ])
        })
    }
}

/// A CSV as RFC 4180 wants it, whichever dialect it is in.
fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    match text.strip_prefix('\u{feff}') {
        None => text.into_owned(),
        Some(text) => Dialect::ExcelDe.to_plain(text),
    }
}

/// What changed, a line each.
fn row_reasons(was: &str, is: &str) -> Vec<String> {
    let mut reasons = Vec::new();
    for table in changes(was, is) {
        if table.columns {
            reasons.push(format!("{}: the columns are others", table.table));
        }
        let count = table.changes.len();
        for change in table.changes.iter().take(MOST_SHOWN) {
            reasons.push(format!("{}: {change}", table.table));
        }
        if count > MOST_SHOWN {
            reasons.push(format!("{}: … and {} more rows", table.table, count - MOST_SHOWN));
        }
    }
    if reasons.is_empty() {
        reasons.push("the same rows stand in another order or another dialect".to_owned());
    }
    reasons
}
