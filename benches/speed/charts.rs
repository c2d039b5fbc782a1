//! Each chart of the built-in records, all of its pages on one thread: laid out, drawn as SVG, and as PNG.

use divan::Bencher;
use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::chart::draw::{Meta, svg};
use staffelstab::chart::format::Format;
use staffelstab::chart::layout::lay_out;
use staffelstab::chart::raster::png;
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

fn svgs(chart: &Chart, look: &Look) -> Vec<String> {
    let scenes = lay_out(chart, Format::Slide, look.fonts);
    scenes.iter().map(|scene| svg(scene, &look.theme, look.fonts, &Meta::default()).expect("an SVG")).collect()
}

fn pngs(svgs: &[String], look: &Look) -> usize {
    let png = |svg: &String| png(svg, Format::Slide, look.fonts, &Meta::default()).expect("a PNG").len();
    svgs.iter().map(png).sum()
}

/// From the chart's rows to the bytes of its pictures.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn chart(bencher: Bencher<'_, '_>, name: &str) {
    let (chart, look) = (named(name), Look::default());
    bencher.bench_local(|| pngs(&svgs(&chart, &look), &look));
}

/// The first half: layout and SVG.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn drawing(bencher: Bencher<'_, '_>, name: &str) {
    let (chart, look) = (named(name), Look::default());
    bencher.bench_local(|| svgs(&chart, &look));
}

/// The second half: pixels and PNG.
#[divan::bench(args = CHARTS, sample_count = 20)]
fn encoding(bencher: Bencher<'_, '_>, name: &str) {
    let look = Look::default();
    let svgs = svgs(&named(name), &look);
    bencher.bench_local(|| pngs(&svgs, &look));
}
