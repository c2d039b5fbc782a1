//! How findings are printed.

use serde_json::Value;
use staffelstab::diag::{Code, Diagnostic, Diagnostics, Finding, Format, Severity};
use staffelstab::source::SourceText;

fn source(text: &str) -> SourceText {
    SourceText::new("t.csv", "records/t.csv", text.as_bytes().to_vec()).expect("a text")
}

#[test]
fn text_has_message_place_line_caret_and_hints() {
    let source = source("a\nb\nc\nd\ne\nf\ng\nh\ni\n2022,hybird\n");
    let mut found = Diagnostics::default();
    found.error(Code::BadWord, || {
        Finding::at(&source, 23, 6, "`hybird` is not a format")
            .field("format")
            .hint("did you mean `hybrid`?")
            .hint("or not")
    });
    let expected = "\
error[bad-word]: `hybird` is not a format
  --> records/t.csv:10:6 (format)
   |
10 | 2022,hybird
   |      ^^^^^^
hint: did you mean `hybrid`?
hint: or not

error: 1 finding in 1 file; nothing was written
";
    assert_eq!(found.render(Format::Text), expected);
    let json: Value = serde_json::from_str(&found.render(Format::Json)).expect("JSON");
    let expected = serde_json::json!({
        "severity": "error", "code": "bad-word", "message": "`hybird` is not a format", "path": "records/t.csv",
        "line": 10, "column": 6, "length": 6, "field": "format", "excerpt": "2022,hybird",
        "hints": ["did you mean `hybrid`?", "or not"],
    });
    assert_eq!(json, expected);
}

#[test]
fn nothing_in_the_records_can_draw_on_the_terminal() {
    let evil = "x\u{1b}[2J\u{202e}\u{200b},y\n";
    let source = source(evil);
    let mut found = Diagnostics::default();
    found.error(Code::BadText, || Finding::at(&source, evil.find('y').expect("y"), 1, evil).field(evil).hint(evil));
    found.push(Diagnostic::file(Code::MissingFile, evil, "no file"));
    for format in [Format::Text, Format::Json] {
        let printed = found.render(format);
        assert!(!printed.chars().any(|c| c != '\n' && staffelstab::diag::is_hidden(c)), "{printed:?}");
    }
    // The caret stands under the cell as it is shown, not as it is stored.
    let text = found.text();
    let lines: Vec<&str> = text.lines().collect();
    let caret = lines.iter().position(|line| line.ends_with('^')).expect("a caret");
    let column = |line: &str, character| line.chars().position(|c| c == character);
    assert_eq!(column(lines[caret], '^'), column(lines[caret - 1], 'y'));
}

#[test]
fn a_long_line_is_cut_around_the_caret() {
    for (offset, length) in [(0, 3), (5_000, 10), (9_990, 10), (4_000, 5_000)] {
        let mut text = "ä".repeat(10_000);
        let marked: String = (0..length).map(|_| '#').collect();
        let start = text.char_indices().nth(offset).map_or(0, |(at, _)| at);
        text.replace_range(start..start + 2 * length, &marked);
        let source = source(&text);
        let mut found = Diagnostics::default();
        found.error(Code::BadWord, || Finding::at(&source, start, length, "wrong"));
        let printed = found.text();
        let lines: Vec<Vec<char>> = printed.lines().map(|line| line.chars().collect()).collect();
        assert!(lines.iter().all(|line| line.len() < 110), "{printed}");
        let carets: Vec<usize> = (0..lines[4].len()).filter(|at| lines[4][*at] == '^').collect();
        let marks: Vec<usize> = (0..lines[3].len()).filter(|at| lines[3][*at] == '#').collect();
        assert_eq!(carets, marks, "{printed}");
    }
}

#[test]
fn the_last_line_counts() {
    let found = |errors: usize, warnings: usize| {
        let mut found = Diagnostics::default();
        (0..errors).for_each(|at| found.error(Code::BadId, || Finding::file(format!("{at}.csv"), "wrong")));
        (0..warnings).for_each(|_| found.push(Diagnostic::file(Code::UnmappedTerm, "w.csv", "doubtful").warning()));
        found.text().lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(found(0, 0), "");
    assert_eq!(found(1, 0), "error: 1 finding in 1 file; nothing was written");
    assert_eq!(found(4, 0), "error: 4 findings in 4 files; nothing was written");
    assert_eq!(found(0, 2), "warning: 2 findings in 1 file");
    assert_eq!(found(2, 1), "error: 2 findings and 1 warning in 3 files; nothing was written");
}

#[test]
fn order_is_by_file_line_column_and_code() {
    let first = source("a,b\nc,d\n");
    let other = SourceText::new("s.csv", "records/s.csv", b"a\n".to_vec()).expect("a text");
    let finding = |at: usize| match at {
        0 => (Code::RequiredCell, Finding::at(&first, 6, 1, "d")),
        1 => (Code::BadId, Finding::at(&first, 6, 1, "d")),
        2 => (Code::BadId, Finding::at(&first, 4, 1, "c")),
        3 => (Code::TooLarge, Finding::file("records/t.csv", "whole")),
        _ => (Code::BadId, Finding::at(&other, 0, 1, "a")),
    };
    let collect = |order: &[usize]| {
        let mut found = Diagnostics::default();
        order.iter().map(|at| finding(*at)).for_each(|(code, finding)| found.error(code, || finding));
        found
    };
    let expected = collect(&[0, 1, 2, 3, 4]).text();
    assert_eq!(collect(&[4, 2, 0, 1, 3]).text(), expected);
    let found = collect(&[0, 1, 2, 3, 4]);
    let order: Vec<_> = found.sorted().iter().map(|found| (found.path().to_owned(), found.code())).collect();
    let path = |name: &str| format!("records/{name}.csv");
    assert_eq!(
        order,
        [
            (path("s"), Code::BadId),
            (path("t"), Code::TooLarge),
            (path("t"), Code::BadId),
            (path("t"), Code::BadId),
            (path("t"), Code::RequiredCell),
        ]
    );
    assert!(found.sorted().iter().all(|found| found.severity() == Severity::Error));
}
