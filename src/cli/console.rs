//! What is printed, and where: data to stdout, messages to stderr.

use std::io::{IsTerminal, Write};

use super::args::{Shared, Tongue, When};
use crate::diagnostic::{
    Code, Diagnostic, Files, Format, Lang, Report, Say, Severity, Unchecked, place, printable, show,
};
use crate::say;
use crate::text::counted;

/// From how many errors on one is told where to begin.
const MANY: usize = 10;

/// The terminal of one run.
pub struct Console {
    /// The language of messages.
    pub lang: Lang,
    /// Whether messages may be coloured.
    pub color: bool,
    json: bool,
    quiet: bool,
    verbose: bool,
}

/// Whether the terminal takes the signs of colours for such. The console of Windows does when it is asked to; else it prints them.
#[cfg(windows)]
fn shows_colours() -> bool {
    anstyle_query::windows::enable_ansi_colors().unwrap_or(false)
}

#[cfg(not(windows))]
fn shows_colours() -> bool {
    true
}

impl Console {
    /// Decides language and colours from the flags, the terminal and `NO_COLOR`.
    #[expect(clippy::disallowed_methods, reason = "NO_COLOR is asked here and nowhere below")]
    pub fn new(shared: &Shared) -> Self {
        let wished = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let color = match shared.color {
            When::Auto => wished && shows_colours(),
            When::Always => true,
            When::Never => false,
        };
        let lang = if shared.lang == Tongue::En { Lang::En } else { Lang::Vi };
        Self { lang, color, json: shared.json, quiet: shared.quiet, verbose: shared.verbose }
    }

    /// Data, to stdout. A reader that went away (`| head`) is no fault.
    pub fn data(&mut self, text: &str) {
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// A value as JSON, to stdout.
    pub fn json(&mut self, value: &serde_json::Value) {
        let text = serde_json::to_string_pretty(value).unwrap_or_default();
        self.data(&text);
        self.data("\n");
    }

    /// A message, to stderr, unless `--quiet`.
    pub fn note(&mut self, message: &Say) {
        if !self.quiet {
            self.error(message);
        }
    }

    /// A message, to stderr, always.
    pub fn error(&mut self, message: &Say) {
        let _ = writeln!(std::io::stderr().lock(), "{}", printable(message.in_lang(self.lang)));
    }

    /// Findings that go with what was asked for and do not stop it, in full, to stderr, unless `--quiet`.
    pub fn beside(&mut self, report: &Report, files: &Files) {
        if !self.quiet {
            let text = show(report, files, self.lang, Format::Picture { color: self.color });
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// The findings: errors in full; warnings in full with `--verbose` or where time presses, else counted; then the sum in one line.
    /// `all` prints every finding whatever the flags say, for `check`. With `--json` they are JSON Lines: one object a line, and no
    /// line where nothing was found.
    pub fn findings(&mut self, report: &Report, files: &Files, all: bool) {
        let (errors, warnings) = report.counts();
        // As data they stand alone on stdout: a verb that goes on has an object of its own to print there.
        let data = self.json && (all || errors > 0);
        // A year that is not loaded is work for somebody, and with a last day. `--quiet` keeps back messages, and no data.
        let urgent = |d: &Diagnostic| all || self.verbose || d.code == Code::HolidayYearMissing;
        let loud = !self.quiet || (data && all);
        let shown = |d: &&Diagnostic| d.severity == Severity::Error || (urgent(d) && loud);
        let mut wanted = Report::default();
        report.iter().filter(shown).for_each(|d| wanted.push(d.clone()));
        let format = if data { Format::Json } else { Format::Picture { color: self.color } };
        let text = show(&wanted, files, self.lang, format);
        if data {
            self.data(&text);
        } else {
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
        }
        let warnings_en = counted(warnings, "warning", "warnings");
        if errors > 0 {
            let errors_en = counted(errors, "error", "errors");
            self.error(&match report.unchecked() {
                Unchecked::Nothing => say!("{errors} lỗi, {warnings} cảnh báo", "{errors_en}, {warnings_en}"),
                Unchecked::Pages => say!(
                    "{errors} lỗi, {warnings} cảnh báo; các trang và liên kết chưa kiểm tra được, sửa lỗi rồi chạy lại",
                    "{errors_en}, {warnings_en}; pages and links could not be checked: correct this and run again"
                ),
                Unchecked::Meaning if warnings == 0 => say!(
                    "{errors} lỗi; phần còn lại chưa kiểm tra được, sửa lỗi rồi chạy lại",
                    "{errors_en}; the rest could not be checked: correct this and run again"
                ),
                Unchecked::Meaning => say!(
                    "{errors} lỗi, {warnings} cảnh báo; phần còn lại chưa kiểm tra được, sửa lỗi rồi chạy lại",
                    "{errors_en}, {warnings_en}; the rest could not be checked: correct this and run again"
                ),
            });
            // The last lines are what is seen of many; what to begin with has scrolled away.
            let first = report.iter().find(|d| d.severity == Severity::Error).and_then(|d| d.span);
            if let Some(first) = first.filter(|_| errors >= MANY) {
                let place = place(files, first);
                self.error(&say!(
                    "một chỗ sai thường kéo theo nhiều lỗi: sửa từ trên xuống, bắt đầu ở {place}, rồi chạy lại",
                    "one fault often leads to many: mend from the top, beginning at {place}, and run again"
                ));
            }
        } else if warnings > 0 && all {
            self.note(&say!("không có lỗi; {warnings} cảnh báo", "no errors; {warnings_en}"));
        } else if warnings > 0 {
            // No word of the page of open points: that counts what the text leaves open, and this what `check` warns about.
            self.note(&say!(
                "{warnings} cảnh báo (chạy «quyche check» để xem)",
                "{warnings} warnings (run `quyche check` to see them)"
            ));
        } else if all {
            self.note(&say!("không có lỗi, không có cảnh báo", "no errors, no warnings"));
        }
    }
}
