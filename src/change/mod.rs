//! Floor 3 · what differs between two days: words, units, who bears what, dates.
//!
//! Everything is worked out from the office of the one day and the office of the other, never from what a decision says of
//! itself: so the page of a decision tells what it did, and `quyche diff` of two days the same.

mod dates;
mod duties;
mod handover;
mod provisions;
mod roles;
mod scope;
mod touched;
mod units;
mod ways;

pub use dates::{DateChange, RuleChange, Timed, other_people, undone};
pub use duties::{BearerChange, Item};
pub use handover::HandoverLine;
pub use provisions::{ProvisionChange, ProvisionChangeKind};
pub use roles::RoleChange;
pub use units::{DeputyChange, Led, UnitChange, UnitChangeKind};

use jiff::civil::Date;

use self::scope::Scope;
use self::ways::Ways;

use crate::history::State;
use crate::model::{DecisionId, Model, ProvisionId};

/// What differs between two days.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The earlier day.
    pub from: Date,
    /// The later day.
    pub to: Date,
    /// The decisions that took effect after the earlier day, up to the later.
    pub decisions: Vec<DecisionId>,
    /// Provisions whose words or number differ, in the order of the later text.
    pub provisions: Vec<ProvisionChange>,
    /// Posts that were created or abolished.
    pub roles: Vec<RoleChange>,
    /// Units that began, ended, were renamed or got another head.
    pub units: Vec<UnitChange>,
    /// What each role, role in a unit and unit gained, lost, and has in other words.
    pub bearers: Vec<BearerChange>,
    /// Rules of the calendar that ended, began or differ, with dates.
    pub rules: Vec<RuleChange>,
    /// What passed from one bearer to another, duty by duty.
    pub handover: Vec<HandoverLine>,
    ways: Ways,
}

impl Difference {
    /// The number under which a provision of the earlier text goes on in the later; `None` when it has ended.
    #[must_use]
    pub fn onward<'a>(&'a self, id: &'a ProvisionId) -> Option<&'a ProvisionId> {
        self.ways.onward(id)
    }

    /// Whether the later text has another provision under this number of the earlier.
    #[must_use]
    pub fn is_reused(&self, id: &ProvisionId) -> bool {
        self.ways.is_reused(id)
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.provisions.is_empty()
            && self.roles.is_empty()
            && self.units.is_empty()
            && self.bearers.is_empty()
            && self.rules.is_empty()
    }
}

/// What differs between the office of one day and that of a later one. The two come from [`crate::history::on`] or
/// [`crate::history::Lineages::steps`]; `model` is the office as written, of all days.
#[must_use]
pub fn compare(model: &Model, before: &State, after: &State) -> Difference {
    let (from, to, lineages) = (before.day(), after.day(), after.lineages());
    let decisions = model.decisions_between(from, to).filter(|d| d.is_carried_out()).map(|d| d.id.clone()).collect();
    let mut difference = Difference {
        from,
        to,
        decisions,
        provisions: Vec::new(),
        roles: Vec::new(),
        units: units::changes(model, before.model(), after.model(), from, to),
        bearers: Vec::new(),
        rules: Vec::new(),
        handover: Vec::new(),
        ways: Ways::default(),
    };
    if let (Some(before), Some(after)) = (before.snapshot(), after.snapshot()) {
        difference.roles = roles::changes(&before, &after);
        difference.ways = Ways::between(model, lineages, &before, &after);
        difference.provisions = provisions::changes(&difference.ways, &before, &after);
        let scope = Scope::new(&before, &after, &difference);
        difference.bearers = duties::changes(&before, &after, &difference, &scope);
        difference.rules = dates::changes(&before, &after);
        difference.handover = handover::handover(&before, &after, &scope, &difference);
    }
    difference
}
