//! The arguments of the process, and what is said of them in the reader's language: the help, and what is wrong with a call.
//! clap knows both in English only; with `--lang en` its own words stand.

use std::error::Error as _;
use std::ffi::OsString;
use std::fmt;
use std::io::Write as _;

use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, Error, FromArgMatches};

use super::args::Args;
use crate::diagnostic::{Lang, Say};

/// What is printed in place of a run.
#[derive(Debug)]
pub struct Said {
    text: String,
    /// Help that was asked for, and not what is wrong with the call.
    asked: bool,
}

impl Said {
    /// Prints it, help to stdout and the rest to stderr; the exit code that goes with it.
    pub fn print(&self) -> u8 {
        // A reader that went away is no fault.
        let _ = if self.asked {
            std::io::stdout().lock().write_all(self.text.as_bytes())
        } else {
            std::io::stderr().lock().write_all(self.text.as_bytes())
        };
        if self.asked { 0 } else { 2 }
    }
}

/// Why a value cannot be taken. Values are read before the language is known.
#[derive(Debug)]
pub struct Unfit(pub Say);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} · {}", self.0.vi, self.0.en)
    }
}

impl std::error::Error for Unfit {}

/// Reads the words of a call, the first of them the name of the program.
pub fn read(given: Vec<OsString>) -> Result<Args, Said> {
    let lang = language(&given);
    let matches = command(lang).try_get_matches_from(given);
    matches.and_then(|matches| Args::from_arg_matches(&matches)).map_err(|error| said(&error, lang))
}

/// The language a call asks for. It is wanted for what is wrong with the call, so before the call is read.
fn language(given: &[OsString]) -> Lang {
    let words = || given.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    let apart = words().zip(words().skip(1)).any(|(flag, value)| flag == "--lang" && value == "en");
    if apart || words().any(|word| word == "--lang=en") { Lang::En } else { Lang::Vi }
}

/// The command line as it is described to a reader.
fn command(lang: Lang) -> Command {
    let mut command = Args::command();
    // What clap adds by itself is there from now on, and can be said in Vietnamese.
    command.build();
    match lang {
        Lang::Vi => vietnamese(command),
        Lang::En => command.mut_subcommands(|verb| also_called(verb, "alias")),
    }
}

/// The command line for whoever has room for one language only, with the other names of each verb as names like the first.
pub fn in_one_language(lang: Lang) -> Command {
    let mut command = Args::command();
    command.build();
    alone(command, lang)
}

/// A verb and all below it in one language.
fn alone(verb: Command, lang: Lang) -> Command {
    let argument = move |arg: Arg| {
        let help = match lang {
            Lang::Vi => help(&arg),
            Lang::En => arg.get_help().map(ToString::to_string).unwrap_or_default(),
        };
        arg.help(half(&help, lang)).long_help(Resettable::Reset)
    };
    let names: Vec<String> = verb.get_all_aliases().map(str::to_owned).collect();
    let about = half(&about(&verb, lang), lang);
    let verb = verb.about(about).alias(Resettable::Reset).visible_aliases(names);
    verb.mut_args(argument).mut_subcommands(|verb| alone(verb, lang))
}

/// What a verb does, in both languages or in that asked for; clap says of its own in English only.
fn about(verb: &Command, lang: Lang) -> String {
    if lang == Lang::Vi && verb.get_name() == "help" {
        return "In hướng dẫn này, hoặc hướng dẫn của lệnh nêu sau đó".to_owned();
    }
    verb.get_about().map(ToString::to_string).unwrap_or_default()
}

/// What a help in both languages says in one.
fn half(both: &str, lang: Lang) -> String {
    let (vi, en) = both.split_once(" · ").unwrap_or((both, both));
    if lang == Lang::En { en } else { vi }.to_owned()
}

const TEMPLATE: &str = "{before-help}{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

fn vietnamese(command: Command) -> Command {
    let command = command.mut_args(argument).mut_subcommands(|verb| vietnamese(also_called(verb, "cũng gọi là")));
    let mut command = command.subcommand_help_heading("Lệnh").subcommand_value_name("LỆNH").help_template(TEMPLATE);
    let about = about(&command, Lang::Vi);
    command = command.about(about);
    let usage = command.render_usage().to_string().replace("[OPTIONS]", "[TÙY CHỌN]");
    command.override_usage(usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned())
}

/// The other names of a verb after what it does; clap would say only in English that they are names.
fn also_called(verb: Command, words: &str) -> Command {
    let names = verb.get_all_aliases().collect::<Vec<_>>().join(", ");
    match verb.get_about() {
        Some(about) if !names.is_empty() => {
            let about = format!("{about} [{words}: {names}]");
            verb.about(about)
        }
        _ => verb,
    }
}

fn argument(arg: Arg) -> Arg {
    let takes = arg.get_action().takes_values();
    let mut help = help(&arg);
    if takes && !arg.get_default_values().is_empty() {
        let values: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
        help += &format!(" [mặc định: {}]", values.join(" "));
    }
    let names: Vec<&'static str> =
        arg.get_value_names().into_iter().flatten().map(|name| value_name(name.as_str())).collect();
    // The sentence names the values that can be chosen.
    let arg = arg.help(help).long_help(Resettable::Reset).hide_default_value(true).hide_possible_values(true);
    let arg = match arg.get_index() {
        // Under a heading of ours they would stand by the alphabet.
        Some(place) => arg.help_heading("Tham số").display_order(place),
        None => arg.help_heading("Tùy chọn"),
    };
    if takes && !names.is_empty() { arg.value_names(names) } else { arg }
}

/// What an argument is for, as we say it; clap says of its own in English only.
fn help(arg: &Arg) -> String {
    match arg.get_id().as_str() {
        "help" => "In hướng dẫn".to_owned(),
        "version" => "In phiên bản".to_owned(),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    }
}

/// What stands for a value, in Vietnamese.
fn value_name(english: &str) -> &'static str {
    match english {
        "ACTOR" => "AI",
        "CODE" => "MÃ-LỖI",
        "COMMAND" => "LỆNH",
        "COUNT" => "SỐ",
        "DECISION" => "QUYẾT-ĐỊNH",
        "DIR" => "THƯ-MỤC",
        "FILE" => "TỆP",
        "FROM" => "TỪ",
        "ID" => "MÃ",
        "LANG" => "NGÔN-NGỮ",
        "MIB" => "MIB",
        "PORT" => "CỔNG",
        "REASON" => "LÝ-DO",
        "RELEASE" => "BẢN",
        "SHELL" => "SHELL",
        "ROLE|UNIT" => "VAI-TRÒ|ĐƠN-VỊ",
        "SLOT" => "KỲ",
        "TARGET" => "THƯ-MỤC",
        "TO" => "ĐẾN",
        "WHAT" => "THƯ-MỤC|decision",
        "WHEN" => "KHI-NÀO",
        "WHO" => "AI",
        "YEAR" => "NĂM",
        "YYYY-MM" => "NĂM-THÁNG",
        "YYYY-MM-DD" => "NĂM-THÁNG-NGÀY",
        _ => "GIÁ-TRỊ",
    }
}

fn said(error: &Error, lang: Lang) -> Said {
    let asked = !error.use_stderr();
    let unfit = error.source().and_then(|source| source.downcast_ref::<Unfit>());
    let text = match (error.kind(), lang, unfit) {
        (ErrorKind::DisplayHelp | ErrorKind::DisplayVersion, ..)
        | (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, ..) => error.to_string(),
        (_, Lang::En, Some(unfit)) => error.to_string().replace(&unfit.to_string(), &unfit.0.en),
        (_, Lang::En, None) => error.to_string(),
        (_, Lang::Vi, unfit) => wrong(error, unfit),
    };
    Said { text, asked }
}

/// What is wrong with a call, in Vietnamese: what, what was perhaps meant, how it is called.
fn wrong(error: &Error, unfit: Option<&Unfit>) -> String {
    let mut text = format!("lỗi: {}\n", fault(error, unfit));
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant: Vec<String> = meant.into_iter().flat_map(|kind| words(error, kind)).map(|w| format!("«{w}»")).collect();
    if !meant.is_empty() {
        text += &format!("cách sửa: ý bạn là {}?\n", meant.join(", "));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        text += &format!("\nCách dùng: {}\n", usage.strip_prefix("Usage: ").unwrap_or(&usage).trim_end());
    }
    text + "\nXem hướng dẫn: thêm --help vào lệnh.\n"
}

fn fault(error: &Error, unfit: Option<&Unfit>) -> String {
    let one = |kind| words(error, kind).into_iter().next().unwrap_or_default();
    let list = |kind| words(error, kind).iter().map(|w| format!("«{w}»")).collect::<Vec<_>>().join(", ");
    let (arg, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => match words(error, ContextKind::ValidValue).as_slice() {
            [] => format!("«{arg}» cần một giá trị"),
            all => format!("«{arg}» cần một giá trị: {}", all.join(", ")),
        },
        ErrorKind::InvalidValue => {
            let all = words(error, ContextKind::ValidValue).join(", ");
            format!("«{value}» không dùng được cho «{arg}»; chọn một trong: {all}")
        }
        ErrorKind::ValueValidation => {
            let why = unfit.map_or_else(|| "viết lại giá trị này".to_owned(), |unfit| unfit.0.vi.clone());
            format!("«{value}» không dùng được cho «{arg}»: {why}")
        }
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!("không có tùy chọn «{arg}»"),
        ErrorKind::UnknownArgument => format!("thừa «{arg}»"),
        ErrorKind::InvalidSubcommand => format!("không có lệnh «{}»", one(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "thiếu tên lệnh".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", list(ContextKind::InvalidArg)),
        ErrorKind::ArgumentConflict if list(ContextKind::PriorArg) == format!("«{arg}»") => {
            format!("«{arg}» chỉ được ghi một lần")
        }
        ErrorKind::ArgumentConflict => {
            let arg = if arg.is_empty() { one(ContextKind::InvalidSubcommand) } else { arg };
            match list(ContextKind::PriorArg) {
                others if others.is_empty() => format!("«{arg}» không dùng được cùng các tùy chọn kia"),
                others => format!("«{arg}» không dùng được cùng {others}"),
            }
        }
        ErrorKind::TooManyValues => format!("«{arg}» không nhận giá trị «{value}»"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("«{arg}» thiếu hoặc thừa giá trị"),
        ErrorKind::NoEquals => format!("«{arg}» cần dấu = trước giá trị"),
        ErrorKind::InvalidUtf8 => "có chữ không phải UTF-8".to_owned(),
        _ => "lệnh gọi không đúng".to_owned(),
    }
}

/// What an error says under a kind.
fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(words: &str) -> Result<Args, Said> {
        read(std::iter::once("quyche").chain(words.split_whitespace()).map(OsString::from).collect())
    }

    fn told(words: &str) -> String {
        let said = call(words).unwrap_err();
        assert!(!said.asked, "{words}: {said:?}");
        said.text
    }

    /// Every kind of fault a call of ours can have: the first line, in Vietnamese.
    #[test]
    fn what_is_wrong_with_a_call_is_said_in_vietnamese() {
        let cases = [
            ("buidl", "lỗi: không có lệnh «buidl»\ncách sửa: ý bạn là «build»?"),
            ("check --sctrict", "lỗi: không có tùy chọn «--sctrict»\ncách sửa: ý bạn là «--strict»?"),
            ("check foo", "lỗi: thừa «foo»"),
            ("draft", "lỗi: thiếu «<QUYẾT-ĐỊNH>»"),
            ("draft 1 --write --out a", "lỗi: «--write» không dùng được cùng «--out <TỆP>»"),
            ("check -q -v", "lỗi: «--quiet» không dùng được cùng «--verbose»"),
            ("check --json --json", "lỗi: «--json» chỉ được ghi một lần"),
            ("check --strict=1", "lỗi: «--strict» không nhận giá trị «1»"),
            ("check --date", "lỗi: «--date <NĂM-THÁNG-NGÀY>» cần một giá trị"),
            (
                "check --color red",
                "lỗi: «red» không dùng được cho «--color <KHI-NÀO>»; chọn một trong: auto, always, never",
            ),
            ("check --lang fr", "lỗi: «fr» không dùng được cho «--lang <NGÔN-NGỮ>»; chọn một trong: vi, en"),
            (
                "check --date 2026-02-30",
                "lỗi: «2026-02-30» không dùng được cho «--date <NĂM-THÁNG-NGÀY>»: không có ngày ấy;",
            ),
            ("check --file-limit x", "lỗi: «x» không dùng được cho «--file-limit <MIB>»: viết số MiB"),
            ("holidays 99999", "lỗi: «99999» không dùng được cho «<NĂM>»: viết năm"),
            ("calendar next -n x", "lỗi: «x» không dùng được cho «--count <SỐ>»: viết một số"),
            ("publish --allow-lost=", "lỗi: «» không dùng được cho «--allow-lost <LÝ-DO>»: cần ghi lý do"),
        ];
        const ENGLISH: [&str; 9] =
            ["error", "Usage", "OPTIONS", "COMMAND", "tip:", "For more", "invalid", "possible", "argument"];
        for (words, begin) in cases {
            let text = told(words);
            assert!(text.starts_with(begin), "{words}: {text}");
            assert!(text.ends_with("Xem hướng dẫn: thêm --help vào lệnh.\n"), "{words}: {text}");
            assert!(ENGLISH.iter().all(|word| !text.contains(word)), "{words}: {text}");
        }
        assert!(told("draft").contains("\nCách dùng: quyche draft [TÙY CHỌN] <QUYẾT-ĐỊNH>\n"), "{}", told("draft"));
    }

    #[test]
    fn with_lang_en_clap_speaks() {
        for words in ["--lang en check --date 2026-02-30", "check --date 2026-02-30 --lang=en"] {
            let text = told(words);
            assert!(
                text.starts_with("error: invalid value '2026-02-30' for '--date <YYYY-MM-DD>': no such day;"),
                "{text}"
            );
            assert!(!text.contains("không"), "{text}");
        }
        assert!(told("buidl --lang en").contains("Usage: quyche"));
        // What follows the two dashes is a value.
        assert!(told("who -- --lang en").starts_with("lỗi: "));
    }

    /// The help of every verb: no heading of clap's own, and a Vietnamese name for every value.
    #[test]
    fn help_is_vietnamese_from_heading_to_value() {
        fn walk(command: &mut Command) {
            let text = command.render_long_help().to_string();
            const ENGLISH: [&str; 9] = [
                "Usage:",
                "Options:",
                "Commands:",
                "Arguments:",
                "Print help",
                "Print this",
                "Possible values",
                "[alias",
                "GIÁ-TRỊ",
            ];
            assert!(ENGLISH.iter().all(|word| !text.contains(word)), "{text}");
            assert!(text.contains("\nCách dùng: quyche") && text.contains("\nTùy chọn:\n"), "{text}");
            command.get_subcommands_mut().filter(|verb| verb.get_name() != "help").for_each(walk);
        }
        walk(&mut command(Lang::Vi));
        let said = call("--help").unwrap_err();
        assert!(said.asked && said.text.contains("\nLệnh:\n"), "{said:?}");
        assert!(said.text.contains("[cũng gọi là: dung]") && said.text.contains("[mặc định: .]"), "{said:?}");
        let init = call("init -h").unwrap_err().text;
        assert!(init.find("  [THƯ-MỤC|decision]") < init.find("  [MÃ]"), "as they are written: {init}");
        let english = call("--lang en --help").unwrap_err().text;
        assert!(
            english.contains("\nUsage: quyche [OPTIONS] <COMMAND>\n") && english.contains("[alias: dung]"),
            "{english}"
        );
    }

    /// A shell has one line for each word it offers.
    #[test]
    fn one_language_has_nothing_of_the_other() {
        fn walk(command: &Command, lang: Lang) {
            let args = command.get_arguments().filter_map(Arg::get_help).map(ToString::to_string);
            let verbs = command.get_subcommands().filter_map(Command::get_about).map(ToString::to_string);
            for help in args.chain(verbs) {
                assert!(!help.contains(" · ") && !help.is_empty(), "{help}");
                assert!(lang == Lang::Vi || help.is_ascii(), "{help}");
                assert!(lang == Lang::En || !help.starts_with("Print"), "{help}");
            }
            command.get_subcommands().for_each(|verb| walk(verb, lang));
        }
        for lang in [Lang::Vi, Lang::En] {
            walk(&in_one_language(lang), lang);
        }
    }

    #[test]
    fn a_call_that_is_right_is_read_as_before() {
        for words in ["dung", "lich sap-toi -n 3", "help build", "explain", "check --lang en", "who a --lang=en"] {
            match call(words) {
                Ok(_) => {}
                Err(said) => assert!(said.asked, "{words}: {said:?}"),
            }
        }
    }
}
