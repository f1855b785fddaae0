//! Which text the citations of a rule are read in, and what they are in the text in force.
//!
//! A rule that begins on a day to come cites the text of that day, whose numbers may belong to other clauses of today's. It
//! stands in the calendar all the same, since the calendar shows months to come; it is a matter of today's clause only where
//! the way from text to text leads back to one. A rule that ended cites the last text it held in, and a date gone by the text
//! of its day: a later text may say it otherwise under that number, or not at all.

use jiff::civil::Date;

use super::Snapshot;
use super::lineage::Lineage;
use crate::model::{ProvisionId, Rule, Version};
use crate::text::Verbatim;

impl<'m> Snapshot<'m> {
    /// The text in whose numbers a rule cites: the one in force, the one a rule to come begins with, or the last one in which a
    /// rule that ended held.
    #[must_use]
    pub fn text_of(&self, rule: &Rule) -> &'m Version {
        let now = self.version.effective_from;
        let ended = rule.valid_to.filter(|end| *end <= now).and_then(|end| end.yesterday().ok());
        // Older rules were taken along when the text changed.
        let other = ended.or_else(|| rule.valid_from.filter(|from| now < *from));
        other.and_then(|day| self.model.version_on(day)).unwrap_or(self.version)
    }

    /// Where words a rule quotes stood on a day, in the text of that day: in the text in force where they stand in the same place
    /// still, and for every day to come.
    #[must_use]
    pub fn cited_on(&self, rule: &Rule, id: &ProvisionId, quote: &Verbatim, day: Date) -> (&'m Version, ProvisionId) {
        let own = self.text_of(rule);
        let day = rule.valid_from.map_or(day, |from| from.max(day));
        let then = self.model.version_on(day).filter(|text| text.effective_from < own.effective_from);
        let then = then.and_then(|text| Some((text, self.follow(own, text, id)?)));
        let (text, id) = then.unwrap_or_else(|| (own, id.clone()));
        let past = text.effective_from < self.version.effective_from;
        let here = self.version.provision(&id).filter(|_| past);
        let stands = here.is_some_and(|p| p.text.as_str().contains(quote.as_str()))
            && self.follow(text, self.version, &id).as_ref() == Some(&id);
        (if stands { self.version } else { text }, id)
    }

    /// The citation of a rule's provision for what falls due on a day, as the text it stands in prints it.
    #[must_use]
    pub fn citation_on(&self, rule: &Rule, day: Date) -> String {
        let (text, id) = self.cited_on(rule, &rule.cite, &rule.quote, day);
        text.provision(&id).map_or_else(|| id.to_string(), |p| p.citation.clone())
    }

    /// The provisions of the text in force on which a rule rests, each once; those it does not have, or has no more, are not
    /// among them.
    #[must_use]
    pub fn provisions_of(&self, rule: &Rule) -> Vec<ProvisionId> {
        let text = self.text_of(rule);
        let cited = std::iter::once(&rule.cite).chain(rule.also.iter().map(|(id, _)| id));
        let mut found: Vec<ProvisionId> = cited.filter_map(|id| self.here(text, id)).collect();
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
        path.filter_map(|p| self.here(text, &p.id)).any(|id| id == *other)
    }

    /// What a provision of any text is in the one in force.
    fn here(&self, text: &Version, id: &ProvisionId) -> Option<ProvisionId> {
        let here = self.follow(text, self.version, id)?;
        self.version.provision(&here).is_some().then_some(here)
    }

    /// What a provision of one text is in another, later or earlier; `None` where that one does not have it.
    pub(crate) fn follow(&self, from: &Version, to: &Version, id: &ProvisionId) -> Option<ProvisionId> {
        let place = |v: &Version| self.model.versions.iter().position(|o| o.effective_from == v.effective_from);
        let (from, to) = (place(from)?, place(to)?);
        if from == to {
            return Some(id.clone());
        }
        if from < to {
            return self.lineages.get(from..to)?.iter().try_fold(id.clone(), |id, way: &Lineage| way.onward(&id));
        }
        self.lineages.get(to..from)?.iter().rev().try_fold(id.clone(), |id, way: &Lineage| way.back(&id))
    }
}
