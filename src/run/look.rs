//! `--theme`: a name or a file → theme and fonts.

use std::fs;
use std::io::Read;
use std::path::{Component, Path};

use super::Outcome;
use crate::chart::text::Fonts;
use crate::chart::theme::{FontFiles, Theme, ThemeFault, read};
use crate::diag::{Code, Diagnostics, Finding, visible};
use crate::report::look::Look;
use crate::source::SourceText;

/// Largest theme file, in bytes.
const LARGEST_THEME: u64 = 1024 * 1024;
/// Largest font file, in bytes.
const LARGEST_FONT: u64 = 32 * 1024 * 1024;

/// The look that `--theme` asks for: wrong usage, exit code 2, where the theme cannot be used, 3 where it cannot be
/// read.
pub(super) fn look(theme: &str) -> Result<Look, Outcome> {
    if let Some(theme) = Theme::built_in(theme) {
        return Ok(Look { theme, ..Look::default() });
    }
    let path = Path::new(theme);
    if !path.exists() && !theme.contains(['/', '\\', '.']) {
        let names = Theme::names().join(", ");
        return Err(Outcome::usage(&format!("there is no theme `{theme}`: one of {names}, or a TOML file")));
    }
    let bytes = bytes(path, LARGEST_THEME)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source = SourceText::new(&name, theme, bytes).map_err(|refusal| {
        let mut findings = Diagnostics::default();
        findings.error(Code::BadTheme, || Finding::file(theme, refusal.to_string()));
        refused(&findings)
    })?;
    let (theme, font) = read(&name, source.text()).map_err(|faults| refused(&findings(&source, faults)))?;
    let fonts = match font {
        None => Fonts::get(),
        Some(files) => fonts(&files, path, &source)?,
    };
    Ok(Look { theme, fonts, ..Look::default() })
}

fn refused(findings: &Diagnostics) -> Outcome {
    Outcome { code: 2, ..Outcome::findings(findings.text()) }
}

fn findings(source: &SourceText, faults: Vec<ThemeFault>) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for fault in faults {
        let length = source.text().get(fault.span.clone()).map_or(1, |text| text.chars().count().max(1));
        findings.error(Code::BadTheme, || {
            Finding::at(source, fault.span.start, length, fault.message.clone()).hint(fault.hint.clone())
        });
    }
    findings
}

/// The fonts beside a theme file. They stay for the rest of the run, as the built-in ones do.
fn fonts(files: &FontFiles, theme: &Path, source: &SourceText) -> Result<&'static Fonts, Outcome> {
    let refuse = |name: &toml::Spanned<String>, message: String, hint: &str| {
        refused(&findings(source, vec![ThemeFault { span: name.span(), message, hint: hint.to_owned() }]))
    };
    let load = |name: &toml::Spanned<String>| -> Result<&'static [u8], Outcome> {
        let mut parts = Path::new(name.get_ref()).components();
        if !matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) {
            let message = format!("`{}` is not a plain file name", name.get_ref());
            return Err(refuse(name, message, "put the font beside the theme file"));
        }
        let path = theme.parent().unwrap_or(Path::new("")).join(name.get_ref());
        Ok(Box::leak(bytes(&path, LARGEST_FONT)?.into_boxed_slice()))
    };
    let regular = load(&files.regular)?;
    let semibold = files.semibold.as_ref().map_or(Ok(regular), load)?;
    let fonts = Fonts::of(regular, semibold).map_err(|error| {
        let message = format!("the font cannot be used: {error}");
        refuse(&files.regular, message, "a chart that draws boxes for letters is none: take a font that has them all")
    })?;
    Ok(Box::leak(Box::new(fonts)))
}

/// The bytes of a file up to a limit.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Outcome> {
    let failed = |cause: &dyn std::fmt::Display| {
        Outcome::file(&format!("cannot read `{}`: {cause}", visible(&path.to_string_lossy())))
    };
    let metadata = fs::metadata(path).map_err(|error| failed(&error))?;
    if !metadata.is_file() {
        return Err(failed(&"it is not a file"));
    }
    let file = fs::File::open(path).map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > most {
        return Err(failed(&format!("it is larger than {} MiB", most / 1024 / 1024)));
    }
    Ok(bytes)
}
