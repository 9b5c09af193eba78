//! The connection loop. `axum::serve` has no time limit for headers, leaves Nagle's algorithm on,
//! and lets a half-sent request hold up the end; so connections are served by hyper directly.

use super::{PublicUrl, router};
use crate::archive::Archive;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

/// Connections at once; more wait in the system's queue.
const CONNECTIONS: u32 = 1_024;
/// How long a client may take to send the head of a request, or stay idle between two.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// The most bytes of one request's head.
const HEADER_BYTES: usize = 32 * 1024;
/// How long a connection may live before it is asked to end, so that no client holds one for ever.
const LIFETIME: Duration = Duration::from_secs(600);
/// How long running requests may take to finish at the end.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `shutdown` comes; then accepts nothing more, lets running requests finish within
/// ten seconds, and returns.
pub async fn serve(
    listener: TcpListener,
    archive: Archive,
    public: Option<PublicUrl>,
    shutdown: impl Future<Output = ()>,
) {
    let service = router(archive, public);
    let places = Arc::new(Semaphore::new(CONNECTIONS as usize));
    let (end, ending) = watch::channel(());
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &places) => accepted,
        };
        if let Some((stream, place)) = accepted {
            tokio::spawn(connection(stream, service.clone(), ending.clone(), place));
        }
    }
    drop(listener);
    tracing::info!("ending: running requests are finished first");
    end.send_replace(());
    // All places are free again when all connections have ended.
    if timeout(GRACE, places.acquire_many(CONNECTIONS)).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

/// The next connection and its place, or nothing when accepting failed.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => {
            let _ = stream.set_nodelay(true);
            Some((stream, place))
        }
        Err(error) => {
            tracing::warn!("a connection could not be accepted: {error}");
            // Out of file descriptors, most likely: trying at once would only spin.
            sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

async fn connection(stream: TcpStream, service: Router, mut ending: watch::Receiver<()>, _place: OwnedSemaphorePermit) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = pin!(connection);
    tokio::select! {
        // A client that goes away or sends nonsense is its own affair.
        result = connection.as_mut() => {
            if let Err(error) = result {
                tracing::debug!("a connection ended: {error}");
            }
            return;
        }
        _ = ending.changed() => {}
        () = sleep(LIFETIME) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(GRACE, connection).await;
}
