//! docs/findings.md has cause and remedy of every code, and of no other.

use std::path::Path;

use staffelstab::diag::Code;

#[test]
fn the_page_is_complete() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    let page = std::fs::read_to_string(path).expect("docs/findings.md is there");
    let mut sections = page.split("\n## ");
    let introduction = sections.next().unwrap_or_default();
    assert!(introduction.starts_with("# "), "the page has a title");
    let mut described = Vec::new();
    for section in sections {
        let (title, body) = section.split_once('\n').unwrap_or((section, ""));
        let code = title.trim().trim_matches('`').to_owned();
        for part in ["**Cause.**", "**Remedy.**"] {
            let said = body.split(part).nth(1).and_then(|rest| rest.split("**").next()).unwrap_or_default();
            assert!(said.trim().len() > 20, "{code}: {part} says nothing");
        }
        described.push(code);
    }
    let mut known: Vec<_> = Code::ALL.iter().map(|code| code.word().to_owned()).collect();
    assert_eq!(described.iter().filter(|code| !known.contains(code)).collect::<Vec<_>>(), Vec::<&String>::new());
    described.sort();
    known.sort();
    assert_eq!(described, known);
}
