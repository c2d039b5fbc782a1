//! Mentions of terms, the quick way and the careful way as in [`super::claims`].

use std::collections::BTreeMap;
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

/// Mentions, and the terms that no topic claims.
#[derive(Default)]
struct Kept {
    mentions: Pieces<Mention>,
    /// Each with its number, which goes on from those of terms.csv.
    unmapped: BTreeMap<String, u32>,
    lost: usize,
}

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
    let kept = Mutex::new(Kept::default());
    table.pieces(findings, Vec::new, |mentions, view, findings| {
        let (unmapped, lost) = known.piece(view, mentions, findings);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.lost += lost;
        for mention in unmapped {
            let next = u32::try_from(terms.len() + kept.unmapped.len()).unwrap_or(u32::MAX).min(Mention::MOST_TERMS);
            let Err(term) = mention.term else { continue };
            let number = *kept.unmapped.entry(term).or_insert(next);
            mentions.push(Mention::new(mention.edition, number, mention.source, mention.weight));
        }
        kept.mentions.add(mentions);
    });
    let Kept { mut mentions, unmapped, lost } = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    let terms = numbered(mentions.each_mut(), terms, &unmapped);
    // Term, source and weight as one number.
    let key = |mention: &Mention| {
        u64::from(mention.term()) << 33 | u64::from(mention.source) << 1 | u64::from(mention.weight() as u8)
    };
    let same = |a: &Mention, b: &Mention| key(a) >> 1 == key(b) >> 1 && a.edition == b.edition;
    let (mentions, twins) = mentions.by_edition(|mention| mention.edition, |a, b| key(a).cmp(&key(b)), same);
    if lost > 0 || twins {
        twice::report(table, findings);
    }
    (mentions, terms)
}

/// All terms by their text; the mentions get the new numbers.
fn numbered<'m>(
    mentions: impl Iterator<Item = &'m mut Mention>,
    terms: &Terms,
    unmapped: &BTreeMap<String, u32>,
) -> Vec<Term> {
    let mapped = terms.iter().zip(0_u32..).map(|((text, topic), number)| (text, *topic, number));
    let others = unmapped.iter().map(|(text, number)| (text, None, *number));
    let mut all: Vec<(&String, Option<u32>, u32)> = mapped.chain(others).collect();
    if !unmapped.is_empty() {
        all.sort_unstable();
        let mut places = vec![0_u32; all.len()];
        for ((_, _, number), place) in all.iter().zip(0_u32..) {
            if let Some(old) = places.get_mut(*number as usize) {
                *old = place;
            }
        }
        for mention in mentions {
            let term = places.get(mention.term() as usize).copied().unwrap_or_default();
            *mention = Mention::new(mention.edition, term, mention.source, mention.weight());
        }
    }
    all.into_iter().map(|(text, topic, _)| Term { text: text.as_str().into(), topic }).collect()
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
