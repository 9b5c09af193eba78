//! Reads stored fields one after the other and stops at the one that is wanted: a page of hits
//! copies the cards, and neither records nor sources.

use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer,
};

/// The first stored field.
pub(super) struct StoredCard(pub(super) String);
/// The second.
pub(super) struct StoredRecord(pub(super) String);
/// The third.
pub(super) struct StoredSource(pub(super) Vec<u8>);

struct Text(String);
struct Bytes(Vec<u8>);

impl ValueDeserialize for Text {
    fn deserialize<'de, D: ValueDeserializer<'de>>(from: D) -> Result<Self, DeserializeError> {
        from.deserialize_string().map(Text)
    }
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
        next::<Text>(&mut from).map(|Text(card)| StoredCard(card))
    }
}

impl DocumentDeserialize for StoredRecord {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        next::<Text>(&mut from)?;
        next::<Text>(&mut from).map(|Text(record)| StoredRecord(record))
    }
}

impl DocumentDeserialize for StoredSource {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        next::<Text>(&mut from)?;
        next::<Text>(&mut from)?;
        next::<Bytes>(&mut from).map(|Bytes(source)| StoredSource(source))
    }
}
