//! Rows → tables and charts → the bytes of every file. Nothing is written here; [`crate::write`] does.

pub mod charts;
pub mod evidence;
pub mod headline;
pub mod index;
mod lines;
mod long;
pub mod look;
pub mod manifest;
pub mod picture;
pub mod print;
pub mod table;
pub mod tables;

use std::io;
use std::sync::{Mutex, PoisonError};

use crate::analysis::attendance::{Choices, attendance_rows};
use crate::analysis::expectation::expectation_rows;
use crate::analysis::rotation::{LandOrder, chairs, coverage, hosts};
use crate::analysis::selection::Selection;
use crate::analysis::topics::{Periods, compare, novelty, programmes, shares, timeline};
use crate::analysis::trend::trend_rows;
use crate::chart::format::Format;
use crate::chart::spec::Chart;
use crate::digest::sha256;
use crate::locale::Locale;
use crate::parallel::{self, both};
use crate::progress::Progress;
use crate::report::long::LONG;
pub use crate::report::long::Put;
use crate::report::look::Look;
use crate::report::manifest::{Options, Output};
use crate::report::picture::{Picture, PictureError};
use crate::report::table::{Dialect, Table, TableError};

/// A file of a report: name and bytes.
pub type File = (String, Vec<u8>);

/// The file that lists the others.
const MANIFEST: &str = "manifest.json";

/// What a report is to hold.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing asked for or not")]
pub struct Request {
    /// Attendance.
    pub attendance: bool,
    /// Topics.
    pub topics: bool,
    /// Hosts and chairs.
    pub hosts: bool,
    /// Language.
    pub locale: Locale,
    /// Sheet of the charts.
    pub format: Format,
    /// CSV dialect.
    pub dialect: Dialect,
    /// Whether each chart is also written as SVG.
    pub svg: bool,
    /// Periods to compare.
    pub compare: Option<Periods>,
    /// In which order the chart of turns lists the Länder.
    pub laender: LandOrder,
}

/// Why a report cannot be made: a defect of the program or no memory, never of the records.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A chart.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The manifest.
    #[error("the manifest cannot be written: {0}")]
    Manifest(#[from] serde_json::Error),
    /// Whoever takes the bytes cannot.
    #[error(transparent)]
    Put(#[from] io::Error),
}

/// Tables and the charts drawn from them.
#[derive(Debug, Default)]
pub struct Contents {
    /// Tables in the order of the documentation.
    pub tables: Vec<Table>,
    /// Charts, each with the names of the tables whose rows it draws.
    pub charts: Vec<(Chart, Vec<&'static str>)>,
}

impl Contents {
    fn extend(&mut self, other: Self) {
        self.tables.extend(other.tables);
        self.charts.extend(other.charts);
    }
}

/// Analyses a selection: every table and chart asked for.
///
/// # Errors
/// When a row does not fit its table.
pub fn contents(selection: &Selection<'_>, request: &Request) -> Result<Contents, ReportError> {
    analyse(selection, request, &mut |_, _| Ok(()))
}

/// The same; the rows of tables too long to be held go to `put` on the way.
fn analyse(selection: &Selection<'_>, request: &Request, put: Put<'_>) -> Result<Contents, ReportError> {
    // The groups know nothing of one another: where one of them has work for one core only, the others go on.
    let put = Mutex::new(put);
    let shared = |name: &str, bytes: &[u8]| (put.lock().unwrap_or_else(PoisonError::into_inner))(name, bytes);
    let when = |wanted: bool, group: &dyn Fn(Put<'_>) -> Result<Contents, ReportError>| {
        if wanted { group(&mut { shared }) } else { Ok(Contents::default()) }
    };
    let (figures, (themes, turns)) = both(
        || when(request.attendance, &|put| attendance(selection, request, put)),
        || {
            both(
                || when(request.topics, &|put| topics(selection, request, put)),
                || when(request.hosts, &|_| rotation(selection, request)),
            )
        },
    );
    let mut contents = figures?;
    contents.extend(themes?);
    contents.extend(turns?);
    Ok(contents)
}

fn attendance(selection: &Selection<'_>, request: &Request, put: Put<'_>) -> Result<Contents, ReportError> {
    let locale = request.locale;
    let choices = Choices::of(selection);
    let (trends, expectations) =
        both(|| trend_rows(selection, &choices, locale), || expectation_rows(selection, &choices, locale));
    let (attended, expected) = both(
        || charts::attendance::chart(selection, &choices, &trends, locale),
        || charts::expectation::chart(selection, &expectations, locale),
    );
    drop(expectations);
    let claims = if choices.rows() < LONG {
        tables::attendance(&attendance_rows(selection, &choices, locale))?
    } else {
        long::attendance(selection, &choices, (locale, request.dialect), put)??
    };
    Ok(Contents {
        tables: vec![claims, tables::trends(&trends)?],
        charts: vec![(attended, vec!["attendance", "attendance-trends"]), (expected, vec!["attendance"])],
    })
}

fn topics(selection: &Selection<'_>, request: &Request, put: Put<'_>) -> Result<Contents, ReportError> {
    let locale = request.locale;
    let lang = locale.lang;
    let programmes = programmes(selection);
    let sources = charts::topics::sources(selection, &programmes);
    let (shares, novelty) = both(|| shares(selection, &programmes, lang), || novelty(selection, &programmes, lang));
    let (frequency, course) = both(
        || charts::topics::chart(selection, &shares, &novelty, &sources, locale),
        || charts::timeline::chart(selection, &shares, (&programmes, &novelty), &sources, locale),
    );
    let timeline = if selection.editions().len() * selection.dataset().topics().len() < LONG {
        tables::timeline(&timeline(selection, &programmes, lang))?
    } else {
        long::timeline(selection, &programmes, (lang, request.dialect), put)??
    };
    let mut tables = vec![tables::topics(&shares)?, timeline, tables::novelty(&novelty)?];
    if let Some(periods) = request.compare {
        tables.push(tables::periods(&compare(selection, &programmes, periods, lang))?);
    }
    let charts = vec![(frequency, vec!["topics"]), (course, vec!["topic-editions", "topics"])];
    Ok(Contents { tables, charts })
}

fn rotation(selection: &Selection<'_>, request: &Request) -> Result<Contents, ReportError> {
    let locale = request.locale;
    let slots = hosts(selection, locale.lang);
    let coverage = coverage(selection, &slots, locale.lang);
    let chairs = chairs(selection, locale.lang);
    let turns = charts::hosts::chart(selection, &slots, &coverage, &chairs, request.laender, locale);
    let map = charts::host_map::chart(selection, &slots, &coverage, locale);
    Ok(Contents {
        tables: vec![tables::hosts(&slots)?, tables::coverage(&coverage)?, tables::chairs(&chairs)?],
        charts: vec![(turns, vec!["hosts", "host-coverage", "chairs"]), (map, vec!["host-coverage", "hosts"])],
    })
}

/// Every file of a report, the manifest last. Charts are drawn on as many threads as there are cores; their order and
/// bytes do not depend on it.
///
/// # Errors
/// When a row does not fit its table, or a chart cannot be drawn.
pub fn files(
    selection: &Selection<'_>,
    request: &Request,
    (look, options): (&Look, &Options),
    progress: &Progress,
) -> Result<Vec<File>, ReportError> {
    let mut files: Vec<File> = Vec::new();
    let names = deliver(selection, request, (look, options), progress, &mut |name, bytes| {
        match files.iter_mut().find(|(other, _)| other == name) {
            Some((_, file)) => file.extend_from_slice(bytes),
            None => files.push((name.to_owned(), bytes.to_vec())),
        }
        Ok(())
    })?;
    files.sort_by_cached_key(|(name, _)| names.iter().position(|other| other == name));
    Ok(files)
}

/// Hands every file of a report to `put`, a long one in pieces, and gives their names in the order of the
/// documentation, the manifest last. A file is known to be whole only at the end.
///
/// # Errors
/// As [`files`], and when `put` fails.
pub fn deliver(
    selection: &Selection<'_>,
    request: &Request,
    (look, options): (&Look, &Options),
    progress: &Progress,
    put: Put<'_>,
) -> Result<Vec<String>, ReportError> {
    let contents = analyse(selection, request, put)?;
    let mut outputs: Vec<Output> = Vec::new();
    let threads = look.threads.unwrap_or_else(parallel::cores);
    let written = parallel::each(threads, &contents.tables, |table| match &table.gone {
        Some(gone) => Ok((None, gone.sha256.clone())),
        None => table.csv(request.dialect).map(|bytes| {
            let sha256 = sha256(&bytes);
            (Some(bytes), sha256)
        }),
    });
    for (table, written) in contents.tables.iter().zip(written) {
        let (bytes, sha256): (Option<Vec<u8>>, String) = written?;
        let name = format!("{}.csv", table.name);
        if let Some(bytes) = bytes {
            put(&name, &bytes)?;
        }
        outputs.push(Output { name, sha256 });
    }
    let drawn: Vec<File> =
        draw(selection, &contents, request, (look, options), progress)?.into_iter().flatten().collect();
    let names = outputs.iter().map(|output| output.name.clone()).chain(drawn.iter().map(|file| file.0.clone()));
    let names: Vec<String> = names.collect();
    let page = index::index(selection, &contents, request, (&names, &drawn));
    let page = ("index.html".to_owned(), page.into_bytes());
    for (name, bytes) in drawn.iter().chain([&page]) {
        put(name, bytes)?;
        outputs.push(Output { name: name.clone(), sha256: sha256(bytes) });
    }
    let mut names: Vec<String> = outputs.iter().map(|output| output.name.clone()).collect();
    put(MANIFEST, &manifest::manifest(options, selection.dataset().inputs(), outputs)?)?;
    names.push(MANIFEST.to_owned());
    Ok(names)
}

/// The rows that a chart of this name draws; `None` where the request has no such chart.
///
/// # Errors
/// When a row does not fit its table.
pub fn chart_rows(
    selection: &Selection<'_>,
    request: &Request,
    name: &str,
) -> Result<Option<evidence::Rows>, ReportError> {
    let contents = contents(selection, request)?;
    let chart = contents.charts.iter().find(|(chart, _)| chart.name == name);
    Ok(chart.map(|(_, tables)| evidence::rows(&contents, tables)).transpose()?)
}

/// The files of each chart, in the order of the charts.
fn draw(
    selection: &Selection<'_>,
    contents: &Contents,
    request: &Request,
    (look, options): (&Look, &Options),
    progress: &Progress,
) -> Result<Vec<Vec<File>>, ReportError> {
    let origin = options.origin();
    let threads = look.threads.unwrap_or_else(parallel::cores);
    let pictures = parallel::each(threads, &contents.charts, |(chart, tables)| {
        Picture::new(chart, tables, contents, selection, (look, &origin))
    });
    let pictures: Vec<Picture> = pictures.into_iter().collect::<Result<_, _>>()?;
    let layouts = parallel::each(threads, &pictures, |picture| picture.layout(request.format, look));
    // A page is the unit: one chart may have several, and another only one. None is kept once it is drawn.
    let pages: Vec<(usize, usize)> = layouts
        .iter()
        .enumerate()
        .flat_map(|(chart, layout)| (0..layout.pages()).map(move |page| (chart, page)))
        .collect();
    let stage = progress.steps("drawing", pages.len());
    let drawn = parallel::each(threads, &pages, |(chart, page)| {
        let scene = layouts[*chart].page(*page);
        let files = pictures[*chart].files(*page, &scene, request.svg, look)?;
        stage.advance(1, 0);
        Ok::<_, PictureError>((*chart, files))
    });
    let mut charts: Vec<Vec<File>> = vec![Vec::new(); pictures.len()];
    for files in drawn {
        let (chart, files) = files?;
        charts[chart].extend(files);
    }
    for (files, picture) in charts.iter_mut().zip(&pictures) {
        files.push(picture.text());
    }
    Ok(charts)
}
