//! Which text the citations of a rule are read in, and what they are in the text in force.
//!
//! A rule that begins on a day to come cites the text of that day, whose numbers may belong to other clauses of today's. It
//! stands in the calendar all the same, since the calendar shows months to come; it is a matter of today's clause only where
//! the way from text to text leads back to one.

use super::Snapshot;
use super::lineage::Lineage;
use crate::model::{ProvisionId, Rule, Version};

impl<'m> Snapshot<'m> {
    /// The text in whose numbers a rule cites: the one in force, or the one a rule to come begins with.
    #[must_use]
    pub fn text_of(&self, rule: &Rule) -> &'m Version {
        // Older rules were taken along when the text changed.
        let later = rule.valid_from.filter(|from| self.version.effective_from < *from);
        later.and_then(|from| self.model.version_on(from)).unwrap_or(self.version)
    }

    /// The citation of a rule's provision, as its text prints it.
    #[must_use]
    pub fn citation_of<'r>(&self, rule: &'r Rule) -> &'r str
    where
        'm: 'r,
    {
        self.text_of(rule).provision(&rule.cite).map_or(rule.cite.as_str(), |p| p.citation.as_str())
    }

    /// The provisions of the text in force on which a rule rests, each once; those its own text is the first to have are
    /// not among them.
    #[must_use]
    pub fn provisions_of(&self, rule: &Rule) -> Vec<ProvisionId> {
        let text = self.text_of(rule);
        let cited = std::iter::once(&rule.cite).chain(rule.also.iter().map(|(id, _)| id));
        let mut found: Vec<ProvisionId> = cited.filter_map(|id| self.back(text, id)).collect();
        found.sort();
        found.dedup();
        found
    }

    /// Whether a rule rests on `other`, a provision of the text in force, or on what stands below it.
    #[must_use]
    pub fn rests_within(&self, rule: &Rule, other: &ProvisionId) -> bool {
        let text = self.text_of(rule);
        if text.effective_from == self.version.effective_from {
            return text.is_within(&rule.cite, other);
        }
        // A clause that is new may stand in a section that is not.
        let own = text.provision(&rule.cite);
        let path = own.map(|p| text.ancestors(p)).unwrap_or_default().into_iter().chain(own);
        path.filter_map(|p| self.back(text, &p.id)).any(|id| id == *other)
    }

    /// What a provision of this or a later text is in the one in force.
    fn back(&self, text: &Version, id: &ProvisionId) -> Option<ProvisionId> {
        if text.effective_from == self.version.effective_from {
            return text.provision(id).map(|p| p.id.clone());
        }
        let place = |v: &Version| self.model.versions.iter().position(|o| o.effective_from == v.effective_from);
        let ways = self.lineages.get(place(self.version)?..place(text)?)?;
        let id = ways.iter().rev().try_fold(id.clone(), |id, way: &Lineage| way.back(&id))?;
        self.version.provision(&id).is_some().then_some(id)
    }
}
