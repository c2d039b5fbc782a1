//! Chooses one place for each label so that no two meet and the sum of costs is small: cheapest first, then rounds in
//! which a label may take a better place from its neighbours if these find another.

use crate::chart::layout::labels::crosses;
use crate::chart::scene::Rect;

/// Rounds of improvement at most.
const ROUNDS: usize = 8;
/// Poles side by side keep this distance, in points.
const POLE_AIR: f64 = 2.0;
/// A label pushes at most so many others aside at once, and looks at so many ways of doing it.
const MOST_PUSHED: usize = 2;
const MOST_LOOKS: usize = 24;

/// A straight line from one point to another.
pub(super) type Segment = ((f64, f64), (f64, f64));

/// One possible place of a label.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The boxes of its lines of text, with the air they keep.
    pub boxes: Vec<Rect>,
    /// The upright line that leads to its mark.
    pub pole: Option<Segment>,
    /// How little it is wanted.
    pub cost: f64,
}

/// A label looking for a place.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Where it may stand.
    pub choices: Vec<Choice>,
    /// Cost of leaving it out.
    pub left_out: f64,
}

/// The box around a choice.
fn hull(choice: &Choice) -> Rect {
    choice.boxes.iter().copied().chain(choice.pole.map(extent)).reduce(union).unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0))
}

/// The box around a line.
pub(super) fn extent((from, to): Segment) -> Rect {
    Rect::new(from.0.min(to.0), from.1.min(to.1), (from.0 - to.0).abs(), (from.1 - to.1).abs())
}

/// The box around two.
pub(super) fn union(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
}

/// Whether two rectangles come closer than `air` points.
fn near(a: &Rect, b: &Rect, air: f64) -> bool {
    a.x < b.right() + air && b.x < a.right() + air && a.y < b.bottom() + air && b.y < a.bottom() + air
}

fn meet(a: &Choice, b: &Choice) -> bool {
    let on_text = |pole: Option<Segment>, boxes: &[Rect]| {
        pole.is_some_and(|(from, to)| boxes.iter().any(|rect| crosses(from, to, rect)))
    };
    let beside = match (a.pole, b.pole) {
        (Some((a_from, a_to)), Some((b_from, b_to))) => {
            (a_from.0 - b_from.0).abs() < POLE_AIR && a_to.1 < b_from.1 && b_to.1 < a_from.1
        }
        _ => false,
    };
    beside
        || a.boxes.iter().any(|first| b.boxes.iter().any(|second| first.overlaps(second, 0.0)))
        || on_text(a.pole, &b.boxes)
        || on_text(b.pole, &a.boxes)
}

/// The requests with what is asked often: hulls, and who can be in whose way.
struct Table<'request> {
    requests: &'request [Request],
    /// Hull of every choice.
    hulls: Vec<Vec<Rect>>,
    /// Indices of the choices, cheapest first.
    ranked: Vec<Vec<usize>>,
    /// Requests any of whose choices could meet one of this request's.
    neighbours: Vec<Vec<usize>>,
    chosen: Vec<Option<usize>>,
}

impl<'request> Table<'request> {
    fn new(requests: &'request [Request]) -> Self {
        let hulls: Vec<Vec<Rect>> = requests.iter().map(|request| request.choices.iter().map(hull).collect()).collect();
        let reach: Vec<Option<Rect>> = hulls.iter().map(|hulls| hulls.iter().copied().reduce(union)).collect();
        let neighbours = (0..requests.len())
            .map(|index| {
                let other = |other: &usize| match (reach[index], reach[*other]) {
                    (Some(a), Some(b)) => *other != index && near(&a, &b, POLE_AIR),
                    _ => false,
                };
                (0..requests.len()).filter(other).collect()
            })
            .collect();
        let ranked = requests
            .iter()
            .map(|request| {
                let mut order: Vec<usize> = (0..request.choices.len()).collect();
                order.sort_by(|a, b| request.choices[*a].cost.total_cmp(&request.choices[*b].cost));
                order
            })
            .collect();
        Self { requests, hulls, ranked, neighbours, chosen: vec![None; requests.len()] }
    }

    fn cost(&self, index: usize, choice: Option<usize>) -> f64 {
        choice.map_or(self.requests[index].left_out, |choice| self.requests[index].choices[choice].cost)
    }

    fn collide(&self, (a, a_choice): (usize, usize), (b, b_choice): (usize, usize)) -> bool {
        near(&self.hulls[a][a_choice], &self.hulls[b][b_choice], POLE_AIR)
            && meet(&self.requests[a].choices[a_choice], &self.requests[b].choices[b_choice])
    }

    /// The neighbours whose present place a choice would meet.
    fn in_the_way(&self, index: usize, choice: usize) -> Vec<usize> {
        self.neighbours[index]
            .iter()
            .copied()
            .filter(|other| self.chosen[*other].is_some_and(|place| self.collide((index, choice), (*other, place))))
            .collect()
    }

    /// The cheapest place of a label that meets neither its neighbours nor `taken`.
    fn elsewhere(&self, index: usize, taken: &[(usize, usize)]) -> Option<usize> {
        self.ranked[index].iter().copied().find(|choice| {
            taken.iter().all(|place| !self.collide((index, *choice), *place))
                && self.neighbours[index].iter().all(|other| {
                    taken.iter().any(|(moved, _)| moved == other)
                        || self.chosen[*other].is_none_or(|place| !self.collide((index, *choice), (*other, place)))
                })
        })
    }

    /// Gives a label the place that lowers the sum most, moving whom it meets; says whether anything changed.
    fn improve(&mut self, index: usize) -> bool {
        let now = self.cost(index, self.chosen[index]);
        let mut best = (-1e-6, Vec::new());
        let mut looks = 0;
        for choice in self.ranked[index].iter().copied() {
            let mut gain = self.cost(index, Some(choice)) - now;
            // The neighbours cannot gain by making room: dearer choices need no look.
            if gain >= best.0 {
                break;
            }
            let pushed = self.in_the_way(index, choice);
            if pushed.len() > MOST_PUSHED || (!pushed.is_empty() && looks >= MOST_LOOKS) {
                continue;
            }
            looks += usize::from(!pushed.is_empty());
            let mut places = vec![(index, choice)];
            let mut left_out = Vec::new();
            for other in pushed {
                let place = self.elsewhere(other, &places);
                gain += self.cost(other, place) - self.cost(other, self.chosen[other]);
                match place {
                    Some(place) => places.push((other, place)),
                    None => left_out.push(other),
                }
                if gain >= best.0 {
                    break;
                }
            }
            if gain < best.0 {
                let moves = places.into_iter().map(|(index, choice)| (index, Some(choice)));
                best = (gain, moves.chain(left_out.into_iter().map(|index| (index, None))).collect());
            }
        }
        for (index, choice) in &best.1 {
            self.chosen[*index] = *choice;
        }
        !best.1.is_empty()
    }
}

/// The index of the choice for each request; `None` where a label is left out.
pub(super) fn choose(requests: &[Request]) -> Vec<Option<usize>> {
    let mut table = Table::new(requests);
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by(|a, b| {
        let (first, second) = (&requests[*a], &requests[*b]);
        second.left_out.total_cmp(&first.left_out).then(first.choices.len().cmp(&second.choices.len()))
    });
    for _ in 0..ROUNDS {
        let mut changed = false;
        for index in &order {
            changed |= table.improve(*index);
        }
        if !changed {
            break;
        }
    }
    table.chosen
}
