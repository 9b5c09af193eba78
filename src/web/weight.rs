//! Answers that are made and not read yet, by their bytes: a thousand clients that take their time over large
//! ones would fill the memory, though each is within its bounds. When there is no room, those who have taken
//! longest over theirs give way, so a few who read a byte now and then keep nobody from large answers.

use super::Error;
use super::seats::Seat;
use super::site::Site;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Bytes of answers on their way, all clients together.
const MOST: usize = 256 * 1024 * 1024;
/// Smaller ones are not weighed: as many as there are connections do no harm.
const LEAST: u64 = 64 * 1024;
/// What is counted as one.
const UNIT: u64 = 1024;
/// All that can be counted: a larger answer takes all the room there is.
const UNITS: u32 = (MOST / UNIT as usize) as u32;

/// How long one may be read in peace, whoever else waits for room.
const GIVEN: Duration = Duration::from_secs(10);
/// How long it is waited for the room of those who were asked to go.
const LEAVING: Duration = Duration::from_secs(1);

/// The room for answers on their way.
pub(super) struct Room {
    free: Arc<Semaphore>,
    /// By the order in which they came.
    holders: Arc<Mutex<Holders>>,
    given: Duration,
}

#[derive(Default)]
struct Holders {
    next: u64,
    all: BTreeMap<u64, Holder>,
}

/// An answer that is not read yet.
struct Holder {
    begin: Instant,
    units: usize,
    seat: Seat,
}

/// Room that was taken, given back with it.
struct Share {
    number: Option<u64>,
    holders: Arc<Mutex<Holders>>,
    _permit: OwnedSemaphorePermit,
}

/// Bytes with their share of the room, given back with the last of them. It is not the body that has it: the
/// server lets go of a body as soon as it has put all of it in its queue, and what is not read waits there.
struct Weighed {
    bytes: Bytes,
    _share: Share,
}

impl AsRef<[u8]> for Weighed {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::new(UNITS as usize, GIVEN)
    }
}

impl Room {
    /// Room for so many units of [`UNIT`] bytes; one may be read for as long as `given` in peace.
    pub(super) fn new(units: usize, given: Duration) -> Self {
        Self {
            free: Arc::new(Semaphore::new(units)),
            holders: Arc::default(),
            given,
        }
    }

    /// The answer, which holds its room until it is read if it is a large one. `seat` is whose it is.
    ///
    /// # Errors
    /// When there is no room.
    pub(super) async fn hold(&self, response: Response, seat: Option<Seat>) -> Result<Response, Error> {
        let Some(bytes) = response.body().size_hint().exact().filter(|bytes| *bytes >= LEAST) else {
            return Ok(response);
        };
        let units = u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(UNITS).min(UNITS);
        let share = self.take(units, seat).await.ok_or(Error::Busy)?;
        let (parts, body) = response.into_parts();
        // Whole in memory already.
        let bytes = to_bytes(body, usize::MAX).await.map_err(|_| Error::Panic)?;
        let body = Body::from(Bytes::from_owner(Weighed { bytes, _share: share }));
        Ok(Response::from_parts(parts, body))
    }

    /// Room for so much: what is free, or that of those who have had theirs for longest.
    async fn take(&self, units: u32, seat: Option<Seat>) -> Option<Share> {
        let permit = match self.free.clone().try_acquire_many_owned(units) {
            Ok(permit) => permit,
            Err(_) => {
                self.vacate(units as usize)?;
                let freed = self.free.clone().acquire_many_owned(units);
                timeout(LEAVING, freed).await.ok()?.ok()?
            }
        };
        let mut holders = lock(&self.holders);
        let number = seat.map(|seat| {
            holders.next += 1;
            let number = holders.next;
            let holder = Holder {
                begin: Instant::now(),
                units: units as usize,
                seat,
            };
            holders.all.insert(number, holder);
            number
        });
        Some(Share {
            number,
            holders: Arc::clone(&self.holders),
            _permit: permit,
        })
    }

    /// Asks so many to go that there is room; nobody, where that would not do.
    fn vacate(&self, units: usize) -> Option<()> {
        let mut holders = lock(&self.holders);
        let mut lacking = units.saturating_sub(self.free.available_permits());
        let mut leaving = Vec::new();
        for (number, holder) in &holders.all {
            if lacking == 0 {
                break;
            }
            if holder.begin.elapsed() < self.given {
                return None;
            }
            lacking = lacking.saturating_sub(holder.units);
            leaving.push(*number);
        }
        if lacking > 0 {
            return None;
        }
        for holder in leaving.into_iter().filter_map(|number| holders.all.remove(&number)) {
            holder.seat.leave();
        }
        Some(())
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            lock(&self.holders).all.remove(&number);
        }
    }
}

fn lock(holders: &Mutex<Holders>) -> MutexGuard<'_, Holders> {
    holders.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes room for a large answer, or says that the archive is busy.
pub(super) async fn weigh(
    site: &Site,
    request: Request,
    next: impl AsyncFnOnce(Request) -> Response,
) -> Result<Response, Error> {
    let seat = request.extensions().get::<Seat>().cloned();
    site.room().hold(next(request).await, seat).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::seats::Seats;
    use hyper::server::conn::http1;
    use hyper::service::service_fn;
    use hyper_util::rt::TokioIo;
    use std::convert::Infallible;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    /// More than the system takes on behalf of a client that reads nothing.
    const LARGE: usize = 64 * 1024 * 1024;

    #[tokio::test]
    async fn a_share_is_held_until_the_answer_is_read() {
        let room = Arc::new(Room::new(3, GIVEN));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let shares = room.clone();
        let service = service_fn(move |_| {
            let shares = shares.clone();
            async move {
                let weighed = Weighed {
                    bytes: vec![b'x'; LARGE].into(),
                    _share: shares.take(2, None).await.unwrap(),
                };
                Ok::<_, Infallible>(Response::new(Body::from(Bytes::from_owner(weighed))))
            }
        });
        let serving = tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        client
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
            .await
            .unwrap();
        let mut head = [0; 1_000];
        client.read_exact(&mut head).await.unwrap();
        assert_eq!(room.free.available_permits(), 1, "it is in the queue, and not read");
        let mut rest = Vec::new();
        client.read_to_end(&mut rest).await.unwrap();
        assert!(rest.len() + head.len() > LARGE);
        serving.await.unwrap().unwrap();
        assert_eq!(room.free.available_permits(), 3);
    }

    #[tokio::test]
    async fn who_has_taken_longest_over_it_gives_way_to_who_comes() {
        let (room, seats) = (Room::new(3, Duration::ZERO), Seats::new(3, Duration::ZERO));
        let [first, second, third] = [(); 3].map(|()| seats.take().unwrap());
        let held = room.take(2, Some(first.clone())).await.unwrap();
        let other = room.take(1, Some(second.clone())).await.unwrap();
        let connection = tokio::spawn(async move {
            first.asked_to_leave().await;
            drop(held);
        });
        let next = room.take(2, Some(third)).await.unwrap();
        connection.await.unwrap();
        drop((other, next));
        assert_eq!(room.free.available_permits(), 3);
        assert!(lock(&room.holders).all.is_empty());
    }

    #[tokio::test]
    async fn who_has_only_just_begun_to_read_does_not() {
        let (room, seats) = (Room::new(3, Duration::from_secs(3_600)), Seats::new(1, Duration::ZERO));
        let held = room.take(2, seats.take()).await.unwrap();
        assert!(room.take(2, None).await.is_none());
        drop(held);
        assert!(room.take(2, None).await.is_some());
    }
}
