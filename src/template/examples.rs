//! Two worked examples, made of the built-in records: the form cannot say otherwise than they do.

use super::Offer;
use super::columns::{FORM, word};
use crate::check::Dataset;
use crate::ingest::recognise::Field;
use crate::locale::{Lang, Locale};
use crate::model::claim::{Asserted, Basis, Claim, Measure, Mode, Unit, Weight};
use crate::model::date::Date;
use crate::model::edition::{Edition, EditionFormat, Evidence, Status};
use crate::model::land::Land;
use crate::model::provenance::SourceKind;

/// The editions and the source of each whose words are shown.
const EXAMPLES: [(&str, &str); 2] = [("fk-12", "kreis-myk-2024"), ("fk-14", "hro-news-2026")];

/// The rows, a cell for each column of the form.
pub(super) fn rows(offer: Offer<'_>) -> Vec<Vec<String>> {
    EXAMPLES.iter().filter_map(|(edition, source)| row(offer, edition, source)).collect()
}

fn row(offer: Offer<'_>, edition: &str, source: &str) -> Option<Vec<String>> {
    let records = offer.built_in;
    let edition = records.edition_by_id(edition)?;
    let source = records.sources().iter().position(|known| known.id.as_str() == source)?;
    let of = |claim: &Claim| (claim.edition as usize, claim.source as usize) == (edition, source);
    let claim = records.claims().iter().filter(of).find(|claim| claim.measure == Measure::Attendance)?;
    let example = Example { records, edition: &records.editions()[edition], claim: &claim, source, lang: offer.lang };
    Some(FORM.iter().map(|column| example.cell(column.field).unwrap_or_default()).collect())
}

struct Example<'d> {
    records: &'d Dataset,
    edition: &'d Edition,
    claim: &'d Claim,
    source: usize,
    lang: Lang,
}

impl Example<'_> {
    fn cell(&self, field: Field) -> Option<String> {
        let (edition, claim, lang) = (self.edition, self.claim, self.lang);
        let source = &self.records.sources()[self.source];
        let date = |date: Option<Date>| date.map(|date| date.written(Locale { lang }));
        let evidence = |evidence: Option<Evidence>| evidence.map(|known| word(known.word(), Evidence::WORDS, lang));
        match field {
            Field::Event => Some(self.records.series_name(edition.series, lang).to_owned()),
            Field::Number => edition.number.map(|number| number.to_string()),
            Field::Start => date(edition.start),
            Field::End => date(edition.end),
            Field::City => edition.city.clone(),
            Field::Venue => edition.venue.clone(),
            Field::Host => edition.host.map(|land| word(land.word(), Land::WORDS, lang)),
            Field::Format => edition.format.map(|format| word(format.word(), EditionFormat::WORDS, lang)),
            Field::Status => edition.status.map(|status| word(status.word(), Status::WORDS, lang)),
            Field::Motto => edition.motto.clone(),
            Field::Attendance => {
                // The source's own word, in no language but its own.
                let number = Locale { lang }.integer(i64::try_from(claim.stated.value()).ok()?);
                let qualifier = claim.stated.qualifier().map(|word| format!("{word} ")).unwrap_or_default();
                Some(format!("{qualifier}{number}"))
            }
            Field::Basis => claim.basis.map(|basis| word(basis.word(), Basis::WORDS, lang)),
            Field::Mode => claim.mode.map(|mode| word(mode.word(), Mode::WORDS, lang)),
            Field::Unit => claim.unit.map(|unit| word(unit.word(), Unit::WORDS, lang)),
            Field::Asserted => claim.asserted.map(|asserted| word(asserted.word(), Asserted::WORDS, lang)),
            Field::AssertedOn => date(claim.asserted_on),
            Field::MainTopics => self.topics(Weight::Main),
            Field::Topics => self.topics(Weight::Side),
            Field::Source => source.title.clone().or_else(|| Some(source.id.to_string())),
            Field::Link => source.url.clone(),
            Field::Publisher => Some(source.publisher.clone()),
            Field::SourceKind => Some(word(source.kind.word(), SourceKind::WORDS, lang)),
            Field::Published => date(source.published),
            Field::NumberEvidence => evidence(edition.number_evidence),
            Field::DateEvidence => evidence(edition.date_evidence),
            Field::HostEvidence => evidence(edition.host_evidence),
            Field::Note => Some(lang.pick("BEISPIEL: wird nicht übernommen", "EXAMPLE: is left out").to_owned()),
            _ => None,
        }
    }

    fn topics(&self, weight: Weight) -> Option<String> {
        let index = self.records.edition_by_id(self.edition.id.as_str())?;
        let own = self.records.mentions().iter().filter(|mention| {
            (mention.edition as usize, mention.source as usize, mention.weight()) == (index, self.source, weight)
        });
        let terms: Vec<&str> = own.map(|mention| &*self.records.term(mention).text).collect();
        (!terms.is_empty()).then(|| terms.join("; "))
    }
}
