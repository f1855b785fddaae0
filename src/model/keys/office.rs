//! `quyche.yaml`.

use super::{CITE, QUOTE};
use crate::model::WeekRule;
use crate::source::{Entity, Key, Shape};

/// The file.
pub const OFFICE: Entity = Entity {
    vi: "quyche.yaml",
    en: "quyche.yaml",
    keys: &[
        Key::new("office", Shape::Text, "tên đầy đủ của cơ quan", "the full name of the office")
            .required()
            .example("\"Văn phòng Ủy ban nhân dân tỉnh\""),
        Key::new(
            "short_name",
            Shape::Text,
            "tên ngắn, hiện trên thẻ trình duyệt; bỏ trống: tên đầy đủ",
            "the short name, on the browser's tab; left out: the full one",
        ),
        Key::new("title", Shape::Text, "tên của trang; bỏ trống: tên cơ quan", "the title of the site; left out: the office")
            .example("\"Quy chế làm việc\""),
        Key::new("language", Shape::Choice(|| vec!["vi", "en"]), "ngôn ngữ của giao diện", "the language of the interface")
            .example("vi"),
        Key::new(
            "time_zone",
            Shape::Choice(|| vec!["Asia/Ho_Chi_Minh"]),
            "múi giờ của lịch; chỉ có một",
            "the time zone of the calendar; there is but one",
        )
        .example("Asia/Ho_Chi_Minh"),
        Key::new(
            "week_rule",
            Shape::Choice(|| WeekRule::ALL.map(WeekRule::as_str).to_vec()),
            "cách hiểu «tuần thứ hai của tháng» khi quy chế không định nghĩa: first_workweek = tuần 1 là tuần đầu tiên có ngày từ thứ Hai đến thứ Sáu nằm trong tháng; nth_weekday = thứ Sáu lần thứ n; contains_day_1 = tuần có ngày 1; iso4 = tuần có ít nhất 4 ngày; first_full = tuần trọn vẹn đầu tiên. Phải ghi khi lịch có quy tắc theo tuần của tháng",
            "how \"the second week of the month\" is read where the regulation does not define it; needed by rules that count weeks of a month",
        )
        .example("first_workweek"),
        Key::new(
            "base_url",
            Shape::Text,
            "địa chỉ sẽ đăng trang, để đăng ký lịch .ics; chưa biết thì bỏ trống",
            "the address of the published site, for subscribing to feeds; left out while unknown",
        )
        .example("\"https://noi-bo.example/quy-che\""),
        Key::new(
            "publish_to",
            Shape::Text,
            "thư mục mà «quyche publish» đưa trang vào khi không ghi trên dòng lệnh",
            "the folder `quyche publish` publishes to when none is given",
        )
        .example("\"/srv/www/quy-che\""),
        Key::new(
            "uid_domain",
            Shape::Text,
            "phần đuôi của mã mỗi mục lịch; đã công bố thì không đổi nữa, nếu đổi thì lịch của mọi người bị trùng",
            "the end of the id of each calendar entry; never changed once published, or every calendar shows all twice",
        )
        .example("quyche.vpubnd.example"),
        Key::new(
            "report_to",
            Shape::Text,
            "báo cho ai khi thấy chỗ sai: ghi bộ phận, không ghi tên hay số điện thoại của cá nhân",
            "whom to tell of mistakes: a section of the office, no person's name or number",
        )
        .example("\"Phòng Tổng hợp\""),
        Key::new(
            "first_year",
            Shape::Number(1990, 2100),
            "năm trang được công bố lần đầu; trang lịch của mọi năm từ năm này được giữ lại",
            "the year of the first publication; calendar pages of all years from then on are kept",
        )
        .example("2026"),
        Key::new("theme", Shape::Text, "bộ giao diện trong themes/", "the theme in themes/").example("default"),
        Key::new(
            "logo",
            Shape::Text,
            "tệp ảnh (svg, png, webp, jpg) đặt cạnh quyche.yaml",
            "a picture (svg, png, webp, jpg) beside quyche.yaml",
        )
        .example("logo.svg"),
        Key::new("colors", Shape::Entry(&COLORS), "màu của cơ quan", "the office's colours")
            .example("{brand: \"#14532d\"}"),
        Key::new(
            "handover",
            Shape::Entry(&HANDOVER),
            "câu trong quy chế về việc bàn giao, in kèm bảng bàn giao",
            "the words of the regulation by which work is handed over, printed with the handover table",
        ),
    ],
};

/// `colors:`; each is proved readable.
pub const COLORS: Entity = Entity {
    vi: "mục «colors»",
    en: "`colors`",
    keys: &[
        Key::new("brand", Shape::Text, "dải đầu trang và nút", "the band at the top and the buttons")
            .example("\"#14532d\""),
        Key::new("link", Shape::Text, "liên kết", "links").example("\"#0b5160\""),
        Key::new("link_dark", Shape::Text, "liên kết trên nền tối", "links on a dark ground").example("\"#7cc4d4\""),
    ],
};

/// `handover:`.
pub const HANDOVER: Entity =
    Entity { vi: "mục «handover»", en: "`handover`", keys: &[CITE.required(), QUOTE.required()] };
