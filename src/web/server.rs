//! The connection loop. `axum::serve` has no time limit for headers, leaves Nagle's algorithm on,
//! and lets a half-sent request hold up the end; so connections are served by hyper directly.
//!
//! What a client may take its time for has an end: for the head of a request (and between two) here,
//! for the answer in [`super::guard`], for reading it in [`super::patient`]. How many may be here at
//! once has one too: [`super::seats`].

use super::descriptors::Places;
use super::metrics::{Metrics, Rejected};
use super::patient::{Patient, READING_TIME};
use super::rate::Peer;
use super::seats::{Seat, Seats};
use super::settings::Settings;
use super::site::Site;
use super::{metrics, router_of};
use crate::archive::Archive;
use axum::Router;
use axum::http::{HeaderValue, Request, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioTimer;
use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::Service;

/// How long a client may take to send the head of a request, or stay idle between two.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// The most bytes of one request's head.
const HEADER_BYTES: usize = 32 * 1024;
/// When all places are taken: how long one may be kept waiting before it is given to somebody else. The
/// head of an honest request is there in less.
const KEPT_WAITING: Duration = Duration::from_secs(1);
/// How long a connection may live before it is asked to end, so that no client holds one for ever.
const LIFETIME: Duration = Duration::from_secs(600);
/// How long requests are still taken on connections that are open when the end comes: they may be on
/// their way.
const LAST_CALL: Duration = Duration::from_millis(100);
/// How long running requests may take to finish at the end.
const GRACE: Duration = Duration::from_secs(10);
/// How long it may take to tell somebody that there is no place.
const REFUSAL_TIME: Duration = Duration::from_secs(1);
/// What those are told, without looking at what they ask.
const REFUSAL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
    content-length: 54\r\nretry-after: 2\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\
    connection: close\r\n\r\nThe archive is busy. Please try again in two seconds.\n";

/// Serves until `shutdown` comes; then accepts nothing more, lets running requests finish within
/// ten seconds, and returns. `watched` is where the metrics are told, if they are.
pub async fn serve(
    listener: TcpListener,
    watched: Option<TcpListener>,
    archive: Archive,
    settings: Settings,
    shutdown: impl Future<Output = ()>,
) {
    let places = Places::of(&settings);
    let seats = Seats::new(places.connections, KEPT_WAITING);
    let site = Site::new(archive, settings);
    let telling = watched.map(|watched| tokio::spawn(metrics::tell(watched, site.clone(), seats.clone())));
    let metrics = site.metrics();
    let refusals = places.refusals as usize;
    serve_router(listener, router_of(site), (seats, refusals), &metrics, shutdown).await;
    if let Some(telling) = telling {
        telling.abort();
    }
}

async fn serve_router(
    listener: TcpListener,
    service: Router,
    (seats, refusals): (Arc<Seats>, usize),
    metrics: &Metrics,
    shutdown: impl Future<Output = ()>,
) {
    let refusals = Arc::new(Semaphore::new(refusals));
    let (end, ending) = watch::channel(());
    let mut shutdown = pin!(shutdown);
    let seated = |stream, peer| match seats.take() {
        Some(seat) => {
            tokio::spawn(connection(stream, peer, service.clone(), ending.clone(), seat));
        }
        None => {
            metrics.rejected(Rejected::Connections);
            match refusals.clone().try_acquire_owned() {
                Ok(permit) => drop(tokio::spawn(refuse(stream, permit))),
                // Nobody waits for it to have been read.
                Err(_) => drop(stream.try_write(REFUSAL)),
            }
        }
    };
    loop {
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener) => accepted,
        };
        if let Some((stream, peer)) = accepted {
            seated(stream, peer);
        }
    }
    // Who stands in the system's queue came before the end.
    while let Ok(Some((stream, peer))) = timeout(Duration::ZERO, accept(&listener)).await {
        seated(stream, peer);
    }
    drop(listener);
    tracing::info!("ending: running requests are finished first");
    end.send_replace(());
    if timeout(GRACE, seats.empty()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

/// The next connection and who it is, or nothing when accepting failed.
async fn accept(listener: &TcpListener) -> Option<(TcpStream, IpAddr)> {
    match listener.accept().await {
        Ok((stream, peer)) => {
            let _ = stream.set_nodelay(true);
            Some((stream, peer.ip()))
        }
        Err(error) => {
            tracing::warn!("a connection could not be accepted: {error}");
            // Out of file descriptors, most likely: trying at once would only spin.
            sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

async fn connection(stream: TcpStream, peer: IpAddr, router: Router, mut ending: watch::Receiver<()>, seat: Seat) {
    let answering = seat.clone();
    let over = ending.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        let busy = answering.busy();
        request.extensions_mut().insert(Peer(peer));
        request.extensions_mut().insert(answering.clone());
        let answer = router.clone().call(request);
        let (seat, over) = (answering.clone(), over.clone());
        async move {
            seat.take_turns().await;
            let mut answer = answer.await?;
            drop(busy);
            // Who is told so sends no further request, which would find the connection closed.
            if over.has_changed().unwrap_or(true) {
                let last = HeaderValue::from_static("close");
                answer.headers_mut().insert(header::CONNECTION, last);
            }
            Ok::<_, Infallible>(answer)
        }
    });
    let stream = Patient::new(stream, seat.clone(), READING_TIME);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_buf_size(HEADER_BYTES)
        .serve_connection(stream, service);
    let mut connection = pin!(connection);
    tokio::select! {
        // In this order: a request that has come is answered, though the end has come with it.
        biased;
        // A client that goes away or sends nonsense is its own affair.
        result = connection.as_mut() => {
            if let Err(error) = result {
                tracing::debug!("a connection ended: {error}");
            }
            return;
        }
        () = seat.asked_to_leave() => return,
        () = ended(&mut ending) => {}
        () = sleep(LIFETIME) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(GRACE, connection).await;
}

async fn ended(ending: &mut watch::Receiver<()>) {
    let _ = ending.changed().await;
    sleep(LAST_CALL).await;
}

/// Says that there is no place, and waits a moment for the client to have read it.
async fn refuse(mut stream: TcpStream, _permit: OwnedSemaphorePermit) {
    let telling = async {
        stream.write_all(REFUSAL).await?;
        stream.shutdown().await?;
        let mut thrown = [0; 1_024];
        while stream.read(&mut thrown).await? > 0 {}
        std::io::Result::Ok(())
    };
    let _ = timeout(REFUSAL_TIME, telling).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::weight::Room;
    use axum::middleware::{self, Next};
    use axum::routing::{MethodRouter, get};
    use std::net::SocketAddr;
    use tokio::sync::{Notify, oneshot};

    async fn ask(address: SocketAddr, path: &str) -> (TcpStream, String) {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        (stream, String::new())
    }

    async fn read((mut stream, mut text): (TcpStream, String)) -> String {
        stream.read_to_string(&mut text).await.unwrap();
        text
    }

    /// Has places for two.
    async fn serve_two(listener: TcpListener, router: Router, ended: oneshot::Receiver<()>) {
        let seats = (Seats::new(2, Duration::ZERO), 100);
        serve_router(listener, router, seats, &Metrics::default(), async {
            let _ = ended.await;
        })
        .await;
    }

    /// A handler that says that somebody has come, and answers when told to.
    fn slow() -> (Arc<Semaphore>, Arc<Notify>, MethodRouter) {
        let (come, go) = (Arc::new(Semaphore::new(0)), Arc::new(Notify::new()));
        let (came, gone) = (come.clone(), go.clone());
        let slow = move || async move {
            let gone = gone.notified();
            came.add_permits(1);
            gone.await;
            "done"
        };
        (come, go, get(slow))
    }

    /// Nothing in it waits for time to pass: each step waits for the one before.
    #[tokio::test]
    async fn when_all_are_at_work_the_next_is_told_at_once_and_nobody_is_cut_off() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (come, go, slow) = slow();
        let router = Router::new().route("/", slow);
        let (end, ended) = oneshot::channel::<()>();
        let serving = serve_two(listener, router, ended);
        let asking = async {
            let first = ask(address, "/").await;
            let second = ask(address, "/").await;
            let _both = come.acquire_many(2).await.unwrap();
            for _ in 0..20 {
                let told = read(ask(address, "/").await).await;
                assert!(
                    told.starts_with("HTTP/1.1 503 ") && told.contains("\r\nretry-after: 2\r\n"),
                    "{told}"
                );
                let (head, body) = told.split_once("\r\n\r\n").unwrap();
                assert!(head.contains(&format!("content-length: {}", body.len())), "{told}");
            }
            // The end comes while both are at work: they are finished all the same.
            end.send(()).unwrap();
            while TcpStream::connect(address).await.is_ok() {}
            go.notify_waiters();
            for one in [first, second] {
                let told = read(one).await;
                assert!(told.starts_with("HTTP/1.1 200 ") && told.ends_with("done"), "{told}");
            }
        };
        tokio::join!(serving, asking);
    }

    /// A client that would send the next request on the same connection is told that there is none to come.
    #[tokio::test]
    async fn the_last_answer_says_that_it_is_the_last() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (come, go, slow) = slow();
        let router = Router::new().route("/", get(|| async { "good" })).route("/slow", slow);
        let (end, ended) = oneshot::channel::<()>();
        let serving = serve_two(listener, router, ended);
        let asking = async {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
            let mut first = Vec::new();
            while !first.ends_with(b"good") {
                assert_ne!(stream.read_buf(&mut first).await.unwrap(), 0);
            }
            assert!(!String::from_utf8_lossy(&first).contains("connection: close"));
            stream
                .write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
                .await
                .unwrap();
            let _come = come.acquire().await.unwrap();
            end.send(()).unwrap();
            while TcpStream::connect(address).await.is_ok() {}
            go.notify_waiters();
            let told = read((stream, String::new())).await;
            assert!(
                told.contains("\r\nconnection: close\r\n") && told.ends_with("done"),
                "{told}"
            );
        };
        tokio::join!(serving, asking);
    }

    /// A client that takes none of its answer loses its place to the next; so does one that sends no
    /// request, though it never stops sending.
    #[tokio::test]
    async fn who_reads_nothing_and_who_never_asks_give_up_their_places() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let large = || async { vec![b'x'; 64 * 1024 * 1024] };
        let router = Router::new()
            .route("/", get(|| async { "good" }))
            .route("/large", get(large));
        let (end, ended) = oneshot::channel::<()>();
        let serving = serve_two(listener, router, ended);
        let asking = async {
            let (reads_nothing, _) = ask(address, "/large").await;
            reads_nothing.readable().await.unwrap();
            let mut never_asks = TcpStream::connect(address).await.unwrap();
            never_asks.write_all(b"GET / HTTP/1.1\r\nx-a: ").await.unwrap();
            for _ in 0..20 {
                let _ = never_asks.write_all(b"y").await;
                let told = read(ask(address, "/").await).await;
                assert!(told.starts_with("HTTP/1.1 200 ") && told.ends_with("good"), "{told}");
            }
            end.send(()).unwrap();
        };
        tokio::join!(serving, asking);
    }

    /// It has begun to be answered, and is cut off in the midst of that: the room is needed for the next.
    #[tokio::test]
    async fn who_reads_nothing_of_a_large_answer_makes_room_for_the_next() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let room = Arc::new(Room::new(64 * 1024, Duration::ZERO));
        let weigh = middleware::from_fn(move |request: axum::extract::Request, next: Next| {
            let room = room.clone();
            async move {
                let seat = request.extensions().get::<Seat>().cloned();
                room.hold(next.run(request).await, seat).await
            }
        });
        let large = || async { vec![b'x'; 64 * 1024 * 1024] };
        let router = Router::new().route("/large", get(large)).layer(weigh);
        let (end, ended) = oneshot::channel::<()>();
        let serving = serve_two(listener, router, ended);
        let asking = async {
            let (mut reads_nothing, _) = ask(address, "/large").await;
            reads_nothing.readable().await.unwrap();
            let told = read(ask(address, "/large").await).await;
            assert!(told.starts_with("HTTP/1.1 200 ") && told.len() > 64 * 1024 * 1024);
            let mut rest = Vec::new();
            let cut = reads_nothing.read_to_end(&mut rest).await;
            assert!(cut.is_err() || rest.len() < 64 * 1024 * 1024, "{}", rest.len());
            end.send(()).unwrap();
        };
        tokio::join!(serving, asking);
    }
}
