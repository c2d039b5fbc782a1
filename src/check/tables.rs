//! The tables of a package, and the way every one of them is gone through.

use super::fields;
use super::keys::Keys;
use super::twice::Twice;
use crate::diag::Diagnostics;
use crate::read::Package;
use crate::read::raw;
use crate::read::sheet::{Item, Row, Table};

/// Every table of a package, first lines read.
pub(super) struct Tables<'a> {
    pub series: Table<'a>,
    pub editions: Table<'a>,
    pub figures: Table<'a>,
    pub mentions: Table<'a>,
    pub topics: Table<'a>,
    pub terms: Table<'a>,
    pub disputes: Table<'a>,
    pub sources: Table<'a>,
    pub laender: Table<'a>,
    pub chairs: Table<'a>,
}

impl<'a> Tables<'a> {
    pub(super) fn open(package: &'a Package, findings: &mut Diagnostics) -> Self {
        let mut open = |schema| Table::open(package, schema, findings);
        Self {
            series: open(&raw::Series::SCHEMA),
            editions: open(&raw::Edition::SCHEMA),
            figures: open(&raw::Figure::SCHEMA),
            mentions: open(&raw::Mention::SCHEMA),
            topics: open(&raw::Topic::SCHEMA),
            terms: open(&raw::Term::SCHEMA),
            disputes: open(&raw::Dispute::SCHEMA),
            sources: open(&raw::Source::SCHEMA),
            laender: open(&raw::Land::SCHEMA),
            chairs: open(&raw::Chair::SCHEMA),
        }
    }

    pub(super) const fn all(&self) -> [&Table<'a>; 10] {
        [
            &self.series,
            &self.editions,
            &self.figures,
            &self.mentions,
            &self.topics,
            &self.terms,
            &self.disputes,
            &self.sources,
            &self.laender,
            &self.chairs,
        ]
    }
}

/// Goes through a table: reports rows that cannot be taken, judges each field of the others, hands them on one by
/// one, and reports keys that are there twice.
pub(super) fn pass(
    table: &Table<'_>,
    keys: &Keys,
    findings: &mut Diagnostics,
    mut take: impl FnMut(&Row<'_>, &mut Diagnostics),
) {
    let mut twice = Twice::of(table.schema());
    table.each(|item| match item {
        Item::Broken(row, problem) => row.report(problem, findings),
        Item::Row(row) => {
            fields::judge(&row, table.schema(), keys, findings);
            twice.see(&row);
            take(&row, findings);
        }
    });
    twice.report(table, findings);
}
