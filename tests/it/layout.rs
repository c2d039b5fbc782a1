//! Snapshots of every layout: each chart of the built-in records, on every sheet and in both languages, item by item,
//! to a tenth of a point. A label that moves by four pixels is a difference here, and in the pixels of `reports/`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::chart::draw::{Meta, outlined, svg};
use staffelstab::chart::format::Format;
use staffelstab::chart::layout::lay_out;
use staffelstab::chart::raster::{pixels as size, png};
use staffelstab::chart::scene::{Item, Scene};
use staffelstab::chart::text::Fonts;
use staffelstab::chart::theme::Theme;
use staffelstab::check::check;
use staffelstab::locale::{Lang, Locale};
use staffelstab::read::Package;
use staffelstab::report::table::Dialect;
use staffelstab::report::{Request, contents};

use crate::harness::{drawn, pixels, read};

/// One line an item, in the order of drawing.
fn snapshot(scenes: &[Scene]) -> String {
    let mut text = String::new();
    for (page, scene) in scenes.iter().enumerate() {
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(text, "page {}", page + 1);
        for item in &scene.items {
            let _ = match item {
                Item::Area { rect, fill, hatched, outline, .. } => writeln!(
                    text,
                    "area {:.1} {:.1} {:.1} {:.1} {fill:?} {} {:?}",
                    rect.x,
                    rect.y,
                    rect.w,
                    rect.h,
                    if *hatched { "hatched" } else { "plain" },
                    outline.map(|(role, _)| role)
                ),
                Item::Line { from, to, role, .. } => {
                    writeln!(text, "line {:.1} {:.1} {:.1} {:.1} {role:?}", from.0, from.1, to.0, to.1)
                }
                Item::Mark { at, size, shape, fill, role, .. } => {
                    writeln!(text, "mark {:.1} {:.1} {size:.1} {shape:?} {fill:?} {role:?}", at.0, at.1)
                }
                Item::Text { at, text: words, size, weight, role, .. } => {
                    writeln!(text, "text {:.1} {:.1} {size:.1} {weight:?} {role:?} {words}", at.0, at.1)
                }
            };
        }
    }
    // A zero has no sign.
    text.replace("-0.0", "0.0")
}

/// The scenes of every chart of the built-in records on a sheet in a language.
fn scenes(format: Format, lang: Lang) -> BTreeMap<String, Vec<Scene>> {
    let dataset = check(&Package::embedded()).expect("clean").dataset;
    let selection = Selection::new(&dataset, Query::default()).expect("everything");
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
    let contents = contents(&selection, &request).expect("rows");
    contents.charts.iter().map(|(chart, _)| (chart.name.clone(), lay_out(chart, format, Fonts::get()))).collect()
}

#[test]
fn every_layout_is_as_it_was_looked_at() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/layout");
    let mut wrong = Vec::new();
    for format in Format::ALL {
        for lang in [Lang::De, Lang::En] {
            for (name, scenes) in scenes(format, lang) {
                let path = fixtures.join(format!("{name}-{format}-{lang}.txt"));
                let found = snapshot(&scenes);
                if std::env::var_os("BLESS").is_some() {
                    fs::create_dir_all(&fixtures).expect("a folder");
                    fs::write(&path, &found).expect("written");
                }
                let expected = read(&path);
                if found != expected {
                    let line = found.lines().zip(expected.lines()).position(|(a, b)| a != b).unwrap_or_default();
                    wrong.push(format!(
                        "{}: line {}\n  was {:?}\n  is  {:?}",
                        path.display(),
                        line + 1,
                        expected.lines().nth(line),
                        found.lines().nth(line)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "look at the charts, then BLESS=1 cargo test\n{}", wrong.join("\n"));
}

#[test]
fn a_label_that_moves_by_four_pixels_is_seen() {
    let mut moved = 0;
    for (name, scenes) in scenes(Format::Slide, Lang::De) {
        let mut shifted = scenes.clone();
        let label = shifted[0].items.iter_mut().rev().find_map(|item| match item {
            Item::Text { at, .. } => Some(at),
            _ => None,
        });
        // 240 dpi: four pixels are 1.2 points.
        label.expect("a label").0 += 4.0 / Format::Slide.scale();
        assert_ne!(snapshot(&scenes), snapshot(&shifted), "{name}: the snapshot does not see it");
        let (theme, fonts, meta) = (Theme::neutral(), Fonts::get(), Meta::default());
        let picture = |scene: &Scene| pixels(&png(scene, &theme, fonts, &meta).expect("a picture"));
        let worst = picture(&scenes[0]).worst(&picture(&shifted[0]));
        assert!(worst > Some(crate::harness::TOLERANCE), "{name}: the pixels do not show it");
        moved += 1;
    }
    assert_eq!(moved, 6);
}

#[test]
fn a_png_is_the_picture_of_its_svg() {
    let (theme, fonts, meta) = (Theme::neutral(), Fonts::get(), Meta::default());
    for format in Format::ALL {
        for (name, scenes) in scenes(format, Lang::De) {
            let svg = svg(&scenes[0], &theme, fonts, &meta).expect("drawn");
            let vector = drawn(&outlined(&svg, fonts, &meta).expect("outlines"), size(format));
            let raster = pixels(&png(&scenes[0], &theme, fonts, &meta).expect("a picture"));
            // Letters of a PNG stand on whole pixels, those of an SVG anywhere.
            assert!(raster.worst_patch(&vector) <= 16, "{name} {format}");
            let mut less = scenes[0].clone();
            let label = less.items.iter().rposition(|item| matches!(item, Item::Text { .. })).expect("a label");
            less.items.remove(label);
            let less = pixels(&png(&less, &theme, fonts, &meta).expect("a picture"));
            assert!(less.worst_patch(&vector) > 32, "{name} {format}: a label that is missing is not seen");
        }
    }
}
