//! The matrix: one row for each person, with a cell for everybody above who was met.

use super::{both, pair_path, told};
use crate::search::Network;
use crate::web::show;
use std::cmp::Reverse;

/// People in the matrix.
const SIZE: usize = 20;
/// The side of a cell in pixels: as large as a fingertip.
const SIDE: usize = 44;
/// How strongly cells are tinted, from few to many meetings.
const TINTS: [&str; 4] = ["0.08", "0.16", "0.23", "0.3"];

/// The matrix of the most connected.
pub(super) struct Matrix {
    /// Names with their addresses, in the order of the rows.
    pub people: Vec<(String, String)>,
    pub cells: Vec<Cell>,
    /// The numbers of the people, where their row meets their column.
    pub numbers: Vec<Number>,
    /// A dot for each two who never met.
    pub never: String,
    pub side: usize,
    pub width: usize,
    /// The same in the size of letters, with which the picture grows.
    pub rem: String,
}

/// Two who met.
pub(super) struct Cell {
    pub x: usize,
    pub y: usize,
    /// The middle of the cell, for its number.
    pub middle: (usize, usize),
    pub tint: &'static str,
    pub count: String,
    pub told: String,
    pub href: String,
}

pub(super) struct Number {
    pub text: usize,
    pub x: usize,
    pub y: usize,
}

impl Matrix {
    /// Nothing where nobody met anybody.
    pub(super) fn new(network: &Network) -> Option<Self> {
        let most = network.ties.iter().map(|tie| tie.meetings).max()?;
        let mut chosen: Vec<usize> = (0..network.people.len()).collect();
        chosen.sort_by_key(|n| (Reverse(network.people.get(*n).map_or(0, |person| person.meetings)), *n));
        chosen.truncate(SIZE);
        // Those who stand together in the network do so here.
        chosen.sort_unstable();
        let place = |n: usize| chosen.iter().position(|known| *known == n);
        let middle = |n: usize| n * SIDE + SIDE / 2;
        let mut cells = Vec::new();
        let mut met = Vec::new();
        for tie in &network.ties {
            let (Some(column), Some(row)) = (place(tie.between.0), place(tie.between.1)) else {
                continue;
            };
            let Some((one, other)) = both(network, tie) else {
                continue;
            };
            met.push((row, column));
            cells.push(Cell {
                x: column * SIDE,
                y: row * SIDE,
                middle: (middle(column), middle(row) + 5),
                tint: TINTS
                    .get((tie.meetings * TINTS.len()).div_ceil(most) - 1)
                    .copied()
                    .unwrap_or_default(),
                count: show::number(tie.meetings as u64),
                told: told(network, tie),
                href: pair_path(&one.slug, &other.slug),
            });
        }
        let pairs = (0..chosen.len()).flat_map(|row| (0..row).map(move |column| (row, column)));
        let never = pairs.filter(|pair| !met.contains(pair));
        Some(Self {
            never: never
                .map(|(row, column)| format!("M{} {}h0", middle(column), middle(row)))
                .collect(),
            numbers: (0..chosen.len())
                .map(|n| Number {
                    text: n + 1,
                    x: middle(n),
                    y: middle(n) + 5,
                })
                .collect(),
            people: chosen
                .iter()
                .filter_map(|n| network.people.get(*n))
                .map(|person| (person.name.clone(), show::person_path(&person.slug)))
                .collect(),
            side: SIDE,
            width: chosen.len() * SIDE,
            rem: format!("{}rem", chosen.len() as f64 * 2.75),
            cells,
        })
    }
}
