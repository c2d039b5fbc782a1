//! What the rotation shows.

use super::{counted_in, listed};
use crate::analysis::rotation::{CoverageRow, HostSlot, SlotEvidence, SlotFinding};
use crate::locale::Lang;

/// How the hosts of a series stand to its rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFinding {
    /// First year of the rule.
    pub since: Option<i16>,
    /// Slots of the rule whose host is known, announced ones to come left out.
    pub known: usize,
    /// Slots among them as the rule has them.
    pub conforming: usize,
    /// Slots among them made up for an earlier one.
    pub made_up: usize,
    /// Slots of the rule whose host is not known.
    pub unknown: Vec<i16>,
    /// Distinct hosts, where no rule is in force.
    pub distinct: usize,
    /// Slots with a host, where no rule is in force.
    pub hosted: usize,
}

impl HostFinding {
    /// Counts the slots of one series.
    #[must_use]
    pub fn of(slots: &[&HostSlot]) -> Self {
        let ruled: Vec<&&HostSlot> = slots
            .iter()
            .filter(|slot| !matches!(slot.row.finding, SlotFinding::NoRule | SlotFinding::BeforeRule))
            .collect();
        let count = |finding| ruled.iter().filter(|slot| slot.row.finding == finding).count();
        let (conforming, made_up) = (count(SlotFinding::Conforming), count(SlotFinding::MadeUp));
        let mut hosts: Vec<_> = slots.iter().filter(|slot| slot.hosted).filter_map(|slot| slot.row.host).collect();
        let hosted = hosts.len();
        hosts.sort_unstable();
        hosts.dedup();
        let has_rule = ruled.iter().any(|slot| slot.row.rule_host.is_some());
        Self {
            since: ruled.iter().filter_map(|slot| slot.row.year).min().filter(|_| has_rule),
            known: conforming + made_up + count(SlotFinding::Deviating),
            conforming,
            made_up,
            unknown: ruled
                .iter()
                .filter(|slot| slot.row.finding == SlotFinding::Unknown)
                .filter_map(|slot| slot.row.year)
                .collect(),
            distinct: hosts.len(),
            hosted,
        }
    }

    /// The finding as a title.
    #[must_use]
    pub fn worded(&self, lang: Lang) -> String {
        let Some(since) = self.since else { return self.without_rule(lang) };
        if self.known == 0 {
            return lang.pick(
                format!("Seit {since} gilt eine Regel; ein Gastgeber ist nicht bekannt"),
                format!("A rule has been in force since {since}; no host is known"),
            );
        }
        let deviating = self.known - self.conforming - self.made_up;
        let made_up = match self.made_up {
            0 => String::new(),
            count => lang.pick(format!(", {count} nachgeholt"), format!(", {count} made up later")),
        };
        let unknown = if self.unknown.is_empty() {
            String::new()
        } else {
            let years: Vec<String> = self.unknown.iter().take(4).map(ToString::to_string).collect();
            let more = if self.unknown.len() > 4 { lang.pick(" u. a.", " among others") } else { "" };
            let years = listed(&years, lang);
            lang.pick(format!(", {years}{more} unbekannt"), format!(", {years}{more} unknown"))
        };
        let (known, conforming) = (self.known, self.conforming);
        let lead = if deviating == 0 {
            lang.pick("Die Gastgeber folgen der Regel: ", "The hosts follow the rule: ")
        } else {
            lang.pick("Nicht jeder Gastgeber folgt der Regel: ", "Not every host follows the rule: ")
        };
        lang.pick(
            format!("{lead}{conforming} von {known} seit {since} wie vorgesehen{made_up}{unknown}"),
            format!("{lead}{conforming} of {known} since {since} in turn{made_up}{unknown}"),
        )
    }

    fn without_rule(&self, lang: Lang) -> String {
        let (distinct, hosted) = (self.distinct, self.hosted);
        match (distinct, hosted) {
            (0, _) => lang.pick("Kein Gastgeber bekannt", "No host known").to_owned(),
            (1, _) => lang.pick(
                format!("Ein Land war bei {} Gastgeber", dative(hosted)),
                format!("One Land hosted {}", counted_in(hosted, ("edition", "editions"), lang)),
            ),
            _ => lang.pick(
                format!("{distinct} Länder waren bei {} Gastgeber", dative(hosted)),
                format!("{distinct} Länder hosted {}", counted_in(hosted, ("edition", "editions"), lang)),
            ),
        }
    }
}

fn dative(editions: usize) -> String {
    counted_in(editions, ("Ausgabe", "Ausgaben"), Lang::De)
}

/// Which Länder have hosted and who comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverageFinding {
    /// Länder with a known turn.
    pub hosted: usize,
    /// Länder in all.
    pub all: usize,
    /// Announced by a source: year and name.
    pub announced: Vec<(i16, String)>,
    /// Given by the rule alone: year and name.
    pub derived: Vec<(i16, String)>,
    /// Names of those without a known and without a coming turn.
    pub without: Vec<String>,
}

impl CoverageFinding {
    /// Counts the rows of one series.
    #[must_use]
    pub fn of(rows: &[&CoverageRow]) -> Self {
        let next = |evidence| {
            let mut next: Vec<(i16, String)> = rows
                .iter()
                .filter(|row| row.next_evidence == Some(evidence))
                .filter_map(|row| Some((row.next_year?, row.land_label.clone())))
                .collect();
            next.sort();
            next
        };
        Self {
            hosted: rows.iter().filter(|row| row.times > 0).count(),
            all: rows.len(),
            announced: next(SlotEvidence::Announced),
            derived: next(SlotEvidence::Derived),
            without: rows
                .iter()
                .filter(|row| row.times == 0 && row.next_year.is_none())
                .map(|row| row.land_label.clone())
                .collect(),
        }
    }

    /// The finding as a title.
    #[must_use]
    pub fn worded(&self, lang: Lang) -> String {
        let (hosted, all) = (self.hosted, self.all);
        let lead = match hosted {
            0 => lang.pick(
                "Noch für kein Land ist ein Turnus als Gastgeber bekannt".to_owned(),
                "No Land is known to have had a turn yet".to_owned(),
            ),
            1 => {
                lang.pick(format!("1 von {all} Ländern war an der Reihe"), format!("1 of {all} Länder has had a turn"))
            }
            _ => lang.pick(
                format!("{hosted} von {all} Ländern waren an der Reihe"),
                format!("{hosted} of {all} Länder have had a turn"),
            ),
        };
        let written = |next: &[(i16, String)]| {
            let next: Vec<String> = next.iter().take(3).map(|(year, name)| format!("{name} ({year})")).collect();
            listed(&next, lang)
        };
        match (self.announced.len(), self.derived.len()) {
            (0, 0) => lead,
            (0, derived) => {
                let next = written(&self.derived);
                let verb = if derived == 1 { lang.pick("folgt", "comes") } else { lang.pick("folgen", "come") };
                lang.pick(
                    format!("{lead}; nach der Regel {verb} {next}"),
                    format!("{lead}; by the rule {next} {verb} next"),
                )
            }
            _ => {
                let next = written(&self.announced);
                lang.pick(format!("{lead}; angekündigt: {next}"), format!("{lead}; announced: {next}"))
            }
        }
    }
}
