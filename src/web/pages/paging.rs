//! The page of a list that an address asks for.

use crate::search::Params;
use crate::web::{Error, show};

/// How many stand on a page, up to `most`.
pub(super) fn limit(params: &Params, default: usize, most: usize) -> Result<usize, Error> {
    let number = read(params, "limit", default, most)?;
    number.ok_or_else(|| out_of_range(params, "limit", most))
}

/// Which page, up to the last that is told.
pub(super) fn page(params: &Params, last: usize) -> Result<usize, Error> {
    let number = read(params, "page", 1, last)?;
    let end = || format!("This list is told to page {}.", show::number(last as u64));
    number.ok_or_else(|| Error::Beyond(end()))
}

/// The page before one: behind the end of a list, the last that has something on it.
pub(super) fn before(page: usize, limit: usize, total: usize) -> Option<usize> {
    let last = total.div_ceil(limit.max(1)).max(1);
    (page > 1).then(|| last.min(page - 1))
}

/// The number, unless it is above `most`.
fn read(params: &Params, name: &str, default: usize, most: usize) -> Result<Option<usize>, Error> {
    let Some(text) = params.get(name).map(str::trim) else {
        return Ok(Some(default));
    };
    // As many digits as one likes.
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<usize>() {
        Ok(1..) if is_number => Ok(text.parse().ok().filter(|number| *number <= most)),
        Err(_) if is_number => Ok(None),
        Ok(_) | Err(_) => Err(out_of_range(params, name, most)),
    }
}

fn out_of_range(params: &Params, name: &str, most: usize) -> Error {
    Error::Bad(format!(
        "“{name}” is a number from 1 to {}; “{}” is none.",
        show::number(most as u64),
        params.get(name).unwrap_or_default()
    ))
}

#[cfg(test)]
mod tests {
    use super::before;

    #[test]
    fn the_page_before_one_has_something_on_it() {
        for (page, total, expected) in [
            (1, 64, None),
            (2, 64, Some(1)),
            (7, 64, Some(6)),
            (8, 64, Some(7)),
            (200, 64, Some(7)),
            (200, 60, Some(6)),
            (2, 0, Some(1)),
            (1, 0, None),
        ] {
            assert_eq!(before(page, 10, total), expected, "{page} of {total}");
        }
    }
}
