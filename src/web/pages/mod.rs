//! The pages: each a struct, a template and a handler in one file, named after its address.

pub(super) mod about;
pub(super) mod api;
pub(super) mod conventions;
pub(super) mod discovery;
pub(super) mod home;
pub(super) mod original;
pub(super) mod report;
pub(super) mod search;
pub(super) mod sitemap;
pub(super) mod wanted;
