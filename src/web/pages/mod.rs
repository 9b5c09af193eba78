//! The pages: each a struct, a template and a handler in one file, named after its address.

pub(super) mod about;
pub(super) mod api;
pub(super) mod conventions;
pub(super) mod discovery;
pub(super) mod home;
pub(super) mod meeting;
pub(super) mod meetings;
pub(super) mod network;
pub(super) mod original;
mod paging;
pub(super) mod people;
pub(super) mod person;
pub(super) mod report;
pub(super) mod search;
pub(super) mod sitemap;
pub(super) mod wanted;
