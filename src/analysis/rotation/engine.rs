//! The rule engine: whose turn it is. It knows an order, a start, who is left out, and an alternation; everything else
//! is data.

use std::collections::BTreeSet;

use super::SlotFinding;
use crate::model::land::{Holder, Land};
use crate::model::rule::{ExceptionKind, OrderKind, Rule};

/// A slot to be judged: a year and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Year.
    pub year: i16,
    /// Holder, where known.
    pub holder: Option<Holder>,
    /// Whether it is shown to have taken place, or lies in a time to come.
    pub stands: bool,
    /// Whether a source announces it for a time to come.
    pub announced: bool,
}

/// What the rule says of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whose turn it was; `None` where the rule has no say.
    pub rule_holder: Option<Holder>,
    /// How the known holder stands to it.
    pub finding: SlotFinding,
    /// The year that the slot makes up for.
    pub made_up_for: Option<i16>,
}

impl Verdict {
    const fn of(rule_holder: Option<Holder>, finding: SlotFinding) -> Self {
        Self { rule_holder, finding, made_up_for: None }
    }
}

/// The rest of a round: whose turns are still to come.
#[derive(Clone, Debug)]
struct Turns {
    order: Vec<Land>,
    alternate: Option<Holder>,
    queue: Vec<Holder>,
}

impl Turns {
    /// The first round: from the start holder, without those who are left out.
    fn first_round(rule: &Rule, order: Vec<Land>, left_out: &BTreeSet<Land>) -> Self {
        let from = match rule.start_holder {
            Holder::Land(start) => order.iter().position(|land| *land == start).unwrap_or_default(),
            Holder::Bund => 0,
        };
        let round: Vec<Land> =
            order[from..].iter().chain(&order[..from]).copied().filter(|land| !left_out.contains(land)).collect();
        let mut turns = Self { order, alternate: rule.alternate_with, queue: Vec::new() };
        turns.fill(&round);
        // An alternation begins with whoever the rule names first.
        if turns.alternate.is_some() && turns.queue.first() != Some(&rule.start_holder) && !turns.queue.is_empty() {
            turns.queue.remove(0);
        }
        turns
    }

    fn fill(&mut self, round: &[Land]) {
        for land in round {
            self.queue.extend(self.alternate);
            self.queue.push(Holder::Land(*land));
        }
    }

    /// Whose turn it is; a new round begins when all have had theirs.
    fn next(&mut self) -> Option<Holder> {
        if self.queue.is_empty() {
            let order = self.order.clone();
            self.fill(&order);
        }
        self.queue.first().copied()
    }

    fn advance(&mut self) {
        if !self.queue.is_empty() {
            self.queue.remove(0);
        }
    }

    /// Whoever took a turn out of order does not take it again in this round.
    fn strike(&mut self, holder: Holder) {
        if Some(holder) != self.alternate
            && let Some(place) = self.queue.iter().position(|waiting| *waiting == holder)
        {
            self.queue.remove(place);
        }
    }
}

/// The replay of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// One verdict a slot, in the order given.
    pub verdicts: Vec<Verdict>,
    /// Years and holders that the rule alone gives after the last slot, until everybody has had a turn.
    pub derived: Vec<(i16, Holder)>,
}

/// Replays a rule over slots in order of time. `names` gives the Länder with their German names. Exceptions of the
/// rule are taken as data; apart from them, a holder out of turn whose own turn does not stand makes that one up.
#[must_use]
pub fn replay(rule: &Rule, slots: &[Slot], names: &[(Land, &str)]) -> Replay {
    let left_out: BTreeSet<Land> = slots
        .iter()
        .filter(|slot| rule.skip_hosted && slot.year < rule.start_year)
        .filter_map(|slot| match slot.holder {
            Some(Holder::Land(land)) => Some(land),
            _ => None,
        })
        .collect();
    let mut turns = Turns::first_round(rule, order(rule, names), &left_out);
    let mut open: Vec<(i16, Holder)> = Vec::new();
    let verdicts = slots
        .iter()
        .map(|slot| {
            if slot.year < rule.start_year {
                Verdict::of(None, SlotFinding::BeforeRule)
            } else {
                judge(rule, *slot, &mut turns, &mut open)
            }
        })
        .collect();
    let first = slots.last().map_or(rule.start_year, |slot| (slot.year + 1).max(rule.start_year));
    Replay { verdicts, derived: (first..).zip(turns.queue).collect() }
}

fn judge(rule: &Rule, slot: Slot, turns: &mut Turns, open: &mut Vec<(i16, Holder)>) -> Verdict {
    if let Some(exception) = rule.exceptions.iter().find(|exception| exception.year == slot.year) {
        return match exception.kind {
            ExceptionKind::NoTurn => Verdict::of(None, SlotFinding::Conforming),
            ExceptionKind::MadeUp => {
                Verdict { rule_holder: None, finding: SlotFinding::MadeUp, made_up_for: exception.made_up_for }
            }
            ExceptionKind::OutOfOrder => {
                exception.holder.into_iter().for_each(|holder| turns.strike(holder));
                Verdict::of(exception.holder, SlotFinding::Conforming)
            }
        };
    }
    let expected = turns.next();
    let Some(holder) = slot.holder else {
        turns.advance();
        return Verdict::of(expected, SlotFinding::Unknown);
    };
    if Some(holder) == expected {
        turns.advance();
        if !slot.stands {
            open.push((slot.year, holder));
        }
        let finding = if slot.announced { SlotFinding::Announced } else { SlotFinding::Conforming };
        return Verdict::of(expected, finding);
    }
    if let Some(place) = open.iter().position(|(_, waiting)| *waiting == holder) {
        let (year, _) = open.remove(place);
        return Verdict { rule_holder: None, finding: SlotFinding::MadeUp, made_up_for: Some(year) };
    }
    turns.strike(holder);
    Verdict::of(expected, SlotFinding::Deviating)
}

/// The Länder in the order of the rule.
pub(super) fn order(rule: &Rule, names: &[(Land, &str)]) -> Vec<Land> {
    match rule.order {
        OrderKind::List => rule.list.clone(),
        OrderKind::AlphabeticalAscending => ascending(names),
        OrderKind::AlphabeticalDescending => {
            let mut order = ascending(names);
            order.reverse();
            order
        }
    }
}

/// The Länder by name, A to Z.
pub(super) fn ascending(names: &[(Land, &str)]) -> Vec<Land> {
    let mut order: Vec<(String, Land)> = names.iter().map(|(land, name)| (sort_key(name), *land)).collect();
    order.sort();
    order.into_iter().map(|(_, land)| land).collect()
}

/// Sort key of a German name by DIN 5007-1: umlauts as their base letters, case and hyphens of no account.
fn sort_key(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(|character| {
            match character {
                'ä' => "a",
                'ö' => "o",
                'ü' => "u",
                'ß' => "ss",
                _ => return vec![character],
            }
            .chars()
            .collect()
        })
        .collect()
}
