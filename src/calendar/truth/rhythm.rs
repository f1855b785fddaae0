//! Which weeks, working days and periods a rule takes, and what it leaves out.

use super::*;

#[test]
fn a_week_of_named_months_has_the_name_its_days_would_have() {
    let named = |every, month, weeks: &[WeekChoice], weekday| {
        rule("hop", When::WeekOfMonth { every, month, weeks: weeks.to_vec(), weekday })
    };
    let (second, last) = (WeekChoice::Number(2), WeekChoice::Last);
    let only = |months: &[i8]| Some(MonthChoice::Only(months.to_vec()));
    let days = |rule: Rule| -> Vec<(String, Date)> {
        let found = of(&model(vec![rule]), date(2026, 1, 1), date(2026, 12, 31));
        found.into_iter().map(|o| (o.period().to_owned(), o.actual.start)).collect()
    };
    let listed = |all: &[(&str, Date)]| all.iter().map(|(slot, day)| ((*slot).to_owned(), *day)).collect::<Vec<_>>();
    let thursday = jiff::civil::Weekday::Thursday;
    assert_eq!(
        days(named(Every::Quarter, Some(MonthChoice::Last), &[second], thursday)),
        listed(&[
            ("2026-Q1", date(2026, 3, 12)),
            ("2026-Q2", date(2026, 6, 11)),
            ("2026-Q3", date(2026, 9, 10)),
            ("2026-Q4", date(2026, 12, 10)),
        ])
    );
    let friday = jiff::civil::Weekday::Friday;
    assert_eq!(
        days(named(Every::Year, only(&[6, 12]), &[last], friday)),
        listed(&[("2026-06", date(2026, 6, 26)), ("2026-12", date(2026, 12, 25))])
    );
    assert_eq!(
        days(named(Every::Year, only(&[6]), &[last, second], friday)),
        listed(&[("2026-06-w2", date(2026, 6, 12)), ("2026-06-wlast", date(2026, 6, 26))])
    );
    assert_eq!(days(named(Every::Month, None, &[last], friday))[0], ("2026-01-wlast".to_owned(), date(2026, 1, 30)));
    let found = of(&model(vec![named(Every::Month, None, &[last], friday)]), date(2026, 6, 1), date(2026, 6, 30));
    let step = step(&found[0], "Tuần cuối của tháng là").unwrap();
    assert_eq!(step.ground, Ground::WeekRule);
}

#[test]
fn what_is_left_out_on_a_day_off_stays_on_the_calendar_and_says_why() {
    let monday = When::DayOfWeek { weekday: jiff::civil::Weekday::Monday };
    let hop = Rule { roll: Roll::Skip, roll_said: Some(0), ..rule("hop", monday) };
    let after = When::After { rule: RuleId::new("hop"), term: fixture::working(3) };
    let office = model(vec![hop, fixture::deadline("bc", Limit::OnOrBefore, after)]);
    let span = (date(2026, 4, 20), date(2026, 5, 10));
    let found = of(&office, span.0, span.1);
    // 27/4/2026 is a day in lieu.
    let off: Vec<&str> = found.iter().filter(|o| o.status == Status::Cancelled).map(|o| o.slot.as_str()).collect();
    assert_eq!(off, ["hop/2026-W18", "bc/2026-W18"]);
    let one = |slot: &str| found.iter().find(|o| o.slot == slot).unwrap();
    let hop = one("hop/2026-W18");
    assert_eq!(hop.actual, DateRange::day(date(2026, 4, 27)));
    assert!(hop.reason.vi.ends_with("kỳ này không tổ chức, vì trúng ngày nghỉ"), "{:?}", hop.reason);
    let why = step(hop, "Kỳ này không tổ chức").unwrap();
    assert!(matches!(why.ground, Ground::Provision(_)), "the text says so");
    assert!(one("bc/2026-W18").reason.vi.contains("không có «hop»"));
    assert_eq!(one("hop/2026-W19").status, Status::Firm);
    // Held all the same where somebody says so.
    let moved = Override {
        slot: "hop/2026-W18".to_owned(),
        action: Action::Move(date(2026, 4, 28)),
        at: None,
        reference: "TB 1".to_owned(),
        issued: date(2026, 4, 20),
        span: fixture::span(),
    };
    let found = of(&Model { overrides: vec![moved], ..office.clone() }, span.0, span.1);
    assert!(found.iter().all(|o| o.status != Status::Cancelled), "{found:?}");
    // 24/11 is off by a law to come: that there is none depends on it.
    let tuesday = When::DayOfWeek { weekday: jiff::civil::Weekday::Tuesday };
    let office = model(vec![Rule { roll: Roll::Skip, ..rule("hop", tuesday) }]);
    let found = of(&office, date(2026, 11, 24), date(2026, 11, 24));
    assert_eq!((found[0].status, &found[0].alternatives[..]), (Status::DependsOnNotice, &[found[0].actual][..]));
}

#[test]
fn a_working_day_is_counted_from_either_end_of_its_month_or_week() {
    let day = |every, month, nth| When::DayOfMonth { every, month, day: DayChoice::Working(nth) };
    let days = |when: When, from, to| -> Vec<Date> {
        let found = of(&model(vec![fixture::deadline("bc", Limit::OnOrBefore, when)]), from, to);
        found.iter().map(|o| o.actual.start).collect()
    };
    // 1 and 2 September 2025 are off, and so is 1 January 2026.
    let autumn = (date(2025, 9, 1), date(2025, 10, 15));
    assert_eq!(days(day(Every::Month, None, 3), autumn.0, autumn.1), [date(2025, 9, 5), date(2025, 10, 3)]);
    assert_eq!(days(day(Every::Month, None, -3), autumn.0, autumn.1), [date(2025, 9, 26)]);
    let first = Some(MonthChoice::Only(vec![1]));
    assert_eq!(
        days(day(Every::Quarter, first, 1), date(2025, 10, 1), date(2026, 1, 9)),
        [date(2025, 10, 1), date(2026, 1, 5)]
    );
    let week = |nth| days(When::WorkingDayOfWeek { nth }, date(2025, 8, 25), date(2025, 9, 7));
    assert_eq!(week(1), [date(2025, 8, 25), date(2025, 9, 3)]);
    assert_eq!(week(-1), [date(2025, 8, 29), date(2025, 9, 5)]);
    // Tết takes the whole week: it has no third, and says so.
    for (nth, at) in [(3, date(2026, 2, 22)), (-3, date(2026, 2, 16))] {
        let office = model(vec![rule("hop", When::WorkingDayOfWeek { nth })]);
        let found = of(&office, date(2026, 2, 16), date(2026, 2, 22));
        let [none] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((none.slot.as_str(), none.status, none.actual.start), ("hop/2026-W08", Status::Cancelled, at));
        assert!(none.reason.vi.starts_with("kỳ này không có ngày làm việc thứ ấy"), "{:?}", none.reason);
        let off = none.steps.iter().filter(|s| matches!(s.ground, Ground::Holiday(_))).count();
        assert_eq!(off, 5, "{:#?}", none.steps);
    }
    let found = of(
        &model(vec![fixture::deadline("bc", Limit::OnOrBefore, day(Every::Month, None, 3))]),
        date(2025, 9, 1),
        date(2025, 9, 30),
    );
    assert_eq!(found[0].slot, "bc/2025-09");
    let named = step(&found[0], "Văn bản nêu").unwrap();
    assert_eq!(named.say.vi, "Văn bản nêu ngày làm việc thứ 3 của tháng: thứ Sáu 05/09/2025");
    assert_eq!(
        found[0].steps.iter().filter(|s| matches!(s.ground, Ground::Holiday(_))).count(),
        2,
        "{:?}",
        found[0].steps
    );
}

#[test]
fn every_nth_period_and_a_season_leave_the_others_out() {
    let every =
        |count, starting| Recurs { interval: Some(Interval { count, starting: Some(starting) }), ..Recurs::default() };
    let days = |rule: Rule, from, to| -> Vec<String> {
        of(&model(vec![rule]), from, to).iter().map(|o| o.period().to_owned()).collect()
    };
    let june =
        When::DayOfMonth { every: Every::Year, month: Some(MonthChoice::Only(vec![6])), day: DayChoice::Number(15) };
    let second = Rule { recurs: every(2, date(2022, 1, 1)), ..fixture::deadline("bc", Limit::OnOrBefore, june) };
    assert_eq!(days(second.clone(), date(2022, 1, 1), date(2027, 12, 31)), ["2022", "2024", "2026"]);
    let found = of(&model(vec![second]), date(2026, 6, 1), date(2026, 6, 30));
    assert_eq!(step(&found[0], "2 năm").unwrap().say.vi, "2 năm một lần");
    assert!(step(&found[0], "Kỳ đầu tiên").unwrap().say.vi.contains("01/01/2022"));
    let thursday = || When::DayOfWeek { weekday: jiff::civil::Weekday::Thursday };
    let weeks = Rule { recurs: every(2, date(2026, 3, 2)), ..rule("hop", thursday()) };
    assert_eq!(days(weeks, date(2026, 3, 1), date(2026, 4, 5)), ["2026-W10", "2026-W12", "2026-W14"]);
    let season = Recurs { months: vec![5, 6], ..Recurs::default() };
    let rainy = Rule { recurs: season, ..rule("hop", thursday()) };
    let found = of(&model(vec![rainy]), date(2026, 1, 1), date(2026, 12, 31));
    assert_eq!(found.len(), 8);
    assert!(found.iter().all(|o| matches!(o.nominal.start.month(), 5 | 6)));
    assert_eq!(step(&found[0], "Mùa của").unwrap().say.vi, "Mùa của việc này: tháng 5, 6");
    let times = When::Times { every: Every::Year, months: None, times: 1 };
    let window = Rule { recurs: every(5, date(2025, 7, 1)), ..rule("hop", times) };
    assert_eq!(days(window, date(2022, 1, 1), date(2029, 12, 31)), ["2025"]);
}

/// An id published once may mean no other occurrence: the names of a plan and its days are told apart by the same weeks.
#[test]
fn no_two_slots_of_a_season_bear_one_name() {
    let thursday = When::DayOfWeek { weekday: jiff::civil::Weekday::Thursday };
    let working = When::WorkingDayOfWeek { nth: 2 };
    let times = When::Times { every: Every::Week, months: None, times: 1 };
    for when in [thursday, working, times] {
        let recurs = Recurs { months: vec![7, 8], ..Recurs::default() };
        let plan = Rule { recurs, about: Some(About::Next(Every::Week)), ..rule("ke-hoach", when) };
        let found = of(&model(vec![plan]), date(2026, 1, 1), date(2026, 12, 31));
        let slots: Vec<&str> = found.iter().map(Occurrence::period).collect();
        // The Thursdays from 2 July to 27 August 2026.
        assert_eq!(slots, (27..=35).map(|n| format!("2026-W{n}")).collect::<Vec<_>>());
    }
}

#[test]
fn a_week_of_two_months_says_by_which_day_it_is_of_one() {
    let season = |when| Rule { recurs: Recurs { months: vec![7], ..Recurs::default() }, ..rule("hop", when) };
    let told = |rule: Rule| {
        let found = of(&model(vec![rule]), date(2026, 7, 1), date(2026, 7, 31));
        (found[0].slot.clone(), step(&found[0], "Tuần nằm ở hai tháng").is_some())
    };
    assert!(told(season(When::WorkingDayOfWeek { nth: 1 })).1);
    // The Monday of that week is in June, and it is the Monday that counts.
    let monday = When::DayOfWeek { weekday: jiff::civil::Weekday::Monday };
    assert_eq!(told(season(monday)), ("hop/2026-W28".to_owned(), false));
}

/// Whoever leaves something out may name another day, and take it back; what follows goes with it.
#[test]
fn decisions_about_what_is_left_out() {
    let monday = When::DayOfWeek { weekday: jiff::civil::Weekday::Monday };
    let hop = Rule { roll: Roll::Skip, ..rule("hop", monday) };
    let after = When::After { rule: RuleId::new("hop"), term: fixture::working(3) };
    let before = When::Before { rule: RuleId::new("hop"), term: fixture::working(1) };
    let first =
        Rule { must_precede: Some(RuleId::new("hop")), ..fixture::deadline("truoc", Limit::OnOrBefore, before) };
    let office = model(vec![hop, fixture::deadline("bc", Limit::OnOrBefore, after), first]);
    let decide = |slot: &str, action| Override {
        slot: slot.to_owned(),
        action,
        at: None,
        reference: "TB 1".to_owned(),
        issued: date(2026, 4, 20),
        span: fixture::span(),
    };
    let off = |overrides: Vec<Override>| -> Vec<String> {
        let found = of(&Model { overrides, ..office.clone() }, date(2026, 4, 21), date(2026, 5, 10));
        let w18 = found.iter().filter(|o| o.period() == "2026-W18" && o.status == Status::Cancelled);
        w18.map(|o| o.rule.to_string()).collect()
    };
    let tuesday = Action::Move(date(2026, 4, 28));
    let mut all = off(Vec::new());
    all.sort();
    assert_eq!(all, ["bc", "hop", "truoc"], "nothing is due before or after what is not held");
    assert!(off(vec![decide("hop/2026-W18", tuesday)]).is_empty());
    assert_eq!(off(vec![decide("hop/2026-W18", tuesday), decide("hop/2026-W18", Action::Cancel)]).len(), 3);
    assert_eq!(off(vec![decide("bc/2026-W18", tuesday)]), ["truoc", "hop"], "what follows has a day of its own");
}

#[test]
fn a_weekday_of_a_month_is_counted_and_says_so() {
    let nth = |every, month, nths: &[WeekChoice]| {
        rule("hop", When::NthWeekday { every, month, nths: nths.to_vec(), weekday: jiff::civil::Weekday::Monday })
    };
    let june = |rule: Rule| of(&model(vec![rule]), date(2026, 6, 1), date(2026, 6, 30));
    let (first, third, last) = (WeekChoice::Number(1), WeekChoice::Number(3), WeekChoice::Last);
    let found = june(nth(Every::Month, None, &[last, first]));
    let slots: Vec<_> = found.iter().map(|o| (o.slot.as_str(), o.nominal.start)).collect();
    // 29/06/2026 is a Monday of the first week of July.
    assert_eq!(slots, [("hop/2026-06-d1", date(2026, 6, 1)), ("hop/2026-06-dlast", date(2026, 6, 29))]);
    let named = |o: &Occurrence| step(o, "Văn bản nêu").unwrap().say.vi.clone();
    assert_eq!(named(&found[0]), "Văn bản nêu thứ Hai đầu tiên của tháng: thứ Hai 01/06/2026");
    assert_eq!(named(&found[1]), "Văn bản nêu thứ Hai cuối cùng của tháng: thứ Hai 29/06/2026");
    assert!(found.iter().all(|o| o.readings.is_empty()), "no week is read in any way");
    let found = june(nth(Every::Quarter, Some(MonthChoice::Last), &[last]));
    assert_eq!((found[0].slot.as_str(), named(&found[0]).contains("của quý")), ("hop/2026-Q2", true));
    assert_eq!(
        named(&june(nth(Every::Month, None, &[third]))[0]),
        "Văn bản nêu thứ Hai thứ 3 trong tháng: thứ Hai 15/06/2026"
    );
}

#[test]
fn of_a_span_the_text_names_no_day() {
    let quote = |words: &str| crate::text::Verbatim::new(words.to_owned());
    let when =
        || When::DayOfMonth { every: Every::Year, month: Some(MonthChoice::Only(vec![3])), day: DayChoice::Last };
    let named = |words: &str| {
        let rule = Rule { quote: quote(words), ..fixture::deadline("bc", Limit::OnOrBefore, when()) };
        let found = of(&model(vec![rule]), date(2026, 3, 1), date(2026, 3, 31));
        step(&found[0], "Văn bản").unwrap().say.vi.clone()
    };
    assert_eq!(
        named("hoàn thành trong quý I hằng năm"),
        "Văn bản chỉ nêu khoảng thời gian, không nêu ngày; ngày cuối cùng của khoảng ấy: thứ Ba 31/03/2026"
    );
    assert_eq!(named("trước ngày cuối cùng của tháng 3"), "Văn bản nêu: thứ Ba 31/03/2026");
}
