//! Signs for and against something that no rule can tell, weighed against each other.

/// What a sign adds to the logarithm of the odds.
pub(super) type Weight = f32;

/// The logarithm of the odds by the signs that are there: above 0 it is likelier than not.
pub(super) fn odds<const N: usize>(before: Weight, weights: &[(&str, Weight); N], signs: &[bool; N]) -> Weight {
    let there = weights.iter().zip(signs).filter(|(_, is)| **is);
    before + there.map(|((_, weight), _)| weight).sum::<Weight>()
}

/// How weights are found in reports of which people read what is so.
#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::clean::{Familiar, clean};
    use crate::extract::people::{self, Parsed, People};
    use crate::extract::{language, passage};
    use crate::report::Report;
    use crate::sources::{DEFAULT_MAX_BYTES, Folder};
    use serde_json::Value;
    use std::path::Path;

    /// Shows each of the made reports that may be read, with what people read in it.
    pub(in super::super) fn each(mut show: impl FnMut(&Report, &[Parsed<'_, '_>], &mut People, &Value)) {
        let gold: Value =
            serde_json::from_str(include_str!("../../../../tests/fixtures/meetings/seen/gold.json")).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/meetings/seen");
        let folder = Folder::open(&root, DEFAULT_MAX_BYTES).unwrap();
        let mut shown = 0;
        for found in &folder.scan().found {
            let Some(facts) = found.path.strip_suffix(".txt").and_then(|name| gold.get(name)) else {
                continue;
            };
            let source = folder.read(found).unwrap();
            shown += 1;
            let report = clean(&source, &Familiar::default());
            let blocks = report.blocks();
            let passages = passage::of_report(&report, &blocks, language::read(&report).as_ref());
            let (parsed, mut people) = people::read(&passages);
            show(&report, &parsed, &mut people, facts);
        }
        assert!(shown > 200, "{shown}");
    }

    /// Logistic regression by steps down the slope, with a little pull towards no weight at all; what stands
    /// before any sign comes last.
    fn fit<const N: usize>(known: &[([bool; N], bool)]) -> (Vec<f64>, f64) {
        let (mut weights, mut before) = (vec![0.0; N], 0.0);
        let step = 4.0 / known.len().max(1) as f64;
        for _ in 0..600 {
            let mut slopes: Vec<f64> = weights.iter().map(|weight| -weight / 0.3).collect();
            let mut slope = 0.0;
            for (signs, is_so) in known {
                let there = weights.iter().zip(signs).filter(|(_, is)| **is);
                let odds: f64 = before + there.map(|(weight, _)| weight).sum::<f64>();
                let error = f64::from(u8::from(*is_so)) - 1.0 / (1.0 + (-odds).exp());
                slope += error;
                slopes
                    .iter_mut()
                    .zip(signs)
                    .filter(|(_, is)| **is)
                    .for_each(|(slope, _)| *slope += error);
            }
            weights
                .iter_mut()
                .zip(slopes)
                .for_each(|(weight, slope)| *weight += slope * step);
            before += slope * step;
        }
        (weights, before)
    }

    /// Holds the weights in force to those that what is known gives, and these to their being right about reports
    /// that had no part in them: of what is likelier than not, by the weights of the others, seven in ten are so.
    /// `known` is by report.
    pub(in super::super) fn check<const N: usize>(
        before: Weight,
        weights: &[(&str, Weight); N],
        known: &[Vec<([bool; N], bool)>],
    ) {
        let all: Vec<([bool; N], bool)> = known.concat();
        let (new, new_before) = fit(&all);
        for (n, (name, now)) in weights.iter().enumerate() {
            let with: Vec<bool> = all
                .iter()
                .filter(|(signs, _)| signs[n])
                .map(|(_, is_so)| *is_so)
                .collect();
            let so = with.iter().filter(|is_so| **is_so).count();
            println!(
                "{name:<46}{:>6.2}, now {now:>5.2}; {so} of {} are so",
                new[n],
                with.len()
            );
        }
        println!("before any sign {new_before:.2}, now {before:.2}");
        let now = weights.iter().map(|(_, now)| *now).chain([before]);
        let is_near = |(now, new): (Weight, f64)| (f64::from(now) - new).abs() < 0.2;
        assert!(
            now.zip(new.into_iter().chain([new_before])).all(is_near),
            "make the weights again"
        );
        let (mut right, mut said) = (0, 0);
        for fold in 0..8 {
            let rest = known.iter().enumerate().filter(|(n, _)| n % 8 != fold);
            let (weights, before) = fit(&rest.flat_map(|(_, known)| known.clone()).collect::<Vec<_>>());
            for (signs, is_so) in known
                .iter()
                .enumerate()
                .filter(|(n, _)| n % 8 == fold)
                .flat_map(|(_, known)| known)
            {
                let there = weights.iter().zip(signs).filter(|(_, is)| **is);
                if before + there.map(|(weight, _)| weight).sum::<f64>() > 0.0 {
                    said += 1;
                    right += usize::from(*is_so);
                }
            }
        }
        let so = all.iter().filter(|(_, is_so)| *is_so).count();
        println!(
            "by weights of other reports: {said} of {} said, {right} rightly, of {so} that are so",
            all.len()
        );
        assert!(said > 10 && right * 10 >= said * 7, "{right} of {said}");
    }
}
