//! Claims and mentions as so many bytes each, for a file that only this run of the program reads.

use super::{Asserted, Basis, Claim, Measure, Mention, Mode, NoteId, Stated, Unit};
use crate::model::date::Date;

/// The year of a date that is not known.
const NO_YEAR: i16 = i16::MIN;
/// Bytes of the numbers of a claim, which stand before its words.
const NUMBERS: usize = 16;

impl Claim {
    /// Length of [`Claim::to_bytes`].
    pub const BYTES: usize = NUMBERS + 10;

    /// Basis, mode, unit and when it was said, each by its place in the vocabulary from 1; 0 where it is not said.
    #[must_use]
    pub fn words(&self) -> [u8; 4] {
        [
            self.basis.map_or(0, |word| word as u8 + 1),
            self.mode.map_or(0, |word| word as u8 + 1),
            self.unit.map_or(0, |word| word as u8 + 1),
            self.asserted.map_or(0, |word| word as u8 + 1),
        ]
    }

    /// Edition, source, remark, value, date, words.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let note = self.note.map_or(0, |note| note.0.get());
        let [year, month, day] = match self.asserted_on {
            None => [NO_YEAR, 0, 0],
            Some(Date::Year(year)) => [year, 0, 0],
            Some(Date::Month(year, month)) => [year, month.into(), 0],
            Some(Date::Day(year, month, day)) => [year, month.into(), day.into()],
        };
        let [low, high] = year.to_le_bytes();
        // A month and a day fit into a byte.
        let [month, day] = [month, day].map(|part| part.to_le_bytes()[0]);
        let [basis, mode, unit, asserted] = self.words();
        let (qualifier, measure) = (self.stated.qualifier, self.measure as u8);
        let mut bytes = [0; Self::BYTES];
        let (numbers, words) = bytes.split_at_mut(NUMBERS);
        numbers.copy_from_slice(&joined::<4, NUMBERS>([
            self.edition,
            self.source,
            note,
            u32::from_le_bytes(self.stated.value),
        ]));
        words.copy_from_slice(&[low, high, month, day, qualifier, measure, basis, mode, unit, asserted]);
        bytes
    }

    /// The claim of these bytes; `None` where they are of no claim.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Option<Self> {
        let (numbers, words) = bytes.split_first_chunk::<NUMBERS>()?;
        let [edition, source, note, value] = apart(*numbers);
        let [low, high, month, day, qualifier, measure, basis, mode, unit, asserted] = *words.first_chunk()?;
        let asserted_on = match (i16::from_le_bytes([low, high]), month, day) {
            (NO_YEAR, ..) => None,
            (year, 0, _) => Some(Date::Year(year)),
            (year, month, 0) => Some(Date::Month(year, month)),
            (year, month, day) => Some(Date::Day(year, month, day)),
        };
        Some(Self {
            edition,
            source,
            note: std::num::NonZeroU32::new(note).map(NoteId),
            asserted_on,
            stated: Stated { value: value.to_le_bytes(), qualifier },
            measure: *Measure::ALL.get(usize::from(measure))?,
            basis: word(Basis::ALL, basis),
            mode: word(Mode::ALL, mode),
            unit: word(Unit::ALL, unit),
            asserted: word(Asserted::ALL, asserted),
        })
    }
}

fn word<W: Copy>(all: &[W], number: u8) -> Option<W> {
    all.get(usize::from(number.checked_sub(1)?)).copied()
}

/// Numbers one behind the other, and back.
fn joined<const COUNT: usize, const BYTES: usize>(numbers: [u32; COUNT]) -> [u8; BYTES] {
    let mut bytes = [0; BYTES];
    for (to, number) in bytes.as_chunks_mut().0.iter_mut().zip(numbers) {
        *to = number.to_le_bytes();
    }
    bytes
}

fn apart<const COUNT: usize, const BYTES: usize>(bytes: [u8; BYTES]) -> [u32; COUNT] {
    let mut numbers = [0; COUNT];
    for (number, from) in numbers.iter_mut().zip(bytes.as_chunks().0) {
        *number = u32::from_le_bytes(*from);
    }
    numbers
}

impl Mention {
    /// Length of [`Mention::to_bytes`].
    pub const BYTES: usize = 12;

    /// Edition, term with its weight, source.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        joined([self.edition, self.word, self.source])
    }

    /// The mention of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let [edition, word, source] = apart(bytes);
        Self { edition, word, source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::claim::{Qualifier, Weight};

    #[test]
    fn bytes_give_back_what_they_were_made_of() {
        let dates = [None, Some(Date::Year(1999)), Some(Date::Month(2024, 12)), Some(Date::Day(2199, 2, 28))];
        let qualifiers = std::iter::once(None).chain(Qualifier::WORDS.iter().map(|word| word.parse().ok()));
        let mut seen = 0;
        for (number, qualifier) in (0_u32..).zip(qualifiers) {
            let of = |place: usize| (number as usize + place) % 5;
            for asserted_on in dates {
                let claim = Claim {
                    edition: number,
                    source: u32::MAX - number,
                    note: NoteId::new(number as usize).filter(|_| number % 2 == 0),
                    asserted_on,
                    stated: Stated::new(u64::from(number) * 123_456_789, qualifier),
                    measure: Measure::ALL[of(0) % Measure::ALL.len()],
                    basis: Basis::ALL.get(of(1)).copied(),
                    mode: Mode::ALL.get(of(2)).copied(),
                    unit: Unit::ALL.get(of(3)).copied(),
                    asserted: Asserted::ALL.get(of(4)).copied(),
                };
                assert_eq!(Claim::from_bytes(&claim.to_bytes()), Some(claim));
                seen += 1;
            }
        }
        assert!(seen > 20);
        let mention = Mention::new(7, Mention::MOST_TERMS, u32::MAX, Weight::Side);
        assert_eq!(Mention::from_bytes(mention.to_bytes()), mention);
    }
}
