//! What tells two versions of an answer apart, and the conditions that a request sets on it: RFC
//! 9110, section 13.

use super::coding::Coding;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use std::time::{Duration, SystemTime};

/// How old a date has to be before it tells versions apart as surely as a tag: it counts seconds,
/// and an answer may change twice in one.
const SURE_AFTER: Duration = Duration::from_secs(60);

/// A version of an answer, in one coding.
#[derive(Clone, Debug)]
pub(super) struct Validators {
    /// Strong, and quoted: the same for the same bytes only.
    pub tag: String,
    /// When it last changed; none where no date speaks for it.
    pub changed: Option<SystemTime>,
}

/// What becomes of a request under its conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is answered.
    Go,
    /// The client holds the answer already.
    Held,
    /// The answer is not the one that the client would go on with.
    Failed,
}

impl Validators {
    /// The version of a body with this digest in this coding: other bytes on the wire, and so
    /// another tag.
    pub(super) fn new(digest: &str, coding: Coding, changed: Option<SystemTime>) -> Self {
        let tag = match coding {
            Coding::Plain => format!("\"{digest}\""),
            coding => format!("\"{digest}-{}\"", coding.name()),
        };
        Self { tag, changed }
    }

    /// Judges the conditions of a request in the order that the RFC sets.
    pub(super) fn judge(&self, asked: &HeaderMap) -> Outcome {
        if let Some(tags) = tags(asked, &header::IF_MATCH) {
            if !tags.iter().any(|tag| *tag == "*" || *tag == self.tag) {
                return Outcome::Failed;
            }
        } else if let Some((changed, since)) = self.changed.zip(date(asked, &header::IF_UNMODIFIED_SINCE))
            && seconds(changed) > seconds(since)
        {
            return Outcome::Failed;
        }
        if let Some(tags) = tags(asked, &header::IF_NONE_MATCH) {
            // Compared weakly: proxies weaken tags.
            let held = |tag: &str| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.tag;
            return if tags.into_iter().any(held) {
                Outcome::Held
            } else {
                Outcome::Go
            };
        }
        match self.changed.zip(date(asked, &header::IF_MODIFIED_SINCE)) {
            Some((changed, since)) if seconds(changed) <= seconds(since) => Outcome::Held,
            _ => Outcome::Go,
        }
    }

    /// Whether the validator of an `If-Range` is that of this very version.
    pub(super) fn is_same(&self, validator: &str) -> bool {
        self.is_same_at(validator, SystemTime::now())
    }

    fn is_same_at(&self, validator: &str, now: SystemTime) -> bool {
        if validator.trim() == self.tag {
            return true;
        }
        let said = httpdate::parse_http_date(validator.trim()).ok();
        self.changed.zip(said).is_some_and(|(changed, said)| {
            let age = now.duration_since(changed).unwrap_or_default();
            seconds(changed) == seconds(said) && age >= SURE_AFTER
        })
    }
}

/// The tags of a header, where it is there at all. Ours hold no comma.
fn tags<'a>(asked: &'a HeaderMap, name: &HeaderName) -> Option<Vec<&'a str>> {
    asked.contains_key(name).then(|| {
        asked
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect()
    })
}

/// A date; one that cannot be read is none, and so is one that is still to come: it was sent while a clock
/// was wrong, and what changed since then may have an earlier one.
fn date(asked: &HeaderMap, name: &HeaderName) -> Option<SystemTime> {
    let value: &HeaderValue = asked.get(name)?;
    let date = httpdate::parse_http_date(value.to_str().ok()?).ok();
    date.filter(|date| *date <= SystemTime::now())
}

/// Dates in headers have no fractions of a second.
fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version() -> Validators {
        let changed = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_900);
        Validators::new("abc", Coding::Gzip, Some(changed))
    }

    #[track_caller]
    fn check(headers: &[(HeaderName, &'static str)], expected: Outcome) {
        let asked = headers.iter().cloned();
        let asked = HeaderMap::from_iter(asked.map(|(name, value)| (name, HeaderValue::from_static(value))));
        assert_eq!(version().judge(&asked), expected, "{headers:?}");
    }

    const NOW: &str = "Tue, 14 Nov 2023 22:13:20 GMT";
    const BEFORE: &str = "Tue, 14 Nov 2023 22:13:19 GMT";

    #[test]
    fn what_a_client_holds() {
        use header::{IF_MODIFIED_SINCE, IF_NONE_MATCH};
        check(&[], Outcome::Go);
        check(&[(IF_NONE_MATCH, "\"abc-gzip\"")], Outcome::Held);
        check(&[(IF_NONE_MATCH, "W/\"abc-gzip\"")], Outcome::Held);
        check(&[(IF_NONE_MATCH, "\"x\", \"abc-gzip\"")], Outcome::Held);
        check(&[(IF_NONE_MATCH, "*")], Outcome::Held);
        check(&[(IF_NONE_MATCH, "\"abc\"")], Outcome::Go);
        check(&[(IF_NONE_MATCH, "abc-gzip")], Outcome::Go);
        check(&[(IF_MODIFIED_SINCE, NOW)], Outcome::Held);
        check(&[(IF_MODIFIED_SINCE, BEFORE)], Outcome::Go);
        check(&[(IF_MODIFIED_SINCE, "yesterday")], Outcome::Go);
        check(&[(IF_MODIFIED_SINCE, "Fri, 31 Dec 9999 23:59:59 GMT")], Outcome::Go);
        check(&[(IF_NONE_MATCH, "\"abc\""), (IF_MODIFIED_SINCE, NOW)], Outcome::Go);
    }

    #[test]
    fn what_a_client_would_go_on_with() {
        use header::{IF_MATCH, IF_UNMODIFIED_SINCE};
        check(&[(IF_MATCH, "*")], Outcome::Go);
        check(&[(IF_MATCH, "\"x\", \"abc-gzip\"")], Outcome::Go);
        check(&[(IF_MATCH, "W/\"abc-gzip\"")], Outcome::Failed);
        check(&[(IF_UNMODIFIED_SINCE, NOW)], Outcome::Go);
        check(&[(IF_UNMODIFIED_SINCE, BEFORE)], Outcome::Failed);
        check(
            &[(IF_MATCH, "\"abc-gzip\""), (IF_UNMODIFIED_SINCE, BEFORE)],
            Outcome::Go,
        );
    }

    #[test]
    fn a_part_is_of_the_same_version() {
        let version = version();
        let after = |seconds| version.changed.unwrap() + Duration::from_secs(seconds);
        let check = |validator: &str, seconds, same| {
            assert_eq!(
                version.is_same_at(validator, after(seconds)),
                same,
                "{validator} {seconds}"
            );
        };
        check("\"abc-gzip\"", 0, true);
        check("W/\"abc-gzip\"", 100, false);
        check("\"abc\"", 100, false);
        check(NOW, 100, true);
        check(NOW, 1, false);
        check(BEFORE, 100, false);
        check("", 100, false);
    }
}
