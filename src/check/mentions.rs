//! Mentions of terms, the quick way and the careful way as in [`super::claims`].

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use super::by_edition::{ByEdition, Pieces};
use super::claims::is_clean;
use super::fields::{self, text};
use super::keys::Keys;
use super::lookup::{Lookup, Repeated};
use super::tables::Tables;
use super::twice;
use super::vocabulary::Terms;
use crate::diag::{Code, Diagnostics, is_hidden, nearest, quote};
use crate::model::claim::{Mention, Weight};
use crate::model::topic::Term;
use crate::read::raw;
use crate::read::sheet::{Item, Row, Sifted, View};

/// The terms that no topic claims, each with its number, which goes on from those of terms.csv.
type Unmapped = BTreeMap<String, u32>;

/// What a row is compared with.
struct Known<'k> {
    keys: &'k Keys,
    sources_file: &'static str,
    editions: &'k BTreeMap<&'k str, u32>,
    terms: &'k Terms,
    /// Whether terms.csv could be read as a whole.
    all_terms: bool,
    numbers: BTreeMap<&'k str, u32>,
    quick_editions: Lookup,
    quick_sources: Lookup,
    quick_terms: Lookup,
    /// The term that is nearest to one that no topic claims.
    nearest: Mutex<BTreeMap<String, Option<String>>>,
}

/// A mention that was read; its term has a number where terms.csv has it.
struct Read {
    edition: u32,
    term: Result<u32, String>,
    source: u32,
    weight: Weight,
}

/// Mentions by edition, term and source, and the terms by their text.
pub(super) fn mentions(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &BTreeMap<&str, u32>,
    terms: &Terms,
    findings: &mut Diagnostics,
) -> (ByEdition<Mention>, Vec<Term>) {
    mentions_by(tables, keys, editions, terms, true, findings)
}

/// The same, all rows the careful way where the quick one is not wanted.
pub(super) fn mentions_by(
    tables: &Tables<'_>,
    keys: &Keys,
    editions: &BTreeMap<&str, u32>,
    terms: &Terms,
    quick: bool,
    findings: &mut Diagnostics,
) -> (ByEdition<Mention>, Vec<Term>) {
    let table = &tables.mentions;
    let numbers = || terms.keys().map(String::as_str).zip(0_u32..);
    let known = Known {
        keys,
        sources_file: tables.sources.schema().file,
        editions,
        terms,
        all_terms: tables.terms.is_complete(),
        numbers: numbers().collect(),
        quick_editions: editions.iter().filter(|_| quick).map(|(id, index)| (*id, *index)).collect(),
        quick_sources: keys.identifiers(tables.sources.schema().file).collect(),
        quick_terms: numbers().filter(|(term, _)| is_clean(term)).collect(),
        nearest: Mutex::default(),
    };
    let (kept, unmapped, lost) = (Pieces::default(), Mutex::new(Unmapped::new()), AtomicUsize::new(0));
    table.pieces(
        findings,
        || kept.own(),
        |own, view, findings| {
            let (others, missing) = known.piece(view, &mut own.records, findings);
            lost.fetch_add(missing, Relaxed);
            if !others.is_empty() {
                let mut unmapped = unmapped.lock().unwrap_or_else(PoisonError::into_inner);
                own.records.extend(others.into_iter().filter_map(|read| {
                    let next = u32::try_from(terms.len() + unmapped.len()).unwrap_or(u32::MAX).min(Mention::MOST_TERMS);
                    let number = *unmapped.entry(read.term.err()?).or_insert(next);
                    Some(Mention::new(read.edition, number, read.source, read.weight))
                }));
            }
            own.end_piece();
        },
    );
    let (terms, places) = numbered(terms, &unmapped.into_inner().unwrap_or_else(PoisonError::into_inner));
    let (mentions, twins) = kept.by_edition(places);
    if lost.into_inner() > 0 || twins {
        twice::report(table, findings);
    }
    (mentions, terms)
}

/// All terms by their text, and the new number of each; none where every one keeps its own.
fn numbered(terms: &Terms, unmapped: &Unmapped) -> (Vec<Term>, Vec<u32>) {
    let mapped = terms.iter().zip(0_u32..).map(|((text, topic), number)| (text, *topic, number));
    let others = unmapped.iter().map(|(text, number)| (text, None, *number));
    let mut all: Vec<(&String, Option<u32>, u32)> = mapped.chain(others).collect();
    let mut places = Vec::new();
    if !unmapped.is_empty() {
        all.sort_unstable();
        places = vec![0_u32; all.len()];
        for ((_, _, number), place) in all.iter().zip(0_u32..) {
            if let Some(old) = places.get_mut(*number as usize) {
                *old = place;
            }
        }
    }
    (all.into_iter().map(|(text, topic, _)| Term { text: text.as_str().into(), topic }).collect(), places)
}

impl Known<'_> {
    /// Takes the mentions of one piece; gives those of terms that terms.csv does not have, and the count of rows of
    /// which none could be made.
    fn piece(&self, view: View<'_>, mentions: &mut Vec<Mention>, findings: &mut Diagnostics) -> (Vec<Read>, usize) {
        let mut unmapped = Vec::new();
        let mut lost = 0;
        let order: Option<[usize; 4]> = view.layout().order().and_then(|order| order.try_into().ok());
        let mut asked = (self.quick_editions.repeated(), self.quick_sources.repeated());
        view.sift(&mut |sifted| match sifted {
            Sifted::Plain(cells) => {
                let Some(order) = &order else { return false };
                let Some(mention) = self.plain(&order.map(|cell| cells[cell]), &mut asked) else { return false };
                mentions.push(mention);
                true
            }
            Sifted::Careful(Item::Broken(row, problem)) => {
                row.report(problem, findings);
                true
            }
            Sifted::Careful(Item::Row(row)) => {
                match self.careful(&row, findings) {
                    None => lost += 1,
                    Some(Read { edition, term: Ok(term), source, weight }) => {
                        mentions.push(Mention::new(edition, term, source, weight));
                    }
                    Some(read) => unmapped.push(read),
                }
                true
            }
        });
        (unmapped, lost)
    }

    /// A mention, where every cell of the row is plainly right.
    fn plain<'r>(
        &self,
        cells: &[&'r str; 4],
        (editions, sources): &mut (Repeated<'_, 'r>, Repeated<'_, 'r>),
    ) -> Option<Mention> {
        let [edition, term, weight, source] = *cells;
        let (edition, source) = (editions.get(edition)?, sources.get(source)?);
        Some(Mention::new(edition, self.quick_terms.get(term)?, source, weight.parse().ok()?))
    }

    /// Judges a row cell by cell.
    fn careful(&self, row: &Row<'_>, findings: &mut Diagnostics) -> Option<Read> {
        fields::judge(row, &raw::Mention::SCHEMA, self.keys, findings);
        let raw = raw::Mention::of(row);
        let term = text(raw.term)?;
        let number = self.numbers.get(term.as_str()).copied();
        if number.is_none() && self.all_terms && !term.contains(is_hidden) {
            findings.warning(Code::UnmappedTerm, || {
                let similar = self.similar(&term);
                row.finding("term", format!("no topic claims the term {}", quote(&term)))
                    .hint_if(similar.map(|word| format!("did you mean `{word}`?")))
                    .hint("add a row for it to terms.csv; until then it is counted and named, but has no topic")
            });
        }
        Some(Read {
            edition: *self.editions.get(raw.edition)?,
            term: number.ok_or(term),
            source: self.keys.rank(self.sources_file, raw.source)?,
            weight: raw.weight.parse().ok()?,
        })
    }

    fn similar(&self, term: &str) -> Option<String> {
        let mut known = self.nearest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(similar) = known.get(term) {
            return similar.clone();
        }
        let similar = nearest(term, self.terms.keys().map(String::as_str)).map(str::to_owned);
        known.insert(term.to_owned(), similar.clone());
        similar
    }
}
