//! Disks that other machines write to: of what those change, the system tells us nothing.

use std::path::Path;

/// What `statfs` says of them on Linux, as `linux/magic.h` and the sources of each have it. A file system of a
/// program (FUSE) may be a network behind it, and one of a virtual machine's host is.
const KINDS: [(u32, &str); 15] = [
    (0x6969, "NFS"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB"),
    (0x517B, "SMB"),
    (0x6573_5546, "FUSE"),
    (0x0102_1997, "9P"),
    (0x00C3_6400, "Ceph"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x0BD0_0BD0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636F, "OCFS2"),
    (0x786F_4256, "a folder of VirtualBox's host"),
    (0xBACB_ACBC, "a folder of VMware's host"),
];

/// How the disk of a folder is called, where other machines may write to it.
#[cfg(target_os = "linux")]
pub(super) fn kind_of(folder: &Path) -> Option<&'static str> {
    kind(rustix::fs::statfs(folder).ok()?.f_type)
}

/// Elsewhere it is not known.
#[cfg(not(target_os = "linux"))]
pub(super) fn kind_of(_: &Path) -> Option<&'static str> {
    None
}

/// The system gives 32 bits, in a number of more that may have a sign.
#[cfg(target_os = "linux")]
fn kind(number: impl TryInto<i64>) -> Option<&'static str> {
    let number = number.try_into().ok()? & 0xFFFF_FFFF;
    let found = KINDS.iter().find(|(known, _)| i64::from(*known) == number);
    found.map(|(_, kind)| *kind)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn disks_of_others_are_told_from_ones_own() {
        assert_eq!(kind(0x6969_i64), Some("NFS"));
        assert_eq!(kind(0xFF53_4D42_u32), Some("CIFS"));
        // The same, where the system's number has a sign.
        assert_eq!(kind(i64::from(0xFF53_4D42_u32.cast_signed())), Some("CIFS"));
        // ext4, tmpfs, overlay, proc.
        for own in [0xEF53_i64, 0x0102_1994, 0x794C_7630, 0x9FA0] {
            assert_eq!(kind(own), None);
        }
        assert_eq!(kind_of(Path::new("/proc")), None);
        assert_eq!(kind_of(Path::new("/nowhere")), None);
    }
}
