//! datapackage.json says what the program holds the tables to.

use serde_json::Value;
use staffelstab::model::land::{Holder, Land};
use staffelstab::read::embedded;
use staffelstab::read::schema::{Column, Kind, RULES, Schema, TABLES};

fn description() -> Value {
    let (_, text) = embedded::FILES.iter().find(|(name, _)| *name == "datapackage.json").expect("it is embedded");
    serde_json::from_str(text).expect("JSON")
}

fn resource<'d>(description: &'d Value, file: &str) -> &'d Value {
    let resources = description["resources"].as_array().expect("resources");
    resources.iter().find(|resource| resource["path"] == file).unwrap_or_else(|| panic!("{file} is not described"))
}

fn words(value: &Value) -> Option<Vec<&str>> {
    value.as_array().map(|words| words.iter().filter_map(Value::as_str).collect())
}

/// The words that the program takes in a column.
fn vocabulary(kind: Kind) -> Option<Vec<&'static str>> {
    match kind {
        Kind::Word(words) => Some(words.to_vec()),
        Kind::Land | Kind::LandKey => Some(Land::WORDS.to_vec()),
        Kind::Holder => Some(Holder::WORDS.to_vec()),
        _ => None,
    }
}

fn field(column: &Column, field: &Value, problems: &mut Vec<String>) {
    let constraints = &field["constraints"];
    let mut expect = |what: &str, described: String, program: String| {
        if described != program {
            problems.push(format!("{}: {what} is {described} in the description, {program} here", column.name));
        }
    };
    let required = constraints["required"].as_bool().unwrap_or_default();
    expect("required", required.to_string(), column.required.to_string());
    expect("enum", format!("{:?}", words(&constraints["enum"])), format!("{:?}", vocabulary(column.kind)));
    let wanted = match column.kind {
        Kind::Whole(..) => "integer",
        Kind::Percentage => "number",
        _ => "string",
    };
    expect("type", field["type"].as_str().unwrap_or_default().to_owned(), wanted.to_owned());
    let range = (constraints["minimum"].as_u64(), constraints["maximum"].as_u64());
    let wanted = match column.kind {
        Kind::Whole(least, most) => (Some(least), Some(most)),
        Kind::Percentage => (Some(0), Some(100)),
        _ => (None, None),
    };
    expect("range", format!("{range:?}"), format!("{wanted:?}"));
    let pattern = match column.kind {
        Kind::Id => Some("^[a-z0-9][a-z0-9._-]{0,63}$"),
        Kind::Date => Some("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
        Kind::Ags => Some("^[0-9]{2}$"),
        _ => None,
    };
    // A pattern may be given for more than the program insists on, not for less.
    if pattern.is_some() {
        expect("pattern", format!("{:?}", constraints["pattern"].as_str()), format!("{pattern:?}"));
    }
}

fn references(schema: &Schema, described: &Value, problems: &mut Vec<String>) {
    let resource = |file: &str| file.strip_suffix(".csv").unwrap_or(file).to_owned();
    let mut wanted: Vec<(String, String)> = Vec::new();
    for column in schema.columns {
        if let Kind::Reference(file) = column.kind {
            let own = if file == schema.file { String::new() } else { resource(file) };
            wanted.push((column.name.to_owned(), own));
        }
    }
    let keys = described["foreignKeys"].as_array().cloned().unwrap_or_default();
    let mut found: Vec<(String, String)> = keys
        .iter()
        .map(|key| {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (text(&key["fields"][0]), text(&key["reference"]["resource"]))
        })
        // Länder are an enumeration here; that their row is there as well may be described or not.
        .filter(|(_, resource)| resource != "laender")
        .collect();
    wanted.sort();
    found.sort();
    if wanted != found {
        problems.push(format!("{}: foreign keys are {found:?} in the description, {wanted:?} here", schema.file));
    }
}

#[test]
fn the_description_and_the_program_agree() {
    let description = description();
    let mut problems = Vec::new();
    for schema in TABLES {
        let described = &resource(&description, schema.file)["schema"];
        let fields = described["fields"].as_array().expect("fields");
        let names: Vec<_> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
        let columns: Vec<_> = schema.columns.iter().map(|column| column.name).collect();
        if names != columns {
            problems.push(format!("{}: columns {names:?} in the description, {columns:?} here", schema.file));
            continue;
        }
        for (column, described) in schema.columns.iter().zip(fields) {
            field(column, described, &mut problems);
        }
        let key = words(&described["primaryKey"]).unwrap_or_default();
        if key != schema.key {
            problems.push(format!("{}: key {key:?} in the description, {:?} here", schema.file, schema.key));
        }
        references(schema, described, &mut problems);
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_table_is_described_and_nothing_else() {
    let description = description();
    let resources = description["resources"].as_array().expect("resources");
    let mut described: Vec<_> = resources.iter().filter_map(|resource| resource["path"].as_str()).collect();
    let mut known: Vec<_> = TABLES.iter().map(|table| table.file).chain([RULES]).collect();
    described.sort_unstable();
    known.sort_unstable();
    assert_eq!(described, known);
}

#[test]
fn the_built_in_tables_have_their_columns_in_order() {
    for schema in TABLES {
        let (_, text) = embedded::FILES.iter().find(|(name, _)| *name == schema.file).expect("it is embedded");
        assert_eq!(text.lines().next().unwrap_or_default(), schema.header(), "{}", schema.file);
    }
}
