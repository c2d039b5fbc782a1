//! Every kind of mistake in rules.toml; [`super::wrong`] runs them.

use super::wrong::Case;

pub const CASES: &[Case] = &[
    ("rule-syntax", &[("rules.toml", "id = \"gastgeber\"", "id = gastgeber")]),
    ("rule-key-twice", &[("rules.toml", "id = \"gastgeber\"", "id = \"gastgeber\"\nid = \"gast\"")]),
    ("rule-unknown-key", &[("rules.toml", "start_holder = \"DE-SN\"", "start_hodler = \"DE-SN\"")]),
    ("rule-unknown-table", &[("rules.toml", "# Rotation rules as data.", "[rules]")]),
    ("rule-missing-keys", &[("rules.toml", "start_year = 2020\nstart_holder = \"bund\"\n", "")]),
    ("rule-wrong-type", &[("rules.toml", "start_year = 2021", "start_year = \"2021\"")]),
    ("rule-wrong-list", &[("rules.toml", "[\"DE-SN\", \"DE-SL\", \"DE-TH\"]", "\"DE-SN\"")]),
    ("rule-bad-id", &[("rules.toml", "id = \"gastgeber\"", "id = \"Gast Geber\"")]),
    ("rule-bad-order", &[("rules.toml", "alphabetical-ascending", "alphabetically-ascending")]),
    ("rule-bad-holder", &[("rules.toml", "alternate_with = \"bund\"", "alternate_with = \"Sachsen\"")]),
    ("rule-bad-year", &[("rules.toml", "start_year = 2021", "start_year = 21")]),
    ("rule-huge-year", &[("rules.toml", "start_year = 2021", "start_year = 99999999999999999999")]),
    ("rule-empty-label", &[("rules.toml", "label_de = \"Reihum\"", "label_de = \" \"")]),
    ("rule-hidden-label", &[("rules.toml", "label_de = \"Reihum\"", "label_de = \"Reih\\u202eum\"")]),
    ("rule-dangling-series", &[("rules.toml", "applies_to = \"runde\"", "applies_to = \"rund\"")]),
    ("rule-dangling-source", &[("rules.toml", "source = \"presse-2022\"", "source = \"presse-2023\"")]),
    ("rule-dangling-land", &[("rules.toml", "\"DE-TH\"]", "\"DE-BY\"]")]),
    ("rule-twice", &[("rules.toml", "id = \"vorsitz\"", "id = \"gastgeber\"")]),
    ("rule-governs-twice", &[("rules.toml", "applies_to = \"chairs\"", "applies_to = \"runde\"")]),
    ("rule-list-without-order", &[("rules.toml", "order = \"list\"", "order = \"alphabetical-descending\"")]),
    ("rule-order-without-list", &[("rules.toml", "list = [\"DE-SN\", \"DE-SL\", \"DE-TH\"]\n", "")]),
    ("rule-list-twice", &[("rules.toml", "\"DE-TH\"]", "\"DE-SN\"]")]),
    ("rule-start-outside-list", &[("rules.toml", "[\"DE-SN\", \"DE-SL\"", "[\"DE-SL\"")]),
    ("rule-exception-with-holder", &[("rules.toml", "kind = \"no-turn\"", "kind = \"no-turn\"\nholder = \"DE-SN\"")]),
    ("rule-exception-made-up", &[("rules.toml", "kind = \"no-turn\"", "kind = \"made-up\"")]),
    (
        "rule-exception-twice",
        &[(
            "rules.toml",
            "[[rule.exception]]\n",
            "[[rule.exception]]\nyear = 2023\nkind = \"no-turn\"\nreason = \"The same year\"\nsource = \"presse-2022\"\n\n\
             [[rule.exception]]\n",
        )],
    ),
];
