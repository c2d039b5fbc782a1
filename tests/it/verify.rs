//! `verify`: whole commands.

use std::fs;
use std::path::Path;

use crate::harness::{done, folder, read, staffelstab};

/// Changes one text of a table.
fn edit(path: &Path, from: &str, to: &str) {
    let text = read(path);
    assert!(text.contains(from), "{}: {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn the_committed_reports_follow_from_the_built_in_records() {
    let ran = done(Path::new(env!("CARGO_MANIFEST_DIR")), &["verify", "reports"]);
    assert!(ran.stdout.ends_with("all of them follow\n"), "{}", ran.stdout);
}

#[test]
fn a_changed_record_is_named_with_what_changed() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    done(here.path(), &["report", "--data", "mine"]);
    let chairs = here.path().join("mine/chairs.csv");
    let before = read(&chairs);
    edit(&chairs, "2026,", "2031,");
    let ran = staffelstab(here.path(), &["verify", "reports/hosts.png", "reports/topics.png", "--data", "mine"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(
        ran.stdout.starts_with("reports/hosts.png: does not follow from the records\n  chairs.csv: "),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("reports/topics.png: follows from the records ("), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("1 of 2 files does not\n"), "{}", ran.stdout);
    // Back again, it follows.
    fs::write(&chairs, before).expect("written");
    done(here.path(), &["verify", "reports", "--data", "mine"]);
}

#[test]
fn a_figure_that_grew_is_shown_with_both_values() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    done(here.path(), &["report", "attendance", "--data", "mine", "--lang", "en", "--size", "a4", "--from", "2018"]);
    edit(&here.path().join("mine/figures.csv"), "fk-12,attendance,800,", "fk-12,attendance,900,");
    let ran = staffelstab(here.path(), &["verify", "reports/attendance.png", "--data", "mine"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("fk-12 · 2024") && ran.stdout.contains("value `800` → `900`"), "{}", ran.stdout);
}

#[test]
fn a_picture_that_was_painted_over_is_found() {
    let here = folder();
    done(here.path(), &["report", "hosts"]);
    let path = here.path().join("reports/host-map.png");
    let bytes = fs::read(&path).expect("a picture");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("a frame");
    let info = reader.info().clone();
    for sample in &mut pixels[3_000_000..3_000_300] {
        *sample = 0;
    }
    let mut painted = Vec::new();
    let mut encoder = png::Encoder::new(&mut painted, info.width, info.height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    for chunk in &info.utf8_text {
        writer.write_text_chunk(chunk).expect("words");
    }
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    fs::write(&path, painted).expect("written");
    let ran = staffelstab(here.path(), &["verify", "reports/host-map.png"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (
            1,
            "reports/host-map.png: does not follow from the records\n  its rows are those of the records, but the \
             picture is not the one they give\n1 of 1 file does not\n"
        )
    );
}

#[test]
fn an_edited_table_and_a_missing_file_are_found() {
    let here = folder();
    done(here.path(), &["report", "topics", "--csv", "excel-de"]);
    edit(&here.path().join("reports/topics.csv"), ";0,5000;", ";0,7000;");
    fs::remove_file(here.path().join("reports/topic-timeline.alt.txt")).expect("removed");
    fs::remove_file(here.path().join("reports/topics-2.png")).expect("removed");
    let ran = staffelstab(here.path(), &["verify", "reports"]);
    assert_eq!(ran.code, 1);
    for expected in [
        "reports/topics.csv: does not follow from the records\n  it was changed since it was written\n",
        "share `0.7000` → `0.5000`",
        "reports/topic-timeline.alt.txt: does not follow from the records\n  the manifest lists it, and it is not there\n",
        "reports/topics-2.png: does not follow from the records\n  the manifest lists it, and it is not there\n",
        "reports/edition-topics.csv: follows from the records\n",
    ] {
        assert!(ran.stdout.contains(expected), "{expected}\n{}", ran.stdout);
    }
}

#[test]
fn what_cannot_be_verified_is_said_with_exit_code_3() {
    let here = folder();
    fs::write(here.path().join("text.png"), "no picture").expect("written");
    fs::create_dir(here.path().join("empty")).expect("made");
    fs::create_dir(here.path().join("evil")).expect("made");
    fs::write(
        here.path().join("evil/manifest.json"),
        r#"{"options":{"reports":[],"series":[],"from":null,"to":null,"as_of":null,"lang":"de","size":"slide","csv":"rfc4180","svg":false,"svg_fonts":null,"theme":"neutral","compare":null},"outputs":[{"name":"../../etc/passwd","sha256":""}]}"#,
    )
    .expect("written");
    let mut plain = Vec::new();
    {
        let encoder = png::Encoder::new(&mut plain, 1, 1);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&[0]).expect("a pixel");
    }
    fs::write(here.path().join("plain.png"), plain).expect("written");
    for (path, expected) in [
        ("text.png", "error: `text.png` cannot be verified: it is not a whole PNG picture: Invalid PNG signature.\n"),
        (
            "plain.png",
            "error: `plain.png` cannot be verified: it says nothing about its rows: it was not made by staffelstab, or \
             another program saved it again\n",
        ),
        ("empty", "error: `empty` holds neither a chart nor a manifest\n"),
        ("evil", "error: cannot read `evil/manifest.json`: `../../etc/passwd` is not a plain file name\n"),
        ("nothing.png", "error: cannot read `nothing.png`: No such file or directory (os error 2)\n"),
    ] {
        let ran = staffelstab(here.path(), &["verify", path]);
        assert_eq!((ran.code, ran.stderr.as_str()), (3, expected), "{path}");
    }
}

#[test]
fn no_mutation_of_a_picture_makes_the_program_panic() {
    let here = folder();
    done(here.path(), &["report", "hosts"]);
    let bytes = fs::read(here.path().join("reports/host-map.png")).expect("a picture");
    // The words stand before the pixels: mutations go there.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).expect("small")
    };
    for _ in 0..400 {
        let mut mutated = bytes.clone();
        for _ in 0..=random(4) {
            let at = random(9_000.min(mutated.len()));
            mutated[at] = u8::try_from(random(256)).expect("a byte");
        }
        mutated.truncate(bytes.len() - if random(3) == 0 { random(bytes.len()) } else { 0 });
        // Whatever it says, it says it: neither a panic nor rows that nobody wrote.
        if let Ok(evidence) = staffelstab::report::evidence::read(&mutated) {
            assert!(evidence.rows.is_none_or(|rows| rows.len() <= 1024 * 1024));
        }
    }
}
