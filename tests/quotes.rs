//! Rules of the calendar against the words they quote: slips that would be false dates, and honest rules of which nothing is said.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::fs;

use jiff::civil::date;
use quyche::calendar::{self, Ground, Status};
use quyche::diagnostic::{Code, Diagnostic};
use quyche::history;
use quyche::model;
use quyche::site::{self, Body};
use tempfile::TempDir;

/// Words of a clause that are quoted, a rule's `when` and what else it has, and what is told of it.
type Row = (&'static str, &'static str, &'static str);

const SLIPS: [Row; 94] = [
    ("trước ngày 30 tháng 6 năm 2027", "when: {every: year, month: 6, day: 30}, limit: before", "năm 2027"),
    ("trước ngày 15/6", "when: {every: year, month: 6, day: 15}, limit: exact", "không kể ngày ấy"),
    ("báo cáo định kỳ quý, 06 tháng", "when: {every: quarter, month: last, day: 15}", "không nêu ngày nào"),
    ("trước ngày 25 tháng 12 hằng năm", "when: {every: month, day: 25}, limit: before", "hằng năm"),
    ("trước ngày 05 tháng 12", "when: {every: month, day: 5}, limit: before", "ngày 5/12"),
    ("trước ngày 15/6", "when: {every: month, day: 15}, limit: before", "ngày 15/6"),
    ("trước ngày 15/6", "when: {every: quarter, month: last, day: 15}, limit: before", "ngày 15/6"),
    ("trước ngày 25 hàng tháng", "when: {every: year, month: 12, day: 25}, limit: before", "hằng tháng"),
    ("trước ngày 20 hằng tháng", "when: {every: quarter, month: last, day: 20}, limit: before", "hằng tháng"),
    ("chậm nhất ngày 15 của tháng cuối quý", "when: {every: month, day: 15}", "tháng cuối quý"),
    ("chậm nhất ngày 15 của tháng cuối quý", "when: {every: half_year, month: last, day: 15}", "tháng cuối quý"),
    ("vào thứ Sáu của tuần thứ hai và tuần thứ tư", "when: {every: month, week: 2, weekday: fri}", "tuần thứ 4"),
    ("vào thứ Sáu của tuần thứ hai và tuần thứ tư", "when: {every: week, weekday: fri}", "tuần thứ 2, tuần thứ 4"),
    ("vào thứ Sáu của tuần thứ hai và tuần thứ tư", "when: {every: month, day: 12}", "thứ Sáu"),
    ("vào thứ Sáu hằng tuần", "when: {every: month, week: [2, 4], weekday: fri}", "hằng tuần"),
    ("vào thứ Hai và thứ Năm hằng tuần", "when: {every: week, weekday: mon}", "thứ Năm"),
    ("vào ngày 10 và ngày 25 hằng tháng", "when: {every: month, day: 10}", "ngày 25"),
    ("trước ngày 10/6 và trước ngày 10/12", "when: {every: year, month: 6, day: 10}, limit: before", "ngày 10/12"),
    ("vào tháng 5 và tháng 11", "when: {every: year, month: 5, times: 2}", "tháng 11"),
    ("mỗi tháng 01 lần", "when: {every: year, times: 1}", "1 lần hằng tháng"),
    ("Định kỳ 06 (sáu) tháng", "when: {every: quarter, times: 1}", "06 tháng một lần"),
    ("hai tháng một lần, vào ngày 10", "when: {every: month, day: 10}", "2 tháng một lần"),
    ("hai tuần một lần vào chiều thứ Tư", "when: {every: week, weekday: wed}, by: afternoon", "2 tuần một lần"),
    ("trước ngày 15/6", "when: continuous", "ngày 15/6"),
    ("trước ngày 15/6", "when: on_demand", "ngày 15/6"),
    ("gửi trước ngày 15/6", "when: {every: year}", "ngày 15/6"),
    ("Hằng tháng, căn cứ kế hoạch", "when: {every: unspecified}", "hằng tháng"),
    (
        "ngày 20 hằng tháng, nếu trùng ngày nghỉ thì nộp vào ngày làm việc tiếp theo",
        "when: {every: month, day: 20}, roll: preceding",
        "ngày làm việc tiếp theo",
    ),
    (
        "ngày 20 hằng tháng, nếu trùng ngày nghỉ thì nộp vào ngày làm việc liền trước",
        "when: {every: month, day: 20}, roll: following",
        "ngày làm việc liền trước",
    ),
    ("trước 17 giờ ngày 25 hằng tháng", "when: {every: month, day: 25}, limit: before, by: '08:00'", "17:00"),
    ("vào sáng thứ Hai hằng tuần", "when: {every: week, weekday: mon}, by: afternoon", "buổi sáng"),
    ("chậm nhất ngày 05 của tháng sau", "when: {every: month, day: 5}", "tháng sau"),
    ("02 lần/năm", "when: {every: month, times: 1}", "2 lần hằng năm"),
    ("vào tháng Một của năm sau", "when: {every: year, times: 1}", "năm sau"),
    ("thứ Năm tuần thứ hai của tháng cuối quý", "when: {every: month, week: 2, weekday: thu}", "tháng cuối quý"),
    (
        "thứ Năm tuần thứ hai của tháng cuối quý",
        "when: {every: quarter, month: 1, week: 2, weekday: thu}",
        "tháng cuối quý",
    ),
    ("thứ Sáu tuần cuối tháng 6 và tháng 12", "when: {every: year, month: 6, week: last, weekday: fri}", "tháng 12"),
    ("vào thứ Sáu tuần thứ hai và tuần cuối của tháng", "when: {every: month, week: 2, weekday: fri}", "tuần cuối"),
    ("vào thứ Sáu tuần cuối cùng của tháng", "when: {every: month, times: 1}", "tuần cuối"),
    ("vào thứ Sáu tuần cuối cùng của tháng", "when: {every: month, week: 4, weekday: fri}", "tuần cuối"),
    (
        "vào thứ Hai hằng tuần, nếu trùng ngày nghỉ, lễ thì không tổ chức",
        "when: {every: week, weekday: mon}, roll: following",
        "không tổ chức",
    ),
    ("vào thứ Hai hằng tuần (trừ các ngày nghỉ, lễ)", "when: {every: week, weekday: mon}", "không tổ chức"),
    ("vào thứ Hai hằng tuần", "when: {every: week, weekday: mon}, roll: skip", "không có gì về ngày nghỉ"),
    (
        "ngày 20 hằng tháng, nếu trùng ngày nghỉ thì nộp vào ngày làm việc tiếp theo",
        "when: {every: month, day: 20}, roll: skip",
        "ngày làm việc tiếp theo",
    ),
    ("trong 03 ngày làm việc đầu tháng", "when: {every: month, working_day: 5}", "ngày làm việc thứ 3"),
    ("trong 03 ngày làm việc đầu tháng", "when: {every: month}", "ngày làm việc thứ 3"),
    ("trong 03 ngày làm việc đầu tháng", "when: {every: month, times: 1}", "ngày làm việc thứ 3"),
    ("chậm nhất ngày làm việc thứ hai của tháng", "when: {every: month, day: 2}", "ngày làm việc thứ 2"),
    ("chậm nhất ngày 02 hằng tháng", "when: {every: month, working_day: 2}", "ngày 2"),
    ("vào ngày làm việc đầu tiên của tuần", "when: {every: week, weekday: mon}", "ngày làm việc thứ 1"),
    ("vào thứ Hai hằng tuần", "when: {every: week, working_day: 1}", "thứ Hai"),
    ("vào ngày làm việc cuối cùng của tháng", "when: {every: month, working_day: -2}", "ngày làm việc cuối cùng"),
    ("02 năm một lần", "when: {every: year, times: 1}", "2 năm một lần"),
    ("02 năm tổ chức 01 lần", "when: {every: year}", "2 năm một lần"),
    ("05 năm một lần", "when: {every: year, interval: 2}", "5 năm một lần"),
    ("hằng năm", "when: {every: year, interval: 2}", "hằng năm"),
    (
        "hai tuần một lần vào thứ Tư",
        "when: {every: week, interval: 3, starting: 2025-06-02, weekday: wed}",
        "2 tuần một lần",
    ),
    ("vào thứ Năm hằng tuần trong mùa mưa bão", "when: {every: week, weekday: thu}", "mùa"),
    ("vào thứ Năm hằng tuần", "when: {every: week, weekday: thu, months: [5, 6]}", "không có gì về mùa"),
    (
        "vào ngày 10 hằng tháng, mùa mưa bão (các tháng 9, 10)",
        "when: {every: month, day: 10, months: [8, 9, 10]}",
        "tháng 9, 10",
    ),
    ("tổ chức trong tháng 6 và tháng 12", "when: {every: year, month: 6}", "tháng 12"),
    ("vào thứ Sáu tuần thứ tư của tháng", "when: {every: month, week: last, weekday: fri}", "tuần thứ 4"),
    ("vào thứ Hai đầu tiên của tháng", "when: {every: month, week: 1, weekday: mon}", "thứ Hai đầu tiên"),
    ("vào thứ Sáu cuối cùng của tháng", "when: {every: month, nth: 1, weekday: fri}", "thứ Sáu cuối cùng"),
    ("vào thứ Sáu cuối cùng của tháng", "when: {every: month, week: 4, weekday: fri}", "thứ Sáu cuối cùng"),
    ("vào thứ Hai tuần thứ nhất của tháng", "when: {every: month, nth: 1, weekday: mon}", "tuần thứ 1"),
    ("vào thứ Sáu tuần thứ hai của tháng", "when: {every: month, nth: 3, weekday: fri}", "tuần thứ 2"),
    ("vào thứ Hai đầu tiên của tháng", "when: {every: week, weekday: mon}", "thứ Hai đầu tiên"),
    ("vào thứ Hai đầu tiên của tháng", "when: {every: month, times: 1}", "thứ Hai đầu tiên"),
    ("vào thứ Hai đầu tiên của tháng", "when: {every: month, day: 1}", "thứ Hai đầu tiên"),
    ("thứ Hai đầu tiên và thứ Hai thứ ba của tháng", "when: {every: month, nth: 1, weekday: mon}", "thứ Hai thứ 3"),
    ("vào thứ Hai cuối tháng 6 và tháng 12", "when: {every: year, month: 6, nth: last, weekday: mon}", "tháng 12"),
    (
        "vào thứ Năm hằng tuần từ tháng 5 đến tháng 11",
        "when: {every: week, weekday: thu, months: [5, 6, 7, 8, 9, 10]}",
        "tháng 5, 6, 7, 8, 9, 10, 11",
    ),
    (
        "vào thứ Năm hằng tuần từ tháng 5 đến tháng 6",
        "when: {every: week, weekday: thu, months: [5, 6, 7]}",
        "tháng 5, 6,",
    ),
    ("vào thứ Năm hằng tuần trong các tháng 3, 6, 9", "when: {every: week, weekday: thu, months: [3, 6]}", "tháng 9"),
    (
        "vào thứ Năm hằng tuần trong các tháng 3, 6",
        "when: {every: week, weekday: thu, months: [3, 6, 9]}",
        "tháng 3, 6,",
    ),
    ("hoàn thành trong quý I hằng năm", "when: {every: year, month: 4, day: last}", "đến hết tháng 3"),
    ("hoàn thành trong 6 tháng đầu năm", "when: {every: half_year, month: last, day: last}", "đến hết tháng 6"),
    ("hoàn thành trong tháng 6", "when: {every: year, month: 6, day: 15}", "không nêu ngày nào"),
    ("02 năm một lần, vào ngày 15 tháng 8", "when: {every: year, month: 8, day: 15}", "2 năm một lần"),
    ("02 năm một lần, vào tháng 10", "when: {every: year, month: 10, times: 1}", "2 năm một lần"),
    ("05 năm một lần, chậm nhất ngày 30 tháng 9", "when: {every: year, month: 9, day: 30}", "5 năm một lần"),
    ("trong 05 ngày làm việc đầu quý", "when: {every: quarter, month: last, working_day: 5}", "hằng quý"),
    ("trong 05 ngày làm việc đầu quý", "when: {every: month, working_day: 5}", "hằng quý"),
    ("trong 05 ngày làm việc đầu năm", "when: {every: year, month: 6, working_day: 5}", "hằng năm"),
    ("ngày làm việc đầu tiên của tháng", "when: {every: week, working_day: 1}", "hằng tháng"),
    ("ngày làm việc đầu tiên của tuần", "when: {every: month, working_day: 1}", "hằng tuần"),
    ("vào ngày làm việc thứ 3 của tháng 6", "when: {every: year, month: 12, working_day: 3}", "tháng 6"),
    ("vào ngày cuối cùng của tháng 6", "when: {every: year, month: 12, day: last}", "tháng 6"),
    ("hằng tuần vào thứ Hai (không tổ chức vào ngày nghỉ, lễ)", "when: {every: week, weekday: mon}", "không tổ chức"),
    ("hằng tuần vào thứ Hai, nghỉ họp nếu trúng ngày lễ, tết", "when: {every: week, weekday: mon}", "không tổ chức"),
    (
        "hằng tuần vào thứ Hai, trừ tuần có ngày nghỉ lễ rơi vào thứ Hai",
        "when: {every: week, weekday: mon}",
        "không tổ chức",
    ),
    (
        "hằng tuần vào thứ Năm, từ ngày 01 tháng 5 đến ngày 30 tháng 11",
        "when: {every: week, weekday: thu, months: [5, 11]}",
        "tháng 5, 6, 7",
    ),
    (
        "trong mùa mưa (tháng 5–11), vào thứ Năm hằng tuần",
        "when: {every: week, weekday: thu, months: [5]}",
        "tháng 5, 6, 7",
    ),
];

const HONEST: [(&str, &str); 101] = [
    ("trước ngày 30 tháng 6 năm 2027", "when: {every: year, month: 6, day: 30}, limit: before, valid_to: 2027-07-01"),
    ("trước 15/6 hằng năm", "when: {every: year, month: 6, day: 15}, limit: before"),
    (
        "vào sáng thứ Hai hằng tuần; nếu thứ Hai trùng ngày nghỉ thì giao ban vào sáng thứ Ba",
        "when: {every: week, weekday: mon}, by: morning, roll: following",
    ),
    (
        "vào thứ Sáu hằng tuần, trường hợp thứ Sáu là ngày nghỉ thì nộp vào thứ Năm",
        "when: {every: week, weekday: fri}, roll: preceding",
    ),
    (
        "Báo cáo quý I, II, III gửi trước ngày 15 của tháng cuối quý",
        "when: {every: year, month: [3, 6, 9], day: 15}, limit: before",
    ),
    (
        "Báo cáo 6 tháng và 9 tháng gửi trước ngày 15 của tháng cuối quý",
        "when: {every: year, month: [6, 9], day: 15}, limit: before",
    ),
    (
        "Mùa mưa bão (tháng 9, 10, 11), trực ban báo cáo vào ngày 10 hằng tháng",
        "when: {every: year, month: [9, 10, 11], day: 10}",
    ),
    ("hằng tháng vào ngày 05 (trừ tháng cuối quý)", "when: {every: year, month: [1, 2, 4, 5, 7, 8, 10, 11], day: 5}"),
    (
        "Từ tháng 9 đến hết tháng 5, vào ngày 05 hằng tháng",
        "when: {every: year, month: [1, 2, 3, 4, 5, 9, 10, 11, 12], day: 5}",
    ),
    ("mỗi tháng một lần vào tuần đầu của tháng", "when: {every: month, times: 1}"),
    ("chậm nhất ngày 15 tháng 01 hoặc ngày 15 tháng 12", "when: {every: year, month: 12, day: 15}"),
    ("trước ngày 25 tháng 12 hằng năm", "when: {every: year, month: 12, day: 25}, limit: before"),
    ("hằng năm, trước ngày 15/6 và ngày 15/12", "when: {every: half_year, month: last, day: 15}, limit: before"),
    ("Báo cáo định kỳ 06 tháng gửi trước ngày 15/6", "when: {every: year, month: 6, day: 15}, limit: before"),
    ("ngày 15 tháng cuối quý", "when: {every: year, month: [3, 6, 9, 12], day: 15}"),
    ("Mỗi quý 01 lần vào tháng cuối quý", "when: {every: year, month: [3, 6, 9, 12], times: 1}"),
    ("vào thứ Sáu của tuần thứ hai và tuần thứ tư", "when: {every: month, week: [2, 4], weekday: fri}"),
    (
        "Giao ban mỗi tháng 02 lần vào thứ Sáu tuần thứ hai và tuần thứ tư",
        "when: {every: month, week: [2, 4], weekday: fri}",
    ),
    ("vào ngày 10 hoặc ngày 25 hằng tháng", "when: {every: month, times: 1}"),
    ("từ ngày 20 đến ngày 25 hằng tháng", "when: {every: month, day: 25}"),
    ("cả sáng và chiều thứ Năm hằng tuần", "when: {every: week, weekday: thu}"),
    ("vào sáng hoặc chiều thứ Năm hằng tuần", "when: {every: week, weekday: thu}"),
    ("vào thứ Sáu hằng tuần để chuẩn bị họp giao ban sáng thứ Hai", "when: {every: week, weekday: fri}"),
    (
        "Số liệu tính từ ngày 15 tháng này đến ngày 14 tháng sau, gửi chậm nhất ngày 20 hằng tháng",
        "when: {every: month, day: 20}",
    ),
    ("không quá 02 lần/năm", "when: {every: year, times: 1}"),
    ("từ 02 lần/năm trở lên", "when: {every: year, times: 3}"),
    ("mỗi năm 01 lần vào tháng 6 hoặc tháng 12", "when: {every: year, month: [6, 12], times: 1}"),
    ("02 lần/năm vào quý II và quý IV", "when: {every: year, month: [6, 12], times: 1}"),
    ("mỗi năm 02 lần", "when: {every: half_year, times: 1}"),
    ("định kỳ 2 lần/năm (vào tháng 5 và tháng 11)", "when: {every: year, month: [5, 11], times: 1}"),
    (
        "chậm nhất ngày 15 tháng thứ hai, số liệu đến hết tháng cuối quý trước",
        "when: {every: quarter, month: 2, day: 15}",
    ),
    (
        "ngày 20 hằng tháng, nếu trùng ngày nghỉ thì gửi vào thứ Hai tuần kế tiếp",
        "when: {every: month, day: 20}, roll: following",
    ),
    (
        "ngày 20 hằng tháng, nếu trùng ngày nghỉ thì nộp vào ngày làm việc tiếp theo",
        "when: {every: month, day: 20}, roll: following",
    ),
    (
        "Kế hoạch năm trình trước ngày 15 tháng 12 để triển khai từ ngày 01 tháng 01 năm sau",
        "when: {every: year, month: 12, day: 15}, limit: before",
    ),
    ("gửi chậm nhất chiều thứ Sáu, thực hiện từ thứ Hai tuần sau", "when: {every: week, weekday: fri}, by: afternoon"),
    ("Chương trình công tác tháng sau ban hành trước ngày 01 tháng sau", "when: {every: month, day: 1}, limit: before"),
    ("Báo cáo ngày 25 hằng tháng; sáng ngày 26 Phòng Tổng hợp trình Giám đốc", "when: {every: month, day: 25}"),
    ("hằng tháng một lần vào ngày 20", "when: {every: month, day: 20}"),
    ("Nửa tháng, quý, 06 tháng, 09 tháng và hằng năm", "when: {every: [quarter, nine_months]}"),
    ("chương trình công tác hàng tuần, tháng, quý", "when: {every: [week, month, quarter]}"),
    ("01 buổi/tuần và 02 lần/tháng, vào thứ Năm", "when: {every: week, weekday: thu}"),
    ("01 lần trong tháng, vào thứ Năm", "when: {every: month, times: 1}"),
    ("hai tháng một lần", "when: {every: year, times: 6}"),
    ("chậm nhất trước 17 giờ 00 thứ Sáu hằng tuần", "when: {every: week, weekday: fri}, limit: before, by: '17:00'"),
    ("trước 2 giờ chiều thứ Sáu hằng tuần", "when: {every: week, weekday: fri}, limit: before, by: '14:00'"),
    ("trong 05 ngày kể từ ngày nhận yêu cầu", "when: {event: nhan-yeu-cau}"),
    ("hằng năm sơ kết 06 tháng", "when: {every: half_year, times: 1}"),
    ("thứ Năm tuần thứ hai của tháng cuối quý", "when: {every: quarter, month: last, week: 2, weekday: thu}"),
    ("thứ Sáu tuần cuối tháng 6 và tháng 12", "when: {every: year, month: [6, 12], week: last, weekday: fri}"),
    ("thứ Sáu tuần thứ hai và tuần cuối của tháng", "when: {every: month, week: [2, last], weekday: fri}"),
    (
        "vào thứ Hai hằng tuần, trường hợp trùng ngày nghỉ, lễ thì không họp",
        "when: {every: week, weekday: mon}, roll: skip",
    ),
    ("vào thứ Hai hằng tuần (trừ ngày lễ, Tết)", "when: {every: week, weekday: mon}, roll: skip"),
    (
        "ngày 20 hằng tháng, nếu trùng ngày nghỉ thì không tổ chức vào ngày ấy mà vào ngày làm việc tiếp theo",
        "when: {every: month, day: 20}, roll: following",
    ),
    ("trong 05 ngày (trừ ngày nghỉ, lễ) kể từ ngày nhận yêu cầu", "when: {event: nhan-yeu-cau}"),
    ("trong 03 ngày làm việc đầu tháng", "when: {every: month, working_day: 3}"),
    ("trong 05 (năm) ngày làm việc đầu tiên của quý", "when: {every: quarter, month: 1, working_day: 5}"),
    ("chậm nhất ngày làm việc thứ 2 của tháng", "when: {every: month, working_day: 2}"),
    ("trong 03 ngày làm việc cuối tháng", "when: {every: month, day: last_working}"),
    ("vào ngày làm việc đầu tiên của tuần", "when: {every: week, working_day: 1}, valid_from: 2025-02-01"),
    ("vào ngày làm việc cuối cùng của tuần", "when: {every: week, working_day: last}, valid_from: 2025-02-01"),
    ("02 năm một lần", "when: {every: year, interval: 2}"),
    ("02 năm tổ chức 01 lần", "when: {every: year, interval: 2, starting: 2026-01-01, times: 1}"),
    ("hai tuần một lần vào thứ Tư", "when: {every: week, interval: 2, starting: 2025-06-02, weekday: wed}"),
    ("hai tháng một lần, vào ngày 10", "when: {every: month, interval: 2, starting: 2025-06-01, day: 10}"),
    (
        "vào thứ Năm hằng tuần trong mùa mưa bão từ tháng 5 đến tháng 7",
        "when: {every: week, weekday: thu, months: [5, 6, 7]}",
    ),
    ("tổ chức trong tháng 6 và tháng 12", "when: {every: year, month: [6, 12]}"),
    ("thứ Hai, tuần đầu tiên của tháng đầu quý", "when: {every: quarter, month: 1, week: 1, weekday: mon}"),
    ("vào thứ Hai đầu tiên của tháng", "when: {every: month, nth: 1, weekday: mon}"),
    ("vào thứ Sáu cuối cùng của tháng", "when: {every: month, nth: last, weekday: fri}"),
    ("vào thứ Sáu cuối cùng của tháng", "when: {every: month, week: last, weekday: fri}"),
    ("vào thứ Sáu tuần thứ hai của tháng", "when: {every: month, nth: 2, weekday: fri}"),
    ("thứ Hai đầu tiên và thứ Hai thứ ba của tháng", "when: {every: month, nth: [1, 3], weekday: mon}"),
    ("vào thứ Hai đầu tiên của quý", "when: {every: quarter, month: 1, nth: 1, weekday: mon}"),
    ("vào thứ Hai tuần đầu tháng", "when: {every: month, week: 1, weekday: mon}"),
    ("thứ Sáu cuối tháng 6 và tháng 12", "when: {every: year, month: [6, 12], nth: last, weekday: fri}"),
    ("vào thứ Hai hằng tuần; thứ Hai đầu tiên của tháng họp mở rộng", "when: {every: week, weekday: mon}"),
    (
        "vào thứ Năm hằng tuần từ tháng 9 đến hết tháng 5",
        "when: {every: week, weekday: thu, months: [9, 10, 11, 12, 1, 2, 3, 4, 5]}",
    ),
    ("vào thứ Năm hằng tuần trong các tháng 3, 6, 9", "when: {every: week, weekday: thu, months: [3, 6, 9]}"),
    ("báo cáo tình hình sản xuất mùa vụ hằng tháng, ngày 20", "when: {every: month, day: 20}"),
    ("hoàn thành trong quý I hằng năm", "when: {every: year, month: 3, day: last}"),
    ("chậm nhất trong quý I hằng năm", "when: {every: year, month: 3, day: last}"),
    ("trước khi hết quý I hằng năm", "when: {every: year, month: 3, day: last}"),
    ("hoàn thành trong 6 tháng đầu năm", "when: {every: year, month: 6, day: last}"),
    ("hoàn thành trong tháng 6 hằng năm", "when: {every: year, month: 6, day: last}"),
    ("hoàn thành trong quý", "when: {every: quarter, month: last, day: last}"),
    ("vào ngày cuối cùng của tháng 6 và tháng 12", "when: {every: year, month: [6, 12], day: last}"),
    ("vào ngày làm việc cuối cùng của tháng 6 và tháng 12", "when: {every: year, month: [6, 12], working_day: last}"),
    ("chậm nhất ngày 14 tháng 3, 6, 9, 12", "when: {every: quarter, month: last, day: 14}"),
    ("chậm nhất ngày 14 tháng 3, 6, 9, 12 hằng năm", "when: {every: year, month: [3, 6, 9, 12], day: 14}"),
    (
        "hằng tuần vào thứ Năm, từ ngày 01 tháng 5 đến ngày 30 tháng 11",
        "when: {every: week, weekday: thu, months: [5, 6, 7, 8, 9, 10, 11]}",
    ),
    (
        "trong mùa mưa (tháng 5–11), vào thứ Năm hằng tuần",
        "when: {every: week, weekday: thu, months: [5, 6, 7, 8, 9, 10, 11]}",
    ),
    ("hằng tuần vào thứ Hai (không tổ chức vào ngày nghỉ, lễ)", "when: {every: week, weekday: mon}, roll: skip"),
    ("hằng tuần, vào thứ Sáu, nghỉ họp nếu trúng ngày lễ, tết", "when: {every: week, weekday: fri}, roll: skip"),
    (
        "hằng tuần, vào thứ Sáu; trường hợp trùng ngày nghỉ, lễ, tết thì được miễn",
        "when: {every: week, weekday: fri}, roll: skip",
    ),
    ("hằng tuần vào thứ Hai, nếu trùng ngày nghỉ thì bỏ qua", "when: {every: week, weekday: mon}, roll: skip"),
    ("hằng tuần vào thứ Hai; những ngày nghỉ lễ, tết không giao ban", "when: {every: week, weekday: mon}, roll: skip"),
    (
        "hằng tuần vào thứ Hai, trừ tuần có ngày nghỉ lễ rơi vào thứ Hai",
        "when: {every: week, weekday: mon}, roll: skip",
    ),
    (
        "02 năm một lần, vào ngày 15 tháng 8",
        "when: {every: year, interval: 2, starting: 2026-01-01, month: 8, day: 15}",
    ),
    ("trong 05 ngày làm việc đầu quý", "when: {every: quarter, month: 1, working_day: 5}"),
    ("trong 05 ngày làm việc đầu năm", "when: {every: year, month: 1, working_day: 5}"),
    ("trong 03 ngày làm việc đầu tháng", "when: {every: month, working_day: 3}"),
];

/// One sentence, two rules: what the other has is not left out.
const TOGETHER: (&str, [&str; 2]) = (
    "báo cáo 06 tháng trước ngày 10/6 và báo cáo năm trước ngày 10/12",
    ["when: {every: year, month: 6, day: 10}, limit: before", "when: {every: year, month: 12, day: 10}, limit: before"],
);

/// What is told of each rule of a small office whose clauses and rules are these; empty where nothing is.
fn told(rows: &[(&str, Vec<&str>)]) -> Vec<String> {
    let (folder, lines) = office(rows, "report");
    let (sources, model, found) = common::project(folder.path());
    let of_calendar =
        |d: &&Diagnostic| d.span.is_some_and(|span| sources.files.name(span.file).ends_with("calendar.yaml"));
    let calendar: Vec<_> = found.iter().filter(of_calendar).collect();
    assert!(calendar.is_empty(), "{calendar:#?}");
    assert_eq!(model.rules.len(), lines.len());
    let found = model::check(&model, &sources.files, date(2025, 6, 1));
    let mut told = vec![String::new(); lines.len()];
    for finding in found.iter().filter(|d| d.code == Code::RuleNotAsQuoted) {
        let span = finding.span.unwrap();
        let line = sources.files.position(span.file, span.start).line;
        let at = lines.iter().position(|at| at + 1 == line).unwrap();
        told[at] += &finding.message.vi;
    }
    told
}

/// The office, and the line before each rule of its calendar.
fn office(rows: &[(&str, Vec<&str>)], kind: &str) -> (TempDir, Vec<usize>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    common::copy_folder(&common::root().join("tests/faults/base"), root);
    let mut text =
        "---\ntitle: Quy chế\ndecision: 01-2025\neffective_from: 2025-01-01\n---\n\n# A. VIỆC CHUNG\n\n".to_owned();
    let mut calendar = "rules:\n".to_owned();
    let mut lines = Vec::new();
    for (n, (quote, rules)) in rows.iter().enumerate() {
        let label = n + 1;
        text += &format!("{label}\\. Trung tâm làm việc này {quote}.\n\n");
        for (k, rule) in rules.iter().enumerate() {
            lines.push(calendar.lines().count());
            calendar += &format!(
                "  - {{id: r{n}-{k}, title: Việc {label} {k}, kind: {kind}, who: giam-doc, cite: A.{label}, quote: \"{quote}\", {rule}}}\n"
            );
        }
    }
    fs::write(root.join("content/regulation/2025-01-01.md"), text).unwrap();
    fs::write(root.join("content/calendar.yaml"), calendar).unwrap();
    (folder, lines)
}

#[test]
fn a_slip_is_told() {
    let rows: Vec<_> = SLIPS.iter().map(|(quote, rule, _)| (*quote, vec![*rule])).collect();
    let told = told(&rows);
    let silent = SLIPS.iter().zip(&told).filter(|((_, _, words), told)| told.is_empty() || !told.contains(words));
    let silent: Vec<_> = silent.collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn of_an_honest_rule_nothing_is() {
    let rows: Vec<_> = HONEST.iter().map(|(quote, rule)| (*quote, vec![*rule])).collect();
    let told = told(&rows);
    let alarms: Vec<_> = HONEST.iter().zip(&told).filter(|(_, told)| !told.is_empty()).collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
}

/// How many limits there are of which it is told that no rule computes them.
fn bare(rows: &[(&str, Vec<&str>)], more: &str) -> usize {
    let (folder, _) = office(rows, "report");
    let calendar = folder.path().join("content/calendar.yaml");
    let written = fs::read_to_string(&calendar).unwrap() + more;
    fs::write(calendar, written).unwrap();
    let (sources, model, found) = common::project(folder.path());
    assert!(!found.iter().any(|d| d.code == Code::UnknownKey), "{found:?}");
    let (_, judged) = quyche::history::check(&model, &sources.files, date(2025, 6, 1));
    judged.iter().filter(|d| d.code == Code::DeadlineWithoutRule).count()
}

#[test]
fn what_is_said_to_be_no_limit_needs_no_rule_and_what_is_due_once_none_after() {
    let talk = [("được hỏi trước ngày 05 hằng tháng", Vec::new())];
    let none = "  []\nnot_limits:\n  - {cite: A.1, quote: \"trước ngày 05 hằng tháng\", reason: \"ví dụ\"}\n";
    assert_eq!((bare(&talk, "  []\n"), bare(&talk, none)), (1, 0));
    let once = |until: &'static str| bare(&[("trước ngày 30 tháng 6 năm 2027", vec![until])], "");
    let rule = "when: {every: year, month: 6, day: 30}, limit: before, valid_to: 2027-07-01";
    let early = "when: {every: year, month: 6, day: 30}, limit: before, valid_to: 2027-06-01";
    assert_eq!((once(rule), once(early)), (0, 1));
}

#[test]
fn two_rules_share_a_sentence() {
    assert_eq!(told(&[(TOGETHER.0, TOGETHER.1.to_vec())]), ["", ""]);
    let one = told(&[(TOGETHER.0, vec![TOGETHER.1[0]])]);
    assert!(one[0].contains("10/12"), "{one:?}");
}

/// `month` without a day is that month, once, as `times: 1` is: a window on the pages, which a decision gives its day.
#[test]
fn a_named_month_is_a_window_in_which_somebody_sets_the_day() {
    let rules = ["when: {every: year, month: 6}", "when: {every: year, month: 6, times: 1}"];
    let (folder, _) = office(&[("sơ kết trong tháng 6 hằng năm", rules.to_vec())], "report");
    let set = |n: usize| {
        format!(
            "  - {{occurrence: r0-{n}/2025, action: schedule, to: 2025-06-12, ref: \"TB 1\", issued: 2025-03-03}}\n"
        )
    };
    fs::write(folder.path().join("content/overrides.yaml"), format!("overrides:\n{}{}", set(0), set(1))).unwrap();
    let (_, model, found) = common::project(folder.path());
    assert!(!found.iter().any(|d| d.code == Code::BadRule), "{found:?}");
    assert_eq!(model.rules[0].when, model.rules[1].when);
    let day = date(2025, 3, 10);
    let snapshot = common::view(&model, day);
    assert!(calendar::check(&snapshot, 2025..=2026).is_empty());
    let (found, _) = calendar::occurrences(&snapshot, date(2025, 1, 1), date(2026, 12, 31));
    let told: Vec<_> = found.iter().map(|o| (o.slot.as_str(), o.undecided_day, o.nominal.start)).collect();
    let june = |year| date(year, 6, 1);
    let expected = [
        ("r0-0/2025", false, june(2025)),
        ("r0-1/2025", false, june(2025)),
        ("r0-0/2026", true, june(2026)),
        ("r0-1/2026", true, june(2026)),
    ];
    assert_eq!(told, expected);
    assert_eq!(found[0].actual.start, date(2025, 6, 12));
    let state = history::on(&model, day);
    let (planned, _) = site::plan(&model, &state, &[], 2025..=2026);
    let undated =
        planned.pages.iter().find_map(|page| if let Body::Undated(page) = &page.body { Some(page) } else { None });
    let classes: Vec<_> = undated.unwrap().groups.iter().map(|g| (g.timing, g.rules.len())).collect();
    assert_eq!(classes, [("window", 2)]);
}

/// Without the first of every so many periods there is no date, whatever the text says of its day; and it is not said to have none.
#[test]
fn of_every_so_many_periods_from_a_first_nobody_knows_no_deadline_is_denied() {
    let rules = vec!["when: {every: year, interval: 2}"];
    let rows = [("02 năm một lần, vào tháng 10", rules)];
    assert_eq!(told(&rows), [""]);
    let (folder, _) = office(&rows, "report");
    let (_, model, _) = common::project(folder.path());
    let state = history::on(&model, date(2025, 3, 10));
    let (planned, _) = site::plan(&model, &state, &[], 2025..=2025);
    let undated =
        planned.pages.iter().find_map(|page| if let Body::Undated(page) = &page.body { Some(page) } else { None });
    assert_eq!(undated.unwrap().groups.iter().map(|g| g.timing).collect::<Vec<_>>(), ["first_unknown"]);
}

/// Where the text says it, nobody need decide it, and the text is the ground.
#[test]
fn a_meeting_goes_where_the_text_says() {
    let words = "vào ngày 20 hằng tháng, nếu trùng ngày nghỉ thì họp vào ngày làm việc";
    for (behind, roll, day, status) in [
        ("tiếp theo", "following", date(2025, 4, 21), Status::Firm),
        ("liền trước", "preceding", date(2025, 4, 18), Status::Firm),
        ("gần nhất", "following", date(2025, 4, 21), Status::AwaitsDecision),
    ] {
        let (quote, rule) =
            (format!("{words} {behind}"), format!("when: {{every: month, day: 20}}, limit: exact, roll: {roll}"));
        let (folder, _) = office(&[(&quote, vec![&rule])], "meeting");
        let (_, model, _) = common::project(folder.path());
        let snapshot = common::view(&model, date(2025, 4, 1));
        let (found, _) = calendar::occurrences(&snapshot, date(2025, 4, 1), date(2025, 4, 30));
        let [april] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((april.actual.start, april.status), (day, status), "{behind}");
        let cited = april.steps.iter().filter(|step| matches!(step.ground, Ground::Provision(_))).count();
        assert_eq!(cited, if status == Status::Firm { 2 } else { 1 }, "{:#?}", april.steps);
    }
}
