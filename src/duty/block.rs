//! One duty as it reaches one bearer.

use crate::history::Snapshot;
use crate::model::{Actor, Assignment, Certainty, ProvisionId, Relation};

/// The way a duty reaches its bearer, in the order in which pages show the blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Block {
    /// Named in the clause, or the clause stands under the bearer's own section.
    Own,
    /// Through a role whose duties it has as well.
    Inherited,
    /// Through a group it belongs to.
    Collective,
    /// As the head of a unit that must do it.
    UnitHead,
    /// Binds everybody in the office.
    Everybody,
}

impl Block {
    /// Every block, in order.
    pub const ALL: [Self; 5] = [Self::Own, Self::Inherited, Self::Collective, Self::UnitHead, Self::Everybody];

    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Inherited => "inherited",
            Self::Collective => "collective",
            Self::UnitHead => "unit_head",
            Self::Everybody => "everybody",
        }
    }
}

/// Why a duty reaches somebody: a step of the way with its printed proof, if it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The provision that says so.
    pub cite: Option<ProvisionId>,
    /// Its words, or a note where the text is silent.
    pub words: String,
}

/// One duty as it reaches one bearer.
#[derive(Clone, Debug)]
pub struct Duty<'m> {
    /// The row of `duties.yaml`.
    pub assignment: &'m Assignment,
    /// The way it came.
    pub block: Block,
    /// Through whom: the role inherited from, the group, the unit.
    pub via: Vec<Actor>,
    /// Whether a step of the way, or the row itself, is inferred and not printed.
    pub inferred: bool,
    /// The steps of the way.
    pub why: Vec<Reason>,
}

impl<'m> Duty<'m> {
    /// A duty that names its bearer.
    pub(super) fn own(assignment: &'m Assignment) -> Self {
        let inferred = assignment.certainty == Certainty::Doubtful;
        Self { assignment, block: Block::Own, via: Vec::new(), inferred, why: Vec::new() }
    }

    /// The same row, arriving another way.
    pub(super) fn through(
        assignment: &'m Assignment,
        block: Block,
        via: Actor,
        inferred: bool,
        why: Vec<Reason>,
    ) -> Self {
        let inferred = inferred || assignment.certainty == Certainty::Doubtful;
        Self { assignment, block, via: vec![via], inferred, why }
    }
}

/// The rows that say something of `actor`, mentions and withheld readings left out.
pub(super) fn rows<'m>(s: &Snapshot<'m>, actor: &Actor) -> impl Iterator<Item = &'m Assignment> + use<'m> {
    let says = |a: &&Assignment| a.relation != Relation::Mentioned && a.certainty != Certainty::Withheld;
    s.rows_of(actor).filter(says)
}

/// Each row once, by the first way it came, in the order of blocks and then of the text.
pub(super) fn each_once<'m>(s: &Snapshot<'m>, mut duties: Vec<Duty<'m>>) -> Vec<Duty<'m>> {
    let place = |id: &ProvisionId| s.version.provisions.place(id).unwrap_or(usize::MAX);
    // A decision may make two rows of one: they differ in who bears them.
    let by_row = |a: &Duty<'_>, b: &Duty<'_>| {
        (a.assignment.place, &a.assignment.who).cmp(&(b.assignment.place, &b.assignment.who))
    };
    duties.sort_by(|a, b| by_row(a, b).then((a.block, a.inferred).cmp(&(b.block, b.inferred))));
    duties.dedup_by(|a, b| by_row(a, b).is_eq());
    duties.sort_by_cached_key(|d| (d.block, place(&d.assignment.provision), d.assignment.place));
    duties
}
