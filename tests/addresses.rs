//! The law of addresses: what was published on any earlier day still answers on the site of a later day, page and anchor.
//!
//! Years of an office in stages, each with the content of its time: decisions are not known before they are signed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use jiff::civil::{Date, date};
use quyche::model::DecisionId;
use quyche::site::{FeedEvent, FeedTime, Output, Site};
use quyche::{history, ics, model, render, site, source};

/// The decisions in the order they were signed, with the first day of each.
const DECISIONS: [(&str, Date); 4] = [
    ("801-2026", date(2026, 7, 1)),
    ("802-2026", date(2026, 10, 1)),
    ("803-2027", date(2027, 3, 1)),
    ("804-2028", date(2028, 1, 1)),
];

/// The project as it was once so many decisions were signed.
fn project(signed: usize) -> PathBuf {
    project_at(&format!("addresses-{signed}"), signed)
}

/// The same in a folder of this name.
fn project_at(name: &str, signed: usize) -> PathBuf {
    let own = common::root().join("tests/addresses");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&target);
    common::copy_folder(&common::root().join("content"), &target.join("content"));
    std::fs::copy(common::root().join("quyche.yaml"), target.join("quyche.yaml")).unwrap();
    for (id, day) in &DECISIONS[..signed] {
        let file = format!("content/decisions/{id}.yaml");
        std::fs::copy(own.join(format!("{id}.yaml")), target.join(file)).unwrap();
        let written = own.join(format!("{day}.md"));
        if written.exists() {
            std::fs::copy(written, target.join(format!("content/regulation/{day}.md"))).unwrap();
        } else {
            amend(&target, id, *day);
        }
    }
    target
}

/// Writes the text that the last decision makes, where it changes the text.
fn amend(project: &Path, id: &str, day: Date) {
    let text = project.join(format!("content/regulation/{day}.md"));
    let (_, model, _) = common::project(project);
    let decision = model.decision(&DecisionId::new(id)).unwrap();
    if decision.text_acts().next().is_none() {
        return;
    }
    let before = model.versions.last().unwrap();
    let (amended, report) = history::amended(before, &[decision], None);
    assert!(!report.has_errors(), "{id}");
    let title = &before.title;
    let head = format!("---\ntitle: \"{title}\"\ndecision: {id}\neffective_from: {day}\n---\n\n");
    std::fs::write(text, head + &amended.markdown).unwrap();
}

/// The site of a project on a day, every link of it proved.
fn built(root: &Path, day: Date) -> (Site, Output) {
    let (sources, _) = source::load(root, &root.join("content"), source::Limits::default());
    let (model, report) = model::decode(&sources);
    assert!(!report.has_errors(), "{:?}", report.iter().map(|d| &d.message).collect::<Vec<_>>());
    let state = history::on(&model, day);
    let first = model.office.first_year.unwrap();
    let (planned, report) = site::plan(&model, &state, &[], first..=day.year() + 1);
    assert!(!report.has_errors());
    let (theme, _) = render::Theme::new("vi", &[]);
    let output = Mutex::default();
    let whole = render::Whole::new(&output);
    let renderer = render::Renderer::new(&theme, &planned.chrome);
    renderer.assets(&whole);
    planned.pages.iter().for_each(|page| renderer.give(page, &whole));
    for feed in &planned.feeds {
        whole.file(feed.path.clone(), ics::write(feed));
    }
    whole.file(site::routes::ATOM, planned.atom.clone().into());
    let dead: Vec<_> = whole.proved().iter().map(|d| d.message.en.clone()).collect();
    assert!(dead.is_empty(), "{day}: {dead:#?}");
    (planned, output.into_inner().unwrap())
}

/// Every address with its anchors.
fn addresses(output: &Output) -> BTreeMap<String, BTreeSet<String>> {
    let anchors = |html: &str| html.split(" id=\"").skip(1).map(|r| r.split('"').next().unwrap().to_owned()).collect();
    let page = |(path, bytes): (&str, &[u8])| {
        let html = path.ends_with(".html").then(|| std::str::from_utf8(bytes).unwrap());
        (path.to_owned(), html.map(anchors).unwrap_or_default())
    };
    output.iter().map(page).collect()
}

/// The days on which the site was built, each with how many decisions were signed by then.
fn days() -> Vec<(usize, Date)> {
    let mut days = vec![(0, date(2026, 2, 11))];
    for (i, (_, day)) in DECISIONS.iter().enumerate() {
        days.extend([(i + 1, day.yesterday().unwrap()), (i + 1, *day)]);
    }
    days.push((DECISIONS.len(), date(2029, 5, 5)));
    days
}

fn sites() -> &'static Vec<(Date, Site, Output)> {
    static SITES: std::sync::OnceLock<Vec<(Date, Site, Output)>> = std::sync::OnceLock::new();
    SITES.get_or_init(|| {
        let roots: Vec<PathBuf> = (0..=DECISIONS.len()).map(project).collect();
        let build = |(signed, day): (usize, Date)| {
            let (site, output) = built(&roots[signed], day);
            (day, site, output)
        };
        days().into_iter().map(build).collect()
    })
}

#[test]
fn an_address_published_on_any_earlier_day_still_answers() {
    let published: Vec<_> = sites().iter().map(|(day, _, output)| (day, addresses(output))).collect();
    let mut lost = Vec::new();
    for (i, (then, earlier)) in published.iter().enumerate() {
        for (now, later) in &published[i + 1..] {
            for (path, anchors) in earlier {
                let Some(page) = later.get(path) else {
                    if site::routes::is_kept(path) {
                        lost.push(format!("{then} → {now}: {path}"));
                    }
                    continue;
                };
                for anchor in anchors.iter().filter(|a| !page.contains(*a) && site::routes::lasts(path, a)) {
                    lost.push(format!("{then} → {now}: {path}#{anchor}"));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn a_calendar_keeps_what_it_held_of_days_gone_by_and_an_ended_unit_gets_nothing_new() {
    for (i, (then, earlier, _)) in sites().iter().enumerate() {
        for (now, later, _) in &sites()[i + 1..] {
            for feed in &earlier.feeds {
                let kept = later.feeds.iter().find(|f| f.path == feed.path).unwrap();
                for event in feed.events.iter().filter(|e| day(e) < *then) {
                    let same =
                        |e: &FeedEvent| e.uid == event.uid && e.when == event.when && e.sequence == event.sequence;
                    assert!(kept.events.iter().any(|e| same(e)), "{then} → {now}: {} lost {}", feed.path, event.uid);
                }
            }
            for id in ["p-kinh-te", "p-cong-nghiep", "truong-phong--p-kinh-te"] {
                let feed = later.feeds.iter().find(|f| f.path == format!("lich/{id}.ics"));
                let new = feed.unwrap().events.iter().filter(|e| *now >= DECISIONS[0].1 && day(e) >= DECISIONS[0].1);
                assert_eq!(new.count(), 0, "{id} on {now}");
            }
        }
    }
}

fn day(event: &FeedEvent) -> Date {
    match event.when {
        FeedTime::Days { start, .. } => start,
        FeedTime::Hour { start, .. } => start.date(),
    }
}

#[test]
fn what_became_of_a_thing_is_said_where_it_stood() {
    let page = |day: Date, path: &str| {
        let (_, _, output) = sites().iter().find(|(d, ..)| *d == day).unwrap();
        String::from_utf8(output.get(path).unwrap().to_vec()).unwrap()
    };
    let said = |day: Date, path: &str, words: &[&str]| {
        let page = page(day, path);
        for word in words {
            assert!(page.contains(word), "{day} {path} lacks {word}");
        }
    };
    let merged = date(2026, 7, 1);
    said(
        merged,
        "don-vi/p-kinh-te.html",
        &["Phòng Kinh tế", "01/07/2026", "hợp nhất", "../thay-doi/801-2026.html", "p-kinh-te-nganh.html"],
    );
    said(date(2026, 6, 30), "don-vi/index.html", &["Sắp có hiệu lực", "Phòng Kinh tế ngành"]);
    said(date(2026, 6, 30), "quy-che/a.html", &["từ ngày 01/07/2026 là"]);
    said(
        merged,
        "quy-che/a.html",
        &["Phòng Kinh tế: nay là <a href=\"../don-vi/p-kinh-te-nganh.html\">Phòng Kinh tế ngành</a>"],
    );
    said(date(2027, 3, 1), "don-vi/p-kinh-te.html", &["Phòng Kinh tế tổng hợp</a>"]);
    said(merged, "diem-chua-ro.html", &["id=\"o-names\""]);
    let amended = date(2026, 10, 1);
    said(
        amended,
        "quy-che/b-ii.html",
        &["Được bãi bỏ từ ngày 01/10/2026", "quy-che/2021-11-19/toan-van.html#b.ii.5.3", "15/6</del>"],
    );
    said(amended, "quy-che/b-ii.html", &["Trước ngày 01/10/2026 số này là một điều khoản khác, nay là"]);
    said(amended, "quy-che/2021-11-19/toan-van.html", &["Bản cũ, đã có bản sau thay", "noindex", "30/09/2026"]);
    said(date(2026, 9, 30), "quy-che/2026-10-01/toan-van.html", &["Bản chưa áp dụng", "noindex"]);
    let replaced = date(2028, 1, 1);
    said(replaced, "quy-che/b-ii.html", &["id=\"b.ii.5.1.a\"", "nay là <a class=\"cite\"", "không còn trong quy chế"]);
}

/// Ids that stand in a template to the letter.
fn of_templates() -> BTreeSet<String> {
    let folder = std::fs::read_dir(common::root().join("themes/default")).unwrap();
    let templates = folder.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "html"));
    let ids = |path: PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let ids = text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        ids.filter(|id| !id.contains('{')).collect::<Vec<_>>()
    };
    templates.flat_map(ids).collect()
}

/// A list that becomes empty (no holiday left in a month, no outsider named any more) is an ordinary correction, and must not
/// take the heading's anchor away: `publish` would refuse it. Two offices with very different contents have the same
/// anchors of the theme on pages of one address, and so have two states of one office.
#[test]
fn an_anchor_of_the_theme_stands_whether_or_not_there_is_anything_under_it() {
    let small = Path::new(env!("CARGO_TARGET_TMPDIR")).join("addresses-small");
    let _ = std::fs::remove_dir_all(&small);
    common::copy_folder(&common::root().join("tests/faults/base"), &small);
    let config = std::fs::read_to_string(small.join("quyche.yaml")).unwrap();
    if !config.contains("first_year") {
        std::fs::write(small.join("quyche.yaml"), config + "\nfirst_year: 2025\n").unwrap();
    }
    let own = of_templates();
    let other = addresses(&built(&small, date(2026, 7, 1)).1);
    let mut differ = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (day, _, output) in sites() {
        for (path, anchors) in addresses(output) {
            let Some(others) = other.get(&path) else { continue };
            let lasting = |ids: &BTreeSet<String>| -> BTreeSet<String> {
                ids.iter().filter(|a| own.contains(*a) && site::routes::lasts(&path, a)).cloned().collect()
            };
            let (here, there) = (lasting(&anchors), lasting(others));
            differ.extend(here.symmetric_difference(&there).map(|a| format!("{path}#{a} ({day})")));
            seen.extend(here);
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
    for id in ["nghi", "khac-nhau", "ben-ngoai", "cu", "qua-thoi-gian", "da-ket-thuc", "het-ap-dung", "thay-doi"] {
        assert!(seen.contains(id), "no two pages were compared that have #{id}");
    }
}

/// A decision typed wrongly and put right: what it no longer does, and for whom, was cited.
#[test]
fn a_corrected_decision_keeps_the_anchors_of_its_page() {
    let day = date(2026, 7, 1);
    let root = project_at("addresses-corrected", 1);
    let before = addresses(&built(&root, day).1);
    let file = root.join("content/decisions/801-2026.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let (head, _) = text.split_once("operations:").unwrap();
    let only = "operations:\n  - {op: rename, unit: p-hanh-chinh-to-chuc, name: \"Phòng Hành chính\"}\n";
    std::fs::write(&file, head.to_owned() + only).unwrap();
    let after = addresses(&built(&root, day).1);
    let page = "thay-doi/801-2026.html";
    // The unit and the posts that the decision no longer makes are no more, and so are their own pages.
    let own = |id: &str| ["don-vi", "viec-toi"].map(|folder| format!("{folder}/{id}.html"));
    let never = |id: &str| own(id).iter().any(|page| before.contains_key(page) && !after.contains_key(page));
    let lost: Vec<&String> = before[page].difference(&after[page]).filter(|a| !never(a)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    for id in ["to-chuc", "voi-ai", "ban-giao", "lich", "so-sanh", "doi-so", "noi-dung-qd", "thong-bao"] {
        assert!(before[page].contains(id) && after[page].contains(id), "#{id}");
    }
    for id in ["p-kinh-te", "p-khoa-giao-van-xa", "truong-phong--p-kinh-te"] {
        assert!(before[page].contains(id) && after[page].contains(id), "#{id}");
    }
}

/// A clause repealed by mistake stands again, and is no longer compared with what it was. Where it was compared was cited.
#[test]
fn a_corrected_text_keeps_the_places_of_its_comparison() {
    let (id, day) = DECISIONS[1];
    let root = project_at("addresses-compared", 2);
    let before = addresses(&built(&root, day).1);
    let file = root.join(format!("content/decisions/{id}.yaml"));
    let text = std::fs::read_to_string(&file).unwrap();
    let corrected = text.replace("  - op: repeal\n    provision: B.II.4.1\n", "");
    assert_ne!(text, corrected);
    std::fs::write(&file, corrected).unwrap();
    std::fs::remove_file(root.join(format!("content/regulation/{day}.md"))).unwrap();
    amend(&root, id, day);
    let (_, output) = built(&root, day);
    let after = addresses(&output);
    for (path, anchors) in &before {
        let Some(page) = after.get(path) else {
            assert!(!site::routes::is_kept(path), "{path}");
            continue;
        };
        let lost: Vec<_> = anchors.difference(page).filter(|a| site::routes::lasts(path, a)).collect();
        assert!(lost.is_empty(), "{path}: {lost:?}");
    }
    let page = String::from_utf8(output.get(&format!("thay-doi/{id}.html")).unwrap().to_vec()).unwrap();
    assert!(page.contains("<span id=\"sd-b.ii.4.1\">") && !page.contains("class=\"change\" id=\"sd-b.ii.4.1\""));
}
