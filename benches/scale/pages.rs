//! Report pages a second, beside an axum handler that has the same bytes at hand.

use crate::ground::Ground;
use crate::http::Client;
use crate::server::Server;
use crate::table::Table;
use axum::extract::{Path as Name, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::serve::ListenerExt;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How this program is asked to be the handler, in a process of its own as we are.
pub(crate) const PEER: &str = "--as-peer";
const REPORTS: usize = 100;
const CONNECTIONS: usize = 3;
const ROUNDS: u32 = 4;

pub(crate) fn measure(ground: &Ground, time: Duration, table: &mut Table) -> Result<(), String> {
    let server = Server::start(&ground.pages, &ground.index)?;
    let many = usize::try_from(ground.size).map_err(|error| error.to_string())?;
    let values = ground
        .some_values(many.min(20_000))
        .map_err(|error| error.to_string())?;
    let step = (values.len() / REPORTS).max(1);
    let paths: Vec<String> = values
        .iter()
        .step_by(step)
        .map(|value| format!("/reports/{}", value.id))
        .collect();
    keep(&server, &paths, &ground.peer).map_err(|error| error.to_string())?;
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let first = paths.first().ok_or("no reports")?;
    let peer = Server::spawn(Command::new(this).arg(PEER).arg(&ground.peer), first)?;
    let (mut ours, mut theirs) = (0.0, 0.0);
    for _ in 0..ROUNDS {
        ours += rate(&server.address, &paths, time / ROUNDS)?;
        theirs += rate(&peer.address, &paths, time / ROUNDS)?;
    }
    let (ours, theirs) = (ours / f64::from(ROUNDS), theirs / f64::from(ROUNDS));
    println!(
        "\n{} reports: report pages a second, {CONNECTIONS} connections\n",
        ground.size
    );
    println!("| readout | axum handler of the same bytes | ratio |\n|---|---|---|");
    println!("| {ours:.0} | {theirs:.0} | {:.2} |", ours / theirs);
    table.put("report pages a second", ground.size, ours);
    table.put("report pages a second, of the handler's", ground.size, ours / theirs);
    Ok(())
}

/// Puts the pages into files, by id.
fn keep(server: &Server, paths: &[String], folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut client = Client::new(&server.address);
    for path in paths {
        let (status, page) = client.get(path)?;
        if status != 200 {
            return Err(std::io::Error::other(format!("{path} answers {status}")));
        }
        let id = path.rsplit('/').next().unwrap_or_default();
        std::fs::write(folder.join(id), page)?;
    }
    Ok(())
}

/// Answers a second over some connections that are kept.
fn rate(address: &str, paths: &[String], time: Duration) -> Result<f64, String> {
    let begun = Instant::now();
    let one = |start: usize| -> Result<usize, String> {
        let mut client = Client::new(address);
        let mut answers = 0;
        for path in paths.iter().cycle().skip(start * 17) {
            let (status, _) = client.get(path).map_err(|error| format!("{path}: {error}"))?;
            if status != 200 {
                return Err(format!("{path} answers {status}"));
            }
            answers += 1;
            if begun.elapsed() > time {
                break;
            }
        }
        Ok(answers)
    };
    let answers: usize = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CONNECTIONS).map(|start| scope.spawn(move || one(start))).collect();
        clients
            .into_iter()
            .map(|client| client.join().unwrap())
            .sum::<Result<usize, String>>()
    })?;
    Ok(answers as f64 / begun.elapsed().as_secs_f64())
}

/// The handler: serves the files of a folder from memory until it is ended.
pub(crate) fn serve(folder: &Path) -> std::io::Result<()> {
    let mut pages = HashMap::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let page = axum::body::Bytes::from(std::fs::read(file.path())?);
        pages.insert(file.file_name().to_string_lossy().into_owned(), page);
    }
    type Pages = Arc<HashMap<String, axum::body::Bytes>>;
    async fn page(State(pages): State<Pages>, Name(id): Name<String>) -> impl IntoResponse {
        let page = pages.get(&id).cloned().unwrap_or_default();
        ([(CONTENT_TYPE, "text/html; charset=utf-8")], page)
    }
    let routes = axum::Router::new()
        .route("/reports/{id}", get(page))
        .with_state(Arc::new(pages));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("http://{}/", listener.local_addr()?);
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, routes).await
    })
}
