//! A made-up package: series, editions, sources, topics; figures and mentions; everything that a report reads.

mod dice;
mod facts;
mod plan;
mod table;
mod words;

use std::fs;
use std::path::Path;

use staffelstab::read::embedded::FILES;
use staffelstab::read::raw;

use self::dice::Dice;
pub use self::plan::Plan;
use self::plan::{Edition, Size};
pub use self::table::{Failure, Form, Table};
use self::words::{CITIES, KINDS, MOTTOS, PUBLISHERS, REASONS, TOPICS, VENUES};

/// Writes the package into a folder, which is made if it is not there.
pub fn package(folder: &Path, plan: &Plan, form: Form) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    let size = Size::of(plan.rows);
    let dice = &mut Dice::new(plan.seed);
    let editions = plan::editions(&size, dice);
    let create = |schema| Table::create(folder, schema, form);
    series(create(&raw::Series::SCHEMA)?, &size)?;
    written_editions(create(&raw::Edition::SCHEMA)?, &editions, &size, dice)?;
    sources(create(&raw::Source::SCHEMA)?, &size)?;
    topics(create(&raw::Topic::SCHEMA)?, &size)?;
    terms(create(&raw::Term::SCHEMA)?, &size)?;
    chairs(create(&raw::Chair::SCHEMA)?, &size)?;
    disputes(create(&raw::Dispute::SCHEMA)?, &editions, &size, dice)?;
    laender(create(&raw::Land::SCHEMA)?)?;
    fs::write(folder.join("rules.toml"), rules(&size))?;
    fs::write(folder.join("datapackage.json"), description(form)?)?;
    facts::figures(create(&raw::Figure::SCHEMA)?, &editions, &size, dice)?;
    facts::mentions(create(&raw::Mention::SCHEMA)?, &editions, &size, dice)
}

fn series(mut table: Table, size: &Size) -> Result<(), Failure> {
    for series in 0..size.series {
        let (kind, city) = (KINDS[series / CITIES.len()], CITIES[series % CITIES.len()]);
        table.row(&[
            &plan::series_id(series),
            &format!("{} {}", kind.1, city.1),
            &format!("{} {}", kind.2, city.1),
            &format!("{} {}", kind.1, city.1),
            if series % 4 == 0 { "Regionalkongress; Länderforum" } else { "" },
            ["bund-laender", "land", "region", ""][series % 4],
            if series % 3 == 0 { "" } else { "yearly" },
        ])?;
    }
    table.finish()
}

fn written_editions(mut table: Table, editions: &[Edition], size: &Size, dice: &mut Dice) -> Result<(), Failure> {
    for edition in editions {
        let host = edition.host;
        let inferred = dice.percent(8);
        let evidence = if inferred { "inferred" } else { "stated" };
        let sources: Vec<String> = (0..dice.below(3)).map(|at| edition.source(at, size)).collect();
        table.row(&[
            &edition.id,
            &plan::series_id(edition.series),
            &edition.number.to_string(),
            &edition.start(),
            &edition.end(),
            if host.is_empty() && dice.percent(40) { "" } else { edition.city },
            if dice.percent(60) { dice.of(&VENUES) } else { "" },
            host,
            if edition.format_is_known { edition.format } else { "" },
            if dice.percent(97) { "held" } else { "" },
            if dice.percent(35) { dice.of(&MOTTOS) } else { "" },
            evidence,
            if edition.start().is_empty() { "" } else { evidence },
            if host.is_empty() { "" } else { evidence },
            &sources.join("; "),
            if inferred { dice.of(&REASONS) } else { "" },
        ])?;
    }
    table.finish()
}

fn sources(mut table: Table, size: &Size) -> Result<(), Failure> {
    for series in 0..size.series {
        for source in 0..size.sources {
            let (publisher, kind) = PUBLISHERS[source % PUBLISHERS.len()];
            let id = plan::source_id(series, source);
            let title = format!("Programm und Zahlen, Teil {}", source + 1);
            table.row(&[
                &id,
                publisher,
                if source % 4 == 3 { "" } else { &title },
                kind,
                &format!("beispiel.invalid/{id}"),
                "",
                if source % 3 == 0 { plan::LAST_YEAR } else { "" },
                if source % 10 == 0 { "Erfunden, wie alles in diesem Paket" } else { "" },
            ])?;
        }
    }
    table.finish()
}

fn topics(mut table: Table, size: &Size) -> Result<(), Failure> {
    for (at, (id, label_de, label_en)) in TOPICS.iter().take(size.topics).enumerate() {
        table.row(&[id, label_de, label_en, if at % 5 == 0 { "" } else { TOPICS[at / 5 * 5].0 }])?;
    }
    table.finish()
}

fn terms(mut table: Table, size: &Size) -> Result<(), Failure> {
    for term in 0..size.terms {
        table.row(&[&plan::term(term, size), TOPICS[term % size.topics].0])?;
    }
    table.finish()
}

/// Every second year the Bund, else the Länder by their German names; one year is not known.
fn chairs(mut table: Table, size: &Size) -> Result<(), Failure> {
    let years = plan::first_year(size)..=plan::first_year(size) + size.editions - 1;
    for (at, year) in years.enumerate().filter(|(at, _)| *at != 3) {
        let holder = if at % 2 == 0 { "bund" } else { plan::LAENDER[at / 2 % plan::LAENDER.len()] };
        table.row(&[&year.to_string(), holder, "stated", &plan::source_id(0, at % size.sources)])?;
    }
    table.finish()
}

/// A twentieth of the editions, but one at least, has another source's different word.
fn disputes(mut table: Table, editions: &[Edition], size: &Size, dice: &mut Dice) -> Result<(), Failure> {
    for edition in editions.iter().step_by(20) {
        let source = edition.source(7, size);
        let year = edition.year.to_string();
        let (field, value) = dice.of(&[
            ("motto", "Aus Daten werden Taten"),
            ("venue", "Schloss, Rittersaal"),
            ("format", "online"),
            ("start", year.as_str()),
        ]);
        let note = if dice.percent(50) { "Abweichend gedruckt, vermutlich ein Irrtum" } else { "" };
        table.row(&[&edition.id, field, value, &source, note])?;
    }
    table.finish()
}

/// The Länder are no invention.
fn laender(mut table: Table) -> Result<(), Failure> {
    let (_, text) =
        FILES.iter().find(|(name, _)| *name == raw::Land::SCHEMA.file).ok_or("the Länder are not built in")?;
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        table.row(&record?.iter().collect::<Vec<_>>())?;
    }
    table.finish()
}

fn rules(size: &Size) -> String {
    let year = plan::first_year(size);
    let (series, source) = (plan::series_id(0), plan::source_id(0, 0));
    format!(
        "# Made up, like everything here.\n\n\
         [[rule]]\nid = \"gastgeber\"\napplies_to = \"{series}\"\norder = \"alphabetical-descending\"\n\
         start_year = {year}\nstart_holder = \"DE-TH\"\nskip_hosted = false\nsource = \"{source}\"\n\
         label_de = \"Ein Land im Jahr, in absteigender alphabetischer Reihenfolge\"\n\
         label_en = \"One Land a year, in descending alphabetical order of the German names\"\n\n\
         [[rule]]\nid = \"vorsitz\"\napplies_to = \"chairs\"\norder = \"alphabetical-ascending\"\n\
         start_year = {year}\nstart_holder = \"bund\"\nskip_hosted = false\nalternate_with = \"bund\"\n\
         source = \"{source}\"\nlabel_de = \"Bund und Länder im Wechsel\"\nlabel_en = \"Bund and Länder in turn\"\n"
    )
}

/// The description of the built-in records, with another title, and other names where the tables are Parquet.
fn description(form: Form) -> Result<String, Failure> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == "datapackage.json").ok_or("no description is built in")?;
    let mut package: serde_json::Value = serde_json::from_str(text)?;
    package["name"] = "made-up-congresses".into();
    package["title"] = "Made-up congresses".into();
    package["description"] = "Records of no congress that ever was: made to measure programs.".into();
    let resources = package["resources"].as_array_mut().into_iter().flatten();
    for resource in resources.filter(|resource| form == Form::Parquet && resource["format"] == "csv") {
        let path = resource["path"].as_str().unwrap_or_default().replace(".csv", ".parquet");
        resource["path"] = path.into();
        resource["format"] = "parquet".into();
        resource["mediatype"] = "application/vnd.apache.parquet".into();
    }
    Ok(serde_json::to_string_pretty(&package)? + "\n")
}
