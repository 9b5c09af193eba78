use crate::search::{Bar, Histogram, Params};
use crate::web::links::below;
use crate::web::show;

/// The height of the tallest bar, where the bars stand, and the least that can be seen, in pixels.
/// Across, everything is in percent, so that the words keep their size on every screen.
const TALLEST: f64 = 72.0;
const GROUND: f64 = 90.0;
const LEAST: f64 = 2.0;
/// How much of its place a bar takes.
const BREADTH: f64 = 0.8;
/// Bars from which on the middle one is named as well.
const ENOUGH_FOR_A_MIDDLE: usize = 5;

/// What a chart counts, and where its bars lead.
#[derive(Clone, Copy)]
pub(in crate::web) struct Counted {
    pub path: &'static str,
    pub one: &'static str,
    pub many: &'static str,
    /// At the head of a column.
    pub heading: &'static str,
}

/// Reports that a search finds.
const REPORTS: Counted = Counted {
    path: "/search",
    one: "report",
    many: "reports",
    heading: "Reports",
};

/// The results over time.
pub(in crate::web) struct Chart {
    pub counted: Counted,
    /// Those with reports; empty ones are gaps.
    pub bars: Vec<BarView>,
    /// The first, the last, and where there is room the one in the middle.
    pub labels: Vec<Label>,
    /// How many the tallest stands for, over it.
    pub most: Label,
    /// `month` or `year`.
    pub unit: &'static str,
    /// Whether some months or years between them have no report.
    pub gaps: bool,
    /// What stands in no bar, and why.
    pub spread: Option<String>,
    pub undated: Option<Undated>,
}

/// A bar that leads to its reports.
pub(in crate::web) struct BarView {
    pub name: String,
    pub count: String,
    pub reports: String,
    pub href: String,
    /// Its place from side to side, and the bar within it.
    pub place: Across,
    pub bar: Across,
    pub top: String,
    pub height: String,
}

/// From where, and how broad, in percent.
pub(in crate::web) struct Across {
    pub x: String,
    pub width: String,
}

/// Words in the chart.
pub(in crate::web) struct Label {
    pub text: String,
    pub x: String,
    pub y: String,
    pub anchor: &'static str,
}

/// Reports without a date.
pub(in crate::web) struct Undated {
    pub text: String,
    pub href: String,
}

impl Chart {
    /// The reports of a search; nothing where there is nothing to compare.
    pub(in crate::web) fn new(params: &Params, histogram: &Histogram) -> Option<Self> {
        Self::of(REPORTS, params, histogram)
    }

    /// Nothing where there is nothing to compare.
    pub(in crate::web) fn of(counted: Counted, params: &Params, histogram: &Histogram) -> Option<Self> {
        let bars = &histogram.bars;
        let (first, last) = (bars.first()?, bars.last()?);
        let tallest = bars.iter().map(|bar| bar.count).max().filter(|most| *most > 0)?;
        if bars.len() < 2 {
            return None;
        }
        let by_month = histogram.by_month;
        let step = 100.0 / bars.len() as f64;
        let middle = |n: usize| (n as f64 + 0.5) * step;
        let short = |bar: &Bar| bar.from.strftime(if by_month { "%b %Y" } else { "%Y" }).to_string();
        let label = |text: String, x: f64, y: f64| Label {
            text,
            x: percent(x),
            y: format!("{y}"),
            anchor: match x {
                ..12.0 => "start",
                88.0.. => "end",
                _ => "middle",
            },
        };
        let under = GROUND + 16.0;
        let mut labels = vec![label(short(first), 0.0, under), label(short(last), 100.0, under)];
        let half = bars.len() / 2;
        if let Some(bar) = bars.get(half).filter(|_| bars.len() >= ENOUGH_FOR_A_MIDDLE) {
            labels.insert(1, label(short(bar), middle(half), under));
        }
        let peak = bars.iter().position(|bar| bar.count == tallest).unwrap_or_default();
        let unit = if by_month { "month" } else { "year" };
        Some(Self {
            counted,
            most: label(show::number(tallest as u64), middle(peak), GROUND - TALLEST - 5.0),
            labels,
            gaps: bars.iter().any(|bar| bar.count == 0),
            bars: bars
                .iter()
                .enumerate()
                .filter(|(_, bar)| bar.count > 0)
                .map(|(n, bar)| BarView::new(counted, params, bar, (n as f64 * step, step), tallest))
                .collect(),
            spread: (histogram.spread > 0).then(|| {
                let reports = show::count(histogram.spread as u64, counted.one, counted.many);
                format!("{reports} may be of several {unit}s")
            }),
            undated: (histogram.undated > 0).then(|| Undated {
                text: match histogram.undated {
                    1 => format!("1 undated {}", counted.one),
                    many => format!("{} undated {}", show::number(many as u64), counted.many),
                },
                href: below(counted.path, &params.with("dates", "undated")),
            }),
            unit,
        })
    }
}

impl BarView {
    fn new(counted: Counted, params: &Params, bar: &Bar, (x, step): (f64, f64), tallest: usize) -> Self {
        let height = (TALLEST * bar.count as f64 / tallest as f64).max(LEAST);
        let days = params
            .with("from", &bar.from.to_string())
            .with("to", &bar.to.to_string())
            .with("dates", "sure");
        Self {
            name: show::period(bar.from, bar.to),
            count: show::number(bar.count as u64),
            reports: show::count(bar.count as u64, counted.one, counted.many),
            href: below(counted.path, &days),
            place: Across {
                x: percent(x),
                width: percent(step),
            },
            bar: Across {
                x: percent(x + step * (1.0 - BREADTH) / 2.0),
                width: percent(step * BREADTH),
            },
            top: format!("{:.1}", GROUND - height),
            height: format!("{height:.1}"),
        }
    }
}

fn percent(x: f64) -> String {
    format!("{x:.2}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(counts: &[usize]) -> Histogram {
        let bar = |(n, count): (usize, &usize)| {
            let from = jiff::civil::Date::new(2022, i8::try_from(n + 1).unwrap(), 1).unwrap();
            Bar {
                from,
                to: from.last_of_month(),
                count: *count,
            }
        };
        Histogram {
            bars: counts.iter().enumerate().map(bar).collect(),
            by_month: true,
            spread: 2,
            undated: 1,
        }
    }

    #[test]
    fn bars_lead_to_their_days_and_empty_ones_are_gaps() {
        let params = Params::parse("q=a&page=2&dates=possible");
        let chart = Chart::new(&params, &histogram(&[3, 0, 1_200])).unwrap();
        let bars: Vec<(&str, &str, &str)> = chart
            .bars
            .iter()
            .map(|bar| (bar.name.as_str(), bar.reports.as_str(), bar.href.as_str()))
            .collect();
        assert_eq!(
            bars,
            [
                (
                    "January 2022",
                    "3 reports",
                    "/search?q=a&from=2022-01-01&to=2022-01-31&dates=sure"
                ),
                (
                    "March 2022",
                    "1,200 reports",
                    "/search?q=a&from=2022-03-01&to=2022-03-31&dates=sure"
                ),
            ]
        );
        assert!(chart.gaps);
        assert_eq!(chart.bars[0].height, "2.0", "what is there can be seen");
        assert_eq!(chart.bars[1].height, "72.0");
        let labels: Vec<&str> = chart.labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(labels, ["Jan 2022", "Mar 2022"]);
        assert_eq!(chart.spread.unwrap(), "2 reports may be of several months");
        assert_eq!(chart.undated.unwrap().text, "1 undated report");
    }

    #[test]
    fn nothing_is_drawn_where_nothing_can_be_compared() {
        for counts in [&[][..], &[5], &[0, 0]] {
            assert!(Chart::new(&Params::default(), &histogram(counts)).is_none());
        }
    }
}
