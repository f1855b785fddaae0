//! On what ground somebody bears what a clause says.

use super::ProvisionId;

/// On what ground the bearer is the bearer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Named in the clause.
    #[default]
    Named,
    /// The clause stands under the role's own section, where the subject is omitted.
    Heading(ProvisionId),
    /// The subject is omitted and follows from the context.
    Implied,
    /// Follows from another provision.
    CrossReference,
}

impl Basis {
    /// As the content writes it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Named => "named".to_owned(),
            Self::Heading(id) => format!("heading:{id}"),
            Self::Implied => "implied".to_owned(),
            Self::CrossReference => "cross-ref".to_owned(),
        }
    }
}
