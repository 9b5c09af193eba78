//! Opens files of the folder.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens an ordinary file, and nothing else: a pipe that took the place of a file since it was looked at
/// would be waited for without end, and a device may do anything when it is read.
pub(super) fn ordinary(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("not an ordinary file"))
    }
}
