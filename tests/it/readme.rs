//! The README is run: every command of its tour, in one empty folder, in order. So is the help text.

use std::path::Path;

use crate::harness::{done, folder, read, staffelstab};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The words of a line, as a shell takes them: what stands in double quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_block_of_the_readme_runs() {
    let text = read(root().join("README.md"));
    let here = folder();
    let mut ran = 0;
    for block in text.split("```sh\n").skip(1) {
        let block = block.split("```").next().expect("a block ends");
        let mut lines = block.lines().filter(|line| !line.trim().is_empty());
        while let Some(line) = lines.next() {
            let words = words(line);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            if let ["cat", ">", name, "<<'END'"] = words.as_slice() {
                let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "END").collect();
                std::fs::write(here.path().join(name), text.join("\n") + "\n").expect("written");
                continue;
            }
            let ["staffelstab", arguments @ ..] = words.as_slice() else { panic!("{line}") };
            let out = done(here.path(), arguments);
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
    for command in ["", "report", "init", "check", "ingest", "explain", "gaps", "template", "completions", "man"] {
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
