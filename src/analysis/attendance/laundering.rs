//! A figure that returns elsewhere on a stronger basis: 500 *registered* become 500 who *came*.

use crate::analysis::selection::Selection;
use crate::check::{Dataset, Record};
use crate::locale::{Lang, Locale};
use crate::model::claim::{Basis, Claim};

use super::choice::{Cell, EditionChoice};
use super::policy::strength;
use crate::analysis::words;

/// Two claims of one edition that give the same figure, from two sources, on bases of different strength. This is no
/// error of the records: both sources say so. It is a reason not to take the stronger one for a second count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Laundering {
    /// Index of the edition in the dataset.
    pub edition: usize,
    /// The claim on the weaker basis.
    pub weaker: Claim,
    /// The claim on the stronger basis.
    pub stronger: Claim,
}

impl Laundering {
    /// The finding as one sentence without a full stop, for `explain` and `check --strict`.
    #[must_use]
    pub fn worded(&self, dataset: &Dataset, locale: Locale) -> String {
        let lang = locale.lang;
        let part = |claim: &Claim| {
            let basis = words::basis(claim.basis.unwrap_or(Basis::NotStated), lang);
            let source = dataset.sources()[claim.source as usize].id.as_str();
            format!("{} {basis} ({source})", claim.stated.written(locale))
        };
        let (weaker, stronger) = (part(&self.weaker), part(&self.stronger));
        lang.pick(
            format!("{weaker} kehrt wieder als {stronger}: womöglich dieselbe Zahl, nicht neu gezählt"),
            format!("{weaker} returns as {stronger}: possibly the same figure, not a new count"),
        )
    }

    /// Adds the mark that the reason of one of the two claims carries; nothing for any other claim.
    pub(super) fn mark(&self, claim: &Claim, dataset: &Dataset, lang: Lang, reason: &mut String) {
        let (other, words) = if *claim == self.weaker {
            let words =
                lang.pick(["; dieselbe Zahl kehrt wieder als „", "“ in "], ["; the same figure returns as “", "” in "]);
            (self.stronger, words)
        } else if *claim == self.stronger {
            let words = lang.pick(
                ["; Achtung: dieselbe Zahl steht als „", "“ in "],
                ["; caution: the same figure stands as “", "” in "],
            );
            (self.weaker, words)
        } else {
            return;
        };
        let basis = words::basis(other.basis.unwrap_or(Basis::NotStated), lang);
        let source = dataset.sources()[other.source as usize].id.as_str();
        for part in [words[0], basis, words[1], source] {
            reason.push_str(part);
        }
    }
}

/// With so many claims of its figure a claim is compared: more of them in one edition say nothing further.
const MOST_COMPARED: usize = 1_000;
/// Most pairs of one edition.
const MOST_PAIRS: usize = 100_000;

/// Finds such pairs in one edition of a selection, in the order of its claims.
#[must_use]
pub fn laundered(selection: &Selection<'_>, edition: usize) -> Vec<Laundering> {
    returning(&EditionChoice::of(selection, edition))
}

/// Finds such pairs among the claims of an edition, in the order of the dataset.
#[must_use]
pub fn returning(choice: &EditionChoice) -> Vec<Laundering> {
    let claims = suspects(choice);
    if claims.is_empty() {
        return Vec::new();
    }
    let alike = Alike::of(&claims);
    let mut found = Vec::new();
    let mut same: Vec<usize> = Vec::new();
    for weaker in &claims {
        alike.to(weaker, &mut same);
        for stronger in same.iter().map(|place| &claims[*place]) {
            if found.len() < MOST_PAIRS && returns(weaker, stronger) {
                found.push(Laundering { edition: choice.edition, weaker: *weaker, stronger: *stronger });
            }
        }
    }
    found
}

/// The claims among whose like there may be one on another basis, with all that are like them, in the order of the
/// dataset. Which ones these are is seen without an order of all: figures are thrown into so many boxes that few meet
/// by chance, and a box remembers the bases that were in it.
fn suspects(choice: &EditionChoice) -> Vec<Claim> {
    const BOXES: u32 = 12;
    let spread = |figure: u128| {
        #[expect(clippy::cast_possible_truncation, reason = "the halves are mixed")]
        let mixed = (figure ^ figure >> 33) as u64;
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BOXES)) as usize
    };
    let boxes = |claim: &Claim| [spread(value(claim)), spread(allowed(claim))];
    let mut bases = [[0_u8; 1 << BOXES]; 2];
    let claims = || {
        let strong = |cell: &&Cell| strength(cell.basis).is_some();
        choice
            .cells
            .iter()
            .filter(strong)
            .flat_map(|cell| cell.claims.iter().map(|claim| (1 << cell.basis as u8, *claim)))
    };
    for (basis, claim) in claims() {
        for (bases, place) in bases.iter_mut().zip(boxes(&claim)) {
            bases[place] |= basis;
        }
    }
    let is_suspect =
        |(basis, claim): &(u8, Claim)| bases.iter().zip(boxes(claim)).any(|(bases, place)| bases[place] & !basis != 0);
    let mut suspects: Vec<Claim> = claims().filter(is_suspect).map(|(_, claim)| claim).collect();
    suspects.sort_unstable_by(Record::order);
    suspects
}

/// Claims of one figure, by what makes it one and then by their places in the edition: each as one number, since these
/// are sorted faster than pairs.
struct Alike {
    /// By the value.
    by_value: Vec<u128>,
    /// By what the value and its word allow.
    by_interval: Vec<u128>,
}

/// Bits of a place.
const PLACE: u32 = 48;

fn value(claim: &Claim) -> u128 {
    claim.stated.value().into()
}

/// What a claim allows: no end is above 2³³, since values end at `u32::MAX`.
fn allowed(claim: &Claim) -> u128 {
    let interval = claim.stated.interval();
    u128::from(interval.low()) << 36 | u128::from(interval.high().unwrap_or(1 << 35))
}

#[expect(clippy::cast_possible_truncation, reason = "what is left is a place")]
const fn place(joint: u128) -> usize {
    (joint & ((1 << PLACE) - 1)) as usize
}

/// The first places of a figure, in order.
fn first(sorted: &[u128], figure: u128) -> impl Iterator<Item = usize> + '_ {
    let from = sorted.partition_point(|joint| *joint >> PLACE < figure);
    let same = sorted[from..].iter().take_while(move |joint| **joint >> PLACE == figure);
    same.map(|joint| place(*joint)).take(MOST_COMPARED)
}

impl Alike {
    fn of(claims: &[Claim]) -> Self {
        let sorted = |figure: fn(&Claim) -> u128| {
            let joint = |(place, claim): (usize, &Claim)| figure(claim) << PLACE | place as u128;
            let mut sorted: Vec<u128> = claims.iter().enumerate().map(joint).collect();
            sorted.sort_unstable();
            sorted
        };
        Self { by_value: sorted(value), by_interval: sorted(allowed) }
    }

    /// The first places of the claims that give the value of this one or allow the same, itself among them, in order.
    fn to(&self, claim: &Claim, places: &mut Vec<usize>) {
        places.clear();
        places.extend(first(&self.by_value, value(claim)).chain(first(&self.by_interval, allowed(claim))));
        places.sort_unstable();
        places.dedup();
    }
}

/// Whether `stronger` gives the figure of `weaker` on a stronger basis, in another source. Mode and unit are the same,
/// or one source is silent about them.
fn returns(weaker: &Claim, stronger: &Claim) -> bool {
    let strength = |claim: &Claim| claim.basis.and_then(strength);
    let rises = strength(weaker).zip(strength(stronger)).is_some_and(|(weak, strong)| weak < strong);
    let same =
        |a: &Claim, b: &Claim| a.stated.value() == b.stated.value() || a.stated.interval() == b.stated.interval();
    let mode_fits = weaker.mode.zip(stronger.mode).is_none_or(|(a, b)| a == b);
    let told = |claim: &Claim| claim.unit.filter(|unit| *unit != crate::model::claim::Unit::NotStated);
    let unit_fits = told(weaker).zip(told(stronger)).is_none_or(|(a, b)| a == b);
    rises && weaker.source != stronger.source && same(weaker, stronger) && mode_fits && unit_fits
}
