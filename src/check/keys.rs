//! Keys and references.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::diag::{Code, Diagnostics, nearest};
use crate::model::id::Id;
use crate::read::Package;
use crate::read::schema::Schema;
use crate::read::table::{self, Located};

/// The rows of a table over all packages.
pub(super) fn rows_of<'a, T: DeserializeOwned>(
    package: &'a Package,
    schema: &Schema,
    findings: &mut Diagnostics,
) -> Vec<Located<'a, T>> {
    package.texts(schema.file).flat_map(|text| table::rows(text, schema, findings)).collect()
}

/// The identifiers that a table declares, each with its index in the dataset.
pub(super) struct Keys {
    kind: &'static str,
    index: BTreeMap<String, usize>,
}

impl Keys {
    /// Takes the identifiers of a table, in alphabetical order. A row whose other cells are wrong still declares its
    /// identifier, so that a mistake is reported once and not at every reference.
    pub(super) fn of<T>(
        kind: &'static str,
        rows: &[Located<'_, T>],
        id: impl Fn(&T) -> &str,
        findings: &mut Diagnostics,
    ) -> Self {
        let mut places: BTreeMap<String, String> = BTreeMap::new();
        for row in rows {
            let cell = id(&row.row).trim();
            if cell.is_empty() {
                findings.push(row.finding(Code::RequiredCell, "id", format!("a {kind} needs an identifier")));
                continue;
            }
            if let Err(error) = cell.parse::<Id>() {
                let hint = "for example it-plr-fachkongress or fk-14";
                findings.push(row.finding(Code::BadId, "id", format!("`{cell}`: {error}")).hint(hint));
            }
            if let Some(first) = places.get(cell) {
                let message = format!("the {kind} `{cell}` is there twice");
                findings
                    .push(row.finding(Code::DuplicateKey, "id", message).hint(format!("it stands first at {first}")));
            } else {
                places.insert(cell.to_owned(), row.place());
            }
        }
        let index = places.into_keys().enumerate().map(|(index, id)| (id, index)).collect();
        Self { kind, index }
    }

    /// The same identifiers with other indices.
    pub(super) fn in_order<'id>(self, ids: impl Iterator<Item = &'id str>) -> Self {
        Self { kind: self.kind, index: ids.enumerate().map(|(index, id)| (id.to_owned(), index)).collect() }
    }

    /// The index of an identifier.
    pub(super) fn get(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The index of the identifier in a cell; what is not there is a finding.
    pub(super) fn resolve<T>(
        &self,
        row: &Located<'_, T>,
        column: &str,
        cell: &str,
        findings: &mut Diagnostics,
    ) -> Option<usize> {
        let id = cell.trim();
        if id.is_empty() {
            findings.push(row.finding(Code::RequiredCell, column, format!("`{column}` may not be empty")));
            return None;
        }
        let found = self.get(id);
        if found.is_none() {
            let mut finding = row.finding(Code::DanglingReference, column, format!("there is no {} `{id}`", self.kind));
            if let Some(hint) = self.suggestion(id) {
                finding = finding.hint(hint);
            }
            findings.push(finding);
        }
        found
    }

    /// What could be meant, in words.
    pub(super) fn suggestion(&self, id: &str) -> Option<String> {
        nearest(id, self.index.keys().map(String::as_str)).map(|word| format!("did you mean `{word}`?"))
    }

    /// The first row of each identifier, in the order of the index.
    pub(super) fn first_rows<'rows, 'a, T>(
        &self,
        rows: &'rows [Located<'a, T>],
        id: impl Fn(&T) -> &str,
    ) -> Vec<&'rows Located<'a, T>> {
        let mut first: Vec<Option<&Located<'a, T>>> = vec![None; self.index.len()];
        for row in rows {
            if let Some(index) = self.get(id(&row.row).trim()) {
                let place = &mut first[index];
                *place = place.or(Some(row));
            }
        }
        first.into_iter().flatten().collect()
    }
}
