//! Whether things stand near one another, by their positions alone.

/// First and last position of what stands somewhere.
pub(super) type Place = (u32, u32);

/// What must stand near the rest, and how often: a word that the query says twice must stand twice.
struct Wanted<'p> {
    places: &'p [Place],
    times: usize,
}

/// Whether each leaf has a place of its own such that all are near one another. Time grows with the
/// number of places, not with the ways to choose among them; of three and more leaves in a chain,
/// other places of the same leaves may serve as steps.
pub(super) fn near(leaves: &[Vec<Place>], distance: u32, window: bool) -> bool {
    let mut wanted: Vec<Wanted<'_>> = Vec::with_capacity(leaves.len());
    for places in leaves {
        match wanted.iter_mut().find(|known| known.places == places.as_slice()) {
            Some(known) => known.times += 1,
            None => wanted.push(Wanted { places, times: 1 }),
        }
    }
    let mut all: Vec<(Place, usize)> = wanted
        .iter()
        .enumerate()
        .flat_map(|(n, wanted)| wanted.places.iter().map(move |place| (*place, n)))
        .collect();
    all.sort_unstable();
    if window {
        in_window(&all, &wanted, distance)
    } else {
        in_chain(&all, &wanted, distance)
    }
}

/// All that is wanted in a stretch without a gap of more than `distance` words.
fn in_chain(all: &[(Place, usize)], wanted: &[Wanted<'_>], distance: u32) -> bool {
    let leaves: usize = wanted.iter().map(|wanted| wanted.times).sum();
    let mut counts = vec![0_usize; wanted.len()];
    let (mut reached, mut distinct): (Option<u32>, usize) = (None, 0);
    for ((first, last), n) in all {
        let gap = reached.map(|reached| first.checked_sub(reached + 1));
        match gap {
            Some(Some(gap)) if gap > distance => {
                counts.fill(0);
                distinct = 1;
            }
            // Another leaf at the same place is no second place.
            Some(None) => {}
            _ => distinct += 1,
        }
        reached = Some(reached.unwrap_or(0).max(*last));
        if let Some(count) = counts.get_mut(*n) {
            *count += 1;
        }
        let enough = counts.iter().zip(wanted).all(|(count, wanted)| *count >= wanted.times);
        if enough && distinct >= leaves {
            return true;
        }
    }
    false
}

/// All that is wanted in a stretch with no more than `distance` words besides.
fn in_window(all: &[(Place, usize)], wanted: &[Wanted<'_>], distance: u32) -> bool {
    let leaves: usize = wanted.iter().map(|wanted| wanted.times).sum();
    let mut counts = vec![0_usize; wanted.len()];
    let mut start = 0;
    // No leaf is longer than this, so neither is a stretch that counts.
    let longest = all.iter().map(|((first, last), _)| last - first + 1).max().unwrap_or(1);
    let longest = longest
        .saturating_mul(u32::try_from(leaves).unwrap_or(u32::MAX))
        .saturating_add(distance);
    for (end, ((_, last), n)) in all.iter().enumerate() {
        if let Some(count) = counts.get_mut(*n) {
            *count += 1;
        }
        // The shortest stretch that ends here.
        while let Some((_, n)) = all.get(start) {
            let times = wanted.get(*n).map_or(0, |wanted| wanted.times);
            match counts.get_mut(*n) {
                Some(count) if *count > times => *count -= 1,
                _ => break,
            }
            start += 1;
        }
        let stretch = all.get(start..=end).unwrap_or_default();
        let Some(((first, _), _)) = stretch.first() else {
            continue;
        };
        let length = last.saturating_sub(*first) + 1;
        if length > longest || counts.iter().zip(wanted).any(|(count, wanted)| *count < wanted.times) {
            continue;
        }
        // The words of what is wanted, and the places they take.
        let (mut own, mut left) = (0_u32, wanted.iter().map(|wanted| wanted.times).collect::<Vec<_>>());
        let mut distinct: Vec<u32> = Vec::new();
        for ((first, last), n) in stretch {
            if let Some(left) = left.get_mut(*n).filter(|left| **left > 0) {
                *left -= 1;
                own += last - first + 1;
            }
            if distinct.last() != Some(first) {
                distinct.push(*first);
            }
        }
        if distinct.len() >= leaves && length <= distance.saturating_add(own) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness() {
        let one = |positions: &[u32]| -> Vec<Place> { positions.iter().map(|p| (*p, *p)).collect() };
        let check = |a: &[u32], b: &[u32], distance, expected| {
            assert_eq!(near(&[one(a), one(b)], distance, false), expected, "{a:?} {b:?}");
            assert_eq!(near(&[one(b), one(a)], distance, true), expected, "{b:?} {a:?}");
        };
        check(&[10], &[11], 0, true);
        check(&[11], &[10], 0, true);
        check(&[10], &[12], 0, false);
        check(&[10], &[14], 3, true);
        check(&[10], &[15], 3, false);
        check(&[1, 50], &[20, 55], 4, true);
        // A word is not near itself.
        check(&[10], &[10], 5, false);
        check(&[10, 12], &[10, 12], 5, true);
        let three = [one(&[1]), one(&[5]), one(&[9])];
        assert!(near(&three, 3, false));
        assert!(!near(&three, 3, true));
        assert!(near(&three, 6, true));
        assert!(!near(&[one(&[1]), one(&[]), one(&[9])], 99, false));
        // A word that is asked for twice must stand twice.
        assert!(!near(&[one(&[1]), one(&[2, 3]), one(&[1])], 9, true));
        assert!(near(&[one(&[1, 4]), one(&[2, 3]), one(&[1, 4])], 9, true));
    }
}
