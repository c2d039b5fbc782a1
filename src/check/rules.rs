//! rules.toml → rotation rules.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::keys::Keys;
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::model::id::Id;
use crate::model::land::{Holder, Land};
use crate::model::rule::{Exception, ExceptionKind, Governs, OrderKind, Rule};
use crate::model::vocabulary::UnknownWord;
use crate::read::Package;
use crate::read::schema::RULES;
use crate::source::SourceText;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Spanned<String>,
    applies_to: Spanned<String>,
    order: Spanned<String>,
    #[serde(default)]
    list: Vec<Spanned<String>>,
    start_year: Spanned<i64>,
    start_holder: Spanned<String>,
    #[serde(default)]
    skip_hosted: bool,
    alternate_with: Option<Spanned<String>>,
    source: Spanned<String>,
    label_de: String,
    label_en: String,
    #[serde(default)]
    exception: Vec<RawException>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawException {
    year: Spanned<i64>,
    holder: Option<Spanned<String>>,
    kind: Spanned<String>,
    made_up_for: Option<Spanned<i64>>,
    #[serde(default)]
    reason: String,
    source: Spanned<String>,
}

/// A rules file being judged.
struct Judge<'a> {
    source: &'a SourceText,
    findings: &'a mut Diagnostics,
}

impl Judge<'_> {
    fn at<T>(&mut self, code: Code, value: &Spanned<T>, field: &str, message: String, hint: Option<String>) {
        let span = value.span();
        let length = self.source.text().get(span.clone()).map_or(1, |text| text.chars().count());
        let mut finding = Diagnostic::at(code, self.source, span.start, length, message).field(field);
        finding.hint = hint;
        self.findings.push(finding);
    }

    fn word<W: std::str::FromStr<Err = UnknownWord>>(&mut self, value: &Spanned<String>, field: &str) -> Option<W> {
        match value.get_ref().parse() {
            Ok(word) => Some(word),
            Err(error) => {
                let hint = nearest(value.get_ref(), error.allowed.iter().copied()).map_or_else(
                    || format!("one of {}", error.allowed.join(", ")),
                    |word| format!("did you mean `{word}`?"),
                );
                let message = format!("`{}` is not a word for `{field}`", value.get_ref());
                self.at(Code::BadWord, value, field, message, Some(hint));
                None
            }
        }
    }

    fn year(&mut self, value: &Spanned<i64>, field: &str) -> Option<i16> {
        let year = i16::try_from(*value.get_ref()).ok().filter(|year| (1900..=2199).contains(year));
        if year.is_none() {
            let message = format!("`{}` lies outside 1900 to 2199", value.get_ref());
            self.at(Code::NumberRange, value, field, message, None);
        }
        year
    }

    fn reference(&mut self, keys: &Keys, value: &Spanned<String>, field: &str, kind: &str) -> Option<usize> {
        let found = keys.get(value.get_ref());
        if found.is_none() {
            let message = format!("there is no {kind} `{}`", value.get_ref());
            self.at(Code::DanglingReference, value, field, message, keys.suggestion(value.get_ref()));
        }
        found
    }
}

/// Rotation rules by id.
pub(super) fn rules(package: &Package, series: &Keys, sources: &Keys, findings: &mut Diagnostics) -> Vec<Rule> {
    let mut rules: BTreeMap<Id, Rule> = BTreeMap::new();
    for source in package.texts(RULES) {
        let file: File = match toml::from_str(source.text()) {
            Ok(file) => file,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let length =
                    source.text().get(span.clone()).map_or(1, |text| text.lines().next().unwrap_or("").chars().count());
                findings.push(Diagnostic::at(Code::BadRule, source, span.start, length, error.message()));
                continue;
            }
        };
        let mut judge = Judge { source, findings };
        for raw in file.rule {
            let place = raw.id.clone();
            if let Some(rule) = rule(raw, series, sources, &mut judge) {
                if rules.contains_key(&rule.id) {
                    let message = format!("the rule `{}` is there twice", rule.id);
                    judge.at(Code::DuplicateKey, &place, "id", message, None);
                }
                if rules.values().any(|other| other.governs == rule.governs && other.id != rule.id) {
                    let message = format!("`{}` is governed by another rule already", place.get_ref());
                    judge.at(Code::DuplicateKey, &place, "applies_to", message, None);
                }
                rules.insert(rule.id.clone(), rule);
            }
        }
    }
    rules.into_values().collect()
}

fn rule(raw: RawRule, series: &Keys, sources: &Keys, judge: &mut Judge<'_>) -> Option<Rule> {
    let id = raw.id.get_ref().parse::<Id>();
    if let Err(error) = &id {
        judge.at(Code::BadId, &raw.id, "id", format!("`{}`: {error}", raw.id.get_ref()), None);
    }
    let governs = if raw.applies_to.get_ref() == "chairs" {
        Some(Governs::Chairs)
    } else {
        judge.reference(series, &raw.applies_to, "applies_to", "series").map(Governs::Series)
    };
    let order: Option<OrderKind> = judge.word(&raw.order, "order");
    let list: Vec<Land> = raw.list.iter().filter_map(|land| judge.word(land, "list")).collect();
    if order.is_some_and(|order| (order == OrderKind::List) == raw.list.is_empty()) {
        let message = "`list` belongs to `order = \"list\"` and to no other order".to_owned();
        judge.at(Code::BadRule, &raw.order, "order", message, None);
    }
    let start_holder: Option<Holder> = judge.word(&raw.start_holder, "start_holder");
    let start_year = judge.year(&raw.start_year, "start_year");
    let alternate_with: Option<Option<Holder>> =
        raw.alternate_with.as_ref().map_or(Some(None), |holder| judge.word(holder, "alternate_with").map(Some));
    let source = judge.reference(sources, &raw.source, "source", "source");
    let exceptions = raw.exception.iter().filter_map(|exception| self::exception(exception, sources, judge)).collect();
    Some(Rule {
        id: id.ok()?,
        governs: governs?,
        order: order?,
        list,
        start_year: start_year?,
        start_holder: start_holder?,
        skip_hosted: raw.skip_hosted,
        alternate_with: alternate_with?,
        exceptions,
        source: source?,
        label_de: raw.label_de,
        label_en: raw.label_en,
    })
}

fn exception(raw: &RawException, sources: &Keys, judge: &mut Judge<'_>) -> Option<Exception> {
    let year = judge.year(&raw.year, "year");
    let holder: Option<Option<Holder>> =
        raw.holder.as_ref().map_or(Some(None), |holder| judge.word(holder, "holder").map(Some));
    let kind: Option<ExceptionKind> = judge.word(&raw.kind, "kind");
    let made_up_for = raw.made_up_for.as_ref().map_or(Some(None), |year| judge.year(year, "made_up_for").map(Some));
    let source = judge.reference(sources, &raw.source, "source", "source");
    Some(Exception {
        year: year?,
        holder: holder?,
        kind: kind?,
        made_up_for: made_up_for?,
        reason: raw.reason.clone(),
        source: source?,
    })
}
