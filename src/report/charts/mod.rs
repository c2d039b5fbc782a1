//! Rows → chart specs: which marks and words stand for which rows. The words of a title come from a finding.

pub mod attendance;
pub mod expectation;
pub mod footer;
pub mod host_map;
pub mod hosts;
pub mod timeline;
pub mod topics;

use std::collections::BTreeSet;

use crate::chart::spec::Words;
use crate::locale::Lang;

/// Longest alternative text, in characters.
const MOST_ALT: usize = 200;

/// The words that a layout needs by itself: before the key, and where `(shown_of, more)` says what was left out.
fn words(legend: &str, (shown_of, more): (&str, &str), lang: Lang) -> Words {
    Words {
        legend: legend.to_owned(),
        page: lang
            .pick("(Seite\u{a0}{page}\u{a0}von\u{a0}{pages})", "(page\u{a0}{page}\u{a0}of\u{a0}{pages})")
            .to_owned(),
        shown_of: shown_of.to_owned(),
        more: more.to_owned(),
    }
}

/// The same with editions as what is counted.
fn editions(legend: &str, table: &str, lang: Lang) -> Words {
    let shown_of = lang.pick(
        format!("{{shown}} von {{all}} Ausgaben gezeigt, alle in {table}"),
        format!("{{shown}} of {{all}} editions shown, all of them in {table}"),
    );
    words(legend, (&shown_of, more_editions(lang)), lang)
}

/// Where columns were left out.
fn more_editions(lang: Lang) -> &'static str {
    lang.pick("und {n} weitere Ausgaben", "and {n} more editions")
}

/// The sources among `count` that are named, each once: there are far more claims than sources.
fn sources_of(count: usize, named: impl Iterator<Item = u32>) -> BTreeSet<usize> {
    let mut is_named = vec![false; count];
    for source in named {
        is_named[source as usize] = true;
    }
    (0..count).filter(|source| is_named[*source]).collect()
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
