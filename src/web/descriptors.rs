//! How many connections the system has descriptors for. With fewer than places, no place would ever be taken
//! from a slow client for the next: nobody could be accepted in the first place.

use super::settings::Settings;

/// Connections that are being told at once that there is no place for them; more are only closed.
const REFUSALS: u32 = 1_024;
/// What else is open: files of the index and of the folder, watches, the log.
const OTHERS: u64 = 256;

/// How many may be here at once, and how many may be told that they may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) connections: u32,
    pub(super) refusals: u32,
}

impl Places {
    /// As the archivist wants it, as far as the system allows. What it allows may be raised; what it does
    /// not is said.
    pub(super) fn of(settings: &Settings) -> Self {
        let wanted = Self {
            connections: settings.connections,
            refusals: REFUSALS,
        };
        let places = wanted.within(allowed(wanted.descriptors()));
        if places.connections < wanted.connections {
            tracing::warn!(
                "the system allows too few open files for {} connections; there are places for {}: raise its limit, as with \
                 LimitNOFILE={}",
                wanted.connections,
                places.connections,
                wanted.descriptors()
            );
        }
        places
    }

    fn descriptors(self) -> u64 {
        u64::from(self.connections) + u64::from(self.refusals) + OTHERS
    }

    fn within(self, allowed: u64) -> Self {
        if self.descriptors() <= allowed {
            return self;
        }
        let left = u32::try_from(allowed.saturating_sub(OTHERS)).unwrap_or(u32::MAX);
        let refusals = self.refusals.min(left / 4);
        Self {
            connections: self.connections.min(left - refusals).max(1),
            refusals,
        }
    }
}

/// How many descriptors this process may have open, raised to `wanted` where that is allowed.
fn allowed(wanted: u64) -> u64 {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let limit = getrlimit(Resource::Nofile);
        let most = limit.maximum.unwrap_or(u64::MAX);
        let current = limit.current.unwrap_or(u64::MAX);
        if current >= wanted {
            return current;
        }
        let raised = Rlimit {
            current: Some(wanted.min(most)),
            maximum: limit.maximum,
        };
        match setrlimit(Resource::Nofile, raised) {
            Ok(()) => wanted.min(most),
            Err(_) => current,
        }
    }
    #[cfg(not(unix))]
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_no_more_places_than_descriptors() {
        let wanted = Places {
            connections: 1_024,
            refusals: REFUSALS,
        };
        assert_eq!(wanted.within(4_096), wanted);
        for allowed in [0, 100, 256, 257, 300, 1_024, 2_000] {
            let places = wanted.within(allowed);
            assert!(
                places.connections >= 1 && places.connections <= wanted.connections,
                "{places:?}"
            );
            assert!(
                allowed < 257 || places.descriptors() <= allowed,
                "{places:?} within {allowed}"
            );
        }
        assert_eq!(wanted.within(1_024).connections, 576);
    }
}
