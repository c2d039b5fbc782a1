//! "Did you mean": the nearest word of a list.

/// Longest word that is compared, in bytes: the comparison is quadratic.
const MAX_WORD: usize = 64;
/// Most words that are compared.
const MAX_WORDS: usize = 20_000;

/// The word of a list that is nearest to what was found, if one is near enough to be meant: at most a third of its
/// characters differ (optimal string alignment: insertion, deletion, substitution, swap of neighbours), upper and
/// lower case being the same. Of several, the first in the list.
#[must_use]
pub fn nearest<'words>(found: &str, words: impl IntoIterator<Item = &'words str>) -> Option<&'words str> {
    if found.len() > MAX_WORD {
        return None;
    }
    let found = found.to_lowercase();
    let length = found.chars().count();
    let most = (length / 3).max(1);
    words
        .into_iter()
        .take(MAX_WORDS)
        .filter(|word| word.len() <= MAX_WORD && word.chars().count().abs_diff(length) <= most)
        .map(|word| (strsim::osa_distance(&found, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
