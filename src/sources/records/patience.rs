//! How long a file of records is read in which there is none: a small packed file may hold bytes without
//! end, and so may one that was never written to.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// As many of the longest records could have stood in what was read in vain.
const LONGEST: u64 = 16;

/// However short records have to be, so much may always be read in vain.
const LEAST: u64 = 16 << 20;

/// What telling that something is no record costs, in bytes that could have been read.
const WRONG: u64 = 64;

/// What was read since the last record, shared with the stream that it is read from.
#[derive(Clone, Debug, Default)]
pub(super) struct InVain(Arc<AtomicU64>);

impl InVain {
    pub(super) fn a_record(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    pub(super) fn no_record(&self) {
        self.0.fetch_add(WRONG, Ordering::Relaxed);
    }

    /// A stream that ends with an error as soon as too much of it was read in vain.
    pub(super) fn bounded<R>(&self, input: R, max_bytes: u64) -> Bounded<R> {
        Bounded {
            input,
            in_vain: self.clone(),
            most: max_bytes.saturating_mul(LONGEST).max(LEAST),
        }
    }
}

/// See [`InVain::bounded`].
pub(super) struct Bounded<R> {
    input: R,
    in_vain: InVain,
    most: u64,
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.in_vain.0.load(Ordering::Relaxed) > self.most {
            let why = format!("no report in {} bytes; raise --max-bytes to read on", self.most);
            return Err(io::Error::other(why));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.in_vain.0.fetch_add(amount as u64, Ordering::Relaxed);
        self.input.consume(amount);
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_record_is_read_so_far_and_no_farther() {
        let in_vain = InVain::default();
        let mut endless = in_vain.bounded(io::BufReader::new(io::repeat(b' ')), 1);
        let read = io::copy(&mut (&mut endless).take(LEAST / 2), &mut io::sink()).unwrap();
        assert_eq!(read, LEAST / 2);
        in_vain.a_record();
        let error = io::copy(&mut endless, &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("--max-bytes"), "{error}");
    }
}
