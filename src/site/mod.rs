//! Floor 4 · the view-model: pages, blocks, links and routes as plain strings, lists and dates.
//!
//! [`plan`] turns the office on a day into a [`Site`]. Nothing here knows HTML; words of the interface are keys that the
//! theme's table of strings resolves, and words of the regulation are copied to the letter.

mod calendar;
mod document;
mod duties;
mod ended;
mod entry;
mod feed;
mod feed_text;
mod feeds;
mod filter;
mod free;
mod home;
mod law;
mod matrix;
mod method;
mod moved;
mod name_notes;
mod open_points;
mod org_chart;
mod output;
mod page;
mod past;
mod plan;
mod planner;
mod provision;
mod provision_history;
mod role;
pub mod routes;
mod search_docs;
mod sections;
mod sort;
mod subscribe;
mod terms;
mod trace;
mod undated;
mod unit;
mod view;
mod wall;

pub use calendar::{Cell, MonthPage, Row, Special, Unset, Week, WeekPage, YearLine, YearMonth, YearPage};
pub use document::{Document, DocumentKind};
pub use ended::EndedPage;
pub use feed::{Feed, FeedEvent, FeedStatus, FeedTime};
pub use feeds::{concerned, event, feed_of};
pub use filter::{Choice, FilterView};
pub use free::FreeView;
pub use home::{Home, RoleChoice, UnitChoice};
pub use law::{LawIndex, SectionPage, TocEntry, VersionLine, WholeText};
pub use matrix::{GroupView, MatrixPage, Part};
pub use method::{Differing, MethodPage, ReadingView};
pub use moved::{Gone, MovedPage};
pub use name_notes::{Drift, LeftoverView, NameNote};
pub use open_points::{Finding, FindingGroup, OpenDuty, OpenNote, OpenPoints, findings};
pub use org_chart::Chart;
pub use output::{Output, PathFault, RelPath};
pub use page::{Body, Chrome, Crumb, NotFound, Page, Site};
pub use plan::plan;
pub use provision::{Bearer, NoteView, Piece, ProvisionView};
pub use provision_history::{HistoryEntry, Marked};
pub use role::RolePage;
pub use search_docs::{Letter, OutlineLine, OutlineSection, SearchPage};
pub use subscribe::{FeedGroup, NamedFeed, SubscribePage};
pub use terms::{ObsoleteView, TermView, TermsPage};
pub use undated::{EndedRule, UndatedGroup, UndatedPage, UndatedRule};
pub use unit::{ComingUnit, Group, PostView, UnitLine, UnitPage, UnitsPage};
pub use view::{
    BlockView, Cite, Clause, Day, DutyView, Entry, Fact, FeedView, Flow, FlowItem, Link, RuleBrief, StepView, Way, Why,
};
pub use wall::{WallCell, WallMark, WallMonth, WallPage, WallRow};
