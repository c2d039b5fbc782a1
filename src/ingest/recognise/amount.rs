//! Numbers as people write them: `3.600`, `3 600`, `rund 3.600`, `ca. 500`, `> 400`, `400–450`.

use super::{Question, Tongue};
use crate::model::claim::Qualifier;

/// Longest cell that is read as a number, in bytes.
const MAX: usize = 100;

/// Words and signs before a number, in lower case, and the qualifier of the records. Longer ones first.
const BEFORE: &[(&str, &str)] = &[
    ("nicht mehr als", "maximal"),
    ("not more than", "at most"),
    ("approximately", "about"),
    ("mehr als", "mehr als"),
    ("more than", "more than"),
    ("just under", "just under"),
    ("mindestens", "mindestens"),
    ("at least", "at least"),
    ("annähernd", "knapp"),
    ("ungefähr", "ungefähr"),
    ("höchstens", "maximal"),
    ("maximal", "maximal"),
    ("up to", "up to"),
    ("at most", "bis zu"),
    ("bis zu", "bis zu"),
    ("approx.", "about"),
    ("approx", "about"),
    ("beinahe", "fast"),
    ("almost", "almost"),
    ("around", "around"),
    ("zirka", "circa"),
    ("circa", "circa"),
    ("about", "about"),
    ("knapp", "knapp"),
    ("nahezu", "fast"),
    ("über", "über"),
    ("over", "over"),
    ("rund", "rund"),
    ("etwa", "etwa"),
    ("fast", "fast"),
    ("mind.", "mindestens"),
    ("min.", "mindestens"),
    ("max.", "maximal"),
    ("ca.", "ca."),
    ("ca", "ca."),
    (">=", "mindestens"),
    ("≥", "mindestens"),
    ("<=", "bis zu"),
    ("≤", "bis zu"),
    (">", "mehr als"),
    ("~", "ca."),
    ("≈", "ca."),
];

/// Words behind a number that say only what is counted.
const BEHIND: &[&str] = &[
    "teilnehmende",
    "teilnehmenden",
    "teilnehmer",
    "teilnehmern",
    "teilnehmerinnen und teilnehmer",
    "teilnehmer:innen",
    "personen",
    "tn",
    "gäste",
    "besucher",
    "besuchende",
    "menschen",
    "people",
    "persons",
    "participants",
    "attendees",
    "visitors",
    "guests",
];

/// A number with its qualifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub value: u64,
    pub qualifier: Option<&'static str>,
}

/// What a cell says: one number, or the two bounds of a range, each of which is a claim of its own. A mean of the two
/// is never made, since no source states it.
pub(super) fn amounts(text: &str, tongue: Tongue) -> Result<Vec<Amount>, Question> {
    if text.len() > MAX {
        return Err(not_a_number());
    }
    let lower = text.trim().to_lowercase();
    let bare = BEHIND.iter().find_map(|word| lower.strip_suffix(word).filter(|rest| !rest.is_empty()));
    let bare = bare.unwrap_or(&lower).trim();
    if let Some((low, high)) = range(bare) {
        let (low, high) = (number(low, tongue)?, number(high, tongue)?);
        if low >= high {
            let message = "the range does not go from a smaller to a greater number";
            return Err(Question::asks(message, "write the smaller number first, or one number alone"));
        }
        let claim = |value, qualifier| Amount { value, qualifier: Some(qualifier) };
        return Ok(vec![claim(low, "mindestens"), claim(high, "bis zu")]);
    }
    for (word, qualifier) in BEFORE {
        if let Some(rest) = bare.strip_prefix(word) {
            let rest = rest.trim_start();
            if rest.starts_with(|first: char| first.is_ascii_digit()) {
                return Ok(vec![Amount { value: number(rest, tongue)?, qualifier: Some(qualifier) }]);
            }
        }
    }
    if let Some(rest) = bare.strip_suffix('+') {
        return Ok(vec![Amount { value: number(rest.trim_end(), tongue)?, qualifier: Some("mindestens") }]);
    }
    if bare.starts_with('<') || bare.starts_with("unter ") || bare.starts_with("weniger als ") {
        let message = "the records have no word for a figure that is only known to be smaller";
        return Err(Question::asks(message, "write `knapp` or `bis zu` before it, as the source says it"));
    }
    Ok(vec![Amount { value: number(bare, tongue)?, qualifier: None }])
}

/// The qualifier of the records for a word of its own cell.
pub(super) fn qualifier(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let known = Qualifier::WORDS.iter().find(|word| **word == lower).copied();
    known.or_else(|| BEFORE.iter().find(|(word, _)| *word == lower).map(|(_, word)| *word))
}

/// The two sides of a range.
fn range(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("zwischen ").map(|rest| (rest, " und "));
    let inner = inner.or_else(|| text.strip_prefix("between ").map(|rest| (rest, " and ")));
    let parts = match inner {
        Some((rest, word)) => rest.split_once(word),
        None => [" bis ", " to ", "–", "—", "-", "‐", "‑"].iter().find_map(|sign| text.split_once(sign)),
    }?;
    let (low, high) = (parts.0.trim(), parts.1.trim());
    (low.starts_with(digit) && high.starts_with(digit)).then_some((low, high))
}

fn digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn not_a_number() -> Question {
    Question::wrong("is not a number", "write one number in bare digits; the rest belongs into the remark")
}

/// A whole number, its thousands grouped by dots, commas, blanks or apostrophes.
fn number(text: &str, tongue: Tongue) -> Result<u64, Question> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let separators: Vec<char> = text.chars().filter(|character| !digit(*character)).collect();
    let groups: Vec<&str> = text.split(|character: char| !digit(character)).collect();
    let value = || digits.parse::<u64>().map_err(|_| not_a_number());
    let Some(separator) = separators.first().copied() else { return value() };
    let grouped = groups.first().is_some_and(|group| (1..=3).contains(&group.len()))
        && groups[1..].iter().all(|group| group.len() == 3)
        && separators.iter().all(|other| *other == separator || (blank(*other) && blank(separator)));
    let groups_only = groups.len() > 2;
    let known = match separator {
        _ if !grouped => false,
        '.' => tongue == Tongue::German || groups_only,
        ',' => tongue == Tongue::English || groups_only,
        '\'' | '’' => true,
        other => blank(other),
    };
    if known {
        return value();
    }
    if grouped && matches!(separator, '.' | ',') {
        let name = if separator == '.' { "the dot" } else { "the comma" };
        return Err(Question::asks(
            format!("{name} may group thousands or begin decimals"),
            format!("write {digits} if that is meant"),
        ));
    }
    Err(not_a_number())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, tongue: Tongue) -> Vec<(u64, Option<&'static str>)> {
        let amounts = amounts(text, tongue).unwrap_or_default();
        amounts.into_iter().map(|amount| (amount.value, amount.qualifier)).collect()
    }

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value, qualifier) in [
            ("3600", 3600, None),
            ("3.600", 3600, None),
            ("3 600", 3600, None),
            ("3\u{a0}600", 3600, None),
            ("3\u{202f}600", 3600, None),
            ("3’600", 3600, None),
            ("1.200.000", 1_200_000, None),
            ("rund 3.600", 3600, Some("rund")),
            ("Rund 3.600 Teilnehmende", 3600, Some("rund")),
            ("ca. 500", 500, Some("ca.")),
            ("ca.500", 500, Some("ca.")),
            ("> 400", 400, Some("mehr als")),
            (">=400", 400, Some("mindestens")),
            ("500+", 500, Some("mindestens")),
            ("knapp 1.000", 1000, Some("knapp")),
            ("bis zu 1 000 Personen", 1000, Some("bis zu")),
        ] {
            assert_eq!(read(text, Tongue::German), [(value, qualifier)], "{text}");
        }
        for range in ["400–450", "400-450", "400 bis 450", "zwischen 400 und 450", "400 – 450 TN"] {
            assert_eq!(read(range, Tongue::German), [(400, Some("mindestens")), (450, Some("bis zu"))], "{range}");
        }
        assert_eq!(read("3,600", Tongue::English), [(3600, None)]);
        assert_eq!(read("more than 2,000", Tongue::English), [(2000, Some("more than"))]);
    }

    #[test]
    fn what_may_mean_two_numbers_is_asked() {
        for (text, tongue) in [
            ("1.200", Tongue::English),
            ("1.200", Tongue::Unknown),
            ("3,600", Tongue::German),
            ("3,600", Tongue::Unknown),
            ("< 400", Tongue::German),
            ("450–400", Tongue::German),
        ] {
            assert!(amounts(text, tongue).is_err_and(|question| question.asks), "{text}");
        }
        for text in ["viele", "3,6", "3.6", "36.00", "3.600,5", "-400", "400/450", "12.34.567", "4e3", "", "１２３"]
        {
            assert!(amounts(text, Tongue::German).is_err_and(|question| !question.asks), "{text}");
        }
    }
}
