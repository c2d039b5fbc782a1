//! Which editions a trend does not use, and why: nothing is interpolated.

use std::sync::OnceLock;

use crate::analysis::attendance::EditionChoice;
use crate::analysis::comparable::GroupKey;
use crate::analysis::words;
use crate::locale::Lang;
use crate::model::claim::{Basis, Mode, Unit};

/// Why an edition has no figure in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No figure at all was found.
    NoFigure,
    /// Its figure has no place in time.
    NoDate,
    /// Its figures count something else; the nearest one differs in what is not `None`.
    Other {
        /// Its basis.
        basis: Option<Basis>,
        /// Its mode, which may itself not be known.
        mode: Option<Option<Mode>>,
        /// Its unit.
        unit: Option<Unit>,
    },
}

const UNITS: usize = Unit::ALL.len();
/// A mode may be not known.
const MODES: usize = Mode::ALL.len() + 1;
const KINDS: usize = Basis::ALL.len() * MODES * UNITS;

// There is a bit for each.
const _: () = assert!(KINDS <= 128);

/// The kinds of figures that an edition has: a bit each, by basis, mode (first that which is not known) and unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u128);

impl Kinds {
    pub(super) fn of(choice: &EditionChoice) -> Self {
        let bit = |kinds: u128, kind: usize| kinds | 1 << kind;
        Self(choice.cells.iter().map(|cell| place(cell.basis, cell.mode, cell.unit)).fold(0, bit))
    }

    /// Why an edition with such figures has none in the group.
    pub(super) fn missing(self, key: GroupKey) -> Missing {
        let Some(nearest) = self.nearest(key) else { return Missing::NoFigure };
        let (basis, mode) = (Basis::ALL[nearest / (MODES * UNITS)], nearest / UNITS % MODES);
        let (mode, unit) = (mode.checked_sub(1).map(|mode| Mode::ALL[mode]), Unit::ALL[nearest % UNITS]);
        let basis = (basis != key.basis).then_some(basis);
        let mode = (mode != key.mode).then_some(mode);
        let unit = (unit != key.unit).then_some(unit);
        match (basis, mode, unit) {
            (None, None, None) => Missing::NoDate,
            (basis, mode, unit) => Missing::Other { basis, mode, unit },
        }
    }

    /// The kind with the fewest differences from the key; of these, one on the same basis and then in the same mode
    /// tells most, and then the first.
    fn nearest(self, key: GroupKey) -> Option<usize> {
        const ALL: u128 = u128::MAX >> (128 - KINDS);
        const EACH_UNIT: u128 = (1 << UNITS) - 1;
        // One kind a mode, or one a basis.
        const EACH_MODE: u128 = every(UNITS) & ((1 << (MODES * UNITS)) - 1);
        const EACH_BASIS: u128 = every(MODES * UNITS);
        let own = place(key.basis, key.mode, key.unit);
        let (mode, unit) = (own / UNITS % MODES, own % UNITS);
        let same_basis = ((1 << (MODES * UNITS)) - 1) << (own - mode * UNITS - unit);
        let same_mode = (EACH_BASIS * EACH_UNIT) << (mode * UNITS);
        let same_unit = (every(UNITS) & ALL) << unit;
        let others = [
            1 << own,
            EACH_UNIT << (own - unit),
            EACH_MODE << (own - mode * UNITS),
            EACH_BASIS << (mode * UNITS + unit),
            same_basis,
            same_mode,
            same_unit,
            ALL,
        ];
        others
            .into_iter()
            .map(|others| self.0 & others)
            .find(|found| *found > 0)
            .map(|found| found.trailing_zeros() as usize)
    }
}

/// A bit in every so many of the kinds, the first one among them.
const fn every(step: usize) -> u128 {
    let (mut bits, mut place) = (0, 0);
    while place < KINDS {
        bits |= 1 << place;
        place += step;
    }
    bits
}

fn place(basis: Basis, mode: Option<Mode>, unit: Unit) -> usize {
    (basis as usize * MODES + mode.map_or(0, |mode| mode as usize + 1)) * UNITS + unit as usize
}

impl Missing {
    /// Why, in words.
    #[must_use]
    pub fn worded(self, lang: Lang) -> String {
        match self {
            Self::NoFigure => lang.pick("keine Zahl gefunden", "no figure found").to_owned(),
            Self::NoDate => lang.pick("kein Datum", "no date").to_owned(),
            Self::Other { basis, mode, unit } => {
                // "not stated" names itself; anything else is named as the other one that it is.
                let word = |de: &str, en: &str, value: &str, told: bool| {
                    if told { format!("{} ({value})", lang.pick(de, en)) } else { value.to_owned() }
                };
                let basis = basis.map(|basis| {
                    let told = basis != Basis::NotStated;
                    word("andere Zählweise", "another basis", words::basis(basis, lang), told)
                });
                let mode = mode
                    .map(|mode| word("andere Teilnahmeform", "another mode", words::mode(mode, lang), mode.is_some()));
                let unit = unit.map(|unit| {
                    word("andere Einheit", "another unit", words::unit(unit, lang), unit != Unit::NotStated)
                });
                let parts = [basis, mode, unit];
                parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
            }
        }
    }
}

/// The words for each [`Missing`], made once for a table in which they come again and again.
pub(super) struct Worded {
    lang: Lang,
    /// By what is another, first that which is the same.
    others: Vec<OnceLock<String>>,
}

impl Worded {
    pub(super) fn new(lang: Lang) -> Self {
        let parts = (Basis::ALL.len() + 1) * (MODES + 1) * (UNITS + 1);
        Self { lang, others: (0..parts + 2).map(|_| OnceLock::new()).collect() }
    }

    pub(super) fn of(&self, missing: Missing) -> &str {
        let place = match missing {
            Missing::NoFigure => 0,
            Missing::NoDate => 1,
            Missing::Other { basis, mode, unit } => {
                let basis = basis.map_or(0, |basis| basis as usize + 1);
                let mode = mode.map_or(0, |mode| mode.map_or(1, |mode| mode as usize + 2));
                let unit = unit.map_or(0, |unit| unit as usize + 1);
                (basis * (MODES + 1) + mode) * (UNITS + 1) + unit + 2
            }
        };
        self.others[place].get_or_init(|| missing.worded(self.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::{Basis, GroupKey, Kinds, Mode, Unit, place};

    type Kind = (Basis, Option<Mode>, Unit);

    fn kinds() -> Vec<Kind> {
        let modes = || std::iter::once(None).chain(Mode::ALL.iter().copied().map(Some));
        let of = |basis| modes().flat_map(move |mode| Unit::ALL.iter().map(move |unit| (basis, mode, *unit)));
        Basis::ALL.iter().copied().flat_map(of).collect()
    }

    /// The differences of a kind from a key, in the order in which they count.
    fn differences((basis, mode, unit): Kind, key: GroupKey) -> impl Ord {
        let basis = (basis != key.basis).then_some(basis);
        let mode = (mode != key.mode).then_some(mode);
        let unit = (unit != key.unit).then_some(unit);
        let count = usize::from(basis.is_some()) + usize::from(mode.is_some()) + usize::from(unit.is_some());
        (count, basis.is_some(), mode.is_some(), basis, mode, unit)
    }

    #[test]
    fn the_nearest_kind_differs_least() {
        let kinds = kinds();
        let mut seed = 1_u64;
        for (basis, mode, unit) in kinds.iter().copied() {
            let key = GroupKey { series: 0, basis, mode, unit };
            for few in 1..40_u64 {
                let own: Vec<Kind> = kinds
                    .iter()
                    .copied()
                    .filter(|_| {
                        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                        (seed >> 33).is_multiple_of(few)
                    })
                    .collect();
                let bits = own
                    .iter()
                    .map(|(basis, mode, unit)| place(*basis, *mode, *unit))
                    .fold(0, |all: u128, kind| all | 1 << kind);
                let nearest = own.iter().copied().min_by_key(|kind| differences(*kind, key));
                assert_eq!(Kinds(bits).nearest(key), nearest.map(|(basis, mode, unit)| place(basis, mode, unit)));
            }
        }
    }
}
