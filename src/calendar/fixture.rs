//! The rules of the real regulation and its holidays, built by hand for the tests of this room.

use jiff::civil::{Date, Weekday, date};

use crate::diagnostic::{Files, Span};
use crate::model::{
    About, Actor, DayChoice, DayCount, Days, DecisionId, Every, Holiday, HolidayKind, HolidayStatus, Holidays, Limit,
    Model, MonthChoice, OccurrenceKind, Office, ProvisionId, Provisions, Recurs, Role, RoleId, Roll, Rule, RuleId,
    TimeOfDay, Version, WeekChoice, WeekRule, When,
};
use crate::text::Verbatim;

pub fn span() -> Span {
    Span::new(Files::default().add("calendar.yaml", ""), 0, 0)
}

/// A meeting with nothing but its `when`.
pub fn rule(id: &str, when: When) -> Rule {
    Rule {
        id: RuleId::new(id),
        title: id.to_owned(),
        short: None,
        kind: OccurrenceKind::Meeting,
        cite: ProvisionId::new("B.II.5.1.a"),
        quote: Verbatim::new("…"),
        also: Vec::new(),
        when,
        limit: Limit::Exact,
        by: None,
        roll: Roll::Following,
        roll_said: None,
        recurs: Recurs::default(),
        must_precede: None,
        conditional: None,
        about: None,
        valid_from: None,
        valid_to: None,
        who: Vec::new(),
        with: Vec::new(),
        to: Vec::new(),
        chair: Vec::new(),
        chair_fallback: None,
        attendees: Vec::new(),
        optional_attendees: None,
        note: None,
        span: span(),
    }
}

pub fn deadline(id: &str, limit: Limit, when: When) -> Rule {
    Rule { kind: OccurrenceKind::Report, roll: Roll::Preceding, limit, ..rule(id, when) }
}

/// So many working days.
pub fn working(count: u16) -> DayCount {
    DayCount { count, days: Days::Working }
}

pub fn weekly(weekday: Weekday) -> When {
    When::WeekOfMonth { every: Every::Month, month: None, weeks: [2, 4].map(WeekChoice::Number).into(), weekday }
}

/// An office with these rules, in force since 19/11/2021, that reads weeks the default way.
pub fn model(rules: Vec<Rule>) -> Model {
    let cvp = Role {
        id: RoleId::new("cvp"),
        name: "Chánh Văn phòng".to_owned(),
        aliases: Vec::new(),
        section: None,
        inherits: Vec::new(),
        counts_as: Vec::new(),
        everybody: Vec::new(),
        carries_unit_duties: Vec::new(),
        stands_alone: false,
        reports_to: Vec::new(),
        from: None,
        until: None,
        created_by: None,
        abolished_by: None,
        span: span(),
    };
    let version = Version {
        effective_from: date(2021, 11, 19),
        day_span: span(),
        decision: DecisionId::new("3232-2021"),
        title: Verbatim::new("Quy chế"),
        components: Vec::new(),
        provisions: Provisions::default(),
        span: span(),
    };
    let office = Office { week_rule: Some(WeekRule::FirstWorkweek), ..Office::default() };
    Model { office, versions: vec![version], roles: vec![cvp], rules, holidays: holidays(), ..Model::default() }
}

/// The dated, relative, windowed and counted rules of Decision 3232.
pub fn office() -> Model {
    let only = |months: &[i8]| Some(MonthChoice::Only(months.to_vec()));
    let yearly =
        |month: i8, day| When::DayOfMonth { every: Every::Year, month: only(&[month]), day: DayChoice::Number(day) };
    let times = |every, months| When::Times { every, months, times: 1 };
    let cvp = || vec![Actor::Role(RoleId::new("cvp"))];
    model(vec![
        deadline("chuong-trinh-nam", Limit::Before, yearly(12, 25)),
        Rule {
            about: Some(About::Next(Every::Quarter)),
            ..deadline(
                "ke-hoach-quy",
                Limit::OnOrBefore,
                When::DayOfMonth { every: Every::Quarter, month: Some(MonthChoice::Last), day: DayChoice::Number(15) },
            )
        },
        deadline(
            "dieu-chinh-thang",
            Limit::Before,
            When::DayOfMonth { every: Every::Month, month: None, day: DayChoice::Number(25) },
        ),
        Rule { chair: cvp(), ..rule("giao-ban", weekly(Weekday::Friday)) },
        Rule {
            by: Some(TimeOfDay::Morning),
            must_precede: Some(RuleId::new("giao-ban")),
            ..deadline("bc-nua-thang", Limit::OnOrBefore, weekly(Weekday::Thursday))
        },
        deadline("bc-6-thang", Limit::Before, yearly(6, 15)),
        deadline("bc-nam", Limit::Before, yearly(11, 30)),
        deadline("tb-ket-luan", Limit::OnOrBefore, When::After { rule: RuleId::new("giao-ban"), term: working(3) }),
        Rule { about: Some(About::Previous(Every::Year)), ..rule("hn-tong-ket-nam", times(Every::Year, only(&[1]))) },
        rule("giao-ban-vp-so-huyen", times(Every::Year, only(&[5, 11]))),
        Rule { chair: cvp(), ..rule("hoi-y-lanh-dao", times(Every::Month, None)) },
        rule("hn-cbccvc", times(Every::Year, None)),
        rule("lam-viec-dang-uy-doan-the", times(Every::HalfYear, None)),
    ])
}

/// The holiday file of the real office.
pub fn holidays() -> Holidays {
    let lines = include_str!("../../tests/data/holidays_vn.csv").lines().skip(1);
    let days = lines.map(|line| {
        let fields = csv(line);
        let date: Date = fields[0].parse().unwrap();
        let kind = HolidayKind::ALL.into_iter().find(|k| k.as_str() == fields[1]).unwrap();
        let status = HolidayStatus::ALL.into_iter().find(|s| s.as_str() == fields[4]).unwrap();
        (date, Holiday { date, kind, name: fields[2].clone(), source: fields[3].clone(), status, span: span() })
    });
    Holidays { days: days.collect(), years: (2015..=2030).map(|y| (y, span())).collect() }
}

/// The fields of a line in which a field may stand in quotes.
pub fn csv(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}
