//! Gathers all that the records say about one edition.

use super::{ExplainedClaim, ExplainedDispute, ExplainedFigure, ExplainedMention, ExplainedSource, Explanation, Used};
use crate::analysis::attendance::{EditionChoice, returning, written_date};
use crate::analysis::selection::Selection;
use crate::analysis::words;
use crate::locale::Locale;
use crate::model::claim::{Claim, Measure};

/// Explains one edition, by its index in the dataset; `None` for an index that the dataset does not have. The edition
/// need not be one of those selected: of the query only the day counts.
#[must_use]
pub fn explain(selection: &Selection<'_>, edition: usize, locale: Locale) -> Option<Explanation> {
    let dataset = selection.dataset();
    let record = dataset.editions().get(edition)?;
    let series = &dataset.series()[record.series];
    let choice = EditionChoice::of(selection, edition);
    let laundered = returning(&choice);
    let claims = choice.claims().map(|(_, claim, reason)| {
        let interval = claim.stated.interval();
        ExplainedClaim {
            chosen: reason.chosen(),
            stated: claim.stated.written(locale),
            low: interval.low(),
            high: interval.high(),
            basis: claim.basis,
            mode: claim.mode,
            unit: claim.unit,
            asserted: claim.asserted,
            asserted_on: claim.asserted_on,
            reason: reason.worded(claim, locale.lang),
            source: source_id(selection, claim.source as usize),
            note: selection.dataset().note(claim).map(str::to_owned),
        }
    });
    Some(Explanation {
        edition: record.id.to_string(),
        series: series.id.to_string(),
        label: words::edition(record, series, locale.lang),
        number: record.number,
        number_evidence: record.number_evidence,
        date: written_date(record),
        date_evidence: record.date_evidence,
        city: record.city.clone(),
        venue: record.venue.clone(),
        host: record.host,
        host_label: record.host.map(|land| dataset.land_name(land, locale.lang).to_owned()),
        host_evidence: record.host_evidence,
        format: record.format,
        status: selection.status(record),
        motto: record.motto.clone(),
        note: record.note.clone(),
        as_of: selection.query().as_of,
        used: used(&choice, locale),
        claims: claims.collect(),
        laundering: laundered.iter().map(|pair| pair.worded(dataset, locale)).collect(),
        figures: figures(selection, edition, locale),
        mentions: mentions(selection, edition),
        disputes: disputes(selection, edition),
        sources: sources(selection, edition),
        known: selection.known_editions().contains(&edition),
        start: record.start,
        end: record.end,
        locale,
    })
}

fn used(choice: &EditionChoice, locale: Locale) -> Vec<Used> {
    choice
        .used()
        .map(|cell| {
            let mut stated: Vec<String> = Vec::new();
            for claim in cell.standing() {
                let written = claim.stated.written(locale);
                if !stated.contains(&written) {
                    stated.push(written);
                }
            }
            Used {
                basis: cell.basis,
                mode: cell.mode,
                unit: cell.unit,
                stated,
                low: cell.interval.low(),
                high: cell.interval.high(),
                disputed: cell.disputed,
            }
        })
        .collect()
}

fn source_id(selection: &Selection<'_>, source: usize) -> String {
    selection.dataset().sources()[source].id.to_string()
}

fn figures(selection: &Selection<'_>, edition: usize, locale: Locale) -> Vec<ExplainedFigure> {
    let figure = |claim: Claim| ExplainedFigure {
        measure: claim.measure,
        stated: claim.stated.written(locale),
        basis: claim.basis,
        source: source_id(selection, claim.source as usize),
        note: selection.dataset().note(&claim).map(str::to_owned),
    };
    Measure::ALL
        .iter()
        .filter(|measure| **measure != Measure::Attendance)
        .flat_map(|measure| selection.claims_of(edition, *measure).map(figure))
        .collect()
}

fn mentions(selection: &Selection<'_>, edition: usize) -> Vec<ExplainedMention> {
    let dataset = selection.dataset();
    dataset
        .mentions_of(edition)
        .iter()
        .filter(|mention| selection.knows_source(mention.source as usize, edition))
        .map(|mention| {
            let term = dataset.term(*mention);
            ExplainedMention {
                term: term.text.to_string(),
                topic: term.topic.map(|topic| dataset.topics()[topic as usize].id.to_string()),
                weight: mention.weight(),
                source: source_id(selection, mention.source as usize),
            }
        })
        .collect()
}

fn disputes(selection: &Selection<'_>, edition: usize) -> Vec<ExplainedDispute> {
    selection
        .dataset()
        .disputes()
        .iter()
        .filter(|dispute| dispute.edition == edition && selection.knows_source(dispute.source, edition))
        .map(|dispute| ExplainedDispute {
            field: dispute.field,
            value: dispute.value.clone(),
            source: source_id(selection, dispute.source),
            note: dispute.note.clone(),
        })
        .collect()
}

/// The sources of an edition and of all that is said about it, each once, in the order of the dataset.
fn sources(selection: &Selection<'_>, edition: usize) -> Vec<ExplainedSource> {
    let dataset = selection.dataset();
    let claims = Measure::ALL.iter().flat_map(|measure| selection.claims_of(edition, *measure));
    let mut found: Vec<usize> = claims.map(|claim| claim.source as usize).collect();
    let mentions = dataset.mentions_of(edition);
    let others = mentions.iter().map(|mention| mention.source as usize);
    let others = others.chain(dataset.disputes().iter().filter(|it| it.edition == edition).map(|it| it.source));
    let others = others.chain(dataset.editions().get(edition).into_iter().flat_map(|it| it.sources.iter().copied()));
    found.extend(others.filter(|source| selection.knows_source(*source, edition)));
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .map(|source| {
            let source = &dataset.sources()[source];
            ExplainedSource {
                id: source.id.to_string(),
                publisher: source.publisher.clone(),
                title: source.title.clone(),
                kind: source.kind,
                url: source.url.clone(),
                file: source.file.clone(),
                published: source.published,
                note: source.note.clone(),
            }
        })
        .collect()
}
