//! The network as people in a row with an arc between any two who met: nothing overlaps, on a screen
//! of any width, and the same people always give the same picture.

use super::told;
use crate::search::Network;
use crate::web::show;

/// The room of one person from top to bottom, in units of the picture.
const STEP: f64 = 10.0;
/// The breadth of the picture; it is stretched to the room that there is.
const BREADTH: f64 = 100.0;
/// What no arc reaches.
const MARGIN: f64 = 3.0;
/// The thinnest and the thickest line, in pixels.
const THIN: f64 = 1.25;
const THICK: f64 = 7.0;

/// The arcs, and the people in their order.
pub(super) struct Arcs {
    pub people: Vec<NodeView>,
    pub arcs: Vec<Arc>,
    pub height: String,
}

/// Somebody in the row.
pub(super) struct NodeView {
    pub name: String,
    pub href: String,
    pub count: String,
    /// `3 meetings`.
    pub meetings: String,
}

/// Two who met.
pub(super) struct Arc {
    pub path: String,
    pub width: String,
    pub told: String,
}

impl Arcs {
    pub(super) fn new(network: &Network) -> Self {
        let size = network.people.len();
        let most = network.ties.iter().map(|tie| tie.meetings).max().unwrap_or(1) as f64;
        let arc = |tie: &crate::search::Edge| {
            let (from, to) = (tie.between.0 as f64, tie.between.1 as f64);
            let middle = |n: f64| (n + 0.5) * STEP;
            // The farther apart two stand, the wider the arc; none is so flat that it looks like a line.
            let wide = (0.15 + 0.85 * (to - from) / (size as f64)) * (BREADTH - MARGIN);
            Arc {
                path: format!(
                    "M{BREADTH} {}A{wide:.1} {:.1} 0 0 0 {BREADTH} {}",
                    middle(from),
                    (to - from) * STEP / 2.0,
                    middle(to)
                ),
                width: format!(
                    "{:.2}",
                    THIN + (THICK - THIN) * ((tie.meetings as f64 - 1.0) / most).sqrt()
                ),
                told: told(network, tie),
            }
        };
        let node = |person: &crate::search::Named| NodeView {
            name: person.name.clone(),
            href: show::person_path(&person.slug),
            count: show::number(person.meetings as u64),
            meetings: show::count(person.meetings as u64, "meeting", "meetings"),
        };
        Self {
            people: network.people.iter().map(node).collect(),
            arcs: network.ties.iter().map(arc).collect(),
            height: format!("{}", size as f64 * STEP),
        }
    }
}
