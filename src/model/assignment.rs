//! Who bears what, and what binds nobody in particular.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Actor, Basis, DecisionId, ProvisionId};
use crate::diagnostic::Span;
use crate::text::Verbatim;

/// What a bearer has to do with a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Bears the duty, power or right.
    Owner,
    /// Chairs.
    Chair,
    /// Decides.
    Decides,
    /// Coordinates.
    Coordinates,
    /// Assists.
    Assists,
    /// Reports or hands in to somebody.
    ReportsTo,
    /// Receives what is handed in.
    Receives,
    /// Attends.
    Attends,
    /// Is asked for an opinion.
    Consulted,
    /// Belongs to a group; structure, not work.
    MemberOf,
    /// A statement about a unit's head or deputy; structure, not work.
    UnitScope,
    /// Is named and bears nothing. Kept as proof that it was read; never a duty.
    Mentioned,
}

impl Relation {
    /// Every relation, in the order blocks list them.
    pub const ALL: [Self; 12] = [
        Self::Owner,
        Self::Chair,
        Self::Decides,
        Self::Coordinates,
        Self::Assists,
        Self::ReportsTo,
        Self::Receives,
        Self::Attends,
        Self::Consulted,
        Self::MemberOf,
        Self::UnitScope,
        Self::Mentioned,
    ];

    /// The word in content and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Chair => "chair",
            Self::Decides => "decides",
            Self::Coordinates => "coordinates",
            Self::Assists => "assists",
            Self::ReportsTo => "reports_to",
            Self::Receives => "receives",
            Self::Attends => "attends",
            Self::Consulted => "consulted",
            Self::MemberOf => "member_of",
            Self::UnitScope => "unit_scope",
            Self::Mentioned => "mentioned",
        }
    }

    /// Whether it is work to do, as against structure or a mere mention.
    #[must_use]
    pub fn is_work(self) -> bool {
        !matches!(self, Self::MemberOf | Self::UnitScope | Self::Mentioned)
    }
}

/// How sure the reading of a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The text says so.
    #[default]
    Sure,
    /// A reading that somebody in the office should confirm; shown, marked as inferred.
    Doubtful,
    /// A reading too weak to be shown as a duty; stands among the open points until a clerk confirms it.
    Withheld,
}

/// One row of who bears what.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Its place in the file: the order of rows that say something of one provision.
    pub place: usize,
    /// The provision that gives the duty.
    pub provision: ProvisionId,
    /// Who bears it.
    pub who: Actor,
    /// In what relation.
    pub relation: Relation,
    /// A finer word of the reader who read the text (duty, power, right, report, decision, …).
    pub modality: Option<String>,
    /// Towards whom.
    pub to: Vec<Actor>,
    /// The words that prove it, a substring of `quote_from`.
    pub quote: Verbatim,
    /// Where the quote stands; the provision itself unless the proof is elsewhere.
    pub quote_from: ProvisionId,
    /// On what ground.
    pub basis: Basis,
    /// How sure.
    pub certainty: Certainty,
    /// A note of the reader who read the text.
    pub note: Option<String>,
    /// First day of the row; as old as its provision when absent.
    pub from: Option<Date>,
    /// First day on which it holds no more.
    pub until: Option<Date>,
    /// The decisions that passed it on, in their order; empty while it is with the bearer the text names.
    pub passed: Vec<Passage>,
    /// Where it is declared.
    pub span: Span,
}

/// One step by which a decision passed a duty, or its receiver, from one to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// The decision.
    pub decision: DecisionId,
    /// Who had it before.
    pub from: Actor,
    /// Whether what passed is being the one to whom it goes, not bearing it.
    pub receiver: bool,
    /// Whether the decision ended it in so many words, so that nobody came after.
    pub ended: bool,
}

/// A duty that a decision ended in so many words: the clause may go on naming it, and it is nobody's.
#[derive(Clone, Debug)]
pub struct EndedDuty {
    /// The row as it was, in the numbers of the text in force.
    pub row: Arc<Assignment>,
    /// The decision.
    pub decision: DecisionId,
    /// Why, in the words of the decision.
    pub why: String,
    /// Whether the text still gives it.
    pub given: bool,
}

impl Assignment {
    /// The key of the words by which a reader is told what the bearer has to do with the provision: what somebody may do, decides or
    /// must not do is no duty of theirs.
    #[must_use]
    pub fn said_as(&self) -> &'static str {
        match (self.relation, self.modality.as_deref()) {
            (Relation::Owner, Some("power" | "right")) => "power",
            (Relation::Owner, Some("decision")) => Relation::Decides.as_str(),
            (Relation::Owner, Some("prohibition")) => "prohibition",
            (relation, _) => relation.as_str(),
        }
    }

    /// Whether it is work that is shown: neither structure, nor a mere mention, nor a reading too weak.
    #[must_use]
    pub fn is_work_shown(&self) -> bool {
        self.relation.is_work() && self.certainty != Certainty::Withheld
    }

    /// On what ground the text gives it to its bearer; `None` where a decision did.
    #[must_use]
    pub fn basis_in_text(&self) -> Option<&Basis> {
        self.passed.iter().all(|p| p.receiver).then_some(&self.basis)
    }

    /// Those to whom it went, whom decisions ended as receivers without another in their place.
    pub fn former_receivers(&self) -> impl Iterator<Item = &Passage> {
        self.passed.iter().filter(|p| p.receiver && p.ended)
    }
}

/// A provision that binds nobody in particular.
#[derive(Clone, Debug)]
pub struct General {
    /// Its place in the file among its like.
    pub place: usize,
    /// The provision.
    pub provision: ProvisionId,
    /// Why.
    pub reason: String,
    /// The words that show it.
    pub quote: Option<Verbatim>,
    /// First day of the statement; as old as its provision when absent.
    pub from: Option<Date>,
    /// First day on which it holds no more.
    pub until: Option<Date>,
    /// Where it is declared.
    pub span: Span,
}
