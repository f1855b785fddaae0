//! The stable codes. A code's documentation comment is what `quyche explain <code>` says of it; it is written once, here:
//! lines in Vietnamese, then as many in English. The example beside it is made from the planted slip of that code
//! (`tests/faults/explained.rs`), so that it shows what the program really says.

use super::example::Example;
use super::{Lang, Severity};

/// Who is told of a finding that does not stop the site. Each code says so where it is declared: what speaks of the published text
/// is an open point of it, and what speaks of the clerk's files is nobody else's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The clerk, on the console.
    Clerk,
    /// The clerk, and it names or repeats what may never have been meant for others: no file beside the site keeps it either.
    Private,
    /// Readers too: the open points repeat it, under a title of its code.
    Readers,
    /// Readers too, from the content itself: the open points have a section for it and do not say it twice.
    Section,
}

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident, $audience:ident; )+) => {
        /// A kind of finding. The string form is stable: it is printed, documented and searched for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $( $(#[doc = $doc])+ $name, )+ }

        impl Code {
            /// Every code, in the order of declaration.
            pub const ALL: &[Self] = &[$( Self::$name, )+];

            /// The stable form, e.g. `quote-not-found`.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $( Self::$name => $code, )+ } }

            /// The severity it has unless `--strict` raises it.
            #[must_use]
            pub fn severity(self) -> Severity { match self { $( Self::$name => Severity::$severity, )+ } }

            /// Who is told of it where it is a warning.
            #[must_use]
            pub fn audience(self) -> Audience { match self { $( Self::$name => Audience::$audience, )+ } }

            /// What is wrong and why it matters, in one language: a half of the documentation comment of the code.
            #[must_use]
            pub fn explanation(self, lang: Lang) -> String {
                let lines: &[&str] = match self { $( Self::$name => &[$($doc,)+], )+ };
                let (vi, en) = lines.split_at(lines.len() / 2);
                let half = if lang == Lang::Vi { vi } else { en };
                half.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ")
            }

            /// A slip that gives this code, and what the program says to it.
            #[must_use]
            pub fn example(self) -> Example {
                Example::read(match self { $( Self::$name => include_str!(concat!("examples/", $code, ".txt")), )+ })
            }
        }
    };
}

codes! {
    /// Không đọc được tệp hoặc thư mục (thiếu, không có quyền, hoặc ổ đĩa lỗi).
    /// A file or folder cannot be read (missing, no permission, or a failing disk).
    FileUnreadable = "file-unreadable", Error, Clerk;
    /// Tệp lớn hơn 4 MiB (logo: 100 kB). Văn bản quy chế không bao giờ lớn như vậy; có lẽ đây không phải tệp văn bản. Nội dung thật sự lớn đến thế thì cho phép bằng --file-limit.
    /// A file is larger than 4 MiB (a logo: 100 kB). No regulation is that long; it is probably not a text file. Where there really is that much, --file-limit lets it in.
    FileTooLarge = "file-too-large", Error, Clerk;
    /// Tệp không phải UTF-8 (hoặc UTF-16 có BOM). Thường gặp khi tệp được gõ bằng phông TCVN3 hoặc VNI: hãy chuyển mã sang Unicode rồi lưu lại dạng UTF-8.
    /// A file is neither UTF-8 nor UTF-16 with a byte order mark. Convert it to Unicode and save it as UTF-8.
    FileEncoding = "file-encoding", Error, Clerk;
    /// Tệp lưu dạng UTF-16. quyche đọc được, nhưng nên lưu lại dạng UTF-8 để mọi chương trình khác cũng đọc được.
    /// A file is saved as UTF-16. It is read, but UTF-8 is what every other program expects.
    FileUtf16 = "file-utf16", Warning, Clerk;
    /// Tệp có ký tự điều khiển (ví dụ NUL) không hiện ra khi in. Xóa ký tự đó.
    /// A file holds a control character (e.g. NUL) that does not show in print. Delete it.
    ControlCharacter = "control-character", Error, Clerk;
    /// Liên kết tượng trưng trỏ ra ngoài thư mục dự án không được đọc.
    /// A symbolic link that leads out of the project is not followed.
    LinkOutside = "link-outside", Error, Clerk;
    /// Dự án có quá nhiều tệp, thư mục lồng nhau quá sâu, hoặc một danh sách dài hơn mức một cơ quan cần.
    /// The project has too many files, folders nested too deep, or a list longer than any office needs.
    TooMany = "too-many", Error, Clerk;
    /// Dự án thiếu tệp bắt buộc (ví dụ quyche.yaml hoặc một bản quy chế trong regulation/).
    /// The project lacks a file it needs (e.g. quyche.yaml or a text in regulation/).
    FileMissing = "file-missing", Error, Clerk;

    /// Tệp trong thư mục nội dung mà quyche không đọc: tên hoặc chỗ đặt không đúng. Thường là gõ nhầm tên tệp, hoặc đuôi .txt do Notepad thêm vào.
    /// A file in the content folder that nothing reads, for its name or place. Usually a misspelt name, or a .txt an editor added.
    UnknownFile = "unknown-file", Warning, Private;

    /// Tệp YAML viết sai cú pháp, nên không hiểu được từ chỗ này trở đi.
    /// The YAML is not well formed, so nothing after this place can be understood.
    YamlSyntax = "yaml-syntax", Error, Clerk;
    /// Một khóa xuất hiện hai lần trong cùng một mục; chỉ một giá trị có thể đúng.
    /// A key stands twice in one entry; only one of the values can be meant.
    YamlDuplicateKey = "yaml-duplicate-key", Error, Clerk;
    /// Dấu ` #` trong giá trị không có ngoặc kép mở đầu một chú thích: phần chữ sau nó bị mất. Đặt giá trị trong ngoặc kép.
    /// A ` #` inside an unquoted value begins a comment: the words after it are lost. Put the value in quotes.
    YamlCommentCut = "yaml-comment-cut", Warning, Private;
    /// Khóa không có trong mục này. Thường là gõ nhầm.
    /// The key is not known in this entry. Usually a slip of the fingers.
    UnknownKey = "unknown-key", Error, Clerk;
    /// Thiếu một khóa bắt buộc, hoặc khóa có mà chưa ghi giá trị.
    /// A required key is missing, or stands without a value.
    MissingKey = "missing-key", Error, Clerk;
    /// Giá trị không đúng kiểu: ví dụ cần danh sách mà lại là một dòng chữ.
    /// The value is of the wrong kind, e.g. words where a list is needed.
    WrongType = "wrong-type", Error, Clerk;
    /// Giá trị không nằm trong các giá trị được phép.
    /// The value is not one of those allowed.
    BadValue = "bad-value", Error, Clerk;
    /// Màu của cơ quan (colors trong quyche.yaml) quá gần màu nền hoặc màu chữ, người đọc không đọc được. Độ tương phản tối thiểu là 4,5 : 1 (WCAG 2.2).
    /// A colour of the office (colors in quyche.yaml) is too near its ground or its letters to be read. WCAG 2.2 asks for 4.5 : 1 at least.
    LowContrast = "low-contrast", Error, Clerk;
    /// Ngày không có thật hoặc không viết dạng NĂM-THÁNG-NGÀY.
    /// The date does not exist, or is not written YEAR-MONTH-DAY.
    BadDate = "bad-date", Error, Clerk;
    /// Mã (id) chỉ gồm chữ thường không dấu, số và dấu gạch nối, tối đa 64 ký tự, và không trùng tên thiết bị của Windows.
    /// An id consists of lower-case ASCII letters, digits and hyphens, 64 characters at most, and is no device name of Windows.
    BadId = "bad-id", Error, Clerk;
    /// Hai mục dùng chung một mã (id) hoặc một tên, hay hai tệp là cùng một quyết định.
    /// Two entries share one id or one name, or two files are one decision.
    DuplicateId = "duplicate-id", Error, Clerk;

    /// Số hoặc chữ đầu điều khoản không phải là số kế tiếp. Có thể gõ nhầm, hoặc một điều khoản bị bỏ sót; quyche không đoán.
    /// The label of a provision is not an expected successor. It may be a slip or a lost provision; quyche does not guess.
    LabelNotSuccessor = "label-not-successor", Error, Clerk;
    /// Cùng một điều khoản xuất hiện hai lần.
    /// The same provision stands twice.
    LabelDuplicate = "label-duplicate", Error, Clerk;
    /// Đoạn văn hoặc tiêu đề đứng trước mọi điều khoản, hoặc tiêu đề không có số.
    /// A paragraph or heading stands before any provision, or a heading has no label.
    LabelMissing = "label-missing", Error, Clerk;
    /// Chữ trong quy chế nằm giữa dấu in đậm, in nghiêng kiểu Markdown (`**…**`, `*…*`, `_…_`). Quy chế được đọc đúng từng chữ, nên các dấu ấy sẽ hiện trên trang.
    /// Words of the regulation stand between marks of Markdown (`**…**`, `*…*`, `_…_`). The regulation is read to the letter, and the marks would be printed.
    TextMarkup = "text-markup", Warning, Clerk;
    /// Phần đầu tệp (giữa hai dòng ---) thiếu hoặc không đóng.
    /// The head of the file (between two lines ---) is missing or not closed.
    FrontMatter = "front-matter", Error, Clerk;
    /// Hai bản quy chế có hiệu lực từ cùng một ngày.
    /// Two texts take effect on the same day.
    VersionOverlap = "version-overlap", Error, Clerk;
    /// Bản quy chế và quyết định mà bản ấy nêu ở «decision» ghi hai ngày có hiệu lực khác nhau: trang sẽ tự mâu thuẫn.
    /// A text and the decision it names under `decision` say different days of effect: the site would contradict itself.
    VersionDay = "version-day", Error, Clerk;
    /// Quyết định sửa lời quy chế mà chưa có bản hợp nhất của ngày nó có hiệu lực, hoặc có bản mới mà không quyết định nào khai thao tác sửa. Chạy «quyche draft <quyết định>» để có bản nháp, đọc lại rồi lưu vào regulation/.
    /// A decision changes the words of the regulation and there is no consolidated text of its day, or there is a new text no decision accounts for. `quyche draft <decision>` writes a draft to read and save in regulation/.
    VersionMissing = "version-missing", Error, Clerk;
    /// Bản hợp nhất mới khác bản trước ở chỗ mà quyết định không khai, hoặc không khác ở chỗ đã khai. Mỗi thay đổi phải có một thao tác, và mỗi thao tác phải thấy trong bản mới, đúng từng chữ.
    /// The new consolidated text differs from the last where the decision says nothing, or does not where it says something. Every change needs an operation, and every operation shows in the new text, to the letter.
    TextNotAsDeclared = "text-not-as-declared", Error, Clerk;
    /// Thao tác sửa lời không thực hiện được: bản trước không có điều khoản ấy, hoặc cụm từ cũ không có hay có nhiều lần ở đó.
    /// An operation on the text cannot be carried out: the text before has no such provision, or the old words are not in it, or stand there more than once.
    OperationImpossible = "operation-impossible", Error, Clerk;
    /// Sau khi thay cụm từ vẫn còn chỗ viết gần giống (khác thứ tự, thêm «các», viết hoa). Có thể quyết định bỏ sót.
    /// After a phrase was replaced the text still has places that write it almost so (another order, another case). The decision may have missed them.
    PhraseLeftover = "phrase-leftover", Warning, Section;
    /// Câu trích đúng ở bản trước nhưng không còn trong bản có hiệu lực sau đó. Ghi «until» cho dòng cũ và thêm dòng mới có «from», trích theo bản mới.
    /// The quote holds in an earlier text and no longer in a later one. End the old row with `until` and add one with `from` that quotes the new words.
    QuoteOutdated = "quote-outdated", Error, Readers;
    /// Quyết định nói về đơn vị chưa có hoặc không còn vào ngày nó có hiệu lực.
    /// A decision speaks of a unit that is not there, or no longer, on the day it takes effect.
    UnitNotThere = "unit-not-there", Error, Clerk;
    /// Một dòng, một đơn vị, một vai trò khác, một quy tắc lịch hoặc một thao tác nêu tên chức danh vào những ngày chưa có hoặc không còn chức danh ấy («from», «until» của vai trò ở roles.yaml).
    /// A row, a unit, another role, a rule of the calendar or an operation names a post on days on which it is not there (`from` and `until` of the role in roles.yaml).
    RoleNotThere = "role-not-there", Error, Clerk;
    /// Chia, tách hoặc giải thể một đơn vị mà còn nhiệm vụ có tên đơn vị ấy chưa giao cho ai.
    /// A unit is divided, split or dissolved and duties that name it are given to nobody.
    DutyUnassigned = "duty-unassigned", Error, Clerk;
    /// Thao tác không làm thay đổi gì: đổi sang chính tên cũ, đổi tên hai lần trong một ngày, chuyển nhiệm vụ mà bên giao không có, thêm người đã có trong nhóm.
    /// An operation changes nothing: a rename to the same name, a second one of one day, a duty its bearer does not have, a member that is one already.
    OperationWithoutEffect = "operation-without-effect", Error, Clerk;
    /// Quyết định ghi ngày có hiệu lực trước ngày ký.
    /// A decision takes effect before the day it was signed.
    DecisionBeforeSigning = "decision-before-signing", Warning, Clerk;

    /// Vai trò, đơn vị hoặc nhóm được nhắc đến không có trong units.yaml hay roles.yaml.
    /// A role, unit or collective is named that neither units.yaml nor roles.yaml declares.
    UnknownActor = "unknown-actor", Error, Clerk;
    /// Điều khoản được dẫn không có trong quy chế.
    /// A cited provision is not in the regulation.
    UnknownProvision = "unknown-provision", Error, Clerk;
    /// Quyết định được dẫn không có trong decisions/.
    /// A cited decision is not in decisions/.
    UnknownDecision = "unknown-decision", Error, Clerk;
    /// Nghĩa vụ định kỳ được dẫn không có trong calendar.yaml.
    /// A rule of the calendar refers to another that calendar.yaml does not declare.
    UnknownRule = "unknown-rule", Error, Clerk;
    /// Câu trích không có trong điều khoản. Mỗi chữ trích phải đúng nguyên văn: hãy chép lại từ quy chế.
    /// The quote is not in its provision. A quote is verbatim to the letter: copy it from the regulation.
    QuoteNotFound = "quote-not-found", Error, Clerk;
    /// Điều khoản không có ai chịu trách nhiệm và cũng không được ghi là điều khoản chung (`general: true` kèm lý do).
    /// A provision has neither a bearer nor `general: true` with a reason.
    ProvisionWithoutBearer = "provision-without-bearer", Error, Clerk;
    /// Điều khoản vừa có người chịu trách nhiệm vừa được ghi là điều khoản chung.
    /// A provision has both a bearer and `general: true`.
    BearerAndGeneral = "bearer-and-general", Error, Clerk;
    /// Câu trích của một dòng trong duties.yaml, hoặc ở «reports_to» của vai trò, nói về người hay đơn vị khác, không nêu tên «who» của dòng ấy. Việc sẽ hiện ở trang của người không có việc ấy.
    /// The quote of a row of duties.yaml, or in `reports_to` of a role, speaks of somebody else and does not name its `who`. The duty would stand on the page of one who does not have it.
    BearerNotNamed = "bearer-not-named", Warning, Clerk;
    /// Tên khai báo không có trong quy chế: điều khoản ghi ở «cite» không nêu tên đơn vị, hoặc cả quy chế chỉ có cách viết gần giống. Thường là gõ nhầm một chữ hay một dấu; tìm kiếm và liên kết đi theo tên nên sẽ không thấy.
    /// A declared name is not in the regulation: the provision a unit cites does not name it, or the text has only words that are nearly so. Mostly a slip in a letter or a mark; search and links go by the name and would find nothing.
    NameNotInText = "name-not-in-text", Warning, Clerk;
    /// Hai chỗ nói về thành viên của một nhóm không khớp nhau: «group» của đơn vị và «members» của nhóm, hoặc «members» và câu trích làm căn cứ.
    /// Two places that say who is in a group do not agree: `group` of a unit and `members` of the group, or `members` and the words quoted for it.
    MembersDiffer = "members-differ", Warning, Clerk;
    /// Một cách gọi tắt (aliases) cũng là tên hoặc cách gọi tắt của đơn vị, vai trò khác: người tìm theo cách gọi ấy sẽ đến nhầm chỗ.
    /// A short form (`aliases`) is also a name or short form of another unit or role: whoever looks for it comes to the wrong place.
    AliasShared = "alias-shared", Warning, Clerk;
    /// Đơn vị không có người đứng đầu, hoặc có hai, hoặc cấp phó cùng một vai trò với cấp trưởng, hoặc cấp trưởng báo cáo cho cấp phó.
    /// A unit has no head, or two, or its deputy is of the same role as its head, or its head reports to the deputy.
    HeadCount = "head-count", Error, Clerk;
    /// Đơn vị đã chấm dứt hoạt động (`until`), hoặc nhóm không còn thành viên nào, mà còn nhiệm vụ chưa giao cho ai khác.
    /// A unit has ended (`until`), or a group has no members left, and still has duties that nobody else took over.
    OrphanedDuty = "orphaned-duty", Error, Readers;
    /// Vai trò hoặc nhóm kế thừa lẫn nhau thành vòng tròn, hoặc một vai trò báo cáo cho chính mình.
    /// Roles or collectives inherit from one another in a circle, or a role reports to itself.
    InheritanceCycle = "inheritance-cycle", Error, Clerk;

    /// Điều khoản nêu thời hạn nhưng không có quy tắc nào của calendar.yaml trích lời ấy, hoặc quy tắc trích lời ấy đã hết hay chưa
    /// bắt đầu (`valid_to`, `valid_from`). Mỗi thời hạn trong một điều khoản cần quy tắc của nó.
    /// A provision states a limit that no rule of calendar.yaml quotes, or the rule that quotes it has ended or not begun
    /// (`valid_to`, `valid_from`). Each limit within a provision needs its rule.
    DeadlineWithoutRule = "deadline-without-rule", Error, Clerk;
    /// Quy tắc ghi ngày, thứ, tuần, tháng hoặc số ngày làm việc, người làm, nơi nhận, người chủ trì hoặc cuộc họp làm mốc khác với câu mà nó
    /// trích (hay với duties.yaml, khi câu trích không nêu ai), kể cả ngày mà câu trích không kể, hoặc không
    /// ghi `about` khi câu trích nói ngày của kỳ sau ("ngày 05 của tháng đầu quý sau"). Trang sẽ nêu điều văn bản không nói.
    /// A rule says another day, weekday, week, month or number of working days than the words it quotes, another who does it, gets it or
    /// chairs, another meeting it goes by (or another bearer than duties.yaml, where the words name nobody), includes a day they do not, or
    /// has no `about` where they name a day of the next period. The page would state what the text does not say.
    RuleNotAsQuoted = "rule-not-as-quoted", Warning, Clerk;
    /// Quy tắc ngày không bao giờ tính được: ví dụ ngày 30 tháng 2, tuần thứ 6, quý 5.
    /// The rule can never give a date, e.g. day 30 of February, week 6, quarter 5.
    BadRule = "bad-rule", Error, Clerk;
    /// Quy tắc có nhiều cách hiểu, cho ra ngày khác nhau, mà quyche.yaml chưa chọn cách hiểu nào (`week_rule`); hoặc quyết định dời việc
    /// hằng năm sang đầu kia của năm mà không rõ ngày nào là của năm nào.
    /// The rule can be read in several ways that give different dates, and quyche.yaml chooses none (`week_rule`); or a decision moves a
    /// yearly duty to the other end of the year, and it is not said which date is of which year.
    AmbiguousRule = "ambiguous-rule", Error, Clerk;
    /// Báo cáo đến hạn sau cuộc họp mà nó phải phục vụ (`must_precede`).
    /// A report is due after the meeting it must precede (`must_precede`).
    ReportAfterMeeting = "report-after-meeting", Error, Clerk;
    /// Chưa nạp ngày nghỉ của năm này, hoặc ghi là đã nạp mà thiếu những ngày luật cho nghỉ, nên không tính được ngày làm việc.
    /// quyche không đoán. «quyche holidays NĂM» lập tệp dự kiến theo luật.
    /// The holidays of this year are not loaded, or days off by law are missing among them, so working days cannot be computed.
    /// quyche does not guess. `quyche holidays YEAR` makes a file of what the law expects.
    HolidayYearMissing = "holiday-year-missing", Error, Clerk;
    /// Một ngày trong tệp ngày nghỉ không làm thay đổi gì: nghỉ bù, nghỉ hoán đổi vào ngày cuối tuần, hoặc làm bù vào ngày vẫn làm việc. Có thể ghi nhầm ngày.
    /// A day of the holiday file changes nothing: a day in lieu or swapped off on a weekend, or one swapped in that is worked anyway. The day may be a slip.
    HolidayWithoutEffect = "holiday-without-effect", Warning, Clerk;
    /// Một ngày nghỉ hoán đổi không có ngày làm bù đi cùng, hoặc ngược lại. Thông báo hoán đổi luôn nêu cả hai.
    /// A day swapped off has no day that is worked instead, or the other way round. The notice of a swap always names both.
    SwapUnpaired = "swap-unpaired", Warning, Clerk;
    /// Quyết định trong overrides.yaml không nêu văn bản làm căn cứ (`ref`). Không có căn cứ thì không dời, hủy hay ấn định.
    /// A decision in overrides.yaml names no document (`ref`). Without one nothing is moved, cancelled or scheduled.
    OverrideWithoutRef = "override-without-ref", Error, Clerk;
    /// Các mục của overrides.yaml không theo thứ tự ngày ban hành. Sổ chỉ ghi thêm vào cuối, không chèn, không xóa.
    /// The entries of overrides.yaml are not in the order of their days. The log is appended to, never inserted into.
    OverrideOrder = "override-order", Error, Clerk;
    /// Hai mục của overrides.yaml quyết định cùng một điều về cùng một kỳ.
    /// Two entries of overrides.yaml decide the same about the same occurrence.
    OverrideDuplicate = "override-duplicate", Error, Clerk;
    /// overrides.yaml nói đến một kỳ không có trong lịch: quy tắc không có, không có kỳ ấy, hoặc văn bản không cho ngày nào để dời.
    /// overrides.yaml names an occurrence that the calendar does not have: no such rule, no such period, or a rule without dates.
    UnknownSlot = "unknown-slot", Error, Clerk;
    /// Ngày được quyết định là ngày nghỉ.
    /// The day that was decided is a day off.
    OverrideDayOff = "override-day-off", Error, Clerk;
    /// Ngày dời đến cách ngày theo văn bản hơn nửa năm, hoặc văn bản ban hành sau chính ngày được quyết định; thường là viết nhầm năm. Việc cần làm: xem lại năm; đúng ngày ấy thì để nguyên.
    /// The day something is moved to lies more than half a year from that of the text, or the document is of a day after the one it decides about; mostly the year is a slip. What to do: look at the year; a day that is meant may stay.
    OverrideFar = "override-far", Warning, Clerk;
    /// Ngày được ấn định nằm ngoài khoảng thời gian mà văn bản cho.
    /// The day that was set lies outside the span of time the text gives.
    ScheduleOutsideWindow = "schedule-outside-window", Error, Clerk;
    /// Quyết định không hợp với kỳ này: dời hoặc xác nhận việc chưa ấn định ngày, ấn định việc đã có ngày, xác nhận việc đã hủy hoặc xác nhận một ngày khác.
    /// The decision does not fit the occurrence: moving or confirming what has no day yet, scheduling what has one, confirming what is cancelled or another day.
    OverrideNotApplicable = "override-not-applicable", Error, Clerk;

    /// Hai trang cùng một địa chỉ (kể cả chỉ khác chữ hoa, chữ thường).
    /// Two pages have one address (also when only letter case differs).
    PathCollision = "path-collision", Error, Clerk;
    /// Liên kết trỏ đến trang hoặc chỗ không tồn tại. Việc cần làm: sửa liên kết trong content/pages/, hoặc thêm trang ấy.
    /// A link leads to a page or place that does not exist. What to do: correct the link in content/pages/, or add the page.
    DeadLink = "dead-link", Error, Clerk;
    /// Giao diện (theme) có lỗi: mẫu viết sai hoặc dùng thứ không có.
    /// The theme is faulty: a template is malformed or uses what does not exist.
    ThemeFault = "theme-fault", Error, Clerk;

    /// Tên trong quy chế viết khác tên đã khai báo (gạch nối, chữ hoa, dấu). Văn bản giữ nguyên; nêu ở «Điểm chưa rõ».
    /// A name in the regulation is written otherwise than declared (dash, capitals, marks). The text is kept as it is.
    NameVariant = "name-variant", Warning, Readers;
    /// Đơn vị không được giao nhiệm vụ riêng nào trong quy chế. Việc cần làm: xem duties.yaml có bỏ sót không; nếu không thì đây là điều để nêu khi sửa quy chế.
    /// The regulation names no duty of this unit. What to do: see whether duties.yaml has left it out; if not, raise it when the regulation is next amended.
    UnitNeverNamed = "unit-never-named", Warning, Section;
    /// Nhóm không được văn bản định nghĩa: thành viên là suy luận. Việc cần làm: nếu văn bản có định nghĩa thì ghi «cite» và «quote» trong roles.yaml; nếu không thì nêu khi sửa quy chế.
    /// The text does not define this collective: its members are inferred. What to do: give `cite` and `quote` in roles.yaml where the text does define it; else raise it when the regulation is next amended.
    CollectiveWithoutBasis = "collective-without-basis", Warning, Section;
    /// Lỗi in trong văn bản đã ban hành. Ghi nhận, không tự sửa. Việc cần làm: đề nghị nơi ban hành đính chính; có đính chính thì lập quyết định trong decisions/.
    /// A print error in the text as issued. Noted, never corrected. What to do: ask the issuer for a corrigendum, and enter it in decisions/ when it comes.
    PrintError = "print-error", Warning, Section;
    /// Văn bản còn dùng từ hoặc tên gọi đã hết giá trị từ ngày nêu trong glossary.yaml. Việc cần làm: nêu khi sửa quy chế; nếu từ vẫn dùng được thì xóa khỏi «obsolete».
    /// The text still uses a term that ceased to be valid on the day given in glossary.yaml. What to do: raise it when the regulation is next amended, or delete the term from `obsolete` if it is still good.
    ObsoleteTerm = "obsolete-term", Warning, Readers;
    /// Văn bản dẫn đến một điều khoản của chính nó mà không có, đã được bãi bỏ, hoặc nay mang số khác. Việc cần làm: đối chiếu với bản gốc; bản gốc in đúng như vậy thì giữ nguyên lời văn và nêu khi sửa quy chế.
    /// The text refers to a provision of its own that is not there, was repealed or has another number now. What to do: compare the original; if it is printed so, the words stay, and it is raised when the regulation is next amended.
    DeadReference = "dead-reference", Warning, Readers;
    /// Từ đồng nghĩa trong synonyms.yaml chỉ tới những chữ không có trong văn bản, nên không giúp tìm ra gì.
    /// A synonym of synonyms.yaml stands for words the text does not say, and so helps to find nothing.
    SynonymUnknown = "synonym-unknown", Warning, Clerk;
    /// Nghĩa vụ định kỳ mà văn bản không nêu thời hạn. Việc cần làm: không đặt ngày thay văn bản; khi có văn bản ấn định ngày thì ghi «times: 1» vào «when», rồi ấn định từng kỳ trong overrides.yaml.
    /// A periodic obligation to which the text gives no date. What to do: invent none; when a document sets the day, write `times: 1` into `when` and enter the day in overrides.yaml.
    Undated = "undated", Warning, Section;
    /// Trang trong content/pages/ có ảnh. Trang không hiện ảnh, chỉ hiện lời mô tả của ảnh.
    /// A page of content/pages/ has a picture. The site shows no pictures, only what describes them.
    PagePicture = "page-picture", Warning, Clerk;
    /// Có vẻ là số điện thoại hoặc hộp thư của một người. Trang nội bộ không nên đăng dữ liệu cá nhân.
    /// It looks like a person's phone number or mailbox. Personal data do not belong on the site.
    PersonalData = "personal-data", Warning, Clerk;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_explained_in_two_languages() {
        let all: BTreeSet<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        assert_eq!(all.len(), Code::ALL.len());
        for code in Code::ALL {
            let (vi, en) = (code.explanation(Lang::Vi), code.explanation(Lang::En));
            let marked = |t: &str| t.to_lowercase().contains(|c: char| matches!(c, 'ă' | 'đ' | 'ơ' | 'ư' | 'ạ'..='ỹ'));
            assert!(marked(&vi) && !en.is_empty() && !marked(&en), "{}: {vi} / {en}", code.as_str());
        }
    }
}
