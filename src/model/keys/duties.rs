//! `duties.yaml`.

use super::{FROM, NOTE, QUOTE, UNTIL};
use crate::model::Relation;
use crate::source::{Entity, Key, Named, Shape};

/// The file.
pub const DUTIES: Entity = Entity {
    vi: "duties.yaml",
    en: "duties.yaml",
    keys: &[Key::new(
        "duties",
        Shape::Entry(&DUTY),
        "mỗi điều khoản không phải đề mục có một mục",
        "one entry for each provision that is no heading",
    )
    .many()
    .required()],
};

/// What one provision gives to whom.
pub const DUTY: Entity = Entity {
    vi: "mục nhiệm vụ",
    en: "the duty entry",
    keys: &[
        Key::new(
            "provision",
            Shape::Name(Named::Provision),
            "điều khoản, theo đường dẫn đã in",
            "the provision, by its printed path",
        )
        .required()
        .example("B.II.1.a"),
        Key::new(
            "bearers",
            Shape::Entry(&BEARER),
            "những người, đơn vị có tên trong điều khoản",
            "whom the provision names",
        )
        .many(),
        Key::new(
            "general",
            Shape::Flag,
            "true: điều khoản không giao việc cho ai; phải ghi lý do ở reason",
            "true: the provision binds nobody in particular; give the reason in `reason`",
        ),
        Key::new("reason", Shape::Text, "vì sao không giao việc cho ai", "why it binds nobody in particular")
            .example("\"Lời dẫn của các điểm a, b.\""),
        Key {
            vi: "câu chữ làm căn cứ cho lý do ấy, đúng từng chữ trong điều khoản",
            en: "the words of the provision that prove the reason",
            ..QUOTE
        },
        FROM,
        UNTIL,
    ],
};

/// One bearer.
pub const BEARER: Entity = Entity {
    vi: "người chịu trách nhiệm",
    en: "the bearer",
    keys: &[
        Key::new(
            "who",
            Shape::Name(Named::Actor),
            "ai: mã ở roles.yaml hoặc units.yaml; «truong-phong@p-tong-hop» là Trưởng phòng của riêng Phòng Tổng hợp",
            "who: an id of roles.yaml or units.yaml; `truong-phong@p-tong-hop` is the head of that one unit",
        )
        .required()
        .example("truong-phong"),
        Key::new(
            "relation",
            Shape::Choice(|| Relation::ALL.map(Relation::as_str).to_vec()),
            "owner = có nhiệm vụ, quyền; chair = chủ trì; decides = quyết định; coordinates = phối hợp; assists = giúp, tham mưu; reports_to = báo cáo; receives = được nhận; attends = dự; consulted = được hỏi ý kiến; member_of = thuộc về; unit_scope = nói về cấp trưởng, cấp phó của đơn vị; mentioned = chỉ được nhắc, KHÔNG phải nhiệm vụ",
            "how it bears it: `owner`, `chair`, `decides`, `coordinates`, `assists`, `reports_to`, `receives`, `attends`, `consulted`; `member_of` says what it belongs to, `unit_scope` speaks of the posts of a unit, `mentioned` is no duty",
        )
        .required()
        .example("owner"),
        Key::new(
            "modality",
            Shape::Text,
            "loại việc: duty = nhiệm vụ, power = quyền hạn, right = quyền được, report = báo cáo, prohibition = điều cấm, decision = quyết định, meeting = cuộc họp …; headed-by = đơn vị do ai đứng đầu. Cùng với owner, trang ghi theo đó: có quyền, điều cấm, quyết định",
            "the kind of duty: duty, power, right, prohibition, report, decision, meeting …; headed-by: who heads the unit. With owner the pages say accordingly: may, forbidden, decides",
        )
        .example("duty"),
        Key::new("to", Shape::Name(Named::Actor), "đối với ai, gửi ai", "towards whom, to whom").many().example("[cvp]"),
        QUOTE.required(),
        Key::new(
            "quote_from",
            Shape::Name(Named::Provision),
            "điều khoản có câu trích, khi đó không phải là provision",
            "the provision the quote stands in, where that is another",
        )
        .example("A.2"),
        Key::new(
            "basis",
            Shape::Text,
            "named = được nêu tên (như khi bỏ trống); heading:B.I.1 = điều khoản nằm dưới đề mục của vai trò ấy nên lược chủ ngữ; implied = suy từ văn cảnh; cross-ref = suy từ điều khoản khác",
            "named (as when left out); heading:B.I.1, because it stands under the role's own heading; implied by the context; cross-ref, by another provision",
        )
        .example("heading:B.I.1"),
        Key::new(
            "certainty",
            Shape::Choice(|| vec!["sure", "doubtful", "withheld"]),
            "sure = chắc chắn (như khi bỏ trống); doubtful = còn ngờ, trang ghi là suy luận; withheld = quá yếu, chỉ nêu ở «Điểm chưa rõ»",
            "sure (as when left out); doubtful: shown as inferred; withheld: named among the open points only",
        )
        .example("doubtful"),
        NOTE,
        FROM,
        UNTIL,
    ],
};
