//! What handbooks and pages of roles owe their readers, on a small office made for it (`tests/site/office`): a term whose
//! definition needs another, words taken from another clause, a clause that arrives by two ways, a doubtful reading among
//! more reports than a page quotes, reports that only the calendar names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use quyche::duty::{self, Duty};
use quyche::history;
use quyche::model::{Model, RoleId, UnitId};

use crate::{build, common, real, words};

struct Office {
    model: Model,
    site: BTreeMap<String, Vec<u8>>,
}

fn office() -> &'static Office {
    static OFFICE: OnceLock<Office> = OnceLock::new();
    OFFICE.get_or_init(|| {
        let (project, out) = (common::root().join("tests/site/office"), tempfile::tempdir().unwrap());
        build(&project, out.path());
        let (_, model, report) = common::project(&project);
        assert!(!report.has_errors());
        Office { model, site: common::files(out.path()) }
    })
}

impl Office {
    fn page(&self, path: &str) -> String {
        String::from_utf8(self.site[path].clone()).unwrap()
    }

    /// The part of a page under a heading with an anchor, to the end of its section.
    fn part(&self, path: &str, anchor: &str) -> String {
        let page = self.page(path);
        let (_, part) = page.split_once(&format!("id=\"{anchor}\"")).unwrap_or_else(|| panic!("{path}#{anchor}"));
        part.split("</section>").next().unwrap().to_owned()
    }

    /// How many clauses give these duties, counted from the rows.
    fn clauses<'m>(&'m self, of: impl Fn(&history::Snapshot<'m>) -> Vec<Duty<'m>>) -> usize {
        let s = common::view(&self.model, "2026-11-23".parse().unwrap());
        let work = of(&s).into_iter().filter(|d| d.assignment.relation.is_work());
        work.map(|d| d.assignment.provision.clone()).collect::<BTreeSet<_>>().len()
    }
}

/// The lines of a page that hold `needle`.
fn lines<'p>(page: &'p str, needle: &'p str) -> impl Iterator<Item = &'p str> {
    page.split_inclusive("</dd>").flat_map(|l| l.split_inclusive("</li>")).filter(move |l| l.contains(needle))
}

/// Addresses of clauses a page cites.
fn cited(page: &str) -> BTreeSet<String> {
    let article = page.split("<article").nth(1).unwrap();
    let links = article.split("href=\"").skip(1).map(|l| l.split('"').next().unwrap());
    links.filter_map(|l| l.split_once("quy-che/")?.1.split_once('#')).map(|(_, anchor)| anchor.to_owned()).collect()
}

#[test]
fn the_full_edition_holds_every_clause_it_cites() {
    let (office, (_, shipped, _)) = (office(), common::project(common::root()));
    let mut terms = 0;
    for (model, site) in [(&office.model, &office.site), (&shipped, real())] {
        let (provisions, mut seen) = (&model.versions[0].provisions, 0);
        for (path, bytes) in site.iter().filter(|(p, _)| p.starts_with("viec-toi/ban-in/")) {
            let page = std::str::from_utf8(bytes).unwrap();
            let said = words(page);
            for anchor in cited(page) {
                let provision = provisions.iter().find(|p| p.id.anchor() == anchor).unwrap();
                assert!(said.contains(provision.text.as_str()), "{path} cites {} and lacks its words", provision.id);
                seen += 1;
            }
            terms += page.matches("Thẻ hàng là giấy").count();
        }
        assert!(seen > 20, "{seen} citations");
    }
    assert_eq!(terms, 2, "a term that only the words of another need");
}

#[test]
fn the_full_edition_holds_the_whole_section_of_the_role() {
    let said = words(&office().page("viec-toi/ban-in/truong-phong--p-xe.html"));
    assert!(said.contains("Nhiệm kỳ là năm năm."), "a clause of its section that gives it no duty");
}

#[test]
fn words_of_another_clause_are_cited_from_there() {
    let office = office();
    let from = |page: &str, words: &str, asks: &str, stands: &str| {
        let mut found = lines(page, words).peekable();
        assert!(found.peek().is_some(), "{words}");
        for line in found {
            let (row, from) = line.split_once("trích tại").unwrap_or_else(|| panic!("{line}"));
            assert!(row.contains(&format!("#{asks}")) && from.contains(&format!("#{stands}\"")), "{line}");
        }
    };
    let (role, part) = ("viec-toi/truong-phong.html", "viec-toi/truong-phong/nop-nhan.html");
    from(&office.page(role), "Người đứng đầu mỗi phòng", "a.2", "a.3");
    from(&office.part(part, "nop"), "các báo cáo sau đây", "d.1.", "d.1");
    for edition in ["viec-toi/thu-kho--p-kho.html", "viec-toi/ban-in/thu-kho--p-kho.html"] {
        from(&office.part(edition, "don-vi"), "Kho lạnh do Phòng Kho trông coi", "c.iii.2", "a.4");
    }
    from(&office.part("viec-toi/ban-in/truong-phong--p-xe.html", "bao-cao"), "Người đứng đầu mỗi phòng", "a.2", "a.3");
}

#[test]
fn what_has_no_date_is_listed_with_what_its_rule_says() {
    let list = office().part("viec-toi/truong-phong--p-xe.html", "han");
    let list = words(list.split("<h4>").nth(1).unwrap());
    assert!(list.contains("khi có sự việc\n") && list.contains("Báo mất hàng (nếu hàng có giá trị lớn) D.3"), "{list}");
    // The text says "ngay trong đêm": what an event sets off may have a limit, and only a day it has not.
    assert!(!list.contains("không quy định thời hạn"), "{list}");
}

#[test]
fn nothing_is_said_to_be_missing_beside_what_the_calendar_names() {
    let office = office();
    let none = ["không nêu việc phải nộp", "không nêu việc được nhận"];
    for path in ["viec-toi/pho-phong.html", "viec-toi/pho-phong/nop-nhan.html", "viec-toi/pho-phong--p-xe.html"] {
        let page = words(&office.page(path));
        assert!(page.contains("Báo cáo chuyến xe") && page.contains("Kế hoạch xe"), "{path}: {page}");
        assert!(none.iter().all(|n| !page.contains(&format!("Văn bản {n}"))), "{path}: {page}");
    }
    let silent = words(&office.page("viec-toi/thu-kho/nop-nhan.html"));
    assert!(none.iter().all(|n| silent.contains(n)), "where the text is silent the page says so: {silent}");
}

#[test]
fn a_doubtful_report_is_marked_where_it_is_quoted_and_where_its_number_stands() {
    let office = office();
    let refs = office.part("viec-toi/truong-phong.html", "nop");
    assert!(refs.contains("class=\"refs\""), "more than a page quotes: {refs}");
    let marked = |list: &str, end: &str| -> Vec<String> {
        let rows = list.split(end).filter(|r| r.contains("class=\"flag\">suy luận – cần xác nhận"));
        rows.map(|r| r.rsplit_once("b-ii").map_or(r, |(_, r)| r).to_owned()).collect()
    };
    let quoted = marked(&office.part("viec-toi/truong-phong/nop-nhan.html", "nop"), "</dd>");
    assert!(quoted.len() == 1 && quoted[0].contains("#d.1.n\""), "{quoted:?}");
    let named: Vec<&str> = refs.split("<a ").filter(|r| r.contains("class=\"flag\"")).collect();
    assert!(named.len() == 1 && named[0].contains("#d.1.n\"") && named[0].contains("cần xác nhận"), "{named:?}");
}

#[test]
fn a_clause_that_arrives_by_two_ways_is_one() {
    let office = office();
    let said = |path: &str| {
        let heading = office.part(path, "viec");
        let count = heading.split("class=\"count\">").nth(1).unwrap();
        count.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let (role, unit) = (RoleId::new("truong-phong"), UnitId::new("p-kho"));
    let of_role = office.clauses(|s| duty::of_role(s, &role));
    assert_eq!((said("viec-toi/truong-phong.html"), of_role), (of_role, 18));
    let in_unit = office.clauses(|s| duty::of_role_in_unit(s, &role, &unit));
    for edition in ["viec-toi/truong-phong--p-kho.html", "viec-toi/ban-in/truong-phong--p-kho.html"] {
        assert_eq!((said(edition), in_unit), (in_unit, 19), "{edition}");
    }
}

#[test]
fn a_list_that_stands_apart_is_reached_at_its_own_anchor() {
    let office = office();
    let more = |path: &str, anchor: &str| office.part(path, anchor).contains(&format!("nop-nhan.html#{anchor}\""));
    assert!(more("viec-toi/truong-phong.html", "nop"));
    assert!(more("viec-toi/giam-doc.html", "nhan"));
}
