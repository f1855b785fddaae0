//! What is no limit for what stands beside it: a text takes effect "sau 15 ngày", leave is "không quá 05 ngày trong năm", and what was
//! received "trước ngày 01 tháng 7 năm 2025" goes on as it was.
//!
//! A duty due once, "trước ngày 31 tháng 12 năm 2026", is a limit: a dated day is judged by the words beside it and not by today.

use super::day::WORK;
use super::{EACH, Words};
use crate::text::sentence::capital;
use crate::text::{Case, stands_whole};

/// What lasts for the term that follows, and is not due within it.
const LASTING: [&str; 14] = [
    "giá trị",
    "sử dụng",
    "vắng mặt",
    "nghỉ",
    "nghỉ phép",
    "nghỉ việc",
    "nghỉ ốm",
    "trực",
    "bảo quản",
    "lưu giữ",
    "thử việc",
    "tập sự",
    "làm thêm",
    "làm thêm giờ",
];

/// What "thời gian" may be the length of: "thời gian họp không quá 15 phút". That of an answer is a limit.
const LENGTHS: [&str; 10] = [
    "họp",
    "giao ban",
    "trình bày",
    "phát biểu",
    "thảo luận",
    "tham luận",
    "báo cáo tại",
    "nghỉ giữa giờ",
    "giải lao",
    "thử việc",
];

/// What takes so long at most, and is not due by then.
const TAKING: [&str; 7] = ["kéo dài", "thời lượng", "phát biểu", "trình bày", "tham luận", "diễn ra", "thảo luận"];

/// What is counted or goes on from day to day, and is not due on the last of them.
const GOING_ON: [&str; 10] =
    ["tính", "số liệu", "kết quả", "tình hình", "phát sinh", "trực", "nghỉ", "làm việc", "có mặt", "kỳ báo cáo"];

/// What is finished or held within the first or last days of a period. Of anything else it is said how long it goes on: "mở cửa trong 05
/// ngày đầu tháng".
const FINISHED: [&str; 22] = [
    "gửi",
    "nộp",
    "trình",
    "hoàn thành",
    "xong",
    "chuyển",
    "công bố",
    "lập",
    "ký",
    "phê duyệt",
    "thanh toán",
    "chi trả",
    "quyết toán",
    "đối chiếu",
    "cập nhật",
    "bàn giao",
    "tổ chức",
    "họp",
    "ban hành",
    "đăng ký",
    "kiểm kê",
    "chốt",
];

/// What is done by a day of the year.
const HANDED_IN: [&str; 9] =
    ["gửi", "nộp", "trình", "hoàn thành", "xong", "báo cáo", "công bố", "quyết toán", "tổng kết"];

/// What a day of the year may be remembered for.
const REMEMBERED: [&str; 6] = ["kỷ niệm", "truyền thống", "thành lập", "ngày lễ", "quốc khánh", "khai giảng"];

/// What is no day of a month: "ngày công", "ngày phép".
const COUNTED: [&str; 6] = ["số", "định mức", "ngày công", "ngày phép", "ngày nghỉ", "ngày công tác"];

/// What a day is said of: "ngày gửi báo cáo là 25 hằng tháng", and not "số ngày họp là 02 mỗi tháng".
const DATED: [&str; 3] = ["ngày", "thời điểm", "lịch"];

/// What makes of a term one that lasts.
const SPANS: [&str; 9] = ["liên tục", "liên tiếp", "trở lên", "đầu", "cuối", "vừa qua", "gần nhất", "gần đây", "qua"];

/// What is said of that which a dated day sets apart: "hồ sơ tiếp nhận trước ngày … được tiếp tục giải quyết".
const SET_APART: [&str; 9] = ["thì", "được", "không được", "không phải", "tiếp tục", "vẫn", "mà", "nhưng", "còn"];

/// So many words a clause is looked through for what it says, so that no paragraph is read as often as it has limits.
const FARTHEST: usize = 40;

impl Words<'_> {
    /// The words behind a limit that begins here, where what stands before it leaves it one.
    pub(super) fn limit_behind(self, before: &str) -> Option<Self> {
        let before = before.trim_end();
        let rest = self.limit().or_else(|| self.end_of_a_term(before)).or_else(|| self.once_a_year(before))?;
        let ends_with = |all: &[&str]| all.iter().any(|w| before.ends_with(w) || before.ends_with(&capital(w)));
        let at_most = self.word("không quá").map(Self::gap);
        let within = self.word("trong").map(Self::gap);
        let heads = ["trong vòng", "trong thời hạn", "trong", "không quá"];
        let term = heads.iter().find_map(|head| self.word(head)?.gap().term());
        // Whoever has to be there so soon "kể từ khi được gọi" is given a limit.
        let since = term.is_some_and(|term| term.since_an_event().is_some());
        let of_its_own = self.word("thời hạn").is_some() && ends_with(&["có", "không"]);
        let lasts = of_its_own || (at_most.is_some() || within.is_some()) && ends_with(&LASTING) && !since;
        let length = !since
            && at_most.and_then(Self::term).is_some_and(|term| is_length(before) || term.gap().word("lương").is_some());
        // "04 giờ trong 01 ngày" is a rate.
        let rate = within.is_some() && !since && ends_with(&["giờ", "phút", "tiết", "lần", "buổi"]);
        let opens = self.weekday().is_some() && is_open_on(before);
        let born = self.word("trước").is_some() && ends_with(&["sinh"]);
        let of_a_year = self.bounds_a_year(before);
        let stays = ends_with(&["có mặt"]) && term.is_some() && at_most.is_none() && !since;
        // "Phải được thi hành trong 03 ngày kể từ ngày ký" is a duty.
        let takes_effect =
            ends_with(&["hiệu lực", "hiệu lực thi hành"]) || ends_with(&["thi hành"]) && self.word("sau").is_some();
        let takes = at_most.is_some() && ends_with(&TAKING);
        let quota = at_most.and_then(Self::term).is_some_and(|term| term.is_span() || term.is_within_a_period());
        let of_span = before.ends_with("đến") && (self.weekday().is_some() || self.word("ngày").is_some());
        let part = within.and_then(Self::short_term).is_some_and(Self::is_part_of_a_period);
        let into = self.word("vào").map(|at| at.gap().part_of_day().maybe("ngày"));
        let closed =
            into.is_some_and(Self::is_weekend) && ends_with(&["nghỉ", "làm việc", "làm thêm", "đóng cửa", "trực"]);
        let told = part && (!is_finished(before) || rest.sets_apart_behind_a_period());
        let spans = self.word("từ ngày").is_some() || part || into.is_some_and(|at| at.word("tháng").is_some());
        let goes_on = told || spans && ends_with(&GOING_ON);
        // "Từ ngày 15 đến ngày 14", "tính đến ngày 15": only what begins with it has it for a limit.
        let until = self.word("đến").is_some() && !(before.is_empty() || before.ends_with(['.', ';', ':', '\n']));
        let counts = self.word("là").is_some_and(|at| at.gap().day_of_each_month().is_some()) && !is_of_a_day(before);
        let none = counts
            || takes_effect
            || lasts
            || length
            || rate
            || opens
            || born
            || of_a_year
            || stays
            || takes
            || quota
            || of_span
            || goes_on
            || closed
            || until
            || self.is_past(before);
        (!none).then_some(rest)
    }

    /// "Năm học bắt đầu từ ngày … và kết thúc vào ngày …" says what a year is.
    fn bounds_a_year(self, before: &str) -> bool {
        let here = self.0.split(['.', ';', '\n']).next().unwrap_or_default();
        before.ends_with("bắt đầu") && here.contains("kết thúc")
            || before.ends_with("kết thúc") && sentence(before).contains("bắt đầu")
    }

    /// "Hạn cuối gửi là ngày 20", "thời hạn giải quyết là 10 ngày": what is said of a limit is one without "hằng tháng" or "kể từ".
    fn end_of_a_term(self, before: &str) -> Option<Self> {
        let at = self.word("là")?.gap().maybe("vào");
        let clause = clause(before);
        let work = || WORK.iter().any(|work| stands_whole(clause, work, Case::Any));
        let day = at.day_to_come().or_else(|| at.term_of_days().filter(|_| work()))?;
        clause.split_whitespace().any(|word| matches!(word, "hạn" | "Hạn")).then_some(day)
    }

    /// "gửi ngày 01/12 hằng năm", "một lần vào tháng Một": what is done on a day or in a month of each year, and no day of remembrance.
    fn once_a_year(self, before: &str) -> Option<Self> {
        if let Some(day) = self.word("ngày").map(Self::gap) {
            let month = |day: Self| day.gap().word("tháng")?.gap().number();
            let day = day.date().or_else(|| month(day.number()?)).filter(|day| day.gap().recurs(&["năm"]).is_some())?;
            let clause = clause(before).to_lowercase();
            let has = |words: &[&str]| words.iter().any(|word| stands_whole(&clause, word, Case::Exact));
            return (has(&HANDED_IN) && !has(&REMEMBERED)).then_some(day);
        }
        let month = self.word("vào")?.gap().word("tháng")?.gap().number().filter(|month| !month.is_year())?;
        before.ends_with("lần").then_some(month)
    }

    /// "05 ngày đầu tháng", "10 ngày cuối quý": days on which something may be done in each period.
    pub(super) fn is_part_of_a_period(self) -> bool {
        self.gap().maybe("làm việc").first_or_last().is_some()
    }

    /// Whether a term is one that lasts: "trong 03 ngày liên tục", "trong 10 ngày đầu tháng". What is due "trong 15 ngày đầu của tháng
    /// đầu quý sau" is yet to come.
    pub(super) fn is_span(self) -> bool {
        let at = self.gap().maybe("làm việc");
        let to_come = || {
            let period = at.word("đầu")?.gap().maybe("của").maybe("tháng đầu").maybe("của");
            let period = ["tháng", "quý", "năm"].iter().find_map(|word| period.word(word))?.gap();
            ["sau", "tiếp theo", "kế tiếp"].iter().find_map(|next| period.word(next))
        };
        SPANS.iter().any(|words| at.word(words).is_some()) && to_come().is_none()
    }

    /// "trong năm", "mỗi tháng": so much of each.
    fn is_within_a_period(self) -> bool {
        let at = self.gap().maybe("làm việc");
        let each = EACH.iter().find_map(|each| at.word(each));
        let period = at.word("trong").or(each).map(|rest| rest.gap().maybe("một"));
        // "40 giờ trong 01 tháng".
        let period = period.map(|at| at.digits().map_or(at, Self::gap));
        let period = period.map(|at| EACH.iter().find_map(|each| at.word(each)).map_or(at, Self::gap));
        period.is_some_and(|at| ["tuần", "tháng", "quý", "năm"].iter().any(|period| at.word(period).is_some()))
    }

    /// Whether "trước" tells what is past from what is to come, and nobody when to be done: "đã ký trước ngày Quy chế này có hiệu
    /// lực", "tiếp nhận trước ngày 01 tháng 7 năm 2025 được …".
    fn is_past(self, before: &str) -> bool {
        let Some(next) = self.word("trước").map(Self::gap) else { return false };
        next.takes_effect_on_day() && !before.ends_with("ngày") && !before.ends_with("làm việc")
            || next.dated().is_some_and(|rest| rest.sets_apart() || is_done(before))
    }

    /// "ngày Quy chế này có hiệu lực", "ngày ban hành Quy chế này", and not a term before it.
    fn takes_effect_on_day(self) -> bool {
        let Some(mut at) = self.word("ngày").map(Self::gap).filter(|at| at.number().is_none()) else { return false };
        let (mut this, mut issued) = (false, false);
        let mut words = 0..FARTHEST;
        while words.next().is_some() && !at.0.is_empty() && !at.0.starts_with([',', ';', '.', ':', '\n']) {
            let effect = at.word("có hiệu lực").map(|rest| rest.gap().maybe("thi hành"));
            let act = at.word("thi hành").or_else(|| at.word("ban hành"));
            let own = at.word("này");
            issued |= act.is_some();
            this |= own.is_some();
            if let Some(rest) = effect.or_else(|| act.or(own).filter(|_| this && issued)) {
                return rest.gap().ahead().is_none();
            }
            let word = at.0.trim_start_matches(|c: char| !c.is_whitespace() && !matches!(c, ',' | ';' | '.' | ':'));
            at = if word.len() < at.0.len() { Words(word) } else { return false };
            let behind = at.0.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
            at = Words(behind);
        }
        false
    }

    /// "ngày 01 tháng 7 năm 2025", "01/7/2025": the words behind a day of a year.
    fn dated(self) -> Option<Self> {
        let at = self.maybe("ngày");
        let named = || at.number()?.gap().word("tháng")?.gap().number();
        at.date().or_else(named)?.year()
    }

    /// "trong 05 ngày cuối năm được đánh số tiếp theo".
    fn sets_apart_behind_a_period(self) -> bool {
        self.gap().maybe("làm việc").first_or_last().is_some_and(Self::sets_apart)
    }

    /// Whether what stood before is spoken of: "… thì tiếp tục thực hiện".
    fn sets_apart(self) -> bool {
        let at = self.gap();
        let then = at.0.strip_prefix(',').is_some_and(|rest| Words(rest).gap().word("thì").is_some());
        then || SET_APART.iter().any(|words| at.word(words).is_some())
    }
}

/// The last clause of words, as far as it is looked at.
fn clause(before: &str) -> &str {
    let signs = |(_, c): &(usize, char)| !matches!(c, ',' | ';' | '.' | ':' | '\n');
    let from = before.char_indices().rev().take(FARTHEST * 5).take_while(signs).last();
    &before[from.map_or(before.len(), |(at, _)| at)..]
}

/// The last sentence of words, as far as it is looked at.
fn sentence(before: &str) -> &str {
    let signs = |(_, c): &(usize, char)| !matches!(c, ';' | '.' | ':' | '\n');
    let from = before.char_indices().rev().take(FARTHEST * 5).take_while(signs).last();
    &before[from.map_or(before.len(), |(at, _)| at)..]
}

/// Whether words end with what has a length and is not due: "thời gian họp", "mỗi cuộc họp", "nhiệm kỳ của Hội đồng", "mỗi tuần học".
fn is_length(before: &str) -> bool {
    let clause = clause(before).trim().to_lowercase();
    let has = |word: &str| stands_whole(&clause, word, Case::Exact);
    let timed = ["thời gian", "thời lượng"].iter().any(|w| clause.starts_with(w)) && LENGTHS.iter().any(|w| has(w));
    let each = ["mỗi tuần", "mỗi tháng", "mỗi năm", "mỗi ngày", "mỗi cuộc họp", "mỗi phiên họp", "mỗi buổi họp"];
    let each = each.iter().filter_map(|w| clause.strip_prefix(w)).any(|rest| rest.split_whitespace().count() <= 1);
    timed || each || has("nhiệm kỳ") || clause.ends_with("có thời hạn")
}

/// Whether a sentence says on which days something is open.
fn is_open_on(before: &str) -> bool {
    stands_whole(sentence(before), "mở cửa", Case::Exact)
}

/// Whether what stood before speaks of something that is finished or held.
fn is_finished(before: &str) -> bool {
    let clause = clause(before).to_lowercase();
    // "Báo cáo quý: trong 15 ngày …"; elsewhere a report may be what the days are told in.
    before.ends_with(':')
        || ["báo cáo", "thông báo"].iter().any(|verb| clause.ends_with(verb))
        || FINISHED.iter().any(|verb| stands_whole(&clause, verb, Case::Exact))
}

/// Whether what stood before is said of a day, and of no number of days.
fn is_of_a_day(before: &str) -> bool {
    let clause = clause(before).to_lowercase();
    let says = |wanted: &str| clause.split_whitespace().any(|word| word == wanted);
    let place = |wanted: &str| stands_whole(&clause, wanted, Case::Exact);
    says("hạn") || !COUNTED.iter().any(|counted| place(counted)) && DATED.iter().any(|dated| place(dated))
}

/// Whether words end with something that has been done: "đã ký", "đã được ban hành".
fn is_done(before: &str) -> bool {
    let mut last = before.rsplit(char::is_whitespace).take(4);
    let Some(done) = last.clone().position(|word| matches!(word, "đã" | "Đã")) else { return false };
    let aided = done > 0 && last.nth(done - 1).is_some_and(|word| matches!(word, "được" | "bị"));
    let verb = if aided { done - 1 } else { done };
    (1..=2).contains(&verb) && !before.ends_with(',')
}
