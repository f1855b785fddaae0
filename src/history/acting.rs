//! What an operation on the office cannot do on its day: with units that are not there, with itself, under a name that is taken.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Report, Span};
use crate::model::{Decision, OfficeAct, Unit, UnitId};
use crate::say;
use crate::text::{date_both, name_key};

/// An act among the units of its day.
pub(super) struct Acting<'a> {
    pub decision: &'a Decision,
    pub act: &'a OfficeAct,
    pub span: Span,
    pub units: &'a [Unit],
    /// The units that are no more.
    pub ended: &'a BTreeSet<UnitId>,
}

impl Acting<'_> {
    /// Reports what it cannot do; whether it can be carried out. `was` is the name that a unit it renames has before.
    pub fn report(&self, was: Option<&str>, report: &mut Report) -> bool {
        let mut found = self.not_there();
        found.extend(self.joined_is_none());
        found.extend(self.divided_is_one());
        found.extend(self.taker_is_no_more());
        let possible = found.is_empty();
        found.extend(self.names_taken());
        found.extend(self.name_is_the_same(was));
        found.into_iter().for_each(|finding| report.push(finding));
        possible
    }

    fn day(&self) -> Date {
        self.decision.effective_from
    }

    /// Whether a unit has begun and not ended by earlier operations.
    fn lives(&self, unit: &Unit) -> bool {
        !self.ended.contains(&unit.id) && unit.from.is_none_or(|from| from <= self.day())
    }

    /// The units it speaks of that do not exist when the decision takes effect.
    fn not_there(&self) -> Vec<Diagnostic> {
        let named = self.act.named().filter_map(|id| self.units.iter().find(|u| u.id == *id));
        let finding = |unit: &Unit| {
            // A unit that is no more goes by the name it had last.
            let last = unit.until.and_then(|until| until.yesterday().ok());
            let name = unit.name_on(last.map_or(self.day(), |last| last.min(self.day())));
            let (date, date_en) = date_both(self.day());
            let message = if self.ended.contains(&unit.id) {
                say!("đến ngày {date}, {name} đã chấm dứt hoạt động", "{name} is no more on {date_en}")
            } else {
                say!("{name} chưa có vào ngày {date}", "{name} is not there yet on {date_en}")
            };
            let living = self.units.iter().filter(|u| self.lives(u)).map(|u| u.id.as_str());
            let living = living.collect::<Vec<_>>().join(", ");
            Diagnostic::new(Code::UnitNotThere, self.span, message)
                .related(unit.span, say!("đơn vị khai báo ở đây", "the unit is declared here"))
                .help(say!(
                    "kiểm tra «effective_from» và thứ tự các quyết định; đơn vị đang hoạt động: {living}",
                    "check `effective_from` and the order of decisions; the units there are: {living}"
                ))
        };
        named.filter(|unit| !self.lives(unit)).map(finding).collect()
    }

    /// Units that are joined are several, each once, and another than the one they are joined to.
    fn joined_is_none(&self) -> Option<Diagnostic> {
        let (OfficeAct::Merge { units, into } | OfficeAct::Absorb { units, into }) = self.act else { return None };
        let twice = units.iter().enumerate().find(|(at, unit)| units[..*at].contains(unit)).map(|(_, unit)| unit);
        let (message, help) = if units.contains(into) {
            (
                say!("«{into}» không thể nhập vào chính nó", "`{into}` cannot be joined to itself"),
                say!("bỏ «{into}» khỏi «units»", "remove `{into}` from `units`"),
            )
        } else if let Some(unit) = twice {
            (
                say!("«{unit}» có hai lần trong «units»", "`{unit}` stands twice in `units`"),
                say!("xóa một lần, hoặc ghi đơn vị kia", "remove one of them, or name the other unit"),
            )
        } else if matches!(self.act, OfficeAct::Merge { .. }) && units.len() < 2 {
            (
                say!("hợp nhất phải có ít nhất hai đơn vị", "a merge needs two units at least"),
                say!(
                    "thêm đơn vị vào «units»; chỉ đổi tên thì dùng «op: rename»",
                    "add to `units`; if only the name changes use `op: rename`"
                ),
            )
        } else {
            return None;
        };
        Some(Diagnostic::new(Code::UnitNotThere, self.span, message).help(help))
    }

    /// A unit is divided into several.
    fn divided_is_one(&self) -> Option<Diagnostic> {
        let OfficeAct::Divide { unit, into, handover } = self.act else { return None };
        let [only] = into.as_slice() else { return None };
        let message =
            say!("chia «{unit}» thì phải thành ít nhất hai đơn vị", "`{unit}` is divided into two units at least");
        let help = say!(
            "thêm đơn vị vào «into»; chỉ đổi tên thì dùng «op: rename», lập thêm đơn vị bên cạnh thì dùng «op: split»",
            "add to `into`; if only the name changes use `op: rename`, if a unit is founded beside it `op: split`"
        );
        let finding = || Diagnostic::new(Code::UnitNotThere, self.span, message).help(help);
        handover.takers().all(|taker| taker == only).then(finding)
    }

    /// A unit that ends does not take over its own duties.
    fn taker_is_no_more(&self) -> Option<Diagnostic> {
        let unit = self.act.handover()?.takers().find(|taker| self.act.ended().contains(taker))?;
        let message =
            say!("«{unit}» không còn để nhận việc của chính nó", "`{unit}` is no more to take over its own duties");
        let help = say!("ghi đơn vị khác ở «to» hoặc «rest»", "name another unit in `to` or `rest`");
        Some(Diagnostic::new(Code::UnitNotThere, self.span, message).help(help))
    }

    /// The names it gives that another living unit has.
    fn names_taken(&self) -> Vec<Diagnostic> {
        let renamed = if let OfficeAct::Rename { unit, name } = self.act { Some((unit, name.as_str())) } else { None };
        // A new unit has the name it begins with.
        let first = |id: &UnitId| self.units.iter().find(|u| u.id == *id).and_then(|u| u.names.first());
        let founded = self.act.founded().iter().filter_map(|id| Some((id, first(id)?.name.as_str())));
        let finding = |(id, name): (&UnitId, &str)| {
            let gone = |u: &Unit| self.ended.contains(&u.id) || self.act.ended().contains(&u.id);
            let same = |u: &&Unit| u.exists_on(self.day()) && name_key(u.name_on(self.day())) == name_key(name);
            let other = self.units.iter().filter(|u| u.id != *id && !gone(u)).find(same)?;
            let message = say!("đã có một đơn vị tên «{name}»", "there is a unit named `{name}` already");
            let help = say!("hai đơn vị đang hoạt động không thể cùng tên", "two living units cannot bear one name");
            let finding = Diagnostic::new(Code::DuplicateId, self.span, message).help(help);
            Some(finding.related(other.span, say!("đơn vị ấy ở đây", "that unit is here")))
        };
        renamed.into_iter().chain(founded).filter_map(finding).collect()
    }

    /// A new name is another than the unit has, and the only one of its decision: of two decisions each may give one.
    fn name_is_the_same(&self, was: Option<&str>) -> Option<Diagnostic> {
        let OfficeAct::Rename { unit, name } = self.act else { return None };
        let before = self.decision.office_acts().take_while(|(act, _)| !std::ptr::eq(*act, self.act));
        let mut earlier = before.filter_map(|(act, _)| match act {
            OfficeAct::Rename { unit: same, name } if same == unit => Some(name),
            _ => None,
        });
        let (message, help) = if was == Some(name) {
            (
                say!("{name} đã là tên của đơn vị này", "{name} is the unit's name already"),
                say!("sửa «name», hoặc xóa thao tác", "correct `name`, or delete the operation"),
            )
        } else {
            let now = earlier.next()?;
            (
                say!(
                    "quyết định này đã đổi tên đơn vị thành «{now}»: tên ấy sẽ không được dùng ngày nào",
                    "this decision renames the unit to `{now}` already: that name would never be borne"
                ),
                say!(
                    "một quyết định chỉ đổi tên một đơn vị một lần: xóa thao tác thừa, hoặc sửa «unit» nếu nhầm đơn vị",
                    "a decision renames a unit once: delete the operation that is too much, or correct `unit`"
                ),
            )
        };
        Some(Diagnostic::new(Code::OperationWithoutEffect, self.span, message).help(help))
    }
}
