//! What holds for whatever is read, by target. The fuzz targets of `fuzz/`, the driver beside this folder and
//! the tests share it.

mod authority;
mod clean;
mod decode;
pub(crate) mod evidence;
mod facts;
mod hold;
mod html;
mod mapping;
pub(crate) mod query;
mod records;
mod sidecar;

/// One thing that reads what others wrote.
pub(crate) struct Target {
    /// Its name on the command line, and that of its file in `fuzz/fuzz_targets`.
    pub(crate) name: &'static str,
    /// Panics when reading the bytes breaks a promise.
    pub(crate) check: fn(&[u8]),
}

/// Every target.
pub(crate) const TARGETS: [Target; 9] = [
    of("query", query::of_bytes),
    of("decode", decode::check),
    of("clean", clean::check),
    of("facts", facts::check),
    of("html", html::check),
    of("records", records::check),
    of("mapping", mapping::check),
    of("authority", authority::check),
    of("sidecar", sidecar::check),
];

const fn of(name: &'static str, check: fn(&[u8])) -> Target {
    Target { name, check }
}

/// Checks one input of the target of that name.
#[allow(dead_code)] // By the fuzz targets alone.
pub(crate) fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.expect("a target").check)(bytes);
}
