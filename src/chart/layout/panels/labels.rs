//! Direct labels: the forms a label can take, the places where each may stand and what they cost, and the drawing of
//! those chosen. A label stands at its mark or hangs on a pole above it, like a flag.

use super::draw::Run;
use super::marks::Placed;
use super::solve::{Choice, Request, Segment, choose, extent, union};
use crate::chart::format::TypeScale;
use crate::chart::layout::labels::crosses;
use crate::chart::scene::{ASCENT, Align, DESCENT, Item, Layer, Rect, Scene, TextStyle};
use crate::chart::text::{Fonts, Weight};
use crate::chart::theme::Role;

/// Cost of leaving out the label of a point that was chosen, and of one that was not.
const LEFT_OUT: (f64, f64) = (500.0, 30.0);
/// Cost of the value without what was counted, and of its short form.
const BARE: f64 = 5.0;
const SHORT: f64 = 16.0;
/// Cost of a label across the edge of a band.
const EDGE: f64 = 8.0;
/// Cost of a label over a grid line, which is interrupted for it.
const GRID: f64 = 0.35;
/// Up to so many points a panel tries to say what was counted.
const MOST_SAYING: usize = 24;
/// Length of a pole at most, in body type sizes.
const LONGEST_POLE: f64 = 11.0;
/// Cost of a label that might as well be its neighbour's, and the distance in body type sizes that takes all doubt.
const DOUBT: (f64, f64) = (3.0, 0.6);

/// Cost of a label whose middle stands a whole slot away from the middle of the gap to the next one.
const ASTRAY: f64 = 4.0;

/// What labels keep clear of.
pub(super) struct Ground {
    /// Where labels may stand.
    bounds: Rect,
    /// Marks and texts that stand already.
    boxes: Shelf<Rect>,
    /// Lines between marks, whiskers, arrows and brackets.
    lines: Shelf<Segment>,
    /// Heights of grid lines.
    grid: Vec<f64>,
    /// The edges of bands.
    edges: Vec<f64>,
}

impl Ground {
    /// Labels may stand in `bounds`, but not on what is drawn there nor on `boxes`; they had better keep off the grid
    /// lines at the heights `grid` and the edges of bands at `edges`.
    pub(super) fn new<'i>(
        bounds: Rect,
        drawn: impl Iterator<Item = &'i Item>,
        boxes: impl Iterator<Item = Rect>,
        (grid, edges): (Vec<f64>, Vec<f64>),
    ) -> Self {
        let mut taken: Vec<(Rect, Rect)> = boxes.map(|rect| (rect, rect)).collect();
        let mut lines = Vec::new();
        for item in drawn {
            match item {
                Item::Line { from, to, layer: Layer::Mark, .. } => lines.push((extent((*from, *to)), (*from, *to))),
                item if item.layer() != Layer::Ground => taken.push((item.bounds(), item.bounds())),
                _ => {}
            }
        }
        Self { bounds, boxes: Shelf::new(taken), lines: Shelf::new(lines), grid, edges }
    }

    fn is_free(&self, rect: &Rect, air: f64) -> bool {
        let wide = Rect::new(rect.x - air, rect.y - air, rect.w + 2.0 * air, rect.h + 2.0 * air);
        self.bounds.contains(rect, 0.01) && self.is_bare(&wide)
    }

    fn lets_pass(&self, (from, to): Segment) -> bool {
        self.is_bare(&Rect::new(from.0 - 1.2, from.1.min(to.1), 2.4, (from.1 - to.1).abs()))
    }

    /// Whether nothing stands in a rectangle.
    fn is_bare(&self, rect: &Rect) -> bool {
        !self.boxes.near(rect).any(|other| rect.overlaps(other, 0.0))
            && !self.lines.near(rect).any(|(from, to)| crosses(*from, *to, rect))
    }
}

/// Things by their left edges: those about a place are found without going through all.
struct Shelf<T> {
    things: Vec<(Rect, T)>,
    widest: f64,
}

impl<T> Shelf<T> {
    fn new(mut things: Vec<(Rect, T)>) -> Self {
        things.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x));
        let widest = things.iter().map(|(rect, _)| rect.w).fold(0.0, f64::max);
        Self { things, widest }
    }

    /// The things that share an x with a rectangle or stand close to it, and some that do not.
    fn near(&self, rect: &Rect) -> impl Iterator<Item = &T> {
        const CLOSE: f64 = 1.0;
        let first = self.things.partition_point(|(own, _)| own.x < rect.x - self.widest - CLOSE);
        let end = self.things.partition_point(|(own, _)| own.x <= rect.right() + CLOSE);
        self.things[first..end.max(first)].iter().map(|(_, thing)| thing)
    }
}

/// A piece of a line of text.
#[derive(Clone)]
struct Part {
    text: String,
    style: TextStyle,
    width: f64,
}

/// One form of a label: its lines, each of one or two parts.
#[derive(Clone)]
struct Form {
    lines: Vec<Vec<Part>>,
    cost: f64,
    w: f64,
    h: f64,
    leading: f64,
}

impl Form {
    fn new(lines: Vec<Vec<Part>>, cost: f64) -> Self {
        let leading = lines.last().and_then(|line| line.first()).map_or(0.0, |part| part.style.size * 1.16);
        let first = lines.first().and_then(|line| line.first()).map_or(0.0, |part| part.style.size);
        let last = lines.last().and_then(|line| line.first()).map_or(0.0, |part| part.style.size);
        let further = if lines.len() > 1 { leading } else { 0.0 };
        let w = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        Self { w, h: ASCENT * first + further + DESCENT * last, lines, cost, leading }
    }

    /// Left edge, baseline and width of each line when the form stands at (`x`, `y`).
    fn rows(&self, (x, y): (f64, f64), align: Align) -> Vec<(f64, f64, f64)> {
        let first = self.lines.first().and_then(|line| line.first()).map_or(0.0, |part| part.style.size);
        let mut baseline = y + ASCENT * first;
        self.lines
            .iter()
            .map(|line| {
                let width = width(line);
                let left = match align {
                    Align::Left => x,
                    Align::Centre => x + (self.w - width) / 2.0,
                    Align::Right => x + self.w - width,
                };
                let row = (left, baseline, width);
                baseline += self.leading;
                row
            })
            .collect()
    }

    fn boxes(&self, at: (f64, f64), align: Align) -> Vec<Rect> {
        self.rows(at, align)
            .into_iter()
            .zip(&self.lines)
            .map(|((left, baseline, width), line)| {
                let size = line.first().map_or(0.0, |part| part.style.size);
                Rect::new(left, baseline - ASCENT * size, width, (ASCENT + DESCENT) * size)
            })
            .collect()
    }
}

fn width(line: &[Part]) -> f64 {
    let gap = line.first().map_or(0.0, |part| part.style.size * 0.32);
    let parts: f64 = line.iter().map(|part| part.width).sum();
    parts + gap * (super::plan::float(line.len()) - 1.0).max(0.0)
}

/// A place for a form, before it is known whether it is free.
struct Spot {
    form: usize,
    at: (f64, f64),
    align: Align,
    pole: Option<Segment>,
    /// Beside its mark, at its height.
    level: bool,
    cost: f64,
}

/// Draws the labels of all points as far as there is room, poles first; with what was counted where `alone`.
pub(super) fn draw(
    placed: &[Placed<'_>],
    run: &Run<'_>,
    ground: &Ground,
    (sizes, alone): (&TypeScale, bool),
    scene: &mut Scene,
    fonts: &Fonts,
) {
    // What was counted stands at every chosen point or, where it has no room at one, at none: the key says it too.
    let kinds = alone && placed.iter().any(|own| !own.point.sublabel.full.is_empty()) && placed.len() <= MOST_SAYING;
    let said =
        kinds.then(|| settle(placed, run, ground, (sizes, true), fonts)).filter(|labels| all_say(placed, labels));
    let labels = said.unwrap_or_else(|| settle(placed, run, ground, (sizes, false), fonts));
    for (from, to) in labels.iter().flatten().filter_map(|(_, spot)| spot.pole) {
        scene.rule(from, to, Role::Grey, 0.7);
    }
    for (form, spot) in labels.into_iter().flatten() {
        for ((left, baseline, _), line) in form.rows(spot.at, spot.align).into_iter().zip(&form.lines) {
            let mut x = left;
            for part in line {
                let on = run.ground_at(x + part.width / 2.0);
                let style = TextStyle { on, ..part.style };
                scene.text(fonts, &part.text, (x, baseline), Align::Left, style);
                x += part.width + line[0].style.size * 0.32;
            }
        }
    }
}

/// Whether each chosen point says what was counted.
fn all_say(placed: &[Placed<'_>], labels: &[Option<(Form, Spot)>]) -> bool {
    placed.iter().zip(labels).all(|(own, label)| {
        own.point.quiet
            || own.point.sublabel.full.is_empty()
            || label.as_ref().is_some_and(|(form, _)| form.cost < BARE)
    })
}

/// Finds a form and a place for each label.
fn settle(
    placed: &[Placed<'_>],
    run: &Run<'_>,
    ground: &Ground,
    (sizes, with_kind): (&TypeScale, bool),
    fonts: &Fonts,
) -> Vec<Option<(Form, Spot)>> {
    let rivals = Rivals::of(placed, run);
    let mut tables = Vec::with_capacity(placed.len());
    let mut requests = Vec::with_capacity(placed.len());
    for (index, own) in placed.iter().enumerate() {
        let forms = forms(own, sizes, with_kind, fonts);
        let mut spots = Vec::new();
        let mut choices = Vec::new();
        for spot in candidates(own, &forms, ground, sizes) {
            let form = &forms[spot.form];
            let boxes = form.boxes(spot.at, spot.align);
            if !boxes.iter().all(|rect| ground.is_free(rect, 1.0))
                || !spot.pole.is_none_or(|pole| ground.lets_pass(pole))
            {
                continue;
            }
            let Some(doubt) = rivals.doubt(index, &boxes, &spot, sizes.body) else { continue };
            let crosses_edge = |air: f64| {
                let crossed = |x: &f64| boxes.iter().any(|rect| rect.x - air < *x && *x < rect.right() + air);
                ground.edges.iter().any(crossed)
            };
            let edge = match (crosses_edge(0.0), crosses_edge(1.5)) {
                (true, _) if own.point.quiet => EDGE * 2.1,
                (true, _) => EDGE,
                (false, true) => EDGE * 0.4,
                (false, false) => 0.0,
            };
            let over_grid = ground.grid.iter().any(|y| boxes.iter().any(|rect| rect.y < *y && *y < rect.bottom()));
            let astray = astray(run, own.slot, &boxes);
            let cost = form.cost + spot.cost + doubt + edge + astray + if over_grid { GRID } else { 0.0 };
            let air = |rect: Rect| Rect::new(rect.x - 1.8, rect.y - 0.2, rect.w + 3.6, rect.h + 0.4);
            choices.push(Choice { boxes: boxes.into_iter().map(air).collect(), pole: spot.pole, cost });
            spots.push(spot);
        }
        requests.push(Request { choices, left_out: if own.point.quiet { LEFT_OUT.1 } else { LEFT_OUT.0 } });
        tables.push((forms, spots));
    }
    choose(&requests)
        .into_iter()
        .zip(tables)
        .map(|(choice, (mut forms, mut spots))| {
            let spot = spots.swap_remove(choice?);
            Some((forms.swap_remove(spot.form), spot))
        })
        .collect()
}

/// The forms of a label, the fullest first.
fn forms(own: &Placed<'_>, sizes: &TypeScale, with_kind: bool, fonts: &Fonts) -> Vec<Form> {
    let point = own.point;
    let (value, kind) = if point.quiet {
        (TextStyle::muted(sizes.small), TextStyle::muted(sizes.small))
    } else {
        (TextStyle::ink(sizes.body, Weight::Semibold), TextStyle::muted(sizes.small))
    };
    let part = |text: &str, style: TextStyle| Part {
        text: text.to_owned(),
        style,
        width: fonts.width(text, style.size, style.weight),
    };
    let mut forms = Vec::new();
    let Some(full) = Some(part(&point.label.full, value)).filter(|part| part.width > 0.0) else { return forms };
    if with_kind && !point.quiet && !point.sublabel.full.is_empty() {
        let sub = part(&point.sublabel.full, kind);
        forms.push(Form::new(vec![vec![full.clone()], vec![sub.clone()]], 0.0));
        forms.push(Form::new(vec![vec![full.clone(), sub]], 0.4));
    }
    forms.push(Form::new(vec![vec![full]], BARE));
    if !point.label.short.is_empty() && point.label.short != point.label.full {
        forms.push(Form::new(vec![vec![part(&point.label.short, value)]], SHORT));
    }
    forms
}

/// Places about a mark, then on poles of growing length.
fn candidates(own: &Placed<'_>, forms: &[Form], ground: &Ground, sizes: &TypeScale) -> Vec<Spot> {
    let reach = own.reach;
    let (x, y) = own.at;
    let gap = sizes.body * 0.22;
    let side = sizes.body * 0.34;
    let mut spots = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        let (w, h) = (form.w, form.h);
        let one = form.lines.len() == 1;
        let spot =
            |at: (f64, f64), align: Align, cost: f64| Spot { form: index, at, align, pole: None, level: false, cost };
        let (above, below) = (reach.y - gap - h, reach.bottom() + gap);
        for (shift, cost) in [(0.5, 0.0), (0.35, 0.25), (0.65, 0.25), (0.2, 0.6), (0.8, 0.6)] {
            spots.push(spot((x - w * shift, above), Align::Centre, cost));
            spots.push(spot((x - w * shift, below), Align::Centre, 1.2 + cost));
        }
        // Beside the mark: the line of the value level with its middle, or a little higher or lower.
        let level = y - if one { h / 2.0 } else { ASCENT * sizes.body * 0.55 };
        for (shift, cost) in [(0.0, 0.0), (-0.3, 0.3), (0.3, 0.3), (-0.6, 0.6), (0.6, 0.7)] {
            let top = level + shift * sizes.body;
            for (left, align, extra) in [(own.right + side, Align::Left, 0.6), (reach.x - side - w, Align::Right, 0.9)]
            {
                spots.push(Spot { level: shift == 0.0, ..spot((left, top), align, extra + cost) });
            }
        }
        // What was counted is worth a second line, not a pole.
        if form.cost < BARE {
            continue;
        }
        let foot = reach.y - 1.5;
        let mut top = above - sizes.body * 0.4;
        while top >= ground.bounds.y && foot - top < LONGEST_POLE * sizes.body {
            let cost = 2.0 + 0.22 * (foot - top) / sizes.body;
            let flag = Some(((x, foot), (x, top + h * 0.06)));
            let under = Some(((x, foot), (x, top + h + gap * 0.5)));
            spots.push(Spot { pole: flag, ..spot((x + gap, top), Align::Left, cost) });
            spots.push(Spot { pole: flag, ..spot((x - gap - w, top), Align::Right, cost + 0.3) });
            spots.push(Spot { pole: under, ..spot((x - w / 2.0, top), Align::Centre, cost - 0.1) });
            top -= sizes.body * 0.5;
        }
    }
    spots
}

/// What it costs that a label stands under or over the foot of another slot, more so where that slot has no mark of its
/// own and the label might be taken for its figure.
fn astray(run: &Run<'_>, slot: usize, boxes: &[Rect]) -> f64 {
    let Some(hull) = boxes.iter().copied().reduce(union) else { return 0.0 };
    let away = (hull.x + hull.w / 2.0 - run.x(slot)) / run.slot;
    let beyond = (away.abs() - 0.5).clamp(0.0, 1.0);
    if beyond <= 0.0 {
        return 0.0;
    }
    let other = if away > 0.0 { slot.checked_add(1) } else { slot.checked_sub(1) };
    let bare = other
        .and_then(|other| run.slots.get(other))
        .is_some_and(|other| !other.points.iter().any(super::marks::drawable));
    ASTRAY * (beyond + if bare { 0.5 } else { 0.0 })
}

/// The points of a run, in the order of its slots, as what a label might be taken to belong to.
struct Rivals<'p, 'body> {
    placed: &'p [Placed<'body>],
    /// The middle of each point's slot.
    middles: Vec<f64>,
    /// How far the drawing of a point reaches from there at most.
    spread: f64,
}

impl<'p, 'body> Rivals<'p, 'body> {
    fn of(placed: &'p [Placed<'body>], run: &Run<'_>) -> Self {
        let middles: Vec<f64> = placed.iter().map(|own| run.x(own.slot)).collect();
        let spread = placed
            .iter()
            .zip(&middles)
            .map(|(own, middle)| (middle - own.reach.x).max(own.reach.right() - middle))
            .fold(0.0, f64::max);
        Self { placed, middles, spread }
    }

    /// What it costs that a label might be read as another mark's; `None` if it would be.
    fn doubt(&self, index: usize, boxes: &[Rect], spot: &Spot, body: f64) -> Option<f64> {
        let own = &self.placed[index];
        let distance = |reach: &Rect| boxes.iter().map(|rect| between(rect, reach)).fold(f64::INFINITY, f64::min);
        // A pole leads to its mark, and a label level with a mark is read as the mark's.
        let mine = match (spot.pole, spot.level) {
            (Some(_), _) => 0.0,
            (None, true) => distance(&own.reach) * 0.5,
            (None, false) => distance(&own.reach),
        };
        let mut cost = 0.0;
        let clear = body * DOUBT.1;
        for other in self.within(boxes, mine + clear).filter(|other| *other != index) {
            let rival = &self.placed[other];
            let theirs = distance(&rival.reach);
            if spot.pole.is_none() && theirs <= mine {
                return None;
            }
            // A grey mark and an ink label are not easily taken for a pair.
            let weight = if rival.point.quiet == own.point.quiet { DOUBT.0 } else { DOUBT.0 * 0.5 };
            cost += weight * (1.0 - (theirs - mine) / clear).clamp(0.0, 1.0);
        }
        Some(cost)
    }

    /// The points that may be so near to some boxes; all others are further away.
    fn within(&self, boxes: &[Rect], distance: f64) -> std::ops::Range<usize> {
        let left = boxes.iter().map(|rect| rect.x).fold(f64::INFINITY, f64::min) - distance - self.spread;
        let right = boxes.iter().map(Rect::right).fold(f64::NEG_INFINITY, f64::max) + distance + self.spread;
        let first = self.middles.partition_point(|middle| *middle < left);
        first..self.middles.partition_point(|middle| *middle <= right).max(first)
    }
}

/// Distance between two rectangles.
fn between(a: &Rect, b: &Rect) -> f64 {
    let dx = (b.x - a.right()).max(a.x - b.right()).max(0.0);
    let dy = (b.y - a.bottom()).max(a.y - b.bottom()).max(0.0);
    dx.hypot(dy)
}
