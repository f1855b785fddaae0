//! In which place of a sentence somebody is named: who does what it says, to whom it goes, who chairs.
//!
//! A sentence says much of many. Only what stands in so many words at the place itself is read; names joined in a list are in one place.

use std::ops::Range;

use super::named::Named;
use crate::model::Actor;

/// Words that may stand between a place and the name in it.
pub(super) const BEFORE: [&str; 5] = ["các", "những", "do", "giao", "riêng"];

/// What joins the names of a list.
const JOINED: [&str; 6] = ["và", "hoặc", "cùng", "các", "những", "với"];

/// How a sentence begins that says when, before it says who.
const WHEN: [&str; 26] = [
    "sau",
    "trước",
    "trong",
    "hằng",
    "hàng",
    "định",
    "chậm",
    "khi",
    "nếu",
    "trường",
    "căn",
    "vào",
    "ngày",
    "mỗi",
    "từ",
    "nửa",
    "quý",
    "tháng",
    "tuần",
    "cuối",
    "đầu",
    "kết",
    "theo",
    "chiều",
    "sáng",
    "đến",
];

/// How what somebody has to do begins, right behind his name.
const DOES: [&str; 39] = [
    "có trách nhiệm",
    "có nhiệm vụ",
    "phải",
    "báo cáo",
    "gửi",
    "nộp",
    "lập",
    "xây dựng",
    "tổng hợp",
    "trình",
    "tham mưu",
    "tổ chức",
    "rà soát",
    "chuẩn bị",
    "thực hiện",
    "triển khai",
    "hoàn thành",
    "thông báo",
    "đăng ký",
    "kiểm tra",
    "theo dõi",
    "đề xuất",
    "cập nhật",
    "công bố",
    "phát hành",
    "sơ kết",
    "tổng kết",
    "đánh giá",
    "thống kê",
    "đôn đốc",
    "soạn thảo",
    "dự thảo",
    "bàn giao",
    "chủ động",
    "tiến hành",
    "hoàn thiện",
    "đối chiếu",
    "quyết toán",
    "phối hợp",
];

/// The same of whoever chairs.
const CHAIRS: [&str; 4] = ["chủ trì", "trực tiếp chủ trì", "phụ trách chủ trì", "làm chủ trì"];

/// Names that stand one beside the other, and all who bear each of them.
pub(super) struct Place<'n> {
    /// Whoever bears the name, and where it stands.
    pub names: Vec<(Vec<&'n Actor>, Range<usize>)>,
}

impl<'n> Place<'n> {
    /// Whoever bears one of the names.
    pub fn actors(&self) -> impl Iterator<Item = &'n Actor> {
        self.names.iter().flat_map(|(actors, _)| actors.iter().copied())
    }
}

/// A sentence with those it names.
pub(super) struct Places<'q, 'n> {
    quote: &'q str,
    all: Vec<Place<'n>>,
}

impl<'q, 'n> Places<'q, 'n> {
    pub fn of(quote: &'q str, named: &'n Named<'_>) -> Self {
        let mut all: Vec<Place<'n>> = Vec::new();
        for (actor, at) in named.by(quote) {
            let last = all.last_mut().and_then(|place| Some((place.names.last()?.1.clone(), place)));
            match last {
                Some((before, place)) if before == at => {
                    place.names.iter_mut().last().into_iter().for_each(|n| n.0.push(actor))
                }
                Some((before, place)) if quote.get(before.end..at.start).is_some_and(is_joined) => {
                    place.names.push((vec![actor], at));
                }
                _ => all.push(Place { names: vec![(vec![actor], at)] }),
            }
        }
        Self { quote, all }
    }

    /// Whoever is named, wherever.
    pub fn all(&self) -> impl Iterator<Item = &Place<'n>> {
        self.all.iter()
    }

    /// Who does what is said: the sentence begins with the name, or with words that say when, and what is to be done follows.
    pub fn does(&self) -> Option<&Place<'n>> {
        let (n, place) = self.all.iter().enumerate().find(|(_, place)| self.behind(place, &DOES))?;
        let start = place.names.first()?.1.start;
        let named = self.quote.get(start..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let before = self.quote.get(..start)?;
        let said: Vec<String> = before.rsplit(is_end).next()?.split_whitespace().map(str::to_lowercase).collect();
        let when = |word: &str| WHEN.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit());
        let first = self.quote.split_whitespace().next()?.to_lowercase();
        let begins = said.iter().all(|word| BEFORE[..2].contains(&word.as_str()));
        // Names in what says when may go on with this one, as in a list.
        let alone = n == 0 || self.ends_with_word(n);
        let at_once = before.split_whitespace().count() == said.len();
        (named && begins && (at_once || when(&first) && alone)).then_some(place)
    }

    /// Whether words follow the name before this one within its part of the sentence, so that no list goes on.
    fn ends_with_word(&self, n: usize) -> bool {
        let end = n.checked_sub(1).and_then(|n| Some(self.all[n].names.last()?.1.end));
        let start = self.all[n].names.first().map(|(_, at)| at.start);
        let between = end.zip(start).and_then(|(end, start)| self.quote.get(end..start)).unwrap_or_default();
        between.split(is_end).next().is_some_and(|rest| !rest.trim().is_empty())
    }

    /// To whom it goes, or who is told.
    pub fn receive(&self) -> impl Iterator<Item = &Place<'n>> {
        self.all.iter().filter(|place| self.receives(place))
    }

    /// Whether whoever is named at a place gets a thing or is told of it.
    pub fn receives(&self, place: &Place<'_>) -> bool {
        let words = self.before(place);
        let mut words = words.iter().map(String::as_str).skip_while(|word| BEFORE[..2].contains(word));
        let (Some(word), rest) = (words.next(), words.collect::<Vec<_>>()) else { return false };
        let sent = || ["gửi", "nộp", "chuyển"].iter().any(|word| rest.contains(word));
        // Backwards: "báo cáo kịp thời với". Whoever works with somebody else tells him nothing.
        let told = || rest.windows(2).any(|pair| pair == ["cáo", "báo"]) && rest.first() != Some(&"hợp");
        match word {
            "gửi" | "nộp" => true,
            "trình" => rest.first() != Some(&"tờ"),
            "cho" | "với" | "lên" => sent() || told(),
            // "Báo cáo về Phòng Kho" is about it.
            "về" | "đến" | "tới" => sent(),
            _ => false,
        }
    }

    /// Before whom somebody answers, besides those to whom a thing goes.
    pub fn answers_to(&self, place: &Place<'_>) -> bool {
        let words = self.before(place);
        let mut words = words.iter().map(String::as_str).skip_while(|word| BEFORE[..2].contains(word));
        words.next() == Some("trước") || self.receives(place)
    }

    /// Who chairs.
    pub fn chairs(&self) -> impl Iterator<Item = &Place<'n>> {
        self.all.iter().filter(|place| self.behind(place, &CHAIRS))
    }

    /// Whether the words right behind a place are some of these.
    fn behind(&self, place: &Place<'_>, all: &[&str]) -> bool {
        let end = place.names.last().map_or(self.quote.len(), |(_, at)| at.end);
        let rest = self.quote.get(end..).unwrap_or_default();
        let words: Vec<String> = rest.split_whitespace().take(4).map(bare).collect();
        let words = words.join(" ") + " ";
        rest.starts_with(char::is_whitespace) && all.iter().any(|said| words.starts_with(&format!("{said} ")))
    }

    /// The words before a place, the nearest first, as far as its part of the sentence and the name before it go.
    fn before(&self, place: &Place<'_>) -> Vec<String> {
        let start = place.names.first().map_or(0, |(_, at)| at.start);
        let ends = self.all.iter().filter_map(|other| other.names.last()).map(|(_, at)| at.end);
        let from = ends.filter(|end| *end <= start).max().unwrap_or(0);
        let words = self.quote.get(from..start).unwrap_or_default();
        words.rsplit(is_end).next().unwrap_or_default().split_whitespace().rev().map(str::to_lowercase).collect()
    }

    /// Whether what is said goes on with a purpose behind a place, which whoever is named there may have.
    pub fn goes_on(&self, place: &Place<'_>) -> bool {
        let end = place.names.last().map_or(0, |(_, at)| at.end);
        self.quote.get(end..).unwrap_or_default().split_whitespace().any(|word| bare(word) == "để")
    }

    /// The words at a place.
    pub fn words(&self, at: &Range<usize>) -> &'q str {
        self.quote.get(at.clone()).unwrap_or_default()
    }

    /// Whether a list goes on with a name nobody is declared by: "Giám đốc, Hội đồng quản lý".
    pub fn is_open(&self, place: &Place<'_>) -> bool {
        let end = place.names.last().map_or(0, |(_, at)| at.end);
        let rest = self.quote.get(end..).unwrap_or_default();
        let joined = rest.trim_start().strip_prefix([',', ';', '/']).map(str::trim_start);
        let joined = joined.or_else(|| ["và ", "hoặc "].iter().find_map(|word| rest.trim_start().strip_prefix(word)));
        let Some(rest) = joined.map(|rest| rest.strip_prefix("trước ").unwrap_or(rest)) else { return false };
        let at = self.quote.len() - rest.len();
        let declared = self.all.iter().filter_map(|place| place.names.first()).any(|(_, name)| name.start == at);
        rest.starts_with(char::is_uppercase) && !declared
    }
}

/// Whether nothing stands between two names but what joins the names of a list.
fn is_joined(between: &str) -> bool {
    !between.contains(['.', ':', '(', ')', '–'])
        && between.split([',', ';', '/', ' ']).filter(|w| !w.is_empty()).all(|word| JOINED.contains(&word))
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn is_end(c: char) -> bool {
    matches!(c, ',' | ';' | '.' | ':' | '(')
}
