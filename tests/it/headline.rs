//! Headlines are licensed by the numbers and worded right in both languages; and qualifiers are the intervals that the
//! wording rests on.

use staffelstab::analysis::trend::Verdict;
use staffelstab::locale::{Lang, Locale};
use staffelstab::model::claim::{Mode, Stated};
use staffelstab::report::headline::{
    AttendanceFinding, CoverageFinding, ExpectationFinding, HostFinding, TopicFinding, counted, listed,
};

fn attendance(n: usize, verdict: Verdict, slope: Option<f64>) -> [String; 2] {
    let finding = AttendanceFinding {
        series: "Reihe".to_owned(),
        with_figure: n,
        editions: 9,
        n,
        mode: Some(Mode::OnSite),
        verdict,
        slope,
    };
    [Lang::De, Lang::En].map(|lang| finding.worded(Locale::of(lang)))
}

#[test]
fn attendance_says_no_more_than_the_verdict() {
    assert_eq!(
        attendance(0, Verdict::Listed, None),
        ["Reihe: Keine Zahl zur Teilnahme bekannt", "Reihe: No attendance figure known"]
    );
    assert_eq!(
        attendance(1, Verdict::Listed, None),
        ["Reihe: Eine Zahl allein ergibt keinen Trend", "Reihe: One figure alone makes no trend"]
    );
    for verdict in [Verdict::Listed, Verdict::NoStatement] {
        let [german, english] = attendance(2, verdict, Some(50.0));
        assert!(german.contains("kein Trend ablesen") && !german.contains("50"), "{german}");
        assert!(english.contains("No trend can be read") && !english.contains("50"), "{english}");
    }
    assert!(attendance(6, Verdict::NoTrend, Some(50.0))[0].ends_with("nicht nachweisbar"));
    assert_eq!(
        attendance(7, Verdict::Rising, Some(35.4)),
        [
            "Reihe: Die Teilnahme vor Ort steigt, im Mittel um rund 35 Personen im Jahr (7 vergleichbare Ausgaben)",
            "Reihe: Attendance on site is rising, by about 35 persons a year on average (7 comparable editions)"
        ]
    );
    assert!(attendance(7, Verdict::Falling, Some(-1.2))[0].contains("sinkt, im Mittel um rund 1 Person im Jahr"));
    // A slope that is not known or rounds to nothing is not spoken of.
    assert_eq!(
        attendance(7, Verdict::Rising, None)[0],
        "Reihe: Die Teilnahme vor Ort steigt (7 vergleichbare Ausgaben)"
    );
}

#[test]
fn hosts_are_worded_for_every_count() {
    let finding = HostFinding { since: Some(2018), known: 8, conforming: 7, made_up: 1, ..HostFinding::default() };
    assert_eq!(
        finding.worded(Lang::De),
        "Die Gastgeber folgen der Regel: 7 von 8 seit 2018 wie vorgesehen, 1 nachgeholt"
    );
    let deviating = HostFinding { known: 8, conforming: 6, made_up: 1, unknown: vec![2025, 2026], ..finding };
    assert_eq!(
        deviating.worded(Lang::En),
        "Not every host follows the rule: 6 of 8 since 2018 in turn, 1 made up later, 2025 and 2026 unknown"
    );
    let nobody = HostFinding { since: Some(2018), ..HostFinding::default() };
    assert!(nobody.worded(Lang::De).ends_with("ein Gastgeber ist nicht bekannt"));
    assert_eq!(HostFinding::default().worded(Lang::De), "Kein Gastgeber bekannt");
    let one = HostFinding { distinct: 1, hosted: 1, ..HostFinding::default() };
    assert_eq!(one.worded(Lang::De), "Ein Land war bei 1 Ausgabe Gastgeber");
}

#[test]
fn coverage_names_who_comes_next_and_on_what_ground() {
    let next = |year, name: &str| vec![(year, name.to_owned())];
    let finding = CoverageFinding { hosted: 1, all: 16, announced: next(2027, "Hessen"), ..CoverageFinding::default() };
    assert_eq!(finding.worded(Lang::De), "1 von 16 Ländern war an der Reihe; angekündigt: Hessen (2027)");
    let derived = CoverageFinding { hosted: 3, all: 16, derived: next(2028, "Hamburg"), ..CoverageFinding::default() };
    assert_eq!(derived.worded(Lang::De), "3 von 16 Ländern waren an der Reihe; nach der Regel folgt Hamburg (2028)");
    assert_eq!(derived.worded(Lang::En), "3 of 16 Länder have had a turn; by the rule Hamburg (2028) comes next");
    assert!(CoverageFinding::default().worded(Lang::De).starts_with("Noch für kein Land"));
}

#[test]
fn topics_share_the_lead_where_they_do() {
    let finding = |leaders: &[&str], always| TopicFinding {
        series: "Reihe".to_owned(),
        known: 5,
        most: 3,
        leaders: leaders.iter().map(|&leader| leader.to_owned()).collect(),
        named: 8,
        recurring: 4,
        always,
    };
    assert_eq!(finding(&["Cloud"], 0).worded(Lang::De), "Cloud am häufigsten: in 3 von 5 bekannten Programmen (Reihe)");
    assert_eq!(
        finding(&["Cloud", "OZG"], 0).worded(Lang::De),
        "Cloud und OZG am häufigsten: in je 3 von 5 bekannten Programmen (Reihe)"
    );
    assert!(finding(&["A", "B", "C", "D"], 0).worded(Lang::En).starts_with("4 topics level: each named in 3 of 5"));
    assert!(finding(&["A"], 0).recurrence(Lang::De).contains("keines steht in allen 5"));
    assert!(finding(&["A"], 1).recurrence(Lang::De).contains("eines steht in allen 5"));
    assert!(finding(&["A"], 2).recurrence(Lang::De).contains("2 stehen in allen 5"));
    assert_eq!(TopicFinding::default().worded(Lang::De), ": kein Programm bekannt");
}

#[test]
fn expectations_that_do_not_compare_are_not_compared() {
    let worded =
        |editions, compared, more, fewer| ExpectationFinding { editions, compared, more, fewer }.worded(Lang::De);
    assert_eq!(worded(0, 0, 0, 0), "Keine Zahl von vor einer Veranstaltung bekannt");
    assert!(worded(3, 0, 0, 0).contains("bei keiner Ausgabe vergleichen"));
    assert!(worded(3, 2, 0, 0).ends_with("dort stimmen sie überein"));
    assert!(worded(3, 2, 1, 1).ends_with("einmal kamen mehr, einmal weniger als zuvor genannt"));
    assert!(worded(3, 2, 2, 0).ends_with("2-mal kamen mehr als zuvor genannt"));
    assert!(worded(1, 1, 0, 1).contains("der einen Ausgabe"));
}

#[test]
fn lists_and_counts_are_worded() {
    let words = |count: usize| ["a", "b", "c"][..count].iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    assert_eq!(listed(&words(0), Lang::De), "");
    assert_eq!(listed(&words(1), Lang::De), "a");
    assert_eq!(listed(&words(2), Lang::De), "a und b");
    assert_eq!(listed(&words(3), Lang::En), "a, b and c");
    assert_eq!([counted(1, "Ausgabe", "Ausgaben"), counted(0, "Ausgabe", "Ausgaben")], ["1 Ausgabe", "0 Ausgaben"]);
}

#[test]
fn qualifiers_are_intervals() {
    let of = |value: u64, word: &str| {
        let qualifier = (!word.is_empty()).then(|| word.parse().expect("a qualifier"));
        let interval = Stated::new(value, qualifier).interval();
        (interval.low(), interval.high())
    };
    assert_eq!(of(440, "über"), (441, None));
    assert_eq!(of(440, "mehr als"), (441, None));
    assert_eq!(of(500, "rund"), (450, Some(550)));
    assert_eq!(of(500, "etwa"), (450, Some(550)));
    assert_eq!(of(500, "circa"), (450, Some(550)));
    assert_eq!(of(3_600, "rund"), (3_550, Some(3_650)));
    assert_eq!(of(1_000, "rund"), (900, Some(1_100)));
    assert_eq!(of(1_000, "knapp"), (900, Some(999)));
    assert_eq!(of(1_000, "bis zu"), (0, Some(1_000)));
    assert_eq!(of(150, ""), (150, Some(150)));
    assert_eq!(of(0, "rund"), (0, Some(0)));
}

#[test]
fn numbers_and_dates_are_written_as_the_language_writes_them() {
    let (german, english) = (Locale::of(Lang::De), Locale::of(Lang::En));
    assert_eq!((german.integer(3_600), english.integer(3_600)), ("3.600".to_owned(), "3,600".to_owned()));
    assert_eq!((german.integer(1_234_567), german.integer(-999)), ("1.234.567".to_owned(), "−999".to_owned()));
    assert_eq!((german.decimal(1_234.56, 1), english.decimal(0.5, 2)), ("1.234,6".to_owned(), "0.50".to_owned()));
    let day: staffelstab::model::date::Date = "2026-03-18".parse().expect("a date");
    assert_eq!((day.written(german), day.written(english)), ("18.03.2026".to_owned(), "18 March 2026".to_owned()));
    let knapp = Stated::new(1_000, Some("knapp".parse().expect("a qualifier")));
    assert_eq!(
        (knapp.written(german), knapp.written(english)),
        ("knapp 1.000".to_owned(), "just under 1,000".to_owned())
    );
}
