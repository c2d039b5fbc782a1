//! Topics: denominators, roll-up, streaks, novelty and the comparison of periods.

use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::analysis::topics::{
    EditionTopicsRow, PeriodError, Periods, TopicRow, novelty, programmes, shares, timeline,
};
use staffelstab::check::{Dataset, check};
use staffelstab::locale::Lang;
use staffelstab::read::Package;
use staffelstab::read::embedded::FILES;

/// The built-in package with these tables instead of its own.
fn with(tables: &[(&'static str, &str)]) -> Dataset {
    let files: Vec<(&str, Vec<u8>)> = FILES
        .iter()
        .filter(|(name, _)| name.ends_with("csv") || name.ends_with("toml"))
        .map(|(name, text)| {
            let text = tables.iter().find(|(table, _)| table == name).map_or(*text, |(_, text)| text);
            (*name, text.as_bytes().to_vec())
        })
        .collect();
    check(&Package::of(files)).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset
}

fn built_in() -> Dataset {
    with(&[])
}

fn rows(dataset: &Dataset) -> Vec<TopicRow> {
    let selection = Selection::new(dataset, Query::default()).expect("all");
    shares(&selection, &programmes(&selection), Lang::De)
}

fn row<'rows>(rows: &'rows [TopicRow], series: &str, topic: &str) -> &'rows TopicRow {
    rows.iter().find(|row| row.series == series && row.topic == topic).expect("a row")
}

const FK: &str = "it-plr-fachkongress";

#[test]
fn an_edition_without_a_known_programme_is_not_in_the_denominator() {
    let dataset = built_in();
    let rows = rows(&dataset);
    // Fifteen editions, five of them without any mention: 6, 7, 8, 13 and 15.
    let security = row(&rows, FK, "informationssicherheit");
    assert_eq!((security.editions_known, security.editions_with), (10, 5));
    assert_eq!((security.first_year, security.last_year), (Some(2014), Some(2024)));
    let share = security.share.zip(security.low).zip(security.high).expect("a share");
    assert!(
        (share.0.0 - 0.5).abs() < 1e-12 && (share.0.1 - 0.236_593).abs() < 1e-6 && (share.1 - 0.763_407).abs() < 1e-6
    );
    // A topic that a series never names still has a row.
    assert_eq!(row(&rows, "thueringer-egov-kongress", "smart-city").editions_with, 0);
}

const MENTIONS: &str = "edition,term,weight,source\n\
    fk-01,E-Partizipation,side,mittelstandswiki-2013-03\n\
    fk-01,Open Data,main,mittelstandswiki-2013-03\n\
    fk-01,Bürgerbeteiligung,side,mittelstandswiki-2013-03\n\
    fk-02,Open Data,side,egovernment-2014\n\
    fk-03,Datenschutz,side,itplr-fk-2015\n\
    fk-05,E-Partizipation,side,egovernment-2017\n\
    fk-05,Quantenlärm,side,egovernment-2017\n";

#[test]
fn a_parent_counts_an_edition_once_however_many_of_its_parts_it_names() {
    let dataset = with(&[("mentions.csv", MENTIONS)]);
    let rows = rows(&dataset);
    let parent = row(&rows, FK, "beteiligung-transparenz");
    assert_eq!((parent.editions_known, parent.editions_with, parent.editions_main), (4, 3, 1));
    assert_eq!(row(&rows, FK, "open-data").editions_with, 2);
    assert_eq!(row(&rows, FK, "e-partizipation").editions_with, 2);
}

#[test]
fn a_streak_runs_over_known_editions_up_to_the_last() {
    let dataset = with(&[("mentions.csv", MENTIONS)]);
    let rows = rows(&dataset);
    // The fifth edition is the last known one; the fourth has no programme and breaks nothing.
    assert_eq!(row(&rows, FK, "e-partizipation").streak, 1);
    assert_eq!(row(&rows, FK, "beteiligung-transparenz").streak, 1);
    assert_eq!(row(&rows, FK, "datenschutz").streak, 0);
}

#[test]
fn a_term_without_a_topic_is_counted_and_named_and_makes_a_programme_known() {
    let dataset = with(&[(
        "mentions.csv",
        "edition,term,weight,source\nfk-02,Datenschutz,side,egovernment-2014\nfk-05,Quantenlärm,side,egovernment-2017\n",
    )]);
    let selection = Selection::new(&dataset, Query::default()).expect("all");
    let programmes = programmes(&selection);
    let rows = novelty(&selection, &programmes, Lang::De);
    let fifth = rows.iter().find(|row| row.edition == "fk-05").expect("a row");
    assert_eq!((fifth.topics, fifth.unmapped, fifth.unmapped_terms.as_str()), (Some(0), Some(1), "Quantenlärm"));
    assert_eq!(shares(&selection, &programmes, Lang::De)[0].editions_known, 2);
    let states: Vec<&str> = timeline(&selection, &programmes, Lang::De)
        .iter()
        .filter(|row| row.edition == "fk-05")
        .map(|row| row.state.word())
        .collect();
    assert!(!states.is_empty() && states.iter().all(|state| *state == "absent"));
}

#[test]
fn novelty_and_persistence_look_at_known_editions_only() {
    let dataset = with(&[("mentions.csv", MENTIONS)]);
    let selection = Selection::new(&dataset, Query::default()).expect("all");
    let rows = novelty(&selection, &programmes(&selection), Lang::De);
    let of =
        |edition: &str| -> EditionTopicsRow { rows.iter().find(|row| row.edition == edition).expect("a row").clone() };
    assert_eq!((of("fk-01").topics, of("fk-01").new), (Some(3), None));
    let second = of("fk-02");
    // Open Data and its parent, both seen before; two of the three topics of the first.
    assert_eq!((second.topics, second.new, second.kept), (Some(2), Some(0), Some(2)));
    assert!((second.persistence.expect("a share") - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(of("fk-04").topics, None);
    let fifth = of("fk-05");
    assert_eq!((fifth.new, fifth.kept, fifth.novelty), (Some(0), Some(0), Some(0.0)));
}

#[test]
fn an_unrelated_series_changes_nothing_for_the_others() {
    let dataset = built_in();
    let query = Query { series: vec![FK.to_owned()], ..Query::default() };
    let selection = Selection::new(&dataset, query).expect("a series");
    let alone = shares(&selection, &programmes(&selection), Lang::De);
    let among: Vec<TopicRow> = rows(&dataset).into_iter().filter(|row| row.series == FK).collect();
    assert_eq!(alone, among);
}

#[test]
fn periods_are_read_strictly() {
    let parse = |text: &str| text.parse::<Periods>();
    assert_eq!(parse("2013-2019,2020-2026").expect("two periods").to_string(), "2013-2019,2020-2026");
    assert_eq!(parse("2013-2019"), Err(PeriodError::Form));
    assert_eq!(parse("13-19,20-26"), Err(PeriodError::Form));
    assert_eq!(parse("2019-2013,2020-2026"), Err(PeriodError::Reversed));
    assert_eq!(parse("2013-2020,2020-2026"), Err(PeriodError::Overlap));
}
