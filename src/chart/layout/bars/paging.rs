//! Rows under headings, split into pages.

/// One line of a page: a heading or a row, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group; repeated where a page begins within the group.
    Heading(usize),
    /// A row: its group, and its place in it.
    Row(usize, usize),
}

/// A group as paging sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Whether a heading stands above its rows.
    pub heading: bool,
    /// How many rows it has.
    pub rows: usize,
}

/// Rows on pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// The pages; one at least, which may be empty.
    pub pages: Vec<Vec<Line>>,
    /// How many rows stand on them.
    pub shown: usize,
    /// How many rows there are.
    pub all: usize,
}

/// Height of a heading in rows.
pub const HEADING: f64 = 1.5;

/// Rows of a group without heading that are kept on one page at most.
const MOST_TOGETHER: usize = 6;

/// Height of a page in rows; the first heading needs no air above it.
#[must_use]
pub fn height(page: &[Line]) -> f64 {
    page.iter().map(|line| weight(*line)).sum()
}

const fn weight(line: Line) -> f64 {
    match line {
        Line::Heading(_) => HEADING,
        Line::Row(..) => 1.0,
    }
}

/// Splits rows into the fewest pages of `capacity` row heights each, at most `max_pages`, and fills them evenly.
/// Only the first `limit` rows are taken.
#[must_use]
pub fn split(groups: &[Group], capacity: f64, limit: usize, max_pages: usize) -> Paging {
    let all = groups.iter().map(|group| group.rows).sum();
    let lines = lines(groups, limit);
    let max_pages = max_pages.max(1);
    let mut pages = fill(groups, &lines, capacity);
    if pages.len() > max_pages {
        pages.truncate(max_pages);
    } else {
        // The same number of pages with less on each: the smallest capacity that still does.
        let mut even = (pages.iter().map(|page| height(page)).sum::<f64>() / to_float(pages.len())).floor().max(1.0);
        while even < capacity {
            let tried = fill(groups, &lines, even);
            if tried.len() <= pages.len() {
                pages = tried;
                break;
            }
            even += 0.5;
        }
    }
    let shown = pages.iter().flatten().filter(|line| matches!(line, Line::Row(..))).count();
    Paging { pages, shown, all }
}

/// Every line in order, up to `limit` rows.
fn lines(groups: &[Group], limit: usize) -> Vec<Line> {
    let rows = groups.iter().enumerate().flat_map(|(group, of)| (0..of.rows).map(move |row| (group, row)));
    let mut lines = Vec::new();
    for (group, row) in rows.take(limit) {
        if row == 0 && groups[group].heading {
            lines.push(Line::Heading(group));
        }
        lines.push(Line::Row(group, row));
    }
    lines
}

/// Fills page after page; a heading never stands last on one, and a group that goes on repeats it.
fn fill(groups: &[Group], lines: &[Line], capacity: f64) -> Vec<Vec<Line>> {
    let mut pages = Vec::new();
    let mut page: Vec<Line> = Vec::new();
    let mut used = 0.0;
    for line in lines {
        let needed = match *line {
            Line::Heading(_) => HEADING + 1.0,
            // Rows stay with the one that speaks for them.
            Line::Row(group, 0) if !groups[group].heading => to_float(groups[group].rows.clamp(1, MOST_TOGETHER)),
            Line::Row(..) => 1.0,
        };
        if used + needed > capacity + 1e-6 && page.iter().any(|line| matches!(line, Line::Row(..))) {
            pages.push(std::mem::take(&mut page));
            used = 0.0;
            if let Line::Row(group, _) = *line
                && groups[group].heading
            {
                page.push(Line::Heading(group));
                used += HEADING;
            }
        }
        page.push(*line);
        used += weight(*line);
    }
    pages.push(page);
    pages
}

/// A count as a number to reckon with; counts here are far below 2^53.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of rows and columns are far below 2^53")]
pub const fn to_float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const GROUPS: [Group; 3] =
        [Group { heading: true, rows: 3 }, Group { heading: false, rows: 2 }, Group { heading: true, rows: 40 }];

    #[test]
    fn no_rows_give_one_empty_page() {
        let paging = split(&[], 10.0, usize::MAX, 4);
        assert_eq!(paging, Paging { pages: vec![Vec::new()], shown: 0, all: 0 });
    }

    #[test]
    fn pages_are_filled_evenly_and_headings_repeat() {
        let paging = split(&GROUPS, 30.0, usize::MAX, 4);
        assert_eq!((paging.pages.len(), paging.shown, paging.all), (2, 45, 45));
        assert!(paging.pages.iter().all(|page| height(page) <= 30.0));
        assert!((height(&paging.pages[0]) - height(&paging.pages[1])).abs() < 4.0);
        assert_eq!(paging.pages[1][0], Line::Heading(2));
    }

    #[test]
    fn a_heading_never_stands_last() {
        for capacity in 1..40 {
            let paging = split(&GROUPS, to_float(capacity), usize::MAX, 99);
            assert!(paging.pages.iter().all(|page| matches!(page.last(), Some(Line::Row(..)))), "{capacity}");
        }
    }

    #[test]
    fn rows_beyond_the_limit_and_the_last_page_are_counted_but_not_shown() {
        assert_eq!(split(&GROUPS, 10.0, usize::MAX, 2).pages.len(), 2);
        let limited = split(&GROUPS, 30.0, 7, 4);
        assert_eq!((limited.shown, limited.all), (7, 45));
    }
}
