//! The terminal: the only place that prints. Tables go to files; what was asked for goes to standard output,
//! what went wrong and the progress bar to standard error.

mod diff;
mod explain;
mod inspect;
mod progress;
mod score;
mod summary;

use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::FromArgMatches;

use crate::cli::{self, Cli, Color, Command, PipeArgs, RunArgs};
use crate::fatal::Fatal;
use crate::pipeline::deadline;
use crate::plan::Plan;
use crate::{Observer, Summary, scale};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();

/// The program from arguments to exit status.
pub fn main() -> ExitCode {
    let cli = Cli::from_arg_matches(&cli::command().get_matches()).unwrap_or_else(|error| error.exit());
    let color = match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    color.write_global();
    deadline::silence_panics();
    // The last net: a fault outside of any document must not end in a raw panic either.
    let status = deadline::caught(|| match &cli.command {
        None => run(&cli.run, Plan::from(&cli.run), crate::run),
        Some(Command::Merge(args)) => run(&args.run, Plan::from(&**args), scale::merge),
        Some(Command::Pipe(args)) => pipe(args).map_or_else(|fatal| failed(&fatal), |()| 0),
        Some(Command::Inspect(args)) => inspect::inspect(args).unwrap_or_else(|fatal| failed(&fatal)),
        Some(Command::Score(args)) => score::score(args).unwrap_or_else(|fatal| failed(&fatal)),
        Some(Command::Diff(args)) => diff::diff(args).unwrap_or_else(|fatal| failed(&fatal)),
        Some(Command::Explain { code }) => explain::explain(code.as_deref()),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut cli::command(), "overleg", &mut script);
            out(&script)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            // Writing to memory does not fail.
            let _ = clap_mangen::Man::new(cli::command()).render(&mut page);
            out(&page)
        }
    });
    ExitCode::from(status.unwrap_or_else(|what| {
        complain(&format!("a fault in overleg: {what}"), "Please report this. Tables of an earlier run are as they were.");
        2
    }))
}

/// A whole run, or what takes the place of its first half.
type Job = fn(&Plan, &dyn Observer) -> Result<Summary, Fatal>;

fn run(args: &RunArgs, plan: Plan, job: Job) -> u8 {
    let progress = progress::Progress::new(!args.no_progress && !args.quiet);
    progress.stop_on_interrupt();
    let result = job(&plan, &progress);
    progress.clear();
    match result {
        Ok(summary) => {
            summary::print(&summary, args.quiet, args.verbose);
            summary.exit_status(plan.strict)
        }
        Err(fatal) => failed(&fatal),
    }
}

fn pipe(args: &PipeArgs) -> Result<(), Fatal> {
    let plan = Plan::from(args);
    let paths = scale::Paths { root: args.root.clone(), null: args.null };
    // A line is written in one piece: its own buffer, flushed with every line.
    scale::pipe(&plan, &paths, std::io::stdin().lock(), std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock()))
}

fn failed(fatal: &Fatal) -> u8 {
    let message = fatal.to_string();
    match fatal {
        // The faults of a rules file, and the place that its parser shows, have lines of their own; elsewhere a line feed is in a name.
        Fatal::Rules(_) => complain_of(message.lines(), fatal.hint()),
        _ => complain(&message, fatal.hint()),
    }
    fatal.exit_status()
}

/// One message with its next step, on standard error.
fn complain(message: &str, hint: &str) {
    complain_of(std::iter::once(message), hint);
}

fn complain_of<'m>(lines: impl Iterator<Item = &'m str>, hint: &str) {
    let mut err = anstream::stderr().lock();
    // Nowhere is left to say that standard error is closed.
    for (at, line) in lines.enumerate() {
        let _ = match at {
            0 => writeln!(err, "{RED}overleg:{RED:#} {}", printable(line)),
            _ => writeln!(err, "         {}", printable(line)),
        };
    }
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
