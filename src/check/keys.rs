//! The identifiers that the tables declare, so that references can be judged whatever the order of the tables.

use std::collections::BTreeMap;

use super::tables::Tables;
use crate::diag::nearest;
use crate::model::id::Id;
use crate::model::land::Land;
use crate::read::schema::{Kind, Schema};
use crate::read::sheet::{Item, Table};

/// The identifiers of every table that has some.
pub(super) struct Keys(Vec<KeySet>);

/// The identifiers of one table.
pub(super) struct KeySet {
    file: &'static str,
    /// Each identifier with its rank in alphabetical order.
    ranks: BTreeMap<Box<str>, u32>,
    complete: bool,
    absent: bool,
}

impl Keys {
    /// Takes the identifiers of all tables. A row whose other cells are wrong, and even one with too many cells, still
    /// declares its identifier, so that a mistake is reported once and not at every reference.
    pub(super) fn of(tables: &Tables<'_>) -> Self {
        Self(tables.all().into_iter().filter_map(KeySet::of).collect())
    }

    /// The identifiers that this file declares.
    pub(super) fn table(&self, file: &str) -> Option<&KeySet> {
        self.0.iter().find(|set| set.file == file)
    }

    /// The rank of an identifier of this file: its index in the dataset, where records are in the order of their ids.
    pub(super) fn rank(&self, file: &str, id: &str) -> Option<u32> {
        self.table(file)?.ranks.get(id).copied()
    }

    /// The valid identifiers of this file with their ranks: what [`Self::rank`] gives, and nothing has to be said to.
    pub(super) fn identifiers(&self, file: &str) -> impl Iterator<Item = (&str, u32)> {
        let ranks = self.table(file).into_iter().flat_map(|set| &set.ranks);
        ranks.map(|(id, rank)| (id.as_ref(), *rank)).filter(|(id, _)| id.parse::<Id>().is_ok())
    }
}

impl KeySet {
    fn of(table: &Table<'_>) -> Option<Self> {
        let (column, is_valid) = id_column(table.schema())?;
        let mut ranks: BTreeMap<Box<str>, u32> = BTreeMap::new();
        let mut complete = table.is_complete();
        table.each(|item| {
            let row = match item {
                Item::Row(row) => row,
                Item::Broken(row, problem) => {
                    complete &= !problem.swallows();
                    row
                }
            };
            let id = row.cells().nth(column).unwrap_or_default();
            // A record whose identifier is wrong may be the one that is missed elsewhere.
            complete &= is_valid(id);
            if !ranks.contains_key(id) {
                ranks.insert(id.into(), 0);
            }
        });
        for (rank, place) in ranks.values_mut().enumerate() {
            *place = u32::try_from(rank).unwrap_or(u32::MAX);
        }
        Some(Self { file: table.schema().file, ranks, complete, absent: table.is_absent() })
    }

    /// Whether the table declares this identifier, or may do so in a part that could not be read.
    pub(super) fn may_have(&self, id: &str) -> bool {
        !self.complete || self.ranks.contains_key(id)
    }

    /// What could be meant, in words.
    pub(super) fn suggestion(&self, id: &str) -> Option<String> {
        if self.absent {
            return Some(format!("the records have no file {}", self.file));
        }
        nearest(id, self.ranks.keys().map(AsRef::as_ref)).map(|word| format!("did you mean `{word}`?"))
    }
}

/// What makes an identifier valid.
type IsValid = fn(&str) -> bool;

/// The column of a table that holds its identifiers.
fn id_column(schema: &Schema) -> Option<(usize, IsValid)> {
    schema.columns.iter().enumerate().find_map(|(index, column)| match column.kind {
        Kind::Id => Some((index, (|id| id.parse::<Id>().is_ok()) as IsValid)),
        Kind::LandKey => Some((index, |id| id.parse::<Land>().is_ok())),
        _ => None,
    })
}
