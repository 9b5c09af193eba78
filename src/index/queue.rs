//! The queue before the engine, bounded by bytes. The engine bounds its own by number, 10,000 documents:
//! with long reports that is more memory than all else together.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// Bytes of source that may wait. A document takes about 15 times its source: text several times, terms,
/// record.
const MOST: usize = 4 * 1024 * 1024;
/// How long one document waits for room before it goes on without: a thread of the engine that has died takes
/// nothing more, and says so only to the next that is handed in.
const PATIENCE: Duration = Duration::from_secs(1);

/// Lets documents pass as long as there is room.
#[derive(Default)]
pub(super) struct Gate {
    waiting: Mutex<usize>,
    freed: Condvar,
}

impl Gate {
    /// Waits for room for a document of so many bytes of source. One alone always passes, of any size.
    pub(super) fn pass(self: &Arc<Self>, document: TantivyDocument, bytes: usize) -> Queued {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |waiting: &mut usize| *waiting > 0 && waiting.saturating_add(bytes) > MOST;
        let (mut waiting, _) = self
            .freed
            .wait_timeout_while(waiting, PATIENCE, is_full)
            .unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_add(bytes);
        Queued {
            document,
            _room: Room(Arc::clone(self), bytes),
        }
    }
}

/// What a document takes of the queue, until it is dropped.
struct Room(Arc<Gate>, usize);

impl Drop for Room {
    fn drop(&mut self) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(self.1);
        drop(waiting);
        self.0.freed.notify_all();
    }
}

/// A document on its way to the engine, which drops it when it is indexed.
pub(super) struct Queued {
    document: TantivyDocument,
    _room: Room,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}
