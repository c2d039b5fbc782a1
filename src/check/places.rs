//! The Länder and the chairs.

use std::collections::BTreeMap;

use super::fields::{percentage, text};
use super::keys::Keys;
use super::tables::{Tables, pass};
use crate::diag::{Code, Diagnostics};
use crate::model::land::{Land, LandRecord};
use crate::model::rule::Chair;
use crate::read::raw;
use crate::read::sheet::{Place, Row};

/// Each Land with its official municipality key and German name.
pub(super) const REGISTER: [(Land, &str, &str); 16] = [
    (Land::SH, "01", "Schleswig-Holstein"),
    (Land::HH, "02", "Hamburg"),
    (Land::NI, "03", "Niedersachsen"),
    (Land::HB, "04", "Bremen"),
    (Land::NW, "05", "Nordrhein-Westfalen"),
    (Land::HE, "06", "Hessen"),
    (Land::RP, "07", "Rheinland-Pfalz"),
    (Land::BW, "08", "Baden-Württemberg"),
    (Land::BY, "09", "Bayern"),
    (Land::SL, "10", "Saarland"),
    (Land::BE, "11", "Berlin"),
    (Land::BB, "12", "Brandenburg"),
    (Land::MV, "13", "Mecklenburg-Vorpommern"),
    (Land::SN, "14", "Sachsen"),
    (Land::ST, "15", "Sachsen-Anhalt"),
    (Land::TH, "16", "Thüringen"),
];

/// The Länder by code.
pub(super) fn laender(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Vec<LandRecord> {
    let table = &tables.laender;
    let mut laender: BTreeMap<Land, LandRecord> = BTreeMap::new();
    let mut tiles: BTreeMap<(u32, u32), (Land, Place)> = BTreeMap::new();
    pass(table, keys, findings, |row, findings| {
        let raw = raw::Land::of(row);
        pairs(row, &raw, findings);
        let Ok(land) = raw.iso.parse::<Land>() else { return };
        right_key(row, &raw, land, findings);
        let (Ok(tile_row), Ok(tile_column)) = (raw.tile_row.parse(), raw.tile_column.parse()) else { return };
        let (other, place) = *tiles.entry((tile_row, tile_column)).or_insert((land, row.place()));
        if other != land {
            findings.error(Code::TileTwice, || {
                row.finding("tile_row", format!("the tile {tile_row}, {tile_column} belongs to {other} already"))
                    .hint(format!("it stands at {}", table.at(place)))
            });
        }
        laender.entry(land).or_insert_with(|| LandRecord {
            land,
            ags: raw.ags.to_owned(),
            name_de: text(raw.name_de).unwrap_or_default(),
            name_en: text(raw.name_en).unwrap_or_default(),
            tile_row,
            tile_column,
            population: raw.population.parse().ok().zip(raw.population_year.parse().ok()),
            koenigsteiner_schluessel: percentage(raw.koenigsteiner_schluessel).zip(raw.schluessel_year.parse().ok()),
        });
    });
    laender.into_values().collect()
}

fn right_key(row: &Row<'_>, raw: &raw::Land<'_>, land: Land, findings: &mut Diagnostics) {
    let right = REGISTER.iter().find(|entry| entry.0 == land);
    if let Some((_, ags, name)) = right
        && raw.ags != *ags
        && raw.ags.len() == 2
    {
        findings.error(Code::WrongAgs, || {
            row.finding("ags", format!("`{}` is not the key of {land}", raw.ags))
                .hint(format!("{name} has the key {ags}"))
        });
    }
}

/// A value counts for a year; neither says anything alone.
fn pairs(row: &Row<'_>, raw: &raw::Land<'_>, findings: &mut Diagnostics) {
    for (value, year, empty) in [
        ("population", "population_year", (raw.population.is_empty(), raw.population_year.is_empty())),
        (
            "koenigsteiner_schluessel",
            "schluessel_year",
            (raw.koenigsteiner_schluessel.is_empty(), raw.schluessel_year.is_empty()),
        ),
    ] {
        let (missing, there) = match empty {
            (true, false) => (value, year),
            (false, true) => (year, value),
            _ => continue,
        };
        if row.has(missing) {
            findings.error(Code::IncompletePair, || {
                row.finding(missing, format!("`{there}` is filled, but `{missing}` is empty"))
                    .hint("fill both, or empty both")
            });
        }
    }
}

/// Chairs by year.
pub(super) fn chairs(tables: &Tables<'_>, keys: &Keys, findings: &mut Diagnostics) -> Vec<Chair> {
    let sources = tables.sources.schema().file;
    let mut chairs: Vec<Chair> = Vec::new();
    pass(&tables.chairs, keys, findings, |row, _| {
        let raw = raw::Chair::of(row);
        let chair = || {
            Some(Chair {
                year: raw.year.parse().ok()?,
                holder: raw.holder.parse().ok()?,
                evidence: raw.evidence.parse().ok()?,
                source: keys.rank(sources, raw.source)? as usize,
            })
        };
        chairs.extend(chair());
    });
    chairs.sort_by_key(|chair| chair.year);
    chairs
}
