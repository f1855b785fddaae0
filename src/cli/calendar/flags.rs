//! What `quyche calendar` takes.

use clap::{ArgAction, Subcommand};
use jiff::civil::Date;

use super::super::args::{count, day};

/// The flags of the verb.
#[derive(Debug, clap::Args)]
pub struct Flags {
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// Từ ngày · From this day [default: --date]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Date>,
    /// Đến ngày · To this day [default: a month later]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Date>,
    /// Một tháng, kẻ ô như tờ lịch · One month, as a sheet
    #[arg(long, value_name = "YYYY-MM", conflicts_with_all = ["from", "to"])]
    pub month: Option<String>,
    /// Chỉ của một vai trò, đơn vị, hoặc vai-tro@don-vi · Only what concerns a role, a unit, or role@unit
    #[arg(long = "for", value_name = "ROLE|UNIT")]
    pub who: Option<String>,
    /// In CSV (RFC 4180, UTF-8 có BOM, mở được bằng Excel) · Print CSV (UTF-8 with a byte order mark, for Excel)
    #[arg(long, action = ArgAction::SetTrue, conflicts_with = "ics")]
    pub csv: bool,
    /// In iCalendar (.ics) · Print iCalendar
    #[arg(long, action = ArgAction::SetTrue)]
    pub ics: bool,
    /// Giải thích một kỳ, ví dụ giao-ban/2026-02-w2 · Explain one occurrence
    #[arg(long, value_name = "SLOT", conflicts_with_all = ["from", "to", "month", "csv", "ics", "record"])]
    pub explain: Option<String>,
    /// Ghi sổ lịch đã công bố (content/calendar.ledger.yaml), chạy sau khi công bố · Record what was published
    #[arg(long, conflicts_with_all = ["from", "to", "month", "csv", "ics"])]
    pub record: bool,
}

/// What else can be asked of the calendar.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Việc sắp đến hạn của một vai trò hoặc đơn vị, hoặc của tất cả · What is due next
    #[command(alias = "sap-toi")]
    Next {
        /// Mã vai trò, đơn vị, hoặc vai-tro@don-vi · Id of a role, a unit, or role@unit
        who: Option<String>,
        /// Bao nhiêu việc · How many
        #[arg(short = 'n', long, default_value_t = 10, value_parser = count)]
        count: usize,
    },
}

/// How a span of days is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    List,
    Month,
    Csv,
    Ics,
    Json,
}

impl Flags {
    /// The form asked for.
    pub fn form(&self, json: bool) -> Form {
        match self {
            Self { csv: true, .. } => Form::Csv,
            Self { ics: true, .. } => Form::Ics,
            _ if json => Form::Json,
            Self { month: Some(_), .. } => Form::Month,
            _ => Form::List,
        }
    }
}
