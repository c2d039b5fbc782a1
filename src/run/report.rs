//! `report`: every table and chart asked for, written whole or not at all.

use std::fmt::Write;

use super::{Outcome, records};
use crate::cli::{CsvDialect, ReportArgs, ReportName};
use crate::locale::Locale;
use crate::report::manifest::Options;
use crate::report::table::Dialect;
use crate::report::write::write_files;
use crate::report::{Request, files};

/// Runs the command.
pub(super) fn run(args: &ReportArgs) -> Result<Outcome, Outcome> {
    let checked = records::checked(&args.records.data)?;
    let selection = records::selection(&checked.dataset, &args.records)?;
    let wanted = |name| args.reports.is_empty() || args.reports.contains(&name);
    let request = Request {
        attendance: wanted(ReportName::Attendance),
        topics: wanted(ReportName::Topics),
        hosts: wanted(ReportName::Hosts),
        locale: Locale::of(args.records.lang),
        format: args.size,
        dialect: match args.csv {
            CsvDialect::Rfc4180 => Dialect::Rfc4180,
            CsvDialect::ExcelDe => Dialect::ExcelDe,
        },
        svg: args.svg,
        compare: args.compare,
    };
    let files =
        files(&selection, &request, &options(args, &request)).map_err(|error| Outcome::file(&error.to_string()))?;
    write_files(&args.out, &files).map_err(|error| Outcome::file(&error.to_string()))?;
    let mut text = format!("wrote {} files to {}\n", files.len(), args.out.display());
    for (name, _) in &files {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}");
    }
    Ok(Outcome { stdout: text.into_bytes(), stderr: checked.warnings.text(), code: 0 })
}

fn options(args: &ReportArgs, request: &Request) -> Options {
    let names = [(request.attendance, "attendance"), (request.topics, "topics"), (request.hosts, "hosts")];
    let mut series = args.records.series.clone();
    series.sort();
    series.dedup();
    Options {
        reports: names.into_iter().filter(|(wanted, _)| *wanted).map(|(_, name)| name).collect(),
        series,
        from: args.records.from,
        to: args.records.to,
        as_of: args.records.as_of.map(|day| day.to_string()),
        lang: args.records.lang.code(),
        size: args.size.name(),
        csv: match args.csv {
            CsvDialect::Rfc4180 => "rfc4180",
            CsvDialect::ExcelDe => "excel-de",
        },
        svg: args.svg,
        compare: args.compare.map(|periods| periods.to_string()),
    }
}
