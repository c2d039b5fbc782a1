//! The readers of what a report has made or is made with: themes, pictures with their evidence, manifests.

use std::fs;
use std::path::Path;

use staffelstab::chart::theme;
use staffelstab::report::evidence;
use staffelstab::report::manifest::recorded;

use super::mutate::Target;

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn themes() {
    let names = ["greyscale", "high-contrast", "neutral"];
    let seeds = names.iter().map(|name| file(&format!("src/chart/theme/built_in/{name}.toml"))).collect();
    let target = Target { reader: "themes", seeds, usual: 400, memory: 256 };
    target.withstands(|bytes| {
        // What is not UTF-8 is refused before.
        let text = String::from_utf8_lossy(bytes);
        if let Err(faults) = theme::read("own.toml", &text) {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(fault.span.end <= text.len() && !fault.message.is_empty(), "{fault:?}");
            }
        }
    });
}

#[test]
fn pictures() {
    let seeds = vec![file("reports/topics.png"), file("reports/attendance-expectation.png")];
    let target = Target { reader: "pictures", seeds, usual: 60, memory: 1024 };
    let untouched = file("reports/topics.png");
    target.withstands(|bytes| {
        if let Ok(evidence) = evidence::read(bytes) {
            assert!(evidence.rows.is_none_or(|rows| rows.len() <= evidence::MOST_ROWS));
        }
        let _ = evidence::same_pixels(bytes, &untouched);
    });
}

#[test]
fn manifests() {
    let target = Target { reader: "manifests", seeds: vec![file("reports/manifest.json")], usual: 400, memory: 256 };
    target.withstands(|bytes| {
        if let Ok(recorded) = recorded(bytes) {
            assert!(recorded.outputs.keys().all(|name| Path::new(name).components().count() == 1), "{recorded:?}");
        }
    });
}
