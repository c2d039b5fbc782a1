//! `report`: every table and chart asked for, written whole or not at all.

use std::fmt::Write;
use std::sync::Arc;

use super::look::look;
use super::{Outcome, records};
use crate::analysis::rotation::LandOrder;
use crate::cli::{CsvDialect, LaenderOrder, LettersOfSvg, ReportArgs, ReportName};
use crate::diag::visible;
use crate::locale::Locale;
use crate::model::vocabulary::UnknownWord;
use crate::progress::Progress;
use crate::report::evidence::Origin;
use crate::report::look::{Look, SvgFonts};
use crate::report::manifest::Options;
use crate::report::table::Dialect;
use crate::report::{Request, deliver};
use crate::write::{Staged, interrupt};

/// The groups of reports by name.
const GROUPS: [&str; 3] = ["attendance", "topics", "hosts"];

/// Runs the command.
pub(super) fn run(args: &ReportArgs, progress: &Arc<Progress>) -> Result<Outcome, Outcome> {
    let look = Look {
        svg_fonts: match args.svg_fonts {
            LettersOfSvg::Embed => SvgFonts::Embedded,
            LettersOfSvg::Name => SvgFonts::Named,
            LettersOfSvg::Outline => SvgFonts::Outlined,
        },
        ..look(&args.theme)?
    };
    let checked = records::checked(&args.records.data, progress)?;
    let selection = records::selection(&checked.dataset, &args.records)?;
    let options = options(args, &look);
    let request = request(&options).map_err(|error| Outcome::usage(&error))?;
    interrupt::watch();
    let mut staged = Staged::new(&args.out)?;
    let mut failed = None;
    let files = deliver(&selection, &request, (&look, &options), progress, &mut |name, bytes| {
        staged.put(name, bytes).map_err(|error| {
            let text = error.to_string();
            failed = Some(error);
            std::io::Error::other(text)
        })
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    let files = files.map_err(|error| Outcome::file(&error.to_string()))?;
    records::whole(&checked.dataset)?;
    staged.settle()?;
    let mut text = format!("wrote {} files to {}\n", files.len(), visible(&args.out.to_string_lossy()));
    for name in &files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}");
    }
    Ok(Outcome { stdout: text.into_bytes(), stderr: checked.warnings.text(), code: 0 })
}

/// What the options of a report ask for.
///
/// # Errors
/// A word that is none of theirs, as a manifest that was changed by hand may have.
pub(super) fn request(options: &Options) -> Result<Request, String> {
    let wanted = |name: &str| options.reports.iter().any(|report| report == name);
    Ok(Request {
        attendance: wanted("attendance"),
        topics: wanted("topics"),
        hosts: wanted("hosts"),
        locale: Locale::of(options.lang.parse()?),
        format: options.size.parse()?,
        dialect: Dialect::named(&options.csv).ok_or_else(|| format!("there is no dialect `{}`", options.csv))?,
        svg: options.svg,
        laender: match options.laender.as_deref() {
            None => LandOrder::Turn,
            Some(word) => word.parse().map_err(|error: UnknownWord| error.to_string())?,
        },
        compare: options
            .compare
            .as_deref()
            .map(|periods| periods.parse().map_err(|error: crate::analysis::topics::PeriodError| error.to_string()))
            .transpose()?,
    })
}

/// The options that give a chart again: its whole group, without SVG.
pub(super) fn options_of(origin: &Origin) -> Result<Options, String> {
    let group = match origin.chart.as_str() {
        "attendance" | "attendance-expectation" => GROUPS[0],
        "topics" | "topic-timeline" => GROUPS[1],
        "hosts" | "host-map" => GROUPS[2],
        other => return Err(format!("there is no chart `{other}`")),
    };
    Ok(Options {
        reports: vec![group.to_owned()],
        series: origin.series.clone(),
        from: origin.from,
        to: origin.to,
        as_of: origin.as_of.clone(),
        lang: origin.lang.clone(),
        size: origin.size.clone(),
        csv: Dialect::Rfc4180.name().to_owned(),
        theme: origin.theme.clone(),
        laender: origin.laender.clone(),
        ..Options::default()
    })
}

/// What gives a chart again.
pub(super) fn request_of(origin: &Origin) -> Result<Request, String> {
    request(&options_of(origin)?)
}

fn options(args: &ReportArgs, look: &Look) -> Options {
    let wanted = |name| args.reports.is_empty() || args.reports.contains(&name);
    let groups = [ReportName::Attendance, ReportName::Topics, ReportName::Hosts];
    let mut series = args.records.series.clone();
    series.sort();
    series.dedup();
    let reports = groups.into_iter().zip(GROUPS).filter(|(group, _)| wanted(*group));
    Options {
        reports: reports.map(|(_, name)| name.to_owned()).collect(),
        series,
        from: args.records.from,
        to: args.records.to,
        as_of: args.records.as_of.map(|day| day.to_string()),
        lang: args.records.lang.code().to_owned(),
        size: args.size.name().to_owned(),
        csv: match args.csv {
            CsvDialect::Rfc4180 => Dialect::Rfc4180,
            CsvDialect::ExcelDe => Dialect::ExcelDe,
        }
        .name()
        .to_owned(),
        svg: args.svg,
        svg_fonts: args.svg.then(|| look.svg_fonts.name().to_owned()),
        theme: look.theme.name.clone(),
        compare: args.compare.map(|periods| periods.to_string()),
        laender: match args.laender {
            LaenderOrder::Turn => None,
            LaenderOrder::Rule => Some(LandOrder::Rule.to_string()),
            LaenderOrder::Name => Some(LandOrder::Name.to_string()),
        },
    }
}
