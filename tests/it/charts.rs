//! What the charts draw: marks and words stand for the rows, and what has no room is said.

use std::fmt::Write;

use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::chart::format::Format;
use staffelstab::chart::layout::lay_out;
use staffelstab::chart::scene::{Fill, Item, Scene, Shape};
use staffelstab::chart::spec::{Body, Chart, Matrix, Panels};
use staffelstab::chart::text::{Fonts, Weight};
use staffelstab::check::{Dataset, check};
use staffelstab::locale::Locale;
use staffelstab::read::Package;
use staffelstab::report::table::Dialect;
use staffelstab::report::{Request, contents};

use crate::harness::{done, folder, read};

fn built_in() -> Dataset {
    check(&Package::embedded()).expect("clean").dataset
}

/// One chart of all records.
fn chart(dataset: &Dataset, name: &str, laender: LandOrder) -> Chart {
    let selection = Selection::new(dataset, Query::default()).expect("everything");
    let request = Request {
        attendance: name.starts_with("attendance"),
        topics: name.starts_with("topic"),
        hosts: name.starts_with("host"),
        locale: Locale::default(),
        format: Format::Slide,
        dialect: Dialect::Rfc4180,
        svg: false,
        compare: None,
        laender,
    };
    let contents = contents(&selection, &request).expect("rows");
    contents.charts.into_iter().map(|(chart, _)| chart).find(|chart| chart.name == name).expect("the chart")
}

fn panels(chart: &Chart) -> &Panels {
    let Body::Panels(panels) = &*chart.body else { panic!("{} has no panels", chart.name) };
    panels
}

fn matrix(chart: &Chart) -> &Matrix {
    let Body::Matrix(matrix) = &*chart.body else { panic!("{} has no grid", chart.name) };
    matrix
}

/// Records of this many series, editions in each, and topics; figures by edition, `(value, qualifier, basis)` each.
fn records(
    (series, editions, topics): (usize, usize, usize),
    figures: impl Fn(usize, usize) -> Vec<(u64, &'static str, &'static str)>,
) -> Dataset {
    let mut tables = [
        ("series.csv", "id,name_de,name_en,short,aliases,scope,cadence\n".to_owned()),
        (
            "editions.csv",
            "id,series,number,start,end,city,venue,host,format,status,motto,number_evidence,date_evidence,\
             host_evidence,sources,note\n"
                .to_owned(),
        ),
        (
            "figures.csv",
            "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n".to_owned(),
        ),
        ("mentions.csv", "edition,term,weight,source\n".to_owned()),
        ("topics.csv", "id,label_de,label_en,parent\n".to_owned()),
        ("terms.csv", "term,topic\n".to_owned()),
        ("sources.csv", "id,publisher,title,kind,url,file,published,note\nq,Haus,,ministry,,,2030-01-01,\n".to_owned()),
    ];
    let mut add = |table: usize, row: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(tables[table].1, "{row}");
    };
    for topic in 0..topics {
        add(4, format!("t{topic},Thema {topic},Topic {topic},"));
        add(5, format!("Begriff {topic},t{topic}"));
    }
    for one in 0..series {
        add(0, format!("s{one},Reihe {one},Series {one},R{one},,bund-laender,yearly"));
        for edition in 0..editions {
            let year = 1960 + edition;
            let id = format!("s{one}-{edition}");
            add(1, format!("{id},s{one},{},{year},,,,DE-HH,on-site,held,,stated,stated,stated,q,", edition + 1));
            for (value, qualifier, basis) in figures(one, edition) {
                add(2, format!("{id},attendance,{value},{qualifier},{basis},on-site,persons,after,,q,"));
            }
            for topic in (0..topics).filter(|topic| topic % editions >= edition) {
                add(3, format!("{id},Begriff {topic},side,q"));
            }
        }
    }
    let package = Package::of(tables.map(|(name, text)| (name, text.into_bytes())));
    check(&package).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset
}

/// Every text on every page.
fn texts(scenes: &[Scene]) -> Vec<&str> {
    let items = scenes.iter().flat_map(|scene| &scene.items);
    items.filter_map(|item| if let Item::Text { text, .. } = item { Some(text.as_str()) } else { None }).collect()
}

#[test]
fn shape_and_filling_say_what_was_counted_and_no_claim_is_lost() {
    let dataset = built_in();
    let chart = chart(&dataset, "attendance", LandOrder::Turn);
    let slots = &panels(&chart).panels[0].slots;
    let ninth = &slots[8];
    assert_eq!(ninth.band.as_deref(), Some("nur online"));
    let styles: Vec<_> = ninth.points.iter().map(|point| (point.value, point.style.shape, point.style.fill)).collect();
    assert!(styles.contains(&(3600.0, Shape::Circle, Fill::Hollow)), "{styles:?}");
    assert!(styles.contains(&(1800.0, Shape::Triangle, Fill::Hollow)), "{styles:?}");
    // `mehr als 2.000` is open above, `rund 3.600` has an interval on both sides.
    assert!(ninth.points.iter().any(|point| point.value == 2000.0 && point.open_high && point.quiet));
    assert!(ninth.points.iter().any(|point| point.low < Some(3600.0) && point.high > Some(3600.0)));
    // The 13th keeps its slot and says so; the 14th's contradiction is bracketed.
    assert!(slots[12].points.is_empty() && slots[12].missing.is_none());
    assert_eq!(panels(&chart).missing.full, "keine Angabe");
    assert_eq!(slots[13].brackets.len(), 1);
    assert_eq!(slots[14].missing.as_ref().map(|label| label.full.as_str()), Some("angekündigt"));
    // No two neighbouring editions count the same with a bounded figure: no line.
    assert!(panels(&chart).panels[0].lines.iter().all(|line| line.runs.is_empty()));
}

#[test]
fn a_line_stays_within_one_basis_and_breaks_at_every_gap() {
    let dataset = records((1, 8, 0), |_, edition| match edition {
        3 => Vec::new(),
        6 => vec![(500, "", "expected")],
        edition => vec![(400 + edition as u64, "", "attended")],
    });
    let chart = chart(&dataset, "attendance", LandOrder::Turn);
    let lines = &panels(&chart).panels[0].lines;
    let runs: Vec<Vec<usize>> =
        lines.iter().flat_map(|line| &line.runs).map(|run| run.iter().map(|(slot, _)| *slot).collect()).collect();
    assert_eq!(runs, [vec![0, 1, 2], vec![4, 5]]);
}

#[test]
fn contradicting_expectations_are_bracketed_and_named() {
    let dataset = built_in();
    let chart = chart(&dataset, "attendance-expectation", LandOrder::Turn);
    let Body::Ladder(ladder) = &*chart.body else { panic!("no ladder") };
    let fourteenth = &ladder.groups[0].rows[1];
    assert_eq!(fourteenth.brackets, [(0, 1)]);
    assert_eq!(fourteenth.words, "Angaben strittig; die Veranstaltung steht noch bevor");
    let legend: Vec<&str> = chart.legend.iter().map(|entry| entry.label.as_str()).collect();
    assert!(legend.contains(&"strittig") && legend.contains(&"Spanne des Worts („rund“)"), "{legend:?}");
}

#[test]
fn the_laender_stand_in_the_order_asked_for() {
    let dataset = built_in();
    let order = |laender| -> Vec<String> {
        let chart = chart(&dataset, "hosts", laender);
        matrix(&chart).blocks[0].rows.iter().map(|row| row.short.clone()).collect()
    };
    assert_eq!(order(LandOrder::Turn)[..3], ["BY", "BW", "RP"]);
    assert_eq!(order(LandOrder::Rule).join(" "), "TH SH ST SN SL RP NW NI MV HE HH HB BB BE BY BW");
    assert_eq!(order(LandOrder::Name).join(" "), "BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH");
    assert!(chart(&dataset, "hosts", LandOrder::Rule).subtitle.ends_with("in der Reihenfolge der Regel"));
    // Without a rule there is none to follow.
    let unruled = records((1, 3, 0), |_, _| Vec::new());
    assert!(chart(&unruled, "hosts", LandOrder::Rule).subtitle.ends_with("in der Reihenfolge ihres ersten Turnus"));
}

#[test]
fn a_chart_in_another_order_is_verified_in_that_order() {
    let here = folder();
    done(here.path(), &["report", "hosts", "--laender", "rule"]);
    assert!(read(here.path().join("reports/manifest.json")).contains("\"laender\": \"rule\""));
    let ran = done(here.path(), &["verify", "reports"]);
    assert!(ran.stdout.ends_with("all of them follow\n"), "{}", ran.stdout);
}

#[test]
fn of_many_topics_the_most_frequent_are_shown_and_counted() {
    let dataset = records((1, 12, 500), |_, _| Vec::new());
    for (name, words) in [("topics", "häufigsten von 500 genannten Themen"), ("topic-timeline", "häufigsten von 500")]
    {
        for format in Format::ALL {
            let scenes = lay_out(&chart(&dataset, name, LandOrder::Turn), format, Fonts::get());
            assert_eq!(scenes.len(), 4, "{name} {format}");
            for scene in &scenes {
                let texts = texts(std::slice::from_ref(scene));
                assert!(texts.iter().any(|text| text.contains(words)), "{name} {format}: {texts:?}");
            }
        }
    }
}

#[test]
fn of_two_thousand_series_a_few_pages_are_drawn_and_the_rest_is_counted() {
    let dataset = records((2_000, 3, 4), |series, edition| {
        if series == 1_234 || edition == 0 { vec![(300 + series as u64, "rund", "attended")] } else { Vec::new() }
    });
    for name in ["attendance", "attendance-expectation", "topics", "topic-timeline", "hosts", "host-map"] {
        let chart = chart(&dataset, name, LandOrder::Turn);
        for format in Format::ALL {
            let scenes = lay_out(&chart, format, Fonts::get());
            assert!(scenes.len() <= 12, "{name} {format}: {} pages", scenes.len());
            let said = match name {
                "attendance" => "von 2.000 Reihen",
                "topics" => "weitere Reihen",
                "topic-timeline" | "hosts" => "weitere Ausgaben",
                _ => continue,
            };
            assert!(texts(&scenes).iter().any(|text| text.contains(said)), "{name} {format}: {said}");
        }
    }
    // The one with the most figures comes first.
    assert_eq!(panels(&chart(&dataset, "attendance", LandOrder::Turn)).panels[0].heading, "Reihe 1234");
}

#[test]
fn long_words_are_divided_with_a_hyphen_where_a_syllable_ends() {
    let fonts = Fonts::get();
    let word = "Nachnutzungsvereinbarungsmanagement";
    for room in 30..200 {
        let lines = fonts.wrap(word, 10.0, Weight::Regular, f64::from(room));
        let joined: String = lines.iter().map(|line| line.trim_end_matches('-')).collect();
        assert_eq!(joined, word, "{room}");
        // A hyphen stands wherever there is room for one.
        let hyphened = |line: &String| {
            line.ends_with('-') || fonts.width(&format!("{line}-"), 10.0, Weight::Regular) > f64::from(room)
        };
        assert!(lines[..lines.len() - 1].iter().all(hyphened), "{room}: {lines:?}");
        assert!(
            lines.iter().all(|line| fonts.width(line, 10.0, Weight::Regular) <= f64::from(room)),
            "{room}: {lines:?}"
        );
    }
    assert_eq!(fonts.wrap(word, 10.0, Weight::Regular, 130.0), ["Nachnutzungsvereinbarungs-", "management"]);
}

#[test]
fn numbers_of_editions_are_ordinals_in_both_languages() {
    use staffelstab::locale::Lang;
    let english: Vec<String> =
        [1, 2, 3, 4, 11, 12, 13, 21, 102, 113].map(|number| Locale::of(Lang::En).ordinal(number)).to_vec();
    assert_eq!(english, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "113th"]);
    assert_eq!(Locale::of(Lang::De).ordinal(9), "9.");
}
