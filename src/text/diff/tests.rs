use super::*;
use proptest::prelude::*;

/// Removed words as `[-…-]`, added as `{+…+}`.
fn show(old: &str, new: &str) -> String {
    let shown = |part: &Part<'_>| match part {
        Part::Same(text) => (*text).to_owned(),
        Part::Removed(text) => format!("[-{text}-]"),
        Part::Added(text) => format!("{{+{text}+}}"),
    };
    words(old, new).iter().map(shown).collect()
}

/// The clauses of the real regulation.
fn clauses() -> Vec<&'static str> {
    let text = include_str!("../../../content/regulation/2021-11-19.md");
    text.split("\n\n").skip(1).map(str::trim).filter(|clause| !clause.is_empty()).collect()
}

/// The real clause that has the phrase.
fn clause(phrase: &str) -> &'static str {
    clauses().into_iter().find(|clause| clause.contains(phrase)).expect("the regulation has it")
}

/// In the real clause that has `phrase`, put `instead` for it: the mark is `marked`, and nothing else is marked.
#[track_caller]
fn amended(phrase: &str, instead: &str, marked: &str) {
    let old = clause(phrase);
    assert_eq!(show(old, &old.replacen(phrase, instead, 1)), old.replacen(phrase, marked, 1));
}

#[test]
fn dates_and_numbers_are_marked_alone() {
    amended("trước ngày 15/6;", "trước ngày 10/6;", "trước ngày [-15/6-]{+10/6+};");
    amended("ngày 25 tháng 12 hằng năm.", "ngày 20 tháng 12 hằng năm.", "ngày [-25-]{+20+} tháng 12 hằng năm.");
    amended(
        "15/6; báo cáo năm trước ngày 30/11 của",
        "10/6; báo cáo năm trước ngày 25/11 của",
        "[-15/6-]{+10/6+}; báo cáo năm trước ngày [-30/11-]{+25/11+} của",
    );
    amended("06 (sáu) tháng", "03 (ba) tháng", "[-06 (sáu)-]{+03 (ba)+} tháng");
    amended("(sáu)", "(bảy)", "([-sáu-]{+bảy+})");
    amended("2.3.", "2.5.", "[-2.3.-]{+2.5.+}");
    assert_eq!(show("số 3232/QĐ-VPUBND", "số 3233/QĐ-VPUBND"), "số [-3232/QĐ-VPUBND-]{+3233/QĐ-VPUBND+}");
}

#[test]
fn a_phrase_is_replaced_as_a_phrase() {
    amended(
        "và UBND các huyện, thị xã, thành phố được",
        "và UBND các xã, phường được",
        "và UBND các [-huyện, thị xã, thành phố-]{+xã, phường+} được",
    );
    amended("Phòng Khoa giáo - Văn xã", "Phòng Văn xã", "Phòng [-Khoa giáo - -]Văn xã");
    amended("Kinh tế, Phòng Công nghiệp,", "Kinh tế ngành,", "Kinh tế[-, Phòng Công nghiệp-]{+ ngành+},");
    amended(
        "2 lần/năm (vào tháng 5 và tháng 11,",
        "4 lần/năm (vào tháng cuối quý,",
        "[-2-]{+4+} lần/năm (vào tháng [-5 và tháng 11-]{+cuối quý+},",
    );
    amended(
        "vào sáng ngày thứ 5 tuần thứ hai và tuần thứ tư của tháng",
        "vào chiều thứ Sáu tuần thứ nhất và tuần thứ ba hằng tháng",
        "vào [-sáng ngày thứ 5-]{+chiều thứ Sáu+} tuần thứ [-hai-]{+nhất+} và tuần thứ [-tư của-]{+ba hằng+} tháng",
    );
    amended(
        "trong vòng 3 ngày làm việc, Phòng Hành chính – Tổ chức",
        "trong vòng 02 ngày làm việc, Phòng Tổng hợp",
        "trong vòng [-3-]{+02+} ngày làm việc, Phòng [-Hành chính – Tổ chức-]{+Tổng hợp+}",
    );
}

#[test]
fn an_entry_comes_and_goes_with_its_comma_or_semicolon() {
    amended("Phòng Nội chính, ", "Phòng Nội chính, Phòng Ngoại vụ, ", "Phòng Nội chính, {+Phòng Ngoại vụ, +}");
    amended("Phòng Kiểm soát thủ tục hành chính, ", "", "[-Phòng Kiểm soát thủ tục hành chính, -]");
    amended("họp với các phòng; ", "", "[-họp với các phòng; -]");
    amended(
        "họp với các phòng; ",
        "họp với các phòng; họp với các đoàn thể; ",
        "họp với các phòng; {+họp với các đoàn thể; +}",
    );
}

#[test]
fn a_sentence_moved_or_rewritten_does_not_smear() {
    let first = "Lãnh đạo Văn phòng quyết định các cuộc họp do mình chủ trì; chỉ định phòng chuẩn bị nội dung.";
    let second = "Các phòng có nhu cầu tổ chức họp phải xin ý kiến lãnh đạo Văn phòng.";
    assert_eq!(
        show(&format!("4.3. {first} {second}"), &format!("4.3. {second} {first}")),
        format!("4.3. {{+{second} +}}{first}[- {second}-]")
    );
    let old = "Trường hợp mời đại diện lãnh đạo Văn phòng, thì Chánh Văn phòng phân công lãnh đạo Văn phòng dự họp và có \
               trách nhiệm báo cáo với Chánh Văn phòng về nội dung, kết quả cuộc họp";
    let new = "Người được phân công dự họp phải báo cáo kết quả cuộc họp với Chánh Văn phòng trong 02 ngày làm việc";
    amended(old, new, &format!("[-{old}-]{{+{new}+}}"));
}

#[test]
fn a_clause_repealed_or_put_in_place_of_another_is_shown_whole() {
    let old = clause("5.3. Họp giao ban");
    let body = &old["5.3. ".len()..];
    assert_eq!(show(old, "5.3. (được bãi bỏ)"), format!("5.3. [-{body}-]{{+(được bãi bỏ)+}}"));
    let old = clause("a) Lãnh đạo Văn phòng chủ trì các cuộc họp");
    let new = clause("a) Lãnh đạo Văn phòng có trách nhiệm giải quyết");
    assert_eq!(show(old, new), format!("[-{old}-]{{+{new}+}}"));
    assert!(likeness(old, new) < 50);
}

#[test]
fn spaces_accents_and_capitals_are_changes_too() {
    assert_eq!(show("Chánh Văn phòng quyết định.", "Chánh Văn phòng  quyết định."), "Chánh Văn phòng {+ +}quyết định.");
    assert_eq!(show("Đảng ủy văn phòng", "Đảng ủy Văn phòng"), "Đảng ủy [-văn-]{+Văn+} phòng");
    assert_eq!(show("các tổ chức tham gia hòa giải", "các tổ chức tham gia hoà giải").matches("[-").count(), 1);
}

#[test]
fn in_the_whole_regulation_a_word_changed_is_one_word_marked() {
    for old in clauses() {
        let (cut, _) = Tokens::pair(old, "");
        for at in (0..cut.tokens.len()).step_by(11).filter(|&at| cut.tokens[at].weight > 1 && cut.tokens.len() > 3) {
            let Token { start, end, .. } = cut.tokens[at];
            let (head, word, tail) = (&old[..start], &old[start..end], &old[end..]);
            assert_eq!(show(old, &format!("{head}xyz{tail}")), format!("{head}[-{word}-]{{+xyz+}}{tail}"));
        }
    }
}

#[test]
fn in_the_whole_regulation_a_sentence_added_or_removed_is_marked_alone() {
    let added = "Văn phòng có trách nhiệm báo cáo Chánh Văn phòng trước ngày 15 của tháng.";
    for old in clauses() {
        for (at, _) in old.match_indices(". ").filter(|(at, _)| *at > 8) {
            let new = format!("{} {added}{}", &old[..=at], &old[at + 1..]);
            let count = |parts: &[Part<'_>], removed| {
                parts
                    .iter()
                    .filter(|part| matches!((part, removed), (Part::Removed(_), true) | (Part::Added(_), false)))
                    .count()
            };
            let (there, back) = (words(old, &new), words(&new, old));
            assert_eq!((count(&there, true), count(&there, false)), (0, 1), "{}", show(old, &new));
            assert_eq!((count(&back, true), count(&back, false)), (1, 0), "{}", show(&new, old));
            assert!(there.iter().any(|part| matches!(part, Part::Added(text) if text.trim() == added)));
        }
    }
}

#[test]
fn in_the_whole_regulation_likeness_tells_reworded_from_different() {
    let long: Vec<&str> = clauses().into_iter().filter(|clause| clause.len() > 150).collect();
    let alike = |a: &&str| long.iter().filter(|b| *b > a && likeness(a, b) >= 50).count();
    // The paired clauses on the two centres (B.I.4.1 and 4.2, B.I.2.3 and 2.4) are one pattern; nothing else is.
    assert_eq!(long.iter().map(alike).sum::<usize>(), 3);
    for old in &long {
        assert!(likeness(old, &old.replace("Văn phòng", "Sở").replace("phụ trách", "được giao")) >= 50, "{old}");
    }
}

#[test]
fn long_texts_are_pinned_not_given_up() {
    let old: String = clauses().join("\n\n").repeat(3);
    let new = old.replace("15/6", "10/6").replace("thị xã", "phường");
    let marked = words(&old, &new).iter().filter(|part| matches!(part, Part::Removed(_))).count();
    assert_eq!(marked, 3 * (1 + clauses().join(" ").matches("thị xã").count()));
}

/// Text of few words, so that they recur, and of every mark and space that matters.
fn text() -> impl Strategy<Value = String> {
    let words =
        ["ngày", "15/6", "phòng", "và", "xã", "5.1.", "b)", "(sáu)", "(", ")", ",", ";", ".", "-", "họp,", "“tỉnh”"];
    let spaces = [" ", " ", " ", "  ", "\n", "\u{a0}", ""];
    let piece = (prop::sample::select(words.to_vec()), prop::sample::select(spaces.to_vec()));
    let pieces = prop::collection::vec(piece, 0..40);
    prop_oneof![
        4 => pieces.prop_map(|pieces| pieces.into_iter().map(|(word, space)| format!("{word}{space}")).collect()),
        1 => "\\PC{0,40}",
    ]
}

proptest! {
    #[test]
    fn the_parts_are_the_two_texts(old in text(), new in text()) {
        let parts = words(&old, &new);
        let (mut before, mut after) = (String::new(), String::new());
        let (old_cut, new_cut) = Tokens::pair(&old, &new);
        let within = |cut: &Tokens<'_>, at: usize| cut.tokens.iter().any(|token| token.start < at && at < token.end);
        for part in &parts {
            let (Part::Same(text) | Part::Removed(text) | Part::Added(text)) = part;
            prop_assert!(!text.is_empty());
            if !matches!(part, Part::Added(_)) { before += text; }
            if !matches!(part, Part::Removed(_)) { after += text; }
            prop_assert!(!within(&old_cut, before.len()) && !within(&new_cut, after.len()), "cut inside a word: {parts:?}");
        }
        prop_assert_eq!(&before, &old);
        prop_assert_eq!(&after, &new);
        for pair in parts.windows(2) {
            prop_assert!(std::mem::discriminant(&pair[0]) != std::mem::discriminant(&pair[1]));
            prop_assert!(!matches!(pair, [Part::Added(_), Part::Removed(_)]));
        }
    }

    #[test]
    fn a_text_is_like_itself_and_likeness_has_no_direction(old in text(), new in text()) {
        prop_assert_eq!(words(&old, &old).len(), usize::from(!old.is_empty()));
        prop_assert_eq!(likeness(&old, &old), 100);
        prop_assert_eq!(likeness(&old, &new), likeness(&new, &old));
    }
}
