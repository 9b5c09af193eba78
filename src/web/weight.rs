//! Answers that are made and not read yet, by their bytes: a thousand clients that take their time over large
//! ones would fill the memory, though each is within its bounds.

use super::Error;
use super::site::Site;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes of answers on their way, all clients together.
const MOST: usize = 256 * 1024 * 1024;
/// Smaller ones are not weighed: as many as there are connections do no harm.
const LEAST: u64 = 64 * 1024;
/// What is counted as one.
const UNIT: u64 = 1024;

/// The room that is left for answers on their way.
pub(super) struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST / UNIT as usize)))
    }
}

/// A body with its share of the room, which it gives back when it is sent or given up.
struct Weighed {
    inner: Body,
    _share: OwnedSemaphorePermit,
}

impl HttpBody for Weighed {
    type Data = <Body as HttpBody>::Data;
    type Error = <Body as HttpBody>::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.inner).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Takes room for a large answer, or says that the archive is busy.
pub(super) async fn weigh(State(site): State<Site>, request: Request, next: Next) -> Result<Response, Error> {
    let response = next.run(request).await;
    let Some(bytes) = response.body().size_hint().exact().filter(|bytes| *bytes >= LEAST) else {
        return Ok(response);
    };
    let share = u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX);
    let share = site.room().0.clone().try_acquire_many_owned(share);
    let share = share.map_err(|_| Error::Busy)?;
    Ok(response.map(|inner| Body::new(Weighed { inner, _share: share })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_share_is_given_back_with_its_body() {
        let room = Room(Arc::new(Semaphore::new(3)));
        let share = room.0.clone().try_acquire_many_owned(2).unwrap();
        let body = Body::new(Weighed {
            inner: Body::from("abc"),
            _share: share,
        });
        assert_eq!(body.size_hint().exact(), Some(3));
        assert_eq!(room.0.available_permits(), 1);
        assert_eq!(axum::body::to_bytes(body, 10).await.unwrap(), "abc");
        assert_eq!(room.0.available_permits(), 3);
    }
}
