//! What the files say of groups and names twice, and not alike: a unit in a group that does not list it, members other than those the
//! quote names, a short form that is another's.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::named::{Named, unit_names, written};
use crate::diagnostic::{Code, Diagnostic, Report, Say, Span};
use crate::model::{Act, Actor, Collective, CollectiveId, Model, OfficeAct};
use crate::say;
use crate::text::name_key;

/// `strange` are units whose names were told not to be in the text: no quote can list them.
pub(super) fn check(model: &Model, named: &Named<'_>, strange: &BTreeSet<Actor>, day: Date, report: &mut Report) {
    let mut told = strange.clone();
    for group in &model.collectives {
        quoted(model, named, group, day, &mut told, report);
    }
    groups(model, &told, day, report);
    aliases(model, named, report);
}

/// Whether somebody is a unit or a post that was not always there, or is no more: a text says nothing of it, or of the days before.
fn is_of_a_time(model: &Model, actor: &Actor) -> bool {
    let unit = actor.unit().and_then(|id| model.unit(id));
    let role = actor.role().and_then(|id| model.role(id));
    unit.is_some_and(|u| u.founded_by.is_some() || u.from.is_some() || u.until.is_some())
        || role.is_some_and(|r| r.from.is_some() || r.until.is_some())
}

/// Whether a text that names somebody as one of a group need not mean `day`: he is not there on it, or came later than the office, and
/// then what brought him puts him into his groups. Who will end is in them until then.
fn is_of_other_days(model: &Model, actor: &Actor, day: Date) -> bool {
    let unit = actor.unit().and_then(|id| model.unit(id));
    let role = actor.role().and_then(|id| model.role(id));
    let gone = |until: Option<Date>| until.is_some_and(|until| until <= day);
    unit.is_some_and(|u| u.founded_by.is_some() || u.from.is_some() || gone(u.until))
        || role.is_some_and(|r| r.from.is_some() || gone(r.until))
}

/// Whether somebody is listed before the decision that founds it puts it there.
fn is_early(model: &Model, actor: &Actor, day: Date) -> bool {
    let unit = actor.unit().and_then(|id| model.unit(id));
    unit.is_some_and(|u| u.founded_by.is_some() && u.from.is_some_and(|from| day < from))
}

/// What of the list is to be done about one whom a decision ends or founds.
fn as_the_text_has(model: &Model, actor: &Actor, help: Say) -> Say {
    let Some(unit) = actor.unit().and_then(|id| model.unit(id)).filter(|u| u.founded_by.is_some() || u.until.is_some())
    else {
        return help;
    };
    let (Say { vi, en }, id) = (help, &unit.id);
    say!(
        "{vi}; «members» giữ như quy chế kể, quyết định về {id} tự đổi nhóm từ ngày có hiệu lực",
        "{en}; leave `members` as the text lists them, the decision about {id} changes the group from its day on"
    )
}

/// Whether a decision changes who is in a group.
fn is_changed(model: &Model, group: &CollectiveId) -> bool {
    model
        .decisions
        .iter()
        .flat_map(|d| &d.operations)
        .any(|o| matches!(&o.act, Act::Office(OfficeAct::ChangeMembers { collective, .. }) if collective == group))
}

/// Units that say they are listed in a group whose members are other units.
fn groups(model: &Model, told: &BTreeSet<Actor>, day: Date, report: &mut Report) {
    let lists = |group: &Collective, unit: &Actor| group.members.contains(unit);
    for unit in &model.units {
        let own = Actor::Unit(unit.id.clone());
        if told.contains(&own) || is_of_other_days(model, &own, day) {
            continue;
        }
        let Some(group) = model.collective(&unit.group) else { continue };
        let of_units = group.members.iter().any(|m| matches!(m, Actor::Unit(_)));
        if group.all_units || group.everybody || !of_units || lists(group, &own) || is_changed(model, &group.id) {
            continue;
        }
        let (id, named) = (&group.id, unit.name());
        let message = say!(
            "«{named}» ghi «group: {id}», mà «members» của {id} không có đơn vị này",
            "`{named}` says `group: {id}`, and `members` of {id} does not list it"
        );
        let other = model.collectives.iter().find(|other| other.id != *id && lists(other, &own));
        let help = match other.map(|other| &other.id) {
            Some(other) => say!(
                "{other} có đơn vị này: sửa «group» thành {other}, hoặc sửa «members»",
                "{other} lists it: correct `group` to {other}, or correct `members`"
            ),
            None => {
                let unit = &unit.id;
                say!("thêm {unit} vào «members», hoặc sửa «group»", "add {unit} to `members`, or correct `group`")
            }
        };
        report.push(
            Diagnostic::new(Code::MembersDiffer, unit.span, message)
                .related(group.span, say!("nhóm ở đây", "the group is here"))
                .help(help),
        );
    }
}

/// Members that are not those of the list quoted for the group.
fn quoted(
    model: &Model,
    named: &Named<'_>,
    group: &Collective,
    day: Date,
    told: &mut BTreeSet<Actor>,
    report: &mut Report,
) {
    let Some(quote) = group.quote() else { return };
    if group.inferred || group.by_assignment || group.all_units || group.everybody || is_changed(model, &group.id) {
        return;
    }
    let found = named.by(quote);
    let is_member = |actor: &Actor| group.members.contains(actor);
    let said: BTreeSet<&Actor> = found.iter().map(|(actor, _)| *actor).filter(|a| is_member(a)).collect();
    let mut tell = |message, help| report.push(Diagnostic::new(Code::MembersDiffer, group.span, message).help(help));
    let id = &group.id;
    // One of a list stands beside one who is a member.
    let beside = found.windows(2).filter_map(|pair| {
        let [(one, first), (other, second)] = pair else { return None };
        let apart = quote.get(first.end..second.start)?;
        let listed = apart.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let joined = listed.map(str::to_lowercase).all(|word| ["và", "các", "những", "cùng"].contains(&word.as_str()));
        let alike = matches!((one, other), (Actor::Unit(_), Actor::Unit(_)) | (Actor::Role(_), Actor::Role(_)));
        let lacking = if is_member(one) { (*other, second) } else { (*one, first) };
        (joined && alike && is_member(one) != is_member(other)).then_some(lacking)
    });
    for (actor, place) in beside {
        // Who counts as a member is one.
        let kin = named.kin(actor).unwrap_or_default();
        let counts = matches!(actor, Actor::Role(_)) && kin.iter().any(|k| matches!(k, Actor::Role(_)) && is_member(k));
        if !counts && !is_of_other_days(model, actor, day) && told.insert(actor.clone()) {
            let (name, who) = (&quote[place.clone()], actor.id());
            tell(
                say!(
                    "câu trích của nhóm {id} kể «{name}» ({who}), «members» không có",
                    "the quote of {id} lists `{name}` ({who}), `members` does not"
                ),
                as_the_text_has(model, actor, say!("thêm {who} vào «members»", "add {who} to `members`")),
            );
        }
    }
    // Where most are listed, whoever is not is none of them.
    let whole = said.len() >= 2 && said.len() * 2 > group.members.len();
    for member in group.members.iter().filter(|m| whole && !said.contains(m)) {
        let kin = named.kin(member).unwrap_or_default();
        let own = Actor::Collective(id.clone());
        let early = is_early(model, member, day);
        let meant = !early && found.iter().any(|(a, _)| **a != own && kin.contains(a));
        if meant
            || matches!(member, Actor::Collective(_))
            || !early && is_of_a_time(model, member)
            || told.contains(member)
        {
            continue;
        }
        let who = member.id();
        tell(
            say!(
                "«members» của nhóm {id} có {who}, câu trích không kể",
                "`members` of {id} has {who}, the quote does not list it"
            ),
            if early {
                as_the_text_has(model, member, say!("xóa {who} khỏi «members»", "delete {who} from `members`"))
            } else {
                say!(
                    "xóa {who} khỏi «members», hoặc trích đủ câu kể thành viên",
                    "delete {who} from `members`, or quote all of the list"
                )
            },
        );
    }
}

/// A short form of one that is a name or a short form of another: whoever looks for it is led to either.
fn aliases(model: &Model, named: &Named<'_>, report: &mut Report) {
    type Entry<'m> = (Actor, Vec<&'m str>, usize, Span);
    let units = model.units.iter().filter(|u| u.until.is_none());
    let units = units.map(|u| (Actor::Unit(u.id.clone()), unit_names(u).collect(), u.names.len(), u.span));
    let roles = model.roles.iter().filter(|r| r.until.is_none());
    let roles = roles.map(|r| (Actor::Role(r.id.clone()), written(&r.name, &r.aliases).collect(), 1, r.span));
    for entries in [units.collect::<Vec<Entry<'_>>>(), roles.collect()] {
        let mut taken: BTreeMap<String, Vec<(&Entry<'_>, bool)>> = BTreeMap::new();
        for entry in &entries {
            let keys: BTreeMap<String, bool> =
                entry.1.iter().enumerate().rev().map(|(n, name)| (name_key(name), n < entry.2)).collect();
            for (key, is_name) in keys {
                taken.entry(key).or_default().push((entry, is_name));
            }
        }
        for mut all in taken.into_values().filter(|all| all.len() > 1) {
            // Two names are told elsewhere.
            all.sort_by_key(|(_, is_name)| !is_name);
            let [(one, _), .., (other, false)] = &all[..] else { continue };
            if let (Some(a), Some(b)) = (one.0.unit(), other.0.unit())
                && named.bound_by_decision(a, b)
            {
                continue;
            }
            let whose = one.0.id();
            let mine = other.1.iter().skip(other.2);
            let Some(alias) = mine.copied().find(|alias| one.1.iter().any(|n| name_key(n) == name_key(alias))) else {
                continue;
            };
            let message =
                say!("cách gọi «{alias}» cũng là của {whose}", "the short form `{alias}` is also that of {whose}");
            report.push(
                Diagnostic::new(Code::AliasShared, other.3, message)
                    .related(one.3, say!("mục kia ở đây", "the other entry is here"))
                    .help(say!(
                        "bỏ cách gọi ấy khỏi «aliases» của một trong hai mục",
                        "delete it from `aliases` of one of the two"
                    )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{DecisionId, shipped};

    /// What is told of the lists of groups on a day: the message with what to do.
    fn told(model: &Model, day: Date) -> Vec<String> {
        let mut report = Report::default();
        check(model, &Named::new(model), &BTreeSet::new(), day, &mut report);
        let found = report.iter().filter(|d| d.code == Code::MembersDiffer);
        found.map(|d| format!("{} {}", d.message.en, d.help.as_ref().map_or("", |help| &help.en))).collect()
    }

    fn unit(id: &str) -> Actor {
        Actor::Unit(crate::model::UnitId::new(id))
    }

    #[test]
    fn a_list_is_as_the_text_has_it_until_the_decision_takes_effect() {
        let (mut model, end) = (shipped(), date(2027, 1, 1));
        let (ends, begins) = (unit("p-kinh-te"), unit("tt-cong-nghe-cong-ttdt"));
        for unit in &mut model.units {
            let own = Actor::Unit(unit.id.clone());
            unit.until = (own == ends).then_some(end);
            if own == begins {
                (unit.founded_by, unit.from) = (Some(DecisionId::new("45-2026")), Some(end));
            }
        }
        for group in model.collectives.iter_mut().filter(|group| group.members.contains(&begins)) {
            group.members.retain(|member| *member != begins);
        }
        let (before, after) = (date(2026, 12, 11), date(2027, 2, 1));
        assert_eq!(told(&model, before), Vec::<String>::new());
        let group = model.collectives.iter_mut().find(|group| group.members.contains(&ends)).unwrap();
        group.members.retain(|member| *member != ends);
        group.members.push(begins);
        let found = told(&model, before);
        assert!(
            found.len() == 2 && found.iter().all(|told| told.contains("leave `members` as the text")),
            "{found:#?}"
        );
        assert!(found[0].contains("add p-kinh-te") && found[1].contains("delete tt-cong-nghe"), "{found:#?}");
        assert_eq!(told(&model, after), Vec::<String>::new());
    }
}
