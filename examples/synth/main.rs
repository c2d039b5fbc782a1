//! Writes a package of made-up records of any size: `cargo run --release --example synth -- --rows 10000000 --out DIR`.
//! Nothing in it is a fact. The same seed gives the same bytes.

mod generate;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use generate::{Form, Plan};

/// Writes a package of made-up records.
#[derive(Parser)]
#[command(name = "synth")]
struct Args {
    /// How many figures and mentions together: three in ten are figures
    #[arg(long)]
    rows: usize,
    /// Folder to write into; made if it is not there
    #[arg(long)]
    out: PathBuf,
    /// Other numbers, other records
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Parquet instead of CSV
    #[arg(long)]
    parquet: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let form = if args.parquet { Form::Parquet } else { Form::Csv };
    match generate::package(&args.out, &Plan { rows: args.rows, seed: args.seed }, form) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a program of its own")]
            {
                eprintln!("error: {error}");
            }
            ExitCode::from(3)
        }
    }
}
