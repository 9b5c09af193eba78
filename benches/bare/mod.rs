//! What is measured beside us: tantivy as its documentation has it.

#![allow(unreachable_pub)]

use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Field;
use tantivy::schema::document::{
    DeserializeError, DocumentDeserialize, DocumentDeserializer, ValueDeserialize, ValueDeserializer,
};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};

/// The words of a text in lower case, stemmed.
pub fn english() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::English))
        .build()
}

pub fn stem(word: &str) -> String {
    frostem::Stemmer::new(frostem::Algorithm::English)
        .stem(word)
        .into_owned()
}

pub fn all(parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    let parts = parts.into_iter().map(|part| (Occur::Must, part)).collect();
    Box::new(BooleanQuery::new(parts))
}

pub fn any(parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    let parts = parts.into_iter().map(|part| (Occur::Should, part)).collect();
    Box::new(BooleanQuery::new(parts))
}

/// The first stored field, which holds the text: bare tantivy need not copy the others.
pub struct Stored(pub String);

struct Text(String);

impl ValueDeserialize for Text {
    fn deserialize<'de, D: ValueDeserializer<'de>>(from: D) -> Result<Self, DeserializeError> {
        from.deserialize_string().map(Text)
    }
}

impl DocumentDeserialize for Stored {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(mut from: D) -> Result<Self, DeserializeError> {
        let field: Option<(Field, Text)> = from.next_field()?;
        let (_, Text(text)) = field.ok_or_else(|| DeserializeError::custom("no stored field"))?;
        Ok(Self(text))
    }
}
