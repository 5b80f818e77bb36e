//! The terminal: the only place that prints. Tables go to files; what was asked for goes to standard output,
//! what went wrong and the progress bar to standard error.

mod explain;
mod inspect;
mod progress;
mod score;
mod summary;

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::{CommandFactory, Parser};

use crate::cli::{Cli, Color, Command, RunArgs};
use crate::fatal::Fatal;
use crate::pipeline::deadline;
use crate::plan::Plan;

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();

/// The program from arguments to exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let color = match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    deadline::silence_panics();
    // The last net: a fault outside of any document must not end in a raw panic either.
    let status = deadline::caught(|| match &cli.command {
        None => run(&cli.run),
        Some(Command::Inspect(args)) => inspect::inspect(args).unwrap_or_else(|fatal| failed(&fatal)),
        Some(Command::Score(args)) => score::score(args).unwrap_or_else(|fatal| failed(&fatal)),
        Some(Command::Explain { code }) => explain::explain(code.as_deref()),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "overleg", &mut script);
            out(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            // Writing to memory does not fail.
            let _ = clap_mangen::Man::new(Cli::command()).render(&mut page);
            out(&page)
        }
    });
    ExitCode::from(status.unwrap_or_else(|what| {
        complain(&format!("a fault in overleg: {what}"), "Please report this. Tables of an earlier run are as they were.");
        2
    }))
}

fn run(args: &RunArgs) -> u8 {
    let plan = Plan::from(args);
    let progress = progress::Progress::new(!args.no_progress && !args.quiet);
    progress.stop_on_interrupt();
    let result = crate::run(&plan, &progress);
    progress.clear();
    match result {
        Ok(summary) => {
            summary::print(&summary, args.quiet, args.verbose);
            summary.exit_status(plan.strict)
        }
        Err(fatal) => failed(&fatal),
    }
}

fn failed(fatal: &Fatal) -> u8 {
    complain(&fatal.to_string(), fatal.hint());
    fatal.exit_status()
}

/// One message with its next step, on standard error.
fn complain(message: &str, hint: &str) {
    let mut err = anstream::stderr().lock();
    // Nowhere is left to say that standard error is closed.
    let _ = writeln!(err, "{RED}overleg:{RED:#} {}", printable(message));
    if !hint.is_empty() {
        let _ = writeln!(err, "         {hint}");
    }
}

/// Writes to standard output. A closed pipe (`| head`) is no failure.
fn out(bytes: &[u8]) -> u8 {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            complain(&format!("cannot write to standard output: {error}"), "");
            2
        }
        _ => 0,
    }
}

/// Text that cannot move the cursor or colour the terminal: control characters are written out.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let escaped: Vec<char> = if c.is_control() { c.escape_default().collect() } else { vec![c] };
            escaped
        })
        .collect()
}
