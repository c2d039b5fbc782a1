//! Each analysis, over a hundred thousand made-up rows.

use divan::Bencher;
use staffelstab::analysis::attendance::{Choices, attendance_rows};
use staffelstab::analysis::expectation::expectation_rows;
use staffelstab::analysis::rotation;
use staffelstab::analysis::selection::{Query, Selection};
use staffelstab::analysis::topics;
use staffelstab::analysis::trend::trend_rows;
use staffelstab::locale::{Lang, Locale};

use crate::records::made_up;

fn bench<R>(bencher: Bencher<'_, '_>, work: impl Fn(&Selection<'_>) -> R + Sync) {
    let selection = Selection::new(made_up(), Query::default()).expect("a selection");
    bencher.bench_local(|| work(&selection));
}

#[divan::bench]
fn attendance(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| attendance_rows(selection, &Choices::of(selection), Locale::of(Lang::De)));
}

#[divan::bench]
fn trends(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| trend_rows(selection, &Choices::of(selection), Locale::of(Lang::De)));
}

#[divan::bench]
fn expectation(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| expectation_rows(selection, &Choices::of(selection), Locale::of(Lang::De)));
}

#[divan::bench]
fn shares(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| topics::shares(selection, &topics::programmes(selection), Lang::De));
}

#[divan::bench]
fn timeline(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| topics::timeline(selection, &topics::programmes(selection), Lang::De));
}

#[divan::bench]
fn novelty(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| topics::novelty(selection, &topics::programmes(selection), Lang::De));
}

#[divan::bench]
fn hosts(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| rotation::hosts(selection, Lang::De));
}

#[divan::bench]
fn coverage(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| rotation::coverage(selection, &rotation::hosts(selection, Lang::De), Lang::De));
}

#[divan::bench]
fn chairs(bencher: Bencher<'_, '_>) {
    bench(bencher, |selection| rotation::chairs(selection, Lang::De));
}
