//! Who met whom. Each answer is a look-up in the index when it is asked for.

use super::{Archive, Error};
use crate::report::{Entry, MeetingId};
use crate::search::{MeetingAnswer, MeetingList, MeetingRequest, OwnMeeting};

impl Archive {
    /// A page of the meetings over time that are asked for, the newest first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meetings(&self, request: &MeetingRequest) -> Result<MeetingList, Error> {
        Ok(self.current().snapshot.meetings(request)?)
    }

    /// The meeting of this name with every report of it; `None` where there is none.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meeting(&self, id: &MeetingId) -> Result<Option<MeetingAnswer>, Error> {
        Ok(self.current().snapshot.meeting(id)?)
    }

    /// What others tell of the meetings of a report.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn meetings_of(&self, entry: &Entry) -> Result<Vec<OwnMeeting>, Error> {
        Ok(self.current().snapshot.meetings_of(entry)?)
    }
}
