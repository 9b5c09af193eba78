//! stub
fn main() -> anyhow::Result<()> {
    let a: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    readout::cli::inspect::run(
        &a,
        std::env::var_os("LEDGER").is_none(),
        readout::sources::DEFAULT_MAX_BYTES,
    )
}
