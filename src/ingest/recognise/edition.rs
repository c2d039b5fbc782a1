//! Which edition a row is about: one of the records by series and number or year, or a new one.

use std::collections::{BTreeMap, BTreeSet};

use super::Question;
use crate::check::Dataset;
use crate::model::edition::Edition;
use crate::model::id::MAX_ID;

/// The editions of the records and those that the file has named so far.
pub(super) struct Editions<'d> {
    context: &'d Dataset,
    by_id: BTreeMap<String, Option<usize>>,
    by_number: BTreeMap<(String, u32), String>,
    by_year: BTreeMap<(String, i16), BTreeSet<String>>,
    /// How the ids of a series begin, and how many digits their numbers have at least.
    styles: BTreeMap<String, (String, usize)>,
}

/// An edition that was found or made.
pub(super) struct Found<'d> {
    pub id: String,
    /// As the records have it; `None` for a new one.
    pub known: Option<&'d Edition>,
}

/// What a row says to tell the edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Clues {
    pub id: Option<String>,
    pub series: Option<String>,
    pub number: Option<u32>,
    pub year: Option<i16>,
}

impl<'d> Editions<'d> {
    pub(super) fn new(context: &'d Dataset) -> Self {
        let mut editions = Self {
            context,
            by_id: BTreeMap::new(),
            by_number: BTreeMap::new(),
            by_year: BTreeMap::new(),
            styles: BTreeMap::new(),
        };
        for (index, edition) in context.editions().iter().enumerate() {
            let series = context.series()[edition.series].id.to_string();
            let id = edition.id.to_string();
            if let Some((prefix, number)) = id.rsplit_once('-')
                && edition.number.is_some_and(|own| number.parse() == Ok(own))
            {
                let style = (format!("{prefix}-"), number.len());
                let known = editions.styles.entry(series.clone()).or_insert(style.clone());
                known.1 = known.1.min(style.1);
            }
            editions.add(&series, edition.number, edition.year(), &id, Some(index));
        }
        editions
    }

    fn add(&mut self, series: &str, number: Option<u32>, year: Option<i16>, id: &str, index: Option<usize>) {
        self.by_id.insert(id.to_owned(), index);
        if let Some(number) = number {
            self.by_number.entry((series.to_owned(), number)).or_insert_with(|| id.to_owned());
        }
        if let Some(year) = year {
            self.by_year.entry((series.to_owned(), year)).or_default().insert(id.to_owned());
        }
    }

    fn known(&self, id: &str) -> Option<&'d Edition> {
        self.by_id.get(id).copied().flatten().and_then(|index| self.context.editions().get(index))
    }

    /// The edition that the clues tell.
    pub(super) fn find(&mut self, clues: &Clues) -> Result<Found<'d>, Question> {
        if let Some(id) = &clues.id
            && (self.by_id.contains_key(id) || clues.series.is_none())
        {
            return Ok(Found { id: id.clone(), known: self.known(id) });
        }
        let series = clues.series.clone().unwrap_or_default();
        let by_number = clues.number.and_then(|number| self.by_number.get(&(series.clone(), number)));
        if let Some(id) = by_number {
            let known = self.known(id);
            let elsewhere = clues.year.zip(known.and_then(Edition::year)).is_some_and(|(year, own)| year != own);
            let other = clues.year.and_then(|year| self.by_year.get(&(series.clone(), year))?.first());
            if let Some(other) = other.filter(|other| elsewhere && *other != id && clues.id.is_none()) {
                return Err(Question::asks(
                    format!("by its number it is {id}, by its year {other}"),
                    "correct number or date; if both are meant, write the id of the edition into a column `Kennung`",
                ));
            }
            return Ok(Found { id: id.clone(), known });
        }
        let same_year = clues.year.and_then(|year| self.by_year.get(&(series.clone(), year)));
        match (clues.number, same_year.map(|ids| ids.iter().collect::<Vec<_>>()).as_deref()) {
            (None, Some([id])) => {
                let id = (*id).clone();
                let known = self.known(&id);
                return Ok(Found { id, known });
            }
            (None, Some([one, other, ..])) => {
                let message = format!("the series has {one} and {other} in that year");
                return Err(Question::asks(message, "give the number in a column `Nr.`"));
            }
            (Some(number), Some([id, ..])) if clues.id.is_none() => {
                if let Some(other) = self.known(id).and_then(|edition| edition.number) {
                    let message = format!("the edition of that year is number {other} in the records, not {number}");
                    return Err(Question::asks(
                        message,
                        format!(
                            "correct number or date; if it is the same edition write {id} into a column `Kennung`, otherwise a new id"
                        ),
                    ));
                }
            }
            _ => {}
        }
        if clues.number.is_none() && clues.year.is_none() {
            let message = "neither number nor year tells which edition it is";
            return Err(Question::wrong(message, "give one of them in a column `Nr.` or `Datum`"));
        }
        let id = clues.id.clone().unwrap_or_else(|| self.new_id(&series, clues));
        self.add(&series, clues.number, clues.year, &id, None);
        Ok(Found { id, known: None })
    }

    /// An id in the style of the series.
    fn new_id(&self, series: &str, clues: &Clues) -> String {
        let beginning: String = series.chars().take(MAX_ID - 12).collect();
        let (prefix, width) = self.styles.get(series).cloned().unwrap_or_else(|| (format!("{beginning}-"), 1));
        let base = match (clues.number, clues.year) {
            (Some(number), _) => format!("{prefix}{number:0width$}"),
            (None, Some(year)) => format!("{prefix}{year}"),
            (None, None) => format!("{prefix}x"),
        };
        // Seldom taken: by an edition of another series, or by one that is named by its year.
        let mut id = base.clone();
        let mut count = 1;
        while self.by_id.contains_key(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }
}
