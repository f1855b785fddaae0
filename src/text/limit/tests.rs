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
        "thứ Hai đầu tháng",
        "trước phiên họp 02 ngày",
        "trước 25 hằng tháng",
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
fn a_limit_may_begin_the_sentence_or_end_a_definition() {
    assert_eq!(found("Đến ngày 20 của tháng cuối quý, các phòng gửi báo cáo."), ["Đến ngày 20 của tháng cuối quý"]);
    assert_eq!(found("Thời hạn giải quyết là 15 ngày kể từ ngày thụ lý."), ["là 15 ngày"]);
}

#[test]
fn each_limit_of_a_sentence_is_one() {
    let text = "(nửa tháng, quý, năm). Báo cáo nửa tháng gửi chậm nhất vào sáng ngày thứ 5 tuần thứ hai và tuần thứ tư của \
                tháng; báo cáo 06 tháng gửi trước ngày 15/6; báo cáo năm trước ngày 30/11 của năm báo cáo";
    let all = ["chậm nhất vào sáng ngày thứ 5 tuần thứ hai", "trước ngày 15/6", "trước ngày 30/11"];
    assert_eq!(found(text), all);
    assert_eq!(found("trước ngày 05 và ngày 20 hằng tháng"), ["trước ngày 05", "ngày 20 hằng tháng"]);
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
        "từ ngày 01 đến ngày 05 hằng tháng",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}
