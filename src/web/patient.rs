//! A socket whose patience has an end. hyper limits how long a head may take to come; this limits how
//! long an answer may take to be read, and sees to it that the last answer arrives.

use super::seats::Seat;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use std::future::Future;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long a client may take none of an answer that waits for it.
pub(super) const READING_TIME: Duration = Duration::from_secs(30);
/// How long what a client still sends is read and thrown away after the last answer. Closed with bytes
/// unread, a connection is reset, and the answer may be lost on its way.
const LINGER: Duration = Duration::from_millis(500);

/// A connection, the place that it has, and what it waits for.
pub(super) struct Patient {
    stream: TokioIo<TcpStream>,
    seat: Seat,
    limit: Duration,
    /// Runs while an answer is waiting to be read, and at the end.
    clock: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    pub(super) fn new(stream: TcpStream, seat: Seat, limit: Duration) -> Self {
        Self {
            stream: TokioIo::new(stream),
            seat,
            limit,
            clock: None,
        }
    }

    fn written<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.clock = None;
            self.seat.moved();
            return result;
        }
        ready!(self.clock(self.limit).poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn clock(&mut self, limit: Duration) -> Pin<&mut Sleep> {
        self.clock.get_or_insert_with(|| Box::pin(sleep(limit))).as_mut()
    }
}

impl Read for Patient {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        self.seat.looked(read.is_ready());
        read
    }
}

impl Write for Patient {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.written(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.written(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
        let mut thrown = [0; 4_096];
        loop {
            if self.clock(LINGER).poll(cx).is_ready() {
                return Poll::Ready(Ok(()));
            }
            let mut thrown = ReadBuf::new(&mut thrown);
            let read = Pin::new(self.stream.inner_mut()).poll_read(cx, &mut thrown);
            if ready!(read).is_err() || thrown.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }
}
