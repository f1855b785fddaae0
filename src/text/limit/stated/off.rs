//! Where something goes when its day is off, and what is not held then.

use super::super::Words;
use super::Reader;

/// Where something goes from a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// To the working day before.
    Back,
    /// To the working day behind.
    On,
    /// Nowhere: it is not held.
    Off,
}

/// Behind "ngày làm việc".
const SHIFTS: [(Shift, &[&str]); 2] = [
    (
        Shift::Back,
        &["liền trước", "liền kề trước", "ngay trước", "trước liền kề", "trước đó", "trước ngày", "cuối cùng trước"],
    ),
    (
        Shift::On,
        &[
            "tiếp theo",
            "kế tiếp",
            "liền sau",
            "liền kề",
            "ngay sau",
            "sau liền kề",
            "sau đó",
            "sau ngày",
            "đầu tiên tiếp theo",
            "đầu tiên kế tiếp",
            "đầu tiên sau",
            "đầu tiên của tuần",
        ],
    ),
];

/// Behind "không", what is not done that time.
const NOT_HELD: [&str; 15] = [
    "tổ chức",
    "họp",
    "giao ban",
    "hội ý",
    "sinh hoạt",
    "chào cờ",
    "tiếp",
    "trực",
    "tiến hành",
    "thực hiện",
    "diễn ra",
    "bố trí",
    "triệu tập",
    "phải",
    "báo cáo",
];

impl Reader {
    /// "nếu trùng ngày nghỉ thì nộp vào ngày làm việc tiếp theo".
    pub(super) fn if_off(&mut self, words: Words<'_>) {
        let off = || words.word("là").or_else(|| words.word("gặp"))?.gap().word("ngày");
        let off = || off()?.gap().word("nghỉ").or_else(|| off()?.gap().word("lễ"));
        let named = || ["các", "những"].iter().find_map(|all| words.word(all))?.gap().word("ngày");
        self.if_off |= ["trùng", "trúng", "rơi vào"].iter().any(|word| words.word(word).is_some())
            || off().is_some()
            || named().is_some_and(|day| day.gap().is_feast());
        self.if_off &= !words.0.starts_with(['.', ';', '\n']);
        let not_held = || {
            let done = |at: Words<'_>| NOT_HELD.iter().find_map(|done| Some(at.word(done)?.0.len()));
            let left = done(words.word("không").or_else(|| words.word("nghỉ"))?.gap())?;
            Some(Words(&words.0[words.0.len() - left..]).gap())
        };
        let left_out = || {
            let so = ["thì nghỉ", "được nghỉ", "thì bỏ qua", "được miễn", "thì miễn", "thì thôi"];
            not_held().is_some() || so.iter().any(|off| words.word(off).is_some())
        };
        // "Không tổ chức vào ngày nghỉ, lễ", "nghỉ họp nếu trúng ngày lễ".
        let not_on = || {
            let at = not_held()?;
            let on = || at.word("vào")?.gap().maybe("các").maybe("những").word("ngày");
            let when = || {
                let what = ["nếu", "khi", "trường hợp"].iter().find_map(|when| at.word(when))?.gap();
                ["trùng", "trúng", "rơi vào"].iter().find_map(|word| what.word(word))?.gap().maybe("vào").word("ngày")
            };
            Some(on().or_else(when)?.gap().is_feast())
        };
        // "Trừ tuần có ngày nghỉ lễ rơi vào thứ Hai".
        let but_weeks = || {
            let week = words.word("trừ")?.gap().maybe("các").maybe("những").word("tuần")?.gap().maybe("nào");
            Some(week.word("có")?.gap().word("ngày")?.gap().is_feast())
        };
        // "Thứ Hai hằng tuần (trừ ngày nghỉ, lễ)"; of a term it says which days are counted.
        let but = || {
            let day = words.word("trừ")?.gap().maybe("các").maybe("những").word("ngày")?.gap();
            Some(!self.stated.weekdays.is_empty() && day.is_feast())
        };
        let skipped = self.if_off && left_out() || [but(), not_on(), but_weeks()].contains(&Some(true));
        if skipped && !self.stated.off_goes.contains(&Shift::Off) {
            self.stated.off_goes.push(Shift::Off);
        }
        let Some(behind) = words.word("ngày làm việc").filter(|_| self.if_off).map(Words::gap) else { return };
        let shift = SHIFTS.iter().find(|(_, all)| all.iter().any(|words| behind.word(words).is_some()));
        self.stated.off_goes.extend(shift.map(|(shift, _)| *shift));
    }
}
