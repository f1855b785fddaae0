//! `decisions/*.yaml` and the operations in them (design 4).

use super::{ALIASES, CITE, NOTE, id};
use crate::source::{Entity, Key, Named, Shape};

/// The file.
pub const DECISION: Entity = Entity {
    vi: "quyết định",
    en: "the decision",
    keys: &[
        Key::new("number", Shape::Text, "số, ký hiệu như đã in", "the number as printed")
            .required()
            .example("\"15/QĐ-VPUBND\""),
        Key::new("type", Shape::Text, "loại văn bản; bỏ trống: Quyết định", "its type; left out: Quyết định")
            .example("\"Quyết định\""),
        Key::new("signed", Shape::Date, "ngày ký", "the day of signing").required().example("2027-01-10"),
        Key::new("effective_from", Shape::Date, "ngày có hiệu lực", "the day from which it holds")
            .required()
            .example("2027-02-01"),
        Key::new("issuer", Shape::Text, "cơ quan ban hành", "who issued it")
            .required()
            .example("\"Văn phòng Ủy ban nhân dân tỉnh\""),
        Key::new(
            "signer",
            Shape::Text,
            "người ký; văn bản không ghi thì bỏ trống, không đoán",
            "who signed it; left out where the document does not say",
        ),
        Key::new("summary", Shape::Text, "trích yếu, đúng lời văn bản", "what it is about, in its own words")
            .required()
            .example("\"Về việc sáp nhập Phòng Công nghiệp vào Phòng Kinh tế\""),
        Key::new("source", Shape::Text, "lấy từ đâu", "where it was taken from"),
        NOTE,
        Key::new(
            "revoked_by",
            Shape::Name(Named::Decision),
            "quyết định đã bãi bỏ (thu hồi) nó trước ngày nó có hiệu lực: tên tệp trong decisions/; không thao tác nào của nó được thực hiện",
            "the decision that revoked it before it took effect, by the name of its file: none of its operations is carried out",
        )
        .example("70-2026"),
        Key::new(
            "operations",
            Shape::Cases(&OPERATION, "op", operations),
            "những gì nó thay đổi: lời quy chế, và các đơn vị",
            "what it changes: the words of the regulation, and the units",
        )
        .many(),
    ],
};

const OP: Key = Key::new(
    "op",
    Shape::Choice(|| operations().into_iter().map(|(op, _)| op).collect()),
    "thao tác. Lời quy chế: amend sửa đổi, insert bổ sung, repeal bãi bỏ, replace_phrase thay cụm từ, renumber đánh số lại, replace_all thay toàn bộ. Đơn vị: rename đổi tên, merge hợp nhất, absorb sáp nhập, divide chia, split tách, dissolve giải thể, create thành lập, transfer_duty chuyển nhiệm vụ, change_head đổi chức danh đứng đầu, change_members đổi thành phần nhóm",
    "what is done; it decides the other keys",
)
.required()
.example("amend");

const fn unit(vi: &'static str, en: &'static str) -> Key {
    Key::new("unit", Shape::Name(Named::Unit), vi, en).required().example("p-kinh-te")
}

const PLACE: Key = Key::new(
    "provision",
    Shape::Name(Named::Provision),
    "điều khoản, số trước khi sửa",
    "the provision, by its number before the change",
)
.required()
.example("B.II.1.a");

const PLACES: Key = Key::new(
    "provision",
    Shape::Name(Named::Provision),
    "điều khoản, một hoặc nhiều; số của bản có hiệu lực từ ngày ấy",
    "one or several provisions, by the numbers of the text that holds from that day",
)
.many()
.example("[B.II.1.a]");

const MORE_PLACES: Key = Key::new("provisions", PLACES.shape, "như provision", "the same as `provision`").many();

const DUTIES: Key = Key::new(
    "duties",
    Shape::Entry(&HANDOVER_LINE),
    "đơn vị nào nhận việc nào; việc chấm dứt thì ghi ended",
    "who takes which duty; of a duty that ends, `ended`",
)
.many()
.example("[{provision: [B.II.1.a], to: p-tong-hop}]");

const REST: Key = Key::new(
    "rest",
    Shape::Name(Named::Unit),
    "đơn vị nhận phần chưa nêu tên; bỏ trống: phải giao từng điều khoản",
    "the unit that takes what is not named; left out: each provision must be",
)
.example("p-tong-hop");

const ENDING: Key = Key::new("units", Shape::Name(Named::Unit), "các đơn vị chấm dứt", "the units that end")
    .many()
    .required()
    .example("[p-kinh-te, p-cong-nghiep]");

const FOUNDED_UNITS: Key = Key::new("into", Shape::Entry(&FOUNDED), "các đơn vị mới", "the new units")
    .many()
    .required()
    .example("[{id: p-moi, name: \"Phòng Mới\"}]");

/// An operation, as far as its other keys do not follow from the `op`.
pub const OPERATION: Entity = operation(&[OP]);

/// Each operation with the keys that follow from it.
#[must_use]
pub fn operations() -> Vec<(&'static str, &'static Entity)> {
    OPERATIONS.iter().map(|(op, entity)| (*op, entity)).collect()
}

const fn operation(keys: &'static [Key]) -> Entity {
    Entity { vi: "thao tác", en: "the operation", keys }
}

static OPERATIONS: [(&str, Entity); 16] = [
    (
        "amend",
        operation(&[
            PLACE,
            Key::new(
                "old",
                Shape::Text,
                "lời cũ, có đúng một lần trong điều khoản; bỏ trống: thay cả điều khoản",
                "the old words, once in the provision; left out: all of it is replaced",
            )
            .example("\"trước ngày 15/6\""),
            Key::new("new", Shape::Text, "lời mới", "the new words").required().example("\"trước ngày 10/6\""),
        ]),
    ),
    (
        "insert",
        operation(&[
            Key::new(
                "after",
                PLACE.shape,
                "đặt sau điều khoản này, nếu không ghi before",
                "after this provision, unless `before` is there",
            )
            .example("B.II.1.a"),
            Key::new("before", PLACE.shape, "đặt trước điều khoản này", "before this provision"),
            Key::new("text", Shape::Text, "lời điều khoản mới, viết cả số của nó", "the new provision with its number")
                .required()
                .example("\"5.4. Lời điều khoản mới.\""),
        ]),
    ),
    ("repeal", operation(&[PLACE])),
    (
        "replace_phrase",
        operation(&[
            Key::new("old", Shape::Text, "cụm từ cũ", "the old phrase").required().example("\"cụm từ cũ\""),
            Key::new("new", Shape::Text, "cụm từ mới", "the new phrase").required().example("\"cụm từ mới\""),
            Key::new("within", PLACE.shape, "chỉ trong các điều khoản này", "only within these provisions").many(),
            Key::new("except", PLACE.shape, "trừ các điều khoản này", "not within these provisions").many(),
        ]),
    ),
    (
        "renumber",
        operation(&[
            PLACE,
            Key::new("label", Shape::Text, "số mới như in ra", "the new label").required().example("\"5.4.\""),
        ]),
    ),
    (
        "replace_all",
        operation(&[Key::new(
            "table",
            Shape::Entry(&TABLE_LINE),
            "điều khoản cũ thành điều khoản nào",
            "which provision became which",
        )
        .many()
        .example("[{old: B.II.5.3, new: B.II.6}]")]),
    ),
    (
        "rename",
        operation(&[
            unit("đơn vị; mã giữ nguyên", "the unit; its id stays"),
            Key::new("name", Shape::Text, "tên mới", "the new name").required().example("\"Phòng Văn xã\""),
        ]),
    ),
    (
        "merge",
        operation(&[
            ENDING,
            Key::new(
                "into",
                Shape::Entry(&FOUNDED),
                "đơn vị mới, nhận hết việc; không ghi head thì như đơn vị đầu trong units",
                "the new unit, which takes all; without `head` as the first of `units`",
            )
            .required()
            .example("{id: p-kinh-te-nganh, name: \"Phòng Kinh tế ngành\"}"),
        ]),
    ),
    (
        "absorb",
        operation(&[
            ENDING,
            Key::new("into", Shape::Name(Named::Unit), "đơn vị đang có, nhận hết việc", "the unit that takes all")
                .required()
                .example("p-kinh-te"),
        ]),
    ),
    ("divide", operation(&[unit("đơn vị chấm dứt", "the unit that ends"), FOUNDED_UNITS, DUTIES, REST])),
    ("split", operation(&[unit("đơn vị ở lại", "the unit that stays"), FOUNDED_UNITS, DUTIES, REST])),
    ("dissolve", operation(&[unit("đơn vị chấm dứt", "the unit that ends"), DUTIES, REST])),
    (
        "create",
        operation(&[Key::new(
            "unit",
            Shape::Entry(&FOUNDED),
            "đơn vị mới, với group và head",
            "the new unit, with `group` and `head`",
        )
        .required()
        .example("{id: p-moi, name: \"Phòng Mới\", group: cac-phong, head: truong-phong}")]),
    ),
    (
        "transfer_duty",
        operation(&[
            PLACES,
            MORE_PLACES,
            Key::new("from", Shape::Name(Named::Actor), "từ vai trò, đơn vị nào", "from whom")
                .required()
                .example("p-kinh-te"),
            Key::new("to", Shape::Name(Named::Actor), "cho ai", "to whom").many().required().example("p-tong-hop"),
        ]),
    ),
    (
        "change_head",
        operation(&[
            unit("đơn vị", "the unit"),
            Key::new(
                "head",
                Shape::Short(Named::Role, &super::POST),
                "vai trò cấp trưởng mới",
                "the new role that heads it",
            )
            .required()
            .example("truong-ban"),
            Key::new(
                "deputy",
                Shape::Short(Named::Role, &super::POST),
                "vai trò cấp phó mới, nếu đổi",
                "the new role of its deputies",
            )
            .example("pho-truong-ban"),
        ]),
    ),
    (
        "change_members",
        operation(&[
            Key::new("collective", Shape::Name(Named::Collective), "nhóm trong roles.yaml", "the group")
                .required()
                .example("lanh-dao-vp"),
            Key::new("add", Shape::Name(Named::Actor), "ai thêm vào", "who joins").many().example("[p-moi]"),
            Key::new("remove", Shape::Name(Named::Actor), "ai ra khỏi", "who leaves").many().example("[p-kinh-te]"),
        ]),
    ),
];

/// A unit a decision founds.
pub const FOUNDED: Entity = Entity {
    vi: "đơn vị mới",
    en: "the new unit",
    keys: &[
        id("mã của đơn vị mới", "the id of the new unit").example("p-moi"),
        Key::new("name", Shape::Text, "tên", "its name").required().example("\"Phòng Mới\""),
        ALIASES,
        CITE,
        Key::new(
            "group",
            Shape::Name(Named::Collective),
            "nhóm; không ghi thì như đơn vị mà nó ra từ đó",
            "its group; left out: that of the unit it comes from",
        )
        .example("cac-phong"),
        Key::new(
            "head",
            Shape::Short(Named::Role, &super::POST),
            "vai trò cấp trưởng; không ghi thì như đơn vị mà nó ra từ đó",
            "the role that heads it; left out: that of the unit it comes from",
        )
        .example("truong-phong"),
        Key::new(
            "deputy",
            Shape::Short(Named::Role, &super::POST),
            "vai trò cấp phó; không ghi thì như đơn vị mà nó ra từ đó",
            "the role of its deputies; left out: that of the unit it comes from",
        )
        .example("pho-truong-phong"),
    ],
};

/// A line of `duties:`.
pub const HANDOVER_LINE: Entity = Entity {
    vi: "dòng bàn giao",
    en: "the line of the handover",
    keys: &[
        PLACES,
        MORE_PLACES,
        Key::new("to", Shape::Name(Named::Unit), "đơn vị nhận", "the unit that takes it").many().example("p-tong-hop"),
        Key::new(
            "ended",
            Shape::Text,
            "thay cho to, khi nhiệm vụ chấm dứt: lý do",
            "in place of `to`, where the duty ends: the reason",
        )
        .example("\"không còn nhiệm vụ này\""),
    ],
};

/// A line of `table:`.
pub const TABLE_LINE: Entity = Entity {
    vi: "dòng đối chiếu",
    en: "the line of the table",
    keys: &[
        Key::new("old", PLACE.shape, "điều khoản của bản cũ", "the provision of the old text")
            .required()
            .example("B.II.5.3"),
        Key::new("new", PLACE.shape, "điều khoản của bản mới", "the provision of the new text")
            .required()
            .example("B.II.6"),
    ],
};
