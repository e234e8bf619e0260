//! The command `whobacks`.

fn main() -> std::process::ExitCode {
    whobacks::cli::run(std::env::args_os()).into()
}
