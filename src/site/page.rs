//! The site as a whole: what every page shows, the pages, and what the search finds.

use std::hash::{Hash, Hasher};

use serde::Serialize;

use super::feed::Feed;
use super::view::Link;
use super::{
    calendar, changes, changes_decision, document::Document, ended, free, handbook, home, law, matrix, method, moved,
    open_points, role, role_part, search_docs, subscribe, terms, undated, unit, wall,
};
use crate::text::ContentHasher;

/// The view-model of the site, a pure function of (content, day).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Site {
    /// What every page shows.
    pub chrome: Chrome,
    /// The pages, by address.
    pub pages: Vec<Page>,
    /// What the search finds.
    pub documents: Vec<Document>,
    /// The calendars to subscribe to.
    #[serde(skip)]
    pub feeds: Vec<Feed>,
    /// The feed of decisions, a finished file.
    #[serde(skip)]
    pub atom: String,
}

/// What every page shows: office, source decision, status, build date, whom to tell of a mistake.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct Chrome {
    /// Full name of the office.
    pub office: String,
    /// Its short name.
    pub short_name: String,
    /// Title of the site.
    pub title: String,
    /// BCP 47.
    pub language: String,
    /// Title of the regulation, as issued.
    pub law_title: String,
    /// Type and number of the decision that issued the text: "Quyết định 3232/QĐ-VPUBND".
    pub decision: String,
    /// Those that amended it since, by name; empty for none.
    pub amended_by: String,
    /// The day it was signed.
    pub signed: String,
    /// First day of the text in force.
    pub effective_from: String,
    /// The key of that decision's status.
    pub status: &'static str,
    /// The day the site is built for, in words.
    pub day: String,
    /// The same, ISO.
    pub day_iso: String,
    /// Whom to tell of a mistake; empty when nobody is named.
    pub report_to: String,
    /// Where the site will be published; empty when not known.
    pub base_url: String,
    /// The years of the calendar.
    pub years: Vec<Link>,
    /// The free pages.
    pub free_pages: Vec<Link>,
    /// Decisions that are signed and not yet in effect.
    pub coming: Vec<Link>,
    /// The picture beside the office's name, from the root; empty for none.
    pub logo: String,
    /// The sheet of the office's own colours, from the root; empty for none.
    pub colours: String,
    /// The program and its version.
    pub generator: String,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Page {
    /// Its address.
    pub path: String,
    /// The way back to the root.
    pub root: String,
    /// The entry of the navigation it belongs to.
    pub nav: &'static str,
    /// The way down to it, itself excluded.
    pub crumbs: Vec<Crumb>,
    /// What it holds.
    pub body: Body,
}

/// One step of the breadcrumb: words of the content, or a key of the interface.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct Crumb {
    /// A key of the interface; empty when the words are the content's own.
    pub key: &'static str,
    /// The words.
    pub text: String,
    /// The address; empty for none.
    pub href: String,
}

/// What a page holds; each kind has its template.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each variant is named as the page it holds, whose type says the rest")]
pub enum Body {
    Home(Box<home::Home>),
    Role(Box<role::RolePage>),
    RolePart(Box<role_part::RolePart>),
    Handbook(Box<handbook::HandbookPage>),
    Units(Box<unit::UnitsPage>),
    Unit(Box<unit::UnitPage>),
    Ended(Box<ended::EndedPage>),
    Law(Box<law::LawIndex>),
    Section(Box<law::SectionPage>),
    Moved(Box<moved::MovedPage>),
    Whole(Box<law::WholeText>),
    Week(Box<calendar::WeekPage>),
    Month(Box<calendar::MonthPage>),
    Year(Box<calendar::YearPage>),
    Wall(Box<wall::WallPage>),
    Undated(Box<undated::UndatedPage>),
    Method(Box<method::MethodPage>),
    Subscribe(Box<subscribe::SubscribePage>),
    Matrix(Box<matrix::MatrixPage>),
    Open(Box<open_points::OpenPoints>),
    Terms(Box<terms::TermsPage>),
    Search(Box<search_docs::SearchPage>),
    Changes(Box<changes::ChangesPage>),
    Decision(Box<changes_decision::DecisionPage>),
    Free(Box<free::FreeView>),
    NotFound(NotFound),
}

/// The page shown for an address that does not exist holds nothing of its own.
#[derive(Clone, Copy, Debug, PartialEq, Hash, Serialize)]
pub struct NotFound {}

impl Page {
    /// Hash of view and frame: within one program, equal hashes mean equal pages.
    #[must_use]
    pub fn word(&self, frame: u64) -> u64 {
        let mut hasher = ContentHasher::default();
        (frame, self).hash(&mut hasher);
        hasher.finish()
    }
}

impl Body {
    /// The name of its template.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Role(_) => "role.html",
            Self::RolePart(_) => "part.html",
            Self::Handbook(_) => "handbook.html",
            Self::Units(_) => "units.html",
            Self::Unit(_) => "unit.html",
            Self::Ended(_) => "ended.html",
            Self::Law(_) => "law.html",
            Self::Section(_) => "section.html",
            Self::Moved(_) => "moved.html",
            Self::Whole(_) => "whole.html",
            Self::Week(_) => "week.html",
            Self::Month(_) => "month.html",
            Self::Year(_) => "year.html",
            Self::Wall(_) => "wall.html",
            Self::Undated(_) => "undated.html",
            Self::Method(_) => "method.html",
            Self::Subscribe(_) => "subscribe.html",
            Self::Matrix(_) => "matrix.html",
            Self::Open(_) => "open.html",
            Self::Terms(_) => "terms.html",
            Self::Search(_) => "search.html",
            Self::Changes(_) => "changes.html",
            Self::Decision(_) => "decision.html",
            Self::Free(_) => "free.html",
            Self::NotFound(_) => "404.html",
        }
    }

    /// The name of the template of its long list, where it has one: of a large office a hundred thousand lines, of which some are
    /// rendered at a time.
    #[must_use]
    pub fn list_template(&self) -> Option<&'static str> {
        match self {
            Self::Whole(_) => Some("whole_lines.html"),
            Self::Search(_) => Some("search_outline.html"),
            _ => None,
        }
    }
}
