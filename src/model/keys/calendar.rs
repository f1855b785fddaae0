//! `calendar.yaml`, `overrides.yaml`, `holidays/*.yaml` and the ledger.

use super::{CITE, NOTE, QUOTE, id};
use crate::model::{About, Every, HolidayKind, HolidayStatus};
use crate::source::{Entity, Key, Named, Shape};

/// `calendar.yaml`.
pub const CALENDAR: Entity = Entity {
    vi: "calendar.yaml",
    en: "calendar.yaml",
    keys: &[
        Key::new(
            "rules",
            Shape::Entry(&RULE),
            "cuộc họp, báo cáo và việc có hạn; không đặt thêm ngày nào mà văn bản không có",
            "meetings, reports and deadlines; no day the text does not give",
        )
        .many(),
        Key::new(
            "not_limits",
            Shape::Entry(&NOT_LIMIT),
            "lời trông như thời hạn mà không phải: thời lượng, định nghĩa, giờ mở cửa",
            "words that look like a limit and are none: how long something lasts, a definition, opening hours",
        )
        .many()
        .example("[{cite: B.II.7.4, quote: \"không quá 15 phút\", reason: \"thời lượng trình bày\"}]"),
    ],
};

/// Words that are no limit.
pub const NOT_LIMIT: Entity = Entity {
    vi: "mục «not_limits»",
    en: "the entry of `not_limits`",
    keys: &[
        CITE.required(),
        QUOTE.required(),
        Key::new("reason", Shape::Text, "vì sao lời ấy không phải thời hạn", "why these words are no limit")
            .required()
            .example("\"thời lượng trình bày\""),
    ],
};

/// A rule.
pub const RULE: Entity = Entity {
    vi: "quy tắc lịch",
    en: "the calendar rule",
    keys: &[
        id(
            "mã, phần đầu của mã mỗi kỳ («giao-ban/2026-03-w2»); đã công bố thì không đổi. Quy tắc nối tiếp quy tắc cũ mang cùng mã, với valid_to và valid_from",
            "the id, which begins that of each occurrence (`giao-ban/2026-03-w2`); never changed once published. A rule that follows another bears its id, with `valid_to` and `valid_from`",
        )
        .example("giao-ban"),
        Key::new("title", Shape::Text, "tên gọi trên lịch; bỏ trống: câu trích", "its name in the calendar; left out: the quote")
            .example("\"Họp giao ban\""),
        Key::new(
            "short",
            Shape::Text,
            "nhãn trên tờ lịch treo tường, tối đa 16 ký tự; bỏ trống: phần đầu của title",
            "the label on the wall calendar, 16 characters at most; left out: the beginning of `title`",
        )
        .example("\"Giao ban\""),
        Key::new(
            "kind",
            Shape::Choice(|| vec!["meeting", "report", "task"]),
            "meeting = cuộc họp; report = báo cáo; task = việc khác (như khi bỏ trống)",
            "a meeting, a report, or another task (as when left out)",
        )
        .example("meeting"),
        CITE.required(),
        QUOTE.required(),
        Key::new(
            "also",
            Shape::Entry(&ALSO),
            "điều khoản khác cũng nói đến việc này",
            "other provisions that speak of it",
        )
        .many()
        .example("[{cite: B.II.7.2, quote: \"họp giao ban\"}]"),
        Key::new("when", Shape::Or(|| vec!["on_demand", "continuous"], &WHEN), "khi nào", "when it falls")
            .required()
            .example("{every: month, week: [2, 4], weekday: fri}"),
        Key::new(
            "limit",
            Shape::Choice(|| vec!["before", "on_or_before", "exact"]),
            "before = «trước ngày N», hạn cuối là ngày N-1; cùng với giờ ở «by» là «trước … giờ ngày N», hạn ngay trong ngày N; on_or_before = «chậm nhất vào ngày N», kể cả ngày N (như khi bỏ trống); exact = đúng ngày ấy (cuộc họp: như khi bỏ trống)",
            "before: the last day is the one before; with an hour in `by` that day itself, before the hour; on_or_before: that day included (as when left out); exact: on that very day (of a meeting, as when left out)",
        )
        .example("before"),
        Key::new(
            "by",
            Shape::Text,
            "đến giờ nào trong ngày: morning, afternoon, hoặc giờ như \"08:30\"",
            "by what hour of the day: morning, afternoon, or an hour like \"08:30\"",
        )
        .example("\"16:30\""),
        Key::new(
            "roll",
            Shape::Choice(|| vec!["none", "preceding", "following", "modified_following", "modified_preceding", "skip"]),
            "khi trúng ngày nghỉ: none = giữ nguyên; preceding = ngày làm việc liền trước (báo cáo, việc khác, và mọi việc có day: last, last_working hay before: như khi bỏ trống); following = ngày làm việc liền sau (cuộc họp: như khi bỏ trống); modified_following, modified_preceding = như trên nhưng không ra khỏi tháng; skip = kỳ ấy không tổ chức («nếu trùng ngày nghỉ thì không họp»), vẫn hiện trên lịch với lý do",
            "on a day off: none, it stays; preceding, the working day before (as when left out of a deadline, and of whatever has `day: last`, `last_working` or `before`); following, the one after (as when left out of a meeting); modified_…, the same within the month; skip, it does not take place that time, and the calendar says why",
        )
        .example("preceding"),
        Key::new(
            "must_precede",
            Shape::Name(Named::Rule),
            "phải xong trước cuộc họp ấy trong cùng kỳ; chương trình kiểm tra mọi kỳ",
            "must be done before that meeting of the same period; proved for each period",
        )
        .example("giao-ban"),
        Key::new(
            "conditional",
            Shape::Text,
            "chỉ khi, đúng lời văn bản",
            "only if, in the words of the text",
        )
        .example("\"Nếu có điều chỉnh, thay đổi\""),
        Key::new(
            "about",
            Shape::Choice(|| About::ALL.map(|(word, _)| word).to_vec()),
            "kỳ mà việc ấy nói đến, khi không phải kỳ có ngày ấy: previous_… = kỳ liền trước, như báo cáo quý gửi vào tháng đầu quý sau; khi đó kỳ trong overrides.yaml và địa chỉ mang tên kỳ được báo cáo (bc-quy/2026-Q4 gửi tháng 01/2027). next_… = kỳ liền sau, như kế hoạch quý sau; tên kỳ vẫn là kỳ có ngày ấy. Quy tắc nối tiếp quy tắc cũ mà nói về cùng một kỳ thì giữ tên kỳ của quy tắc cũ",
            "the period it is about, when not the one its day lies in: previous_…, the one before (a quarterly report due in the first month of the next quarter), and then the occurrence is named after the period reported on (bc-quy/2026-Q4 is due in January 2027); next_…, the one after (the plan of the next quarter), and the name stays that of the period its day lies in. A rule that follows another keeps the names that one gave to what is about the same period",
        )
        .example("previous_quarter"),
        Key::new(
            "valid_from",
            Shape::Date,
            "ngày đầu tiên quy tắc có hiệu lực; bỏ trống: từ đầu",
            "the first day on which the rule holds; left out: from the beginning",
        )
        .example("2027-01-01"),
        Key::new(
            "valid_to",
            Shape::Date,
            "ngày đầu tiên quy tắc KHÔNG còn hiệu lực; bỏ trống: chưa hết",
            "the first day on which it holds no more; left out: it goes on",
        )
        .example("2027-07-01"),
        Key::new("who", Shape::Name(Named::Actor), "ai làm", "who does it").many().example("[cac-phong]"),
        Key::new("with", Shape::Name(Named::Actor), "phối hợp với ai", "together with whom").many().example("[lanh-dao-vp]"),
        Key::new("to", Shape::Name(Named::Actor), "gửi, báo cáo ai", "to whom it goes").many().example("[cvp]"),
        Key::new("chair", Shape::Name(Named::Actor), "ai chủ trì", "who chairs").many().example("cvp"),
        Key::new(
            "chair_fallback",
            Shape::Text,
            "ai chủ trì khi người ấy vắng, đúng lời văn bản",
            "who chairs in their absence, in the words of the text",
        )
        .example("\"hoặc Phó Chánh Văn phòng được ủy quyền\""),
        Key::new("attendees", Shape::Name(Named::Actor), "ai dự", "who attends").many().example("[pcvp, truong-phong]"),
        Key::new(
            "optional_attendees",
            Shape::Text,
            "ai có thể được mời dự, đúng lời văn bản",
            "who may be asked to attend, in the words of the text",
        )
        .example("\"và một số công chức theo chỉ định\""),
        NOTE,
    ],
};

/// An item of `also:`.
pub const ALSO: Entity =
    Entity { vi: "mục «also»", en: "the entry of `also`", keys: &[CITE.required(), QUOTE.required()] };

/// `when:`; which keys go together is for the reader of the rule to say.
pub const WHEN: Entity = Entity {
    vi: "«when»",
    en: "`when`",
    keys: &[
        Key::new(
            "every",
            Shape::Choice(|| Every::ALL.map(Every::as_str).to_vec()),
            "bao lâu một lần: tuần, tháng, quý, sáu tháng, chín tháng, năm; unspecified = văn bản không nói bao lâu. Chỉ có khóa này: định kỳ mà văn bản không ghi ngày, cũng không ghi tháng",
            "how often; unspecified: the text does not say. Alone: periodic, with neither day nor month in the text",
        )
        .many()
        .example("month"),
        Key::new(
            "month",
            Shape::Text,
            "tháng thứ mấy của kỳ: số, danh sách số, hoặc last = tháng cuối; không ghi ngày thì mỗi tháng ấy một lần, ngày do người ấn định",
            "which month of the period: a number, a list of numbers, or `last`; without a day once in each such month, on a day somebody sets",
        )
        .many()
        .example("last"),
        Key::new(
            "day",
            Shape::NumberOr(1, 31, &["last", "last_working"]),
            "ngày mấy của tháng ấy; last = ngày cuối tháng, trúng ngày nghỉ thì theo roll; last_working = ngày làm việc cuối cùng của tháng (của quý, của năm: tháng cuối kỳ)",
            "which day of that month; `last` is its last day (on a day off, `roll` says), `last_working` the last one worked",
        )
        .example("15"),
        Key::new(
            "week",
            Shape::NumberOr(1, 5, &["last"]),
            "tuần thứ mấy của tháng, cùng với weekday; last = tuần cuối, là tuần liền trước tuần thứ nhất của tháng sau; cách hiểu là week_rule ở quyche.yaml. Tháng nào của quý, của năm: month",
            "which weeks of the month, with `weekday`; `last` is the one before week 1 of the next month; read by `week_rule` of quyche.yaml. Of a quarter or a year, `month` says of which month",
        )
        .many()
        .example("[2, 4]"),
        Key::new(
            "nth",
            Shape::NumberOr(1, 5, &["last"]),
            "ngày thứ mấy ấy trong tháng, cùng với weekday: «thứ Hai đầu tiên của tháng» là {nth: 1, weekday: mon}, last = ngày thứ ấy cuối cùng. Đếm ngày thứ, không đếm tuần: «thứ Hai tuần đầu của tháng» là week: 1. Tháng nào của quý, của năm: month",
            "which of the month's days that are `weekday` (RFC 5545, BYDAY): “thứ Hai đầu tiên của tháng” is {nth: 1, weekday: mon}, `last` is the last one. Weekdays are counted and no weeks: “thứ Hai tuần đầu của tháng” is `week: 1`. Of a quarter or a year, `month` says of which month",
        )
        .many()
        .example("1"),
        Key::new(
            "weekday",
            Shape::Choice(|| vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
            "thứ mấy: mon là thứ Hai … sun là Chủ nhật",
            "which day of the week",
        )
        .example("fri"),
        Key::new(
            "after",
            Shape::Name(Named::Rule),
            "tính từ ngày sau cuộc họp hay việc ấy, cùng với working_days hoặc days",
            "counted from the day after that meeting or deadline, with `working_days` or `days`",
        )
        .example("giao-ban"),
        Key::new(
            "before",
            Shape::Name(Named::Rule),
            "đếm lùi từ ngày trước cuộc họp hay việc ấy, cùng với working_days hoặc days",
            "counted back from the day before that meeting or deadline, with `working_days` or `days`",
        )
        .example("giao-ban"),
        Key::new(
            "working_days",
            Shape::Number(1, 120),
            "bao nhiêu ngày làm việc, cùng với after hoặc before",
            "so many working days, with `after` or `before`",
        )
        .example("3"),
        Key::new(
            "days",
            Shape::Number(1, 366),
            "bao nhiêu ngày, kể cả ngày nghỉ, cùng với after hoặc before; ngày cuối trúng ngày nghỉ thì theo roll",
            "so many days, days off included, with `after` or `before`; where the last is off, `roll` says what becomes of it",
        )
        .example("7"),
        Key::new(
            "working_day",
            Shape::NumberOr(-10, 10, &["last"]),
            "ngày làm việc thứ mấy của tháng (của tuần, với every: week): 3 cũng là hạn của «trong 03 ngày làm việc đầu tháng»; last = ngày làm việc cuối cùng, -2 = ngày liền trước ngày ấy. Tháng nào của quý, của năm: month",
            "which working day of the month (of the week, with `every: week`): 3 is also the limit of “within the first 3 working days”; `last` is the last one, -2 the one before it. Of a quarter or a year, `month` says of which month",
        )
        .example("3"),
        Key::new(
            "interval",
            Shape::Number(2, 120),
            "mấy kỳ một lần, cùng với every: «05 năm một lần» là {every: year, interval: 5}; có ngày hay số lần thì ghi cả starting",
            "every so many periods (RFC 5545, INTERVAL), with `every`; a rule with a day or a number of times needs `starting` too",
        )
        .example("2"),
        Key::new(
            "starting",
            Shape::Date,
            "một ngày của kỳ đầu tiên có việc ấy, cùng với interval",
            "a day of the first period in which it takes place, with `interval`",
        )
        .example("2026-01-01"),
        Key::new(
            "months",
            Shape::Number(1, 12),
            "mùa: những tháng nào trong năm, cùng với every: week hoặc month («hằng tuần trong mùa mưa bão»)",
            "the season: in which months of the year, with `every: week` or `month`",
        )
        .many()
        .example("[5, 6, 7, 8, 9, 10, 11]"),
        Key::new("at", Shape::Name(Named::Rule), "tại cuộc họp ấy", "at that meeting").example("giao-ban"),
        Key::new(
            "times",
            Shape::Number(1, 31),
            "mỗi kỳ mấy lần, văn bản không ấn định ngày",
            "so many times a period, on days somebody sets",
        )
        .example("1"),
        Key::new(
            "event",
            Shape::Text,
            "khi có sự việc, không có ngày",
            "when something happens; it has no day",
        )
        .example("moi-hop"),
    ],
};

/// `overrides.yaml`.
pub const OVERRIDES: Entity = Entity {
    vi: "overrides.yaml",
    en: "overrides.yaml",
    keys: &[Key::new(
        "overrides",
        Shape::Entry(&OVERRIDE),
        "theo thứ tự ngày ban hành; quyết định mới thêm vào cuối, không sửa hay xóa dòng cũ",
        "in the order of their days; a new decision goes to the end, none is changed or deleted",
    )
    .many()],
};

/// A decision about one occurrence.
pub const OVERRIDE: Entity = Entity {
    vi: "quyết định về một kỳ",
    en: "the decision about an occurrence",
    keys: &[
        Key::new(
            "occurrence",
            Shape::Text,
            "mã của kỳ, như «quyche calendar» và trang lịch ghi",
            "the id of the occurrence, as `quyche calendar` gives it",
        )
        .required()
        .example("giao-ban/2026-03-w2"),
        Key::new(
            "action",
            Shape::Choice(|| vec!["move", "cancel", "confirm", "schedule"]),
            "move = dời sang ngày to; cancel = không tổ chức; confirm = xác nhận ngày dự kiến; schedule = ấn định ngày cho việc mà văn bản chỉ nêu tháng hoặc số lần",
            "move to the day `to`; cancel; confirm the tentative day; schedule what has but a month or a number of times",
        )
        .required()
        .example("move"),
        Key::new("to", Shape::Date, "ngày mới; cần cho move và schedule", "the new day; needed by move and schedule")
            .example("2026-03-16"),
        Key::new("at", Shape::Text, "giờ: \"08:30\", morning hoặc afternoon", "the hour: \"08:30\", morning or afternoon")
            .example("\"08:30\""),
        Key::new("ref", Shape::Text, "văn bản làm căn cứ", "the document that says so")
            .required()
            .example("\"Thông báo 12/TB-VP\""),
        Key::new("issued", Shape::Date, "ngày của văn bản ấy", "its day").required().example("2026-03-02"),
    ],
};

/// `holidays/*.yaml`.
pub const HOLIDAYS: Entity = Entity {
    vi: "tệp ngày nghỉ",
    en: "the holiday file",
    keys: &[
        Key::new(
            "years",
            Shape::Entry(&YEARS),
            "những năm mà tệp này nói đủ; ngày rơi ngoài các năm đã khai là lỗi, không đoán",
            "the years of which this file says all; a date outside them is an error and never a guess",
        )
        .required()
        .example("{first: 2026, last: 2027}"),
        Key::new("days", Shape::Entry(&HOLIDAY), "các ngày", "the days").many(),
    ],
};

/// `years:`.
pub const YEARS: Entity = Entity {
    vi: "«years»",
    en: "`years`",
    keys: &[
        Key::new("first", Shape::Number(1900, 2199), "năm đầu", "the first").required().example("2026"),
        Key::new("last", Shape::Number(1900, 2199), "năm cuối", "the last").required().example("2027"),
    ],
};

/// A day off, or one worked.
pub const HOLIDAY: Entity = Entity {
    vi: "ngày nghỉ",
    en: "the holiday",
    keys: &[
        Key::new("date", Shape::Date, "ngày", "the day").required().example("2026-09-02"),
        Key::new(
            "kind",
            Shape::Choice(|| HolidayKind::ALL.map(HolidayKind::as_str).to_vec()),
            "holiday = ngày lễ (như khi bỏ trống); compensatory = nghỉ bù; swap_off = nghỉ hoán đổi; swap_work = làm bù vào ngày nghỉ",
            "a holiday (as when left out), a day in lieu, a working day taken off, or a day off worked instead",
        )
        .example("holiday"),
        Key::new("name", Shape::Text, "tên ngày nghỉ", "its name").required().example("\"Quốc khánh\""),
        Key::new("source", Shape::Text, "văn bản quy định", "the document that says so")
            .required()
            .example("\"Thông báo 6150/TB-BNV\""),
        Key::new(
            "status",
            Shape::Choice(|| HolidayStatus::ALL.map(HolidayStatus::as_str).to_vec()),
            "statute = luật ấn định; official = đã có thông báo (như khi bỏ trống); projected = dự kiến; pending_law = chờ văn bản",
            "set by law, announced (as when left out), projected, or waiting for a law",
        )
        .example("official"),
    ],
};

/// `calendar.ledger.yaml`.
pub const LEDGER: Entity = Entity {
    vi: "calendar.ledger.yaml",
    en: "calendar.ledger.yaml",
    keys: &[Key::new("events", Shape::Entry(&LEDGER_LINE), "các mục đã công bố", "what was published").many()],
};

/// A line of the ledger.
pub const LEDGER_LINE: Entity = Entity {
    vi: "dòng của sổ lịch",
    en: "the ledger's line",
    keys: &[
        Key::new("slot", Shape::Text, "mã của kỳ", "the id of the occurrence")
            .required()
            .example("giao-ban/2026-03-w2"),
        Key::new("hash", Shape::Text, "dấu vết của nội dung đã công bố", "the mark of what was published")
            .required()
            .example("\"9c1f0a\""),
        Key::new("sequence", Shape::Number(0, 2_147_483_647), "lần sửa thứ mấy (RFC 5545)", "its revision (RFC 5545)")
            .example("1"),
        Key::new(
            "decisions",
            Shape::Number(0, 2_147_483_647),
            "số quyết định về kỳ ấy đã có khi công bố",
            "how many decisions about it there were by then",
        )
        .example("0"),
        Key::new("last_modified", Shape::Date, "ngày của lần sửa ấy", "the day of that revision")
            .required()
            .example("2026-03-02"),
    ],
};
