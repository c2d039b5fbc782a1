//! Tables too long to be held have the bytes of those that are.

use std::fmt::Write;

use staffelstab::analysis::attendance::{Choices, attendance_rows};
use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::analysis::topics::{programmes, timeline};
use staffelstab::chart::format::Format;
use staffelstab::check::{Dataset, check};
use staffelstab::digest::sha256;
use staffelstab::locale::{Lang, Locale};
use staffelstab::read::Package;
use staffelstab::report::table::{Dialect, Table};
use staffelstab::report::{Request, contents, evidence, tables};

const SERIES: usize = 10;
const EDITIONS: usize = 100;
const TOPICS: usize = 101;
const CLAIMS: usize = 101;

/// A package with more than a hundred thousand claims, and as many pairs of topic and edition.
fn large() -> Dataset {
    let mut texts = [
        ("series.csv", "id,name_de,name_en,short,aliases,scope,cadence\n".to_owned()),
        (
            "editions.csv",
            "id,series,number,start,end,city,venue,host,format,status,motto,number_evidence,date_evidence,\
             host_evidence,sources,note\n"
                .to_owned(),
        ),
        ("topics.csv", "id,label_de,label_en,parent\n".to_owned()),
        ("terms.csv", "term,topic\n".to_owned()),
        ("sources.csv", "id,publisher,title,kind,url,file,published,note\n".to_owned()),
        (
            "figures.csv",
            "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n".to_owned(),
        ),
        ("mentions.csv", "edition,term,weight,source\n".to_owned()),
    ];
    // Writing to a string cannot fail.
    let mut row = |name: &str, cells: String| {
        let (_, text) = texts.iter_mut().find(|(known, _)| *known == name).expect("a table");
        let _ = writeln!(text, "{cells}");
    };
    for (source, kind) in ["ministry", "press", "organiser"].into_iter().enumerate() {
        row("sources.csv", format!("q{source},\"=Haus; \"\"{kind}\"\", {source}\",,{kind},,,,"));
    }
    for topic in 0..TOPICS {
        let parent = if topic % 7 == 3 { "t0" } else { "" };
        row("topics.csv", format!("t{topic},\"Thema, {topic}\",Topic {topic},{parent}"));
        row("terms.csv", format!("-{topic}.5,t{topic}"));
    }
    for series in 0..SERIES {
        row("series.csv", format!("s{series},@Reihe {series},Series {series},R{series},,,"));
        for edition in 0..EDITIONS {
            let (id, year) = (format!("s{series}-{edition}"), 1_920 + edition);
            row(
                "editions.csv",
                format!("{id},s{series},{},{year}-05,,\"Bad X, Y\",,,,held,,stated,stated,,,", edition + 1),
            );
            for claim in 0..CLAIMS {
                let pick = |words: &[&'static str], step: usize| words[(claim / step + edition) % words.len()];
                let basis = pick(&["expected", "registered", "attended", "peak-concurrent", "not-stated"], 1);
                let mode = pick(&["on-site", "online", "hybrid-total", ""], 5);
                let word = pick(&["", "rund", "über", "knapp"], 3);
                let value = 40 + claim * 7 % 30;
                row(
                    "figures.csv",
                    format!("{id},attendance,{value},{word},{basis},{mode},persons,after,,q{},{claim}", claim % 3),
                );
            }
            for topic in (0..TOPICS).filter(|topic| (topic + edition) % 9 == 0 && edition % 5 > 0) {
                row("mentions.csv", format!("{id},-{topic}.5,{},q1", if topic % 2 == 0 { "main" } else { "side" }));
            }
        }
    }
    let files = texts.into_iter().map(|(name, text)| (name, text.into_bytes()));
    check(&Package::of(files)).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset
}

#[test]
fn a_table_whose_rows_are_gone_has_the_bytes_of_one_that_is_held() {
    let dataset = large();
    let selection = Selection::new(&dataset, Query::default()).expect("everything");
    for (lang, dialect) in [(Lang::De, Dialect::Rfc4180), (Lang::En, Dialect::ExcelDe)] {
        let locale = Locale::of(lang);
        let request = Request {
            attendance: true,
            topics: true,
            hosts: false,
            locale,
            laender: LandOrder::Turn,
            format: Format::Slide,
            dialect,
            svg: false,
            compare: None,
        };
        let contents = contents(&selection, &request).expect("rows");
        let of = |name: &str| contents.tables.iter().find(|table| table.name == name).expect("a table");
        let rows = attendance_rows(&selection, &Choices::of(&selection), locale);
        let held = [
            tables::attendance(&rows).expect("rows"),
            tables::timeline(&timeline(&selection, &programmes(&selection), lang)).expect("rows"),
        ];
        for held in &held {
            let long = of(held.name);
            let gone = long.gone.as_ref().expect("too long to be held");
            assert_eq!(gone.sha256, sha256(&held.csv(dialect).expect("rows")), "{} {dialect:?}", held.name);
            assert_eq!(long.count, held.rows.len());
            assert!(held.rows.starts_with(&long.rows) && long.rows.len() == 200);
        }
        let text = |table: &Table| {
            let csv = table.csv(Dialect::Rfc4180).expect("rows");
            format!("== {}.csv\n{}", table.name, String::from_utf8(csv).expect("UTF-8"))
        };
        // A long table stands in the hash of the rows by its own.
        let by_hash = |table: &Table| {
            let csv = table.csv(Dialect::Rfc4180).expect("rows");
            format!("== {}.csv\n{}", table.name, sha256(&csv))
        };
        let drawn = |names: &[&str]| evidence::rows(&contents, names).expect("rows");
        let attendance = drawn(&["attendance", "attendance-trends"]);
        let expected = by_hash(&held[0]) + &text(of("attendance-trends"));
        assert_eq!((attendance.sha256, attendance.text), (sha256(expected.as_bytes()), None));
        let timeline = drawn(&["topic-editions", "topics"]);
        assert_eq!(timeline.sha256, sha256((text(of("topics")) + &by_hash(&held[1])).as_bytes()));
    }
}
