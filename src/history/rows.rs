//! The rows of an office while decisions are replayed: in the order of the file, found by provision and by whom they name.
//!
//! An office of twenty thousand duties has two hundred decisions in thirty years, and each concerns a few: what a decision
//! costs follows from those few. The trap avoided: an index that must be exact. This one may list too many
//! rows, never too few, so a row that goes away, or no longer names somebody, may stay in it.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::touched::Touched;
use crate::model::{Actor, Assignment, ProvisionId};
use crate::text::Lookup;

/// Rows by their place in `duties.yaml`; a row that passed to several stands several times at its place.
#[derive(Default)]
pub(super) struct Rows {
    all: Vec<Arc<Assignment>>,
    /// The places of rows that speak of a provision or quote it; some more than once. Made when somebody asks: the first text concerns
    /// all rows, and of most offices no decision was taken after it.
    at: OnceLock<Lookup<ProvisionId, Vec<usize>>>,
    /// The places of rows that name somebody, as bearer or as receiver; some more than once. As above.
    naming: OnceLock<BTreeMap<Actor, Vec<usize>>>,
}

impl Rows {
    /// None yet, with room for so many.
    pub fn for_about(rows: usize) -> Self {
        Self { all: Vec::with_capacity(rows), ..Self::default() }
    }

    /// Adds rows wherever their places are.
    pub fn add(&mut self, rows: impl Iterator<Item = Arc<Assignment>>) {
        rows.for_each(|row| self.push(row));
        self.all.sort_by_key(|r| r.place);
    }

    /// Puts a row at the end; it comes in the order of places.
    pub fn push(&mut self, row: Arc<Assignment>) {
        if let Some(at) = self.at.get_mut() {
            enter_provisions(&row, at);
        }
        if let Some(naming) = self.naming.get_mut() {
            enter_names(&row, naming);
        }
        self.all.push(row);
    }

    /// Puts a row back that [`Rows::take`] took, as it was.
    pub fn keep(&mut self, row: Arc<Assignment>) {
        self.all.push(row);
    }

    /// All rows, to be kept or replaced one by one.
    pub fn take(&mut self) -> Vec<Arc<Assignment>> {
        std::mem::take(&mut self.all)
    }

    /// Keeps the rows that say so, as they are.
    pub fn retain(&mut self, stays: impl Fn(&Assignment) -> bool) {
        self.all.retain(|r| stays(r));
    }

    /// Takes rows to the provisions of another text; those for which `goes` is false end.
    pub fn follow(&mut self, goes: impl Fn(&mut Arc<Assignment>) -> bool) {
        self.all.retain_mut(goes);
        self.at = OnceLock::new();
    }

    /// Takes out the rows at these indexes, which are in order.
    pub fn remove(&mut self, gone: &[usize]) {
        if gone.is_empty() {
            return;
        }
        let mut index = 0;
        self.all.retain(|_| {
            index += 1;
            gone.binary_search(&(index - 1)).is_err()
        });
    }

    /// One row, to be changed in what no index holds.
    pub fn edit(&mut self, index: usize) -> &mut Assignment {
        Arc::make_mut(&mut self.all[index])
    }

    /// The indexes of all rows that speak of one of these provisions, or quote it, in order; others may be among them.
    pub fn at(&self, provisions: &Touched) -> Vec<usize> {
        let entered = || {
            let mut at = Lookup::for_about(self.all.len());
            self.all.iter().for_each(|row| enter_provisions(row, &mut at));
            at
        };
        match provisions {
            Touched::Some(some) => {
                let at = self.at.get_or_init(entered);
                self.indexes(some.iter().filter_map(|id| at.get(id)))
            }
            Touched::All => (0..self.all.len()).collect(),
        }
    }

    /// The indexes of all rows that name somebody of whom `meant` holds, in order; others may be among them.
    pub fn naming(&self, meant: impl Fn(&Actor) -> bool) -> Vec<usize> {
        let entered = || {
            let mut naming = BTreeMap::new();
            self.all.iter().for_each(|row| enter_names(row, &mut naming));
            naming
        };
        let naming = self.naming.get_or_init(entered);
        self.indexes(naming.iter().filter(|(actor, _)| meant(actor)).map(|(_, places)| places))
    }

    fn indexes<'a>(&'a self, places: impl Iterator<Item = &'a Vec<usize>>) -> Vec<usize> {
        let mut places: Vec<usize> = places.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        let mut found = Vec::new();
        let mut from = 0;
        for place in places {
            from += self.all[from..].partition_point(|r| r.place < place);
            while self.all.get(from).is_some_and(|r| r.place == place) {
                found.push(from);
                from += 1;
            }
        }
        found
    }
}

fn enter_provisions(row: &Assignment, at: &mut Lookup<ProvisionId, Vec<usize>>) {
    at.at(row.provision.clone()).push(row.place);
    if row.quote_from != row.provision {
        at.at(row.quote_from.clone()).push(row.place);
    }
}

fn enter_names(row: &Assignment, naming: &mut BTreeMap<Actor, Vec<usize>>) {
    for actor in std::iter::once(&row.who).chain(&row.to) {
        match naming.get_mut(actor) {
            Some(places) => places.push(row.place),
            None => drop(naming.insert(actor.clone(), vec![row.place])),
        }
    }
}

impl Deref for Rows {
    type Target = [Arc<Assignment>];

    fn deref(&self) -> &[Arc<Assignment>] {
        &self.all
    }
}
