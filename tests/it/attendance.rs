//! Which claim a report uses, and what is said about the others.

use std::borrow::Cow;

use proptest::prelude::*;
use staffelstab::analysis::attendance::{
    AttendanceRow, Cell, Choices, Chosen, EditionChoice, attendance_rows, choose, laundered, policy,
};
use staffelstab::analysis::expectation::{ExpectationRow, Outcome, expectation_rows};
use staffelstab::analysis::explain::{explain, find_edition};
use staffelstab::analysis::gaps::{Gap, GapRow, State, gap_rows, gaps_markdown, gaps_text};
use staffelstab::analysis::page::Page;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::check::{Dataset, check};
use staffelstab::locale::{Lang, Locale};
use staffelstab::model::claim::{Asserted, Basis, Claim, Measure, Mode, Qualifier, Stated, Unit};
use staffelstab::model::edition::Status;
use staffelstab::model::interval::Interval;
use staffelstab::model::provenance::SourceKind;
use staffelstab::read::{Package, embedded};

fn german() -> Locale {
    Locale::of(Lang::De)
}

fn built_in() -> Dataset {
    check(&Package::embedded()).expect("the built-in records are sound").dataset
}

fn all(dataset: &Dataset) -> Selection<'_> {
    Selection::new(dataset, Query::default()).expect("no series is named")
}

fn known_on<'a>(dataset: &'a Dataset, day: &str) -> Selection<'a> {
    let query = Query { as_of: Some(day.parse().expect("a date")), ..Query::default() };
    Selection::new(dataset, query).expect("no series is named")
}

fn rows(selection: &Selection<'_>, lang: Lang) -> Vec<AttendanceRow> {
    attendance_rows(selection, &Choices::of(selection), Locale::of(lang))
}

/// The claims of an edition as `value basis mode unit: chosen`.
fn claims(selection: &Selection<'_>, edition: &str) -> Vec<String> {
    rows(selection, Lang::De)
        .into_iter()
        .filter(|row| row.edition == edition)
        .map(|row| {
            let word = |word: Option<&'static str>| word.unwrap_or("?");
            let value = row.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            let (basis, mode) = (word(row.basis.map(Basis::word)), word(row.mode.map(Mode::word)));
            format!("{value} {basis} {mode} {}: {}", word(row.unit.map(Unit::word)), row.chosen)
        })
        .collect()
}

fn cells(selection: &Selection<'_>, edition: &str) -> Vec<Cell> {
    let edition = selection.dataset().edition_by_id(edition).expect("an edition");
    EditionChoice::of(selection, edition).cells
}

#[test]
fn choices_that_are_not_held_are_the_same() {
    let dataset = built_in();
    let selection = all(&dataset);
    let (held, anew) = (Choices::of(&selection), Choices::holding(&selection, 0));
    assert_eq!(held.rows(), anew.rows());
    for series in selection.series() {
        let own = anew.of_series(*series);
        assert!(matches!(held.of_series(*series), Cow::Borrowed(_)) && matches!(own, Cow::Owned(_)));
        assert!(!own.is_empty() && own == held.of_series(*series));
    }
    assert!(held.iter().eq(anew.iter()));
    let with_figure = |choice: &EditionChoice| Some(choice.edition).filter(|_| !choice.cells.is_empty());
    assert_eq!(held.filter_map(with_figure), anew.filter_map(with_figure));
    assert!(anew.at(0..usize::MAX).is_empty(), "there are no such places");
    assert_eq!(held.rows(), held.iter().map(|choice| choice.rows()).sum::<usize>());
}

/// Records with one series `s` in the given year 2020, and these rows of figures.csv and sources.
fn records(figures: &str) -> Dataset {
    let series = "id,name_de,name_en,short,aliases,scope,cadence\ns,Reihe,Series,S,Alias der Reihe,,\n";
    let editions = "id,series,number,start,end,city,venue,host,format,status,motto,number_evidence,date_evidence,\
                    host_evidence,sources,note\ns-1,s,1,2020-05-04,2020-05-05,,,DE-SN,,held,,stated,stated,stated,o,\n";
    let sources = "id,publisher,title,kind,url,file,published,note\no,Ausrichter,,organiser,example.org,,,\n\
                   m,Ministerium,,ministry,example.org,,,\np,Presse,,press,example.org,,,\n\
                   t,Gast,,participant,example.org,,,\n";
    let head = "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note\n";
    package(&[
        ("series.csv", series.to_owned()),
        ("editions.csv", editions.to_owned()),
        ("sources.csv", sources.to_owned()),
        ("figures.csv", format!("{head}{figures}")),
    ])
}

fn package(files: &[(&str, String)]) -> Dataset {
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, text)| (*name, text.clone().into_bytes())).collect();
    check(&Package::of(files)).unwrap_or_else(|findings| panic!("{}", findings.text())).dataset
}

#[test]
fn the_policy_ranks_as_the_contract_says() {
    let rank = |basis, asserted| policy::rank(basis, asserted).expect("a candidate");
    let order = [
        rank(Basis::Attended, Some(Asserted::After)),
        rank(Basis::NotStated, Some(Asserted::During)),
        rank(Basis::NotStated, Some(Asserted::Before)),
        rank(Basis::Registered, Some(Asserted::After)),
        rank(Basis::Expected, Some(Asserted::Before)),
    ];
    assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
    assert_eq!(policy::rank(Basis::PeakConcurrent, Some(Asserted::After)), None);
    for basis in Basis::ALL.iter().filter(|basis| **basis != Basis::PeakConcurrent) {
        for asserted in Asserted::ALL.iter().copied().map(Some).chain([None]) {
            assert!(policy::rank(*basis, asserted).is_some(), "{basis} {asserted:?} has no place in the policy");
        }
    }
}

#[test]
fn online_peak_and_per_day_figures_stay_apart() {
    let dataset = built_in();
    assert_eq!(
        claims(&all(&dataset), "fk-09"),
        [
            "3600 attended online persons: yes",
            "2000 attended online per-day: no",
            "1800 peak-concurrent online persons: no"
        ]
    );
}

#[test]
fn what_was_attended_goes_before_what_was_expected() {
    let dataset = built_in();
    assert_eq!(
        claims(&all(&dataset), "fk-10"),
        [
            "1000 attended hybrid-total persons: yes",
            "400 expected on-site persons: no",
            "800 expected hybrid-total persons: no"
        ]
    );
}

#[test]
fn what_was_said_afterwards_goes_before_what_was_said_on_the_day() {
    let dataset = built_in();
    let selection = all(&dataset);
    assert_eq!(
        claims(&selection, "th-1"),
        ["450 attended on-site persons: yes", "400 attended on-site not-stated: no"]
    );
    let rows = rows(&selection, Lang::De);
    let during = rows.iter().find(|row| row.edition == "th-1" && row.value == Some(400)).expect("the claim of the day");
    assert!(during.reason.contains("während der Veranstaltung"), "{}", during.reason);
}

#[test]
fn claims_of_equal_rank_that_contradict_each_other_are_disputed_and_spanned() {
    let dataset = built_in();
    let selection = all(&dataset);
    let fifth = cells(&selection, "th-5");
    assert_eq!(fifth.len(), 1);
    assert!(fifth[0].disputed && fifth[0].used && fifth[0].standing == 4);
    assert_eq!((fifth[0].interval.low(), fifth[0].interval.high()), (450, Some(750)));
    assert!(claims(&selection, "th-5").iter().all(|claim| claim.ends_with(": disputed")));
    let fourteenth = cells(&selection, "fk-14");
    assert!(fourteenth[0].disputed && fourteenth[0].used && fourteenth[0].standing == 2);
    assert_eq!((fourteenth[0].interval.low(), fourteenth[0].interval.high()), (360, None));
}

#[test]
fn claims_of_equal_rank_that_agree_are_both_used_with_what_they_have_in_common() {
    let dataset = built_in();
    let selection = all(&dataset);
    let eleventh = cells(&selection, "fk-11");
    assert_eq!((eleventh[0].standing, eleventh[0].disputed), (2, false));
    assert!(claims(&selection, "fk-11").iter().all(|claim| claim.ends_with(": yes")));
    let dataset = records(
        "s-1,attendance,500,rund,attended,on-site,persons,after,,p,\ns-1,attendance,520,über,attended,on-site,persons,\
         after,,t,\n",
    );
    let cells = cells(&all(&dataset), "s-1");
    assert_eq!((cells[0].interval.low(), cells[0].interval.high()), (521, Some(550)));
}

#[test]
fn the_organiser_s_or_a_ministry_s_word_goes_before_that_of_press_and_participants() {
    let dataset = built_in();
    assert_eq!(
        claims(&all(&dataset), "fk-12"),
        ["800 attended on-site persons: yes", "800 attended on-site persons: no"]
    );
    // Within one kind only: what a participant says came goes before what a ministry expected.
    let dataset = records(
        "s-1,attendance,300,,expected,on-site,persons,before,,m,\ns-1,attendance,200,,attended,on-site,persons,after,,\
         t,\ns-1,attendance,250,,attended,on-site,persons,after,,o,\n",
    );
    assert_eq!(
        claims(&all(&dataset), "s-1"),
        ["250 attended on-site persons: yes", "200 attended on-site persons: no", "300 expected on-site persons: no"]
    );
    let rows = rows(&all(&dataset), Lang::En);
    assert!(rows[1].reason.contains("differs"), "{}", rows[1].reason);
}

#[test]
fn each_mode_keeps_a_figure_of_its_own() {
    let dataset = records(
        "s-1,attendance,300,,attended,on-site,persons,after,,o,\ns-1,attendance,900,,attended,online,persons,after,,\
         o,\ns-1,attendance,1200,,attended,hybrid-total,persons,after,,o,\n",
    );
    assert!(claims(&all(&dataset), "s-1").iter().all(|claim| claim.ends_with(": yes")));
}

#[test]
fn an_edition_without_a_figure_is_shown_as_not_known() {
    let dataset = built_in();
    let rows = rows(&all(&dataset), Lang::De);
    let thirteenth: Vec<_> = rows.iter().filter(|row| row.edition == "fk-13").collect();
    assert_eq!(thirteenth.len(), 1);
    assert_eq!((thirteenth[0].value, thirteenth[0].low, thirteenth[0].chosen), (None, None, Chosen::No));
    assert_eq!(thirteenth[0].reason, "keine Zahl gefunden");
    for edition in dataset.editions() {
        assert!(rows.iter().any(|row| row.edition == edition.id.as_str()), "{} has no row", edition.id);
    }
}

#[test]
fn only_peaks_are_no_attendance() {
    let dataset = records("s-1,attendance,70,,peak-concurrent,online,persons,after,,o,\n");
    assert_eq!(claims(&all(&dataset), "s-1"), ["70 peak-concurrent online persons: no"]);
}

#[test]
fn on_an_earlier_day_only_what_was_known_then_is_used() {
    let dataset = built_in();
    let selection = known_on(&dataset, "2022-03-01");
    assert_eq!(
        claims(&selection, "fk-10"),
        ["400 expected on-site persons: yes", "800 expected hybrid-total persons: yes"]
    );
    let tenth = dataset.edition_by_id("fk-10").expect("the tenth");
    assert_eq!(selection.status(&dataset.editions()[tenth]), Some(Status::Announced));
    assert!(selection.undated() > 0, "undated claims are counted");
    assert!(claims(&selection, "fk-12").is_empty(), "the twelfth was not known");
    assert_eq!(claims(&known_on(&dataset, "2022-03-11"), "fk-10").len(), 3);
}

#[test]
fn a_figure_that_returns_on_a_stronger_basis_is_marked_on_both_claims() {
    let dataset = built_in();
    let selection = all(&dataset);
    let found: Vec<_> = selection.editions().iter().flat_map(|edition| laundered(&selection, *edition)).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(dataset.editions()[found[0].edition].id.as_str(), "th-3");
    assert_eq!(found[0].weaker.basis, Some(Basis::Registered));
    assert_eq!(found[0].stronger.basis, Some(Basis::Attended));
    for row in rows(&selection, Lang::De).iter().filter(|row| row.edition == "th-3") {
        assert!(row.reason.contains("dieselbe Zahl"), "{}", row.reason);
    }
    let sentence = found[0].worded(&dataset, Locale::of(Lang::En));
    assert!(sentence.contains("kommune21-2023-10-24") && sentence.contains("hs-schmalkalden-2023"), "{sentence}");
}

#[test]
fn the_same_figure_is_not_marked_within_one_source_or_across_modes() {
    let marked = |figures: &str| {
        let dataset = records(figures);
        laundered(&all(&dataset), 0).len()
    };
    let first = "s-1,attendance,500,rund,registered,on-site,persons,before,,o,\n";
    assert_eq!(marked(&format!("{first}s-1,attendance,500,,attended,on-site,persons,after,,o,\n")), 0);
    assert_eq!(marked(&format!("{first}s-1,attendance,500,,attended,online,persons,after,,p,\n")), 0);
    assert_eq!(marked(&format!("{first}s-1,attendance,500,,expected,on-site,persons,before,,p,\n")), 1);
    assert_eq!(marked(&format!("{first}s-1,attendance,500,,attended,on-site,persons,after,,p,\n")), 1);
    assert_eq!(marked(&format!("{first}s-1,attendance,510,,attended,on-site,persons,after,,p,\n")), 0);
}

#[test]
fn columns_are_the_fields_and_codes_do_not_change_with_the_language() {
    let dataset = built_in();
    let selection = all(&dataset);
    let (german, english) = (rows(&selection, Lang::De), rows(&selection, Lang::En));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in &german {
        writer.serialize(row).expect("a flat row");
    }
    let bytes = writer.into_inner().expect("in memory");
    let header = String::from_utf8(bytes).expect("UTF-8").lines().next().map(str::to_owned);
    assert_eq!(header, Some(AttendanceRow::COLUMNS.join(",")));
    for (german, english) in german.iter().zip(&english) {
        assert_ne!(german.reason, english.reason);
        let words = AttendanceRow {
            series_label: german.series_label.clone(),
            host_label: german.host_label.clone(),
            reason: german.reason.clone(),
            ..english.clone()
        };
        assert_eq!(*german, words);
    }
}

/// The built-in records with the rows of every table in another order.
fn shuffled() -> Dataset {
    let files: Vec<(&str, String)> = embedded::FILES
        .iter()
        .filter(|(name, _)| std::path::Path::new(name).extension().is_some_and(|ending| ending == "csv"))
        .map(|(name, text)| {
            let mut lines: Vec<&str> = text.lines().collect();
            lines[1..].reverse();
            (*name, lines.join("\n") + "\n")
        })
        .collect();
    package(&files)
}

#[test]
fn the_order_of_rows_is_of_no_consequence() {
    let (dataset, other) = (built_in(), shuffled());
    assert_eq!(rows(&all(&dataset), Lang::De), rows(&all(&other), Lang::De));
    let text = |dataset: &Dataset| {
        let selection = all(dataset);
        let rows = gap_rows(&selection, &Choices::of(&selection), german());
        let editions = 0..dataset.editions().len();
        let explained = editions.filter_map(|edition| explain(&selection, edition, german()));
        gaps_text(&rows, Lang::De) + &explained.map(|explanation| explanation.text()).collect::<String>()
    };
    assert_eq!(text(&dataset), text(&other));
}

fn ladder(dataset: &Dataset) -> Vec<ExpectationRow> {
    let selection = all(dataset);
    expectation_rows(&selection, &Choices::of(&selection), german())
}

#[test]
fn expectation_is_held_against_attendance_only_in_one_mode_and_unit() {
    let dataset = built_in();
    let rows = ladder(&dataset);
    assert_eq!(rows.iter().map(|row| row.edition.as_str()).collect::<Vec<_>>(), ["fk-10", "fk-14", "th-3"]);
    let tenth = &rows[0];
    assert_eq!(tenth.steps.len(), 3);
    let outcomes: Vec<_> = tenth.findings.iter().map(|finding| (finding.mode, finding.outcome)).collect();
    assert_eq!(outcomes, [(Some(Mode::HybridTotal), Outcome::More), (Some(Mode::OnSite), Outcome::OtherMode)]);
    assert_eq!(tenth.findings[0].worded(german()), "mehr als erwartet");
    assert_eq!(rows[1].findings[0].outcome, Outcome::NothingReported);
    assert!(rows[1].steps.iter().all(|step| step.chosen == Chosen::Disputed));
    assert_eq!((rows[2].findings[0].outcome, rows[2].findings[0].same_figure), (Outcome::Within, true));
}

#[test]
fn every_outcome_of_an_expectation_occurs_for_its_reason() {
    let outcome = |figures: &str| {
        let expected = "s-1,attendance,400,rund,expected,on-site,persons,before,,o,\n";
        ladder(&records(&format!("{expected}{figures}")))[0].findings[0].outcome
    };
    let came = |rest: &str| outcome(&format!("s-1,attendance,{rest}\n"));
    assert_eq!(came("300,,attended,on-site,persons,after,,p,"), Outcome::Fewer);
    assert_eq!(came("441,,attended,on-site,persons,after,,p,"), Outcome::More);
    assert_eq!(came("440,,attended,on-site,persons,after,,p,"), Outcome::Within);
    assert_eq!(came("300,über,attended,on-site,persons,after,,p,"), Outcome::Within);
    assert_eq!(came("900,,attended,online,persons,after,,p,"), Outcome::OtherMode);
    assert_eq!(came("900,,attended,,persons,after,,p,"), Outcome::OtherMode);
    assert_eq!(came("900,,attended,on-site,per-day,after,,p,"), Outcome::OtherUnit);
    assert_eq!(came("900,,not-stated,on-site,persons,after,,p,"), Outcome::NothingReported);
    let both = "s-1,attendance,420,,attended,on-site,persons,after,,p,\ns-1,attendance,600,,attended,on-site,persons,\
                after,,t,\n";
    assert_eq!(outcome(both), Outcome::Disputed);
    let above = "s-1,attendance,500,,attended,on-site,persons,after,,p,\ns-1,attendance,600,,attended,on-site,\
                 persons,after,,t,\n";
    assert_eq!(outcome(above), Outcome::More, "both sides of the dispute say so");
}

#[test]
fn an_explanation_names_every_claim_source_and_dispute() {
    let dataset = built_in();
    let selection = all(&dataset);
    for edition in 0..dataset.editions().len() {
        let explanation = explain(&selection, edition, german()).expect("an edition");
        let text = explanation.text();
        let attendance = selection.claims_of(edition, Measure::Attendance).count();
        assert_eq!(explanation.claims.len(), attendance, "{}", explanation.edition);
        for claim in selection.claims_of(edition, Measure::Attendance) {
            let source = &dataset.sources()[claim.source as usize];
            assert!(text.contains(&claim.stated.written(german())) && text.contains(source.id.as_str()), "{text}");
            assert!(source.url.as_ref().is_none_or(|url| text.contains(url.as_str())), "{text}");
        }
        for dispute in dataset.disputes().iter().filter(|dispute| dispute.edition == edition) {
            assert!(explanation.disputes.iter().any(|known| known.value == dispute.value));
        }
        for line in text.lines().filter(|line| line.chars().count() > 80) {
            assert_eq!(line.split_whitespace().count(), 1, "only an address is longer than a line: {line}");
        }
        let json = serde_json::to_value(&explanation).expect("JSON");
        assert_eq!(json["claims"].as_array().map(Vec::len), Some(attendance));
    }
}

#[test]
fn an_explanation_on_an_earlier_day_keeps_back_what_came_later() {
    let dataset = built_in();
    let selection = known_on(&dataset, "2022-03-01");
    let tenth = dataset.edition_by_id("fk-10").expect("the tenth");
    let text = explain(&selection, tenth, german()).expect("an edition").text();
    assert!(text.contains("angekündigt") && !text.contains("1.000"), "{text}");
    assert!(!text.contains("saarland-2022-03-11"), "{text}");
    let fourteenth = dataset.edition_by_id("fk-14").expect("the fourteenth");
    assert!(!explain(&selection, fourteenth, german()).expect("an edition").known);
}

#[test]
fn a_terminal_gets_no_commands_from_the_records() {
    let mut page = Page::new();
    page.wrapped(2, "Motto \u{7}", "\u{1b}[31mrot\u{202e} und\rweiter");
    let text = page.into_text();
    assert!(text.contains("rot") && text.contains("weiter"), "{text:?}");
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}', '\r']), "{text:?}");
}

#[test]
fn just_under_an_unrounded_figure_is_still_an_interval() {
    let just_under = |value| Stated::new(value, "knapp".parse::<Qualifier>().ok()).interval();
    assert_eq!((just_under(541).low(), just_under(541).high()), (540, Some(540)));
    assert_eq!((just_under(1000).low(), just_under(1000).high()), (900, Some(999)));
}

#[test]
fn an_edition_is_found_by_id_or_by_series_and_number() {
    let dataset = built_in();
    let id = |text: &str| find_edition(&dataset, text).map(|found| dataset.editions()[found].id.to_string());
    for text in ["fk-09", "FK-9", "it-plr-fachkongress 9", "9. Fachkongress", "IT-Bundeskongress #9"] {
        assert_eq!(id(text).as_deref(), Ok("fk-09"), "{text}");
    }
    assert_eq!(id("Thüringer E-Government-Kongress 3").as_deref(), Ok("th-3"));
    let error = id("fk-99").expect_err("there is none");
    assert!(error.to_string().contains("`fk-99`") && error.hint.contains("fk-"), "{error:?}");
    assert!(id("").is_err() && id("Fachkongress 99").is_err());
}

fn gaps(selection: &Selection<'_>, lang: Lang) -> Vec<GapRow> {
    gap_rows(selection, &Choices::of(selection), Locale::of(lang))
}

#[test]
fn gaps_are_found_where_the_records_are_silent() {
    let dataset = built_in();
    let rows = gaps(&all(&dataset), Lang::De);
    let of = |edition: &str| -> Vec<(Gap, State)> {
        rows.iter().filter(|row| row.edition.as_deref() == Some(edition)).map(|row| (row.gap, row.state)).collect()
    };
    assert!(of("fk-13").contains(&(Gap::Host, State::Unknown)));
    assert!(of("fk-13").contains(&(Gap::Number, State::Inferred)));
    assert!(of("fk-11").contains(&(Gap::Basis, State::Unknown)));
    assert!(of("fk-08").contains(&(Gap::Status, State::Unknown)));
    assert!(of("th-5").contains(&(Gap::Attendance, State::Disputed)));
    assert!(of("th-5").contains(&(Gap::Dates, State::Disputed)));
    assert!(of("fk-14").contains(&(Gap::Attendance, State::Unknown)), "expected is not attended");
    assert!(!of("fk-10").iter().any(|(gap, _)| *gap == Gap::Attendance));
    assert!(!of("fk-15").iter().any(|(gap, _)| *gap == Gap::Status), "2027 is still to come");
    let missing: Vec<_> = rows.iter().filter(|row| row.gap == Gap::Editions).collect();
    assert_eq!(missing.len(), 1);
    assert!(missing[0].edition_label.contains("1.–13."), "{}", missing[0].edition_label);
}

#[test]
fn a_mode_that_no_source_says_is_asked_for() {
    let dataset = records("s-1,attendance,500,,attended,,persons,after,,o,\n");
    assert!(gaps(&all(&dataset), Lang::De).iter().any(|row| row.gap == Gap::Mode));
    let dataset = records("s-1,attendance,500,,attended,on-site,persons,after,,o,\n");
    assert!(!gaps(&all(&dataset), Lang::De).iter().any(|row| row.gap == Gap::Mode));
}

#[test]
fn questions_are_grouped_by_host_and_fit_the_terminal() {
    let dataset = built_in();
    for lang in [Lang::De, Lang::En] {
        let rows = gaps(&all(&dataset), lang);
        let text = gaps_text(&rows, lang);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let heads = |text: &str, mark: &str| -> Vec<String> {
            let lines = text.lines().filter_map(|line| line.strip_prefix(mark));
            lines.filter(|line| !line.is_empty() && !line.starts_with(' ')).map(str::to_owned).collect()
        };
        let hosts = heads(&text, "");
        assert_eq!(hosts.len(), hosts.iter().collect::<std::collections::BTreeSet<_>>().len(), "a host stands twice");
        assert_eq!(hosts, heads(&gaps_markdown(&rows, lang), "## "));
        for row in &rows {
            assert!(row.question.contains('?'), "{}", row.question);
        }
    }
}

#[test]
fn markdown_shows_what_the_records_say_and_nothing_else() {
    let dataset = built_in();
    let mut rows = gaps(&all(&dataset), Lang::De);
    rows.truncate(1);
    "<b>*x*</b>".clone_into(&mut rows[0].edition_label);
    let markdown = gaps_markdown(&rows, Lang::De);
    assert!(markdown.contains(r"\<b\>\*x\*\</b\>"), "{markdown}");
}

type Counted = (Basis, Option<Mode>, Unit);
type Said = (Option<Asserted>, u64, Option<Qualifier>);

fn claim(((basis, mode, unit), (asserted, value, qualifier), source): (Counted, Said, u32)) -> Claim {
    Claim {
        edition: 0,
        source,
        measure: Measure::Attendance,
        stated: Stated::new(value, qualifier),
        basis: Some(basis),
        mode,
        unit: Some(unit),
        asserted,
        asserted_on: None,
        note: None,
    }
}

/// Some claims about one edition, crowded enough to meet in one cell.
fn some_claims() -> impl Strategy<Value = Vec<Claim>> {
    let words = ["rund", "über", "knapp", "bis zu", "mindestens"];
    let qualifier = prop::option::of(prop::sample::select(words.to_vec()))
        .prop_map(|word| word.map(|word| word.parse::<Qualifier>().expect("a known word")));
    let counted = (
        prop::sample::select(Basis::ALL.to_vec()),
        prop::option::weighted(0.9, prop::sample::select(Mode::ALL.to_vec())),
        prop::sample::select(Unit::ALL.to_vec()),
    );
    let said = (prop::option::of(prop::sample::select(Asserted::ALL.to_vec())), 380_u64..620, qualifier);
    prop::collection::vec((counted, said, 0_u32..5).prop_map(claim), 0..12)
}

/// Many claims of one kind.
fn one_cell() -> impl Strategy<Value = Vec<Claim>> {
    some_claims().prop_map(|mut claims| {
        for claim in &mut claims {
            claim.basis = Some(Basis::Attended);
            claim.mode = Some(Mode::OnSite);
            claim.unit = Some(Unit::Persons);
            claim.asserted = Some(Asserted::After);
        }
        claims
    })
}

fn chosen(claims: &[Claim]) -> Vec<Cell> {
    choose(claims.iter().copied(), |claim| SourceKind::ALL[claim.source as usize % SourceKind::ALL.len()])
}

fn inside(inner: Interval, outer: Interval) -> bool {
    let above = inner.high().map_or(outer.high().is_none(), |high| outer.high().is_none_or(|outer| high <= outer));
    inner.low() >= outer.low() && above
}

fn holds_what_it_must(cell: &Cell) -> bool {
    cell.standing().all(|claim| {
        let own = claim.stated.interval();
        if cell.disputed { inside(own, cell.interval) } else { inside(cell.interval, own) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_claims_does_not_change_the_choice(
        (claims, permuted) in some_claims().prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle())),
    ) {
        // Claims alike in every field cannot be told apart, so equality of the cells is equality of the choice.
        prop_assert_eq!(chosen(&claims), chosen(&permuted));
    }

    #[test]
    fn a_disputed_interval_holds_every_claim_and_an_agreed_one_lies_in_each(claims in one_cell()) {
        let cells = chosen(&claims);
        prop_assert!(cells.len() <= 1);
        prop_assert!(cells.iter().all(holds_what_it_must));
        for cell in &cells {
            let common = cell.standing().all(|a| {
                cell.standing().all(|b| a.stated.interval().overlaps(b.stated.interval()))
            });
            prop_assert_eq!(cell.disputed, !common);
        }
    }

    #[test]
    fn the_choice_keeps_the_policy(claims in some_claims()) {
        let cells = chosen(&claims);
        prop_assert_eq!(cells.iter().map(|cell| cell.claims.len()).sum::<usize>(), claims.len());
        prop_assert!(cells.iter().all(holds_what_it_must));
        let used: Vec<&Cell> = cells.iter().filter(|cell| cell.used).collect();
        let candidates = claims.iter().any(|claim| claim.basis != Some(Basis::PeakConcurrent));
        prop_assert_eq!(used.is_empty(), !candidates);
        for cell in &cells {
            let chosen = cell.reasoned().filter(|(_, reason)| reason.chosen() != Chosen::No).count();
            prop_assert_eq!(chosen, if cell.used { cell.standing } else { 0 });
        }
        for (index, cell) in used.iter().enumerate() {
            prop_assert!(cell.basis != Basis::PeakConcurrent);
            prop_assert_eq!(cell.basis, used[0].basis);
            prop_assert!(used[..index].iter().all(|other| other.mode != cell.mode), "two figures in one mode");
        }
        if let Some(first) = used.first() {
            let best = claims.iter().filter_map(|claim| policy::rank(claim.basis?, claim.asserted)).min();
            let ranks = used.iter().flat_map(|cell| cell.standing());
            let own = ranks.filter_map(|claim| policy::rank(first.basis, claim.asserted)).min();
            prop_assert_eq!(best, own);
        }
    }
}
