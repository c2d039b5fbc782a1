//! Rows → chart specs: which marks and words stand for which rows. The words of a title come from a finding.

pub mod attendance;
pub mod expectation;
pub mod footer;
pub mod host_map;
pub mod hosts;
pub mod timeline;
pub mod topics;

use crate::chart::spec::Words;
use crate::locale::Lang;

/// Longest alternative text, in characters.
const MOST_ALT: usize = 200;

/// The words that a layout needs by itself.
fn words(legend: &str, lang: Lang) -> Words {
    Words {
        legend: legend.to_owned(),
        page: lang.pick("(Seite {page} von {pages})", "(page {page} of {pages})").to_owned(),
        shown_of: lang.pick("{shown} von {all} gezeigt", "{shown} of {all} shown").to_owned(),
        more: lang.pick("… und {n} weitere", "… and {n} more").to_owned(),
    }
}

/// An alternative text of at most 200 characters, cut at a word.
fn alt(text: &str) -> String {
    if text.chars().count() <= MOST_ALT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST_ALT - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ' ']))
}
