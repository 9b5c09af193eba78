//! Tells what in the folder of reports may have changed, as far as the system tells us. What has changed
//! is for a look at it to find out.

use super::folder::Folder;
use super::kinds::{Kind, companions};
use super::look::is_hidden;
use super::shared;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode};
use notify::{ErrorKind, Event, EventKind, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
        let (watched, folders) = (root.clone(), CalledAsFiles::default());
        let known = folders.clone();
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) => changes(&event, &root, &known, &mut changed),
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
        folders.learn(&watched);
        Ok(Watch {
            _watcher: watcher,
            root: self.root().to_owned(),
            stood,
        })
    }
}

/// What an event is a sign of. Reading is none, else each look would lead to the next; nor is what
/// happens below a name that begins with a dot, for the index may stand there.
fn changes(event: &Event, root: &Path, folders: &CalledAsFiles, changed: &mut impl FnMut(Change)) {
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
    // A folder that went took files with it, of which nothing is told.
    let took_more = match event.kind {
        EventKind::Remove(RemoveKind::Folder) => true,
        EventKind::Modify(ModifyKind::Name(RenameMode::From | RenameMode::Any)) => {
            let was_folder = |path: &PathBuf| folders.forget(path) || may_be_folder(path);
            event.paths.iter().any(was_folder)
        }
        // Within the folder it is told whereto, and what stands there tells what it was.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => event.paths.last().is_some_and(|path| path.is_dir()),
        _ => false,
    };
    if event.paths.is_empty() || event.need_rescan() {
        return changed(Change::Somewhere);
    }
    let may_have_come = match event.kind {
        EventKind::Create(kind) => kind != CreateKind::File,
        EventKind::Modify(ModifyKind::Name(mode)) => mode != RenameMode::From,
        _ => false,
    };
    if may_have_come {
        event.paths.iter().for_each(|path| folders.learn(path));
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
            Some(path) if !path.is_empty() && !took_more => changed(Change::At {
                path: path.to_owned(),
                open,
                touched,
            }),
            _ => changed(Change::Somewhere),
        }
    }
}

/// Folders that are called as if they were files, which are few: of a name that goes the system does not tell what
/// it was of. One that went with the folder above it stays in mind until its name is told of; that costs a look.
#[derive(Clone, Default)]
struct CalledAsFiles(Arc<Mutex<HashSet<PathBuf>>>);

impl CalledAsFiles {
    /// Learns of those at a path and below it.
    fn learn(&self, path: &Path) {
        let walk = WalkDir::new(path).follow_root_links(false).into_iter();
        let seen = walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
        let folders = seen.flatten().filter(|entry| entry.file_type().is_dir());
        let paths = folders.map(walkdir::DirEntry::into_path);
        // Nobody waits for a walk through a large folder.
        let called_as_files: Vec<PathBuf> = paths.filter(|path| !may_be_folder(path)).collect();
        self.lock().extend(called_as_files);
    }

    /// Whether one was at this path, where there is none now.
    fn forget(&self, path: &Path) -> bool {
        self.lock().remove(path)
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a name, of which it is not known what it was of, may be that of a folder that holds reports: one that
/// is neither of a file that we read nor of a file on its way.
fn may_be_folder(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_none_or(|ending| {
        let is_on_its_way = ON_THEIR_WAY.iter().any(|known| ending.eq_ignore_ascii_case(known));
        !is_on_its_way && !ending.ends_with('~') && !is_read(path)
    })
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

fn is_read(path: &Path) -> bool {
    path.to_str()
        .is_some_and(|path| Kind::of(path).is_some() || path.ends_with(".toml"))
}

/// Endings of files that browsers and other programs rename when they are whole.
const ON_THEIR_WAY: [&str; 9] = [
    "part",
    "partial",
    "crdownload",
    "download",
    "tmp",
    "temp",
    "new",
    "bak",
    "swp",
];

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
    use notify::event::{DataChange, Flag, MetadataKind};

    fn told(event: &Event, root: &str) -> Vec<Change> {
        let mut told = Vec::new();
        let folders = CalledAsFiles::default();
        changes(event, Path::new(root), &folders, &mut |change| told.push(change));
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
            (EventKind::Remove(RemoveKind::Folder), "/r/sub", vec![Change::Somewhere]),
            (from, "/r/sub", vec![Change::Somewhere]),
            (from, "/r/2024.01", vec![Change::Somewhere]),
            (from, "/r/example.org", vec![Change::Somewhere]),
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
