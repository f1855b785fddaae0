//! From the folder to the model: the steps every verb begins with.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::args::Shared;
use super::console::Console;
use super::{End, today};
use crate::calendar::{self, Computed};
use crate::diagnostic::{Code, Diagnostic, Report, Severity, Span, Unchecked};
use crate::history::{self, Lineages, Snapshot, State};
use crate::model::{self, Model};
use crate::publish::Guard;
use crate::source::{self, Limits, Sources};
use crate::text::content_hash_of;
use crate::{say, site};

/// A project as read on one day.
pub struct Project {
    /// The folder with `quyche.yaml`.
    pub root: PathBuf,
    /// The day.
    pub day: Date,
    /// The files.
    pub sources: Sources,
    /// What they say.
    pub model: Model,
    /// The office on the day.
    pub state: State,
    /// The dates its site shows; none where nothing stands to compute them from.
    pub dates: Option<Computed>,
    /// What is wrong or open, sorted, `--strict` applied.
    pub report: Report,
    /// [`Loaded::word`].
    pub loaded: String,
}

/// A project's files as they are on one day, before anybody knows what they say.
pub struct Loaded {
    /// The folder with `quyche.yaml`.
    pub root: PathBuf,
    /// The day.
    pub day: Date,
    /// The files.
    pub sources: Sources,
    /// What is wrong with them as files.
    pub report: Report,
    /// One word for all of this and the program: the same word, the same project.
    pub word: String,
}

/// A project that was read without fault, before anybody knows what is wrong with what it says.
pub struct Read<'a> {
    /// The folder with `quyche.yaml`.
    pub root: &'a Path,
    /// What the files say.
    pub model: &'a Model,
    /// The office on the day.
    pub state: &'a State,
    /// The same, to be asked.
    pub snapshot: &'a Snapshot<'a>,
    /// The dates its site shows.
    pub dates: &'a Computed,
}

impl Project {
    /// The years the calendar will soon need and has not got. A verb that shows dates says so: without them its list would look
    /// complete.
    pub fn unloaded_years(&self) -> Report {
        let mut report = Report::default();
        self.report.iter().filter(|d| d.code == Code::HolidayYearMissing).for_each(|d| report.push(d.clone()));
        report
    }

    /// The offices gone by, each as it was on its last day, and those that decisions to come make of that of the day.
    pub fn others(&self) -> (Vec<State>, Vec<State>) {
        let (mut past, mut coming) = (Vec::new(), Vec::new());
        for (before, after) in self.state.lineages().steps(&self.model) {
            if after.day() <= self.day { past.push(before) } else { coming.push(after) }
        }
        (past, coming)
    }

    /// The offices that decisions to come make of that of the day.
    pub fn coming(&self) -> Vec<State> {
        self.state.lineages().coming(&self.model, self.day)
    }
}

/// Reads and checks the project.
///
/// # Errors
/// [`End::Usage`] with a message when there is no project where the flags point, or no day.
pub fn open(shared: &Shared, console: &mut Console) -> Result<Project, End> {
    Ok(load(shared, console)?.judged(shared.strict))
}

/// Reads the project's files.
///
/// # Errors
/// As [`open`].
pub fn load(shared: &Shared, console: &mut Console) -> Result<Loaded, End> {
    let root = shared.project.clone();
    let content = content_folder(&root);
    if let Some(message) = missing(&root, &content) {
        console.error(&message);
        return Err(End::Usage);
    }
    let Some(day) = today::day(shared.date) else {
        return Err(no_day(console));
    };
    let (sources, report) = source::load(&root, &content, Limits::of_file(shared.file_limit));
    let word = word(day, &sources, &report);
    Ok(Loaded { root, day, sources, report, word })
}

/// That nobody can tell which day it is.
pub(super) fn no_day(console: &mut Console) -> End {
    console.error(&say!("SOURCE_DATE_EPOCH không phải là số giây", "SOURCE_DATE_EPOCH is not a number of seconds"));
    End::Usage
}

impl Loaded {
    /// What the files say, and what is wrong or open in it.
    pub fn judged(self, strict: bool) -> Project {
        self.judged_seen(strict, |_| (), |_| ())
    }

    /// The same once something of what they say is another.
    pub fn judged_after(self, strict: bool, edit: impl FnOnce(&mut Model)) -> Project {
        self.judged_seen(strict, edit, |_| ())
    }

    /// The same, `seen` where nothing is wrong so far, before all else that may be is looked for: somebody may be waiting for it.
    pub fn judged_seen(self, strict: bool, edit: impl FnOnce(&mut Model), seen: impl FnOnce(&Read<'_>)) -> Project {
        let Self { root, day, sources, mut report, word: loaded } = self;
        let mut model = report.take(model::decode(&sources));
        edit(&mut model);
        // Findings about the meaning of what could not be read would be noise on top of the real fault.
        let readable = !report.iter().any(|d| d.severity == Severity::Error && !LEAVES_WHOLE.contains(&d.code));
        if !readable {
            report.leave(Unchecked::Meaning);
        }
        // Which files were read without fault: what stands in them alone can be judged beside the fault of another.
        let faulty: Option<Vec<String>> = report
            .iter()
            .filter(|d| d.severity == Severity::Error)
            .map(|d| d.span.map(|span| sources.files.name(span.file).to_owned()))
            .collect();
        // So would what is said of a provision that is misquoted: whether its limits have rules, whether it was quoted of old.
        let misquoted: Vec<Span> = report.iter().filter(|d| d.code == Code::QuoteNotFound).flat_map(places).collect();
        let unborne = report.iter().any(|d| d.code == Code::ProvisionWithoutBearer);
        let follows = |d: &Diagnostic| {
            // Nobody bears it in the texts after that either.
            unborne && d.code == Code::ProvisionWithoutBearer
                || places(d).any(|place| misquoted.iter().any(|m| m.meets(place)))
        };
        let lineages =
            if readable { report.take(history::proved(&model, &sources.files, day)) } else { Lineages::of(&model) };
        let (state, rest) = lineages.office_and_rest(&model, day);
        let sound = !report.has_errors();
        let computed = || {
            let snapshot = state.snapshot()?;
            let years = years(&snapshot);
            let dates = site::dates(&snapshot, &years);
            if sound {
                seen(&Read { root: &root, model: &model, state: &state, snapshot: &snapshot, dates: &dates });
            }
            // Years gone by were judged when they were to come.
            let found = calendar::check_computed(&snapshot, day.year()..=*years.end(), &dates);
            Some((dates, found))
        };
        let mut dates = None;
        if readable {
            let computed = computed();
            // All decisions, to see that they can be carried out; beside it the office those up to the day leave.
            let (replayed, found) =
                rayon::join(|| rest.replayed(), || model::check(state.model(), &sources.files, day));
            report.extend(replayed.without(follows));
            // Who bears what nobody is said to bear is not known; it may well be the unit.
            let unborne = report.iter().any(|d| d.code == Code::ProvisionWithoutBearer);
            let unsure = |d: &Diagnostic| unborne && d.code == Code::UnitNeverNamed;
            report.extend(found.without(follows).without(unsure));
            if let Some((computed, found)) = computed {
                dates = Some(computed);
                report.extend(found);
            }
            // What a decision could not do has been said; what follows from that would be noise.
            if !report.has_errors() {
                report.extend(to_come(&model, &lineages, &sources, day, &report));
            }
        }
        if !readable {
            let office = faulty.is_some_and(|names| names.iter().all(|name| !is_of_office(name)));
            report.extend(model::check_apart(state.model(), &sources.files, day, office));
        }
        // Before warnings are made errors: who asks for strictness asks for no less to be looked for.
        if report.has_errors() {
            report.leave(Unchecked::Pages);
        }
        let report = if strict { report.strict() } else { report };
        Project { root, day, sources, model, state, dates, report: report.sorted(), loaded }
    }
}

/// Faults of a file that leave the office as it is meant, so that all else is judged beside them.
const LEAVES_WHOLE: [Code; 5] = [
    Code::QuoteNotFound,
    Code::OverrideOrder,
    Code::OverrideDuplicate,
    Code::LowContrast,
    Code::ProvisionWithoutBearer,
];

/// Whether a file says what the office and its text are, so that a fault in it leaves nothing certain about either.
fn is_of_office(name: &str) -> bool {
    let of = ["regulation/", "decisions/", "units.yaml", "roles.yaml", "quyche.yaml"];
    of.iter().any(|part| name.contains(part))
}

/// Where a finding is, and the places that belong to it.
fn places(d: &Diagnostic) -> impl Iterator<Item = Span> {
    d.span.into_iter().chain(d.related.iter().map(|(span, _)| *span))
}

/// One word for the program, the day and the files: the same word, the same project. How a text lay on the disk is in it too, for
/// one that is read all the same may have been saved wrongly, and the open points say so.
fn word(day: Date, sources: &Sources, report: &Report) -> String {
    let day = day.to_string();
    let found: Vec<String> = report.iter().map(|d| format!("{d:?}")).collect();
    // Where the content and `quyche.yaml` lie is told by the names; what is kept is no input.
    let Sources { files, ignored, beside, unreadable, limits, content_name: _, config: _, content: _, kept: _ } =
        sources;
    let limits = format!("{limits:?}");
    let lists = [&found, ignored, beside, unreadable].map(|list| (list.len().to_string(), list));
    let mut pieces: Vec<&[u8]> = vec![env!("QUYCHE_MADE_OF").as_bytes(), day.as_bytes(), limits.as_bytes()];
    pieces.extend(files.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]));
    for (len, list) in &lists {
        pieces.push(len.as_bytes());
        pieces.extend(list.iter().map(String::as_bytes));
    }
    format!("{:016x}", content_hash_of(pieces))
}

/// Errors that would stop the site on a day to come, when a decision takes effect: found today, while there is time.
fn to_come(model: &Model, lineages: &Lineages, sources: &Sources, day: Date, said: &Report) -> Report {
    let mut report = Report::default();
    for later in lineages.coming(model, day) {
        for finding in model::check(later.model(), &sources.files, later.day()).iter() {
            let new = said.iter().chain(report.iter()).all(|d| d != finding);
            if finding.severity == Severity::Error && new {
                report.push(finding.clone());
            }
        }
    }
    report
}

/// The years the site shows: from the year of its first publication, else that of the day, to the next, as far as holidays
/// are loaded for it. What was published of earlier years keeps its address.
pub fn years(snapshot: &Snapshot<'_>) -> std::ops::RangeInclusive<i16> {
    let year = snapshot.day.year();
    let next = year.saturating_add(1);
    let first = snapshot.model.office.first_year.unwrap_or(year).min(year);
    first..=if snapshot.model.holidays.years.contains_key(&next) { next } else { year }
}

/// Where the content lies.
pub fn content_folder(root: &Path) -> PathBuf {
    root.join("content")
}

/// Where the site is written: `--output`, else `output/` of the project.
pub fn output_folder(shared: &Shared) -> PathBuf {
    shared.output.clone().unwrap_or_else(|| shared.project.join("output"))
}

/// The folders a site must never replace.
#[expect(clippy::disallowed_methods, reason = "the home folder is known from the environment alone")]
pub fn guard(root: &Path) -> Guard {
    let home = ["HOME", "USERPROFILE"].into_iter().filter_map(std::env::var_os).map(PathBuf::from);
    Guard {
        around: [root.to_path_buf()].into_iter().chain(home).collect(),
        inputs: vec![content_folder(root), root.join("themes")],
    }
}

/// What is not where a project has it.
pub fn missing(root: &Path, content: &Path) -> Option<crate::diagnostic::Say> {
    let shown = root.display();
    if !root.is_dir() {
        return Some(say!("không có thư mục {shown}", "there is no folder {shown}"));
    }
    if !root.join("quyche.yaml").is_file() {
        return Some(say!(
            "{shown} không có tệp quyche.yaml. Chạy «quyche init» để tạo dự án mới, hoặc chỉ đúng thư mục bằng -C",
            "{shown} holds no quyche.yaml. Run `quyche init` to make a project, or point to one with -C"
        ));
    }
    let folder = content.display();
    (!content.is_dir()).then(|| {
        say!(
            "{folder} không phải là thư mục. Nội dung (regulation/, units.yaml, …) phải nằm trong đó",
            "{folder} is not a folder. The content (regulation/, units.yaml, …) must lie in it"
        )
    })
}
