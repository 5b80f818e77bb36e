//! The program: arguments in, exit status out. Everything else is in the library.

fn main() -> std::process::ExitCode {
    overleg::ui::main()
}
