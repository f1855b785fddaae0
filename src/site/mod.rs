//! Floor 4 · the view-model: pages, blocks, links and routes as plain strings, lists and dates.
//!
//! [`plan`] turns the office on a day into a [`Site`]. Nothing here knows HTML; words of the interface are keys that the
//! theme's table of strings resolves, and words of the regulation are copied to the letter.

mod announcement;
mod atom;
mod calendar;
mod changes;
mod changes_acts;
mod changes_bearers;
mod changes_decision;
mod changes_handover;
mod changes_rules;
mod changes_text;
mod changes_timeline;
mod document;
mod duties;
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
mod open_points;
mod org_chart;
mod output;
mod page;
mod plan;
mod planner;
mod provision;
mod role;
pub mod routes;
mod search_docs;
mod sections;
mod sort;
mod subscribe;
mod terms;
mod undated;
mod unit;
mod view;
mod wall;

pub use calendar::{Cell, MonthPage, Row, Special, Unset, Week, WeekPage, YearLine, YearMonth, YearPage};
pub use changes::{ChangesPage, DecisionBrief, Effects};
pub use changes_acts::ActView;
pub use changes_bearers::{BearerGroup, ItemView, MyChange, Redirected, Reworded};
pub use changes_decision::{DecisionPage, UnitChangeView};
pub use changes_handover::{HandoverRow, HandoverTable, HandoverView, RuleOfHandover};
pub use changes_rules::{DateMove, RuleChangeView, RuleWords};
pub use changes_text::{Marked, Side, TextChange};
pub use changes_timeline::{LifeView, NameView};
pub use document::{Document, DocumentKind};
pub use feed::{Feed, FeedEvent, FeedStatus, FeedTime};
pub use feeds::{concerned, event, feed_of};
pub use filter::{Choice, FilterView};
pub use free::FreeView;
pub use home::{Home, RoleChoice, UnitChoice};
pub use law::{LawIndex, SectionPage, TocEntry, VersionLine, WholeText};
pub use matrix::{GroupView, MatrixPage, Part};
pub use method::{Differing, MethodPage, ReadingView};
pub use open_points::{Finding, FindingGroup, OpenDuty, OpenNote, OpenPoints, findings};
pub use org_chart::Chart;
pub use output::{Output, PathFault, RelPath};
pub use page::{Body, Chrome, Crumb, NotFound, Page, Site};
pub use plan::plan;
pub use provision::{Bearer, NoteView, Piece, ProvisionView};
pub use role::RolePage;
pub use search_docs::{Letter, OutlineLine, OutlineSection, SearchPage};
pub use subscribe::{FeedGroup, NamedFeed, SubscribePage};
pub use terms::{ObsoleteView, TermView, TermsPage};
pub use undated::{UndatedGroup, UndatedPage, UndatedRule};
pub use unit::{Group, PostView, UnitLine, UnitPage, UnitsPage};
pub use view::{
    BlockView, Cite, Clause, Day, DutyView, Entry, Fact, FeedView, Flow, FlowItem, Link, RuleBrief, StepView, Way, Why,
};
pub use wall::{WallCell, WallMark, WallMonth, WallPage, WallRow};
