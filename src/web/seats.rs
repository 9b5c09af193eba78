//! The places of connections. When all are taken, whoever has kept one waiting longest gives it up for
//! the next who comes: so thousands that dribble, or read nothing, keep nobody out. Who has only just
//! come, or just been answered, is left in peace.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// All places.
pub(super) struct Seats {
    free: Arc<Semaphore>,
    count: u32,
    taken: Mutex<HashMap<u64, Arc<Place>>>,
    next: AtomicU64,
    begin: Instant,
    /// How long a place may be kept waiting, in milliseconds.
    given: u64,
}

/// One place, taken.
struct Place {
    permit: Mutex<Option<OwnedSemaphorePermit>>,
    /// Whether a request of it is being answered.
    busy: AtomicBool,
    /// When it last got on, in milliseconds: was first looked at, was answered, or took some of an answer. What it
    /// sends does not count, for a request that never ends can be sent for ever.
    moved: AtomicU64,
    /// Whether something came since the last request was begun.
    read: AtomicBool,
    /// Whether it was looked for what came. Where more come than can be looked at, it is not they who keep
    /// anybody waiting.
    looked: AtomicBool,
    /// Told when the place is taken away.
    leave: Notify,
}

/// The right to one place, for as long as it lives or until it is asked to leave.
#[derive(Clone)]
pub(super) struct Seat(Arc<Taken>);

struct Taken {
    seats: Arc<Seats>,
    number: u64,
    place: Arc<Place>,
}

impl Seats {
    pub(super) fn new(count: u32, given: Duration) -> Arc<Self> {
        Arc::new(Self {
            free: Arc::new(Semaphore::new(count as usize)),
            count,
            taken: Mutex::default(),
            next: AtomicU64::default(),
            begin: Instant::now(),
            given: millis(given),
        })
    }

    /// A free place, or that of the connection that has kept it waiting longest; none where all of them
    /// are at work.
    pub(super) fn take(self: &Arc<Self>) -> Option<Seat> {
        let permit = match self.free.clone().try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => self.vacate()?,
        };
        let place = Arc::new(Place {
            permit: Mutex::new(Some(permit)),
            busy: AtomicBool::new(false),
            moved: AtomicU64::new(self.now()),
            read: AtomicBool::new(false),
            looked: AtomicBool::new(false),
            leave: Notify::new(),
        });
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.taken).insert(number, place.clone());
        Some(Seat(Arc::new(Taken {
            seats: self.clone(),
            number,
            place,
        })))
    }

    fn vacate(&self) -> Option<OwnedSemaphorePermit> {
        let mut taken = lock(&self.taken);
        let waiting = taken.iter().filter(|(_, place)| place.waits());
        let longest = waiting.min_by_key(|(number, place)| (place.moved.load(Ordering::Relaxed), **number));
        let (number, place) = longest?;
        if self.now().saturating_sub(place.moved.load(Ordering::Relaxed)) < self.given {
            return None;
        }
        let number = *number;
        let place = taken.remove(&number)?;
        place.leave.notify_one();
        lock(&place.permit).take()
    }

    /// How many are taken.
    pub(super) fn taken(&self) -> usize {
        lock(&self.taken).len()
    }

    /// Waits until all have left.
    pub(super) async fn empty(&self) {
        let _ = self.free.acquire_many(self.count).await;
    }

    fn now(&self) -> u64 {
        millis(self.begin.elapsed())
    }
}

impl Place {
    fn waits(&self) -> bool {
        self.looked.load(Ordering::Relaxed) && !self.busy.load(Ordering::Relaxed)
    }
}

impl Seat {
    /// A request of it is being answered, until what is returned is dropped: so long it keeps its place.
    pub(super) fn busy(&self) -> Busy {
        self.0.place.busy.store(true, Ordering::Relaxed);
        Busy(self.clone())
    }

    /// It got on.
    pub(super) fn moved(&self) {
        self.0.place.moved.store(self.0.seats.now(), Ordering::Relaxed);
    }

    /// It was looked for what came, and whether something had.
    pub(super) fn looked(&self, came: bool) {
        if came {
            self.0.place.read.store(true, Ordering::Relaxed);
        }
        if !self.0.place.looked.load(Ordering::Relaxed) {
            self.moved();
            self.0.place.looked.store(true, Ordering::Relaxed);
        }
    }

    /// Lets others go first where a request came together with the one before it: who sends hundreds at
    /// once is answered like all others, one after the other.
    pub(super) async fn take_turns(&self) {
        if !self.0.place.read.swap(false, Ordering::Relaxed) {
            tokio::task::yield_now().await;
        }
    }

    /// Takes the place away, as soon as whoever serves it looks.
    pub(super) fn leave(&self) {
        self.0.place.leave.notify_one();
    }

    /// Waits until the place is taken away.
    pub(super) async fn asked_to_leave(&self) {
        self.0.place.leave.notified().await;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        lock(&self.seats.taken).remove(&self.number);
    }
}

/// A request that is being answered.
pub(super) struct Busy(Seat);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.moved();
        self.0.0.place.busy.store(false, Ordering::Relaxed);
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_has_waited_longest_gives_up_its_place_and_who_is_being_answered_never() {
        let seats = Seats::new(3, Duration::ZERO);
        let [first, second, third] = [(); 3].map(|()| looked_at(&seats));
        let busy = first.busy();
        let fourth = looked_at(&seats);
        second.asked_to_leave().await;
        let _others = [third.busy(), fourth.busy()];
        assert!(seats.take().is_none());
        drop(busy);
        let fifth = looked_at(&seats);
        first.asked_to_leave().await;
        assert_eq!(seats.taken(), 3);
        drop((first, second));
        assert_eq!(seats.taken(), 3, "they had no place any more");
        drop((third, _others, fourth, fifth));
        seats.empty().await;
        assert_eq!(seats.taken(), 0);
    }

    fn looked_at(seats: &Arc<Seats>) -> Seat {
        let seat = seats.take().unwrap();
        seat.looked(false);
        seat
    }

    /// On an overloaded machine thousands come before the first is read: they keep their places.
    #[test]
    fn who_was_not_looked_at_yet_keeps_its_place() {
        let seats = Seats::new(2, Duration::ZERO);
        let [first, second] = [(); 2].map(|()| seats.take().unwrap());
        assert!(seats.take().is_none());
        second.looked(true);
        let third = seats.take().unwrap();
        assert!(seats.take().is_none());
        drop((first, second, third));
    }

    #[test]
    fn who_has_only_just_come_is_left_in_peace() {
        let seats = Seats::new(1, Duration::from_secs(3_600));
        let first = looked_at(&seats);
        assert!(seats.take().is_none());
        drop(first);
        assert!(seats.take().is_some());
    }
}
