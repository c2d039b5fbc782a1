//! The commands: each reads, checks, analyses, and says what is to be printed and with which exit code.

mod check;
mod explain;
mod gaps;
mod ingest;
mod init;
mod look;
mod man;
mod print;
mod records;
mod report;
mod template;
mod verify;

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use crate::cli::{Cli, Command};
use crate::diag::visible;
use crate::progress::Progress;
use crate::report::print::Group;
use crate::write::WriteError;

/// What a command leaves behind: text for both streams and an exit code.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// For standard output.
    pub stdout: Vec<u8>,
    /// For standard error.
    pub stderr: String,
    /// 0 done; 1 the records have errors; 2 wrong usage; 3 a file cannot be read or written; 130 interrupted.
    pub code: u8,
}

impl Outcome {
    /// Done, with this text for standard output.
    #[must_use]
    pub fn done(stdout: impl Into<Vec<u8>>) -> Self {
        Self { stdout: stdout.into(), ..Self::default() }
    }

    /// The records have errors.
    #[must_use]
    pub fn findings(stderr: String) -> Self {
        Self { stderr, code: 1, ..Self::default() }
    }

    /// Wrong usage.
    #[must_use]
    pub fn usage(message: &str) -> Self {
        Self { stderr: format!("error: {}\n", visible(message)), code: 2, ..Self::default() }
    }

    /// A file cannot be read or written.
    #[must_use]
    pub fn file(message: &str) -> Self {
        Self { stderr: format!("error: {}\n", visible(message)), code: 3, ..Self::default() }
    }
}

impl From<WriteError> for Outcome {
    fn from(error: WriteError) -> Self {
        let code = if matches!(error, WriteError::Interrupted) { 130 } else { 3 };
        Self { code, ..Self::file(&error.to_string()) }
    }
}

/// Runs a command.
#[must_use]
pub fn run(cli: Cli) -> Outcome {
    let progress = Arc::new(if cli.quiet { Progress::silent() } else { Progress::on_terminal() });
    let outcome = match cli.command {
        Command::Report(args) => report::run(&args, &progress),
        Command::Init { dir } => init::run(&dir),
        Command::Attendance(args) => print::run(Group::Attendance, &args, &progress),
        Command::Topics(args) => print::run(Group::Topics, &args, &progress),
        Command::Hosts(args) => print::run(Group::Hosts, &args, &progress),
        Command::Verify(args) => verify::run(&args, &progress),
        Command::Template(args) => template::run(&args),
        Command::Check(args) => check::run(&args, &progress),
        Command::Ingest(args) => ingest::run(&args, &progress),
        Command::Explain(args) => explain::run(&args, &progress),
        Command::Gaps(args) => gaps::run(&args, &progress),
        Command::Completions { shell } => Ok(man::completions(shell)),
        Command::Man { out } => man::run(out.as_deref()),
    };
    outcome.unwrap_or_else(|outcome| outcome)
}

/// Prints an outcome and gives its exit code. A reader that closed the pipe is no error.
#[must_use]
pub fn print(outcome: &Outcome) -> ExitCode {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(&outcome.stdout).and_then(|()| stdout.flush());
    let failed = written.err().filter(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
    // Nothing more can be said where standard error itself cannot be written.
    let mut stderr = std::io::stderr().lock();
    let _ = stderr.write_all(outcome.stderr.as_bytes());
    if let Some(error) = &failed {
        let _ = writeln!(stderr, "error: cannot write to standard output: {error}");
    }
    ExitCode::from(if failed.is_some() && outcome.code == 0 { 3 } else { outcome.code })
}
