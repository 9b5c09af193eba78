//! Tells when something in the folder of reports may have changed, as far as the system tells us. What
//! has changed is for a look at the folder to find out.

use super::folder::{Folder, is_hidden};
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::Path;

/// Watches for as long as it lives.
pub struct Watch {
    _watcher: notify::RecommendedWatcher,
}

/// What may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something in the folder.
    Within,
    /// The folder itself was moved or removed: another may stand in its place, which nobody watches.
    Folder,
}

/// Why the system cannot tell; the folder can still be looked at from time to time.
#[derive(Debug, thiserror::Error)]
#[error("the system does not tell of changes in the folder of reports: {0}")]
pub struct WatchError(#[from] notify::Error);

impl Folder {
    /// Calls `changed` whenever something in the folder may have changed, on a thread of its own.
    ///
    /// # Errors
    /// When the system has no way to tell, or no room for another watch.
    pub fn watch(&self, mut changed: impl FnMut(Change) + Send + 'static) -> Result<Watch, WatchError> {
        let root = self.root().to_owned();
        let hear = move |event: notify::Result<Event>| {
            let change = match event {
                Ok(event) => change(&event, &root),
                // Something was not told; what it was, a look will show.
                Err(_) => Some(Change::Within),
            };
            if let Some(change) = change {
                changed(change);
            }
        };
        let mut watcher = notify::recommended_watcher(hear)?;
        watcher.watch(self.root(), RecursiveMode::Recursive)?;
        Ok(Watch { _watcher: watcher })
    }
}

/// What an event is a sign of. Reading is none, else each look would lead to the next; nor is what
/// happens below a name that begins with a dot, for the index may stand there.
fn change(event: &Event, root: &Path) -> Option<Change> {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return None,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
            if event.paths.iter().any(|path| path == root) =>
        {
            return Some(Change::Folder);
        }
        _ => {}
    }
    let is_hidden = |path: &Path| {
        let below = path.strip_prefix(root).unwrap_or(path);
        below.components().any(|part| is_hidden(part.as_os_str()))
    };
    let all_hidden = !event.paths.is_empty() && event.paths.iter().all(|path| is_hidden(path));
    (!all_hidden).then_some(Change::Within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, RemoveKind, RenameMode};

    #[test]
    fn what_may_be_a_change_is_told_and_reading_is_not() {
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for (kind, path, expected) in [
            (EventKind::Create(CreateKind::File), "/r/a.txt", Some(Change::Within)),
            (modified, "/r/sub/a.meta.toml", Some(Change::Within)),
            (renamed, "/r/a.txt", Some(Change::Within)),
            (EventKind::Remove(RemoveKind::Folder), "/r/sub", Some(Change::Within)),
            (EventKind::Remove(RemoveKind::Folder), "/r", Some(Change::Folder)),
            (renamed, "/r", Some(Change::Folder)),
            (
                EventKind::Access(AccessKind::Close(AccessMode::Write)),
                "/r/a.txt",
                Some(Change::Within),
            ),
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), "/r/a.txt", None),
            (EventKind::Access(AccessKind::Close(AccessMode::Read)), "/r/a.txt", None),
            (modified, "/r/.readout/meta.json", None),
            (modified, "/r/.a.txt.swp", None),
        ] {
            let event = Event::new(kind).add_path(path.into());
            assert_eq!(change(&event, Path::new("/r")), expected, "{kind:?} {path}");
        }
        let both = Event::new(renamed)
            .add_path("/r/.tmp".into())
            .add_path("/r/a.txt".into());
        assert_eq!(change(&both, Path::new("/r")), Some(Change::Within));
        // The system lost count.
        assert_eq!(
            change(&Event::new(EventKind::Other), Path::new("/r")),
            Some(Change::Within)
        );
        // The folder may itself stand below a hidden one.
        let within = Event::new(modified).add_path("/home/.r/a.txt".into());
        assert_eq!(change(&within, Path::new("/home/.r")), Some(Change::Within));
    }
}
