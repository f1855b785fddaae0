//! A month as a sheet: the weeks with a mark for each thing that falls on a day, then the things themselves.

use jiff::Span;
use jiff::civil::Date;

use super::list;
use crate::calendar::{self, Occurrence, Status};
use crate::diagnostic::Lang;
use crate::history::Snapshot;
use crate::text::{month_english, month_words};

/// Wide enough for a bracketed number and four marks.
const WIDTH: usize = 9;

/// The sheet of the month that begins on `first`.
pub fn text(s: &Snapshot<'_>, first: Date, found: &[Occurrence], lang: Lang) -> String {
    let last = first.last_of_month();
    let within = |o: &&Occurrence| !o.undecided_day && (first..=last).contains(&o.actual.start);
    let dated: Vec<&Occurrence> = found.iter().filter(within).collect();
    let mut text = match lang {
        Lang::Vi => format!("{}\n\n", month_words(first)),
        Lang::En => format!("{}\n\n", month_english(first)),
    };
    let head = match lang {
        Lang::Vi => ["Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "CN"],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    text.push_str(&row(head.iter().map(|name| format!(" {name}")).collect()));
    let lead = i64::from(first.weekday().to_monday_zero_offset());
    let mut monday = first.saturating_sub(Span::new().days(lead));
    while monday <= last {
        let week = (0..7).map(|n| monday.saturating_add(Span::new().days(n)));
        let cell = |date: Date| if date.month() == first.month() { cell(s, date, &dated) } else { String::new() };
        text.push_str(&row(week.map(cell).collect()));
        monday = monday.saturating_add(Span::new().days(7));
    }
    text.push_str(match lang {
        Lang::Vi => "\n[ ] hôm nay · * ngày nghỉ · ● cuộc họp · ■ báo cáo · ▲ việc khác · × đã hủy\n\n",
        Lang::En => "\n[ ] today · * day off · ● meeting · ■ report · ▲ other work · × cancelled\n\n",
    });
    for o in &dated {
        let (day, weekday) = (o.actual.start.day(), list::weekday(o.actual.start, lang));
        text.push_str(&format!("{day:02} {weekday} {} {}\n", list::mark(o.kind), list::what(s, o, lang)));
    }
    let open = |o: &&Occurrence| o.undecided_day && first <= o.nominal.start && o.nominal.end <= last;
    for o in found.iter().filter(open) {
        text.push_str(&format!("{:<11} {} {}\n", "--", list::mark(o.kind), list::what(s, o, lang)));
    }
    text
}

/// `[23]*●■`: the number, the day of the run in brackets, a star for a day off, and the marks.
fn cell(s: &Snapshot<'_>, date: Date, dated: &[&Occurrence]) -> String {
    let number = date.day();
    let number = if date == s.day { format!("[{number:>2}]") } else { format!(" {number:>2} ") };
    let off = calendar::day(&s.model.holidays, date).is_ok_and(|day| day.off);
    let mark = |o: &&&Occurrence| if o.status == Status::Cancelled { '×' } else { list::mark(o.kind) };
    let marks: Vec<char> = dated.iter().filter(|o| o.actual.start == date).map(|o| mark(&o)).collect();
    let shown = WIDTH - 6;
    let more = if marks.len() > shown { "+" } else { "" };
    let marks: String = marks.iter().take(shown).collect();
    format!("{number}{}{marks}{more}", if off { "*" } else { "" })
}

fn row(cells: Vec<String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| format!("{cell:<WIDTH$}")).collect();
    format!("{}\n", cells.concat().trim_end())
}
