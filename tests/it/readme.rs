//! The README is run: every command of its tour, in one empty folder, in order. So is the help text.

use std::path::Path;

use crate::harness::{done, folder, read, staffelstab};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_block_of_the_readme_runs() {
    let text = read(root().join("README.md"));
    let here = folder();
    let mut ran = 0;
    for block in text.split("```sh\n").skip(1) {
        let block = block.split("```").next().expect("a block ends");
        for line in block.lines().filter(|line| !line.trim().is_empty()) {
            let mut words = line.split_whitespace();
            assert_eq!(words.next(), Some("staffelstab"), "{line}");
            let arguments: Vec<&str> = words.collect();
            let out = done(here.path(), &arguments);
            assert!(!out.stdout.is_empty(), "{line} says something");
            ran += 1;
        }
    }
    assert!(ran >= 14, "only {ran} commands");
    for made in ["reports/attendance.png", "english/hosts.svg", "meine-berichte/manifest.json", "man/staffelstab.1"] {
        assert!(here.path().join(made).is_file(), "{made}");
    }
}

#[test]
fn the_readme_names_both_commands_and_only_files_that_are_there() {
    let text = read(root().join("README.md"));
    assert!(text.contains("\n- run: `cargo run --release -- report`\n- test: `cargo test`\n"));
    for link in text.split("](").skip(1) {
        let target = link.split(')').next().expect("a link ends");
        assert!(root().join(target).exists(), "{target}");
    }
    for name in [
        "attendance",
        "attendance-trends",
        "topics",
        "topic-editions",
        "edition-topics",
        "hosts",
        "host-coverage",
        "chairs",
    ] {
        assert!(text.contains(&format!("`{name}.csv`")), "{name}");
        assert!(root().join(format!("reports/{name}.csv")).is_file(), "{name}");
    }
}

#[test]
fn the_help_is_as_committed() {
    let here = folder();
    let mut help = String::new();
    for command in ["", "report", "init", "check", "explain", "gaps", "template", "completions", "man"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        help.push_str(&format!("$ staffelstab {}\n{}\n", arguments.join(" "), done(here.path(), &arguments).stdout));
    }
    let golden = root().join("tests/it/fixtures/help.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&golden, &help).expect("written");
    }
    assert_eq!(help, read(golden), "the help has changed: BLESS=1 cargo test");
}

#[test]
fn no_command_is_offered_before_it_works() {
    let here = folder();
    for command in ["verify", "ingest"] {
        assert_eq!(staffelstab(here.path(), &[command]).code, 2, "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(done(here.path(), &["completions", shell]).stdout.contains("staffelstab"), "{shell}");
    }
    assert!(done(here.path(), &["man"]).stdout.contains(".TH staffelstab"));
}
