//! index.html: a contact sheet of the report in one file. Nothing is loaded from anywhere, and no script runs: pictures
//! are inside, tables are tables, files are links beside it.

mod html;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use self::html::{Element, escaped};
use super::table::Table;
use super::{Contents, File, Request};
use crate::analysis::selection::Selection;
use crate::diag::harmless;
use crate::locale::{Lang, Locale};

/// The style sheet.
const STYLE: &str = include_str!("index/style.css");
/// Rows of a table that the page shows; the CSV has all of them.
const MOST_ROWS: usize = super::long::HEAD;
/// Most bytes of pictures inside the page; further ones are links.
const MOST_PICTURES: usize = 24 * 1024 * 1024;

/// The page for files of these names, the drawn ones with their bytes.
#[must_use]
pub fn index(
    selection: &Selection<'_>,
    contents: &Contents,
    request: &Request,
    (names, files): (&[String], &[File]),
) -> String {
    let lang = request.locale.lang;
    let title = lang.pick("Kongresse der Verwaltungsdigitalisierung", "Public-sector digitalisation congresses");
    let day = selection.day_of_records().map(|day| day.written(request.locale)).unwrap_or_default();
    let mut main = Element::new("main").with("id", "charts");
    main.add(Element::new("h1").text(title));
    let known = lang.pick(
        format!(
            "Stand der Daten: {day}. Alle Zahlen sind Angaben ihrer Quellen; verglichen wird nur, was vergleichbar ist."
        ),
        format!("Records as of {day}. All numbers are claims of their sources; only what is comparable is compared."),
    );
    main.add(Element::new("p").text(&known));
    main.add(contents_list(contents, lang));
    let mut room = MOST_PICTURES;
    for (chart, tables) in &contents.charts {
        let pages = pages(&chart.name, files);
        let mut section = Element::new("section").with("aria-labelledby", &format!("h-{}", chart.name));
        section.add(Element::new("h2").with("id", &format!("h-{}", chart.name)).text(&chart.title));
        section.add(Element::new("p").with("class", "sub").text(&chart.subtitle));
        let count = pages.len();
        for (page, file) in pages.iter().enumerate() {
            room = picture(&mut section, file, (&chart.alt, page, count), room, lang);
        }
        if let Some(table) = contents.tables.iter().find(|table| tables.first() == Some(&table.name)) {
            section.add(table_of(table, &chart.name, request.locale));
        }
        section.add(downloads(&chart.name, tables, (names, files), lang));
        main.add(section);
    }
    main.add(others(contents, names, lang));
    let skip = Element::new("a")
        .with("class", "skip")
        .with("href", "#charts")
        .text(lang.pick("Zum Inhalt", "Skip to content"));
    let foot = Element::new("footer").child(Element::new("p").text(concat!("staffelstab ", env!("CARGO_PKG_VERSION"))));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n{}\n{}\n{}\n</body>\n</html>\n",
        lang.code(),
        escaped(title),
        skip.html(),
        main.html(),
        foot.html()
    )
}

/// The list of charts at the top.
fn contents_list(contents: &Contents, lang: Lang) -> Element {
    let mut list = Element::new("ul");
    for (chart, _) in &contents.charts {
        let link = Element::new("a").with("href", &format!("#h-{}", chart.name)).text(&chart.title);
        list.add(Element::new("li").child(link));
    }
    Element::new("nav").with("aria-label", lang.pick("Diagramme", "Charts")).child(list)
}

/// The PNG files of a chart in the order of their pages.
fn pages<'f>(chart: &str, files: &'f [File]) -> Vec<&'f File> {
    let page = |name: &str| {
        let stem = name.strip_suffix(".png")?.strip_prefix(chart)?;
        if stem.is_empty() { Some(1) } else { stem.strip_prefix('-')?.parse::<usize>().ok() }
    };
    let mut pages: Vec<(usize, &File)> = files.iter().filter_map(|file| Some((page(&file.0)?, file))).collect();
    pages.sort_by_key(|(page, _)| *page);
    pages.into_iter().map(|(_, file)| file).collect()
}

/// A page of a chart; gives the room left for further pictures.
fn picture(
    section: &mut Element,
    file: &File,
    (alt, page, pages): (&str, usize, usize),
    room: usize,
    lang: Lang,
) -> usize {
    let alt = if pages > 1 {
        lang.pick(format!("{alt} Seite {} von {pages}.", page + 1), format!("{alt} Page {} of {pages}.", page + 1))
    } else {
        alt.to_owned()
    };
    if file.1.len() > room {
        let link = Element::new("a").with("href", &file.0).text(&file.0);
        section.add(Element::new("p").text(&format!("{alt} ")).child(link));
        return room;
    }
    let (width, height) = size(&file.1);
    let image = Element::new("img")
        .with("src", &format!("data:image/png;base64,{}", BASE64_STANDARD.encode(&file.1)))
        .with("alt", &alt)
        .with("width", &width.to_string())
        .with("height", &height.to_string());
    let caption = Element::new("figcaption").text(&alt);
    section.add(Element::new("figure").child(image).child(caption));
    room - file.1.len()
}

/// Width and height as the header of a PNG gives them.
fn size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| png.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    (number(16), number(20))
}

fn table_of(table: &Table, chart: &str, locale: Locale) -> Element {
    let lang = locale.lang;
    let caption = format!("{}.csv", table.name);
    let id = format!("t-{chart}");
    let mut head = Element::new("tr");
    for column in table.columns {
        head.add(Element::new("th").with("scope", "col").text(column));
    }
    let mut body = Element::new("tbody");
    for row in table.rows.iter().take(MOST_ROWS) {
        let mut line = Element::new("tr");
        for cell in row {
            line.add(Element::new("td").text(&harmless(cell)));
        }
        body.add(line);
    }
    let grid = Element::new("table")
        .child(Element::new("caption").with("id", &id).text(&caption))
        .child(Element::new("thead").child(head))
        .child(body);
    let all = table.count;
    let summary =
        lang.pick(format!("Die Zahlen als Tabelle ({all} Zeilen)"), format!("The numbers as a table ({all} rows)"));
    let mut details = Element::new("details").child(Element::new("summary").text(&summary)).child(
        Element::new("div")
            .with("class", "scroll")
            .with("role", "region")
            .with("aria-labelledby", &id)
            .with("tabindex", "0")
            .child(grid),
    );
    if all > MOST_ROWS {
        let rest = locale.count(all - MOST_ROWS);
        details.add(Element::new("p").text(
            &lang.pick(format!("… {rest} weitere Zeilen in {caption}"), format!("… {rest} more rows in {caption}")),
        ));
    }
    details
}

/// Links to the files of a chart.
fn downloads(chart: &str, tables: &[&str], (all, files): (&[String], &[File]), lang: Lang) -> Element {
    let mut names: Vec<String> = pages(chart, files).into_iter().map(|(name, _)| name.clone()).collect();
    let svg = |name: &str| format!("{}.svg", name.trim_end_matches(".png"));
    names.extend(names.clone().iter().map(|name| svg(name)));
    names.push(format!("{chart}.alt.txt"));
    names.extend(tables.iter().map(|table| format!("{table}.csv")));
    names.retain(|name| all.contains(name));
    links(lang.pick("Dateien:", "Files:"), &names)
}

fn links(label: &str, names: &[String]) -> Element {
    let mut line = Element::new("p").with("class", "files").text(label);
    for name in names {
        line.add(Element::new("a").with("href", name).text(name));
    }
    line
}

/// Tables that no chart draws.
fn others(contents: &Contents, all: &[String], lang: Lang) -> Element {
    let drawn = |name: &str| contents.charts.iter().any(|(_, tables)| tables.contains(&name));
    let tables = contents.tables.iter().filter(|table| !drawn(table.name)).map(|table| format!("{}.csv", table.name));
    let mut names: Vec<String> = tables.filter(|name| all.contains(name)).collect();
    names.push("manifest.json".to_owned());
    Element::new("section")
        .with("aria-labelledby", "h-more")
        .child(Element::new("h2").with("id", "h-more").text(lang.pick("Weitere Dateien", "More files")))
        .child(links(lang.pick("Dateien:", "Files:"), &names))
}
