//! Dates as people write them: `18.03.2026`, `18./19. März 2026`, `18.–19.03.2026`, `March 18–19, 2026`, `März 2024`,
//! `2015`, ISO 8601, and the serial numbers of a spreadsheet.

use super::Question;
use crate::model::date::Date;

/// Longest cell that is read as a date, in bytes.
const MAX: usize = 120;

/// The beginnings that tell a month, German and English.
const MONTHS: [&[&str]; 12] = [
    &["januar", "jänner", "january", "jan"],
    &["februar", "february", "feb"],
    &["märz", "maerz", "march", "mär", "mar", "mrz"],
    &["april", "apr"],
    &["mai", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["dezember", "december", "dez", "dec"],
];

/// Words that say nothing about the day.
const FILLERS: &[&str] = &[
    "am",
    "vom",
    "den",
    "der",
    "im",
    "on",
    "of",
    "the",
    "from",
    "in",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

/// First serial that is taken for a day: 1990-01-01.
const FIRST_SERIAL: i64 = 32_874;
/// Last one: 2099-12-31.
const LAST_SERIAL: i64 = 73_050;

/// A day, month or year, or the first and the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub start: Date,
    pub end: Option<Date>,
    /// Whether it is a spreadsheet's serial number.
    pub serial: bool,
}

impl When {
    const fn one(start: Date) -> Self {
        Self { start, end: None, serial: false }
    }
}

/// One side of a range.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    day: Option<u64>,
    month: Option<u64>,
    year: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// Value, digits, and whether a dot follows.
    Number(u64, usize, bool),
    Month(u64),
}

fn not_a_date() -> Question {
    Question::wrong("is not a date", "write it as 18.03.2026, 18./19. März 2026, März 2024, 2015, or 2026-03-18")
}

/// What a cell says.
pub(super) fn when(text: &str) -> Result<When, Question> {
    let text = text.trim();
    if text.len() > MAX {
        return Err(not_a_date());
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() == 5 {
        let serial = text.parse().unwrap_or(0);
        return day_of_serial(serial).map(|start| When { serial: true, ..When::one(start) }).ok_or_else(not_a_date);
    }
    if let Some(date) = iso(text) {
        return date.map(When::one);
    }
    for sign in ["/", "–", "—", " - ", " bis ", " to ", "--"] {
        if let Some((start, end)) = text.split_once(sign)
            && let (Some(start), Some(end)) = (iso(start.trim()), iso(end.trim()))
            && !(sign == "/" && text.len() < 9)
        {
            return ordered(start?, end?);
        }
    }
    if let Some(found) = slashes(text) {
        return found.map(When::one);
    }
    match sides(text) {
        (one, None) => finish(part(&tokens(one)?)?).map(When::one),
        (first, Some(second)) => {
            let (mut start, mut end) = (part(&tokens(first)?)?, part(&tokens(second)?)?);
            if end.day.is_none() && start.day.is_some() {
                return Err(not_a_date());
            }
            start.year = start.year.or(end.year);
            // `18.–19.03.2026` gives the month behind, `March 18–19, 2026` before.
            start.month = start.month.or(end.month);
            end.month = end.month.or(start.month);
            ordered(finish(start)?, finish(end)?)
        }
    }
}

/// The day of a spreadsheet's serial number, in the system that begins in 1900.
pub(super) fn day_of_serial(serial: i64) -> Option<Date> {
    if !(FIRST_SERIAL..=LAST_SERIAL).contains(&serial) {
        return None;
    }
    // 1990-01-01 is day 32874: years and months are counted off from there.
    let (mut year, mut rest) = (1990_i16, serial - FIRST_SERIAL);
    loop {
        let length = if Date::Year(year).latest() == (year, 12, 31) && is_leap(year) { 366 } else { 365 };
        if rest < length {
            break;
        }
        rest -= length;
        year += 1;
    }
    let mut month = 1_u8;
    loop {
        let length = i64::from(Date::Month(year, month).latest().2);
        if rest < length {
            break;
        }
        rest -= length;
        month += 1;
    }
    Some(Date::Day(year, month, u8::try_from(rest + 1).ok()?))
}

fn is_leap(year: i16) -> bool {
    Date::Month(year, 2).latest().2 == 29
}

fn ordered(start: Date, end: Date) -> Result<When, Question> {
    if end.is_before(start) {
        return Err(Question::wrong("ends before it begins", "is one of the two dates misspelt?"));
    }
    Ok(When { start, end: (end != start || matches!(end, Date::Day(..))).then_some(end), serial: false })
}

/// ISO 8601; a time of day behind it is left out.
fn iso(text: &str) -> Option<Result<Date, Question>> {
    let date = match text.split_once(['T', ' ']) {
        Some((date, time)) if date.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) => {
            time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | '+')).then_some(date)?
        }
        _ => text,
    };
    match date.parse::<Date>() {
        Ok(date) => Some(Ok(date)),
        Err(crate::model::date::DateError::Form) => None,
        Err(error) => Some(Err(Question::wrong(error.to_string(), "look it up in the source"))),
    }
}

/// `18/03/2026`, `18-03-2026`, `03/2026`: asked about where day and month may be exchanged.
fn slashes(text: &str) -> Option<Result<Date, Question>> {
    let sign = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
    let numbers: Option<Vec<u64>> = parts.iter().map(|part| digits(part)).collect();
    match (numbers?.as_slice(), parts.last().map(|part| part.len())) {
        ([month, year], Some(4)) if sign == '/' && *month <= 12 => {
            Some(finish(Part { day: None, month: Some(*month), year: Some(*year) }))
        }
        ([first, second, year], Some(4)) => {
            let date =
                |day: &u64, month: &u64| finish(Part { day: Some(*day), month: Some(*month), year: Some(*year) });
            match (*first <= 12, *second <= 12) {
                (true, true) if first != second => Some(Err(match (date(first, second), date(second, first)) {
                    (Ok(european), Ok(american)) => Question::asks(
                        "day and month may be exchanged",
                        format!("write {european} if the day stands first, {american} if the month does"),
                    ),
                    (Err(question), _) | (_, Err(question)) => question,
                })),
                (true, false) => Some(date(second, first)),
                _ => Some(date(first, second)),
            }
        }
        ([_, _, _], Some(2)) => Some(Err(short_year())),
        _ => None,
    }
}

fn short_year() -> Question {
    Question::asks("a year of two digits may be of any century", "write the year with four digits")
}

fn digits(text: &str) -> Option<u64> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The two sides of a range, or the text as a whole.
fn sides(text: &str) -> (&str, Option<&str>) {
    for sign in [" bis ", " to ", " und ", " and ", "–", "—", "‐", "‑", "-", "&", "/"] {
        if let Some((first, second)) = text.split_once(sign) {
            return (first, Some(second));
        }
    }
    (text, None)
}

fn tokens(text: &str) -> Result<Vec<Token>, Question> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let value = rest[..length].parse().map_err(|_| not_a_date())?;
            rest = &rest[length..];
            let dotted = rest.starts_with('.');
            tokens.push(Token::Number(value, length, dotted));
            rest = rest.strip_prefix('.').unwrap_or(rest);
            rest = ["st", "nd", "rd", "th"].iter().find_map(|ending| rest.strip_prefix(ending)).unwrap_or(rest);
        } else if first.is_alphabetic() {
            let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let word = rest[..length].to_lowercase();
            rest = rest[length..].trim_start_matches('.');
            match MONTHS.iter().zip(1..).find(|(names, _)| names.contains(&word.as_str())) {
                Some((_, month)) => tokens.push(Token::Month(month)),
                None if FILLERS.contains(&word.as_str()) => {}
                None => return Err(not_a_date()),
            }
        } else if first.is_whitespace() || matches!(first, ',' | '.') {
            rest = &rest[first.len_utf8()..];
        } else {
            return Err(not_a_date());
        }
    }
    Ok(tokens)
}

fn part(tokens: &[Token]) -> Result<Part, Question> {
    use Token::{Month, Number};
    let part = |day: Option<u64>, month: Option<u64>, year: Option<u64>| Ok(Part { day, month, year });
    match *tokens {
        [Number(year, 4, _)] => part(None, None, Some(year)),
        [Number(day, 1 | 2, _)] => part(Some(day), None, None),
        [Month(month)] => part(None, Some(month), None),
        [Month(month) | Number(month, 1 | 2, true), Number(year, 4, _)] => part(None, Some(month), Some(year)),
        [Month(month), Number(day, 1 | 2, _)] | [Number(day, 1 | 2, _), Month(month)] => {
            part(Some(day), Some(month), None)
        }
        [Month(month), Number(day, 1 | 2, _), Number(year, 4, _)]
        | [Number(day, 1 | 2, _), Month(month), Number(year, 4, _)]
        | [Number(day, 1 | 2, true), Number(month, 1 | 2, true), Number(year, 4, _)] => {
            part(Some(day), Some(month), Some(year))
        }
        [Number(day, 1 | 2, true), Number(month, 1 | 2, _)] => part(Some(day), Some(month), None),
        [Number(day, 1 | 2, false), Number(year, 4, _)] => part(Some(day), None, Some(year)),
        [.., Number(_, 1 | 2, true) | Month(_), Number(_, 2, _)] => Err(short_year()),
        _ => Err(not_a_date()),
    }
}

fn finish(part: Part) -> Result<Date, Question> {
    let Some(year) = part.year else { return Err(not_a_date()) };
    let text = match (part.month, part.day) {
        (None, None) => format!("{year:04}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (None, Some(_)) => return Err(not_a_date()),
    };
    text.parse()
        .map_err(|error: crate::model::date::DateError| Question::wrong(error.to_string(), "look it up in the source"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match when(text) {
            Ok(When { start, end: None, .. }) => start.to_string(),
            Ok(When { start, end: Some(end), .. }) => format!("{start}/{end}"),
            Err(question) if question.asks => "asked".to_owned(),
            Err(_) => "wrong".to_owned(),
        }
    }

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "18./19. März 2026",
            "18.–19.03.2026",
            "18.-19.3.2026",
            "18. bis 19. März 2026",
            "18. und 19. März 2026",
            "18.03.2026 – 19.03.2026",
            "18.03.–19.03.2026",
            "vom 18. bis zum 19. März 2026".replace("zum ", "").as_str(),
            "Mi., 18. – Do., 19. März 2026",
            "2026-03-18/2026-03-19",
            "2026-03-18 bis 2026-03-19",
            "March 18–19, 2026",
            "18–19 March 2026",
            "18th to 19th of March 2026",
            "18 and 19 March 2026",
            "18.3./19.3.2026",
        ] {
            assert_eq!(read(text), "2026-03-18/2026-03-19", "{text}");
        }
        for (text, date) in [
            ("18.03.2026", "2026-03-18"),
            ("18.3.2026", "2026-03-18"),
            ("18. März 2026", "2026-03-18"),
            ("Mittwoch, den 18. März 2026", "2026-03-18"),
            ("2026-03-18T00:00:00", "2026-03-18"),
            ("2026-03-18 09:30", "2026-03-18"),
            ("46099", "2026-03-18"),
            ("36526", "2000-01-01"),
            ("45351", "2024-02-29"),
            ("18/03/2026", "2026-03-18"),
            ("03/18/2026", "2026-03-18"),
            ("05/05/2025", "2025-05-05"),
            ("März 2024", "2024-03"),
            ("March 2024", "2024-03"),
            ("03/2024", "2024-03"),
            ("03.2024", "2024-03"),
            ("2024-03", "2024-03"),
            ("2015", "2015"),
            ("30. April – 2. Mai 2024", "2024-04-30/2024-05-02"),
        ] {
            assert_eq!(read(text), date, "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_days_is_asked_and_what_means_none_is_refused() {
        for text in ["03/04/2025", "03-04-2025", "18.03.26", "18/03/26", "18. März 26"] {
            assert_eq!(read(text), "asked", "{text}");
        }
        for text in [
            "",
            "bald",
            "31.02.2024",
            "2024-13-01",
            "19.–18.03.2026",
            "Anfang 2024",
            "12345",
            "99999",
            "18.",
            "März",
            "//",
            "–",
            "2024/",
            "1.1.1",
        ] {
            assert_eq!(read(text), "wrong", "{text}");
        }
    }
}
