use crate::archive::Config;
use crate::search::synonyms::Synonyms;
use crate::sources::DEFAULT_MAX_BYTES;
use crate::web::{CONNECTIONS, Proxy, PublicUrl, Settings};
use anyhow::Context;
use clap::builder::FalseyValueParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

/// A searchable web archive of meeting reports.
///
/// Without a command it serves: `readout` alone shows the reports in seeds/ at
/// http://127.0.0.1:3000/.
#[derive(Debug, Parser)]
#[command(name = "readout", version, max_term_width = 100, args_override_self = true)]
pub struct Cli {
    /// What to do; to serve when none is given.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command needs to know.
    #[command(flatten)]
    pub options: Options,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the archive to browsers (what is done without a command)
    Serve,
    /// Bring the index in step with the folder of reports, and leave
    Index,
    /// Search from the command line
    Search {
        /// The most results to print
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        /// What to search for, in the language of the search box; options stand before it
        #[arg(required = true, value_name = "QUERY", allow_hyphen_values = true, value_parser = word)]
        query: Vec<String>,
    },
    /// Print the words that are taken for the same, as a file to edit for --synonyms
    Synonyms,
    /// Check the archivist's files, or suggest names that may mean the same
    Authority {
        /// What to do with them
        #[command(subcommand)]
        what: AuthorityCommand,
    },
    /// Show how files are read: each line with its role and rule, and the facts
    Inspect {
        /// Print one JSON object keyed by report id
        #[arg(long)]
        json: bool,
        /// Files of reports, or folders of them
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

/// What to do with the archivist's files.
#[derive(Debug, Subcommand)]
pub enum AuthorityCommand {
    /// Say what is wrong in authority.toml and in the sidecars (NAME.meta.toml), by file and line; ends
    /// with code 1 when anything is
    Check,
    /// Print names that likely mean the same, with the reasons, as entries to review and paste into
    /// authority.toml; nothing is merged by it
    Suggest,
}

/// Options that every command takes, before or after its name.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// The folder of reports (.txt, .text, .md, or .jsonl and .ndjson with one on each line); it is
    /// read, never written to
    #[arg(
        long,
        global = true,
        env = "READOUT_REPORTS",
        value_name = "DIR",
        default_value = "seeds"
    )]
    pub reports: PathBuf,
    /// The folder of the index; made when missing, and safe to delete
    #[arg(
        long,
        global = true,
        env = "READOUT_INDEX",
        value_name = "DIR",
        default_value = ".readout"
    )]
    pub index: PathBuf,
    /// The address to serve at; port 0 takes a free one
    #[arg(
        long,
        global = true,
        env = "READOUT_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:3000"
    )]
    pub listen: String,
    /// The address at which readers reach the archive, with a path prefix if there is one, such as
    /// `https://example.org/readout`; citations, feeds and canonical links use it. Without it the
    /// host that each request names
    #[arg(long, global = true, env = "READOUT_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// The most connections at once; when all are at work, more are told to come again
    #[arg(long, global = true, env = "READOUT_MAX_CONNECTIONS", value_name = "N", default_value_t = CONNECTIONS, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub max_connections: u32,
    /// The most requests that one address may make in a second, five times as many at once; no limit
    /// without it
    #[arg(long, global = true, env = "READOUT_RATE_LIMIT", value_name = "N")]
    pub rate_limit: Option<NonZeroU32>,
    /// A proxy whose X-Forwarded-For is taken for who asks: an address, or a network such as
    /// 10.0.0.0/8; more than one with commas between them
    #[arg(
        long,
        global = true,
        env = "READOUT_TRUSTED_PROXY",
        value_name = "IP",
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<Proxy>,
    /// The address to tell metrics at, for Prometheus, under /metrics; not told without it, and never
    /// at the address of the archive
    #[arg(long, global = true, env = "READOUT_METRICS", value_name = "ADDR")]
    pub metrics: Option<String>,
    /// The largest report that is read, in bytes; larger ones are named on /about
    #[arg(long, global = true, env = "READOUT_MAX_BYTES", value_name = "N", default_value_t = DEFAULT_MAX_BYTES, value_parser = clap::value_parser!(u64).range(1..))]
    pub max_bytes: u64,
    /// A file of words that are taken for the same, instead of the one built in (which `readout
    /// synonyms` prints)
    #[arg(long, global = true, env = "READOUT_SYNONYMS", value_name = "FILE")]
    pub synonyms: Option<PathBuf>,
    /// Read every file at the start, whatever its size and time, instead of those that changed by them
    #[arg(long, global = true, env = "READOUT_VERIFY", value_parser = FalseyValueParser::new())]
    pub verify: bool,
    /// Serve or search an index that another process keeps in step, or a copy of one, and follow what is
    /// committed to it; nothing is written, and no folder of reports is needed
    #[arg(long, global = true, env = "READOUT_READ_ONLY", value_parser = FalseyValueParser::new())]
    pub read_only: bool,
    /// What is logged to stderr: error, warn, info, debug, or a filter such as
    /// readout::access=warn,info
    #[arg(
        long,
        global = true,
        env = "READOUT_LOG",
        value_name = "FILTER",
        default_value = "info"
    )]
    pub log: String,
    /// How each line of the log is written
    #[arg(
        long,
        global = true,
        env = "READOUT_LOG_FORMAT",
        value_name = "FORM",
        value_enum,
        default_value_t = LogFormat::Text
    )]
    pub log_format: LogFormat,
}

/// How lines of the log are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// To be read by people.
    Text,
    /// One JSON object on each line.
    Json,
}

impl Options {
    /// Where the archive finds its reports and keeps its index.
    ///
    /// # Errors
    /// When the file of synonyms cannot be read; the message names the line.
    pub fn archive(&self) -> anyhow::Result<Config> {
        Ok(Config {
            reports: self.reports.clone(),
            index: self.index.clone(),
            max_bytes: self.max_bytes,
            synonyms: Arc::new(self.read_synonyms()?),
            verify: self.verify,
        })
    }

    /// How the archive is served.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            public: self.public_url.clone(),
            connections: self.max_connections,
            rate: self.rate_limit,
            proxies: self.trusted_proxy.clone(),
        }
    }

    fn read_synonyms(&self) -> anyhow::Result<Synonyms> {
        let Some(file) = &self.synonyms else {
            return Ok(Synonyms::default());
        };
        let why = || format!("the file of synonyms {file:?} cannot be used; correct it, or leave --synonyms out");
        let text = std::fs::read_to_string(file).with_context(why)?;
        Synonyms::parse(&text).with_context(why)
    }
}

/// A word of a query. `-word` is one; an option behind the first word would be searched for, so it
/// is refused.
fn word(word: &str) -> Result<String, String> {
    let mut cli = Cli::command();
    cli.build();
    let name = word
        .strip_prefix("--")
        .map(|option| option.split('=').next().unwrap_or(option));
    let known = name.is_some_and(|name| {
        let search = cli.find_subcommand("search");
        search.is_some_and(|search| search.get_arguments().any(|option| option.get_long() == Some(name)))
    });
    if known {
        return Err("options stand before the words, as in: readout search --limit 2 minister".to_owned());
    }
    Ok(word.to_owned())
}
