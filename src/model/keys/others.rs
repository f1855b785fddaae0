//! The heads of the texts and of the free pages, `glossary.yaml` and `synonyms.yaml`.

use super::{CITE, NOTE, QUOTE};
use crate::source::{Entity, Key, Named, Shape};

/// The head of a consolidated text.
pub const REGULATION: Entity = Entity {
    vi: "bản quy chế",
    en: "the text",
    keys: &[
        Key::new("title", Shape::Text, "tên của quy chế như đã in", "the title as printed")
            .required()
            .example("\"Quy chế làm việc của Văn phòng\""),
        Key::new(
            "decision",
            Shape::Name(Named::Decision),
            "quyết định ban hành bản này: tên tệp trong decisions/",
            "the decision this text is of: the name of its file in decisions/",
        )
        .required()
        .example("3232-2021"),
        Key::new("effective_from", Shape::Date, "ngày bản này có hiệu lực", "the day from which it holds")
            .required()
            .example("2021-11-19"),
        Key::new("note", Shape::Text, "ghi chú cho người soạn; không hiện trên trang", "for the clerk; not shown"),
    ],
};

/// The head of a free page.
pub const PAGE: Entity = Entity {
    vi: "trang",
    en: "the page",
    keys: &[Key::new("title", Shape::Text, "tên trang", "its title").required().example("\"Giới thiệu\"")],
};

/// `glossary.yaml`.
pub const GLOSSARY: Entity = Entity {
    vi: "glossary.yaml",
    en: "glossary.yaml",
    keys: &[
        Key::new("terms", Shape::Entry(&TERM), "chữ viết tắt và thuật ngữ", "abbreviations and terms").many(),
        Key::new(
            "obsolete",
            Shape::Entry(&OBSOLETE),
            "chữ trong văn bản không còn đúng đối tượng",
            "words of the text that are no longer valid",
        )
        .many(),
        Key::new(
            "former",
            Shape::Entry(&FORMER),
            "mục đã công bố mà nay bỏ đi hoặc viết lại, để chỗ đã trích dẫn không mất",
            "entries once published and since taken out or worded anew, so that no citation is lost",
        )
        .many(),
        Key::new(
            "print_notes",
            Shape::Entry(&PRINT_NOTE),
            "lỗi in của văn bản: ghi nhận, không tự sửa",
            "print errors of the text: noted, not corrected",
        )
        .many(),
    ],
};

const WORD: Key = Key::new("term", Shape::Text, "chữ, như trong văn bản", "the words, as in the text").required();

/// A term.
pub const TERM: Entity = Entity {
    vi: "thuật ngữ",
    en: "the term",
    keys: &[
        WORD.example("\"lãnh đạo Văn phòng\""),
        Key::new("meaning", Shape::Text, "nghĩa", "what it means")
            .required()
            .example("\"Chánh Văn phòng, Phó Chánh Văn phòng\""),
        CITE,
        Key::new(
            "defined",
            Shape::Flag,
            "true: chính văn bản định nghĩa, ở cite; bỏ trống: cách hiểu thông dụng",
            "true: the text itself defines it, at `cite`; left out: the usual meaning",
        ),
        Key::new(
            "abbreviation",
            Shape::Flag,
            "true: chữ viết tắt, trang hiện nghĩa khi gặp",
            "true: an abbreviation, explained where it stands",
        ),
        NOTE,
    ],
};

/// A term that is no longer valid.
pub const OBSOLETE: Entity = Entity {
    vi: "từ hết giá trị",
    en: "the obsolete term",
    keys: &[
        WORD.example("\"huyện\""),
        Key::new("since", Shape::Date, "từ ngày nào", "since when").required().example("2025-07-01"),
        Key::new("reason", Shape::Text, "vì sao", "why").required().example("\"không còn cấp huyện\""),
    ],
};

/// An entry taken out.
pub const FORMER: Entity =
    Entity { vi: "mục đã bỏ", en: "the former entry", keys: &[WORD.example("\"chữ cũ\""), NOTE] };

/// A print error.
pub const PRINT_NOTE: Entity = Entity {
    vi: "ghi chú lỗi in",
    en: "the print note",
    keys: &[
        CITE.required(),
        QUOTE.required(),
        Key::new("note", Shape::Text, "lỗi gì", "what is wrong").required().example("\"thiếu dấu phẩy\""),
    ],
};

/// `synonyms.yaml`.
pub const SYNONYMS: Entity = Entity {
    vi: "synonyms.yaml",
    en: "synonyms.yaml",
    keys: &[
        Key::new("synonyms", Shape::Entry(&SYNONYM), "chỉ ô tìm kiếm đọc tệp này", "read by the search alone").many()
    ],
};

/// A synonym.
pub const SYNONYM: Entity = Entity {
    vi: "từ đồng nghĩa",
    en: "the synonym",
    keys: &[
        Key::new("text", Shape::Text, "chữ có trong văn bản", "the words of the text")
            .required()
            .example("\"đơn thư\""),
        Key::new("typed", Shape::Text, "chữ người đọc hay gõ thay cho nó", "what readers type instead")
            .many()
            .required()
            .example("[\"khiếu nại\", \"đơn từ\"]"),
    ],
};
