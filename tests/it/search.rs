//! What is found, in which order, and what is shown of it.

use crate::site::TestArchive;

const A4D7: &str = "a4d73e69304a257b";
const S14D: &str = "14db0a9034ee1588";
const S45E: &str = "45e50149b2bb228b";
const S724: &str = "7244e11d86438f72";
const S877: &str = "877e7492e3bd1938";

#[test]
fn the_seeds_are_found_by_what_they_say() {
    let site = TestArchive::seeds();
    for sudani in [
        "shia' al-sudani",
        "Shia’ al Sudani",
        "sudani",
        "SUDANI's",
        "\"Shia' al-Sudani\"",
    ] {
        site.check(sudani, &[S14D, S724]);
    }
    assert_eq!(site.found("U.S.-led"), site.found("US-led"));
    site.check("U.S.-led", &[S14D, S45E, S724, S877, A4D7]);
    site.check("(leahy OR harris) -barzani", &[S724, S877]);
    site.check("leahy OR harris -barzani", &[S14D, S724, S877, A4D7]);
}
