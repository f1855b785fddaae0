use jiff::civil::Weekday;

use super::*;

#[test]
fn figures_are_told_by_their_kind() {
    for (text, days, months) in [
        ("trước ngày 25 hằng tháng", &[25][..], &[][..]),
        ("trước ngày 25 tháng 12 hằng năm", &[25], &[12]),
        ("báo cáo 06 tháng gửi trước ngày 15/6", &[15], &[6]),
        ("gửi trước 15/6", &[15], &[6]),
        ("chậm nhất vào ngày 15 của tháng cuối quý", &[15], &[]),
        ("vào các ngày 5, 15 và 25 hằng tháng", &[5, 15, 25], &[]),
        ("chậm nhất vào ngày 20/6 và ngày 20/12", &[20, 20], &[6, 12]),
        ("trước ngày 10/3, 10/6", &[10, 10], &[3, 6]),
        ("ngày mùng 5 hằng tháng", &[5], &[]),
        ("ngày hai mươi lăm", &[25], &[]),
        ("vào tháng 5 và tháng 11", &[], &[5, 11]),
        ("vào tháng Một của năm sau", &[], &[1]),
        ("trong vòng 7 ngày", &[], &[]),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", &[], &[]),
        ("định kỳ 2 lần/năm", &[], &[]),
        ("Định kỳ 06 (sáu) tháng", &[], &[]),
        ("khoản 15, mục 6", &[], &[]),
        ("từ ngày 20 đến 25 hằng tháng", &[20, 25], &[]),
        ("từ ngày 01 đến hết ngày 05 tháng 6", &[1, 5], &[6]),
        ("từ ngày 15/6 - 20/6", &[15, 20], &[6, 6]),
        ("từ ngày 05-10 hằng tháng", &[5, 10], &[]),
        ("từ ngày 5 – 10 hằng tháng", &[5, 10], &[]),
        ("công văn ngày 05-3-2020", &[], &[]),
        ("mỗi năm ngày 5 và ngày 20 tháng 6", &[5, 20], &[6]),
        ("trước ngày 5 của tháng sau tháng 12", &[5], &[]),
        ("trước ngày 10 của quý sau, là tháng 1", &[10], &[]),
        ("trước tháng 6 hằng năm", &[], &[]),
        ("chậm nhất 5 ngày trước ngày 25 hằng tháng", &[], &[]),
        ("trước ngày 25 tháng 12 ít nhất 5 ngày", &[], &[]),
    ] {
        let stated = stated(text);
        assert_eq!((&stated.days[..], &stated.months[..]), (days, months), "{text}");
    }
}

#[test]
fn days_and_weeks_are_told_where_they_cannot_be_ordinals() {
    use Weekday::{Friday, Monday, Sunday, Thursday, Tuesday};
    for (text, weeks, weekdays) in [
        ("thứ Sáu của tuần thứ hai và tuần thứ tư của tháng", &[2, 4][..], &[Friday][..]),
        ("vào sáng ngày thứ 5 tuần thứ hai và thứ tư", &[2, 4], &[Thursday]),
        ("thứ Hai, tuần đầu của tháng", &[1], &[Monday]),
        ("vào thứ ba hằng tuần", &[], &[Tuesday]),
        ("thứ năm hằng tuần", &[], &[Thursday]),
        ("Chủ nhật hằng tuần", &[], &[Sunday]),
        ("kỳ họp thứ hai", &[], &[]),
        ("thứ Ba và thứ năm", &[], &[]),
        ("tuần cuối của tháng", &[], &[]),
        ("tuần thứ hai và tuần cuối của tháng", &[2], &[]),
        ("vào thứ Sáu, sau kỳ họp thứ 2", &[], &[Friday]),
        ("họp thứ 2 hằng tuần", &[], &[Weekday::Monday]),
    ] {
        let stated = stated(text);
        assert_eq!((&stated.weeks[..], &stated.weekdays[..]), (weeks, weekdays), "{text}");
    }
    assert!(stated("thứ Sáu tuần cuối cùng của tháng").last_week);
    assert!(!stated("thứ Sáu tuần thứ tư").last_week);
    let named = |text| -> Vec<Vec<Named>> {
        let all = stated(text).moments.into_iter();
        all.map(|moments| moments.all.into_iter().map(|moment| moment.named).collect()).collect()
    };
    let (friday, weeks) = (vec![Named::Weekday(Friday)], vec![Named::Week(2), Named::Week(LAST_WEEK)]);
    assert_eq!(named("thứ Sáu tuần thứ hai và tuần cuối của tháng"), [friday.clone(), weeks]);
    let months = vec![Named::Month(6), Named::Month(12)];
    for text in ["thứ Sáu tuần cuối tháng 6 và tháng 12", "thứ Sáu, tuần cuối của tháng 6 và tháng 12"]
    {
        assert_eq!(named(text), [friday.clone(), vec![Named::Week(LAST_WEEK)], months.clone()], "{text}");
    }
}

#[test]
fn days_that_are_all_counted_and_the_last_of_a_month_are_told() {
    for (text, all_days, last_day) in [
        ("trong vòng 7 ngày kể từ ngày họp", &[7][..], false),
        ("trong thời hạn 07 (bảy) ngày, kể từ ngày nhận", &[7], false),
        ("trước phiên họp 02 ngày", &[2], false),
        ("trong 05 ngày làm việc", &[], false),
        ("trong 05 ngày, tính theo ngày làm việc", &[], false),
        ("trong 10 ngày (không kể ngày nghỉ)", &[], false),
        ("trong 05 ngày cuối tháng", &[], false),
        ("liên tiếp 03 ngày liên tục", &[], false),
        ("vào ngày cuối tháng", &[], true),
        ("vào ngày cuối cùng của mỗi quý", &[], true),
        ("vào ngày làm việc cuối cùng của tháng", &[], true),
        ("vào các ngày cuối tháng", &[], false),
        ("vào ngày cuối tuần", &[], false),
        ("vào ngày làm việc cuối cùng của tuần", &[], false),
        ("vào ngày cuối cùng của thời hạn", &[], false),
        ("vào ngày đầu tháng", &[], false),
    ] {
        let stated = stated(text);
        assert_eq!((&stated.all_days[..], stated.last_day), (all_days, last_day), "{text}");
    }
}

#[test]
fn terms_and_bounds_are_told() {
    for (text, days, strict) in [
        ("trong vòng 3 ngày làm việc", &[3][..], None),
        ("trong thời hạn 05 (năm) ngày làm việc", &[5], None),
        ("trong năm ngày làm việc", &[5], None),
        ("chậm nhất không quá 05 ngày làm việc", &[5], Some(false)),
        ("trước ngày 25", &[], Some(true)),
        ("trước thứ Sáu hằng tuần", &[], Some(true)),
        ("chậm nhất vào ngày 15", &[], Some(false)),
        ("chậm nhất là trước ngày 25", &[], None),
        ("trước 17 giờ ngày 25", &[], Some(false)),
        ("trước khi họp", &[], None),
        ("vào ngày 20", &[], None),
        ("trước tháng 6 hằng năm", &[], None),
        ("chậm nhất 5 ngày làm việc trước ngày 25", &[5], None),
    ] {
        let stated = stated(text);
        assert_eq!((&stated.working_days[..], stated.strict()), (days, strict), "{text}");
    }
}

#[test]
fn a_weekday_of_a_month_is_none_of_a_week() {
    use Weekday::{Friday, Monday, Thursday};
    for (text, weekdays) in [
        ("vào thứ Hai đầu tiên của tháng", &[(Monday, 1)][..]),
        ("thứ hai đầu tiên hằng tháng", &[(Monday, 1)]),
        ("thứ Sáu cuối cùng của mỗi quý", &[(Friday, -1)]),
        ("thứ Sáu cuối tháng 6 và tháng 12", &[(Friday, -1)]),
        ("thứ Hai đầu tiên và thứ Hai thứ ba của tháng", &[(Monday, 1), (Monday, 3)]),
        ("vào thứ Năm thứ hai trong tháng", &[(Thursday, 2)]),
        ("thứ Hai tuần đầu tháng", &[]),
        ("thứ Hai, tuần thứ nhất của tháng", &[]),
        ("thứ Hai đầu tuần", &[]),
        ("tuần thứ hai đầu tháng", &[]),
        ("thứ Hai hằng tuần", &[]),
        ("thứ Hai, thứ Ba của tháng", &[]),
    ] {
        let stated = stated(text);
        assert_eq!(stated.nth_weekdays, weekdays, "{text}");
        assert!(!stated.last_week, "{text}");
    }
}

/// The words are anybody's: what is listed for ever ends.
#[test]
fn a_list_without_end_is_none() {
    let text = "thứ Hai đầu tiên và ".repeat(20_000);
    assert!(stated(&text).nth_weekdays.is_empty());
    assert!(stated(&"quý I, ".repeat(20_000)).quarters.is_empty());
}

#[test]
fn spans_end_with_a_month_and_seasons_have_all_of_theirs() {
    for (text, months) in [
        ("hoàn thành trong quý I hằng năm", &[3][..]),
        ("chậm nhất trong quý 3", &[9]),
        ("trước khi hết quý II", &[6]),
        ("trong mỗi quý", &[3, 6, 9, 12]),
        ("trong 06 (sáu) tháng đầu năm", &[6]),
        ("trong 6 tháng cuối năm", &[12]),
        ("trong nửa đầu năm", &[6]),
        ("trong tháng 6 và tháng 12", &[6, 12]),
        ("trong các tháng 3, 6, 9", &[3, 6, 9]),
        ("trong năm.", &[12]),
        ("trong năm ngày làm việc", &[]),
        ("trong tháng đầu quý", &[]),
        ("trong 05 ngày", &[]),
        ("trong vòng 6 tháng", &[]),
    ] {
        assert_eq!(stated(text).within, months, "{text}");
    }
    let season = |text| stated(text).seasons.into_iter().map(|season| season.months).collect::<Vec<_>>();
    assert_eq!(season("Từ tháng 9 đến hết tháng 5"), [[9, 10, 11, 12, 1, 2, 3, 4, 5]]);
    assert_eq!(season("mùa mưa bão (từ tháng 5 tới tháng 7)"), [[5, 6, 7]]);
    assert!(season("đến hết tháng 5").is_empty() && season("từ tháng 5 đến tháng 6 năm 2026").is_empty());
}

#[test]
fn a_season_is_that_of_the_duty_where_it_stands_beside_its_time() {
    for (text, own) in [
        ("vào thứ Năm hằng tuần từ tháng 5 đến tháng 11", true),
        ("vào ngày 10 hằng tháng, từ ngày 01 tháng 5 đến ngày 30 tháng 11 hằng năm.", true),
        ("Từ tháng 5 đến tháng 11, vào ngày 10 hằng tháng", true),
        ("vào ngày 10 hằng tháng (tháng 5–11)", true),
        ("vào ngày 10 các tháng chẵn", true),
        ("số liệu từ tháng 5 đến tháng 11", false),
        ("vào ngày 10 hằng tháng, từ tháng 5 đến tháng 11 báo cáo thêm", false),
        ("Từ tháng 5 đến tháng 11, trực hằng tuần; báo cáo hằng tháng", false),
    ] {
        let said: Vec<_> = stated(text).seasons.iter().map(|season| season.own).collect();
        assert_eq!(said, [own], "{text}");
    }
    let excepted = |text| stated(text).excepted;
    assert_eq!(excepted("hằng tháng (trừ các tháng 1, 7 và tháng 12)"), [1, 7, 12]);
    assert_eq!(excepted("hằng tháng, trừ tháng đầu quý"), [1, 4, 7, 10]);
    assert!(excepted("trừ tháng có Tết").is_empty() && stated("trừ tháng 1").months.is_empty());
}

#[test]
fn what_is_said_of_a_day_is_its_own() {
    let bounds = |text| {
        let all = stated(text).moments.into_iter().flat_map(|moments| moments.all);
        all.map(|moment| moment.bound).collect::<Vec<_>>()
    };
    assert_eq!(bounds("họp vào thứ Năm, gửi tài liệu trước thứ Tư"), [None, Some(true)]);
    assert_eq!(bounds("trước ngày 10/6 và ngày 10/12"), [Some(true); 2]);
    assert_eq!(bounds("chậm nhất vào thứ Sáu, bắt đầu vào thứ Hai"), [Some(false), None]);
    assert_eq!(bounds("trước 17 giờ 00 thứ Sáu"), [Some(false)]);
    assert_eq!(bounds("chậm nhất là trước ngày 25"), [None]);
    assert_eq!(bounds("trước chiều thứ Tư"), [None]);
}
