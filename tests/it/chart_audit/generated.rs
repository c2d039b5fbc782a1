//! The audit on generated records: whatever an analyst enters, nothing overlaps, nothing is cut off.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use staffelstab::analysis::rotation::LandOrder;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::chart::audit::audit;
use staffelstab::chart::format::Format;
use staffelstab::chart::layout::lay_out;
use staffelstab::chart::text::Fonts;
use staffelstab::chart::theme::Theme;
use staffelstab::check::check;
use staffelstab::locale::{Lang, Locale};
use staffelstab::read::Package;
use staffelstab::report::table::Dialect;
use staffelstab::report::{Request, contents};

/// So many generated packages are audited.
const PACKAGES: u64 = 500;
/// Pages of a chart that are audited; the further ones repeat them.
const PAGES: usize = 4;

/// Numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From 0 to below `most`.
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).expect("31 bits") % most.max(1)
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// True once in `n` times.
    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn words(&mut self, most: usize) -> String {
        const WORDS: [&str; 14] = [
            "Kongress",
            "für",
            "Verwaltungsdigitalisierung",
            "und",
            "Registermodernisierung",
            "der",
            "Länder",
            "OZG",
            "Nachnutzungsvereinbarungsmanagement",
            "im",
            "Bund",
            "Überörtliche",
            "Zusammenarbeit",
            "E-Government",
        ];
        let count = 1 + self.below(most);
        (0..count).map(|_| self.one(&WORDS)).collect::<Vec<_>>().join(" ")
    }
}

const LAENDER: [&str; 16] = [
    "DE-BW", "DE-BY", "DE-BE", "DE-BB", "DE-HB", "DE-HH", "DE-HE", "DE-MV", "DE-NI", "DE-NW", "DE-RP", "DE-SL",
    "DE-SN", "DE-ST", "DE-SH", "DE-TH",
];

/// A package: most are small, some have many editions, series or topics.
#[expect(clippy::too_many_lines, reason = "one table after another")]
fn package(seed: u64) -> Package {
    let dice = &mut Dice::new(seed + 1);
    let series = if dice.once_in(25) { 4 + dice.below(40) } else { 1 + dice.below(3) };
    let most = if dice.once_in(12) { 60 } else { 14 };
    let topics = if dice.once_in(25) {
        500
    } else if dice.once_in(6) {
        60
    } else {
        dice.below(14)
    };
    let long = dice.once_in(3);
    let mut tables: BTreeMap<&str, String> = BTreeMap::new();
    let heads = [
        ("series.csv", "id,name_de,name_en,short,aliases,scope,cadence"),
        (
            "editions.csv",
            "id,series,number,start,end,city,venue,host,format,status,motto,number_evidence,date_evidence,host_evidence,sources,note",
        ),
        ("figures.csv", "edition,measure,value,qualifier,basis,mode,unit,asserted,asserted_on,source,note"),
        ("mentions.csv", "edition,term,weight,source"),
        ("topics.csv", "id,label_de,label_en,parent"),
        ("terms.csv", "term,topic"),
        ("sources.csv", "id,publisher,title,kind,url,file,published,note"),
    ];
    for (name, head) in heads {
        tables.insert(name, format!("{head}\n"));
    }
    let mut add = |table: &'static str, row: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(tables.entry(table).or_default(), "{row}");
    };
    for source in 0..3 {
        let publisher = if long { dice.words(8) } else { format!("Haus {source}") };
        add(
            "sources.csv",
            format!(
                "q{source},{publisher},,{},,,20{}-03-0{},",
                dice.one(&["ministry", "organiser", "press"]),
                10 + dice.below(15),
                1 + source
            ),
        );
    }
    for topic in 0..topics {
        let label = if long && dice.once_in(3) { dice.words(6) } else { format!("Thema {topic}") };
        // Two levels: every fourth topic may be a parent and has none.
        let parent =
            if topic % 4 > 0 && dice.once_in(2) { format!("t{}", dice.below(topic) / 4 * 4) } else { String::new() };
        add("topics.csv", format!("t{topic},{label} {topic},{label} {topic},{parent}"));
        add("terms.csv", format!("Begriff {topic},t{topic}"));
    }
    for one in 0..series {
        let name = if long { dice.words(7) } else { format!("Reihe {one}") };
        let cadence = dice.one(&["yearly", "irregular", ""]);
        let scope = dice.one(&["bund-laender", "land", "laender", ""]);
        let (scope, cadence) = (known("scope", scope), known("cadence", cadence));
        add(
            "series.csv",
            format!(
                "s{one},{name} {one},{name} {one},{},,{scope},{cadence}",
                if long { name.clone() } else { format!("R{one}") }
            ),
        );
        let editions = if series > 3 { 1 + dice.below(4) } else { 1 + dice.below(most) };
        let mut year = 1960 + dice.below(50);
        let scale = [40, 400, 3_000, 90_000][dice.below(4)];
        for edition in 0..editions {
            year += 1 + usize::from(dice.once_in(5));
            let id = format!("s{one}-{edition}");
            let date = match dice.below(4) {
                0 => format!("{year}"),
                1 => format!("{year}-0{}", 1 + dice.below(9)),
                _ => format!("{year}-03-{:02}", 1 + dice.below(27)),
            };
            let city = if dice.once_in(4) {
                String::new()
            } else if long {
                dice.words(3)
            } else {
                dice.one(&["Halle (Saale)", "Erfurt", "Rostock-Warnemünde"]).to_owned()
            };
            let host = if dice.once_in(4) { "" } else { LAENDER[dice.below(16)] };
            let evidence = if host.is_empty() { "" } else { dice.one(&["stated", "announced", "inferred"]) };
            let format = dice.one(&["on-site", "online", "hybrid", ""]);
            let status = dice.one(&["held", "held", "held", "announced", "planned", "cancelled", ""]);
            let motto = if long { dice.words(14) } else { String::new() };
            add(
                "editions.csv",
                format!(
                    "{id},s{one},{},{date},,{city},,{host},{format},{status},{motto},stated,stated,{evidence},q0,",
                    edition + 1
                ),
            );
            let claims = if dice.once_in(3) {
                0
            } else if dice.once_in(8) {
                6
            } else {
                1 + dice.below(2)
            };
            for _ in 0..claims {
                let value = if dice.once_in(9) { scale * 10 } else { scale / 2 + dice.below(scale) };
                let qualifier = dice.one(&["", "rund", "über", "knapp", "mehr als", "bis zu", "mindestens", "circa"]);
                let basis = dice.one(&["expected", "registered", "attended", "peak-concurrent", "not-stated"]);
                let mode = dice.one(&["on-site", "online", "hybrid-total", ""]);
                let asserted = if matches!(basis, "expected" | "registered") {
                    "before"
                } else {
                    dice.one(&["after", "during", ""])
                };
                add(
                    "figures.csv",
                    format!(
                        "{id},attendance,{value},{qualifier},{basis},{mode},persons,{asserted},,q{},",
                        dice.below(3)
                    ),
                );
            }
            if topics > 0 && !dice.once_in(4) {
                let mut named: Vec<usize> = (0..=dice.below(topics.min(20))).map(|_| dice.below(topics)).collect();
                named.sort_unstable();
                named.dedup();
                for topic in named {
                    add("mentions.csv", format!("{id},Begriff {topic},{},q1", dice.one(&["main", "side"])));
                }
            }
        }
    }
    Package::of(tables.into_iter().map(|(name, text)| (name, text.into_bytes())))
}

/// A word of a vocabulary, empty where it has none such.
fn known(column: &str, word: &str) -> String {
    let words: &[&str] = match column {
        "scope" => staffelstab::model::edition::Scope::WORDS,
        _ => staffelstab::model::edition::Cadence::WORDS,
    };
    if words.contains(&word) { word.to_owned() } else { String::new() }
}

/// Objections to the charts of one package.
fn objections(seed: u64) -> Vec<String> {
    let dataset = check(&package(seed))
        .unwrap_or_else(|findings| panic!("{seed}: {}", findings.without_warnings().text()))
        .dataset;
    let selection = Selection::new(&dataset, Query::default()).expect("everything");
    let mut found = Vec::new();
    for lang in [Lang::De, Lang::En] {
        let request = Request {
            attendance: true,
            topics: true,
            hosts: true,
            locale: Locale::of(lang),
            format: Format::Slide,
            dialect: Dialect::Rfc4180,
            svg: false,
            compare: None,
            laender: LandOrder::Turn,
        };
        let contents = contents(&selection, &request).expect("rows");
        for format in Format::ALL {
            for (chart, _) in &contents.charts {
                assert!(chart.alt.chars().count() <= 200, "{}", chart.alt);
                for (page, scene) in lay_out(chart, format, Fonts::get()).iter().enumerate().take(PAGES) {
                    for fault in audit(scene, &Theme::neutral(), Fonts::get()) {
                        found.push(format!("{} {format} {lang} seed {seed} page {}: {fault}", chart.name, page + 1));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn generated_records_have_an_empty_audit() {
    let number = |name: &str| std::env::var(name).ok().and_then(|count| count.parse::<u64>().ok());
    let next = AtomicU64::new(number("STAFFELSTAB_FIRST").unwrap_or(0));
    let packages = number("STAFFELSTAB_PACKAGES").unwrap_or(PACKAGES);
    let found = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= packages {
                        break;
                    }
                    found.lock().expect("no panic").extend(objections(seed));
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no panic");
    found.sort();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for fault in &found {
        let mut words = fault.split(' ');
        let chart = words.next().unwrap_or_default();
        let format = words.next().unwrap_or_default();
        *kinds.entry(format!("{chart} {format}")).or_default() += 1;
    }
    let shown: Vec<&String> = found.iter().step_by((found.len() / 60).max(1)).collect();
    assert!(found.is_empty(), "{} objections: {kinds:#?}\n{shown:#?}", found.len());
}

#[test]
fn a_text_without_any_room_still_ends() {
    for room in [-5.0, 0.0, 0.1, f64::NAN, f64::NEG_INFINITY] {
        let lines = Fonts::get().wrap("Ü E-Government", 10.0, staffelstab::chart::text::Weight::Regular, room);
        assert!(lines.len() <= 14 && lines.iter().all(|line| !line.is_empty()), "{room}: {lines:?}");
    }
}
