//! attendance.csv without its rows in memory.

use std::collections::HashMap;
use std::io;
use std::ops::Range;

use super::cells::{Cells, Pieces};
use super::{HEAD, Put, stream};
use crate::analysis::attendance::{AttendanceRow, Choices, EditionChoice, Marks, Reason};
use crate::analysis::selection::Selection;
use crate::locale::{Lang, Locale};
use crate::model::claim::{Claim, Qualifier};
use crate::report::table::{Dialect, Table, TableError};

/// Claims of a part.
const PART: usize = 2_000;

/// Writes the rows; gives the table without them.
pub(in crate::report) fn attendance(
    selection: &Selection<'_>,
    choices: &Choices,
    (locale, dialect): (Locale, Dialect),
    put: Put<'_>,
) -> io::Result<Result<Table, TableError>> {
    let first: Vec<AttendanceRow> = AttendanceRow::all(selection, choices, locale).take(HEAD).collect();
    let mut table = match Table::of("attendance", AttendanceRow::COLUMNS, &first) {
        Ok(table) => table,
        Err(error) => return Ok(Err(error)),
    };
    table.count = choices.rows();
    let parts = parts(choices.claims());
    let mut sources = Pieces::new(dialect);
    for source in selection.dataset().sources() {
        sources.add(|cells| {
            cells.cell(source.id.as_str());
            cells.cell(&source.publisher);
        });
    }
    let maker = || {
        let (mut beginning, mut wording) = (Cells::new(dialect), Wording::new(locale.lang, dialect));
        let (sources, parts) = (&sources, &parts);
        move |part: usize, cells: &mut Cells| {
            for choice in choices.at(parts.get(part).cloned().unwrap_or_default()).iter() {
                head(selection, choice.edition, locale, &mut beginning);
                edition(selection, choice, (&beginning, sources), &mut wording, cells);
            }
        }
    };
    let gone = stream(&table, dialect, parts.len(), maker, put)?;
    table.gone = Some(gone);
    Ok(Ok(table))
}

/// The places of editions that have so many claims each, in parts of about as many.
fn parts(claims: &[u32]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut first, mut sum) = (0, 0);
    for (place, claims_of) in claims.iter().enumerate() {
        sum += (*claims_of).max(1) as usize;
        if sum >= PART || place + 1 == claims.len() {
            parts.push(first..place + 1);
            (first, sum) = (place + 1, 0);
        }
    }
    parts
}

/// What is the same in the rows of an edition.
fn head(selection: &Selection<'_>, edition: usize, locale: Locale, cells: &mut Cells) {
    let blank = AttendanceRow::unknown(selection, edition, locale);
    cells.clear();
    cells.cell(&blank.series);
    cells.cell(&blank.series_label);
    cells.cell(&blank.edition);
    cells.known(blank.number);
    cells.known(blank.year);
    cells.known(blank.date.as_deref());
    cells.known(blank.city.as_deref());
    cells.known(blank.host);
    cells.known(blank.host_label.as_deref());
}

fn edition(
    selection: &Selection<'_>,
    choice: &EditionChoice,
    (beginning, sources): (&Cells, &Pieces),
    wording: &mut Wording,
    cells: &mut Cells,
) {
    let dataset = selection.dataset();
    if choice.cells.is_empty() {
        let blank = AttendanceRow::unknown(selection, choice.edition, Locale::of(wording.lang));
        cells.append(beginning);
        (0..8).for_each(|_| cells.cell(""));
        cells.known(Some(blank.chosen));
        cells.cell(&blank.reason);
        cells.cell("");
        cells.cell("");
        cells.end();
        return;
    }
    let marks = Marks::of(choice);
    for (_, claim, reason) in choice.claims() {
        let interval = claim.stated.interval();
        let known = wording.of(claim, reason);
        cells.append(beginning);
        cells.number(Some(claim.stated.value()));
        cells.cell(claim.stated.qualifier().map_or("", Qualifier::word));
        cells.number(Some(interval.low()));
        cells.number(interval.high());
        cells.piece(&wording.pieces, 2 * known);
        wording.scratch.clone_from(&wording.texts[known]);
        if marks.add(claim, dataset, wording.lang, &mut wording.scratch) {
            cells.cell(&wording.scratch);
        } else {
            cells.piece(&wording.pieces, 2 * known + 1);
        }
        cells.piece(sources, claim.source as usize);
        cells.end();
    }
}

/// The words of claims that are of one kind and used or not for one reason: there are few of them.
struct Wording {
    lang: Lang,
    /// The number of the words of a kind and reason.
    known: HashMap<u64, usize>,
    /// Two pieces each: the words for the kind, and the reason.
    pieces: Pieces,
    /// The reason of each.
    texts: Vec<String>,
    scratch: String,
    last: Option<(u64, usize)>,
}

impl Wording {
    fn new(lang: Lang, dialect: Dialect) -> Self {
        let pieces = Pieces::new(dialect);
        Self { lang, known: HashMap::new(), pieces, texts: Vec::new(), scratch: String::new(), last: None }
    }

    /// The number of the words of a claim.
    fn of(&mut self, claim: &Claim, reason: Reason) -> usize {
        let key = claim.words().into_iter().fold(reason.code(), |key, word| key << 3 | u64::from(word));
        // Claims of one kind stand beside each other.
        if let Some((_, known)) = self.last.filter(|(last, _)| *last == key) {
            return known;
        }
        let known = self.known.get(&key).copied().unwrap_or_else(|| self.add(key, claim, reason));
        self.last = Some((key, known));
        known
    }

    fn add(&mut self, key: u64, claim: &Claim, reason: Reason) -> usize {
        let number = self.texts.len();
        self.pieces.add(|cells| {
            cells.cell(claim.basis.map_or("", |basis| basis.word()));
            cells.cell(claim.mode.map_or("", |mode| mode.word()));
            cells.cell(claim.unit.map_or("", |unit| unit.word()));
            cells.cell(claim.asserted.map_or("", |asserted| asserted.word()));
            cells.cell(reason.chosen().word());
        });
        let text = reason.worded(claim, self.lang);
        self.pieces.add(|cells| cells.cell(&text));
        self.texts.push(text);
        self.known.insert(key, number);
        number
    }
}
