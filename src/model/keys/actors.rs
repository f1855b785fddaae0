//! `units.yaml` and `roles.yaml`.

use super::{ALIASES, CITE, FROM, INFERRED, NOTE, QUOTE, UNTIL, id};
use crate::source::{Entity, Key, Named, Shape};

/// `units.yaml`.
pub const UNITS: Entity = Entity {
    vi: "units.yaml",
    en: "units.yaml",
    keys: &[Key::new(
        "units",
        Shape::Entry(&UNIT),
        "các phòng, đơn vị, theo thứ tự in trong quy chế",
        "the units, in the order of the regulation",
    )
    .many()
    .required()],
};

/// A unit.
pub const UNIT: Entity = Entity {
    vi: "đơn vị",
    en: "the unit",
    keys: &[
        id(
            "mã, thành địa chỉ trang: chữ thường không dấu, số, gạch nối; đã công bố thì không đổi, kể cả khi đơn vị đổi tên",
            "the id, part of the page's address: lower-case letters, digits, hyphens; never changed once published, even when the unit is renamed",
        )
        .example("p-tong-hop"),
        Key::new(
            "group",
            Shape::Name(Named::Collective),
            "nhóm in trong quy chế, khai ở roles.yaml, mục collectives",
            "the group it is printed under, declared in roles.yaml under `collectives`",
        )
        .required()
        .example("cac-phong"),
        Key::new(
            "name",
            Shape::Text,
            "tên như đã in; phải có, trừ khi ghi names. Đổi tên bằng quyết định thì không sửa ở đây",
            "the name as printed; needed unless `names` is there. A decision that renames the unit does not change it here",
        )
        .example("\"Phòng Tổng hợp\""),
        Key::new(
            "names",
            Shape::Entry(&NAME),
            "thay cho name, khi tên đã đổi mà không ghi thành quyết định: mỗi tên và ngày bắt đầu",
            "in place of `name`, where the name changed without a decision in decisions/: each name and the day it begins",
        )
        .many()
        .example("[{name: \"Phòng Cũ\"}, {name: \"Phòng Mới\", from: 2027-01-01}]"),
        ALIASES,
        Key { vi: "điều khoản nêu tên đơn vị", en: "the provision that names the unit", ..CITE.required() }.example("A.2.a"),
        Key::new(
            "head",
            Shape::Short(Named::Role, &POST),
            "vai trò cấp trưởng",
            "the role that heads it",
        )
        .required()
        .example("{role: truong-phong}"),
        Key::new(
            "deputy",
            Shape::Short(Named::Role, &POST),
            "vai trò cấp phó, nếu có",
            "the role of its deputies, if any",
        )
        .example("{role: pho-truong-phong}"),
        FROM,
        Key {
            vi: "ngày đầu tiên đơn vị không còn; đơn vị không bao giờ xóa khỏi tệp",
            en: "the first day on which the unit is no more; a unit is never deleted from the file",
            ..UNTIL
        },
    ],
};

/// A name of `names:`.
pub const NAME: Entity = Entity {
    vi: "tên đơn vị",
    en: "the unit's name",
    keys: &[
        Key::new("name", Shape::Text, "tên như đã in", "the name as printed").required().example("\"Phòng Mới\""),
        FROM,
    ],
};

/// A leading post.
pub const POST: Entity = Entity {
    vi: "chức danh",
    en: "the post",
    keys: &[
        Key::new("role", Shape::Name(Named::Role), "vai trò khai ở roles.yaml", "the role, declared in roles.yaml")
            .required()
            .example("truong-phong"),
        INFERRED,
        NOTE,
    ],
};

/// `roles.yaml`.
pub const ROLES: Entity = Entity {
    vi: "roles.yaml",
    en: "roles.yaml",
    keys: &[
        Key::new("roles", Shape::Entry(&ROLE), "vai trò, từ người đứng đầu trở xuống", "the roles, from the head down")
            .many()
            .required(),
        Key::new(
            "collectives",
            Shape::Entry(&COLLECTIVE),
            "nhóm vai trò hoặc đơn vị mà văn bản gọi chung («lãnh đạo Văn phòng», «các phòng»)",
            "groups of roles or units the text speaks of as one",
        )
        .many(),
        Key::new(
            "parties",
            Shape::Entry(&PARTY),
            "bên ngoài cơ quan: chỉ có tên, không có trang",
            "outside parties: a name and no page",
        )
        .many(),
    ],
};

/// A role.
pub const ROLE: Entity = Entity {
    vi: "vai trò",
    en: "the role",
    keys: &[
        id(
            "mã, thành địa chỉ trang; vai trò, đơn vị, nhóm và bên ngoài dùng chung một kho mã",
            "the id, part of the page's address; roles, units, groups and parties share one set of ids",
        )
        .example("truong-phong"),
        Key::new("name", Shape::Text, "tên vai trò", "its name").required().example("\"Trưởng phòng\""),
        ALIASES,
        Key::new(
            "section",
            Shape::Name(Named::Provision),
            "mục riêng của vai trò trong quy chế, ở đó câu văn lược chủ ngữ",
            "the role's own section, where sentences leave out who is meant",
        )
        .example("B.I.2"),
        Key::new(
            "inherits",
            Shape::Entry(&INHERITED),
            "có mọi nhiệm vụ của vai trò khác («ngoài nhiệm vụ chung của Phó Chánh Văn phòng, còn …»)",
            "has every duty of another role",
        )
        .many()
        .example("[{role: pcvp, cite: B.I.2.3, quote: \"Ngoài nhiệm vụ chung\"}]"),
        Key::new(
            "counts_as",
            Shape::Entry(&COUNTED),
            "được coi là vai trò khác («phòng» gồm cả Ban, nên Trưởng ban coi như Trưởng phòng)",
            "counts as another role",
        )
        .many()
        .example("[{role: truong-phong, inferred: true}]"),
        Key::new(
            "everybody",
            Shape::Name(Named::Provision),
            "điều khoản áp dụng cho mọi người ở cơ quan, vai trò này là người ấy nói chung",
            "the provisions that bind everybody of the office, of whom this role is one",
        )
        .many()
        .example("[B.I.6]"),
        Key::new(
            "carries_unit_duties",
            Shape::Entry(&DATED_PROOF),
            "câu chữ cho thấy việc của phòng cũng là việc của người đứng đầu phòng",
            "the words by which what a unit must do falls to its head",
        )
        .many()
        .example("{cite: B.I.3.2, quote: \"chịu trách nhiệm\"}"),
        Key::new(
            "reports_to",
            Shape::Entry(&LEADER),
            "chịu trách nhiệm, báo cáo trước ai",
            "to whom it answers and reports",
        )
        .many()
        .example("[{who: cvp, cite: B.I.3, quote: \"chịu trách nhiệm trước Chánh Văn phòng\"}]"),
        Key {
            vi: "ngày đầu tiên có chức danh này; bỏ trống: có từ trước",
            en: "the first day of the post; left out: it was there before",
            ..FROM
        },
        Key {
            vi: "ngày đầu tiên KHÔNG còn chức danh này; vai trò đã công bố thì không xóa khỏi tệp",
            en: "the first day on which the post is no more; a role once published is never deleted from the file",
            ..UNTIL
        },
        Key::new(
            "created_by",
            Shape::Name(Named::Decision),
            "quyết định lập chức danh này, bằng tên tệp trong decisions/; bỏ trống: trang chỉ nêu ngày",
            "the decision that created the post, by the name of its file; left out: the pages say the day alone",
        )
        .example("15-2027"),
        Key::new(
            "abolished_by",
            Shape::Name(Named::Decision),
            "quyết định bỏ chức danh này, bằng tên tệp trong decisions/; bỏ trống: trang chỉ nêu ngày",
            "the decision that abolished the post, by the name of its file; left out: the pages say the day alone",
        )
        .example("15-2027"),
    ],
};

/// An item of `inherits:`.
pub const INHERITED: Entity = Entity { vi: "mục «inherits»", en: "the entry of `inherits`", keys: &of(ROLE_MEANT) };

/// An item of `counts_as:`.
pub const COUNTED: Entity = Entity { vi: "mục «counts_as»", en: "the entry of `counts_as`", keys: &of(ROLE_MEANT) };

/// An item of `reports_to:`.
pub const LEADER: Entity =
    Entity { vi: "mục «reports_to»", en: "the entry of `reports_to`", keys: &of(LEADER_MEANT) };

const ROLE_MEANT: Key =
    Key::new("role", Shape::Name(Named::Role), "vai trò kia", "the other role").required().example("pcvp");

const LEADER_MEANT: Key = Key::new("who", Shape::Name(Named::Actor), "trước ai", "to whom").required().example("cvp");

/// What is said of somebody a role is bound to, and of the days on which it is.
const fn of(whom: Key) -> [Key; 7] {
    [whom, CITE, QUOTE, INFERRED, NOTE, FROM, UNTIL]
}

/// An item of `carries_unit_duties:` and of a group's `proofs:`.
pub const DATED_PROOF: Entity =
    Entity { vi: "căn cứ", en: "the proof", keys: &[CITE.required(), QUOTE.required(), FROM, UNTIL] };

/// A collective.
pub const COLLECTIVE: Entity = Entity {
    vi: "nhóm",
    en: "the collective",
    keys: &[
        id("mã", "the id").example("lanh-dao-vp"),
        Key::new("name", Shape::Text, "cách văn bản gọi nhóm", "what the text calls it")
            .required()
            .example("\"lãnh đạo Văn phòng\""),
        ALIASES,
        Key::new(
            "members",
            Shape::Name(Named::Actor),
            "mã các vai trò, đơn vị, nhóm thuộc nhóm; phải có, trừ khi ghi all_units hoặc everybody",
            "the ids of its members; needed unless `all_units` or `everybody` is there",
        )
        .many()
        .example("[cvp, pcvp]"),
        Key::new("all_units", Shape::Flag, "true: mọi phòng, đơn vị của ngày ấy", "true: every unit of the day"),
        Key::new(
            "everybody",
            Shape::Flag,
            "true: cả cơ quan; việc của nhóm có trong lịch của mọi người",
            "true: the whole office; what is given to it is in everybody's calendar",
        ),
        Key::new(
            "by_assignment",
            Shape::Flag,
            "true: một người trong nhóm, theo phân công («lãnh đạo Văn phòng phụ trách»)",
            "true: one of the group, by assignment",
        ),
        CITE,
        QUOTE,
        Key {
            vi: "ngày đầu tiên văn bản không còn gọi nhóm này bằng câu chữ ở quote",
            en: "the first day on which the text speaks of it no more in the words of `quote`",
            ..UNTIL
        },
        Key::new(
            "proofs",
            Shape::Entry(&DATED_PROOF),
            "câu chữ về sau, khi lời văn ở quote đã được sửa: mỗi mục có from là ngày lời mới có hiệu lực",
            "the later words, where those of `quote` were amended: each with `from`, the day they take effect",
        )
        .many()
        .example("[{cite: A.1, quote: \"Lãnh đạo Văn phòng gồm\", from: 2027-07-01}]"),
        INFERRED,
        NOTE,
    ],
};

/// An outside party.
pub const PARTY: Entity = Entity {
    vi: "cơ quan bên ngoài",
    en: "the outside party",
    keys: &[
        id("mã", "the id").example("ubnd-tinh"),
        Key::new("name", Shape::Text, "tên", "its name").required().example("\"Ủy ban nhân dân tỉnh\""),
    ],
};
