//! Packed files as streams of what is in them.

use super::kinds::Packing;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// How much is unpacked at once.
const BUFFER: usize = 64 * 1024;

/// What is in a file. It streams, and keeps no more than the window of the packing; how much is taken
/// out of it is for the reader to bound, for a small file may unpack without end.
pub(super) fn open<'a>(input: impl BufRead + Send + 'a, packing: Packing) -> Box<dyn BufRead + Send + 'a> {
    match packing {
        Packing::None => Box::new(input),
        Packing::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(input))),
        Packing::Zstd => Box::new(BufReader::with_capacity(BUFFER, Frames::new(input))),
    }
}

/// What was read of a file.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// As much as could be read, at most one byte more than the limit.
    pub(super) bytes: Vec<u8>,
    /// Why there is no more, where the stream broke off.
    pub(super) broken: Option<io::Error>,
}

/// Reads what is in a file, up to a limit and one byte more, which tells that there is too much.
pub(super) fn read(input: impl BufRead + Send, packing: Packing, limit: u64) -> Unpacked {
    let mut bytes = Vec::new();
    let result = open(input, packing)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes);
    Unpacked {
        bytes,
        broken: result.err(),
    }
}

/// Zstandard frames one behind the other, those of no content passed over: the decoder reads one.
struct Frames<R> {
    input: R,
    decoder: FrameDecoder,
    within: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(input: R) -> Self {
        Self {
            input,
            decoder: FrameDecoder::new(),
            within: false,
        }
    }

    /// Begins the next frame, or passes over one that holds no content.
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.init(&mut self.input) {
            Ok(()) => self.within = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                let mut skipped = (&mut self.input).take(u64::from(length));
                io::copy(&mut skipped, &mut io::sink())?;
            }
            Err(error) => return Err(invalid(error)),
        }
        Ok(())
    }

    /// The decoder reads checksums and compares nothing.
    fn end(&mut self) -> io::Result<()> {
        self.within = false;
        let told = self.decoder.get_checksum_from_data();
        if told.is_some() && told != self.decoder.get_calculated_checksum() {
            return Err(invalid("its checksum is another"));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if !self.within {
                if self.input.fill_buf()?.is_empty() {
                    break;
                }
                self.begin()?;
                continue;
            }
            if self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.input, one).map_err(invalid)?;
                continue;
            }
            match self.decoder.read(buffer)? {
                0 => self.end()?,
                read => return Ok(read),
            }
        }
        Ok(0)
    }
}

fn invalid(error: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn what_was_packed_is_read() {
        let text = b"The envoy met the mayor. ".repeat(20_000);
        for (packed, packing) in [
            (text.clone(), Packing::None),
            (gzip(&text), Packing::Gzip),
            (zstd(&text), Packing::Zstd),
        ] {
            // Several members, as `cat` makes them; zstd with a frame of no content between.
            let twice = match packing {
                Packing::Zstd => [&packed, &b"\x50\x2A\x4D\x18\x03\0\0\0abc"[..], &packed].concat(),
                _ => packed.repeat(2),
            };
            let read = read(&twice[..], packing, u64::MAX);
            assert!(read.broken.is_none(), "{packing:?}: {:?}", read.broken);
            assert!(read.bytes == text.repeat(2), "{packing:?}");
        }
    }

    #[test]
    fn a_small_file_that_unpacks_without_end_is_cut() {
        let zeros = vec![0; 8 << 20];
        for (packed, packing) in [(gzip(&zeros), Packing::Gzip), (zstd(&zeros), Packing::Zstd)] {
            assert!(packed.len() < zeros.len() / 100);
            assert_eq!(read(&packed[..], packing, 1_000).bytes.len(), 1_001);
        }
    }

    #[test]
    fn of_a_stream_that_breaks_off_what_was_read_is_kept() {
        let text: Vec<u8> = (0..400_000_u32)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        for (packed, packing) in [(gzip(&text), Packing::Gzip), (zstd(&text), Packing::Zstd)] {
            let read = read(&packed[..packed.len() / 2], packing, u64::MAX);
            assert!(read.broken.is_some(), "{packing:?}");
            assert!(read.bytes.len() > 100_000, "{packing:?}: {}", read.bytes.len());
            assert!(text.starts_with(&read.bytes), "{packing:?}");
        }
    }

    #[test]
    fn a_frame_with_another_checksum_is_broken() {
        let mut packed = zstd(b"The envoy met the mayor.");
        *packed.last_mut().unwrap() ^= 1;
        assert!(read(&packed[..], Packing::Zstd, 1_000).broken.is_some());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            for packing in [Packing::Gzip, Packing::Zstd] {
                let _ = read(&bytes[..], packing, 10_000);
                let mut after = match packing { Packing::Gzip => gzip(b"a"), _ => zstd(b"a") };
                after.extend(&bytes);
                prop_assert!(read(&after[..], packing, 10_000).bytes.starts_with(b"a"));
            }
        }
    }
}
