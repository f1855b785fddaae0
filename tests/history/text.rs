//! Decisions about the words: what the office of each day has to do follows its text.

use jiff::civil::{Date, date};
use quyche::diagnostic::Code;
use quyche::history::{self, Fate, State};
use quyche::model::{DecisionId, Model, ProvisionId, Version};

use crate::scene::{bearers, names_only_units_that_are_there, of_role, rules, scene};

const NEW: Date = date(2026, 7, 1);
const OLD: Date = date(2026, 6, 30);

fn text(state: &State, id: &str) -> String {
    let s = state.snapshot().unwrap();
    s.version.provision(&ProvisionId::new(id)).unwrap().text.as_str().to_owned()
}

fn dates(state: &State, rule: &str, year: i16) -> Vec<Date> {
    let s = state.snapshot().unwrap();
    let (found, report) = quyche::calendar::occurrences(&s, date(year, 1, 1), date(year, 12, 31));
    assert!(!report.has_errors(), "{report:?}");
    found.iter().filter(|o| o.rule.as_str() == rule).map(|o| o.nominal.start).collect()
}

#[test]
fn s7_one_clause_and_one_deadline_move() {
    let scene = scene("s7-amend");
    let (old, new) = (scene.on(date(2026, 3, 31)), scene.on(date(2026, 4, 1)));
    let (before, after) = (old.snapshot().unwrap(), new.snapshot().unwrap());
    for p in before.version.provisions.iter() {
        let same = after.version.provision(&p.id).unwrap().text == p.text;
        assert_eq!(same, p.id.as_str() != "B.II.7.2", "{}", p.id);
    }
    // One series of slots, whichever rule they come from.
    for state in [&old, &new] {
        assert_eq!(dates(state, "bc-6-thang", 2025), [date(2025, 6, 15)]);
        assert_eq!(dates(state, "bc-6-thang", 2026), [date(2026, 6, 10)], "a day to come is known today");
    }
    for role in ["truong-phong", "pcvp-truong-ban-tcd", "pcvp-giam-doc-hcc"] {
        assert!(of_role(&new, role).contains(&"B.II.7.2 reports_to".to_owned()), "{role}");
    }
}

#[test]
fn s8_a_repealed_clause_keeps_its_number_and_loses_its_meetings() {
    let scene = scene("s8-repeal");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert_eq!(text(&new, "B.II.5.3"), "(được bãi bỏ)");
    assert!(!bearers(&old, "B.II.5.3").is_empty());
    assert!(bearers(&new, "B.II.5.3").is_empty());
    let holds = |state: &State| {
        let s = state.snapshot().unwrap();
        rules(&s).iter().any(|r| r.id.as_str() == "giao-ban-vp-so-huyen")
    };
    assert!(holds(&old) && !holds(&new));
    for state in [&old, &new] {
        let days = dates(state, "giao-ban-vp-so-huyen", 2026);
        assert_eq!(days, [date(2026, 5, 1)], "May was before, November is not");
    }
}

#[test]
fn a_phrase_is_replaced_where_it_stands_and_the_rest_is_told() {
    let scene = scene("phrase");
    let new = scene.on(NEW);
    assert!(text(&new, "B.I.7.4").contains("UBND các xã, phường và"));
    assert!(text(&new, "B.I.1.4").contains("các huyện, thành phố, thị xã"), "written otherwise, it stays");
    let leftovers: Vec<String> = left(&scene.model, scene.model.versions.last().unwrap());
    assert_eq!(leftovers, ["B.I.1.4", "B.I.1.5", "B.II.1.1.c"]);
    let report = scene.report();
    let told = report.iter().filter(|d| d.code == Code::PhraseLeftover).count();
    assert_eq!(told, leftovers.len());
    let quotes: Vec<&str> = new.model().assignments.iter().map(|a| a.quote.as_str()).collect();
    assert!(
        quotes.iter().any(|q| q.contains("các xã, phường")) && quotes.iter().all(|q| !q.contains("thị xã, thành phố"))
    );
}

/// Where a text writes a replaced phrase almost so.
fn left(model: &Model, text: &Version) -> Vec<String> {
    let all = history::Lineages::of(model).leftovers(model, text);
    all.iter().map(|l| l.provision.to_string()).collect()
}

#[test]
fn what_a_phrase_left_behind_is_told_of_each_text_until_a_later_one_mends_it() {
    let mut model = scene("phrase").model;
    let mut later = model.versions.last().unwrap().clone();
    later.effective_from = date(2027, 1, 1);
    later.decision = DecisionId::new("unmended");
    model.versions.push(later);
    let texts: Vec<Vec<String>> = model.versions.iter().map(|text| left(&model, text)).collect();
    let places = ["B.I.1.4", "B.I.1.5", "B.II.1.1.c"];
    assert_eq!(texts[0], [""; 0], "the decision is still to come");
    assert_eq!(texts[1], places, "a text to come takes nothing away");
    assert_eq!(texts[2], places, "nor does one that mends nothing");
}

#[test]
fn what_was_due_is_cited_by_the_text_of_its_day() {
    // A rule that goes on under another number.
    let scene = scene("renumber");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    let cited = |state: &State, id: &str, day: Date| {
        let s = state.snapshot().unwrap();
        let rule = s.model.rules.iter().find(|r| r.id.as_str() == id).unwrap();
        let (text, at) = s.cited_on(rule, &rule.cite, &rule.quote, day);
        let words = text.provision(&at).unwrap().text.as_str();
        assert!(words.contains(rule.quote.as_str()), "{id} on {day}: {at} has other words");
        (text.effective_from, at.to_string())
    };
    let (first, second) = (new.model().versions[0].effective_from, new.model().versions[1].effective_from);
    assert_eq!(cited(&new, "giao-ban-vp-so-huyen", OLD), (first, "B.II.5.3".to_owned()));
    assert_eq!(cited(&new, "giao-ban-vp-so-huyen", NEW), (second, "B.II.5.2a".to_owned()));
    assert_eq!(cited(&old, "giao-ban-vp-so-huyen", NEW), (first, "B.II.5.3".to_owned()), "as it stands today");
    // What stands where it stood is cited from the text in force.
    assert_eq!(cited(&new, "giao-ban", OLD), (second, "B.II.5.1.a".to_owned()));
}

#[test]
fn a_rule_that_ended_is_cited_by_the_last_text_it_held_in() {
    let scene = scene("replace-all");
    let state = scene.on(NEW);
    let s = state.snapshot().unwrap();
    let ended: Vec<_> = s.model.rules.iter().filter(|r| !r.holds_past(NEW)).collect();
    assert!(!ended.is_empty());
    for rule in ended {
        let (text, at) = s.cited_on(rule, &rule.cite, &rule.quote, OLD);
        assert!(text.effective_from < NEW, "{}", rule.id);
        assert!(text.provision(&at).unwrap().text.as_str().contains(rule.quote.as_str()), "{}", rule.id);
    }
}

#[test]
fn inserted_provisions_have_their_bearers_and_dates_from_the_day_on() {
    let scene = scene("insert");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert!(bearers(&old, "B.II.8.5").is_empty());
    assert_eq!(bearers(&new, "B.II.8.5"), ["p-tong-hop chair"]);
    assert!(text(&new, "B.II.4.1.c1").starts_with("Hội nghị trực tuyến"));
    assert_eq!(text(&new, "B.II.4.1.d"), text(&old, "B.II.4.1.d"), "the next point keeps its letter");
    assert_eq!(dates(&new, "so-hoa", 2026), [date(2026, 12, 20)]);
    assert!(dates(&new, "so-hoa", 2025).is_empty(), "nothing before the text");
}

#[test]
fn a_renumbered_clause_takes_its_duties_and_rules_along() {
    let scene = scene("renumber");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert_eq!(text(&old, "B.II.5.3"), text(&new, "B.II.5.2a"));
    assert_eq!(bearers(&old, "B.II.5.3"), bearers(&new, "B.II.5.2a"));
    assert!(bearers(&new, "B.II.5.3").is_empty());
    let s = new.snapshot().unwrap();
    let rule = rules(&s).into_iter().find(|r| r.id.as_str() == "giao-ban-vp-so-huyen").unwrap();
    assert_eq!(rule.cite.as_str(), "B.II.5.2a");
    let fate = history::Lineages::of(&scene.model)[0].fate(&ProvisionId::new("B.II.5.3"));
    assert_eq!(fate, Fate::Goes(ProvisionId::new("B.II.5.2a")), "the old address can lead there");
    names_only_units_that_are_there(&new);
}

#[test]
fn a_rule_to_come_is_read_in_the_text_it_begins_with() {
    let scene = scene("rule-to-come");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    let of = |state: &history::State, id: &str| {
        let s = state.snapshot().unwrap();
        let rule = s.model.rules.iter().find(|r| r.id.as_str() == id).unwrap();
        (s.citation_on(rule, s.day), s.provisions_of(rule))
    };
    let at = |provision: &str| vec![ProvisionId::new(provision)];
    assert_eq!(of(&old, "kiem-ke").1, [], "today's clause of that number is another");
    assert_eq!(of(&new, "kiem-ke"), (of(&old, "kiem-ke").0, at("B.II.5.3")), "cited alike before and after");
    assert_eq!(of(&old, "giao-ban-vp-so-huyen").1, at("B.II.5.3"));
    assert_eq!(of(&new, "giao-ban-vp-so-huyen").1, at("B.II.5.4"));
    assert_eq!(dates(&old, "kiem-ke", 2026), [date(2026, 11, 20)], "the year's calendar has it already");
    // What goes on under another number is a matter of today's clause under its own.
    assert_eq!((of(&old, "hop-vp-moi").1, of(&new, "hop-vp-moi").1), (at("B.II.5.3"), at("B.II.5.4")));
}

#[test]
fn a_new_regulation_takes_over_what_the_table_names_and_ends_the_rest() {
    let scene = scene("replace-all");
    let (old, new) = (scene.on(OLD), scene.on(NEW));
    assert_eq!(bearers(&old, "B.II.8.1"), bearers(&new, "dieu-2.2"));
    assert!(bearers(&old, "B.II.3.4").len() > 1 && bearers(&new, "B.II.3.4").is_empty());
    assert_eq!(bearers(&new, "dieu-2.3"), ["p-tong-hop owner"]);
    assert_eq!(of_role(&new, "pho-truong-phong"), ["dieu-2.1 attends"], "nothing of the old text is left");
    let s = new.snapshot().unwrap();
    let live: Vec<&str> = rules(&s).iter().map(|r| r.id.as_str()).collect();
    assert_eq!(live, ["giao-ban"], "the other rules ended with their provisions");
    let days = dates(&new, "giao-ban", 2026);
    let (before, after): (Vec<&Date>, Vec<&Date>) = days.iter().partition(|d| **d < NEW);
    assert_eq!((before.len(), after.len()), (12, 6), "one series, twice a month and then once");
    let fate = |id: &str| history::Lineages::of(&scene.model)[0].fate(&ProvisionId::new(id));
    assert_eq!(fate("B.II.5.1.a"), Fate::Goes(ProvisionId::new("dieu-2.1")));
    assert!(matches!(fate("B.II.3.4"), Fate::Ends(_)));
}
