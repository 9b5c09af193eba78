use super::LogFormat;
use crate::archive::word::Fault;
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Starts logging to stderr, so that stdout stays for what was asked. A filter that cannot be read
/// is said and replaced by `info`; a log setting should never keep an archive from its readers.
pub(super) fn start(filter: &str, format: LogFormat) {
    let (filter, bad) = match EnvFilter::try_new(filter) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error)),
    };
    // tantivy tells of every segment; only its warnings are news to an archivist.
    let filter = match "tantivy=warn".parse() {
        Ok(directive) => filter.add_directive(directive),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(format == LogFormat::Text && std::io::stderr().is_terminal())
        .with_target(false);
    let _ = match format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    if let Some(error) = bad {
        tracing::warn!("--log is not understood ({error}); logging at info");
    }
    // One structured line instead of the default hook's several.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        let text = panic.payload_as_str().unwrap_or("a panic without a message");
        tracing::error!(place = place.as_deref(), "panic: {}", one_line(text));
    }));
}

/// Says what is wrong in the archivist's files.
pub(super) fn faults(faults: &[Fault]) {
    for fault in faults {
        tracing::warn!("{}", one_line(&fault.to_string()));
    }
}

/// Text that came from outside, such as a file name, as it may stand on a line of a log or a
/// terminal: control characters and marks that turn or hide text are written as escapes.
#[must_use]
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if c.is_control() || hidden {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn what_would_break_or_turn_a_line_is_escaped() {
        assert_eq!(one_line("a\nb\u{202e}c\u{1b}[31m"), "a\\nb\\u{202e}c\\u{1b}[31m");
        assert_eq!(one_line("ديدار – é.txt"), "ديدار – é.txt");
    }
}
