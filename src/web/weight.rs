//! Answers that are made and not read yet, by their bytes: a thousand clients that take their time over large
//! ones would fill the memory, though each is within its bounds.

use super::Error;
use super::site::Site;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes of answers on their way, all clients together.
const MOST: usize = 256 * 1024 * 1024;
/// Smaller ones are not weighed: as many as there are connections do no harm.
const LEAST: u64 = 64 * 1024;
/// What is counted as one.
const UNIT: u64 = 1024;
/// All that can be counted: a larger answer takes all the room there is.
const UNITS: u32 = (MOST / UNIT as usize) as u32;

/// The room that is left for answers on their way.
pub(super) struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(UNITS as usize)))
    }
}

/// Bytes with their share of the room, given back with the last of them. It is not the body that has it: the
/// server lets go of a body as soon as it has put all of it in its queue, and what is not read waits there.
struct Weighed {
    bytes: Bytes,
    _share: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Weighed {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Takes room for a large answer, or says that the archive is busy.
pub(super) async fn weigh(State(site): State<Site>, request: Request, next: Next) -> Result<Response, Error> {
    let response = next.run(request).await;
    let Some(bytes) = response.body().size_hint().exact().filter(|bytes| *bytes >= LEAST) else {
        return Ok(response);
    };
    let share = u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(UNITS).min(UNITS);
    let share = site.room().0.clone().try_acquire_many_owned(share);
    let share = share.map_err(|_| Error::Busy)?;
    let (parts, body) = response.into_parts();
    // Whole in memory already.
    let bytes = to_bytes(body, usize::MAX).await.map_err(|_| Error::Panic)?;
    let body = Body::from(Bytes::from_owner(Weighed { bytes, _share: share }));
    Ok(Response::from_parts(parts, body))
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let room = Arc::new(Semaphore::new(3));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let shares = room.clone();
        let service = service_fn(move |_| {
            let weighed = Weighed {
                bytes: vec![b'x'; LARGE].into(),
                _share: shares.clone().try_acquire_many_owned(2).unwrap(),
            };
            async { Ok::<_, Infallible>(Response::new(Body::from(Bytes::from_owner(weighed)))) }
        });
        let serving = tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        client
            .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
            .await
            .unwrap();
        let mut head = [0; 1_000];
        client.read_exact(&mut head).await.unwrap();
        assert_eq!(room.available_permits(), 1, "it is in the queue, and not read");
        let mut rest = Vec::new();
        client.read_to_end(&mut rest).await.unwrap();
        assert!(rest.len() + head.len() > LARGE);
        serving.await.unwrap().unwrap();
        assert_eq!(room.available_permits(), 3);
    }
}
