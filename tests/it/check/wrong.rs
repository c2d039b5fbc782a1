//! Every kind of mistake in a table, with its whole message.

use super::golden;
use super::good::{edited, file, findings, good};
use super::wrong_rules;

/// A mistake: the name of its fixture, and what is replaced by what in which file.
pub type Case = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

const CASES: &[Case] = &[
    // First lines.
    ("unknown-column", &[("figures.csv", "edition,measure,value", "edition,mesure,value")]),
    ("missing-column", &[("mentions.csv", "term,weight,source", "term,weight")]),
    ("duplicate-column", &[("topics.csv", "label_de,label_en,parent", "label_de,label_de,parent")]),
    ("no-first-line", &[("chairs.csv", "year,holder,evidence,source\n", "")]),
    ("unclosed-quote-in-first-line", &[("terms.csv", "term,topic", "\"term,topic")]),
    // Rows.
    ("too-many-cells", &[("sources.csv", "Premiere,ministry", "Premiere, digital,ministry")]),
    ("too-few-cells", &[("disputes.csv", "l-1,start,2022-07-04,presse-2022,", "l-1,start,2022-07-04,presse-2022")]),
    ("swallowed-rows", &[("sources.csv", "haus-2022,Staatskanzlei,,", "haus-2022,Staatskanzlei,\",")]),
    ("unclosed-quote", &[("figures.csv", "haus-2022,\n", "haus-2022,\"\n")]),
    // Cells.
    ("required-cell", &[("editions.csv", "r-2,runde", "r-2,"), ("figures.csv", "500,über", ",über")]),
    ("required-id", &[("editions.csv", "r-2,runde", ",runde")]),
    ("bad-id", &[("editions.csv", "r-1,runde,1", "R 1,runde,1")]),
    ("bad-id-umlaut", &[("topics.csv", "ozg,Onlinezugang", "ÖZG!,Onlinezugang"), ("terms.csv", "OZG,ozg", "OZG,oezg")]),
    ("bad-word-measure", &[("figures.csv", "r-1,talks", "r-1,Vorträge")]),
    ("bad-word-qualifier", &[("figures.csv", "1000,knapp", "1000,knap")]),
    ("bad-word-basis", &[("figures.csv", "peak-concurrent", "peak concurrent")]),
    ("bad-word-mode", &[("figures.csv", "attended,online", "attended,onlin")]),
    ("bad-word-unit", &[("figures.csv", "not-stated,after", "Personen,after")]),
    ("bad-word-asserted", &[("figures.csv", "persons,before", "persons,befor")]),
    ("bad-word-weight", &[("mentions.csv", "gesetz,main", "gesetz,Main")]),
    ("bad-word-scope", &[("series.csv", "bund-laender", "bund-länder")]),
    ("bad-word-cadence", &[("series.csv", "irregular", "now and then")]),
    ("bad-word-format", &[("editions.csv", "hybrid,held", "hybird,held")]),
    ("bad-word-status", &[("editions.csv", "online,held", "online,took place")]),
    ("bad-word-evidence", &[("editions.csv", "stated,stated,inferred", "stated,stated,guessed")]),
    ("bad-word-kind", &[("sources.csv", "Beschluss 7,decision", "Beschluss 7,decison")]),
    ("bad-word-field", &[("disputes.csv", "r-2,format", "r-2,Format")]),
    ("bad-word-host", &[("editions.csv", "Messe,DE-SN", "Messe,Sachsen")]),
    ("bad-word-host-code", &[("editions.csv", "Messe,DE-SN", "Messe,sn")]),
    ("bad-word-holder", &[("chairs.csv", "2020,bund", "2020,Bund")]),
    ("bad-word-land", &[("laender.csv", "DE-TH,16", "DE-XX,16")]),
    ("bad-date-german", &[("editions.csv", "2022-03-09", "9.3.2022")]),
    ("bad-date-no-such-day", &[("sources.csv", "2022-03-11", "2022-02-30")]),
    ("bad-date-form", &[("figures.csv", "after,2022-03-11", "after,im März 2022")]),
    ("bad-date-year", &[("editions.csv", "2022-07,", "22022,")]),
    ("bad-number-dot", &[("figures.csv", "3600,rund", "3.600,rund")]),
    ("bad-number-blank", &[("figures.csv", "3600,rund", "3 600,rund")]),
    ("bad-number-narrow-blank", &[("figures.csv", "3600,rund", "3\u{202f}600,rund")]),
    ("bad-number-comma", &[("figures.csv", "3600,rund", "\"3,600\",rund")]),
    ("bad-number-qualifier", &[("figures.csv", "3600,rund", "rund 3600,")]),
    ("bad-number-qualifier-and-dot", &[("figures.csv", "3600,rund", "Über 3.600,")]),
    ("bad-number-unknown-word", &[("figures.csv", "3600,rund", "gut 3600,")]),
    ("bad-number-range", &[("figures.csv", "3600,rund", "3500–3600,")]),
    ("bad-number-unit", &[("figures.csv", "3600,rund", "3600 Personen,")]),
    ("bad-number-negative", &[("figures.csv", "3600,rund", "-3600,")]),
    ("bad-number-words", &[("figures.csv", "3600,rund", "viele,")]),
    ("bad-number-edition", &[("editions.csv", "runde,3", "runde,3.")]),
    ("bad-number-percentage", &[("laender.csv", "5.05577", "\"5,05577\"")]),
    ("bad-number-key", &[("laender.csv", "DE-SL,10", "DE-SL,9")]),
    ("number-range", &[("figures.csv", "3600,rund", "1000000001,rund"), ("editions.csv", "runde,3", "runde,0")]),
    ("number-range-overflow", &[("figures.csv", "3600,rund", "99999999999999999999999999,rund")]),
    ("number-range-year", &[("chairs.csv", "2020,bund", "1820,bund")]),
    ("bad-text-bidi", &[("editions.csv", "\"Einfach, digital\"", "Einfach \u{202e}latigid")]),
    ("bad-text-zero-width", &[("mentions.csv", "IT-Sicherheit", "IT-\u{200b}Sicherheit")]),
    ("bad-text-control", &[("sources.csv", "Beschluss 7", "Beschluss\u{1b}[31m 7")]),
    ("stray-blanks", &[("terms.csv", "OZG,ozg", " OZG,ozg"), ("sources.csv", "Premiere", "\"Premiere\u{a0}\"")]),
    ("stray-line-break", &[("figures.csv", "Joint figure", "\"Joint\nfigure\"")]),
    ("unsafe-path", &[("sources.csv", "premiere.txt", "../premiere.txt")]),
    ("unsafe-path-dots", &[("sources.csv", "premiere.txt", "..")]),
    ("unsafe-path-drive", &[("sources.csv", "premiere.txt", "C:premiere.txt")]),
    ("disputed-date", &[("disputes.csv", "start,2022-07-04", "start,4 July")]),
    ("disputed-format", &[("disputes.csv", "format,online", "format,virtual")]),
    ("disputed-host", &[("disputes.csv", "start,2022-07-04", "host,DE-BY")]),
    // Keys.
    ("duplicate-series", &[("series.csv", "landestag,", "runde,")]),
    ("duplicate-edition", &[("editions.csv", "r-3,runde,3", "r-2,runde,3")]),
    ("duplicate-source", &[("sources.csv", "haus-2022,", "haus-2021,")]),
    ("duplicate-topic", &[("topics.csv", "sicherheit,Informationssicherheit", "ozg,Informationssicherheit")]),
    (
        "duplicate-mention",
        &[("mentions.csv", "r-1,Cybersicherheit,side,presse-2021", "r-1,Onlinezugangsgesetz,side,haus-2021")],
    ),
    ("duplicate-dispute", &[("disputes.csv", "l-1,start,2022-07-04", "r-2,format,online")]),
    ("duplicate-land", &[("laender.csv", "DE-TH,16", "DE-SN,14")]),
    ("duplicate-year", &[("chairs.csv", "2021,DE-SN", "2020,DE-SN")]),
    (
        "duplicate-claim",
        &[(
            "figures.csv",
            "r-1,talks",
            "r-1,attendance,1800,,peak-concurrent,online,persons,after,2021-03-19,haus-2021,\nr-1,talks",
        )],
    ),
    ("term-twice", &[("terms.csv", "OZG,ozg", "Cybersicherheit,ozg")]),
    // References.
    ("dangling-series", &[("editions.csv", "r-2,runde", "r-2,rund")]),
    (
        "dangling-edition",
        &[
            ("figures.csv", "l-1,attendance", "l-2,attendance"),
            ("mentions.csv", "l-1,OZG", "r-9,OZG"),
            ("disputes.csv", "l-1,start", "th-1,start"),
        ],
    ),
    ("dangling-source", &[("figures.csv", "2022-03-11,haus-2022", "2022-03-11,haus-2023")]),
    ("dangling-source-in-list", &[("editions.csv", "presse-2021; haus-2021", "presse-2021; haus-21")]),
    ("dangling-list-with-comma", &[("editions.csv", "presse-2021; haus-2021", "\"presse-2021, haus-2021\"")]),
    ("dangling-topic", &[("terms.csv", "OZG,ozg", "OZG,onlinezugang")]),
    ("dangling-parent", &[("topics.csv", "Data protection,sicherheit", "Data protection,sicherheiten")]),
    ("dangling-land", &[("laender.csv", "DE-SL,10,Saarland,Saarland,4,1,992,2018,1.21111,2016\n", "")]),
    // Across cells and rows.
    ("topic-depth", &[("topics.csv", "Information security,", "Information security,ozg")]),
    ("topic-own-parent", &[("topics.csv", "Data protection,sicherheit", "Data protection,datenschutz")]),
    ("end-before-start", &[("editions.csv", "2022-03-09,2022-03-10", "2022-03-10,2022-03-09")]),
    ("end-without-start", &[("editions.csv", "2023,,", ",2023,")]),
    ("number-twice", &[("editions.csv", "r-3,runde,3", "r-3,runde,1")]),
    ("evidence-without-field", &[("editions.csv", "Messe,DE-SN", "Messe,")]),
    ("field-without-evidence", &[("editions.csv", "inferred,inferred,,,Nothing", "inferred,,,,Nothing")]),
    ("missing-reason", &[("editions.csv", "haus-2022,Host inferred from the city", "haus-2022,")]),
    ("missing-basis", &[("figures.csv", "über,attended", "über,")]),
    ("missing-unit", &[("figures.csv", "on-site,not-stated", "on-site,")]),
    ("incomplete-pair", &[("laender.csv", "992,2018", "992,"), ("laender.csv", "5.05577,2016", ",2016")]),
    ("wrong-ags", &[("laender.csv", "DE-TH,16", "DE-TH,15")]),
    ("tile-twice", &[("laender.csv", "Thuringia,4,4", "Thuringia,4,5")]),
    ("unmapped-term", &[("mentions.csv", "r-1,Cybersicherheit", "r-1,Cyber-Sicherheit")]),
    // Several at once.
    (
        "four-mistakes",
        &[
            ("figures.csv", "3600,rund", "3.600,rund"),
            ("figures.csv", "r-1,talks", "r-7,talks"),
            ("editions.csv", "2022-03-09,2022-03-10", "2022-03-10,2022-03-09"),
            ("sources.csv", "Premiere,ministry", "Premiere,minister"),
        ],
    ),
    // A record with errors of its own is not missing elsewhere.
    ("no-follow-up", &[("editions.csv", "r-1,runde,1,2021-03-17", "r-1,rinde,eins,17.03.2021")]),
];

/// The names of the codes in a message.
fn codes(message: &str) -> Vec<&str> {
    message.lines().filter_map(|line| line.split_once('[')?.1.split_once("]: ").map(|(code, _)| code)).collect()
}

#[test]
fn every_mistake_is_named_at_its_place() {
    let mut differences = Vec::new();
    for (name, edits) in CASES.iter().chain(wrong_rules::CASES) {
        let found = findings(&edited(edits)).text();
        assert!(!found.is_empty(), "{name} passes without a finding");
        differences.extend(golden::differs(name, &found));
    }
    golden::expect_none(&differences);
}

#[test]
fn four_mistakes_are_four_findings() {
    let (_, edits) = CASES.iter().find(|(name, _)| *name == "four-mistakes").expect("the case");
    let found = findings(&edited(edits));
    assert_eq!(found.errors(), 4, "{}", found.text());
    let mut codes = codes(&found.text()).into_iter().map(str::to_owned).collect::<Vec<_>>();
    codes.sort();
    assert_eq!(codes, ["bad-number", "bad-word", "dangling-reference", "end-before-start"]);
}

#[test]
fn files_as_a_whole() {
    let mut differences = Vec::new();
    let mut case = |name: &str, spoil: &dyn Fn(&mut super::good::Files)| {
        let mut files = good();
        spoil(&mut files);
        let found = findings(&files).text();
        assert!(!found.is_empty(), "{name} passes without a finding");
        differences.extend(golden::differs(name, &found));
    };
    case("missing-file", &|files| files.retain(|(name, _)| *name != "editions.csv"));
    case("empty-file", &|files| file(files, "series.csv").clear());
    case("not-utf8-windows-1252", &|files| {
        let bytes = file(files, "series.csv");
        let latin: Vec<u8> =
            String::from_utf8_lossy(bytes).chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
        *bytes = latin;
    });
    case("not-utf8-utf16-with-mark", &|files| {
        let text = String::from_utf8_lossy(file(files, "chairs.csv")).into_owned();
        *file(files, "chairs.csv") =
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    });
    case("not-utf8-utf16-without-mark", &|files| {
        let text = String::from_utf8_lossy(file(files, "chairs.csv")).into_owned();
        *file(files, "chairs.csv") = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    });
    case("wrong-delimiter-semicolon", &|files| {
        let text = "year;holder;evidence;source\n2020;bund;inferred;presse-2021\n2021;DE-SN;stated;presse-2021\n";
        *file(files, "chairs.csv") = text.into();
    });
    case("wrong-delimiter-tab", &|files| *file(files, "terms.csv") = "term\ttopic\nOZG\tozgg\n".into());
    golden::expect_none(&differences);
}

#[test]
fn of_one_code_twenty_are_printed_and_the_rest_is_counted() {
    let mut files = good();
    for number in 1..=25 {
        file(&mut files, "figures.csv").extend(format!("r-1,talks,{number}.000,,,,,after,,haus-2021,\n").bytes());
    }
    let found = findings(&files);
    assert_eq!(found.errors(), 25);
    golden::expect_none(&golden::differs("more-than-twenty", &found.text()).into_iter().collect::<Vec<_>>());
    assert_eq!(found.json_lines().lines().count(), 25);
}

#[test]
fn a_column_that_is_missing_is_said_once() {
    let files = edited(&[("editions.csv", ",number_evidence,", ",")]);
    let mut files = files;
    // Every row has one cell too many now; only the first line is of interest here.
    let text = String::from_utf8_lossy(file(&mut files, "editions.csv")).into_owned();
    let header = text.lines().next().expect("a first line").to_owned();
    *file(&mut files, "editions.csv") = format!(
        "{header}\nr-1,runde,1,2021,,,,,,,,stated,,,\nr-2,runde,2,2022,,,,,,,,stated,,,\nl-1,landestag,,,,,,,,,,,,,\n"
    )
    .into_bytes();
    assert_eq!(codes(&findings(&files).text()), ["missing-column"]);
}

#[test]
fn every_code_is_shown_by_a_fixture() {
    // Said by `folders.rs`, `parquet.rs`, the command that asks for doubts, and `theme.rs`.
    let elsewhere = ["unknown-file", "table-twice", "laundering", "bad-theme"];
    let all: String = golden::all().into_iter().map(|(_, message)| message).collect();
    let shown = codes(&all);
    for code in staffelstab::diag::Code::ALL.iter().map(|code| code.word()) {
        assert!(shown.contains(&code) || elsewhere.contains(&code), "no fixture shows `{code}`");
    }
}
