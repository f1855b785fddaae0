//! What of a rule is to be corrected, and how.

use crate::diagnostic::Say;
use crate::say;

/// The key that says another thing than the words quoted, or the one that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The key of this name.
    Named(&'static str),
    /// `about`, for which no word of the text is another word of the rule: it is missing.
    About,
    /// `every`, `month` or `interval`: which one is wrong depends on the rule.
    Every,
    /// `week: last`.
    LastWeek,
    /// `nth`, where weekdays are counted and no weeks.
    NthWeekday,
    /// `working_day`.
    WorkingDay,
    /// `day: last_working`.
    LastWorking,
    /// `month`, the first or the last of a longer period.
    Edge,
    /// `months` or `month`, each of them to be written.
    Months(&'static str),
    /// The meeting in `after`, `before` or `at`.
    Meeting,
    /// `before` in place of `after`, or the other way round.
    Side,
}

impl Key {
    pub(super) fn help(self) -> Say {
        match self {
            Self::Named(key) => say!(
                "sửa «{key}» cho đúng câu trích; nếu quy tắc đúng thì trích câu nói điều ấy",
                "correct `{key}`; if the rule is right, quote the words that say so"
            ),
            Self::About => say!(
                "ghi «about» là kỳ được báo cáo (previous_week, previous_month, previous_quarter, previous_half_year, previous_year), để mỗi ngày mang đúng tên kỳ của nó",
                "write into `about` the period reported on (previous_week, previous_month, previous_quarter, previous_half_year, previous_year), so that each day bears the name of its period"
            ),
            Self::Every => say!(
                "sửa «when» cho đúng chu kỳ ấy; chu kỳ không có trong «every» thì ghi «interval»: 02 năm một lần là {{every: year, interval: 2}}, có ngày thì ghi cả kỳ đầu (starting: 2026-01-01); nếu câu ấy nói việc khác thì trích đúng đoạn nói việc này",
                "correct `when` to that period; for one `every` has no word for write `interval`: every two years is {{every: year, interval: 2}}, with a day also the first period (starting: 2026-01-01); if the words are about something else, quote those about this"
            ),
            Self::LastWeek => say!(
                "tháng có bốn hoặc năm tuần: ghi «week: last» cho tuần cuối",
                "a month has four weeks or five: write `week: last` for the last one"
            ),
            Self::NthWeekday => say!(
                "ghi «nth» cho ngày thứ mấy ấy trong tháng, không kể tuần: «thứ Hai đầu tiên của tháng» là {{every: month, nth: 1, weekday: mon}}, ngày cuối cùng là nth: last",
                "write into `nth` which such weekday of the month it is, whatever its week: “thứ Hai đầu tiên của tháng” is {{every: month, nth: 1, weekday: mon}}, the last one nth: last"
            ),
            Self::WorkingDay => say!(
                "ghi «working_day» là ngày làm việc thứ mấy: «trong 03 ngày làm việc đầu tháng» là {{every: month, working_day: 3}}, tính theo lịch nghỉ từng năm",
                "write into `working_day` which working day it is: “trong 03 ngày làm việc đầu tháng” is {{every: month, working_day: 3}}, by the holidays of each year"
            ),
            Self::Edge => say!(
                "ngày đầu quý là của {{every: quarter, month: 1}}, ngày cuối quý của {{every: quarter, month: last}}, ngày cuối năm của {{every: year, month: 12}}",
                "a day at the beginning of the quarter is of {{every: quarter, month: 1}}, one at its end of {{every: quarter, month: last}}, the last of the year of {{every: year, month: 12}}"
            ),
            Self::Months(key) => say!(
                "ghi vào «{key}» từng tháng có việc ấy, ví dụ {key}: [5, 6, 7]; nếu câu ấy nói việc khác thì trích đúng đoạn nói việc này",
                "write into `{key}` each month in which it is done, e.g. {key}: [5, 6, 7]; if the words are about something else, quote those about this"
            ),
            Self::Side => say!(
                "đếm lùi từ cuộc họp thì ghi «before», ví dụ {{before: giao-ban, working_days: 3}}; tính từ sau cuộc họp thì ghi «after»; nếu câu ấy nói việc khác thì trích đúng đoạn nói việc này",
                "counted back from a meeting it is `before`, e.g. {{before: giao-ban, working_days: 3}}, counted on from it `after`; if the words are about something else, quote those about this"
            ),
            Self::Meeting => say!(
                "sửa mã cuộc họp trong «when»; nếu đúng là cuộc họp ấy thì trích câu nêu tên nó",
                "correct the id of the meeting in `when`; if it is that one, quote the words that name it"
            ),
            Self::LastWorking => say!(
                "ghi «day: last_working»: ngày làm việc cuối cùng của tháng, tính theo lịch nghỉ từng năm",
                "write `day: last_working`: the last day of the month that is worked, by the holidays of each year"
            ),
        }
    }
}
