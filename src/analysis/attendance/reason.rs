//! Why a report uses a claim, or does not.

use crate::locale::Lang;
use crate::model::claim::{Asserted, Basis, Claim, Unit};

use super::choice::Chosen;
use crate::analysis::words;

/// The reason for one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Used: the only claim of its rank.
    Alone,
    /// Used: others of equal rank agree.
    Agrees {
        /// How many others.
        others: u32,
    },
    /// Used with others of equal rank that contradict it or each other.
    Disputed {
        /// How many others.
        others: u32,
    },
    /// Viewers at one moment are no count of people taking part.
    PeakConcurrent,
    /// A claim on a stronger basis is used.
    WeakerBasis {
        /// The basis used.
        used: Basis,
    },
    /// A claim of the same basis, said at a better time, is used.
    Earlier {
        /// When that was said.
        used: Option<Asserted>,
    },
    /// A claim of the same kind in another unit is used.
    OtherUnit {
        /// The unit used.
        used: Unit,
    },
    /// The organiser's or a ministry's word is used.
    Unofficial {
        /// Whether that word agrees.
        agrees: bool,
    },
}

impl Reason {
    /// Whether a report uses the claim.
    #[must_use]
    pub const fn chosen(self) -> Chosen {
        match self {
            Self::Alone | Self::Agrees { .. } => Chosen::Yes,
            Self::Disputed { .. } => Chosen::Disputed,
            _ => Chosen::No,
        }
    }

    /// A number of its own, below 2³⁵.
    #[must_use]
    pub fn code(self) -> u64 {
        let (kind, of) = match self {
            Self::Alone => (0, 0),
            Self::Agrees { others } => (1, others),
            Self::Disputed { others } => (2, others),
            Self::PeakConcurrent => (3, 0),
            Self::WeakerBasis { used } => (4, used as u32),
            Self::Earlier { used } => (5, used.map_or(0, |used| used as u32 + 1)),
            Self::OtherUnit { used } => (6, used as u32),
            Self::Unofficial { agrees } => (7, agrees.into()),
        };
        u64::from(of) << 3 | kind
    }

    /// The reason in words, for the claim that it is about.
    #[must_use]
    pub fn worded(self, claim: &Claim, lang: Lang) -> String {
        let basis = words::basis(claim.basis.unwrap_or(Basis::NotStated), lang);
        let said = words::asserted(claim.asserted, lang);
        match (self, lang) {
            (Self::Alone, Lang::De) => format!("gewählt: {basis}, {said}"),
            (Self::Alone, Lang::En) => format!("used: {basis}, {said}"),
            (Self::Agrees { others: 1 }, Lang::De) => {
                format!("gewählt: {basis}, {said}; stimmt mit einer weiteren Angabe überein")
            }
            (Self::Agrees { others }, Lang::De) => {
                format!("gewählt: {basis}, {said}; stimmt mit {others} weiteren Angaben überein")
            }
            (Self::Agrees { others: 1 }, Lang::En) => format!("used: {basis}, {said}; one other claim agrees"),
            (Self::Agrees { others }, Lang::En) => format!("used: {basis}, {said}; {others} other claims agree"),
            (Self::Disputed { others: 1 }, Lang::De) => {
                "strittig: eine gleichrangige Angabe widerspricht; beide werden gezeigt".to_owned()
            }
            (Self::Disputed { others }, Lang::De) => {
                format!("strittig: {} gleichrangige Angaben widersprechen einander; alle werden gezeigt", others + 1)
            }
            (Self::Disputed { others: 1 }, Lang::En) => {
                "disputed: a claim of equal rank contradicts; both are shown".to_owned()
            }
            (Self::Disputed { others }, Lang::En) => {
                format!("disputed: {} claims of equal rank contradict each other; all are shown", others + 1)
            }
            (Self::PeakConcurrent, _) => lang
                .pick(
                    "nicht gewählt: Spitzenwert gleichzeitiger Zugriffe, keine Zahl der Teilnehmenden",
                    "not used: peak of concurrent viewers, no count of people taking part",
                )
                .to_owned(),
            (Self::WeakerBasis { used }, Lang::De) => {
                format!("nicht gewählt: {basis}; Vorrang hat „{}“", words::basis(used, lang))
            }
            (Self::WeakerBasis { used }, Lang::En) => {
                format!("not used: {basis}; “{}” takes precedence", words::basis(used, lang))
            }
            (Self::Earlier { used }, Lang::De) => {
                format!("nicht gewählt: {said}; Vorrang hat die {}", words::asserted(used, lang))
            }
            (Self::Earlier { used }, Lang::En) => {
                format!("not used: {said}; the {} takes precedence", words::asserted(used, lang))
            }
            (Self::OtherUnit { used }, _) => {
                let own = words::unit(claim.unit.unwrap_or(Unit::NotStated), lang);
                let used = words::unit(used, lang);
                match lang {
                    Lang::De => format!("nicht gewählt: andere Einheit ({own}); gewählt ist: {used}"),
                    Lang::En => format!("not used: another unit ({own}); used is: {used}"),
                }
            }
            (Self::Unofficial { agrees }, _) => lang.pick(
                [
                    "nicht gewählt: Veranstalter oder Ministerium hat Vorrang; die Angabe weicht davon ab",
                    "nicht gewählt: Veranstalter oder Ministerium hat Vorrang; die Angabe stimmt damit überein",
                ],
                [
                    "not used: the organiser's or ministry's word takes precedence; the claim differs from it",
                    "not used: the organiser's or ministry's word takes precedence; the claim agrees with it",
                ],
            )[usize::from(agrees)]
            .to_owned(),
        }
    }
}
