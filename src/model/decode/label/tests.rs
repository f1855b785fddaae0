use super::*;

fn only(text: &str) -> Label {
    let mut all = read(text, true);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.remove(0)
}

#[test]
fn every_kind_of_label_is_read() {
    for (text, style, piece) in [
        ("A. QUY CHẾ", Style::Letter, "A"),
        ("1. Lãnh đạo", Style::Number, "1"),
        ("1\\. Lãnh đạo", Style::Number, "1"),
        ("7a. Mới", Style::Number, "7a"),
        ("5.1. Họp", Style::Dotted(2), "1"),
        ("5.2a. Mới", Style::Dotted(2), "2a"),
        ("đ) Điểm", Style::Point, "đ"),
        ("c1) Mới", Style::Point, "c1"),
        ("Điều 12. Tên", Style::Article, "dieu-12"),
        ("Chương IV", Style::Chapter, "chuong-IV"),
        ("Mục 2. Tên", Style::SectionWord, "muc-2"),
        ("Phần thứ hai QUY", Style::PartWord, "phan-II"),
        ("PHẦN THỨ NHẤT", Style::PartWord, "phan-I"),
        ("CHƯƠNG I", Style::Chapter, "chuong-I"),
        ("PHỤ LỤC II DANH MỤC BÁO CÁO", Style::Annex, "phu-luc-II"),
        ("Phụ lục số 02. Biểu mẫu", Style::Annex, "phu-luc-2"),
        ("PHỤ LỤC: DANH MỤC", Style::Annex, "phu-luc"),
        ("Phụ lục", Style::Annex, "phu-luc"),
        ("Chương IIa Mới", Style::Chapter, "chuong-IIa"),
        ("Chương CCXLIX", Style::Chapter, "chuong-CCXLIX"),
        ("Điều 1024. Tên", Style::Article, "dieu-1024"),
        ("Mục 1a", Style::SectionWord, "muc-1a"),
        ("Tiểu mục 1", Style::SubsectionWord, "tieu-muc-1"),
        ("ĐIỀU 1. Tên", Style::Article, "dieu-1"),
        ("Điều 1", Style::Article, "dieu-1"),
        ("1a.1. Mới", Style::Dotted(2), "1"),
        ("2.\tSau", Style::Number, "2"),
        ("1- Lãnh đạo", Style::Number, "1"),
        ("5.1– Họp", Style::Dotted(2), "1"),
        ("đ- điểm", Style::Point, "đ"),
        ("A- QUY CHẾ", Style::Letter, "A"),
        ("1- “Cán bộ” là", Style::Number, "1"),
        ("2- (Bổ sung) Họp", Style::Number, "2"),
        ("a- “Họp”", Style::Point, "a"),
        ("1.- Lãnh đạo", Style::Number, "1"),
        ("1\\.- Lãnh đạo", Style::Number, "1"),
        ("5.1.– Họp", Style::Dotted(2), "1"),
        ("3.- 05 ngày làm việc", Style::Number, "3"),
        ("đ.- điểm", Style::Point, "đ"),
        ("A.- QUY CHẾ", Style::Letter, "A"),
        ("II.- QUY CHẾ", Style::Roman, "II"),
        ("Điều 12.- Tên", Style::Article, "dieu-12"),
        ("Chương IV.- CHẾ ĐỘ", Style::Chapter, "chuong-IV"),
    ] {
        let label = only(text);
        assert_eq!((label.style, label.piece().as_str()), (style, piece), "{text}");
    }
    assert_eq!(read("I. TRÁCH NHIỆM", true).len(), 2);
}

#[test]
fn an_annex_is_a_heading_with_a_number_or_alone() {
    assert!(read("Phụ lục I kèm theo Quy chế này.", false).is_empty());
    assert!(read("Phụ lục kèm theo", true).is_empty());
}

#[test]
fn a_roman_numeral_is_read_as_it_is_written_and_no_other_way() {
    (1..400).for_each(|n| assert_eq!(from_roman(&roman(n)), Some(n)));
    for token in ["", "IIII", "VX", "IL", "XCX", "CCCC", "CD", "i", "A"] {
        assert_eq!(from_roman(token), None, "{token}");
    }
}

#[test]
fn words_that_only_look_like_labels_are_none() {
    for text in [
        "Mục II phần B quy định khác.",
        "Phần I và phần II giữ nguyên.",
        "1.5 triệu đồng",
        "f) không có điểm f",
        "Điều 5 của Luật",
        "Năm 2021. Tổng",
        "01. Số",
        "a b) c",
        "w) x",
        "10- 15 ngày làm việc",
        "1-5 tháng",
        "X- quang",
        "- Một",
        "– 1",
    ] {
        assert!(read(text, false).is_empty(), "{text}");
    }
}

#[test]
fn successors_follow_the_vietnamese_alphabet_and_insertions() {
    let follows = |b: &str, a: &str| only(&format!("{a} x")).follows(&only(&format!("{b} x")));
    for (before, after) in [
        ("d)", "đ)"),
        ("đ)", "e)"),
        ("e)", "g)"),
        ("c)", "c1)"),
        ("c1)", "c2)"),
        ("c2)", "d)"),
        ("7.", "7a."),
        ("7a.", "8."),
        ("7a.", "7b."),
        ("5.1.", "5.2."),
    ] {
        assert!(follows(before, after), "{before} {after}");
    }
    for (before, after) in [("d)", "e)"), ("1.", "3."), ("5.1.", "6.2."), ("c)", "c2)"), ("7.", "7b."), ("2.", "2.")] {
        assert!(!follows(before, after), "{before} {after}");
    }
}

#[test]
fn the_shape_of_a_label_is_seen_where_it_cannot_be_read() {
    for text in ["a.1) Mới", "f) Mới", "1.1 Mới", "3) Mới", "1.Chịu", "a)Chủ trì", "01. Số"] {
        assert!(near(text, false).is_some_and(|n| n.sure), "{text}");
    }
    assert!(near("1.5 triệu đồng", false).is_some_and(|n| !n.sure));
    for text in ["v.v. và", "T.S. Nguyễn", "19.11.2021 là", "Tiếp theo", "2021. Số"] {
        assert!(near(text, false).is_none(), "{text}");
    }
}

#[test]
fn a_row_goes_on_with_its_own_stops() {
    for (label, next) in [
        ("1.- x", "2.-"),
        ("5.1.- x", "5.2.-"),
        ("a.- x", "b.-"),
        ("Điều 1.- X", "Điều 2.-"),
        ("1- x", "2-"),
        ("5.1- x", "5.2-"),
        ("a- x", "b-"),
        ("a) x", "b)"),
        ("1. x", "2."),
        ("II– X", "III–"),
    ] {
        assert_eq!(only(label).successor(), next);
    }
    assert!(only("2- x").follows(&only("1. x")), "a row may be printed in two ways");
}

#[test]
fn labels_of_another_shape_are_read_as_what_they_are_meant_for_and_told() {
    for (text, piece, help) in [
        ("1/ Giám đốc", "1", "write `1.` instead of `1/`"),
        ("1.1/ Giám đốc", "1", "write `1.1.` instead of `1.1/`"),
        ("a/ lập kế hoạch", "a", "write `a)` instead of `a/`"),
        ("(1) Giám đốc", "1", "write `1.` instead of `(1)`"),
        ("(a) lập", "a", "write `a)` instead of `(a)`"),
        ("1 . Giám đốc", "1", "write `1.` instead of `1 .`"),
        ("b ) Trong", "b", "write `b)` instead of `b )`"),
        ("Khoản 1. Giám đốc", "1", "write `1.` instead of `Khoản 1.`"),
        ("Điểm a) lập", "a", "write `a)` instead of `Điểm a)`"),
        ("3- 05 ngày làm việc", "3", "write `3.` instead of `3-`"),
        ("1: Giám đốc", "1", "write `1.` instead of `1:`"),
        ("1.: Giám đốc", "1", "write `1.` instead of `1.:`"),
        ("1, Giám đốc", "1", "write `1.` instead of `1,`"),
        ("1; “Giám đốc” là", "1", "write `1.` instead of `1;`"),
        ("1.1: Giám đốc", "1", "write `1.1.` instead of `1.1:`"),
        ("1-1. Giám đốc", "1", "write `1.1.` instead of `1-1.`"),
        ("đ: lập", "đ", "write `đ)` instead of `đ:`"),
        ("a; lập", "a", "write `a)` instead of `a;`"),
        ("a] lập", "a", "write `a)` instead of `a]`"),
        ("1.-Các phòng", "1", "write `1.` instead of `1.-`"),
        ("1:Các phòng", "1", "write `1.` instead of `1:`"),
        ("+ 1. Giám đốc", "1", "take the mark `+` away: a label begins its line"),
        ("> 1. Giám đốc", "1", "take the mark `>` away: a label begins its line"),
        ("&nbsp;a) lập", "a", "take the HTML `&nbsp;` at the label away"),
        ("<u>a)</u> lập", "a", "take the HTML `<u>` at the label away"),
        ("_1._ Giám đốc", "1", "take the `_` around the label away"),
    ] {
        let near = near(text, false).unwrap();
        let words = text[near.readings[0].length..].to_owned();
        assert_eq!((near.readings[0].piece().as_str(), near.hidden.unwrap().en.as_str()), (piece, help), "{text}");
        assert!(
            !near.sure && !words.is_empty() && text.ends_with(&words) && !words.starts_with(' '),
            "{text}: {words}"
        );
    }
    for text in [
        "Khoản 1 Điều 5 quy định",
        "(Kèm theo)",
        "24/24 giờ",
        "(2021) x",
        "và/ hoặc",
        "Điểm đến: x",
        "1, 2 và 3 Điều này",
        "a, b và c khoản 1",
        "1; 2; 3",
        "5: 3",
        "1,5 triệu đồng",
        "1-5 tháng",
        "2-9. 10",
        "19:30 họp",
        "<1 năm",
        "> 5 năm",
        "S&T; và",
    ] {
        assert!(near(text, false).is_none_or(|n| n.hidden.is_none()), "{text}");
    }
}
