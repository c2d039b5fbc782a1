//! The program: parse, run, print, exit code.

use std::process::ExitCode;

use clap::Parser;
use staffelstab::cli::Cli;
use staffelstab::run;

/// Many short texts come and go on every thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    run::print(&run::run(Cli::parse()))
}
