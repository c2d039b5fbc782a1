//! rules.toml → rotation rules.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::advice;
use super::keys::Keys;
use crate::diag::{Code, Diagnostics, is_hidden, nearest, quote};
use crate::model::id::Id;
use crate::model::land::{Holder, Land};
use crate::model::rule::{Exception, ExceptionKind, Governs, OrderKind, Rule};
use crate::read::rules::{Document, Entry, Spot};
use crate::read::schema::{REQUIRED, RULES};
use crate::read::{Package, raw};
use crate::source::SourceText;

const RULE: &str = "[[rule]]";
const EXCEPTION: &str = "[[rule.exception]]";
const RULE_KEYS: [&str; 12] = [
    "id",
    "applies_to",
    "order",
    "list",
    "start_year",
    "start_holder",
    "skip_hosted",
    "alternate_with",
    "source",
    "label_de",
    "label_en",
    "exception",
];
const RULE_NEEDS: [&str; 8] =
    ["id", "applies_to", "order", "start_year", "start_holder", "source", "label_de", "label_en"];
const EXCEPTION_KEYS: [&str; 6] = ["year", "holder", "kind", "made_up_for", "reason", "source"];
const EXCEPTION_NEEDS: [&str; 4] = ["year", "kind", "reason", "source"];

/// Rotation rules by id.
pub(super) fn rules(package: &Package, keys: &Keys, findings: &mut Diagnostics) -> Vec<Rule> {
    let mut rules: BTreeMap<Id, Rule> = BTreeMap::new();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    let mut governed: BTreeMap<String, String> = BTreeMap::new();
    for source in package.texts(RULES) {
        let Some(document) = Document::parse(source, findings) else { continue };
        let root = document.root();
        root.only(&["rule"], findings);
        for entry in root.entries("rule", RULE, findings) {
            let mut judge = Judge { entry: &entry, keys, findings };
            judge.once("id", &mut ids, source);
            judge.once("applies_to", &mut governed, source);
            if let Some(rule) = judge.rule() {
                rules.entry(rule.id.clone()).or_insert(rule);
            }
        }
    }
    rules.into_values().collect()
}

/// An entry being judged.
struct Judge<'j, 'a> {
    entry: &'j Entry<'a>,
    keys: &'j Keys,
    findings: &'j mut Diagnostics,
}

impl<'a> Judge<'_, 'a> {
    fn error<T>(&mut self, code: Code, spot: &Spot<T>, key: &str, message: String, hint: Option<String>) {
        let entry = self.entry;
        self.findings.error(code, || entry.finding(&spot.bytes, key, message).hint_if(hint));
    }

    /// Reports a value that an earlier rule has.
    fn once(&mut self, key: &str, places: &mut BTreeMap<String, String>, source: &SourceText) {
        // Something else than a text is reported where the value is taken.
        let Some(spot) = self.entry.text(key, &mut Diagnostics::default()) else { return };
        if let Some(first) = places.get(spot.value) {
            let message = format!("another rule has the `{key}` {} already", quote(spot.value));
            let hint = Some(format!("it stands first at {first}"));
            self.error(Code::DuplicateKey, &spot, key, message, hint);
        } else {
            let line = source.position(spot.bytes.start).line;
            places.insert(spot.value.to_owned(), format!("{}:{line}", source.path()));
        }
    }

    /// A text that must be filled and be seen.
    fn label(&mut self, key: &str) -> Option<String> {
        let spot = self.entry.text(key, self.findings)?;
        let label = spot.value.trim();
        if let Some(hidden) = label.chars().find(|character| is_hidden(*character)) {
            let message = format!("`{key}` holds a character that cannot be seen: {hidden}");
            self.error(Code::BadText, &spot, key, message, Some("write it on one line, without it".to_owned()));
        } else if label.is_empty() {
            self.error(Code::RequiredCell, &spot, key, format!("`{key}` may not be empty"), None);
        }
        Some(label.to_owned())
    }

    fn word<W: FromStr>(&mut self, key: &str, words: &[&'static str]) -> Option<Spot<W>> {
        let spot = self.entry.text(key, self.findings)?;
        let value = self.spelt(&spot, key, words)?;
        Some(Spot { value, bytes: spot.bytes })
    }

    fn spelt<W: FromStr>(&mut self, spot: &Spot<&'a str>, key: &str, words: &[&'static str]) -> Option<W> {
        let word = spot.value.parse().ok();
        if word.is_none() {
            let land = if words.contains(&Land::SN.word()) { advice::land(spot.value) } else { None };
            let meant = land.map(Land::word).or_else(|| nearest(spot.value, words.iter().copied()));
            let hint =
                meant.map_or_else(|| format!("one of {}", words.join(", ")), |word| format!("did you mean `{word}`?"));
            let message = format!("{} is not a word for `{key}`", quote(spot.value));
            self.error(Code::BadWord, spot, key, message, Some(hint));
        } else if spot.value.parse::<Land>().is_ok() {
            self.refer(spot, key, raw::Land::SCHEMA.file);
        }
        word
    }

    fn holder(&mut self, key: &str) -> Option<Spot<Holder>> {
        self.word(key, Holder::WORDS)
    }

    fn year(&mut self, key: &str) -> Option<Spot<i16>> {
        let spot = self.entry.whole(key, self.findings)?;
        let year = i16::try_from(spot.value).ok().filter(|year| (1900..=2199).contains(year));
        if year.is_none() {
            let message = format!("`{}` lies outside 1900 to 2199", spot.value);
            self.error(Code::NumberRange, &spot, key, message, None);
        }
        Some(Spot { value: year?, bytes: spot.bytes })
    }

    fn refer(&mut self, spot: &Spot<&'a str>, key: &str, file: &str) -> Option<usize> {
        let set = self.keys.table(file)?;
        if !set.may_have(spot.value) {
            let hint = set.suggestion(spot.value);
            let message = format!("{file} has no {}", quote(spot.value));
            self.error(Code::DanglingReference, spot, key, message, hint);
        }
        self.keys.rank(file, spot.value).map(|rank| rank as usize)
    }

    fn source(&mut self) -> Option<usize> {
        let spot = self.entry.text("source", self.findings)?;
        self.refer(&spot, "source", raw::Source::SCHEMA.file)
    }

    fn rule(&mut self) -> Option<Rule> {
        self.entry.only(&RULE_KEYS, self.findings);
        self.entry.needs(&RULE_NEEDS, self.findings);
        let id = self.id();
        let governs = self.governs();
        let order = self.word::<OrderKind>("order", OrderKind::WORDS);
        let list = self.list(order.as_ref());
        let start_year = self.year("start_year");
        let start_holder = self.holder("start_holder");
        let skip_hosted = self.entry.flag("skip_hosted", self.findings);
        let alternate_with = self.holder("alternate_with");
        let source = self.source();
        let label_de = self.label("label_de");
        let label_en = self.label("label_en");
        if let (Some(Spot { value: Holder::Land(land), .. }), false) = (&start_holder, list.is_empty())
            && !list.contains(land)
            && let Some(spot) = &start_holder
        {
            self.error(Code::BadRule, spot, "start_holder", format!("`{land}` is not in `list`"), None);
        }
        let exceptions = self.exceptions();
        Some(Rule {
            id: id?,
            governs: governs?,
            order: order?.value,
            list,
            start_year: start_year?.value,
            start_holder: start_holder?.value,
            skip_hosted: skip_hosted.unwrap_or_default(),
            alternate_with: alternate_with.map(|spot| spot.value),
            exceptions,
            source: source?,
            label_de: label_de?,
            label_en: label_en?,
        })
    }

    fn id(&mut self) -> Option<Id> {
        let spot = self.entry.text("id", self.findings)?;
        match spot.value.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                let message = format!("{}: {error}", quote(spot.value));
                self.error(Code::BadId, &spot, "id", message, advice::id(spot.value));
                None
            }
        }
    }

    fn governs(&mut self) -> Option<Governs> {
        let spot = self.entry.text("applies_to", self.findings)?;
        if spot.value == "chairs" {
            return Some(Governs::Chairs);
        }
        self.refer(&spot, "applies_to", REQUIRED[0].file).map(Governs::Series)
    }

    fn list(&mut self, order: Option<&Spot<OrderKind>>) -> Vec<Land> {
        let spots = self.entry.texts("list", self.findings);
        if let Some(order) = order
            && (order.value == OrderKind::List) != self.entry.has("list")
        {
            let message = "`list` belongs to `order = \"list\"` and to no other order".to_owned();
            self.error(Code::BadRule, order, "order", message, None);
        }
        let mut list: Vec<Land> = Vec::new();
        for spot in &spots {
            let Some(land) = self.spelt::<Land>(spot, "list", Land::WORDS) else { continue };
            if list.contains(&land) {
                self.error(Code::BadRule, spot, "list", format!("`{land}` is in the list twice"), None);
            }
            list.push(land);
        }
        list
    }

    /// Exceptions by year.
    fn exceptions(&mut self) -> Vec<Exception> {
        let mut exceptions: Vec<Exception> = Vec::new();
        for entry in self.entry.entries("exception", EXCEPTION, self.findings) {
            let mut judge = Judge { entry: &entry, keys: self.keys, findings: self.findings };
            if let Some((exception, year)) = judge.exception() {
                if exceptions.iter().any(|other| other.year == exception.year) {
                    let message = format!("the year {} has an exception already", exception.year);
                    judge.error(Code::DuplicateKey, &year, "year", message, None);
                }
                exceptions.push(exception);
            }
        }
        exceptions.sort_by_key(|exception| exception.year);
        exceptions
    }

    fn exception(&mut self) -> Option<(Exception, Spot<i16>)> {
        self.entry.only(&EXCEPTION_KEYS, self.findings);
        self.entry.needs(&EXCEPTION_NEEDS, self.findings);
        let year = self.year("year");
        let holder = self.holder("holder");
        let kind = self.word::<ExceptionKind>("kind", ExceptionKind::WORDS);
        let made_up_for = self.year("made_up_for");
        let source = self.source();
        let reason = self.label("reason");
        if let Some(kind) = &kind {
            if self.entry.has("holder") == (kind.value == ExceptionKind::NoTurn) {
                let message = "`holder` belongs to every kind but `no-turn`".to_owned();
                self.error(Code::BadRule, kind, "kind", message, None);
            }
            if self.entry.has("made_up_for") != (kind.value == ExceptionKind::MadeUp) {
                let message = "`made_up_for` belongs to `made-up` and to no other kind".to_owned();
                self.error(Code::BadRule, kind, "kind", message, None);
            }
        }
        let year = year?;
        Some((
            Exception {
                year: year.value,
                holder: holder.map(|spot| spot.value),
                kind: kind?.value,
                made_up_for: made_up_for.map(|spot| spot.value),
                reason: reason?,
                source: source?,
            },
            year,
        ))
    }
}
