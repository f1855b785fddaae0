//! The command line, declared once; help comes from here. What a verb or flag does is said in both languages, Vietnamese first;
//! the words around it are in the language of `--lang` (`usage`).

use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;

use super::usage::Unfit;
use crate::diagnostic::Say;
use crate::say;
use crate::source::Limits;

/// Quy chế, đơn vị, lịch và quyết định của cơ quan thành một trang nội bộ có tra cứu.
/// An office's regulation, units, calendar and decisions as a searchable intranet site.
#[derive(Debug, Parser)]
#[command(name = "quyche", version, verbatim_doc_comment, propagate_version = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub shared: Shared,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Dựng trang vào thư mục output/ · Build the site into output/
    #[command(alias = "dung")]
    Build,
    /// Xem thử trong trình duyệt, tự dựng lại khi sửa · Preview in the browser, rebuilt on change
    #[cfg(feature = "serve")]
    #[command(alias = "xem-thu")]
    Serve {
        /// Cổng; 0 để máy tự chọn · Port; 0 lets the system choose
        #[arg(long, default_value_t = 8080, value_parser = port)]
        port: u16,
    },
    /// Công bố: kiểm tra, dựng, cho xem sẽ đổi gì, hỏi, rồi thay trang cũ trong một bước · Publish: check, build, show what will change, ask, replace
    #[command(alias = "cong-bo")]
    Publish(super::publish::Flags),
    /// Đưa bản công bố trước trở lại · Put an earlier release back
    #[command(alias = "quay-lai")]
    Rollback(super::rollback::Flags),
    /// Tạo một dự án mẫu nhỏ có chú thích, hoặc tệp quyết định mới («init decision») · Make a small commented project, or a new decision file
    #[command(alias = "khoi-tao")]
    Init {
        /// Thư mục, hoặc chữ «decision» · Folder, or the word `decision` [default: --project]
        what: Option<PathBuf>,
        /// Mã của quyết định mới, ví dụ 15-2027 · Id of the new decision
        id: Option<String>,
    },
    /// Kiểm tra nội dung, không ghi gì · Check the content, write nothing
    #[command(alias = "kiem-tra")]
    Check,
    /// Liệt kê điều khoản · List the provisions
    #[command(alias = "muc-luc")]
    Outline,
    /// Lập bản hợp nhất từ các thao tác của một quyết định · Draft the consolidated text from a decision's operations
    #[command(alias = "du-thao")]
    Draft {
        /// Mã quyết định, tên tệp trong decisions/ · Id of the decision
        decision: String,
        /// Ghi vào tệp này · Write to this file
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "write")]
        out: Option<PathBuf>,
        /// Ghi vào content/regulation/NĂM-THÁNG-NGÀY.md · Write to its place in the content
        #[arg(long)]
        write: bool,
        /// Ghi đè tệp đã có · Overwrite a file that is there
        #[arg(long)]
        force: bool,
    },
    /// Ai làm gì: nhiệm vụ của một vai trò hoặc đơn vị, hoặc tất cả · Who does what
    #[command(alias = "ai")]
    Who {
        /// Mã vai trò, đơn vị, hoặc vai-tro@don-vi · Id of a role, a unit, or role@unit
        actor: Option<String>,
    },
    /// Lịch họp và thời hạn trong một khoảng ngày · Meetings and deadlines in a span of days
    #[command(alias = "lich")]
    Calendar(Box<super::calendar::Flags>),
    /// Lập tệp ngày nghỉ dự kiến theo luật của một năm · Make the holiday file of a year from the law
    #[command(alias = "ngay-nghi")]
    Holidays {
        /// Năm · Year
        #[arg(value_parser = year)]
        year: i16,
        /// Ghi vào content/holidays/NĂM.yaml, không ghi đè · Write it into content/holidays/YEAR.yaml, over no other file
        #[arg(long)]
        write: bool,
    },
    /// Có gì khác giữa hai ngày, hai quyết định, hoặc do một quyết định · What differs between two days or decisions
    #[command(alias = "so-sanh")]
    Diff {
        /// Ngày hoặc quyết định · A day or a decision
        from: String,
        /// Ngày hoặc quyết định; bỏ trống: hôm nay, hoặc ngay sau quyết định ấy · A day or a decision
        to: Option<String>,
    },
    /// Lược đồ JSON để trình soạn thảo gợi ý và giải thích từng khóa · JSON Schema, by which an editor completes and explains every key
    #[command(alias = "luoc-do")]
    Schema {
        /// Tên tệp, ví dụ units.yaml · A file, e.g. units.yaml
        file: Option<String>,
        /// Ghi lược đồ của mọi tệp vào schema/, và .vscode/settings.json nếu chưa có · Write those of all files into schema/, and .vscode/settings.json if there is none
        #[arg(long, conflicts_with = "file")]
        write: bool,
    },
    /// Gợi ý của dòng lệnh: khi gõ phím Tab, shell tự điền lệnh và tùy chọn · Completions: the shell fills in verbs and flags at the Tab key
    #[command(alias = "goi-y")]
    Completions {
        /// bash, zsh, fish, powershell, elvish · The shell
        shell: Shell,
    },
    /// Giải thích một mã lỗi, hoặc các khóa của một tệp · Explain a code, or the keys of a file
    #[command(alias = "giai-thich")]
    Explain {
        /// Mã, ví dụ quote-not-found, hoặc tên tệp, ví dụ units.yaml; bỏ trống để liệt kê · A code or a file; none lists all codes
        code: Option<String>,
    },
}

/// Flags every verb takes.
#[derive(Clone, Debug, clap::Args)]
pub struct Shared {
    /// Thư mục dự án, nơi có quyche.yaml · Project folder, where quyche.yaml is
    #[arg(short = 'C', long = "project", value_name = "DIR", value_hint = ValueHint::DirPath, default_value = ".", global = true)]
    pub project: PathBuf,
    /// Thư mục của trang · Folder of the site [default: output]
    #[arg(short = 'o', long = "output", value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub output: Option<PathBuf>,
    /// Dựng cho ngày này (NĂM-THÁNG-NGÀY) · The day the site is built for
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, global = true)]
    pub date: Option<Date>,
    /// Một tệp văn bản được lớn đến chừng này MiB, nhiều nhất 256; tổng các tệp và số mục của một danh sách tăng theo · A text file may have so many MiB, at most 256; all of them together and the entries of a list grow with it
    #[arg(long, value_name = "MIB", value_parser = file_limit, default_value_t = Limits::FILE_MIB, global = true)]
    pub file_limit: u16,
    /// Coi cảnh báo là lỗi · Treat warnings as errors
    #[arg(long, global = true)]
    pub strict: bool,
    /// Kết quả dạng JSON; lỗi và cảnh báo dạng JSON Lines, mỗi dòng một mục · Print JSON; findings as JSON Lines, one a line
    #[arg(long, global = true)]
    pub json: bool,
    /// Màu: auto, always, never · Colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: When,
    /// Ngôn ngữ của thông báo: vi, en · Language of messages
    #[arg(long, value_name = "LANG", default_value = "vi", global = true)]
    pub lang: Tongue,
    /// Chỉ in lỗi · Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// In mọi cảnh báo kèm dòng nguồn · Print every warning with its source line
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

/// A number of the command line within its bounds.
fn number<N: FromStr + PartialOrd>(written: &str, within: RangeInclusive<N>, wanted: Say) -> Result<N, Unfit> {
    written.parse().ok().filter(|number| within.contains(number)).ok_or(Unfit(wanted))
}

/// A size. Less than usual would refuse what reads everywhere else.
fn file_limit(written: &str) -> Result<u16, Unfit> {
    let (least, most) = (Limits::FILE_MIB, Limits::MOST_FILE_MIB);
    let wanted = say!("viết số MiB từ {least} đến {most}", "write a number of MiB from {least} to {most}");
    number(written, least..=most, wanted)
}

#[cfg(feature = "serve")]
fn port(written: &str) -> Result<u16, Unfit> {
    let wanted = say!("viết một số từ 0 đến 65535, ví dụ 8080", "write a number from 0 to 65535, e.g. 8080");
    number(written, 0..=u16::MAX, wanted)
}

fn year(written: &str) -> Result<i16, Unfit> {
    let wanted = say!("viết năm bằng bốn chữ số, ví dụ 2027", "write the year with four digits, e.g. 2027");
    number(written, 1000..=9999, wanted)
}

/// How many of something.
pub(super) fn count(written: &str) -> Result<usize, Unfit> {
    number(written, 0..=usize::MAX, say!("viết một số, ví dụ 10", "write a number, e.g. 10"))
}

/// A day.
pub(super) fn day(written: &str) -> Result<Date, Unfit> {
    let shape = written.len() == 10 && written.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if let Some(day) = shape.then(|| written.parse().ok()).flatten() {
        return Ok(day);
    }
    let parts: Vec<&str> = written.split(['-', '/', '.']).collect();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok()).flatten();
    let numbers = || parts.iter().map(|part| number(part)).collect::<Option<Vec<i16>>>();
    // As a Vietnamese writes it, or with other marks: the day is known, and the form is told.
    let meant = |parts: Vec<i16>| {
        let [first, month, last] = parts[..] else { return None };
        let (year, day) = if first >= 1000 { (first, last) } else { (last, first) };
        (year >= 1000).then_some(Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())
    };
    Err(Unfit(match numbers().and_then(meant) {
        Some(Some(day)) => say!("ngày viết theo dạng NĂM-THÁNG-NGÀY: {day}", "a day is written YEAR-MONTH-DAY: {day}"),
        Some(None) => say!(
            "không có ngày ấy; viết NĂM-THÁNG-NGÀY, ví dụ 2026-02-28",
            "no such day; write YEAR-MONTH-DAY, e.g. 2026-02-28"
        ),
        None => {
            say!("không đúng dạng NĂM-THÁNG-NGÀY; ví dụ 2026-02-28", "not of the form YEAR-MONTH-DAY, e.g. 2026-02-28")
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_day_is_told_apart_from_a_day_that_is_not() {
        let said = |written: &str| day(written).map_err(|unfit| unfit.0.en);
        assert_eq!(said("2026-07-01").map(|day| day.to_string()), Ok("2026-07-01".to_owned()));
        for written in ["1-7-2026", "01/07/2026", "2026/07/01", "1.7.2026"] {
            assert_eq!(said(written), Err("a day is written YEAR-MONTH-DAY: 2026-07-01".to_owned()), "{written}");
        }
        assert!(said("2026-02-30").is_err_and(|en| en.starts_with("no such day")));
        assert!(said("tomorrow").is_err_and(|en| en.starts_with("not of the form")));
    }
}
