//! What a decision does: to the words of the regulation, and to the units of the office (design 4).
//!
//! The two never mix. A change of the text names the place, the old words and the new ones, and the program proves that
//! the next consolidated text differs from the last by exactly that. A change of the office never touches the text. The
//! words follow Vietnamese law: *hợp nhất* (A and B become a new C) is not *sáp nhập* (A into B), *chia* (A ends) is not
//! *tách* (A lives).

use super::{Actor, CollectiveId, Post, ProvisionId, UnitId};
use crate::diagnostic::Span;

/// One operation of a decision.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What it does.
    pub act: Act,
    /// Where it is declared.
    pub span: Span,
    /// Where it says which words it replaces.
    pub old: Option<Span>,
}

/// What an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The words of the regulation.
    Text(TextAct),
    /// The units, heads and groups of the office.
    Office(OfficeAct),
}

/// A change of the words. Places are those of the text before the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextAct {
    /// *Sửa đổi*: words of one provision.
    Amend {
        /// The provision.
        provision: ProvisionId,
        /// The words replaced, found once in it; all its words when absent.
        old: Option<String>,
        /// The words put there.
        new: String,
    },
    /// *Bổ sung*: new provisions, written as in the text, each paragraph with its label.
    Insert {
        /// Where.
        place: InsertPlace,
        /// The paragraphs, a blank line between two.
        text: String,
    },
    /// *Bãi bỏ*: the number stays, the words and what stands below go.
    Repeal {
        /// The provision.
        provision: ProvisionId,
    },
    /// *Thay cụm từ*: everywhere, or in some provisions and what stands below them.
    ReplacePhrase {
        /// The phrase.
        old: String,
        /// What stands for it.
        new: String,
        /// The only provisions where it is replaced; everywhere when empty.
        within: Vec<ProvisionId>,
        /// The provisions where it stays.
        except: Vec<ProvisionId>,
    },
    /// *Đánh số lại*: a provision gets another label; what stands below goes with it.
    Renumber {
        /// The provision.
        provision: ProvisionId,
        /// Its new label as printed: `5.4.`
        label: String,
    },
    /// *Thay thế toàn bộ*: the next text is a new one.
    ReplaceAll {
        /// Which provision of the old text goes on as which of the new one.
        table: Vec<(ProvisionId, ProvisionId)>,
    },
}

/// Where new provisions go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InsertPlace {
    /// After a provision and all that stands below it.
    After(ProvisionId),
    /// Before a provision.
    Before(ProvisionId),
}

/// A change of the office. Units that begin with it are declared in it and stand in [`super::Model::units`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeAct {
    /// *Đổi tên*: the unit and its id stay.
    Rename {
        /// The unit.
        unit: UnitId,
        /// Its new name.
        name: String,
    },
    /// *Hợp nhất*: units end, a new one takes all their duties.
    Merge {
        /// The units that end.
        units: Vec<UnitId>,
        /// The new unit.
        into: UnitId,
    },
    /// *Sáp nhập*: units end, one that is there already takes all their duties.
    Absorb {
        /// The units that end.
        units: Vec<UnitId>,
        /// The unit that lives.
        into: UnitId,
    },
    /// *Chia*: a unit ends, new ones share its duties.
    Divide {
        /// The unit that ends.
        unit: UnitId,
        /// The new units.
        into: Vec<UnitId>,
        /// Who takes what.
        handover: Handover,
    },
    /// *Tách*: a unit lives, new ones take some of its duties.
    Split {
        /// The unit that lives.
        unit: UnitId,
        /// The new units.
        into: Vec<UnitId>,
        /// Who takes what.
        handover: Handover,
    },
    /// *Giải thể*: a unit ends; its duties go to others or end.
    Dissolve {
        /// The unit.
        unit: UnitId,
        /// Who takes what.
        handover: Handover,
    },
    /// *Thành lập*: a new unit.
    Create {
        /// The unit.
        unit: UnitId,
    },
    /// *Chuyển nhiệm vụ*: from one bearer to others, unit by unit and provision by provision.
    TransferDuty {
        /// The provisions that give the duties; what stands below them counts.
        provisions: Vec<ProvisionId>,
        /// Who bore them.
        from: Actor,
        /// Who bears them now.
        to: Vec<Actor>,
    },
    /// *Thay đổi chức danh đứng đầu*.
    ChangeHead {
        /// The unit.
        unit: UnitId,
        /// The role of its head from now on.
        head: Post,
        /// The role of its deputies from now on; as before when absent.
        deputy: Option<Post>,
    },
    /// *Thay đổi thành phần* of a group.
    ChangeMembers {
        /// The group.
        collective: CollectiveId,
        /// Who joins.
        add: Vec<Actor>,
        /// Who leaves.
        remove: Vec<Actor>,
    },
}

impl OfficeAct {
    /// Who takes what, where it says so.
    #[must_use]
    pub fn handover(&self) -> Option<&Handover> {
        match self {
            Self::Divide { handover, .. } | Self::Split { handover, .. } | Self::Dissolve { handover, .. } => {
                Some(handover)
            }
            _ => None,
        }
    }

    /// The provisions it names.
    pub fn places(&self) -> impl Iterator<Item = &ProvisionId> {
        let transferred = if let Self::TransferDuty { provisions, .. } = self { provisions.as_slice() } else { &[] };
        let parts = self.handover().map_or(&[][..], |h| h.parts.as_slice());
        transferred.iter().chain(parts.iter().flat_map(|part| &part.provisions))
    }

    /// The units it founds.
    #[must_use]
    pub fn founded(&self) -> &[UnitId] {
        match self {
            Self::Merge { into: unit, .. } | Self::Create { unit } => std::slice::from_ref(unit),
            Self::Divide { into, .. } | Self::Split { into, .. } => into,
            Self::Rename { .. }
            | Self::Absorb { .. }
            | Self::Dissolve { .. }
            | Self::TransferDuty { .. }
            | Self::ChangeHead { .. }
            | Self::ChangeMembers { .. } => &[],
        }
    }

    /// The units whose duties pass on.
    #[must_use]
    pub fn parted(&self) -> &[UnitId] {
        match self {
            Self::Merge { units, .. } | Self::Absorb { units, .. } => units,
            Self::Divide { unit, .. } | Self::Split { unit, .. } | Self::Dissolve { unit, .. } => {
                std::slice::from_ref(unit)
            }
            Self::Rename { .. }
            | Self::Create { .. }
            | Self::TransferDuty { .. }
            | Self::ChangeHead { .. }
            | Self::ChangeMembers { .. } => &[],
        }
    }

    /// The unit that takes all of them, where one does.
    #[must_use]
    pub fn successor(&self) -> Option<&UnitId> {
        if let Self::Merge { into, .. } | Self::Absorb { into, .. } = self { Some(into) } else { None }
    }

    /// What each unit it ends is from now on: the one it became or was joined to, those it was divided into. Whoever takes duties
    /// of a unit that is dissolved is not that unit, nor is a third to whom a division gives some.
    #[must_use]
    pub fn successors(&self) -> &[UnitId] {
        match self {
            Self::Merge { into, .. } | Self::Absorb { into, .. } => std::slice::from_ref(into),
            Self::Divide { into, .. } => into,
            Self::Split { .. }
            | Self::Dissolve { .. }
            | Self::Rename { .. }
            | Self::Create { .. }
            | Self::TransferDuty { .. }
            | Self::ChangeHead { .. }
            | Self::ChangeMembers { .. } => &[],
        }
    }

    /// Everybody who takes some of them, and the units it founds.
    pub fn takers(&self) -> impl Iterator<Item = &UnitId> {
        let founded = self.founded().iter();
        founded.chain(self.successor()).chain(self.handover().into_iter().flat_map(Handover::takers))
    }

    /// The units it speaks of that are there already.
    pub fn named(&self) -> impl Iterator<Item = &UnitId> {
        let (own, actors) = match self {
            Self::Rename { unit, .. } | Self::ChangeHead { unit, .. } => (Some(unit), &[][..]),
            Self::Absorb { into, .. } => (Some(into), &[][..]),
            Self::TransferDuty { from, to, .. } => (from.unit(), to.as_slice()),
            Self::ChangeMembers { add, .. } => (None, add.as_slice()),
            Self::Merge { .. }
            | Self::Divide { .. }
            | Self::Split { .. }
            | Self::Dissolve { .. }
            | Self::Create { .. } => (None, &[][..]),
        };
        let takers = self.handover().into_iter().flat_map(Handover::takers);
        self.parted().iter().chain(own).chain(takers).chain(actors.iter().filter_map(Actor::unit))
    }

    /// The units it ends.
    #[must_use]
    pub fn ended(&self) -> &[UnitId] {
        if let Self::Split { .. } = self { &[] } else { self.parted() }
    }
}

/// Who takes the duties of a unit that ends or is split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handover {
    /// What is named one by one.
    pub parts: Vec<HandoverPart>,
    /// Who takes whatever is not named.
    pub rest: Option<UnitId>,
}

impl Handover {
    /// Everybody who takes something.
    pub fn takers(&self) -> impl Iterator<Item = &UnitId> {
        self.parts.iter().flat_map(|p| &p.to).chain(&self.rest)
    }
}

/// One line of a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverPart {
    /// The provisions that give the duties; what stands below them counts.
    pub provisions: Vec<ProvisionId>,
    /// Who takes them; empty when they end.
    pub to: Vec<UnitId>,
    /// Why they end, when nobody takes them.
    pub ended: Option<String>,
    /// Where it is declared.
    pub span: Span,
}
