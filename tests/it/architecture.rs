//! The house has one direction of flow. This test reads the imports and holds everyone to it; the list of exceptions
//! is empty and stays so.

use std::fs;
use std::path::{Path, PathBuf};

/// A room and the rooms it may look into. `crate::locale` and `std` are open to all.
const ROOMS: &[(&str, &[&str])] = &[
    ("locale", &[]),
    ("model", &["locale"]),
    ("digest", &[]),
    ("progress", &["locale"]),
    ("parallel", &[]),
    ("scratch", &[]),
    ("source", &[]),
    ("diag", &["source"]),
    ("read", &["source", "diag", "digest", "model", "progress", "parallel"]),
    ("check", &["source", "diag", "digest", "model", "read", "locale", "progress", "parallel", "scratch"]),
    ("ingest", &["source", "diag", "digest", "model", "read", "check", "locale"]),
    ("template", &["read", "model", "check", "ingest", "locale"]),
    ("analysis", &["check", "model", "locale", "diag"]),
    ("chart", &["locale"]),
    ("report", &["analysis", "chart", "check", "diag", "digest", "model", "locale", "progress", "parallel"]),
    ("write", &["read"]),
    ("cli", &["analysis", "chart", "locale", "model", "report"]),
    (
        "run",
        &[
            "analysis", "chart", "check", "cli", "diag", "digest", "ingest", "locale", "model", "read", "report",
            "progress", "source", "template", "write",
        ],
    ),
];

fn sources() -> Vec<(String, String)> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src is readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).expect("source is UTF-8"))
        })
        .collect()
}

/// The first path segment behind every `crate::` of the code, comments left out.
fn imports(code: &str) -> Vec<String> {
    code.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .flat_map(|line| line.split("crate::").skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn every_room_looks_only_downstream() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let room = name.split(['/', '.']).next().unwrap_or_default();
        if matches!(room, "main" | "lib") {
            continue;
        }
        let Some((_, allowed)) = ROOMS.iter().find(|(known, _)| *known == room) else {
            wrong.push(format!("{name}: no room of that name is in the plan"));
            continue;
        };
        for import in imports(&code) {
            if import != room && !import.is_empty() && !allowed.contains(&import.as_str()) {
                wrong.push(format!("{name}: {room} may not look into {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_one_file_names_polars_and_only_one_room_writes_files() {
    for (name, code) in sources() {
        let code: String = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        assert_eq!(code.contains("polars::"), name == "analysis/frame.rs", "{name} and polars");
        let writes = ["fs::write", "File::create", "OpenOptions", "NamedTempFile", "create_dir"];
        let writer = writes.iter().any(|call| code.contains(call));
        assert!(!writer || name.starts_with("write/"), "{name} writes files");
        assert!(!code.contains("process::exit"), "{name} exits the process");
    }
}

#[test]
fn a_plotted_mark_goes_through_plotters() {
    let users: Vec<_> =
        sources().into_iter().filter(|(_, code)| code.contains("use plotters")).map(|(name, _)| name).collect();
    assert!(!users.is_empty() && users.iter().all(|name| name.starts_with("chart/draw")), "{users:?}");
}
