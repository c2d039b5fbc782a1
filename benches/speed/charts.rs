//! Each chart of the built-in records, all of its pages on one thread: laid out, drawn as PNG, and as SVG.

use divan::Bencher;
use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::chart::draw::{Meta, svg};
use staffelstab::chart::format::Format;
use staffelstab::chart::layout::lay_out;
use staffelstab::chart::raster::png;
use staffelstab::chart::scene::Scene;
use staffelstab::chart::spec::Chart;
use staffelstab::locale::{Lang, Locale};
use staffelstab::report::look::Look;
use staffelstab::report::table::Dialect;
use staffelstab::report::{Request, contents};

use crate::records::built_in;

const CHARTS: [&str; 6] = ["attendance", "attendance-expectation", "topics", "topic-timeline", "hosts", "host-map"];

fn named(name: &str) -> Chart {
    let selection = Selection::new(built_in(), Query::default()).expect("a selection");
    let request = Request {
        attendance: true,
        topics: true,
        hosts: true,
        locale: Locale::of(Lang::De),
        format: Format::Slide,
        dialect: Dialect::Rfc4180,
        svg: false,
        compare: None,
        laender: LandOrder::Turn,
    };
    let charts = contents(&selection, &request).expect("contents").charts;
    charts.into_iter().map(|(chart, _)| chart).find(|chart| chart.name == name).expect("a chart")
}

fn pngs(scenes: &[Scene], look: &Look) -> usize {
    let png = |scene| png(scene, &look.theme, look.fonts, &Meta::default()).expect("a PNG").len();
    scenes.iter().map(png).sum()
}

/// From the chart's rows to the bytes of its pictures.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn chart(bencher: Bencher<'_, '_>, name: &str) {
    let (chart, look) = (named(name), Look::default());
    bencher.bench_local(|| pngs(&lay_out(&chart, Format::Slide, look.fonts), &look));
}

/// The first half: where things stand.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn layout(bencher: Bencher<'_, '_>, name: &str) {
    let (chart, look) = (named(name), Look::default());
    bencher.bench_local(|| lay_out(&chart, Format::Slide, look.fonts));
}

/// The second half: pixels and PNG.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn picture(bencher: Bencher<'_, '_>, name: &str) {
    let look = Look::default();
    let scenes = lay_out(&named(name), Format::Slide, look.fonts);
    bencher.bench_local(|| pngs(&scenes, &look));
}

/// The same pages as SVG.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn vector(bencher: Bencher<'_, '_>, name: &str) {
    let look = Look::default();
    let scenes = lay_out(&named(name), Format::Slide, look.fonts);
    let svg = |scene| svg(scene, &look.theme, look.fonts, &Meta::default()).expect("an SVG").len();
    bencher.bench_local(|| scenes.iter().map(svg).sum::<usize>());
}
