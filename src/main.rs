//! The command `whobacks`.

fn main() -> std::process::ExitCode {
    whobacks::cli::run()
}
