//! Cells of a flat list: what is taken, what is asked, and what is refused with a way out.

use staffelstab::diag::Code;
use staffelstab::ingest::Incoming;
use staffelstab::ingest::recognise::{Options, recognise};
use staffelstab::read::workbook::sheets;

use super::flat::records;

fn read(text: &str, options: &Options) -> Result<Incoming, Vec<(Code, String, Vec<String>)>> {
    let book = sheets("liste.csv", text.as_bytes()).expect("a text");
    recognise(&book, &records(), options).map_err(|findings| {
        let sorted = findings.sorted();
        sorted.iter().map(|found| (found.code(), found.message().to_owned(), found.hints().to_vec())).collect()
    })
}

/// What a list of one German row with this cell says.
fn cell(header: &str, cell: &str) -> Result<Incoming, Vec<(Code, String, Vec<String>)>> {
    let text = format!(
        "Veranstaltung;Nr.;Datum;Quelle;{header}\nFachkongress;16;2028;hro-news-2026;\"{}\"\n",
        cell.replace('"', "\"\"")
    );
    read(&text, &Options::default())
}

fn said(incoming: &Incoming, table: &str, column: &str) -> Vec<String> {
    let rows = incoming.rows.iter().filter(|row| row.table.stem() == table);
    rows.map(|row| row.text(column).to_owned()).collect()
}

fn asks(header: &str, text: &str) -> (Code, String, Vec<String>) {
    let mut findings = cell(header, text).expect_err(text);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

#[test]
fn laender_by_name_abbreviation_or_code() {
    for (text, code) in [
        ("Mecklenburg-Vorpommern", "DE-MV"),
        ("MV", "DE-MV"),
        ("M-V", "DE-MV"),
        ("de-mv", "DE-MV"),
        ("NRW", "DE-NW"),
        ("Freistaat Sachsen", "DE-SN"),
        ("Baden-Wuerttemberg", "DE-BW"),
        ("thüringen", "DE-TH"),
        ("Saxony-Anhalt", "DE-ST"),
    ] {
        assert_eq!(said(&cell("Land", text).expect(text), "editions", "host"), [code], "{text}");
    }
    let (code, message, hints) = asks("Land", "Mecklenburg-Vorpomern");
    assert_eq!(code, Code::BadWord);
    assert_eq!(message, "`Mecklenburg-Vorpomern` is none of the words for this");
    assert_eq!(hints, ["did you mean `Mecklenburg-Vorpommern`?"]);
}

#[test]
fn dates_are_taken_and_what_may_be_two_is_asked() {
    let of = |date: &str| {
        let text = format!("Veranstaltung;Nr.;Ort;Datum\nFachkongress;16;Kiel;{date}\n");
        read(&text, &Options { source: Some("hro-news-2026".to_owned()) })
    };
    for (date, start, end) in [
        ("18./19. März 2028", "2028-03-18", "2028-03-19"),
        ("März 2028", "2028-03", ""),
        ("2028", "2028", ""),
        ("46830", "2028-03-18", ""),
    ] {
        let incoming = of(date).expect(date);
        assert_eq!(
            (said(&incoming, "editions", "start"), said(&incoming, "editions", "end")),
            (vec![start.to_owned()], vec![end.to_owned()])
        );
        assert_eq!(said(&incoming, "editions", "date_evidence"), ["stated"]);
        assert_eq!(said(&incoming, "editions", "sources"), ["hro-news-2026"]);
        assert_eq!(
            incoming.warnings.warnings(),
            usize::from(date == "46830"),
            "a serial is said to be taken for a day"
        );
    }
    let findings = of("03/04/2028").expect_err("two days");
    assert_eq!(findings[0].0, Code::Ambiguous);
    assert_eq!(findings[0].2, ["write 2028-04-03 if the day stands first, 2028-03-04 if the month does"]);
    assert_eq!(of("demnächst").expect_err("no day")[0].0, Code::BadDate);
}

#[test]
fn figures_with_their_words() {
    let of = |text: &str| {
        let incoming = cell("Teilnehmende", text).expect(text);
        let values = said(&incoming, "figures", "value").into_iter();
        values.zip(said(&incoming, "figures", "qualifier")).collect::<Vec<_>>()
    };
    let claim = |value: &str, qualifier: &str| (value.to_owned(), qualifier.to_owned());
    assert_eq!(of("rund 3.600"), [claim("3600", "rund")]);
    assert_eq!(of("3 600"), [claim("3600", "")]);
    assert_eq!(of("> 400"), [claim("400", "mehr als")]);
    // No source states a mean: the bounds are claims of their own.
    assert_eq!(of("400–450"), [claim("400", "mindestens"), claim("450", "bis zu")]);
    let incoming = cell("Teilnehmende", "400").expect("a figure");
    assert_eq!(said(&incoming, "figures", "basis"), ["not-stated"]);
    assert_eq!(said(&incoming, "figures", "unit"), ["persons"]);
    let incoming = cell("Erwartete Teilnehmende", "400").expect("a figure");
    assert_eq!(said(&incoming, "figures", "basis"), ["expected"]);
    assert_eq!(said(&incoming, "figures", "asserted"), ["before"]);
    assert_eq!(said(&cell("Besucher", "400").expect("a figure"), "figures", "unit"), ["not-stated"]);
    assert_eq!(asks("Teilnehmende", "viele").0, Code::BadNumber);
    assert!(said(&cell("Teilnehmende", "k. A.").expect("nothing"), "figures", "value").is_empty());
}

#[test]
fn a_dot_in_an_english_list_is_asked_about() {
    let text = "Event,No.,Date,Participants,Source\nFachkongress,16,2028,1.200,hro-news-2026\n";
    let findings = read(text, &Options::default()).expect_err("two numbers");
    assert_eq!(findings[0].0, Code::Ambiguous);
    assert_eq!(findings[0].1, "`1.200` can be read in two ways: the dot may group thousands or begin decimals");
    assert_eq!(findings[0].2, ["write 1200 if that is meant"]);
    let english = read(&text.replace("1.200", "\"1,200\""), &Options::default()).expect("one number");
    assert_eq!(said(&english, "figures", "value"), ["1200"]);
}

#[test]
fn series_and_editions_are_known_again() {
    let ids = |text: &str| {
        let text = format!("Veranstaltung;Nr.;Datum;Ort\n{text}\n");
        said(&read(&text, &Options::default()).expect(&text), "editions", "id")
    };
    assert_eq!(ids("IT-Planungskongress;12;;Düsseldorf"), ["fk-12"]);
    assert_eq!(ids("12. Fachkongress des IT-Planungsrats (2024);;;Düsseldorf"), ["fk-12"]);
    assert_eq!(ids("it-plr-fachkongress;;2024;Düsseldorf"), ["fk-12"]);
    assert_eq!(ids("Thüringen;6;2026;Erfurt"), ["th-6"]);
    assert_eq!(ids("Fachkongress;16;2028;Kiel"), ["fk-16"]);
    let refused = |text: &str| {
        let text = format!("Veranstaltung;Nr.;Datum;Ort\n{text}\n");
        read(&text, &Options::default()).expect_err(&text).remove(0)
    };
    let (code, _, hints) = refused("Fachkongres;12;2024;Düsseldorf");
    assert_eq!((code, hints), (Code::UnknownSeries, vec!["did you mean `Fachkongress`?".to_owned()]));
    assert_eq!(refused("Zukunftskongress;1;2024;Berlin").0, Code::UnknownSeries);
    assert_eq!(refused("Fachkongress;11;2024;Düsseldorf").0, Code::Ambiguous);
    assert_eq!(refused("Fachkongress;;;Kiel").0, Code::RequiredCell);
    assert_eq!(refused("12. Fachkongress;13;2024;Kiel").0, Code::Ambiguous);
    assert_eq!(refused(";12;2024;Kiel").0, Code::RequiredCell);
}

#[test]
fn sources_are_found_by_address_or_title_and_new_ones_need_a_kind() {
    let of = |cells: &str, header: &str| {
        let text = format!("Veranstaltung;Nr.;Teilnehmende;{header}\nFachkongress;14;400;{cells}\n");
        read(&text, &Options::default())
    };
    let known = of("https://www.hro-news.de/news/2026-02-06/317286", "Link").expect("a known address");
    assert_eq!(said(&known, "figures", "source"), ["hro-news-2026"]);
    let both = of(
        "14. Fachkongress 2026;it-planungsrat.de/der-it-planungsrat/fachkongress/14-fachkongress-2026",
        "Quelle;Link",
    );
    assert_eq!(said(&both.expect("title and address"), "figures", "source"), ["itplr-fk-2026"]);
    let new = of(
        "Ein Bericht;https://beispiel.example/bericht;Presse;05.04.2026",
        "Quelle;Link;Art der Quelle;Datum der Quelle",
    );
    let new = new.expect("a new source");
    assert_eq!(said(&new, "sources", "id"), ["beispiel-example-2026"]);
    assert_eq!(said(&new, "sources", "url"), ["beispiel.example/bericht"]);
    assert_eq!(said(&new, "sources", "title"), ["Ein Bericht"]);
    assert_eq!(said(&new, "figures", "source"), ["beispiel-example-2026"]);
    assert_eq!(said(&new, "figures", "asserted"), ["after"], "it was published after the event");
    let (code, message, _) = of("Ein Bericht", "Quelle").expect_err("no kind").remove(0);
    assert_eq!((code, message.as_str()), (Code::UnknownSource, "the records have no source `Ein Bericht`"));
    let two = of("\"hro-news-2026; itplr-fk-2026\"", "Quelle").expect_err("two sources for one figure");
    assert_eq!(two[0].0, Code::Ambiguous);
    let wrong = read("Veranstaltung;Nr.;Datum\nFachkongress;14;2026\n", &Options { source: Some("nichts".to_owned()) });
    assert_eq!(wrong.expect_err("no such source")[0].0, Code::UnknownSource);
}

#[test]
fn tables_of_the_package_are_known_by_their_columns() {
    let figures = "edition,measure,value,basis,unit,source\nfk-14,attendance,400,erwartet,Personen,hro-news-2026\n";
    let incoming = read(figures, &Options::default()).expect("a table");
    assert_eq!(incoming.recognised, ["CSV (UTF-8, commas): 1 row of the table figures"]);
    assert_eq!(said(&incoming, "figures", "basis"), ["expected"]);
    let (code, message, hints) =
        read(&figures.replace("basis", "basiss"), &Options::default()).expect_err("no such column").remove(0);
    assert_eq!((code, message.as_str()), (Code::UnknownColumn, "figures.csv has no column `basiss`"));
    assert_eq!(hints, ["did you mean `basis`?"]);
    let json = br#"{"series": [{"id": "neu", "name_de": "Neue Tagung", "name_en": "New meeting", "short": "Neu"}],
                    "liste": [{"Veranstaltung": "Neue Tagung", "Nr.": 1, "Datum": "2027"}]}"#;
    let book = sheets("paket.json", json).expect("JSON");
    let incoming = recognise(&book, &records(), &Options::default()).expect("a series and its first edition");
    assert_eq!(said(&incoming, "series", "id"), ["neu"]);
    assert_eq!(said(&incoming, "editions", "id"), ["neu-1"]);
    assert_eq!(read("a,b\n1,2\n", &Options::default()).expect_err("nothing known")[0].0, Code::NotRecognised);
    assert_eq!(read("", &Options::default()).expect_err("nothing at all")[0].0, Code::NotRecognised);
}
