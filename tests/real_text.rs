//! The real regulation comes back to the letter, and its duties reach whom the text names. Truth: tests/data.
#![allow(clippy::panic, reason = "a test may stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use quyche::duty::{self, Block, Duty};
use quyche::history::{self, Snapshot};
use quyche::model::{Actor, Model, Relation, RoleId};

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

fn model() -> Model {
    let (_, model, report) = common::project(common::root());
    assert!(!report.has_errors(), "{report:#?}");
    model
}

#[test]
fn every_provision_is_there_and_verbatim() {
    let model = model();
    let text = common::data("regulation.txt");
    let lines: Vec<&str> = text.lines().collect();
    let truth = common::csv("provisions.csv");
    let read = &model.versions[0].provisions;
    assert_eq!(read.len(), truth.len());
    for (p, row) in read.iter().zip(&truth) {
        assert_eq!(p.id.as_str(), row["path_id"]);
        assert_eq!(p.label, row["number_as_printed"], "{}", p.id);
        assert_eq!(p.heading, row["is_heading"] == "yes", "{}", p.id);
        assert_eq!(p.parent.as_ref().map_or("", |id| id.as_str()), row["parent"], "{}", p.id);
        assert_eq!(p.citation, row["citation_vi"], "{}", p.id);
        let line = lines[row["source_line"].parse::<usize>().unwrap() - 1];
        let printed = if p.label.is_empty() { p.text.to_string() } else { format!("{} {}", p.label, p.text) };
        assert_eq!(printed, quyche::text::nfc(line.trim_end()), "{}", p.id);
    }
}

/// Who a bearer of the truth file stands for, as the text itself says (A.1, A.2, A.2.a, A.2.b); not read from our content.
fn stands_for(bearer: &str) -> Vec<&str> {
    const A2A: [&str; 9] = [
        "p-tong-hop",
        "p-kinh-te",
        "p-cong-nghiep",
        "p-nong-nghiep-moi-truong",
        "p-khoa-giao-van-xa",
        "p-noi-chinh",
        "p-kiem-soat-tthc",
        "ban-tiep-cong-dan",
        "tt-phuc-vu-hcc",
    ];
    const A2B: [&str; 3] = ["p-hanh-chinh-to-chuc", "p-quan-tri-tai-vu", "tt-cong-nghe-cong-ttdt"];
    match bearer {
        "lanh-dao-vp" | "lanh-dao-vp-phu-trach" | "tap-the-lanh-dao-vp" => {
            vec!["cvp", "pcvp", "pcvp-truong-ban-tcd", "pcvp-giam-doc-hcc"]
        }
        "lanh-dao-phong" => vec![
            "truong-phong",
            "pho-truong-phong",
            "pho-truong-ban-tcd",
            "pho-giam-doc-hcc",
            "pcvp-truong-ban-tcd",
            "pcvp-giam-doc-hcc",
        ],
        "cac-phong" => A2A.into_iter().chain(A2B).collect(),
        "phong-chuyen-mon" => A2A.to_vec(),
        "phong-phuc-vu" => A2B.to_vec(),
        other => vec![other],
    }
}

fn duties<'m>(s: &Snapshot<'m>, id: &str) -> Vec<Duty<'m>> {
    duty::of_actor(s, &s.model.actor(id).unwrap_or_else(|| panic!("{id}")))
}

fn has(duties: &[Duty<'_>], row: &BTreeMap<String, String>) -> bool {
    duties.iter().any(|d| {
        d.assignment.provision.as_str() == row["path_id"]
            && d.assignment.relation.as_str() == row["relation"].replace('-', "_")
            && d.assignment.quote.as_str() == row["quote"]
    })
}

#[test]
fn every_sure_row_reaches_everybody_it_means() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    let mut proved = 0;
    for row in common::csv("responsibilities.csv") {
        if row["certainty"] != "sure" || matches!(row["relation"].as_str(), "mentioned" | "general") {
            continue;
        }
        for bearer in stands_for(&row["bearer"]) {
            assert!(has(&duties(&s, bearer), &row), "{bearer}: {row:?}");
            proved += 1;
        }
    }
    assert!(proved > 500, "{proved}");
}

#[test]
fn a_mention_is_never_a_duty() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    let all = duty::matrix(&s);
    assert!(all.iter().all(|(_, ds)| ds.iter().all(|d| d.assignment.relation != Relation::Mentioned)));
    let mentions = common::csv("responsibilities.csv").into_iter().filter(|r| r["relation"] == "mentioned");
    for row in mentions {
        assert!(!has(&duties(&s, &row["bearer"]), &row), "{row:?}");
    }
}

#[test]
fn both_double_posts_have_all_duties_of_a_deputy_and_no_deputy_has_theirs() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    let rows =
        |id: &str| duties(&s, id).iter().map(|d| std::ptr::from_ref(d.assignment) as usize).collect::<BTreeSet<_>>();
    let plain = rows("pcvp");
    for double in ["pcvp-truong-ban-tcd", "pcvp-giam-doc-hcc"] {
        assert!(plain.is_subset(&rows(double)), "{double}");
    }
    let provisions: BTreeSet<&str> = duties(&s, "pcvp").iter().map(|d| d.assignment.provision.as_str()).collect();
    assert!(!provisions.contains("B.I.2.3") && !provisions.contains("B.I.2.4"));
}

#[test]
fn the_monthly_talk_reaches_exactly_three_heads() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    let invited: Vec<&str> = s
        .units
        .iter()
        .filter(|u| {
            duty::of_role_in_unit(&s, &u.head.role, &u.id).iter().any(|d| {
                d.assignment.provision.as_str() == "B.II.5.2"
                    && d.assignment.relation == Relation::Attends
                    && matches!(d.assignment.who, Actor::RoleAt(..))
            })
        })
        .map(|u| u.id.as_str())
        .collect();
    assert_eq!(invited, ["p-tong-hop", "p-hanh-chinh-to-chuc", "p-quan-tri-tai-vu"]);
}

#[test]
fn a_unit_reaches_its_own_head_and_no_other() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    for unit in &s.units {
        let named: Vec<_> = duty::of_unit(&s, &unit.id)
            .into_iter()
            .filter(|d| d.block == Block::Own && d.assignment.relation.is_work())
            .collect();
        for duty in named {
            for other in &s.units {
                let reached = duty::of_role_in_unit(&s, &other.head.role, &other.id)
                    .iter()
                    .any(|d| std::ptr::eq(d.assignment, duty.assignment));
                assert_eq!(
                    reached,
                    other.id == unit.id,
                    "{} of {} at {}",
                    duty.assignment.provision,
                    unit.id,
                    other.id
                );
            }
        }
    }
}

#[test]
fn what_binds_everybody_reaches_every_role_and_is_its_own_block() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    for role in &model.roles {
        let duties = duty::of_role(&s, &role.id);
        let block = if role.id == RoleId::new("cong-chuc") { Block::Own } else { Block::Everybody };
        for n in 1..=6 {
            let id = format!("B.I.6.{n}");
            assert!(
                duties.iter().any(|d| d.assignment.provision.as_str() == id && d.block == block),
                "{} {id}",
                role.id
            );
        }
        let outside = duties.iter().filter(|d| d.block == Block::Everybody);
        assert!(outside.clone().all(|d| d.assignment.provision.as_str().starts_with("B.I.6.")));
    }
}

#[test]
fn a_head_that_only_counts_as_trưởng_phòng_is_marked_inferred() {
    let model = model();
    let state = history::on(&model, DAY);
    let s = state.snapshot().unwrap();
    for (role, inferred) in [("truong-phong", false), ("pcvp-truong-ban-tcd", true), ("pcvp-giam-doc-hcc", true)] {
        let all = duties(&s, role);
        let mut reached =
            all.iter().filter(|d| d.assignment.provision.as_str() == "B.II.2.1" && d.block == Block::UnitHead);
        assert!(reached.next().is_some_and(|d| d.inferred == inferred), "{role}");
    }
}
