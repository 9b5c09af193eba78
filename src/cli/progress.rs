//! How far indexing has come, for who waits at a terminal or reads a log.

use crate::archive::{Archive, Progress, Stage, WORTH_TELLING};
use crate::web::show::number;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// How often a terminal is told.
pub(super) const SHOWN: Duration = Duration::from_millis(200);
/// How many of those a log waits for: ten seconds.
const LOGGED: u32 = 50;

/// Tells of runs that take a while, for ever: as a bar on a terminal, as lines in a log.
pub(super) async fn tell(archive: Archive) {
    let mut teller = Teller::new();
    let mut tick = tokio::time::interval(SHOWN);
    loop {
        tick.tick().await;
        teller.tell(archive.progress());
    }
}

/// Tells of runs until it is dropped; for commands without a runtime.
pub(super) struct Teller {
    bar: Option<ProgressBar>,
    terminal: bool,
    waited: u32,
}

impl Teller {
    pub(super) fn new() -> Self {
        Self {
            bar: None,
            terminal: std::io::stderr().is_terminal(),
            waited: 0,
        }
    }

    pub(super) fn tell(&mut self, progress: Option<Progress>) {
        let Some(progress) = progress.filter(is_long) else {
            if let Some(bar) = self.bar.take() {
                bar.finish_and_clear();
            }
            self.waited = 0;
            return;
        };
        if self.terminal {
            let bar = self.bar.get_or_insert_with(bar);
            bar.set_length(progress.total);
            bar.set_position(progress.done);
            bar.set_message(words(progress.stage));
            return;
        }
        self.waited += 1;
        if self.waited.is_multiple_of(LOGGED) {
            tracing::info!("{}", line(&progress));
        }
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        self.tell(None);
    }
}

fn is_long(progress: &Progress) -> bool {
    progress.total >= WORTH_TELLING || progress.since > Duration::from_secs(1)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    let template = "{msg} {wide_bar} {human_pos} of {human_len}, {per_sec}, {eta} left";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Looking => "looking",
        Stage::Comparing => "comparing",
        Stage::Indexing => "indexing",
        Stage::Settling => "settling",
    }
}

fn line(progress: &Progress) -> String {
    let (done, total) = (number(progress.done), number(progress.total));
    match progress.stage {
        Stage::Looking => "looking at the folder".to_owned(),
        stage => {
            let left = progress.left().map_or_else(String::new, |left| {
                let seconds = left.as_secs();
                format!(", {} min {} s left", seconds / 60, seconds % 60)
            });
            format!(
                "{} {done} of {total}, {} a second{left}",
                words(stage),
                number(progress.rate())
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is() {
        let progress = Progress {
            stage: Stage::Indexing,
            done: 120_000,
            total: 1_000_000,
            since: Duration::from_secs(10),
        };
        assert_eq!(
            line(&progress),
            "indexing 120,000 of 1,000,000, 12,000 a second, 1 min 13 s left"
        );
    }
}
