//! Reads stored fields one after the other and stops at the one that is wanted: a page of hits
//! copies the cards, and neither records nor sources. Cards and records are kept in postcard's form, which
//! has values without their names: half the size of JSON, and read in less time.

use super::Error;
use serde::{Deserialize, Serialize};
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer,
};

/// The first stored field.
pub(super) struct StoredCard(pub(super) Vec<u8>);
/// The second.
pub(super) struct StoredRecord(pub(super) Vec<u8>);
/// The third.
pub(super) struct StoredSource(pub(super) Vec<u8>);

struct Bytes(Vec<u8>);

/// What is stored of a card or a record.
pub(super) fn write(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    Ok(postcard::to_allocvec(value)?)
}

/// What was stored, or its first part.
pub(super) fn read<'a, T: Deserialize<'a>>(stored: &'a [u8]) -> Result<T, Error> {
    Ok(postcard::from_bytes(stored)?)
}

impl ValueDeserialize for Bytes {
    fn deserialize<'de, D: ValueDeserializer<'de>>(from: D) -> Result<Self, DeserializeError> {
        from.deserialize_bytes().map(Bytes)
    }
}

fn next<'de, V: ValueDeserialize>(from: &mut impl DocumentDeserializer<'de>) -> Result<V, DeserializeError> {
    let (_, value) = from
        .next_field()?
        .ok_or_else(|| DeserializeError::custom("a stored field is missing"))?;
    Ok(value)
}

impl DocumentDeserialize for StoredCard {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        next::<Bytes>(&mut from).map(|Bytes(card)| StoredCard(card))
    }
}

impl DocumentDeserialize for StoredRecord {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        next::<Bytes>(&mut from)?;
        next::<Bytes>(&mut from).map(|Bytes(record)| StoredRecord(record))
    }
}

impl DocumentDeserialize for StoredSource {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        next::<Bytes>(&mut from)?;
        next::<Bytes>(&mut from)?;
        next::<Bytes>(&mut from).map(|Bytes(source)| StoredSource(source))
    }
}
