//! What may be said of the attendance of a series: the gate, the test over every admissible value, and what is left
//! out.

use std::fmt::Write;

use proptest::prelude::*;
use staffelstab::analysis::attendance::{AttendanceRow, Choices, attendance_rows};
use staffelstab::analysis::comparable::{ComparableGroup, Difference};
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::analysis::stats::mann_kendall;
use staffelstab::analysis::trend::{ENUMERATE_UP_TO, TrendRow, Verdict, trend_rows};
use staffelstab::check::{Dataset, check};
use staffelstab::locale::{Lang, Locale};
use staffelstab::model::claim::{Basis, Mode, Unit};
use staffelstab::read::Package;

/// One claim of the fixture: edition by position, qualifier, value, basis, mode.
type Figure = (usize, &'static str, u64, &'static str, &'static str);

fn attended(values: &[u64]) -> Vec<Figure> {
    worded(&values.iter().map(|value| ("", *value)).collect::<Vec<_>>())
}

fn worded(values: &[(&'static str, u64)]) -> Vec<Figure> {
    let figure = |(index, (word, value)): (usize, &(&'static str, u64))| (index, *word, *value, "attended", "on-site");
    values.iter().enumerate().map(figure).collect()
}

/// A series `s` with as many yearly editions as the figures name, from 1 July 2001 on, and a source that took part.
fn records(figures: &[Figure]) -> Dataset {
    let series = "id,name_de,name_en,short,aliases,scope,cadence\ns,Reihe,Series,S,,,\n".to_owned();
    let mut editions = "id,series,number,start,end,city,venue,host,format,status,motto,number_evidence,date_evidence,\
                        host_evidence,sources,note\n"
        .to_owned();
    let count = figures.iter().map(|figure| figure.0 + 1).max().unwrap_or_default();
    for number in 1..=count {
        let _ = writeln!(editions, "s-{number},s,{number},{}-07-01,,,,,,held,,stated,stated,,p,", 2000 + number);
    }
    let sources = "id,publisher,title,kind,url,file,published,note\np,Gast,,participant,example.org,,,\n".to_owned();
    let mut rows = "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n".to_owned();
    for (index, word, value, basis, mode) in figures {
        let edition = index + 1;
        let _ = writeln!(rows, "s-{edition},attendance,{value},{word},{basis},{mode},persons,after,,p,");
    }
    package(&[("series.csv", series), ("editions.csv", editions), ("sources.csv", sources), ("figures.csv", rows)])
}

fn package(files: &[(&str, String)]) -> Dataset {
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, text)| (*name, text.clone().into_bytes())).collect();
    check(&Package::of(files)).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset
}

fn built_in() -> Dataset {
    check(&Package::embedded()).expect("the built-in records are sound").dataset
}

fn trends(dataset: &Dataset) -> Vec<TrendRow> {
    let selection = Selection::new(dataset, Query::default()).expect("no series is named");
    trend_rows(&selection, &Choices::of(&selection), Locale::of(Lang::De))
}

/// The one row on attendance on site in persons.
fn trend(dataset: &Dataset, series: &str) -> TrendRow {
    let mut rows = trends(dataset).into_iter().filter(|row| {
        row.series == series && (row.basis, row.mode, row.unit) == (Basis::Attended, Some(Mode::OnSite), Unit::Persons)
    });
    let row = rows.next().expect("a row");
    assert_eq!(rows.next(), None, "one row a group");
    row
}

fn verdict(figures: &[Figure]) -> Verdict {
    trend(&records(figures), "s").verdict
}

#[test]
fn the_gate_opens_at_five() {
    let expected = [Verdict::Listed, Verdict::Listed, Verdict::NoStatement, Verdict::NoStatement, Verdict::Rising];
    for (count, verdict) in (1..).zip(expected) {
        let values: Vec<u64> = (1..=count).map(|value| value * 100).collect();
        let row = trend(&records(&attended(&values)), "s");
        assert_eq!((row.n as u64, row.verdict), (count, verdict));
        assert_eq!(row.p_value.is_some(), count >= 5);
        assert_eq!(row.method.is_some(), count >= 5);
    }
}

#[test]
fn seven_rising_figures_rise_with_p_and_slope() {
    let row = trend(&records(&attended(&[100, 110, 120, 130, 140, 150, 160])), "s");
    assert_eq!((row.n, row.verdict, row.choices), (7, Verdict::Rising, 1));
    assert_eq!(row.tau.map(|tau| tau.to_string()).as_deref(), Some("1.0000"));
    // 2 of 7! orders are as extreme.
    assert_eq!(row.p_value.map(|p| p.to_string()).as_deref(), Some("0.0004"));
    assert_eq!(row.slope_per_year.map(|slope| slope.to_string()).as_deref(), Some("10.0"));
    assert!(row.slope_low.is_some() && row.slope_high.is_some());
    assert_eq!((row.first_year, row.last_year, row.left_out), (Some(2001), Some(2007), None));
    assert_eq!(verdict(&attended(&[160, 150, 140, 130, 120, 110, 100])), Verdict::Falling);
    assert_eq!(verdict(&attended(&[100, 160, 110, 150, 120, 140, 130])), Verdict::NoTrend);
}

#[test]
fn a_figure_on_another_basis_is_left_out_by_name() {
    let mut figures = attended(&[100, 110, 120, 130, 140, 150, 160]);
    figures[3].3 = "registered";
    let row = trend(&records(&figures), "s");
    assert_eq!((row.n, row.verdict), (6, Verdict::Rising));
    assert_eq!(row.left_out.as_deref(), Some("s-4: andere Zählweise (angemeldet)"));
    figures[5].4 = "online";
    let row = trend(&records(&figures), "s");
    assert_eq!(row.n, 5);
    assert_eq!(row.left_out.as_deref(), Some("s-4: andere Zählweise (angemeldet); s-6: andere Teilnahmeform (online)"));
}

#[test]
fn an_edition_without_a_figure_is_not_interpolated() {
    let mut figures = attended(&[100, 110, 120, 130, 140, 150]);
    figures.remove(2);
    let row = trend(&records(&figures), "s");
    assert_eq!((row.n, row.left_out.as_deref()), (5, Some("s-3: keine Zahl gefunden")));
}

#[test]
fn the_built_in_records_license_no_trend() {
    let dataset = built_in();
    let row = trend(&dataset, "it-plr-fachkongress");
    assert_eq!((row.n, row.verdict, row.first_year, row.last_year), (4, Verdict::NoStatement, Some(2014), Some(2024)));
    let left_out = row.left_out.expect("most editions");
    for edition in ["fk-09", "fk-10", "fk-11", "fk-13"] {
        assert!(left_out.contains(edition), "{left_out}");
    }
    let row = trend(&dataset, "thueringer-egov-kongress");
    assert_eq!((row.n, row.verdict), (5, Verdict::NoTrend), "open ends and a dispute");
    assert_eq!((row.slope_per_year, row.slope_low, row.slope_high), (None, None, None));
    assert!(trends(&dataset).iter().all(|row| !matches!(row.verdict, Verdict::Rising | Verdict::Falling)));
}

#[test]
fn a_trend_holds_only_if_every_admissible_value_gives_it() {
    let apart = [("rund", 1000), ("rund", 2000), ("rund", 3000), ("rund", 4000), ("rund", 5000)];
    assert_eq!(verdict(&worded(&apart)), Verdict::Rising);
    // The stated values rise, but 960 and 1040 lie in both of two neighbours.
    let close = [("rund", 1000), ("rund", 1100), ("rund", 1200), ("rund", 1300), ("rund", 1400)];
    assert_eq!(verdict(&attended(&close.map(|(_, value)| value))), Verdict::Rising);
    assert_eq!(verdict(&worded(&close)), Verdict::NoTrend);
    let open = [("", 100), ("", 200), ("über", 300), ("", 400), ("", 500)];
    assert_eq!(verdict(&worded(&open)), Verdict::NoTrend, "more than 300 may be more than 500");
    let last = [("", 100), ("", 200), ("", 300), ("", 400), ("über", 500)];
    let row = trend(&records(&worded(&last)), "s");
    assert_eq!(row.verdict, Verdict::Rising, "an open end of the last one changes no order");
    assert_eq!((row.slope_per_year, row.slope_low), (None, None), "and has no number");
}

#[test]
fn both_sides_of_a_dispute_must_give_the_trend() {
    let with = |other: u64| {
        let mut figures = attended(&[100, 200, 300, 400, 500]);
        figures.push((2, "", other, "attended", "on-site"));
        trend(&records(&figures), "s")
    };
    let row = with(350);
    assert_eq!((row.verdict, row.choices), (Verdict::Rising, 2));
    assert_eq!(row.slope_per_year, None, "two values are stated");
    assert!(row.slope_low.is_some());
    assert_eq!(with(450).verdict, Verdict::NoTrend);
}

#[test]
fn above_the_limit_the_pairwise_bound_decides_alone() {
    let values: Vec<(&'static str, u64)> = (1..=11).map(|index| ("rund", index * 1000)).collect();
    let row = trend(&records(&worded(&values)), "s");
    assert_eq!(row.choices, 3_u64.pow(11));
    assert!(row.choices > ENUMERATE_UP_TO);
    assert_eq!(row.verdict, Verdict::Rising);
    assert_eq!(row.method.as_deref(), Some("mann-kendall-exact+pairwise-bound"));
    assert_eq!((row.slope_low, row.slope_high), (None, None));
    let values: Vec<(&'static str, u64)> = (1..=60).map(|index| ("rund", index * 1000)).collect();
    assert_eq!(trend(&records(&worded(&values)), "s").choices, u64::MAX, "the count saturates");
}

#[test]
fn an_unrelated_series_and_the_order_of_rows_change_nothing() {
    let dataset = built_in();
    let mut files: Vec<(&str, String)> = staffelstab::read::embedded::FILES
        .iter()
        .filter(|(name, _)| std::path::Path::new(name).extension().is_some_and(|ending| ending == "csv"))
        .map(|(name, text)| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].reverse();
            (*name, lines.join("\n") + "\n")
        })
        .collect();
    assert_eq!(trends(&dataset), trends(&package(&files)));
    for (name, text) in &mut files {
        text.push_str(match *name {
            "series.csv" => "m-unrelated,Andere,Other,A,,,\n",
            "editions.csv" => "m-1,m-unrelated,1,2020-01-01,,,,,,held,,stated,stated,,egovernment-2014,\n",
            "figures.csv" => "m-1,attendance,77,,attended,on-site,persons,after,,egovernment-2014,\n",
            _ => "",
        });
    }
    let more = package(&files);
    let others = |rows: Vec<TrendRow>| rows.into_iter().filter(|row| row.series != "m-unrelated").collect::<Vec<_>>();
    assert_eq!(trends(&dataset), others(trends(&more)));
    assert_eq!(trends(&more).len(), trends(&dataset).len() + 1);
    let rows = |dataset: &Dataset| {
        let selection = Selection::new(dataset, Query::default()).expect("no series is named");
        let rows = attendance_rows(&selection, &Choices::of(&selection), Locale::default());
        rows.into_iter().filter(|row| row.series != "m-unrelated").collect::<Vec<_>>()
    };
    assert_eq!(rows(&dataset), rows(&more));
}

#[test]
fn a_narrower_selection_gives_the_trend_of_what_it_selects() {
    let dataset = records(&attended(&[100, 110, 120, 130, 140, 150, 160]));
    let query = Query { from: Some(2004), ..Query::default() };
    let selection = Selection::new(&dataset, query).expect("no series is named");
    let rows = trend_rows(&selection, &Choices::of(&selection), Locale::default());
    assert_eq!((rows[0].n, rows[0].verdict, rows[0].first_year), (4, Verdict::NoStatement, Some(2004)));
    assert_eq!(rows[0].left_out, None, "what was not asked for is not missing");
}

#[test]
fn an_edition_without_a_date_has_no_place_in_time() {
    let dataset = package(&[
        ("series.csv", "id,name_de,name_en,short,aliases,scope,cadence\ns,Reihe,Series,S,,,\n".to_owned()),
        (
            "editions.csv",
            "id,series,number,start,end,city,venue,host,format,status,motto,number_evidence,date_evidence,\
             host_evidence,sources,note\ns-1,s,1,,,,,,,held,,stated,,,p,\n"
                .to_owned(),
        ),
        ("sources.csv", "id,publisher,title,kind,url,file,published,note\np,Gast,,press,example.org,,,\n".to_owned()),
        (
            "figures.csv",
            "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\ns-1,attendance,9,,\
             attended,on-site,persons,after,,p,\n"
                .to_owned(),
        ),
    ]);
    let row = trend(&dataset, "s");
    assert_eq!((row.n, row.verdict, row.left_out.as_deref()), (0, Verdict::Listed, Some("s-1: kein Datum")));
}

#[test]
fn columns_are_the_fields_and_numbers_have_fixed_places() {
    let rows = trends(&records(&attended(&[100, 100, 100, 100, 100, 99])));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &rows {
        writer.serialize(row).expect("a flat row");
    }
    let text = String::from_utf8(writer.into_inner().expect("in memory")).expect("UTF-8");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(TrendRow::COLUMNS.join(",").as_str()));
    let cells: Vec<&str> = lines.next().expect("a row").split(',').collect();
    assert_eq!(cells[11], "0.0", "a slope of nothing has no sign");
    assert_eq!(cells[10].len(), "0.0000".len());
}

#[test]
fn figures_of_one_group_are_ordered_and_subtracted_only_where_that_is_certain() {
    let dataset = records(&worded(&[("", 100), ("rund", 500), ("", 510), ("über", 600), ("", 510)]));
    let selection = Selection::new(&dataset, Query::default()).expect("no series is named");
    let groups = ComparableGroup::all(&selection, &Choices::of(&selection));
    groups[0].open(|figures| {
        assert!(figures[0] < figures[1] && figures[3] > figures[2]);
        assert_eq!(figures[1].partial_cmp(&figures[2]), None, "450 to 550 and 510");
        assert_eq!(figures[2], figures[4]);
        assert_eq!(figures[1] - figures[0], Difference { low: Some(350), high: Some(450) });
        assert_eq!(figures[3] - figures[2], Difference { low: Some(91), high: None });
    });
}

/// Six figures, most of them rising and apart enough for a trend to be stated now and then.
fn some_figures() -> impl Strategy<Value = Vec<(&'static str, u64)>> {
    let word = prop::sample::select(vec!["", "", "", "", "rund", "rund", "knapp", "knapp", "über"]);
    prop::collection::vec((word, 0_u64..60), 6).prop_map(|figures| {
        figures.into_iter().enumerate().map(|(index, (word, step))| (word, 500 + index as u64 * 70 + step)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_stated_trend_stands_for_any_values_inside_the_intervals(
        figures in some_figures(),
        shares in prop::collection::vec(prop::collection::vec(0_u64..=1000, 6), 16),
    ) {
        let dataset = records(&worded(&figures));
        let row = trend(&dataset, "s");
        let licensed = matches!(row.verdict, Verdict::Rising | Verdict::Falling);
        let selection = Selection::new(&dataset, Query::default()).expect("no series is named");
        let rows = attendance_rows(&selection, &Choices::of(&selection), Locale::default());
        for shares in shares {
            let inside = |(row, share): (&AttendanceRow, u64)| {
                let low = row.low.unwrap_or_default();
                let width = row.high.unwrap_or(low + 5000) - low;
                f64::from(u32::try_from(low + width * share / 1000).expect("a small value"))
            };
            let values: Vec<f64> = rows.iter().zip(shares).map(inside).collect();
            let test = mann_kendall(&values).expect("six values");
            if licensed {
                prop_assert!(test.p_value <= 0.05, "{figures:?} licensed, but not {values:?}");
                prop_assert_eq!(test.s > 0, row.verdict == Verdict::Rising);
            }
        }
    }
}
