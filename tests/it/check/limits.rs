//! What is too large is a finding, and findings do not fill the memory.

use super::golden;
use super::good::{edited, file, findings, good, judge};

#[test]
fn cells_lines_and_columns_have_a_largest_size() {
    let mut differences = Vec::new();
    let mut case = |name: &str, files: &super::good::Files| {
        differences.extend(golden::differs(name, &findings(files).text()));
    };
    case("too-large-cell", &edited(&[("figures.csv", "Joint figure", &"Joint ".repeat(11_000))]));
    case("too-large-line", &edited(&[("figures.csv", "Joint figure", &"Joint ".repeat(180_000))]));
    case("too-many-columns", &edited(&[("terms.csv", "term,topic", &format!("term,topic{}", ",x".repeat(999)))]));
    let mut files = good();
    file(&mut files, "rules.toml").extend("# comment\n".repeat(110_000).bytes());
    case("too-large-rules", &files);
    golden::expect_none(&differences);
}

#[test]
fn a_cell_of_the_largest_size_is_taken() {
    let files = edited(&[("figures.csv", "Joint figure", &"x".repeat(64 * 1024))]);
    assert!(judge(&files).is_ok_and(|checked| checked.warnings.is_empty()));
}

#[test]
fn findings_are_counted_but_not_all_kept() {
    let mut files = good();
    file(&mut files, "figures.csv").extend("r-1,talks,x,,,,,after,,haus-2021,\n".repeat(5_000).bytes());
    let found = findings(&files);
    // The rows are equal as well.
    assert_eq!(found.errors(), 5_000 + 4_999);
    assert_eq!(found.sorted().len(), 2_000);
    let json = found.json_lines();
    assert_eq!(json.lines().count(), 2_002);
    assert!(
        json.ends_with("{\"severity\":\"error\",\"code\":\"duplicate-claim\",\"omitted\":3999}\n"),
        "{}",
        &json[json.len() - 200..]
    );
    let mut twice = found.clone();
    twice.extend(found.clone());
    assert_eq!((twice.errors(), twice.sorted().len()), (2 * 9_999, 2_000));
    assert!(found.text().ends_with("error: 9999 findings in 1 file; nothing was written\n"));
}

#[test]
fn rules_nested_without_end_are_refused() {
    let mut files = good();
    *file(&mut files, "rules.toml") = format!("x = {}", "[".repeat(100_000)).into_bytes();
    assert!(findings(&files).has_errors());
    *file(&mut files, "rules.toml") = format!("{} = 1", vec!["a"; 100_000].join(".")).into_bytes();
    assert!(findings(&files).has_errors());
}
