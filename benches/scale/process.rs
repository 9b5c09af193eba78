//! Child processes: what they cost, and that they end.

use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

/// A process that is ended when it is dropped.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a process holds at a moment, in MB.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    /// Everything that is mapped and resident now, and at most so far: with pages of index files, which the system takes
    /// back when it needs them.
    pub(crate) resident: f64,
    pub(crate) high_water: f64,
    /// What is the process's own.
    pub(crate) own: f64,
}

impl Memory {
    pub(crate) fn of(pid: u32) -> Option<Self> {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let kilobytes = |name: &str| -> Option<f64> {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse().ok()
        };
        Some(Self {
            resident: kilobytes("VmRSS:")? / 1024.0,
            high_water: kilobytes("VmHWM:")? / 1024.0,
            own: kilobytes("RssAnon:")? / 1024.0,
        })
    }
}

/// What a whole run cost.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    /// Of all threads.
    pub(crate) cpu: f64,
    pub(crate) peak_resident: f64,
    pub(crate) peak_own: f64,
}

/// Runs a command to its end and looks at it every 20 ms.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<Cost, String> {
    let begun = Instant::now();
    let mut process = Process(command.spawn().map_err(|error| format!("{command:?}: {error}"))?);
    let pid = process.0.id();
    let mut cost = Cost::default();
    loop {
        if let Some(memory) = Memory::of(pid) {
            cost.peak_resident = cost.peak_resident.max(memory.high_water);
            cost.peak_own = cost.peak_own.max(memory.own);
        }
        cost.cpu = cpu(pid).unwrap_or(cost.cpu);
        cost.seconds = begun.elapsed().as_secs_f64();
        let status: Option<ExitStatus> = process.0.try_wait().map_err(|error| error.to_string())?;
        match status {
            Some(status) if status.success() => return Ok(cost),
            Some(status) => return Err(format!("{command:?} ended with {status}")),
            None if begun.elapsed() > limit => return Err(format!("{command:?} took more than {limit:?}")),
            None => std::thread::sleep(Duration::from_millis(if cost.seconds < 2.0 { 2 } else { 20 })),
        }
    }
}

/// Seconds of processor time so far.
fn cpu(pid: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, behind) = stat.rsplit_once(") ")?;
    let mut fields = behind.split_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    // Linux counts hundredths of a second here. A process that has ended may have none left.
    Some((user + system) / 100.0).filter(|seconds| *seconds > 0.0)
}

/// Nanoseconds of processor time of all living threads of a process, by the scheduler's own account.
pub(crate) fn busy(pid: u32) -> u64 {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{pid}/task")) else {
        return 0;
    };
    threads
        .flatten()
        .filter_map(|thread| nanoseconds(&thread.path().join("schedstat")))
        .sum()
}

/// The same of this thread.
pub(crate) fn own_busy() -> u64 {
    // A thread that runs is charged at ticks, or when it offers its place.
    std::thread::yield_now();
    nanoseconds(std::path::Path::new("/proc/thread-self/schedstat")).unwrap_or(0)
}

fn nanoseconds(file: &std::path::Path) -> Option<u64> {
    std::fs::read_to_string(file).ok()?.split(' ').next()?.parse().ok()
}
