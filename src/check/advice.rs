//! What is probably meant by a cell that cannot be taken. It is said, never done: `3.600` may be 3600 or 3.6.

use std::str::FromStr;

use super::places;
use crate::diag::{nearest, quote};
use crate::model::claim::Qualifier;
use crate::model::date::Date;
use crate::model::id::{Id, MAX_ID};
use crate::model::land::Land;

/// What may stand between the digits of a number, and how it is called.
const SEPARATORS: [(char, &str); 7] = [
    ('.', "a dot"),
    (',', "a comma"),
    (' ', "a blank"),
    ('\u{a0}', "a blank"),
    ('\u{202f}', "a blank"),
    ('\'', "an apostrophe"),
    ('’', "an apostrophe"),
];

/// The way from a number as people write it to bare digits.
pub(super) fn number(cell: &str) -> String {
    let (word, number) = match cell.find(|character: char| character.is_ascii_digit()) {
        Some(first) => cell.split_at(first),
        None => return "write bare digits, for example 3600".to_owned(),
    };
    let word = word.trim();
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let separator = SEPARATORS.iter().find(|(character, _)| number.contains(*character));
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || SEPARATORS.iter().any(|(other, _)| *other == c));
    if !is_plain || digits.len() > 10 {
        return format!("write one number in bare digits; the rest of {} belongs into `note`", quote(cell));
    }
    if word == "-" || word == "−" {
        return "a count is never negative".to_owned();
    }
    if !word.is_empty() {
        return match Qualifier::from_str(&word.to_lowercase()) {
            Ok(qualifier) => format!("write `{qualifier}` into `qualifier` and {digits} here"),
            Err(_) => format!("write {digits} here, and `{word}` into `qualifier` or `note`"),
        };
    }
    match separator {
        Some(('.' | ',', name)) => format!(
            "{name} may group thousands or begin decimals, so nothing is guessed: write {digits} if that is meant"
        ),
        Some((_, name)) => format!("{name} in a number is not read: write {digits} if that is meant"),
        None => "write bare digits, for example 3600".to_owned(),
    }
}

/// The way from a date as people write it (29.03.2023, 29/03/2023) to ISO 8601.
pub(super) fn date(cell: &str) -> Option<String> {
    let mut parts: Vec<&str> = cell.split(['.', '/', '-']).map(str::trim).collect();
    if let [day, month, year] = parts.as_mut_slice()
        && year.len() == 4
        && let (Ok(day), Ok(month)) = (day.parse::<u8>(), month.parse::<u8>())
    {
        let iso = format!("{year}-{month:02}-{day:02}");
        return iso.parse::<Date>().ok().map(|date| format!("write it as {date}"));
    }
    None
}

/// An identifier made of a text.
#[must_use]
pub fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for character in text.to_lowercase().chars().take(4 * MAX_ID) {
        match character {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'a'..='z' | '0'..='9' | '_' | '.' => slug.push(character),
            _ if slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_matches(['-', '_', '.']);
    slug.parse::<Id>().is_ok().then(|| slug.to_owned())
}

/// The identifier that is proposed for a text.
pub(super) fn id(cell: &str) -> Option<String> {
    slug(cell).map(|slug| format!("for example `{slug}`"))
}

/// The code of a Land that is called otherwise: `SN`, `de-sn`, `Sachsen`, `Mecklenburg-Vorpomern`.
pub(super) fn land(cell: &str) -> Option<Land> {
    let upper = cell.to_uppercase().replace(['_', ' '], "-");
    let by_code = [upper.clone(), format!("DE-{upper}")].into_iter().find_map(|code| code.parse().ok());
    let names = || places::REGISTER.iter().map(|(_, _, name)| *name);
    by_code.or_else(|| {
        let named = names().find(|name| name.to_uppercase() == upper).or_else(|| nearest(cell, names()));
        places::REGISTER.iter().find(|(_, _, name)| Some(*name) == named).map(|entry| entry.0)
    })
}
