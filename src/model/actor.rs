//! Who can bear a duty: roles, units, collectives; and the parties outside to whom duties point.

use jiff::civil::Date;

use super::{CollectiveId, DecisionId, PartyId, ProvisionId, RoleId, UnitId, is_within};
use crate::diagnostic::Span;

/// Whoever a duty names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Every holder of a role.
    Role(RoleId),
    /// The holder of a role in one unit only ("Trưởng các phòng: Tổng hợp, …").
    RoleAt(RoleId, UnitId),
    /// A unit.
    Unit(UnitId),
    /// A group.
    Collective(CollectiveId),
    /// A party outside the office.
    Party(PartyId),
}

impl Actor {
    /// The unit it is, or has a post in.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitId> {
        match self {
            Self::Unit(unit) | Self::RoleAt(_, unit) => Some(unit),
            Self::Role(_) | Self::Collective(_) | Self::Party(_) => None,
        }
    }

    /// The role it is, or whose holder in one unit it is.
    #[must_use]
    pub fn role(&self) -> Option<&RoleId> {
        match self {
            Self::Role(role) | Self::RoleAt(role, _) => Some(role),
            Self::Unit(_) | Self::Collective(_) | Self::Party(_) => None,
        }
    }

    /// The id as written in the content: `cvp`, `truong-phong@p-tong-hop`.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Role(id) => id.to_string(),
            Self::RoleAt(role, unit) => format!("{role}@{unit}"),
            Self::Unit(id) => id.to_string(),
            Self::Collective(id) => id.to_string(),
            Self::Party(id) => id.to_string(),
        }
    }
}

/// A name and the day from which it holds; `None` for a name held since before the oldest text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// First day of the name.
    pub from: Option<Date>,
}

/// A unit of the office.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its id, part of its address for ever.
    pub id: UnitId,
    /// The collective under which the regulation lists it (`phong-chuyen-mon`, `phong-phuc-vu`).
    pub group: CollectiveId,
    /// Its names in the order they came.
    pub names: Vec<DatedName>,
    /// Names that decisions gave it and no day ended with: another decision of the same day gave another, or ended the unit. Known once
    /// the decisions are replayed.
    pub unborne: Vec<DatedName>,
    /// Other spellings and short forms, matched in text and search, never printed as the name.
    pub aliases: Vec<String>,
    /// The provision that establishes it; `None` for a unit a decision founded after the text was issued.
    pub cite: Option<ProvisionId>,
    /// The decision that founded it; `None` for a unit of `units.yaml`.
    pub founded_by: Option<DecisionId>,
    /// The role that heads it.
    pub head: Post,
    /// The role of its deputies, when the text provides one.
    pub deputy: Option<Post>,
    /// What of the two a unit that a decision founded takes from the unit it comes from; until the decisions are replayed,
    /// that is what the other was first given.
    pub posts_of: Option<PostsOf>,
    /// First day of the unit; `None` when it is older than the oldest text.
    pub from: Option<Date>,
    /// First day on which it is no more.
    pub until: Option<Date>,
    /// Where it is declared.
    pub span: Span,
}

/// The posts a new unit says nothing of: they are those of another on the eve of its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostsOf {
    /// The unit it comes from.
    pub unit: UnitId,
    /// Whether the head is that of the other unit.
    pub head: bool,
    /// Whether the deputies are.
    pub deputy: bool,
}

impl Unit {
    /// The latest name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.last().map_or("", |n| &n.name)
    }

    /// The name it began with, though it may have borne another by the evening of its first day.
    #[must_use]
    pub fn first_name(&self) -> &str {
        let first = self.names.first();
        let before = self.unborne.first().filter(|n| first.is_none_or(|first| n.from <= first.from));
        before.or(first).map_or("", |n| &n.name)
    }

    /// Every name it was ever given, with its day.
    pub fn given_names(&self) -> impl Iterator<Item = &DatedName> {
        self.unborne.iter().chain(&self.names)
    }

    /// Whether it exists on `day`: from its own first day to the day before it ends.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        is_within(day, self.from, self.until)
    }

    /// The name on `day`: the last one that has begun, else the first.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &str {
        let begun = self.names.iter().rev().find(|n| n.from.is_none_or(|from| from <= day));
        begun.or(self.names.first()).map_or("", |n| &n.name)
    }
}

/// A leading post of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The role of whoever holds it.
    pub role: RoleId,
    /// True when the text does not print the post and it follows from A.2 ("phòng" covers Ban and Trung tâm).
    pub inferred: bool,
    /// The reason of the inference, for the reader.
    pub note: Option<String>,
}

/// A role of the office.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its printed name.
    pub name: String,
    /// Short forms: `CVP`.
    pub aliases: Vec<String>,
    /// Its own section, in which the subject of a clause is omitted (`B.I.1`).
    pub section: Option<ProvisionId>,
    /// Roles all of whose duties it has as well, with the printed words that say so.
    pub inherits: Vec<Membership>,
    /// Roles it counts as without the text saying so: a Trưởng Ban counts as Trưởng phòng. Shown as inferred.
    pub counts_as: Vec<Membership>,
    /// Provisions whose duties, given to this role, bind everybody ("công chức, viên chức, người lao động").
    pub everybody: Vec<ProvisionId>,
    /// The words that make it carry out what its unit must do (B.I.3.2 for the Trưởng phòng); those of the day, where the
    /// office is that of a day.
    pub carries_unit_duties: Vec<DatedProof>,
    /// Whether it had work before it led any unit: a post of the office, which goes on when the unit has another head. Known once
    /// the decisions are replayed.
    pub stands_alone: bool,
    /// To whom it reports, nearest first, for the handbook.
    pub reports_to: Vec<Membership>,
    /// First day of the post; `None` when it is older than the oldest text.
    pub from: Option<Date>,
    /// First day on which it is no more.
    pub until: Option<Date>,
    /// The decision that created it; `None` where none is known.
    pub created_by: Option<DecisionId>,
    /// The decision that abolished it; `None` where none is known.
    pub abolished_by: Option<DecisionId>,
    /// Where it is declared.
    pub span: Span,
}

impl Role {
    /// Whether the post exists on `day`: from its own first day to the day before it ends.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        is_within(day, self.from, self.until)
    }
}

/// Printed words and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The provision.
    pub cite: ProvisionId,
    /// Its words.
    pub quote: String,
}

/// Printed words that prove something of an actor, and the days on which they do: what is amended is said in other words
/// from a day on, and each day shows its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedProof {
    /// The provision that says so.
    pub cite: Option<ProvisionId>,
    /// Its words.
    pub quote: Option<String>,
    /// First day; as old as the provision when absent.
    pub from: Option<Date>,
    /// First day on which it proves it no more.
    pub until: Option<Date>,
    /// Where it is declared.
    pub span: Span,
}

impl DatedProof {
    /// Whether it holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        is_within(day, self.from, self.until)
    }
}

/// Something said of an actor with the printed words that prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The other actor.
    pub actor: Actor,
    /// The words that say so, and the days on which it is so.
    pub proof: DatedProof,
    /// True when it is inferred, not printed.
    pub inferred: bool,
    /// A word to the reader on the inference.
    pub note: Option<String>,
}

/// A group of roles or units.
#[derive(Clone, Debug)]
pub struct Collective {
    /// Its id.
    pub id: CollectiveId,
    /// As the text names it: "lãnh đạo Văn phòng".
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its members, roles, units or other collectives; empty for the Office as a whole.
    pub members: Vec<Actor>,
    /// True when all units in force are members ("các phòng").
    pub all_units: bool,
    /// True for the office as a whole: everybody takes part in what it meets for or does.
    pub everybody: bool,
    /// True when a duty binds one member, by assignment ("lãnh đạo Văn phòng phụ trách").
    pub by_assignment: bool,
    /// The words that define it; those of the day, where the office is that of a day. A group goes on without any, inferred.
    pub proofs: Vec<DatedProof>,
    /// True when the text does not define the group.
    pub inferred: bool,
    /// A word to the reader.
    pub note: Option<String>,
    /// Where it is declared.
    pub span: Span,
}

impl Collective {
    /// The provision that defines it.
    #[must_use]
    pub fn cite(&self) -> Option<&ProvisionId> {
        self.proofs.iter().find_map(|proof| proof.cite.as_ref())
    }

    /// The words that define it.
    #[must_use]
    pub fn quote(&self) -> Option<&str> {
        self.proofs.iter().find_map(|proof| proof.quote.as_deref())
    }
}

/// A party outside the office; it has a name and no page.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
}
