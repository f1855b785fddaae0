use super::*;

/// The references as words, outermost step last, with the place's words where they are others.
fn read(text: &str) -> Vec<String> {
    let told = |r: Reference<'_>| {
        let steps = r.steps.iter().rev().map(|s| format!("{} {}", s.rank.word(), s.label.unwrap_or("này")));
        let of = r.of.as_ref().map_or(String::new(), |of| format!(" [{of}]"));
        format!("{} = {}{of}", &text[r.place.clone()], steps.collect::<Vec<_>>().join(" "))
    };
    references(text).into_iter().map(told).collect()
}

#[test]
fn a_reference_is_read_with_all_it_lists() {
    for (text, expected) in [
        ("theo điểm b khoản 2 Điều 5 Quy chế này.", &["điểm b khoản 2 Điều 5 = điểm b khoản 2 điều 5 [quy chế]"][..]),
        ("tại khoản 2 Điều này", &["khoản 2 Điều này = khoản 2 điều này"]),
        (
            "quy định tại các khoản 1, 2 và 3 Điều 5;",
            &["khoản 1 = khoản 1 điều 5", "2 = khoản 2 điều 5", "3 Điều 5 = khoản 3 điều 5"],
        ),
        (
            "các điểm a, b khoản 1 và điểm đ khoản 2 Điều 5 thì",
            &[
                "điểm a = điểm a khoản 1 điều 5",
                "b khoản 1 = điểm b khoản 1 điều 5",
                "điểm đ khoản 2 Điều 5 = điểm đ khoản 2 điều 5",
            ],
        ),
        ("Điều 5, Điều 6 và 7.", &["Điều 5 = điều 5", "Điều 6 = điều 6", "7 = điều 7"]),
        ("khoản 2 Điều 5, 6.", &["khoản 2 Điều 5 = khoản 2 điều 5", "6 = điều 6"]),
        ("từ Điều 5 đến Điều 9.", &["Điều 5 = điều 5", "Điều 9 = điều 9"]),
        ("khoản 5.1 mục II phần B", &["khoản 5.1 mục II phần B = khoản 5.1 mục II phần B"]),
        ("điểm b, khoản 2, Điều 5", &["điểm b, khoản 2, Điều 5 = điểm b khoản 2 điều 5"]),
        ("Điều 5 khoản 2 điểm b", &["Điều 5 khoản 2 điểm b = điểm b khoản 2 điều 5"]),
        ("khoản 2 của Điều 5a", &["khoản 2 của Điều 5a = khoản 2 điều 5a"]),
        ("tại Chương II Quy chế này", &["Chương II = chương II [quy chế]"]),
        ("Phần thứ hai của Quy định này", &["Phần thứ hai = phần thứ hai [quy định]"]),
        ("Phụ lục số 02 ban hành kèm theo Quy chế này", &["Phụ lục số 02 = phụ lục 02 [quy chế]"]),
        ("Điều 5 quy định về họp", &["Điều 5 = điều 5"]),
        ("khoản 1 và khoản 2 Điều này", &["khoản 1 = khoản 1 điều này", "khoản 2 Điều này = khoản 2 điều này"]),
        (
            "quy định tại điểm a, điểm b khoản 2 Điều này được xin",
            &["điểm a = điểm a khoản 2 điều này", "điểm b khoản 2 Điều này = điểm b khoản 2 điều này"],
        ),
        ("hồ sơ điện tử (Điều 32d, Điều 32đ);", &["Điều 32d = điều 32d", "Điều 32đ = điều 32đ"]),
        ("quy định tại Điều 5 quy chế này.", &["Điều 5 = điều 5 [quy chế]"]),
        (
            "khoản 1 Điều này, Mục 1 Chương I; khoản 2 Điều 5, Chương III.",
            &[
                "khoản 1 Điều này = khoản 1 điều này",
                "Mục 1 Chương I = mục 1 chương I",
                "khoản 2 Điều 5 = khoản 2 điều 5",
                "Chương III = chương III",
            ],
        ),
        ("Điều 4, khoản 2 Điều 5.", &["Điều 4 = điều 4", "khoản 2 Điều 5 = khoản 2 điều 5"]),
        ("Điều\u{a0}12.", &["Điều\u{a0}12 = điều 12"]),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_is_named_behind_an_outer_one_is_of_that_one_or_of_none() {
    for text in
        ["Điều 3 (khoản 1 và khoản 2).", "Điều 3: khoản 1, khoản 2.", "Điều 3, trong đó khoản 1 và khoản 2 do Giám đốc"]
    {
        assert_eq!(read(text), ["Điều 3 = điều 3", "khoản 1 = khoản 1 điều 3", "khoản 2 = khoản 2 điều 3"], "{text}");
    }
    for text in ["Điều 3, trừ khoản 2, thì", "Điều 3 trừ khoản 2.", "Điều 3 nhưng không áp dụng khoản 2."]
    {
        assert_eq!(read(text), ["Điều 3 = điều 3", "khoản 2 = khoản 2 điều 3"], "{text}");
    }
    assert_eq!(read("khoản 2 Điều 3 (điểm a)."), ["khoản 2 Điều 3 = khoản 2 điều 3", "điểm a = điểm a khoản 2 điều 3"]);
    for text in ["Phụ lục I, mục 2.", "Phụ lục I (các mục về họp và mục 2).", "Phụ lục I do Phòng A lập theo mục 2."]
    {
        assert_eq!(read(text), ["Phụ lục I = phụ lục I"], "{text}");
    }
    assert_eq!(read("Điều 3 do Phòng A thực hiện, kể cả khoản 2; riêng khoản 1 thì"), ["Điều 3 = điều 3"]);
    assert_eq!(read("Điều 3 và Điều 4, trừ khoản 2."), ["Điều 3 = điều 3", "Điều 4 = điều 4"]);
    assert_eq!(read("Điều 3, 4, trừ khoản 2."), ["Điều 3 = điều 3", "4 = điều 4"]);
    let own = ["khoản 1 Điều này = khoản 1 điều này", "khoản 2 = khoản 2"];
    assert_eq!(read("khoản 1 Điều này và báo cáo nêu ở khoản 2."), own);
    assert_eq!(read("Theo Điều 3. Áp dụng khoản 2."), ["Điều 3 = điều 3", "khoản 2 = khoản 2"]);
    assert_eq!(read("Phụ lục I và Chương II."), ["Phụ lục I = phụ lục I", "Chương II = chương II"]);
    assert_eq!(read("Chương II, Điều 5."), ["Chương II = chương II", "Điều 5 = điều 5"]);
}

#[test]
fn what_is_or_may_be_of_another_document_is_left_out() {
    for text in [
        "Điều 9 Luật Cán bộ, công chức",
        "khoản 2 Điều 21 Nghị định số 30/2020/NĐ-CP",
        "điểm a khoản 1, khoản 2 Điều 5 và khoản 3 Điều 6 của Thông tư số 01/2011/TT-BNV",
        "Điều 4 QĐ 12/QĐ-TTg",
        "Điều 5 quyết định số 12",
        "Điều 8 luật này",
        "khoản 2 Điều 5 (Luật Tiếp công dân)",
        "khoản 2 Điều 5 của cơ quan cấp trên",
        "mục 3 mẫu số 01",
        "Phụ lục III kèm theo Nghị định",
        "khoản 2 và Điều 3 Luật Đất đai",
    ] {
        let found: Vec<String> = read(text).into_iter().filter(|r| !r.ends_with("[luật]")).collect();
        assert_eq!(found, Vec::<String>::new(), "{text}");
    }
    assert_eq!(read("khoản 1 Điều này và Điều 12 Luật Đất đai"), ["khoản 1 Điều này = khoản 1 điều này"]);
    let both = "khoản 2 Điều 9 Quy chế này và Điều 12 Luật Khám bệnh, chữa bệnh năm 2023.";
    assert_eq!(read(both), ["khoản 2 Điều 9 = khoản 2 điều 9 [quy chế]"]);
    assert_eq!(read("khoản 2 và Điều 5."), ["Điều 5 = điều 5"]);
    assert_eq!(read("Điều 10, khoản 1, điểm a"), ["Điều 10 = điều 10"]);
}

#[test]
fn words_that_only_look_like_references_are_none() {
    for text in [
        "thời điểm 1.1 và địa điểm b",
        "tài khoản 12, điều khoản 5",
        "khoản 5 triệu đồng",
        "khoản 10% kinh phí",
        "danh mục 2, hạng mục I, thành phần A",
        "đạt điểm 8 trở lên",
        "mục tiêu, mục đích, chương trình, phần việc, điều động",
        "Điều này, khoản này, mục này",
        "mục 1.000 đồng, khoản 2021",
        "các phần việc, chương trình 5",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(read("Điều 5, 10 ngày làm việc"), ["Điều 5 = điều 5"]);
}

#[test]
fn a_document_is_named_with_a_capital_and_a_verb_that_opens_a_sentence_is_none() {
    for words in
        ["theo Luật Đất đai", "Nghị định số 30", "Quyết định số 5", "theo Quy chế chi tiêu nội bộ", "các Quy định khác"]
    {
        assert!(names_document(words), "{words}");
    }
    for words in [
        "Quyết định các vấn đề.",
        "theo Quy chế này",
        "quy định của pháp luật",
        "QUY CHẾ TỔ CHỨC",
        "a; Hướng dẫn cấp dưới",
        "Hợp đồng được ký. Kế hoạch do phòng lập",
    ] {
        assert!(!names_document(words), "{words}");
    }
}

#[test]
fn a_word_by_which_no_sentence_goes_on_may_be_another_document() {
    for text in [
        "khoản 2 Điều 1 hợp đồng lao động đã ký",
        "Điều 1 kế hoạch công tác năm của cấp trên",
        "Điều 1 công ước Viên và Điều 1 sổ tay đảng viên",
        "Điều 9 bộ quy tắc ứng xử",
        "khoản 2 Điều 1, nghị định 30/2020 của Chính phủ",
        "khoản 2 Điều 1, Luật Đất đai",
        "Điều 10 tháng",
        "Những điều 2 bên đã thống nhất thì ghi biên bản",
        "các điều 2 đã nêu",
        "Điều 1 quy định số 5",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
    for words in [
        "thì phải báo cáo",
        "và văn bản khác",
        "được ban hành",
        "quy định về họp",
        "nêu trên",
        "không áp dụng",
        "có hiệu lực",
        ", kế hoạch được lập",
        ", trừ khi khác",
        "(sửa đổi)",
        "do Hiệu trưởng quyết định",
        "giữ nguyên",
    ] {
        assert_eq!(read(&format!("Điều 5 {words}")), ["Điều 5 = điều 5"], "{words}");
    }
    assert_eq!(read("khoản 9 Điều 1, Quy chế này"), ["khoản 9 Điều 1 = khoản 9 điều 1 [quy chế]"]);
    assert_eq!(read("các điều 2, 3 và 4;").len(), 3);
    assert_eq!(read("tại các Điều 5 thì"), ["Điều 5 = điều 5"]);
}

#[test]
fn a_title_calls_its_document_by_the_first_name_in_it_or_the_one_that_is_issued() {
    for (title, noun) in [
        ("QUY CHẾ LÀM VIỆC", "quy chế"),
        ("BAN HÀNH QUY CHẾ LÀM VIỆC", "quy chế"),
        ("Quyết định về việc ban hành Quy chế", "quy chế"),
        ("Quyết định về việc ban hành Quy chế", "quyết định"),
    ] {
        assert!(is_called(title, noun), "{title} {noun}");
    }
    for (title, noun) in [
        ("Quy chế thực hiện hợp đồng lao động", "hợp đồng"),
        ("QUY CHẾ KHEN THƯỞNG, KỶ LUẬT", "luật"),
        ("QUY CHẾ LÀM VIỆC", "quy định"),
    ] {
        assert!(!is_called(title, noun), "{title} {noun}");
    }
}
