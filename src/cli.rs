//! The command line, as clap sees it: names, help texts and types. No input or output.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::analysis::topics::Periods;
use crate::chart::format::Format;
use crate::locale::Lang;
use crate::model::date::Date;

/// Attendance, topics and host rotation of Germany's public-sector digitalisation congresses.
///
/// Published attendance figures do not compare as they stand: expected, registered, attended, online, peak viewers.
/// staffelstab keeps every figure as a claim with its source, compares only what is comparable, and says so where
/// nothing can be said.
#[derive(Debug, Parser)]
#[command(name = "staffelstab", version, propagate_version = true, max_term_width = 100, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done; 1 the records have errors, nothing is written; 2 wrong usage; 3 a file \
                        cannot be read or written; 130 interrupted, nothing is written.")]
pub struct Cli {
    /// Show no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the reports: CSV tables, PNG charts and a manifest
    Report(ReportArgs),
    /// Print the attendance claims that a report uses, and what is not known
    Attendance(GroupArgs),
    /// Print how often each topic is named
    Topics(GroupArgs),
    /// Print the turns of the hosts, past and to come, and the Länder
    Hosts(GroupArgs),
    /// Write the built-in records as files to edit; existing files are never touched
    Init {
        /// Folder to write them into; made if it is not there
        dir: PathBuf,
    },
    /// Write an empty form for new records, with drop-down lists and examples; an existing file is never touched
    Template(TemplateArgs),
    /// Check the records and print every finding at its file, line and column
    Check(CheckArgs),
    /// Bring in new records from files: checked, shown as a diff, and written whole or not at all
    Ingest(IngestArgs),
    /// Show every claim about one edition, which one a report uses, and why the others not
    Explain(ExplainArgs),
    /// Say whether charts and tables still follow from the records, and which rows changed when not
    Verify(VerifyArgs),
    /// List what is not known, and the questions to ask each host
    Gaps(GapsArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff), or write one page per command into a folder
    Man {
        /// Folder for one page per command; without it the main page goes to standard output
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// Which records to read and which part of them.
#[derive(Args, Clone, Debug, Default)]
pub struct RecordArgs {
    /// Folder with records; given twice, both are read as one. Without it: the built-in records
    #[arg(long, value_name = "DIR")]
    pub data: Vec<PathBuf>,
    /// Only this series; may be given several times
    #[arg(long, value_name = "ID")]
    pub series: Vec<String>,
    /// Only editions of this year and later
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=2199))]
    pub from: Option<i16>,
    /// Only editions of this year and earlier
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=2199))]
    pub to: Option<i16>,
    /// Only what was known on this day, e.g. 2022-03-01
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<Date>,
    /// Language of labels, reasons and charts
    #[arg(long, value_name = "LANG", default_value = "de", value_parser = parse_lang)]
    pub lang: Lang,
}

/// `report`.
#[derive(Args, Debug)]
pub struct ReportArgs {
    /// Which reports; all of them when none is named
    #[arg(value_name = "REPORT")]
    pub reports: Vec<ReportName>,
    /// The records.
    #[command(flatten)]
    pub records: RecordArgs,
    /// Folder for the reports; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "reports")]
    pub out: PathBuf,
    /// Sheet of the charts: slide (16:9), a4 (160 mm wide) or square
    #[arg(long, value_name = "SIZE", default_value = "slide", value_parser = parse_size)]
    pub size: Format,
    /// Dialect of the CSV files: rfc4180, or excel-de (byte order mark, semicolon, decimal comma)
    #[arg(long, value_name = "DIALECT", default_value = "rfc4180")]
    pub csv: CsvDialect,
    /// Looks: neutral, greyscale, high-contrast, or a TOML file (see docs/themes.md)
    #[arg(long, value_name = "THEME", default_value = "neutral")]
    pub theme: String,
    /// Also write each chart as SVG
    #[arg(long)]
    pub svg: bool,
    /// Letters of an SVG: text with the fonts inside, text with the name of the font, or outlines
    #[arg(long, value_name = "LETTERS", default_value = "embed", requires = "svg")]
    pub svg_fonts: LettersOfSvg,
    /// Compare the topics of two periods, e.g. 2013-2019,2020-2026; writes topic-periods.csv
    #[arg(long, value_name = "PERIODS", value_parser = parse_periods)]
    pub compare: Option<Periods>,
    /// Order of the Länder in the chart of hosts
    #[arg(long, value_name = "ORDER", default_value = "turn")]
    pub laender: LaenderOrder,
}

/// In which order the chart of hosts lists the Länder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LaenderOrder {
    /// By their first turn, those without one last
    #[default]
    Turn,
    /// As the rule of the series takes them
    Rule,
    /// By German name
    Name,
}

/// How rows are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PrintMedium {
    /// A table with a small chart, for people
    #[default]
    Table,
    /// The same bytes as the report's CSV
    Csv,
    /// An array of objects
    Json,
    /// A table for Markdown
    Md,
}

/// `attendance`, `topics`, `hosts`.
#[derive(Args, Debug)]
pub struct GroupArgs {
    /// The records.
    #[command(flatten)]
    pub records: RecordArgs,
    /// How the rows are printed
    #[arg(long, value_name = "MEDIUM", default_value = "table")]
    pub print: PrintMedium,
}

/// How letters stand in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LettersOfSvg {
    /// Text that can be selected, and the font files inside (1.1 MB each)
    #[default]
    Embed,
    /// Text that can be selected, and only the name of the font
    Name,
    /// Outlines, for programs that know no fonts
    Outline,
}

/// `verify`.
#[derive(Args, Debug)]
pub struct VerifyArgs {
    /// Charts (PNG), or folders with reports
    #[arg(required = true, value_name = "FILE|DIR")]
    pub path: Vec<PathBuf>,
    /// Folder with records; given twice, both are read as one. Without it: the built-in records
    #[arg(long, value_name = "DIR")]
    pub data: Vec<PathBuf>,
    /// The theme file that the charts were made with, to compare the pictures as well
    #[arg(long, value_name = "THEME")]
    pub theme: Option<String>,
}

/// A group of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum ReportName {
    /// Attendance claims, trends, and expected against attended
    Attendance,
    /// Topic shares and the topic timeline
    Topics,
    /// Host rotation, coverage of the Länder, and the chair
    Hosts,
}

/// How CSV files are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CsvDialect {
    /// UTF-8, comma, decimal point
    #[default]
    Rfc4180,
    /// UTF-8 with byte order mark, semicolon, decimal comma: opens right in a German Excel
    ExcelDe,
}

/// How findings and explanations are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PrintFormat {
    /// For people
    #[default]
    Text,
    /// JSON Lines for programs
    Json,
}

/// `template`.
#[derive(Args, Debug)]
pub struct TemplateArgs {
    /// File to write: .xlsx with drop-down lists, or .csv that a German Excel opens
    #[arg(value_name = "FILE.xlsx|FILE.csv")]
    pub file: PathBuf,
    /// Folder with the records whose series are offered; given twice, both are read as one. Without it: the built-in
    /// records
    #[arg(long, value_name = "DIR")]
    pub data: Vec<PathBuf>,
    /// Language of the form
    #[arg(long, value_name = "LANG", default_value = "de", value_parser = parse_lang)]
    pub lang: Lang,
}

/// `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Folder with records; given twice, both are read as one. Without it: the built-in records
    pub dir: Vec<PathBuf>,
    /// Also report what is not wrong but doubtful: terms without a topic, a figure that returns with a stronger basis
    #[arg(long)]
    pub strict: bool,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PrintFormat,
}

/// `ingest`.
#[derive(Args, Debug)]
pub struct IngestArgs {
    /// Files with new records: CSV, JSON, JSON Lines, XLSX, ODS or Parquet; tables of a package, or one row an edition
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Folder with the records that they belong to
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// Write the records; without it, what would change is only shown
    #[arg(long)]
    pub write: bool,
    /// Source of every row that names none: its id, or "KIND; PUBLISHER; TITLE; ADDRESS; DATE" for a new one
    #[arg(long, value_name = "ID|WORDS")]
    pub source: Option<String>,
    /// How the diff and findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PrintFormat,
}

/// `explain`.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// Edition: its id, e.g. fk-10
    pub edition: String,
    /// Folder with records; given twice, both are read as one. Without it: the built-in records
    #[arg(long, value_name = "DIR")]
    pub data: Vec<PathBuf>,
    /// Only what was known on this day, e.g. 2022-03-01
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<Date>,
    /// Language of labels and reasons
    #[arg(long, value_name = "LANG", default_value = "de", value_parser = parse_lang)]
    pub lang: Lang,
    /// How the explanation is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PrintFormat,
}

/// How gaps are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GapsFormat {
    /// For people
    #[default]
    Text,
    /// Markdown, to paste into a letter
    Md,
    /// CSV, one row a gap
    Csv,
}

/// `gaps`.
#[derive(Args, Debug)]
pub struct GapsArgs {
    /// The records.
    #[command(flatten)]
    pub records: RecordArgs,
    /// How the list is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: GapsFormat,
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: crate::model::date::DateError| error.to_string())
}

fn parse_lang(text: &str) -> Result<Lang, String> {
    text.parse()
}

fn parse_size(text: &str) -> Result<Format, String> {
    text.parse()
}

fn parse_periods(text: &str) -> Result<Periods, String> {
    text.parse().map_err(|error: crate::analysis::topics::PeriodError| error.to_string())
}
