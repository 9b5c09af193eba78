//! A short row of items kept in place: reading a name must not allocate.

/// Up to `N` items; more are refused.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<T, const N: usize> {
    items: [T; N],
    len: usize,
}

impl<T: Copy + Default, const N: usize> Row<T, N> {
    pub(super) fn new() -> Self {
        Self {
            items: [T::default(); N],
            len: 0,
        }
    }

    /// False when there is no room.
    pub(super) fn push(&mut self, item: T) -> bool {
        match self.items.get_mut(self.len) {
            Some(place) => {
                *place = item;
                self.len += 1;
                true
            }
            None => false,
        }
    }

    pub(super) fn as_slice(&self) -> &[T] {
        self.items.get(..self.len).unwrap_or_default()
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut T> {
        self.len.checked_sub(1).and_then(|last| self.items.get_mut(last))
    }

    pub(super) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        self.items.get_mut(..self.len).and_then(|items| items.get_mut(place))
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Takes away the last item.
    pub(super) fn pop(&mut self) {
        self.len = self.len.saturating_sub(1);
    }
}

impl<T: Copy + Default, const N: usize> Default for Row<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Copy + Default + PartialEq, const N: usize> PartialEq for Row<T, N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}
