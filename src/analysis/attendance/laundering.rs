//! A figure that returns elsewhere on a stronger basis: 500 *registered* become 500 who *came*.

use crate::analysis::selection::Selection;
use crate::check::Dataset;
use crate::locale::Locale;
use crate::model::claim::{Basis, Claim, Measure};

use super::policy::strength;
use crate::analysis::words;

/// Two claims of one edition that give the same figure, from two sources, on bases of different strength. This is no
/// error of the records: both sources say so. It is a reason not to take the stronger one for a second count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Laundering<'a> {
    /// Index of the edition in the dataset.
    pub edition: usize,
    /// The claim on the weaker basis.
    pub weaker: &'a Claim,
    /// The claim on the stronger basis.
    pub stronger: &'a Claim,
}

impl Laundering<'_> {
    /// The finding as one sentence without a full stop, for `explain` and `check --strict`.
    #[must_use]
    pub fn worded(&self, dataset: &Dataset, locale: Locale) -> String {
        let lang = locale.lang;
        let part = |claim: &Claim| {
            let basis = words::basis(claim.basis.unwrap_or(Basis::NotStated), lang);
            let source = dataset.sources()[claim.source as usize].id.as_str();
            format!("{} {basis} ({source})", claim.stated.written(locale))
        };
        let (weaker, stronger) = (part(self.weaker), part(self.stronger));
        lang.pick(
            format!("{weaker} kehrt wieder als {stronger}: womöglich dieselbe Zahl, nicht neu gezählt"),
            format!("{weaker} returns as {stronger}: possibly the same figure, not a new count"),
        )
    }

    /// The mark that the reason of one of the two claims carries; `None` for any other claim.
    pub(super) fn mark(&self, claim: &Claim, dataset: &Dataset, locale: Locale) -> Option<String> {
        let lang = locale.lang;
        let (other, strong) = if std::ptr::eq(claim, self.weaker) {
            (self.stronger, false)
        } else if std::ptr::eq(claim, self.stronger) {
            (self.weaker, true)
        } else {
            return None;
        };
        let basis = words::basis(other.basis.unwrap_or(Basis::NotStated), lang);
        let source = dataset.sources()[other.source as usize].id.as_str();
        Some(if strong {
            lang.pick(
                format!("Achtung: dieselbe Zahl steht als „{basis}“ in {source}"),
                format!("caution: the same figure stands as “{basis}” in {source}"),
            )
        } else {
            lang.pick(
                format!("dieselbe Zahl kehrt wieder als „{basis}“ in {source}"),
                format!("the same figure returns as “{basis}” in {source}"),
            )
        })
    }
}

/// With so many claims of its figure a claim is compared: more of them in one edition say nothing further.
const MOST_COMPARED: usize = 1_000;
/// Most pairs of one edition.
const MOST_PAIRS: usize = 100_000;

/// Finds such pairs in one edition of a selection, in the order of its claims.
#[must_use]
pub fn laundered<'a>(selection: &Selection<'a>, edition: usize) -> Vec<Laundering<'a>> {
    let claims: Vec<&'a Claim> = selection
        .claims_of(edition, Measure::Attendance)
        .filter(|claim| claim.basis.and_then(strength).is_some())
        .collect();
    // Claims of one figure by what makes it one: the value, or what the value and its word allow.
    let by_value = Alike::of(&claims, |claim| claim.stated.value());
    let by_interval = Alike::of(&claims, |claim| {
        let interval = claim.stated.interval();
        (interval.low(), interval.high())
    });
    let mut found = Vec::new();
    let mut same: Vec<usize> = Vec::new();
    for (place, weaker) in claims.iter().enumerate() {
        same.clear();
        same.extend(by_value.to(place).chain(by_interval.to(place)));
        same.sort_unstable();
        same.dedup();
        for stronger in same.iter().map(|place| claims[*place]) {
            if found.len() < MOST_PAIRS && returns(weaker, stronger) {
                found.push(Laundering { edition, weaker, stronger });
            }
        }
    }
    found
}

/// Claims that are alike in something, by their places in the edition.
struct Alike {
    /// The places, those of claims that are alike beside each other.
    places: Vec<usize>,
    /// For each place the beginning and the end of its like in `places`.
    runs: Vec<(usize, usize)>,
}

impl Alike {
    fn of<K: Ord>(claims: &[&Claim], key: impl Fn(&Claim) -> K) -> Self {
        let mut places: Vec<usize> = (0..claims.len()).collect();
        places.sort_by_key(|place| key(claims[*place]));
        let mut runs = vec![(0, 0); claims.len()];
        let mut first = 0;
        for run in places.chunk_by(|a, b| key(claims[*a]) == key(claims[*b])) {
            for place in run {
                runs[*place] = (first, first + run.len());
            }
            first += run.len();
        }
        Self { places, runs }
    }

    /// The first places of the claims that are like the one at `place`, itself among them.
    fn to(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let (first, end) = self.runs[place];
        self.places[first..end].iter().copied().take(MOST_COMPARED)
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
