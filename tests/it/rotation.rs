//! The rules of rotation, on the built-in records and on made-up ones.

use std::collections::BTreeSet;
use std::path::Path;

use proptest::prelude::*;
use staffelstab::analysis::rotation::SlotFinding;
use staffelstab::analysis::rotation::engine::{Slot, replay};
use staffelstab::check::{Dataset, check};
use staffelstab::locale::Lang;
use staffelstab::model::land::{Holder, Land};
use staffelstab::model::rule::{Exception, ExceptionKind, Governs, OrderKind, Rule};
use staffelstab::read::Package;

use crate::harness::{pick, read};

fn report(file: &str) -> String {
    read(Path::new(env!("CARGO_MANIFEST_DIR")).join("reports").join(file))
}

#[test]
fn the_host_rule_is_replayed_slot_by_slot() {
    let slots = pick(&report("hosts.csv"), &["year", "host", "rule_host", "finding", "made_up_for"], |cell| {
        cell("series") == "it-plr-fachkongress" && cell("finding") != "before-rule"
    });
    let expected = [
        ["2018", "DE-TH", "DE-TH", "conforming", ""],
        ["2019", "DE-SH", "DE-SH", "conforming", ""],
        ["2020", "DE-ST", "DE-ST", "conforming", ""],
        ["2021", "DE-SN", "DE-SN", "conforming", ""],
        ["2022", "DE-SL", "DE-SL", "conforming", ""],
        ["2023", "DE-ST", "", "made-up", "2020"],
        ["2024", "DE-NW", "DE-NW", "conforming", ""],
        ["2025", "", "DE-NI", "unknown", ""],
        ["2026", "DE-MV", "DE-MV", "conforming", ""],
        ["2027", "DE-HE", "DE-HE", "announced", ""],
        ["2028", "DE-HH", "DE-HH", "derived", ""],
        ["2029", "DE-BB", "DE-BB", "derived", ""],
    ];
    assert_eq!(slots, expected);
}

#[test]
fn after_the_last_derived_turn_every_land_has_had_one() {
    let hosts = pick(&report("hosts.csv"), &["host", "rule_host"], |cell| cell("series") == "it-plr-fachkongress");
    let seen: BTreeSet<String> = hosts.concat().into_iter().filter(|code| !code.is_empty()).collect();
    assert_eq!(seen.len(), 16);
}

#[test]
fn the_chair_rule_is_replayed_and_goes_on_until_all_have_had_it() {
    let chairs = report("chairs.csv");
    let known = pick(&chairs, &["finding"], |cell| cell("year").as_str() <= "2026").concat();
    assert_eq!(known.len(), 17);
    assert!(known.iter().all(|finding| finding == "conforming"), "{known:?}");
    let derived = pick(&chairs, &["year", "holder"], |cell| cell("finding") == "derived");
    assert_eq!(derived[0], ["2027", "DE-NI"]);
    assert_eq!(derived[1], ["2028", "bund"]);
    assert_eq!(derived.last().expect("a last one"), &["2041", "DE-TH"]);
    let all: BTreeSet<String> = pick(&chairs, &["holder"], |_| true).concat().into_iter().collect();
    assert_eq!(all.len(), 17);
}

#[test]
fn coverage_counts_turns_and_names_the_next() {
    let coverage = report("host-coverage.csv");
    let of = |land: &str| {
        pick(&coverage, &["times", "last_year", "gap_years", "next_year", "next_evidence"], |cell| {
            cell("series") == "it-plr-fachkongress" && cell("land") == land
        })
        .concat()
    };
    assert_eq!(of("DE-ST"), ["1", "2023", "3", "", ""]);
    assert_eq!(of("DE-NI"), ["0", "", "", "", ""]);
    assert_eq!(of("DE-MV"), ["0", "", "", "2026", "announced"]);
    assert_eq!(of("DE-HE"), ["0", "", "", "2027", "announced"]);
    assert_eq!(of("DE-HH"), ["0", "", "", "2028", "derived"]);
    let rows = pick(&coverage, &["land"], |cell| cell("series") == "it-plr-fachkongress");
    assert_eq!(rows.len(), 16);
}

fn built_in() -> Dataset {
    check(&Package::embedded()).expect("clean").dataset
}

fn names(dataset: &Dataset) -> Vec<(Land, &str)> {
    Land::ALL.iter().map(|land| (*land, dataset.land_name(*land, Lang::De))).collect()
}

fn rule(order: OrderKind, start: Land) -> Rule {
    Rule {
        id: "probe".parse().expect("an id"),
        governs: Governs::Chairs,
        order,
        list: Vec::new(),
        start_year: 2000,
        start_holder: Holder::Land(start),
        skip_hosted: true,
        alternate_with: None,
        exceptions: Vec::new(),
        source: 0,
        label_de: String::new(),
        label_en: String::new(),
    }
}

fn slot(year: i16, holder: Option<Holder>) -> Slot {
    Slot { year, holder, stands: true, announced: false }
}

#[test]
fn someone_out_of_turn_deviates_and_does_not_come_again() {
    let dataset = built_in();
    let slots = [slot(2000, Some(Holder::Land(Land::TH))), slot(2001, Some(Holder::Land(Land::BB)))];
    let replay = replay(&rule(OrderKind::AlphabeticalDescending, Land::TH), &slots, &names(&dataset));
    assert_eq!(replay.verdicts[1].finding, SlotFinding::Deviating);
    assert_eq!(replay.verdicts[1].rule_holder, Some(Holder::Land(Land::SH)));
    assert_eq!(replay.derived[0], (2002, Holder::Land(Land::SH)));
    assert!(!replay.derived.iter().any(|(_, holder)| *holder == Holder::Land(Land::BB)));
}

#[test]
fn exceptions_are_data() {
    let dataset = built_in();
    let mut rule = rule(OrderKind::AlphabeticalDescending, Land::TH);
    rule.exceptions.push(Exception {
        year: 2001,
        holder: None,
        kind: ExceptionKind::NoTurn,
        made_up_for: None,
        reason: "none".to_owned(),
        source: 0,
    });
    let slots = [slot(2000, Some(Holder::Land(Land::TH))), slot(2001, None), slot(2002, Some(Holder::Land(Land::SH)))];
    let findings: Vec<_> = replay(&rule, &slots, &names(&dataset)).verdicts.iter().map(|v| v.finding).collect();
    assert_eq!(findings, [SlotFinding::Conforming; 3]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The rule's own course conforms everywhere, and every Land has exactly one turn in a round.
    #[test]
    fn a_rule_conforms_to_itself(start in 0_usize..16, up in any::<bool>(), known in 0_usize..16) {
        let dataset = built_in();
        let names = names(&dataset);
        let order = if up { OrderKind::AlphabeticalAscending } else { OrderKind::AlphabeticalDescending };
        let rule = rule(order, Land::ALL[start]);
        let course = replay(&rule, &[], &names).derived;
        prop_assert_eq!(course.len(), 16);
        let distinct: BTreeSet<Holder> = course.iter().map(|(_, holder)| *holder).collect();
        prop_assert_eq!(distinct.len(), 16);
        prop_assert_eq!(course[0], (2000, Holder::Land(Land::ALL[start])));
        let slots: Vec<Slot> = course[..known].iter().map(|(year, holder)| slot(*year, Some(*holder))).collect();
        let again = replay(&rule, &slots, &names);
        prop_assert!(again.verdicts.iter().all(|verdict| verdict.finding == SlotFinding::Conforming));
        if known > 0 {
            prop_assert_eq!(&again.derived[..], &course[known..]);
        }
    }

    /// Länder that hosted before the rule have no turn in its first round.
    #[test]
    fn those_who_have_hosted_are_left_out(before in proptest::collection::btree_set(0_usize..15, 0..8)) {
        let dataset = built_in();
        let slots: Vec<Slot> =
            before.iter().zip(1980..).map(|(land, year)| slot(year, Some(Holder::Land(Land::ALL[*land])))).collect();
        let replay = replay(&rule(OrderKind::AlphabeticalDescending, Land::TH), &slots, &names(&dataset));
        prop_assert!(replay.verdicts.iter().all(|verdict| verdict.finding == SlotFinding::BeforeRule));
        prop_assert_eq!(replay.derived.len(), 16 - before.len());
        for land in &before {
            prop_assert!(!replay.derived.iter().any(|(_, holder)| *holder == Holder::Land(Land::ALL[*land])));
        }
    }

    /// With the Bund in between, every second turn is the Bund's.
    #[test]
    fn an_alternating_chair_alternates(start in 0_usize..16) {
        let dataset = built_in();
        let mut rule = rule(OrderKind::AlphabeticalAscending, Land::ALL[start]);
        rule.start_holder = Holder::Bund;
        rule.alternate_with = Some(Holder::Bund);
        let course = replay(&rule, &[], &names(&dataset)).derived;
        prop_assert_eq!(course.len(), 32);
        for (place, (_, holder)) in course.iter().enumerate() {
            prop_assert_eq!(*holder == Holder::Bund, place % 2 == 0);
        }
    }
}
