//! Tells what in the folder of reports may have changed, as far as the system tells us. What has changed
//! is for a look at it to find out.

use super::folder::Folder;
use super::kinds::companions;
use super::look::is_hidden;
use super::shared;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{ErrorKind, Event, EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Watches for as long as it lives.
pub struct Watch {
    _watcher: notify::RecommendedWatcher,
    /// As it was named: it may be a link, which leads elsewhere one day.
    root: PathBuf,
    /// What stood there when it began.
    stood: Option<(u64, u64)>,
}

impl Watch {
    /// Whether the folder that is watched still stands in its place.
    #[must_use]
    pub fn stands(&self) -> bool {
        identity(&self.root) == self.stood
    }
}

/// Which folder stands at a path: its disk and its number there.
fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    let of = |metadata: std::fs::Metadata| {
        use std::os::unix::fs::MetadataExt;
        (metadata.dev(), metadata.ino())
    };
    #[cfg(not(unix))]
    let of = |_: std::fs::Metadata| (0, 0);
    path.metadata().ok().map(of)
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What is at this path below the folder, or below it.
    At {
        /// The path, with `/` between the parts.
        path: String,
        /// Whether somebody may go on writing to it.
        open: bool,
        /// Whether it is no more than its times or rights that changed.
        touched: bool,
    },
    /// Something in the folder, nobody knows what.
    Somewhere,
    /// The folder itself was moved or removed: another may stand in its place, which nobody watches.
    Folder,
}

/// Why the system cannot tell; the folder can still be looked at from time to time.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// It has no way to tell, or no room for another watch.
    #[error("the system does not tell of changes in the folder of reports: {0}")]
    Refused(#[from] notify::Error),
    /// It tells of what this machine changes, and others may change it too.
    #[error("the folder of reports is on {0}, where the system does not tell of what other machines change")]
    Shared(&'static str),
}

impl Folder {
    /// Calls `changed` whenever something in the folder may have changed, on a thread of its own.
    ///
    /// # Errors
    /// When the system does not tell, or not of everything.
    pub fn watch(&self, mut changed: impl FnMut(Change) + Send + 'static) -> Result<Watch, WatchError> {
        // The system tells whole paths.
        let root = self.root().canonicalize().unwrap_or_else(|_| self.root().to_owned());
        if let Some(kind) = shared::kind_of(&root) {
            return Err(WatchError::Shared(kind));
        }
        let watched = root.clone();
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) => changes(&event, &root, &mut changed),
            // Of a folder that came it will tell nothing: it is begun anew, and polled where that is in vain.
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => changed(Change::Folder),
            // Something was not told; what it was, a look will show.
            Err(_) => changed(Change::Somewhere),
        };
        // Links to folders are not followed here either: what they lead to would be told of as if it were below them.
        let config = notify::Config::default().with_follow_symlinks(false);
        let mut watcher = notify::RecommendedWatcher::new(hear, config)?;
        let stood = identity(&watched);
        watcher.watch(&watched, RecursiveMode::Recursive)?;
        Ok(Watch {
            _watcher: watcher,
            root: self.root().to_owned(),
            stood,
        })
    }
}

/// What an event is a sign of. Reading is none, else each look would lead to the next; nor is what
/// happens below a name that begins with a dot, for the index may stand there.
fn changes(event: &Event, root: &Path, changed: &mut impl FnMut(Change)) {
    let open = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
            if event.paths.iter().any(|path| path == root) =>
        {
            return changed(Change::Folder);
        }
        // The times of a folder change with every file in it.
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => true,
        _ => false,
    };
    let touched = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
    if event.paths.is_empty() || event.need_rescan() {
        return changed(Change::Somewhere);
    }
    let is_written = matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_) | ModifyKind::Any)
    );
    let mut told: Vec<(PathBuf, bool)> = event.paths.iter().map(|path| (path.clone(), open)).collect();
    if !is_written {
        let beside = event.paths.iter().flat_map(|page| beside(page));
        told.extend(beside.map(|path| (path, false)));
    }
    for (path, open) in &told {
        // Of a link nothing more is told: there is nobody who writes to it.
        let open = *open && !is_link(path);
        let Ok(below) = path.strip_prefix(root) else {
            changed(Change::Somewhere);
            continue;
        };
        if below.components().any(|part| is_hidden(part.as_os_str())) {
            continue;
        }
        match below.to_str() {
            Some(path) if !path.is_empty() => changed(Change::At {
                path: path.to_owned(),
                open,
                touched,
            }),
            _ => changed(Change::Somewhere),
        }
    }
}

/// What a browser put beside a web page, which comes and goes with it.
fn beside(page: &Path) -> impl Iterator<Item = PathBuf> {
    let name = page.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let folders = companions(name).map(|folder| page.with_file_name(folder));
    let walk = folders.filter(|folder| folder.is_dir()).flat_map(WalkDir::new);
    walk.filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
}

fn is_link(path: &Path) -> bool {
    let metadata = path.symlink_metadata();
    #[cfg(unix)]
    let shared = |metadata: &std::fs::Metadata| std::os::unix::fs::MetadataExt::nlink(metadata) > 1;
    #[cfg(not(unix))]
    let shared = |_: &std::fs::Metadata| false;
    metadata.is_ok_and(|metadata| metadata.is_symlink() || shared(&metadata))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, Flag, MetadataKind, RemoveKind, RenameMode};

    fn told(event: &Event, root: &str) -> Vec<Change> {
        let mut told = Vec::new();
        changes(event, Path::new(root), &mut |change| told.push(change));
        told
    }

    fn at(path: &str, open: bool) -> Vec<Change> {
        vec![Change::At {
            path: path.to_owned(),
            open,
            touched: false,
        }]
    }

    #[test]
    fn what_may_be_a_change_is_told_and_reading_is_not() {
        let modified = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let from = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        let to = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        for (kind, path, expected) in [
            (EventKind::Create(CreateKind::File), "/r/a.txt", at("a.txt", true)),
            (EventKind::Create(CreateKind::Folder), "/r/sub", at("sub", false)),
            (modified, "/r/sub/a.meta.toml", at("sub/a.meta.toml", true)),
            (closed, "/r/a.txt", at("a.txt", false)),
            (from, "/r/a.txt", at("a.txt", false)),
            (to, "/r/sub", at("sub", false)),
            (EventKind::Remove(RemoveKind::File), "/r/a.txt", at("a.txt", false)),
            (EventKind::Remove(RemoveKind::Folder), "/r/sub", at("sub", false)),
            (from, "/r/2024.01", at("2024.01", false)),
            (from, "/r/a.txt.gz", at("a.txt.gz", false)),
            (from, "/r/a.meta.toml", at("a.meta.toml", false)),
            (from, "/r/a.html.crdownload", at("a.html.crdownload", false)),
            (EventKind::Remove(RemoveKind::Folder), "/r", vec![Change::Folder]),
            (from, "/r", vec![Change::Folder]),
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), "/r/a.txt", vec![]),
            (
                EventKind::Access(AccessKind::Close(AccessMode::Read)),
                "/r/a.txt",
                vec![],
            ),
            (modified, "/r/.readout/meta.json", vec![]),
            (modified, "/r/.a.txt.swp", vec![]),
        ] {
            assert_eq!(
                told(&Event::new(kind).add_path(path.into()), "/r"),
                expected,
                "{kind:?} {path}"
            );
        }
        let both = Event::new(to).add_path("/r/.tmp".into()).add_path("/r/a.txt".into());
        assert_eq!(told(&both, "/r"), at("a.txt", false));
        // The system lost count.
        assert_eq!(told(&Event::new(EventKind::Other), "/r"), [Change::Somewhere]);
        let lost = Event::new(modified).add_path("/r/a.txt".into()).set_flag(Flag::Rescan);
        assert_eq!(told(&lost, "/r"), [Change::Somewhere]);
        let attributes = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        let touched = Change::At {
            path: "a.txt".to_owned(),
            open: false,
            touched: true,
        };
        assert_eq!(
            told(&Event::new(attributes).add_path("/r/a.txt".into()), "/r"),
            [touched]
        );
        // The folder may itself stand below a hidden one.
        let within = Event::new(modified).add_path("/home/.r/a.txt".into());
        assert_eq!(told(&within, "/home/.r"), at("a.txt", true));
    }
}
