//! The program `lodestone`.

fn main() -> std::process::ExitCode {
    lodestone::cli::main()
}
