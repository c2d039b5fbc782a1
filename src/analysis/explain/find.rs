//! Which edition a user means: an id, or a series and a number.

use crate::check::Dataset;
use crate::diag::nearest;
use crate::model::edition::Series;

/// A text that names no edition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no edition `{text}` in the records")]
pub struct UnknownEdition {
    text: String,
    /// The way out, in words.
    pub hint: String,
}

/// Finds an edition by its id (`fk-10`, also `fk-010`), or by series and number in either order: the series by its
/// id, short name, name or alias, the number also with a full stop (`Fachkongress 10`, `10. Fachkongress`).
///
/// # Errors
/// When the text names no edition.
pub fn find_edition(dataset: &Dataset, text: &str) -> Result<usize, UnknownEdition> {
    let text = text.trim();
    let found = dataset.edition_by_id(&text.to_lowercase());
    found.or_else(|| by_number(dataset, text)).or_else(|| by_loose_id(dataset, text)).ok_or_else(|| {
        let ids = || dataset.editions().iter().map(|edition| edition.id.as_str());
        let hint = match (nearest(text, ids()), ids().next()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(first)) => format!("write an id such as `{first}`, or a series and a number"),
            (None, None) => "the records have no edition".to_owned(),
        };
        UnknownEdition { text: text.to_owned(), hint }
    })
}

/// A series and a number, in either order.
fn by_number(dataset: &Dataset, text: &str) -> Option<usize> {
    let number = |word: &str| word.trim_start_matches('#').trim_end_matches('.').parse::<u32>().ok();
    let last = text.rsplit_once([' ', '#']).and_then(|(series, word)| Some((series, number(word)?)));
    let first = || text.split_once(' ').and_then(|(word, series)| Some((series, number(word)?)));
    let (name, number) = last.or_else(first)?;
    let series = dataset.series().iter().position(|series| is_called(series, name.trim()))?;
    dataset.editions().iter().position(|edition| edition.series == series && edition.number == Some(number))
}

fn is_called(series: &Series, name: &str) -> bool {
    let name = name.to_lowercase();
    [series.id.as_str(), &series.short, &series.name_de, &series.name_en]
        .into_iter()
        .chain(series.aliases.iter().map(String::as_str))
        .any(|known| known.to_lowercase() == name)
}

/// An id whose number is written with more or fewer zeros before it: `fk-1` for `fk-01`.
fn by_loose_id(dataset: &Dataset, text: &str) -> Option<usize> {
    let parts = |id: &str| {
        let (prefix, number) = id.rsplit_once('-')?;
        Some((prefix.to_lowercase(), number.parse::<u32>().ok()?))
    };
    let wanted = parts(text)?;
    dataset.editions().iter().position(|edition| parts(edition.id.as_str()).is_some_and(|found| found == wanted))
}
