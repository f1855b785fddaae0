//! The keys of every file of the content: what each means and what it takes.
//!
//! The readers in [`super::decode`] ask for no other key, and a test holds that they ask for each of these. So what is said here
//! of a file is what the program reads of it.

mod actors;
mod calendar;
mod decision;
mod duties;
mod office;
mod others;
#[cfg(test)]
mod tests;

pub use actors::{COLLECTIVE, COUNTED, DATED_PROOF, INHERITED, LEADER, NAME, PARTY, POST, ROLE, ROLES, UNIT, UNITS};
pub use calendar::{
    ALSO, CALENDAR, HOLIDAY, HOLIDAYS, LEDGER, LEDGER_LINE, NOT_LIMIT, OVERRIDE, OVERRIDES, RULE, WHEN, YEARS,
};
pub use decision::{DECISION, FOUNDED, HANDOVER_LINE, OPERATION, TABLE_LINE, operations};
pub use duties::{BEARER, DUTIES, DUTY};
pub use office::{COLORS, HANDOVER, OFFICE};
pub use others::{FORMER, GLOSSARY, OBSOLETE, PAGE, PRINT_NOTE, REGULATION, SYNONYM, SYNONYMS, TERM};

use crate::source::{Entity, Key, Named, Shape};

/// A file of the project: its name, where many have one form that of the folder, what it holds, and its keys.
pub struct File {
    /// `units.yaml`, `decisions/*.yaml`.
    pub name: &'static str,
    /// Whether it lies beside `content` and not in it.
    pub is_at_top: bool,
    /// What it holds, in Vietnamese and in English.
    pub about: [&'static str; 2],
    /// Its keys.
    pub entity: &'static Entity,
}

/// The files a person writes, in the order in which a project is begun.
pub static FILES: [File; 13] = [
    file("quyche.yaml", true, ["khai báo chung của trang", "what holds for the whole site"], &OFFICE),
    file(
        "regulation/*.md",
        false,
        [
            "phần đầu, giữa hai dòng «---», của mỗi bản quy chế hợp nhất",
            "the head, between two lines `---`, of each consolidated text",
        ],
        &REGULATION,
    ),
    file("units.yaml", false, ["các phòng, đơn vị", "the units"], &UNITS),
    file(
        "roles.yaml",
        false,
        ["vai trò, nhóm và các bên ngoài cơ quan", "the roles, the groups and the outside parties"],
        &ROLES,
    ),
    file("duties.yaml", false, ["ai làm gì, theo từng điều khoản", "who bears what, clause by clause"], &DUTIES),
    file("calendar.yaml", false, ["cuộc họp, báo cáo và việc có hạn", "meetings, reports and deadlines"], &CALENDAR),
    file(
        "overrides.yaml",
        false,
        [
            "quyết định về từng kỳ: dời, không tổ chức, xác nhận, ấn định ngày",
            "decisions about single occurrences: moved, cancelled, confirmed, scheduled",
        ],
        &OVERRIDES,
    ),
    file("holidays/*.yaml", false, ["ngày nghỉ và ngày làm bù", "days off and working Saturdays"], &HOLIDAYS),
    file(
        "decisions/*.yaml",
        false,
        ["quyết định và những gì nó thay đổi", "a decision and what it changes"],
        &DECISION,
    ),
    file(
        "glossary.yaml",
        false,
        ["chữ viết tắt, thuật ngữ, lỗi in của văn bản", "abbreviations, terms, print errors of the text"],
        &GLOSSARY,
    ),
    file(
        "synonyms.yaml",
        false,
        ["chữ người đọc hay gõ thay cho chữ của văn bản", "what readers type for what the text says"],
        &SYNONYMS,
    ),
    file(
        "pages/*.md",
        false,
        ["phần đầu, giữa hai dòng «---», của một trang tự viết", "the head, between two lines `---`, of a free page"],
        &PAGE,
    ),
    file(
        "calendar.ledger.yaml",
        false,
        [
            "sổ các mục lịch đã công bố; «quyche calendar --record» ghi, không sửa tay",
            "what of the calendar was published; written by `quyche calendar --record`, not by hand",
        ],
        &LEDGER,
    ),
];

/// The form of a file, by its name or its path in the content: `units.yaml`, `units`, `decisions/15-2027.yaml`, `decisions`.
#[must_use]
pub fn file_named(name: &str) -> Option<&'static File> {
    let name = name.strip_prefix("content/").unwrap_or(name);
    FILES.iter().find(|file| {
        let stem = file.name.rsplit_once('.').map_or(file.name, |(stem, _)| stem);
        match stem.strip_suffix("/*") {
            Some(folder) => name.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
            None => name == file.name || name == stem,
        }
    })
}

const fn file(name: &'static str, is_at_top: bool, about: [&'static str; 2], entity: &'static Entity) -> File {
    File { name, is_at_top, about, entity }
}

// What stands in many entries alike.

const fn id(vi: &'static str, en: &'static str) -> Key {
    Key::new("id", Shape::Text, vi, en).required()
}

const CITE: Key = Key::new(
    "cite",
    Shape::Name(Named::Provision),
    "điều khoản, theo đường dẫn đã in: B.II.1.a là điểm a khoản 1 mục II phần B",
    "the provision, by its printed path: B.II.1.a",
)
.example("B.II.1.a");

const QUOTE: Key = Key::new(
    "quote",
    Shape::Text,
    "câu chữ làm căn cứ, đúng từng chữ trong điều khoản ấy",
    "the words that prove it, to the letter as they stand in that provision",
)
.example("\"trước ngày 25 hằng tháng\"");

const INFERRED: Key = Key::new(
    "inferred",
    Shape::Flag,
    "true: văn bản không nói ra, đây là suy luận; ghi lý do ở note",
    "true: the text does not say so, it is inferred; give the reason in `note`",
);

const NOTE: Key =
    Key::new("note", Shape::Text, "điều cần nói thêm, hiện trên trang", "what else is to be said; shown on the page");

const FROM: Key = Key::new(
    "from",
    Shape::Date,
    "ngày đầu tiên có hiệu lực; bỏ trống: từ đầu",
    "the first day on which it holds; left out: from the beginning",
)
.example("2027-01-01");

const UNTIL: Key = Key::new(
    "until",
    Shape::Date,
    "ngày đầu tiên KHÔNG còn hiệu lực; bỏ trống: chưa hết",
    "the first day on which it holds no more; left out: it goes on",
)
.example("2027-07-01");

const ALIASES: Key = Key::new(
    "aliases",
    Shape::Text,
    "cách gọi khác, để ô tìm kiếm và phần kiểm tra nhận ra",
    "other names, known to the search and to `check`",
)
.many()
.example("[\"Phòng TH\", \"PTH\"]");
