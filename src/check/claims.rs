//! Figures → claims. Rows of which every cell is plainly right are taken at once; whenever anything about one is not,
//! it goes to the careful check, which makes the findings: the quick way has no opinion of its own.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use super::by_edition::{ByEdition, Pieces};
use super::fields::{self, text};
use super::keys::Keys;
use super::lookup::{Lookup, Repeated};
use super::notes::{Notes, Seen};
use super::tables::Tables;
use super::twice;
use crate::diag::{Code, Diagnostics, is_hidden};
use crate::model::claim::{Claim, Measure, Stated};
use crate::model::date::Date;
use crate::read::raw;
use crate::read::sheet::{Item, MAX_CELL, Row, Sifted, View};

/// Largest value of a figure.
const MOST: u64 = 1_000_000_000;

/// What a row is compared with.
struct Known<'k> {
    keys: &'k Keys,
    sources_file: &'static str,
    editions: &'k BTreeMap<&'k str, u32>,
    quick_editions: Lookup,
    quick_sources: Lookup,
    notes: Mutex<Notes>,
}

/// Claims by edition and then by all their fields.
pub(super) struct Claims {
    pub by_edition: ByEdition<Claim>,
    /// The remarks on them.
    pub notes: Notes,
    /// The latest date on which one was made.
    pub latest: Option<Date>,
}

/// The claims of figures.csv.
pub(super) fn claims(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &BTreeMap<&str, u32>,
    findings: &mut Diagnostics,
) -> Claims {
    claims_by(tables, keys, editions, true, findings)
}

/// The same, all rows the careful way where the quick one is not wanted.
pub(super) fn claims_by(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &BTreeMap<&str, u32>,
    quick: bool,
    findings: &mut Diagnostics,
) -> Claims {
    let table = &tables.figures;
    let known = Known {
        keys,
        sources_file: tables.sources.schema().file,
        editions,
        quick_editions: editions.iter().filter(|_| quick).map(|(id, index)| (*id, *index)).collect(),
        quick_sources: keys.identifiers(tables.sources.schema().file).collect(),
        notes: Mutex::default(),
    };
    let (kept, lost, latest) = (Pieces::default(), AtomicUsize::new(0), Mutex::new(None));
    table.pieces(
        findings,
        || (kept.own(), Seen::default()),
        |(own, seen), view, findings| {
            let before = own.records.len();
            lost.fetch_add(known.piece(view, (&mut own.records, seen), findings), Relaxed);
            let dates = own.records[before..].iter().filter_map(|claim| claim.asserted_on);
            let mut latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
            *latest = dates.chain(*latest).max_by_key(Date::lateness);
            drop(latest);
            own.end_piece();
        },
    );
    let notes = known.notes.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (notes, places) = notes.sorted();
    let (by_edition, twins) = kept.by_edition(places);
    if lost.into_inner() > 0 || twins {
        twice::report(table, findings);
    }
    Claims { by_edition, notes, latest: latest.into_inner().unwrap_or_else(PoisonError::into_inner) }
}

impl Known<'_> {
    /// Takes the claims of one piece; gives the count of rows of which none could be made.
    fn piece(&self, view: View<'_>, (claims, seen): (&mut Vec<Claim>, &mut Seen), findings: &mut Diagnostics) -> usize {
        let mut lost = 0;
        let order: Option<[usize; 11]> = view.layout().order().and_then(|order| order.try_into().ok());
        let mut asked = (self.quick_editions.repeated(), self.quick_sources.repeated());
        view.sift(&mut |sifted| match sifted {
            Sifted::Plain(cells) => {
                let Some(order) = &order else { return false };
                let Some((claim, note)) = Self::plain(&order.map(|cell| cells[cell]), &mut asked) else { return false };
                let note = note.and_then(|note| seen.keep(note, &self.notes));
                claims.push(Claim { note, ..claim });
                true
            }
            Sifted::Careful(Item::Broken(row, problem)) => {
                row.report(problem, findings);
                true
            }
            Sifted::Careful(Item::Row(row)) => {
                match self.careful(&row, findings) {
                    None => lost += 1,
                    Some((claim, note)) => {
                        let note = note.and_then(|note| seen.keep(&note, &self.notes));
                        claims.push(Claim { note, ..claim });
                    }
                }
                true
            }
        });
        lost
    }

    /// A claim and its remark, where every cell of the row is plainly right.
    fn plain<'r>(
        cells: &[&'r str; 11],
        (editions, sources): &mut (Repeated<'_, 'r>, Repeated<'_, 'r>),
    ) -> Option<(Claim, Option<&'r str>)> {
        let [edition, measure, value, qualifier, basis, mode, unit, asserted, asserted_on, source, note] = *cells;
        let measure = measure.parse().ok()?;
        if measure == Measure::Attendance && (basis.is_empty() || unit.is_empty()) {
            return None;
        }
        let claim = Claim {
            edition: editions.get(edition)?,
            source: sources.get(source)?,
            measure,
            stated: Stated::new(whole(value)?, word(qualifier)?),
            basis: word(basis)?,
            mode: word(mode)?,
            unit: word(unit)?,
            asserted: word(asserted)?,
            asserted_on: word::<Date>(asserted_on)?,
            note: None,
        };
        let note = (!note.is_empty()).then_some(note);
        note.is_none_or(is_clean).then_some((claim, note))
    }

    /// Judges a row cell by cell.
    fn careful(&self, row: &Row<'_>, findings: &mut Diagnostics) -> Option<(Claim, Option<String>)> {
        fields::judge(row, &raw::Figure::SCHEMA, self.keys, findings);
        let raw = raw::Figure::of(row);
        counts_of_people(row, &raw, findings);
        let claim = Claim {
            edition: *self.editions.get(raw.edition)?,
            source: self.keys.rank(self.sources_file, raw.source)?,
            measure: raw.measure.parse().ok()?,
            stated: Stated::new(raw.value.parse().ok()?, raw.qualifier.parse().ok()),
            basis: raw.basis.parse().ok(),
            mode: raw.mode.parse().ok(),
            unit: raw.unit.parse().ok(),
            asserted: raw.asserted.parse().ok(),
            asserted_on: raw.asserted_on.parse().ok(),
            note: None,
        };
        Some((claim, text(raw.note)))
    }
}

/// What an optional cell says; `None` where it is filled with something else.
#[expect(clippy::option_option, reason = "not right, right and empty, right and filled")]
fn word<W: std::str::FromStr>(cell: &str) -> Option<Option<W>> {
    if cell.is_empty() { Some(None) } else { cell.parse().ok().map(Some) }
}

/// A whole number in bare digits up to [`MOST`].
fn whole(cell: &str) -> Option<u64> {
    if cell.is_empty() || cell.len() > 10 {
        return None;
    }
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u64::from(byte - b'0'));
    let value = cell.bytes().try_fold(0, |value, byte| Some(value * 10 + digit(byte)?))?;
    (value <= MOST).then_some(value)
}

/// Whether a text is one to which nothing has to be said.
#[expect(clippy::needless_bitwise_bool, reason = "without branches many bytes are looked at together")]
pub(super) fn is_clean(text: &str) -> bool {
    // Printable ASCII and the letters whose first byte is C3, À to ÿ, are most of what stands there.
    let plain = |byte: u8| (b' '..0x7f).contains(&byte) | (0x80..0xc0).contains(&byte) | (byte == 0xc3);
    let plain = text.bytes().fold(true, |all, byte| all & plain(byte));
    text.len() <= MAX_CELL && text.len() == text.trim().len() && (plain || !text.contains(is_hidden))
}

/// A count of people without a basis compares with nothing.
fn counts_of_people(row: &Row<'_>, raw: &raw::Figure<'_>, findings: &mut Diagnostics) {
    if raw.measure != Measure::Attendance.word() {
        return;
    }
    for (column, cell) in [("basis", raw.basis), ("unit", raw.unit)] {
        if cell.is_empty() && row.has(column) {
            findings.error(Code::MissingBasis, || {
                row.finding(column, format!("an attendance figure needs a `{column}`"))
                    .hint("write `not-stated` where the source does not say")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{editions, vocabulary};
    use super::*;
    use crate::check::mentions;
    use crate::read::Package;
    use crate::read::embedded::FILES;

    /// What is put into a file, or put in the place of a byte.
    const PIECES: &[&str] = &[
        "\"",
        "\"\"",
        ",",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "\u{200b}",
        "\u{a0}",
        "ß",
        "0",
        "9",
        "-",
        "a",
        "\"x\"",
        "\"x,y\"",
        "\"x\ny\"",
        "attendance",
        "expected",
        ",,",
        "2024-02-30",
        "x\"",
    ];

    fn spoilt(name: &str, edits: &[(usize, usize, bool)]) -> Package {
        Package::of(FILES.iter().map(|(file, text)| {
            let mut text = (*text).to_owned();
            if *file == name {
                for (at, piece, instead) in edits {
                    let at = text.floor_char_boundary(at % text.len());
                    if *instead && at < text.len() {
                        text.remove(at);
                    }
                    text.insert_str(at, PIECES[piece % PIECES.len()]);
                }
            }
            (*file, text.into_bytes())
        }))
    }

    /// Claims with their notes, mentions in words, findings.
    type Said = (Vec<(Claim, Option<String>)>, Vec<String>, String);

    /// Everything that the check of a package says of figures and mentions.
    fn said(package: &Package, quick: bool) -> Said {
        let mut findings = Diagnostics::default();
        let tables = Tables::open(package, &mut findings);
        let keys = Keys::of(&tables);
        let all = editions::editions(&tables, &keys, &mut Diagnostics::default());
        let indices = editions::indices(&all);
        let terms = vocabulary::terms(&tables, &keys, &mut Diagnostics::default());
        let Claims { by_edition: claims, notes, .. } = claims_by(&tables, &keys, &indices, quick, &mut findings);
        let (mentions, terms) = mentions::mentions_by(&tables, &keys, &indices, &terms, quick, &mut findings);
        let claims = claims.iter().map(|claim| (claim, claim.note.map(|note| notes.text(note).to_owned())));
        let mentions = mentions.iter().map(|mention| {
            let term = &terms[mention.term() as usize];
            format!("{} {term:?} {} {}", mention.edition, mention.source, mention.weight())
        });
        (claims.collect(), mentions.collect(), findings.json_lines())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn the_quick_way_says_what_the_careful_one_says(
            name in prop::sample::select(&["figures.csv", "mentions.csv"][..]),
            edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<bool>()), 0..6),
        ) {
            let package = spoilt(name, &edits);
            prop_assert_eq!(said(&package, true), said(&package, false));
        }
    }
}
