//! What is counted, for Prometheus. It is told at a listener of its own, not at the archive's: how much
//! is searched, and when, is nobody's business but the archivist's.

use super::seats::Seats;
use super::site::Site;
use crate::search::{Stage, Stages};
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// From a page that is kept to the longest that an answer may take, in seconds.
const BUCKETS: [f64; 14] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// Counts everything that is asked.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    times: Family<Route, Histogram, fn() -> Histogram>,
    stages: Family<Step, Histogram, fn() -> Histogram>,
    rejected: Family<Why, Counter>,
    connections: Gauge,
    questions: Gauge,
    reports: Gauge,
    pending: Gauge,
    changed: Gauge,
    following: Gauge,
    bytes: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: Arc<str>,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: Arc<str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Step {
    stage: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Why {
    reason: Rejected,
}

/// Why a request was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub(super) enum Rejected {
    /// Every connection was at work.
    Connections,
    /// Too many questions were waiting, or an answer took too long.
    Busy,
    /// An address asked more often than it may.
    Rate,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("readout");
        let build = [("version", env!("CARGO_PKG_VERSION"))];
        registry.register("build", "The program, always 1", {
            let one = Family::<[(&'static str, &'static str); 1], Gauge>::default();
            one.get_or_create(&build).set(1);
            one
        });
        let gauge = |registry: &mut Registry, name: &str, help: &str, unit: Option<Unit>| {
            let gauge = Gauge::default();
            match unit {
                Some(unit) => registry.register_with_unit(name, help, unit, gauge.clone()),
                None => registry.register(name, help, gauge.clone()),
            }
            gauge
        };
        let requests = Family::default();
        registry.register("requests", "Requests by route and class of status", requests.clone());
        let times: Family<Route, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(BUCKETS));
        let help = "How long answers took to be made, by route";
        registry.register_with_unit("request_duration", help, Unit::Seconds, times.clone());
        let stages: Family<Step, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(BUCKETS));
        let help = "How long each step of searches took, where it was needed";
        registry.register_with_unit("search_stage_duration", help, Unit::Seconds, stages.clone());
        let rejected = Family::<Why, Counter>::default();
        for reason in [Rejected::Connections, Rejected::Busy, Rejected::Rate] {
            // Told from the start, so that a first one is seen as a change.
            drop(rejected.get_or_create(&Why { reason }));
        }
        registry.register("rejected", "Requests and connections turned away", rejected.clone());
        let seconds = Some(Unit::Seconds);
        Self {
            requests,
            times,
            stages,
            rejected,
            connections: gauge(&mut registry, "connections_open", "Connections that are open", None),
            questions: gauge(
                &mut registry,
                "questions",
                "Questions to the index, waiting or under way",
                None,
            ),
            reports: gauge(&mut registry, "reports", "Reports that can be found", None),
            pending: gauge(
                &mut registry,
                "index_pending",
                "Reports that are still to be read into the index",
                None,
            ),
            changed: gauge(
                &mut registry,
                "index_changed_timestamp",
                "When the index last changed",
                seconds,
            ),
            following: gauge(
                &mut registry,
                "index_following",
                "1 while the index follows its folder, else 0",
                None,
            ),
            bytes: gauge(
                &mut registry,
                "index_size",
                "Size of the index on the disk",
                Some(Unit::Bytes),
            ),
            registry,
        }
    }
}

impl Metrics {
    /// Counts a request. `route` is the pattern that it matched, so that there are only so many.
    pub(super) fn answered(&self, route: Option<&str>, status: u16, took: Duration) {
        let route: Arc<str> = route.unwrap_or("none").into();
        let class = match status / 100 {
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
        let answered = Answered {
            route: route.clone(),
            status: class,
        };
        self.requests.get_or_create(&answered).inc();
        self.times.get_or_create(&Route { route }).observe(took.as_secs_f64());
    }

    /// Counts a search by its steps.
    pub(super) fn searched(&self, stages: &Stages) {
        for (stage, took) in stages.iter().filter(|(_, took)| !took.is_zero()) {
            let stage = match stage {
                Stage::Plan => "plan",
                Stage::Match => "match",
                Stage::Rank => "rank",
                Stage::Help => "help",
                Stage::Show => "show",
                Stage::Name => "name",
            };
            self.stages.get_or_create(&Step { stage }).observe(took.as_secs_f64());
        }
    }

    /// Counts what was turned away.
    pub(super) fn rejected(&self, reason: Rejected) {
        self.rejected.get_or_create(&Why { reason }).inc();
    }

    /// All of it as text, in the form that OpenMetrics has and Prometheus reads.
    fn text(&self, site: &Site, seats: &Seats) -> Result<String, std::fmt::Error> {
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let state = site.state();
        self.connections.set(whole(seats.taken()));
        self.questions.set(whole(site.questions()));
        self.reports.set(i64::try_from(state.reports).unwrap_or(i64::MAX));
        self.pending.set(i64::try_from(site.pending()).unwrap_or(i64::MAX));
        self.changed.set(state.changed.as_second());
        self.following.set(i64::from(site.trouble().is_none()));
        self.bytes.set(i64::try_from(site.index_size()).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Tells them at `/metrics` of this listener, until it is aborted.
pub(super) async fn tell(listener: TcpListener, site: Site, seats: Arc<Seats>) {
    let answer = move || {
        let (site, seats) = (site.clone(), seats.clone());
        async move {
            let text = tokio::task::spawn_blocking(move || site.metrics().text(&site, &seats)).await;
            match text {
                Ok(Ok(text)) => told(text),
                _ => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    };
    // Asked by one or two of the archivist's own programs: what axum serves by itself will do.
    let _ = axum::serve(listener, Router::new().route("/metrics", get(answer))).await;
}

fn told(text: String) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
