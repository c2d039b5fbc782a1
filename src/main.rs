//! The program: parse, run, print, exit code.

use std::process::ExitCode;

use clap::Parser;
use staffelstab::cli::Cli;
use staffelstab::run;

fn main() -> ExitCode {
    run::print(&run::run(Cli::parse()))
}
