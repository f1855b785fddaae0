//! An office as the site hands it to the search: the regulation, with short names, a calendar and a decision. `office.test.mjs` asks it.

use jiff::civil::{Date, date};
use quyche::search::Vocabulary;
use quyche::site::{Asked, Document, DocumentKind, Named};

use crate::corpus;
use crate::corpus::page;

/// Short names of roles and units as an office declares them; one is that of two.
const ALIASES: [(&str, &[&str]); 10] = [
    ("Chánh Văn phòng", &["CVP", "Chánh VP"]),
    ("Phó Chánh Văn phòng", &["PCVP", "Phó CVP"]),
    ("Phó Chánh Văn phòng kiêm Trưởng Ban Tiếp công dân tỉnh", &["Trưởng Ban Tiếp công dân", "Trưởng Ban"]),
    ("Công chức, viên chức, người lao động", &["chuyên viên", "nhân viên"]),
    ("Phòng Tổng hợp", &["Phòng TH"]),
    ("Phòng Công nghiệp", &["Phòng máy"]),
    ("Ban Tiếp công dân tỉnh", &["Ban Tiếp công dân", "Ban TCD"]),
    ("Trung tâm Phục vụ hành chính công tỉnh", &["Trung tâm Phục vụ hành chính công", "TTPVHCC"]),
    ("Phòng Hành chính - Tổ chức", &["HC-TC", "HCTC"]),
    ("Trung tâm Công nghệ và Cổng Thông tin điện tử tỉnh", &["Phòng máy"]),
];

/// As [`corpus::vocabulary`], with the short names, what the office says otherwise, and what a part of the text is about.
pub fn vocabulary() -> Vocabulary {
    let mut vocabulary = corpus::vocabulary();
    let short = |(name, aliases): &(&str, &[&str])| {
        aliases.iter().map(|a| ((*a).to_owned(), (*name).to_owned())).collect::<Vec<_>>()
    };
    vocabulary.acronyms.extend(ALIASES.iter().flat_map(short));
    let said = [
        ("một cửa", "Trung tâm Phục vụ hành chính công"),
        ("tiếp dân", "tiếp công dân"),
        ("đi muộn", "giờ giấc làm việc"),
        ("cơ cấu", "tổ chức bộ máy"),
    ];
    vocabulary.synonyms.extend(said.map(|(typed, text)| (typed.to_owned(), text.to_owned())));
    vocabulary.asked.extend(
        [("Trưởng Ban", Asked::Duty("B.I.2.3".into())), ("tổ chức", Asked::Meaning("A".into()))]
            .map(|(name, asked)| Named { name: name.to_owned(), asked }),
    );
    vocabulary.today = Some(date(2026, 11, 28));
    vocabulary
}

/// As [`corpus::documents`], with the short names, a calendar and a decision.
pub fn documents() -> Vec<Document> {
    let mut all = corpus::documents();
    for document in &mut all {
        let own = ALIASES.iter().find(|(name, _)| *name == document.title && document.path.is_empty());
        let aliases = own.map_or(&[][..], |(_, aliases)| aliases);
        document.aliases = aliases.iter().map(|a| (*a).to_owned()).collect();
        document.text.push_str(&document.aliases.join(" · "));
    }
    let entry = |id: &str, title: &str, text: &str, falls: &[(Date, &str)]| Document {
        kind: DocumentKind::Calendar,
        url: falls.first().map_or_else(
            || format!("lich/khong-ngay.html#{id}"),
            |(day, period)| format!("lich/{}-{:02}.html#{id}.{period}", day.year(), day.month()),
        ),
        dated: true,
        falls: falls.iter().map(|(day, period)| (*day, (*period).to_owned())).collect(),
        ..page(DocumentKind::Calendar, "lich", &(id, title), text)
    };
    let [second, fourth] = [date(2026, 12, 11), date(2026, 12, 25)];
    let meetings = [(second, "2026-12-w2"), (fourth, "2026-12-w4"), (date(2027, 1, 8), "2027-01-w2")];
    all.extend([
        entry("bc-giao-ban", "Báo cáo tại cuộc họp giao ban Văn phòng", "báo cáo kết quả công việc", &meetings),
        entry("giao-ban", "Họp giao ban Văn phòng", "vào các ngày thứ Sáu của tuần thứ hai và tuần thứ tư", &meetings),
        entry(
            "bc-nam",
            "Báo cáo năm",
            "báo cáo năm trước ngày 30/11",
            &[(date(2026, 11, 27), "2026"), (date(2027, 11, 29), "2027")],
        ),
        entry("hoi-y", "Hội ý lãnh đạo Văn phòng", "mỗi tháng 01 lần", &[]),
    ]);
    let decision = page(DocumentKind::Decision, "thay-doi", &("3232-2021", "Quyết định 3232/QĐ-VPUBND"), "Quy chế");
    let aliases = ["3232/QĐ-VPUBND", "Quyết định 3232"].map(str::to_owned).to_vec();
    all.push(Document { aliases, ..decision });
    all
}
