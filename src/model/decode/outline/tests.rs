//! What the reader of provisions keeps, names and reports (design 2).

use super::*;

fn outline(text: &str) -> (Vec<String>, Vec<(&'static str, usize)>) {
    let mut files = Files::default();
    let file = files.add("r.md", text);
    let (provisions, report) = read(&files, file, 0);
    let faults = report.iter().map(|d| (d.code.as_str(), files.position(file, d.span.unwrap().start).line)).collect();
    (provisions.iter().map(|p| p.id.to_string()).collect(), faults)
}

#[test]
fn labels_make_the_tree() {
    let (ids, faults) = outline(
        "# A. X\n\n1\\. y\n\n# B. Z\n\n## I. W\n\n### 1. V\n\n1.1. u\n\na) t\n\nb) s\n\ntiếp\n\n1.2. r\n\n## II. Q\n\n1. p\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(
        ids,
        [
            "A",
            "A.1",
            "B",
            "B.I",
            "B.I.1",
            "B.I.1.1",
            "B.I.1.1.a",
            "B.I.1.1.b",
            "B.I.1.1.b.p2",
            "B.I.1.2",
            "B.II",
            "B.II.1"
        ]
    );
}

#[test]
fn a_gap_is_one_finding_and_nothing_is_renumbered() {
    let (ids, faults) = outline("# A. X\n\n1. a\n\n2. b\n\n4. c\n\n5. d\n");
    assert_eq!(faults, [("label-not-successor", 7)]);
    assert_eq!(ids, ["A", "A.1", "A.2", "A.4", "A.5"]);
}

#[test]
fn a_double_is_one_finding() {
    let (_, faults) = outline("# A. X\n\na) a\n\nb) b\n\nb) b\n\nc) c\n");
    assert_eq!(faults, [("label-duplicate", 7)]);
}

#[test]
fn the_ninth_part_is_a_letter_and_the_first_section_is_roman() {
    let parts: String = "ABCDEFGHI".chars().map(|c| format!("# {c}. X\n\n")).collect();
    let (ids, faults) = outline(&format!("{parts}## I. Y\n"));
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(ids[8..], ["I", "I.I"]);
}

#[test]
fn articles_run_through_chapters_and_restart_in_a_second_component() {
    let (ids, faults) = outline(
        "# Điều 1. a\n\n# Điều 2. b\n\n# Chương I X\n\n## Điều 1. c\n\n1. d\n\na) e\n\n# Chương II Y\n\n## Điều 2. f\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(
        ids,
        ["c1.dieu-1", "c1.dieu-2", "chuong-I", "c2.dieu-1", "c2.dieu-1.1", "c2.dieu-1.1.a", "chuong-II", "c2.dieu-2"]
    );
}

#[test]
fn inserted_and_repealed_provisions_keep_their_numbers() {
    let (ids, faults) = outline(
        "# A. X\n\n## 1. Y\n\n## 2. Y\n\n## 3. Y\n\n## 4. Y\n\n## 5. Y\n\n5.1. a\n\n5.2. b\n\n5.2a. c\n\n5.3. (được bãi bỏ)\n\na) d\n\nb) e\n\nb1) f\n\nc) g\n\n6. h\n\n6a. i\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(ids[9..], ["A.5.3", "A.5.3.a", "A.5.3.b", "A.5.3.b1", "A.5.3.c", "A.6", "A.6a"]);
}

#[test]
fn a_forgotten_blank_line_swallows_nothing_silently() {
    let (_, faults) = outline("# A. X\n\n1. a\n2. b\n");
    assert_eq!(faults, [("label-missing", 4)]);
}

#[test]
fn a_slip_in_an_article_is_no_new_component() {
    let run: String = (1..=10).map(|n| format!("# Điều {n}. x\n\n")).collect();
    let (ids, faults) = outline(&format!("{run}# Điều 1. y\n\n# Điều 12. z\n"));
    assert_eq!(faults, [("label-duplicate", 21)]);
    assert_eq!((ids[0].as_str(), ids[10].as_str()), ("dieu-1", "dieu-12"));
}

#[test]
fn a_decision_and_its_regulation_keep_every_word_and_have_ids_of_their_own() {
    let (ids, faults) = outline(
        "# QUYẾT ĐỊNH\n\nCăn cứ Luật;\n\n## Điều 1. a\n\n## Điều 2. b\n\n# QUY CHẾ\n\n(Kèm theo)\n\n# Chương I\n\n## Điều 1\n\n1. c\n",
    );
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(
        ids,
        ["c1.p1", "c1.p2", "c1.dieu-1", "c1.dieu-2", "c2.p1", "c2.p2", "c2.chuong-I", "c2.dieu-1", "c2.dieu-1.1"]
    );
    let (ids, faults) = outline("Căn cứ Luật;\n\n# Điều 1. a\n\n# Điều 2. b\n");
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(ids, ["p1", "dieu-1", "dieu-2"]);
    assert_eq!(outline("# PHẠM VI\n\n# Điều 2. b\n").1[0].0, "label-missing");
}

#[test]
fn chapters_restart_in_a_part_or_run_on() {
    for second in ["I", "II"] {
        let text = format!(
            "# Phần thứ nhất\n\n## Chương I\n\n### Điều 1. a\n\n# PHẦN THỨ HAI\n\n## Chương {second}\n\n### Tiểu mục 1\n\n### Điều 2. b\n"
        );
        let (ids, faults) = outline(&text);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(ids[4], format!("phan-II.chuong-{second}"));
    }
}

#[test]
fn what_only_looks_like_a_label_is_reported_and_a_sentence_is_not() {
    for line in ["f) x", "1.1 Chịu", "a.1) x", "1.Chịu", "4) x"] {
        let (_, faults) = outline(&format!("# A. X\n\n1. y\n\n{line}\n"));
        assert_eq!(faults, [("label-not-successor", 5)], "{line}");
    }
    let (ids, faults) = outline("# A. X\n\n1. y\n\n1a. z\n\n1a.1. w\n\nMục II phần B quy định khác.\n\n2.\tv\n");
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(ids, ["A", "A.1", "A.1a", "A.1a.1", "A.1a.1.p2", "A.2"]);
}

#[test]
fn a_place_in_a_paragraph_of_several_lines_is_its_words_or_the_lines_are_told() {
    let mut files = Files::default();
    let file = files.add("r.md", "# A. X\n\n1. y\nz\n");
    let (provisions, report) = read(&files, file, 0);
    assert!(report.iter().next().is_none());
    assert_eq!(files.slice(provisions[1].span).replace('\n', " "), provisions[1].text.as_str());
    for text in ["# A. X\n\n1. y \nz\n", "# A. X\n\n1. y\n  z\n"] {
        assert_eq!(outline(text).1, [("bad-value", 3)]);
    }
}

/// The ids and the findings with what each says to do.
fn advised(text: &str) -> (Vec<String>, Vec<String>) {
    let mut files = Files::default();
    let file = files.add("r.md", text);
    let (provisions, report) = read(&files, file, 0);
    let said = |d: &Diagnostic| {
        let at = files.position(file, d.span.unwrap().start);
        let help = d.help.as_ref().map_or("", |h| &h.en);
        format!("{}:{} {} {help}", at.line, at.column, d.code.as_str())
    };
    (provisions.iter().map(|p| p.id.to_string()).collect(), report.iter().map(said).collect())
}

#[test]
fn a_label_that_something_hides_is_one_finding_and_is_read_as_meant() {
    for (second, help) in [
        ("**2.** x", "take the `**` around the label away"),
        ("- 2. x", "take the mark `-` away: a label begins its line"),
        ("\u{200B}2. x", "delete the invisible character U+200B at the head of the line"),
        ("2． x", "type `.` instead of the wide `．`"),
    ] {
        let (ids, said) = advised(&format!("# A. X\n\n1. a\n\n{second}\n\n3. c\n"));
        assert_eq!(ids, ["A", "A.1", "A.2", "A.3"], "{second}");
        assert_eq!(said, [format!("5:1 label-not-successor {help}")], "{second}");
    }
    let (ids, said) = advised("## Điều 1. A\n\n1. a\n\n## Ðiều 2. B\n\n1. b\n");
    assert_eq!(ids, ["dieu-1", "dieu-1.1", "dieu-2", "dieu-2.1"]);
    assert_eq!(said, ["5:4 label-not-successor `Ð` (U+00D0) only looks like `Đ`: type it again"]);
    // A paragraph of a list whose number is not the next is a paragraph.
    let (ids, said) = advised("# A. X\n\n1. a\n\n- 7. khoản nào đó\n\n2. c\n");
    assert_eq!((ids, said), (vec!["A".into(), "A.1".into(), "A.1.p2".into(), "A.2".into()], Vec::new()));
}

#[test]
fn hashes_that_touch_the_label_are_one_finding() {
    let (ids, said) = advised("# A. X\n\n###1. V\n\n1.1. a\n\n### 2. W\n\n2.1. b\n");
    assert_eq!(ids, ["A", "A.1", "A.1.1", "A.2", "A.2.1"]);
    assert_eq!(said, ["3:4 bad-value write `### `, then the label and the title"]);
}

#[test]
fn the_second_of_two_that_is_mistyped_as_the_third_is_read_as_the_second() {
    let (ids, said) = advised("# A. X\n\n1. a\n\n3. b\n\n3. c\n\n4. d\n");
    assert_eq!(ids, ["A", "A.1", "A.2", "A.3", "A.4"]);
    assert_eq!(said, ["5:1 label-not-successor here may stand: a), 1.1., 2., B."]);
}

#[test]
fn rows_of_a_table_or_a_list_are_not_run_together() {
    for (rows, found) in [
        ("1. a:\n- b\n- c\n", "4:1 bad-value leave a blank line above each"),
        (
            "1. a\n\n| b | c |\n|---|---|\n| d | e |\n",
            "6:1 bad-value write each row as a sentence without `|`, with a blank line between two",
        ),
    ] {
        let (_, said) = advised(&format!("# A. X\n\n{rows}"));
        assert_eq!(said, [found]);
    }
    let (ids, said) = advised("# A. X\n\n1. a:\n\n- b\n\n- c\n");
    assert_eq!((ids, said), (vec!["A".into(), "A.1".into(), "A.1.p2".into(), "A.1.p3".into()], Vec::new()));
}

#[test]
fn a_title_on_a_line_of_its_own_is_told_where_it_belongs() {
    let (_, said) = advised("# Chương I\n\n# CHẾ ĐỘ\n\n## Điều 1. A\n\n1. a\n");
    assert_eq!(said, ["3:3 label-missing write label and title on one line: `# Chương I. CHẾ ĐỘ`"]);
}

#[test]
fn a_table_or_a_list_below_a_heading_is_no_title() {
    for below in ["| STT | Nội dung |\n|---|---|\n| 1 | b |", "- một"] {
        let (_, said) = advised(&format!("# A. X\n\n1. a\n\n# Phụ lục\n\n{below}\n"));
        assert!(said.iter().all(|s| !s.contains("label and title")), "{said:?}");
    }
}

#[test]
fn an_annex_stands_after_all_and_is_numbered_anew() {
    let (ids, said) = advised(
        "# Chương I. X\n\n## Điều 1. A\n\n1. a\n\n# PHỤ LỤC I. BÁO CÁO\n\n## I. B\n\n1. b\n\n# PHỤ LỤC II. HỌP\n\nLời dẫn.\n\n1. c\n\na) d\n",
    );
    assert_eq!(said, Vec::<String>::new());
    let expected = ["chuong-I", "dieu-1", "dieu-1.1", "phu-luc-I", "phu-luc-I.I", "phu-luc-I.I.1", "phu-luc-II"];
    assert_eq!(ids[..7], expected);
    assert_eq!(ids[7..], ["phu-luc-II.p2", "phu-luc-II.1", "phu-luc-II.1.a"]);
    let (_, said) = advised("# A. X\n\n1. a\n\nPhụ lục I\n\n1. b\n");
    assert_eq!(said, ["5:1 label-not-successor an annex is a heading: write `# Phụ lục I`"]);
    let (ids, said) = advised("# A. X\n\n1. a\n\nPHỤ LỤC I. BÁO CÁO\n\n1. b\n\nPhụ lục I kèm theo.\n");
    assert_eq!(said, ["5:1 label-not-successor an annex is a heading: write `# PHỤ LỤC I. BÁO CÁO`"]);
    assert_eq!(ids[2..], ["phu-luc-I", "phu-luc-I.1", "phu-luc-I.1.p2"]);
    let (provisions, _) = read_text("# A. X\n\n1. a\n\n# Phụ lục. Y\n\n## B. Z\n\n1. b\n");
    assert_eq!(provisions.last().map(|p| p.citation.as_str()), Some("khoản 1 phần B Phụ lục"));
    // A full stop makes no clause of its title, nor of that of a chapter in capitals.
    let (provisions, _) =
        read_text("# A. X\n\n1. a\n\n# B. KÈM THEO.\n\n# C. Họp.\n\n# Phụ lục I. Mẫu.\n\n# Phụ lục II. MẪU.\n");
    let headings: Vec<bool> = provisions[2..].iter().map(|p| p.heading).collect();
    assert_eq!(headings, [true, false, true, true]);
}

#[test]
fn an_annex_may_have_one_article_alone() {
    for (below, id) in
        [("## Điều 1. C\n\n1. c\n", "c2.dieu-1"), ("## Chương I. C\n\n### Điều 1. D\n\n1. c\n", "c2.dieu-1")]
    {
        for annexes in ["# Phụ lục. B\n\n", "# Phụ lục I. B\n\nLời.\n\n# Phụ lục II. B\n\n"] {
            let text = format!("# Chương I. X\n\n## Điều 1. A\n\n1. a\n\n## Điều 2. B\n\n1. b\n\n{annexes}{below}");
            let (ids, said) = advised(&text);
            assert_eq!(said, Vec::<String>::new(), "{text}");
            assert!(ids.iter().any(|own| own == id), "{ids:?}");
        }
    }
    let (_, said) = advised("## Điều 1. A\n\n1. a\n\n## Điều 1. B\n\n1. b\n");
    assert!(said.iter().any(|s| s.contains("label")), "without an annex it is a slip: {said:?}");
}

#[test]
fn paragraphs_below_a_heading_are_counted_without_it_and_keep_their_ids() {
    let (provisions, report) = read_text(
        "# Chương I. A\n\n## Điều 1. B\n\nMột.\n\n## Điều 2. C\n\nMột.\n\nHai.\n\n## Điều 3. D\n\nLời dẫn:\n\n1. a\n\ntiếp\n\na) b\n\ntiếp\n\n# Phụ lục. E\n\nLời.\n",
    );
    assert!(report.iter().next().is_none());
    let told: Vec<(&str, &str)> =
        provisions.iter().filter(|p| p.label.is_empty()).map(|p| (p.id.as_str(), &*p.citation)).collect();
    let expected = [
        ("dieu-1.p2", "Điều 1"),
        ("dieu-2.p2", "đoạn 1 Điều 2"),
        ("dieu-2.p3", "đoạn 2 Điều 2"),
        // The words of the article are this paragraph and what follows it.
        ("dieu-3.p2", "đoạn 1 Điều 3"),
        ("dieu-3.1.p2", "đoạn 2 khoản 1 Điều 3"),
        ("dieu-3.1.a.p2", "đoạn 2 điểm a khoản 1 Điều 3"),
        ("phu-luc.p2", "Phụ lục"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn numbers_with_a_dash_are_labels_and_other_shapes_are_told() {
    let (provisions, report) = read_text("## Điều 1. A\n\n1- Một:\n\na- x\n\n- gạch\n\nb- y\n\n2- Hai\n\n2.1- z\n");
    assert_eq!(report.iter().map(|d| d.message.en.clone()).collect::<Vec<_>>(), Vec::<String>::new());
    let told: Vec<(&str, &str, &str)> = provisions.iter().map(|p| (p.id.as_str(), &*p.label, &*p.citation)).collect();
    assert_eq!(told[1], ("dieu-1.1", "1-", "khoản 1 Điều 1"));
    assert_eq!(told[2], ("dieu-1.1.a", "a-", "điểm a khoản 1 Điều 1"));
    assert_eq!(told[3], ("dieu-1.1.a.p2", "", "đoạn 2 điểm a khoản 1 Điều 1"));
    assert_eq!(told[6], ("dieu-1.2.1", "2.1-", "khoản 2.1 Điều 1"));
    let (ids, said) = advised("# A. X\n\n3 . y\n\n1\\. y\n\n3- z\n\n(4) w\n\na) u\n\nb ) v\n");
    assert_eq!(ids, ["A", "A.p2", "A.1", "A.3", "A.4", "A.4.a", "A.4.b"]);
    let expected = [
        "7:1 label-not-successor here may stand: a), 1.1., 2., B.",
        "9:1 label-not-successor write `4.` instead of `(4)`",
        "13:1 label-not-successor write `b)` instead of `b )`",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_title_in_plain_words_below_its_chapter_is_one_finding() {
    let (ids, said) = advised(
        "# Chương I\n\nQUY ĐỊNH CHUNG\n\n## Điều 1. A\n\n1. a\n\n# Chương II\nCHẾ ĐỘ\n\n## Điều 2. B\n\n1. b\n",
    );
    assert_eq!(ids, ["chuong-I", "dieu-1", "dieu-1.1", "chuong-II", "dieu-2", "dieu-2.1"]);
    let expected = [
        "3:1 label-missing write label and title on one line: `# Chương I. QUY ĐỊNH CHUNG`",
        "10:1 label-missing write label and title on one line: `# Chương II. CHẾ ĐỘ`",
    ];
    assert_eq!(said, expected);
    // A sentence below an annex without a title is a paragraph of it.
    let (ids, said) = advised("# A. X\n\n1. a\n\n# Phụ lục\n\n(Kèm theo Quy chế)\n\n1. b\n");
    assert_eq!((ids[3].as_str(), said), ("phu-luc.p2", Vec::new()));
}

#[test]
fn headings_without_marks_are_one_finding_and_no_clauses() {
    let text = "Chương I\n\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\n1. a\n\nĐiều 2. Nguyên tắc\n\nMột câu.\n\nChương II. RIÊNG\n\nĐiều 3. Phê duyệt các nội dung sau:\n\n1. b\n";
    let (ids, said) = advised(text);
    assert_eq!(ids, ["chuong-I", "dieu-1", "dieu-1.1", "dieu-2", "dieu-2.p2", "chuong-II", "dieu-3", "dieu-3.1"]);
    let expected = [
        "3:1 label-missing write label and title on one line: `# Chương I. QUY ĐỊNH CHUNG`",
        "5:9 bad-value write `## Điều 1. Phạm vi`: as many # as the heading is deep",
    ];
    assert_eq!(said, expected);
    let (_, said) = advised("A. CHUNG\n\n1. a\n\nB. Giám đốc quyết định những việc sau\n\n1. b\n");
    assert_eq!(said, ["1:4 bad-value write `# A. CHUNG`: as many # as the heading is deep"]);
    let headings = read_text(text).0.into_iter().filter(|p| p.heading).map(|p| p.id.to_string());
    assert_eq!(headings.collect::<Vec<_>>(), ["chuong-I", "dieu-1", "dieu-2", "chuong-II"]);
}

#[test]
fn the_old_official_form_is_read_as_printed_and_every_other_shape_is_one_finding() {
    let text = "# Chương I.- A\n\n## Điều 1.- B\n\n1.- Một:\n\na.- x\n\nb.- y\n\n2.- Hai\n\n## Điều 2.- C\n\nMột.\n";
    let (provisions, report) = read_text(text);
    assert_eq!(report.iter().map(|d| d.message.en.clone()).collect::<Vec<_>>(), Vec::<String>::new());
    let told: Vec<(&str, &str, &str, &str)> =
        provisions.iter().map(|p| (p.id.as_str(), &*p.label, p.text.as_str(), &*p.citation)).collect();
    assert_eq!(told[0], ("chuong-I", "Chương I.-", "A", "Chương I"));
    assert_eq!(told[1], ("dieu-1", "Điều 1.-", "B", "Điều 1"));
    assert_eq!(told[2], ("dieu-1.1", "1.-", "Một:", "khoản 1 Điều 1"));
    assert_eq!(told[4], ("dieu-1.1.b", "b.-", "y", "điểm b khoản 1 Điều 1"));
    assert_eq!(told[6], ("dieu-2", "Điều 2.-", "C", "Điều 2"));
    for shape in ["1: ", "1.: ", "1, ", "1; ", "+ 1. ", "> 1. ", "1] ", "<b>1.</b> ", "&nbsp;1. "] {
        let (ids, faults) = outline(&format!("# Điều 1. A\n\n{shape}Giám đốc họp.\n\n2. b\n"));
        assert_eq!((ids[1].as_str(), faults), ("dieu-1.1", vec![("label-not-successor", 3)]), "{shape}");
    }
    // Where no such label is the next one, the words are a paragraph.
    for words in ["3: Giám đốc", "1, 2 và 3 Điều này", "5: 3", "a, b và c", "19: Giám đốc"] {
        let (ids, faults) = outline(&format!("# Điều 1. A\n\n{words}\n\n1. b\n"));
        assert_eq!((ids[1].as_str(), faults), ("dieu-1.p2", Vec::new()), "{words}");
    }
}

#[test]
fn an_article_that_is_its_heading_alone_is_a_clause_and_keeps_its_id() {
    let (provisions, report) = read_text(
        "# Chương I. A\n\n## Điều 1. Họp\n\n1. a\n\n## Điều 2. Các phòng gửi báo cáo trước ngày 25 hằng tháng.\n\n# Chương II. B\n\n# Chương III. C\n\n## Điều 3. Nơi nhận\n",
    );
    assert!(report.is_empty());
    let clauses: Vec<_> = provisions.iter().filter(|p| !p.heading).map(|p| (p.id.as_str(), &*p.citation)).collect();
    // What has a title and no words is no clause above articles, and an article that nobody wrote.
    assert_eq!(clauses, [("dieu-1.1", "khoản 1 Điều 1"), ("dieu-2", "Điều 2"), ("dieu-3", "Điều 3")]);
    let (provisions, _) = read_text("# A. Giám đốc chủ trì họp.\n\n# B. Họp\n\n## I. Các phòng gửi báo cáo;\n");
    assert_eq!(provisions.iter().map(|p| p.heading).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn advice_on_a_heading_is_the_right_line_and_one_finding() {
    for (written, found) in [
        (
            "B. QUY CHẾ HOẠT ĐỘNG\n===",
            "6:1 text-markup delete this line; if the line above is a heading, write `# B. QUY CHẾ HOẠT ĐỘNG`",
        ),
        (
            "B. QUY CHẾ HOẠT ĐỘNG\n---",
            "6:1 text-markup delete this line; if the line above is a heading, write `# B. QUY CHẾ HOẠT ĐỘNG`",
        ),
        ("# B. QUY CHẾ ===", "5:14 text-markup write `# B. QUY CHẾ`"),
        ("# B. QUY CHẾ**", "5:13 text-markup write `# B. QUY CHẾ`"),
        ("# B. QUY CHẾ #", "5:14 text-markup write `# B. QUY CHẾ`"),
        ("**B. QUY CHẾ**", "5:1 label-not-successor a heading is not set in bold: write `# B. QUY CHẾ`"),
        ("B. QUY CHẾ**", "5:4 bad-value write `# B. QUY CHẾ`: as many # as the heading is deep"),
    ] {
        let (ids, said) = advised(&format!("# A. X\n\n1. a\n\n{written}\n\n1. b\n"));
        assert_eq!((ids[2].as_str(), said), ("B", vec![found.to_owned()]), "{written}");
    }
    let (ids, said) = advised("# Chương I. A\n\n## Điều 8. B\n\n1. a\n\n**Điều 9. Khen thưởng**\n\n1. b\n");
    assert_eq!(ids[3], "dieu-9");
    assert_eq!(said, ["7:1 label-not-successor a heading is not set in bold: write `## Điều 9. Khen thưởng`"]);
    assert!(outline("# A. X\n\n1. a\n\n# B. Phụ cấp*\n\n1. b\n").1.is_empty());
}
