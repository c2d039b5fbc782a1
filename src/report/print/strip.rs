//! A chart in a line of text: marks on a scale that all lines of a block share.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Fewest columns that a chart is drawn in.
pub(super) const LEAST: usize = 11;
/// Most columns.
pub(super) const MOST: usize = 40;

/// Columns from a mark to the tip of its arrow.
const ARROW: usize = 3;

/// What a line shows on its scale, as parts of it from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Strip {
    /// Nothing.
    #[default]
    Empty,
    /// A word in its place.
    Word(String),
    /// A mark with its interval; open above where there is no upper end.
    Mark {
        /// The mark.
        mark: char,
        /// Where.
        at: f64,
        /// From, to; `None` for open above.
        interval: (f64, Option<f64>),
        /// What the scale ends at, in words.
        end: String,
    },
    /// A bar from 0 with an interval.
    Bar {
        /// Where it ends.
        share: f64,
        /// The interval.
        interval: (f64, f64),
        /// What the scale ends at, in words.
        end: String,
    },
    /// So many signs.
    Count(usize, char),
}

/// A part of the scale as a column.
fn column(part: f64, width: usize) -> usize {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "few columns"
    )]
    let column = (part.clamp(0.0, 1.0) * (width.saturating_sub(1)) as f64).round() as usize;
    column
}

impl Strip {
    /// The chart in `width` columns.
    pub(super) fn drawn(&self, width: usize) -> String {
        let mut line = vec![' '; width];
        match self {
            Self::Empty => {}
            Self::Word(word) => return shortened(word, width),
            Self::Count(count, sign) if *count > width => return shortened(&format!("{sign} × {count}"), width),
            Self::Count(count, sign) => line.iter_mut().take(*count).for_each(|column| *column = *sign),
            Self::Mark { mark, at, interval: (low, high), .. } => {
                let from = column(*low, width);
                // An arrow says that there is more, not how much.
                let to = high.map_or((from + ARROW).min(width.saturating_sub(1)), |high| column(high, width));
                if from < to {
                    line[from..=to].fill('─');
                    line[from] = '├';
                    line[to] = if high.is_some() { '┤' } else { '>' };
                }
                if let Some(place) = line.get_mut(column(*at, width)) {
                    *place = *mark;
                }
            }
            Self::Bar { share, interval: (low, high), .. } => {
                let end = column(*share, width);
                if *share > 0.0 {
                    line[..=end].fill('█');
                }
                // The interval goes on behind the bar; where it begins inside, a lighter block says so.
                let from = column(*low, width);
                if *share > 0.0 {
                    line[from.min(end)..=end].fill('▓');
                }
                for place in line.iter_mut().take(column(*high, width) + 1).skip(if *share > 0.0 { end + 1 } else { 0 })
                {
                    *place = '░';
                }
            }
        }
        line.into_iter().collect::<String>().trim_end().to_owned()
    }

    fn end(&self) -> Option<&str> {
        match self {
            Self::Mark { end, .. } | Self::Bar { end, .. } => Some(end),
            Self::Empty | Self::Word(_) | Self::Count(..) => None,
        }
    }
}

/// The ends of the scale, above the charts.
pub(super) fn scale<'s>(mut strips: impl Iterator<Item = &'s Strip>, width: usize) -> String {
    strips.find_map(Strip::end).map_or_else(String::new, |end| {
        let gap = width.saturating_sub(1 + wide(end)).max(1);
        format!("0{}{end}", " ".repeat(gap))
    })
}

/// Columns that a text takes.
pub(super) fn wide(text: &str) -> usize {
    text.width()
}

/// A text in at most so many columns.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if wide(text) <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > most {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end())
}
