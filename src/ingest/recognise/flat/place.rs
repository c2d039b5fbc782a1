//! City and house: `Ort` is the city, unless a column names the city as well; both may stand in one cell.

use super::{Field, Line, Question};
use crate::diag::{Code, Diagnostics};
use crate::ingest::IncomingRow;

pub(super) fn set(line: &Line<'_>, row: &mut IncomingRow, findings: &mut Diagnostics) {
    let (place, city, venue) = (line.get(Field::Place), line.get(Field::City), line.get(Field::Venue));
    let with_city = line.header.has(Field::City);
    if let Some(written) = city {
        row.set("city", written.line());
    }
    if let Some(written) = venue {
        row.set("venue", written.line());
    }
    let Some(written) = place else { return };
    if with_city {
        if venue.is_none() {
            row.set("venue", written.line());
        }
        return;
    }
    if line.header.has(Field::Venue) || !written.cell.text.contains(',') {
        row.set("city", written.line());
        return;
    }
    let hint = "name the city in a column `Stadt` and the house in a column `Veranstaltungsort`";
    written.refuse(Question::asks("which part is the city, which the house?", hint), Code::Ambiguous, findings);
}
