//! index.html, taken apart: well-formed, labelled, readable, and loading nothing.

use std::collections::{BTreeMap, BTreeSet};

use staffelstab::chart::theme::Colour;

use crate::harness::{done, folder, read};

/// A tag with its attributes.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
    depth: usize,
    text: String,
}

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "img", "link"];

/// Takes a page apart. Stricter than HTML: every element is closed, every value stands in quotation marks, every
/// attribute is there once, and `<`, `>` and `&` stand for nothing else.
fn parse(page: &str) -> Vec<Tag> {
    let body = page.strip_prefix("<!DOCTYPE html>\n").expect("a document type");
    let mut tags: Vec<Tag> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        let (text, markup) = rest.split_at(at);
        let raw = open.last().is_some_and(|top| tags[*top].name == "style");
        assert!(raw || !text.contains('>'), "a bare > in {text:?}");
        for (place, _) in text.match_indices('&').filter(|_| !raw) {
            let entity = &text[place..text[place..].find(';').expect("an end") + place];
            assert!(["&amp", "&lt", "&gt", "&quot"].contains(&entity), "{entity}");
        }
        if let Some(top) = open.last() {
            tags[*top].text.push_str(text);
        }
        let end = markup.find('>').expect("a tag ends");
        let inner = &markup[1..end];
        rest = &markup[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            let top = open.pop().expect("something is open");
            assert_eq!(tags[top].name, name, "elements close in order");
            let text = tags[top].text.clone();
            if let Some(parent) = open.last() {
                tags[*parent].text.push_str(&text);
            }
            continue;
        }
        let (name, mut written) = inner.split_once(' ').unwrap_or((inner, ""));
        let mut attributes = BTreeMap::new();
        while !written.is_empty() {
            let (key, value) = written.split_once("=\"").expect("a value in quotation marks");
            let (value, after) = value.split_once('"').expect("its end");
            let twice = attributes.insert(key.to_owned(), value.to_owned());
            assert!(twice.is_none() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{key}");
            written = after.trim_start();
        }
        tags.push(Tag { name: name.to_owned(), attributes, depth: open.len(), text: String::new() });
        if !VOID.contains(&name) {
            open.push(tags.len() - 1);
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "everything is closed");
    tags
}

fn named<'t>(tags: &'t [Tag], name: &'t str) -> impl Iterator<Item = &'t Tag> {
    tags.iter().filter(move |tag| tag.name == name)
}

fn page(arguments: &[&str]) -> (tempfile::TempDir, String) {
    let here = folder();
    let mut all = vec!["report"];
    all.extend(arguments);
    done(here.path(), &all);
    let page = read(here.path().join("reports/index.html"));
    (here, page)
}

#[test]
fn the_page_is_whole_labelled_and_loads_nothing() {
    for lang in ["de", "en"] {
        let (here, text) = page(&["--lang", lang, "--svg", "--svg-fonts", "name"]);
        let tags = parse(&text);
        assert_eq!(named(&tags, "html").next().expect("html").attributes["lang"], lang);
        assert!(named(&tags, "meta").any(|meta| meta.attributes.get("name").is_some_and(|name| name == "viewport")));
        for only in ["title", "main", "h1", "nav", "footer"] {
            assert_eq!(named(&tags, only).count(), 1, "{only}");
        }
        let ids: Vec<&String> = tags.iter().filter_map(|tag| tag.attributes.get("id")).collect();
        let known: BTreeSet<&String> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id is there once");
        for tag in &tags {
            for (key, value) in &tag.attributes {
                match key.as_str() {
                    "aria-labelledby" => assert!(known.contains(value), "{value}"),
                    "href" => {
                        let inside = value.strip_prefix('#').is_some_and(|id| known.contains(&id.to_owned()));
                        assert!(inside || here.path().join("reports").join(value).is_file(), "{value}");
                    }
                    "src" => assert!(value.starts_with("data:image/png;base64,"), "something is loaded"),
                    _ => assert!(!value.contains("//") && !key.starts_with("on"), "{key}={value}"),
                }
            }
        }
        assert!(named(&tags, "script").next().is_none() && named(&tags, "link").next().is_none());
        let style = &named(&tags, "style").next().expect("a style sheet").text;
        assert!(!style.contains("url(") && !style.contains("@import"), "the style sheet loads something");
        assert!(style.contains("@media print") && style.contains(":focus-visible"));
        // Headings go down by one level.
        let levels: Vec<&str> =
            tags.iter().map(|tag| tag.name.as_str()).filter(|name| ["h1", "h2", "h3"].contains(name)).collect();
        assert_eq!(levels[0], "h1");
        assert!(levels[1..].iter().all(|level| *level == "h2"), "{levels:?}");
        // Every picture says in words what it shows, has its size, and stands in a figure with a caption.
        let images: Vec<&Tag> = named(&tags, "img").collect();
        assert_eq!(images.len(), named(&tags, "figure").count());
        assert!(images.len() >= 6);
        for image in images {
            let alt = &image.attributes["alt"];
            assert!(alt.chars().count() > 40, "{alt}");
            assert_eq!((image.attributes["width"].as_str(), image.attributes["height"].as_str()), ("3200", "1800"));
        }
        // Tables have captions, and headings with a scope; they scroll in a region that can be reached by keyboard.
        assert_eq!(named(&tags, "table").count(), named(&tags, "caption").count());
        assert!(named(&tags, "th").all(|th| th.attributes.get("scope").is_some_and(|scope| scope == "col")));
        let regions: Vec<&Tag> = named(&tags, "div").collect();
        assert_eq!(regions.len(), named(&tags, "table").count());
        for region in regions {
            assert_eq!((region.attributes["role"].as_str(), region.attributes["tabindex"].as_str()), ("region", "0"));
            assert!(region.depth > 2);
        }
        // What is in the folder is on the page.
        let linked: BTreeSet<&String> = tags.iter().filter_map(|tag| tag.attributes.get("href")).collect();
        for entry in std::fs::read_dir(here.path().join("reports")).expect("a folder") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            assert!(name == "index.html" || linked.contains(&name), "{name} is not linked");
        }
    }
}

#[test]
fn the_colours_of_the_page_can_be_read() {
    let (_here, text) = page(&["hosts"]);
    let colour = |name: &str| -> Colour {
        let value = text.split(&format!("--{name}: ")).nth(1).expect(name);
        value[..7].parse().expect("a colour")
    };
    for text in ["ink", "muted", "accent"] {
        for ground in ["paper", "track"] {
            let ratio = colour(text).contrast(colour(ground));
            assert!(ratio >= 4.5, "{text} on {ground}: {ratio}");
        }
    }
}

#[test]
fn hostile_records_stay_text() {
    let here = folder();
    done(here.path(), &["init", "mine"]);
    let path = here.path().join("mine/editions.csv");
    let hostile = "=1+1<script>alert(1)</script>&amp";
    std::fs::write(&path, read(&path).replace("Dresden", hostile)).expect("written");
    done(here.path(), &["report", "--data", "mine"]);
    let text = read(here.path().join("reports/index.html"));
    let tags = parse(&text);
    assert!(named(&tags, "script").next().is_none());
    assert!(text.contains("<td>'=1+1&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp</td>"));
    assert!(named(&tags, "td").all(|cell| !cell.text.starts_with(['=', '+', '@'])));
}
