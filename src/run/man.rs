//! `completions` and `man`: both made from the one clap definition.

use std::path::Path;

use clap::CommandFactory;

use super::Outcome;
use crate::cli::Cli;
use crate::diag::visible;
use crate::write::{interrupt, write_files};

/// `completions SHELL`.
pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "staffelstab", &mut script);
    Outcome::done(script)
}

/// `man [--out DIR]`.
pub(super) fn run(out: Option<&Path>) -> Result<Outcome, Outcome> {
    let render = |command: clap::Command| {
        let mut page = Vec::new();
        clap_mangen::Man::new(command)
            .date("")
            .render(&mut page)
            .map(|()| page)
            .map_err(|error| Outcome::file(&error.to_string()))
    };
    let mut command = Cli::command();
    command.build();
    let Some(out) = out else { return render(command).map(Outcome::done) };
    let mut files = vec![("staffelstab.1".to_owned(), render(command.clone())?)];
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = format!("staffelstab-{}", sub.get_name());
        files.push((format!("{name}.1"), render(sub.clone().display_name(&name).bin_name(&name))?));
    }
    interrupt::watch();
    write_files(out, &files)?;
    Ok(Outcome::done(format!("wrote {} manual pages to {}\n", files.len(), visible(&out.to_string_lossy()))))
}
