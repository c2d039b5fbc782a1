//! Which editions a trend does not use, and why: nothing is interpolated.

use crate::analysis::attendance::{Cell, EditionChoice};
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

/// An edition that is left out of a trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Id of the edition.
    pub edition: String,
    /// Why.
    pub why: Missing,
}

impl Missing {
    /// Why an edition whose figure, if it has one, is not in the group.
    pub(super) fn of(choice: &EditionChoice<'_>, key: GroupKey) -> Self {
        let other = |cell: &Cell<'_>| {
            (
                (cell.basis != key.basis).then_some(cell.basis),
                (cell.mode != key.mode).then_some(cell.mode),
                (cell.unit != key.unit).then_some(cell.unit),
            )
        };
        // The fewest differences; of these, one on the same basis and then in the same mode tells most.
        let nearest = choice.cells.iter().map(other).min_by_key(|(basis, mode, unit)| {
            let count = usize::from(basis.is_some()) + usize::from(mode.is_some()) + usize::from(unit.is_some());
            (count, basis.is_some(), mode.is_some(), *basis, *mode, *unit)
        });
        match nearest {
            None => Self::NoFigure,
            Some((None, None, None)) => Self::NoDate,
            Some((basis, mode, unit)) => Self::Other { basis, mode, unit },
        }
    }

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

impl LeftOut {
    /// `fk-11: andere Grundlage (…)`.
    #[must_use]
    pub fn worded(&self, lang: Lang) -> String {
        format!("{}: {}", self.edition, self.why.worded(lang))
    }
}
