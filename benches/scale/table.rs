//! All figures, and how they grow.

use std::collections::BTreeMap;

/// Figures by name, in the order in which they came, and by number of reports.
#[derive(Default)]
pub(crate) struct Table {
    names: Vec<String>,
    figures: BTreeMap<String, BTreeMap<u64, f64>>,
}

impl Table {
    pub(crate) fn put(&mut self, name: &str, size: u64, figure: f64) {
        if !self.figures.contains_key(name) {
            self.names.push(name.to_owned());
        }
        self.figures.entry(name.to_owned()).or_default().insert(size, figure);
    }

    /// Each figure at each size, and what it is multiplied by from one size to the next.
    pub(crate) fn print(&self, sizes: &[u64]) {
        let mut sizes = sizes.to_vec();
        sizes.sort_unstable();
        println!("\nAll figures, and their growth from one number of reports to the next\n");
        let steps: Vec<(u64, u64)> = sizes.iter().copied().zip(sizes.iter().copied().skip(1)).collect();
        let heads = sizes.iter().map(u64::to_string);
        let growths = steps.iter().map(|(from, to)| format!("×, {from} to {to}"));
        let heads: Vec<String> = heads.chain(growths).collect();
        println!("| figure | {} |", heads.join(" | "));
        println!("|---|{}", "---|".repeat(heads.len()));
        for name in &self.names {
            let Some(figures) = self.figures.get(name) else {
                continue;
            };
            let mut cells: Vec<String> = sizes.iter().map(|size| cell(figures.get(size).copied())).collect();
            for (from, to) in &steps {
                let growth = figures.get(from).zip(figures.get(to)).map(|(from, to)| to / from);
                cells.push(cell(growth));
            }
            println!("| {name} | {} |", cells.join(" | "));
        }
    }
}

fn cell(figure: Option<f64>) -> String {
    match figure {
        None => "–".to_owned(),
        Some(figure) if figure >= 1_000.0 => format!("{figure:.0}"),
        Some(figure) if figure >= 10.0 => format!("{figure:.1}"),
        Some(figure) => format!("{figure:.3}"),
    }
}
