//! What is a limit, and what only looks like one.

use super::*;

fn found(text: &str) -> Vec<&str> {
    limits(text).into_iter().map(|place| &text[place]).collect()
}

#[test]
fn a_limit_is_found_with_its_day_or_term() {
    for limit in [
        "trước ngày 25 hàng tháng",
        "trước ngày 15/6",
        "trước 15/5 hằng năm",
        "trước 17 giờ ngày 20 hằng tháng",
        "trước 16 giờ 30 phút thứ Năm hằng tuần",
        "trước 17h00 ngày 20",
        "trước ngày mùng 5 hằng tháng",
        "trước thứ Sáu hằng tuần",
        "trước tháng 6",
        "trước 02 ngày",
        "trước ít nhất 24 giờ",
        "chậm nhất",
        "chậm nhất vào sáng ngày thứ 5 tuần thứ hai",
        "chậm nhất là trước ngày 25",
        "chậm nhất không quá 05 ngày làm việc",
        "muộn nhất 5 giờ",
        "vào ngày 20 hằng tháng",
        "vào sáng thứ Hai hằng tuần",
        "vào các ngày thứ Sáu của tuần",
        "định kỳ vào ngày 20 hằng tháng",
        "ngày 20 hằng tháng",
        "ngày 05 của mỗi quý",
        "thứ Năm hằng tuần",
        "thứ Sáu của tuần thứ",
        "trong vòng 3 ngày làm việc",
        "trong vòng năm ngày",
        "trong vòng hai mươi mốt ngày",
        "trong thời hạn 05 (năm) ngày làm việc",
        "trong 05 ngày làm việc",
        "trong năm ngày làm việc",
        "trong 24 giờ",
        "sau 05 ngày làm việc",
        "không quá 15 phút",
        "không quá ngày 25",
        "không muộn hơn 17 giờ ngày 20",
        "tối đa 10 ngày làm việc",
        "trong thời gian 10 ngày làm việc",
        "vào ngày làm việc cuối cùng của tháng",
        "vào ngày cuối tháng",
        "vào thứ Bảy hằng tuần",
        "vào tuần thứ ba hằng tháng",
        "vào tuần đầu của tháng",
        "vào tháng 5 và tháng 11",
        "thứ Hai đầu tháng",
        "trước phiên họp 02 ngày",
        "trước 25 hằng tháng",
        "trong tháng 01 hằng năm",
        "trong thời gian 30 ngày",
        "hạn cuối là 20 hằng tháng",
        "hạn cuối cùng là ngày 20 của tháng",
        "trong thời hạn tối đa 05 ngày",
        "trong vòng 24h",
        "thời hạn 10 ngày làm việc",
        "thời hạn thẩm định: 10 ngày",
        "trong tháng 4 và tháng 10 hằng năm",
        "trong quý I hằng năm",
        "trong quý II và quý IV hằng năm",
        "trong ngày làm việc tiếp theo",
    ] {
        // What some terms are counted from makes them limits.
        let counted = ["tối đa", "trong thời gian"].iter().any(|head| limit.starts_with(head));
        let after = if counted { " kể từ ngày nhận" } else { " gửi" };
        for limit in [limit.to_owned(), capital(limit), limit.to_uppercase(), limit.replace(' ', "\u{A0}")] {
            assert_eq!(found(&format!("Báo cáo {limit}{after}.")), [limit]);
        }
        for blank in ["  ", " \u{200B}", "\u{200B}", "\n"] {
            let limit = limit.replace(' ', blank);
            assert_eq!(found(&format!("Báo cáo {limit}{after}; {limit}{after}")).len(), 2, "{limit:?}");
        }
    }
    // A space that was lost in pasting hides no date.
    assert_eq!(found("báo cáochậm nhất ngày 5"), ["chậm nhất ngày 5"]);
    assert_eq!(found("báo cáo trước ngày15/6"), ["trước ngày15/6"]);
}

#[test]
fn a_limit_may_be_days_from_one_to_another() {
    assert_eq!(found("kê khai từ ngày 01 đến ngày 05 hằng tháng."), ["từ ngày 01 đến ngày 05 hằng tháng"]);
    assert_eq!(found("Báo cáo quý: trong 15 ngày đầu của tháng đầu quý sau."), ["trong 15 ngày"]);
    assert_eq!(found("Các phòng báo cáo trong 05 ngày đầu tháng."), ["trong 05 ngày"]);
    assert_eq!(found("gửi trong 15 ngày đầu của tháng đầu quý sau."), ["trong 15 ngày"]);
}

#[test]
fn a_limit_may_begin_the_sentence_or_end_a_definition() {
    assert_eq!(found("Đến ngày 20 của tháng cuối quý, các phòng gửi báo cáo."), ["Đến ngày 20 của tháng cuối quý"]);
    assert_eq!(found("Thời hạn gửi báo cáo là 20 hằng tháng."), ["là 20 hằng tháng"]);
    assert_eq!(found("Thời hạn thẩm định là 15 ngày."), ["là 15 ngày"]);
    assert_eq!(found("Thời hạn giải quyết là 15 ngày kể từ ngày thụ lý."), ["là 15 ngày"]);
}

#[test]
fn what_is_due_once_stays_a_limit() {
    for (text, limit) in [
        ("Các phòng hoàn thành trước ngày 31 tháng 12 năm 2026.", "trước ngày 31 tháng 12"),
        ("Nhiệm vụ đã được giao phải hoàn thành trước ngày 31/12/2026.", "trước ngày 31/12"),
        ("gửi trước ngày 31/12/2026, được tổng hợp vào báo cáo", "trước ngày 31/12"),
        ("thông báo trước ngày Quyết định có hiệu lực ít nhất 05 ngày", "trước ngày"),
        ("phải được thi hành trong 03 ngày làm việc kể từ ngày ký", "trong 03 ngày làm việc"),
        ("phải có mặt trong vòng 24 giờ kể từ khi được gọi", "trong vòng 24 giờ"),
        ("gửi báo cáo trong 05 ngày đầu tháng", "trong 05 ngày"),
        ("gửi báo cáo trong 05 ngày làm việc đầu tháng", "trong 05 ngày làm việc"),
        ("gửi báo cáo trong 10 ngày cuối quý", "trong 10 ngày"),
        ("Ngày gửi báo cáo là 25 hằng tháng", "là 25 hằng tháng"),
        ("Hạn gửi báo cáo số 2 là 25 hằng tháng", "là 25 hằng tháng"),
        ("Hạn cuối gửi là ngày 20", "là ngày 20"),
        ("giải quyết không quá 05 ngày làm việc kể từ ngày nhận", "không quá 05 ngày làm việc"),
        ("Thời gian giải quyết không quá 04 giờ", "không quá 04 giờ"),
        ("ban hành thông báo kết luận cuộc họp không quá 03 ngày làm việc", "không quá 03 ngày làm việc"),
        ("bàn giao hồ sơ bảo quản trong thời hạn 10 ngày kể từ ngày kết thúc", "trong thời hạn 10 ngày"),
        ("Mỗi quý gửi báo cáo không quá 05 ngày", "không quá 05 ngày"),
        ("kết thúc đợt kiểm tra vào ngày 20 hằng tháng", "vào ngày 20"),
        ("gửi Sở Nội vụ ngày 01/12 hằng năm", "ngày 01/12 hằng năm"),
        ("báo cáo năm gửi ngày 01 tháng 12 hằng năm", "ngày 01 tháng 12 hằng năm"),
        ("Hội nghị được tổ chức một lần vào tháng Một của năm sau", "vào tháng Một"),
        ("báo cáo nhanh trong 30 phút kể từ khi nhận được tin", "trong 30 phút"),
        ("báo cáo nhanh trong 24h kể từ khi nhận được tin", "trong 24h"),
        ("thẩm định trong thời gian 03 ngày làm việc", "trong thời gian 03 ngày làm việc"),
        ("gửi trước cuộc họp giao ban tháng ít nhất 02 ngày làm việc", "trước cuộc họp giao ban tháng ít nhất 02"),
        ("gửi trước phiên họp thường kỳ của Ủy ban 03 ngày", "trước phiên họp thường kỳ của Ủy ban 03"),
    ] {
        assert!(matches!(found(text)[..], [one] if one.starts_with(limit)), "{text}");
    }
}

/// What makes a rule needed is also held against it.
#[test]
fn the_day_of_a_limit_is_read_from_the_same_words() {
    for (text, day, strict) in [
        ("trước ngày 25 hằng tháng", 25, Some(true)),
        ("trước 25 hằng tháng", 25, Some(true)),
        ("trước 15/6 hằng năm", 15, Some(true)),
        ("trước mùng 5 hằng tháng", 5, Some(true)),
        ("trước 17 giờ ngày 20 hằng tháng", 20, Some(false)),
        ("chậm nhất ngày 20 hằng tháng", 20, Some(false)),
        ("chậm nhất 20 hằng tháng", 20, Some(false)),
        ("chậm nhất 15/6", 15, Some(false)),
        ("không quá 15/6", 15, Some(false)),
        ("hạn cuối là 20 hằng tháng", 20, Some(false)),
        ("vào ngày 20 hằng tháng", 20, None),
        ("định kỳ vào ngày 20", 20, None),
        ("Đến ngày 20 của tháng cuối quý", 20, None),
        ("từ ngày 01 đến ngày 05 hằng tháng", 5, None),
        ("từ ngày 01 đến hết 05 của tháng đầu quý", 5, None),
        ("ngày 10 và ngày 25 hằng tháng", 25, None),
    ] {
        assert!(!found(text).is_empty(), "{text}");
        let stated = stated(text);
        assert_eq!((stated.days.last(), stated.strict()), (Some(&day), strict), "{text}");
    }
}

#[test]
fn a_day_of_one_year_is_read_with_its_year() {
    let read = |text: &str| day_of_a_year(text).map(|day| day.to_string());
    for text in
        ["trước ngày 30 tháng 6 năm 2026.", "trước ngày 30/6/2026", "trước 17 giờ", "trước ngày 30 tháng 6, năm 2026"]
    {
        let day = text.contains("30").then(|| "2026-06-30".to_owned());
        assert_eq!(read(text), day, "{text}");
    }
    for text in ["trước ngày 30 tháng 6 hằng năm", "trước ngày 30/6", "ngày 31/2/2026", "trước ngày 15/6 năm sau"]
    {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn each_limit_of_a_sentence_is_one() {
    let text = "(nửa tháng, quý, năm). Báo cáo nửa tháng gửi chậm nhất vào sáng ngày thứ 5 tuần thứ hai và tuần thứ tư của \
                tháng; báo cáo 06 tháng gửi trước ngày 15/6; báo cáo năm trước ngày 30/11 của năm báo cáo";
    let all = ["chậm nhất vào sáng ngày thứ 5 tuần thứ hai", "trước ngày 15/6", "trước ngày 30/11"];
    assert_eq!(found(text), all);
    assert_eq!(found("trước ngày 05 và ngày 20 hằng tháng"), ["trước ngày 05", "ngày 20 hằng tháng"]);
    assert_eq!(found("vào ngày 5, ngày 20 của tháng"), ["vào ngày 5", "ngày 20 của tháng"]);
    assert_eq!(found("gửi ngày 10 và ngày 25 hằng tháng"), ["ngày 10", "ngày 25 hằng tháng"]);
    assert_eq!(found("gửi ngày 5, ngày 15 và ngày 25 hằng tháng"), ["ngày 5", "ngày 15", "ngày 25 hằng tháng"]);
    let two = ["chậm nhất vào ngày 20/6", "ngày 20/12 hàng năm"];
    assert_eq!(found("gửi chậm nhất vào ngày 20/6 và ngày 20/12 hàng năm"), two);
    assert_eq!(found("gửi chậm nhất vào ngày 20/6, căn cứ Công văn ngày 20/12 hàng năm"), two[..1]);
}

#[test]
fn what_limits_no_time_is_none() {
    for text in [
        "trước khi họp",
        "trước pháp luật",
        "trước tháng 7 năm 2021",
        "không quá 02 Phó Trưởng phòng",
        "không quá 10% kinh phí",
        "không quá 08 giờ/ngày",
        "không quá hai lần",
        "trong tháng, trong năm",
        "trong năm ngày càng nhiều",
        "trong 06 tháng đầu năm",
        "trong 05 năm liên tiếp",
        "trong 05 ngày Tết",
        "trong vòng kiểm soát",
        "sau khi họp",
        "sau 17 giờ",
        "sau 05 năm công tác",
        "vào các ngày nghỉ, lễ",
        "thành lập vào ngày 19/11/2021",
        "thành lập vào ngày 19 tháng 11 năm 2021",
        "ngày 28/8 hằng năm là ngày truyền thống",
        "xếp thứ hai",
        "tuần thứ hai hằng tháng",
        "hằng ngày, hằng tuần",
        "thứ tự ưu tiên",
        "có hiệu lực thi hành sau 15 ngày kể từ ngày ký",
        "làm việc từ thứ Hai đến thứ Sáu hằng tuần",
        "nghỉ thứ Bảy, Chủ nhật hằng tuần",
        "tính từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo",
        "tính từ ngày 15 tháng trước đến ngày 14 hằng tháng",
        "cơ quan nghỉ vào thứ Bảy và Chủ nhật hằng tuần",
        "không tổ chức họp vào Chủ nhật",
        "làm thêm vào ngày thứ Bảy được hưởng phụ cấp",
        "số liệu tính đến ngày 15 hằng tháng",
        "ca trực thứ hai hằng tuần",
        "nhóm thứ ba của tuần thứ nhất",
        "thành lập vào ngày 19.11.2021",
        "thành lập vào ngày 19 - 11 - 2021",
        "thành lập vào ngày 19 tháng 11, năm 2021",
        "vắng mặt 03 ngày trở lên, hoặc trong 03 ngày liên tục",
        "vắng mặt trong 03 ngày mà không có lý do",
        "giấy giới thiệu có giá trị trong 30 ngày",
        "số liệu trong 10 ngày đầu tháng",
        "trong năm ngày làm việc vừa qua",
        "trong 24 giờ làm việc liên tục",
        "sau 12 tháng kể từ ngày có quyết định kỷ luật",
        "sau 02 năm kể từ khi bổ nhiệm",
        "sau 05 ngày nghỉ ốm",
        "cuộc họp kéo dài không quá 02 giờ",
        "mỗi đại biểu phát biểu không quá 10 phút",
        "nhiệm kỳ của Hội đồng là 05 năm",
        "được nghỉ tối đa 05 ngày",
        "trong thời gian 02 năm công tác",
        "cao điểm vào cuối tháng",
        "trực từ ngày 01 đến ngày 05 hằng tháng",
        "Hợp đồng đã ký trước ngày Quy chế này có hiệu lực thì tiếp tục thực hiện",
        "văn bản ban hành trước ngày quy chế này được thi hành",
        "Hồ sơ tiếp nhận trước ngày 01 tháng 7 năm 2025 được tiếp tục giải quyết",
        "Hồ sơ tiếp nhận trước ngày 01/7/2025, thì giải quyết theo Quy chế cũ",
        "không áp dụng với văn bản đã được ban hành trước ngày 01/7/2025",
        "đã được bổ nhiệm trước ngày ban hành Quy chế này thì giữ nguyên",
        "bị kỷ luật trước ngày 15.7.2025 không được xét",
        "số phiên họp là 02 mỗi tháng",
        "số ngày họp là 02 mỗi tháng",
        "có mặt trong 03 ngày làm việc",
        "tình hình trong 10 ngày cuối tháng",
        "Báo cáo nửa tháng nêu kết quả thực hiện nhiệm vụ trong 15 ngày đầu tháng",
        "công việc đã làm trong 15 ngày cuối tháng",
        "phân công trực cơ quan trong 03 ngày đầu năm",
        "nghỉ Tết trong 07 ngày đầu năm âm lịch",
        "mở cửa phục vụ trong 05 ngày làm việc đầu tháng",
        "nghỉ vào thứ Bảy và Chủ nhật hằng tuần",
        "không làm việc vào thứ Bảy hằng tuần",
        "được sửa đổi vào tháng 5 và tháng 11 năm 2025",
        "số liệu phát sinh vào tháng 5 và tháng 11",
        "Các văn bản ban hành trong 05 ngày cuối năm được đánh số tiếp theo",
        "Định mức ngày công tác của lái xe là 20 mỗi tháng",
        "Ngày phép năm được cộng dồn là 01 mỗi tháng",
        "Nghị quyết thi hành sau 15 ngày kể từ ngày ký",
        "ngày truyền thống là ngày 20/11",
        "được nghỉ không quá 05 ngày trong năm",
        "Nghỉ phép không quá 05 ngày",
        "đi công tác không quá 05 ngày mỗi tháng",
        "vắng mặt không quá 03 ngày làm việc liên tiếp",
        "công tác ngoài tỉnh không quá 10 ngày làm việc trong một quý",
        "Năm tài chính bắt đầu từ ngày 01/01 và kết thúc vào ngày 31 tháng 12 hằng năm",
        "Thời gian họp giao ban không quá 90 phút",
        "Thời gian trình bày báo cáo không quá 15 phút",
        "Mỗi cuộc họp không quá 01 ngày",
        "Nhiệm kỳ của Hội đồng không quá 05 năm",
        "người lao động thử việc không quá 60 ngày",
        "hợp đồng có thời hạn không quá 12 tháng",
        "Làm thêm không quá 40 giờ trong 01 tháng",
        "Mỗi tuần học không quá 06 ngày",
        "Làm thêm giờ không quá 04 giờ trong 01 ngày, không quá 200 giờ trong 01 năm",
        "hồ sơ được bảo quản trong thời hạn 10 năm",
        "lưu giữ trong 30 ngày",
        "Thư viện mở cửa các ngày thứ Hai, thứ Tư, thứ Sáu hằng tuần",
        "phạt không quá 3 tháng lương",
        "kỷ niệm ngày thành lập ngày 28/8 hằng năm",
        "báo cáo kết quả tổ chức kỷ niệm ngày 28/8 hằng năm",
        "lễ khai giảng ngày 05 tháng 9 hằng năm",
        "được sửa đổi một lần vào tháng 3 năm 2021",
        "bị kỷ luật có thời hạn 10 ngày",
        "thời hạn sử dụng 10 ngày",
        "thời hạn nâng lương 36 tháng",
        "thời hạn giải quyết theo quy định",
        "trong quý I, trong quý báo cáo",
        "trong ngày làm việc, viên chức mặc đồng phục",
        "trong 30 phút đầu giờ",
        "trước cuộc họp, các phòng chuẩn bị 02 ngày",
        "trong thời gian 03 ngày làm việc liên tục",
        "Trẻ em sinh trước ngày 31 tháng 12 được tính đủ tuổi",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

/// What is looked for ahead and back is looked for nearby: of a paragraph without a sign nothing is read anew from every place.
#[test]
fn a_long_paragraph_has_the_limits_of_its_beginning() {
    for words in ["trước ngày a ", "là 25 hằng tháng ", "đến ngày 15 mỗi tháng ", "đã ký trước 01/01/2026 "]
    {
        let begin = |times: usize| limits(&words.repeat(times)).iter().take(1_000).map(|r| r.start).collect::<Vec<_>>();
        assert_eq!(begin(20_000), begin(2_000), "{words}");
    }
}
