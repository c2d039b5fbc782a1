//! The Länder and the chairs.

use std::collections::BTreeMap;

use super::fields::{percentage, required, required_word, whole};
use super::keys::Keys;
use crate::diag::{Code, Diagnostics};
use crate::model::edition::Evidence;
use crate::model::land::{Holder, Land, LandRecord};
use crate::model::rule::Chair;
use crate::read::raw;
use crate::read::table::Located;

/// Reports a key that was there before; remembers a new one.
fn once<T, K: Ord>(
    places: &mut BTreeMap<K, String>,
    key: K,
    row: &Located<'_, T>,
    (code, column, message): (Code, &str, &str),
    findings: &mut Diagnostics,
) {
    if let Some(first) = places.get(&key) {
        findings.push(row.finding(code, column, message).hint(format!("it stands first at {first}")));
    } else {
        places.insert(key, row.place());
    }
}

fn year<T>(row: &Located<'_, T>, column: &str, cell: &str, findings: &mut Diagnostics) -> Option<i16> {
    whole(row, column, cell, 1900..=2199, findings).and_then(|year| i16::try_from(year).ok())
}

/// The Länder by code.
pub(super) fn laender(rows: &[Located<'_, raw::Land>], findings: &mut Diagnostics) -> Vec<LandRecord> {
    let (mut codes, mut keys, mut tiles) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut laender: Vec<LandRecord> = Vec::new();
    for row in rows {
        let raw = &row.row;
        let land: Option<Land> = required_word(row, "iso", &raw.iso, findings);
        let ags = required(row, "ags", &raw.ags, findings);
        if !(ags.len() == 2 && ags.bytes().all(|byte| byte.is_ascii_digit()) || ags.is_empty()) {
            let message = format!("`{ags}` is not a key of two digits");
            findings.push(row.finding(Code::BadNumber, "ags", message).hint("for example 01 for Schleswig-Holstein"));
        }
        let name_de = required(row, "name_de", &raw.name_de, findings);
        let name_en = required(row, "name_en", &raw.name_en, findings);
        let [tile_row, tile_column] =
            [("tile_row", &raw.tile_row), ("tile_column", &raw.tile_column)].map(|(column, cell)| {
                required(row, column, cell, findings);
                whole(row, column, cell, 1..=20, findings).and_then(|place| u32::try_from(place).ok())
            });
        let population = whole(row, "population", &raw.population, 0..=1_000_000, findings).zip(year(
            row,
            "population_year",
            &raw.population_year,
            findings,
        ));
        let koenigsteiner_schluessel = percentage(
            row,
            "koenigsteiner_schluessel",
            &raw.koenigsteiner_schluessel,
            findings,
        )
        .zip(year(row, "schluessel_year", &raw.schluessel_year, findings));
        if let (Some(land), Some(tile_row), Some(tile_column)) = (land, tile_row, tile_column) {
            let known = laender.iter().any(|record| record.land == land);
            once(&mut codes, land, row, (Code::DuplicateKey, "iso", "this Land is there twice"), findings);
            once(&mut keys, ags.clone(), row, (Code::DuplicateKey, "ags", "this key is there twice"), findings);
            let taken = (Code::TileTwice, "tile_row", "this tile is taken already");
            once(&mut tiles, (tile_row, tile_column), row, taken, findings);
            if !known {
                laender.push(LandRecord {
                    land,
                    ags,
                    name_de,
                    name_en,
                    tile_row,
                    tile_column,
                    population,
                    koenigsteiner_schluessel,
                });
            }
        }
    }
    laender.sort_by_key(|record| record.land);
    laender
}

/// Chairs by year.
pub(super) fn chairs(rows: &[Located<'_, raw::Chair>], sources: &Keys, findings: &mut Diagnostics) -> Vec<Chair> {
    let mut years = BTreeMap::new();
    let mut chairs: Vec<Chair> = Vec::new();
    for row in rows {
        let raw = &row.row;
        required(row, "year", &raw.year, findings);
        let year = year(row, "year", &raw.year, findings);
        let holder: Option<Holder> = required_word(row, "holder", &raw.holder, findings);
        let evidence: Option<Evidence> = required_word(row, "evidence", &raw.evidence, findings);
        let source = sources.resolve(row, "source", &raw.source, findings);
        if let Some(year) = year {
            once(&mut years, year, row, (Code::DuplicateKey, "year", "this year is there twice"), findings);
        }
        if let (Some(year), Some(holder), Some(evidence), Some(source)) = (year, holder, evidence, source) {
            chairs.push(Chair { year, holder, evidence, source });
        }
    }
    chairs.sort_by_key(|chair| chair.year);
    chairs
}
