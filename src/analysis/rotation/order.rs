//! In which order the Länder are listed.

use super::engine;
use crate::check::Dataset;
use crate::locale::Lang;
use crate::model::land::{Holder, Land};
use crate::model::rule::Governs;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// In which order a chart lists the Länder.
    LandOrder {
        /// By their first turn; those without one last.
        Turn = "turn",
        /// As the rule of the series takes them, from its start on; where there is no rule, by their first turn.
        Rule = "rule",
        /// By German name.
        Name = "name",
    }
}

/// The Länder as the rule of a series takes them: its whole round, those who have hosted before its start included;
/// `None` where no rule governs the series.
#[must_use]
pub fn by_rule(dataset: &Dataset, series: usize) -> Option<Vec<Land>> {
    let rule = dataset.rules().iter().find(|rule| rule.governs == Governs::Series(series))?;
    let mut order = engine::order(rule, &german_names(dataset));
    if let Holder::Land(start) = rule.start_holder
        && let Some(place) = order.iter().position(|land| *land == start)
    {
        order.rotate_left(place);
    }
    Some(order)
}

/// The Länder by German name (DIN 5007-1).
#[must_use]
pub fn by_name(dataset: &Dataset) -> Vec<Land> {
    engine::ascending(&german_names(dataset))
}

fn german_names(dataset: &Dataset) -> Vec<(Land, &str)> {
    Land::ALL.iter().map(|land| (*land, dataset.land_name(*land, Lang::De))).collect()
}
