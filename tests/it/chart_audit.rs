//! The layout audit: every chart of the built-in records, on every sheet and in both languages, has an empty one; and
//! the audit itself objects to what it must object to.

mod generated;

use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::chart::audit::{Fault, audit};
use staffelstab::chart::format::Format;
use staffelstab::chart::layout::lay_out;
use staffelstab::chart::scene::{Align, Fill, Item, Layer, Rect, Scene, Shape, TextStyle};
use staffelstab::chart::text::{Fonts, Weight};
use staffelstab::chart::theme::{Role, Theme};
use staffelstab::check::{Dataset, check};
use staffelstab::locale::{Lang, Locale};
use staffelstab::read::Package;
use staffelstab::report::table::Dialect;
use staffelstab::report::{Request, contents};

fn built_in() -> Dataset {
    check(&Package::embedded()).expect("the built-in records are clean").dataset
}

/// Every objection to every chart of a query, on every sheet and in both languages.
fn objections(dataset: &Dataset, query: &Query) -> Vec<String> {
    let selection = Selection::new(dataset, query.clone()).expect("a series that is there");
    let mut found = Vec::new();
    for lang in [Lang::De, Lang::En] {
        for format in Format::ALL {
            let request = Request {
                attendance: true,
                topics: true,
                hosts: true,
                locale: Locale::of(lang),
                format,
                dialect: Dialect::Rfc4180,
                svg: false,
                compare: None,
                laender: LandOrder::Turn,
            };
            let contents = contents(&selection, &request).expect("tables");
            for (chart, _) in &contents.charts {
                assert!(chart.alt.chars().count() <= 200, "{}: {}", chart.name, chart.alt);
                for (page, scene) in lay_out(chart, format, Fonts::get()).iter().enumerate() {
                    for fault in audit(scene, &Theme::neutral(), Fonts::get()) {
                        found.push(format!("{} {lang} {format} page {}: {fault}", chart.name, page + 1));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn the_built_in_charts_have_an_empty_audit() {
    let dataset = built_in();
    let found = objections(&dataset, &Query::default());
    assert!(found.is_empty(), "{} objections:\n{}", found.len(), found.join("\n"));
}

#[test]
fn narrowed_charts_have_an_empty_audit() {
    let dataset = built_in();
    let series = |id: &str| Query { series: vec![id.to_owned()], ..Query::default() };
    for query in [
        series("thueringer-egov-kongress"),
        series("mitteldeutsche-digitalisierungskonferenz"),
        Query { from: Some(2021), to: Some(2023), ..Query::default() },
        Query { from: Some(1990), to: Some(1991), ..Query::default() },
        Query { as_of: Some("2022-03-01".parse().expect("a date")), ..Query::default() },
    ] {
        let found = objections(&dataset, &query);
        assert!(found.is_empty(), "{query:?}: {} objections:\n{}", found.len(), found.join("\n"));
    }
}

fn faults(draw: impl FnOnce(&mut Scene)) -> Vec<Fault> {
    let mut scene = Scene::new(Format::Slide);
    draw(&mut scene);
    audit(&scene, &Theme::neutral(), Fonts::get())
}

fn ink() -> TextStyle {
    TextStyle::ink(12.0, Weight::Regular)
}

fn mark(at: (f64, f64), value: Option<(f64, f64, f64)>) -> Item {
    Item::Mark { at, size: 10.0, shape: Shape::Circle, fill: Fill::Solid, role: Role::Accent, value }
}

#[test]
fn a_clean_page_has_no_fault() {
    let found = faults(|scene| {
        scene.text(Fonts::get(), "rund 3.600", (100.0, 100.0), Align::Left, ink());
        scene.items.push(mark((80.0, 96.0), Some((3600.0, 0.0, 4000.0))));
    });
    assert_eq!(found, []);
}

#[test]
fn overlapping_texts_are_reported_from_half_a_point_on() {
    let pair = |shift: f64| {
        faults(|scene| {
            let first = scene.text(Fonts::get(), "erwartet", (100.0, 100.0), Align::Left, ink());
            scene.text(Fonts::get(), "gezählt", (first.right() + shift, 100.0), Align::Left, ink());
        })
    };
    assert!(matches!(pair(-4.0).as_slice(), [Fault::TextOnText(..)]));
    assert_eq!(pair(0.0), []);
}

#[test]
fn text_on_a_mark_or_on_a_line_of_data_is_reported() {
    let on_mark = faults(|scene| {
        scene.items.push(mark((110.0, 96.0), None));
        scene.text(Fonts::get(), "rund 400", (100.0, 100.0), Align::Left, ink());
    });
    assert!(matches!(on_mark.as_slice(), [Fault::TextOnMark(..)]));
    let line = |layer, from, to| {
        faults(|scene| {
            scene.items.push(Item::Line { from, to, role: Role::Axis, width: 1.0, dash: 0.0, layer });
            scene.text(Fonts::get(), "rund 400", (100.0, 100.0), Align::Left, ink());
        })
    };
    assert!(matches!(line(Layer::Mark, (90.0, 60.0), (130.0, 120.0)).as_slice(), [Fault::TextOnMark(..)]));
    // A diagonal that passes the corner of the box without touching it is none, and a grid line never is.
    assert_eq!(line(Layer::Mark, (60.0, 100.0), (100.0, 40.0)), []);
    assert_eq!(line(Layer::Ground, (90.0, 96.0), (200.0, 96.0)), []);
}

#[test]
fn text_off_the_sheet_too_small_too_pale_or_without_glyph_is_reported() {
    let one = |text: &str, at: (f64, f64), style: TextStyle| {
        faults(|scene| {
            scene.text(Fonts::get(), text, at, Align::Left, style);
        })
    };
    assert!(matches!(one("Rand", (950.0, 100.0), ink()).as_slice(), [Fault::OffSheet(..)]));
    assert!(matches!(one("klein", (10.0, 100.0), TextStyle::muted(9.9)).as_slice(), [Fault::TooSmall(..)]));
    let pale = TextStyle { role: Role::Rule, ..ink() };
    assert!(matches!(one("blass", (10.0, 100.0), pale).as_slice(), [Fault::Contrast(..)]));
    assert!(matches!(one("漢", (10.0, 100.0), ink()).as_slice(), [Fault::MissingGlyph(_, '漢')]));
    assert!(matches!(one("x", (f64::NAN, 100.0), ink()).as_slice(), [Fault::NotFinite(_)]));
}

#[test]
fn a_value_outside_its_axis_and_a_hidden_mark_are_reported() {
    let outside = faults(|scene| scene.items.push(mark((100.0, 100.0), Some((23_200.0, 0.0, 22_000.0)))));
    assert_eq!(outside, [Fault::OutsideAxis(23_200.0, 0.0, 22_000.0)]);
    let hidden = faults(|scene| {
        scene.items.push(mark((100.0, 100.0), None));
        scene.items.push(mark((101.0, 100.0), None));
    });
    assert!(matches!(hidden.as_slice(), [Fault::MarkOnMark(_)]));
}

#[test]
fn a_label_may_stand_in_the_bar_it_was_coloured_for() {
    let bar = Rect::new(100.0, 90.0, 120.0, 20.0);
    let inside = |role| {
        faults(|scene| {
            scene.items.push(Item::Area {
                rect: bar,
                fill: Some(Role::Accent),
                hatched: false,
                outline: None,
                dash: 0.0,
                radius: 0.0,
                layer: Layer::Mark,
            });
            let style = TextStyle { role, on: Role::Accent, ..ink() };
            scene.text(Fonts::get(), "6 von 9", (110.0, 104.0), Align::Left, style);
        })
    };
    assert_eq!(inside(Role::OnAccent), []);
    assert!(matches!(inside(Role::Ink).as_slice(), [Fault::Contrast(..)]));
}

#[test]
fn contrast_is_that_of_wcag() {
    use staffelstab::chart::theme::Colour;
    let on_white = |colour: Colour| colour.contrast(Colour::WHITE);
    assert!((on_white(Colour(0, 0, 0)) - 21.0).abs() < 1e-9);
    assert!((on_white(Colour(0x76, 0x76, 0x76)) - 4.542).abs() < 5e-4);
    assert!((on_white(Colour(0x77, 0x77, 0x77)) - 4.478).abs() < 5e-4);
    let theme = Theme::neutral();
    for role in [Role::Accent, Role::Second, Role::Third, Role::Grey, Role::Axis] {
        assert!(on_white(theme.colour(role)) >= 3.0, "{role:?}");
    }
    assert!((on_white(theme.colour(Role::Ink)) - 14.8).abs() < 0.1);
    assert!((on_white(theme.colour(Role::Muted)) - 5.8).abs() < 0.1);
}
